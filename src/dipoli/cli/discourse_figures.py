"""`dipoli discourse salience`: how often each actor raises what, within one genre."""

from __future__ import annotations

import argparse

from dipoli.cli.discourse_desk import (
    codebook_argument,
    corpus_argument,
    date,
    figures_arguments,
    genre_of,
    named,
    read_all,
    refuse,
    tell,
    told_arguments,
    width,
)


def add_figures(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    salience = actions.add_parser(
        "salience",
        help="how often each actor raises each issue, within one genre",
        description="The share of each actor's own passages that carries each issue, within one "
        "genre and each language apart, with intervals by drawing documents again. Frequency is "
        "not importance. Actors are not ranked.",
    )
    corpus_argument(salience)
    codebook_argument(salience)
    figures_arguments(salience)
    salience.add_argument("--language", metavar="CODE", help="this language only")
    salience.add_argument(
        "--since", type=date, default="", metavar="DATE", help="first date that counts"
    )
    salience.add_argument(
        "--until", type=date, default="", metavar="DATE", help="last date that counts"
    )
    salience.add_argument(
        "--absent",
        metavar="FILE",
        help="what more than half of an actor's other documents raise and this one does not",
    )
    told_arguments(salience)
    salience.set_defaults(run=_salience, command="salience")


def _salience(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse import salience as method  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.absent import absent  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text import Page, salience_text  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import SalienceAnswer  # noqa: PLC0415 - the same

    if args.since and args.until and args.since > args.until:
        refuse("a first date before the last", f"{args.since} and {args.until}", "swap them")
    reading = read_all(args.corpus, args.codebook)
    documents = reading.corpus.documents
    genre = genre_of(reading.corpus, args.genre)
    languages = sorted({one.language for one in documents.values()})
    named([args.language] if args.language is not None else [], languages, "language of the corpus")
    here = [one.file for one in documents.values() if one.genre == genre]
    named([args.absent] if args.absent is not None else [], here, f"document of the genre {genre}")
    answer = SalienceAnswer(
        salience=method.salience(
            reading,
            genre,
            language=args.language or "",
            between=(args.since, args.until),
            seed=args.seed,
            draws=args.draws,
        ),
        absent=()
        if args.absent is None
        else absent(reading, genre, lambda one: one.file == args.absent),
        joint=method.joint_texts(reading),
    )
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    return tell(
        args,
        reading.corpus,
        answer,
        answer.salience.receipt,
        lambda: salience_text(page, answer, args.absent or ""),
        value=(reading, answer),
    )
