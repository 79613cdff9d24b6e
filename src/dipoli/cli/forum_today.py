"""``dipoli forum today``: what needs one delegation's act, by when."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from dipoli.cli.forum_desk import (
    Desk,
    add_end,
    add_place,
    add_reader,
    ahead,
    answer,
    at_desk,
    check_seat,
    reading,
    shown,
)
from dipoli.forum.clock import capital
from dipoli.forum.names import Names
from dipoli.forum.today import Due, first

SCHEMA = "dipoli.forum-today/1"
MOST = 200
"""So many things are told at once; nobody reads more, and ``--all`` tells the rest."""


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "today",
        help="what needs one delegation's act, by when",
        description="Lists what waits for one delegation, or for the secretariat: what ends first "
        "stands first. Times are UTC, with the time of its capital and the holidays of its "
        "charter beside them. What can be done is told; whether to do it is not.",
    )
    add_place(parser)
    add_reader(parser)
    parser.add_argument(
        "--all", action="store_true", help=f"tell all that waits; else the first {MOST}"
    )
    add_end(parser, run_today)


def run_today(args: argparse.Namespace) -> int:
    """Say what waits."""
    with at_desk(args) as desk:
        code, now = args.seat or desk.code, reading(desk.forum)
        if code != desk.forum.secretariat:
            check_seat(desk, code)
        dues, more = first(desk.forum, code, now, None if args.all else MOST)
        names = desk.names(code, args.language)
        words = (*_words(desk, names, code, now, dues), *_more(more))
        answer(args, desk, words, {**_json(names, code, now, dues), "more": more})
    return 0


def _words(desk: Desk, names: Names, code: str, now: str, dues: Sequence[Due]) -> Iterator[str]:
    yield from ahead(desk)
    there = capital(desk.forum.charter.member(code), now, now)
    clock = "" if there is None else f"; {there}"
    yield f"For {names.party(code)}, {shown(now)}{clock}"
    if not dues:
        yield "Nothing waits for its act."
    until: str | None = ""
    for due in dues:
        if due.until != until:
            until = due.until
            yield ""
            yield "Without a date" if until is None else _until(due)
        shown_as = names.party(due.object) if due.object in desk.forum.seats else due.object
        about = "  ".join(filter(None, (shown_as, f'"{due.title}"' if due.title else "")))
        if about:
            yield f"  {about}"
        yield f"    {names.told(due.told)}"
        if due.acts:
            yield f"    In order: {', '.join(_acts(due))}."


def _more(more: int) -> Iterator[str]:
    if more:
        yield ""
        yield f"Behind these, up to {more} more may wait. See them with --all."


def _until(due: Due) -> str:
    there = "" if due.capital is None else f"; {due.capital}"
    return f"Until {shown(due.until or '')}{there}"


def _acts(due: Due) -> list[str]:
    return [name.removesuffix("/1") for name in due.acts]


def _json(names: Names, code: str, now: str, dues: Sequence[Due]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "seat": code,
        "name": names.party(code),
        "now": now,
        "due": [
            {
                "object": due.object or None,
                "title": due.title or None,
                "told": names.told(due.told),
                "acts": list(due.acts),
                "until": due.until,
                "capital": None if due.capital is None else _capital(due),
            }
            for due in dues
        ],
    }


def _capital(due: Due) -> dict[str, Any]:
    assert due.capital is not None  # noqa: S101 - who calls has asked
    return {**attrs.asdict(due.capital), "holidays": list(due.capital.holidays)}
