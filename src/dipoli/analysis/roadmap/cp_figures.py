"""Peak and spread as terms of the constraint program: the whole numbers of `figures`, exactly.

Theory of operation. What accounts hold changes at *events*: a step or an act takes points when it
starts, a step gives points when it is verified. In one month all that is verified comes before all
starts, so exposure is greatest at the last start of a month, and to be drawn no further than some
points at any moment is to be drawn no further in the month of any loss. For each loss a literal per
other event says whether it counts by then; the exposure of an account is the sum of the shortfalls
of its cells, and the peak is at least as large as each of them.

The spread is the greatest peak of a member less the least. That none is greater than the one is
said as above, of all accounts of a member together. That each is at least the other needs a
witness: for each member a month, free to choose, in which it is drawn so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from dipoli.analysis.roadmap.model import Model

if TYPE_CHECKING:
    from dipoli.analysis.roadmap.cp_types import Constraint, CpModel, IntVar, LinearExprT


@frozen(kw_only=True)
class Event:
    """Points that enter or leave cells at one moment.

    Args:
        month: when, as a term of the program.
        taken: the literal that says whether it happens; None where it always does.
        points: by cell, all below 0 for a loss, all above 0 for a return.
        known: its month in the known walk; None where it does not happen there.
    """

    month: LinearExprT
    taken: IntVar | None
    points: Mapping[int, int]
    known: int | None

    @property
    def is_loss(self) -> bool:
        """Whether it takes points."""
        return min(self.points.values()) < 0


@define(kw_only=True)
class Exposures:
    """How far accounts are drawn, as terms of a program.

    Args:
        cp: the program.
        model: the question.
        events: everything that changes an account.
        last: the last month of the program.
    """

    cp: CpModel
    model: Model
    events: Sequence[Event]
    last: int
    counted: dict[tuple[int, int], IntVar] = field(factory=dict)

    def peak(self) -> IntVar:
        """A term that no exposure of an account passes; least, it is the peak."""
        accounts = [self._cells({n}) for n in range(len(self.model.accounts))]
        return self._ceiling(accounts, max(self.model.opening, default=0), "peak")

    def spread(self) -> IntVar:
        """A term that is least as the greatest less the least peak of members."""
        accounts = self.model.accounts
        members = sorted({account.party for account in accounts})
        cells = []
        most = [0]
        for member in members:
            mine = {n for n, account in enumerate(accounts) if account.party == member}
            cells.append(self._cells(mine))
            most.append(sum(self.model.opening[n] for n in mine))
        high = self._ceiling(cells, max(most), "greatest peak")
        low = self.cp.new_int_var(0, max(most), "least peak")
        for member, mine_cells in zip(members, cells, strict=True):
            self.cp.add(low <= self._witnessed(mine_cells, member))
        self.cp.add_hint(low, min((self._known_peak(one) for one in cells), default=0))
        spread = self.cp.new_int_var(0, max(most), "spread")
        self.cp.add(spread == high - low)
        return spread

    def _cells(self, accounts: set[int]) -> frozenset[int]:
        """Cells of some accounts from which something is ever taken."""
        mine = {c for c, account in enumerate(self.model.cells) if account in accounts}
        return frozenset(c for c in mine if any(one.points.get(c, 0) < 0 for one in self.events))

    # ------------------------------------------------------------ from above

    def _ceiling(self, groups: Sequence[frozenset[int]], most: int, name: str) -> IntVar:
        """A term that the exposure of no group of cells passes in the month of any loss."""
        ceiling = self.cp.new_int_var(0, most, name)
        for cells in groups:
            for n, event in enumerate(self.events):
                if event.is_loss and not cells.isdisjoint(event.points):
                    self._drawn_to(cells, n, ceiling)
        self.cp.add_hint(ceiling, min(most, max(map(self._known_peak, groups), default=0)))
        return ceiling

    def _drawn_to(self, cells: frozenset[int], loss: int, ceiling: IntVar) -> None:
        """In the month of a loss some cells together are drawn no further than a term."""
        shortfalls: list[LinearExprT] = []
        for cell in sorted(cells):
            net = sum(
                one.points[cell] * self._counts(n, loss)
                for n, one in enumerate(self.events)
                if cell in one.points
            )
            if len(cells) == 1:
                shortfalls.append(-net)
                continue
            shortfall = self.cp.new_int_var(0, self._most(cell), "")
            self._if_taken(self.cp.add(shortfall >= -net), loss)
            shortfalls.append(shortfall)
        self._if_taken(self.cp.add(ceiling >= sum(shortfalls)), loss)

    def _counts(self, n: int, loss: int) -> LinearExprT:
        """Whether an event counts in the month of a loss: all losses that do, no other returns."""
        if n == loss:
            return 1
        if (n, loss) not in self.counted:
            one, other = self.events[n], self.events[loss]
            literal = self.cp.new_bool_var("")
            if one.is_loss:
                later = self.cp.add(one.month >= other.month + 1)
                later.only_enforce_if(literal.negated(), *_given(one), *_given(other))
            else:
                sooner = self.cp.add(one.month <= other.month)
                sooner.only_enforce_if(literal, *_given(other))
                if one.taken is not None:
                    self.cp.add_implication(literal, one.taken)
            if other.known is not None:
                self.cp.add_hint(literal, one.known is not None and one.known <= other.known)
            self.counted[n, loss] = literal
        return self.counted[n, loss]

    def _if_taken(self, made: Constraint, event: int) -> None:
        made.only_enforce_if(*_given(self.events[event]))

    # ------------------------------------------------------------ from below

    def _witnessed(self, cells: frozenset[int], member: str) -> LinearExprT:
        """A term to which some cells together are drawn at least in some month."""
        month = self.cp.new_int_var(0, self.last, f"{member} most exposed")
        at = self._worst(cells)
        self.cp.add_hint(month, at)
        past = {
            n: self._past(one, month, at)
            for n, one in enumerate(self.events)
            if not cells.isdisjoint(one.points)
        }
        drawn: list[LinearExprT] = []
        for cell in sorted(cells):
            mine = [
                (n, one.points[cell]) for n, one in enumerate(self.events) if cell in one.points
            ]
            net = sum(points * past[n] for n, points in mine)
            short = self.cp.new_bool_var("")
            shortfall = self.cp.new_int_var(0, self._most(cell), "")
            self.cp.add(shortfall <= -net).only_enforce_if(short)
            self.cp.add(shortfall == 0).only_enforce_if(short.negated())
            known = self._known_shortfall(cell, at)
            self.cp.add_hint(short, known > 0)
            self.cp.add_hint(shortfall, known)
            drawn.append(shortfall)
        return sum(drawn)

    def _past(self, one: Event, month: IntVar, at: int) -> IntVar:
        """Whether an event counts in a month: no other losses, all returns that do."""
        literal = self.cp.new_bool_var("")
        if one.is_loss:
            self.cp.add(one.month <= month).only_enforce_if(literal)
            if one.taken is not None:
                self.cp.add_implication(literal, one.taken)
        else:
            self.cp.add(one.month >= month + 1).only_enforce_if(literal.negated(), *_given(one))
        self.cp.add_hint(literal, one.known is not None and one.known <= at)
        return literal

    # ------------------------------------------------------------ the known walk

    def _most(self, cell: int) -> int:
        return -sum(min(0, one.points.get(cell, 0)) for one in self.events)

    def _known_shortfall(self, cell: int, month: int) -> int:
        past = (one for one in self.events if one.known is not None and one.known <= month)
        return max(0, -sum(one.points.get(cell, 0) for one in past))

    def _known_peak(self, cells: frozenset[int]) -> int:
        month = self._worst(cells)
        return sum(self._known_shortfall(cell, month) for cell in cells)

    def _worst(self, cells: frozenset[int]) -> int:
        """The first month in which some cells are drawn furthest in the known walk."""
        months = sorted({one.known for one in self.events if one.known is not None} | {0})
        return max(
            months, key=lambda month: sum(self._known_shortfall(cell, month) for cell in cells)
        )


def _given(one: Event) -> tuple[IntVar, ...]:
    return () if one.taken is None else (one.taken,)
