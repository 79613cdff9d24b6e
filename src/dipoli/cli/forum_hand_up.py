"""``dipoli forum hand-up``: hold a text against the names, enter it, and see what became of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from dipoli.cli.forum_act import Short, add_signing, run_short
from dipoli.cli.forum_desk import Desk, add_place, answer, at_desk, present, shown
from dipoli.faults import RecordError
from dipoli.forum.hand_up import HandUp
from dipoli.forum.hand_up_rules import still_needed
from dipoli.forum.in_order import names_in_order
from dipoli.forum.name_scan import flags, known_names, scan
from dipoli.forum.people import shown_figure, told_figure

SCHEMA, SCAN_SCHEMA = "dipoli.forum-hand-up/1", "dipoli.forum-name-scan/1"
STATUS, SCAN, ENTER = "status", "scan", "enter"
SHORT = Short(
    word="hand-up", act="hand-up", told="what track 1.5 and 2 hand up: enter, receive, reply, ..."
)


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        SHORT.word,
        help=SHORT.told,
        description="Acts about a recommendation that was handed up; or tells with the step status "
        "what became of it; or with the step scan holds a recommendation of this body, or the text "
        "that is given, against the names that the circle knows. Two persons look at that before "
        "a text leaves. Before it is entered it is shown once more.",
    )
    add_place(parser)
    steps = (*SHORT.steps, STATUS, SCAN)
    parser.add_argument("step", choices=steps, metavar="STEP", help=f"one of {', '.join(steps)}")
    parser.add_argument("object", metavar="OBJECT", help="the short name of the recommendation")
    parser.add_argument(
        "said",
        nargs="*",
        metavar="SAID",
        help="the text, in quotation marks, and NAME=VALUE for everything else",
    )
    add_signing(parser, run_hand_up)
    parser.set_defaults(short=SHORT)


def run_hand_up(args: argparse.Namespace) -> int:
    """Act, tell how it stands, or show what the scan finds."""
    if args.step == STATUS:
        return _status(args)
    if args.step == SCAN:
        return _scan(args)
    if args.step == ENTER:
        with at_desk(args) as desk:
            told = list(_found(desk, " ".join(args.said)))
        print("\n".join(told), file=sys.stderr)
    return run_short(args)


# ---------------------------------------------------------------- the scan


def _scan(args: argparse.Namespace) -> int:
    with at_desk(args) as desk:
        held = desk.forum.recommendations.get(args.object)
        text = " ".join(args.said) or (f"{held.title}\n{held.words}" if held else "")
        if not text:
            message = f"There is no recommendation {args.object} here, and no text was given."
            raise RecordError(message)
        answer(args, desk, _found(desk, text), _scan_json(desk, text))
    return 0


def _found(desk: Desk, text: str) -> Iterator[str]:
    found, flagged = scan(text, known_names(desk.forum)), flags(text)
    for one in found:
        yield f"{one.sort.value}: {one.words} (known as {one.name})"
    for flag in flagged:
        yield f"look at: {flag.words} ({flag.what})"
    if not found and not flagged:
        yield "No name that this circle knows was found."
    yield "A scan finds no nickname, no post and no style. Two persons read the text."


def _scan_json(desk: Desk, text: str) -> dict[str, Any]:
    return {
        "schema": SCAN_SCHEMA,
        "found": [
            {"name": one.name, "sort": one.sort.value, "words": one.words}
            for one in scan(text, known_names(desk.forum))
        ],
        "flags": [{"what": one.what, "words": one.words} for one in flags(text)],
    }


# ---------------------------------------------------------------- what became of it


def _status(args: argparse.Namespace) -> int:
    with at_desk(args) as desk:
        one = desk.forum.hand_ups.get(args.object)
        if one is None:
            told = ", ".join(names_in_order(desk.forum, desk.forum.hand_ups)) or "none"
            message = f"No recommendation {args.object} was handed up here. There is: {told}."
            raise RecordError(message)
        answer(args, desk, _words(desk, one), _json(desk, one))
    return 0


def _words(desk: Desk, one: HandUp) -> Iterator[str]:
    yield f'{one.id}  "{one.title}"  {one.stage.value.replace("-", " ")}'
    yield f"  {one.words}"
    people = _people(desk, one)
    if people is None:
        yield f"  From {one.source}, a part off the record; nothing is known of who was in it."
    else:
        figure = told_figure(desk.forum, people)
        yield f"  From {one.source}; take part there: {figure}. Its author is not known here."
    yield f"  {desk.names().told(still_needed(desk.forum, one))}"
    if one.is_late(present()):
        yield f"  A reply was due by {shown(one.due)}."
    if one.reason is not None:
        yield f"  In the chair's words: {one.reason}"


def _people(desk: Desk, one: HandUp) -> int | None:
    body = desk.forum.bodies.get(one.source)
    return None if body is None else len(body.seats)


def _json(desk: Desk, one: HandUp) -> dict[str, Any]:
    people = _people(desk, one)
    least = desk.forum.charter.rooms.least
    return {
        "schema": SCHEMA,
        "recommendation": one.id,
        "title": one.title,
        "words": one.words,
        "stage": one.stage.value,
        "source": one.source,
        "people": None if people is None else shown_figure(people, least),
        "needed": desk.names().told(still_needed(desk.forum, one)),
        "entered": one.entered[:10],
        "due": one.due,
        "late": one.is_late(present()),
        "answer": None if one.answer is None else one.answer.value,
        "basket": one.basket,
        "reason": one.reason,
        "replied": None if one.replied is None else one.replied[:10],
    }
