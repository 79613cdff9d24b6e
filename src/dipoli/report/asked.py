"""What was asked, where it is not the plain question: who is away, what must hold, what stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dipoli.analysis.agreement import Question, claims_missed
from dipoli.analysis.case import Case
from dipoli.report.choices import text_of
from dipoli.report.names import Names
from dipoli.report.words import say


def tell_question(case: Case, question: Question, names: Names) -> tuple[Markup, ...]:
    """Sentences that stand before every answer; none for the plain question.

    Args:
        case: the case.
        question: what was asked of it.
        names: names of parties and bodies.

    Returns:
        Who is away, whose consent is not claimed, what cannot be settled without them by the
        claims of the case, what a package must hold, and which baskets stay as they are.
    """
    return tuple(_sentences(case, question, names))


def _sentences(case: Case, question: Question, names: Names) -> Iterator[Markup]:
    away = [code for code in case.members if code not in question.seats]
    if away:
        yield say("asked_away", parties=_named(away, names))
    if question.without:
        yield say("asked_unclaimed", parties=_named(question.without, names))
    for claim, absent in claims_missed(case, question):
        parties = _named(absent, names)
        yield say("asked_missed", parties=parties, subject=claim.subject, reason=claim.reason)
    issues = {issue.id: issue for issue in case.issues}
    for atom in question.hold:
        issue = issues[atom.issue]
        options = say("asked_or").join(text_of(issue, n) for n in atom.options)
        yield say("asked_hold", issue=issue.question, options=options)
    titles = {basket.id: basket.title for basket in case.baskets}
    for basket in question.still:
        yield say("asked_still", basket=titles[basket])


def _named(codes: Sequence[str], names: Names) -> Markup:
    return Markup(", ").join(names.mark(code) for code in codes)
