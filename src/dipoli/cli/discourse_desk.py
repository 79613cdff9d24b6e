"""The desk of `dipoli discourse`: words to a reading, an answer to where it was asked for.

Nothing is written before everything is computed, and a file appears whole or not at all.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from dipoli.cli import telling
from dipoli.cli.patience import done, progress
from dipoli.cli.telling import width
from dipoli.faults import DipoliError, Finding, MalformedError
from dipoli.report.frameworks_layout import wrap

if TYPE_CHECKING:
    from dipoli.analysis.case import Case
    from dipoli.analysis.discourse.counts import Reading
    from dipoli.analysis.discourse.texts import Corpus
    from dipoli.analysis.receipt import Receipt

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
MOST_SEED = (1 << 63) - 1
FEWEST_DRAWS, MOST_DRAWS = 100, 100_000


__all__ = ["width"]
"""Columns of a line, for the commands of this desk."""

# ---------------------------------------------------------------- words of commands


def corpus_argument(parser: argparse.ArgumentParser) -> None:
    """The folder of texts."""
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of texts")


def codebook_argument(parser: argparse.ArgumentParser) -> None:
    """The codebook."""
    parser.add_argument("codebook", type=Path, metavar="CODEBOOK", help="file of the codebook")


def figures_arguments(parser: argparse.ArgumentParser) -> None:
    """What every command with figures and intervals takes."""
    parser.add_argument(
        "--genre", metavar="NAME", help="the genre within which is counted; needed if there are two"
    )
    chance_arguments(parser)


def chance_arguments(parser: argparse.ArgumentParser) -> None:
    """Seed and draws."""
    parser.add_argument(
        "--seed", type=whole(0, MOST_SEED), default=0, metavar="N", help="of random numbers (0)"
    )
    parser.add_argument(
        "--draws",
        type=whole(FEWEST_DRAWS, MOST_DRAWS),
        default=1000,
        metavar="N",
        help="of documents, for intervals (1000)",
    )


def told_arguments(parser: argparse.ArgumentParser, *, words: bool = True) -> None:
    """Where and how the answer is told."""
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table, too")
    if words:
        parser.add_argument(
            "--words", action="store_true", help="in JSON, the words beside each passage's place"
        )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds, for the parser."""

    def number(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", text) or not least <= int(text) <= most:
            message = f"a whole number from {least:,} to {most:,}, not {text!r}"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return number


def date(text: str) -> str:
    """A date as far as it is known, for the parser; empty is open."""
    if text and not _DATE.fullmatch(text):
        message = f"a date as YYYY, YYYY-MM or YYYY-MM-DD, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return text


# ---------------------------------------------------------------- what is read


def read_texts(folder: Path) -> Corpus:
    """The corpus of a folder.

    Raises:
        MalformedError: it cannot be read; with every fault.
    """
    from dipoli.codec.corpus import read_corpus  # noqa: PLC0415 - a quick --help

    try:
        return read_corpus(
            folder, progress=lambda n, of: progress(f"{n:,} of {of:,} texts are read")
        )
    finally:
        done()


def read_all(corpus: Path, codebook: Path) -> Reading:
    """The corpus of a folder, coded by a codebook.

    Raises:
        MalformedError: one of the two cannot be read; with every fault.
    """
    from dipoli.analysis.discourse.coded import code  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.counts import Reading  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codebook_file import read_codebook  # noqa: PLC0415 - a quick --help

    book = read_codebook(codebook)
    texts = read_texts(corpus)
    try:
        coded = code(
            texts, book, told=lambda n, of: progress(f"{n:,} of {of:,} passages are coded")
        )
    finally:
        done()
    return Reading(corpus=texts, coded=coded, codebook=book)


def read_some(corpus: Path, codebook: Path, files: Sequence[str]) -> Reading:
    """Some documents of a folder, coded by a codebook; repeats in others are not looked for.

    Every text is held against the manifest, so that the digest is that of the whole corpus.

    Raises:
        MalformedError: one of the two cannot be read, or the corpus has no such document.
    """
    from dipoli.analysis.discourse.coded import code  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.counts import Reading  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.gather import digest_of_documents  # noqa: PLC0415 - the same
    from dipoli.analysis.discourse.segment import cut  # noqa: PLC0415 - the same
    from dipoli.analysis.discourse.texts import Corpus as Texts  # noqa: PLC0415 - the same
    from dipoli.codec.codebook_file import read_codebook  # noqa: PLC0415 - the same
    from dipoli.codec.corpus.folder import documents_of, read_texts  # noqa: PLC0415 - the same

    book = read_codebook(codebook)
    documents = {one.file: one for one in documents_of(read_texts(corpus))}
    named(files, list(documents), "document of the corpus")
    texts = Texts(
        documents=documents,
        passages=tuple(each for one in dict.fromkeys(files) for each in cut(documents[one])),
        digest=digest_of_documents(documents.values()),
    )
    return Reading(corpus=texts, coded=code(texts, book), codebook=book)


def genre_of(corpus: Corpus, asked: str | None) -> str:
    """The genre that was asked for, or the only one that there is.

    Raises:
        MalformedError: the corpus does not have it, or has several and none was named.
    """
    known = sorted({one.genre for one in corpus.documents.values()} - {""})
    if asked is not None:
        named([asked], known, "genre of the corpus")
        return asked
    if len(known) != 1:
        found = ", ".join(known) or "no text of any"
        refuse("one genre, within which is counted", found, "name one with --genre")
    return known[0]


def named(words: Iterable[str], known: Sequence[str], what: str) -> None:
    """Check that every word names what is there.

    Raises:
        MalformedError: with every word that does not.
    """
    findings = []
    for word in words:
        if word not in known:
            near = difflib.get_close_matches(word, known, n=3)
            listed = ", ".join(known) or "there is none"
            mend = f"did you mean {', '.join(near)}?" if near else f"choose from {listed}"
            findings.append(
                Finding(
                    file="the question", expected=f"the name of a {what}", found=word, mend=mend
                )
            )
    if findings:
        raise MalformedError(findings)


def refuse(expected: str, found: str, mend: str) -> NoReturn:
    """End with what is wrong with a question, and how to mend it.

    Raises:
        MalformedError: always.
    """
    raise MalformedError([Finding(file="the question", expected=expected, found=found, mend=mend)])


# ---------------------------------------------------------------- what is told


def tell(  # noqa: PLR0913 - the value by name alone
    args: argparse.Namespace,
    corpus: Corpus,
    answer: object,
    receipt: Receipt,
    text: Callable[[], Iterable[str]],
    case: Case | None = None,
    *,
    value: object = None,
) -> int:
    """Tell an answer as it was asked for: text or JSON, and a table beside it.

    Args:
        args: the words of the command.
        corpus: on which the answer rests.
        answer: of the form that the command answers with.
        receipt: how it was obtained.
        text: the answer in lines.
        case: with which it was asked.
        value: from which a page of it is drawn, for who asked by itself; the answer, if not given.

    Returns:
        0.

    Raises:
        DipoliError: the table cannot be written where it was asked for.
    """
    from dipoli.analysis.discourse.standing import standing_of  # noqa: PLC0415 - a quick --help
    from dipoli.codec.discourse_json import answer_object  # noqa: PLC0415 - a quick --help

    command, mark = str(args.command), standing_of(corpus, case)
    if getattr(args, "csv", None) is not None:
        from dipoli.cli.report import write_all  # noqa: PLC0415 - a quick --help
        from dipoli.codec.discourse_csv import table  # noqa: PLC0415 - a quick --help

        _free(args.csv)
        content = table(command, answer, receipt, corpus, mark).encode("utf-8")
        mend = "name another file with --csv"
        write_all([(args.csv.resolve(), content)], what="table", mend=mend)
        print(f"{args.csv}: the table is written", file=sys.stderr)
    words = bool(getattr(args, "words", False))
    telling.tell(
        args,
        lambda: answer_object(command, answer, receipt, corpus, words=words, mark=mark),
        lambda _width: "\n".join([*wrap(mark, width()), *text()]),
        answer if value is None else value,
    )
    return 0


def _free(path: Path) -> None:
    if path.exists() and not path.is_file():
        message = (
            f"The table cannot be written to {path}: it is not a file of its own\n"
            "  to mend: name another file with --csv"
        )
        raise DipoliError(message)
