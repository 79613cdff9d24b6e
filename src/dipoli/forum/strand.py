"""Bilateral channels: talks and summits beside the forum, registered here and not owned by it.

A party to such talks may register them: who takes part, since when, the rounds that were held, and
what came of them. The forum leads none of it, and nothing of it waits for the forum. Each party to
the talks gives its own account and its own name for them and for their outcomes; accounts stand
side by side. A third party enters nothing here. It can state its interest in a subject
(`dipoli.forum.interest`), and an outcome that touches one is marked from the data alone
(`dipoli.forum.marks`).

What two agreed can be locked in by all: an outcome names a decision of this forum that is in
effect, and, where that adopted a text, the clauses that hold it.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

from dipoli.forum.bodies import Rank

REGISTER, HOLD = "strand.register/1", "strand.hold/1"
OUTCOME, ACCOUNT = "strand.outcome/1", "strand.account/1"
PAUSE, RESUME, END = "strand.pause/1", "strand.resume/1", "strand.end/1"
READ, LOCK = "outcome.read/1", "strand.lock/1"


class Stage(enum.Enum):
    """Where talks stand, as a party to them entered it last."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.RUNNING: {
        HOLD: Stage.RUNNING,
        ACCOUNT: Stage.RUNNING,
        PAUSE: Stage.PAUSED,
        END: Stage.ENDED,
    },
    Stage.PAUSED: {
        ACCOUNT: Stage.PAUSED,
        RESUME: Stage.RUNNING,
        END: Stage.ENDED,
    },
    Stage.ENDED: {ACCOUNT: Stage.ENDED, RESUME: Stage.RUNNING},
}
"""The stages of talks. An outcome and an account can be entered at any time."""


class OutcomeStage(enum.Enum):
    """Where an outcome stands."""

    REGISTERED = "registered"
    LOCKED = "locked-in"


OUTCOME_MOVES: Mapping[OutcomeStage, Mapping[str, OutcomeStage]] = {
    OutcomeStage.REGISTERED: {READ: OutcomeStage.REGISTERED, LOCK: OutcomeStage.LOCKED},
    OutcomeStage.LOCKED: {READ: OutcomeStage.LOCKED},
}
"""An outcome's stages. What the forum locked in stays locked in."""


@frozen(kw_only=True)
class Account:
    """How one party tells it: its own name for it, its words, and the act."""

    name: str | None
    words: str | None
    number: int


@frozen(kw_only=True)
class Round:
    """A round of talks.

    Args:
        by: who entered it.
        words: of who entered it; None for none.
        date: when it was held.
        place: where.
        rank: at what level.
        number: of the act.
    """

    by: str
    words: str | None
    date: str
    place: str
    rank: Rank
    number: int


@frozen(kw_only=True)
class Strand:
    """Talks beside the forum, as they stand here.

    Args:
        id: their short name.
        title: as who registered them calls them.
        by: who registered them.
        parties: to the talks; one of them at least sits here.
        begun: since when they are held.
        source: where that can be read; None where nothing is said.
        stage: where they stand.
        since: time of the act that brought them there.
        number: of the act that registered them.
        rounds: by number of the act.
        outcomes: their short names, by number of the act that entered them.
        accounts: party to how it tells them.
    """

    id: str
    title: str
    by: str
    parties: tuple[str, ...]
    begun: str
    source: str | None
    stage: Stage = Stage.RUNNING
    since: str
    number: int
    rounds: Map[int, Round] = Map()  # noqa: RUF009 - an immutable map
    outcomes: Map[int, str] = Map()  # noqa: RUF009 - an immutable map
    accounts: Map[str, Account] = Map()  # noqa: RUF009 - an immutable map


@frozen(kw_only=True)
class Outcome:
    """What came of talks.

    Args:
        id: its short name.
        strand: of which talks.
        title: as who entered it calls it.
        by: who entered it.
        date: of the outcome.
        source: where it can be read.
        digest: of its text; None for none.
        subject: what it is about, in one word; None where that is not said.
        covers: parts of the subject; empty for the whole of it.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that entered it.
        accounts: party to how it reads it.
        decision: that locks it in; None before.
        clauses: of that decision's text that hold it.
    """

    id: str
    strand: str
    title: str
    by: str
    date: str
    source: str
    digest: bytes | None
    subject: str | None
    covers: tuple[str, ...]
    stage: OutcomeStage = OutcomeStage.REGISTERED
    since: str
    number: int
    accounts: Map[str, Account] = Map()  # noqa: RUF009 - an immutable map
    decision: str | None = None
    clauses: tuple[str, ...] = ()
