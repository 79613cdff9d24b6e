"""A proposal asks for more than is usual, never for less; it is put to the body in a meeting."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import NAMES, SITS, Desk, charter, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode
from dipoli.forum import decision as d
from dipoli.forum.decision_parties import entitled
from dipoli.forum.silence_service import unserved


def tabled(purpose: str, subject: str | None, *named: str, desk: Desk | None = None) -> Desk:
    """A proposal that asks the consent of those named, put to the body."""
    desk = desk or Desk()
    desk.do(
        "XBE", "proposal.table", "P1", title="x", purpose=purpose, subject=subject,
        mode="unanimity-of-named", named=list(named),
    )  # fmt: skip
    desk.wait(hours=24).do("XAL", "proposal.put", "P1")
    return desk


@pytest.mark.parametrize("purpose", [one.value for one in d.Purpose])
def test_who_names_itself_alone_does_not_decide_alone_for_any_purpose(purpose: str) -> None:
    desk = Desk()
    for name in ("P0", "P9"):
        desk.do("XBE", "proposal.table", name, title="x", purpose="measure")
    desk.do("XBE", "link.claim", "L1", waits="P0", other="P9", how="after", source="x")
    desk.do(
        "XBE", "text.table", "T1", title="x", symbol="A/1", kind="working-paper", language="en",
        everything=False,
    )  # fmt: skip
    desk.do("XBE", "clause.propose", "T1-1", words="They meet.", sort="words")
    subject = {"text": "T1", "link": "L1", "leave-for-silence": "P0"}.get(purpose, "XDE")
    tabled(purpose, subject, "XBE", desk=desk)
    desk.do("XCO", "objection.raise", "P1", reason="substance")
    assert clause(desk.refused("XAL", "proposal.adopt", "P1"), Point.CONSENSUS)


@given(st.lists(st.sampled_from(sorted(NAMES)), unique=True, min_size=1))
def test_whoever_is_named_every_member_with_a_voice_may_object(named: list[str]) -> None:
    desk = tabled("measure", None, *named)
    assert entitled(desk.forum, desk.forum.proposals["P1"]) == tuple(NAMES)


def test_a_silence_over_it_is_served_on_every_member() -> None:
    desk = Desk()
    desk.do(
        "XBE", "proposal.table", "P1", title="x", purpose="measure",
        mode="unanimity-of-named", named=["XBE"],
    )  # fmt: skip
    desk.do("XAL", "silence.open", "P1", deadline=72)
    assert unserved(desk.forum, desk.forum.silences["P1"]) == tuple(NAMES)


def test_those_named_must_besides_sit_here_with_a_voice() -> None:
    desk = tabled("measure", None, "XBE", "XDE")
    desk.do("XDE", "member.pause", "XDE")
    assert clause(desk.refused("XAL", "proposal.adopt", "P1"), Point.NECESSARY)
    desk.do("XDE", "member.return", "XDE")
    desk.do("XAL", "proposal.adopt", "P1")


def test_who_is_asked_by_name_is_not_left_aside() -> None:
    desk = tabled("measure", None, "XDE")
    desk.do("XDE", "objection.raise", "P1", reason="substance")
    refusal = desk.refused("XAL", "proposal.except", "P1", concerned=["XDE"], finding="x")
    assert clause(refusal, Point.MINUS)


def test_a_decision_of_the_body_that_asked_some_by_name_is_a_mandate() -> None:
    desk = tabled("suspend", "XCO", "XBE", "XDE")
    desk.do("XAL", "proposal.adopt", "P1")
    desk.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")


def test_nothing_is_adopted_as_information() -> None:
    refusal = Desk().refused(
        "XBE", "proposal.table", "P1", title="x", purpose="measure", mode="information-only"
    )
    assert clause(refusal, Point.CONSENSUS)


def test_only_where_the_charter_decides_by_those_named_they_decide_alone() -> None:
    desk = Desk(forum(charter(decision=evolve(charter().decision, mode=DecisionMode.UNANIMITY))))
    tabled("measure", None, "XBE", desk=desk)
    assert entitled(desk.forum, desk.forum.proposals["P1"]) == ("XBE",)
    desk.do("XBE", "proposal.table", "P2", title="x", purpose="measure", mode="consensus")
    assert entitled(desk.forum, desk.forum.proposals["P2"]) == tuple(NAMES)


# ---------------------------------------------------------------- put in an open meeting


def noticed(*, sits: bool = True, meeting: bool = True) -> Desk:
    """A proposal whose notice has run."""
    paper = charter(decision=evolve(charter().decision, meeting=meeting))
    desk = Desk(forum(paper, sits=sits))
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    return desk.wait(hours=24)


def test_a_proposal_is_put_to_the_body_in_an_open_meeting() -> None:
    assert clause(noticed(sits=False).refused("XAL", "proposal.put", "P1"), Point.PUT)
    noticed().do("XAL", "proposal.put", "P1")


def test_no_proposal_is_put_while_the_meeting_is_suspended() -> None:
    desk = noticed()
    desk.do("XAL", "meeting.suspend", SITS)
    assert clause(desk.refused("XAL", "proposal.put", "P1"), Point.PUT)
    desk.do("XAL", "meeting.resume", SITS)
    desk.do("XAL", "proposal.put", "P1")


def test_where_the_charter_says_so_a_proposal_is_put_at_any_time() -> None:
    noticed(sits=False, meeting=False).do("XAL", "proposal.put", "P1")


# ---------------------------------------------------------------- objections that lapse


def objected(*codes: str) -> Desk:
    """A proposal to which some object."""
    desk = noticed()
    desk.do("XAL", "proposal.put", "P1")
    for code in codes:
        desk.do(code, "objection.raise", "P1", reason="substance")
    return desk


def gone(desk: Desk, code: str) -> None:
    """A party withdraws with its notice."""
    desk.do(code, "member.notify", code)
    desk.wait(hours=24).do(code, "member.withdraw", code)


def test_the_objection_of_who_withdrew_is_found_lapsed_by_the_chair() -> None:
    desk = objected("XCO", "XDE")
    gone(desk, "XCO")
    assert clause(desk.refused("XBE", "objection.lapse", "P1", seat="XCO"), Point.WHO_ACTS)
    desk.do("XAL", "objection.lapse", "P1", seat="XCO")
    assert set(desk.forum.proposals["P1"].objections) == {"XDE"}
    gone(desk, "XDE")
    desk.do("XAL", "objection.lapse", "P1", seat="XDE")
    assert desk.forum.proposals["P1"].stage is d.Stage.UNDER_DECISION


@pytest.mark.parametrize("act", ["member.leave", "member.pause"])
def test_the_objection_of_who_is_away_does_not_lapse(act: str) -> None:
    desk = objected("XCO")
    desk.do("XCO", act, "XCO")
    assert clause(desk.refused("XAL", "objection.lapse", "P1", seat="XCO"), Point.OBJECTION)


def test_suspending_is_no_way_around_an_objection_also_where_the_party_then_withdraws() -> None:
    desk = objected("XCO")
    decide(desk, "P2", "suspend", "XCO")
    desk.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P2")
    assert clause(desk.refused("XAL", "objection.lapse", "P1", seat="XCO"), Point.OBJECTION)
    gone(desk, "XCO")
    assert clause(desk.refused("XAL", "objection.lapse", "P1", seat="XCO"), Point.OBJECTION)
    desk.do("XCO", "objection.withdraw", "P1")
    assert desk.forum.proposals["P1"].stage is d.Stage.UNDER_DECISION


def test_nobody_finds_an_objection_lapsed_that_does_not_stand() -> None:
    desk = objected("XCO")
    gone(desk, "XDE")
    assert clause(desk.refused("XAL", "objection.lapse", "P1", seat="XDE"), Point.OBJECTION)
