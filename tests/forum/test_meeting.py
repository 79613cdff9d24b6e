"""Meetings: from the invitation to the summary record, and what nobody can pass over."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum

from dipoli.charter.points import Point
from dipoli.forum import floor, meeting, procedure
from dipoli.forum.bodies_rules import beginning
from dipoli.forum.floor_rules import still_needed as point_needs
from dipoli.forum.meeting import Agenda, Credential, Minutes, Outcome, Stage
from dipoli.forum.meeting_rules import still_needed
from dipoli.forum.minutes_rules import still_needed as minutes_need


def called(at: Desk, name: str = "M1") -> Desk:
    opens = at.act(OFFICE, "meeting.cancel", deadline=48).deadline
    at.do(OFFICE, "meeting.invite", name, title="Round", place="Hall", opens=opens)
    return at


def opened(at: Desk | None = None) -> Desk:
    at = called(at or Desk(forum(sits=False)))
    at.do("XBE", "agenda.place", "I1", title="Water tables", meeting="M1")
    at.do("XBE", "agenda.place", "I9", title="Fish", meeting="M1")
    at.wait(hours=48).do("XAL", "meeting.open", "M1")
    return at


def at_work(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    rules = evolve(charter().meeting, **changes)
    at = opened(Desk(forum(charter(meeting=rules), sits=False)))
    at.do("XAL", "agenda.adopt", "M1")
    at.do("XAL", "agenda.take", "M1", item="I1")
    return at


def credential(at: Desk) -> str:
    return at.forum.meetings["M1"].credentials["XBE"].stage.value


def closed() -> Desk:
    at = at_work()
    at.do("XAL", "meeting.close", "M1", outcome="nothing")
    return at


def test_every_stage_of_every_machine_has_a_row() -> None:
    assert set(meeting.MOVES) == set(Stage)
    assert set(meeting.AGENDA_MOVES) == set(Agenda)
    assert set(floor.MOVES) == set(floor.Stage)
    assert set(meeting.MINUTES_MOVES) == set(Minutes)
    assert set(meeting.CREDENTIAL_MOVES) == set(Credential)


# ---------------------------------------------------------------- calling and opening


def test_a_meeting_is_called_with_notice_to_the_second() -> None:
    at = Desk(forum(sits=False))
    said: dict[str, Any] = {"title": "Round", "place": "Hall"}
    early = at.refused(OFFICE, "meeting.invite", "M1", opens="2030-03-03T09:59:59Z", **said)
    assert clause(early, Point.MEETING_NOTICE)
    at.do(OFFICE, "meeting.invite", "M1", opens="2030-03-03T10:00:00Z", **said)
    assert still_needed(at.forum, at.forum.meetings["M1"]).endswith("2030-03-03T10:00:00Z.")
    at.wait(hours=48, seconds=-1)
    assert clause(at.refused("XAL", "meeting.open", "M1"), Point.MEETING_NOTICE)
    at.wait(seconds=1).do("XAL", "meeting.open", "M1")
    assert at.forum.sitting == "M1"


def test_one_meeting_sits_at_a_time() -> None:
    at = called(called(Desk(forum(sits=False))), "M2")
    at.wait(hours=48).do("XAL", "meeting.open", "M1")
    assert clause(at.refused("XAL", "meeting.open", "M2"), Point.MEETING_STAGE)
    at.do("XAL", "meeting.suspend", "M1")
    assert clause(at.refused("XAL", "meeting.open", "M2"), Point.MEETING_STAGE)
    at.do("XAL", "meeting.resume", "M1")
    at.do("XAL", "meeting.adjourn", "M1", deadline=240)
    at.do("XAL", "meeting.open", "M2")
    assert clause(at.refused("XAL", "meeting.resume", "M1"), Point.MEETING_STAGE)
    told = still_needed(at.forum, at.forum.meetings["M1"])
    assert told == "It is adjourned until 2030-03-13T10:00:00Z; it needs the chair to resume it."


def test_a_meeting_that_was_called_off_is_not_opened() -> None:
    at = called(Desk(forum(sits=False)))
    at.do("XAL", "meeting.cancel", "M1")
    assert clause(at.wait(hours=48).refused("XAL", "meeting.open", "M1"), Point.MEETING_STAGE)
    refusal = at.refused("XBE", "agenda.place", "I1", title="x", meeting="M1")
    assert clause(refusal, Point.AGENDA)


def test_credentials_are_presented_by_each_and_found_in_order_by_the_secretariat() -> None:
    at = called(Desk(forum(sits=False)))
    assert clause(at.refused(OFFICE, "credentials.accept", "M1", seat="XBE"), Point.CREDENTIALS)
    at.do("XBE", "credentials.present", "M1", head="N. N.", rank="ministers")
    at.do(OFFICE, "credentials.accept", "M1", seat="XBE")
    assert credential(at) == "in-order"
    at.do("XBE", "credentials.present", "M1", head="O. O.", rank="officials")
    assert credential(at) == "presented"


# ---------------------------------------------------------------- the agenda


def test_an_agenda_is_provisional_until_no_member_objects() -> None:
    at = opened()
    at.do("XCO", "agenda.contest", "M1")
    at.do("XDE", "agenda.contest", "M1")
    assert clause(at.refused("XCO", "agenda.contest", "M1"), Point.AGENDA)
    assert clause(at.refused("XAL", "agenda.adopt", "M1"), Point.AGENDA)
    told = still_needed(at.forum, at.forum.meetings["M1"])
    assert told == "Its agenda needs XCO, XDE to clear the objection to it."
    assert clause(at.refused("XBE", "agenda.clear", "M1"), Point.AGENDA)
    at.do("XCO", "agenda.clear", "M1")
    assert clause(at.refused("XAL", "agenda.adopt", "M1"), Point.AGENDA)
    at.do("XDE", "agenda.clear", "M1")
    at.do("XAL", "agenda.adopt", "M1")
    late = at.refused("XBE", "agenda.place", "I2", title="x", meeting="M1")
    assert clause(late, Point.AGENDA)


def test_an_agenda_is_adopted_in_open_meeting() -> None:
    assert clause(
        called(Desk(forum(sits=False))).refused("XAL", "agenda.adopt", "M1"), Point.AGENDA
    )


def test_nothing_is_taken_up_before_the_agenda_is_adopted_where_the_charter_says_so() -> None:
    at = opened()
    assert clause(at.refused("XAL", "agenda.take", "M1", item="I1"), Point.AGENDA)
    assert clause(at.refused("XBE", "floor.ask", "M1"), Point.AGENDA)
    assert clause(at.refused("XBE", "reply.claim", "M1"), Point.AGENDA)
    assert clause(at.refused("XAL", "floor.close", "M1"), Point.AGENDA)
    assert clause(at.refused("XAL", "floor.give", "M1", seat="XBE"), Point.AGENDA)
    free = opened(Desk(forum(charter(meeting=evolve(charter().meeting, agenda=False)), sits=False)))
    free.do("XAL", "agenda.take", "M1", item="I1")
    free.do("XBE", "floor.ask", "M1")


def test_an_item_is_taken_off_by_who_placed_it() -> None:
    at = called(Desk(forum(sits=False)))
    refusal = at.refused("XBE", "agenda.place", "I1", title="x", meeting="M9")
    assert clause(refusal, Point.KNOWN_OBJECT)
    at.do("XBE", "agenda.place", "I1", title="x", meeting="M1")
    assert clause(at.refused("XCO", "agenda.drop", "I1"), Point.AGENDA)
    at.do("XBE", "agenda.drop", "I1")
    assert at.forum.meetings["M1"].items == ()
    assert clause(at.refused("XBE", "agenda.drop", "I1"), Point.AGENDA)


def test_an_item_that_is_not_on_the_agenda_is_not_taken_up() -> None:
    assert clause(at_work().refused("XAL", "agenda.take", "M1", item="M1"), Point.AGENDA)


# ---------------------------------------------------------------- the floor


def test_the_floor_is_given_in_the_order_in_which_it_was_asked_for() -> None:
    at = at_work()
    at.do("XDE", "floor.ask", "M1")
    at.do("XBE", "floor.ask", "M1")
    assert clause(at.refused("XBE", "floor.ask", "M1"), Point.FLOOR)
    assert clause(at.refused("XAL", "floor.give", "M1", seat="XBE"), Point.FLOOR)
    at.do("XAL", "floor.give", "M1", seat="XDE")
    assert at.forum.meetings["M1"].floor == "XDE"
    at.do("XAL", "floor.give", "M1", seat="XBE")
    assert clause(at.refused("XAL", "floor.give", "M1", seat="XBE"), Point.FLOOR)


def test_a_closed_list_leaves_the_right_of_reply_within_its_number() -> None:
    at = at_work(replies=2)
    at.do("XAL", "floor.close", "M1")
    assert clause(at.refused("XAL", "floor.close", "M1"), Point.FLOOR)
    assert clause(at.refused("XBE", "floor.ask", "M1"), Point.FLOOR)
    for _ in range(2):
        at.do("XBE", "reply.claim", "M1")
        assert clause(at.refused("XBE", "reply.claim", "M1"), Point.REPLY)
        at.do("XAL", "floor.give", "M1", seat="XBE")
    assert clause(at.refused("XBE", "reply.claim", "M1"), Point.REPLY)
    at.do("XAL", "agenda.take", "M1", item="I9")
    at.do("XBE", "reply.claim", "M1")


def test_a_charter_without_replies_has_none() -> None:
    assert clause(at_work(replies=0).refused("XBE", "reply.claim", "M1"), Point.REPLY)


# ---------------------------------------------------------------- points of order


def raised(**changes: Any) -> Desk:  # noqa: ANN401 - fields of several types
    at = at_work(**changes)
    at.do("XBE", "point.raise", "O1", words="The item is another.", meeting="M1")
    return at


RULING: dict[str, Any] = {"words": "The item stands.", "sustained": False}


def test_a_point_of_order_is_ruled_on_before_the_chair_does_anything_else() -> None:
    at = raised()
    assert point_needs(at.forum, at.forum.points["O1"]).startswith("It needs the ruling")
    for refusal in (
        at.refused("XAL", "floor.close", "M1"),
        at.refused("XAL", "meeting.close", "M1", outcome="nothing"),
        at.refused(
            "XAL", "meeting.invite", "M2", title="x", place="y", opens="2030-09-01T00:00:00Z"
        ),
        at.refused("XCO", "point.raise", "O2", words="x", meeting="M1"),
    ):
        assert clause(refusal, Point.POINT_OF_ORDER)
    at.do("XCO", "floor.ask", "M1")
    at.do("XAL", "point.rule", "O1", **RULING)
    at.do("XAL", "floor.close", "M1")


def test_a_ruling_stands_once_another_member_supports_it() -> None:
    at = raised()
    at.do("XAL", "point.rule", "O1", **RULING)
    at.do("XBE", "point.appeal", "O1")
    assert clause(at.refused("XAL", "floor.close", "M1"), Point.POINT_OF_ORDER)
    assert clause(at.refused("XBE", "point.support", "O1"), Point.POINT_OF_ORDER)
    assert clause(at.refused("XAL", "point.support", "O1"), Point.POINT_OF_ORDER)
    at.do("XCO", "point.support", "O1")
    assert at.forum.points["O1"].stage is floor.Stage.UPHELD
    at.do("XAL", "floor.close", "M1")


def test_a_chair_that_nobody_supports_yields_and_an_appeal_can_be_withdrawn() -> None:
    at = raised()
    at.do("XAL", "point.rule", "O1", **RULING)
    at.do("XCO", "point.appeal", "O1")
    assert clause(at.refused("XBE", "point.withdraw", "O1"), Point.POINT_OF_ORDER)
    branch = Desk(at.forum)
    branch.now = at.now
    branch.do("XCO", "point.withdraw", "O1")
    assert branch.forum.points["O1"].stage is floor.Stage.UPHELD
    at.do("XAL", "point.yield", "O1")
    assert at.forum.points["O1"].stage is floor.Stage.OVERTURNED
    assert at.forum.point is None


def test_a_point_is_withdrawn_by_who_raised_it() -> None:
    at = raised()
    assert clause(at.refused("XCO", "point.withdraw", "O1"), Point.POINT_OF_ORDER)
    at.do("XBE", "point.withdraw", "O1")
    assert at.forum.points["O1"].stage is floor.Stage.WITHDRAWN


def test_there_is_no_appeal_where_the_charter_has_none() -> None:
    at = raised(appeal=False)
    at.do("XAL", "point.rule", "O1", **RULING)
    assert clause(at.refused("XBE", "point.appeal", "O1"), Point.POINT_OF_ORDER)


def test_points_and_appeals_are_made_in_open_meeting() -> None:
    at = called(Desk(forum(sits=False)))
    refusal = at.refused("XBE", "point.raise", "O1", words="x", meeting="M1")
    assert clause(refusal, Point.POINT_OF_ORDER)
    at = raised()
    at.do("XAL", "point.rule", "O1", **RULING)
    at.do("XAL", "meeting.suspend", "M1")
    assert clause(at.refused("XBE", "point.appeal", "O1"), Point.POINT_OF_ORDER)


# ---------------------------------------------------------------- outcomes


def test_a_meeting_closes_with_nothing_and_that_is_no_failure() -> None:
    at = closed()
    assert at.forum.meetings["M1"].outcome is Outcome.NOTHING
    assert (at.forum.sitting, at.forum.closed) == (None, 1)
    assert clause(at.refused("XAL", "meeting.resume", "M1"), Point.MEETING_STAGE)


def test_a_summary_of_the_chair_has_words_and_a_charter_that_allows_it() -> None:
    at = at_work()
    assert clause(at.refused("XAL", "meeting.close", "M1", outcome="chairs-summary"), Point.OUTCOME)
    at.do("XAL", "meeting.close", "M1", outcome="chairs-summary", words="Views were heard.")
    never = at_work(summary=False)
    refusal = never.refused("XAL", "meeting.close", "M1", outcome="chairs-summary", words="x")
    assert clause(refusal, Point.OUTCOME)


def test_a_line_for_the_press_is_one_that_was_agreed() -> None:
    at = at_work()
    said: dict[str, Any] = {"outcome": "press-line", "paper": "P1"}
    refusal = at.refused("XAL", "meeting.close", "M1", words="We met.", **said)
    assert clause(refusal, Point.OUTCOME)
    decide(at, "P1", "measure", "press line")
    assert clause(at.refused("XAL", "meeting.close", "M1", **said), Point.OUTCOME)
    at.do("XAL", "meeting.close", "M1", words="We met.", **said)


def test_a_text_that_is_an_outcome_is_here() -> None:
    at = at_work()
    for paper in (None, "I1", "T9"):
        refusal = at.refused("XAL", "meeting.close", "M1", outcome="text", paper=paper)
        assert clause(refusal, Point.OUTCOME)
    decide(at, "P1", "measure", "the paper")
    at.do("XAL", "meeting.close", "M1", outcome="text", paper="P1")
    other = at_work()
    other.forum = evolve(other.forum, sorts=other.forum.sorts.set("T1", "text"))
    other.do("XAL", "meeting.close", "M1", outcome="text", paper="T1")


def test_a_failed_meeting_leaves_every_proposal_where_it_was() -> None:
    at = at_work()
    at.do("XBE", "proposal.table", "P1", title="x", purpose="measure", basket="water")
    before = at.forum.proposals
    at.do("XAL", "meeting.close", "M1", outcome="nothing")
    assert at.forum.proposals == before


# ---------------------------------------------------------------- the summary record


def test_a_summary_record_is_corrected_within_its_window_and_then_settled() -> None:
    at = at_work()
    assert clause(at.refused(OFFICE, "minutes.issue", "M1", words="x"), Point.MINUTES)
    at.do("XAL", "meeting.close", "M1", outcome="nothing")
    assert minutes_need(at.forum, at.forum.meetings["M1"]).startswith("It needs the secretariat")
    at.do(OFFICE, "minutes.issue", "M1", words="1. Water tables.")
    at.wait(hours=72).do("XBE", "minutes.correct", "M1", words="Line 1: wells, not tables.")
    assert clause(at.refused(OFFICE, "minutes.settle", "M1"), Point.MINUTES)
    at.wait(seconds=1)
    assert clause(at.refused("XBE", "minutes.correct", "M1", words="x"), Point.MINUTES)
    at.do(OFFICE, "minutes.settle", "M1")
    assert clause(at.refused("XBE", "minutes.correct", "M1", words="x"), Point.MINUTES)
    assert clause(at.refused(OFFICE, "minutes.settle", "M1"), Point.MINUTES)
    told = minutes_need(at.forum, at.forum.meetings["M1"])
    assert told == "Its summary record is settled; nothing is needed."


def test_words_are_struck_by_a_decision_about_that_act_and_once() -> None:
    at = Desk()
    at.do("XBE", "proposal.table", "P9", title="Harsh words", purpose="measure")
    assert clause(at.refused(OFFICE, "words.strike", number=0, decision="P1"), Point.MANDATE)
    decide(at, "P1", "strike-words", "0")
    assert clause(at.refused(OFFICE, "words.strike", number=1, decision="P1"), Point.MANDATE)
    assert clause(at.refused(OFFICE, "words.strike", number=99, decision="P1"), Point.STRIKE)
    at.do(OFFICE, "words.strike", number=0, decision="P1")
    assert at.forum.struck[0] == "P1"
    assert clause(at.refused(OFFICE, "words.strike", number=0, decision="P1"), Point.STRIKE)


# ---------------------------------------------------------------- other bodies, and properties


def test_a_body_that_reports_to_another_meets_by_the_same_rules() -> None:
    at = Desk(forum(sits=False))
    at.do(
        "XAL",
        "circle.call",
        "B1",
        title="Water",
        sort="contact-group",
        track="track-1",
        rank="officials",
        host="Hall",
        seats=["XBE", "XCO"],
        chair=["XCO"],
    )
    below = called(Desk(beginning(at.forum, "B1", "plenary", at.forum.time)))
    below.wait(hours=48).do("XCO", "meeting.open", "M1")
    below.do("XBE", "agenda.place", "I1", title="x", meeting="M1")
    below.do("XCO", "agenda.adopt", "M1")


def test_where_bodies_are_not_at_hand_nothing_is_called_in_order_and_nothing_raises() -> None:
    at = called(Desk(forum(sits=False)))
    opens = at.forum.meetings["M1"].opens
    start = at.forum
    sealed = [
        ("XBE", "agenda.place/1", "I1"),
        ("XAL", "meeting.open/1", "M1"),
        ("XAL", "agenda.take/1", "M1"),
        ("XBE", "floor.ask/1", "M1"),
        ("XAL", "floor.give/1", "M1"),
        ("XBE", "point.raise/1", "O1"),
        ("XAL", "point.rule/1", "O1"),
        ("XAL", "meeting.close/1", "M1"),
        (OFFICE, "member.invite/1", "XZZ"),
        ("XZZ", "member.accept/1", "XZZ"),
        ("XZZ", "member.attend/1", "XZZ"),
    ]
    for number, (by, name, about) in enumerate(sealed):
        act = evolve(
            at.act(OFFICE, "meeting.cancel", about),
            number=start.acts,
            by=by,
            name=name,
            time=opens,
            said=None,
            role="delegation",
        )
        assert procedure.rule(start, act) is None, (number, name)
        start = procedure.enter(start, act)
    assert start.blind == 1


class Room(RuleBasedStateMachine):
    """Whatever anybody tries, the chair passes over no point of order and no agenda."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = opened()
        self.count = 0

    @rule(
        by=st.sampled_from(["XAL", "XBE", "XCO", "XDE", OFFICE]),
        name=st.sampled_from(
            [
                "agenda.contest",
                "agenda.clear",
                "agenda.adopt",
                "floor.ask",
                "floor.close",
                "reply.claim",
                "meeting.suspend",
                "meeting.resume",
            ]
        ),
    )
    def attempt(self, by: str, name: str) -> None:
        """Somebody tries an act on the meeting."""
        self.act(by, name, "M1")

    @rule(by=st.sampled_from(["XAL", "XBE", "XCO"]), to=st.sampled_from(["XBE", "XCO"]))
    def give(self, by: str, to: str) -> None:
        """Somebody gives the floor."""
        self.act(by, "floor.give", "M1", seat=to)

    @rule(by=st.sampled_from(["XAL", "XBE"]))
    def take(self, by: str) -> None:
        """Somebody takes an item up."""
        self.act(by, "agenda.take", "M1", item="I1")

    @rule(by=st.sampled_from(["XBE", "XCO"]))
    def point(self, by: str) -> None:
        """Somebody raises a point of order."""
        self.count += 1
        self.act(by, "point.raise", f"O{self.count}", words="x", meeting="M1")

    @rule(
        by=st.sampled_from(["XAL", "XBE", "XCO"]),
        name=st.sampled_from(["appeal", "support", "yield", "withdraw"]),
    )
    def settle(self, by: str, name: str) -> None:
        """Somebody tries to settle the last point."""
        self.act(by, f"point.{name}", f"O{self.count}")

    @rule(by=st.sampled_from(["XAL", "XBE"]))
    def ruling(self, by: str) -> None:
        """Somebody rules on the last point."""
        self.act(by, "point.rule", f"O{self.count}", words="x", sustained=True)

    def act(self, by: str, name: str, about: str, **said: str | bool) -> None:
        """Enter an act where it is in order, and look at what it passed over."""
        act = self.desk.act(by, name, about, **said)
        before = self.desk.forum
        if procedure.rule(before, act) is not None:
            return
        held = before.meetings["M1"]
        if before.point is not None and by == "XAL":
            assert name in {"point.rule", "point.yield", *DELEGATION}
        if name in {"agenda.take", "floor.ask", "floor.give", "reply.claim"}:
            assert held.agenda is Agenda.ADOPTED
        self.desk.forum = procedure.enter(before, act)

    @invariant()
    def an_adopted_agenda_has_no_objection(self) -> None:
        """An agenda is contested as long as somebody objects."""
        held = self.desk.forum.meetings["M1"]
        assert (held.agenda is Agenda.CONTESTED) == bool(held.contests)

    @invariant()
    def nobody_replies_more_often_than_the_charter_has_it(self) -> None:
        """The right of reply keeps to its number."""
        held = self.desk.forum.meetings["M1"]
        most = self.desk.forum.charter.meeting.replies
        assert all(count <= most for count in held.replies.values())

    @invariant()
    def the_point_that_waits_is_the_one_that_is_not_settled(self) -> None:
        """One point waits at most."""
        here = self.desk.forum
        waiting = [one.id for one in here.points.values() if one.stage in floor.WAITS]
        assert waiting == ([] if here.point is None else [here.point])


DELEGATION = frozenset(
    {
        "agenda.contest",
        "agenda.clear",
        "floor.ask",
        "reply.claim",
        "point.appeal",
        "point.withdraw",
    }
)
TestRoom = Room.TestCase
TestRoom.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
