"""`dipoli discourse carry`: where words of two meet, and who could carry it. For one's own eyes.

Nothing asks for this by default, and no page or report holds any of it: a carrier that is named in
public is no carrier. A file is born closed to every other account.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.discourse_change import pair_of
from dipoli.cli.discourse_desk import (
    codebook_argument,
    corpus_argument,
    genre_of,
    named,
    read_all,
    whole,
    width,
)

if TYPE_CHECKING:
    from dipoli.analysis.case import Case
    from dipoli.analysis.discourse.carried import WhoCouldCarry
    from dipoli.analysis.discourse.counts import Reading

_MOST_CARRIERS = 4


def add_carry(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    carry = actions.add_parser(
        "carry",
        help="where words of two meet, and who could carry it; for an analyst's eyes",
        description="For an issue that two actors cannot discuss: sub-issues on which their words "
        "meet, and through whom these could pass by the channels of a case. It is for an "
        "analyst's or a mediator's own eyes: a carrier that is named in public is no carrier.",
    )
    corpus_argument(carry)
    codebook_argument(carry)
    carry.add_argument("one", metavar="A", help="code of an actor")
    carry.add_argument("other", metavar="B", help="code of another")
    carry.add_argument("--issue", required=True, metavar="ID", help="issue of the codebook")
    carry.add_argument(
        "--case", type=Path, required=True, metavar="CASE", help="folder of the case"
    )
    carry.add_argument("--genre", metavar="NAME", help="needed if there are two")
    carry.add_argument(
        "--carriers",
        type=whole(1, _MOST_CARRIERS),
        default=2,
        metavar="N",
        help="carriers of a chain at most, 1 to 4 (2)",
    )
    carry.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write it to a new file that only your account may open",
    )
    carry.add_argument("--json", action="store_true", help="one JSON object, in place of text")
    carry.set_defaults(run=_carry, command="carry")


def _carry(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.carried import who_could_carry  # noqa: PLC0415 - quick --help
    from dipoli.cli.carry_page import write_private  # noqa: PLC0415 - the same
    from dipoli.cli.carry_words import PRIVATE  # noqa: PLC0415 - the same
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - the same
    from dipoli.codec.discourse_carry_json import carry_object  # noqa: PLC0415 - the same

    case = read_case(args.case)
    actors = (args.one, args.other)
    named(actors, list(case.members), "member of the case")
    reading = read_all(args.corpus, args.codebook)
    genre = genre_of(reading.corpus, args.genre)
    pair_of(reading, *actors)
    named([args.issue], list(reading.issues), "issue of the codebook")
    found = who_could_carry(case, reading, actors, args.issue, genre, most=args.carriers)
    if args.json:
        told = json.dumps(carry_object(case, reading, found), ensure_ascii=False, allow_nan=False)
    else:
        told = "\n".join(_text(case, reading, found))
    if args.out is None:
        print(told)
        return 0
    write_private(args.out, f"{told}\n")
    print(args.out)
    print(f"{PRIVATE} Only your account may open it there.", file=sys.stderr)
    return 0


def _text(case: Case, reading: Reading, found: WhoCouldCarry) -> Iterator[str]:
    from dipoli.cli.carry import carrying_text  # noqa: PLC0415 - a quick --help
    from dipoli.cli.carry_words import PRIVATE  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text import Page  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_text_meet import words_text  # noqa: PLC0415 - the same
    from dipoli.cli.discourse_words import say  # noqa: PLC0415 - the same

    page = Page(corpus=reading.corpus, width=width(), codebook=reading.codebook)
    yield from page.wrap(PRIVATE)
    yield from page.wrap(found.who_may_read)
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    yield from page.head(found.receipt)
    for one in found.found:
        yield ""
        yield from page.wrap(say("carry_words", issue=page.label(one.issue)))
        yield from page.wrap(one.words.note)
        yield from words_text(page, one.words)
        yield ""
        if one.carrying is None:
            yield from page.wrap(one.why)
        else:
            yield carrying_text(case, one.carrying, width=page.width)
    if found.without:
        yield ""
        issues = ", ".join(page.label(one) for one in found.without)
        yield from page.wrap(say("carry_without", issues=issues))
    yield from page.foot(found.receipt)
