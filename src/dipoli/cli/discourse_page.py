"""`dipoli discourse page`: every figure with its passages, in one HTML file for an analyst."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.discourse_change import pair_of, periods_of
from dipoli.cli.discourse_desk import (
    chance_arguments,
    codebook_argument,
    corpus_argument,
    named,
    read_all,
    refuse,
    whole,
)
from dipoli.cli.patience import done, progress
from dipoli.cli.report import write_all

if TYPE_CHECKING:
    from dipoli.analysis.case import Case
    from dipoli.analysis.discourse.counts import Reading
    from dipoli.report.discourse_asked import Asked

SCHEMA = "dipoli.discourse.page/1"
_MOST_MONTHS = 600
_MOST_SHOWN = 1_000
_SHOWN = 5


def add_page(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    page = actions.add_parser(
        "page",
        help="write figures and passages as one HTML file",
        description="Writes one self-contained HTML file for an analyst: how often each actor "
        "raises each issue, within one genre and language, year by year, after joint texts, and "
        "where words of two meet, with the passages behind every figure. Nothing is ranked, and "
        "nothing of it stands in the report of a case.",
    )
    corpus_argument(page)
    codebook_argument(page)
    page.add_argument("--case", type=Path, metavar="CASE", help="whose names of parties are used")
    page.add_argument(
        "--genre",
        action="append",
        default=[],
        metavar="NAME",
        help="this genre, each apart; all if none is given; repeatable",
    )
    page.add_argument(
        "--issue",
        action="append",
        default=[],
        metavar="ID",
        help="for time lines and meeting words; issues without a parent if none; repeatable",
    )
    page.add_argument(
        "--pair",
        action="append",
        default=[],
        metavar="A,B",
        help="hold the words of these two together; repeatable",
    )
    page.add_argument(
        "--after",
        action="append",
        default=[],
        metavar="FILE",
        help="what those who made this joint text raised afterwards; repeatable",
    )
    page.add_argument(
        "--months", type=whole(1, _MOST_MONTHS), default=12, metavar="N", help="after it (12)"
    )
    page.add_argument(
        "--absent",
        action="append",
        default=[],
        metavar="FILE",
        help="what most of an actor's other documents raise and this one does not; the last one of "
        "each actor if none is given; repeatable",
    )
    page.add_argument(
        "--period",
        action="append",
        default=[],
        metavar="ACTOR:LABEL:SINCE:UNTIL",
        help="a time of one actor, such as a term of government; UNTIL may be empty; repeatable",
    )
    page.add_argument(
        "--passages",
        type=whole(1, _MOST_SHOWN),
        default=_SHOWN,
        metavar="N",
        help=f"shown behind one figure at most, spread over its time ({_SHOWN})",
    )
    chance_arguments(page)
    page.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write it")
    page.add_argument("--json", action="store_true", help="print one JSON object about the file")
    page.set_defaults(run=_page, command="page")


def _page(args: argparse.Namespace) -> int:
    from dipoli.analysis.discourse.standing import standing_of  # noqa: PLC0415 - quick --help
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - a quick --help
    from dipoli.report.discourse_asked import counted  # noqa: PLC0415 - the same
    from dipoli.report.discourse_page import (  # noqa: PLC0415 - the same
        Place,
        write_discourse,
    )

    target = _target(args.out)
    case = None if args.case is None else read_case(args.case)
    reading = read_all(args.corpus, args.codebook)
    asked = _asked(args, reading)
    try:
        found = counted(reading, asked, progress)
        progress("writing the page")
        text = write_discourse(
            reading,
            found,
            Place(corpus=str(args.corpus), codebook=str(args.codebook)),
            case=case,
            most=args.passages,
        )
    finally:
        done()
    content = text.encode()
    write_all([(target, content)], what="page", mend="name another file with --out")
    if args.json:
        print(json.dumps(_told(args, reading, case, content, standing_of(reading.corpus, case))))
        return 0
    print(args.out)
    print(f"Open it in any browser: {target.as_uri()}", file=sys.stderr)
    print("It is on your disk. Anybody you give it to can read all of it.", file=sys.stderr)
    return 0


def _target(path: Path) -> Path:
    """Where the page will stand, links followed; asked before the long work."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        refuse("a file", f"{path}, which is something else", "name another with --out")
    return target


def _asked(args: argparse.Namespace, reading: Reading) -> Asked:
    """What the page is to hold, every word of it held against corpus and codebook.

    Raises:
        MalformedError: a word that names nothing.
    """
    from dipoli.analysis.discourse.salience import joint_texts  # noqa: PLC0415 - a quick --help
    from dipoli.report.discourse_asked import Asked, genres_of  # noqa: PLC0415 - the same

    named(args.genre, list(genres_of(reading)), "genre with an actor's own words")
    named(args.issue, list(reading.issues), "issue of the codebook")
    named(args.after, [one.file for one in joint_texts(reading)], "joint text of the corpus")
    for file in args.after:
        if not reading.corpus.documents[file].date:
            refuse("a joint text whose date is known", file, "write its date into the manifest")
    own = {one.file for one in reading.corpus.passages if one.actor and not one.joint}
    here = [one for one in reading.corpus.documents.values() if one.file in own and one.genre]
    named(args.absent, [one.file for one in here], "document of a genre with an actor's own words")
    pairs = tuple(_pair(text, reading) for text in args.pair)
    kept = set(args.issue)
    return Asked(
        genres=tuple(dict.fromkeys(args.genre)),
        issues=tuple(issue for issue in reading.issues if issue in kept),
        pairs=tuple(dict.fromkeys(pairs)),
        joint=tuple(dict.fromkeys(args.after)),
        months=args.months,
        absent=tuple(dict.fromkeys(args.absent)),
        periods=periods_of(reading, args.period),
        seed=args.seed,
        draws=args.draws,
    )


def _pair(text: str, reading: Reading) -> tuple[str, str]:
    one, comma, other = text.partition(",")
    if not comma:
        refuse("a pair as A,B", text, "write two codes with a comma between them")
    pair_of(reading, one.strip(), other.strip())
    return one.strip(), other.strip()


def _told(
    args: argparse.Namespace, reading: Reading, case: Case | None, content: bytes, mark: str
) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "mark": mark,
        "path": str(args.out),
        "bytes": len(content),
        "digest": hashlib.sha256(content).hexdigest(),
        "corpus": reading.corpus.digest,
        "codebook": reading.codebook.digest,
        "case": None if case is None else case.digest,
        "passages": args.passages,
        "seed": args.seed,
    }
