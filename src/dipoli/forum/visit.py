"""Visits, observation and other contacts: one invites, each of those invited answers, it is held.

To invite, to accept and to decline need nobody else's consent. Who declines gives no reason, and no
figure is made of it.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

INVITE, CANCEL, HOLD = "visit.invite/1", "visit.cancel/1", "visit.hold/1"
ACCEPT, DECLINE = "visit.accept/1", "visit.decline/1"


class Stage(enum.Enum):
    """Where a visit stands."""

    INVITED = "invited"
    HELD = "held"
    CANCELLED = "cancelled"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.INVITED: {
        ACCEPT: Stage.INVITED,
        DECLINE: Stage.INVITED,
        HOLD: Stage.HELD,
        CANCEL: Stage.CANCELLED,
    },
    Stage.HELD: {},
    Stage.CANCELLED: {},
}
"""A visit's stages."""


class GuestStage(enum.Enum):
    """Where the invitation of one guest stands."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


GUEST_MOVES: Mapping[GuestStage, Mapping[str, GuestStage]] = {
    GuestStage.INVITED: {ACCEPT: GuestStage.ACCEPTED, DECLINE: GuestStage.DECLINED},
    GuestStage.ACCEPTED: {DECLINE: GuestStage.DECLINED},
    GuestStage.DECLINED: {ACCEPT: GuestStage.ACCEPTED},
}
"""The stages of one guest, who may think better of it until the visit is held."""


class Sort(enum.Enum):
    """What sort of contact it is."""

    VISIT = "visit"
    OBSERVATION = "observation"
    DEMONSTRATION = "demonstration"
    CONTACT = "contact"


@frozen(kw_only=True)
class Visit:
    """A visit as it stands.

    Args:
        id: its short name.
        title: what is to be seen, in the host's words.
        sort: what sort of contact it is.
        measure: under which it is; None for none.
        host: who invites.
        guests: who is invited.
        place: where.
        begins: when it begins.
        ends: when it ends; None where that is not said.
        until: by when an answer is asked for; None for no time.
        stage: where it stands.
        invited: time of the invitation.
        number: of that act.
        answers: guest to where its invitation stands; without one, it waits for an answer.
        held: time of the act that entered it as held; None before.
    """

    id: str
    title: str
    sort: Sort
    measure: str | None
    host: str
    guests: tuple[str, ...]
    place: str
    begins: str
    ends: str | None
    until: str | None
    stage: Stage
    invited: str
    number: int
    answers: Map[str, GuestStage] = Map()  # noqa: RUF009 - an immutable map
    held: str | None = None

    def answer(self, code: str) -> GuestStage:
        """Where the invitation of a guest stands."""
        return self.answers.get(code, GuestStage.INVITED)
