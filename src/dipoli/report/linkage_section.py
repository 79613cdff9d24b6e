"""What linking baskets adds, as a part of the page.

It tells what `dipoli linkage` tells without being asked for more. Baskets and seats stand in the
order of the case; a seat is compared with itself alone, and nothing is added up over seats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.agreement.answers import PackageAnswer, Verdict
from dipoli.analysis.agreement.linkage.answers import (
    Balance,
    BasketLink,
    Join,
    Linkage,
    LinkedPair,
    Stands,
    Table,
)
from dipoli.analysis.case import Case
from dipoli.report.grounds_section import Told, tell_receipt
from dipoli.report.names import Names
from dipoli.report.verdicts import KEYS, Mark, mark
from dipoli.report.words import say

MOST_SETS = 12
"""More sets of baskets than this are counted and not listed."""


@frozen(kw_only=True)
class Cell:
    """A verdict, and how many packages there are where they were counted."""

    mark: Mark
    count: Markup


@frozen(kw_only=True)
class PairRow:
    """Two baskets: the second of them, a package that moves both, and what each seat can gain."""

    title: str
    both: Cell
    opened: tuple[Markup, ...]
    seats: tuple[Markup, ...]


@frozen(kw_only=True)
class Sets:
    """Smallest sets of baskets at a share: what is known of them, sets, and how many more."""

    title: Markup
    known: Markup
    sets: tuple[Markup, ...]
    more: int


@frozen(kw_only=True)
class LinkageSection:
    """What the template needs.

    Args:
        intro: what it is about.
        stay: baskets that stay as asked; empty where none do.
        alone: title of a basket, its verdict alone, and a sentence.
        pairs: title of the first basket, and a row for each second one.
        joins: two baskets, and what ties them in the papers.
        beside: sentences on what stands side by side.
        balances: smallest sets, a group for each share.
        seats: codes of those at the table, in the order of the case.
        tables: heads of the table of seats.
        together: over all baskets, a cell for each table.
        baskets: title of a basket, and a cell for each table.
        ratios: smallest share of what each could gain, for each table.
        receipt: how it was found.
    """

    intro: Markup
    stay: Markup
    alone: tuple[tuple[str, Mark, Markup], ...]
    pairs: tuple[tuple[Markup, tuple[PairRow, ...]], ...]
    joins: tuple[tuple[Markup, tuple[Markup, ...]], ...]
    beside: tuple[Markup, ...]
    balances: tuple[Sets, ...]
    seats: tuple[str, ...]
    tables: tuple[Markup, ...]
    together: tuple[Cell, ...]
    baskets: tuple[tuple[Markup, tuple[Cell, ...]], ...]
    ratios: tuple[Markup, ...]
    receipt: Told


def linkage_section(case: Case, found: Linkage, names: Names) -> LinkageSection:
    """What linking baskets adds, as the page shows it.

    Args:
        case: the case.
        found: the answers.
        names: names of parties and bodies.

    Does not show:
        points of a seat, and against what two settlements do not stand; told by a command, on
        request.
    """
    teller = _Teller(case, names)
    question = found.question
    stay = Markup(", ").join(map(teller.title, question.still))
    return LinkageSection(
        intro=say("linkage_intro", soft=say(f"soft_{question.soft_lines.value}")),
        stay=say("linkage_stay", baskets=stay) if question.still else Markup(""),
        alone=tuple(teller.alone(found)),
        pairs=tuple(teller.pairs(found.pairs)),
        joins=tuple((teller.sum(one.baskets), tuple(teller.ties(one))) for one in found.joins),
        beside=tuple(teller.beside(found)),
        balances=tuple(map(teller.sets, found.balances)),
        seats=tuple(question.seats),
        tables=tuple(say("linkage_seats", count=len(one.seats)) for one in found.tables),
        together=tuple(_cell(one.zone.verdict, one.zone.count) for one in found.tables),
        baskets=tuple(teller.by_basket(found.tables)),
        ratios=tuple(_ratio(one.ratio) for one in found.tables),
        receipt=tell_receipt(case, found.receipt, names),
    )


def _cell(verdict: Verdict, count: int | None) -> Cell:
    told = Markup("") if not count else _many("linkage_packages", count)
    return Cell(mark=mark(KEYS[verdict]), count=told)


def _many(key: str, count: int) -> Markup:
    return say(f"{key}_one") if count == 1 else say(key, count=f"{count:,}")


def _ratio(one: PackageAnswer) -> Markup:
    if one.value is None:
        return say(KEYS[one.verdict])
    key = "number" if one.proven else "linkage_ratio_unproven"
    return say(key, value=f"{one.value:.3f}")


class _Teller:
    """Answers in words, with titles and names of a case."""

    def __init__(self, case: Case, names: Names) -> None:
        self._names = names
        self._titles = {one.id: one.title for one in case.baskets}
        self._reasons = {row.id: row.reason for row in case.exclusions}
        self._reasons |= {row.id: row.reason for row in case.synergies}

    def title(self, basket: str) -> str:
        return self._titles[basket]

    def sum(self, baskets: Iterable[str]) -> Markup:
        return say("linkage_plus").join(map(self.title, baskets))

    def alone(self, found: Linkage) -> Iterator[tuple[str, Mark, Markup]]:
        kept = {one.basket: one for one in found.kept}
        for one in found.baskets:
            if one.basket in found.question.still:
                continue
            verdict = one.alone.verdict
            if verdict is Verdict.COMMON_GROUND:
                told = say("linkage_holds", count=len(kept[one.basket].stalled))
            else:
                told = self._others(one)
            key = "with_others" if verdict is Verdict.NONE and one.together else KEYS[verdict]
            yield self.title(one.basket), mark(key), told

    def _others(self, one: BasketLink) -> Markup:
        """With which others a basket can be settled that cannot be settled alone."""
        if not one.together:
            known = one.verdict is Verdict.NONE
            return say("linkage_with_none" if known else "linkage_with_unknown")
        sets = say("linkage_or").join(map(self.sum, one.together))
        told = say("linkage_with", sets=sets)
        return told if one.complete else Markup(" ").join((told, say("linkage_more_sets")))

    def pairs(self, found: Sequence[LinkedPair]) -> Iterator[tuple[Markup, tuple[PairRow, ...]]]:
        for first, group in groupby(found, lambda one: one.baskets[0]):
            rows = tuple(
                PairRow(
                    title=self.title(one.baskets[1]),
                    both=_cell(one.both.verdict, one.both.count),
                    opened=tuple(
                        say("linkage_opened", basket=self.title(each)) for each in one.opened
                    ),
                    seats=tuple(
                        say(f"linkage_added_{seat.added.value}") for seat in one.seats.values()
                    ),
                )
                for one in group
            )
            yield say("linkage_first", basket=self.title(first)), rows

    def ties(self, one: Join) -> Iterator[Markup]:
        for row in one.requirements:
            yield say(
                "linkage_waits" if row.moves else "linkage_goes",
                basket=self.title(row.basket),
                other=self.title(row.on),
                reason=row.reason,
            )
        for each in one.exclusions:
            yield say("linkage_excludes", reason=self._reasons[each])
        for each in one.synergies:
            yield say("linkage_synergy", reason=self._reasons[each])
        if one.bodies:
            bodies = Markup(", ").join(map(self._names.mark, one.bodies))
            yield say("linkage_bodies", bodies=bodies)
        if one.lines:
            yield _many("linkage_lines", one.lines)

    def beside(self, found: Linkage) -> Iterator[Markup]:
        always = sum(one.stands is Stands.ALWAYS for one in found.beside)
        yield say("linkage_beside_always", count=always, of=len(found.beside))
        for stands, key in ((Stands.NOT_ALWAYS, "not"), (Stands.UNDECIDED, "undecided")):
            for one in found.beside:
                if one.stands is stands:
                    yield say(f"linkage_beside_{key}", baskets=self.sum(one.baskets))

    def sets(self, one: Balance) -> Sets:
        title = say("linkage_share", share=one.share) if one.share else say("linkage_share_any")
        return Sets(
            title=title,
            known=_known(one),
            sets=tuple(self.sum(each.baskets) for each in one.sets[:MOST_SETS]),
            more=max(len(one.sets) - MOST_SETS, 0),
        )

    def by_basket(self, tables: Sequence[Table]) -> Iterator[tuple[Markup, tuple[Cell, ...]]]:
        for rows in zip(*(one.baskets for one in tables), strict=True):
            title = say("linkage_basket_alone", basket=self.title(rows[0].basket))
            yield title, tuple(_cell(one.verdict, one.count) for one in rows)


def _known(one: Balance) -> Markup:
    if one.verdict is Verdict.NONE:
        return say("linkage_sets_none")
    if one.verdict is Verdict.UNKNOWN:
        return say("linkage_sets_unknown")
    if not one.sets:
        return say("linkage_sets_some")
    return _many("linkage_sets_all" if one.complete else "linkage_sets_least", len(one.sets))
