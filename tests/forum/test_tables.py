"""At every stage of seats, bodies and meetings, what has no row in the table is out of order."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from attrs import evolve
from immutables import Map
from tests.forum.made import OFFICE, Desk, clause

from dipoli.charter.points import Point
from dipoli.charter.rules import BodySort, Track
from dipoli.forum import bodies, floor, meeting, seat
from dipoli.forum.bodies import Body, Rank
from dipoli.forum.floor import PointOfOrder
from dipoli.forum.kind import Kind, Who
from dipoli.forum.meeting import Agenda, Meeting, Minutes
from dipoli.forum.procedure import KINDS
from dipoli.forum.standing import Forum

TIME = "2030-03-01T10:00:00Z"
SAID: dict[str, Any] = {
    "answer": "yes",
    "decision": "P1",
    "successor": "XZZ",
    "seats": ["XCO"],
    "report": b64encode(bytes(32)).decode(),
    "head": "N. N.",
    "rank": "officials",
    "seat": "XCO",
    "item": "I1",
    "outcome": "nothing",
    "sustained": True,
    "finding": "A breach.",
    "words": "x",
    "title": "x",
    "meeting": "M1",
}


def absent(table: Any) -> list[tuple[Any, str]]:  # noqa: ANN401 - tables of several machines
    """Each stage with each act that has no row there."""
    acts = dict.fromkeys(act for row in table.values() for act in row if ":" not in act)
    return [(stage, act) for stage, row in table.items() for act in acts if act not in row]


def author(kind: Kind) -> str:
    """Somebody who may do it: the chair, the secretariat, or a member that does not preside."""
    if kind.who is Who.SECRETARIAT:
        return OFFICE
    return "XAL" if kind.who in (Who.CHAIR, Who.CHAIR_OR_SECRETARIAT) else "XBE"


def refused(here: Forum, act: str, about: str, point: Point) -> bool:
    """Whether an act is refused under a point."""
    kind = KINDS[act]
    said = {one.name: SAID[one.name] for one in kind.form.fields if one.name in SAID}
    return clause(Desk(here).refused(author(kind), act, about, None, **said), point)


def at_meeting(**changes: Any) -> Forum:  # noqa: ANN401 - fields of several types
    here = Desk().forum
    one = Meeting(
        id="M1", title="x", place="y", opens=TIME, since=TIME, number=0, called=TIME, issued=TIME
    )
    return evolve(
        here,
        meetings=here.meetings.set("M1", evolve(one, **changes)),
        sorts=here.sorts.update({"M1": "meeting", "I1": "item"}),
    )


@pytest.mark.parametrize(("stage", "act"), absent(seat.MOVES))
def test_a_seat_makes_no_move_that_its_table_does_not_have(stage: seat.Stage, act: str) -> None:
    here = Desk().forum
    held = evolve(here.seats["XBE"], stage=stage)
    at = evolve(here, seats=here.seats.set("XBE", held))
    assert refused(at, act, "XBE", Point.SEAT_STAGE)


@pytest.mark.parametrize(
    "act",
    ["accept", "attend", "leave", "pause", "return", "notify", "stay", "withdraw"],
)
def test_no_party_moves_the_seat_of_another(act: str) -> None:
    here = Desk().forum
    name = f"member.{act}/1"
    stage = next(one for one, row in seat.MOVES.items() if name in row)
    held = evolve(here.seats["XCO"], stage=stage, notice="2030-01-01T00:00:00Z")
    at = evolve(here, seats=here.seats.set("XCO", held))
    assert refused(at, name, "XCO", Point.OWN_SEAT)


@pytest.mark.parametrize(("stage", "act"), absent(bodies.MOVES))
def test_a_body_makes_no_move_that_its_table_does_not_have(stage: bodies.Stage, act: str) -> None:
    here = Desk().forum
    one = Body(
        id="B1",
        title="x",
        sort=BodySort.CONTACT,
        track=Track.ONE,
        rank=Rank.EXPERTS,
        host="Hall",
        funders=(),
        basket=None,
        seats=("XBE",),
        chair=(),
        stage=stage,
        since=TIME,
        number=0,
        decision=None,
    )
    at = evolve(here, bodies=here.bodies.set("B1", one), sorts=here.sorts.set("B1", "body"))
    assert refused(at, act, "B1", Point.BODY_STAGE)


@pytest.mark.parametrize(("stage", "act"), absent(meeting.MOVES))
def test_a_meeting_makes_no_move_that_its_table_does_not_have(
    stage: meeting.Stage, act: str
) -> None:
    at = at_meeting(stage=stage, agenda=Agenda.ADOPTED, items=("I1",))
    assert refused(at, act, "M1", Point.MEETING_STAGE)


@pytest.mark.parametrize(("stage", "act"), absent(meeting.MINUTES_MOVES))
def test_a_summary_record_makes_no_move_that_its_table_does_not_have(
    stage: Minutes, act: str
) -> None:
    at = at_meeting(stage=meeting.Stage.CLOSED, minutes=stage)
    assert refused(at, act, "M1", Point.MINUTES)


@pytest.mark.parametrize(
    "act", ["agenda.contest/1", "agenda.clear/1", "agenda.adopt/1", "agenda.place/1"]
)
def test_an_agenda_that_was_adopted_moves_no_more(act: str) -> None:
    at = at_meeting(stage=meeting.Stage.OPEN, agenda=Agenda.ADOPTED)
    assert refused(at, act, "I2" if act == "agenda.place/1" else "M1", Point.AGENDA)


@pytest.mark.parametrize("act", ["agenda.contest/1", "agenda.clear/1"])
def test_nobody_objects_to_the_agenda_of_a_meeting_that_is_over(act: str) -> None:
    objected = Map({"XBE": 1}) if act == "agenda.clear/1" else Map()
    at = at_meeting(stage=meeting.Stage.CLOSED, agenda=Agenda.CONTESTED, contests=objected)
    assert refused(at, act, "M1", Point.AGENDA)


@pytest.mark.parametrize(("stage", "act"), absent(floor.MOVES))
def test_a_point_of_order_makes_no_move_that_its_table_does_not_have(
    stage: floor.Stage, act: str
) -> None:
    here = at_meeting(stage=meeting.Stage.OPEN)
    one = PointOfOrder(id="O1", meeting="M1", by="XBE", number=0, stage=stage)
    waits = "O1" if stage in floor.WAITS else None
    at = evolve(
        here,
        points=here.points.set("O1", one),
        sorts=here.sorts.set("O1", "point-of-order"),
        point=waits,
    )
    assert refused(at, act, "O1", Point.POINT_OF_ORDER)
