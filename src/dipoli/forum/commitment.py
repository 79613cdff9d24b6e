"""Commitments: what a party has undertaken, what became of it, and what each side says of that.

A party commits itself, and nobody commits another. What stands in the text of a decision in effect
may be *registered* by the chair or the secretariat, with the decision and the clauses named: the
decision binds as its text says, and the entry is a reading of it. Each owner confirms the entry, or
says that it does not read the decision so; both stay to be seen. That an owner has said nothing
stops nobody from saying how the matter stands.

Evidence comes from the owner. Owners and recipients each say how it stands, in their own words, and
their views stand side by side. That views differ is a dispute: it is read off them, and is no act.
A verifier is agreed once every recipient has accepted the commitment with it. "Broken" is said only
where both sides, or the agreed verifier, say so (`dipoli.forum.commitment_told`).

When it is due is a date, or so many hours from an event. That a date has passed is read off the
moment; no timer moves a stage. An owner may suspend its commitment clause by clause, with a reason,
and resume. It cannot end alone what it owes to others: those to whom it is owed release it, or
accept another in its place.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

MAKE, REGISTER = "commitment.make/1", "commitment.register/1"
CONFIRM, DECLINE = "commitment.confirm/1", "commitment.decline/1"
ACCEPT, PAIR = "commitment.accept/1", "commitment.pair/1"
EVIDENCE, ASSESS = "commitment.evidence/1", "commitment.assess/1"
FIND, FULFIL = "commitment.find/1", "commitment.fulfil/1"
SUSPEND, RESUME = "commitment.suspend/1", "commitment.resume/1"
LAPSE, RELEASE = "commitment.lapse/1", "commitment.release/1"
SUPERSEDE, WITHDRAW = "commitment.supersede/1", "commitment.withdraw/1"

AWAITED = ": others awaited"
"""Behind the name of an act: the move where other owners have not confirmed."""
HOLD = ": others hold it"
"""Behind the name of an act: the move where others to whom it is owed have not let it go."""


class Stage(enum.Enum):
    """Where a commitment stands."""

    AWAITED = "awaits-its-owners"
    DECLINED = "not-read-so-by-an-owner"
    STANDING = "standing"
    FULFILLED = "fulfilled"
    LAPSED = "lapsed"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    WITHDRAWN = "taken-back"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.AWAITED: {
        CONFIRM: Stage.STANDING,
        CONFIRM + AWAITED: Stage.AWAITED,
        DECLINE: Stage.DECLINED,
        EVIDENCE: Stage.AWAITED,
        ASSESS: Stage.AWAITED,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.DECLINED: {
        CONFIRM: Stage.STANDING,
        CONFIRM + AWAITED: Stage.AWAITED,
        EVIDENCE: Stage.DECLINED,
        ASSESS: Stage.DECLINED,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.STANDING: {
        ACCEPT: Stage.STANDING,
        PAIR: Stage.STANDING,
        EVIDENCE: Stage.STANDING,
        ASSESS: Stage.STANDING,
        FIND: Stage.STANDING,
        SUSPEND: Stage.STANDING,
        RESUME: Stage.STANDING,
        FULFIL: Stage.FULFILLED,
        LAPSE: Stage.LAPSED,
        RELEASE: Stage.RELEASED,
        RELEASE + HOLD: Stage.STANDING,
        SUPERSEDE: Stage.SUPERSEDED,
        SUPERSEDE + HOLD: Stage.STANDING,
        WITHDRAW: Stage.WITHDRAWN,
        WITHDRAW + HOLD: Stage.STANDING,
    },
    Stage.FULFILLED: {
        EVIDENCE: Stage.FULFILLED,
        ASSESS: Stage.FULFILLED,
        FIND: Stage.FULFILLED,
    },
    Stage.LAPSED: {
        EVIDENCE: Stage.LAPSED,
        ASSESS: Stage.LAPSED,
        FIND: Stage.LAPSED,
    },
    Stage.RELEASED: {},
    Stage.SUPERSEDED: {},
    Stage.WITHDRAWN: {},
}
"""A commitment's stages. Views can be given also of one that was found fulfilled, or lapsed."""


class PartStage(enum.Enum):
    """Where a clause of a commitment stands, for one owner."""

    RUNNING = "running"
    SUSPENDED = "suspended"


PART_MOVES: Mapping[PartStage, Mapping[str, PartStage]] = {
    PartStage.RUNNING: {SUSPEND: PartStage.SUSPENDED},
    PartStage.SUSPENDED: {RESUME: PartStage.RUNNING},
}
"""The stages of a clause, or of the whole, for each owner."""


class Event(enum.Enum):
    """From which event the time of a commitment runs."""

    DECISION = "decision-in-effect"
    MEETING = "meeting-opened"
    COMMITMENT = "commitment-fulfilled"


SORT_OF: Mapping[Event, str] = {
    Event.DECISION: "proposal",
    Event.MEETING: "meeting",
    Event.COMMITMENT: "commitment",
}
"""Of what sort the object of an event is."""


class Sense(enum.Enum):
    """Whether one undertakes to do something, or not to do it."""

    DO = "to-do"
    REFRAIN = "not-to-do"


class Verdict(enum.Enum):
    """How a side, or a verifier, says that a commitment stands."""

    FULFILLED = "fulfilled"
    PART = "in-part"
    NOT = "not-fulfilled"
    UNKNOWN = "cannot-say"


@frozen(kw_only=True)
class Evidence:
    """What an owner gave as evidence: in words, by a digest, or both.

    Args:
        by: who gave it.
        words: what it says; None where there is a digest alone.
        digest: of a paper; None for none.
        part: number of the clause that it is about; None for the whole.
        time: of the act.
        number: of the act.
    """

    by: str
    words: str | None
    digest: bytes | None
    part: int | None
    time: str
    number: int


@frozen(kw_only=True)
class Assessment:
    """How one side, or the verifier, says that it stands.

    Args:
        verdict: in one of four words.
        words: in its own.
        by: who said so, which a successor of the seat may not be.
        source: on what a finding rests; None for a side's own view.
        time: of the act.
        number: of the act.
    """

    verdict: Verdict
    words: str
    by: str
    source: str | None = None
    time: str
    number: int


@frozen(kw_only=True)
class Suspension:
    """That an owner suspended a clause, or the whole: why, and since when."""

    reason: str
    time: str
    number: int


@frozen(kw_only=True)
class Commitment:
    """A commitment as it stands.

    Args:
        id: its short name.
        words: what is undertaken.
        owners: who undertakes it.
        recipients: to whom it is owed; empty for nobody in particular.
        by: who made or registered it.
        registered: whether it was registered from a decision, and not made by an owner.
        decision: on which it rests; None where it is declared alone.
        clauses: of the decision's text, on which it rests.
        parts: its own clauses, in words; empty where it has one alone.
        sense: to do, or not to do; None where that is not said.
        subject: what it is about, in one word; None where that is not said.
        covers: parts of the subject; empty for the whole of it.
        due: the date by which it is done; None for none, or where it runs from an event.
        hours: from the event; None without one.
        event: from which the time runs; None without one.
        of: the object of the event.
        starts: from when it holds; None for from the time it was made.
        until: up to when it holds; None for no end.
        foreseen: what evidence is foreseen.
        verifier: seat that verifies; None for none.
        agency: body without a seat that verifies; None for none.
        approval: what approval at home it needs, in words.
        funder: who pays for it, in words.
        exemption: what exemption it needs, in words.
        stage: where it stands.
        since: time of the act that brought it there.
        made: time of the act that made it.
        number: of that act.
        confirmed: owners that answered; True where they confirmed.
        accepted: recipients that accepted it, with its verifier, to the number of the act.
        pair: the other of a reciprocal pair, as an owner of this one has named it.
        evidence: by number of the act.
        said: side to how it says that it stands.
        found: what the verifier finds; None before.
        suspended: number of a clause, 0 for the whole, and owner, to the suspension.
        let: who let it go, to the one that supersedes it; empty where it was released.
    """

    id: str
    words: str
    owners: tuple[str, ...]
    recipients: tuple[str, ...]
    by: str
    registered: bool
    decision: str | None
    clauses: tuple[str, ...]
    parts: tuple[str, ...]
    sense: Sense | None
    subject: str | None
    covers: tuple[str, ...]
    due: str | None
    hours: int | None
    event: Event | None
    of: str | None
    starts: str | None
    until: str | None
    foreseen: str | None
    verifier: str | None
    agency: str | None
    approval: str | None
    funder: str | None
    exemption: str | None
    stage: Stage
    since: str
    made: str
    number: int
    confirmed: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map
    accepted: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
    pair: str | None = None
    evidence: Map[int, Evidence] = Map()  # noqa: RUF009 - an immutable map
    said: Map[str, Assessment] = Map()  # noqa: RUF009 - an immutable map
    found: Assessment | None = None
    suspended: Map[tuple[int, str], Suspension] = Map()  # noqa: RUF009 - an immutable map
    let: Map[str, str] = Map()  # noqa: RUF009 - an immutable map

    @property
    def sides(self) -> tuple[str, ...]:
        """Everybody whose commitment it is or to whom it is owed."""
        return (*self.owners, *self.recipients)

    @property
    def holders(self) -> tuple[str, ...]:
        """Who can let it go: those to whom it is owed; its owners where it is owed to nobody."""
        return self.recipients or self.owners

    @property
    def verifier_agreed(self) -> bool:
        """Whether there is a verifier, and every recipient accepted the commitment with it."""
        named = self.verifier is not None or self.agency is not None
        return named and all(code in self.accepted for code in self.recipients)

    @property
    def rests_on_text(self) -> bool:
        """Whether it can be spoken of before its owners answer, since a decision has it."""
        return self.registered or self.stage not in (Stage.AWAITED, Stage.DECLINED)

    @property
    def whole_suspended(self) -> bool:
        """Whether each owner suspended the whole, or every clause of it."""
        if not self.suspended:
            return False
        every = range(1, len(self.parts) + 1)
        return all(
            (0, code) in self.suspended
            or (bool(self.parts) and all((part, code) in self.suspended for part in every))
            for code in self.owners
        )

    @property
    def runs(self) -> bool:
        """Whether it stands, and is not suspended as a whole."""
        return self.stage is Stage.STANDING and not self.whole_suspended
