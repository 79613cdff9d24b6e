"""`dipoli agree CASE`: baskets, zone and packages; with ``--clash``, what clashes."""

from __future__ import annotations

import argparse
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from dipoli.cli.patience import clock, done, progress, work
from dipoli.cli.telling import case_of, said, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from dipoli.analysis.agreement import Agreement, Question
    from dipoli.analysis.agreement.anytime import Sofar
    from dipoli.analysis.case import Case
    from dipoli.analysis.receipt import Receipt

    Stopped = Callable[[Case, Question, Sofar, Receipt], str]


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

    def stopped(case: Case, asked: Question, sofar: Sofar, receipt: Receipt) -> str:
        from dipoli.codec.stopped_json import stopped_object  # noqa: PLC0415 - at a stop only
        from dipoli.report.stopped_text import stopped_text  # noqa: PLC0415 - the same

        return said(
            args,
            lambda: stopped_object(case, asked, sofar, receipt, gives=args.gives, clash=args.clash),
            lambda width: stopped_text(
                case, asked, sofar, receipt, width=width, gives=args.gives, brief=args.brief
            ),
        )

    case, found = answers(args, stopped=stopped)
    tell(
        args,
        lambda: agreement_object(case, found, gives=args.gives),
        lambda width: agreement_text(case, found, width=width, gives=args.gives, brief=args.brief),
        found,
    )
    return 0


def answers(
    args: argparse.Namespace,
    need: Callable[[Case, Question], None] | None = None,
    *,
    stopped: Stopped | None = None,
) -> tuple[Case, Agreement]:
    """Read the case and answer the question, with progress and a clean stop.

    Args:
        args: the words of a command that has the options of `add_question`.
        need: raises where the question lacks what the command needs; asked before the work.
        stopped: what to print at Ctrl-C of what is known so far; nothing where it is None.

    Returns:
        The case and the answers.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from dipoli.analysis.agreement import Means, agree  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.anytime import Sofar  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.finder import receipt_of  # noqa: PLC0415 - a quick --help

    case = case_of(args)
    asked = question(case, args)
    if need is not None:
        need(case, asked)
    ended, sofar, start = threading.Event(), Sofar(), clock()
    means = Means(limit=args.limit, clock=clock, stop=ended.is_set)

    def going(words: str) -> None:
        if not ended.is_set():
            progress(words)

    def known(words: Stopped) -> str:
        now = sofar.snapshot()
        ended.set()
        packages, taken = tuple(now.packages), clock() - start
        receipt = receipt_of(case, asked, means, packages, taken, clashes=args.clash)
        return words(case, asked, now, evolve(receipt, exact=False))

    try:
        found = work(
            lambda: agree(case, asked, means, clashes=args.clash, progress=going, sofar=sofar),
            None if stopped is None else partial(known, stopped),
        )
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
