"""`dipoli discourse like|suggest`: passages near to one, or to an issue; never codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.discourse_change import actors_of
from dipoli.cli.discourse_desk import (
    codebook_argument,
    corpus_argument,
    named,
    read_all,
    read_texts,
    refuse,
    tell,
    told_arguments,
    whole,
    width,
)
from dipoli.cli.discourse_read import passage_at, place_arguments
from dipoli.cli.patience import done, progress

if TYPE_CHECKING:
    from dipoli.analysis.discourse.counts import Reading
    from dipoli.analysis.discourse.texts import Corpus, Passage
    from dipoli.codec.encoder import SentenceEncoder

_MOST_NEAR = 1_000
_MANY = 2_000
"""Sentences of which it is said before that they take long."""


def add_near(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    like = actions.add_parser(
        "like",
        help="passages nearest to one, across languages, by a sentence encoder",
        description="Passages that stand nearest to the one at a place, in all languages that the "
        "encoder of the extra embed reads, as ranks. Nearness is no agreement: such encoders do "
        "not see negation or stance. With --codebook only those are looked through that share an "
        "issue with it.",
    )
    corpus_argument(like)
    place_arguments(like)
    like.add_argument(
        "--codebook", type=Path, metavar="FILE", help="only passages that share an issue by it"
    )
    _near_arguments(like, "passages")
    like.set_defaults(run=_like, command="like")

    suggest = actions.add_parser(
        "suggest",
        help="passages that may carry an issue and have no code of it, by a sentence encoder",
        description="Passages that the codebook leaves without an issue and that stand nearest to "
        "its exemplars, or else to its examples, by the encoder of the extra embed. They are "
        "suggestions for an analyst; none is coded. Nearness is no agreement.",
    )
    corpus_argument(suggest)
    codebook_argument(suggest)
    suggest.add_argument("issue", metavar="ISSUE", help="issue of the codebook")
    suggest.add_argument("--actor", metavar="CODE", help="this actor's own passages only")
    _near_arguments(suggest, "suggestions")
    suggest.set_defaults(run=_suggest, command="suggest")


def _near_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--language", metavar="CODE", help="passages in this language only")
    parser.add_argument(
        "--most",
        type=whole(1, _MOST_NEAR),
        default=10,
        metavar="N",
        help=f"{what} at most (10)",
    )
    told_arguments(parser)


def _like(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.figures import receipt  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.near import Search, likes  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_near import likes_text  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import text_receipt  # noqa: PLC0415 - the same
    from dipoli.codec.encoder import open_encoder  # noqa: PLC0415 - the same

    encoder = open_encoder()
    reading = None if args.codebook is None else read_all(args.corpus, args.codebook)
    corpus = read_texts(args.corpus) if reading is None else reading.corpus
    passage, _held = passage_at(corpus, args.file, args.start)
    _readable(encoder, corpus.documents[args.file].language, args.file)
    _language(corpus, encoder, args.language)
    method = "Passages were put in order by how near an encoder holds them to one."
    asked = {
        "passage": f"{passage.file} {passage.start}-{passage.end}",
        "language": args.language or "all",
        "passages at most": str(args.most),
    }
    if reading is None:
        whence = text_receipt(corpus, method, asked)
    else:
        _carrying(reading, passage)
        whence = receipt(reading, method, parameters=asked)
    with_codebook = None if reading is None else reading.codebook
    try:
        answer = likes(
            corpus,
            passage,
            Search(
                encoder=encoder,
                language=args.language,
                most=args.most,
                told=_telling("--codebook FILE or --language CODE"),
            ),
            receipt=whence,
            reading=reading,
        )
    finally:
        done()
    page = Page(corpus=corpus, width=width(), codebook=with_codebook)
    return tell(args, corpus, answer, answer.receipt, lambda: likes_text(page, answer, encoder))


def _suggest(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.figures import receipt  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.near import (  # noqa: PLC0415 - the same
        Search,
        sentences_for,
        suggestions,
    )
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_near import suggestions_text  # noqa: PLC0415 - the same
    from dipoli.codec.encoder import open_encoder  # noqa: PLC0415 - the same

    encoder = open_encoder()
    reading = read_all(args.corpus, args.codebook)
    named([args.issue], list(reading.issues), "issue of the codebook")
    _language(reading.corpus, encoder, args.language)
    if args.actor is not None:
        named([args.actor], actors_of(reading), "actor of the corpus")
    issue = next(one for one in reading.codebook.issues if one.id == args.issue)
    if not sentences_for(issue, encoder.languages):
        refuse(
            f"sentences that stand for {args.issue}, in {', '.join(encoder.languages)}",
            "no exemplars, and no examples that carry it",
            "write one or more under its exemplars in the codebook",
        )
    whence = receipt(
        reading,
        "Passages without a code of the issue were put in order by how near an encoder holds them "
        "to a sentence that stands for it.",
        parameters={
            "issue": args.issue,
            "actor": args.actor or "all",
            "language": args.language or "all",
            "passages at most": str(args.most),
        },
    )
    try:
        answer = suggestions(
            reading,
            args.issue,
            Search(
                encoder=encoder,
                language=args.language,
                most=args.most,
                told=_telling("--actor CODE or --language CODE"),
            ),
            receipt=whence,
            actor=args.actor,
        )
    finally:
        done()
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    return tell(
        args,
        reading.corpus,
        answer,
        answer.receipt,
        lambda: suggestions_text(page, answer, encoder),
    )


def _readable(encoder: SentenceEncoder, language: str, whose: str) -> None:
    if language not in encoder.languages:
        refuse(
            f"a text in a language that the encoder reads ({', '.join(encoder.languages)})",
            f"{language}, of {whose}: what is near to it is unknown",
            "search by words, with dipoli discourse kwic",
        )


def _language(corpus: Corpus, encoder: SentenceEncoder, asked: str | None) -> None:
    if asked is not None:
        known = dict.fromkeys(one.language for one in corpus.documents.values())
        named([asked], list(known), "language of the corpus")
        _readable(encoder, asked, "--language")


def _carrying(reading: Reading, passage: Passage) -> None:
    from dipoli.analysis.discourse.near import carried_by  # noqa: PLC0415 - a quick --help

    if not carried_by(reading, passage):
        refuse(
            "a passage that carries an issue of the codebook",
            f"{passage.file} {passage.start}-{passage.end}, in which none is found",
            "leave --codebook out, and the whole corpus is looked through",
        )


def _telling(narrow: str) -> Callable[[int, int], None]:
    """Progress; where it takes long, that is said once before."""
    from dipoli.cli.discourse_words import say  # noqa: PLC0415 - a quick --help

    def told(n: int, of: int) -> None:
        if n == 0 and of > _MANY:
            print(say("near_slow", count=f"{of:,}", narrow=narrow), file=sys.stderr)
        progress(f"{n:,} of {of:,} passages are encoded")

    return told
