"""Texts added to a corpus folder: all that were asked for, or none.

Everything is read before anything is written. How it is written, and what is true if the program is
killed meanwhile, stands in `writing`.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from dipoli.codec.corpus.folder import read_rows
from dipoli.codec.corpus.language import language_of
from dipoli.codec.corpus.manifest import (
    NAME,
    Row,
    path_faults,
    row_of,
    said_faults,
    write_manifest,
)
from dipoli.codec.corpus.reading import Reading
from dipoli.codec.corpus.sources import read_bytes, read_source
from dipoli.codec.corpus.table import tables, told
from dipoli.codec.corpus.writing import begun, locked, put_all
from dipoli.faults import Finding, MalformedError, RefusedError

TEXTS, ORIGINALS = "texts", "originals"
SAID = (
    "title", "date", "actors", "language", "genre", "source", "licence", "venue", "role",
    "translation", "speakers",
)  # fmt: skip
"""What is said of a text that is added."""
_REQUIRED = ("file", "title", "date", "actors", "genre")
_OPTIONAL = (*(one for one in SAID if one not in _REQUIRED), "encoding")
_LONGEST_STEM = 60


@frozen(kw_only=True)
class Wanted:
    """A file that is to be added, with what is said of it.

    Args:
        path: of the file.
        said: cells by column of the manifest, those of `SAID`; an empty language is found.
        encoding: of a plain text or a page; empty where its bytes show it.
        paper: who says so, for findings: the name of a table, or of the file.
        line: in that table; 0 where the words of a command say so.
    """

    path: Path
    said: dict[str, str]
    encoding: str = ""
    paper: str = ""
    line: int = 0


@frozen(kw_only=True)
class Added:
    """A text that was added.

    Args:
        row: its line in the manifest.
        text: its words.
        name: of the file that it was read from.
        format: of that file.
        found: language as it was found; empty when unknown.
        told: sentences on how it was read.
    """

    row: Row
    text: str = field(repr=False)
    name: str
    format: str
    found: str
    told: tuple[str, ...]


@frozen(kw_only=True)
class _New:
    """A text that is ready to be written."""

    added: Added
    content: bytes = field(repr=False)
    original: bytes = field(repr=False)


Progress = Callable[[int, int, str], None]


def wanted_of(table: Path) -> tuple[Wanted, ...]:
    """Files that a table names, each with what it says of it; they lie in the table's folder.

    Raises:
        MalformedError: with every fault of the table.
    """
    name = str(table)
    found = []
    findings: list[Finding] = []
    for line, cells in tables(read_bytes(table), name, required=_REQUIRED, optional=_OPTIONAL):
        faults = list(path_faults("file", cells["file"]))
        path = table.parent / cells["file"]
        if not faults and not path.resolve().is_relative_to(table.parent.resolve()):
            mend = "copy the file beside the table"
            faults = [("file", "a file beside the table", f"{cells['file']}, a link out", mend)]
        findings += [told(name, line, *fault) for fault in faults]
        said = {column: cells.get(column, "") for column in SAID}
        encoding = cells.get("encoding", "")
        found.append(Wanted(path=path, said=said, encoding=encoding, paper=name, line=line))
    if findings:
        raise MalformedError(findings)
    if not found:
        fault = ("", "a line for each text", "none", "write one")
        raise MalformedError([told(name, 0, *fault)])
    return tuple(found)


def add_texts(
    folder: Path,
    wanted: Sequence[Wanted],
    clock: Callable[[], float],
    progress: Progress = lambda _done, _all, _name: None,
) -> tuple[Added, ...]:
    """Add files to a corpus folder, which is made when it is not there.

    Args:
        folder: of the corpus.
        wanted: the files.
        clock: seconds that only grow.
        progress: told how many are read, of how many, and which is next.

    Returns:
        What was added, in order.

    Raises:
        MalformedError: with the faults of all files; nothing was added.
        RefusedError: a text is in the corpus already, or somebody else adds to it.
        OSError: the disk refused; nothing was added.
    """
    new = _read_all(wanted, clock, progress)
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return _begun(folder, new)
    if folder.is_dir() and not (folder / NAME).exists():
        fault = ("", "a corpus, or a folder that is new or empty", f"files, and no {NAME}")
        raise MalformedError([told(str(folder), 0, *fault, "name another folder")])
    with locked(folder):
        rows = read_rows(folder)
        named = _named(new, rows, folder)
        manifest = write_manifest([*rows, *(one.added.row for one in named)])
        put_all(folder, _files(named), manifest)
    return tuple(one.added for one in named)


def _begun(folder: Path, new: Sequence[_New]) -> tuple[Added, ...]:
    with begun(folder) as part:
        named = _named(new, (), part)
        put_all(part, _files(named), write_manifest([one.added.row for one in named]))
    return tuple(one.added for one in named)


def _files(named: Sequence[_New]) -> list[tuple[str, bytes]]:
    """Texts, and originals where they are no text themselves, by their places in the folder."""
    files = []
    for one in named:
        files.append((one.added.row.file, one.content))
        if one.added.row.original:
            files.append((one.added.row.original, one.original))
    return files


# ---------------------------------------------------------------- read


def _read_all(
    wanted: Sequence[Wanted], clock: Callable[[], float], progress: Progress
) -> list[_New]:
    new: list[_New] = []
    findings: list[Finding] = []
    for at, one in enumerate(wanted):
        progress(at, len(wanted), one.path.name)
        try:
            new.append(_read(one, clock))
        except FileNotFoundError:
            fault = ("file", str(one.path), "no such file", "look at its name and its folder")
            findings.append(told(one.paper or str(one.path), one.line, *fault))
        except MalformedError as error:
            findings += error.findings
    if findings:
        raise MalformedError(findings)
    return new


def _read(one: Wanted, clock: Callable[[], float]) -> _New:
    content = read_bytes(one.path)
    reading = read_source(content, one.path.name, clock, one.encoding)
    found = language_of(reading.text)
    cells = {**one.said, "language": one.said["language"] or found}
    _said(one, cells)
    encoded = reading.text.encode("utf-8")
    row = row_of({
        **cells, "file": "", "chars": str(len(reading.text)),
        "sha256": hashlib.sha256(encoded).hexdigest(),
    })  # fmt: skip
    added = Added(
        row=row,
        text=reading.text,
        name=one.path.name,
        format=reading.format,
        found=found,
        told=tuple(_told(reading, row, found)),
    )
    return _New(added=added, content=encoded, original=content)


def _said(one: Wanted, cells: dict[str, str]) -> None:
    """Refuse what is said of a text wrongly, in the words in which it was said."""
    paper = one.paper or str(one.path)
    faults = list(said_faults(cells))
    for column, cell in cells.items():
        if not cell.isprintable():
            mend = "write it in one line, in letters that can be seen"
            faults.append((column, "one line of text", cell, mend))
    findings = []
    for where, expected, found, mend in faults:
        place = where if one.line else {"actors": "--actor"}.get(where, f"--{where}")
        if where == "language" and not found:
            unknown = "none said, and none found in the text"
            findings.append(told(paper, one.line, place, expected, unknown, mend))
            continue
        findings.append(told(paper, one.line, place, expected, found, mend))
    if findings:
        raise MalformedError(findings)


def _told(reading: Reading, row: Row, found: str) -> Iterator[str]:
    yield from reading.told
    if found and found != row.language:
        yield (
            f"The language is said to be {row.language}, and looks like {found}. "
            f"What was said is kept; correct it in {NAME} if it is wrong."
        )


# ---------------------------------------------------------------- named


def _named(new: Sequence[_New], rows: Sequence[Row], folder: Path) -> list[_New]:
    """New texts with a name that no other file has.

    Raises:
        RefusedError: the same words are there already.
    """
    held = {row.sha256: row.file for row in rows}
    taken = {unicodedata.normalize("NFC", row.file).casefold() for row in rows}
    named = []
    for one in new:
        added = one.added
        if added.row.sha256 in held:
            message = (
                f"{added.name}: the same words are in the corpus already, as "
                f"{held[added.row.sha256]}. Nothing was added. If a text stands for two, write a "
                f"second line into {NAME} by hand."
            )
            raise RefusedError(message)
        file = _free(folder, added.name, taken)
        taken.add(file.casefold())
        held[added.row.sha256] = file
        original = ""
        if one.original != one.content:
            tail = re.sub(r"[^.a-z0-9]", "", Path(added.name).suffix.lower())
            original = f"{ORIGINALS}/{hashlib.sha256(one.original).hexdigest()}{tail}"
        row = evolve(added.row, file=file, original=original, source=added.row.source or added.name)
        named.append(evolve(one, added=evolve(added, row=row)))
    return named


def _free(folder: Path, name: str, taken: set[str]) -> str:
    """A name under ``texts`` that neither a line nor a file has."""
    stem = unicodedata.normalize("NFC", Path(name).stem)
    stem = re.sub(r"[^\w]+", "-", stem).strip("-_")[:_LONGEST_STEM].strip("-_") or "text"
    number = 1
    while True:
        file = f"{TEXTS}/{stem}{f'-{number}' if number > 1 else ''}.txt"
        if file.casefold() not in taken and not os.path.lexists(folder / file):
            return file
        number += 1
