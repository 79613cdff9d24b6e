"""``dipoli forum text --docx`` and ``dipoli forum word``: texts out as Word files, and back.

Nothing is entered: what is found is told, with the line that would be typed for each.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dipoli.cli.forum_desk import (
    Desk,
    add_end,
    add_place,
    add_reader,
    answer,
    at_desk,
    check_seat,
)
from dipoli.codec.word import (
    Asking,
    Change,
    Found,
    Paper,
    Return,
    Step,
    authors_of,
    base_of,
    compose,
    read_changes,
    write_word,
)
from dipoli.faults import RefusedError
from dipoli.forum.line import show_fields
from dipoli.forum.names import Names
from dipoli.forum.procedure import KINDS
from dipoli.forum.text import AMEND, Text
from dipoli.forum.text_views import View
from dipoli.node.display import open_or_sealed
from dipoli.record.act import read_entry
from dipoli.record.canon import Json


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command that reads a Word file."""
    word = commands.add_parser(
        "word", help="what the tracked changes of a Word file of a text would propose"
    )
    add_place(word)
    word.add_argument("file", type=Path, metavar="FILE", help="the file that came back")
    word.add_argument(
        "--author",
        action="append",
        default=[],
        metavar="NAME=CODE",
        help="whose an author is, as the file names the author; repeatable",
    )
    word.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="ANCHOR=PARAGRAPH",
        help="where a clause stands that was not found; -1 for nowhere; repeatable",
    )
    add_reader(word)
    add_end(word, run)


def write_text(desk: Desk, text: Text, view: View, names: Names, target: Path) -> None:
    """Write a text as a new Word file: whole, or not at all.

    Raises:
        RefusedError: something stands there, or it cannot be written.
    """
    data = write_word(paper_of(desk, text, view, names))
    if target.exists() or target.is_symlink():
        message = f"{target}: something stands there. Name a new file; none is overwritten."
        raise RefusedError(message)
    fresh = target.with_name(target.name + ".partial")
    try:
        fresh.write_bytes(data)
        os.link(fresh, target)  # fails where something came to stand there meanwhile
    except OSError as fault:
        message = f"{target}: {fault.strerror}. Name a file in a folder that can be written to."
        raise RefusedError(message) from None
    finally:
        fresh.unlink(missing_ok=True)


def paper_of(desk: Desk, text: Text, view: View, names: Names) -> Paper:
    """A text as it is laid on paper, in English."""
    asking = Asking(
        origin=desk.standing.origin,
        view=view,
        names=names,
        readable=open_or_sealed(desk.standing),
        times=_times(desk) if view is View.ATTRIBUTED else {},
    )
    return compose(text, asking)


def _times(desk: Desk) -> Mapping[str, str]:
    """When each amendment was proposed."""
    found = (read_entry(one.entry).envelope for one in desk.acts(0, desk.standing.size))
    return {one.object: one.time for one in found if one.name == AMEND}


def run(args: argparse.Namespace) -> int:
    """Say what a Word file that came back would propose."""
    with at_desk(args) as desk:
        names = desk.names(args.seat, args.language)
        try:
            data = args.file.read_bytes()
        except OSError as fault:
            message = f"{args.file}: {fault.strerror}. Name a file that can be read."
            raise RefusedError(message) from None
        found = read_changes(data, _return(desk, names, args))
        answer(args, desk, _lines(desk, names, found), _told(desk, names, found))
    return 0


def _return(desk: Desk, names: Names, args: argparse.Namespace) -> Return:
    forum, origin = desk.forum, desk.standing.origin
    own = {code: names.party(code) for code in forum.seats}
    authors = dict(authors_of(forum, [own]))
    for one in args.author:
        name, _, code = one.rpartition("=")
        check_seat(desk, code)
        authors[name] = code
    bases = [
        base_of(compose(text, Asking(origin=origin, view=view, names=names)))
        for text in forum.texts.values()
        for view in View
    ]
    return Return(
        forum=forum, origin=origin, authors=authors, places=_places(args.place), bases=bases
    )


def _places(given: list[str]) -> dict[int, int]:
    places = {}
    for one in given:
        anchor, _, paragraph = one.partition("=")
        if not (anchor.isdigit() and paragraph.removeprefix("-").isdigit()):
            message = f"{one} is no place. Write it as --place 4=17, or --place 4=-1 for nowhere."
            raise RefusedError(message)
        places[int(anchor)] = int(paragraph)
    return places


# ---------------------------------------------------------------- telling


def line_of(desk: Desk, change: Change, taken: set[str]) -> str:
    """A change as it would be typed: the act, its object, what it says."""
    act, form = change.step.act, KINDS[change.step.act].form
    content: dict[str, Json] = {one.name: [] if one.many else None for one in form.fields}
    said = form.read({**content, **change.said()})
    name = change.clause or ""
    if change.step in {Step.AMEND, Step.CLAUSE}:
        stem = "A" if change.step is Step.AMEND else f"{name.rpartition('-')[0]}-"
        number = 1
        while f"{stem}{number}" in desk.forum.sorts or f"{stem}{number}" in taken:
            number += 1
        name = f"{stem}{number}"
        taken.add(name)
    return " ".join([act.removesuffix("/1"), name, *show_fields(form, said)])


def _lines(desk: Desk, names: Names, found: Found) -> Iterator[str]:
    yield ""
    yield f"{found.text}, version {found.version}, {found.view.value}. Nothing was entered."
    taken: set[str] = set()
    for one in found.changes:
        yield f"{names.party(one.party)}, to {one.clause}:"
        yield f"  {line_of(desk, one, taken)}"
    for unknown in found.unknown:
        yield f"Whose is the author “{unknown.author}”? Say --author “NAME=CODE”. Changes:"
        yield from (
            f"  {place.clause or 'beside the clauses'}: [-{place.went}-]{{+{place.came}+}}"
            for place in unknown.places
        )
    for lost in found.lost:
        yield f"Where is {lost.clause}? Say --place {lost.slot}=PARAGRAPH. It read: {lost.was}"
        yield from (f"  {number}: {words}" for number, words in lost.candidates)
    for left in found.unplaced:
        where = left.clause or "beside the clauses"
        yield f"Leads to no act ({left.why.value}), by {left.author} in {where}: {left.words}"
    for loose in found.untracked:
        where = loose.clause or "beside the clauses"
        yield f"Changed without tracking, in {where}: [-{loose.went}-]{{+{loose.came}+}}"
    if found.by_text:
        yield f"Found by their words, not by their anchors: {', '.join(found.by_text)}"
    if found.known:
        yield f"On the table already, left as they are: {', '.join(found.known)}"
    if not (found.changes or found.unknown or found.unplaced or found.untracked or found.lost):
        yield "No change is found in it."


def _told(desk: Desk, names: Names, found: Found) -> dict[str, Any]:
    taken: set[str] = set()
    return {
        "schema": "dipoli.forum-word/1",
        "text": found.text,
        "version": found.version,
        "view": found.view.value,
        "changes": [
            {
                "author": one.author,
                "party": one.party,
                "name": names.party(one.party),
                "clause": one.clause,
                "was": one.was,
                "moved": one.moved,
                "line": line_of(desk, one, taken),
            }
            for one in found.changes
        ],
        "unknown": [
            {
                "author": one.author,
                "places": [
                    {"clause": it.clause, "went": it.went, "came": it.came} for it in one.places
                ],
            }
            for one in found.unknown
        ],
        "lost": [
            {
                "anchor": one.slot,
                "clause": one.clause,
                "was": one.was,
                "candidates": [{"paragraph": n, "words": words} for n, words in one.candidates],
            }
            for one in found.lost
        ],
        "unplaced": [
            {"author": one.author, "why": one.why.value, "clause": one.clause, "words": one.words}
            for one in found.unplaced
        ],
        "untracked": [
            {"clause": one.clause, "went": one.went, "came": one.came} for one in found.untracked
        ],
        "by_text": list(found.by_text),
        "known": list(found.known),
    }
