"""Notifications: what a party tells the others under a measure, and when it came.

A notification is *due* by the calendar of its measure or by the activity that it tells of; *sent*;
*acknowledged* once all others that take part have said that they have it; *corrected* as often as
needed, and acknowledged anew. One that comes late is in order: it shows the date by which the
measure asks for it and the date on which it came, and nothing else. For one that did not come there
is no entry. Both are read off the moment; no timer moves a stage.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

SEND, ACKNOWLEDGE = "notification.send/1", "notification.acknowledge/1"
CORRECT, WITHDRAW = "notification.correct/1", "notification.withdraw/1"

WAITING = ": others have not"
"""Behind the name of an act: the move where others have not acknowledged."""


class Stage(enum.Enum):
    """Where a notification stands."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.SENT: {
        ACKNOWLEDGE: Stage.ACKNOWLEDGED,
        ACKNOWLEDGE + WAITING: Stage.SENT,
        CORRECT: Stage.CORRECTED,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.ACKNOWLEDGED: {CORRECT: Stage.CORRECTED, WITHDRAW: Stage.WITHDRAWN},
    Stage.CORRECTED: {
        ACKNOWLEDGE: Stage.ACKNOWLEDGED,
        ACKNOWLEDGE + WAITING: Stage.CORRECTED,
        CORRECT: Stage.CORRECTED,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.WITHDRAWN: {},
}
"""A notification's stages. One that is withdrawn tells that what it told of will not be."""


@frozen(kw_only=True)
class Notification:
    """A notification as it stands, corrections included.

    Args:
        id: its short name.
        measure: under which it is sent.
        by: who sent it.
        words: what it says; None where figures say it all.
        place: where; None where that is not said.
        begins: when the activity begins, or the event was; None for a yearly one.
        ends: when the activity ends; None where that is not said.
        figures: thing to number, as far as given.
        year: for which it is, of a yearly one; None for others.
        stage: where it stands.
        sent: time of the act that sent it.
        number: of that act.
        corrected: number of an act that corrected it, to its time.
        acknowledged: seat to the number of its act, since the last correction.
    """

    id: str
    measure: str
    by: str
    words: str | None
    place: str | None
    begins: str | None
    ends: str | None
    figures: Map[str, int]
    year: int | None
    stage: Stage
    sent: str
    number: int
    corrected: Map[int, str] = Map()  # noqa: RUF009 - an immutable map
    acknowledged: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
