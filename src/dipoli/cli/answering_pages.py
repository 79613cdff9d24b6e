"""Pages that are drawn of answers, with the pictures and tables of the report.

Nothing is drawn here a second way: a page is the report, a part of it, or the page on texts. A
question has none where its answer is words alone, and where drawing would take longer than finding.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dipoli.analysis.case import Case

Draw = Callable[["Case", Any, argparse.Namespace], str]
"""Draws a page of an answer: the case, the answer, the words of the command."""


def drawn(kind: str, case: Case | None, value: Any, args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    """A page of an answer; empty where there is none.

    Args:
        kind: of the question.
        case: the case that it was asked of; None where it was asked of none.
        value: the answer.
        args: the words of the command.
    """
    if kind in _OF_PAPERS:
        return _OF_PAPERS[kind](value, args)
    return "" if case is None or kind not in _OF_CASE else _OF_CASE[kind](case, value, args)


def _agree(case: Case, value: Any, args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    from dipoli.codec.framework_folder import read_frameworks  # noqa: PLC0415 - where it is drawn
    from dipoli.codec.shipped import shipped  # noqa: PLC0415 - the same
    from dipoli.report.page import write_report  # noqa: PLC0415 - the same

    charters = read_frameworks(shipped("frameworks")).charters
    return write_report(case, charters, value, gives=args.gives, explorer=True)


def _roadmap(case: Case, value: Any, args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    from dipoli.report.part import roadmap_page  # noqa: PLC0415 - where it is drawn

    return roadmap_page(case, value, clash=args.clash)


def _linkage(case: Case, value: Any, _args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    from dipoli.report.part import linkage_page  # noqa: PLC0415 - where it is drawn

    return linkage_page(case, value)


def _frontier(case: Case, value: Any, _args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    from dipoli.report.part import frontier_page  # noqa: PLC0415 - where it is drawn

    return frontier_page(case, value)


def _robust(case: Case, value: Any, _args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    from dipoli.report.part import robust_page  # noqa: PLC0415 - where it is drawn

    return robust_page(case, value)


def _frameworks(value: Any, _args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    from dipoli.report.frameworks_html import comparison_html  # noqa: PLC0415 - where it is drawn

    return comparison_html(*value)


def _texts(value: Any, args: argparse.Namespace) -> str:  # noqa: ANN401 - of the kind
    """The page on texts, of what was counted: nothing is counted for it anew."""
    from dipoli.codec.discourse_forms import SalienceAnswer  # noqa: PLC0415 - where it is drawn
    from dipoli.report.discourse_asked import Asked, Counted, Met  # noqa: PLC0415 - the same
    from dipoli.report.discourse_page import Place, write_discourse  # noqa: PLC0415 - the same

    reading, answer = value
    of_salience = isinstance(answer, SalienceAnswer)
    counted = Counted(
        asked=Asked(seed=args.seed, draws=args.draws),
        salience=(answer.salience,) if of_salience else (),
        trends=(),
        changes=(),
        emphasis=(),
        absent=answer.absent if of_salience else (),
        met=()
        if of_salience
        else (Met(figures=answer.figures, words=answer.words, bridges=answer.bridges),),
        affirmed=(),
    )
    place = Place(corpus=str(args.corpus), codebook=str(args.codebook))
    return write_discourse(reading, counted, place)


_OF_CASE: Mapping[str, Draw] = {
    "agree": _agree,
    "roadmap": _roadmap,
    "linkage": _linkage,
    "frontier": _frontier,
    "robust": _robust,
}
_OF_PAPERS: Mapping[str, Callable[[Any, argparse.Namespace], str]] = {
    "frameworks": _frameworks,
    "salience": _texts,
    "converge": _texts,
}
