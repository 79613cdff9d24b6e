"""`dipoli linkage CASE`: what linking baskets adds and to whom, and what each seat costs."""

from __future__ import annotations

import argparse

from dipoli.cli.agree import add_asked, question
from dipoli.cli.patience import clock, done, progress, work
from dipoli.cli.telling import case_of, tell


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "linkage",
        help="what linking baskets adds and to whom, what hangs on what, what each seat costs",
        description="Reads a case folder and says, with proof, what linking two baskets adds and "
        "to whom, which baskets hang on which, the smallest sets of baskets that hold a balanced "
        "package, and how common ground changes with each further seat.",
    )
    add_asked(parser)
    parser.add_argument(
        "--share",
        action="append",
        type=_share,
        metavar="PERCENT",
        help="a package is balanced when every seat gains something, and at least this share of "
        "its largest gain (0 and 25); repeatable",
    )
    parser.add_argument(
        "--held", action="store_true", help="soft lines held like hard ones, not negotiable"
    )
    parser.add_argument(
        "--figures", action="store_true", help="tell the points of each seat, on its own scale"
    )
    parser.add_argument(
        "--clash", action="store_true", help="where two settlements do not stand, say against what"
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
    from attrs import evolve  # noqa: PLC0415 - a quick --help

    from dipoli.analysis.agreement import Means, SoftLines  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.linkage import SHARES, linkage  # noqa: PLC0415 - the same
    from dipoli.codec.linkage_json import linkage_object  # noqa: PLC0415 - a quick --help
    from dipoli.codec.question import need_state_of_things  # noqa: PLC0415 - a quick --help
    from dipoli.report.linkage_text import linkage_text  # noqa: PLC0415 - a quick --help

    case = case_of(args)
    asked = question(case, args)
    need_state_of_things(case, asked)
    if args.held:
        asked = evolve(asked, soft_lines=SoftLines.HELD)
    means = Means(limit=args.limit, clock=clock)
    shares = tuple(dict.fromkeys(args.share or SHARES))
    try:
        found = work(lambda: linkage(case, asked, means, shares=shares, progress=progress))
    finally:
        done()
    tell(
        args,
        lambda: linkage_object(case, found, figures=args.figures, clash=args.clash),
        lambda width: linkage_text(
            case, found, width=width, figures=args.figures, clash=args.clash
        ),
        found,
    )
    return 0


def _share(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:  # noqa: PLR2004 - per cent
        message = "a whole number from 0 to 100"
        raise argparse.ArgumentTypeError(message)
    return int(text)
