"""Seats: a party's place, how it changes, and that it stays when the party leaves."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, DecisionMode, SeatRules
from dipoli.forum import procedure, seat
from dipoli.forum.decision_parties import entitled
from dipoli.forum.seat import COUNTS, MOVES, Channel, Stage
from dipoli.forum.seat_rules import founding, still_needed
from dipoli.forum.standing import Forum


def rules(**changes: Any) -> SeatRules:  # noqa: ANN401 - fields of several types
    return evolve(charter().seats, **changes)


def desk(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    return Desk(forum(charter(seats=rules(**changes))))


def stage(at: Desk, code: str) -> Stage:
    return at.forum.seats[code].stage


def test_every_stage_has_a_row_and_only_a_succeeded_seat_moves_no_more() -> None:
    assert set(MOVES) == set(Stage)
    assert [one for one in Stage if not MOVES[one]] == [Stage.SUCCEEDED]


def test_absence_takes_no_voice_away_and_what_ends_taking_part_does() -> None:
    assert {one.value for one in COUNTS} == {"accepted", "present", "absent"}


def test_a_forum_begins_with_every_party_of_the_charter_invited() -> None:
    begun = founding(charter(), "2030-03-01T10:00:00Z")
    assert [begun.seats[code].stage for code in begun.order] == [Stage.INVITED] * 4
    at = Desk(begun)
    at.do("XCO", "member.reply", "XCO", answer="later")
    at.do("XCO", "member.accept", "XCO")
    at.do("XCO", "member.attend", "XCO")
    assert stage(at, "XCO") is Stage.PRESENT
    assert stage(at, "XDE") is Stage.INVITED


@pytest.mark.parametrize("answer", ["yes", "no", "later"])
def test_a_party_answers_its_own_invitation(answer: str) -> None:
    at = Desk(founding(charter(), "2030-03-01T10:00:00Z"))
    at.do("XDE", "member.reply", "XDE", answer=answer)
    given = at.forum.seats["XDE"].answer
    assert given is not None
    assert given.value == answer
    assert stage(at, "XDE") is Stage.INVITED


def test_that_no_answer_came_is_entered_by_the_secretariat_alone() -> None:
    at = Desk(founding(charter(), "2030-03-01T10:00:00Z"))
    assert clause(at.refused("XDE", "member.reply", "XDE", answer="silent"), Point.OWN_SEAT)
    at.do(OFFICE, "member.reply", "XDE", answer="silent")
    at.do("XDE", "member.reply", "XDE", answer="yes")
    assert clause(at.refused(OFFICE, "member.reply", "XDE", answer="silent"), Point.OWN_SEAT)
    assert clause(at.refused(OFFICE, "member.reply", "XDE", answer="no"), Point.OWN_SEAT)


@pytest.mark.parametrize("act", ["leave", "pause", "notify", "withdraw"])
def test_nobody_acts_on_the_seat_of_another(act: str) -> None:
    refusal = desk(withdrawal=0).refused("XBE", f"member.{act}", "XCO")
    assert clause(refusal, Point.OWN_SEAT)


def test_a_step_that_the_table_does_not_have_is_out_of_order() -> None:
    refusal = Desk().refused("XBE", "member.attend", "XBE")
    assert clause(refusal, Point.SEAT_STAGE)
    assert "present" in refusal.why


def test_a_member_suspends_itself_and_returns_where_the_charter_has_it() -> None:
    at = Desk()
    at.do("XBE", "member.pause", "XBE")
    assert not at.forum.seats["XBE"].counts
    at.do("XBE", "member.return", "XBE")
    assert stage(at, "XBE") is Stage.ACCEPTED
    refusal = desk(self_suspension=False).refused("XBE", "member.pause", "XBE")
    assert clause(refusal, Point.SELF_SUSPENSION)


# ---------------------------------------------------------------- invitation


def test_a_party_is_invited_by_a_decision_that_names_it_and_serves_once() -> None:
    at = Desk()
    said = {"category": "observer", "decision": "P1"}
    assert clause(at.refused("XAL", "member.invite", "XEX", category="observer"), Point.MANDATE)
    decide(at, "P1", "admit", "XEX as observer")
    assert clause(at.refused("XAL", "member.invite", "XFU", **said), Point.MANDATE)
    at.do(OFFICE, "member.invite", "XEX", **said)
    assert at.forum.seats["XEX"].category is Category.OBSERVER
    assert at.forum.order == ("XAL", "XBE", "XCO", "XDE", "XEX")
    assert clause(at.refused("XAL", "member.invite", "XEX", **said), Point.NEW_OBJECT)


def test_where_the_body_does_not_decide_on_invitations_the_chair_invites() -> None:
    at = desk(admission=False)
    refusal = at.refused(OFFICE, "member.invite", "XEX", category="guest")
    assert clause(refusal, Point.ADMISSION)
    at.do("XAL", "member.invite", "XEX", category="guest")
    assert stage(at, "XEX") is Stage.INVITED


def test_nobody_is_invited_in_a_category_that_the_charter_does_not_have() -> None:
    at = desk(categories=(Category.MEMBER,), admission=False)
    assert clause(at.refused("XAL", "member.invite", "XEX", category="guest"), Point.ADMISSION)


# ---------------------------------------------------------------- suspension


def test_the_others_suspend_and_restore_a_member_by_a_decision() -> None:
    at = Desk()
    decide(at, "P1", "suspend", "XCO")
    at.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    assert stage(at, "XCO") is Stage.SUSPENDED
    assert clause(at.refused("XAL", "member.restore", "XCO", decision="P1"), Point.MANDATE)
    decide(at, "P2", "restore", "XCO")
    at.do(OFFICE, "member.restore", "XCO", decision="P2")
    assert stage(at, "XCO") is Stage.ACCEPTED
    refusal = at.refused("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    assert clause(refusal, Point.MANDATE)
    assert "already" in refusal.why


def test_the_one_concerned_is_never_counted_in_its_suspension() -> None:
    at = Desk()
    at.do("XBE", "proposal.table", "P1", title="On XCO", purpose="suspend", subject="XCO")
    assert entitled(at.forum, at.forum.proposals["P1"]) == ("XAL", "XBE", "XDE")
    at.wait(hours=24).do("XAL", "proposal.put", "P1")
    assert clause(at.refused("XCO", "objection.raise", "P1", reason="substance"), Point.OBJECTION)
    at.do("XDE", "objection.raise", "P1", reason="substance")
    assert clause(at.refused("XAL", "proposal.adopt", "P1"), Point.CONSENSUS)


def test_a_charter_without_suspension_refuses_to_table_and_to_carry_out() -> None:
    at = desk(suspension=False)
    refusal = at.refused("XBE", "proposal.table", "P1", title="x", purpose="suspend", subject="XCO")
    assert clause(refusal, Point.SUSPENSION)
    assert clause(
        at.refused("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1"),
        Point.SUSPENSION,
    )


def test_a_decision_of_those_named_in_it_suspends_nobody() -> None:
    rules = evolve(charter().decision, mode=DecisionMode.UNANIMITY)
    at = Desk(forum(charter(decision=rules)))
    paper = {"title": "x", "purpose": "suspend", "subject": "XCO"}
    at.do("XBE", "proposal.table", "P1", named=["XBE"], **paper)
    at.wait(hours=24).do("XAL", "proposal.put", "P1")
    at.do("XAL", "proposal.adopt", "P1")
    assert clause(
        at.refused("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1"),
        Point.MANDATE,
    )


def test_a_decision_that_waits_for_its_day_is_not_carried_out_before() -> None:
    at = Desk()
    day = "2030-04-01T00:00:00Z"
    paper = {"title": "x", "purpose": "suspend", "subject": "XCO"}
    at.do("XBE", "proposal.table", "P1", effective=day, **paper)
    at.wait(hours=24).do("XAL", "proposal.put", "P1")
    assert clause(
        at.refused("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1"),
        Point.MANDATE,
    )
    at.do("XAL", "proposal.adopt", "P1")
    assert clause(
        at.refused("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1"),
        Point.MANDATE,
    )
    at.wait(hours=24 * 40).do("XAL", "proposal.effect", "P1")
    at.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")


def test_neither_withdrawal_nor_succession_lifts_a_suspension() -> None:
    at = desk(withdrawal=0)
    decide(at, "P1", "suspend", "XCO")
    at.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    at.do("XCO", "member.withdraw", "XCO")
    at.do("XCO", "member.return", "XCO")
    assert stage(at, "XCO") is Stage.SUSPENDED
    decide(at, "P2", "admit", "XCN for XCO")
    at.do(OFFICE, "member.succeed", "XCO", successor="XCN", decision="P2")
    assert stage(at, "XCN") is Stage.SUSPENDED


def test_who_is_suspended_presides_no_more() -> None:
    at = Desk()
    decide(at, "P1", "suspend", "XAL")
    at.do(OFFICE, "member.suspend", "XAL", finding="A breach.", decision="P1")
    assert at.forum.chair == ()


# ---------------------------------------------------------------- withdrawal and succession


def test_a_withdrawal_is_notified_and_takes_effect_when_the_notice_has_run() -> None:
    at = Desk()
    assert clause(at.refused("XBE", "member.withdraw", "XBE"), Point.WITHDRAWAL)
    at.do("XBE", "member.notify", "XBE")
    assert at.forum.seats["XBE"].counts
    assert clause(at.refused("XBE", "member.notify", "XBE"), Point.WITHDRAWAL)
    at.wait(hours=24, seconds=-1)
    assert clause(at.refused("XBE", "member.withdraw", "XBE"), Point.WITHDRAWAL)
    at.wait(seconds=1).do("XBE", "member.withdraw", "XBE")
    assert stage(at, "XBE") is Stage.WITHDRAWN
    assert "XBE" in at.forum.order
    at.do("XBE", "member.return", "XBE")
    assert at.forum.seats["XBE"].notice is None


def test_a_notice_is_taken_back_and_then_begins_anew() -> None:
    at = Desk()
    assert clause(at.refused("XBE", "member.stay", "XBE"), Point.WITHDRAWAL)
    at.do("XBE", "member.notify", "XBE")
    at.do("XBE", "member.stay", "XBE")
    at.wait(hours=48)
    assert clause(at.refused("XBE", "member.withdraw", "XBE"), Point.WITHDRAWAL)


def test_a_successor_stands_where_the_party_stood_in_stage_and_in_order() -> None:
    at = Desk()
    decide(at, "P1", "admit", "XBN")
    refusal = at.refused("XBE", "member.succeed", "XBE", successor="XBN")
    assert clause(refusal, Point.MANDATE)
    taken = at.refused("XBE", "member.succeed", "XBE", successor="XCO", decision="P1")
    assert clause(taken, Point.SUCCESSION)
    at.do("XBE", "member.succeed", "XBE", successor="XBN", decision="P1")
    assert at.forum.order == ("XAL", "XBE", "XBN", "XCO", "XDE")
    assert (stage(at, "XBE"), stage(at, "XBN")) == (Stage.SUCCEEDED, Stage.ACCEPTED)
    assert at.forum.seats["XBN"].predecessor == "XBE"
    assert at.forum.seats["XBN"].channel is None


def test_where_nothing_is_decided_a_party_hands_its_seat_over_and_the_chair_once_it_left() -> None:
    at = desk(admission=False)
    refusal = at.refused("XAL", "member.succeed", "XBE", successor="XBN")
    assert clause(refusal, Point.SUCCESSION)
    assert refusal.remedy == "Ask XBE to enter who takes the seat."
    at.do("XBE", "member.succeed", "XBE", successor="XBN")
    assert stage(at, "XBN") is Stage.ACCEPTED
    at.do("XCO", "member.notify", "XCO")
    at.wait(hours=24).do("XCO", "member.withdraw", "XCO")
    assert clause(at.refused("XDE", "member.succeed", "XCO", successor="XCN"), Point.SUCCESSION)
    at.do("XAL", "member.succeed", "XCO", successor="XCN")


# ---------------------------------------------------------------- channels


def test_a_paper_seat_declares_an_address_and_is_served_there() -> None:
    at = Desk()
    at.do("XDE", "channel.declare", "XDE", channel="mission in Port Ember", sort="note-verbale")
    held = at.forum.seats["XDE"]
    assert (held.channel, held.sort) == ("mission in Port Ember", Channel.PAPER)
    refusal = at.refused("XAL", "channel.declare", "XDE", channel="x", sort="node")
    assert clause(refusal, Point.OWN_SEAT)


def test_that_a_channel_is_down_is_found_by_others_than_its_seat() -> None:
    at = Desk()
    assert clause(at.refused("XBE", "channel.down", "XBE"), Point.CHANNEL)
    assert clause(at.refused("XCO", "channel.up", "XBE"), Point.CHANNEL)
    at.do("XCO", "channel.down", "XBE", words="no answer over three lines")
    assert at.forum.seats["XBE"].down == "2030-03-01T10:00:00Z"
    assert clause(at.refused(OFFICE, "channel.down", "XBE"), Point.CHANNEL)
    at.do("XBE", "channel.up", "XBE")
    assert at.forum.seats["XBE"].down is None


def test_a_channel_that_was_never_declared_cannot_be_down() -> None:
    here = forum()
    bare = evolve(here.seats["XBE"], channel=None)
    at = Desk(evolve(here, seats=here.seats.set("XBE", bare)))
    assert clause(at.refused("XCO", "channel.down", "XBE"), Point.CHANNEL)


def test_another_channel_that_is_declared_works() -> None:
    at = Desk()
    at.do("XCO", "channel.down", "XBE")
    at.do("XBE", "channel.declare", "XBE", channel="box 7", sort="mailbox")
    assert at.forum.seats["XBE"].down is None


# ---------------------------------------------------------------- what is needed, and properties


def test_each_stage_says_what_is_still_needed() -> None:
    at = Desk()
    for one in Stage:
        held = evolve(at.forum.seats["XBE"], stage=one)
        assert still_needed(at.forum, held).endswith(".")
    at.do("XBE", "member.notify", "XBE")
    told = still_needed(at.forum, at.forum.seats["XBE"])
    assert told == "Its party gave notice; it may withdraw from 2030-03-02T10:00:00Z, or stay."


CODES = ("XAL", "XBE", "XCO", "XDE")
ACTS = tuple(name.partition("/")[0] for name in sorted({a for row in MOVES.values() for a in row}))
NAMES = tuple(name for name in ACTS if name not in {"member.succeed", "member.return: suspended "})


class Seats(RuleBasedStateMachine):
    """Whatever parties try, a seat moves by its table alone, and none goes round a suspension."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = desk(withdrawal=1)
        self.mandates = 0

    @rule(
        by=st.sampled_from((*CODES, OFFICE)),
        about=st.sampled_from(CODES),
        name=st.sampled_from(tuple(one for one in NAMES if ":" not in one)),
        hours=st.integers(0, 2),
    )
    def attempt(self, by: str, about: str, name: str, hours: int) -> None:
        """Somebody tries an act on a seat."""
        self.desk.wait(hours=hours)
        said = {"decision": f"P{self.mandates}"} if name in MANDATED else {}
        said |= {"finding": "A breach."} if name == "member.suspend" else {}
        said |= {"answer": "yes"} if name == "member.reply" else {}
        act = self.desk.act(by, name, about, **said)
        before = self.desk.forum
        if procedure.rule(before, act) is not None:
            return
        self.desk.forum = procedure.enter(before, act)
        self.desk.acts.append(act)
        row = MOVES[before.seats[about].stage]
        reached = {after for move, after in row.items() if move.partition(":")[0] == act.name}
        assert self.desk.forum.seats[about].stage in reached
        if before.seats[about].barred and name != "member.restore":
            assert not self.desk.forum.seats[about].counts

    @rule(about=st.sampled_from(CODES), purpose=st.sampled_from(["suspend", "restore"]))
    def mandate(self, about: str, purpose: str) -> None:
        """The body decides on a suspension or its end."""
        here = self.desk.forum
        if not here.chair or not here.seats["XBE"].counts:
            return
        if any(not here.seats[code].counts for code in ("XCO", "XDE")):
            return
        self.mandates += 1
        name = f"P{self.mandates}"
        self.desk.do("XBE", "proposal.table", name, title="x", purpose=purpose, subject=about)
        self.desk.wait(hours=24)
        act = self.desk.act(here.chair[0], "proposal.put", name)
        if procedure.rule(self.desk.forum, act) is None:
            self.desk.do(here.chair[0], "proposal.put", name)
            self.desk.do(here.chair[0], "proposal.adopt", name)

    @invariant()
    def every_seat_stays(self) -> None:
        """Nobody is ever out of the order."""
        assert self.desk.forum.order == CODES

    @invariant()
    def a_suspension_rests_on_a_decision(self) -> None:
        """Nobody is suspended where no decision was carried out."""
        suspended = [one for one in self.desk.forum.seats.values() if one.barred]
        for one in suspended:
            assert one.stage in {Stage.SUSPENDED, Stage.WITHDRAWN}
            assert self.desk.forum.executed


MANDATED = frozenset({"member.suspend", "member.restore"})
TestSeats = Seats.TestCase
TestSeats.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def renamed(at: Desk, names: dict[str, str]) -> Forum:
    """The same acts among parties of other names, in a charter with those names."""
    paper = at.forum.charter
    members = tuple(evolve(one, code=names[one.code]) for one in paper.members)
    start = forum(evolve(paper, members=members), chair=tuple(names[one] for one in ("XAL",)))
    for act in at.acts:
        other = evolve(act, by=names.get(act.by, act.by), object=names.get(act.object, act.object))
        assert procedure.rule(start, other) is None
        start = procedure.enter(start, other)
    return start


def test_renaming_the_parties_renames_the_outcome_and_nothing_else() -> None:
    names = {"XAL": "XZZ", "XBE": "XMM", "XCO": "XAA", "XDE": "XQQ"}
    at = Desk()
    at.do("XBE", "member.leave", "XBE")
    at.do("XCO", "member.notify", "XCO")
    at.wait(hours=30).do("XCO", "member.withdraw", "XCO")
    at.do("XDE", "member.pause", "XDE")
    other = renamed(at, names)
    assert other.order == tuple(names[code] for code in at.forum.order)
    for code, name in names.items():
        assert evolve(other.seats[name], code=code, channel=None) == evolve(
            at.forum.seats[code], channel=None
        )


def test_replay_equals_step_by_step() -> None:
    at = Desk()
    start = at.forum
    at.do("XBE", "member.leave", "XBE")
    decide(at, "P1", "suspend", "XCO")
    at.do("XAL", "member.suspend", "XCO", finding="A breach.", decision="P1")
    at.do(OFFICE, "channel.down", "XDE")
    for act in at.acts:
        start = procedure.enter(start, act)
    assert start == at.forum
    assert seat.INVITE in procedure.KINDS
