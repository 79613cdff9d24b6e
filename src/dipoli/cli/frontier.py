"""`dipoli frontier CASE`: packages of which none can be bettered without loss to somebody."""

from __future__ import annotations

import argparse

from dipoli.cli.agree import add_asked, question
from dipoli.cli.patience import TOLD, Halt, clock, done, progress, work
from dipoli.cli.telling import case_of, tell
from dipoli.faults import DipoliError

_ENGINES = {"counting": "ENUMERATION", "sums": "SUMS", "boxes": "BOXES"}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "frontier",
        help="packages of which none can be bettered for one party without loss to another",
        description="Reads a case folder and finds the Pareto frontier of its zone: packages for "
        "which no other is worth more to one party at the table without being worth less to "
        "another. For an analyst's own eyes: it tells what whole packages are worth to each "
        "party, on scales that cannot be compared with each other.",
    )
    add_asked(parser)
    parser.add_argument(
        "--held", action="store_true", help="soft lines held like hard ones, not negotiable"
    )
    parser.add_argument(
        "--engine",
        choices=tuple(_ENGINES),
        metavar="NAME",
        help="counting, sums or boxes alone; if not given, whichever fits",
    )
    parser.add_argument(
        "--boxes",
        type=_number,
        metavar="N",
        help="look into at most so many boxes, where boxes are looked into; every box with at "
        "most three parties and 500 with more, if not given",
    )
    parser.add_argument(
        "--packages",
        type=_number,
        default=10,
        metavar="N",
        help="list at most so many packages of equal worth for each point (10)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer and print.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is; at Ctrl-C 130, after what is known by then was printed.

    Raises:
        DipoliError: the case or the question cannot be used, or the engine asked for cannot
            answer it.
        KeyboardInterrupt: it was stopped; what was known is printed where it could be had soon.
    """
    from attrs import evolve  # noqa: PLC0415 - a quick --help

    from dipoli.analysis.agreement import Means, SoftLines  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.frontier.answers import (  # noqa: PLC0415 - the same
        FrontierEngine,
        Outgrown,
    )
    from dipoli.analysis.agreement.frontier.finder import frontier  # noqa: PLC0415 - the same
    from dipoli.codec.frontier_json import frontier_object  # noqa: PLC0415 - a quick --help
    from dipoli.report.frontier_text import frontier_text  # noqa: PLC0415 - a quick --help

    case = case_of(args)
    asked = question(case, args)
    if args.held:
        asked = evolve(asked, soft_lines=SoftLines.HELD)
    engine = None if args.engine is None else FrontierEngine[_ENGINES[args.engine]]
    halt = Halt()
    means = Means(limit=args.limit, clock=clock, stop=halt.asked.is_set)
    try:
        found = work(
            lambda: frontier(
                case, asked, means, listed=args.packages, engine=engine, boxes=args.boxes,
                progress=progress,
            ),
            halt=halt,
        )  # fmt: skip
    except (ValueError, Outgrown) as error:
        message = (
            f"This engine cannot answer the question: {error or 'its tables grow too large'}\n"
            f"  to mend: leave --engine out, or hold more still with --hold and --still"
        )
        raise DipoliError(message) from None
    finally:
        done()
    tell(
        args,
        lambda: frontier_object(case, found),
        lambda width: frontier_text(case, found, width=width),
        found,
    )
    if halt.asked.is_set():
        raise KeyboardInterrupt(TOLD)
    return 0


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:  # noqa: PLR2004 - a million
        message = "a whole number from 1 to 1000000"
        raise argparse.ArgumentTypeError(message)
    return int(text)
