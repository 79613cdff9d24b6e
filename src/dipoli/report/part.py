"""One part of the report as a page of its own: the steps in order, or links between baskets."""

from __future__ import annotations

from dipoli.analysis.agreement.linkage.answers import Linkage
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.report.linkage_section import linkage_section
from dipoli.report.names import names_of
from dipoli.report.page import environment
from dipoli.report.roadmap_section import roadmap_section
from dipoli.report.words import say


def roadmap_page(case: Case, roadmap: Roadmap, *, clash: bool = False) -> str:
    """The steps of a case in a safe order, with the pictures of the report.

    Args:
        case: the case.
        roadmap: the answer.
        clash: whether assumptions that clash are told.
    """
    section = roadmap_section(case, roadmap, names_of(case), clash=clash)
    return _page(case, "roadmap", section, roadmap.question.positions)


def linkage_page(case: Case, linkage: Linkage) -> str:
    """What links between baskets add, with the tables of the report.

    Args:
        case: the case.
        linkage: the answer.
    """
    section = linkage_section(case, linkage, names_of(case))
    return _page(case, "linkage", section, linkage.question.positions)


def _page(case: Case, part: str, section: object, positions: str) -> str:
    values = {
        "part": part,
        part: section,
        "case": case,
        "names": names_of(case),
        "standing": case.mark if case.exercise else say("standing"),
        "positions": case.position_set(positions),
        "numbers": {part: 1},
        "away": False,
    }
    return environment().get_template("part.html").render(values)
