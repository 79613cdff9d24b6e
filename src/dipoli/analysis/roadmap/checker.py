"""The independent checker: the only authority on whether a roadmap is safe.

It shares no arithmetic with the model or the engines. It reads the rows of the case as they stand
and reckons in Python's whole numbers, slowly and obviously, start after start. What an engine finds
counts only when this checker accepts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from attrs import define, field

from dipoli.analysis.case import Case, Condition, ConsentAct, Cost, Firmness, Step
from dipoli.analysis.roadmap.answers import (
    Account,
    Block,
    Cause,
    Check,
    Fault,
    Happening,
    Moment,
    Schedule,
    Start,
    Trace,
)
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

Pair = tuple[str, str]
"""A member, and the one towards whom it is exposed."""


@define(kw_only=True)
class _Ledger:
    """What was entered so far: receipts less losses of each pair in each basket."""

    case: Case
    accounting: Accounting
    opening: dict[Pair, int]
    entered: dict[Pair, dict[str, int]] = field(factory=lambda: defaultdict(dict))

    def levels(self) -> dict[Account, int]:
        """Points in each account as the question keeps them."""
        pairs = {pair: self._pair(pair) for pair in self.opening}
        if self.accounting is not Accounting.PARTY:
            return {Account(party=p, towards=q): level for (p, q), level in pairs.items()}
        return {
            Account(party=code): sum(level for (p, _q), level in pairs.items() if p == code)
            for code in self.case.members
        }

    def _pair(self, pair: Pair) -> int:
        nets = self.entered[pair].values()
        if self.accounting is Accounting.BASKET:
            return self.opening[pair] + sum(min(0, net) for net in nets)
        return self.opening[pair] + sum(nets)

    def lose(self, cost: tuple[Cost, ...], basket: str) -> None:
        """Take away the full points of each entry."""
        for row in cost:
            self._enter((row.party, row.towards), basket, -row.points)

    def verify(self, step: Step) -> None:
        """Return what is recoverable and enter what each member gains from each actor."""
        for row in step.cost:
            back = row.points * step.recoverable // 100
            self._enter((row.party, row.towards), step.basket, back)
        for party in self.case.members:
            actors = [actor for actor in step.actors if actor != party]
            for actor in actors:
                secured = step.benefits.get(party, 0) * step.secured
                trust = step.trust.get(party, 0) * 100
                received = (secured + trust) // (100 * len(actors))
                self._enter((party, actor), step.basket, received)

    def _enter(self, pair: Pair, basket: str, points: int) -> None:
        self.entered[pair][basket] = self.entered[pair].get(basket, 0) + points


def limits_of(case: Case, question: Question) -> dict[Pair, int]:
    """The opening of the account of each ordered pair: its limit and what third parties add."""
    found = {(limit.party, limit.towards): limit.points for limit in case.exposure_limits}
    for one in question.guarantees:
        found[one.party, one.towards] += one.points
    return found


def verified_in(question: Question, step: Step, month: int) -> int:
    """The month in which a step that starts in a month is verified."""
    return month + step.months + step.verification_months + question.more_verification


def check(case: Case, question: Question, schedule: Schedule) -> Check:
    """The verdict on a schedule.

    Args:
        case: the case.
        question: what was asked of it.
        schedule: what starts when, in order.

    Returns:
        Every fault, and the level of every account at every moment. That nothing better exists is
        not for the checker to say; nor is it that the members would keep to it (`incentives`).

    Raises:
        ValueError: the question names what the case does not have.

    Source: the rules in the case's ``accounting``; safe exchange (bibliography:
    sandholm-lesser-1995).
    """
    lost = misfits(case, question)
    if lost:
        message = f"the question names what the case does not have: {', '.join(lost)}"
        raise ValueError(message)
    names = tuple(_names(case, question, schedule))
    wanted = tuple(steps_of(case, question)) if question.wanted is None else question.wanted
    started = {name for start in schedule.starts for name in start.steps}
    left_out = tuple(name for name in wanted if name not in started)
    if names:
        return Check(faults=names, trace=None, left_out=left_out)
    replay = _Replay(case=case, question=question)
    replay.run(schedule)
    faults = (*replay.faults, *_listed(schedule, left_out))
    return Check(faults=faults, trace=replay.trace(), left_out=left_out)


def _names(case: Case, question: Question, schedule: Schedule) -> Iterator[Fault]:
    """Names that are unknown or come twice, and months that run backward."""
    steps, acts = steps_of(case, question), acts_of(case, question)
    seen: set[str] = set()
    last = 0
    for n, start in enumerate(schedule.starts):
        for name in start.steps or (start.act,):
            if name not in (steps if start.steps else acts):
                gone = name in question.dropped
                yield _fault(n, start, name, Cause.DROPPED if gone else Cause.UNKNOWN)
            if name in seen:
                yield _fault(n, start, name, Cause.TWICE)
            seen.add(name)
        if start.month < last:
            yield _fault(n, start, (*start.steps, start.act)[0], Cause.MONTH)
        last = max(last, start.month)


def _fault(n: int, start: Start, name: str, cause: Cause, about: str = "") -> Fault:
    return Fault(start=n, month=start.month, name=name, block=Block(cause=cause, about=about))


def _listed(schedule: Schedule, left_out: tuple[str, ...]) -> Iterator[Fault]:
    """Steps that are left out without a word, or told as left out and not."""
    told = {one.step for one in schedule.unscheduled}
    for name in left_out:
        if name not in told:
            yield Fault(start=None, month=None, name=name, block=Block(cause=Cause.MISSING))
    for name in schedule.months:
        if name in told:
            block = Block(cause=Cause.CONTRADICTED)
            yield Fault(start=None, month=None, name=name, block=block)


@define(kw_only=True)
class _Replay:
    """Start after start: what is wrong with each, and how the accounts stand."""

    case: Case
    question: Question
    steps: dict[str, Step] = field(init=False)
    acts: dict[str, ConsentAct] = field(init=False)
    ledger: _Ledger = field(init=False)
    moments: list[Moment] = field(factory=list)
    faults: list[Fault] = field(factory=list)
    under_way: list[tuple[int, str]] = field(factory=list)
    verified: set[str] = field(factory=set)
    decided: dict[str, int] = field(factory=dict)
    options: dict[str, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.steps = steps_of(self.case, self.question)
        self.acts = acts_of(self.case, self.question)
        opening = limits_of(self.case, self.question)
        self.ledger = _Ledger(case=self.case, accounting=self.question.accounting, opening=opening)

    def run(self, schedule: Schedule) -> None:
        """Go through all starts and through what is verified after the last."""
        self._moment(0, Happening.OPENING, ())
        for n, start in enumerate(schedule.starts):
            self._verify(start.month)
            blocks = self._act(start) if start.act else self._steps(start)
            self.faults += [
                Fault(start=n, month=start.month, name=name, block=block) for name, block in blocks
            ]
            self._moment(start.month, Happening.STARTED, start.steps or (start.act,))
            for account, level in self.ledger.levels().items():
                if level < 0:
                    block = Block(cause=Cause.ACCOUNT, account=account, short=-level)
                    name = (*start.steps, start.act)[0]
                    self.faults.append(Fault(start=n, month=start.month, name=name, block=block))
        self._verify(max((month for month, _name in self.under_way), default=0))

    def trace(self) -> Trace:
        """The level of every account at every moment."""
        accounts = tuple(self.ledger.levels())
        opening = self.moments[0].levels
        return Trace(accounts=accounts, opening=opening, moments=tuple(self.moments))

    def _moment(self, month: int, happening: Happening, names: tuple[str, ...]) -> None:
        levels = tuple(self.ledger.levels().values())
        self.moments.append(Moment(month=month, happening=happening, names=names, levels=levels))

    def _verify(self, until: int) -> None:
        """Everything whose verification ends in a month or before it."""
        for month, name in sorted(self.under_way):
            if month <= until:
                self.under_way.remove((month, name))
                self.verified.add(name)
                if self.steps[name].condition is Condition.EXCHANGE:
                    self.ledger.verify(self.steps[name])
                self._moment(month, Happening.VERIFIED, (name,))

    def _act(self, start: Start) -> list[tuple[str, Block]]:
        """What stands against an act; its cost and its decision are entered."""
        act = self.acts[start.act]
        self.decided[act.id] = start.month + act.months
        served = [self.steps[name] for name in act.steps if name in self.steps]
        if all(step.condition is Condition.EXCHANGE for step in served):
            self.ledger.lose(act.cost, served[0].basket if served else "")
        blocks = []
        refuser = refuses(self.case, self.question, act.body)
        if refuser is not None:
            blocks.append(Block(cause=Cause.REFUSED, about=refuser))
        month = self.decided[act.id]
        blocks += [
            Block(cause=Cause.WINDOW, about=act.body)
            for windows in windows_of(self.case, act)
            if not any(window.is_open(month) for window in windows)
        ]
        return [(act.id, block) for block in blocks]

    def _steps(self, start: Start) -> list[tuple[str, Block]]:
        """What stands against a step or a bundle; its losses and options are entered."""
        found = []
        rows = [self.steps[name] for name in start.steps]
        for step in rows:
            blocks = (
                *_barred(self.question, step, start.month),
                *self._waits(step, start),
                *self._unconsented(step, start.month),
            )
            found += [(step.id, block) for block in blocks]
        known = [set(bundle.steps) for bundle in bundles_of(self.case, self.question)]
        if len(rows) > 1 and set(start.steps) not in known:
            found.append((start.steps[0], Block(cause=Cause.BUNDLE)))
        for step in rows:
            for move in step.advances:
                furthest = max(self.options.get(move.issue, 0), move.option)
                self.options[move.issue] = furthest
        for rule in _broken(self.case, self.question, self.options):
            found.append((start.steps[0], Block(cause=Cause.STATE, about=rule)))
        for step in rows:
            if step.condition is Condition.EXCHANGE:
                self.ledger.lose(step.cost, step.basket)
            self.under_way.append((verified_in(self.question, step, start.month), step.id))
        return found

    def _waits(self, step: Step, start: Start) -> Iterator[Block]:
        for name in step.after:
            if name not in self.verified and name not in start.steps:
                yield Block(cause=Cause.PREREQUISITE, about=name)
        for order in self.question.orders:
            for name in order.first if step.id in order.then else ():
                if name not in self.verified:
                    yield Block(cause=Cause.ORDER, about=name)

    def _unconsented(self, step: Step, month: int) -> Iterator[Block]:
        for name in acts_for(self.case, self.question, step):
            if self.decided.get(name, month + 1) > month:
                yield Block(cause=Cause.CONSENT, about=name)


def _barred(question: Question, step: Step, month: int) -> Iterator[Block]:
    for actor in step.actors:
        if actor in question.away:
            yield Block(cause=Cause.AWAY, about=actor)
    if step.basket in question.frozen and step.condition is Condition.EXCHANGE:
        yield Block(cause=Cause.FROZEN, about=step.basket)
    if verified_in(question, step, month) > question.horizon:
        yield Block(cause=Cause.HORIZON)


def _broken(case: Case, question: Question, options: dict[str, int]) -> Iterator[str]:
    """Rules that the options reached break and the state of things does not."""
    things = case.status_quo()
    now = {**things, **options}
    for row in case.requirements:
        kept = row.then.holds(now) or not row.if_.holds(now)
        if not kept and (row.then.holds(things) or not row.if_.holds(things)):
            yield row.id
    for exclusion in case.exclusions:
        atoms = exclusion.atoms
        if all(a.holds(now) for a in atoms) and not all(a.holds(things) for a in atoms):
            yield exclusion.id
    owners = {body.code: body.of for body in case.ratifiers}
    for code, position in case.positions_of(question.positions).items():
        if code in question.away or owners.get(code) in question.away:
            continue
        for line in position.red_lines:
            crossed = all(a.holds(now) for a in line.when)
            before = all(a.holds(things) for a in line.when)
            if line.firmness is Firmness.HARD and crossed and not before:
                yield f"{code}/{line.id}"
