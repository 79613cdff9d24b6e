"""A corpus folder read: every length and hash checked, every speaker found, then gathered."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from dipoli.analysis.discourse.gather import gather
from dipoli.analysis.discourse.texts import Corpus, Document
from dipoli.analysis.discourse.turns import TRANSCRIPTS, Clues, find_turns, speakers_of
from dipoli.codec.corpus.manifest import NAME, Row, read_manifest
from dipoli.codec.corpus.names import known_names
from dipoli.codec.corpus.reading import MOST_BYTES, MOST_CHARACTERS
from dipoli.codec.corpus.table import MOST_BYTES as LARGEST_MANIFEST
from dipoli.codec.corpus.table import told
from dipoli.faults import Finding, MalformedError

Names = Mapping[str, tuple[str, ...]]
Progress = Callable[[int, int], None]


@frozen(kw_only=True)
class Read:
    """A text of a folder with its line in the manifest."""

    row: Row
    text: str


def read_corpus(
    folder: Path, names: Names | None = None, progress: Progress = lambda _done, _all: None
) -> Corpus:
    """Read a corpus folder.

    Args:
        folder: with a ``MANIFEST.csv``.
        names: names of states by code, for speakers in transcripts; those of the cases and
            frameworks that come with Dipoli when None.
        progress: told how many texts are read, and of how many.

    Raises:
        MalformedError: with every fault of the manifest, or of every text that is not as it says.
    """
    return gather(documents_of(read_texts(folder, progress), names))


def read_rows(folder: Path) -> tuple[Row, ...]:
    """The lines of a folder's manifest.

    Raises:
        MalformedError: there is none, or it has faults.
    """
    path = folder / NAME
    name = str(path)
    try:
        kept = path.lstat()
        if stat.S_ISREG(kept.st_mode) and kept.st_size <= LARGEST_MANIFEST:
            return read_manifest(path.read_bytes(), name)
        fault = ("", "a table of at most 20 MB", "another thing", "look at it")
    except (FileNotFoundError, NotADirectoryError):
        mend = "name a corpus folder, or begin one with `dipoli corpus add`"
        fault = ("", "a manifest", "no such file", mend)
    raise MalformedError([told(name, 0, *fault)])


def read_texts(folder: Path, progress: Progress = lambda _done, _all: None) -> tuple[Read, ...]:
    """The texts of a folder, each held against its line in the manifest.

    Raises:
        MalformedError: with a finding for every text that is not as its line says.
    """
    rows = read_rows(folder)
    name = str(folder / NAME)
    found: list[Read] = []
    findings: list[Finding] = []
    for at, row in enumerate(rows):
        progress(at, len(rows))
        try:
            content = contained(folder, row.file, name, row.line)
            found.append(Read(row=row, text=_text(content, row, name)))
        except MalformedError as error:
            findings += error.findings
    if findings:
        raise MalformedError(findings)
    progress(len(rows), len(rows))
    return tuple(found)


def contained(folder: Path, file: str, name: str, line: int) -> bytes:
    """The bytes of a file that lies in a folder, and not behind a link that leads out of it.

    Args:
        folder: the folder.
        file: path from it.
        name: of the paper that names the file, for a finding.
        line: in that paper.

    Raises:
        MalformedError: it is not there, leads out, is no file or is too large.
    """
    path = folder / file
    try:
        real = path.resolve(strict=True)
        inside = real.is_relative_to(folder.resolve(strict=True))
        kept = real.stat()
    except (OSError, RuntimeError, ValueError):
        mend = "put it back, or delete its line from the manifest"
        raise MalformedError([told(name, line, "file", file, "no such file", mend)]) from None
    if not inside:
        fault = ("a file in the folder", f"{file}, a link that leads out of it", "copy the file in")
        raise MalformedError([told(name, line, "file", *fault)])
    if not stat.S_ISREG(kept.st_mode):
        fault = ("a file", f"{file}, which is none", "delete its line")
        raise MalformedError([told(name, line, "file", *fault)])
    if kept.st_size > MOST_BYTES:
        fault = (f"at most {MOST_BYTES:,} bytes", f"{file} with {kept.st_size:,}", "split the text")
        raise MalformedError([told(name, line, "file", *fault)])
    with path.open("rb") as file_object:
        content = file_object.read(MOST_BYTES + 1)
        if len(content) != os.fstat(file_object.fileno()).st_size:
            fault = ("a file that stands still", f"{file} changed meanwhile", "try again")
            raise MalformedError([told(name, line, "file", *fault)])
    return content


def _text(content: bytes, row: Row, name: str) -> str:
    """The text of a file, if its hash and its length are what the manifest says."""
    digest = hashlib.sha256(content).hexdigest()
    if digest != row.sha256:
        mend = (
            f"put back the file {row.file} as it was; or, if it was changed on purpose and the "
            "change is right, write its hash and its length into the manifest"
        )
        fault = (f"SHA-256 {row.sha256}", f"{row.file} with {digest}", mend)
        raise MalformedError([told(name, row.line, "sha256", *fault)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"{row.file} with byte 0x{content[error.start]:02x} at {error.start:,}"
        mend = "delete the line and add the file with `dipoli corpus add --encoding`"
        fault = ("text in UTF-8", found, mend)
        raise MalformedError([told(name, row.line, "file", *fault)]) from None
    if len(text) != row.chars:
        mend = f"write {len(text)} into the manifest if the text is right"
        fault = (f"{row.chars:,} characters", f"{row.file} with {len(text):,}", mend)
        raise MalformedError([told(name, row.line, "chars", *fault)])
    if len(text) > MOST_CHARACTERS:
        fault = (f"at most {MOST_CHARACTERS:,} characters", f"{len(text):,}", "split the text")
        raise MalformedError([told(name, row.line, "chars", *fault)])
    return text


# ---------------------------------------------------------------- whose words


def documents_of(texts: Sequence[Read], names: Names | None = None) -> tuple[Document, ...]:
    """Documents with their turns; a person whom one introduces is known in the actor's others."""
    transcripts = any(read.row.genre in TRANSCRIPTS for read in texts)
    if names is None:
        names = known_names() if transcripts else {}
    found = [(read, find_turns(read.text, _clues(read.row, names, {}))) for read in texts]
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for _read, turns in found:
        for person, actor in turns.introduced.items():
            known[actor][person] = actor
    documents = []
    for read, turns in found:
        row = read.row
        introduced = {person: code for actor in row.actors for person, code in known[actor].items()}
        unknown = any(turn.actor is None for turn in turns.turns)
        if unknown and introduced != dict(turns.introduced):
            turns = find_turns(read.text, _clues(row, names, introduced))  # noqa: PLW2901 - better
        documents.append(evolve(_document(read), turns=turns.turns))
    return tuple(documents)


def _clues(row: Row, names: Names, known: Mapping[str, str]) -> Clues:
    return Clues(
        actors=row.actors,
        title=row.title,
        genre=row.genre,
        role=row.role,
        speakers=speakers_of(row.speakers),
        known=known,
        names=names,
    )


def _document(read: Read) -> Document:
    row = read.row
    return Document(
        file=row.file,
        title=row.title,
        date=row.date,
        actors=row.actors,
        language=row.language,
        genre=row.genre,
        text=read.text,
        sha256=row.sha256,
        venue=row.venue,
        role=row.role,
        translation=row.translation,
        source=row.source,
        licence=row.licence,
    )
