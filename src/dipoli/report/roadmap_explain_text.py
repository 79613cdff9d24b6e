"""Why there is no roadmap, what if, and how far one holds, as lines for a terminal.

Parties stand in the order of the case. Nothing is added up, sorted or marked by party. Whose red
line or limit stands in the way, and by how much, is told on request only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, field, frozen

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Account, Block, Cause
from dipoli.analysis.roadmap.asked import acts_of, steps_of
from dipoli.analysis.roadmap.explain import (
    BETWEEN_MEMBERS,
    Change,
    Escrow,
    Explanation,
    Group,
    GroupKind,
    Repair,
    RepairKind,
    Tried,
    Verdict,
)
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.robust import Driver, Judgement, Robustness, Sturdy, What
from dipoli.analysis.roadmap.together import Side, Together
from dipoli.analysis.roadmap.whatif import Link, Needs, Possible, WhatIf
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import names_of
from dipoli.report.roadmap_asked import asked
from dipoli.report.roadmap_told import Teller, positions_told
from dipoli.report.words import plain


@frozen(kw_only=True)
class _Page:
    case: Case
    question: Question
    width: int
    clash: bool
    teller: Teller = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        teller = Teller(
            case=self.case, question=self.question, numbers={}, names=names_of(self.case),
            page=False, clash=self.clash,
        )  # fmt: skip
        object.__setattr__(self, "teller", teller)

    def head(self) -> Iterator[str]:
        yield from self.line(f"{self.case.title} ({self.case.as_of})")
        yield from self.line(self.case.mark)
        yield from self.line(positions_told(self.case, self.question.positions))
        for told in asked(self.teller):
            yield from self.line(told)

    def line(self, text: str, indent: int = 0) -> list[str]:
        return wrap(text, self.width, " " * indent, " " * indent)

    def say(self, key: str, **fields: object) -> list[str]:
        return self.line(plain(key, **fields))

    def row(self, text: str, indent: int = 0) -> list[str]:
        return wrap(f"- {text}", self.width, " " * indent, " " * (indent + 2))

    def title(self, key: str, **fields: object) -> list[str]:
        lines = self.line(plain(key, **fields).upper())
        return ["", *lines, "-" * max(map(len, lines))]

    def foot(self) -> list[str]:
        return ["", *self.say("roadmap_assumes"), *self.say("explain_foot")]


# ---------------------------------------------------------------- explain


def explain_text(case: Case, told: Explanation, *, width: int, clash: bool = False) -> str:
    """Why there is no roadmap, in plain text.

    Args:
        case: the case.
        told: the explanation.
        width: columns of a line.
        clash: whether to say whose red line or limit stands in the way, and by how much.
    """
    page = _Page(case=case, question=told.question, width=width, clash=clash)
    lines = [*page.head(), *page.title("explain_verdict")]
    key = {Verdict.ROADMAP: "roadmap", Verdict.NONE: "none", Verdict.UNDECIDED: "undecided"}
    solver = "_solver" if told.decision.by_solver else ""
    lines += page.say(f"explain_{key[told.decision.verdict]}{solver}")
    if told.decision.verdict is not Verdict.ROADMAP:
        lines += _explained(page, told)
        lines += _absent(page, lambda one: _explained(one, told))
    return "\n".join([*lines, *page.foot()])


def _explained(page: _Page, told: Explanation) -> list[str]:
    parts = (_short, _left, _circle, _conflict, _escrow, _repairs)
    return [line for part in parts for line in part(page, told)]


def _absent(page: _Page, tell: Callable[[_Page], list[str]]) -> list[str]:
    """Where names were left out, how to have them told."""
    if page.clash or tell(page) == tell(evolve(page, clash=True)):
        return []
    return ["", *page.say("roadmap_names_absent")]


def _short(page: _Page, told: Explanation) -> Iterator[str]:
    if told.shortfalls:
        yield from page.title("explain_short_title")
    if told.shortfalls and not page.clash:
        yield from page.say("explain_short_unnamed", count=len(told.shortfalls))
        return
    for one in told.shortfalls:
        yield from page.row(
            plain(
                "explain_short", account=page.teller.account(one.account), opening=one.opening,
                received=one.received, given=one.given, short=one.short,
            )
        )  # fmt: skip


def _left(page: _Page, told: Explanation) -> Iterator[str]:
    yield from page.title("explain_left_title")
    for one in told.left_out:
        key = "explain_left_never" if one.never else "explain_left_found"
        yield from page.row(plain(key, step=page.teller.title(one.step)))
        if one.otherwise is not None:
            months = one.otherwise.figures.months
            yield from page.row(plain("explain_left_otherwise", months=months), 2)
        for text in dict.fromkeys(map(page.teller.block, one.blocks)):
            yield from page.row(text, 2)


def _circle(page: _Page, told: Explanation) -> Iterator[str]:
    yield from page.title("explain_circle_title")
    if not told.circle:
        yield from page.say("explain_circle_none")
        return
    yield from page.say(f"explain_circle_{'proven' if told.circle_proven else 'found'}")
    for wait in told.circle:
        step, other = page.teller.title(wait.step), page.teller.title(wait.other)
        why = page.teller.block(wait.block)
        yield from page.row(plain("explain_wait", step=step, other=other, why=why))


def _conflict(page: _Page, told: Explanation) -> Iterator[str]:
    yield from page.title("explain_conflict_title")
    if told.conflict is None:
        yield from page.say("explain_conflict_absent")
        return
    for one in told.conflict.demands:
        demand = _group(page, one.group)
        undecided = one.roadmap is None
        text = plain("explain_demand_undecided", demand=demand) if undecided else demand
        yield from page.row(text)
    if not told.conflict.demands:
        yield from page.say("explain_conflict_none")
    else:
        key = "smallest" if told.conflict.smallest else "possibly"
        key += "_one" if told.conflict.smallest and len(told.conflict.demands) == 1 else ""
        yield from page.say(f"explain_conflict_{key}")


def _group(page: _Page, group: Group) -> str:
    teller, kind = page.teller, group.kind
    key = f"explain_group_{kind.name.lower()}"
    if kind is GroupKind.LIMIT:
        towards = teller.another(group.other) if group.other else ""
        key += "" if towards else "_all"
        return plain(key, party=teller.member(group.about), towards=towards)
    if kind is GroupKind.PREREQUISITE:
        return plain(key, step=teller.title(group.about), other=teller.title(group.other))
    if kind is GroupKind.ORDER:
        order = page.question.orders[int(group.about)]
        first, then = (teller.join(map(teller.title, one)) for one in (order.first, order.then))
        return plain(key, first=first, then=then)
    if kind is GroupKind.VERIFICATION and not group.about:
        key += "_own"
    named = teller.name if kind in (GroupKind.CONSENT, GroupKind.VERIFICATION) else teller.text
    return plain(
        key,
        body=named(group.about),
        rule=_rule(page, group.about),
        basket=teller.basket(group.about),
        horizon=page.question.horizon,
    )


def _rule(page: _Page, rule: str) -> str:
    reasons = {row.id: row.reason for row in page.case.requirements}
    reasons |= {row.id: row.reason for row in page.case.exclusions}
    if rule in reasons:
        return reasons[rule]
    return rule if page.clash else plain("explain_rule_line")


def _escrow(page: _Page, told: Explanation) -> Iterator[str]:
    if told.escrow is None:
        return
    yield from page.title("explain_escrow_title")
    total, bound = _points(told.escrow.total), _points(told.escrow.bound)
    yield from page.say(_size(told.escrow), total=total, bound=bound)
    rows = zip(told.escrow.guarantees, told.escrow.candidates, strict=True)
    for one, candidates in rows:
        if not page.clash:
            yield from page.row(plain("explain_escrow_unnamed", points=_points(one.points)))
            continue
        account = page.teller.account(Account(party=one.party, towards=one.towards))
        names = page.teller.join(map(page.teller.name, candidates))
        yield from page.row(
            plain(
                "explain_escrow_one", points=_points(one.points), account=account, candidates=names
            )
        )


def _points(count: int | None) -> str:
    return plain("explain_points", count=count)


def _size(escrow: Escrow) -> str:
    if escrow.bound is None:
        return "explain_escrow_never"
    if escrow.total is None:
        return "explain_escrow_unfound"
    return "explain_escrow_exact" if escrow.exact else "explain_escrow_bound"


def _repairs(page: _Page, told: Explanation) -> Iterator[str]:
    yield from page.title("explain_repairs_title")
    if told.repairs:
        yield from page.say("explain_repairs_note")
    for one in told.repairs:
        changes = page.teller.join((_change(page, one, row) for row in one.changes), "; ")
        months = one.roadmap.figures.months
        yield from page.row(
            plain("explain_repair", kind=one.kind.value, changes=changes, months=months)
        )
    yield from _tried(page, told.tried)


def _tried(page: _Page, tried: Sequence[Tried]) -> Iterator[str]:
    """Kinds of which no repair was found: what was tried, and what is in the way even then."""
    if not tried:
        return
    yield from page.title("explain_tried_title")
    yield from page.say("explain_tried_note")
    rows = {one.kind: _even_then(page, one) for one in tried}
    shown = [rows[one.kind] for one in tried if one.still or one.end]
    common = [row for row in shown[0] if all(row in one for one in shown)] if len(shown) > 1 else []
    if common:
        yield from page.say("explain_tried_common")
    for row in common:
        yield from page.row(row, 2)
    for one in tried:
        yield ""
        yield from page.say(f"explain_tried_{one.kind.name.lower()}")
        yield from page.say(_outcome(one))
        more = [row for row in rows[one.kind] if row not in common]
        if more:
            yield from page.say("explain_tried_more" if common else "explain_tried_even")
        for row in more:
            yield from page.row(row, 2)
        yield from _passed(page, one)


def _outcome(one: Tried) -> str:
    if not one.possible:
        return "explain_tried_nothing"
    if one.sure:
        return "explain_tried_sure"
    return "explain_tried_still" if one.still or one.end else "explain_tried_open"


def _even_then(page: _Page, one: Tried) -> list[str]:
    """What no order reaches even with the largest change of a kind, exposure limits left aside."""

    def told(blocks: Sequence[Block]) -> str:
        rules = [block for block in blocks if block.cause is not Cause.ACCOUNT]
        return " ".join(dict.fromkeys(map(page.teller.block, rules)))

    found = [(page.teller.title(row.step), told(row.blocks)) for row in one.still]
    rows = [plain("explain_tried_step", step=step, why=why) for step, why in found if why]
    end = told(one.end)
    return [*rows, plain("explain_tried_end", why=end)] if end else rows


def _passed(page: _Page, one: Tried) -> list[str]:
    """Steps for which an exposure limit would be passed even then."""
    steps = [
        page.teller.title(row.step)
        for row in one.still
        if any(block.cause is Cause.ACCOUNT for block in row.blocks)
    ]
    if not steps and not any(block.cause is Cause.ACCOUNT for block in one.end):
        return []
    told = "; ".join(steps) or plain("explain_tried_all")
    return page.say("explain_tried_limits", steps=told)


def _change(page: _Page, repair: Repair, row: Change) -> str:
    between = repair.kind in BETWEEN_MEMBERS
    about = page.teller.member(row.about) if between else page.teller.title(row.about)
    towards = page.teller.another(row.towards) if row.towards else ""
    key = f"explain_repair_{repair.kind.name.lower()}"
    now = _points(row.now) if repair.kind is RepairKind.ESCROW else row.now
    return plain(key, about=about, towards=towards, was=row.was, now=now)


# ---------------------------------------------------------------- what if


def whatif_text(
    case: Case,
    told: WhatIf,
    *,
    width: int,
    links: Sequence[tuple[str, Sequence[Link]]] = (),
    joint: Sequence[tuple[str, Sequence[Together]]] = (),
    needs: Sequence[Needs] = (),
) -> str:
    """A changed question beside the plain one, in plain text.

    Args:
        case: the case.
        told: the answer.
        width: columns of a line.
        links: baskets asked about, with what waits for them.
        joint: baskets asked about, with what they bring about together with others.
        needs: whose consent each step needs; nothing where that was not asked.
    """
    page = _Page(case=case, question=told.roadmap.question, width=width, clash=False)
    lines = [*page.head(), *_changed(page, told), *_now(page, told.now)]
    for basket, rows in links:
        lines += _links(page, basket, rows)
    for basket, worth in joint:
        lines += _together(page, basket, worth)
    if needs:
        lines += _needs(page, needs)
    return "\n".join([*lines, *page.foot()])


def _changed(page: _Page, told: WhatIf) -> Iterator[str]:
    title = page.teller.title
    yield from page.title("whatif_title")
    months = {"before": told.plain.figures.months, "after": told.roadmap.figures.months}
    if told.plain.question == told.roadmap.question:
        yield from page.say("whatif_same")
        return
    reached = told.roadmap.schedule.months
    yield from page.say("whatif_length" if reached else "whatif_length_none", **months)
    yield from page.say("whatif_falls" if told.falls else "whatif_falls_none")
    for name in told.falls:
        key = "whatif_never" if name in told.never else "whatif_found"
        yield from page.row(plain(key, step=title(name)))
    if told.starts:
        yield from page.say("whatif_starts")
    for name in told.starts:
        yield from page.row(title(name))
    yield from page.say("whatif_moved" if told.moved else "whatif_moved_none")
    for one in told.moved:
        key = "whatif_later" if one.months > 0 else "whatif_sooner"
        yield from page.row(plain(key, step=title(one.step), months=abs(one.months)))


def _now(page: _Page, now: Sequence[Possible]) -> Iterator[str]:
    yield from page.title("whatif_now")
    acts = acts_of(page.case, page.question)
    for one in now:
        step = page.teller.join(map(page.teller.title, one.steps), " + ")
        bodies = page.teller.join(
            dict.fromkeys(page.teller.name(acts[act].body) for act in one.acts)
        )
        text = plain("whatif_needs_decision", step=step, bodies=bodies) if bodies else step
        yield from page.row(text)
    if not now:
        yield from page.say("whatif_now_none")


def _links(page: _Page, basket: str, rows: Sequence[Link]) -> Iterator[str]:
    name = page.teller.basket(basket)
    yield from page.title("whatif_links", basket=name)
    reasons = {row.id: row.reason for row in page.case.requirements}
    for one in rows:
        step, other = page.teller.title(one.step), page.teller.title(one.other)
        key = "whatif_link_rule" if one.rule else "whatif_link_after"
        reason = reasons.get(one.rule, "")
        yield from page.row(plain(key, step=step, other=other, reason=reason))
    if not rows:
        yield from page.say("whatif_links_none", basket=name)


def _together(page: _Page, basket: str, rows: Sequence[Together]) -> Iterator[str]:
    name = page.teller.basket(basket)
    yield from page.title("whatif_together", basket=name)
    yield from page.say("whatif_together_note" if rows else "whatif_together_none", basket=name)
    for one in rows:
        sides = " + ".join(_side(page, side) for side in one.sides)
        holds = plain("whatif_together_holds" if one.holds else "whatif_together_not")
        key = "whatif_together_more" if one.more else "whatif_together_less"
        yield from page.row(plain(key, sides=sides, reason=one.reason, holds=holds))


def _side(page: _Page, side: Side) -> str:
    """A side by the steps that bring it about, or by its question where it stands already."""
    steps = [plain("whatif_together_step", step=page.teller.title(name)) for name in side.steps]
    questions = {issue.id: issue.question for issue in page.case.issues}
    still = plain("whatif_together_still", question=questions[side.issue])
    return " / ".join([still] * side.still + steps)


def _needs(page: _Page, needs: Sequence[Needs]) -> Iterator[str]:
    """Steps by whose consent they need, groups and steps in the order of the case."""
    groups: dict[str, list[str]] = {plain("whatif_own"): [], plain("whatif_joint"): []}
    for one in needs:
        if one.own_power:
            key = plain("whatif_own")
        elif not one.outside:
            key = plain("whatif_joint")
        else:
            bodies = page.teller.join(map(page.teller.name, one.bodies))
            key = plain("whatif_outside", bodies=bodies)
        groups.setdefault(key, []).append(one.step)
    yield from page.title("whatif_consents")
    for key, names in groups.items():
        if names:
            yield from page.line(key)
        for name in names:
            yield from page.row(page.teller.title(name))


# ---------------------------------------------------------------- how far it holds


def robust_roadmap_text(  # noqa: PLR0913 - what was asked besides, by name
    case: Case,
    question: Question,
    told: Robustness,
    *,
    width: int,
    sturdy: Sturdy | None = None,
    drivers: Sequence[Driver] | None = None,
    clash: bool = False,
) -> str:
    """How far a roadmap holds, in plain text.

    Args:
        case: the case.
        question: to which the roadmap is an answer.
        told: how far it holds.
        width: columns of a line.
        sturdy: one that holds within a budget; None where not asked.
        drivers: judgements that change the order; None where not asked.
        clash: whether to say between whom it gives way first, and whose judgements those are.
    """
    page = _Page(case=case, question=question, width=width, clash=clash)
    lines = [*page.head(), *page.title("holds_title")]
    if not told.judgements:
        return "\n".join([*lines, *page.say("holds_none"), *page.foot()])
    lines += _holds(page, told)
    lines += _sturdy(page, sturdy) if sturdy is not None else []
    lines += _driven(page, drivers) if drivers is not None else []
    lines += _absent(page, lambda one: [*_holds(one, told), *_driven(one, drivers or ())])
    return "\n".join([*lines, *page.foot()])


def _sturdy(page: _Page, sturdy: Sturdy) -> list[str]:
    wanted = page.question.wanted
    count = len(steps_of(page.case, page.question)) if wanted is None else len(wanted)
    reached = count - len(sturdy.check.left_out)
    key = "holds_sturdy_all" if sturdy.budget is None else "holds_sturdy"
    return page.say(key, budget=sturdy.budget, reached=reached, count=count)


def _driven(page: _Page, drivers: Sequence[Driver]) -> list[str]:
    rows = [page.row(_judgement(page, one.judgement, low=one.low)) for one in drivers]
    title = page.say("holds_drivers" if drivers else "holds_drivers_none")
    return [*title, *(line for row in rows for line in row)]


def _holds(page: _Page, told: Robustness) -> Iterator[str]:
    if told.assumed is not None:
        yield from page.say("holds_assumed", percent=told.assumed.limit)
    one = told.share
    yield from page.say(
        "holds_share", accepted=one.accepted, of=one.of, judgements=told.judgements,
        low=f"{one.low:.3f}", high=f"{one.high:.3f}",
    )  # fmt: skip
    weakest = told.weakest
    if weakest is None:
        yield from page.say("holds_worst")
    else:
        yield from page.say("holds_broken", worst=told.worst, fewest=told.fewest)
        account = _between(page, weakest.account)
        yield from page.say(
            "holds_weakest", account=account, start=weakest.start + 1, level=weakest.level
        )
        for judgement in weakest.judgements:
            yield from page.row(_judgement(page, judgement, low=judgement.bad == judgement.low))
    yield from page.say("holds_months", months=told.months)


def _between(page: _Page, account: Account) -> str:
    """Whose account it is, on request only."""
    party = page.teller.member(account.party)
    if not account.towards:
        return plain("roadmap_curve_all", party=party)
    return plain("roadmap_curve", party=party, towards=page.teller.another(account.towards))


def _judgement(page: _Page, one: Judgement, *, low: bool) -> str:
    return plain(
        f"holds_judgement_{_KEYS[one.what]}",
        step=page.teller.title(one.step) if one.step else "",
        party=page.teller.member(one.party) if one.party else "",
        towards=page.teller.another(one.towards) if one.towards else "",
        bad=one.low if low else one.high,
        coded=one.coded,
    )


_KEYS = {
    What.LIMIT: "limit",
    What.COST: "cost",
    What.RECOVERABLE: "recoverable",
    What.BENEFIT: "benefit",
    What.SECURED: "secured",
    What.TRUST: "trust",
}
