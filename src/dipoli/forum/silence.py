"""The silence procedure: a text stands unless somebody speaks before a named moment.

Silence counts only where everybody entitled was served, by the channel that the seat itself has
declared, while there was time to speak; refusing or ignoring receipt is service, so that nobody
holds a pocket veto. The deadline makes adoption possible; history is made by the secretariat's own
signed act that finds that nobody broke. A broken silence never revives.

Source: the silence procedures of the OSCE, the United Nations General Assembly in 2020, the Council
of the European Union and NATO, side by side; see docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

OPEN, ACKNOWLEDGE, BREAK = "silence.open/1", "silence.acknowledge/1", "silence.break/1"
EXTEND, ASK_EXTENSION = "silence.extend/1", "silence.ask/1"
SUSPEND, RESUME = "silence.suspend/1", "silence.resume/1"
CERTIFY, LAPSE = "silence.certify/1", "silence.lapse/1"
SERVE = "text.serve/1"


class Stage(enum.Enum):
    """Where a silence stands."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    BROKEN = "broken"
    HELD = "held"
    LAPSED = "ended-without-effect"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.RUNNING: {
        ACKNOWLEDGE: Stage.RUNNING,
        SERVE: Stage.RUNNING,
        ASK_EXTENSION: Stage.RUNNING,
        EXTEND: Stage.RUNNING,
        SUSPEND: Stage.SUSPENDED,
        BREAK: Stage.BROKEN,
        CERTIFY: Stage.HELD,
        LAPSE: Stage.LAPSED,
    },
    Stage.SUSPENDED: {
        ACKNOWLEDGE: Stage.SUSPENDED,
        SERVE: Stage.SUSPENDED,
        RESUME: Stage.RUNNING,
        BREAK: Stage.BROKEN,
    },
    Stage.BROKEN: {},
    Stage.HELD: {},
    Stage.LAPSED: {},
}
"""A silence's stages. Who restarts a broken one opens a new one, over a text frozen anew.

One that ended and cannot be found to have held is found to have ended without effect: where the
text did not reach every entitled seat in time, or a necessary party is not here. Else it would stay
open for ever, and no word of its text could move.
"""


class Service(enum.Enum):
    """How a text reached a seat."""

    DELIVERED = "delivered"
    REFUSED = "receipt-refused"
    IGNORED = "receipt-ignored"


@frozen(kw_only=True)
class Silence:
    """A silence as it stands.

    Args:
        proposal: over which it runs.
        stage: where it stands.
        number: of the act that opened it.
        opened: time of that act.
        until: the moment at which it ends, to the second, included.
        extensions: how often it was extended.
        left: seconds that were left when it was suspended; None while it runs.
        served: seats that the text was served on, and how.
        acknowledged: seats that acknowledged receipt.
        broken: who broke it, by which act; None when nobody did.
        leave: the decision that gave leave for it; None where none was needed.
    """

    proposal: str
    stage: Stage = Stage.RUNNING
    number: int
    opened: str
    until: str
    extensions: int = 0
    left: int | None = None
    served: Map[str, Service] = Map()  # noqa: RUF009 - an immutable map
    acknowledged: frozenset[str] = frozenset()
    broken: tuple[str, int] | None = None
    leave: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it runs or is suspended."""
        return self.stage in (Stage.RUNNING, Stage.SUSPENDED)
