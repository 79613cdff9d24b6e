"""Months before which nothing can start, looked at once more from the rows of the case.

`prove` asks the closure of the model. `holds` shares no arithmetic with it: it takes the months as
a claim and looks at each by itself. Say that every step and act kept to its claimed month but one,
the first that came sooner: then all others that could have helped it by the month before were the
claimed ones. If even so it could not start in that month, it was not the first; so nothing comes
sooner than claimed. What has no month has none up to the horizon.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, evolve, field

from dipoli.analysis.case import Atom, Case, Condition, ConsentAct, Cost, Firmness, Step
from dipoli.analysis.roadmap.answers import Account, Block, Cause
from dipoli.analysis.roadmap.asked import (
    acts_for,
    acts_of,
    bundles_of,
    refuses,
    steps_of,
    windows_of,
)
from dipoli.analysis.roadmap.checker import Pair, limits_of
from dipoli.analysis.roadmap.closure import Closure, close
from dipoli.analysis.roadmap.explain.answers import Proof
from dipoli.analysis.roadmap.model import Model
from dipoli.analysis.roadmap.question import Accounting, Question

Purse = Mapping[tuple[Pair, str], int]
"""Points by pair and basket."""


def prove(model: Model, closure: Closure | None = None) -> Proof:
    """The months of a closure by name, steps that are ruled out included."""
    found = close(model) if closure is None else closure
    names = {row.id: month for row, month in zip(model.steps, found.steps, strict=True)}
    blocks = {model.steps[n].id: blocks for n, blocks in found.blocks.items()}
    needless = (Block(cause=Cause.NOT_WANTED),)
    ruled_out = any(one != needless for one in model.ruled_out.values())
    return Proof(
        steps={**names, **dict.fromkeys(model.ruled_out)},
        acts={row.id: month for row, month in zip(model.acts, found.acts, strict=True)},
        blocks={**blocks, **model.ruled_out},
        end=() if ruled_out else found.end,
    )


def shows_none(case: Case, question: Question, proof: Proof) -> bool:
    """Whether a proof that holds shows that no roadmap has all wanted steps."""
    wanted = steps_of(case, question) if question.wanted is None else question.wanted
    return any(proof.steps.get(name) is None for name in wanted) or bool(proof.end)


def holds(case: Case, question: Question, proof: Proof) -> bool:
    """Whether nothing can start sooner than a proof says, and its end is as it says.

    Args:
        case: the case.
        question: what is asked of it.
        proof: the claim. Steps that it does not name are not believed to help.
    """
    judge = _Judge(case=case, question=question, proof=proof)
    return judge.steps_hold() and judge.acts_hold() and judge.end_holds()


@define(kw_only=True)
class _Judge:
    case: Case
    question: Question
    proof: Proof
    steps: dict[str, Step] = field(init=False)
    acts: dict[str, ConsentAct] = field(init=False)
    needs: dict[str, tuple[str, ...]] = field(init=False)
    loss: dict[str, Purse] = field(init=False)
    net: dict[str, Purse] = field(init=False)
    limits: dict[Pair, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        case, question = self.case, self.question
        self.steps, self.acts = steps_of(case, question), acts_of(case, question)
        self.needs = {name: acts_for(case, question, step) for name, step in self.steps.items()}
        self.loss = {name: self._kept_as(_losses(step)) for name, step in self.steps.items()}
        self.net = {
            name: _plus(self._kept_as(_gains(case, step)), self.loss[name], -1)
            for name, step in self.steps.items()
        }
        self.limits = defaultdict(int)
        for (party, towards), points in limits_of(case, question).items():
            self.limits[self._pair(party, towards)] += points

    def _pair(self, party: str, towards: str) -> Pair:
        by_party = self.question.accounting is Accounting.PARTY
        return party, "" if by_party else towards

    def _kept_as(self, purse: Purse) -> Purse:
        """Points by account: where a member has one account, what it gives and gets is netted."""
        found: dict[tuple[Pair, str], int] = defaultdict(int)
        for (pair, basket), points in purse.items():
            found[self._pair(*pair), basket] += points
        return found

    # ------------------------------------------------------------ the claims

    def steps_hold(self) -> bool:
        """Whether no step starts before its month, alone or with a bundle."""
        groups = [tuple(dict.fromkeys(one.steps)) for one in bundles_of(self.case, self.question)]
        for name in self.steps:
            claim = self.proof.steps.get(name)
            units = [(name,), *(one for one in groups if name in one)]
            for unit in units:
                if all(one in self.steps for one in unit) and not self._kept(unit, claim):
                    return False
        return True

    def _kept(self, unit: tuple[str, ...], claim: int | None) -> bool:
        if any(self._barred(self.steps[one]) for one in unit):
            return True
        last = self.question.horizon - max(self._months(self.steps[one]) for one in unit)
        month = last if claim is None else min(claim - 1, last)
        return month < 0 or self._blocked(unit, month)

    def acts_hold(self) -> bool:
        """Whether no act is decided before its month."""
        for name, claim in self.proof.acts.items():
            act = self.acts[name]
            last = self.question.horizon if claim is None else claim - act.months - 1
            if any(self._may_decide(act, month) for month in range(last + 1)):
                return False
        return True

    def _may_decide(self, act: ConsentAct, month: int) -> bool:
        return self._is_open(act, month + act.months) and all(
            level >= 0 for level in self.levels(month, (), self._act_cost(act)).values()
        )

    def _is_open(self, act: ConsentAct, decided: int) -> bool:
        windows = windows_of(self.case, act)
        return all(any(one.is_open(decided) for one in rows) for rows in windows)

    def _could_be_decided(self, name: str, month: int) -> bool:
        """Whether an act could be decided by a month, going by its claim or else its windows."""
        act = self.acts[name]
        if refuses(self.case, self.question, act.body) is not None:
            return False
        if name in self.proof.acts:
            claim = self.proof.acts[name]
            return claim is not None and claim <= month
        return any(self._is_open(act, one) for one in range(act.months, month + 1))

    def end_holds(self) -> bool:
        """Whether each account of the end is short by what is said, and each rule broken."""
        wanted = tuple(self.steps) if self.question.wanted is None else self.question.wanted
        known = [name for name in wanted if name in self.steps]
        surely = {*self._surely(known), *known}
        whole = evolve(self.proof, steps={**self.proof.steps, **dict.fromkeys(surely, 0)})
        judge = evolve(self, proof=whole)
        last = max(self._months(self.steps[name]) for name in surely) if surely else 0
        month = max(last, self.question.horizon)
        levels = judge.levels(month, surely, self._acts_cost(surely))
        broken = set(judge.broken(surely, month))
        return all(
            block.about in broken
            if block.account is None
            else block.short == -levels[block.account]
            for block in self.proof.end
        )

    # ------------------------------------------------------------ what is in the way

    def _barred(self, step: Step) -> bool:
        question = self.question
        exchange = step.condition is Condition.EXCHANGE
        return (
            any(actor in question.away for actor in step.actors)
            or (step.basket in question.frozen and exchange)
            or (step.id not in self._useful())
        )

    def _useful(self) -> set[str]:
        """Steps that may be taken at all: all, or those that are wanted and what they need."""
        question = self.question
        if question.wanted is None or question.others:
            return set(self.steps)
        known = [name for name in question.wanted if name in self.steps]
        return {*known, *self._surely(known)}

    def _before(self, name: str) -> Iterator[str]:
        yield from self.steps[name].after
        for order in self.question.orders:
            if name in order.then:
                yield from order.first

    def _surely(self, names: Iterable[str]) -> set[str]:
        """Steps without which these cannot have started, by any chain."""
        found: set[str] = set()
        ahead = [one for name in names for one in self._before(name)]
        while ahead:
            one = ahead.pop()
            if one not in found and one in self.steps:
                found.add(one)
                ahead += self._before(one)
        return found

    def _months(self, step: Step) -> int:
        return step.months + step.verification_months + self.question.more_verification

    def _by(self, name: str, month: int) -> bool:
        """Whether a step could be verified by a month, going by the claims."""
        claim = self.proof.steps.get(name)
        return (
            name in self.steps
            and claim is not None
            and claim + self._months(self.steps[name]) <= month
        )

    def _blocked(self, unit: tuple[str, ...], month: int) -> bool:
        waits = [one for name in unit for one in self.steps[name].after if one not in unit]
        waits += [
            one
            for name in unit
            for order in self.question.orders
            if name in order.then
            for one in order.first
        ]
        if not all(self._by(one, month) for one in waits):
            return True
        acts = {act for name in unit for act in self.needs[name]}
        if not all(self._could_be_decided(act, month) for act in acts):
            return True
        surely = self._surely(unit) - set(unit)
        taken = self._acts_cost({*surely, *unit})
        for name in unit:
            taken = _plus(taken, self.loss[name], 1)
        levels = self.levels(month, surely, taken)
        return min(levels.values()) < 0 or any(self.broken({*surely, *unit}, month))

    # ------------------------------------------------------------ accounts at the best

    def _act_cost(self, act: ConsentAct) -> Purse:
        served = [self.steps[name] for name in act.steps if name in self.steps]
        if any(step.condition is Condition.UNCONDITIONAL for step in served):
            return {}
        return self._kept_as(_entered(act.cost, served[0].basket))

    def _acts_cost(self, names: Iterable[str]) -> Purse:
        total: Purse = {}
        for act in {act for name in names for act in self.needs[name]}:
            total = _plus(total, self._act_cost(self.acts[act]), 1)
        return total

    def levels(self, month: int, surely: Iterable[str], taken: Purse) -> dict[Account, int]:
        """Each account at the best: what surely came before whole, of the rest only what helps."""
        purse: dict[tuple[Pair, str], int] = {cell: -points for cell, points in taken.items()}
        before = set(surely)
        for name in self.steps:
            for cell, points in self.net[name].items():
                if (points > 0 and self._by(name, month)) or (points < 0 and name in before):
                    purse[cell] = purse.get(cell, 0) + points
        nets: dict[Pair, list[int]] = defaultdict(list)
        apart = self.question.accounting is Accounting.BASKET
        for (pair, _basket), points in purse.items():
            nets[pair].append(min(0, points) if apart else points)
        return {
            Account(party=party, towards=towards): limit + sum(nets[party, towards])
            for (party, towards), limit in self.limits.items()
        }

    # ------------------------------------------------------------ rules at the best

    def broken(self, surely: Iterable[str], month: int) -> Iterator[str]:
        """Rules that are broken whatever options other steps could have reached by a month."""
        floor: dict[str, int] = {}
        could: dict[str, set[int]] = defaultdict(lambda: {0})
        for name in surely:
            for move in self.steps[name].advances:
                floor[move.issue] = max(floor.get(move.issue, 0), move.option)
        for name, claim in self.proof.steps.items():
            if name in self.steps and claim is not None and claim <= month:
                for move in self.steps[name].advances:
                    could[move.issue].add(move.option)
        options = {
            issue.id: {max(floor.get(issue.id, 0), one) for one in could[issue.id]}
            for issue in self.case.issues
        }
        for rule, atoms, then in _rules(self.case, self.question):
            if any(atom.issue in floor for atom in (*atoms, *then)) and _surely_broken(
                options, atoms, then
            ):
                yield rule


def _surely_broken(
    options: Mapping[str, set[int]], atoms: Sequence[Atom], then: Sequence[Atom]
) -> bool:
    """Whether all atoms hold, and those of ``then`` fail, for every option possible."""
    return all(options[one.issue] <= set(one.options) for one in atoms) and not any(
        options[one.issue] & set(one.options) for one in then
    )


def _rules(case: Case, question: Question) -> Iterator[tuple[str, tuple[Atom, ...], list[Atom]]]:
    """Rules that the state of things keeps: name, what holds, and what then must hold."""
    things = case.status_quo()
    for row in case.requirements:
        if row.then.holds(things) or not row.if_.holds(things):
            yield row.id, (row.if_,), [row.then]
    lines = [(one.id, one.atoms) for one in case.exclusions]
    owners = {body.code: body.of for body in case.ratifiers}
    for code, position in case.positions_of(question.positions).items():
        if code not in question.away and owners.get(code) not in question.away:
            lines += [
                (f"{code}/{line.id}", line.when)
                for line in position.red_lines
                if line.firmness is Firmness.HARD
            ]
    for name, atoms in lines:
        if not all(atom.holds(things) for atom in atoms):
            yield name, atoms, []


# ---------------------------------------------------------------- points of a step


def _entered(rows: Sequence[Cost], basket: str, share: int = 100) -> Purse:
    purse: dict[tuple[Pair, str], int] = defaultdict(int)
    for row in rows:
        purse[(row.party, row.towards), basket] += row.points * share // 100
    return purse


def _losses(step: Step) -> Purse:
    exchange = step.condition is Condition.EXCHANGE
    return _entered(step.cost, step.basket) if exchange else {}


def _gains(case: Case, step: Step) -> Purse:
    if step.condition is not Condition.EXCHANGE:
        return {}
    purse = dict(_entered(step.cost, step.basket, step.recoverable))
    for party in case.members:
        others = [actor for actor in step.actors if actor != party]
        worth = step.benefits.get(party, 0) * step.secured + 100 * step.trust.get(party, 0)
        for actor in others:
            cell = (party, actor), step.basket
            purse[cell] = purse.get(cell, 0) + worth // (100 * len(others))
    return purse


def _plus(purse: Purse, other: Purse, sign: int) -> Purse:
    keys = dict.fromkeys((*purse, *other))
    return {key: purse.get(key, 0) + sign * other.get(key, 0) for key in keys}
