"""``dipoli forum runs``: what still runs when official contact is dead."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from dipoli.cli.forum_desk import (
    Desk,
    add_end,
    add_place,
    add_reader,
    at_desk,
    blind,
    elsewhere,
    head,
    is_office,
    marks,
    reading,
    shown,
)
from dipoli.cli.node_desk import tell
from dipoli.cli.nodes import node_at
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.names import Names
from dipoli.forum.still_runs import Part, Running, still_runs

SCHEMA = "dipoli.forum-runs/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "runs",
        help="what still runs: channels, exchanges, bodies, talks, baskets, and who can be asked",
        description="Lists what goes on without a decision of the body, as it is entered here: it "
        "runs, it stands still, or it is not known here. Of a node that watches several circles "
        "all are listed, one after the other. With --without it says what goes on without one "
        "party; with --between what there is between two. It is no forecast, and proposes nobody.",
    )
    add_place(parser)
    parser.add_argument("--without", metavar="CODE", help="a party that left or stays away")
    parser.add_argument(
        "--between", default="", metavar="A,B", help="two parties between whom contact is dead"
    )
    add_reader(parser)
    add_end(parser, run_runs)


def run_runs(args: argparse.Namespace) -> int:
    """Say what still runs, circle by circle."""
    pair = _pair(args.between)
    lines: list[str] = []
    circles: list[dict[str, Any]] = []
    exercise = False
    for circle in _circles(args):
        one = argparse.Namespace(**{**vars(args), "circle": circle})
        try:
            with at_desk(one) as desk:
                found = _Found(desk=desk, args=args, pair=pair)
                exercise = exercise or desk.forum.charter.exercise
                lines += ["", *_words(found)]
                circles.append(_json(found))
        except RecordError as error:
            if circle is None or args.circle is not None:
                raise
            lines += ["", circle, f"What runs there is not known here. {error}"]
            circles.append({"circle": circle, "known": False, "why": str(error)})
    tell(args, lines[1:], {"schema": SCHEMA, "exercise": exercise, "circles": circles})
    return 0


def _pair(between: str) -> tuple[str, ...]:
    if not between:
        return ()
    pair = tuple(between.split(","))
    if len(set(pair)) == len(pair) == 2 and all(pair):  # noqa: PLR2004 - a pair
        return pair
    message = f"{between} names no two parties. Write --between XAL,XBE."
    raise RefusedError(message)


def _circles(args: argparse.Namespace) -> tuple[str | None, ...]:
    """The circle that is named; else all that the folder has. An office has one."""
    if is_office(args.folder) or args.circle is not None:
        return (args.circle,)
    return node_at(args.folder, None).circles() or (None,)


@frozen
class _Found:
    """What still runs in one circle, as one reader reads it."""

    desk: Desk
    args: argparse.Namespace
    pair: tuple[str, ...]
    now: str = field(init=False)
    names: Names = field(init=False)
    parts: tuple[Part, ...] = field(init=False)

    @now.default
    def _now(self) -> str:
        return reading(self.desk.forum)

    @names.default
    def _names(self) -> Names:
        return self.desk.names(self.args.seat, self.args.language)

    @parts.default
    def _parts(self) -> tuple[Part, ...]:
        return still_runs(self.desk.forum, self.now, without=self.args.without, between=self.pair)

    @property
    def strangers(self) -> tuple[str, ...]:
        """Who is asked about and has no place in this circle."""
        asked = (*self.pair, *((self.args.without,) if self.args.without else ()))
        return tuple(code for code in asked if code not in self.desk.forum.seats)

    def title(self, one: Running) -> str:
        """A thing by its name: a party or a basket as the reader calls it."""
        if one.sort == "seat":
            return self.names.party(one.object)
        if one.sort == "basket":
            return self.names.basket(one.object)
        return one.title


# ---------------------------------------------------------------- telling


def _words(found: _Found) -> Iterator[str]:
    desk, names = found.desk, found.names
    yield from head(desk)
    yield from blind(desk)
    yield f"What still runs, as it is entered here on {shown(found.now)}{_about(found)}."
    yield from elsewhere(desk)
    for code in found.strangers:
        yield f"{names.party(code)} has no place in this circle."
    for part in found.parts:
        yield ""
        yield part.heading
        for one in part.lines:
            yield f"  {_what(found, one)}  {one.state.value}"
            yield f"    {names.told(one.told)}"
        if not part.lines:
            yield f"  {part.empty}"


def _what(found: _Found, one: Running) -> str:
    """A party or a basket by its name, anything else by its short name and its author's title."""
    if not one.object:
        return "To ask"
    if one.sort == "seat":
        return f"{found.title(one)}'s channel"
    if not one.title:
        return found.title(one) or one.object
    return f'{one.object}  "{one.title}"'


def _about(found: _Found) -> str:
    told = ""
    if found.args.without:
        told += f", without {found.names.party(found.args.without)}"
    if found.pair:
        told += f", between {' and '.join(map(found.names.party, found.pair))}"
    return told


def _json(found: _Found) -> dict[str, Any]:
    desk, names = found.desk, found.names
    held = marks(desk, SCHEMA)
    del held["schema"]
    return {
        **held,
        "known": True,
        "now": found.now,
        "blind_from": desk.forum.blind,
        "without": found.args.without,
        "between": list(found.pair),
        "without_a_place": list(found.strangers),
        "parts": [
            {
                "heading": part.heading,
                "lines": [
                    {
                        "object": one.object,
                        "sort": one.sort,
                        "title": found.title(one),
                        "state": one.state.value,
                        "told": names.told(one.told),
                    }
                    for one in part.lines
                ],
                "empty": part.empty,
            }
            for part in found.parts
        ],
    }
