"""How measures, and what is done under them, stand in the overview: one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dipoli.forum import (
    hotline_rules,
    inspection_rules,
    measure_rules,
    notification_rules,
    visit_rules,
)
from dipoli.forum.commitment_told import in_a_line
from dipoli.forum.inspection import Why
from dipoli.forum.standing import Forum
from dipoli.forum.visit import GuestStage

Told = tuple[str, str, str, str, str]
"""Short name, sort, title, stage, and what is still needed."""


def _words(value: str) -> str:
    return value.replace("-", " ")


def _in_order(things: Mapping[str, Any]) -> list[Any]:
    """By entry."""
    return sorted(things.values(), key=lambda one: one.number)


def measures(forum: Forum) -> Iterator[Told]:
    """Measures."""
    for one in _in_order(forum.measures):
        stage = _words(one.stage.value) + (f", of {one.by} alone" if one.alone else "")
        needed = measure_rules.still_needed(forum, one)
        yield one.id, "measure", one.row.measure, stage, needed


def notifications(forum: Forum) -> Iterator[Told]:
    """Notifications; one that came late shows the date by which it was asked for."""
    for one in _in_order(forum.notifications):
        late = notification_rules.late(forum, one)
        stage = f"{one.stage.value}, of {one.by}, under {one.measure}"
        stage += "" if late is None else f"; asked for by {late}, came at {one.sent}"
        needed = notification_rules.still_needed(forum, one)
        yield one.id, "notification", in_a_line(one.words or ""), stage, needed


def inspections(forum: Forum) -> Iterator[Told]:
    """Inspections; a refusal is told with its reason."""
    for one in _in_order(forum.inspections):
        stage = f"{_words(one.stage.value)}, asked by {one.by} of {one.host}"
        if one.why is Why.FORCE_MAJEURE:
            stage += f"; {one.host} says: force majeure"
        elif one.why is Why.QUOTA:
            stage += "; the quota was used up"
        late = [each for each in inspection_rules.clocks(forum, one) if each.late]
        stage += "".join(
            f"; {each.step} asked for by {each.due}, entered {each.done}" for each in late
        )
        needed = inspection_rules.still_needed(forum, one)
        yield one.id, "inspection", in_a_line(one.area), stage, needed


def visits(forum: Forum) -> Iterator[Told]:
    """Visits, with those who accepted."""
    for one in _in_order(forum.visits):
        coming = [code for code in forum.order if one.answers.get(code) is GuestStage.ACCEPTED]
        stage = f"{one.stage.value}, by {one.host}"
        stage += f"; accepted by {', '.join(coming)}" if coming else ""
        needed = visit_rules.still_needed(forum, one)
        yield one.id, one.sort.value, one.title, stage, needed


def focal_points(forum: Forum) -> Iterator[Told]:
    """Focal points."""
    for one in _in_order(forum.focal_points):
        stage = f"{_words(one.stage.value)}, of {one.by}"
        needed = hotline_rules.point_needed(forum, one)
        yield one.id, "focal point", one.subject, stage, needed


def lines(forum: Forum) -> Iterator[Told]:
    """Direct lines."""
    for one in _in_order(forum.lines):
        ends = ", ".join(code for code in forum.order if code in one.ends)
        stage = f"{one.stage.value}, between {ends}"
        needed = hotline_rules.line_needed(forum, one)
        yield one.id, "line", one.title, stage, needed


SORTS = MappingProxyType(
    {
        "Measures": measures,
        "Notifications": notifications,
        "Inspections": inspections,
        "Visits and contacts": visits,
        "Focal points": focal_points,
        "Direct lines": lines,
    }
)
"""Heading in the overview, to what stands under it."""
