"""Where a body is not at hand, what it was about is unknown; all the rest is ruled on as before."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, SITS, Desk, clause, decide

from dipoli.charter.points import Point
from dipoli.forum.procedure import enter, rule

PAPER: dict[str, Any] = {
    "title": "x", "symbol": "WP.1", "kind": "working-paper", "language": "en", "everything": False,
}  # fmt: skip


def sealed(desk: Desk, by: str, name: str, about: str, /, **said: Any) -> None:  # noqa: ANN401 - any form
    """An act whose body is not at hand."""
    act = evolve(desk.act(by, name, about, **said), said=None)
    assert rule(desk.forum, act) is None
    desk.forum = enter(desk.forum, act)


def two_texts() -> Desk:
    """Two texts with a clause each."""
    desk = Desk()
    for name in ("T1", "T2"):
        desk.do("XBE", "text.table", name, **PAPER)
        desk.do("XBE", "clause.propose", f"{name}-1", words="They meet here.", sort="words")
    return desk


def test_a_clause_that_could_not_be_followed_leaves_other_texts_as_they_were() -> None:
    desk = two_texts()
    sealed(desk, "XCO", "clause.bracket", "T1-1", words="here")
    assert (desk.forum.blind, desk.forum.passed) == (4, 1)
    assert {"T1", "T1-1"} <= set(desk.forum.unknown)
    assert not {"T2", "T2-1"} & set(desk.forum.unknown)
    assert clause(desk.refused("XDE", "clause.lift", "T2-1", which=1), Point.CLAUSE_STAGE)
    desk.do("XDE", "clause.lift", "T1-1", which=1)
    assert desk.forum.passed == 2


def test_its_text_and_the_proposals_about_it_are_let_pass_and_others_are_not() -> None:
    desk = two_texts()
    for name, text in (("P1", "T1"), ("P2", "T2")):
        desk.do("XBE", "proposal.table", name, title="x", purpose="text", subject=text)
    desk.wait(hours=24)
    sealed(desk, "XCO", "clause.bracket", "T1-1", words="here")
    desk.do("XCO", "clause.bracket", "T2-1", words="here")
    desk.do("XAL", "proposal.put", "P1")
    assert clause(desk.refused("XAL", "proposal.put", "P2"), Point.BRACKETS)
    desk.do("XAL", "proposal.adopt", "P1")
    assert {"P1", "T1"} <= set(desk.forum.unknown)
    assert "P2" not in desk.forum.unknown


def test_what_nobody_began_is_still_out_of_order() -> None:
    desk = two_texts()
    sealed(desk, "XCO", "clause.bracket", "T1-1", words="here")
    assert clause(desk.refused("XAL", "proposal.put", "P7"), Point.KNOWN_OBJECT)
    assert clause(desk.refused("XZZ", "floor.ask", SITS), Point.WHO_ACTS)


def test_a_decision_on_something_unknown_is_a_mandate_that_is_let_pass() -> None:
    desk = Desk()
    sealed(desk, "XBE", "proposal.table", "P1", title="x", purpose="suspend", subject="XCO")
    desk.do("XAL", "member.suspend", "XCO", decision="P1")
    assert "XCO" in desk.forum.unknown
    desk.do("XCO", "floor.ask", SITS)
    assert clause(
        desk.refused("XDE", "objection.raise", "P9", reason="substance"), Point.KNOWN_OBJECT
    )


def test_an_act_of_a_party_whose_seat_is_unknown_makes_what_it_acts_on_unknown() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    decide(desk, "P2", "suspend", "XCO")
    sealed(desk, "XAL", "member.suspend", "XCO", decision="P2")
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    desk.do("XAL", "proposal.adopt", "P1")
    assert "P1" in desk.forum.unknown


def test_a_meeting_that_closed_unseen_leaves_open_whose_turn_it_is_and_which_one_sits() -> None:
    desk = Desk()
    sealed(desk, "XAL", "meeting.close", SITS, outcome="nothing")
    desk.do("XBE", "chair.take")
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.wait(hours=24).do("XBE", "proposal.put", "P1")
    assert "P1" in desk.forum.unknown


@pytest.mark.parametrize(
    ("by", "name", "about", "said"),
    [
        ("XBE", "proposal.speak", "P1", {"words": "harsh"}),
        ("XBE", "statement.attach", "P1", {"words": "harsh", "annex": "interpretative-statement"}),
        ("XBE", "name.give", "", {"name": "n", "sort": "sea", "thing": "s", "language": "en"}),
    ],
)
def test_words_that_are_struck_and_withheld_blind_nothing_where_they_only_spoke(
    by: str, name: str, about: str, said: dict[str, Any]
) -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    if name == "statement.attach":
        desk.do("XAL", "proposal.adopt", "P1")
    number = desk.forum.acts
    sealed(desk, by, name, about, **said)
    decide(desk, "P2", "strike-words", str(number))
    desk.do(OFFICE, "words.strike", number=number, decision="P2")
    assert (desk.forum.blind, desk.forum.passed, len(desk.forum.unknown)) == (None, 0, 0)
