"""Parts of meetings that are off the record: what of them stands in a record, and it is little.

A meeting is on the record of its circle. A part of it may be off the record: then it is announced
before it begins, from when to when, and who its facilitator is. Nobody is listed as having been
there, nothing that is said there is signed, attributed or kept, and no act is done in it. After its
end one act follows, whatever happened inside: the facilitator enters the text to which the group
consented (``hand-up.enter``), or says that the part is over and that no text left it.

The part itself is `dipoli.forum.room`. It is never stored.

Source: the Chatham House rule, set for each part of a meeting; docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.forum.hand_up import ENTER

ANNOUNCE, CLOSE, CANCEL = "room.announce/1", "room.close/1", "room.cancel/1"


class Stage(enum.Enum):
    """Where a part off the record stands, as far as a record shows it."""

    ANNOUNCED = "announced"
    OVER = "over"
    CANCELLED = "cancelled"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.ANNOUNCED: {ENTER: Stage.OVER, CLOSE: Stage.OVER, CANCEL: Stage.CANCELLED},
    Stage.OVER: {},
    Stage.CANCELLED: {},
}
"""Its stages. One act follows it, whatever happened inside."""


@frozen(kw_only=True)
class OffRecord:
    """A part off the record, as it was announced.

    Args:
        id: short name.
        title: in a line.
        meeting: of which meeting it is a part.
        facilitator: who runs it and enters what leaves it.
        opens: from when.
        until: up to when.
        number: of the act that announced it.
        stage: where it stands.
    """

    id: str
    title: str
    meeting: str
    facilitator: str
    opens: str
    until: str
    number: int
    stage: Stage = Stage.ANNOUNCED
