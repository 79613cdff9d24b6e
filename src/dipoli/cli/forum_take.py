"""``dipoli forum take``: a text, a register or the calendar as a file that can be handed on."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dipoli.cli.forum_desk import Desk, add_end, add_place, add_reader, answer, at_desk, reading
from dipoli.cli.forum_word import paper_of
from dipoli.cli.report import write_all
from dipoli.codec.akoma.meta import Source
from dipoli.codec.akoma.write import akoma_ntoso
from dipoli.codec.forum_calendar import forum_calendar
from dipoli.codec.paper_sheets import text_sheets
from dipoli.codec.register_file import Taken, as_csv, as_paper, as_workbook
from dipoli.faults import RefusedError
from dipoli.forum.in_order import names_in_order
from dipoli.forum.names import Names
from dipoli.forum.registers import BY_NAME
from dipoli.forum.text_views import View
from dipoli.node.display import open_or_sealed
from dipoli.record.act import read_entry

SCHEMA = "dipoli.forum-taken/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "take",
        help="a text, a register or the calendar as a file, on paper too",
        description="Writes a text as an Akoma Ntoso 1.0 document, brackets and alternatives "
        "included, or on sheets; a register as a table or on sheets; or everything that has a "
        "date as an iCalendar file. The file holds what this folder can read, and bears the marks "
        "of the circle.",
    )
    add_place(parser)
    parser.add_argument(
        "what", metavar="WHAT", help=f"a text by its short name, {', '.join(BY_NAME)}, or calendar"
    )
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help="the file; .xml or .pdf for a text, .csv, .xlsx or .pdf for a register, .ics for "
        "the calendar",
    )
    parser.add_argument(
        "--view",
        choices=[one.value for one in View],
        default=View.BRACKETED.value,
        metavar="VIEW",
        help="of a text on sheets: clean, bracketed or attributed; bracketed if not given",
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


def _sheets(desk: Desk, args: argparse.Namespace) -> bytes:
    names = desk.names(args.seat, args.language)
    paper = paper_of(desk, desk.forum.texts[args.what], View(args.view), names)
    return text_sheets(paper, _SPOKEN)


def _taken(desk: Desk, args: argparse.Namespace) -> Taken:
    names = desk.names(args.seat, args.language)
    return Taken(register=BY_NAME[args.what], names=names, now=reading(desk.forum))


def _csv(desk: Desk, args: argparse.Namespace) -> bytes:
    return as_csv(_taken(desk, args))


def _xlsx(desk: Desk, args: argparse.Namespace) -> bytes:
    return as_workbook(_taken(desk, args))


def _register_sheets(desk: Desk, args: argparse.Namespace) -> bytes:
    readable, circle = open_or_sealed(desk.standing), _title(desk)
    return as_paper(_taken(desk, args), circle=circle, readable=readable, language=_SPOKEN)


def _title(desk: Desk) -> str:
    opening = desk.standing.opening
    return desk.standing.origin if opening is None else str(opening.title)


def _calendar(desk: Desk, args: argparse.Namespace) -> bytes:
    names = desk.names(args.seat, args.language)
    title = _title(desk)
    origin, now = desk.standing.origin, reading(desk.forum)
    text = forum_calendar(desk.forum, origin, title, now, say=names.told, local=lambda _moment: "")
    return text.encode()


_SPOKEN = "en"
"""What the program says at a terminal, it says in English."""
_TEXT: Mapping[str, Make] = {".xml": _akoma, ".pdf": _sheets}
_REGISTER: Mapping[str, Make] = {".csv": _csv, ".xlsx": _xlsx, ".pdf": _register_sheets}
_FORMS: Mapping[str, Mapping[str, Make]] = {
    "calendar": {".ics": _calendar},
    **dict.fromkeys(BY_NAME, _REGISTER),
}
"""What else can be taken, to the endings of its files."""
