"""Links between baskets, and the size of the table, as lines for a terminal.

Seats stand in the order of the case, by number. Points are told on request only, each set against
points of the same seat. Nothing is added up over parties, sorted or marked by party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from dipoli.analysis.agreement.answers import PackageAnswer, SoftLines, Verdict
from dipoli.analysis.agreement.linkage.answers import (
    Added,
    Balance,
    BasketLink,
    Join,
    Linkage,
    LinkedPair,
    Most,
    Stands,
    Table,
)
from dipoli.analysis.case import Case
from dipoli.report.agreement_page import SOFT
from dipoli.report.agreement_text import VERDICTS
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import Names, names_of

_ADDED: Mapping[Added, str] = {
    Added.MORE: "more",
    Added.SAME: "the same",
    Added.LESS: "less",
    Added.UNDECIDED: "undecided",
}
_MOST_SETS = 12


def linkage_text(
    case: Case, found: Linkage, *, width: int, figures: bool = False, clash: bool = False
) -> str:
    """The answers in plain text.

    Args:
        case: the case.
        found: the answers.
        width: columns of a line.
        figures: whether to tell points of each seat.
        clash: whether to name what does not stand together.

    Returns:
        Lines, joined.
    """
    page = _Page(case=case, found=found, names=names_of(case), width=width)
    lines = [*_head(page), *_alone(page), *_pairs(page, figures=figures), *_joins(page)]
    lines += [*_beside(page, clash=clash), *_balances(page, figures=figures), *_tables(page)]
    return "\n".join([*lines, *_foot(page)])


@frozen(kw_only=True)
class _Page:
    case: Case
    found: Linkage
    names: Names
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def title(self, text: str) -> list[str]:
        return ["", text.upper(), "-" * min(self.width, len(text))]

    def basket(self, basket_id: str) -> str:
        return next(one.title for one in self.case.baskets if one.id == basket_id)

    def baskets(self, ids: Iterable[str], between: str = " + ") -> str:
        return between.join(map(self.basket, ids))


def _head(page: _Page) -> Iterator[str]:
    case, question = page.case, page.found.question
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    lines = SOFT[question.soft_lines]
    held = "" if question.soft_lines is SoftLines.HELD else " (--held holds them)"
    yield from page.wrap(f"Set of positions: {question.positions}; {lines}{held}.")
    yield from page.wrap("Parties at the table, in the order of the case:")
    for number, code in enumerate(question.seats, start=1):
        yield from page.wrap(f"{number}  {page.names.text(code)}", 2, 5)
    if question.still:
        still = page.baskets(question.still, ", ")
        yield from page.wrap(f"Baskets that stay as they are: {still}.")


def _alone(page: _Page) -> Iterator[str]:
    yield from page.title("What a basket settles alone")
    yield from page.wrap(
        "What a basket can settle alone leaves every other as it is. So it holds whichever other "
        "stalls; the checker accepted a package of each again with each other basket asked to stay."
    )
    kept = {one.basket: one for one in page.found.kept}
    for one in page.found.baskets:
        if one.basket in page.found.question.still:
            continue
        verdict = one.alone.verdict
        if verdict is Verdict.COMMON_GROUND:
            stalled = len(kept[one.basket].stalled)
            told = f"can be settled alone; holds while any of {stalled} others stalls"
        else:
            alone = "not alone" if verdict is Verdict.NONE else "alone: undecided"
            told = f"{alone}; {_others(page, one)}"
        yield from page.wrap(f"- {page.basket(one.basket)}: {told}.", 2, 4)


def _others(page: _Page, one: BasketLink) -> str:
    """With which others a basket can be settled that cannot be settled alone."""
    if not one.together:
        return "with no others either" if one.verdict is Verdict.NONE else "else undecided"
    sets = "; or ".join(page.baskets(company) for company in one.together)
    more = "" if one.complete else "; there are other such sets, or may be"
    return f"together with {sets}{more}"


def _pairs(page: _Page, *, figures: bool) -> Iterator[str]:
    yield from page.title("What linking two baskets adds, and to whom")
    yield from page.wrap(
        "For each seat: the most that it can gain from the two in one package, while all else "
        "stays as it is, against the sum of the most that it can gain from each apart. Each seat "
        "is compared with itself alone. That a seat could gain more does not say that it would."
    )
    for one in page.found.pairs:
        yield ""
        yield from page.wrap(page.baskets(one.baskets), 2)
        yield from page.wrap(_both(page, one), 4)
        told = "; ".join(
            f"{number} {_ADDED[seat.added]}"
            for number, seat in enumerate(one.seats.values(), start=1)
        )
        yield from page.wrap(f"Linked, against apart: {told}.", 4, 6)
        for number, seat in enumerate(one.seats.values() if figures else (), start=1):
            apart = f"{_most(seat.first)} and {_most(seat.second)} apart"
            yield from page.wrap(f"{number}: {apart}, {_most(seat.together)} linked", 6)


def _both(page: _Page, one: LinkedPair) -> str:
    count = "" if one.both.count is None else f", {_many(one.both.count, 'package')}"
    opened = "".join(
        f" Linked, {page.basket(each)} can be settled, and alone it cannot." for each in one.opened
    )
    return f"A package that moves both: {VERDICTS[one.both.verdict]}{count}.{opened}"


def _most(one: Most) -> str:
    if one.proven:
        return f"{one.value:,}"
    return f"at least {one.value:,}" if one.bound is None else f"{one.value:,} to {one.bound:,}"


def _joins(page: _Page) -> Iterator[str]:
    yield from page.title("What ties baskets in the papers")
    yield from page.wrap(
        "Each row of the papers with something in two baskets. Beside these, all baskets are tied "
        "by gains: what a seat gives in one can be made good in another."
    )
    for one in page.found.joins:
        yield ""
        yield from page.wrap(page.baskets(one.baskets), 2)
        for row in one.requirements:
            waits = "waits for" if row.moves else "goes only with a choice in"
            told = f"{page.basket(row.basket)} {waits} {page.basket(row.on)}"
            yield from page.wrap(f"- {row.id}: {told}. {row.reason}", 4, 6)
        yield from _rows(page, one)


def _rows(page: _Page, one: Join) -> Iterator[str]:
    reasons = {row.id: row.reason for row in page.case.exclusions}
    reasons |= {row.id: row.reason for row in page.case.synergies}
    for each in one.exclusions:
        yield from page.wrap(f"- {each}: not together. {reasons[each]}", 4, 6)
    for each in one.synergies:
        yield from page.wrap(f"- {each}: counts when together. {reasons[each]}", 4, 6)
    if one.bodies:
        names = ", ".join(map(page.names.text, one.bodies))
        yield from page.wrap(
            f"- One needs a consent of bodies to which something in the other matters: {names}.",
            4,
            6,
        )
    if one.lines:
        yield from page.wrap(f"- {_many(one.lines, 'red line')} with something in both.", 4, 6)


def _beside(page: _Page, *, clash: bool) -> Iterator[str]:
    yield from page.title("Side by side")
    yield from page.wrap(
        "Of each two baskets that can be settled alone: does any settlement of one stand beside "
        "any of the other? That each two stand does not say that any three do."
    )
    by = {stands: [one for one in page.found.beside if one.stands is stands] for stands in Stands}
    yield from page.wrap(f"- Always: {len(by[Stands.ALWAYS])} of {len(page.found.beside)}.", 2, 4)
    for one in by[Stands.NOT_ALWAYS]:
        against = f" Against: {', '.join(one.broken)}." if clash else ""
        yield from page.wrap(f"- Not always: {page.baskets(one.baskets)}.{against}", 2, 4)
    for one in by[Stands.UNDECIDED]:
        yield from page.wrap(f"- Undecided: {page.baskets(one.baskets)}.", 2, 4)


def _balances(page: _Page, *, figures: bool) -> Iterator[str]:
    yield from page.title("Smallest sets of baskets that hold a balanced package")
    yield from page.wrap(
        "Balanced: every seat gains something, and at least the share told of the most that it "
        "gains in any package of the zone. No part of a set holds one."
    )
    for one in page.found.balances:
        yield ""
        share = "however little" if one.share == 0 else f"at least {one.share} per cent of its most"
        yield from page.wrap(f"Every seat gains, {share}: {_sets(one)}", 2)
        for each in one.sets[:_MOST_SETS]:
            yield from page.wrap(f"- {page.baskets(each.baskets)}", 4, 6)
        if len(one.sets) > _MOST_SETS:
            more = len(one.sets) - _MOST_SETS
            yield from page.wrap(f"and {more} more, not listed here (see --json).", 4)
        if figures and one.needs is not None:
            told = "; ".join(f"{n}: {need:,}" for n, need in enumerate(one.needs.values(), start=1))
            yield from page.wrap(f"Points that each seat has to gain: {told}.", 4, 6)


def _sets(one: Balance) -> str:
    if one.verdict is Verdict.NONE:
        return "none; no package of the zone is balanced so."
    if one.verdict is Verdict.UNKNOWN:
        return "undecided within the time limit."
    if not one.sets:
        return "some package is balanced so; the smallest sets are undecided."
    count = _many(len(one.sets), "set")
    return f"{count}, and no other." if one.complete else f"at least {count}."


def _tables(page: _Page) -> Iterator[str]:
    yield from page.title("Common ground with each further seat")
    yield from page.wrap(
        "The first two seats of the case, then the third joins, and so on. Who is not at the table "
        "is not asked, except where a consent names it. The order is that of the case; in another "
        "order other seats would seem to cost, so this says nothing of whose place it is."
    )
    for one in page.found.tables:
        yield ""
        yield from page.wrap(f"With seats 1 to {len(one.seats)}", 2)
        count = "" if one.zone.count is None else f", {_many(one.zone.count, 'package')}"
        yield from page.wrap(f"All baskets together: {VERDICTS[one.zone.verdict]}{count}.", 4, 6)
        yield from page.wrap(f"Alone: {_zones(page, one)}.", 4, 6)
        yield from page.wrap(_ratio(one.ratio), 4, 6)


def _zones(page: _Page, one: Table) -> str:
    return "; ".join(
        f"{page.basket(each.basket)}: "
        + (VERDICTS[each.verdict] if each.count is None else _many(each.count, "package"))
        for each in one.baskets
    )


def _ratio(one: PackageAnswer) -> str:
    head = "Smallest share of what each at the table could gain, at its largest"
    if one.value is None:
        return f"{head}: {VERDICTS[one.verdict]}."
    proven = "proven" if one.proven else "not proven to be the largest"
    return f"{head}: {one.value:.3f} ({proven}). {one.note}".strip()


def _foot(page: _Page) -> Iterator[str]:
    receipt = page.found.receipt
    yield from page.title("How this was found")
    yield from page.wrap(receipt.method)
    seconds = "" if receipt.seconds is None else f" {receipt.seconds:.2f} s."
    exact = "Everything is proven." if receipt.exact else "Not everything was decided in time."
    yield from page.wrap(f"{exact}{seconds} Inputs {receipt.inputs[:16]}.")
    yield from page.wrap("Not shown by this:")
    for sentence in receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 2, 4)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
