"""Texts: a paper, its clauses, what holds each clause open, and in which languages it stands.

A text that is negotiated is not one string that the last writer owns. It is a row of clauses, each
with the wordings that were put forward, the brackets in it, and who holds each of them. A bracket
falls when its holders lift it, and in no other way: a new wording carries the brackets along, and
an alternative that is taken leaves the former wording beside it as an alternative. So nobody's
words are overwritten. What was agreed can be re-opened; that is counted per text, never by party.

The words of a text have a version, from 1. An amendment names the version against which it was
written (`dipoli.forum.rebase`). While a proposal about a text is before the body, no word moves.

Source: the table of clauses follows the practice of texts under negotiation; four rows that it
leaves open are marked below. See docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

from dipoli.told import tell

TABLE, WITHDRAW = "text.table/1", "text.withdraw/1"
PEN, FACILITATE = "text.pen/1", "text.facilitate/1"
HEADNOTE, LIFT_HEADNOTE = "text.bracket/1", "text.lift/1"
LANGUAGE, AUTHENTICATE = "text.language/1", "text.authenticate/1"
QUESTION = "text.question/1"
WITHOUT_PREJUDICE = "text.without-prejudice/1"
PROPOSE = "clause.propose/1"
BRACKET, LIFT = "clause.bracket/1", "clause.lift/1"
ALTERNATIVE, DROP = "clause.alternative/1", "clause.drop/1"
SUPPORT, LEAVE = "clause.support/1", "clause.leave/1"
TAKE, REVISE = "clause.take/1", "clause.revise/1"
CLEAN, AGREE = "clause.clean/1", "clause.agree/1"
CONFIRM, REOPEN = "clause.confirm/1", "clause.reopen/1"
BRIDGE = "clause.bridge/1"
AMEND, TAKE_AMENDMENT = "amendment.propose/1", "amendment.take/1"
WITHDRAW_AMENDMENT = "amendment.withdraw/1"

STANDS = ": others stand"
"""Behind the name of an act: the move where something else still holds the clause open."""
AWAITED = ": others awaited"
"""Behind the name of an act: the move where other capitals have not confirmed."""
DECIDED = "text decided"
"""The move of a text when a decision about it has been taken."""


class Kind(enum.Enum):
    """What sort of paper a text is."""

    NON_PAPER = "non-paper"
    FOOD = "food-for-thought"
    WORKING = "working-paper"
    INFORMAL = "informal-note"
    FACILITATORS = "co-facilitators-text"
    CHAIR = "chairs-text"
    ROOM = "conference-room-paper"
    LIMITED = "l-document"
    SINGLE = "single-negotiating-text"


TOLD: Mapping[Kind, str] = {
    Kind.NON_PAPER: tell("non-paper"),
    Kind.FOOD: tell("food for thought"),
    Kind.WORKING: tell("working paper"),
    Kind.INFORMAL: tell("informal note"),
    Kind.FACILITATORS: tell("co-facilitators' text"),
    Kind.CHAIR: tell("chair's text, under the chair's own responsibility"),
    Kind.ROOM: tell("conference room paper"),
    Kind.LIMITED: tell("L. document"),
    Kind.SINGLE: tell("single negotiating text"),
}
"""How each kind is named on a text."""

NO_STATUS = frozenset({Kind.NON_PAPER})
"""Papers without status: they show no author, and are not put to the body."""

FROM_THE_CHAIR = frozenset({Kind.FACILITATORS, Kind.CHAIR})
"""Papers that the chair issues."""


class Stage(enum.Enum):
    """Where a text stands."""

    OPEN = "open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.OPEN: {
        PEN: Stage.OPEN,
        FACILITATE: Stage.OPEN,
        HEADNOTE: Stage.OPEN,
        LIFT_HEADNOTE: Stage.OPEN,
        LANGUAGE: Stage.OPEN,
        AUTHENTICATE: Stage.OPEN,
        QUESTION: Stage.OPEN,
        WITHOUT_PREJUDICE: Stage.OPEN,
        WITHDRAW: Stage.WITHDRAWN,
        DECIDED: Stage.DECIDED,
    },
    Stage.DECIDED: {},
    Stage.WITHDRAWN: {},
}
"""A text's stages."""


class ClauseStage(enum.Enum):
    """Where a clause stands."""

    PROPOSED = "proposed"
    BRACKETED = "bracketed"
    CLEAN = "clean"
    AD_REF = "agreed-ad-referendum"
    AGREED = "agreed"


CLAUSE_MOVES: Mapping[ClauseStage, Mapping[str, ClauseStage]] = {
    ClauseStage.PROPOSED: {
        BRACKET: ClauseStage.BRACKETED,
        ALTERNATIVE: ClauseStage.BRACKETED,
        SUPPORT: ClauseStage.PROPOSED,
        LEAVE: ClauseStage.PROPOSED,
        REVISE: ClauseStage.PROPOSED,
        TAKE_AMENDMENT: ClauseStage.PROPOSED,
        TAKE: ClauseStage.BRACKETED,
        CLEAN: ClauseStage.CLEAN,
        BRIDGE: ClauseStage.PROPOSED,
    },
    ClauseStage.BRACKETED: {
        BRACKET: ClauseStage.BRACKETED,
        ALTERNATIVE: ClauseStage.BRACKETED,
        SUPPORT: ClauseStage.BRACKETED,
        LEAVE: ClauseStage.BRACKETED,
        LIFT: ClauseStage.CLEAN,
        LIFT + STANDS: ClauseStage.BRACKETED,
        DROP: ClauseStage.CLEAN,
        DROP + STANDS: ClauseStage.BRACKETED,
        REVISE: ClauseStage.BRACKETED,
        TAKE_AMENDMENT: ClauseStage.BRACKETED,
        TAKE: ClauseStage.BRACKETED,
        CLEAN: ClauseStage.CLEAN,
        BRIDGE: ClauseStage.BRACKETED,
    },
    ClauseStage.CLEAN: {
        BRACKET: ClauseStage.BRACKETED,
        ALTERNATIVE: ClauseStage.BRACKETED,
        REVISE: ClauseStage.PROPOSED,
        TAKE_AMENDMENT: ClauseStage.PROPOSED,
        AGREE: ClauseStage.AD_REF,
        BRIDGE: ClauseStage.CLEAN,
    },
    ClauseStage.AD_REF: {
        CONFIRM: ClauseStage.AGREED,
        CONFIRM + AWAITED: ClauseStage.AD_REF,
        REOPEN: ClauseStage.BRACKETED,
        BRIDGE: ClauseStage.AD_REF,
    },
    ClauseStage.AGREED: {REOPEN: ClauseStage.BRACKETED, BRIDGE: ClauseStage.AGREED},
}
"""A clause's stages.

Four things that the table of practice leaves open: a clause that nobody brackets becomes clean by
the chair's finding; a clean clause can be bracketed (how else would a seat object to agreeing it?);
a new wording makes a clean clause a proposed one; and what was agreed ad referendum can be
re-opened, since a capital may say no.
"""

SETTLED = frozenset({ClauseStage.AD_REF, ClauseStage.AGREED})
"""Stages in which a clause counts as agreed, where everything must be."""


class AmendmentStage(enum.Enum):
    """Where an amendment stands."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


AMENDMENT_MOVES: Mapping[AmendmentStage, Mapping[str, AmendmentStage]] = {
    AmendmentStage.PROPOSED: {
        TAKE_AMENDMENT: AmendmentStage.TAKEN,
        WITHDRAW_AMENDMENT: AmendmentStage.WITHDRAWN,
    },
    AmendmentStage.TAKEN: {},
    AmendmentStage.WITHDRAWN: {},
}
"""An amendment's stages."""


class Sort(enum.Enum):
    """What stands in the place of a wording."""

    WORDS = "words"
    NO_TEXT = "no-text"
    PLACEHOLDER = "placeholder"
    BRIDGING = "bridging-text"


class Status(enum.Enum):
    """How a language version stands."""

    MISSING = "missing"
    DRAFT = "draft"
    AUTHENTIC = "authentic"


LANGUAGE_MOVES: Mapping[Status, Mapping[str, Status]] = {
    Status.MISSING: {LANGUAGE: Status.DRAFT},
    Status.DRAFT: {LANGUAGE: Status.DRAFT, AUTHENTICATE: Status.AUTHENTIC},
    Status.AUTHENTIC: {LANGUAGE: Status.DRAFT, QUESTION: Status.DRAFT},
}
"""A language version's stages; it is missing again as soon as the words of the text have moved."""


@frozen(kw_only=True)
class Option:
    """What somebody would have in the place of a clause.

    Args:
        sort: words, "no text", a placeholder, or a facilitator's bridging text.
        words: the wording; None where there is none.
        by: who put it forward.
        supporters: who supports it, in the order in which they said so.
        number: of the act.
    """

    sort: Sort
    words: str | None
    by: str
    supporters: tuple[str, ...] = ()
    number: int

    @property
    def wording(self) -> str:
        """Its words; none are an empty text."""
        return self.words or ""


@frozen(kw_only=True)
class Bracket:
    """A bracket: what lies in it is not agreed.

    Args:
        start: place of its first character in the wording.
        end: place behind its last character; as ``start`` where it only reserves a place.
        holders: seats that hold it, in the order in which they joined.
        whole: whether it is about the whole clause, whatever its words become.
    """

    start: int
    end: int
    holders: tuple[str, ...]
    whole: bool = False


@frozen(kw_only=True)
class Clause:
    """A clause as it stands.

    Args:
        id: its short name, that of its text with a part behind it.
        text: to which it belongs.
        stage: where it stands.
        since: time of the act that brought it there.
        version: version of the text at which its wording last moved.
        main: number of the option that is its wording; the others are alternatives.
        options: what was put forward and stands, by number from 1.
        brackets: those in its wording, by number from 1.
        used: the highest number given so far, of an option and of a bracket.
        history: version of the text, to the wording from then on.
        confirmed: seats whose capitals confirmed, while it is agreed ad referendum.
    """

    id: str
    text: str
    stage: ClauseStage = ClauseStage.PROPOSED
    since: str
    version: int
    main: int = 1
    options: Map[int, Option]
    brackets: Map[int, Bracket] = Map()  # noqa: RUF009 - an immutable map
    used: tuple[int, int] = (1, 0)
    history: Map[int, str]
    confirmed: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map

    @property
    def wording(self) -> Option:
        """The option that is its wording now."""
        return self.options[self.main]

    @property
    def alternatives(self) -> tuple[int, ...]:
        """Numbers of the options beside the wording, in the order in which they came."""
        return tuple(sorted(number for number in self.options if number != self.main))

    @property
    def standing(self) -> tuple[int, ...]:
        """Alternatives that hold it open; a bridging text stands beside and holds nothing."""
        beside = (number for number in self.alternatives)
        return tuple(one for one in beside if self.options[one].sort is not Sort.BRIDGING)

    def at(self, version: int) -> str | None:
        """Its wording at a version of the text; None when it was not there yet."""
        if version >= self.version:
            return self.history[self.version]
        held = max((number for number in self.history if number <= version), default=None)
        return None if held is None else self.history[held]


@frozen(kw_only=True)
class Amendment:
    """An amendment as it stands.

    Args:
        id: its short name.
        clause: that it would change.
        by: who proposed it.
        version: of the text against which it was written.
        words: the whole wording that it would give the clause.
        stage: where it stands.
    """

    id: str
    clause: str
    by: str
    version: int
    words: str
    stage: AmendmentStage = AmendmentStage.PROPOSED


@frozen(kw_only=True)
class Version:
    """A language version: which version of the text it renders, and the digest of its bytes."""

    status: Status
    of: int
    digest: bytes
    number: int


@frozen(kw_only=True)
class Note:
    """What a text carries without prejudice to."""

    by: str
    words: str


@frozen(kw_only=True)
class Text:
    """A text as it stands.

    Args:
        id: its short name.
        symbol: as it is cited, in a line.
        title: in a line.
        kind: what sort of paper it is.
        language: in which it is negotiated.
        by: who tabled it.
        pen: who holds the pen.
        facilitators: who may put bridging texts, beside the chair.
        everything: whether nothing is agreed in it until everything is.
        stage: where it stands.
        number: of the act that tabled it.
        version: of its words, from 1.
        first: its first clause; None for none.
        last: its last clause.
        follows: clause to the one behind it.
        headnote: seats that hold the bracket around the whole text, in the order of joining.
        languages: versions in other languages.
        notes: what it is without prejudice to, by the number of the act.
        held: proposals about it that are before the body: while there is one, no word moves.
        reopened: how often clauses of it were re-opened; never kept by party.
    """

    id: str
    symbol: str
    title: str
    kind: Kind
    language: str
    by: str
    pen: str
    facilitators: tuple[str, ...] = ()
    everything: bool = False
    stage: Stage = Stage.OPEN
    number: int
    version: int = 1
    first: str | None = None
    last: str | None = None
    follows: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    headnote: tuple[str, ...] = ()
    languages: Map[str, Version] = Map()  # noqa: RUF009 - an immutable map
    notes: Map[int, Note] = Map()  # noqa: RUF009 - an immutable map
    held: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map
    reopened: int = 0

    @property
    def clauses(self) -> tuple[str, ...]:
        """Its clauses, in their order."""
        names: list[str] = []
        name = self.first
        while name is not None:
            names.append(name)
            name = self.follows.get(name)
        return tuple(names)

    def status(self, language: str) -> Status:
        """How a language version stands at the present words."""
        if language == self.language:
            return Status.AUTHENTIC
        version = self.languages.get(language)
        return Status.MISSING if version is None or version.of != self.version else version.status
