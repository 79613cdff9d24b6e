"""A roadmap, and the verdict on a schedule, as lines for a terminal.

Parties stand in the order of the case. Nothing is added up, sorted or marked by party.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Cause, Check
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import Plan, StepBar, calendar_month
from dipoli.analysis.roadmap.question import Question
from dipoli.report.choices import settled
from dipoli.report.frameworks_layout import wrap
from dipoli.report.names import names_of
from dipoli.report.roadmap_asked import asked
from dipoli.report.roadmap_told import RoadmapTold, Teller, positions_told, told_of
from dipoli.report.words import plain


def roadmap_text(
    case: Case, roadmap: Roadmap, *, width: int, clash: bool = False, brief: bool = False
) -> str:
    """The answer in plain text.

    Args:
        case: the case.
        roadmap: the answer.
        width: columns of a line.
        clash: whether to say whose red line stands in the way.
        brief: leave out exposure and where the issues stand.

    Returns:
        Lines, joined.
    """
    told = told_of(case, roadmap, names_of(case), page=False, clash=clash)
    page = _Page(teller=told.teller, width=width)
    full = _Full(told=told, page=page)
    lines = [*_head(page), "", *page.wrap(plain("roadmap_intro", day=case.as_of))]
    lines += [*_reached(full), *_left(full), *_outside(full), *_months(full)]
    if not brief:
        lines += [*_exposure(full), *_keeping(full), *_issues(full)]
    return "\n".join([*lines, *_foot(full)])


def check_text(
    case: Case, question: Question, verdict: Check, *, width: int, same: bool, clash: bool = False
) -> str:
    """The verdict on a schedule in plain text.

    Args:
        case: the case.
        question: to which the schedule is an answer.
        verdict: of the checker.
        width: columns of a line.
        same: whether the schedule was made for the papers as they are.
        clash: whether to say whose red line would be crossed, or limit passed, and by how much.
    """
    teller = Teller(
        case=case, question=question, numbers={}, names=names_of(case), page=False, clash=clash
    )
    page = _Page(teller=teller, width=width)
    lines = list(_head(page))
    if not same:
        lines += page.wrap(plain("roadmap_check_other"))
    lines += ["", *page.wrap(plain(f"roadmap_check_{'safe' if verdict.safe else 'unsafe'}"))]
    for fault in verdict.faults:
        lines += page.wrap(f"- {teller.fault(fault)}", 2, 4)
    hidden = {Cause.ACCOUNT, Cause.STATE}
    if not clash and any(fault.block.cause in hidden for fault in verdict.faults):
        lines += page.wrap(plain("roadmap_names_absent"))
    key = "roadmap_check_left" if verdict.left_out else "roadmap_check_complete"
    lines += page.wrap(plain(key, count=len(verdict.left_out)))
    return "\n".join([*lines, "", *page.wrap(plain("roadmap_assumes"))])


@frozen(kw_only=True)
class _Page:
    teller: Teller
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def numbered(self, number: int, text: str) -> list[str]:
        return wrap(text, self.width, f"{number:>3}  ", " " * 5)

    def title(self, key: str) -> list[str]:
        lines = self.wrap(plain(key).upper())
        return ["", *lines, "-" * max(map(len, lines))]


def _head(page: _Page) -> Iterator[str]:
    case, question = page.teller.case, page.teller.question
    yield from page.wrap(f"{case.title} ({case.as_of})")
    yield from page.wrap(case.mark)
    yield from page.wrap(positions_told(case, question.positions))
    for told in asked(page.teller):
        yield from page.wrap(told)


@frozen(kw_only=True)
class _Full:
    """A page that tells a roadmap."""

    page: _Page
    told: RoadmapTold

    @property
    def plan(self) -> Plan:
        return self.told.plan


def _reached(full: _Full) -> Iterator[str]:
    yield from full.page.title("roadmap_reached")
    for told in full.told.reached():
        yield from full.page.wrap(told)


def _left(full: _Full) -> Iterator[str]:
    page, teller = full.page, full.told.teller
    yield from page.title("roadmap_left")
    yield from page.wrap(full.told.left())
    for number, one in full.plan.left_out:
        yield from page.numbered(number, teller.title(one.step))
        known = teller.reach(one)
        if known is not None:
            yield from page.wrap(known, 5, 5)
        for block in one.blocks:
            yield from page.wrap(f"- {teller.block(block)}", 5, 7)
    if full.told.hides_names():
        yield from page.wrap(plain("roadmap_names_absent"))


def _months(full: _Full) -> Iterator[str]:
    page, plan = full.page, full.plan
    yield from page.title("roadmap_months")
    yield from page.wrap(plain("roadmap_calendar"))
    decided = [(row.decided, one.body, row) for one in plan.decisions for row in one.rows]
    months = sorted({bar.start for bar in plan.bars} | {month for month, _body, _row in decided})
    for month in months:
        yield ""
        calendar = calendar_month(plan.day, month)
        yield from page.wrap(plain("roadmap_months_of", month=month, calendar=calendar))
        for when, body, row in decided:
            if when == month:
                yield from page.wrap(f"- {_decided(full, body, row.serves)}", 5, 7)
        for bar in plan.bars:
            if bar.start == month:
                yield from page.numbered(bar.number, _bar(full, bar))


def _decided(full: _Full, body: str, serves: tuple[int, ...]) -> str:
    steps = "; ".join(full.told.teller.step(full.plan.step(number).id) for number in serves)
    return plain("roadmap_decides", body=full.told.teller.name(body), steps=steps)


def _bar(full: _Full, bar: StepBar) -> str:
    told = [", ".join(map(full.told.teller.name, bar.step.actors))]
    told.append(plain("roadmap_verified_in", month=bar.verified))
    if bar.together:
        numbers = ", ".join(map(str, bar.together))
        told.append(plain("roadmap_is_bundle", numbers=numbers))
    if bar.outside:
        told.append(plain("roadmap_is_outside"))
    return f"{bar.step.title} ({'; '.join(told)})"


def _exposure(full: _Full) -> Iterator[str]:
    page = full.page
    yield from page.title("roadmap_curves")
    yield from page.wrap(plain("roadmap_curves_told"))
    for curve in full.plan.curves:
        told = plain(
            "roadmap_curve_told",
            limit=curve.limit,
            peak=curve.peak,
            month=curve.at_peak,
            left=curve.left,
        )
        yield from page.wrap(f"- {full.told.teller.account(curve.account)}: {told}", 2, 4)
    if full.plan.undrawn:
        yield from page.wrap(full.told.undrawn())


def _keeping(full: _Full) -> Iterator[str]:
    yield from full.page.title("roadmap_keeping")
    yield from full.page.wrap(plain("roadmap_keeping_note"))
    for told in full.told.keeping():
        yield from full.page.wrap(f"- {told}.", 2, 4)


def _issues(full: _Full) -> Iterator[str]:
    case, page = full.page.teller.case, full.page
    yield from page.title("roadmap_issues")
    groups = settled(case, full.plan.package, full.page.teller.question.positions)
    for basket, moves in groups:
        yield from page.wrap(basket, 2)
        for question, number, text in moves:
            yield from page.wrap(f"- {question} {number} \u00b7 {text}", 4, 6)
    still = [issue.question for issue in case.issues if not full.plan.package[issue.id]]
    if not still:
        yield from page.wrap(plain("roadmap_issues_still_none"))
        return
    yield from page.wrap(f"{plain('roadmap_issues_still')}:")
    for question in still:
        yield from page.wrap(f"- {question}", 4, 6)


def _outside(full: _Full) -> Iterator[str]:
    yield from full.page.title("roadmap_outside")
    yield from full.page.wrap(full.told.outside())


def _foot(full: _Full) -> Iterator[str]:
    page, receipt = full.page, full.told.roadmap.receipt
    yield from page.title("roadmap_how")
    yield from page.wrap(receipt.method)
    seconds = "" if receipt.seconds is None else f" {receipt.seconds:.2f} s."
    yield from page.wrap(f"Seed {receipt.seed}.{seconds} Inputs {receipt.inputs[:16]}.")
    yield from page.wrap(plain("roadmap_assumes"))
    yield from page.wrap("Not shown by this:")
    for sentence in receipt.does_not_show:
        yield from page.wrap(f"- {sentence}", 2, 4)
