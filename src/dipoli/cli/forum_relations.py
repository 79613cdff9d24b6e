"""``dipoli forum relations``: two parties over time, by date, from the record and a timeline."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from dipoli.cli.forum_desk import (
    add_end,
    add_place,
    answer,
    at_desk,
    elsewhere,
    is_office,
    present,
    reading,
)
from dipoli.cli.nodes import node_at
from dipoli.codec.timeline import read_timeline
from dipoli.forum.doubt import between, within
from dipoli.forum.line import show_time
from dipoli.forum.names import Names
from dipoli.forum.relations import RULE, Entry, Happening, Held, Pair, pair_of, relations

SCHEMA = "dipoli.forum-relations/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "relations",
        help="two parties over time: contacts, commitments, views, events, by date",
        description="Lists what two parties did and said, by date: from the circles that FOLDER "
        "holds, and from a timeline of public events where one is given. Each entry has its "
        "source, and each side's own name for it. Doubt within a state and doubt between states "
        "are two lists. Nothing is totalled, and nothing is sorted but by date.",
    )
    add_place(parser)
    parser.add_argument("one", metavar="A", help="code of a party")
    parser.add_argument("other", metavar="B", help="code of another")
    parser.add_argument(
        "--timeline", type=Path, metavar="FILE", help="public events, such as a case's timeline.csv"
    )
    parser.add_argument(
        "--seat", metavar="CODE", help="show the names that this seat uses; the folder's own if not"
    )
    parser.add_argument(
        "--language", default="", metavar="LANGUAGE", help="of names; the charter's first if not"
    )
    add_end(parser, run_relations)


@frozen(kw_only=True)
class Found:
    """What is told of two parties."""

    one: str
    other: str
    entries: tuple[Entry, ...]
    within: tuple[tuple[Entry, ...], tuple[Entry, ...]]
    between: tuple[Entry, ...]
    others: tuple[str, ...]


def run_relations(args: argparse.Namespace) -> int:
    """List what two parties did and said."""
    timeline = () if args.timeline is None else _timeline(args.timeline)
    now = present()
    pairs = [_more(args, word, now) for word in _circles(args)[1:]]
    args.circle = _circles(args)[0]
    with at_desk(args) as desk:
        held, now = Held(origin=desk.standing.origin, forum=desk.forum), reading(desk.forum)
        pairs.insert(0, pair_of(held, args.one, args.other, now, args.language))
        names = desk.names(args.seat, args.language)
        found = Found(
            one=pairs[0].one[0],
            other=pairs[0].other[0],
            entries=relations(pairs, timeline),
            within=(
                within(pairs, timeline, other=False),
                within(pairs, timeline, other=True),
            ),
            between=between(pairs),
            others=tuple(pair.held.origin for pair in pairs[1:]),
        )
        lines = [*_words(names, found), *(f"\n{one}" for one in elsewhere(desk))]
        answer(args, desk, lines, _json(names, found, now))
    return 0


def _circles(args: argparse.Namespace) -> list[str | None]:
    """Every circle of a node, unless one is named; an office has one."""
    if args.circle is not None or is_office(args.folder):
        return [args.circle]
    return [*node_at(args.folder, None).circles()] or [None]


def _more(args: argparse.Namespace, word: str | None, now: str) -> Pair:
    """The two in another circle of the same node."""
    other = argparse.Namespace(**{**vars(args), "circle": word})
    with at_desk(other) as desk:
        held = Held(origin=desk.standing.origin, forum=desk.forum)
        return pair_of(held, args.one, args.other, now, args.language)


def _timeline(path: Path) -> tuple[Happening, ...]:
    events = read_timeline(path.read_bytes(), path.name).events
    return tuple(
        Happening(
            id=one.id,
            date=one.date,
            precision=one.date_precision,
            type=one.type,
            words=one.event,
            parties=one.parties,
            source=one.reference,
            confidence=one.confidence.value,
        )
        for one in events
    )


# ---------------------------------------------------------------- in words


def _words(names: Names, found: Found) -> Iterator[str]:
    one, other = names.party(found.one), names.party(found.other)
    yield f"{one} and {other}, by date"
    yield RULE
    if found.others:
        yield f"Also read: {', '.join(found.others)}."
    yield from _entries(names, found.entries)
    for code, entries in zip((found.one, found.other), found.within, strict=True):
        yield ""
        yield f"Open at home, within {names.party(code)}"
        yield from _entries(names, entries)
    yield ""
    yield f"Open between {one} and {other}"
    yield from _entries(names, found.between)


def _entries(names: Names, entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        yield "  No entry."
    for one in entries:
        date = show_time(one.shown) if "T" in one.shown else one.shown
        about = "  ".join(filter(None, (one.sort, one.object)))
        yield f"  {date}  {about}"
        if one.words:
            yield f'    "{" ".join(one.words.split())}"'
        yield f"    {names.told(one.told)}"
        for code, name in one.own:
            yield f'    {names.party(code)} calls it "{name}".'
        sure = "" if one.confidence is None else f"; confidence of the compiler: {one.confidence}"
        yield f"    Source: {one.source}{sure}"


# ---------------------------------------------------------------- as one object


def _json(names: Names, found: Found, now: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "now": now,
        "parties": [{"code": code, "name": names.party(code)} for code in (found.one, found.other)],
        "rule": RULE,
        "also_read": list(found.others),
        "entries": _list(names, found.entries),
        "within": [
            {"code": code, "entries": _list(names, entries)}
            for code, entries in zip((found.one, found.other), found.within, strict=True)
        ],
        "between": _list(names, found.between),
    }


def _list(names: Names, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "date": one.shown,
            "sort": one.sort,
            "object": one.object or None,
            "told": names.told(one.told),
            "words": one.words,
            "own_names": [{"code": code, "name": name} for code, name in one.own],
            "source": one.source,
            "confidence": one.confidence,
        }
        for one in entries
    ]
