"""Answers as pandas tables that show themselves well in a notebook: the only room with pandas.

Parties stand in the order of the case, by the names that they give themselves. No table adds up,
sorts or colours by party.
"""

from __future__ import annotations

import pandas as pd

from dipoli.analysis.agreement.answers import PackageAnswer
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.answers import Cause
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import calendar_month, plan_of


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
        clash: whether to name a red line by its key, and so who holds it.

    Returns:
        A table indexed by the number of the step, with the cause, what it is about, and by how
        many points which account would be short.
    """
    plan = plan_of(case, roadmap)
    links = {row.id for row in case.requirements} | {row.id for row in case.exclusions}
    rows = [
        {
            "number": number,
            "step": plan.step(number).title,
            "cause": block.cause.value,
            "about": "red line"
            if block.cause is Cause.STATE and block.about not in links and not clash
            else block.about,
            "party": "" if block.account is None else block.account.party,
            "towards": "" if block.account is None else block.account.towards,
            "short": pd.NA if block.short is None else block.short,
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
