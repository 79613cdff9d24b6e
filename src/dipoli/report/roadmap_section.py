"""A roadmap as a part of the page: what is reached and what is not, charts, tables, what if.

Everything that a chart shows stands in a table beside it. Accounts, bodies and actors stand in the
order of the case, and nothing is added up, sorted or coloured by party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen
from markupsafe import Markup, escape

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import Curve, Decision, Plan, StepBar, Waiting
from dipoli.report import roadmap_axis, roadmap_chart, roadmap_graph
from dipoli.report.choices import settled
from dipoli.report.grounds_section import Told, tell_receipt
from dipoli.report.history_chart import draw_key, types_in
from dipoli.report.names import Names
from dipoli.report.roadmap_asked import asked
from dipoli.report.roadmap_past import Past, past_of
from dipoli.report.roadmap_past_chart import draw_past
from dipoli.report.roadmap_told import RoadmapTold, told_of
from dipoli.report.words import say


@frozen(kw_only=True)
class WhatIf:
    """One thing changed, and the roadmap that is found then.

    Args:
        asked: what was changed, as a question.
        roadmap: what was found.
    """

    asked: Markup
    roadmap: Roadmap


@frozen(kw_only=True)
class Strip:
    """A drawing in two sizes, with what stands beside it."""

    name: Markup
    told: Markup
    wide: Markup
    narrow: Markup


@frozen(kw_only=True)
class WhatIfTold:
    """What follows when one thing is changed, in sentences; and why steps fall, by step."""

    asked: Markup
    told: tuple[Markup, ...]
    falls: tuple[tuple[Markup, tuple[Markup, ...]], ...]


@frozen(kw_only=True)
class StepRow:
    """One row of the table of steps."""

    number: int
    title: Markup
    actors: tuple[str, ...]
    start: Markup
    worked: Markup
    verified: Markup
    verifier: Markup
    remarks: Markup


@frozen(kw_only=True)
class RoadmapSection:
    """What the template needs.

    Args:
        day: the day of the case.
        asked: what was asked that is not the plain question.
        reached: sentences on what is reached.
        left: a sentence on how many steps are not.
        left_out: number and title of each step left out, and what stands in its way.
        hides_names: whether a red line or a limit stands in the way and it is not told whose.
        outside: a sentence on what lies outside the exchange.
        keys: how the charts look, in words.
        past: what was recorded in the months before the day of the case.
        past_keys: the marks of its types, in words.
        before: the drawing of it, left of the day; None where nothing was recorded.
        later: a sentence on what is recorded after that day; empty where nothing is.
        lanes: a drawing for each basket.
        axis: the time axis alone, above decisions.
        axis_again: the same above exposure.
        decisions: a drawing for each body that decides.
        curves: a drawing for each account that is drawn upon.
        undrawn: a sentence on the accounts that are not; empty where all are.
        keeping: for each member, when going on is worth no less than stopping.
        steps: title of a basket, and its rows.
        decided: code of a body, and its rows: for which steps, when put, when decided.
        exposure: rows of the table of exposure.
        graph: the drawing of what waits for what; None where nothing waits.
        free: numbers of the steps that are not in it.
        waiting: rows of its table.
        issues: title of a basket, and question, number and text of each option reached.
        still: questions of the issues that no step moved.
        what_if: what follows when one thing is changed.
        receipt: how it was found.
    """

    day: str
    asked: tuple[Markup, ...]
    reached: tuple[Markup, ...]
    left: Markup
    left_out: tuple[tuple[int, Markup, tuple[Markup, ...]], ...]
    hides_names: bool
    outside: Markup
    keys: Sequence[tuple[str, Markup]]
    past: Past
    past_keys: Sequence[tuple[str, Markup]]
    before: Strip | None
    later: Markup
    lanes: tuple[Strip, ...]
    axis: Strip
    axis_again: Strip
    decisions: tuple[Strip, ...]
    curves: tuple[Strip, ...]
    undrawn: Markup
    keeping: tuple[Markup, ...]
    steps: tuple[tuple[str, tuple[StepRow, ...]], ...]
    decided: tuple[tuple[str, tuple[tuple[Markup, Markup, Markup], ...]], ...]
    exposure: tuple[tuple[Markup, Curve, Markup], ...]
    graph: Strip | None
    free: Markup
    waiting: tuple[tuple[Waiting, Markup, tuple[str, ...], Markup], ...]
    issues: Sequence[tuple[str, Sequence[tuple[str, int, str]]]]
    still: tuple[str, ...]
    what_if: tuple[WhatIfTold, ...]
    receipt: Told


def roadmap_section(
    case: Case,
    roadmap: Roadmap,
    names: Names,
    *,
    what_if: Sequence[WhatIf] = (),
    clash: bool = False,
) -> RoadmapSection:
    """A roadmap as the page shows it.

    Args:
        case: the case.
        roadmap: the roadmap.
        names: names of parties and bodies.
        what_if: what was found with one thing changed.
        clash: whether to say whose red line stands in the way.

    Does not show:
        a total or an order of parties, or whose red line stands in the way unless asked for.
    """
    told = told_of(case, roadmap, names, page=True, clash=clash)
    plan = told.plan
    past = past_of(case, plan.months)
    page = _Page(told=told, names=names, past=past)
    return RoadmapSection(
        day=case.as_of,
        asked=tuple(map(escape, asked(told.teller))),
        reached=tuple(map(escape, told.reached())),
        left=escape(told.left()),
        left_out=tuple(page.left_out()),
        hides_names=told.hides_names(),
        outside=escape(told.outside()),
        keys=roadmap_chart.draw_keys(
            "rk",
            windows=any(one.windows for one in plan.decisions),
            past=bool(past.months),
        ),
        past=past,
        past_keys=draw_key(types_in(past.lanes), "rp"),
        before=page.before(),
        later=_later(past),
        lanes=tuple(page.lanes()),
        axis=page.axis("rd"),
        axis_again=page.axis("re"),
        decisions=tuple(page.decisions()),
        curves=tuple(page.curves()),
        keeping=tuple(map(escape, told.keeping())),
        undrawn=escape(told.undrawn()) if plan.undrawn else Markup(""),
        steps=tuple((lane.title, tuple(map(page.step_row, lane.bars))) for lane in plan.lanes),
        decided=tuple(
            (body.body, tuple(map(page.decision_row, body.rows))) for body in plan.decisions
        ),
        exposure=tuple(
            (escape(told.teller.account(one.account)), one, _course(one)) for one in plan.curves
        ),
        graph=page.graph(),
        free=page.free(),
        waiting=tuple(map(page.waiting_row, roadmap_graph.drawn_in(plan))),
        issues=settled(case, plan.package, roadmap.question.positions),
        still=tuple(issue.question for issue in case.issues if not plan.package[issue.id]),
        what_if=tuple(page.what_if(one) for one in what_if),
        receipt=tell_receipt(case, roadmap.receipt, names),
    )


def _course(curve: Curve) -> Markup:
    """Month and exposure at every change."""
    return say("number", value="; ".join(f"{month}: {points}" for month, points in curve.points))


def _later(past: Past) -> Markup:
    """How many events are dated after the day of the case, where a past is drawn."""
    if not past.months or not past.later:
        return Markup("")
    return say("roadmap_past_later", count=past.later)


def _numbers(numbers: Sequence[int]) -> Markup:
    if not numbers:
        return say("roadmap_nothing")
    return say("number", value=", ".join(map(str, numbers)))


@frozen(kw_only=True)
class _Page:
    """Makes the parts of the section."""

    told: RoadmapTold
    names: Names
    past: Past

    @property
    def sizes(self) -> tuple[roadmap_axis.Sizes, roadmap_axis.Sizes]:
        """Sizes of the wide and of the narrow drawings, with the same months on both."""
        months, past = self.plan.months, self.past.months
        return (
            roadmap_axis.with_past(roadmap_axis.WIDE, months, past),
            roadmap_axis.with_past(roadmap_axis.NARROW, months, past),
        )

    @property
    def plan(self) -> Plan:
        return self.told.plan

    def left_out(self) -> Iterator[tuple[int, Markup, tuple[Markup, ...]]]:
        teller = self.told.teller
        for number, one in self.plan.left_out:
            blocks = tuple(escape(teller.block(block)) for block in one.blocks)
            known = teller.reach(one)
            first = () if known is None else (escape(known),)
            yield number, escape(teller.title(one.step)), (*first, *blocks)

    # ------------------------------------------------------------ drawings

    def lanes(self) -> Iterator[Strip]:
        for n, lane in enumerate(self.plan.lanes):
            wide, narrow = (
                roadmap_chart.draw_lane(self.plan, lane, size, f"r{mark}{n}")
                for size, mark in zip(self.sizes, ("lw", "ln"), strict=True)
            )
            name = say("number", value=lane.title)
            yield Strip(name=name, told=Markup(""), wide=wide, narrow=narrow)

    def before(self) -> Strip | None:
        """What was recorded, left of the day of the case."""
        if not self.past.months:
            return None
        wide, narrow = (
            draw_past(self.plan, self.past, size, f"rb{mark}")
            for size, mark in zip(self.sizes, ("w", "n"), strict=True)
        )
        return Strip(name=say("roadmap_past"), told=Markup(""), wide=wide, narrow=narrow)

    def axis(self, prefix: str) -> Strip:
        wide, narrow = (
            roadmap_chart.draw_axis(self.plan, size, f"{prefix}a{mark}")
            for size, mark in zip(self.sizes, ("w", "n"), strict=True)
        )
        return Strip(name=Markup(""), told=Markup(""), wide=wide, narrow=narrow)

    def decisions(self) -> Iterator[Strip]:
        for n, body in enumerate(self.plan.decisions):
            title = self.names.text(body.body)
            wide, narrow = (
                roadmap_chart.draw_decisions(self.plan, body, size, f"r{mark}{n}", title)
                for size, mark in zip(self.sizes, ("dw", "dn"), strict=True)
            )
            yield Strip(name=self.names.mark(body.body), told=Markup(""), wide=wide, narrow=narrow)

    def curves(self) -> Iterator[Strip]:
        for n, curve in enumerate(self.plan.curves):
            title = self._plain_account(curve)
            wide, narrow = (
                roadmap_chart.draw_curve(self.plan, curve, size, f"r{mark}{n}", title)
                for size, mark in zip(self.sizes, ("cw", "cn"), strict=True)
            )
            told = say(
                "roadmap_curve_told",
                limit=curve.limit,
                peak=curve.peak,
                month=curve.at_peak,
                left=curve.left,
            )
            name = escape(self.told.teller.account(curve.account))
            yield Strip(name=name, told=told, wide=wide, narrow=narrow)

    def _plain_account(self, curve: Curve) -> str:
        party, towards = (
            self.names.text(code) for code in (curve.account.party, curve.account.towards)
        )
        if not towards:
            return str(say("roadmap_curve_all", party=party).unescape())
        return str(say("roadmap_curve", party=party, towards=towards).unescape())

    def graph(self) -> Strip | None:
        if not roadmap_graph.drawn_in(self.plan):
            return None
        wide = roadmap_graph.draw_graph(self.plan, roadmap_graph.WIDE, "rgw")
        narrow = roadmap_graph.draw_graph(self.plan, roadmap_graph.NARROW, "rgn")
        return Strip(name=Markup(""), told=Markup(""), wide=wide, narrow=narrow)

    def free(self) -> Markup:
        drawn = {row.number for row in roadmap_graph.drawn_in(self.plan)}
        numbers = [row.number for row in self.plan.waiting if row.number not in drawn]
        return say("roadmap_graph_free", numbers=_numbers(numbers)) if numbers else Markup("")

    # ------------------------------------------------------------ rows of tables

    def step_row(self, bar: StepBar) -> StepRow:
        teller, step = self.told.teller, bar.step
        verifier = self.names.mark(step.verifier) if step.verifier else say("roadmap_parties_see")
        remarks = [say("roadmap_is_outside")] if bar.outside else []
        if bar.together:
            remarks.append(say("roadmap_is_bundle", numbers=_numbers(bar.together)))
        return StepRow(
            number=bar.number,
            title=escape(teller.title(step.id)),
            actors=step.actors,
            start=escape(teller.month(bar.start)),
            worked=escape(teller.month(bar.worked)),
            verified=escape(teller.month(bar.verified)),
            verifier=verifier,
            remarks=Markup("; ").join(remarks),
        )

    def decision_row(self, row: Decision) -> tuple[Markup, Markup, Markup]:
        teller = self.told.teller
        steps = Markup("; ").join(teller.step(self.plan.step(one).id) for one in row.serves)
        return steps, escape(teller.month(row.put)), escape(teller.month(row.decided))

    def waiting_row(self, row: Waiting) -> tuple[Waiting, Markup, tuple[str, ...], Markup]:
        return row, _numbers(row.after), row.consents, _numbers(row.opens)

    # ------------------------------------------------------------ what if

    def what_if(self, one: WhatIf) -> WhatIfTold:
        """Beside the roadmap of the page: what falls, what is gained, what can start all the same.

        Steps bear the numbers of the page, not those of the other roadmap.
        """
        other = told_of(
            self.told.teller.case, one.roadmap, self.names, page=True, clash=self.told.teller.clash
        )
        teller = self.told.teller
        here = {bar.step.id for bar in self.plan.bars}
        there = {bar.step.id for bar in other.plan.bars}
        wanted = self.told.wanted()
        count, reached = len(wanted), sum(name in there for name in wanted)
        fields = {"month": one.roadmap.figures.months, "count": count, "reached": reached}
        fields["before"] = self.told.roadmap.figures.months
        same = here == there
        key = "roadmap_if_reached" if reached else "roadmap_if_reached_none"
        sentences = [say("roadmap_if_same" if same else key, **fields)]
        falls = [row.step.id for row in self.plan.waiting if row.step.id in here - there]
        gained = [row.step.id for row in self.plan.waiting if row.step.id in there - here]
        for key, names in (("roadmap_if_falls", falls), ("roadmap_if_gained", gained)):
            if names:
                sentences.append(say(key, steps=Markup("; ").join(map(teller.step, names))))
        now = [
            row.step.id
            for row in self.plan.waiting
            if any(bar.step.id == row.step.id and bar.start == 0 for bar in other.plan.bars)
        ]
        sentences.append(self._now(now))
        blocks = {left.step: left.blocks for left in one.roadmap.schedule.unscheduled}
        rows = tuple(
            (
                escape(teller.step(name)),
                tuple(escape(other.teller.block(block)) for block in blocks.get(name, ())),
            )
            for name in falls
        )
        return WhatIfTold(asked=one.asked, told=tuple(sentences), falls=rows)

    def _now(self, now: Sequence[str]) -> Markup:
        """What can start at once with one thing changed, by the numbers of the page."""
        if not now:
            return say("roadmap_if_now_none")
        if set(now) == {bar.step.id for bar in self.plan.bars if bar.start == 0}:
            return say("roadmap_if_now_same")
        steps = Markup("; ").join(map(self.told.teller.step, now))
        return say("roadmap_if_now", steps=steps)
