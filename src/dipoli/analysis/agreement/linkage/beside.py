"""Does what one basket settles alone stay, whatever becomes of the others?

*While another stalls*: a package that settles a basket alone leaves every other as it is. So it
is in the zone whichever other basket is asked to stay; the checker says so again of a package for
each of them.

*While another is settled too*: two settlements, each acceptable alone, are laid side by side. They
may not stand together: an exclusion or a red line has something in both, a synergy takes points
away, or a body that one of them calls on refuses the other. The program goes through everything
that two settlements together could break, one by one, and asks for two that break it. When it is
proven that there are none, any two stand beside each other.

That each two stand side by side does not say that any three do.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Package, Question, Verdict
from dipoli.analysis.agreement.checker import check_package, violations
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.linkage.answers import BasketLink, Kept, SideBySide, Stands
from dipoli.analysis.agreement.linkage.pairs import within
from dipoli.analysis.agreement.model import Bar, Floor, Model, Where, build
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case

Two = tuple[Package, Package]


def kept(case: Case, question: Question, answers: tuple[BasketLink, ...]) -> Iterator[Kept]:
    """For each basket, that what it can settle alone stays while any other stalls.

    Args:
        case: the case.
        question: what is asked.
        answers: what each basket can do alone.

    Raises:
        RuntimeError: the checker refuses a settlement because another basket stays as it is.
    """
    for one in answers:
        settlement = one.alone.witness
        if settlement is None:
            yield Kept(basket=one.basket, settlement=None, stalled=())
            continue
        asked = within(case, question, (one.basket,))
        others = [each.id for each in case.baskets if each.id not in {one.basket, *question.still}]
        for other in others:
            stalled = evolve(asked, still=(*question.still, other))
            if not check_package(case, stalled, settlement).accepted:
                message = f"what settles {one.basket} hangs on {other}"
                raise RuntimeError(message)
        yield Kept(basket=one.basket, settlement=settlement, stalled=tuple(others))


def side_by_side(
    case: Case,
    question: Question,
    answers: tuple[BasketLink, ...],
    means: Means,
    progress: Callable[[str], None],
) -> Iterator[SideBySide]:
    """For each two baskets that can be settled alone, whether any two settlements stand together.

    Args:
        case: the case.
        question: what is asked.
        answers: what each basket can do alone.
        means: limits of each solve.
        progress: told what is being worked on.
    """
    titles = {one.id: one.title for one in case.baskets}
    able = [
        one.basket
        for one in answers
        if one.alone.verdict is Verdict.COMMON_GROUND and one.basket not in question.still
    ]
    for pair in itertools.combinations(able, 2):
        progress(f"side by side: {titles[pair[0]]}; {titles[pair[1]]}")
        yield _stand(case, question, pair, means)


@frozen(kw_only=True)
class _Pair:
    """Two baskets: each by itself, and both as one question.

    Args:
        case: the case.
        asked: the question about each basket alone.
        both: the question about the two together.
        sides: the two questions as programs.
        whole: both together in whole numbers.
    """

    case: Case
    asked: tuple[Question, Question]
    both: Question
    sides: tuple[Formulation, Formulation]
    whole: Model

    def side(self, issue: int) -> int:
        """In which of the two baskets a free issue is."""
        return 0 if issue in self.sides[0].model.free else 1

    def sides_of(self, atoms: Iterable[Where]) -> set[int]:
        """In which of the two baskets atoms have something."""
        return {self.side(issue) for issue, _held in atoms if issue in self.whole.free}

    def split(self, options: tuple[int, ...]) -> Two:
        """The two settlements of which a package is made."""
        first, second = (
            self.whole.package(
                tuple(o if k in side.model.free else 0 for k, o in enumerate(options))
            )
            for side in self.sides
        )
        return first, second

    def stands(self, settled: Two) -> bool | None:
        """Whether two settlements stand together; None where one of them does not stand alone."""
        for asked, package in zip(self.asked, settled, strict=True):
            if not check_package(self.case, asked, package).accepted:
                return None
        return not self.refused(settled)

    def refused(self, settled: Two) -> tuple[str, ...]:
        """Keys of what two settlements together do not keep."""
        together = {issue: settled[0][issue] or settled[1][issue] for issue in settled[0]}
        return tuple(one.key for one in violations(self.case, self.both, together))


def _stand(case: Case, question: Question, baskets: tuple[str, str], means: Means) -> SideBySide:
    first, second = (within(case, question, (basket,)) for basket in baskets)
    both = within(case, question, baskets)
    pair = _Pair(
        case=case,
        asked=(first, second),
        both=both,
        sides=(formulate(build(case, first)), formulate(build(case, second))),
        whole=build(case, both),
    )
    stands = Stands.ALWAYS
    for broken in _breakable(pair):
        ended, settled = _broken_by(pair, broken, means)
        if settled is not None:
            return SideBySide(
                baskets=baskets,
                stands=Stands.NOT_ALWAYS,
                settled=settled,
                broken=pair.refused(settled),
            )
        if ended is not Status.INFEASIBLE:
            stands = Stands.UNDECIDED
    return SideBySide(baskets=baskets, stands=stands, settled=None, broken=())


def _breakable(pair: _Pair) -> Iterator[Bar | Floor]:
    """What two settlements together could break, though each alone keeps it."""
    whole = pair.whole
    calls: dict[str | None, set[int]] = {}
    for call in whole.calls:
        if call.atom[0] in whole.free or 0 in call.atom[1]:
            calls.setdefault(call.body, set()).update(pair.sides_of([call.atom]))
    for bar in whole.bars:
        if any(0 not in held for issue, held in bar.atoms if issue not in whole.free):
            continue
        if bar.gate is not None and bar.gate not in calls:
            continue
        if len(pair.sides_of(bar.atoms) | calls.get(bar.gate, set())) > 1:
            yield bar
    for floor in whole.floors:
        across = any(len(pair.sides_of(atoms)) > 1 for atoms, _points in floor.synergies)
        # Gains above the threshold add up, less that of the state of things, which both count.
        spare = floor.gain((0,) * len(whole.sizes)) > 0
        if floor.gate in calls or (floor.gate is None and (across or spare)):
            yield floor


def _broken_by(pair: _Pair, broken: Bar | Floor, means: Means) -> tuple[Status, Two | None]:
    """Two settlements that together break one thing, checked; or how the search for them ended."""
    made = _laid_together(pair)
    _break(made, broken)
    while True:
        outcome = made.program.solve({}, means.limit)
        if outcome.columns is None:
            return outcome.status, None
        options = made.options(outcome.columns)
        settled = pair.split(options)
        if pair.stands(settled) is False:
            return outcome.status, settled
        made.bar_package(options)


def _laid_together(pair: _Pair) -> Formulation:
    """Both programs as one: each keeps what its own basket has to keep alone."""
    first, second = pair.sides
    program = first.program.copy()
    shift = len(program.lower)
    program.lower += second.program.lower
    program.upper += second.program.upper
    program.whole += second.program.whole
    for row, lower, upper in second.program.rows:
        program.row({column + shift: value for column, value in row.items()}, lower, upper)
    moved = {key: column + shift for key, column in second.choices.items()}
    return Formulation(
        model=pair.whole,
        program=program,
        choices={**first.choices, **moved},
        gates={},
        selectors={},
    )


def _break(made: Formulation, broken: Bar | Floor) -> None:
    """Ask for a package that breaks a bar or a floor, and for what makes it bind."""
    if isinstance(broken, Bar):
        for where in broken.atoms:
            row, holds = made.atom(where)
            made.program.row(row, lower=1 - holds)
    else:
        made.program.row(made.points(broken), upper=broken.threshold - 1)
    if broken.gate is not None:
        called: dict[int, float] = {}
        always = 0
        for call in made.model.calls:
            if call.body == broken.gate:
                row, holds = made.atom(call.atom)
                always |= holds
                called |= row
        made.program.row(called, lower=1 - always)
