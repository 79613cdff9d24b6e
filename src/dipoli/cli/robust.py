"""`dipoli robust CASE`: how far answers hold when the judgements of the case are uncertain."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from dipoli.cli.agree import add_asked, question
from dipoli.cli.patience import clock, done, progress, work
from dipoli.cli.telling import case_of, tell

if TYPE_CHECKING:
    from dipoli.analysis.agreement.uncertain import Robust
    from dipoli.analysis.case import Case

PROFILES, SEED = 1000, 1
"""How many profiles are drawn, and by which random numbers, unless asked."""

_PROFILES = (10, 1_000_000)
_PROCESSES = (1, 256)


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "robust",
        help="how far answers hold when judgements are uncertain: shares, worst cases",
        description="Draws the judgements of a case within their ranges, many times, and says in "
        "how many of those profiles packages are acceptable, which package most of them accept, "
        "which package bears errors that are all against it, and which uncertainty matters.",
    )
    add_asked(parser)
    parser.add_argument(
        "--profiles", type=profiles, default=PROFILES, metavar="N", help="how many are drawn (1000)"
    )
    parser.add_argument(
        "--seed", type=seed, default=SEED, metavar="S", help="of the random numbers (1)"
    )
    parser.add_argument(
        "--spread",
        choices=("triangular", "uniform"),
        default="triangular",
        metavar="SHAPE",
        help="triangular (most likely as coded; the default) or uniform",
    )
    parser.add_argument("--held", action="store_true", help="soft red lines are held like hard")
    parser.add_argument(
        "--budget",
        type=_budget,
        metavar="G",
        help="errors of each party that a package must bear; the most possible if not given",
    )
    parser.add_argument(
        "--package",
        nargs="+",
        action="extend",
        default=[],
        metavar="ISSUE=N",
        help="judge this package too; issues that are not named stay as they are; repeatable",
    )
    parser.add_argument(
        "--each",
        action="store_true",
        help="beside the share acceptable to all, that acceptable to each who is asked",
    )
    parser.add_argument(
        "--processes", type=_processes, default=1, metavar="P", help="that share the work (1)"
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of a Dask scheduler whose workers share the work instead",
    )
    parser.add_argument(
        "--brief", action="store_true", help="leave out what each package means issue by issue"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer and print.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from dipoli.codec.robust_json import robust_object  # noqa: PLC0415 - a quick --help
    from dipoli.report.robust_text import robust_text  # noqa: PLC0415 - a quick --help

    case, found = answers(args)
    tell(
        args,
        lambda: robust_object(case, found, each=args.each),
        lambda width: robust_text(case, found, width=width, each=args.each, brief=args.brief),
        found,
    )
    return 0


def answers(args: argparse.Namespace) -> tuple[Case, Robust]:
    """Read the case and answer, with progress and a clean stop.

    Args:
        args: the words of the command.

    Returns:
        The case and the answers.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from attrs import evolve  # noqa: PLC0415 - a quick --help

    from dipoli.analysis.agreement import Means, SoftLines  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.uncertain import (  # noqa: PLC0415 - a quick --help
        Run,
        Sample,
        Spread,
        robust,
    )
    from dipoli.cli.scheduler import scheduler  # noqa: PLC0415 - a quick --help
    from dipoli.cli.workers import workers  # noqa: PLC0415 - a quick --help
    from dipoli.codec.question import package_of  # noqa: PLC0415 - a quick --help

    case = case_of(args)
    asked = question(case, args)
    given = package_of(case, asked, args.package) if args.package else None
    if args.held:
        asked = evolve(asked, soft_lines=SoftLines.HELD)
    sample = Sample(profiles=args.profiles, seed=args.seed, spread=Spread(args.spread))
    with scheduler(args.scheduler) if args.scheduler else workers(args.processes) as many:
        means = Means(limit=args.limit, clock=clock)
        how = Run(sample=sample, means=means, many=many, progress=progress)
        try:
            found = work(lambda: robust(case, asked, how, budget=args.budget, given=given))
        finally:
            done()
    return case, found


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        message = f"a whole number from {low:,} to {high:,}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def profiles(text: str) -> int:
    """A number of profiles that can be drawn."""
    return _whole(text, *_PROFILES)


def _processes(text: str) -> int:
    return _whole(text, *_PROCESSES)


def seed(text: str) -> int:
    """A seed of random numbers."""
    return _whole(text, 0, 2**63 - 1)


def _budget(text: str) -> int:
    return _whole(text, 0, 1_000_000)
