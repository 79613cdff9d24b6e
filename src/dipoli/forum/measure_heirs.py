"""What of measures goes over to the party that takes a seat: offers, duties, quotas and points.

A quota that is used up stays used up under another name. Where a successor had counts of its own,
the two are counted together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import evolve
from immutables import Map

from dipoli.forum.hotline import FocalPoint, Line
from dipoli.forum.inspection import Inspection
from dipoli.forum.measure import Kept, Measure
from dipoli.forum.notification import Notification
from dipoli.forum.visit import Visit

ValueT = TypeVar("ValueT")
KeyT = TypeVar("KeyT", bound=tuple[Any, ...])


def _code(code: str, old: str, new: str) -> str:
    return new if code == old else code


def _codes(codes: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_code(code, old, new) for code in codes))


def _key(held: Map[str, ValueT], old: str, new: str) -> Map[str, ValueT]:
    """A map by seat; who takes a seat had none, and so nothing in it."""
    return held.delete(old).set(new, held[old]) if old in held else held


def _counts(held: Map[KeyT, int], old: str, new: str) -> Map[KeyT, int]:
    """Counts by party and year, or by two parties and year, with what both had together."""
    for key, number in held.items():
        if old in key:
            after: Any = tuple(new if part == old else part for part in key)
            held = held.delete(key)
            held = held.set(after, held.get(after, 0) + number)
    return held


def _entered(held: Map[tuple[str, int], str], old: str, new: str) -> Map[tuple[str, int], str]:
    for (code, year), name in held.items():
        if code == old:
            held = held.delete((code, year)).set((new, year), name)
    return held


def _kept(kept: Kept, old: str, new: str) -> Kept:
    return evolve(
        kept,
        taken=_counts(kept.taken, old, new),
        asked=_counts(kept.asked, old, new),
        entered=_entered(kept.entered, old, new),
        hosted=_key(kept.hosted, old, new),
    )


def measure(one: Measure, old: str, new: str) -> Measure:
    """A measure in which one party stands in the place of another."""
    kept = None if one.kept is None else _kept(one.kept, old, new)
    seats = _codes(one.seats, old, new)
    return evolve(one, by=_code(one.by, old, new), seats=seats, kept=kept)


def notification(one: Notification, old: str, new: str) -> Notification:
    """A notification; who takes the seat has what its predecessor acknowledged."""
    acknowledged = _key(one.acknowledged, old, new)
    return evolve(one, by=_code(one.by, old, new), acknowledged=acknowledged)


def inspection(one: Inspection, old: str, new: str) -> Inspection:
    """An inspection; what was said of it keeps the name of who said it."""
    return evolve(one, by=_code(one.by, old, new), host=_code(one.host, old, new))


def visit(one: Visit, old: str, new: str) -> Visit:
    """A visit, with the answer that was given."""
    return evolve(
        one,
        host=_code(one.host, old, new),
        guests=_codes(one.guests, old, new),
        answers=_key(one.answers, old, new),
    )


def focal_point(one: FocalPoint, old: str, new: str) -> FocalPoint:
    """A focal point; who takes the seat says whether another is reached from then on."""
    return evolve(one, by=_code(one.by, old, new))


def line(one: Line, old: str, new: str) -> Line:
    """A line, with its tests: each end stands where it stood."""
    tests = one.tests
    for number, test in tests.items():
        answered = _key(test.answered, old, new)
        tests = tests.set(number, evolve(test, by=_code(test.by, old, new), answered=answered))
    return evolve(
        one,
        by=_code(one.by, old, new),
        ends=_codes(one.ends, old, new),
        confirmed=_key(one.confirmed, old, new),
        tests=tests,
    )


HEIRS: Mapping[str, tuple[str, Any]] = MappingProxyType(
    {
        "measure": ("measures", measure),
        "notification": ("notifications", notification),
        "inspection": ("inspections", inspection),
        "visit": ("visits", visit),
        "focal-point": ("focal_points", focal_point),
        "line": ("lines", line),
    }
)
"""Sort of thing, to the map that holds it and how a party is renamed in one."""
