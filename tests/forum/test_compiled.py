"""A compiled record: entries of its compiler, in no party's name, and nothing waits for one."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, Desk, charter, clause, forum

from dipoli.charter.points import Point
from dipoli.forum.compiled import ROLE
from dipoli.forum.overview import Line, overview
from dipoli.terms import COMPILED

ENTRY: dict[str, Any] = {
    "words": "The first round was held.", "sort": "round", "parties": ["XAL", "XBE"],
    "date": "2030-02-01T00:00:00Z", "precision": "day", "source": "Its chair's statement.",
    "confidence": "high",
}  # fmt: skip


def desk(*, compiled: bool = True, role: str | None = ROLE) -> Desk:
    """A compiled record, whose secretariat enters as its compiler."""
    style = COMPILED if compiled else "invented for tests"
    paper = charter(exercise=False, style=style)
    at = Desk(forum(paper, sits=False))
    at.role = role
    return at


def lines(at: Desk, heading: str) -> list[Line]:
    """What stands under a heading."""
    groups = overview(at.forum, at.forum.time)
    return [line for group in groups if group.heading == heading for line in group.lines]


@pytest.mark.parametrize(
    ("compiled", "role", "remedy"),
    [
        (False, ROLE, "Register commitments"),
        (False, None, "Register commitments"),
        (True, None, "in the role compiler"),
    ],
)
def test_a_compiler_alone_makes_entries_and_in_a_compiled_record_alone(
    *, compiled: bool, role: str | None, remedy: str
) -> None:
    refusal = desk(compiled=compiled, role=role).refused(OFFICE, "entry.note", "E1", **ENTRY)
    assert clause(refusal, Point.KNOWN_ACT)
    assert remedy in refusal.remedy
    desk().do(OFFICE, "entry.note", "E1", **ENTRY)


def test_an_entry_belongs_to_one_that_was_made_before_or_to_none() -> None:
    at = desk()
    assert clause(at.refused(OFFICE, "entry.note", "E2", **ENTRY, of="E1"), Point.KNOWN_OBJECT)
    at.do(OFFICE, "entry.note", "E1", **ENTRY)
    at.do(OFFICE, "entry.note", "E2", **ENTRY, of="E1")


def test_an_entry_tells_what_has_been_up_to_its_own_moment() -> None:
    at = desk()
    now = at.forum.time
    at.do(OFFICE, "entry.note", "E1", **(ENTRY | {"date": now}))
    ahead = ENTRY | {"date": now.replace("00Z", "01Z")}
    refusal = at.refused(OFFICE, "entry.note", "E2", **ahead)
    assert clause(refusal, Point.KNOWN_ACT)
    assert "still to come" in refusal.why


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ([], "round"),
        (["XBE", "XAL"], "round, of XAL, XBE"),
        (["XZZ", "XCO"], "round, of XCO, XZZ"),
        (["XDE", "XCO", "XBE", "XAL"], "round, of all that sit here"),
        (["XZZ"], "round, of XZZ"),
    ],
)
def test_an_entry_names_whom_it_concerns_in_protocol_order(parties: list[str], told: str) -> None:
    at = desk()
    at.do(OFFICE, "entry.note", "E1", **(ENTRY | {"parties": parties}))
    (line,) = lines(at, "Compiled from public documents")
    assert line.stage == told
    assert line.needed == ('2030-02-01. Source: "Its chair\'s statement." Confidence: high.')


@pytest.mark.parametrize(
    ("precision", "date"), [("day", "2030-02-01"), ("month", "2030-02"), ("year", "2030")]
)
def test_a_date_is_told_as_far_as_it_is_sure_and_beside_it_what_came_of_it(
    precision: str, date: str
) -> None:
    at = desk()
    more = {"precision": precision, "due": "in 60 days", "outcome": "not-met", "told": "Late."}
    at.do(OFFICE, "entry.note", "E1", **(ENTRY | more))
    (line,) = lines(at, "Compiled from public documents")
    assert line.needed == (
        f'{date}. Due: in 60 days. Outcome, in the compiler\'s reading: not met. "Late." '
        'Source: "Its chair\'s statement." Confidence: high.'
    )


def test_in_a_compiled_record_nothing_waits_for_a_party() -> None:
    told = [*lines(desk(), "The forum"), *lines(desk(), "Seats")]
    assert [line.sort for line in told] == ["level", *["seat"] * 4]
    assert {line.needed for line in told} == {"It is compiled; nothing is needed."}
    assert [line.stage for line in lines(desk(), "Seats")] == ["member"] * 4
    at_work = evolve(desk().forum.charter, style="invented for tests")
    waits = overview(desk().forum.grown(charter=at_work), desk().forum.time)
    assert [line.stage for line in waits[0].lines] == ["dialogue", "XAL presides"]
