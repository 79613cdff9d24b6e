"""A step cut in parts, one after another.

Theory of operation. Part ``i`` of ``k`` costs ``points * i // k - points * (i - 1) // k`` of each
cost entry, so that the parts cost exactly what the whole does, and gives benefits and trust cut
likewise. Each part takes ``months / k``, rounded up, and is verified in the time that the whole is:
a verification is not shortened by looking at less. What returns of a cost, and what an account
receives, is rounded down for each part by itself, so parts may give an account less than the whole.
Each part comes after the one before it is verified. Only the last part brings issues to their
options, and it keeps the step's id: what comes after the step comes after its last part.

Source: small stakes first (bibliography: admati-perry-1991, watson-1999).
"""

from __future__ import annotations

from attrs import evolve

from dipoli.analysis.case import Step


def tranches(step: Step, parts: int) -> tuple[Step, ...]:
    """The parts of a step in order; the last keeps its id.

    Args:
        step: the step.
        parts: how many, at least one.

    Raises:
        ValueError: no parts.
    """
    if parts < 1:
        message = f"a step is cut in one part or more, not {parts}"
        raise ValueError(message)
    return tuple(_part(step, number, parts) for number in range(1, parts + 1))


def part_id(step: str, number: int, parts: int) -> str:
    """The id of a part: that of the step for the last."""
    return step if number == parts else f"{step}/{number}"


def _part(step: Step, number: int, parts: int) -> Step:
    def cut(points: int) -> int:
        return points * number // parts - points * (number - 1) // parts

    before = (part_id(step.id, number - 1, parts),) if number > 1 else ()
    cost = tuple(evolve(row, points=cut(row.points)) for row in step.cost)
    return evolve(
        step,
        id=part_id(step.id, number, parts),
        title=step.title if parts == 1 else f"{step.title} ({number} of {parts})",
        advances=step.advances if number == parts else (),
        months=-(-step.months // parts),
        cost=tuple(row for row in cost if row.points),
        benefits={code: cut(points) for code, points in step.benefits.items()},
        trust={code: cut(points) for code, points in step.trust.items()},
        after=(*step.after, *before),
    )
