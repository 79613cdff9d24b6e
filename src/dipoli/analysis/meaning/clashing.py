"""Assumptions of a case that cannot hold together with the package to which a text amounts.

They are the analyst's own, and each may be wrong. They are told on request only.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.agreement.answers import Package, Question
from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.case import Case


class Sort(enum.Enum):
    """What sort of assumption clashes with a package."""

    LINE = "red line"
    LINK = "link"
    LEAST = "least worth"
    ASKED = "as asked"


@frozen(kw_only=True)
class Clash:
    """One assumption that cannot hold together with a package.

    Args:
        key: of the assumption, as the checker names it.
        sentence: as the checker words it.
        sort: what it is.
        holder: code of the party or body whose it is; empty for one of the case.
        reason: as it was coded; empty where none was.
    """

    key: str
    sentence: str
    sort: Sort
    holder: str = ""
    reason: str = ""


def clashes(case: Case, question: Question, package: Package) -> tuple[Clash, ...]:
    """Assumptions that clash with a package, in the order of the checker.

    Args:
        case: the case.
        question: what was asked of it.
        package: an option for every issue.
    """
    return tuple(_clashes(case, question, package))


def _clashes(case: Case, question: Question, package: Package) -> Iterator[Clash]:
    reasons = {row.id: row.reason for row in case.requirements}
    reasons |= {row.id: row.reason for row in case.exclusions}
    holders = {party.code for party in case.parties} | {body.code for body in case.ratifiers}
    # Two parties may have a line of one name, so that the checker's own sentence tells them apart.
    lines = {
        f"red line {line.id} of {code} is crossed": (code, line.reason)
        for code, position in case.positions_of(question.positions).items()
        for line in position.red_lines
    }
    for one in violations(case, question, package):
        if one.sentence in lines:
            code, reason = lines[one.sentence]
            sort = Sort.LINE
        elif one.key in reasons:
            code, reason, sort = "", reasons[one.key], Sort.LINK
        elif one.key in holders:
            code, reason, sort = one.key, "", Sort.LEAST
        else:
            code, reason, sort = "", "", Sort.ASKED
        yield Clash(key=one.key, sentence=one.sentence, sort=sort, holder=code, reason=reason)
