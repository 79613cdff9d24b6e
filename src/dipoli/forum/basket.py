"""Baskets and links: work goes on basket by basket; carrying out is linked where that was agreed.

A stalemate in one basket stops no other. Tabling, discussing and adopting ask nothing about other
baskets. What may wait is the *effect* of a decision, and only for a link that a named party claimed
and the body agreed by a decision. So no one party holds up what was decided, and every link is
there to be seen, with its source.

A link says *after*: one decision takes effect once the other is in effect. Or it says *together*:
each waits until the other is decided too and has its consents at home, so that both go at once.
Who claimed a link may give it up at any time: what waited, waits for it no longer.

Source: the agreement of 13 February 2007, section III: in principle, progress in one working group
shall not affect progress in the others, and the plans of all are carried out as a whole in a
coordinated manner.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

OPEN, PARK, RESUME = "basket.open/1", "basket.park/1", "basket.resume/1"
CLAIM, REMOVE = "link.claim/1", "link.remove/1"
AGREED = "link agreed"
"""The move of a link when a decision to agree it has been taken."""


class Stage(enum.Enum):
    """Where a basket stands."""

    RUNNING = "running"
    PARKED = "parked"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.RUNNING: {PARK: Stage.PARKED},
    Stage.PARKED: {RESUME: Stage.RUNNING},
}
"""A basket's stages."""


class LinkStage(enum.Enum):
    """Where a link stands."""

    CLAIMED = "claimed"
    AGREED = "agreed"
    REMOVED = "removed"


LINK_MOVES: Mapping[LinkStage, Mapping[str, LinkStage]] = {
    LinkStage.CLAIMED: {REMOVE: LinkStage.REMOVED, AGREED: LinkStage.AGREED},
    LinkStage.AGREED: {REMOVE: LinkStage.REMOVED},
    LinkStage.REMOVED: {},
}
"""A link's stages. A claim alone is shown, and holds nothing back."""


class How(enum.Enum):
    """How two decisions are linked."""

    AFTER = "after"
    TOGETHER = "together"


@frozen(kw_only=True)
class Basket:
    """A basket as it stands; ``since`` is the time of the act that brought it there."""

    id: str
    stage: Stage = Stage.RUNNING
    since: str = ""


@frozen(kw_only=True)
class Link:
    """A link as it stands.

    Args:
        id: its short name.
        by: who claims it.
        source: on what the claim rests.
        waits: the proposal whose effect waits.
        other: the proposal for which it waits.
        how: after it, or together with it.
        stage: where it stands.
        number: of the act that claimed it.
    """

    id: str
    by: str
    source: str
    waits: str
    other: str
    how: How
    stage: LinkStage = LinkStage.CLAIMED
    number: int
