"""A basket: what is in it, what waits for what, and that the others run on."""

from __future__ import annotations

import re

import pytest
from tests.demonstration.golden_files import forum as golden
from tests.web.moments import LATE, acts, proposal, reader, size_of_early, the
from tests.web.stage import visitor

from dipoli.forum import basket as b
from dipoli.forum.decision import DECIDED, Stage

HERE = "/forums/exercise"
BASKETS = (
    "confidence", "maritime", "nuclear-safety", "arms", "economy", "humanitarian", "fisheries",
)  # fmt: skip
FERRY = "A ferry for the summer of the next year"


def test_the_circle_calls_a_basket_by_its_name_in_every_language() -> None:
    answer = visitor("XTV").client.get(f"{HERE}/plenary", headers={"Accept-Language": "ja"})
    lines = re.findall(r'<p class="thing">(?:<a [^>]*>)?([^<]+)', answer.content.decode())
    assert "Nuclear safety and non-proliferation" in map(str.strip, lines)
    assert "nuclear-safety" not in map(str.strip, lines)


def test_a_basket_shows_its_proposals_on_the_table_and_those_that_are_over() -> None:
    twin = visitor("XTV").twin(f"{HERE}/plenary/baskets/economy")
    assert (twin["title"], twin["stage"]) == ("Economy and connectivity", "running")
    held = golden("exercise", "plenary").proposals.values()
    mine = sorted((one for one in held if one.basket == "economy"), key=lambda one: one.number)
    over = [one.id for one in mine if one.stage in {*DECIDED, Stage.LAPSED, Stage.WITHDRAWN}]
    assert [one["object"] for one in twin["over"]] == over
    assert [one["object"] for one in twin["open"]] == [one.id for one in mine if one.id not in over]
    for title in ("A common time zone for ferries", "A fund for lighthouses"):  # lapsed, in effect
        assert proposal(title).id in over
    ferry = next(one for one in twin["open"] if one["object"] == proposal(FERRY).id)
    assert ferry["told"] == "under silence"
    assert ferry["until"]["utc"] == golden("exercise", "plenary").silences[ferry["object"]].until


def test_a_link_is_a_claim_of_a_named_party_and_says_what_waits_for_what() -> None:
    links = visitor("XTV").twin(f"{HERE}/plenary/baskets/fisheries")["links"]
    source = "Fleets pay for ice when they may fish."
    (first,) = (one for one in links if one["source"] == source)
    assert first["by"]["name"] == "Halvorin"
    assert first["object"] == the(golden("exercise", "plenary").links, source=source).id
    waits, other = proposal("A common price for ice"), proposal("A closed season for herring")
    assert (first["waits"]["object"], first["other"]["object"]) == (waits.id, other.id)
    assert (first["how"], first["stage"], first["holds"]) == ("after", "agreed", False)
    held = sorted(golden("exercise", "plenary").links.values(), key=lambda one: one.number)
    assert [one["stage"] for one in links] == [one.stage.value for one in held]
    assert "removed" in {one["stage"] for one in links}


def test_a_link_stands_in_both_baskets_and_in_no_other() -> None:
    shown = {
        name: [
            one["object"] for one in visitor("XTV").twin(f"{HERE}/plenary/baskets/{name}")["links"]
        ]
        for name in BASKETS
    }
    assert {name for name, links in shown.items() if links} == {"economy", "fisheries"}
    held = golden("exercise", "plenary").links.values()
    expected = [one.id for one in sorted(held, key=lambda one: one.number)]
    assert shown["economy"] == shown["fisheries"] == expected


def test_texts_of_a_body_are_listed_where_the_reader_may_read_it() -> None:
    (body,) = visitor("XTV").twin(f"{HERE}/plenary/baskets/economy")["bodies"]
    assert body["page"] == f"{HERE}/economy"
    held = sorted(golden("exercise", "economy").texts.values(), key=lambda one: one.number)
    assert [one["symbol"] for one in body["texts"]] == [one.symbol for one in held]
    assert [one["page"] for one in body["texts"]] == [
        f"{HERE}/economy/texts/{one.id}" for one in held
    ]
    html = visitor("XTV").html(f"{HERE}/plenary/baskets/economy")
    assert "One ticket for seven ports" in html


def test_who_cannot_read_a_body_is_told_nothing_of_its_texts() -> None:
    assert visitor("XOB").get(f"{HERE}/economy").status_code == 404
    html = visitor("XOB").html(f"{HERE}/plenary/baskets/economy")
    symbols = [one.symbol for one in golden("exercise", "economy").texts.values()]
    assert symbols
    assert not [symbol for symbol in symbols if symbol in html]


def test_commitments_that_rest_on_its_decisions_are_listed() -> None:
    twin = visitor("XTV").twin(f"{HERE}/plenary/baskets/economy")
    standing = golden("exercise", "plenary")
    expected = {
        one.id
        for one in standing.commitments.values()
        if one.decision is not None and standing.proposals[one.decision].basket == "economy"
    }
    assert {one["object"] for one in twin["commitments"]} == expected
    harbours = "To dredge the harbours of Brinmouth and Port Meriden."
    assert the(standing.commitments, words=harbours).id in expected


@pytest.mark.parametrize("name", BASKETS)
def test_every_basket_is_reached_from_the_forum_and_names_the_others(name: str) -> None:
    rows = visitor("XTV").twin(HERE)["baskets"]
    page = next(one["page"] for one in rows if one["basket"] == name)
    assert f'href="{page}"' in visitor("XTV").html(HERE)
    twin = visitor("XTV").twin(page)
    assert [one["basket"] for one in twin["others"]] == [one for one in BASKETS if one != name]


@pytest.mark.parametrize("name", BASKETS)
def test_every_proposal_of_a_basket_is_shown_once(name: str) -> None:
    twin = visitor("XTV").twin(f"{HERE}/plenary/baskets/{name}")
    shown = [one["object"] for one in (*twin["open"], *twin["over"])]
    held = [one for one in golden("exercise", "plenary").proposals.values() if one.basket == name]
    assert sorted(shown) == sorted(one.id for one in held)


def test_in_a_body_the_basket_of_the_circle_above_is_linked() -> None:
    twin = visitor("XTV").twin(f"{HERE}/economy/baskets/economy")
    assert twin["above"]["page"] == f"{HERE}/plenary/baskets/economy"
    assert (twin["stage"], twin["needed"]) == (None, None)
    assert {one["stage"] for one in twin["others"]} == {None}


def test_how_a_basket_stands_is_unknown_to_who_came_later() -> None:
    parked = [one.object for one in acts()[: size_of_early()] if one.name == b.PARK]
    assert "arms" in parked
    late, page = reader(LATE)
    twin = late.twin(f"{page}/baskets/arms")
    assert twin["stage"] == "not known"
    assert twin["needed"] is None
    html = late.html(f"{page}/baskets/arms")
    assert "Nothing of this basket is on the table" not in html
    assert "nothing waits for it" not in html


def test_an_empty_basket_teaches_by_the_article_of_this_charter() -> None:
    held = golden("exercise", "plenary").proposals.values()
    assert "confidence" not in {one.basket for one in held}
    html = visitor("XTV").html(f"{HERE}/plenary/baskets/confidence")
    assert "Nothing of this basket is on the table." in html
    assert "Article 9.1:" in html


def test_a_basket_that_is_not_there_is_missing() -> None:
    assert visitor("XTV").get(f"{HERE}/plenary/baskets/moon").status_code == 404
    assert visitor().get("/forums/six-party-talks/plenary/baskets/arms").status_code == 404
