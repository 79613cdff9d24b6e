"""Hand-up: how an idea of track 1.5 or 2 reaches the official track, and how its fate comes back.

It crosses circles, so there are two tables. In the circle of the body (track 1.5 or 2) a text is
drafted in a personal capacity, revised, and consented to when no participant objects. Two persons
hold it against the names of the participants. Then it is sent. In the circle above, the facilitator
enters it by an act of its own; the chair gives a receipt, and a reply is due. The reply is reported
back below.

*What crosses.* The text, and nothing about who drafted it. From a body that keeps a record the act
above cites one leaf hash: that of the chair's finding of consent, an act which carries the text and
shows no author. Drafts, revisions and objections are other acts; they are never cited. From a part
off the record (`dipoli.forum.off_record`) nothing is cited, since there is nothing.

A reply that is late is late by its date. Anybody may remind of it; that moves no blame and no
right. The time for the reply runs from the entry, so that a receipt that is put off puts nothing
off.

Source: docs/explanation/practice.md, hand-up from tracks 1.5 and 2.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

DRAFT, REVISE = "recommendation.draft/1", "recommendation.revise/1"
OBJECT, CLEAR = "recommendation.object/1", "recommendation.clear/1"
CONSENT, CHECK = "recommendation.consent/1", "recommendation.check/1"
SEND, TELL = "recommendation.send/1", "recommendation.tell/1"
ENTER, RECEIVE = "hand-up.enter/1", "hand-up.receive/1"
REMIND, REPLY = "hand-up.remind/1", "hand-up.reply/1"

PERSONS = 2
"""So many persons hold a text against the names before it leaves."""


class DraftStage(enum.Enum):
    """Where a recommendation stands in the circle of the body."""

    DRAFT = "draft"
    CONSENTED = "consented"
    SENT = "sent-up"
    ANSWERED = "answered"


DRAFT_MOVES: Mapping[DraftStage, Mapping[str, DraftStage]] = {
    DraftStage.DRAFT: {
        REVISE: DraftStage.DRAFT,
        OBJECT: DraftStage.DRAFT,
        CLEAR: DraftStage.DRAFT,
        CONSENT: DraftStage.CONSENTED,
    },
    DraftStage.CONSENTED: {
        REVISE: DraftStage.DRAFT,
        CHECK: DraftStage.CONSENTED,
        SEND: DraftStage.SENT,
    },
    DraftStage.SENT: {TELL: DraftStage.ANSWERED},
    DraftStage.ANSWERED: {},
}
"""The stages below. A text that is changed needs consent again, and other checks."""


class Stage(enum.Enum):
    """Where a recommendation stands in the circle above."""

    HANDED_UP = "handed-up"
    REPLY_DUE = "reply-due"
    REMINDED = "reminded"
    REPLIED = "replied"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.HANDED_UP: {RECEIVE: Stage.REPLY_DUE, REMIND: Stage.HANDED_UP},
    Stage.REPLY_DUE: {REMIND: Stage.REMINDED, REPLY: Stage.REPLIED},
    Stage.REMINDED: {REMIND: Stage.REMINDED, REPLY: Stage.REPLIED},
    Stage.REPLIED: {},
}
"""The stages above."""


class Answer(enum.Enum):
    """What became of a recommendation."""

    TAKEN_UP = "taken-up"
    REFERRED = "referred-to-basket"
    NOTED = "noted"
    DECLINED = "declined"


@frozen(kw_only=True)
class Recommendation:
    """A recommendation in the circle of the body that makes it.

    Args:
        id: short name.
        title: in a line.
        words: the text as it stands.
        by: who drafted it; this never leaves the circle.
        number: of the act that drafted it.
        stage: where it stands.
        objections: who objects, to the number of the act.
        consented: leaf hash of the finding of consent; None before.
        checks: who held it against the names, to the number of the act.
        answer: what became of it; None before that was reported.
    """

    id: str
    title: str
    words: str
    by: str
    number: int
    stage: DraftStage = DraftStage.DRAFT
    objections: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    consented: bytes | None = None
    checks: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    answer: Answer | None = None


@frozen(kw_only=True)
class HandUp:
    """A recommendation in the circle to which it was handed up.

    Args:
        id: short name.
        title: in a line.
        words: the text, as the group consented to it.
        source: short name of the body, or of the part off the record, from which it comes.
        cited: leaf hash of the finding of consent; None from a part off the record.
        by: the facilitator who entered it, and who is not said to be its author.
        number: of the act that entered it.
        entered: time of that act.
        due: by when a reply is due.
        stage: where it stands.
        reminded: times of the acts that reminded of it.
        answer: the reply; None before.
        basket: to which it was referred; None for none.
        reason: the words of the reply; None where none were given.
        replied: time of the reply; None before.
    """

    id: str
    title: str
    words: str
    source: str
    cited: bytes | None
    by: str
    number: int
    entered: str
    due: str
    stage: Stage = Stage.HANDED_UP
    reminded: tuple[str, ...] = ()
    answer: Answer | None = None
    basket: str | None = None
    reason: str | None = None
    replied: str | None = None

    def is_late(self, moment: str) -> bool:
        """Whether a reply is due and its date has passed."""
        return self.stage is not Stage.REPLIED and self.due < moment
