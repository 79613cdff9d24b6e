"""`dipoli interests`, `dipoli home` and `dipoli sitting`: who is left out, bound, or reluctant."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dipoli.cli.agree import add_asked, question
from dipoli.cli.patience import clock, done, work
from dipoli.cli.telling import case_of, tell

if TYPE_CHECKING:
    from dipoli.analysis.agreement import Means, Question
    from dipoli.analysis.case import Case
    from dipoli.report.names import Names

_RULES = ("largest-total-gain", "nash", "kalai-smorodinsky", "leximin")
T = TypeVar("T")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    _add_interests(subparsers)
    _add_home(subparsers)
    _add_sitting(subparsers)


def _add_interests(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "interests",
        help="whose interests a deal touches and does not cover, and what would",
        description="Reads a case folder and says which interests a package, or a deal of some of "
        "the parties, touches and does not cover, and the cheapest additions that would.",
    )
    add_asked(parser)
    parser.add_argument("--deal", metavar="CODE,CODE", help="who made the deal; all if not given")
    parser.add_argument(
        "--move",
        action="append",
        default=[],
        metavar="ISSUE=N",
        help="what the deal moves, and to which option; repeatable",
    )
    parser.add_argument(
        "--package", type=Path, metavar="FILE", help="what the deal moves, as JSON, issue to option"
    )
    parser.add_argument(
        "--rule",
        choices=_RULES,
        default="nash",
        metavar="RULE",
        help="the rule that singles the deal out where it is not given (nash)",
    )
    _add_common(parser, "what the whole covers too, and points")
    parser.set_defaults(run=run_interests)


def _add_home(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "home",
        help="what a seat could bring home, and whose refusal there binds",
        description="Reads a case folder and says what one seat and the bodies at its home would "
        "accept, which of them rules packages out, and their limits in their own words.",
    )
    add_asked(parser)
    parser.add_argument("--seat", required=True, metavar="CODE", help="the seat")
    parser.add_argument(
        "--clash", action="store_true", help="say which limit of a body rules packages out"
    )
    parser.add_argument("--words", action="store_true", help="every interest beside the red lines")
    _add_common(parser, "with --json: what packages take from the seat")
    parser.set_defaults(run=run_home)


def _add_sitting(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "sitting",
        help="what a seat gains by sitting rather than staying out, and what protects it",
        description="Reads a case folder and compares one seat at the table with the same party "
        "staying out: what the others could settle, and the fewest guarantees against it.",
    )
    add_asked(parser)
    parser.add_argument("--seat", required=True, metavar="CODE", help="the seat")
    _add_common(parser, "tell what goes against the seat, issue by issue")
    parser.set_defaults(run=run_sitting)


def _add_common(parser: argparse.ArgumentParser, gives: str) -> None:
    parser.add_argument("--held", action="store_true", help="hold soft lines like hard ones")
    parser.add_argument("--gives", action="store_true", help=gives)
    parser.add_argument(
        "--viewer", metavar="CODE", help="name parties as this one does; as the case does if not"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run_interests(args: argparse.Namespace) -> int:
    """Say who is left out.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case, the question or the deal cannot be used.
    """
    from dipoli.analysis.agreement import Rule  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.agreement.left_out import left_out  # noqa: PLC0415 - the same
    from dipoli.codec.deal import deal_of, parties_of  # noqa: PLC0415 - the same
    from dipoli.codec.question import need_state_of_things  # noqa: PLC0415 - the same
    from dipoli.codec.seats_json import interests_object  # noqa: PLC0415 - the same
    from dipoli.report.interests_text import interests_text  # noqa: PLC0415 - the same

    paper = None if args.package is None else args.package.read_text(encoding="utf-8")
    case, asked = _asked(args)
    need_state_of_things(case, asked)
    parties = parties_of(case, asked, args.deal)
    deal = deal_of(case, args.move, paper) or Rule(args.rule)
    found = _work(args, lambda means: left_out(case, asked, parties, deal, means))
    told = interests_object(case, found, gives=args.gives)
    tell(
        args,
        lambda: told,
        lambda width: interests_text(
            case, found, _names(case, args), width=width, gives=args.gives
        ),
    )
    return 0


def run_home(args: argparse.Namespace) -> int:
    """Say what a seat could bring home.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from dipoli.analysis.agreement.win_sets import home  # noqa: PLC0415 - a quick --help
    from dipoli.codec.deal import seat  # noqa: PLC0415 - the same
    from dipoli.codec.seats_json import home_object  # noqa: PLC0415 - the same
    from dipoli.report.home_text import home_text  # noqa: PLC0415 - the same

    case, asked = _asked(args)
    code = seat(asked, args.seat)
    found = _work(args, lambda means: home(case, asked, code, means))
    told = home_object(case, found, gives=args.gives, clash=args.clash)
    tell(
        args,
        lambda: told,
        lambda width: home_text(
            case, found, _names(case, args), width=width, clash=args.clash, words=args.words
        ),
    )
    return 0


def run_sitting(args: argparse.Namespace) -> int:
    """Say what a seat gains by sitting.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case or the question cannot be used.
    """
    from dipoli.analysis.agreement.sitting import sitting  # noqa: PLC0415 - a quick --help
    from dipoli.codec.deal import seat_among  # noqa: PLC0415 - the same
    from dipoli.codec.question import need_state_of_things  # noqa: PLC0415 - the same
    from dipoli.codec.seats_json import sitting_object  # noqa: PLC0415 - the same
    from dipoli.report.sitting_text import sitting_text  # noqa: PLC0415 - the same

    case, asked = _asked(args)
    need_state_of_things(case, asked)
    code = seat_among(asked, args.seat)
    found = _work(args, lambda means: sitting(case, asked, code, means))
    told = sitting_object(case, found, gives=args.gives)
    tell(
        args,
        lambda: told,
        lambda width: sitting_text(case, found, _names(case, args), width=width, gives=args.gives),
    )
    return 0


def _asked(args: argparse.Namespace) -> tuple[Case, Question]:
    from attrs import evolve  # noqa: PLC0415 - a quick --help

    from dipoli.analysis.agreement import SoftLines  # noqa: PLC0415 - the same
    from dipoli.codec.deal import check_viewer  # noqa: PLC0415 - the same

    case = case_of(args)
    asked = question(case, args)
    check_viewer(case, args.viewer)
    return case, evolve(asked, soft_lines=SoftLines.HELD) if args.held else asked


def _names(case: Case, args: argparse.Namespace) -> Names:
    from dipoli.report.viewer import names_for  # noqa: PLC0415 - a quick --help

    return names_for(case, args.viewer)


def _work(args: argparse.Namespace, job: Callable[[Means], T]) -> T:
    from dipoli.analysis.agreement import Means  # noqa: PLC0415 - a quick --help

    means = Means(limit=args.limit, clock=clock)
    try:
        return work(lambda: job(means))
    finally:
        done()
