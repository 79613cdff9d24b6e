"""Hand-up in a browser: without an author, with its fate, and of a room next to nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.demonstration.golden_files import forum, kept
from tests.web.moments import the
from tests.web.stage import EARLY, early, latecomer, visitor

from dipoli.forum.hand_up import HandUp
from dipoli.record.act import read_entry

PLENARY, EXPERTS = "/forums/exercise/plenary/hand-up", "/forums/exercise/experts/hand-up"
SEATED = ("XTV", "XKS", "XNU", "SECRETARIAT")


def keys(told: Any) -> set[str]:  # noqa: ANN401 - any value of JSON
    """Every key in a twin, however deep."""
    if isinstance(told, dict):
        return set(told).union(*map(keys, told.values())) if told else set()
    return set().union(*map(keys, told)) if isinstance(told, list) and told else set()


def handed_up(title: str) -> HandUp:
    """What was handed up under a title."""
    return the(forum("exercise", "plenary").hand_ups, title=title)


def drafted(title: str) -> str:
    """The short name of the recommendation of a title."""
    return the(forum("exercise", "experts").recommendations, title=title).id


def days(name: str, about: str) -> list[str]:
    """On which days an act was done about a thing, by its envelopes."""
    (one,) = (one for one in kept("exercise") if one.circle == "plenary")
    envelopes = [read_entry(act.entry).envelope for act in one.acts]
    return [each.time[:10] for each in envelopes if (each.name, each.object) == (name, about)]


# ---------------------------------------------------------------- examples


def test_what_was_declined_tells_its_way_and_that_it_was_reminded_of() -> None:
    name = handed_up("Pilots on loan").id
    told = visitor("XTV").twin(f"{PLENARY}/{name}")
    assert told["stage"] == "replied"
    assert told["answer"]["told"] == "declined, with a reason"
    assert [one["what"] for one in told["steps"]] == [
        "Consented to, without names", "Handed up", "Receipt", "Reminder", "Reply",
    ]  # fmt: skip
    assert [one["on"] for one in told["steps"]][3:] == [
        *days("hand-up.remind/1", name), *days("hand-up.reply/1", name),
    ]  # fmt: skip
    assert told["below"]["reported"] is True


def test_what_was_referred_to_a_basket_names_the_basket() -> None:
    name = handed_up("A shared calendar of herring").id
    told = visitor("XTV").twin(f"{PLENARY}/{name}")
    assert told["answer"]["basket"]["page"].endswith("/baskets/maritime")


def test_a_text_of_a_room_comes_from_nobody() -> None:
    name = handed_up("On the order of steps").id
    told = visitor("XTV").twin(f"{PLENARY}/{name}")
    assert told["source"]["sort"] == "part off the record"
    assert told["source"]["people"] is None
    assert told["below"] is None
    assert [one["done"] for one in told["steps"]] == [True, True, False, False]


def test_a_recommendation_leads_to_its_fate_above() -> None:
    name = drafted("A shared calendar of herring")
    told = visitor("XKS").twin(f"{EXPERTS}/{name}")
    assert told["stage"] == "reported back"
    assert told["above"]["object"] == handed_up("A shared calendar of herring").id
    assert told["above"]["answer"]["answer"] == told_answer(name)


def told_answer(name: str) -> str:
    answer = forum("exercise", "experts").recommendations[name].answer
    return "" if answer is None else answer.value


def test_of_a_room_is_told_when_it_was_who_facilitated_and_what_left() -> None:
    rooms = visitor("XTV").twin(PLENARY)["rooms"]
    held = forum("exercise", "plenary").rooms
    expected = sorted(held.values(), key=lambda one: one.opens)
    assert [one["object"] for one in rooms] == [one.id for one in expected]
    assert [one["stage"] for one in rooms] == ["over", "cancelled", "over"]
    left = handed_up("On the order of steps")
    assert left.source in held
    assert {one["object"]: one["left"]["object"] for one in rooms if one["left"]} == {
        left.source: left.id
    }
    assert {one["facilitator"]["name"] for one in rooms} == {"the secretariat"}


def test_the_date_of_a_reply_that_is_over_is_a_date_and_no_blame() -> None:
    held = handed_up("Readings of the tide")
    assert held.answer is None
    html = visitor("XTV").html(f"{PLENARY}/{held.id}")
    assert "A reply was due by" in html
    assert "late" not in html.replace("translate", "")


def test_who_came_later_is_not_told_that_there_is_nothing() -> None:
    page = f"/forums/{EARLY}/plenary/hand-up"
    html = latecomer().html(page)
    assert "what was handed up in acts that you cannot read here is not told" in html
    begun = [read_entry(act.entry).envelope for act in early().acts]
    before = {one.object for one in begun if one.name == "hand-up.enter/1"}
    assert before
    for name in before:
        assert visitor("XTV").get(f"{PLENARY}/{name}").status_code == 200
        assert latecomer().get(f"{page}/{name}").status_code == 404


# ---------------------------------------------------------------- properties


@pytest.mark.parametrize("code", SEATED)
def test_no_page_of_hand_up_names_an_author_or_who_objected_or_who_checked(code: str) -> None:
    drafts = forum("exercise", "experts").recommendations
    for page in [EXPERTS, *(f"{EXPERTS}/{name}" for name in drafts)]:
        told = visitor(code).twin(page)
        parties = set(forum("exercise", "experts").seats) - {code}
        assert not keys(told) & {"by", "author", "objections", "checks"}
        assert not {one for one in parties if f'"{one}"' in json.dumps(told)}


@pytest.mark.parametrize("code", SEATED)
def test_above_no_party_stands_beside_a_text(code: str) -> None:
    for name in forum("exercise", "plenary").hand_ups:
        told = visitor(code).twin(f"{PLENARY}/{name}")
        assert not keys(told) & {"by", "author", "persons"}
        assert not {one for one in forum("exercise", "plenary").seats if f'"{one}"' in str(told)}


@pytest.mark.parametrize("code", SEATED)
def test_no_figure_over_people_is_below_that_of_the_charter(code: str) -> None:
    told = visitor(code).twin(PLENARY)
    for one in (*told["waiting"], *told["replied"]):
        people = one["source"]["people"]
        assert people is None or people >= told["least"]


def test_each_that_was_handed_up_is_told_once() -> None:
    told = visitor("XTV").twin(PLENARY)
    names = [one["object"] for one in (*told["waiting"], *told["replied"])]
    assert sorted(names) == sorted(forum("exercise", "plenary").hand_ups)
    replied = {one["object"] for one in told["replied"]}
    assert replied == {
        one.id for one in forum("exercise", "plenary").hand_ups.values() if one.answer is not None
    }
