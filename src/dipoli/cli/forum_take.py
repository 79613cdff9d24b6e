"""``dipoli forum take``: a text, a register or the calendar as a file for other programs."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dipoli.cli.forum_desk import Desk, add_end, add_place, add_reader, answer, at_desk, reading
from dipoli.cli.report import write_all
from dipoli.codec.akoma.meta import Source
from dipoli.codec.akoma.write import akoma_ntoso
from dipoli.codec.forum_calendar import forum_calendar
from dipoli.faults import RefusedError
from dipoli.forum.in_order import names_in_order
from dipoli.forum.names import Names
from dipoli.record.act import read_entry

SCHEMA = "dipoli.forum-taken/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "take",
        help="a text or the calendar as a file for other programs",
        description="Writes a text as an Akoma Ntoso 1.0 document, brackets and alternatives "
        "included; or everything that has a date as an iCalendar file. The file holds what this "
        "folder can read, and bears the marks of the circle.",
    )
    add_place(parser)
    parser.add_argument("what", metavar="WHAT", help="a text by its short name, or calendar")
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file; .xml for a text, .ics for the calendar",
    )
    add_reader(parser)
    add_end(parser, run)


def run(args: argparse.Namespace) -> int:
    """Write the file, and say what it is."""
    with at_desk(args) as desk:
        make = _maker(desk, args)
        data = make(desk, args)
        write_all([(args.to, data)], what="file", mend="name another file with --to")
        told = {
            "schema": SCHEMA,
            "what": args.what,
            "path": str(args.to),
            "size": len(data),
            "digest": hashlib.sha256(data).hexdigest(),
        }
        answer(args, desk, ["", str(args.to)], told)
    return 0


Make = Callable[[Desk, argparse.Namespace], bytes]


def _maker(desk: Desk, args: argparse.Namespace) -> Make:
    """What makes the file that is asked for.

    Raises:
        RefusedError: there is no such thing, or it is not to be had in that form.
    """
    forms = _FORMS.get(args.what, _TEXT)
    if forms is _TEXT and args.what not in desk.forum.texts:
        told = ", ".join(names_in_order(desk.forum, desk.forum.texts)) or "none"
        message = f"{args.what} is no text here. Texts: {told}. Nothing was written."
        raise RefusedError(message)
    make = forms.get(args.to.suffix.lower())
    if make is None:
        known = ", ".join(forms)
        message = f"{args.to}: name a file that ends in {known}. Nothing was written."
        raise RefusedError(message)
    return make


def _akoma(desk: Desk, args: argparse.Namespace) -> bytes:
    text = desk.forum.texts[args.what]
    (stored,) = desk.acts(text.number, text.number + 1)
    opening = desk.standing.opening
    source = Source(
        origin=desk.standing.origin,
        title="" if opening is None else str(opening.title),
        tabled=read_entry(stored.entry).envelope.time,
        name=Names(desk.forum, "", text.language).party,
    )
    return akoma_ntoso(desk.forum, text, source)


def _calendar(desk: Desk, args: argparse.Namespace) -> bytes:
    names = desk.names(args.seat, args.language)
    opening = desk.standing.opening
    title = desk.standing.origin if opening is None else str(opening.title)
    origin, now = desk.standing.origin, reading(desk.forum)
    text = forum_calendar(desk.forum, origin, title, now, say=names.told, local=lambda _moment: "")
    return text.encode()


_TEXT: Mapping[str, Make] = {".xml": _akoma}
_FORMS: Mapping[str, Mapping[str, Make]] = {"calendar": {".ics": _calendar}}
"""What else can be taken, to the endings of its files."""
