"""`dipoli discourse code|open|verify`: passages with their codes, a passage at its place."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.discourse_desk import (
    codebook_argument,
    corpus_argument,
    named,
    read_all,
    read_some,
    read_texts,
    refuse,
    tell,
    told_arguments,
    whole,
    width,
)

if TYPE_CHECKING:
    from dipoli.analysis.discourse.concordance import Parallel
    from dipoli.analysis.discourse.counts import Reading
    from dipoli.analysis.discourse.texts import Corpus, Passage
    from dipoli.codec.discourse_forms import Verified

EXIT_NOT_VERIFIED = 1
_MOST_OFFSET = 10_000_000


def add_read(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    code = actions.add_parser(
        "code",
        help="every passage with its codes",
        description="Every passage that is an actor's own or stands in a joint text, with the "
        "issues of the codebook that are found in it: by which seed, at which place, on which "
        "side.",
    )
    corpus_argument(code)
    codebook_argument(code)
    code.add_argument(
        "--file",
        action="append",
        default=[],
        metavar="NAME",
        help="this document alone, without looking for its words in others; repeatable",
    )
    told_arguments(code)
    code.set_defaults(run=_code, command="code")

    opened = actions.add_parser(
        "open",
        help="a passage at its place in its document",
        description="The passage that stands at an offset of a document, with those around it.",
    )
    corpus_argument(opened)
    place_arguments(opened)
    opened.add_argument(
        "--around", type=whole(0, 50), default=2, metavar="N", help="passages on either side (2)"
    )
    opened.add_argument(
        "--beside",
        metavar="CODE",
        help="passages in this language beside it, too; needs --codebook",
    )
    opened.add_argument(
        "--codebook", type=Path, metavar="FILE", help="by whose issues they are found"
    )
    opened.add_argument("--json", action="store_true", help="one JSON object on standard output")
    opened.set_defaults(run=_open, command="open", words=True)

    verify = actions.add_parser(
        "verify",
        help="hold an answer against the corpus again",
        description="Looks up every span that an answer names, by its hash, and counts every "
        "figure again from the corpus.",
    )
    verify.add_argument("result", type=Path, metavar="RESULT", help="what --json printed")
    corpus_argument(verify)
    verify.add_argument("--json", action="store_true", help="one JSON object on standard output")
    verify.set_defaults(run=_verify, command="verify")


def place_arguments(parser: argparse.ArgumentParser) -> None:
    """A place in a document."""
    parser.add_argument("file", metavar="FILE", help="name of the document in the corpus")
    parser.add_argument(
        "start", type=whole(0, _MOST_OFFSET), metavar="START", help="offset, from 0"
    )


# ---------------------------------------------------------------- codes


def _code(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.figures import receipt  # noqa: PLC0415 - a quick --help
    from dipoli.cli.discourse_text import Page, codes_text  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import CodedPassage, Codes  # noqa: PLC0415 - the same

    if args.file:
        reading = read_some(args.corpus, args.codebook, args.file)
    else:
        reading = read_all(args.corpus, args.codebook)
    corpus = reading.corpus
    answer = Codes(
        passages=tuple(
            CodedPassage(
                passage=one.passage,
                date=corpus.documents[one.passage.file].date,
                genre=corpus.documents[one.passage.file].genre,
                language=corpus.documents[one.passage.file].language,
                codes=one.codes,
                missing=one.missing,
            )
            for one in reading.coded
        ),
        nobodys=sum(one.actor is None and not one.joint for one in corpus.passages),
        receipt=receipt(
            reading,
            "Seeds of the codebook were looked for in every passage; each code names its seed and "
            "the place of the words.",
            parameters={"documents": ", ".join(dict.fromkeys(args.file)) or "all"},
        ),
    )
    page = Page(corpus=corpus, width=width(), codebook=reading.codebook)
    return tell(args, corpus, answer, answer.receipt, lambda: codes_text(page, answer))


# ---------------------------------------------------------------- a place


def _open(args: argparse.Namespace) -> int:
    from dipoli.cli.discourse_text import Page, opened_text  # noqa: PLC0415 - a quick --help
    from dipoli.codec.discourse_forms import Opened, text_receipt  # noqa: PLC0415 - the same

    if (args.beside is None) is not (args.codebook is None):
        refuse("--beside with --codebook", "one of the two", "give both, or none")
    beside: tuple[Parallel, ...] = ()
    if args.codebook is None:
        corpus = read_texts(args.corpus)
        passage, held = passage_at(corpus, args.file, args.start)
    else:
        reading = read_all(args.corpus, args.codebook)
        corpus = reading.corpus
        passage, held = passage_at(corpus, args.file, args.start)
        beside = _beside(reading, passage, args.beside)
    at = held.index(passage)
    document = corpus.documents[args.file]
    answer = Opened(
        file=document.file,
        title=document.title,
        date=document.date,
        actors=document.actors,
        genre=document.genre,
        language=document.language,
        document=document.sha256,
        before=tuple(held[max(0, at - args.around) : at]),
        passage=passage,
        after=tuple(held[at + 1 : at + 1 + args.around]),
        parallel=beside,
        receipt=text_receipt(
            corpus, "A passage was opened at its place.", {"file": args.file, "start": args.start}
        ),
    )
    page = Page(corpus=corpus, width=width())
    return tell(args, corpus, answer, answer.receipt, lambda: opened_text(page, answer))


def _beside(reading: Reading, passage: Passage, language: str) -> tuple[Parallel, ...]:
    """Passages in another language beside one.

    Raises:
        MalformedError: the language is that of the passage or not in the corpus, or the passage is
            one of nobody, or repeats another and is coded there.
    """
    from dipoli.analysis.discourse.concordance import parallel  # noqa: PLC0415 - a quick --help

    documents = reading.corpus.documents
    own = documents[passage.file].language
    named(
        [language], sorted({one.language for one in documents.values()} - {own}), "other language"
    )
    coded = [one.passage for one in reading.coded]
    place = passage.file, passage.start
    here = next((one for one in coded if (one.file, one.start) == place), None)
    if here is None:
        found = "words of nobody, or words that another passage of the corpus has before it"
        refuse("a passage that is coded", found, "choose another passage")
    return parallel(reading, here, language)


def passage_at(corpus: Corpus, file: str, start: int) -> tuple[Passage, list[Passage]]:
    """The passage at an offset, and all passages of its document, repeated ones among them.

    Raises:
        MalformedError: the corpus has no such document, or no passage there.
    """
    from dipoli.analysis.discourse.segment import cut  # noqa: PLC0415 - a quick --help

    named([file], list(corpus.documents), "document of the corpus")
    held = list(cut(corpus.documents[file]))
    found = next((one for one in held if one.start <= start < one.end), None)
    if found is None:
        length = len(corpus.documents[file].text)
        near = next((one.start for one in held if one.start > start), None)
        mend = "choose an earlier offset" if near is None else f"try {near}"
        there = "the end of the text" if start >= length else "white space"
        refuse(f"the offset of a passage in {file}", f"{start}, where there is {there}", mend)
    return found, held


# ---------------------------------------------------------------- an answer


def _verify(args: argparse.Namespace) -> int:
    from dipoli.codec.discourse_verify import (  # noqa: PLC0415 - a quick --help
        read_answer,
        verify,
    )

    told = read_answer(args.result)
    corpus = read_texts(args.corpus)
    found = verify(told, corpus)
    tell(args, corpus, found, found.receipt, lambda: _verified(found))
    return 0 if found.holds else EXIT_NOT_VERIFIED


def _verified(found: Verified) -> Iterable[str]:
    from dipoli.cli.discourse_words import say  # noqa: PLC0415 - a quick --help

    yield say("verified", spans=f"{found.spans:,}", figures=f"{found.figures:,}", command=found.of)
    if not found.same_corpus:
        yield say("other_corpus")
    if found.holds:
        yield say("holds")
    elif found.failures:
        yield say("fails", count=f"{len(found.failures):,}")
    for one in found.failures:
        yield f"  {say('failure', where=one.where, why=one.why)}"
