"""Answers as pandas tables that show themselves well in a notebook: the only room with pandas.

Parties stand in the order of the case, by the names that they give themselves. No table adds up,
sorts or colours by party.
"""

from __future__ import annotations

import pandas as pd

from dipoli.analysis.agreement.answers import PackageAnswer
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.asked import steps_of
from dipoli.analysis.roadmap.explain import BETWEEN_MEMBERS, Explanation, RepairKind
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import calendar_month, plan_of
from dipoli.analysis.roadmap.question import Question
from dipoli.analysis.roadmap.robust import Robustness
from dipoli.analysis.roadmap.whatif import WhatIf


def baskets(case: Case, found: Agreement) -> pd.DataFrame:
    """One row for each basket: what it can do alone, and with which others.

    Args:
        case: the case.
        found: the answers.

    Returns:
        A table indexed by the id of the basket, in the order of the case.
    """
    titles = {one.id: one.title for one in case.baskets}
    rows = {
        one.basket: {
            "basket": titles[one.basket],
            "alone": one.alone.negotiable.verdict.value,
            "alone, soft lines held": one.alone.held.verdict.value,
            "alone, cautious end": one.alone.cautious.verdict.value,
            "alone, generous end": one.alone.generous.verdict.value,
            "together with": "; or ".join(
                " and ".join(titles[basket] for basket in company) for company in one.together
            ),
            "alone or together": one.together_verdict.value,
        }
        for one in found.baskets
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(index="id")


def packages(case: Case, found: Agreement) -> pd.DataFrame:
    """One row for each issue, one column for each rule: the option that each package chooses.

    Args:
        case: the case.
        found: the answers.

    Returns:
        A table of option numbers, indexed by basket and issue, in the order of the case; columns
        are the rule and whether soft lines were negotiable or held.
    """
    index = pd.MultiIndex.from_tuples(
        [(issue.basket, issue.id) for issue in case.issues], names=["basket", "issue"]
    )
    columns = {
        (one.rule.value, one.soft_lines.value): list(one.package.values())
        for one in found.packages
        if one.package is not None
    }
    table = pd.DataFrame(columns, index=index)
    if columns:
        table.columns = pd.MultiIndex.from_tuples(list(columns), names=["rule", "soft lines"])
    return table


def proofs(found: Agreement) -> pd.DataFrame:
    """One row for each package: value, bound, gap, whether proven, engine, time, checker.

    Args:
        found: the answers.

    Returns:
        A table indexed by rule and soft lines.
    """
    rows = [
        {
            "rule": one.rule.value,
            "soft lines": one.soft_lines.value,
            "verdict": one.verdict.value,
            "value": one.value,
            "bound": one.bound,
            "gap": one.gap,
            "proven": one.proven,
            "engine": one.engine.value,
            "seconds": one.seconds,
            "checker accepts": None if one.check is None else one.check.accepted,
        }
        for one in found.packages
    ]
    return pd.DataFrame(rows).set_index(["rule", "soft lines"])


def values(
    case: Case, package: PackageAnswer, *, language: str = "en", gives: bool = False
) -> pd.DataFrame:
    """One row for each issue that a package moves: what each party gets, in its own points.

    Args:
        case: the case.
        package: the package.
        language: language of the names of parties; the first name of a party where it has none.
        gives: whether to show, as negative figures, what each party gives.

    Returns:
        A table with the option and, for each party in the order of the case, the points as coded
        and the ends of their range; empty cells where a party gets nothing. Points of different
        parties are on different scales.
    """
    names = {
        one.code: one.names.get(language, next(iter(one.names.values()))) for one in case.parties
    }
    texts = {issue.id: issue for issue in case.issues}
    rows = []
    for row in package.issues:
        issue = texts[row.issue]
        told: dict[tuple[str, str], object] = {
            ("issue", "basket"): issue.basket,
            ("issue", "question"): issue.question,
            ("issue", "option"): issue.options[row.option].text,
        }
        for code, figure in row.worth.items():
            shown = figure.value > 0 or (gives and figure.value < 0)
            for end in ("value", "low", "high"):
                told[names[code], end] = getattr(figure, end) if shown else pd.NA
        rows.append(told)
    index = pd.Index([row.issue for row in package.issues], name="id")
    table = pd.DataFrame(rows, index=index)
    if rows:
        table.columns = pd.MultiIndex.from_tuples(list(rows[0]))
    return table


def steps(case: Case, roadmap: Roadmap) -> pd.DataFrame:
    """One row for each step: when it starts and is verified, and what it waits for.

    Args:
        case: the case.
        roadmap: a roadmap of it.

    Returns:
        A table indexed by the number of the step: in the order in which steps start, then those
        that do not. Months are counted from the day of the case and empty where a step does not
        start; ``if begun`` is the calendar month of the start had the roadmap begun on that day,
        an aid and no forecast.
    """
    plan = plan_of(case, roadmap)
    bars = {bar.number: bar for bar in plan.bars}
    rows = {}
    for row in plan.waiting:
        bar = bars.get(row.number)
        rows[row.number] = {
            "id": row.step.id,
            "step": row.step.title,
            "basket": row.step.basket,
            "actors": ", ".join(row.step.actors),
            "outside the exchange": row.step.condition.value == "unconditional",
            "start": pd.NA if bar is None else bar.start,
            "if begun": "" if bar is None else calendar_month(case.as_of, bar.start),
            "work over": pd.NA if bar is None else bar.worked,
            "verified": pd.NA if bar is None else bar.verified,
            "waits for": ", ".join(map(str, row.after)),
            "consents": ", ".join(row.consents),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis(index="number")
    months = ["start", "work over", "verified"]
    return table.astype(dict.fromkeys(months, "Int64")) if rows else table


def left_out(case: Case, roadmap: Roadmap, *, clash: bool = False) -> pd.DataFrame:
    """One row for each thing that stood in the way of a step that is left out.

    Args:
        case: the case.
        roadmap: a roadmap of it.
        clash: whether to name a red line by its key, and so who holds it; and whose limit would be
            passed, and by how much.

    Returns:
        A table indexed by the number of the step, with the cause, what it is about, and by how
        many points which account would be short: empty cells unless asked for.
    """
    plan = plan_of(case, roadmap)
    rows = [
        {
            "number": number,
            "step": plan.step(number).title,
            "cause": block.cause.value,
            "about": _about(case, block, clash=clash),
            "party": block.account.party if clash and block.account is not None else "",
            "towards": block.account.towards if clash and block.account is not None else "",
            "short": block.short if clash and block.short is not None else pd.NA,
        }
        for number, one in plan.left_out
        for block in one.blocks
    ]
    columns = ["number", "step", "cause", "about", "party", "towards", "short"]
    return pd.DataFrame(rows, columns=columns).astype({"short": "Int64"}).set_index("number")


def exposure(case: Case, roadmap: Roadmap) -> pd.DataFrame:
    """One row for each month, one column for each account: its largest exposure in that month.

    Args:
        case: the case.
        roadmap: a roadmap of it.

    Returns:
        A table of points indexed by month, from 0 to the end of the roadmap. Columns are who is
        exposed and towards whom, in the order of the case; points of two accounts cannot be
        compared, and nothing is added up.
    """
    plan = plan_of(case, roadmap)
    columns = {}
    for curve in plan.curves:
        levels, now = [], 0
        for month in range(plan.months + 1):
            there = [points for when, points in curve.points if when == month]
            levels.append(max([now, *there]))
            now = there[-1] if there else now
        columns[curve.account.party, curve.account.towards] = levels
    table = pd.DataFrame(columns, index=pd.RangeIndex(plan.months + 1, name="month"))
    if columns:
        table.columns = pd.MultiIndex.from_tuples(list(columns), names=["party", "towards"])
    return table


def explained(case: Case, told: Explanation, *, clash: bool | None = None) -> pd.DataFrame:
    """One row for each thing that stands in the way of a step that no roadmap of all has.

    Args:
        case: the case.
        told: why there is none.
        clash: whether to name a red line by its key, and so who holds it; as asked of the
            explanation if not given.

    Returns:
        A table indexed by the id of the step, in the order of the case: whether it is proven that
        no roadmap has it, by which month another has it, and the cause.
    """
    titles, named = _titles(case, told.question), told.clash if clash is None else clash
    rows = [
        {
            "id": one.step,
            "step": titles[one.step],
            "never": one.never,
            "another by month": pd.NA if one.otherwise is None else one.otherwise.figures.months,
            "cause": block.cause.value,
            "about": _about(case, block, clash=named),
        }
        for one in told.left_out
        for block in one.blocks
    ]
    columns = ["id", "step", "never", "another by month", "cause", "about"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"another by month": "Int64"}).set_index("id")


def repairs(case: Case, told: Explanation, *, clash: bool | None = None) -> pd.DataFrame:
    """One row for each change of a repair; kinds of which none was found have one row, too.

    Args:
        case: the case.
        told: why there is no roadmap.
        clash: whether to name the members between whom a guarantee or an added step would stand;
            as asked of the explanation if not given.

    Returns:
        A table indexed by the kind, in their fixed order: whether one was found, what it changes
        from and to, and by which month its roadmap is verified. That none was found does not show
        that there is none, and none is recommended.
    """
    titles, named = _titles(case, told.question), told.clash if clash is None else clash
    found = {one.kind: one for one in told.repairs}
    rows: list[dict[str, object]] = []
    for kind in RepairKind:
        if kind in told.not_found:
            rows.append({"kind": kind.value, "found": False})
        elif kind in found:
            shown = named or kind not in BETWEEN_MEMBERS
            rows += [
                {
                    "kind": kind.value,
                    "found": True,
                    "about": titles.get(change.about, change.about) if shown else "",
                    "towards": change.towards if shown else "",
                    "was": change.was,
                    "now": change.now,
                    "verified": found[kind].roadmap.figures.months,
                }
                for change in found[kind].changes
            ]
    columns = ["kind", "found", "about", "towards", "was", "now", "verified"]
    table = pd.DataFrame(rows, columns=columns).fillna({"about": "", "towards": ""})
    return table.astype(dict.fromkeys(("was", "now", "verified"), "Int64")).set_index("kind")


def changed(case: Case, told: WhatIf) -> pd.DataFrame:
    """One row for each step: when it starts plainly, and when with one thing changed.

    Args:
        case: the case.
        told: what changes.

    Returns:
        A table indexed by the id of the step, in the order of the case. ``never`` is whether it is
        proven that no roadmap of the changed question starts a step that falls; ``now`` whether it
        could start at once.
    """
    plain, after = told.plain.schedule.months, told.roadmap.schedule.months
    now = {name for one in told.now for name in one.steps}
    titles = _titles(case, told.roadmap.question)
    rows = {
        name: {
            "step": title,
            "plain": plain.get(name, pd.NA),
            "changed": after.get(name, pd.NA),
            "falls": name in told.falls,
            "never": name in told.never,
            "now": name in now,
        }
        for name, title in titles.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis(index="id")
    return table.astype({"plain": "Int64", "changed": "Int64"}) if rows else table


def holds(told: Robustness) -> pd.DataFrame:
    """One row: how far a roadmap holds when judgements are off within their ranges.

    Args:
        told: how far it holds.

    Returns:
        In how many of how many profiles it stays safe, with the 95 per cent interval of that
        share; how many judgements have a range and how many at once it takes to make it unsafe,
        empty where all are not enough; and its length with all durations at their long ends.
    """
    row = {
        "safe in": told.share.accepted,
        "of": told.share.of,
        "low": told.share.low,
        "high": told.share.high,
        "judgements": told.judgements,
        "fewest": pd.NA if told.fewest is None else told.fewest,
        "months": told.months,
    }
    return pd.DataFrame([row]).astype({"fewest": "Int64"})


def weakest(case: Case, told: Robustness, *, clash: bool = False) -> pd.DataFrame:
    """One row for each judgement that, with the others here, makes a roadmap unsafe first.

    Args:
        case: the case.
        told: how far it holds.
        clash: whether to name the members between whom it is judged.

    Returns:
        A table of what is judged, of which step and, if asked for, between whom, as coded and at
        its worse end; empty where the roadmap is safe throughout the ranges.
    """
    titles = {step.id: step.title for step in case.steps}
    rows = [
        {
            "what": one.what.value,
            "step": titles.get(one.step, one.step),
            "party": one.party if clash else "",
            "towards": one.towards if clash else "",
            "coded": one.coded,
            "worse": one.bad,
        }
        for one in (() if told.weakest is None else told.weakest.judgements)
    ]
    return pd.DataFrame(rows, columns=["what", "step", "party", "towards", "coded", "worse"])


def _titles(case: Case, question: Question) -> dict[str, str]:
    """Titles of the steps of a case and of those that a question adds."""
    titles = {step.id: step.title for step in case.steps}
    return titles | {name: step.title for name, step in steps_of(case, question).items()}


def _about(case: Case, block: Block, *, clash: bool) -> str:
    """What a block is about; a red line is not named unless asked for."""
    links = {row.id for row in case.requirements} | {row.id for row in case.exclusions}
    hidden = block.cause is Cause.STATE and block.about not in links and not clash
    return "red line" if hidden else block.about
