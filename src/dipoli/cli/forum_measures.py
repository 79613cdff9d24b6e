"""``dipoli forum measures``: the calendar of measures, and what can be reached at any time."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from attrs import frozen

from dipoli.cli.forum_desk import add_end, add_place, add_reader, answer, at_desk, reading, shown
from dipoli.forum.clock import Capital
from dipoli.forum.inspection import Inspection
from dipoli.forum.inspection_rules import clocks
from dipoli.forum.measure import Measure
from dipoli.forum.measure_calendar import Due, Open, due, reachable
from dipoli.forum.measure_rules import bound, still_needed
from dipoli.forum.names import Names
from dipoli.forum.notification import Notification
from dipoli.forum.notification_rules import due_of, told
from dipoli.forum.standing import Forum

SCHEMA = "dipoli.forum-measures/1"


@frozen(kw_only=True)
class _Asked:
    """What is told.

    Args:
        forum: the standing.
        now: the moment.
        measures: in the order of entry.
        dues: by date.
        notifications: in the order of entry.
        inspections: in the order of entry.
        opened: what can be reached.
    """

    forum: Forum
    now: str
    measures: tuple[Measure, ...]
    dues: tuple[Due, ...]
    notifications: tuple[Notification, ...]
    inspections: tuple[Inspection, ...]
    opened: tuple[Open, ...]


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "measures",
        help="the calendar of measures: what is due by date, and what can be reached",
        description="Lists the measures of the forum; what is due, by date, with the time in the "
        "capital of each seat whose act is awaited; notifications and inspections with the dates "
        "by which they are asked for and on which they came; focal points and direct lines. "
        "For a date that has passed without an entry there is no entry, and nothing else is said.",
    )
    add_place(parser)
    add_reader(parser)
    add_end(parser, run_measures)


def run_measures(args: argparse.Namespace) -> int:
    """Tell the calendar."""
    with at_desk(args) as desk:
        names = desk.names(args.seat, args.language)
        asked = _of(desk.forum, reading(desk.forum))
        answer(args, desk, _words(names, asked), _json(names, asked))
    return 0


def _of(forum: Forum, now: str) -> _Asked:
    return _Asked(
        forum=forum,
        now=now,
        measures=tuple(sorted(forum.measures.values(), key=lambda one: one.number)),
        dues=due(forum, now),
        notifications=tuple(sorted(forum.notifications.values(), key=lambda one: one.number)),
        inspections=tuple(sorted(forum.inspections.values(), key=lambda one: one.number)),
        opened=reachable(forum, now),
    )


# ---------------------------------------------------------------- in words


def _words(names: Names, asked: _Asked) -> Iterator[str]:
    forum = asked.forum
    parts = (
        ("Measures", [_measure(names, forum, one) for one in asked.measures]),
        (f"Calendar, on {shown(asked.now)}", [_due(names, one) for one in asked.dues]),
        ("Notifications", [_notification(names, forum, one) for one in asked.notifications]),
        ("Inspections", [_inspection(names, forum, one) for one in asked.inspections]),
        ("Can be reached at any time", [_open(names, one) for one in asked.opened]),
    )
    for heading, things in parts:
        if things:
            yield ""
            yield heading
            for lines in things:
                yield from lines
    if not any(things for _heading, things in parts):
        yield ""
        yield "No measure, no focal point and no line is entered here."


def _measure(names: Names, forum: Forum, one: Measure) -> Iterator[str]:
    yield f'  {one.id}  "{one.row.measure}"  {_plain(one.stage.value)}'
    yield f"    {names.told(still_needed(forum, one))}"
    if one.runs:
        yield f"    It binds {_parties(names, bound(forum, one))}."


def _due(names: Names, one: Due) -> Iterator[str]:
    yield f"  {shown(one.date)}{', passed' if one.passed else ''}  {names.told(one.told)}"
    for code, there in one.capitals:
        yield f"    {names.party(code)}: {there}"


def _notification(names: Names, forum: Forum, one: Notification) -> Iterator[str]:
    words = "" if one.words is None else f'  "{one.words}"'
    yield f"  {one.id}{words}  {one.stage.value}"
    yield f"    Of {names.party(one.by)}, under {one.measure}, sent {shown(one.sent)}."
    for sentence in told(forum, one):
        yield f"    {names.told(sentence)}"
    for _number, time in sorted(one.corrected.items()):
        yield f"    Corrected {shown(time)}."


def _inspection(names: Names, forum: Forum, one: Inspection) -> Iterator[str]:
    yield f'  {one.id}  "{one.area}"  {_plain(one.stage.value)}'
    yield (
        f"    {names.party(one.by)} asks {names.party(one.host)}, under {one.measure}, "
        f"for {shown(one.day)}."
    )
    if one.why is not None:
        account = "" if one.account is None else f': "{one.account}"'
        yield f"    {names.party(one.host)} refused it, {_plain(one.why.value)}{account}"
    for each in clocks(forum, one):
        done = "no entry" if each.done is None else f"entered {shown(each.done)}"
        yield f"    {each.step.capitalize()}: asked for by {shown(each.due)}; {done}."
    if one.report is not None:
        yield f'    Report of {names.party(one.by)}: "{one.report}"'
    for _number, said in sorted(one.comments.items()):
        yield f'    {names.party(said.by)} says: "{said.words}"'


def _open(names: Names, one: Open) -> Iterator[str]:
    yield f'  {one.object}  "{one.title}"  {one.sort}, {_parties(names, one.seats)}'
    yield f"    {one.how}"
    yield f"    {names.told(one.told)}"


def _parties(names: Names, codes: Sequence[str]) -> str:
    return ", ".join(map(names.party, codes)) or "nobody"


def _plain(word: str) -> str:
    return word.replace("-", " ")


# ---------------------------------------------------------------- as an object


def _json(names: Names, asked: _Asked) -> dict[str, Any]:
    forum = asked.forum
    return {
        "schema": SCHEMA,
        "now": asked.now,
        "names": dict(names.legend()),
        "measures": [
            {
                "id": one.id,
                "measure": one.row.measure,
                "stage": one.stage.value,
                "form": one.row.form.value,
                "direction": one.row.direction.value,
                "replaces": one.replaces,
                "decision": one.decision,
                "binds": list(bound(forum, one)) if one.runs else [],
                "needed": names.told(still_needed(forum, one)),
            }
            for one in asked.measures
        ],
        "due": [
            {
                "date": one.date,
                "passed": one.passed,
                "object": one.object,
                "measure": one.measure,
                "told": names.told(one.told),
                "seats": list(one.seats),
                "capitals": {code: _capital(there) for code, there in one.capitals},
            }
            for one in asked.dues
        ],
        "notifications": [
            {
                "id": one.id,
                "stage": one.stage.value,
                "by": one.by,
                "measure": one.measure,
                "words": one.words,
                "asked_for": due_of(forum, one),
                "sent": one.sent,
                "corrected": [time for _number, time in sorted(one.corrected.items())],
                "told": [names.told(sentence) for sentence in told(forum, one)],
            }
            for one in asked.notifications
        ],
        "inspections": [
            {
                "id": one.id,
                "stage": one.stage.value,
                "by": one.by,
                "host": one.host,
                "measure": one.measure,
                "area": one.area,
                "day": one.day,
                "reason": None if one.why is None else one.why.value,
                "account": one.account,
                "clocks": [
                    {"step": each.step, "asked_for": each.due, "entered": each.done}
                    for each in clocks(forum, one)
                ],
                "report": one.report,
                "comments": [
                    {"by": said.by, "words": said.words, "time": said.time}
                    for _number, said in sorted(one.comments.items())
                ],
            }
            for one in asked.inspections
        ],
        "reachable": [
            {
                "object": one.object,
                "sort": one.sort,
                "title": one.title,
                "seats": list(one.seats),
                "how": one.how,
                "told": names.told(one.told),
            }
            for one in asked.opened
        ],
    }


def _capital(there: Capital) -> dict[str, Any]:
    return {**attrs.asdict(there), "holidays": list(there.holidays)}
