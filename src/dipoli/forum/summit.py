"""Summit files: what is prepared for leaders, so that nobody loses face when they do not agree.

A file has parts: what is clean, what is bracketed, what is left to leaders, the fall-back, and what
each delegation can announce at home. Each part is kept in a circle of its own, read by those who
prepare it. The file itself holds *citations only*: which part, in which circle, by which leaf hash.
The forms of these acts have no field in which a word of a part could stand.

That a meeting ends without agreement ends the file and nothing else: every basket goes on.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

OPEN, CITE = "summit.open/1", "summit.cite/1"
HOLD, END = "summit.hold/1", "summit.end/1"


class Part(enum.Enum):
    """The parts of a summit file."""

    CLEAN = "clean"
    BRACKETED = "bracketed"
    LEADERS = "left-to-leaders"
    FALL_BACK = "fall-back"
    ANNOUNCE = "to-announce"


OWN = frozenset({Part.ANNOUNCE})
"""Parts that each delegation has for itself."""


class Outcome(enum.Enum):
    """How a meeting of leaders ended."""

    AGREED = "text-agreed"
    FALL_BACK = "fall-back-used"
    NONE = "without-agreement"


class Stage(enum.Enum):
    """Where a summit file stands."""

    PREPARED = "in-preparation"
    HELD = "leaders-meeting"
    ENDED = "ended"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.PREPARED: {CITE: Stage.PREPARED, HOLD: Stage.HELD, END: Stage.ENDED},
    Stage.HELD: {CITE: Stage.HELD, END: Stage.ENDED},
    Stage.ENDED: {},
}
"""A summit file's stages. One that is never held ends as well, without agreement."""


@frozen(kw_only=True)
class Citation:
    """A part by its circle and leaf hash.

    Args:
        part: which part.
        of: whose, where each delegation has its own; else None.
        circle: in which it is kept.
        leaf: leaf hash of the act that has it.
        by: who cites it.
        number: of the act.
    """

    part: Part
    of: str | None
    circle: str
    leaf: bytes
    by: str
    number: int


@frozen(kw_only=True)
class Summit:
    """A summit file as it stands.

    Args:
        id: its short name.
        title: in a line.
        stage: where it stands.
        parts: the last citation of each part, and of each delegation's own.
        outcome: how the meeting ended; None before.
    """

    id: str
    title: str
    stage: Stage = Stage.PREPARED
    parts: Map[tuple[Part, str | None], Citation] = Map()  # noqa: RUF009 - an immutable map
    outcome: Outcome | None = None
