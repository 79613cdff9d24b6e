"""Where a visitor of an exercise looks first: each way leads to what it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.house import PLENARY, house, newly
from tests.web.stage import Visitor, stage

stage()

ALARM, BASKETS = "The host alters a line, and the alarm rings", "One basket is parked"
DRAFT, SILENCE = "A draft, with your own brackets on top", "Break a silence"
HOST, TERM, NAMES = "What the host can still see", "What each party means", "Names that you use"
REASON = "The two sides wish to speak to each other first."


@pytest.fixture(scope="module", autouse=True)
def _site() -> Iterator[Any]:
    with house() as held:
        yield held


def does(who: Visitor, act: str, **sent: str) -> None:
    """Do an act, signed as the node would; by the key of the office where that acts."""

    def post(page: str, **words: str) -> dict[str, Any]:
        answer = who.client.post(f"{PLENARY}/{page}.json", json.dumps(words), "application/json")
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = json.loads(answer.content)
        return found

    draft = post(f"do/{act}/draft", **sent)
    post("sign/demonstration", slip=draft["slip"], confirm=draft["confirm"] or "")


def ways(code: str) -> dict[str, str]:
    """What is told to a seat, to its page."""
    found = newly(code).twin("/today")["walk"]
    return {one["told"]: one["page"] for one in found}


def begins(told: dict[str, str], beginning: str) -> str:
    """The page of what is told so."""
    return next(page for words, page in told.items() if words.startswith(beginning))


def is_told(told: dict[str, str], beginning: str) -> bool:
    """Whether anything is told so."""
    return any(words.startswith(beginning) for words in told)


def test_a_parked_basket_says_why_and_the_next_adopts() -> None:
    who = newly("XKS")  # it presides at the end of the golden exercise
    assert not is_told(ways("XKS"), BASKETS)
    does(who, "basket.park", object="arms", **{"f-words": REASON})
    hall = who.twin(begins(ways("XKS"), BASKETS))
    (parked,) = (one for one in hall["baskets"] if one["parked"])
    assert parked["basket"] == "arms"
    *_, done = who.twin(parked["page"])["history"]
    assert (done["told"], done["words"]) == (
        "Kessorin parked the basket, from the chair; no other stops with it.",
        REASON,
    )
    assert parked["parked"] == done["at"]


def test_a_draft_is_led_to_where_one_holds_a_bracket() -> None:
    who = newly("XHA")
    assert not is_told(ways("XHA"), DRAFT)
    text = next(
        one
        for one in who.twin(f"{PLENARY}/texts")["texts"]
        if one["title"] == "Birds on the islets of Marr"
    )
    does(who, "text.bracket", object=text["object"])
    assert begins(ways("XHA"), DRAFT) == text["page"]


def test_a_silence_is_led_to_the_form_that_breaks_it() -> None:
    who = newly("XKS")
    form = who.twin(begins(ways("XKS"), SILENCE))
    assert form["thing"]["object"] == form["object"]
    assert form["thing"]["title"] == "A ferry for the summer of the next year"
    assert who.get(form["thing"]["page"]).status_code == 200
    assert who.twin(f"{PLENARY}/do/note.say")["thing"] is None
    assert who.twin(f"{PLENARY}/do/silence.break?object=XKS")["thing"] is None


def test_the_alarm_the_host_a_term_and_the_names_are_led_to() -> None:
    who, found = newly("XKS"), ways("XKS")
    assert who.twin(begins(found, ALARM))["rows"]
    assert who.twin(begins(found, HOST))["alarm"] == begins(found, ALARM)
    assert who.twin(begins(found, TERM))["title"] == "free passage"
    assert 'id="names"' in who.html(begins(found, NAMES).partition("#")[0])


def test_who_can_break_nothing_is_not_led_there() -> None:
    found = ways("SECRETARIAT")
    assert not any(is_told(found, one) for one in (DRAFT, SILENCE, NAMES))
    assert is_told(found, ALARM)
