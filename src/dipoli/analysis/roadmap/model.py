"""A question about a case, compiled to small whole numbers for the engines.

Steps, acts and accounts become numbers; entries become pairs of a *cell* and points. A cell is the
part of an account that offsets itself: the account whole, or one basket of it. Where accounts are
kept by basket, the level of an account is its opening less the shortfalls of its cells; elsewhere
an account has one cell and its level is the opening plus that. The engines read nothing but this
model, and what they find is taken to the checker, which does not read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, field, frozen

from dipoli.analysis.case import Case, Condition, ConsentAct, Cost, Firmness, Step
from dipoli.analysis.roadmap.answers import Account, Block, Cause
from dipoli.analysis.roadmap.asked import (
    acts_for,
    acts_of,
    bundles_of,
    misfits,
    refuses,
    steps_of,
    windows_of,
)
from dipoli.analysis.roadmap.question import Accounting, Question
from dipoli.analysis.roadmap.rows import Entry, Rule, StepRow
from dipoli.analysis.roadmap.units import Unit, units_of


@frozen(kw_only=True)
class ActRow:
    """One consent act that somebody needs: start months allowed, months to the decision, loss."""

    id: str
    body: str
    months: int
    allowed: tuple[bool, ...]
    loss: tuple[Entry, ...]

    @property
    def free(self) -> bool:
        """Whether it costs nothing and may be decided at any time."""
        return not self.loss and all(self.allowed)


@frozen(kw_only=True)
class Model:
    """A question in whole numbers.

    Args:
        horizon: last month by which everything is verified.
        steps: steps that nothing rules out, in the order of the case.
        acts: acts that one of them needs.
        accounts: accounts.
        opening: points with which each opens.
        cells: account of each cell.
        issues: number of issues of the case.
        rules: what the state must not break.
        bundles: steps of each bundle that can be started as one.
        ruled_out: other steps, with what rules each out whatever the order.
        lost: those of them that are wanted.
    """

    horizon: int
    steps: tuple[StepRow, ...]
    acts: tuple[ActRow, ...]
    accounts: tuple[Account, ...]
    opening: tuple[int, ...]
    cells: tuple[int, ...]
    issues: int
    rules: tuple[Rule, ...]
    bundles: tuple[tuple[int, ...], ...]
    ruled_out: Mapping[str, tuple[Block, ...]]
    lost: tuple[str, ...]

    @cached_property
    def single(self) -> bool:
        """Whether no account has several cells, so that its points are simply added."""
        return len(set(self.cells)) == len(self.cells)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every step by itself, in their order, and then every bundle."""
        return units_of(self.steps, self.bundles, self.rules, self.cells)


def compile_model(case: Case, question: Question) -> Model:
    """The model of a question about a case.

    Raises:
        ValueError: the question names what the case does not have.
    """
    lost = misfits(case, question)
    if lost:
        message = f"the question names what the case does not have: {', '.join(lost)}"
        raise ValueError(message)
    return _Compiler(case=case, question=question).model()


@define(kw_only=True)
class _Compiler:
    """Numbers for everything that has a name."""

    case: Case
    question: Question
    steps: dict[str, Step] = field(init=False)
    acts: dict[str, ConsentAct] = field(init=False)
    accounts: list[Account] = field(init=False)
    cells: dict[tuple[int, str], int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.steps = steps_of(self.case, self.question)
        self.acts = acts_of(self.case, self.question)
        pairs = [(limit.party, limit.towards) for limit in self.case.exposure_limits]
        if self.question.accounting is Accounting.PARTY:
            self.accounts = [Account(party=code) for code in self.case.members]
        else:
            self.accounts = [Account(party=party, towards=towards) for party, towards in pairs]

    def model(self) -> Model:
        """Everything in numbers."""
        ruled_out = self._ruled_out()
        kept = [name for name in self.steps if name not in ruled_out]
        number = {name: n for n, name in enumerate(kept)}
        rows = {name: self.steps[name] for name in kept}
        needed = {name: acts_for(self.case, self.question, step) for name, step in rows.items()}
        acts = list(dict.fromkeys(act for name in kept for act in needed[name]))
        act_number = {name: n for n, name in enumerate(acts)}
        issue = {one.id: n for n, one in enumerate(self.case.issues)}
        wanted = self.question.wanted
        steps = tuple(
            StepRow(
                id=name,
                months=self._months(step),
                loss=self._loss(step),
                gain=self._gain(step),
                after=tuple(number[one] for one in step.after),
                orders=tuple(number[one] for one in self._orders(name)),
                acts=tuple(act_number[one] for one in needed[name]),
                reach=tuple((issue[move.issue], move.option) for move in step.advances),
                value=sum(step.benefits.values()),
                wanted=wanted is None or name in wanted,
            )
            for name, step in rows.items()
        )
        act_rows = tuple(self._act(self.acts[name]) for name in acts)
        bundles = tuple(
            tuple(number[name] for name in dict.fromkeys(bundle.steps))
            for bundle in bundles_of(self.case, self.question)
            if all(name in number for name in bundle.steps)
        )
        return Model(
            horizon=self.question.horizon,
            steps=steps,
            acts=act_rows,
            accounts=tuple(self.accounts),
            opening=self._opening(),
            cells=tuple(account for account, _basket in self.cells),
            issues=len(self.case.issues),
            rules=tuple(self._rules(issue)),
            bundles=bundles,
            ruled_out=ruled_out,
            lost=tuple(
                name for name in ruled_out if name in (self.steps if wanted is None else wanted)
            ),
        )

    def _months(self, step: Step) -> int:
        return step.months + step.verification_months + self.question.more_verification

    def _orders(self, name: str) -> tuple[str, ...]:
        orders = self.question.orders
        return tuple(dict.fromkeys(one for row in orders if name in row.then for one in row.first))

    # ------------------------------------------------------------ what is ruled out

    def _ruled_out(self) -> dict[str, tuple[Block, ...]]:
        """Steps that cannot start in any order, and why; those that wait for one of them too."""
        found = {name: tuple(self._bars(step)) for name, step in self.steps.items()}
        found = {name: blocks for name, blocks in found.items() if blocks}
        for name in self.question.dropped:
            found[name] = (Block(cause=Cause.DROPPED),)
        while True:
            more = {
                name: blocks
                for name, step in self.steps.items()
                if name not in found and (blocks := tuple(self._lost(step, found)))
            }
            if not more:
                return {**self._unneeded(), **found}
            found.update(more)

    def _unneeded(self) -> dict[str, tuple[Block, ...]]:
        """Steps that are not wanted and that no wanted one comes after, where only those count."""
        wanted = self.question.wanted
        if wanted is None or self.question.others:
            return {}
        needed: set[str] = set()
        ahead = list(wanted)
        while ahead:
            name = ahead.pop()
            if name not in needed and name in self.steps:
                needed.add(name)
                ahead += [*self.steps[name].after, *self._orders(name)]
        block = Block(cause=Cause.NOT_WANTED)
        return {name: (block,) for name in self.steps if name not in needed}

    def _bars(self, step: Step) -> Iterator[Block]:
        for actor in step.actors:
            if actor in self.question.away:
                yield Block(cause=Cause.AWAY, about=actor)
        if step.basket in self.question.frozen and step.condition is Condition.EXCHANGE:
            yield Block(cause=Cause.FROZEN, about=step.basket)
        if self._months(step) > self.question.horizon:
            yield Block(cause=Cause.HORIZON)
        for name in acts_for(self.case, self.question, step):
            refuser = refuses(self.case, self.question, self.acts[name].body)
            if refuser is not None:
                yield Block(cause=Cause.REFUSED, about=refuser)
            elif not any(self._allowed(self.acts[name])):
                yield Block(cause=Cause.WINDOW, about=self.acts[name].body)

    def _lost(self, step: Step, found: Mapping[str, tuple[Block, ...]]) -> Iterator[Block]:
        for cause, names in (
            (Cause.PREREQUISITE, step.after),
            (Cause.ORDER, self._orders(step.id)),
        ):
            for name in names:
                if name in found or name not in self.steps:
                    yield Block(cause=cause, about=name)

    # ------------------------------------------------------------ accounts

    def _opening(self) -> tuple[int, ...]:
        opening = [0] * len(self.accounts)
        for limit in self.case.exposure_limits:
            opening[self._account(limit.party, limit.towards)] += limit.points
        for one in self.question.guarantees:
            opening[self._account(one.party, one.towards)] += one.points
        return tuple(opening)

    def _account(self, party: str, towards: str) -> int:
        by_party = self.question.accounting is Accounting.PARTY
        return self.accounts.index(Account(party=party, towards="" if by_party else towards))

    def _cell(self, party: str, towards: str, basket: str) -> int:
        apart = basket if self.question.accounting is Accounting.BASKET else ""
        return self.cells.setdefault((self._account(party, towards), apart), len(self.cells))

    def _entries(self, rows: Sequence[Cost], basket: str, share: int) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for row in rows:
            found[self._cell(row.party, row.towards, basket)] += row.points * share // 100
        return found

    def _loss(self, step: Step) -> tuple[Entry, ...]:
        if step.condition is Condition.UNCONDITIONAL:
            return ()
        return _nonzero(self._entries(step.cost, step.basket, 100))

    def _gain(self, step: Step) -> tuple[Entry, ...]:
        if step.condition is Condition.UNCONDITIONAL:
            return ()
        found = self._entries(step.cost, step.basket, step.recoverable)
        for party in self.case.members:
            others = [actor for actor in step.actors if actor != party]
            points = step.benefits.get(party, 0) * step.secured + 100 * step.trust.get(party, 0)
            for actor in others:
                found[self._cell(party, actor, step.basket)] += points // (100 * len(others))
        return _nonzero(found)

    # ------------------------------------------------------------ acts and rules

    def _allowed(self, act: ConsentAct) -> tuple[bool, ...]:
        windows = windows_of(self.case, act)
        return tuple(
            all(any(one.is_open(month + act.months) for one in rows) for rows in windows)
            for month in range(self.question.horizon + 1)
        )

    def _act(self, act: ConsentAct) -> ActRow:
        served = [self.steps[name] for name in act.steps if name in self.steps]
        outside = any(step.condition is Condition.UNCONDITIONAL for step in served)
        cost = () if outside else _nonzero(self._entries(act.cost, served[0].basket, 100))
        return ActRow(
            id=act.id, body=act.body, months=act.months, allowed=self._allowed(act), loss=cost
        )

    def _rules(self, issue: Mapping[str, int]) -> Iterator[Rule]:
        sizes = {one.id: len(one.options) for one in self.case.issues}
        for row in self.case.requirements:
            rest = frozenset(range(sizes[row.then.issue])) - set(row.then.options)
            first = (issue[row.if_.issue], frozenset(row.if_.options))
            yield from _unless_broken(
                Rule(name=row.id, atoms=(first, (issue[row.then.issue], rest)))
            )
        for exclusion in self.case.exclusions:
            atoms = tuple((issue[one.issue], frozenset(one.options)) for one in exclusion.atoms)
            yield from _unless_broken(Rule(name=exclusion.id, atoms=atoms))
        owners = {body.code: body.of for body in self.case.ratifiers}
        away = self.question.away
        for code, position in self.case.positions_of(self.question.positions).items():
            if code not in away and owners.get(code) not in away:
                for line in position.red_lines:
                    if line.firmness is Firmness.HARD:
                        when = tuple((issue[a.issue], frozenset(a.options)) for a in line.when)
                        yield from _unless_broken(Rule(name=f"{code}/{line.id}", atoms=when))


def _nonzero(entries: Mapping[int, int]) -> tuple[Entry, ...]:
    return tuple((cell, points) for cell, points in sorted(entries.items()) if points)


def _unless_broken(rule: Rule) -> Iterator[Rule]:
    """A rule, unless the state of things breaks it already."""
    if not all(0 in options for _issue, options in rule.atoms):
        yield rule
