"""Registers of a circle as tables: what each row holds, for a page, a file or a sheet of paper.

Rows stand in the order of the register: by date, by basket or as they were entered, and never by
party. Nothing is added up. Parties stand by the names that the reader uses. A column has a short
name, which is the same for programs in every language, and a heading for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from dipoli.forum import text as t
from dipoli.forum.commitment_list import listing
from dipoli.forum.commitment_order import by_basket, has_ended, together
from dipoli.forum.commitment_told import Seen, due_told, said
from dipoli.forum.exchange_owed import still_needed as exchange_needed
from dipoli.forum.in_order import in_order
from dipoli.forum.names import Names
from dipoli.forum.register_words import (
    OUTCOMES,
    commitment_stands,
    language_stands,
    languages_of,
    levels,
    meeting_needed,
    meeting_stands,
    meetings_in_time,
    text_stands,
)
from dipoli.told import LanguageCode, Told, in_words, tell

Cell = str | bool | tuple[str, ...] | None
"""What stands in a cell: words, yes or no, several of them, or nothing."""
Columns = Mapping[str, Told]
"""Short name of a column to its heading."""


@frozen(kw_only=True)
class Register:
    """A register as a table.

    Args:
        name: short name, of the file too.
        title: what it is called.
        columns: in their order.
        rows: of the circle as one reader has it, at a moment; each has a cell for each column.
    """

    name: str
    title: Told
    columns: Columns
    rows: Callable[[Names, str], Iterator[tuple[Cell, ...]]]


YES, NO = tell("yes"), tell("no")
_ID, _TITLE, _STANDS = tell("Short name"), tell("Title"), tell("How it stands")
_NEEDED, _UNKNOWN = tell("Still needed"), tell("Not known here")


def as_cells(register: Register, names: Names, now: str, say: Callable[[str], str] = str) -> Rows:
    """The rows of a register as words.

    Args:
        register: which.
        names: of the standing, as the reader calls parties.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
        say: puts a sentence of the program in the reader's language.
    """
    return tuple(tuple(_words(cell, say) for cell in row) for row in register.rows(names, now))


Rows = tuple[tuple[str, ...], ...]


def _words(cell: Cell, say: Callable[[str], str]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return say(YES if cell else NO)
    if isinstance(cell, tuple):
        return "; ".join(map(say, cell))
    return say(cell)


def _parties(names: Names, codes: Iterable[str]) -> tuple[str, ...]:
    """Names in protocol order; who is not in it comes last, in the order given."""
    held, order = tuple(codes), names.forum.order
    listed = (*(one for one in order if one in held), *(one for one in held if one not in order))
    return tuple(map(names.party, listed))


# ---------------------------------------------------------------- the four registers


def _documents(names: Names, _now: str) -> Iterator[tuple[Cell, ...]]:
    forum = names.forum
    for one in sorted(forum.texts.values(), key=lambda each: each.number):
        hidden = one.kind in t.NO_STATUS
        yield (
            one.id, one.symbol, one.title, t.TOLD[one.kind],
            None if hidden else names.party(one.by),
            None if hidden or one.pen is None else names.party(one.pen),
            text_stands(one), str(one.version),
            tuple(
                tell("{language}: {told}", language=LanguageCode(code),
                     told=language_stands(one, code))
                for code in languages_of(forum, one)
            ),
            one.everything, one.id in forum.unknown,
        )  # fmt: skip


def _meetings(names: Names, _now: str) -> Iterator[tuple[Cell, ...]]:
    forum = names.forum
    for one in (each for part in meetings_in_time(forum) for each in part):
        yield (
            one.id, one.title, one.place, one.opens, one.until, meeting_stands(forum, one),
            levels(one), _parties(names, one.presided),
            None if one.outcome is None else OUTCOMES[one.outcome],
            names.told(meeting_needed(forum, one)),
        )  # fmt: skip


def _commitments(names: Names, now: str) -> Iterator[tuple[Cell, ...]]:
    forum = names.forum
    units = together(listing(forum, now))
    running = by_basket(forum, [one for one in units if not has_ended(one)])
    ended = ((None, (one,)) for one in units if has_ended(one))
    for basket, held in (*running, *ended):
        for found in (row for unit in held for row in unit):
            one, date = found.one, due_told(forum, found.one, now)
            views = () if found.seen is Seen.NOTHING else said(forum, one)
            yield (
                None if basket is None else names.basket(basket), one.id, one.words,
                _parties(names, one.owners), _parties(names, one.recipients), found.due,
                None if date is None or found.due is not None else names.told(date),
                commitment_stands(found), bool(one.suspended) and not one.whole_suspended,
                tuple(map(names.told, views)), one.decision, one.id in forum.unknown,
            )  # fmt: skip


def _exchanges(names: Names, _now: str) -> Iterator[tuple[Cell, ...]]:
    forum = names.forum
    for one in in_order(forum, forum.exchanges):
        yield (
            one.id, one.title, in_words(one.stage), names.party(one.by), one.measure, one.opens,
            one.until, names.told(exchange_needed(forum, one)), one.id in forum.unknown,
        )  # fmt: skip


REGISTERS = (
    Register(
        name="documents",
        title=tell("Documents"),
        rows=_documents,
        columns={
            "id": _ID, "symbol": tell("Symbol"), "title": _TITLE, "kind": tell("Kind"),
            "tabled by": tell("Tabled by"), "pen": tell("Holds the pen"), "stands": _STANDS,
            "version": tell("Version"), "languages": tell("Languages"),
            "nothing until everything": tell("Nothing agreed until everything is"),
            "not known here": _UNKNOWN,
        },
    ),
    Register(
        name="meetings",
        title=tell("Meetings"),
        rows=_meetings,
        columns={
            "id": _ID, "title": _TITLE, "place": tell("Place"), "opens": tell("Opens (UTC)"),
            "goes on": tell("Goes on (UTC)"), "stands": _STANDS, "levels": tell("Levels"),
            "presided": tell("Presided by"), "outcome": tell("Outcome"), "still needed": _NEEDED,
        },
    ),
    Register(
        name="commitments",
        title=tell("Commitments"),
        rows=_commitments,
        columns={
            "basket": tell("Basket"), "id": _ID, "undertaken": tell("What was undertaken"),
            "by": tell("Who undertook it"), "to": tell("To whom it is owed"),
            "due": tell("Due (UTC)"), "due otherwise": tell("Due, where there is no date"),
            "stands": _STANDS, "suspended in part": tell("Suspended in part"),
            "said": tell("What is said of it"), "decision": tell("Decision"),
            "not known here": _UNKNOWN,
        },
    ),
    Register(
        name="exchanges",
        title=tell("Rounds of exchange"),
        rows=_exchanges,
        columns={
            "id": _ID, "title": _TITLE, "stands": _STANDS, "announced by": tell("Announced by"),
            "measure": tell("Measure"), "opens": tell("Opens (UTC)"),
            "until": tell("Until (UTC)"), "still needed": _NEEDED, "not known here": _UNKNOWN,
        },
    ),
)  # fmt: skip
"""Every register that can be taken away."""

BY_NAME: Mapping[str, Register] = MappingProxyType({one.name: one for one in REGISTERS})
