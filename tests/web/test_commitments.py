"""Commitments and channels as pages: pairs, both sides' views, marks, what was done."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from immutables import Map
from tests.demonstration.golden_files import forum, kept
from tests.web.moments import NOBODY, the
from tests.web.stage import stage, visitor

from dipoli.forum.commitment import Assessment, Commitment, Verdict
from dipoli.forum.commitment_list import row
from dipoli.record.act import read_entry

stage()
from dipoli.web.pages.commitments import state  # noqa: E402 - Django is asked after its settings

PLENARY = "/forums/exercise/plenary"
REPLAY = "/forums/six-party-talks/plenary"
SEATS = ("XTV", "XNU", "XOB", "SECRETARIAT")


HARBOURS = "To dredge the harbours of Brinmouth and Port Meriden."
MINES = "Not to lay mines for practice in the strait."


def by_words(words: str) -> Commitment:
    """The commitment of these words."""
    return the(forum("exercise", "plenary").commitments, words=words)


def register(code: str = "XTV") -> dict[str, Any]:
    return visitor(code).twin(f"{PLENARY}/commitments")


def one(name: str, code: str = "XTV") -> dict[str, Any]:
    return visitor(code).twin(f"{PLENARY}/commitments/{name}")


def rows(twin: dict[str, Any]) -> list[dict[str, Any]]:
    pairs = [pair for group in twin["groups"] for pair in group["pairs"]] + twin["ended"]
    return [line for pair in pairs for line in pair["rows"]]


# ---------------------------------------------------------------- examples


def test_the_two_of_a_pair_stand_together() -> None:
    twin = register()
    pairs = [pair for group in twin["groups"] for pair in group["pairs"]] + twin["ended"]
    told = [[line["object"] for line in pair["rows"]] for pair in pairs if pair["pair"]]
    held = forum("exercise", "plenary").commitments.values()
    expected = {frozenset((each.id, each.pair)) for each in held if each.pair is not None}
    assert {frozenset(pair) for pair in told} == expected
    first = by_words("To light the lamp on the reef of Sarn.")
    second = by_words("To give Tavrena the survey of the reef.")
    assert [first.id, second.id] in told
    assert [first.id, second.id] in [
        [line["object"] for line in pair["rows"]] for pair in twin["ended"]
    ]


def test_each_side_has_a_column_and_who_said_nothing_has_no_entry() -> None:
    name = by_words(HARBOURS).id
    owners, recipients = one(name)["sides"]
    assert [
        (side["code"], side["view"] and side["view"]["words"]) for side in owners["parties"]
    ] == [
        ("XKS", None),
        ("XSE", "Ours is done."),
    ]
    assert [
        (side["code"], side["view"] and side["view"]["verdict"]) for side in recipients["parties"]
    ] == [
        ("XUL", None),
        ("XHA", "in-part"),
    ]
    html = visitor("XTV").html(f"{PLENARY}/commitments/{name}")
    assert html.count("No entry of how it stands.") == 2


def test_evidence_stands_with_the_owner_who_gave_it() -> None:
    given = [side["evidence"] for side in one(by_words(HARBOURS).id)["sides"][0]["parties"]]
    assert [[each["words"] for each in some] for some in given] == [[], ["Soundings of June."]]


def test_where_one_says_yes_and_the_other_no_both_are_quoted_and_nothing_is_broken() -> None:
    name = by_words(MINES).id
    twin = one(name)
    assert twin["state"] == "views differ"
    assert "not fulfilled" in twin["said"][0]
    assert "it is fulfilled" in twin["said"][0]
    html = visitor("XTV").html(f"{PLENARY}/commitments/{name}")
    assert "broken" not in html.partition("<main")[2]


def test_broken_is_said_where_both_sides_say_so_and_not_where_one_does() -> None:
    held = forum("exercise", "plenary")
    no = Assessment(verdict=Verdict.NOT, words="x", by="XSE", time=held.time, number=held.acts)
    name = by_words(MINES).id
    alone = evolve(held.commitments[name], said=Map())
    for said, expected in (({"XSE": no}, "standing"), ({"XSE": no, "XKS": no}, "broken")):
        told = evolve(alone, said=alone.said.update(said))
        standing = held.grown(commitments=held.commitments.set(name, told))
        found = row(standing, name, held.time)
        assert found is not None
        assert state(found) == expected


def test_a_suspension_and_its_end_stand_in_what_was_done() -> None:
    names = [act["name"] for act in one(by_words(HARBOURS).id)["history"]]
    assert names.index("commitment.suspend") < names.index("commitment.resume")


def test_an_outcome_that_touches_an_interest_is_marked_with_the_reason() -> None:
    held = forum("exercise", "plenary")
    outcome = the(held.outcomes, title="Hours of passage in the strait")
    interest = the(held.interests, words="Our boats shelter there in winter.")
    twin = visitor("XTV").twin(f"{PLENARY}/channels/{outcome.id}")
    (shown,) = (each for each in twin["outcomes"] if each["object"] == outcome.id)
    (mark,) = (each for each in shown["marked"] if each["other"] == interest.id)
    assert mark["parts"] == list(interest.parts) == ["winter"]
    assert "winter" in mark["told"]


def test_each_party_to_talks_has_its_own_name_for_them() -> None:
    talks = the(forum("exercise", "plenary").strands, title="The strait talks")
    channel = visitor("XTV").twin(f"{PLENARY}/channels/{talks.id}")["channel"]
    assert [(each["code"], each["own_name"]) for each in channel["accounts"]] == [
        ("XKS", None),
        ("XSE", "The Gulf contacts"),
    ]


def test_what_a_compiler_read_is_told_as_its_reading() -> None:
    twin = visitor().twin(f"{REPLAY}/commitments")
    assert twin["compiled"]
    assert not twin["groups"]
    assert all("compiler" in each["told"] for each in twin["compiled"])


def test_there_is_no_page_of_another_name() -> None:
    held = forum("exercise", "plenary")
    other, mine = min(held.proposals), min(held.commitments)
    for page in (f"commitments/C{NOBODY}", f"commitments/{other}", f"channels/{mine}"):
        assert visitor("XTV").get(f"{PLENARY}/{page}").status_code == 404


# ---------------------------------------------------------------- every commitment


def test_every_commitment_of_the_record_is_listed_once() -> None:
    listed = [line["object"] for line in rows(register())]
    assert sorted(listed) == sorted(forum("exercise", "plenary").commitments)


def test_baskets_stand_as_in_the_charter_and_dates_in_order_with_none_last() -> None:
    groups = register()["groups"]
    order = [basket.id for basket in forum("exercise", "plenary").charter.baskets]
    baskets = [group["basket"] for group in groups if group["basket"] in order]
    assert baskets == sorted(baskets, key=order.index)
    for group in groups:
        dues = [pair["rows"][0]["due"] for pair in group["pairs"] if not pair["pair"]]
        dates = [due["utc"] if due else "9999" for due in dues]
        assert dates == sorted(dates)


@pytest.mark.parametrize("name", sorted(forum("exercise", "plenary").commitments))
def test_what_was_done_is_what_the_record_has_about_it(name: str) -> None:
    record = next(each for each in kept("exercise") if each.circle == "plenary")
    expected = [act.index for act in record.acts if read_entry(act.entry).envelope.object == name]
    assert [act["act"] for act in one(name)["history"]] == expected


@pytest.mark.parametrize("code", SEATS)
def test_every_commitment_and_channel_that_a_reader_is_shown_has_its_page(code: str) -> None:
    twin = register(code)
    things = [*rows(twin), *twin["channels"], *twin["outcomes"], *twin["interests"]]
    for thing in things:
        assert visitor(code).get(thing["page"]).status_code == 200


def test_a_date_that_has_passed_is_a_date_and_no_word() -> None:
    html = visitor("XTV").html(f"{PLENARY}/commitments")
    assert not re.search(r"\b(late|missed|failed|overdue)\b", html.partition("<main")[2])
