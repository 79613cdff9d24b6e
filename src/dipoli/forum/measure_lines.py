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
from dipoli.told import commas, in_words, tell

Told = tuple[str, str, str, str, str]
"""Short name, sort, title, stage, and what is still needed."""


def _in_order(things: Mapping[str, Any]) -> list[Any]:
    """By entry."""
    return sorted(things.values(), key=lambda one: one.number)


def measures(forum: Forum) -> Iterator[Told]:
    """Measures."""
    for one in _in_order(forum.measures):
        stage = in_words(one.stage)
        if one.alone:
            stage = tell("{stage}, of {who} alone", stage=stage, who=one.by)
        needed = measure_rules.still_needed(forum, one)
        yield one.id, tell("measure"), one.row.measure, stage, needed


def notifications(forum: Forum) -> Iterator[Told]:
    """Notifications; one that came late shows the date by which it was asked for."""
    for one in _in_order(forum.notifications):
        late = notification_rules.late(forum, one)
        stage = tell(
            "{stage}, of {who}, under {measure}",
            stage=in_words(one.stage),
            who=one.by,
            measure=one.measure,
        )
        if late is not None:
            stage = tell(
                "{stage}; asked for by {late}, came at {sent}",
                stage=stage,
                late=late,
                sent=one.sent,
            )
        needed = notification_rules.still_needed(forum, one)
        yield one.id, tell("notification"), in_a_line(one.words or ""), stage, needed


def inspections(forum: Forum) -> Iterator[Told]:
    """Inspections; a refusal is told with its reason."""
    for one in _in_order(forum.inspections):
        stage = tell(
            "{stage}, asked by {who} of {host}",
            stage=in_words(one.stage),
            who=one.by,
            host=one.host,
        )
        if one.why is Why.FORCE_MAJEURE:
            stage = tell("{stage}; {host} says: force majeure", stage=stage, host=one.host)
        elif one.why is Why.QUOTA:
            stage = tell("{stage}; the quota was used up", stage=stage)
        for each in inspection_rules.clocks(forum, one):
            if each.late:
                stage = tell(
                    "{stage}; {step} asked for by {due}, entered {done}",
                    stage=stage,
                    step=each.step,
                    due=each.due,
                    done=each.done,
                )
        needed = inspection_rules.still_needed(forum, one)
        yield one.id, tell("inspection"), in_a_line(one.area), stage, needed


def visits(forum: Forum) -> Iterator[Told]:
    """Visits, with those who accepted."""
    for one in _in_order(forum.visits):
        coming = [code for code in forum.order if one.answers.get(code) is GuestStage.ACCEPTED]
        stage = tell("{stage}, by {host}", stage=in_words(one.stage), host=one.host)
        if coming:
            stage = tell("{stage}; accepted by {coming}", stage=stage, coming=commas(coming))
        needed = visit_rules.still_needed(forum, one)
        yield one.id, in_words(one.sort), one.title, stage, needed


def focal_points(forum: Forum) -> Iterator[Told]:
    """Focal points."""
    for one in _in_order(forum.focal_points):
        stage = tell("{stage}, of {who}", stage=in_words(one.stage), who=one.by)
        needed = hotline_rules.point_needed(forum, one)
        yield one.id, tell("focal point"), one.subject, stage, needed


def lines(forum: Forum) -> Iterator[Told]:
    """Direct lines."""
    for one in _in_order(forum.lines):
        ends = commas(code for code in forum.order if code in one.ends)
        stage = tell("{stage}, between {ends}", stage=in_words(one.stage), ends=ends)
        needed = hotline_rules.line_needed(forum, one)
        yield one.id, tell("line"), one.title, stage, needed


SORTS = MappingProxyType(
    {
        tell("Measures"): measures,
        tell("Notifications"): notifications,
        tell("Inspections"): inspections,
        tell("Visits and contacts"): visits,
        tell("Focal points"): focal_points,
        tell("Direct lines"): lines,
    }
)
"""Heading in the overview, to what stands under it."""
