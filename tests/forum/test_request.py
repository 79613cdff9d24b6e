"""The crisis desk: nobody can hold up the asking, clocks are dates, and measures need consent."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant
from hypothesis.stateful import rule as stateful_rule
from immutables import Map
from tests.forum.made import (
    OFFICE,
    START,
    Desk,
    charter,
    clause,
    decide,
    forum,
    member,
)
from tests.forum.test_whole import Chooser, World

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, Charter, DecisionMode, Track
from dipoli.forum import request as r
from dipoli.forum.bodies import PERSONAL
from dipoli.forum.kind import Who
from dipoli.forum.line import read_line, show
from dipoli.forum.overview import of_object
from dipoli.forum.procedure import KINDS, enter, rule
from dipoli.forum.request_rules import seen, still_needed
from dipoli.forum.seat import Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.succession import hand_over
from dipoli.forum.today import today
from dipoli.record.shape import write_time

REPLY, MEETING = 48, 36
"""Hours, as the made-up charter has them."""


def asking(here: Desk, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of several types
    """What a request says: XCO is asked."""
    usual = {
        "words": "We saw guns on the ice. What for?",
        "to": "XCO",
        "about": "exercise",
        "date": write_time(here.now),
        "place": "The north shore",
    }
    return {**usual, **more}


def asked(here: Desk | None = None) -> Desk:
    """XBE asks XCO."""
    desk = here or Desk()
    desk.do("XBE", "request.ask", "Q1", **asking(desk))
    return desk


def answered() -> Desk:
    desk = asked()
    desk.do("XCO", "request.answer", "Q1", words="An exercise; it ends tomorrow.")
    return desk


def called(scope: str = "the-two") -> Desk:
    desk = answered()
    desk.do("XBE", "request.call", "Q1", scope=scope)
    return desk


def met() -> Desk:
    desk = called()
    desk.do("XAL", "request.hold", "Q1", present=["XBE", "XCO"], date=desk.forum.time)
    return desk


def at(hours: int, seconds: int = 0) -> str:
    return write_time(START + timedelta(hours=hours, seconds=seconds))


def one(desk: Desk) -> r.Request:
    return desk.forum.requests["Q1"]


def told(desk: Desk) -> str:
    return still_needed(desk.forum, one(desk), write_time(desk.now))


# ---------------------------------------------------------------- asking


def test_what_is_asked_stands_with_its_clock() -> None:
    desk = asked()
    assert one(desk) == r.Request(
        id="Q1",
        by="XBE",
        to="XCO",
        words="We saw guns on the ice. What for?",
        about=r.About.EXERCISE,
        date=at(0),
        place="The north shore",
        since=at(0),
        asked=at(0),
        until=at(REPLY),
        number=0,
    )
    assert told(desk) == (
        f"An answer of XCO is awaited until {at(REPLY)}; after that XBE can ask for a meeting."
    )


@pytest.mark.parametrize(
    "more", [{"to": "XZZ"}, {"to": "XBE"}, {"date": at(0, 1)}], ids=["stranger", "itself", "later"]
)
def test_a_request_names_another_party_with_a_place_and_what_was_seen(more: dict[str, Any]) -> None:
    desk = Desk()
    refusal = desk.refused("XBE", "request.ask", "Q1", **asking(desk, **more))
    assert clause(refusal, Point.REQUEST)


def test_a_stranger_does_not_ask() -> None:
    desk = Desk()
    assert clause(desk.refused("XZZ", "request.ask", "Q1", **asking(desk)), Point.WHO_ACTS)
    assert clause(desk.refused(OFFICE, "request.ask", "Q1", **asking(desk)), Point.WHO_ACTS)


def test_between_governments_nobody_asks_or_answers_in_a_personal_capacity() -> None:
    desk = Desk()
    desk.role = PERSONAL
    assert clause(desk.refused("XBE", "request.ask", "Q1", **asking(desk)), Point.CAPACITY)
    desk.role = None
    asked(desk)
    desk.role = PERSONAL
    assert clause(desk.refused("XCO", "request.answer", "Q1", words="x"), Point.CAPACITY)


@pytest.mark.parametrize("track", [Track.ONE_AND_HALF, Track.TWO])
def test_where_people_speak_for_themselves_they_can_ask(track: Track) -> None:
    desk = Desk(forum().grown(track=track))
    desk.role = PERSONAL
    assert one(asked(desk)).by == "XBE"


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("stage", list(Stage))
def test_every_party_with_a_place_can_ask_whatever_its_seat(
    category: Category, stage: Stage
) -> None:
    desk = Desk()
    held = evolve(desk.forum.seats["XBE"], category=category, stage=stage)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XBE", held))
    assert one(asked(desk)).by == "XBE"


@pytest.mark.parametrize("stage", list(Stage))
def test_every_party_with_a_place_can_be_asked_whatever_its_seat(stage: Stage) -> None:
    desk = Desk()
    held = evolve(desk.forum.seats["XCO"], stage=stage)
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XCO", held))
    assert one(asked(desk)).to == "XCO"


def test_the_chair_asks_for_its_own_delegation_also_while_a_point_of_order_waits() -> None:
    desk = Desk()
    desk.do("XBE", "point.raise", "O1", words="A point.", meeting="SESSION")
    desk.do("XAL", "request.ask", "Q1", **asking(desk))
    assert one(desk).by == "XAL"


def test_one_can_ask_without_a_meeting_and_without_a_chair() -> None:
    assert one(asked(Desk(forum(chair=(), sits=False)))).by == "XBE"


def test_a_request_comes_by_paper_as_well() -> None:
    desk = Desk()
    act = evolve(
        desk.act("XBE", "request.ask", "Q1", **asking(desk)), entered_by=OFFICE, paper=True
    )
    assert rule(desk.forum, act) is None
    assert enter(desk.forum, act).requests["Q1"].by == "XBE"
    assert read_line(show(act), number=act.number, leaf=act.leaf) == act


def test_what_a_seat_reserves_keeps_nobody_from_asking() -> None:
    desk = Desk()
    desk.do("XCO", "matter.reserve", "R1", title="The north shore")
    assert one(asked(desk)).to == "XCO"


def test_who_took_a_seat_is_asked_in_place_of_the_party_before() -> None:
    desk = Desk()
    gone = evolve(desk.forum.seats["XCO"], stage=Stage.SUCCEEDED, successor="XDE")
    desk.forum = desk.forum.grown(seats=desk.forum.seats.set("XCO", gone))
    asked(desk)
    assert one(desk).to == "XDE"
    assert desk.forum.parts["XDE"]["Q1"] == "request"
    assert clause(desk.refused("XDE", "request.ask", "Q2", **asking(desk)), Point.REQUEST)


def test_the_end_of_the_calendar_stops_no_request() -> None:
    desk = Desk()
    act = evolve(desk.act("XBE", "request.ask", "Q1", **asking(desk)), time="9999-12-31T23:00:00Z")
    assert rule(desk.forum, act) is None
    assert enter(desk.forum, act).requests["Q1"].until == "9999-12-31T23:59:59Z"


# ---------------------------------------------------------------- answering


def test_the_one_that_is_asked_answers_itself_and_may_add() -> None:
    desk = answered()
    assert one(desk).stage is r.Stage.ANSWERED
    desk.wait(hours=1).do("XCO", "request.answer", "Q1", words="It has ended.")
    assert [answer.time for answer in one(desk).answers] == [at(0), at(1)]
    assert one(desk).since == at(0)
    assert told(desk) == f"It was answered on {at(0)}. XBE can ask for a meeting, or close it."


def test_nobody_answers_for_another() -> None:
    refusal = asked().refused("XDE", "request.answer", "Q1", words="x")
    assert clause(refusal, Point.EXPLANATION)


def test_that_no_answer_is_entered_in_time_is_a_date_that_is_read_off_the_moment() -> None:
    desk = asked().wait(hours=REPLY)
    assert not one(desk).is_unanswered(at(REPLY))
    assert seen(one(desk), at(REPLY)) == "asked"
    assert one(desk).is_unanswered(at(REPLY, 1))
    assert seen(one(desk), at(REPLY, 1)) == "unanswered"
    assert one(desk).stage is r.Stage.ASKED
    desk.wait(seconds=1)
    assert told(desk) == (
        f"No answer is entered; one was awaited until {at(REPLY)}. "
        "XBE can ask for a meeting, and XCO can still answer."
    )


def test_that_the_channel_of_the_one_asked_is_down_is_told_with_it() -> None:
    desk = asked().wait(hours=1)
    desk.do("XDE", "channel.down", "XCO")
    desk.wait(hours=REPLY)
    assert f"The channel of XCO is entered as down since {at(1)}." in told(desk)


def test_a_late_answer_is_an_answer_with_its_date() -> None:
    desk = asked().wait(hours=REPLY)
    desk.do("XCO", "request.answer", "Q1", words="In time.")
    desk.wait(seconds=1).do("XCO", "request.answer", "Q1", words="Later.")
    first, second = one(desk).answers
    assert (one(desk).is_late(first), one(desk).is_late(second)) == (False, True)
    assert seen(one(desk), at(REPLY + 9)) == "answered"
    assert not one(desk).is_unanswered(at(REPLY + 9))


# ---------------------------------------------------------------- the meeting


def test_a_meeting_is_asked_for_once_the_time_is_over_or_an_answer_entered() -> None:
    desk = asked().wait(hours=REPLY)
    refusal = desk.refused("XBE", "request.call", "Q1", scope="all")
    assert clause(refusal, Point.CRISIS_MEETING)
    desk.wait(seconds=1).do("XBE", "request.call", "Q1", scope="all")
    assert one(desk).stage is r.Stage.CALLED
    assert one(desk).meet == at(REPLY + MEETING, 1)
    assert told(desk) == (
        f"XBE asked for a meeting of all on {at(REPLY, 1)}. "
        f"The chair holds it until {at(REPLY + MEETING, 1)}."
    )


def test_who_asked_alone_calls_and_closes() -> None:
    desk = answered()
    for by in ("XCO", "XDE", "XAL"):
        assert clause(desk.refused(by, "request.call", "Q1", scope="all"), Point.REQUEST)
        assert clause(desk.refused(by, "request.close", "Q1"), Point.REQUEST)
    desk.do("XBE", "request.close", "Q1")
    assert told(desk) == "It is closed; nothing is needed."
    refusal = desk.refused("XCO", "request.answer", "Q1", words="x")
    assert clause(refusal, Point.REQUEST_STAGE)


def test_others_join_a_meeting_of_two_once() -> None:
    desk = called()
    desk.do("XDE", "request.join", "Q1")
    assert one(desk).joined == Map({"XDE": 3})
    for by in ("XDE", "XBE", "XCO"):
        assert clause(desk.refused(by, "request.join", "Q1"), Point.CRISIS_MEETING)
    assert told(desk).startswith(
        f"XBE asked for a meeting of XBE and XCO on {at(0)}; others may join. The chair holds it"
    )


def test_a_meeting_of_all_needs_nobody_to_join() -> None:
    assert clause(called("all").refused("XDE", "request.join", "Q1"), Point.CRISIS_MEETING)


@pytest.mark.parametrize("by", ["XBE", "XCO", OFFICE])
def test_if_the_chair_does_not_hold_it_a_party_or_the_secretariat_does(by: str) -> None:
    desk = called().wait(hours=MEETING)
    said: dict[str, Any] = {"present": ["XBE"], "date": desk.forum.time}
    assert clause(desk.refused(by, "request.hold", "Q1", **said), Point.CRISIS_MEETING)
    desk.wait(seconds=1)
    assert told(desk).endswith(
        f"No entry is made that it was held up to {at(MEETING)}. "
        "Any party to it or the secretariat can hold it."
    )
    desk.do(by, "request.hold", "Q1", **said)
    assert one(desk).met == (r.Met(by=by, present=("XBE",), date=at(0), number=3),)


def test_who_is_no_party_to_it_holds_no_meeting_and_who_joined_does() -> None:
    desk = called().wait(hours=MEETING, seconds=1)
    said: dict[str, Any] = {"present": ["XBE"], "date": desk.forum.time}
    assert clause(desk.refused("XDE", "request.hold", "Q1", **said), Point.CRISIS_MEETING)
    desk.do("XDE", "request.join", "Q1")
    desk.do("XDE", "request.hold", "Q1", **said)


def test_where_nobody_presides_no_time_is_waited() -> None:
    desk = called()
    desk.forum = desk.forum.grown(chair=())
    assert told(desk).endswith("Nobody presides; any party to it or the secretariat can hold it.")
    desk.do("XCO", "request.hold", "Q1", present=["XBE", "XCO"], date=desk.forum.time)


def test_the_one_that_was_asked_may_stay_away_and_who_asked_may_not() -> None:
    desk = called()
    alone: dict[str, Any] = {"present": ["XCO"], "date": desk.forum.time}
    assert clause(desk.refused("XAL", "request.hold", "Q1", **alone), Point.CRISIS_MEETING)
    desk.do("XAL", "request.hold", "Q1", present=["XBE", "XDE"], date=desk.forum.time)
    assert one(desk).met[0].present == ("XBE", "XDE")
    assert told(desk) == (
        f"A meeting was held on {at(0)}, with XBE, XDE. Steps are recommended by a decision of "
        "the body about Q1. XCO can invite to a visit. XBE can ask for a meeting, or close it."
    )


@pytest.mark.parametrize(
    "more",
    [
        {"present": ["XBE", "XZZ"]},
        {"present": ["XBE", "XBE"]},
        {"date": at(0, -1)},
        {"date": at(0, 1)},
    ],
    ids=["a stranger", "twice", "before it was called", "to come"],
)
def test_a_meeting_is_entered_as_it_was(more: dict[str, Any]) -> None:
    said: dict[str, Any] = {"present": ["XBE"], "date": at(0), **more}
    assert clause(called().refused("XAL", "request.hold", "Q1", **said), Point.CRISIS_MEETING)


def test_entering_a_meeting_that_was_not_held_ends_nothing() -> None:
    desk = met()
    desk.wait(hours=1).do("XBE", "request.call", "Q1", scope="all")
    assert one(desk).stage is r.Stage.CALLED
    assert (one(desk).called, one(desk).meet) == (at(1), at(1 + MEETING))


def test_who_joined_one_meeting_joins_the_next_one_anew() -> None:
    desk = called()
    desk.do("XDE", "request.join", "Q1")
    desk.do("XAL", "request.hold", "Q1", present=["XBE"], date=desk.forum.time)
    desk.do("XBE", "request.call", "Q1", scope="the-two")
    assert one(desk).joined == Map()


# ---------------------------------------------------------------- measures


def test_steps_need_a_decision_of_the_body_about_the_request() -> None:
    desk = met()
    desk.do("XBE", "proposal.table", "P1", title="A line", purpose="measure", subject="Q1")
    refusal = desk.refused("XBE", "request.recommend", "Q1", decision="P1")
    assert clause(refusal, Point.MANDATE)
    decide(desk, "P2", "measure", "Q1")
    decide(desk, "P3", "measure", "something else")
    assert clause(desk.refused(OFFICE, "request.recommend", "Q1", decision="P3"), Point.MANDATE)
    desk.do(OFFICE, "request.recommend", "Q1", decision="P2")
    assert one(desk).stage is r.Stage.MEASURES
    assert one(desk).decisions == ("P2",)
    assert "Steps were recommended by P2." in told(desk)
    assert clause(desk.refused("XBE", "request.recommend", "Q1", decision="P2"), Point.MANDATE)


def invited(desk: Desk, by: str = "XCO", name: str = "V1") -> Desk:
    """A visit to which somebody invited."""
    begins = write_time(desk.now + timedelta(hours=9))
    said: dict[str, Any] = {"title": "The ice", "sort": "visit", "place": "North"}
    desk.do(by, "visit.invite", name, guests=["XDE"], begins=begins, **said)
    return desk


def test_the_one_that_was_asked_hosts_a_visit_without_asking_anybody() -> None:
    desk = invited(invited(met()), name="V2")
    for name in ("V1", "V2"):
        desk.do("XCO", "request.visit", "Q1", visit=name)
    assert one(desk).visits == ("V1", "V2")
    assert one(desk).stage is r.Stage.MEASURES
    assert "XCO invited to V1, V2." in told(desk)
    again = desk.refused("XCO", "request.visit", "Q1", visit="V2")
    assert clause(again, Point.CRISIS_MEASURES)


def test_a_visit_is_offered_by_who_was_asked_and_is_one_to_which_it_invited() -> None:
    desk = invited(invited(met()), name="V3")
    desk.do("XCO", "visit.cancel", "V3")
    said: dict[str, Any] = {"title": "x", "sort": "visit", "place": "x", "guests": ["XDE"]}
    desk.do("XBE", "visit.invite", "V2", begins=at(9), **said)
    for by, name in (("XBE", "V2"), ("XCO", "V9"), ("XCO", "V3"), ("XCO", "V2")):
        refusal = desk.refused(by, "request.visit", "Q1", visit=name)
        assert clause(refusal, Point.CRISIS_MEASURES)


def test_where_no_decisions_are_taken_that_is_said() -> None:
    desk = met()
    rules = evolve(desk.forum.charter.decision, mode=DecisionMode.INFORMATION)
    desk.forum = desk.forum.grown(charter=evolve(desk.forum.charter, decision=rules))
    assert "This forum takes no decisions. XCO can invite to a visit." in told(desk)


# ---------------------------------------------------------------- today, where things stand


def due(desk: Desk, code: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    found = today(desk.forum, code, write_time(desk.now))
    return [(each.told, each.acts, each.until) for each in found if each.object == "Q1"]


def test_today_tells_each_what_is_awaited_of_it_and_until_when() -> None:
    desk = asked()
    told = "XBE asks for an explanation; an answer is awaited."
    assert due(desk, "XCO") == [(told, (r.ANSWER,), at(REPLY))]
    assert due(desk, "XBE") == due(desk, "XDE") == due(desk, OFFICE) == []
    desk.wait(hours=REPLY)
    assert due(desk, "XBE") == []
    desk.wait(seconds=1)
    told = f"No answer is entered; one was awaited until {at(REPLY)}."
    assert due(desk, "XBE") == [(told, (r.CALL, r.CLOSE), None)]
    assert [until for _told, _acts, until in due(desk, "XCO")] == [None]


def test_today_tells_who_holds_a_meeting() -> None:
    desk = answered()
    told = "An answer is entered; it can ask for a meeting."
    assert due(desk, "XBE") == [(told, (r.CALL, r.CLOSE), None)]
    desk = called()
    told = "XBE asked for a meeting; the chair holds it."
    assert due(desk, "XAL") == [(told, (r.HOLD,), at(MEETING))]
    told = "XBE asks to meet; the chair holds the meeting."
    assert due(desk, "XCO") == [(told, (r.ANSWER,), at(MEETING))]
    assert due(desk, "XBE") == due(desk, OFFICE) == []
    desk.wait(hours=MEETING, seconds=1)
    told = "XBE asked for a meeting; a party to it can hold it."
    assert due(desk, "XBE") == due(desk, "XCO") == [(told, (r.HOLD,), None)]
    assert due(desk, "XDE") == []
    told = "XBE asked for a meeting, and no entry is made that it was held."
    assert due(desk, OFFICE) == [(told, (r.HOLD,), None)]
    desk = called()
    desk.forum = desk.forum.grown(chair=())
    assert due(desk, OFFICE) == [(told, (r.HOLD,), None)]
    assert [acts for _told, acts, _until in due(desk, "XBE")] == [(r.HOLD,)]


def test_today_tells_who_asked_that_it_can_close() -> None:
    desk = met()
    told = "A meeting was held on its request; it can close it."
    assert due(desk, "XBE") == [(told, (r.CALL, r.CLOSE), None)]
    assert due(desk, "XCO") == due(desk, OFFICE) == []


def test_the_overview_shows_to_all_that_no_answer_is_entered() -> None:
    desk = asked()
    (group,) = of_object(desk.forum, at(REPLY, 1), "Q1")
    (line,) = group.lines
    assert (group.heading, line.sort, line.stage) == (
        "Crisis desk",
        "request",
        "unanswered, XBE to XCO",
    )
    assert line.needed == still_needed(desk.forum, one(desk), at(REPLY, 1))
    (group,) = of_object(desk.forum, at(REPLY), "Q1")
    assert group.lines[0].stage == "asked, XBE to XCO"


# ---------------------------------------------------------------- succession


def test_a_request_goes_over_with_either_seat_and_what_was_said_stays() -> None:
    desk = called()
    desk.do("XDE", "request.join", "Q1")
    desk.do("XAL", "request.hold", "Q1", present=["XBE", "XCO"], date=desk.forum.time)
    for old, new in (("XBE", "XNB"), ("XCO", "XNC"), ("XDE", "XND")):
        desk.forum = hand_over(desk.forum, old, new)
    after = one(desk)
    assert (after.by, after.to, set(after.joined)) == ("XNB", "XNC", {"XND"})
    assert after.met[0].present == ("XBE", "XCO")
    assert after.answers[0].by == "XCO"


# ---------------------------------------------------------------- nobody can block the asking


@cache
def small() -> Charter:
    listed = (*(member(code) for code in ("XAL", "XBE", "XCO")), member("XDE", Category.OBSERVER))
    return evolve(charter(), members=listed, chair=evolve(charter().chair, speaks=True))


def can_all_ask(desk: Desk) -> None:
    """Each party with a place can ask each other one, under a name that is free."""
    here = desk.forum
    desk.role = PERSONAL if here.track is Track.TWO else "delegation"
    for by in here.seats:
        for to in here.seats:
            if here.heir(to) == by or to == by:
                continue
            act = desk.act(by, "request.ask", "FREE-NAME", **asking(desk, to=to))
            for paper in (act, evolve(act, entered_by=OFFICE, paper=True)):
                refusal = rule(here, paper)
                assert refusal is None, f"{by} cannot ask {to}: {refusal}"
            assert enter(here, act).requests["FREE-NAME"].to == here.heir(to)
    desk.role = None


class Asking(RuleBasedStateMachine):
    """Random histories of acts of all parties, of the chair and of the secretariat."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(Desk(forum(small())))

    @stateful_rule(seed=st.integers(0, 2**32), steps=st.integers(1, 12))
    def others_act(self, seed: int, steps: int) -> None:
        """Try a few acts of anybody, with the clock going on between them."""
        chooser = Chooser(Random(seed))
        for _ in range(steps):
            chooser.step(self.world)

    @invariant()
    def each_can_ask_each(self) -> None:
        """Whatever they did, a request can be made, on paper as well."""
        can_all_ask(self.world.desk)


TestAsking = Asking.TestCase
TestAsking.settings = settings(
    max_examples=10,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_with_all_that_usually_stops_work_at_once_all_can_ask() -> None:
    """A point of order waits, a silence runs, a seat is suspended, another left, no chair acts."""
    desk = Desk()
    desk.do("XCO", "proposal.table", "P1", title="x", purpose="measure")
    desk.do("XAL", "silence.open", "P1", 73)
    desk.do("XBE", "point.raise", "O1", words="A point.", meeting="SESSION")
    desk.do("XDE", "member.pause", "XDE")
    seats = desk.forum.seats
    seats = seats.set("XBE", evolve(seats["XBE"], stage=Stage.SUSPENDED, barred=True))
    seats = seats.set("XCO", evolve(seats["XCO"], stage=Stage.WITHDRAWN, left=3))
    seats = seats.set(
        "XNE", Seat(code="XNE", category=Category.GUEST, stage=Stage.INVITED, since=at(0))
    )
    for chair in (("XAL",), ("XAL", "XBE"), ()):
        desk.forum = desk.forum.grown(seats=seats, chair=chair)
        can_all_ask(desk)


def test_a_request_stands_whatever_of_the_record_is_not_at_hand() -> None:
    """Where bodies are sealed to others, what rests on them is let pass, and nothing is refused."""
    desk = Desk()
    blind: Forum = desk.forum.grown(unknown=Map({":seats": True, ":chair": True, "XBE": True}))
    assert rule(blind, desk.act("XBE", "request.ask", "Q1", **asking(desk))) is None


def test_consensus_is_needed_to_conclude_measures_and_for_nothing_else() -> None:
    """Of the desk's acts one alone names a decision, and none adopts or is for the chair alone."""
    acts = {name: kind for name, kind in KINDS.items() if name.startswith("request.")}
    named = {
        name
        for name, kind in acts.items()
        if any(one.name == "decision" for one in kind.form.fields)
    }
    assert named == {r.RECOMMEND}
    assert {kind.who for kind in acts.values()} == {Who.PLACE, Who.ANYONE}
    assert not any(kind.adopts for kind in acts.values())


def without_its_body(desk: Desk, by: str, name: str, **said: Any) -> None:  # noqa: ANN401 - fields of several types
    """An act whose body is sealed to the reader."""
    act = evolve(desk.act(by, name, "Q1", **said), said=None)
    assert rule(desk.forum, act) is None
    desk.forum = enter(desk.forum, act)


def test_that_one_answered_joined_or_closed_is_known_without_the_words() -> None:
    desk = asked()
    without_its_body(desk, "XCO", "request.answer", words="x")
    assert one(desk).stage is r.Stage.ANSWERED
    desk.do("XBE", "request.call", "Q1", scope="the-two")
    without_its_body(desk, "XDE", "request.join")
    assert set(one(desk).joined) == {"XDE"}
    desk = answered()
    without_its_body(desk, "XBE", "request.close")
    assert one(desk).stage is r.Stage.CLOSED
    assert not desk.forum.unknown


def test_how_a_request_stands_is_unknown_after_a_meeting_whose_terms_are_sealed() -> None:
    desk = answered()
    without_its_body(desk, "XBE", "request.call", scope="all")
    assert one(desk).stage is r.Stage.ANSWERED
    assert "Q1" in desk.forum.unknown
