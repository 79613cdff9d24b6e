"""One part of the report as a page of its own, with its pictures."""

from __future__ import annotations

from markupsafe import Markup

from dipoli.analysis.agreement.frontier import answers
from dipoli.analysis.agreement.linkage.answers import Linkage
from dipoli.analysis.agreement.uncertain.answers import Robust
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.report.explorer_section import digest_of, written_script
from dipoli.report.frontier_section import drawn_from, frontier_section
from dipoli.report.linkage_section import linkage_section
from dipoli.report.names import names_of
from dipoli.report.page import environment
from dipoli.report.roadmap_section import roadmap_section
from dipoli.report.robust_section import robust_section
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


def frontier_page(case: Case, found: answers.Frontier) -> str:
    """Packages that cannot be bettered, drawn for two parties that the reader chooses.

    Args:
        case: the case.
        found: the answer.

    Returns:
        The page; empty where there is no point to draw.
    """
    drawn = drawn_from(found)
    if drawn is None:
        return ""
    section, script = frontier_section(drawn), written_script()
    return _page(case, "frontier", section, found.question.positions, script)


def robust_page(case: Case, found: Robust) -> str:
    """How far answers hold, with shares and their intervals drawn.

    Args:
        case: the case.
        found: the answers.
    """
    section = robust_section(case, found, (), names_of(case))
    away = len(found.question.seats) < len(case.members)
    return _page(case, "robustness", section, found.question.positions, away=away)


def _page(
    case: Case, part: str, section: object, positions: str, script: str = "", *, away: bool = False
) -> str:
    values = {
        "part": part,
        part: section,
        "case": case,
        "names": names_of(case),
        "standing": case.mark if case.exercise else say("standing"),
        "positions": case.position_set(positions),
        "numbers": {part: 1},
        "away": away,
        "script": Markup(script),  # noqa: S704 - ours
        "digest": digest_of(script) if script else "",
    }
    return environment().get_template("part.html").render(values)
