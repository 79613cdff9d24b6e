"""What each member stands to lose if one or two others stop, at every prefix of a roadmap.

At a prefix the defectors stop. Everybody else stops then too and takes back what can be taken back.
A member that did not defect has then lost towards the defectors: the full points of what it
started, less what is recoverable of steps that were verified and of its own reversible steps under
way, less its share of the secured benefits of verified steps. It can bear its limits towards them,
what third parties add, and the trust that verified steps gave it. Shares are not rounded here.

Where the accounts of all pairs are kept and safe, nobody loses more than it can bear, as rounding
down only helps. Where one account is kept for each party, it can.

Unconditional steps are outside the exchange and counted nowhere. Not shown: what a defector gains,
and whether any would (`dipoli.analysis.roadmap.incentive`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from attrs import define, field

from dipoli.analysis.case import Case, Condition, Step
from dipoli.analysis.roadmap.answers import Exposed, Schedule
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.checker import Pair, limits_of, verified_in
from dipoli.analysis.roadmap.question import Question


def defections(case: Case, question: Question, schedule: Schedule) -> tuple[Exposed, ...]:
    """For every one and every two defectors, the worst prefix of each other member.

    Args:
        case: the case.
        question: what was asked of it.
        schedule: a schedule of known names.

    Returns:
        Defectors in the order of the case, one before two; of each the other members in the order
        of the case. Empty where nothing starts.
    """
    sets = [set_ for size in (1, 2) for set_ in combinations(case.members, size)]
    worst: dict[tuple[tuple[str, ...], str], Exposed] = {}
    for n, book in enumerate(_books(case, question, schedule)):
        for defectors in sets:
            for party in case.members:
                if party not in defectors:
                    found = book.exposed(defectors, party, n)
                    key = (defectors, party)
                    if key not in worst or found.slack < worst[key].slack:
                        worst[key] = found
    return tuple(worst[key] for key in worst)


def holds_if_some_stop(case: Case, question: Question, schedule: Schedule) -> bool:
    """Whether nobody loses more than it can bear, whichever one or two stop, after any start."""
    return all(one.slack >= 0 for one in defections(case, question, schedule))


@define(kw_only=True)
class _Book:
    """What was given and received between each pair so far, unrounded."""

    limit: dict[Pair, int]
    spent: dict[Pair, int] = field(factory=lambda: defaultdict(int))
    back: dict[Pair, int] = field(factory=lambda: defaultdict(int))
    kept: dict[Pair, Fraction] = field(factory=lambda: defaultdict(Fraction))
    trust: dict[Pair, Fraction] = field(factory=lambda: defaultdict(Fraction))
    under_way: dict[str, Step] = field(factory=dict)

    def start(self, step: Step) -> None:
        """A step starts."""
        self.under_way[step.id] = step
        for row in step.cost:
            self.spent[row.party, row.towards] += row.points

    def verify(self, step: Step) -> None:
        """A step is verified."""
        del self.under_way[step.id]
        for row in step.cost:
            self.back[row.party, row.towards] += row.points * step.recoverable // 100
        for party in {*step.benefits, *step.trust}:
            others = [actor for actor in step.actors if actor != party]
            for actor in others:
                secured = Fraction(step.benefits.get(party, 0) * step.secured, 100)
                self.kept[party, actor] += secured / len(others)
                self.trust[party, actor] += Fraction(step.trust.get(party, 0), len(others))

    def exposed(self, defectors: tuple[str, ...], party: str, n: int) -> Exposed:
        """What a member loses towards defectors if the road breaks here."""
        loss, limit = Fraction(0), Fraction(0)
        for other in defectors:
            pair = (party, other)
            loss += self.spent[pair] - self.back[pair] - self.kept[pair] - self._undone(pair)
            limit += self.limit.get(pair, 0) + self.trust[pair]
        return Exposed(
            defectors=defectors, party=party, loss=loss, limit=limit, start=n, slack=limit - loss
        )

    def _undone(self, pair: Pair) -> int:
        """Points that a member takes back from its own reversible steps under way."""
        return sum(
            row.points * step.recoverable // 100
            for step in self.under_way.values()
            if step.reversible
            for row in step.cost
            if (row.party, row.towards) == pair
        )


def _books(case: Case, question: Question, schedule: Schedule) -> Iterator[_Book]:
    """The book after each start."""
    steps, acts = steps_of(case, question), acts_of(case, question)
    book = _Book(limit=limits_of(case, question))
    ends: list[tuple[int, str]] = []
    for start in schedule.starts:
        for month, name in sorted(ends):
            if month <= start.month:
                ends.remove((month, name))
                book.verify(steps[name])
        for name in start.steps:
            if steps[name].condition is Condition.EXCHANGE:
                book.start(steps[name])
                ends.append((verified_in(question, steps[name], start.month), name))
        if start.act:
            act = acts[start.act]
            served = [steps[name] for name in act.steps if name in steps]
            if all(step.condition is Condition.EXCHANGE for step in served):
                for row in act.cost:
                    book.spent[row.party, row.towards] += row.points
        yield book
