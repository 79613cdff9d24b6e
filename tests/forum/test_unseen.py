"""Where a body is not at hand, what it was about is unknown; all the rest is ruled on as before."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forum.made import OFFICE, SITS, Desk, clause, decide, forum
from tests.forum.measures_made import ACTIVITY, INSPECTION, VISITS, adopt, asked
from tests.forum.test_whole import COMMON, Chooser, World, charters

from dipoli.charter.points import Point
from dipoli.forum.act import Act
from dipoli.forum.procedure import KINDS, enter, rule
from dipoli.forum.standing import Forum
from dipoli.forum.unseen import (
    CHAIR,
    ENDED,
    MATTERS,
    SEATS,
    TEXTS,
    can_follow,
    chair_unknown,
    kin,
    passed,
)

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


def seat_that_another_took() -> Desk:
    """A successor of XCO, of which only the envelope is at hand."""
    desk = Desk()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    decide(desk, "P2", "admit", "XNE for XCO")
    sealed(desk, OFFICE, "member.succeed", "XCO", successor="XNE", decision="P2")
    return desk


def test_an_act_about_a_seat_that_was_taken_unseen_is_let_pass() -> None:
    desk = seat_that_another_took()
    desk.do(OFFICE, "channel.down", "XNE")
    assert desk.forum.passed == 2


def test_whoever_had_a_place_before_has_the_same_one_after_a_succession_that_was_not_seen() -> None:
    desk = seat_that_another_took()
    served = {"seat": "XDE", "channel": "mailbox of XDE", "how": "delivered"}
    assert clause(desk.refused("XBE", "text.serve", "P1", **served), Point.WHO_ACTS)
    refusal = desk.refused(OFFICE, "objection.raise", "P1", reason="substance")
    assert clause(refusal, Point.WHO_ACTS)


def before_the_body() -> tuple[Desk, Act]:
    """A proposal before the body, and an objection of who presides, not through its deputy."""
    desk = two_texts()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    act = desk.act("XAL", "objection.raise", "P1", reason="substance")
    return desk, evolve(act, role="delegation")


def test_the_chair_speaks_through_its_deputy_where_something_else_is_unknown() -> None:
    desk, act = before_the_body()
    sealed(desk, "XCO", "clause.bracket", "T1-1", words="here")
    assert rule(desk.forum, act) is not None
    sealed(desk, "XAL", "channel.declare", "XAL", channel="by post", sort="mailbox")
    assert "XAL" in desk.forum.unknown
    assert rule(desk.forum, act) is None, "whether it sits here is not known"


def test_after_a_turn_in_the_chair_that_was_not_seen_nobody_is_sent_to_its_deputy() -> None:
    desk, act = before_the_body()
    assert rule(desk.forum, act) is not None
    unknown = desk.forum.unknown.update({CHAIR: True})
    assert rule(desk.forum.grown(unknown=unknown), act) is None


def test_a_ruling_that_was_not_seen_leaves_the_chair_free() -> None:
    desk = Desk()
    desk.do("XBE", "point.raise", "O1", words="x", meeting=SITS)
    assert clause(desk.refused("XAL", "basket.park", "water"), Point.POINT_OF_ORDER)
    sealed(desk, "XAL", "point.rule", "O1", words="x", sustained=True)
    desk.do("XAL", "basket.park", "water")


def test_after_a_succession_that_was_not_seen_a_name_is_still_one_of_a_seat_or_of_none() -> None:
    refusal = Desk().refused(OFFICE, "channel.down", "XNE")
    assert clause(refusal, Point.KNOWN_OBJECT)
    desk = seat_that_another_took()
    assert clause(desk.refused(OFFICE, "channel.down", "P1"), Point.KNOWN_OBJECT)
    refusal = desk.refused("XBE", "objection.raise", "P9", reason="substance")
    assert clause(refusal, Point.KNOWN_OBJECT)


# ---------------------------------------------------------------- what hangs on what


def hangs(desk: Desk, by: str, name: str, about: str, /, **said: Any) -> set[str]:  # noqa: ANN401 - any form
    """What the rules of an act rest on, as far as it is of this forum or named in the act."""
    act = desk.act(by, name, about, **said)
    return {one for one in kin(desk.forum, act, KINDS[act.name]) if one}


def test_an_act_rests_on_what_it_is_about_what_it_names_and_what_these_hang_on() -> None:
    desk = two_texts()
    desk.do("XCO", "amendment.propose", "A1", clause="T1-1", version=1, words="They met.")
    desk.do(
        "XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1", basket="water",
        named=["XDE"], mode="unanimity-of-named",
    )  # fmt: skip
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure")
    desk.do("XCO", "necessary.claim", "P1", party="XZZ", source="x")
    desk.do("XCO", "link.claim", "L1", waits="P1", other="P2", how="after", source="x")
    assert hangs(desk, "XBE", "amendment.take", "A1") == {"A1", "T1-1", "T1"}
    assert hangs(desk, "XBE", "clause.propose", "T2-2", words="x", sort="words") == {"T2-2", "T2"}
    assert hangs(desk, "XAL", "proposal.put", "P1") == {"P1", "T1", "water", "XDE", "XZZ", "P2"}
    assert hangs(desk, "XCO", "link.remove", "L1") == {"L1", "P1", "P2"}
    assert hangs(desk, "XAL", "proposal.put", "P2") == {"P2"}
    assert hangs(desk, "XBE", "commitment.make", "C1", words="x", owners=["XBE", "XCO"]) == {
        "C1", "XBE", "XCO",
    }  # fmt: skip


def test_what_is_under_a_measure_rests_on_it_and_on_the_first_of_its_line() -> None:
    desk = asked(adopt(Desk(), row=INSPECTION), "I1", "XCO", "XBE", 100)
    adopt(desk, "M2", INSPECTION, replaces="M1")
    adopt(desk, "M3", ACTIVITY)
    desk.do("XBE", "notification.send", "N1", measure="M3", begins="2031-01-01T00:00:00Z")
    guests: dict[str, Any] = {"title": "x", "sort": "visit", "guests": ["XCO"], "place": "y"}
    adopt(desk, "M4", VISITS)
    for name, measure in (("V1", "M4"), ("V2", None)):
        begins = "2031-01-01T00:00:00Z"
        desk.do("XBE", "visit.invite", name, **guests, begins=begins, measure=measure)
    desk.forum = desk.forum.grown(
        inspections=desk.forum.inspections.set(
            "I1", evolve(desk.forum.inspections["I1"], measure="M2")
        )
    )
    assert hangs(desk, "XBE", "inspection.accept", "I1") == {"I1", "M2", "M1"}
    assert hangs(desk, "XCO", "notification.acknowledge", "N1") == {"N1", "M3"}
    assert hangs(desk, "XCO", "visit.accept", "V1") == {"V1", "M4"}
    assert hangs(desk, "XCO", "visit.accept", "V2") == {"V2"}
    assert hangs(desk, "XAL", "measure.adopt", "M2", decision="P-M2") >= {"M2", "M1"}


def moved_by(desk: Desk, by: str, name: str, about: str, /, **said: Any) -> set[str]:  # noqa: ANN401 - any form
    """What is unknown after an act whose body is not at hand."""
    act = evolve(desk.act(by, name, about, **said), said=None)
    return set(passed(desk.forum, act, KINDS[act.name]).unknown)


def test_what_could_not_be_followed_moves_what_it_may_have_moved_and_nothing_else() -> None:
    desk = two_texts()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure", subject="fish")
    assert moved_by(desk, "XCO", "clause.bracket", "T1-1", words="here") == {"T1-1", "T1"}
    said = {"words": "x", "sort": "words"}
    assert moved_by(desk, "XBE", "clause.propose", "T2-2", **said) == {"T2-2", "T2"}
    assert moved_by(desk, "XCO", "objection.raise", "P1", reason="substance") == {"P1", "T1"}
    assert moved_by(desk, "XCO", "objection.raise", "P2", reason="substance") == {"P2"}
    assert TEXTS in moved_by(desk, "XCO", "objection.raise", "P9", reason="substance")
    adopt(desk, "M1", ACTIVITY)
    desk.do("XBE", "notification.send", "N1", measure="M1", begins="2031-01-01T00:00:00Z")
    assert moved_by(desk, "XBE", "notification.correct", "N1", words="x") == {"N1", "M1"}


def test_whose_act_it_is_matters_where_it_is_not_known_who_presides() -> None:
    desk = two_texts()
    forum_ = desk.forum.grown(unknown=desk.forum.unknown.update({CHAIR: True}))
    for by, name, told in (
        ("XAL", "proposal.put", True), (OFFICE, "meeting.cancel", False),
        ("XAL", "clause.lift", False),
    ):  # fmt: skip
        act = desk.act(by, name, "X1", **({"which": 1} if name == "clause.lift" else {}))
        assert chair_unknown(forum_, act, KINDS[act.name]) is told
        assert not chair_unknown(desk.forum, act, KINDS[act.name])


def test_an_act_on_a_text_waits_for_what_may_have_moved_texts_and_another_does_not() -> None:
    desk = two_texts()
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1")
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure")
    desk.do("XDE", "matter.reserve", "R1", title="x", names=["x"])

    def followed(unknown: str, by: str, name: str, about: str, /, **said: Any) -> bool:  # noqa: ANN401 - any form
        act = desk.act(by, name, about, **said)
        here = desk.forum.grown(unknown=desk.forum.unknown.update({unknown: True}))
        return can_follow(here, act, KINDS[act.name])

    words = {"words": "here"}
    assert not followed(TEXTS, "XCO", "clause.bracket", "T1-1", **words)
    assert not followed(TEXTS, "XCO", "objection.raise", "P1", reason="substance")
    assert followed(TEXTS, "XCO", "objection.raise", "P2", reason="substance")
    assert not followed(MATTERS, "XCO", "clause.bracket", "T1-1", **words)
    assert not followed(MATTERS, "XBE", "proposal.table", "P3", title="x", purpose="measure")
    assert followed(MATTERS, "XCO", "objection.raise", "P2", reason="substance")
    assert not followed(ENDED, "XBE", "proposal.table", "P3", title="x", purpose="measure")
    assert followed(ENDED, "XCO", "objection.raise", "P2", reason="substance")
    assert followed(SEATS, "XCO", "channel.down", "XBE")
    assert not followed(SEATS, OFFICE, "channel.down", "XNE")
    assert followed(SEATS, "XCO", "objection.raise", "P2", reason="substance")
