"""The crisis desk: ask for an explanation, be answered by a clock, meet.

A party that has a security concern asks another for an explanation, before all. The other answers
within the hours that the charter gives. That no answer has been entered when these are over is a
date that is read off the moment; it is no stage, and it says nothing about why. The one that asked
may then ask for a meeting, of the two or of all; others may join it. The chair holds it within the
hours of the charter; if it does not, any party to it or the secretariat does. That the one that was
asked did not come stops nothing, and is recorded.

Consensus is needed to *conclude* measures, never to ask, to be answered or to meet. So no act of a
request but the recommendation rests on a decision, on a meeting of the forum, on the chair or on
what anybody else has done. Only who asked ends its own request.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

ASK, ANSWER = "request.ask/1", "request.answer/1"
CALL, JOIN, HOLD = "request.call/1", "request.join/1", "request.hold/1"
RECOMMEND, VISIT = "request.recommend/1", "request.visit/1"
CLOSE = "request.close/1"


class Stage(enum.Enum):
    """Where a request stands. Before it is made all is quiet, and there is none."""

    ASKED = "asked"
    ANSWERED = "answered"
    CALLED = "meeting-called"
    MET = "met"
    MEASURES = "measures"
    CLOSED = "closed"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.ASKED: {
        ANSWER: Stage.ANSWERED,
        CALL: Stage.CALLED,
        CLOSE: Stage.CLOSED,
    },
    Stage.ANSWERED: {
        ANSWER: Stage.ANSWERED,
        CALL: Stage.CALLED,
        CLOSE: Stage.CLOSED,
    },
    Stage.CALLED: {
        ANSWER: Stage.CALLED,
        JOIN: Stage.CALLED,
        HOLD: Stage.MET,
    },
    Stage.MET: {
        ANSWER: Stage.MET,
        CALL: Stage.CALLED,
        RECOMMEND: Stage.MEASURES,
        VISIT: Stage.MEASURES,
        CLOSE: Stage.CLOSED,
    },
    Stage.MEASURES: {
        ANSWER: Stage.MEASURES,
        CALL: Stage.CALLED,
        RECOMMEND: Stage.MEASURES,
        VISIT: Stage.MEASURES,
        CLOSE: Stage.CLOSED,
    },
    Stage.CLOSED: {},
}
"""A request's stages. From *asked* a meeting is called only once the time for an answer is over.

A meeting can be asked for again, so that nobody ends a request by entering one that was not held.
"""


class About(enum.Enum):
    """Of what sort that is which raises the concern, in words that are the same for every party."""

    LAUNCH = "launch"
    TEST = "test"
    EXERCISE = "exercise"
    INCIDENT = "incident"
    STATEMENT = "statement"
    ACTIVITY = "other-activity"


class Scope(enum.Enum):
    """Between whom a meeting is asked for."""

    TWO = "the-two"
    ALL = "all"


@frozen(kw_only=True)
class Answer:
    """That an answer was entered: when, and by which act."""

    by: str
    time: str
    number: int


@frozen(kw_only=True)
class Met:
    """A meeting that was held on a request.

    Args:
        by: who entered it.
        present: who was there.
        date: when it was held.
        number: of the act.
    """

    by: str
    present: tuple[str, ...]
    date: str
    number: int


@frozen(kw_only=True)
class Request:
    """A request for an explanation, as it stands.

    Args:
        id: its short name.
        by: who asks.
        to: who is asked.
        words: what is asked, and why, in the words of who asks.
        about: of what sort that is which raises the concern.
        date: when it was seen.
        place: where.
        stage: where it stands.
        since: time of the act that brought it there.
        asked: time of the act that made it.
        until: up to when an answer is awaited, that second included.
        number: of the act that made it.
        answers: in the order in which they were entered.
        scope: between whom a meeting is asked for; None before.
        called: time of the act that asked for it last; None before.
        meet: up to when the chair holds it, that second included; None before.
        joined: who joined the meeting that is asked for.
        met: meetings that were held.
        decisions: of the body, by which steps were recommended.
        visits: short names of those to which the party that was asked invited.
    """

    id: str
    by: str
    to: str
    words: str
    about: About
    date: str
    place: str
    stage: Stage = Stage.ASKED
    since: str
    asked: str
    until: str
    number: int
    answers: tuple[Answer, ...] = ()
    scope: Scope | None = None
    called: str | None = None
    meet: str | None = None
    joined: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    met: tuple[Met, ...] = ()
    decisions: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()

    def is_over(self, moment: str) -> bool:
        """Whether the time for an answer is over at a moment."""
        return moment > self.until

    def is_unanswered(self, moment: str) -> bool:
        """Whether that time is over and no answer is entered: a fact, read off the moment."""
        return not self.answers and self.is_over(moment)

    def is_late(self, answer: Answer) -> bool:
        """Whether an answer was entered after that time; what is shown of it is its date."""
        return answer.time > self.until

    def waits_no_longer(self, moment: str) -> bool:
        """Whether the time in which the chair holds the meeting is over."""
        return self.meet is not None and moment > self.meet

    def is_party(self, code: str) -> bool:
        """Whether somebody is a party to the meeting that is asked for."""
        return self.scope is Scope.ALL or code in (self.by, self.to) or code in self.joined
