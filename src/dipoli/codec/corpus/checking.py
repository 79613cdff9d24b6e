"""A corpus folder looked through: what holds, what is said twice, and whose words nobody knows."""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from dipoli.analysis.discourse.gather import gather
from dipoli.analysis.discourse.repeats import Alike, alike, boilerplate
from dipoli.analysis.discourse.segment import cut
from dipoli.analysis.discourse.texts import Corpus, Document
from dipoli.codec.corpus.folder import Names, Read, contained, documents_of, read_texts
from dipoli.codec.corpus.language import language_of
from dipoli.codec.corpus.manifest import NAME
from dipoli.codec.corpus.reading import odd
from dipoli.codec.corpus.table import told
from dipoli.faults import Finding, MalformedError

_HASHED = re.compile(r"([0-9a-f]{64})(?:\.[a-z0-9]+)?")


@frozen(kw_only=True)
class Nobodys:
    """Words of a document of which it is not known that they are its actors'.

    Args:
        file: of the document.
        characters: of such words.
        of: characters of the document.
        speakers: whose words they are, as the document names them, with their characters; the name
            is empty for words outside of turns.
    """

    file: str
    characters: int
    of: int
    speakers: tuple[tuple[str, int], ...]


@frozen(kw_only=True)
class Checked:
    """What a look through a corpus found; its hashes and lengths hold.

    Args:
        corpus: as it was read.
        same: documents whose files have the same bytes.
        alike: pairs of documents that share most of their words.
        boilerplate: passages that stand in many documents, with the number of documents.
        nobodys: documents with words of nobody.
        odd: what a reader would not see, by file.
        languages: file, language said, language found, where they differ.
        unlisted: files in the folder that no line names.
    """

    corpus: Corpus
    same: tuple[tuple[str, ...], ...]
    alike: tuple[Alike, ...]
    boilerplate: tuple[tuple[str, int], ...]
    nobodys: tuple[Nobodys, ...]
    odd: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str, str], ...]
    unlisted: tuple[str, ...]


def check_corpus(
    folder: Path,
    names: Names | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Checked:
    """Look through a corpus folder.

    Args:
        folder: of the corpus.
        names: names of states by code; those that come with Dipoli when None.
        progress: told how many texts are read, and of how many.

    Raises:
        MalformedError: the manifest has faults, or a text or an original is not as it says.
    """
    texts = read_texts(folder, progress)
    _originals(folder, texts)
    documents = documents_of(texts, names)
    corpus = gather(documents)
    passages = [one for document in corpus.documents.values() for one in cut(document)]
    found = [(one.row.file, one.row.language, language_of(one.text)) for one in texts]
    return Checked(
        corpus=corpus,
        same=_same(documents),
        alike=alike(corpus.documents, passages),
        boilerplate=boilerplate(corpus.documents, passages),
        nobodys=tuple(one for document in documents for one in nobodys(document)),
        odd=tuple((one.row.file, sentence) for one in texts for sentence in odd(one.text)),
        languages=tuple(one for one in found if one[2] and one[1] != one[2]),
        unlisted=tuple(_unlisted(folder, texts)),
    )


def nobodys(document: Document) -> Iterator[Nobodys]:
    """Words of nobody in a document; nothing where it has no turns."""
    if not document.turns:
        return
    speakers: dict[str, int] = defaultdict(int)
    for turn in document.turns:
        if turn.actor is None:
            speakers[turn.speaker] += turn.end - turn.start
    outside = len(document.text) - sum(turn.end - turn.start for turn in document.turns)
    if not any(turn.speaker == "" and turn.actor is None for turn in document.turns):
        speakers[""] = outside
    else:
        speakers[""] += outside
    yield Nobodys(
        file=document.file,
        characters=sum(speakers.values()),
        of=len(document.text),
        speakers=tuple((speaker, count) for speaker, count in speakers.items() if count),
    )


def _same(documents: Sequence[Document]) -> tuple[tuple[str, ...], ...]:
    by_hash: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        by_hash[document.sha256].append(document.file)
    return tuple(tuple(files) for files in by_hash.values() if len(files) > 1)


def _originals(folder: Path, texts: Sequence[Read]) -> None:
    """Refuse originals that are lost or were changed; their names are their hashes."""
    name = str(folder / NAME)
    findings: list[Finding] = []
    for one in texts:
        row = one.row
        if not row.original:
            continue
        try:
            content = contained(folder, row.original, name, row.line)
        except MalformedError as error:
            findings += error.findings
            continue
        hashed = _HASHED.fullmatch(row.original.rpartition("/")[2])
        digest = hashlib.sha256(content).hexdigest()
        if hashed and hashed.group(1) != digest:
            mend = "put back the original as it was"
            found = f"{row.original} with {digest}"
            findings.append(told(name, row.line, "original", "its own hash", found, mend))
    if findings:
        raise MalformedError(findings)


def _unlisted(folder: Path, texts: Sequence[Read]) -> Iterator[str]:
    listed = {NAME, *(one.row.file for one in texts), *(one.row.original for one in texts)}
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            path = (Path(where) / file).relative_to(folder).as_posix()
            if path not in listed:
                yield path
