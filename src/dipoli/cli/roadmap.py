"""`dipoli roadmap CASE`: steps in an order that is safe after every start; ``check`` judges one."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.misplaced import (
    note_given,
    options_of,
    refuse_unheeded,
    send_after,
    send_alone,
    send_before,
)
from dipoli.cli.patience import Halt, clock, done, progress, work
from dipoli.cli.report import write_all
from dipoli.cli.roadmap_explain import add_explain
from dipoli.cli.robust import seed
from dipoli.cli.telling import case_of, tell, width
from dipoli.faults import DipoliError

if TYPE_CHECKING:
    from dipoli.analysis.case import Case
    from dipoli.analysis.roadmap import Question, Roadmap

TRIES = 60
"""Walks unless asked otherwise."""
_MOST_TRIES = 1_000_000
_EXIT_INTERRUPTED = 130
_A_DAY = 86_400
_OBJECTIVES = ("shortest", "least-peak", "balanced", "value")
_ASKING = (
    "--positions", "--wanted", "--refused", "--away", "--still", "--only", "--more-verification",
    "--accounting", "--horizon", "--seed", "--json",
)  # fmt: skip
_HEEDED = {
    "check": frozenset({"--clash", "--json"}),  # a file brings its question with it
    "explain": frozenset({*_ASKING, "--work", "--clash"}),
    "whatif": frozenset({*_ASKING, "--tries"}),
    "robust": frozenset({*_ASKING, "--tries", "--clash"}),
}
"""Words before an action of which it takes account; all others are refused."""
_ACCOUNTINGS = ("pair", "party", "basket")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "roadmap",
        help="order the steps of a case so that nobody is exposed beyond its limit",
        description="Reads a case folder and puts its steps into an order in which, after every "
        "single start, nobody stands to lose more towards another than the case says it can "
        "bear. What is not reached is told with what stood in its way. A checker of its own "
        "judges the order. Without a further word, finds a roadmap. It forecasts nothing.",
    )
    note_given(parser)
    parser.add_argument("case", type=Path, metavar="CASE", help="folder of the case")
    add_steps_question(parser)
    add_search(parser)
    question = options_of(parser)
    _add_clash(parser)
    parser.add_argument(
        "--brief", action="store_true", help="leave out exposure and where the issues stand"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the steps as a table, too")
    parser.add_argument(
        "--ics", type=Path, metavar="FILE", help="write them as a calendar (iCalendar), too"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=_find)
    outer = [one for one in options_of(parser) if one not in question]
    actions = parser.add_subparsers(title="what else to do", metavar="ACTION")
    _add_check(actions)
    add_explain(actions, steps_question)
    for name, action in actions.choices.items():
        inner = options_of(action)
        taken = [one for one in question if not _HEEDED[name].isdisjoint(one.option_strings)]
        send_before(action, taken, name)
        send_alone(action, [*question, *outer], name)
        send_after(parser, inner, name)
        refuse_unheeded(action, _HEEDED[name], name)


def _add_check(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser(
        "check",
        help="judge a schedule that is in a file",
        description="Reads a schedule from a FILE that `dipoli roadmap CASE --json` wrote, by hand "
        "changed or not, and has the checker judge it start by start, by the question in the file.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the schedule, as JSON")
    _add_clash(parser, argparse.SUPPRESS)
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="one JSON object on standard output",
    )
    parser.set_defaults(run=_check)


def add_steps_question(parser: argparse.ArgumentParser, *, inner: bool = False) -> None:
    """Options by which the steps of a case are asked about.

    Args:
        parser: the command, or an action of it.
        inner: whether it is an action; what is not given there stays as given before it.
    """

    def default(value: object) -> object:
        return argparse.SUPPRESS if inner else value

    lists = (
        ("--wanted", "STEP", "a step that the roadmap is for; all of them if not given"),
        ("--refused", "CODE", "a member or body that gives no consent"),
        ("--away", "CODE", "a member who takes no part"),
        ("--still", "BASKET", "a basket in which nothing of the exchange starts"),
    )
    parser.add_argument(
        "--positions",
        metavar="SET",
        default=default(None),
        help="set of positions; the first of the case if not given",
    )
    for option, metavar, words in lists:
        parser.add_argument(
            option, action="append", default=default([]), metavar=metavar,
            help=f"{words}; repeatable",
        )  # fmt: skip
    parser.add_argument(
        "--only",
        action="store_true",
        default=default(False),  # noqa: FBT003 - the value of an option
        help="take no step that is not wanted, except those that wanted ones come after",
    )
    parser.add_argument(
        "--more-verification",
        type=_number,
        default=default(0),
        metavar="MONTHS",
        help="every verification takes so many months longer (0)",
    )
    parser.add_argument(
        "--accounting",
        choices=_ACCOUNTINGS,
        default=default("pair"),
        metavar="KIND",
        help="accounts by pair, by party (looser) or by basket (stricter) (pair)",
    )
    parser.add_argument(
        "--horizon",
        type=_number,
        default=default(240),
        metavar="MONTH",
        help="everything is verified by then (240)",
    )
    parser.add_argument(
        "--by",
        type=_number,
        default=default(None),
        metavar="MONTH",
        help="for the objective of value: steps verified by then count (the horizon)",
    )


def add_search(parser: argparse.ArgumentParser, *, inner: bool = False) -> None:
    """Options of the search.

    Args:
        parser: the command, or an action of it.
        inner: whether it is an action; what is not given there stays as given before it.
    """

    def default(value: object) -> object:
        return argparse.SUPPRESS if inner else value

    parser.add_argument(
        "--objective",
        action="append",
        choices=_OBJECTIVES,
        default=default([]),
        metavar="NAME",
        help="what is better: shortest, least-peak, balanced or value; repeatable, the first "
        "counts first (shortest, then least-peak, then balanced)",
    )
    parser.add_argument(
        "--tries",
        type=_tries,
        default=default(TRIES),
        metavar="N",
        help=f"walks that are compared ({TRIES})",
    )
    parser.add_argument(
        "--work",
        type=_work,
        default=default(5.0),
        metavar="UNITS",
        help="of the solver that follows the walks, about seconds; 0 leaves it out, as is done "
        "where OR-Tools is not installed (5)",
    )
    parser.add_argument(
        "--seed", type=seed, default=default(0), metavar="S", help="of the random numbers (0)"
    )
    parser.add_argument(
        "--limit",
        type=_seconds,
        default=default(60.0),
        metavar="SECONDS",
        help="after which the best one so far is told (60)",
    )


def _add_clash(parser: argparse.ArgumentParser, default: object = False) -> None:  # noqa: FBT002
    parser.add_argument(
        "--clash",
        action="store_true",
        default=default,
        help="say whose red line, as assessed, and whose limit stands in the way, by how much, and "
        "what each member would need to go on",
    )


# ---------------------------------------------------------------- running


def _find(args: argparse.Namespace) -> int:
    from dipoli.codec.roadmap_json import roadmap_object  # noqa: PLC0415 - the same
    from dipoli.report.roadmap_text import roadmap_text  # noqa: PLC0415 - the same

    case = case_of(args)
    files = _files(case, args)
    roadmap = found(case, steps_question(case, args), args)
    contents = [(path, content(roadmap).encode()) for path, content in files]
    write_all(contents, what="roadmap", mend="name another file")
    tell(
        args,
        lambda: roadmap_object(case, roadmap, clash=args.clash),
        lambda width: roadmap_text(case, roadmap, width=width, clash=args.clash, brief=args.brief),
        roadmap,
    )
    return _code(roadmap)


def _check(args: argparse.Namespace) -> int:
    from dipoli.analysis.roadmap.checker import check  # noqa: PLC0415 - a quick --help
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - the same
    from dipoli.codec.roadmap_json import (  # noqa: PLC0415 - the same
        MOST_BYTES,
        check_object,
        read_schedule,
    )
    from dipoli.codec.roadmap_question import fit  # noqa: PLC0415 - the same
    from dipoli.report.roadmap_text import check_text  # noqa: PLC0415 - the same

    case = read_case(args.case)
    with args.file.open("rb") as file:
        filed = read_schedule(file.read(MOST_BYTES + 1), str(args.file))
    fit(case, filed.question, str(args.file), filed.case)
    verdict = check(case, filed.question, filed.schedule)
    if args.json:
        told = check_object(case, filed, verdict, clash=args.clash)
        print(json.dumps(told, ensure_ascii=False))
    else:
        same = filed.inputs == case.digest
        told_text = check_text(
            case, filed.question, verdict, width=width(), same=same, clash=args.clash
        )
        print(told_text)
    return 0


def steps_question(case: Case, args: argparse.Namespace) -> Question:
    """The question that the options ask, with every name checked.

    Args:
        case: the case.
        args: the words of a command that has the options of `add_steps_question`.

    Raises:
        CaseError: an option names what the case does not have.
    """
    from dipoli.codec.roadmap_question import ask_steps  # noqa: PLC0415 - a quick --help

    return ask_steps(
        case,
        positions=args.positions,
        wanted=args.wanted,
        only=args.only,
        refused=args.refused,
        away=args.away,
        still=args.still,
        more_verification=args.more_verification,
        accounting=args.accounting,
        horizon=args.horizon,
        by=args.by,
        seed=args.seed,
    )


def found(case: Case, question: Question, args: argparse.Namespace) -> Roadmap:
    """A roadmap, with progress; Ctrl-C ends the search with the best one so far.

    Args:
        case: the case.
        question: what is asked.
        args: the words of a command that has the options of `add_search`.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed a second time.
    """
    from dipoli.analysis.roadmap.effort import Effort, find_within  # noqa: PLC0415 - the same
    from dipoli.analysis.roadmap.figures import OBJECTIVES  # noqa: PLC0415 - a quick --help
    from dipoli.codec.roadmap_question import BY_WORD  # noqa: PLC0415 - the same

    halt = Halt()
    effort = Effort(
        tries=args.tries, work=args.work, limit=args.limit, clock=clock, stop=halt.asked.is_set
    )
    objectives = tuple(dict.fromkeys(BY_WORD[one] for one in args.objective)) or OBJECTIVES
    try:
        return work(
            lambda: find_within(case, question, effort, objectives=objectives, progress=progress),
            halt=halt,
        )
    finally:
        done()


def _code(roadmap: Roadmap) -> int:
    from dipoli.analysis.roadmap.effort import Ended, ended  # noqa: PLC0415 - a quick --help

    if ended(roadmap) is not Ended.STOPPED:
        return 0
    print("stopped: this is the best roadmap met so far", file=sys.stderr)
    return _EXIT_INTERRUPTED


def _files(case: Case, args: argparse.Namespace) -> list[tuple[Path, Callable[[Roadmap], str]]]:
    """What is to be written where; looked at before the long work.

    Raises:
        DipoliError: something stands there that is not an ordinary file, or both are one file.
    """
    from dipoli.codec.roadmap_files import roadmap_calendar, roadmap_csv  # noqa: PLC0415 - the same

    asked = ((args.csv, roadmap_csv), (args.ics, roadmap_calendar))
    files: list[tuple[Path, Callable[[Roadmap], str]]] = []
    for path, write in asked:
        if path is None:
            continue
        target = path.resolve()
        if (target.exists() and not target.is_file()) or target in [one for one, _ in files]:
            message = (
                f"The roadmap cannot be written to {path}: it is not a file of its own\n"
                f"  to mend: name another file"
            )
            raise DipoliError(message)
        files.append((target, lambda roadmap, write=write: write(case, roadmap)))  # type: ignore[misc]
    return files


def _number(text: str) -> int:
    return _whole(text, 0, 999_999)


def _tries(text: str) -> int:
    return _whole(text, 1, _MOST_TRIES)


def _whole(text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdecimal() or not low <= int(text[:19]) <= high:
        message = f"a whole number from {low} to {high}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _work(text: str) -> float:
    units = _figure(text)
    if not 0 <= units <= _A_DAY:
        message = "units between 0 and 86400"
        raise argparse.ArgumentTypeError(message)
    return units


def _seconds(text: str) -> float:
    seconds = _figure(text)
    if not 0 < seconds <= _A_DAY:
        message = "seconds between 0 and 86400"
        raise argparse.ArgumentTypeError(message)
    return seconds


def _figure(text: str) -> float:
    """A number; what is none lies in no range."""
    try:
        return float(text)
    except ValueError:
        return math.nan
