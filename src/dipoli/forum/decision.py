"""Decisions: the stages of a proposal, and what it carries from stage to stage.

Consensus is the absence of an objection that a member expresses and puts forward as an obstacle to
the decision. So nothing is counted: one objection stops a proposal, its withdrawal sets it free,
and speaking against it does neither. Objections are kept by who made them, since only they can
withdraw them; they are never counted by party.

Source: the table of consensus decisions and its invariants follow the practice of the Helsinki
process and its heirs; what is certain of it and what is not stands in docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

from dipoli.charter.rules import DecisionMode

TABLE, AMEND, PUT = "proposal.table/1", "proposal.amend/1", "proposal.put/1"
OBJECT, WITHDRAW_OBJECTION = "objection.raise/1", "objection.withdraw/1"
LAPSE_OBJECTION = "objection.lapse/1"
SPEAK, REFER, CONFIRM = "proposal.speak/1", "proposal.refer/1", "proposal.confirm/1"
ADOPT, LAPSE = "proposal.adopt/1", "proposal.lapse/1"
PARK, RESUME, WITHDRAW = "proposal.park/1", "proposal.resume/1", "proposal.withdraw/1"
EXCEPT = "proposal.except/1"
ATTACH = "statement.attach/1"
TAKE_EFFECT = "proposal.effect/1"
OPEN_SILENCE, BREAK_SILENCE = "silence.open/1", "silence.break/1"
CERTIFY_SILENCE, LAPSE_SILENCE = "silence.certify/1", "silence.lapse/1"

STANDS = ": others stand"
"""Behind the name of an act: the move where other objections still stand."""
CAPITALS = ": capitals awaited"
"""Behind the name of an act: the move where no objection is left, and capitals are awaited."""


class Stage(enum.Enum):
    """Where a proposal stands."""

    TABLED = "tabled"
    UNDER_DECISION = "under-decision"
    OBJECTED = "objected-to"
    REFERRED = "referred-to-capitals"
    UNDER_SILENCE = "under-silence"
    PARKED = "parked"
    ADOPTED = "adopted"
    ADOPTED_EXCEPT = "adopted-without-those-concerned"
    IN_EFFECT = "in-effect"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.TABLED: {
        AMEND: Stage.TABLED,
        PUT: Stage.UNDER_DECISION,
        OPEN_SILENCE: Stage.UNDER_SILENCE,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.UNDER_DECISION: {
        OBJECT: Stage.OBJECTED,
        SPEAK: Stage.UNDER_DECISION,
        REFER: Stage.REFERRED,
        ADOPT: Stage.ADOPTED,
    },
    Stage.OBJECTED: {
        OBJECT: Stage.OBJECTED,
        SPEAK: Stage.OBJECTED,
        WITHDRAW_OBJECTION: Stage.UNDER_DECISION,
        WITHDRAW_OBJECTION + STANDS: Stage.OBJECTED,
        WITHDRAW_OBJECTION + CAPITALS: Stage.REFERRED,
        LAPSE_OBJECTION: Stage.UNDER_DECISION,
        LAPSE_OBJECTION + STANDS: Stage.OBJECTED,
        LAPSE_OBJECTION + CAPITALS: Stage.REFERRED,
        EXCEPT: Stage.ADOPTED_EXCEPT,
        PARK: Stage.PARKED,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.REFERRED: {
        REFER: Stage.REFERRED,
        CONFIRM: Stage.REFERRED,
        OBJECT: Stage.OBJECTED,
        ADOPT: Stage.ADOPTED,
        LAPSE: Stage.LAPSED,
    },
    Stage.UNDER_SILENCE: {
        BREAK_SILENCE: Stage.TABLED,
        CERTIFY_SILENCE: Stage.ADOPTED,
        LAPSE_SILENCE: Stage.TABLED,
    },
    Stage.PARKED: {RESUME: Stage.TABLED},
    Stage.ADOPTED: {ATTACH: Stage.ADOPTED, TAKE_EFFECT: Stage.IN_EFFECT},
    Stage.ADOPTED_EXCEPT: {ATTACH: Stage.ADOPTED_EXCEPT, TAKE_EFFECT: Stage.IN_EFFECT},
    Stage.IN_EFFECT: {ATTACH: Stage.IN_EFFECT},
    Stage.LAPSED: {},
    Stage.WITHDRAWN: {},
}
"""A proposal's stages: in each, which acts move it where. Final stages have an empty row.

Two things that the table of practice leaves open: where capitals are still to answer, a proposal to
which nobody objects any more waits for them again; and a silence that ended and cannot be found to
have held, since the text did not reach everybody, leaves the proposal on the table.
"""

DECIDED = frozenset({Stage.ADOPTED, Stage.ADOPTED_EXCEPT, Stage.IN_EFFECT})
"""Stages in which the decision has been taken."""
_DECIDED = tuple(DECIDED)
_OVER = (Stage.LAPSED, Stage.WITHDRAWN)
"""Tuples: a stage is looked up in a short one faster than in a set, at every act."""


class Purpose(enum.Enum):
    """What a proposal, once adopted, decides."""

    TEXT = "text"
    MEASURE = "measure"
    ADMIT = "admit"
    SUSPEND = "suspend"
    RESTORE = "restore"
    LEVEL = "level"
    LEAVE = "leave-for-silence"
    STRIKE = "strike-words"
    BODY = "body"
    LINK = "link"


class Reason(enum.Enum):
    """Of what class the reason of an objection is; the reason itself may stay unsaid."""

    SUBSTANCE = "substance"
    PROCEDURE = "procedure"
    INSTRUCTIONS = "instructions-pending"
    LANGUAGE = "language-version"
    UNSAID = "not-stated"


class Annex(enum.Enum):
    """What a member attaches to a decision, without changing it."""

    RESERVATION = "reservation"
    INTERPRETATION = "interpretative-statement"
    DISSOCIATION = "dissociation"


@frozen(kw_only=True)
class Objection:
    """An objection that stands: its class of reason, and the act that made it."""

    reason: Reason
    number: int


@frozen(kw_only=True)
class Claim:
    """A claim that a party or body is needed: who claims it, from which source.

    Args:
        by: who claims it.
        source: on what it rests, in words.
        number: of the act.
        met: number of the act that met it; for those whose consent at home is needed.
    """

    by: str
    source: str
    number: int
    met: int | None = None


@frozen(kw_only=True)
class Statement:
    """What a member attached to a decision."""

    by: str
    annex: Annex
    number: int


@frozen(kw_only=True)
class Proposal:
    """A proposal as it stands.

    Args:
        id: its short name.
        title: in a line.
        purpose: what it decides.
        subject: what it is about: a text, a party, a body; None for none.
        sponsor: who tabled it.
        mode: how it is decided; stricter than is usual here, or as is usual.
        named: whose consent is asked by name: they sit here with a voice, and do not object.
        basket: to which it belongs; None for none.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that tabled it.
        tabled: time from which notice runs.
        version: how often it was amended, from 1.
        waived: whether the notice was waived.
        objections: those that stand, by who made them.
        referred: seats that asked their capital; True once it confirmed.
        until: time by which capitals answer; None for none.
        concerned: those left aside in a decision without them.
        out: those who stay out of taking part.
        adopted: time of adoption; None before.
        taken: number of the act by which it was adopted; None before.
        statements: attached ones, in order.
        necessary: parties without whom it is not adopted, each a claim.
        ratifiers: bodies without whom it takes no effect, each a claim.
        effective: day from which it takes effect at the earliest; None for at once.
        frozen: digest of its text, in all languages, from the time it is before the body; None
            while it is not, and where it is about no text.
    """

    id: str
    title: str
    purpose: Purpose
    subject: str | None
    sponsor: str
    mode: DecisionMode
    named: tuple[str, ...] = ()
    basket: str | None
    stage: Stage = Stage.TABLED
    since: str
    number: int
    tabled: str
    version: int = 1
    waived: bool = False
    objections: Map[str, Objection] = Map()  # noqa: RUF009 - an immutable map
    referred: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map
    until: str | None = None
    concerned: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    adopted: str | None = None
    taken: int | None = None
    statements: tuple[Statement, ...] = ()
    necessary: Map[str, Claim] = Map()  # noqa: RUF009 - an immutable map
    ratifiers: Map[str, Claim] = Map()  # noqa: RUF009 - an immutable map
    effective: str | None = None
    frozen: bytes | None = None

    @property
    def is_unsettled(self) -> bool:
        """Whether the decision is still to be taken, or a consent at home is awaited after it."""
        if self.stage in _DECIDED:
            return any(claim.met is None for claim in self.ratifiers.values())
        return self.stage not in _OVER

    def by_those_named(self, usual: DecisionMode) -> bool:
        """Whether those named decide alone: where that is the charter's own way of deciding.

        Elsewhere a proposal that names members asks for more than is usual, never for less: every
        member with a voice may object to it as well.
        """
        return usual is self.mode is DecisionMode.UNANIMITY
