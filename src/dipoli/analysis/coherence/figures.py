"""Figures add up, stay on their scale, and stay exact.

Every utility is a sum of products of integers. The rules here prove that each such sum is below
2**53 in size, so that it is the same number in a 64-bit integer, in a double and in Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dipoli.analysis.case import Agreement, Case, Position
from dipoli.analysis.coherence.incoherence import Incoherence, incoherence, listing
from dipoli.analysis.coherence.references import placed_positions
from dipoli.told import tell, tell_count

EXACT = 2**53
"""Integers below this size are exact in every number type that the engines use."""


def scale_is_sound(case: Case) -> Iterator[Incoherence]:
    """The scale runs upward from 0 or more; utility_max is importance_sum times value_max."""
    scale = case.scale
    if not 0 <= scale.value_min < scale.value_max:
        yield incoherence(
            "case.yaml",
            ("scale", "value_min"),
            "0 <= value_min < value_max",
            f"{scale.value_min} and {scale.value_max}",
            "correct the two ends of the scale",
        )
    if scale.importance_sum < 1:
        yield incoherence(
            "case.yaml",
            ("scale", "importance_sum"),
            "at least 1",
            str(scale.importance_sum),
            "write the number of points that each party shares out",
        )
    if scale.utility_max != scale.importance_sum * scale.value_max:
        yield incoherence(
            "case.yaml",
            ("scale", "utility_max"),
            f"importance_sum times value_max, {scale.importance_sum * scale.value_max}",
            str(scale.utility_max),
            "correct utility_max, or the two figures of which it is the product",
        )


def utilities_are_exact(case: Case) -> Iterator[Incoherence]:
    """The largest utility and all synergies together stay below 2**53, so that sums are exact."""
    scale = case.scale
    most = scale.importance_sum * scale.value_max + sum(abs(s.points) for s in case.synergies)
    if most >= EXACT:
        yield incoherence(
            "case.yaml",
            ("scale",),
            f"importance_sum times value_max, with all synergies, below {EXACT}",
            str(most),
            "use smaller figures: only their ratios matter",
        )


def importance_sums(case: Case) -> Iterator[Incoherence]:
    """The importance of the issues of a position sums to importance_sum."""
    for paper, position in placed_positions(case):
        total = sum(row.importance for row in position.issues)
        if total != case.scale.importance_sum:
            yield incoherence(
                paper,
                ("issues",),
                tell("importance that sums to {total}", total=case.scale.importance_sum),
                tell("a sum of {total}", total=total),
                tell(
                    "share out {total} points, no more and no fewer",
                    total=case.scale.importance_sum,
                ),
            )


def importance_is_in_its_range(case: Case) -> Iterator[Incoherence]:
    """Importance is 0 or more and lies within its own range, and so is the range."""
    for paper, position in placed_positions(case):
        for n, row in enumerate(position.issues):
            low, high = row.importance_range
            if not 0 <= low <= row.importance <= high <= case.scale.importance_sum:
                yield incoherence(
                    paper,
                    ("issues", n, "importance_range"),
                    tell(
                        "0 <= low <= importance <= high <= {most}", most=case.scale.importance_sum
                    ),
                    tell(
                        "importance {importance} with the range {low} to {high}",
                        importance=row.importance,
                        low=low,
                        high=high,
                    ),
                    tell("correct the importance of the issue, or its range"),
                )


def values_match_options(case: Case) -> Iterator[Incoherence]:
    """A position gives one value, one low and one high figure for each option of an issue."""
    counts = {issue.id: len(issue.options) for issue in case.issues}
    for paper, position in placed_positions(case):
        for n, row in enumerate(position.issues):
            for key in ("value", "low", "high"):
                found = len(getattr(row, key))
                if found != counts.get(row.issue, found):
                    yield incoherence(
                        paper,
                        ("issues", n, key),
                        tell(
                            "{number} figures, one for each option of {issue}",
                            number=counts[row.issue],
                            issue=row.issue,
                        ),
                        tell_count(found, "{number} figure", "{number} figures"),
                        tell("give a figure for each option, in the order of the options"),
                    )


def values_are_on_the_scale(case: Case) -> Iterator[Incoherence]:
    """For each option low <= value <= high, all within the scale."""
    least, most = case.scale.value_min, case.scale.value_max
    for paper, position in placed_positions(case):
        for n, row in enumerate(position.issues):
            for m, (low, value, high) in enumerate(zip(row.low, row.value, row.high, strict=False)):
                if not least <= low <= value <= high <= most:
                    yield incoherence(
                        paper,
                        ("issues", n, "value", m),
                        tell("{least} <= low <= value <= high <= {most}", least=least, most=most),
                        tell(
                            "low {low}, value {value}, high {high} for option {option} of {issue}",
                            low=low,
                            value=value,
                            high=high,
                            option=m,
                            issue=row.issue,
                        ),
                        tell("correct the figure that is out of order"),
                    )


def members_list_every_issue(case: Case) -> Iterator[Incoherence]:
    """A member lists every issue, a body those that it weighs, in the order of issues.yaml."""
    order = [issue.id for issue in case.issues]
    for paper, position in placed_positions(case):
        listed = [row.issue for row in position.issues]
        twice = [issue for issue, times in Counter(listed).items() if times > 1]
        missing = [issue for issue in order if issue not in set(listed)]
        if twice:
            yield incoherence(
                paper,
                ("issues",),
                tell("each issue once"),
                tell("{name} again", name=listing(twice)),
                tell("delete one"),
            )
        elif position.party in case.members and missing:
            yield incoherence(
                paper,
                ("issues",),
                tell_count(len(order), "the one issue", "all {number} issues"),
                tell("no entry for {names}", names=listing(missing)),
                tell("add them; importance 0 says that an issue does not matter to the party"),
            )
        elif (where := _first_out_of_order(listed, order)) is not None:
            yield incoherence(
                paper,
                ("issues", where, "issue"),
                "issues in the order of issues.yaml",
                f"{listed[where]} out of its order",
                "put the entries in the same order",
            )


def _first_out_of_order(listed: list[str], order: list[str]) -> int | None:
    rank = {issue: n for n, issue in enumerate(order)}
    highest = -1
    for n, issue in enumerate(listed):
        if rank.get(issue, highest + 1) < highest:
            return n
        highest = max(highest, rank.get(issue, highest))
    return None


def basket_importance_sums(case: Case) -> Iterator[Incoherence]:
    """A member's basket_importance equals the sums of its issues; a body's is null."""
    for paper, position in placed_positions(case):
        if position.party not in case.members:
            if position.basket_importance is not None:
                yield incoherence(
                    paper,
                    ("basket_importance",),
                    "null for a body",
                    "a mapping",
                    "write null: a body weighs issues, not baskets",
                )
            continue
        yield from _basket_sums(case, paper, position)


def _basket_sums(case: Case, paper: str, position: Position) -> Iterator[Incoherence]:
    home = {issue.id: issue.basket for issue in case.issues}
    sums = {basket.id: 0 for basket in case.baskets}
    for row in position.issues:
        if home.get(row.issue) in sums:
            sums[home[row.issue]] += row.importance
    if position.basket_importance is None:
        yield incoherence(
            paper,
            ("basket_importance",),
            "points of each basket",
            "null",
            "write the sum of importance for each basket",
        )
        return
    for basket, total in sums.items():
        given = position.basket_importance.get(basket)
        if given != total:
            yield incoherence(
                paper,
                ("basket_importance", basket),
                f"{total}, the sum of importance of the issues in {basket}",
                "no entry" if given is None else str(given),
                "correct this figure, or the importance of the issues",
            )


def reservation_is_the_state_of_things(case: Case) -> Iterator[Incoherence]:
    """The reservation is the sum of importance times the value (low, high) of option 0."""
    for paper, position in placed_positions(case):
        if position.agreement is Agreement.OUTCOMES:
            continue
        if position.reservation.rule != "status-quo":
            yield incoherence(
                paper,
                ("reservation", "rule"),
                "status-quo",
                position.reservation.rule,
                "write status-quo: it is the one rule of this format",
            )
        for key in ("value", "low", "high"):
            rows = [(row.importance, getattr(row, key)) for row in position.issues]
            total = sum(importance * figures[0] for importance, figures in rows if figures)
            given = getattr(position.reservation, key)
            if given != total:
                yield incoherence(
                    paper,
                    ("reservation", key),
                    f"{total}, the sum of importance times {key} of option 0",
                    str(given),
                    "correct this figure, or the figures that it sums up",
                )


def reservation_of_outcomes_is_stated(case: Case) -> Iterator[Incoherence]:
    """In a set of outcomes the reservation is stated instead, with low <= value <= high."""
    for paper, position in placed_positions(case):
        if position.agreement is not Agreement.OUTCOMES:
            continue
        stated = position.reservation
        if stated.rule != "stated":
            yield incoherence(
                paper,
                ("reservation", "rule"),
                "stated",
                stated.rule,
                "write stated: a set of outcomes has no state of things",
            )
        if not stated.low <= stated.value <= stated.high:
            yield incoherence(
                paper,
                ("reservation", "value"),
                "low <= value <= high",
                f"low {stated.low}, value {stated.value}, high {stated.high}",
                "correct the figure that is out of order",
            )
