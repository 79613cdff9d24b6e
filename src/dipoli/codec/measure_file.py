"""A file of measures to a set of measures: strict, with every fault at once.

The form is ``dipoli.measures/1`` of ``docs/reference/measures.md``. A file of the right form is
held against itself row by row (`dipoli.charter.measures.misfits`); every row says on what it rests.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from dipoli.charter.measures import (
    WORD,
    Clock,
    Direction,
    Entry,
    MeasureSet,
    Quota,
    Row,
    Shape,
    Threshold,
    Trigger,
    misfits,
)
from dipoli.charter.rules import Basis
from dipoli.codec.shipped import shipped
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import MAX_BYTES, Paper, Place, read_yaml, show_place
from dipoli.faults import CharterError, Finding, MalformedError

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?", re.ASCII)
LONGEST = 5_000
"""Characters in one text."""


class _Schema(enum.Enum):
    ONE = "dipoli.measures/1"


@frozen(kw_only=True)
class _Line:
    """One row as a file has it."""

    id: str
    chapter: str | None = None
    measure: str
    trigger: Trigger
    day: str | None = None
    clock: Clock = Clock()  # noqa: RUF009 - a frozen value
    direction: Direction
    threshold: tuple[Threshold, ...] = ()
    quota: Quota = Quota()  # noqa: RUF009 - a frozen value
    form: Shape
    basis: Basis
    source: str | None = None
    note: str | None = None


@frozen(kw_only=True)
class _File:
    """A file of measures."""

    schema: _Schema
    id: str
    title: Mapping[str, str]
    style: str
    about: str
    measures: tuple[_Line, ...]


def set_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the sets of measures in a folder, in alphabetical order."""
    return tuple(sorted(path.stem for path in (folder or shipped("measures")).glob("*.yaml")))


def read_set(name: str, folder: Path | None = None) -> MeasureSet:
    """A set by its name.

    Args:
        name: of the set.
        folder: where it lies; the sets that come with Dipoli when None.

    Raises:
        MalformedError: there is no set of that name, or it cannot be read; with every fault.
        CharterError: it is of the right form and incoherent; with every fault.
    """
    folder = folder or shipped("measures")
    if name not in set_names(folder):
        told = ", ".join(set_names(folder)) or "none in this folder"
        fault = Finding(
            file=str(folder),
            expected=f"one of {told}",
            found=f"the set {name[:60]!a}",
            mend="name one of these; dipoli measures list tells them",
        )
        raise MalformedError([fault])
    return read_measures(folder / f"{name}.yaml")


def read_measures(path: Path) -> MeasureSet:
    """Read a file of measures.

    Raises:
        MalformedError: it cannot be read; with every fault.
        CharterError: it is of the right form and incoherent; with every fault.
    """
    paper = _open(path)
    file = structure(paper, _File)
    faults = list(_faults(paper, file, path.stem))
    if faults:
        raise CharterError(faults)
    return MeasureSet(
        id=file.id,
        title=file.title,
        style=file.style,
        about=file.about,
        entries=tuple(_entry(line) for line in file.measures),
    )


def _open(path: Path) -> Paper:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        fault = Finding(
            file=str(path),
            expected="a file that can be read",
            found=str(error.strerror),
            mend="name another file",
        )
        raise MalformedError([fault]) from None
    return read_yaml(content, str(path))


def _entry(line: _Line) -> Entry:
    return Entry(id=line.id, row=_row(line), basis=line.basis, source=line.source, note=line.note)


def _row(line: _Line) -> Row:
    return Row(
        measure=line.measure,
        chapter=line.chapter,
        trigger=line.trigger,
        day=line.day,
        clock=line.clock,
        direction=line.direction,
        threshold=line.threshold,
        quota=line.quota,
        form=line.form,
    )


# ---------------------------------------------------------------- against itself


def _faults(paper: Paper, file: _File, stem: str) -> Iterator[Finding]:
    if file.id != stem:
        yield _at(paper, ("id",), f"{stem}, the name of its file", file.id[:60], "write it so")
    for language in file.title:
        if LANGUAGE.fullmatch(language) is None:
            place: Place = ("title", language)
            yield _at(paper, place, "a language such as en", ascii(language[:20]), "write it so")
    if not file.title:
        yield _at(paper, ("title",), "a title in one language at least", "none", "add en:")
    if not file.measures:
        yield _at(paper, ("measures",), "one row at least", "none", "add a row")
    for key in ("style", "about"):
        yield from _text(paper, (key,), getattr(file, key))
    seen: set[str] = set()
    for k, line in enumerate(file.measures):
        yield from _line(paper, ("measures", k), line, seen)
        seen.add(line.id)


def _line(paper: Paper, place: Place, line: _Line, seen: set[str]) -> Iterator[Finding]:
    if WORD.fullmatch(line.id) is None or line.id in seen:
        expected = "an id in small letters that no other row has"
        yield _at(paper, (*place, "id"), expected, ascii(line.id[:60]), "give it one of its own")
    for key in ("measure", "chapter", "source", "note"):
        text = getattr(line, key)
        if text is not None:
            yield from _text(paper, (*place, key), text)
    for one in misfits(_row(line)):
        here = (*place, *one.key.split("."))
        yield _at(paper, here, one.expected, one.found, "correct it")
    if line.basis is not Basis.PROPOSED and line.basis is not Basis.GENERAL:
        if line.source is None:
            expected = f"the source of what is {line.basis.value}"
            mend = "name the source, or write basis: proposed"
            yield _at(paper, place, expected, "none", mend)
    elif line.note is None:
        mend = "say in its note what is certain in it and what is not"
        yield _at(paper, place, f"a note to what is {line.basis.value}", "none", mend)


def _text(paper: Paper, place: Place, text: str) -> Iterator[Finding]:
    if not text.strip() or len(text) > LONGEST or not text.isprintable():
        expected = f"a text in one line of 1 to {LONGEST} characters"
        yield _at(paper, place, expected, f"{len(text)} characters", "write it so")


def _at(paper: Paper, place: Place, expected: str, found: str, mend: str) -> Finding:
    return Finding(
        file=paper.file,
        line=paper.line_of(place),
        where=show_place(place),
        expected=expected,
        found=found,
        mend=mend,
    )
