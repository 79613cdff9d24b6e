"""`dipoli agree CASE`: baskets, zone and packages; with ``--clash``, what clashes."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.patience import clock, done, progress, work

if TYPE_CHECKING:
    from collections.abc import Callable

    from dipoli.analysis.agreement import Agreement, Question
    from dipoli.analysis.case import Case

_WIDTH = 100


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "agree",
        help="where is common ground, and where none: baskets, zone, packages",
        description="Reads a case folder and says, with proof, which baskets can be settled, "
        "whether there is common ground over all of them, and which packages named rules single "
        "out. It computes consequences of the case's assumptions and nothing else.",
    )
    add_question(parser)
    parser.add_argument(
        "--brief", action="store_true", help="leave out what each package means issue by issue"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def add_question(parser: argparse.ArgumentParser) -> None:
    """Options by which a case is asked about common ground; shared with `dipoli report`."""
    add_asked(parser)
    parser.add_argument(
        "--clash", action="store_true", help="where there is none, say what clashes"
    )
    parser.add_argument(
        "--gives", action="store_true", help="beside what each party gets, what it gives"
    )


def add_asked(parser: argparse.ArgumentParser) -> None:
    """Options that every question about a case has."""
    parser.add_argument("case", type=Path, metavar="CASE", help="folder of the case")
    parser.add_argument(
        "--positions", metavar="SET", help="set of positions; the first of the case if not given"
    )
    parser.add_argument(
        "--away",
        action="append",
        default=[],
        metavar="CODE",
        help="a member that is not at the table; consents that name it are still asked; repeatable",
    )
    parser.add_argument(
        "--unclaimed",
        action="append",
        default=[],
        metavar="CODE",
        help="a party or body whose consent is not claimed; repeatable",
    )
    parser.add_argument(
        "--hold",
        action="append",
        default=[],
        metavar="ISSUE=N[,N]",
        help="ask only for packages in which an issue takes one of these options; repeatable",
    )
    parser.add_argument(
        "--still",
        action="append",
        default=[],
        metavar="BASKET",
        help="a basket that stays as it is; repeatable",
    )
    parser.add_argument(
        "--limit", type=_seconds, default=60.0, metavar="SECONDS", help="for one solve (60)"
    )


def run(args: argparse.Namespace) -> int:
    """Answer and print.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from dipoli.codec.agreement_json import agreement_object  # noqa: PLC0415 - a quick --help
    from dipoli.report.agreement_text import agreement_text  # noqa: PLC0415 - a quick --help

    case, found = answers(args)
    if args.json:
        print(json.dumps(agreement_object(case, found, gives=args.gives), ensure_ascii=False))
        return 0
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 120)
    print(agreement_text(case, found, width=width, gives=args.gives, brief=args.brief))
    return 0


def answers(
    args: argparse.Namespace, need: Callable[[Case, Question], None] | None = None
) -> tuple[Case, Agreement]:
    """Read the case and answer the question, with progress and a clean stop.

    Args:
        args: the words of a command that has the options of `add_question`.
        need: raises where the question lacks what the command needs; asked before the work.

    Returns:
        The case and the answers.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from dipoli.analysis.agreement import Means, agree  # noqa: PLC0415 - a quick --help
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - a quick --help

    case = read_case(args.case)
    asked = question(case, args)
    if need is not None:
        need(case, asked)
    means = Means(limit=args.limit, clock=clock)
    try:
        found = work(lambda: agree(case, asked, means, clashes=args.clash, progress=progress))
    finally:
        done()
    return case, found


def question(case: Case, args: argparse.Namespace) -> Question:
    """The question that the options ask, with every name checked.

    Args:
        case: the case.
        args: the words of the command.

    Returns:
        The question.

    Raises:
        CaseError: an option names what the case does not have.
    """
    from dipoli.codec.question import ask  # noqa: PLC0415 - a quick --help

    return ask(
        case,
        positions=args.positions,
        away=tuple(args.away),
        unclaimed=tuple(args.unclaimed),
        hold=tuple(args.hold),
        still=tuple(args.still),
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:  # noqa: PLR2004 - a day
        message = "seconds between 0 and 86400"
        raise argparse.ArgumentTypeError(message)
    return seconds
