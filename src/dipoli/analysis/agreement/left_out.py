"""Who is left out by a deal, and the cheapest additions that would change it: one answer."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.analysis.agreement.additions import Additions, Whom, additions
from dipoli.analysis.agreement.answers import Package, PackageAnswer, Question, Rule, Verdict
from dipoli.analysis.agreement.extents import Grounds, receipt_of
from dipoli.analysis.agreement.interests import Touched, touched
from dipoli.analysis.agreement.packages import answer
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt

TOUCHES = (
    "A deal touches a subject when it moves one of its issues. A stake is covered when one of its "
    "issues moves to an option that the party values above option 0, or a compensation is reached."
)
MARKED = (
    "A party is marked when a stake is not covered, a red line that binds is crossed, or the whole "
    "is worth less to it than its reservation value."
)
GROUNDS = Grounds(
    method="What a deal touches is read off the rows of the case, in whole numbers. The cheapest "
    "additions are solved for as a mixed-integer program, first the fewest issues, then the fewest "
    "options forward, and each is checked again from the rows; that nothing cheaper exists rests "
    "on the solver's floating-point proof.",
    assumptions=(
        TOUCHES,
        MARKED,
        "An option that an unconditional step brings about is never an addition: it is no price.",
    ),
    does_not_show=(
        "Interests of which the papers say nothing; and whether a party minds, which only it says.",
        "Whether those who would have to make an addition want to make it.",
        "What an addition costs: issues are counted, and options on the way, not their weight.",
        "Who is to blame. A mark is a fact about a deal and the papers.",
    ),
)


@frozen(kw_only=True)
class LeftOut:
    """A deal, what it touches of each party, and the cheapest additions that clear the mark.

    Args:
        question: what was asked.
        parties: who made the deal; empty for a package that is put to all.
        package: the deal, an option for every issue; None when a rule found none.
        singled_out: how a rule singled it out; None when it was given.
        touched: by party, in the order of the case.
        additions: for those outside, then for everybody.
        receipt: how this was obtained.
    """

    question: Question
    parties: tuple[str, ...]
    package: Package | None
    singled_out: PackageAnswer | None
    touched: tuple[Touched, ...]
    additions: tuple[Additions, ...]
    receipt: Receipt


def left_out(
    case: Case,
    question: Question,
    parties: tuple[str, ...],
    package: Package | Rule,
    means: Means,
) -> LeftOut:
    """What a deal touches and does not cover, and what would.

    Args:
        case: the case.
        question: what is asked; its seats are those who are told.
        parties: who made the deal; empty for a package that is put to all.
        package: the deal; or a rule, and then the deal is the package that it singles out in the
            zone of its parties, or of all seats.
        means: engines, limits and clock.

    Returns:
        The answer.

    Raises:
        ValueError: the deal moves nothing, or one of its parties is not at the table.
    """
    start = means.now()
    if not set(parties) <= set(question.seats):
        message = f"not all of {', '.join(parties)} are at the table"
        raise ValueError(message)
    singled_out = None
    if isinstance(package, Rule):
        seats = tuple(code for code in question.seats if code in parties) or question.seats
        singled_out = answer(case, evolve(question, seats=seats), package, means)
        deal = singled_out.package
    else:
        deal = {issue.id: package[issue.id] for issue in case.issues}
        if not any(deal.values()):
            message = "a deal moves at least one issue"
            raise ValueError(message)
    told: tuple[Touched, ...] = ()
    added: tuple[Additions, ...] = ()
    if deal is not None:
        told = touched(case, question, deal, parties)
        added = tuple(
            additions(case, question, deal, parties, whom, means)
            for whom in Whom
            if whom is Whom.EVERYBODY or set(question.seats) - set(parties)
        )
    exact = all(one.proven for one in added)
    if singled_out is not None:
        exact = exact and (singled_out.proven or singled_out.verdict is Verdict.NONE)
    return LeftOut(
        question=question,
        parties=parties,
        package=deal,
        singled_out=singled_out,
        touched=told,
        additions=added,
        receipt=receipt_of(case, question, means, GROUNDS, start, exact=exact),
    )
