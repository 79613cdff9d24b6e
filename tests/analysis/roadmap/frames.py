"""Roads written out by hand: a bare case in which a test puts the few steps that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve
from tests.generators import Size, random_case

from dipoli.analysis.case import Advance, Case, Condition, Cost, ExposureLimit, Step
from dipoli.analysis.roadmap import Schedule, Start

BARE = Size(parties=3, issues=6, options=4, baskets=2, leaves=1, lines=0, links=0, even=True)


def frame(*steps: Step, limit: int = 0, **changes: Any) -> Case:  # noqa: ANN401 - fields of a case
    """Members P1 to P3, no red lines and no links; every limit is the same.

    Issues i0 to i5, of which the even ones are in basket b0.
    """
    case = random_case(0, BARE)
    limits = tuple(
        ExposureLimit(party=party, towards=towards, points=limit)
        for party in case.members
        for towards in case.members
        if party != towards
    )
    return evolve(case, **{"steps": steps, "exposure_limits": limits, **changes})


def step(
    name: str,
    actors: str,
    *,
    cost: Mapping[str, int] | None = None,
    issue: int = 0,
    option: int = 1,
    **changes: Any,  # noqa: ANN401 - fields of a step
) -> Step:
    """A step of one month without verification, whose cost is given as ``{"P1>P2": 3}``."""
    rows = tuple(
        Cost(party=pair[:2], towards=pair[3:], points=points)
        for pair, points in (cost or {}).items()
    )
    plain = Step(
        id=name, basket=f"b{issue % 2}", title=name, actors=tuple(actors.split()),
        advances=(Advance(issue=f"i{issue}", option=option),), months=1, verification_months=0,
        verifier=None, cost=rows, recoverable=0, benefits={}, secured=100, trust={}, after=(),
        consents=(), reversible=True, condition=Condition.EXCHANGE,
    )  # fmt: skip
    return evolve(plain, **changes)


def schedule(*starts: tuple[int, str]) -> Schedule:
    """Starts as month and names; ``a+b`` is a bundle, ``act:x`` an act."""
    return Schedule(
        starts=tuple(
            Start(month=month, act=name.removeprefix("act:"))
            if name.startswith("act:")
            else Start(month=month, steps=tuple(name.split("+")))
            for month, name in starts
        )
    )
