"""A roadmap in sentences, for a page or for a terminal: what is reached, and what is in the way.

Whose red line or limit stands in the way is told on request only. Steps are named by title and
number, parties by the names that they give themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen
from markupsafe import escape

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import (
    PATIENT,
    Account,
    Attained,
    Block,
    Cause,
    Fault,
    Status,
    Unscheduled,
)
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.defection import holds_if_some_stop
from dipoli.analysis.roadmap.effort import Ended, ended
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.incentive import for_all, incentives
from dipoli.analysis.roadmap.plan import Plan, calendar_month, plan_of
from dipoli.analysis.roadmap.question import Objective, Question
from dipoli.report.choices import red_lines, tell_line, text_of
from dipoli.report.names import Names
from dipoli.report.words import plain, say

_PLAIN: Mapping[Cause, str] = {
    Cause.DROPPED: "roadmap_block_dropped",
    Cause.NOT_WANTED: "roadmap_block_not_wanted",
    Cause.HELD: "roadmap_block_held",
    Cause.UNKNOWN: "roadmap_block_unknown",
    Cause.TWICE: "roadmap_block_twice",
    Cause.MONTH: "roadmap_block_month",
    Cause.BUNDLE: "roadmap_block_bundle",
    Cause.MISSING: "roadmap_block_missing",
    Cause.CONTRADICTED: "roadmap_block_contradicted",
}
"""Causes whose sentence needs nothing to be filled in."""
_SOUGHT: Mapping[Objective | None, str] = {
    None: "roadmap_sought_left_out",
    Objective.SHORTEST: "roadmap_sought_shortest",
    Objective.LEAST_PEAK: "roadmap_sought_peak",
    Objective.BALANCED: "roadmap_sought_balanced",
    Objective.VALUE: "roadmap_sought_value",
}
_WHY: Mapping[Ended, str] = {
    Ended.TIME: "roadmap_why_time",
    Ended.STOPPED: "roadmap_why_stop",
}


@frozen(kw_only=True)
class Teller:
    """Names and sentences on the steps of a question.

    Args:
        case: the case.
        question: what was asked of its steps.
        numbers: of steps that have one.
        names: names of parties and bodies.
        page: whether it is told on a page, escaped and with names in every language.
        clash: whether to say whose red line or limit stands in the way, and by how much it is
            passed.
    """

    case: Case
    question: Question
    numbers: Mapping[str, int]
    names: Names
    page: bool
    clash: bool

    # ------------------------------------------------------------ words

    def say(self, key: str, **fields: object) -> str:
        """A sentence of the table."""
        return say(key, **fields) if self.page else plain(key, **fields)

    def name(self, code: str) -> str:
        """A party or body."""
        return self.names.mark(code) if self.page else self.names.text(code)

    def text(self, text: str) -> str:
        """A text of the case."""
        return escape(text) if self.page else text

    def join(self, parts: Iterable[str], between: str = ", ") -> str:
        """Several texts in one line."""
        return escape(between).join(parts) if self.page else between.join(parts)

    def step(self, name: str) -> str:
        """The title of a step, with its number where it has one."""
        steps = steps_of(self.case, self.question)
        title = steps[name].title if name in steps else name
        number = self.numbers.get(name)
        if number is None:
            return self.text(title)
        return self.say("roadmap_step_number", step=title, number=number)

    def title(self, name: str) -> str:
        """The title of a step alone."""
        steps = {step.id: step for step in self.case.steps}
        steps |= steps_of(self.case, self.question)
        return self.text(steps[name].title if name in steps else name)

    def basket(self, basket_id: str) -> str:
        """The title of a basket."""
        titles = {one.id: one.title for one in self.case.baskets}
        return self.text(titles.get(basket_id, basket_id))

    def month(self, month: int) -> str:
        """A month of the roadmap, with the calendar month beside it."""
        calendar = calendar_month(self.case.as_of, month)
        return self.say("roadmap_month_dated", month=month, calendar=calendar)

    def account(self, account: Account) -> str:
        """Who is exposed towards whom."""
        if not account.towards:
            return self.say("roadmap_curve_all", party=self.name(account.party))
        return self.say(
            "roadmap_curve", party=self.name(account.party), towards=self.name(account.towards)
        )

    # ------------------------------------------------------------ what stands in the way

    def member(self, code: str) -> str:
        """A member whose limit stands in the way; by its name on request only."""
        return self.name(code) if self.clash else self.say("roadmap_one_member")

    def another(self, code: str) -> str:
        """The member towards whom it is exposed; by its name on request only."""
        return self.name(code) if self.clash else self.say("roadmap_another")

    def block(self, block: Block) -> str:
        """One thing that stands in the way of a step."""
        cause, about = block.cause, block.about
        if cause is Cause.ACCOUNT and block.account is not None:
            return self._short(block.account, block.short or 0)
        if cause is Cause.STATE:
            return self._state(about)
        if cause is Cause.HORIZON:
            return self.say("roadmap_block_horizon", horizon=self.question.horizon)
        if cause in _PLAIN:
            return self.say(_PLAIN[cause])
        key, field, named = self._named(cause, about)
        return self.say(key, **{field: named})

    def _named(self, cause: Cause, about: str) -> tuple[str, str, str]:
        """The sentence of a cause that names one thing: its key, the field, what stands in it."""
        key = f"roadmap_block_{cause.name.lower()}"
        if cause in {Cause.PREREQUISITE, Cause.ORDER}:
            return key, "step", self.title(about)
        if cause is Cause.FROZEN:
            return key, "basket", self.basket(about)
        if cause is Cause.AWAY:
            return key, "party", self.name(about)
        return key, "body", self.name(self._body(about))

    def reach(self, one: Unscheduled) -> str | None:
        """What is known of a step that is left out; None where nothing was looked into."""
        if one.reach is None:
            return None
        return self.say(f"roadmap_reach_{one.reach.name.lower()}", alone=one.alone)

    def fault(self, fault: Fault) -> str:
        """Why a schedule is not safe."""
        acts = acts_of(self.case, self.question)
        act = acts.get(fault.name)
        name = self.text(act.title) if act is not None else self.title(fault.name)
        told = self.block(fault.block)
        if fault.month is None:
            return self.say("roadmap_check_fault_plain", name=name, told=told)
        return self.say("roadmap_check_fault", month=fault.month, name=name, told=told)

    def _short(self, account: Account, short: int) -> str:
        if not self.clash:
            return self.say("roadmap_block_account_unnamed")
        key = "roadmap_block_account" + ("" if account.towards else "_all")
        fields = {"party": self.name(account.party), "short": short}
        if account.towards:
            fields["towards"] = self.name(account.towards)
        return self.say(key, **fields)

    def _body(self, act: str) -> str:
        acts = acts_of(self.case, self.question)
        return acts[act].body if act in acts else act

    def _state(self, rule: str) -> str:
        reasons = {row.id: row.reason for row in self.case.requirements}
        reasons |= {row.id: row.reason for row in self.case.exclusions}
        if rule in reasons:
            return self.say("roadmap_block_link", reason=reasons[rule])
        if not self.clash:
            return self.say("roadmap_block_line")
        return self.say("roadmap_block_line_told", line=self._line(rule))

    def _line(self, rule: str) -> str:
        lines = red_lines(self.case, self.question.positions)
        key = f"red-line/{rule}"
        if self.page or key not in lines:
            return tell_line(self.case, lines, key, self.names) if self.page else rule
        code, line = lines[key]
        issues = {issue.id: issue for issue in self.case.issues}
        atoms = "; ".join(
            f"{issues[atom.issue].question} "
            + " / ".join(text_of(issues[atom.issue], option) for option in atom.options)
            for atom in line.when
        )
        return f"{self.name(code)}: {atoms} ({line.reason})"


@frozen(kw_only=True)
class RoadmapTold:
    """What is reached, what is not, and what lies outside, in sentences.

    Args:
        teller: names and sentences.
        roadmap: the roadmap.
        plan: its plan.
    """

    teller: Teller
    roadmap: Roadmap
    plan: Plan

    def hides_names(self) -> bool:
        """Whether a red line or a limit stands in the way and it is not told whose."""
        known = _links(self.teller.case)
        return not self.teller.clash and any(
            block.cause is Cause.ACCOUNT
            or (block.cause is Cause.STATE and block.about not in known)
            for _number, one in self.plan.left_out
            for block in one.blocks
        )

    def wanted(self) -> tuple[str, ...]:
        """Steps that were asked for."""
        question = self.roadmap.question
        if question.wanted is not None:
            return question.wanted
        return (*steps_of(self.teller.case, question), *question.dropped)

    def reached(self) -> Iterator[str]:
        """What is reached, what can start at once, and what is proven."""
        count = len(self.wanted())
        reached = count - len(self.wanted_left())
        fields = {"count": count, "reached": reached, "month": self.roadmap.figures.months}
        if not self.plan.bars:
            yield self.teller.say("roadmap_reached_none")
        elif reached == count:
            key = "roadmap_reached_one" if count == 1 else "roadmap_reached_all"
            yield self.teller.say(key, **fields)
        else:
            yield self.teller.say("roadmap_reached_some", **fields)
        yield self.now()
        yield self._status()
        rows = map(self._attained, self.roadmap.attained)
        yield self.teller.say("roadmap_attained", rows=self.teller.join(list(rows), "; "))
        yield self.teller.say("roadmap_checked")
        held = holds_if_some_stop(self.teller.case, self.roadmap.question, self.roadmap.schedule)
        yield self.teller.say("roadmap_held" if held else "roadmap_held_short")
        why = ended(self.roadmap)
        if why in _WHY:
            yield self.teller.say("roadmap_stopped", why=self.teller.say(_WHY[why]))

    def _status(self) -> str:
        """What is known of a roadmap with every wanted step."""
        status, bound = self.roadmap.status, self.roadmap.bound
        if status is Status.FEASIBLE and bound is None:
            status = Status.UNKNOWN
        fields = {"bound": bound, "horizon": self.roadmap.question.horizon}
        if status is Status.INFEASIBLE and self.roadmap.attained[0].proven:
            return self.teller.say("roadmap_status_most", **fields)
        return self.teller.say(f"roadmap_status_{status.value}", **fields)

    def _attained(self, one: Attained) -> str:
        """How far one objective was brought."""
        question = self.roadmap.question
        month = question.horizon if question.by is None else question.by
        told = self.teller.say(_SOUGHT[one.objective], value=one.value, month=month)
        most = one.objective is Objective.VALUE
        if one.proven and one.objective is None:
            key = "roadmap_sought_fewest"
        elif one.proven:
            key = "roadmap_sought_no_more" if most else "roadmap_sought_no_less"
        elif one.bound is not None:
            key = "roadmap_sought_most" if most else "roadmap_sought_least"
        else:
            key = "roadmap_sought_walks" if one.by_walks_alone else "roadmap_sought_open"
        return self.teller.say(key, told=told, bound=one.bound)

    def now(self) -> str:
        """Steps that start in the first month."""
        first = [self.teller.step(bar.step.id) for bar in self.plan.bars if bar.start == 0]
        if not first:
            return self.teller.say("roadmap_first_none")
        return self.teller.say("roadmap_first", steps=self.teller.join(first, "; "))

    def wanted_left(self) -> tuple[str, ...]:
        """Steps that were asked for and are not reached."""
        started = {bar.step.id for bar in self.plan.bars}
        return tuple(name for name in self.wanted() if name not in started)

    def left(self) -> str:
        """How many steps are not reached."""
        count = len(self.wanted_left())
        if not count:
            return self.teller.say("roadmap_left_none")
        return self.teller.say("roadmap_left_some", count=count)

    def outside(self) -> str:
        """What lies outside the exchange."""
        steps = steps_of(self.teller.case, self.roadmap.question)
        names = [name for name, step in steps.items() if step.condition.value == "unconditional"]
        if not names:
            return self.teller.say("roadmap_outside_none")
        told = self.teller.join(map(self.teller.step, sorted(names, key=self._place)), "; ")
        return self.teller.say("roadmap_outside_note", steps=told)

    def keeping(self) -> Iterator[str]:
        """When going on is worth no less than a stop: for all; on request for each member.

        A row of such factors reads like an order of who would stop first, so it is not there
        unasked.
        """
        roadmap, teller = self.roadmap, self.teller
        found = incentives(teller.case, roadmap.question, roadmap.schedule)
        least = for_all(found)
        if least is None:
            yield teller.say("roadmap_keeping_not_all")
        else:
            yield teller.say("roadmap_keeping_all", factor=f"{float(least):.3f}")
        if not teller.clash:
            return
        for one in found:
            party = teller.name(one.party)
            if one.start is None:
                yield teller.say("roadmap_keeping_none", party=party)
            elif one.critical is None:
                patient = f"{float(PATIENT):g}"
                yield teller.say(
                    "roadmap_keeping_never", party=party, stream=one.stream, patient=patient
                )
            else:
                factor = f"{float(one.critical):.3f}"
                yield teller.say("roadmap_keeping_factor", party=party, factor=factor)

    def undrawn(self) -> str:
        """How many accounts are never drawn upon."""
        return self.teller.say("roadmap_curves_undrawn", count=len(self.plan.undrawn))

    def _place(self, name: str) -> int:
        return self.plan.number(name) or 0


def positions_told(case: Case, set_id: str) -> str:
    """Which set of positions was read, of which day, and what the case says of it; plain text."""
    chosen = case.position_set(set_id)
    return plain("positions_set", name=chosen.id, date=chosen.as_of, note=chosen.note).rstrip()


def _links(case: Case) -> set[str]:
    """Requirements and exclusions of a case, which are nobody's red lines."""
    return {row.id for row in case.requirements} | {row.id for row in case.exclusions}


def told_of(
    case: Case, roadmap: Roadmap, names: Names, *, page: bool, clash: bool = False
) -> RoadmapTold:
    """A roadmap, ready to be told.

    Args:
        case: the case.
        roadmap: the roadmap.
        names: names of parties and bodies.
        page: whether it is told on a page.
        clash: whether to say whose red line stands in the way.
    """
    plan = plan_of(case, roadmap)
    teller = Teller(
        case=case,
        question=roadmap.question,
        numbers={row.step.id: row.number for row in plan.waiting},
        names=names,
        page=page,
        clash=clash,
    )
    return RoadmapTold(teller=teller, roadmap=roadmap, plan=plan)
