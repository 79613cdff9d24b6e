"""Answers as pandas tables that show themselves well in a notebook: the only room with pandas.

Parties stand in the order of the case, by the names that they give themselves. No table adds up,
sorts or colours by party.
"""

from __future__ import annotations

import pandas as pd

from dipoli.analysis.agreement.answers import PackageAnswer
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case


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
