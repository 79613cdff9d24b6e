"""Texts: how long it takes to read, cut and code 50,000 passages, to see one more, to find a word.

The texts are drawn by a seed and mean nothing; some of their words are seeds of the shipped
codebook of the Korean case, so that about as much is found in them as in real ones. Beside each
figure stands one pass over the same characters by a regular expression, or bare starts of Python.
Where ``DIPOLI_CORPUS`` names a folder of texts, the same is timed on it; else its rows are left
out, and that is said. One process is used throughout.

    python -m benches.discourse
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path

from attrs import frozen
from benches.bench import timed
from benches.ledger import ROOT, Ledger, Row
from tests.worlds.texts import drawn, write_corpus

from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.concordance import concordance
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.gather import gather
from dipoli.analysis.discourse.salience import salience
from dipoli.analysis.discourse.texts import Corpus, Document
from dipoli.codec.codebook_file import read_codebook
from dipoli.codec.corpus.folder import documents_of, read_texts

PASSAGES, DOCUMENTS, SENTENCES = 50_000, 400, 150
BOOK = ROOT / "codebooks" / "korea-peace.yaml"
FOLDER = os.environ.get("DIPOLI_CORPUS", "")
_LETTERS = re.compile(r"[\w ]+")


@frozen(kw_only=True)
class Texts:
    """What is timed.

    Args:
        documents: the texts.
        folder: where they lie with their manifest.
        word: a word that stands in many of them.
    """

    documents: tuple[Document, ...]
    folder: Path
    word: str


@cache
def seeds() -> Mapping[str, tuple[str, ...]]:
    """Seeds of the codebook that are words as they stand, by language."""
    book = read_codebook(BOOK)
    return {
        language: tuple(
            one
            for issue in book.issues
            for one in issue.seeds.get(language, ())
            if _LETTERS.fullmatch(one)
        )
        for language in ("en", "ko", "ru")
    }


def by_lot(folder: Path) -> Texts:
    """Texts drawn by a seed, in a folder."""
    documents = drawn(9, DOCUMENTS, SENTENCES, extra=seeds())
    rows = (
        (one.file, one.date, ";".join(one.actors), one.language, one.genre, one.text)
        for one in documents
    )
    write_corpus(folder, rows)
    return Texts(documents=documents, folder=folder, word="lake")


def given(folder: Path) -> Texts:
    """The texts of the folder that was named."""
    return Texts(documents=documents_of(read_texts(folder)), folder=folder, word="sanction*")


def whole(texts: Texts) -> Row:
    """Cut, code, and draw documents again for every genre; beside a plain expression."""
    book = read_codebook(BOOK)
    held: list[Reading] = []

    def run() -> None:
        corpus = gather(texts.documents)
        reading = Reading(corpus=corpus, coded=code(corpus, book), codebook=book)
        for genre in sorted({one.genre for one in texts.documents}):
            salience(reading, genre)
        held[:] = [reading]

    told = timed(run, 1)
    corpus = held[0].corpus
    found = sum(len(one.codes) for one in held[0].coded)
    limit = _scan(texts.documents, r"\w+")
    return Row.of(
        told,
        goal=30 * len(corpus.passages) / PASSAGES,
        limit=limit,
        against="every word of the same texts found by one regular expression",
        note=f"{len(corpus.passages):,} passages, {found:,} codes, one process",
    )


def found_again(texts: Texts) -> Row:
    """A word with everything around it; beside a plain expression."""
    corpus: Corpus = gather(texts.documents)
    lines = concordance(corpus, texts.word)
    assert lines
    told = timed(lambda: concordance(corpus, texts.word))
    limit = _scan(texts.documents, rf"\b{texts.word.rstrip('*')}")
    signs = sum(len(one.text) for one in texts.documents)
    return Row.of(
        told,
        goal=0.2,
        limit=limit,
        against="one regular expression over the same texts",
        note=f"{len(lines):,} lines from {signs:,} characters",
    )


def one_more(texts: Texts) -> Row:
    """A document added and seen coded, both commands whole; beside two bare starts of Python."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "corpus"
        rows = (
            (one.file, one.date, ";".join(one.actors), one.language, one.genre, one.text)
            for one in texts.documents
        )
        write_corpus(folder, rows)
        numbers = count(1)

        def run() -> None:
            number = next(numbers)
            path = Path(made) / f"more-{number}.txt"
            path.write_text(f"We welcome talks on denuclearisation, for the {number}th time.")
            _dipoli(
                "corpus", "add", str(folder), str(path), "--actor", "XAL", "--date", "2030-01-01",
                "--genre", "speech", "--language", "en", "--title", f"An exercise: {number}",
                "--source", "made up", "--licence", "none needed",
            )  # fmt: skip
            shown = _dipoli(
                "discourse", "code", str(folder), str(BOOK), "--file", f"texts/{path.name}"
            )
            assert "denuclear" in shown

        told = timed(run, 3)
    bare = timed(lambda: _python("-c", "pass"), 5)[1]
    return Row.of(
        told,
        goal=2,
        limit=2 * bare,
        against="two bare python starts",
        note=f"a corpus of {len(texts.documents)} documents",
    )


def _scan(documents: Iterable[Document], expression: str) -> float:
    pattern = re.compile(expression, re.IGNORECASE)
    texts = [one.text for one in documents]
    return timed(lambda: [len(pattern.findall(text)) for text in texts], 1)[1]


def _dipoli(*words: str) -> str:
    return _python("-m", "dipoli.cli.main", *words)


def _python(*words: str) -> str:
    ran = subprocess.run(  # noqa: S603 - our own words
        (sys.executable, *words), check=True, capture_output=True, text=True, cwd=ROOT
    )
    return ran.stdout


def main() -> int:
    """Run what is not in the ledger yet, print all, and leave the table."""
    ledger = Ledger(name="bench-discourse", title="Bench: texts")
    with tempfile.TemporaryDirectory() as made:
        texts = by_lot(Path(made))
        ledger.take("50,000 passages cut, coded and drawn again", lambda: whole(texts))
        ledger.take("a document added and seen coded", lambda: one_more(texts))
        ledger.take("a word in its context", lambda: found_again(texts))
    if FOLDER:
        real = given(Path(FOLDER))
        ledger.take("the texts of DIPOLI_CORPUS cut, coded and drawn again", lambda: whole(real))
        ledger.take("a word in the texts of DIPOLI_CORPUS", lambda: found_again(real))
    else:
        print("DIPOLI_CORPUS names no folder of texts: its rows are left out")
    print(ledger.table())
    print(f"written to {ledger.write().relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
