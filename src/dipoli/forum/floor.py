"""Points of order: raised by a member, ruled on by the chair at once, open to an appeal.

While a point waits, the chair does nothing else. A ruling stands unless it is appealed; an appeal
falls when any other member supports the ruling, or when its author withdraws it, since overturning
a chair takes the whole body. Where nobody supports the ruling the chair yields.

Source: practice of international conferences, general; how an appeal is settled without a vote is
this program's own proposal. See docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

RAISE, RULE, APPEAL = "point.raise/1", "point.rule/1", "point.appeal/1"
SUPPORT, YIELD, WITHDRAW = "point.support/1", "point.yield/1", "point.withdraw/1"


class Stage(enum.Enum):
    """Where a point of order stands."""

    RAISED = "raised"
    RULED = "ruled-on"
    APPEALED = "under-appeal"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.RAISED: {RULE: Stage.RULED, WITHDRAW: Stage.WITHDRAWN},
    Stage.RULED: {APPEAL: Stage.APPEALED},
    Stage.APPEALED: {SUPPORT: Stage.UPHELD, WITHDRAW: Stage.UPHELD, YIELD: Stage.OVERTURNED},
    Stage.UPHELD: {},
    Stage.OVERTURNED: {},
    Stage.WITHDRAWN: {},
}
"""A point of order's stages."""

WAITS = frozenset({Stage.RAISED, Stage.APPEALED})
"""Stages in which the chair does nothing else."""


@frozen(kw_only=True)
class PointOfOrder:
    """A point of order as it stands.

    Args:
        id: its short name.
        meeting: in which it was raised.
        by: who raised it.
        stage: where it stands.
        appellant: who appealed; None when nobody did.
        ruled: who presided when it was ruled on; empty before.
        number: of the act that raised it.
    """

    id: str
    meeting: str
    by: str
    stage: Stage = Stage.RAISED
    appellant: str | None = None
    ruled: tuple[str, ...] = ()
    number: int
