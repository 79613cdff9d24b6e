"""Meetings: invitation, credentials, agenda, speakers, outcome, and the summary record.

A meeting is called with notice, opened and closed by the chair, and may be suspended or adjourned
in between. Its agenda is provisional until no member objects to it; only then does anything else
begin, where the charter says so. A meeting closes with a text, with a summary for which the chair
alone is responsible, with an agreed line for the press, or with nothing, and nothing is no failure.

The summary record is the secretariat's. Members correct it within a window; then it is settled.
Words are struck by a decision of the body: the decision stands in the record for ever, the words
are withheld by an act of the register (``body.withhold``) that follows it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

from dipoli.forum.bodies import Rank

INVITE, OPEN, CLOSE = "meeting.invite/1", "meeting.open/1", "meeting.close/1"
SUSPEND, RESUME, ADJOURN = "meeting.suspend/1", "meeting.resume/1", "meeting.adjourn/1"
CANCEL = "meeting.cancel/1"
PRESENT, VERIFY = "credentials.present/1", "credentials.accept/1"
PLACE, DROP = "agenda.place/1", "agenda.drop/1"
CONTEST, CLEAR = "agenda.contest/1", "agenda.clear/1"
ADOPT, TAKE_UP = "agenda.adopt/1", "agenda.take/1"
ASK_FLOOR, GIVE_FLOOR, CLOSE_LIST = "floor.ask/1", "floor.give/1", "floor.close/1"
CLAIM_REPLY = "reply.claim/1"
ISSUE, CORRECT, SETTLE = "minutes.issue/1", "minutes.correct/1", "minutes.settle/1"
STRIKE = "words.strike/1"

STANDS = ": others stand"
"""Behind the name of an act: the move where others still contest the agenda."""


class Stage(enum.Enum):
    """Where a meeting stands."""

    CALLED = "called"
    OPEN = "open"
    SUSPENDED = "suspended"
    ADJOURNED = "adjourned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.CALLED: {
        OPEN: Stage.OPEN,
        CANCEL: Stage.CANCELLED,
        PRESENT: Stage.CALLED,
        VERIFY: Stage.CALLED,
    },
    Stage.OPEN: {
        PRESENT: Stage.OPEN,
        VERIFY: Stage.OPEN,
        TAKE_UP: Stage.OPEN,
        ASK_FLOOR: Stage.OPEN,
        GIVE_FLOOR: Stage.OPEN,
        CLOSE_LIST: Stage.OPEN,
        CLAIM_REPLY: Stage.OPEN,
        SUSPEND: Stage.SUSPENDED,
        ADJOURN: Stage.ADJOURNED,
        CLOSE: Stage.CLOSED,
    },
    Stage.SUSPENDED: {
        PRESENT: Stage.SUSPENDED,
        VERIFY: Stage.SUSPENDED,
        RESUME: Stage.OPEN,
        ADJOURN: Stage.ADJOURNED,
    },
    Stage.ADJOURNED: {
        PRESENT: Stage.ADJOURNED,
        VERIFY: Stage.ADJOURNED,
        RESUME: Stage.OPEN,
        CLOSE: Stage.CLOSED,
    },
    Stage.CLOSED: {},
    Stage.CANCELLED: {},
}
"""A meeting's stages. A suspension is a break; an adjournment is until another day."""

SITTING = frozenset({Stage.OPEN, Stage.SUSPENDED})
"""Stages in which a meeting sits, and no other can be opened."""


class Agenda(enum.Enum):
    """Where the agenda of a meeting stands."""

    PROVISIONAL = "provisional"
    CONTESTED = "contested"
    ADOPTED = "adopted"


AGENDA_MOVES: Mapping[Agenda, Mapping[str, Agenda]] = {
    Agenda.PROVISIONAL: {
        PLACE: Agenda.PROVISIONAL,
        DROP: Agenda.PROVISIONAL,
        CONTEST: Agenda.CONTESTED,
        ADOPT: Agenda.ADOPTED,
    },
    Agenda.CONTESTED: {
        PLACE: Agenda.CONTESTED,
        DROP: Agenda.CONTESTED,
        CONTEST: Agenda.CONTESTED,
        CLEAR: Agenda.PROVISIONAL,
        CLEAR + STANDS: Agenda.CONTESTED,
    },
    Agenda.ADOPTED: {},
}
"""An agenda's stages."""


class Minutes(enum.Enum):
    """Where the summary record of a meeting stands."""

    NONE = "not-issued"
    ISSUED = "issued"
    SETTLED = "settled"


MINUTES_MOVES: Mapping[Minutes, Mapping[str, Minutes]] = {
    Minutes.NONE: {ISSUE: Minutes.ISSUED},
    Minutes.ISSUED: {CORRECT: Minutes.ISSUED, SETTLE: Minutes.SETTLED},
    Minutes.SETTLED: {},
}
"""A summary record's stages."""


class Credential(enum.Enum):
    """Where the credentials of a delegation stand."""

    NONE = "not-presented"
    PRESENTED = "presented"
    IN_ORDER = "in-order"


CREDENTIAL_MOVES: Mapping[Credential, Mapping[str, Credential]] = {
    Credential.NONE: {PRESENT: Credential.PRESENTED},
    Credential.PRESENTED: {PRESENT: Credential.PRESENTED, VERIFY: Credential.IN_ORDER},
    Credential.IN_ORDER: {PRESENT: Credential.PRESENTED},
}
"""The stages of a delegation's credentials. Whoever has none in order speaks all the same."""


class Outcome(enum.Enum):
    """With what a meeting closes."""

    TEXT = "text"
    SUMMARY = "chairs-summary"
    PRESS = "press-line"
    NOTHING = "nothing"


@frozen(kw_only=True)
class Credentials:
    """Who speaks for a delegation at a meeting, and at what level."""

    head: str
    rank: Rank
    stage: Credential


@frozen(kw_only=True)
class Item:
    """An item of an agenda: its short name, its title, who placed it, in which meeting's agenda."""

    id: str
    meeting: str
    title: str
    by: str
    number: int


@frozen(kw_only=True)
class Meeting:
    """A meeting as it stands.

    Args:
        id: its short name.
        title: in a line.
        place: where, in words.
        opens: from when it can be opened.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that called it.
        called: time of the invitation, from which notice runs.
        until: when it goes on, where it was adjourned to a day; None else.
        agenda: where its agenda stands.
        items: of the agenda, in the order in which they were placed.
        contests: who objects to the agenda, to the number of the act.
        item: the one that is taken up; None for none.
        speakers: on the list, in the order in which they asked.
        closed_list: whether the list is closed for this item.
        floor: who has the floor; None for nobody.
        replies: rights of reply claimed on the item that is taken up.
        credentials: by delegation.
        outcome: with what it closed; None before.
        paper: the text or the decision that is its outcome; None for none.
        minutes: where its summary record stands.
        issued: time from which corrections can be made; None before.
        corrections: numbers of the acts that asked for one.
        presided: who presided at it so far, in whole or in part.
    """

    id: str
    title: str
    place: str
    opens: str
    stage: Stage = Stage.CALLED
    since: str
    number: int
    called: str
    until: str | None = None
    agenda: Agenda = Agenda.PROVISIONAL
    items: tuple[str, ...] = ()
    contests: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    item: str | None = None
    speakers: tuple[str, ...] = ()
    closed_list: bool = False
    floor: str | None = None
    replies: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    credentials: Map[str, Credentials] = Map()  # noqa: RUF009 - an immutable map
    outcome: Outcome | None = None
    paper: str | None = None
    minutes: Minutes = Minutes.NONE
    issued: str | None = None
    corrections: tuple[int, ...] = ()
    presided: tuple[str, ...] = ()


def presided(meeting: Meeting, chair: tuple[str, ...]) -> tuple[str, ...]:
    """Who presides at a meeting, and was not noted as presiding at it before."""
    return tuple(code for code in chair if code not in meeting.presided)
