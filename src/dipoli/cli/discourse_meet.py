"""`dipoli discourse converge|affirmed`: where words meet. Prompts for a diplomat, not findings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.discourse_change import actors_of, pair_of
from dipoli.cli.discourse_desk import (
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
    from dipoli.analysis.case import Case
    from dipoli.analysis.discourse.codebook import Codebook

_MOST_PAIRS = 100
_FEWEST_ACTORS = 2


def add_meet(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    converge = actions.add_parser(
        "converge",
        help="where two actors' words on an issue meet, and how else it could be put",
        description="Three figures, kept apart; passages side by side whose stances are compatible "
        "or rest on a condition; and issues that both raise beside this one. Opposed passages are "
        "never offered. These are prompts for a diplomat, not findings.",
    )
    corpus_argument(converge)
    codebook_argument(converge)
    converge.add_argument("one", metavar="A", help="code of an actor")
    converge.add_argument("other", metavar="B", help="code of another")
    converge.add_argument("--issue", required=True, metavar="ID", help="issue of the codebook")
    converge.add_argument(
        "--case", type=Path, metavar="CASE", help="say to what in this case the issue leads"
    )
    converge.add_argument(
        "--most",
        type=whole(1, _MOST_PAIRS),
        default=10,
        metavar="N",
        help="pairs of passages of each sort at most (10)",
    )
    converge.add_argument(
        "--encoder",
        action="store_true",
        help="tell each pair's rank by the sentence encoder of the extra embed; the order stays",
    )
    figures_arguments(converge)
    told_arguments(converge)
    converge.set_defaults(run=_converge, command="converge")

    affirmed = actions.add_parser(
        "affirmed",
        help="what each of several actors affirms in words of its own",
        description="Issues on whose proposition every one of the actors takes the same side in a "
        "passage of its own at least, with what each says otherwise beside it. No majority.",
    )
    corpus_argument(affirmed)
    codebook_argument(affirmed)
    affirmed.add_argument(
        "actor", nargs="*", metavar="ACTOR", help="codes; all of the corpus if none is given"
    )
    affirmed.add_argument("--genre", metavar="NAME", help="needed if there are two")
    told_arguments(affirmed)
    affirmed.set_defaults(run=_affirmed, command="affirmed")


def _converge(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.bridges import bridges  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.discourse.common import common_words  # noqa: PLC0415 - the same
    from dipoli.analysis.discourse.converge import converge  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_meet import meetings_text  # noqa: PLC0415 - the same
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_forms import Meetings  # noqa: PLC0415 - the same
    from dipoli.codec.encoder import open_encoder  # noqa: PLC0415 - the same

    reading = read_all(args.corpus, args.codebook)
    genre = genre_of(reading.corpus, args.genre)
    actors = (args.one, args.other)
    pair_of(reading, *actors)
    named([args.issue], list(reading.issues), "issue of the codebook")
    encoder = open_encoder() if args.encoder else None
    case = None if args.case is None else read_case(args.case)
    in_case = () if case is None else _in_case(case, reading.codebook, args.issue)
    answer = Meetings(
        figures=converge(reading, actors, args.issue, genre, seed=args.seed, draws=args.draws),
        words=common_words(reading, actors, args.issue, genre, most=args.most, encoder=encoder),
        bridges=bridges(reading, actors, args.issue, genre),
        in_case=in_case,
    )
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    receipt = answer.figures[0].receipt if answer.figures else answer.words.receipt
    return tell(
        args,
        reading.corpus,
        answer,
        receipt,
        lambda: meetings_text(page, answer, asked=case is not None),
        case,
        value=(reading, answer),
    )


def _in_case(case: Case, codebook: Codebook, issue: str) -> tuple[str, ...]:
    """Issues of a case to which an issue of the codebook leads, itself or through its parent."""
    held = {one.id: one for one in codebook.issues}
    parent = held[issue].parent
    entries = held[issue].crosswalk.get("case", ())
    if not entries and parent is not None:
        entries = held[parent].crosswalk.get("case", ())
    ids = {entry.partition(":")[2] for entry in entries if entry.partition(":")[0] == case.id}
    return tuple(one.id for one in case.issues if ids & {one.id, one.group, one.basket})


def _affirmed(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.bridges import affirmed_by_all  # noqa: PLC0415 - quick --help
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_meet import affirmed_text  # noqa: PLC0415 - the same

    reading = read_all(args.corpus, args.codebook)
    genre = genre_of(reading.corpus, args.genre)
    actors = tuple(args.actor or actors_of(reading))
    pair_of(reading, *actors)
    if len(actors) < _FEWEST_ACTORS:
        refuse("two actors at least", ", ".join(actors) or "none", "name another")
    answer = affirmed_by_all(reading, actors, genre)
    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    return tell(args, reading.corpus, answer, answer.receipt, lambda: affirmed_text(page, answer))
