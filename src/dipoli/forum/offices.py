"""Good offices: a mediator speaks with each party apart; a message says how far it may go.

Each party has a circle of its own with the mediator, and nobody else has a place in it. A message
is marked *for you alone*, *as your own idea*, or *you may convey*. The first does not leave. What
is marked with the second may be said in another circle as the mediator's own idea: the act there
cites nothing, and holds nothing by which its source could be found. What is marked with the third
may be carried word for word, with the leaf hash of the message, so that who gets it can have it
proved.

An idea that the mediator itself had is put by the same act, in the same form, as one that came from
a party. So who reads it cannot tell from the record which of the two it is.

*What binds.* The rules of a circle read one record. They hold the marks: who may set one, that one
is widened at any time, and is narrowed only as far as nothing was conveyed by it. What binds
between circles is asked by the mediator's own program before anything is signed, and can be asked
again by whoever holds both records (`dipoli.forum.offices_across`). That the mediator says nothing
of it in another way, no program can see to.

Source: docs/explanation/practice.md, good offices; docs/explanation/good-offices.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen
from immutables import Map

OPEN, ACCEPT, END = "offices.open/1", "offices.accept/1", "offices.end/1"
SEND, MARK = "message.send/1", "message.mark/1"
CONVEY, TELL = "message.convey/1", "message.conveyed/1"


class Stage(enum.Enum):
    """Where good offices stand, in the circle of one party."""

    OFFERED = "offered"
    OPEN = "open"
    ENDED = "ended"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.OFFERED: {ACCEPT: Stage.OPEN, END: Stage.ENDED},
    Stage.OPEN: {END: Stage.ENDED},
    Stage.ENDED: {},
}
"""Their stages: one of the two opens them, the other accepts, either ends them at any time."""


class Carriage(enum.Enum):
    """Where a message stands."""

    SENT = "sent"
    CONVEYED = "conveyed"
    CARRIED = "carried-here"


CARRIAGE_MOVES: Mapping[Carriage, Mapping[str, Carriage]] = {
    Carriage.SENT: {MARK: Carriage.SENT, TELL: Carriage.CONVEYED},
    Carriage.CONVEYED: {MARK: Carriage.CONVEYED, TELL: Carriage.CONVEYED},
    Carriage.CARRIED: {},
}
"""Stages of a message: where it was sent, and where the mediator carried it to."""


class Leave(enum.Enum):
    """How a message is marked: how far its author lets it go."""

    ALONE = "for-you-alone"
    IDEA = "as-your-own-idea"
    CONVEY = "you-may-convey"


class How(enum.Enum):
    """How the mediator carried something."""

    IDEA = "as-the-mediators-own-idea"
    SOURCE = "with-its-source"


WIDTH: Mapping[Leave, int] = MappingProxyType({Leave.ALONE: 0, Leave.IDEA: 1, Leave.CONVEY: 2})
"""How far each mark reaches: a wider one holds all that a narrower one does."""

NEEDS: Mapping[How, Leave] = MappingProxyType({How.IDEA: Leave.IDEA, How.SOURCE: Leave.CONVEY})
"""The narrowest mark under which something is carried so."""


@frozen(kw_only=True)
class GoodOffices:
    """Good offices between a mediator and one party.

    Args:
        id: short name.
        words: what they are about, in the words of who opened them.
        mediator: code of the mediator.
        party: code of the party.
        by: which of the two opened them.
        number: of that act.
        stage: where they stand.
        since: time of the act that brought them there.
        cited: leaf hash of a message of another circle, to the message here that carries it.
    """

    id: str
    words: str
    mediator: str
    party: str
    by: str
    number: int
    stage: Stage = Stage.OFFERED
    since: str
    cited: Map[str, str] = Map()  # noqa: RUF009 - an immutable map

    @property
    def two(self) -> tuple[str, str]:
        """The two between whom they are."""
        return self.mediator, self.party


@frozen(kw_only=True)
class Marked:
    """A mark, and since when a message has it."""

    since: str
    mark: Leave


@frozen(kw_only=True)
class Told:
    """That a message was conveyed, as its author was told: to whom, how, on which day."""

    to: str
    how: How
    day: str
    words: str | None


@frozen(kw_only=True)
class Message:
    """A message in the circle of a mediator and one party.

    Args:
        id: short name.
        offices: of which good offices.
        words: what it says.
        by: who entered it; of one that was carried here, the mediator.
        number: of that act.
        leaf: its leaf hash, by which it is cited elsewhere.
        sent: time of that act.
        marks: each mark that it had, the present one last; none where it was carried here.
        to: parties that it may reach; empty for any to whom the mediator speaks.
        answers: the message here that it answers; None for none.
        answered: the last message that answers it; None for none.
        source: of one that was carried here with its source: the leaf hash of that; else None.
        from_: whose message that is; None without a source.
        told: what its author was told of its being conveyed, in the order of telling.
        stage: where it stands.
    """

    id: str
    offices: str
    words: str
    by: str
    number: int
    leaf: bytes
    sent: str
    marks: tuple[Marked, ...] = ()
    to: tuple[str, ...] = ()
    answers: str | None = None
    answered: str | None = None
    source: bytes | None = None
    from_: str | None = None
    told: tuple[Told, ...] = ()
    stage: Carriage = Carriage.SENT

    @property
    def mark(self) -> Leave | None:
        """How far it may go now; None where it was carried here, and is not its author's."""
        return self.marks[-1].mark if self.marks else None

    @property
    def floor(self) -> Leave:
        """How far it went, as its author was told: the mark is not narrowed below that."""
        went = (NEEDS[one.how] for one in self.told)
        return max(went, key=WIDTH.__getitem__, default=Leave.ALONE)

    def reaches(self, party: str) -> bool:
        """Whether its author lets it reach a party, as far as parties go."""
        return not self.to or party in self.to

    def was_let(self, how: How, start: str, end: str) -> bool:
        """Whether its mark let it be carried so at any moment of a span of time.

        Args:
            how: it would be carried.
            start: the first moment of the span.
            end: the last one, that second included.
        """
        ends = (*(one.since for one in self.marks[1:]), end)
        return any(
            WIDTH[one.mark] >= WIDTH[NEEDS[how]] and one.since <= end and start <= until
            for one, until in zip(self.marks, ends, strict=False)
        )
