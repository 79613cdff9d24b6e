"""A roadmap laid out on the months after the day of a case: what there is to draw, before drawing.

Steps are numbered once, in the order in which they start, and keep their number in every chart and
table; those that are not reached come after, in the order of the case. Baskets, bodies and accounts
stand in the order of the case. Nothing is ordered, added up or coloured by party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dipoli.analysis.case import Case, Condition, ConsentAct, Step, Window
from dipoli.analysis.roadmap.answers import Account, Happening, Trace, Unscheduled
from dipoli.analysis.roadmap.asked import acts_for, acts_of, steps_of, windows_of
from dipoli.analysis.roadmap.finder import Roadmap

SHORTEST_AXIS = 12
"""Months that the time axis shows at least."""


@frozen(kw_only=True)
class StepBar:
    """A step that starts.

    Args:
        number: its number in all charts and tables, from 1.
        step: the step.
        start: the month in which it starts.
        worked: the month in which its work is over.
        verified: the month in which it is verified.
        together: numbers of the steps that start with it as one, its own left out.
        acts: ids of the acts of consent that it needs.
    """

    number: int
    step: Step
    start: int
    worked: int
    verified: int
    together: tuple[int, ...]
    acts: tuple[str, ...]

    @property
    def outside(self) -> bool:
        """Whether the step is outside the exchange."""
        return self.step.condition is Condition.UNCONDITIONAL


@frozen(kw_only=True)
class Lane:
    """Steps of one basket that start, by number."""

    basket: str
    title: str
    bars: tuple[StepBar, ...]


@frozen(kw_only=True)
class Decision:
    """An act of consent: put to its body in one month, decided in another."""

    act: ConsentAct
    put: int
    decided: int
    serves: tuple[int, ...]


@frozen(kw_only=True)
class Decisions:
    """What is put to one body, in order of time, and the months in which it may decide.

    Args:
        body: code of the member or body.
        rows: its acts.
        windows: lists of windows; it may decide where one of each is open; empty for any time.
    """

    body: str
    rows: tuple[Decision, ...]
    windows: tuple[tuple[Window, ...], ...]


@frozen(kw_only=True)
class Curve:
    """How far one account is drawn over time.

    Args:
        account: the account.
        limit: points with which it opens; exposure never passes them.
        points: month and exposure after every moment at which it changes, the opening first.
    """

    account: Account
    limit: int
    points: tuple[tuple[int, int], ...]

    @property
    def peak(self) -> int:
        """The largest exposure at any moment."""
        return max(exposure for _month, exposure in self.points)

    @property
    def at_peak(self) -> int:
        """The month in which it is largest first."""
        return next(month for month, exposure in self.points if exposure == self.peak)

    @property
    def left(self) -> int:
        """The exposure where the roadmap ends."""
        return self.points[-1][1]


@frozen(kw_only=True)
class Waiting:
    """What one step waits for.

    Args:
        number: of the step.
        step: the step.
        reached: whether it starts.
        after: numbers of the steps that are verified before.
        opens: numbers of the steps that wait for it.
        layer: how many steps the longest chain before it has.
        consents: codes of the members and bodies whose consent it needs.
    """

    number: int
    step: Step
    reached: bool
    after: tuple[int, ...]
    opens: tuple[int, ...]
    layer: int
    consents: tuple[str, ...]


@frozen(kw_only=True)
class Plan:
    """Everything that the charts and tables of a roadmap show.

    Args:
        day: the day of the case, from which months are counted.
        months: the last month of the time axis.
        lanes: steps that start, by basket.
        decisions: acts of consent, by body.
        curves: accounts that are drawn at some moment.
        undrawn: accounts that never are.
        left_out: steps that do not start, and what stands in their way.
        waiting: every step by number, with what it waits for.
        package: the option of every issue that is reached.
    """

    day: str
    months: int
    lanes: tuple[Lane, ...]
    decisions: tuple[Decisions, ...]
    curves: tuple[Curve, ...]
    undrawn: tuple[Account, ...]
    left_out: tuple[tuple[int, Unscheduled], ...]
    waiting: tuple[Waiting, ...]
    package: Mapping[str, int]

    @property
    def bars(self) -> tuple[StepBar, ...]:
        """Every step that starts, by number."""
        return tuple(sorted((bar for lane in self.lanes for bar in lane.bars), key=_number))

    def step(self, number: int) -> Step:
        """The step of a number."""
        return self.waiting[number - 1].step

    def number(self, name: str) -> int | None:
        """The number of a step, or None where the question leaves no such step."""
        return next((row.number for row in self.waiting if row.step.id == name), None)


def plan_of(case: Case, roadmap: Roadmap) -> Plan:
    """The plan of a roadmap.

    Args:
        case: the case.
        roadmap: a roadmap of it.
    """
    steps = steps_of(case, roadmap.question)
    numbers = {name: n for n, name in enumerate(_in_order(roadmap, steps), start=1)}
    bars = tuple(_bars(case, roadmap, steps, numbers))
    decisions = tuple(_decisions(case, roadmap, numbers))
    ends = [bar.verified for bar in bars]
    ends += [row.decided for body in decisions for row in body.rows]
    curves = tuple(_curves(case, _trace(roadmap)))
    return Plan(
        day=case.as_of,
        months=max([*ends, SHORTEST_AXIS]),
        lanes=tuple(_lanes(case, bars)),
        decisions=decisions,
        curves=tuple(one for one in curves if one.peak),
        undrawn=tuple(one.account for one in curves if not one.peak),
        left_out=tuple(
            sorted(
                ((numbers[one.step], one) for one in roadmap.schedule.unscheduled
                 if one.step in numbers),
                key=lambda row: row[0],
            )
        ),
        waiting=tuple(_waiting(roadmap, steps, numbers)),
        package=_package(case, bars),
    )  # fmt: skip


def calendar_month(day: str, month: int) -> str:
    """The calendar month in which a month of a roadmap begins, had it begun on the day.

    >>> calendar_month("2019-04-30", 9)
    '2020-01'
    """
    year, first = (int(part) for part in day.split("-")[:2])
    months = year * 12 + first - 1 + month
    return f"{months // 12:04}-{months % 12 + 1:02}"


def verified_months(trace: Trace) -> dict[str, int]:
    """Month in which each step that starts is verified."""
    ends = (one for one in trace.moments if one.happening is Happening.VERIFIED)
    return {name: one.month for one in ends for name in one.names}


def _trace(roadmap: Roadmap) -> Trace:
    if roadmap.check.trace is None:
        message = "a schedule with unknown names has no levels"
        raise ValueError(message)
    return roadmap.check.trace


def _number(bar: StepBar) -> int:
    return bar.number


def _in_order(roadmap: Roadmap, steps: Mapping[str, Step]) -> list[str]:
    started = [name for start in roadmap.schedule.starts for name in start.steps]
    return [*started, *(name for name in steps if name not in started)]


def _bars(
    case: Case, roadmap: Roadmap, steps: Mapping[str, Step], numbers: Mapping[str, int]
) -> Iterator[StepBar]:
    verified = verified_months(_trace(roadmap))
    for start in roadmap.schedule.starts:
        for name in start.steps:
            step = steps[name]
            yield StepBar(
                number=numbers[name],
                step=step,
                start=start.month,
                worked=start.month + step.months,
                verified=verified[name],
                together=tuple(numbers[one] for one in start.steps if one != name),
                acts=acts_for(case, roadmap.question, step),
            )


def _lanes(case: Case, bars: Sequence[StepBar]) -> Iterator[Lane]:
    for basket in case.baskets:
        mine = tuple(bar for bar in bars if bar.step.basket == basket.id)
        if mine:
            yield Lane(basket=basket.id, title=basket.title, bars=mine)


def _decisions(case: Case, roadmap: Roadmap, numbers: Mapping[str, int]) -> Iterator[Decisions]:
    acts = acts_of(case, roadmap.question)
    rows = [
        Decision(
            act=acts[start.act],
            put=start.month,
            decided=start.month + acts[start.act].months,
            serves=tuple(numbers[name] for name in acts[start.act].steps if name in numbers),
        )
        for start in roadmap.schedule.starts
        if start.act
    ]
    known = [*case.members, *(body.code for body in case.ratifiers)]
    for code in dict.fromkeys(known):
        mine = tuple(row for row in rows if row.act.body == code)
        if mine:
            yield Decisions(body=code, rows=mine, windows=windows_of(case, mine[0].act))


def _curves(case: Case, trace: Trace) -> Iterator[Curve]:
    """Accounts by party and by the one towards whom, both in the order of the case."""
    order = {code: n for n, code in enumerate(case.members)}
    places = sorted(
        range(len(trace.accounts)),
        key=lambda n: (order[trace.accounts[n].party], order.get(trace.accounts[n].towards, -1)),
    )
    drawn = [(moment.month, trace.exposure(moment)) for moment in trace.moments]
    for n in places:
        points: list[tuple[int, int]] = []
        for month, exposure in drawn:
            if not points or points[-1][1] != exposure[n]:
                points.append((month, exposure[n]))
        yield Curve(account=trace.accounts[n], limit=trace.opening[n], points=tuple(points))


def _waiting(
    roadmap: Roadmap, steps: Mapping[str, Step], numbers: Mapping[str, int]
) -> Iterator[Waiting]:
    started = set(roadmap.schedule.months)
    layers = _layers(steps)
    for name, number in numbers.items():
        step = steps[name]
        yield Waiting(
            number=number,
            step=step,
            reached=name in started,
            after=tuple(sorted(numbers[one] for one in step.after if one in numbers)),
            opens=tuple(sorted(numbers[one] for one, row in steps.items() if name in row.after)),
            layer=layers[name],
            consents=step.consents,
        )


def _layers(steps: Mapping[str, Step]) -> dict[str, int]:
    """For each step, how many the longest chain before it has.

    Steps of a bundle may wait for each other in a circle, as they start as one; a chain is never
    longer than there are steps, so that a circle ends too.
    """
    layers = dict.fromkeys(steps, 0)
    for _round in steps:
        longer = {
            name: max((layers[one] + 1 for one in step.after if one in layers), default=0)
            for name, step in steps.items()
        }
        if longer == layers:
            break
        layers = longer
    return layers


def _package(case: Case, bars: Sequence[StepBar]) -> dict[str, int]:
    package = case.status_quo()
    for bar in bars:
        for move in bar.step.advances:
            package[move.issue] = max(package[move.issue], move.option)
    return package
