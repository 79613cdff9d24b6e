"""Three things changed, chosen by rule from the case, for a report that nobody asked more of.

The consent that most steps need is refused; every verification takes half a year longer; nothing
of the exchange starts in the basket that holds most of it. Where several are equal, the first in
the order of the case. Other questions are asked by `dipoli roadmap`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import evolve
from markupsafe import Markup

from dipoli.analysis.case import Case, Condition
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.question import Question
from dipoli.report.names import Names
from dipoli.report.roadmap_section import WhatIf
from dipoli.report.words import say

LONGER = 6
"""Months by which every verification takes longer."""


def what_ifs(
    case: Case, question: Question, names: Names, find: Callable[[Question], Roadmap]
) -> tuple[WhatIf, ...]:
    """What follows when one thing is changed.

    Args:
        case: the case.
        question: to which the roadmap of the page is an answer.
        names: names of parties and bodies.
        find: finds a roadmap for a question.
    """
    return tuple(
        WhatIf(asked=asked, roadmap=find(changed))
        for asked, changed in _changes(case, question, names)
    )


def _changes(case: Case, question: Question, names: Names) -> Iterator[tuple[Markup, Question]]:
    consents = Counter(code for step in case.steps for code in step.consents)
    known = (*case.members, *(body.code for body in case.ratifiers))
    bodies = [code for code in known if consents[code] and code not in question.refused]
    if bodies:
        body = max(bodies, key=lambda code: consents[code])
        refused = evolve(question, refused=(*question.refused, body))
        yield say("roadmap_if_refused", body=names.mark(body)), refused
    longer = evolve(question, more_verification=question.more_verification + LONGER)
    yield say("roadmap_if_verification", months=LONGER), longer
    held = Counter(step.basket for step in case.steps if step.condition is Condition.EXCHANGE)
    baskets = [one for one in case.baskets if held[one.id] and one.id not in question.frozen]
    if baskets:
        basket = max(baskets, key=lambda one: held[one.id])
        frozen = evolve(question, frozen=(*question.frozen, basket.id))
        yield say("roadmap_if_frozen", basket=basket.title), frozen
