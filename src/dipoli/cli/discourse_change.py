"""`dipoli discourse emphasis|change|keyness`: after a joint text, over time, word by word."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dipoli.cli.discourse_desk import (
    chance_arguments,
    codebook_argument,
    corpus_argument,
    figures_arguments,
    genre_of,
    named,
    read_all,
    refuse,
    tell,
    told_arguments,
    whole,
    width,
)

if TYPE_CHECKING:
    from dipoli.analysis.discourse.change import Period
    from dipoli.analysis.discourse.counts import Cell, Reading

_DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_PERIOD = re.compile(rf"([A-Z][A-Z0-9-]*):([^:]+):({_DATE}):({_DATE})?")
_MOST_MONTHS = 600
_MOST_WORDS = 1_000


def add_change(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    emphasis = actions.add_parser(
        "emphasis",
        help="which points of a joint text each signatory takes up afterwards",
        description="The issues of a text that several made together, and how often each of them "
        "raises each in its own words in the months after it. Silence is not rejection.",
    )
    corpus_argument(emphasis)
    codebook_argument(emphasis)
    emphasis.add_argument("file", metavar="FILE", help="name of the joint text in the corpus")
    emphasis.add_argument(
        "--months", type=whole(1, _MOST_MONTHS), default=12, metavar="N", help="after it (12)"
    )
    emphasis.add_argument(
        "--genre",
        action="append",
        default=[],
        metavar="NAME",
        help="a genre that counts, each apart; all but that of the joint text if none is given",
    )
    chance_arguments(emphasis)
    told_arguments(emphasis)
    emphasis.set_defaults(run=_emphasis, command="emphasis")

    change = actions.add_parser(
        "change",
        help="how often each actor raises each issue, by year or by period",
        description="Year by year with the slope of the share; or, with --period, period by period "
        "with the difference to the one before. No forecast.",
    )
    corpus_argument(change)
    codebook_argument(change)
    figures_arguments(change)
    change.add_argument(
        "--period",
        action="append",
        default=[],
        metavar="ACTOR:LABEL:SINCE:UNTIL",
        help="a time of one actor, such as a term of government; UNTIL may be empty; repeatable",
    )
    told_arguments(change)
    change.set_defaults(run=_change, command="change")

    keyness = actions.add_parser(
        "keyness",
        help="words that each of two actors uses more than the other",
        description="Words over-used by each of two actors, within one genre and one language.",
    )
    corpus_argument(keyness)
    codebook_argument(keyness)
    keyness.add_argument("one", metavar="A", help="code of an actor")
    keyness.add_argument("other", metavar="B", help="code of another")
    keyness.add_argument("--genre", metavar="NAME", help="needed if there are two")
    keyness.add_argument("--language", metavar="CODE", help="needed if both have two")
    keyness.add_argument(
        "--most",
        type=whole(1, _MOST_WORDS),
        default=20,
        metavar="N",
        help="words of each at most (20)",
    )
    told_arguments(keyness)
    keyness.set_defaults(run=_keyness, command="keyness")


def _emphasis(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.emphasis import emphasis  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.salience import joint_texts  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_more import emphasis_text  # noqa: PLC0415 - the same

    reading = read_all(args.corpus, args.codebook)
    documents = reading.corpus.documents
    named([args.file], [one.file for one in joint_texts(reading)], "joint text of the corpus")
    text = documents[args.file]
    if not text.date:
        refuse("a joint text with a date", f"{args.file}, without one", "add it to the manifest")
    known = sorted({one.genre for one in documents.values()} - {""})
    named(args.genre, known, "genre of the corpus")
    genres = tuple(args.genre or (one for one in known if one != text.genre))
    if not genres:
        refuse("another genre than that of the joint text", "none", "name one with --genre")
    answer = emphasis(reading, args.file, args.months, genres, seed=args.seed, draws=args.draws)
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    return tell(args, reading.corpus, answer, answer.receipt, lambda: emphasis_text(page, answer))


def _change(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.change import by_period, by_year  # noqa: PLC0415 - quick --help
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_more import change_text  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import ChangeAnswer  # noqa: PLC0415 - the same

    reading = read_all(args.corpus, args.codebook)
    genre = genre_of(reading.corpus, args.genre)
    periods = periods_of(reading, args.period)
    chance = {"seed": args.seed, "draws": args.draws}
    answer = ChangeAnswer(
        years=None if periods else by_year(reading, genre, **chance),
        periods=by_period(reading, genre, periods, **chance) if periods else None,
    )
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    return tell(args, reading.corpus, answer, answer.receipt, lambda: change_text(page, answer))


def periods_of(reading: Reading, texts: Sequence[str]) -> tuple[Period, ...]:
    """Periods as they were given, each of an actor with words of its own, in order and apart.

    Raises:
        MalformedError: one is none, names nobody, or begins before the one before it has ended.
    """
    periods = tuple(map(_period, texts))
    _apart(periods)
    named([one.actor for one in periods], actors_of(reading), "actor with words of its own")
    return periods


def _period(text: str) -> Period:
    from dipoli.analysis.discourse.change import Period  # noqa: PLC0415 - a quick --help

    match = _PERIOD.fullmatch(text)
    if match is None:
        refuse("a period as ACTOR:LABEL:SINCE:UNTIL", text, "write it like XAL:First:2025:2027-04")
    period = Period(actor=match[1], label=match[2].strip(), since=match[3], until=match[4] or "")
    if period.until and period.until < period.since:
        refuse("a period that ends after it begins", text, "swap the two dates")
    return period


def _apart(periods: Sequence[Period]) -> None:
    last: dict[str, Period] = {}
    for one in periods:
        before = last.get(one.actor)
        if before is not None and not (before.until and before.until < one.since):
            refuse(
                f"periods of {one.actor} in order of time, apart",
                f"{before.label} until {before.until or 'any date'}, then {one.label} since "
                f"{one.since}",
                "order them, and end each before the next begins",
            )
        last[one.actor] = one


def _keyness(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.counts import cells  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.keyness import keyness  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_more import keyness_text  # noqa: PLC0415 - the same

    reading = read_all(args.corpus, args.codebook)
    genre = genre_of(reading.corpus, args.genre)
    pair_of(reading, args.one, args.other)
    held = {(one.actor, one.language): one for one in cells(reading, genre)}
    both = [
        language for actor, language in held if actor == args.one and (args.other, language) in held
    ]
    one, other = _cells(args, held, both)
    try:
        answer = keyness(reading, one, other, most=args.most)
    except ValueError as error:
        refuse("enough words of each, and other words", str(error), "choose another genre or pair")
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    return tell(args, reading.corpus, answer, answer.receipt, lambda: keyness_text(page, answer))


def _cells(
    args: argparse.Namespace, held: dict[tuple[str, str], Cell], both: list[str]
) -> tuple[Cell, Cell]:
    if args.language is not None:
        named([args.language], both, "language that both have in the genre")
    elif len(both) != 1:
        found = ", ".join(both) or "none"
        refuse("one language that both have in the genre", found, "name one with --language")
    language = args.language or both[0]
    return held[args.one, language], held[args.other, language]


def actors_of(reading: Reading) -> list[str]:
    """Codes of all who have words of their own, in the order of the corpus."""
    return list(
        dict.fromkeys(one.actor for one in reading.corpus.passages if one.actor is not None)
    )


def pair_of(reading: Reading, *actors: str) -> None:
    """Check that actors are different ones, each with words of its own.

    Raises:
        MalformedError: they are not.
    """
    named(actors, actors_of(reading), "actor with words of its own")
    if len(set(actors)) < len(actors):
        refuse("different actors", ", ".join(actors), "name each once")
