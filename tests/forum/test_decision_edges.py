"""Decisions at the edge of what is in order: the last second of a time, the last of a quorum."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum, member
from tests.forum.test_ways_around import PAPER, put, silent, tabled

from dipoli.charter.points import Point
from dipoli.charter.rules import Charter, Lapse
from dipoli.forum.decision_needed import still_needed
from dipoli.record.shape import write_time


def decides(**changes: Any) -> Charter:  # noqa: ANN401 - parts of several types
    """A charter with other rules of decision."""
    return charter(decision=evolve(charter().decision, **changes))


def needed(desk: Desk, name: str = "P1") -> str:
    return still_needed(desk.forum, desk.forum.proposals[name])


# ---------------------------------------------------------------- putting


def test_two_of_three_are_less_than_67_in_a_hundred() -> None:
    members = tuple(member(code) for code in ("XAL", "XBE", "XCO"))
    for quorum, in_order in ((66, True), (67, False)):
        desk = tabled(forum(evolve(decides(quorum=quorum), members=members))).wait(hours=24)
        desk.do("XCO", "member.leave", "XCO")
        if in_order:
            desk.do("XAL", "proposal.put", "P1")
        else:
            assert clause(desk.refused("XAL", "proposal.put", "P1"), Point.QUORUM)


def test_where_notice_is_waived_a_proposal_can_be_put_from_the_moment_it_was_tabled() -> None:
    desk = tabled()
    tabled_at = desk.forum.time
    desk.do("XAL", "notice.waive", "P1", deadline=4)
    desk.wait(hours=4, seconds=1).do("XAL", "notice.waived", "P1")
    assert f"from {tabled_at}" in needed(desk)


def test_a_new_version_is_the_next_one() -> None:
    desk = tabled()
    for version in (2, 3):
        desk.do("XBE", "proposal.amend", "P1")
        assert desk.forum.proposals["P1"].version == version


def test_what_a_proposal_says_it_is_about_is_held_against_reserved_matters_too() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "R1", title="The water", names=["lake"])
    refusal = desk.refused(
        "XBE", "proposal.table", "P1", title="A survey", purpose="measure", subject="the lake"
    )
    assert clause(refusal, Point.RESERVED)
    desk.do("XBE", "proposal.table", "P1", title="A survey", purpose="measure", subject="fish")


def test_what_a_proposal_still_lacks_stands_behind_when_it_can_be_put() -> None:
    assert "First:" not in needed(tabled())
    assert "First: P1 is to decide on a text, and names nothing." in needed(tabled(purpose="text"))
    parked = tabled(basket="water")
    parked.do("XAL", "basket.park", "water")
    assert "First: Basket water is parked." in needed(parked)
    desk = Desk()
    desk.do("XBE", "text.table", "T1", **PAPER)
    desk.do("XBE", "clause.propose", "T1-1", words="They meet by the lake.", sort="words")
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="text", subject="T1")
    assert "First:" not in needed(desk)
    desk.do("XCO", "clause.bracket", "T1-1", words="lake")
    assert "stand in T1-1" in needed(desk).partition("First:")[2]


def test_what_is_decided_takes_effect_at_its_day_at_the_earliest_where_it_has_one() -> None:
    desk = put()
    desk.do("XAL", "proposal.adopt", "P1")
    assert needed(desk).endswith("the chair or the secretariat enters so.")
    dated = put(effective="2030-05-01T00:00:00Z")
    dated.do("XAL", "proposal.adopt", "P1")
    assert needed(dated).endswith("enters so, from 2030-05-01T00:00:00Z at the earliest.")


# ---------------------------------------------------------------- capitals


def referred(silence: Lapse) -> Desk:
    """A capital is asked, for a day."""
    desk = put(forum(decides(referral_silence=silence)))
    desk.do("XCO", "proposal.refer", "P1", deadline=24)
    return desk


def test_a_capital_may_answer_up_to_the_last_second_and_silence_counts_from_the_next_on() -> None:
    desk = referred(Lapse.CONFIRMS).wait(hours=24)
    assert clause(desk.refused("XAL", "proposal.adopt", "P1"), Point.REFERRAL)
    desk.wait(seconds=1).do("XAL", "proposal.adopt", "P1")
    desk = referred(Lapse.LAPSES).wait(hours=24)
    assert clause(desk.refused("XAL", "proposal.lapse", "P1"), Point.REFERRAL)
    desk.wait(seconds=1).do("XAL", "proposal.lapse", "P1")


def test_why_a_referral_has_not_lapsed_is_told() -> None:
    early = referred(Lapse.LAPSES).refused("XAL", "proposal.lapse", "P1")
    assert "Capitals may answer on P1 until 2030-03-03T10:00:00Z" in early.why
    agrees = referred(Lapse.CONFIRMS).refused("XAL", "proposal.lapse", "P1")
    assert "gives no answer in time agrees" in agrees.why
    answered = referred(Lapse.LAPSES)
    answered.do("XCO", "proposal.confirm", "P1")
    assert "has answered" in answered.refused("XAL", "proposal.lapse", "P1").why


# ---------------------------------------------------------------- without those concerned


def test_no_more_are_left_aside_than_the_charter_says_and_each_is_named_once() -> None:
    desk = put(forum(decides(minus=2)))
    for code in ("XCO", "XDE"):
        desk.do(code, "objection.raise", "P1", reason="substance")
    for concerned in (["XCO", "XCO"], ["XCO", "XDE", "XBE"]):
        refusal = desk.refused("XAL", "proposal.except", "P1", concerned=concerned, finding="x")
        assert clause(refusal, Point.MINUS)
        assert "At most 2 can be left aside, named once" in refusal.why
    desk.do("XAL", "proposal.except", "P1", concerned=["XCO", "XDE"], finding="x")


# ---------------------------------------------------------------- silence


def silences(**changes: Any) -> Charter:  # noqa: ANN401 - parts of several types
    """A charter with other rules of silence."""
    return charter(silence=evolve(charter().silence, **changes))


def test_a_silence_is_extended_as_often_as_the_charter_says_and_no_more() -> None:
    desk = silent(here=forum(silences(extensions=2)))
    for hours in (80, 90):
        desk.do("XAL", "silence.extend", "P1", deadline=hours)
    refusal = desk.refused("XAL", "silence.extend", "P1", deadline=100)
    assert clause(refusal, Point.SILENCE_EXTENSION)


def test_a_silence_that_was_suspended_at_its_end_has_no_second_left() -> None:
    desk = silent(here=forum(silences(resume=0)))
    desk.wait(hours=72).do("XAL", "silence.suspend", "P1")
    desk.wait(hours=1).do("XAL", "silence.resume", "P1")
    assert desk.forum.silences["P1"].until == write_time(desk.now)


def test_a_text_that_is_served_at_the_very_end_comes_before_it_and_too_late() -> None:
    served = {"seat": "XDE", "channel": "mailbox of XDE", "how": "delivered"}
    desk = silent().wait(hours=72)
    assert "The silence ends at" in desk.refused(OFFICE, "text.serve", "P1", **served).why
    assert "ended at" in desk.wait(seconds=1).refused(OFFICE, "text.serve", "P1", **served).why


def test_the_holiday_of_a_capital_that_has_no_voice_here_moves_no_end() -> None:
    rests = evolve(member("XDE"), holidays=("2030-03-05",))
    members = (*(member(code) for code in ("XAL", "XBE", "XCO")), rests)
    desk = tabled(forum(evolve(silences(holidays=False), members=members)))
    assert clause(desk.refused("XAL", "silence.open", "P1", deadline=96), Point.SILENCE_PERIOD)
    desk.do("XDE", "member.notify", "XDE")
    desk.wait(hours=24).do("XDE", "member.withdraw", "XDE")
    desk.do("XAL", "silence.open", "P1", deadline=72)
    decide(desk, "P2", "admit", "XNE for XCO")
    desk.do(OFFICE, "member.succeed", "XCO", successor="XNE", decision="P2")
    desk.do("XAL", "silence.extend", "P1", deadline=60)
