"""Where a body is not at hand, what it was about is unknown; all the rest is ruled on as before."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forum.made import OFFICE, SITS, Desk, clause, decide, forum
from tests.forum.test_whole import COMMON, Chooser, World, charters

from dipoli.charter.points import Point
from dipoli.forum.act import Act
from dipoli.forum.procedure import KINDS, enter, rule
from dipoli.forum.standing import Forum

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
    desk.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
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
    sealed(desk, "XAL", "member.suspend", "XCO", finding="A breach.", decision="P2")
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


# ---------------------------------------------------------------- nobody is framed


def history(seed: int, steps: int = 250) -> tuple[Forum, list[Act]]:
    """Random acts of every kind, each in order with all bodies at hand."""
    begun = forum(charters()[seed % len(charters())])
    desk, done = Desk(begun), list[Act]()
    chooser, world = Chooser(Random(seed)), World(desk)
    for _ in range(steps):
        if chooser.chance.random() < 0.2:  # now and then
            desk.wait(hours=chooser.chance.choice((1, 24, 72, 73)))
        name = chooser.chance.choice((*COMMON, *KINDS, *KINDS))
        act = chooser._act(world, KINDS[name])  # noqa: SLF001 - the acts of the whole forum
        if rule(desk.forum, act) is None:
            desk.forum = enter(desk.forum, act)
            done.append(act)
    return begun, done


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.sampled_from((0.01, 0.05, 0.2, 0.6)), st.integers(0, 2**32))
def test_what_is_in_order_with_all_bodies_is_never_out_of_order_without_some(
    seed: int, share: float, left_out: int
) -> None:
    standing, done = history(seed)
    chance = Random(left_out)
    for act in done:
        bare = evolve(act, said=None) if chance.random() < share else act
        assert rule(standing, bare) is None, bare
        standing = enter(standing, bare)


def test_a_succession_that_was_not_seen_leaves_the_successor_free_to_act() -> None:
    desk = Desk()
    decide(desk, "P1", "admit", "XNE for XCO")
    sealed(desk, OFFICE, "member.succeed", "XCO", successor="XNE", decision="P1")
    desk.do("XNE", "member.attend", "XNE")
    assert desk.forum.passed == 2


def test_where_it_is_not_known_who_presides_nobody_is_sent_to_its_deputy() -> None:
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    decide(desk, "P2", "suspend", "XCO")
    sealed(desk, "XAL", "member.suspend", "XCO", decision="P2", finding="It is found so.")
    bare = evolve(desk.act("XAL", "objection.raise", "P1", reason="substance"), role="delegation")
    assert rule(desk.forum, bare) is None


def test_an_unseen_proposal_that_is_decided_leaves_no_text_as_it_was() -> None:
    """It may have been about any of them."""
    desk = two_texts()
    sealed(desk, "XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1")
    desk.do("XCO", "clause.bracket", "T2-1", words="here")
    assert desk.forum.passed == 1
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    desk.do("XDE", "clause.lift", "T2-1", which=1)  # with all bodies it might be out of order
    assert desk.forum.passed == 3


def test_a_matter_that_moved_unseen_leaves_open_what_is_reserved() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "R1", title="The water of the lake")
    sealed(desk, "XCO", "matter.admit", "R1", paper="P1")
    desk.do("XBE", "proposal.table", "P1", title="The water of the lake", purpose="measure")
    assert desk.forum.passed == 2
