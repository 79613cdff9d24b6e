"""``dipoli forum brief``: a briefing for a newcomer, from the record alone."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from dipoli.cli.forum_desk import (
    Desk,
    add_end,
    add_place,
    add_reader,
    answer,
    at_desk,
    reading,
    shown,
)
from dipoli.faults import RefusedError
from dipoli.forum.brief import Part, Said, brief
from dipoli.forum.names import Names
from dipoli.node.display import open_or_sealed

SCHEMA = "dipoli.forum-brief/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "brief",
        help="a briefing for a newcomer: what this forum is, and where it stands",
        description="Some two pages for somebody who comes new to a forum, or to a delegation: "
        "what it is, who sits, what was adopted, what is open, what terms mean to whom, who can "
        "read this. For a seat also what it has undertaken, what is owed to it, and what waits for "
        "it. Each line says by which act it stands in the record, so that it can be looked up "
        "with `dipoli forum log`.",
    )
    add_place(parser)
    add_reader(parser)
    add_end(parser, run_brief)


def run_brief(args: argparse.Namespace) -> int:
    """Brief a newcomer."""
    with at_desk(args) as desk:
        seat, now = _seat(desk, args.seat), reading(desk.forum)
        names = desk.names(seat or desk.code, args.language)
        parts = brief(desk.forum, now, seat, (open_or_sealed(desk.standing),))
        told = {
            "schema": SCHEMA,
            "now": now,
            "seat": seat,
            "parts": [_part_json(names, one) for one in parts],
        }
        answer(args, desk, _words(names, parts, seat, now), told)
    return 0


def _seat(desk: Desk, asked: str | None) -> str | None:
    """Whose matters are told: of the seat that is asked for, else of the node's own."""
    code = desk.code if asked is None else asked
    if code in desk.forum.seats:
        return desk.forum.heir(code)
    if asked is None:
        return None
    told = ", ".join(desk.forum.order)
    message = f"{asked} has no seat here. Seats: {told}."
    raise RefusedError(message)


def _words(names: Names, parts: Sequence[Part], seat: str | None, now: str) -> Iterator[str]:
    whom = "" if seat is None else f" for {names.party(seat)}"
    yield f"A briefing{whom}, {shown(now)}. Numbers in brackets are those of the acts."
    for part in parts:
        yield ""
        yield names.told(part.heading)
        for one in part.lines:
            yield from _line(names, one)
        if not part.lines:
            yield f"  {part.none}"
        if part.more is not None:
            yield f"  Earlier lines are left out; `dipoli forum {part.more}` has them."


def _line(names: Names, one: Said) -> Iterator[str]:
    act = "" if one.act is None else f"  [{one.act}]"
    yield f"  {names.told(one.told)}{act}"
    if one.words is not None:
        yield f'    "{" ".join(one.words.split())}"'


def _part_json(names: Names, part: Part) -> dict[str, Any]:
    return {
        "heading": names.told(part.heading),
        "lines": [
            {"told": names.told(one.told), "words": one.words, "act": one.act} for one in part.lines
        ],
        "more": part.more,
    }
