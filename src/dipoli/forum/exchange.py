"""Exchange rounds: stages, and the returns that stay sealed until all who hand one in may read.

A round names the seats that are asked for a return, the seats whose nodes hold shares of each, and
its condition: who must have handed one in, by when, and what becomes of the round otherwise. All
of that stands in the announcement, before anybody hands in anything.

A return counts once so many nodes have found their share of it good as open it (`Return.is_held`).
When the condition is met, all returns that are held are released by one act, at one instant, to
those who handed one in; who handed in nothing reads nothing. One that comes later can be released
later, in both directions: what shows of its being late is its date, and nothing else.

Closing a round stops no shares: what was released can be opened for ever after.

Source: docs/explanation/practice.md: the exchange at one meeting; sealed release at one instant is
a choice of this program. The cipher is `dipoli.record.sealed_return`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

ANNOUNCE, OPEN, LAPSE = "exchange.announce/1", "exchange.open/1", "exchange.lapse/1"
SUBMIT, HOLD = "exchange.submit/1", "exchange.hold/1"
RELEASE, SHARE, SERVE = "exchange.release/1", "exchange.share/1", "exchange.serve/1"
ASK, ANSWER, CLOSE = "exchange.ask/1", "exchange.answer/1", "exchange.close/1"

WAITING = ": others wait"
"""Behind the name of an act: the move where other questions have no answer yet."""

LEAST = 2
"""A return is opened by two shares at least, and a round has two seats at least."""


class Stage(enum.Enum):
    """Where a round stands."""

    ANNOUNCED = "announced"
    OPEN = "window-open"
    RELEASED = "released"
    QUESTIONS = "questions"
    CLARIFIED = "clarified"
    CLOSED = "closed"
    LAPSED = "lapsed"


def _after(stage: Stage, close: Stage = Stage.CLOSED) -> dict[str, Stage]:
    """What goes on after the release, at every stage."""
    same = dict.fromkeys((SUBMIT, HOLD, RELEASE, SHARE, SERVE), stage)
    return {**same, ASK: Stage.QUESTIONS, CLOSE: close}


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.ANNOUNCED: {OPEN: Stage.OPEN, LAPSE: Stage.LAPSED},
    Stage.OPEN: {
        SUBMIT: Stage.OPEN,
        HOLD: Stage.OPEN,
        RELEASE: Stage.RELEASED,
        LAPSE: Stage.LAPSED,
    },
    Stage.RELEASED: _after(Stage.RELEASED),
    Stage.QUESTIONS: {
        **_after(Stage.QUESTIONS),
        ANSWER: Stage.CLARIFIED,
        ANSWER + WAITING: Stage.QUESTIONS,
    },
    Stage.CLARIFIED: _after(Stage.CLARIFIED),
    Stage.CLOSED: {SHARE: Stage.CLOSED, SERVE: Stage.CLOSED},
    Stage.LAPSED: {},
}
"""A round's stages. Nobody can keep a return from those to whom it was released by closing."""


class Otherwise(enum.Enum):
    """What becomes of a round whose condition is not met by its deadline."""

    LAPSES = "lapses"
    AMONG = "released-among-those"


@frozen(kw_only=True)
class Return:
    """A return as it was handed in. What it says is in the record, sealed.

    Args:
        by: whose it is, by the code under which it was sealed.
        number: of the act.
        leaf: of the act.
        time: of the act.
        reader: public key by which its author reads the others' returns.
        holders: codes of those to whose nodes its shares are sealed.
        needed: how many shares open it.
        held: holders that found their share good.
        released: number of the act by which it was released; None before.
    """

    by: str
    number: int
    leaf: bytes
    time: str
    reader: bytes
    holders: tuple[str, ...]
    needed: int
    held: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map
    released: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether so many holders found their share good as open it."""
        return len(self.held) >= self.needed


@frozen(kw_only=True)
class Question:
    """A question about a return.

    Args:
        by: who asks.
        to: who is asked.
        answered: number of the act that answered; None before.
    """

    by: str
    to: str
    answered: int | None = None


@frozen(kw_only=True)
class Round:
    """One exchange round.

    Args:
        id: short name.
        title: what is exchanged.
        by: who announced it.
        measure: short name of the measure that asks for it; None for none.
        named: seats that are asked for a return.
        holders: seats whose nodes hold shares.
        least: how many returns are enough; None where each seat that is named must hand one in.
        otherwise: what becomes of it where that is not met.
        opens: from when returns are handed in.
        until: up to when, that second included.
        number: of the announcement.
        leaf: of the announcement.
        stage: where it stands.
        returns: by the code of the seat.
        released: number of the first act of release; None before.
        given: holder and reader, to the number of the act by which shares were given last.
        gave: number of each act by which shares were given, to the holder.
        questions: by the number of the act.
        served: seats on paper that got what was released, to the date of the note.
    """

    id: str
    title: str
    by: str
    measure: str | None
    named: tuple[str, ...]
    holders: tuple[str, ...]
    least: int | None
    otherwise: Otherwise
    opens: str
    until: str
    number: int
    leaf: bytes
    stage: Stage = Stage.ANNOUNCED
    returns: Map[str, Return] = Map()  # noqa: RUF009 - an immutable map
    released: int | None = None
    given: Map[tuple[str, str], int] = Map()  # noqa: RUF009 - an immutable map
    gave: Map[int, str] = Map()  # noqa: RUF009 - an immutable map
    questions: Map[int, Question] = Map()  # noqa: RUF009 - an immutable map
    served: Map[str, str] = Map()  # noqa: RUF009 - an immutable map

    def is_late(self, one: Return) -> bool:
        """Whether a return came after the deadline, or after the others were released."""
        after = self.released is not None and one.number > self.released
        return after or one.time > self.until

    def in_time(self) -> tuple[str, ...]:
        """Seats whose return is held and came in time, in the order in which they are named."""
        found = ((code, self.returns.get(code)) for code in self.named)
        return tuple(code for code, one in found if one and one.is_held and not self.is_late(one))

    def is_met(self, moment: str) -> bool:
        """Whether the condition of the round is met at a moment."""
        counted = len(self.in_time())
        if counted == len(self.named):
            return True
        if moment <= self.until:
            return False
        least = len(self.named) if self.least is None else self.least
        return counted >= (LEAST if self.otherwise is Otherwise.AMONG else least)


def shares_needed(percent: int, holders: int) -> int:
    """How many shares open a return: so many in a hundred of its holders, rounded up; two at least.

    Args:
        percent: as the charter has it.
        holders: how many hold shares of the return.
    """
    return max(LEAST, -(-holders * percent // 100))
