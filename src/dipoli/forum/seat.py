"""Seats: a party's place, which stays when the party leaves."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.charter.rules import Category

INVITE, REPLY, ACCEPT = "member.invite/1", "member.reply/1", "member.accept/1"
ATTEND, LEAVE = "member.attend/1", "member.leave/1"
PAUSE, RETURN = "member.pause/1", "member.return/1"
SUSPEND, RESTORE = "member.suspend/1", "member.restore/1"
NOTIFY, STAY = "member.notify/1", "member.stay/1"
WITHDRAW, SUCCEED = "member.withdraw/1", "member.succeed/1"
DECLARE, DOWN, UP = "channel.declare/1", "channel.down/1", "channel.up/1"

BARRED = ": suspended before"
"""Behind the name of an act: the move of a party that was suspended by the others when it left."""


class Stage(enum.Enum):
    """Where a seat stands."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    PRESENT = "present"
    ABSENT = "absent"
    SELF_SUSPENDED = "self-suspended"
    SUSPENDED = "suspended-by-others"
    WITHDRAWN = "withdrawn"
    SUCCEEDED = "succeeded"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.INVITED: {REPLY: Stage.INVITED, ACCEPT: Stage.ACCEPTED},
    Stage.ACCEPTED: {
        ATTEND: Stage.PRESENT,
        LEAVE: Stage.ABSENT,
        PAUSE: Stage.SELF_SUSPENDED,
        SUSPEND: Stage.SUSPENDED,
        NOTIFY: Stage.ACCEPTED,
        STAY: Stage.ACCEPTED,
        WITHDRAW: Stage.WITHDRAWN,
        SUCCEED: Stage.SUCCEEDED,
    },
    Stage.PRESENT: {
        LEAVE: Stage.ABSENT,
        PAUSE: Stage.SELF_SUSPENDED,
        SUSPEND: Stage.SUSPENDED,
        NOTIFY: Stage.PRESENT,
        STAY: Stage.PRESENT,
        WITHDRAW: Stage.WITHDRAWN,
        SUCCEED: Stage.SUCCEEDED,
    },
    Stage.ABSENT: {
        ATTEND: Stage.PRESENT,
        PAUSE: Stage.SELF_SUSPENDED,
        SUSPEND: Stage.SUSPENDED,
        NOTIFY: Stage.ABSENT,
        STAY: Stage.ABSENT,
        WITHDRAW: Stage.WITHDRAWN,
        SUCCEED: Stage.SUCCEEDED,
    },
    Stage.SELF_SUSPENDED: {
        RETURN: Stage.ACCEPTED,
        NOTIFY: Stage.SELF_SUSPENDED,
        STAY: Stage.SELF_SUSPENDED,
        WITHDRAW: Stage.WITHDRAWN,
        SUCCEED: Stage.SUCCEEDED,
    },
    Stage.SUSPENDED: {
        RESTORE: Stage.ACCEPTED,
        NOTIFY: Stage.SUSPENDED,
        STAY: Stage.SUSPENDED,
        WITHDRAW: Stage.WITHDRAWN,
        SUCCEED: Stage.SUCCEEDED,
    },
    Stage.WITHDRAWN: {
        RETURN: Stage.ACCEPTED,
        RETURN + BARRED: Stage.SUSPENDED,
        SUCCEED: Stage.SUCCEEDED,
    },
    Stage.SUCCEEDED: {},
}
"""A seat's stages."""

COUNTS = frozenset({Stage.ACCEPTED, Stage.PRESENT, Stage.ABSENT})
"""Stages in which a member's voice counts: absence takes no voice away."""

HERE = COUNTS | {Stage.SELF_SUSPENDED, Stage.SUSPENDED}
"""Stages in which a party has accepted its seat and has not left it."""


class Answer(enum.Enum):
    """What came of an invitation, before a seat is accepted."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    SILENT = "silent"


class Channel(enum.Enum):
    """How a seat is served. A paper seat never logs in, and is a full seat in everything."""

    NODE = "node"
    MAILBOX = "mailbox"
    PAPER = "note-verbale"


@frozen(kw_only=True)
class Seat:
    """A seat as it stands.

    Args:
        code: id of the party.
        category: how it takes part.
        stage: where the seat stands.
        since: time of the act that brought it there.
        channel: what the seat itself declared: how it is served; None before.
        sort: of that channel; None before.
        down: since when that channel has been down through no act of the seat; None while it works.
        answer: to the invitation; None before.
        notice: when the party gave notice of withdrawal; None when it did not.
        barred: whether it is suspended by the others, also while it has withdrawn.
        left: number of the act by which its own party withdrew; None when it did not.
        successor: who took the seat after its party; None when nobody did.
        predecessor: after whom this party took the seat; None when it was its own.
    """

    code: str
    category: Category
    stage: Stage = Stage.ACCEPTED
    since: str
    channel: str | None = None
    sort: Channel | None = None
    down: str | None = None
    answer: Answer | None = None
    notice: str | None = None
    barred: bool = False
    left: int | None = None
    successor: str | None = None
    predecessor: str | None = None

    @property
    def counts(self) -> bool:
        """Whether its voice counts where members decide."""
        return self.category is Category.MEMBER and self.stage in COUNTS

    @property
    def gave_up(self) -> bool:
        """Whether its own party gave the seat up, so that what it objected to can be found lapsed.

        Never where the others suspended it, before or after: that must be no way around an
        objection or a bracket. Nor where a register alone says that it left.
        """
        return self.stage is Stage.WITHDRAWN and self.left is not None and not self.barred
