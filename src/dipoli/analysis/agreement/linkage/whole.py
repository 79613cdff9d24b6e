"""Everything about links between baskets and the size of the table, with its receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version

from attrs import evolve

from dipoli.analysis.agreement.answers import Question, Verdict
from dipoli.analysis.agreement.linkage.answers import Added, Linkage, Stands
from dipoli.analysis.agreement.linkage.balance import balance
from dipoli.analysis.agreement.linkage.beside import kept, side_by_side
from dipoli.analysis.agreement.linkage.joins import joins
from dipoli.analysis.agreement.linkage.pairs import basket_link, linked_pairs
from dipoli.analysis.agreement.linkage.seats import tables
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt

SHARES = (0, 25)
"""Per cent of each seat's largest gain at which a package counts as balanced, unless asked."""

_COMPARED = (
    "Comparisons between parties: each party's points are on its own scale, and are set against "
    "that party's own points alone."
)
_ORDER = (
    "Which seat costs what. The order in which seats join is that of the case; in another order "
    "others would seem to cost."
)
DOES_NOT_SHOW = (
    "What any government will do, or whether it would link anything to anything.",
    "That baskets should be linked, or kept apart.",
    _COMPARED,
    _ORDER,
    "That any three baskets stand side by side because each two of them do.",
)


def linkage(
    case: Case,
    question: Question,
    means: Means,
    *,
    shares: Sequence[int] = SHARES,
    progress: Callable[[str], None] = lambda _words: None,
) -> Linkage:
    """Say what linking baskets adds and to whom, what hangs on what, and what each seat costs.

    Args:
        case: the case.
        question: what is asked; soft lines and reading as it has them.
        means: engines, limits and clock.
        shares: per cent of each seat's largest gain at which a package counts as balanced.
        progress: told what is being worked on.

    Returns:
        The answers, parties and baskets in the order of the case, and the receipt.
    """
    start = means.now()
    titles = {one.id: one.title for one in case.baskets}
    baskets = []
    for one in case.baskets:
        progress(f"alone, and with which others: {titles[one.id]}")
        baskets.append(basket_link(case, question, one.id, means))
    answers = tuple(baskets)
    pairs = tuple(linked_pairs(case, question, answers, means, progress))
    beside = tuple(side_by_side(case, question, answers, means, progress))
    balances = tuple(balance(case, question, share, means, progress) for share in shares)
    found = Linkage(
        question=question,
        baskets=answers,
        kept=tuple(kept(case, question, answers)),
        pairs=pairs,
        joins=tuple(joins(case, question)),
        beside=beside,
        balances=balances,
        tables=tuple(tables(case, question, means, progress)),
        receipt=_receipt(case, question, means, shares),
    )
    return evolve(
        found, receipt=evolve(found.receipt, exact=decided(found), seconds=means.since(start))
    )


def decided(found: Linkage) -> bool:
    """Whether every answer is proven."""
    return (
        all(one.verdict is not Verdict.UNKNOWN and one.complete for one in found.baskets)
        and all(one.both.verdict is not Verdict.UNKNOWN for one in found.pairs)
        and not any(
            seat.added is Added.UNDECIDED for one in found.pairs for seat in one.seats.values()
        )
        and not any(one.stands is Stands.UNDECIDED for one in found.beside)
        and all(one.verdict is not Verdict.UNKNOWN and one.complete for one in found.balances)
        and all(
            one.zone.verdict is not Verdict.UNKNOWN
            and (one.ratio.proven or one.ratio.verdict is Verdict.NONE)
            for one in found.tables
        )
    )


def _receipt(case: Case, question: Question, means: Means, shares: Sequence[int]) -> Receipt:
    return Receipt(
        method="The question was asked of each basket alone, of each two baskets and of each "
        f"table; questions of at most {means.counted:,} packages were counted one by one, larger "
        "ones solved as mixed-integer programs; every package was checked again in exact integers. "
        "That a large question has no package, and that a figure is the most, rests on the "
        "solver's floating-point proof.",
        exact=False,
        parameters={
            "positions": question.positions,
            "seats": " ".join(question.seats),
            "without": " ".join(question.without),
            "soft lines": question.soft_lines.value,
            "reading": question.reading.value,
            "baskets that stay": " ".join(question.still),
            "shares of a balanced package, per cent": " ".join(map(str, shares)),
            "seconds for one solve": f"{means.limit:g}",
            "counted one by one up to": str(means.counted),
        },
        seed=None,
        inputs=case.digest,
        versions={
            "dipoli": version("dipoli"),
            "numpy": version("numpy"),
            "scipy": version("scipy"),
        },
        seconds=None,
        assumptions=(*(f"{name}: {text}" for name, text in case.rules.items()), *case.limits),
        does_not_show=DOES_NOT_SHOW,
    )
