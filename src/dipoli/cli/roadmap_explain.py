"""`dipoli roadmap CASE explain`, ``whatif`` and ``robust``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from dipoli.cli.patience import done, progress, work
from dipoli.cli.telling import case_of, tell

if TYPE_CHECKING:
    from dipoli.analysis.case import Case
    from dipoli.analysis.roadmap import Question, Roadmap

Ask = Callable[["Case", argparse.Namespace], "Question"]
"""The question that the options before the action ask."""
Told = tuple[Callable[[int], str], dict[str, object]]
"""An answer in words for a width, and as JSON."""
_MOST = 100_000
_KEPT = 8


def add_explain(actions: argparse._SubParsersAction[argparse.ArgumentParser], ask: Ask) -> None:
    """Register the three actions.

    Args:
        actions: of `dipoli roadmap CASE`.
        ask: makes the question of the options before the action.
    """
    _add(
        actions, "explain", _explain, ask,
        "say why there is no roadmap with everything that was asked for",
        "Says which accounts end short and by how much, what waits for what in a circle, which "
        "assumptions clash, the smallest guarantee, and what would make a roadmap. What is proven "
        "is told as proven, what was only met as met. Whose limits and red lines they are is told "
        "with --clash.",
        clash="say whose red line, as assessed, and whose limit stands in the way, and by how much",
    )  # fmt: skip
    _add_whatif(actions, ask)
    _add_robust(actions, ask)


def _add(  # noqa: PLR0913, PLR0917 - what every action has
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace, Case, Question], Told],
    ask: Ask,
    short: str,
    description: str,
    clash: str = "",
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name, help=short, description=f"{description} The question stands before the action."
    )
    if clash:
        parser.add_argument("--clash", action="store_true", default=argparse.SUPPRESS, help=clash)
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="one JSON object on standard output",
    )

    def answer(args: argparse.Namespace) -> int:
        case = case_of(args)
        question = ask(case, args)
        try:
            words, told = work(lambda: run(args, case, question))
        finally:
            done()
        tell(args, lambda: told, words)
        return 0

    parser.set_defaults(run=answer)
    return parser


def _add_whatif(actions: argparse._SubParsersAction[argparse.ArgumentParser], ask: Ask) -> None:
    parser = _add(
        actions, "whatif", _whatif, ask,
        "say what changes when a consent is refused, a basket freezes, a step is left out",
        "Says which steps fall, which come later or sooner, and what could start now, beside the "
        "roadmap of the question as it stands.",
    )  # fmt: skip
    lists = (
        ("--refuses", "CODE", "a member or body refuses its consent"),
        ("--freezes", "BASKET", "nothing of the exchange starts in a basket"),
        ("--first", "NAME", "a step or basket that is verified before those of --then start"),
        ("--then", "NAME", "a step or basket that waits for those of --first"),
        ("--drops", "STEP", "a step that is not taken at all"),
        (
            "--waits-for",
            "BASKET",
            "tell what in other baskets waits for this one, and what counts together with it",
        ),
    )
    for option, metavar, words in lists:
        parser.add_argument(
            option, action="append", default=[], metavar=metavar, help=f"{words}; repeatable"
        )
    parser.add_argument(
        "--longer", type=_number, default=0, metavar="MONTHS",
        help="every verification takes so many months longer (0)",
    )  # fmt: skip
    parser.add_argument(
        "--consents", action="store_true", help="tell whose consent each step needs"
    )


def _add_robust(actions: argparse._SubParsersAction[argparse.ArgumentParser], ask: Ask) -> None:
    parser = _add(
        actions, "robust", _robust, ask,
        "say how far the roadmap holds when judgements are off",
        "Says in how many profiles drawn within the ranges of the judgements the roadmap stays "
        "safe, how many it takes to make it unsafe, and where it gives way first.",
        clash="say between whom it gives way first, and whose judgements those are",
    )  # fmt: skip
    parser.add_argument(
        "--assume", type=_percent, default=None, metavar="PERCENT",
        help="ranges of so many per cent either way, where the case states none",
    )  # fmt: skip
    parser.add_argument(
        "--budget", type=_number, default=None, metavar="N",
        help="look for a roadmap that is safe with any N judgements at their worse ends",
    )  # fmt: skip
    parser.add_argument(
        "--profiles", type=_profiles, default=1000, metavar="N", help="profiles drawn (1000)"
    )
    parser.add_argument(
        "--drivers", action="store_true",
        help="tell which limits and which figures of the weakest link change the order alone",
    )  # fmt: skip


# ---------------------------------------------------------------- running


def _explain(args: argparse.Namespace, case: Case, question: Question) -> Told:
    from dipoli.analysis.roadmap.cp import is_installed  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.roadmap.explain import explain, solver_of  # noqa: PLC0415 - the same
    from dipoli.codec.roadmap_explain_json import explain_object  # noqa: PLC0415 - the same
    from dipoli.report.roadmap_explain_text import explain_text  # noqa: PLC0415 - the same

    solver = solver_of(args.work) if args.work and is_installed() else None
    told = explain(case, question, solver=solver)

    def words(width: int) -> str:
        return explain_text(case, told, width=width, clash=args.clash)

    return words, {**explain_object(case, told, clash=args.clash)}


def _whatif(args: argparse.Namespace, case: Case, question: Question) -> Told:
    from dipoli.analysis.roadmap.together import together  # noqa: PLC0415 - a quick --help
    from dipoli.analysis.roadmap.whatif import (  # noqa: PLC0415 - a quick --help
        compare,
        links,
        needs,
    )
    from dipoli.codec.question import require  # noqa: PLC0415 - the same
    from dipoli.codec.roadmap_explain_json import whatif_object  # noqa: PLC0415 - the same
    from dipoli.codec.roadmap_question import change_steps  # noqa: PLC0415 - the same
    from dipoli.report.roadmap_explain_text import whatif_text  # noqa: PLC0415 - the same

    require(args.waits_for, [basket.id for basket in case.baskets], "basket")
    changed = change_steps(
        case, question, refuses=args.refuses, freezes=args.freezes, first=args.first,
        then=args.then, drops=args.drops, longer=args.longer,
    )  # fmt: skip
    look = _look(args)
    plain = _plain(case, question, args.tries)
    progress("the roadmap of the question as it is changed")
    told = compare(case, plain, changed, look)
    across = [(basket, links(case, changed, basket)) for basket in args.waits_for]
    ends = told.roadmap.schedule
    joint = [(basket, together(case, changed, basket, ends)) for basket in args.waits_for]
    consents = needs(case, changed) if args.consents else ()

    def words(width: int) -> str:
        return whatif_text(case, told, width=width, links=across, joint=joint, needs=consents)

    return words, {**whatif_object(case, told, links=across, joint=joint, needs=consents)}


def _robust(args: argparse.Namespace, case: Case, question: Question) -> Told:
    from dipoli.analysis.roadmap.robust import (  # noqa: PLC0415 - a quick --help
        Assumed,
        Sample,
        What,
        drivers,
        how_far,
        judgements_of,
        sturdy,
    )
    from dipoli.codec.roadmap_explain_json import robust_roadmap_object  # noqa: PLC0415 - the same
    from dipoli.report.roadmap_explain_text import robust_roadmap_text  # noqa: PLC0415 - the same

    assumed = None if args.assume is None else Assumed.percent(args.assume)
    look = _look(args)
    road = look(case, question)
    sample = Sample(profiles=args.profiles, seed=args.seed)
    told = how_far(case, question, road.schedule, assumed=assumed, sample=sample)
    firm = None
    if args.budget is not None:
        firm = sturdy(case, question, args.budget, assumed=assumed, look=look)
    driving = None
    if args.drivers:
        weak = set() if told.weakest is None else {one.step for one in told.weakest.judgements}
        rows = judgements_of(case, question, assumed)
        some = [one for one in rows if one.what is What.LIMIT or one.step in weak]
        driving = drivers(case, question, some)

    def words(width: int) -> str:
        return robust_roadmap_text(
            case, question, told, width=width, sturdy=firm, drivers=driving, clash=args.clash
        )

    told_object = robust_roadmap_object(
        case, question, told, sturdy=firm, drivers=driving, clash=args.clash
    )
    return words, {**told_object}


_roads: dict[tuple[str, Question, int], Roadmap] = {}
"""Roadmaps of plain questions: asked of the same case again with something else changed, the same
one stands beside it. A roadmap hangs on the case, the question with its seed, and the walks."""


def _plain(case: Case, question: Question, tries: int) -> Roadmap:
    from dipoli.analysis.roadmap import find  # noqa: PLC0415 - a quick --help

    key = (case.digest, question, tries)
    if key not in _roads:
        progress("the roadmap of the question as it stands")
        while len(_roads) >= _KEPT:
            _roads.pop(next(iter(_roads)))
        _roads[key] = find(case, question, tries=tries)
    return _roads[key]


def _look(args: argparse.Namespace) -> Callable[[Case, Question], Roadmap]:
    from dipoli.analysis.roadmap import find  # noqa: PLC0415 - a quick --help

    return lambda case, question: find(case, question, tries=args.tries)


def _number(text: str) -> int:
    return _whole(text, 1200)


def _percent(text: str) -> int:
    return _whole(text, 100)


def _profiles(text: str) -> int:
    count = _whole(text, _MOST)
    if not count:
        message = "at least one profile"
        raise argparse.ArgumentTypeError(message)
    return count


def _whole(text: str, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text[:19]) <= most:
        message = f"a whole number from 0 to {most}"
        raise argparse.ArgumentTypeError(message)
    return int(text)
