"""`dipoli discourse kwic`: words, or an issue, wherever they stand, in their context."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.discourse_desk import (
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

if TYPE_CHECKING:
    from dipoli.analysis.discourse.concordance import Line, Order
    from dipoli.analysis.discourse.texts import Corpus
    from dipoli.codec.discourse_forms import Concordance

_ORDERS = ("date", "left", "right", "actor")
_MOST_CONTEXT = 1_000


def add_kwic(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    kwic = actions.add_parser(
        "kwic",
        help="words, or an issue, wherever they stand, in their context",
        description="Every place where words stand, in their context; or, with --issue, every "
        "place that the codebook finds for an issue, in all languages that have seeds.",
    )
    corpus_argument(kwic)
    kwic.add_argument(
        "word", nargs="*", metavar="WORD", help="words to look for; * stands for further letters"
    )
    kwic.add_argument("--issue", metavar="ID", help="every place that was found for an issue")
    kwic.add_argument(
        "--codebook", type=Path, metavar="FILE", help="the codebook that has the issue"
    )
    kwic.add_argument(
        "--sort",
        choices=_ORDERS,
        default="date",
        metavar="HOW",
        help="by `date`, `left`, `right` or `actor` (date)",
    )
    kwic.add_argument("--language", metavar="CODE", help="this language only")
    kwic.add_argument(
        "--context",
        type=whole(0, _MOST_CONTEXT),
        default=60,
        metavar="N",
        help="characters on either side (60)",
    )
    told_arguments(kwic)
    kwic.set_defaults(run=_kwic, command="kwic")


def _kwic(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.concordance import Order  # noqa: PLC0415 - a quick --help
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_more import concordance_text  # noqa: PLC0415 - the same

    if bool(args.word) == (args.issue is not None):
        found = "both" if args.word else "neither"
        refuse("words to look for, or an issue with --issue", found, "give one of the two")
    if (args.issue is None) != (args.codebook is None):
        refuse("--issue and --codebook together", "one of the two", "give both, or words")
    order = Order(args.sort)
    answer, corpus = _of_issue(args, order) if args.issue is not None else _of_words(args, order)
    page = Page(corpus=corpus, width=width())
    return tell(args, corpus, answer, answer.receipt, lambda: concordance_text(page, answer))


def _of_issue(args: argparse.Namespace, order: Order) -> tuple[Concordance, Corpus]:
    from dipoli.analysis.discourse.concordance import through  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.figures import receipt  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import Concordance  # noqa: PLC0415 - the same

    reading = read_all(args.corpus, args.codebook)
    named([args.issue], list(reading.issues), "issue of the codebook")
    languages = _languages(reading.corpus, args.language)
    lines = through(reading, args.issue, order=order, context=args.context)
    documents = reading.corpus.documents
    unknown = {
        documents[one.passage.file].language for one in reading.coded if args.issue in one.missing
    }
    answer = Concordance(
        words=(),
        issue=args.issue,
        sorted_by=order,
        lines=tuple(one for one in lines if one.language in languages),
        unknown=tuple(one for one in languages if one in unknown),
        receipt=receipt(
            reading,
            "Every place that was found for an issue, in its context.",
            parameters={"issue": args.issue, "languages": ", ".join(languages)},
        ),
    )
    return answer, reading.corpus


def _of_words(args: argparse.Namespace, order: Order) -> tuple[Concordance, Corpus]:
    from dipoli.analysis.discourse.concordance import (  # noqa: PLC0415 - a quick --help
        concordance,
        ordered,
    )
    from dipoli.analysis.discourse.uses import languages_of  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import Concordance, text_receipt  # noqa: PLC0415 - the same

    words = tuple(dict.fromkeys(" ".join(one.split()) for one in args.word))
    for word in words:
        if not any(map(str.isalnum, word)):
            refuse("a word with a letter or a digit", repr(word), "write one, such as peac*")
    corpus = read_texts(args.corpus)
    languages = _languages(corpus, args.language)
    lines: dict[tuple[str, int, int], Line] = {}
    for word in words:
        for one in concordance(corpus, word, languages=languages, context=args.context):
            lines.setdefault((one.passage.file, one.start, one.end), one)
    written = {one for word in words for one in languages_of(word) or languages}
    answer = Concordance(
        words=words,
        issue=None,
        sorted_by=order,
        lines=ordered(lines.values(), order),
        unknown=tuple(one for one in languages if one not in written),
        receipt=text_receipt(
            corpus,
            "Words were looked for in every passage; repeated passages are looked through once.",
            {"words": "; ".join(words), "languages": ", ".join(languages)},
            ("The same matter in other words.",),
        ),
    )
    return answer, corpus


def _languages(corpus: Corpus, asked: str | None) -> tuple[str, ...]:
    known = tuple(dict.fromkeys(one.language for one in corpus.documents.values()))
    if asked is None:
        return known
    named([asked], known, "language of the corpus")
    return (asked,)
