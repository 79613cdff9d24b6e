"""A framework as its charter tells it.

The values mirror the papers of a charter folder (``docs/reference/charter-format.md``). A charter
says who sits where, on which tracks and at what level, how decisions are made, who presides, what
the work is divided into, and what came of it. Everything in it is a fact or a reading put down by
a compiler, with sources and with a mark of how sure the compiler was.

``None`` or an empty list means that the charter does not say. It never means no.

What is the compiler's own reading (``outcome``, ``stalled``, ``achieved``, ``lessons``, the
glosses of disputed terms) is to be shown as the compiler's note. It is no finding of this program.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from dipoli.charter.words import (
    Address,
    BasketKind,
    Cause,
    ChairMode,
    CharterSchema,
    Day,
    DecisionMode,
    Due,
    Form,
    Kind,
    Language,
    Outcome,
    PartyCode,
    RelationType,
    Seen,
    Slug,
    SourceKind,
    Status,
    Track,
)
from dipoli.terms import Confidence


@frozen(kw_only=True)
class Years:
    """From when to when; no end means that no end is recorded."""

    start: Day
    end: Day | None
    note: str | None = None


@frozen(kw_only=True)
class Members:
    """Who sat at the table on a day.

    ``count`` is the number of members, which may be more than the codes when the list is partial
    (``complete`` false). ``known_as`` gives the name under which a party takes part here, where
    that is not the name it gives itself elsewhere.
    """

    as_of: Day
    codes: tuple[PartyCode, ...]
    complete: bool
    count: int | None = None
    founders: tuple[PartyCode, ...] = ()
    known_as: Mapping[PartyCode, str] = field(factory=dict)
    note: str | None = None


@frozen(kw_only=True)
class Observers:
    """Who was present without being a member, as far as the charter lists them."""

    codes: tuple[PartyCode, ...]
    note: str | None = None


@frozen(kw_only=True)
class DecisionRule:
    """How decisions are made.

    ``silence_procedure`` is None when the charter does not say. ``minus`` tells whose consent may
    be left aside, where there is such a rule.
    """

    mode: DecisionMode
    text: str
    confidence: Confidence
    silence_procedure: bool | None = None
    minus: str | None = None
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Chair:
    """Who presides."""

    mode: ChairMode
    text: str


@frozen(kw_only=True)
class Basket:
    """A part of the work that stands for itself, under the word that the framework uses."""

    id: Slug
    title: str
    kind: BasketKind
    leads: tuple[PartyCode, ...] = ()
    note: str | None = None
    confidence: Confidence | None = None


@frozen(kw_only=True)
class Document:
    """A text that the framework rests on or brought about."""

    date: Day
    title: str
    confidence: Confidence
    symbol: str | None = None
    gist: str | None = None
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Commitment:
    """What one or more parties undertook. ``outcome`` is the compiler's reading, not a finding."""

    by: tuple[PartyCode, ...]
    text: str
    outcome: Outcome
    confidence: Confidence
    document_date: Day | None = None
    due: Due | None = None
    reciprocal: str | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Event:
    """Something that happened on a day."""

    date: Day
    event: str
    confidence: Confidence
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Gloss:
    """One party's reading of a term, in the compiler's words; no quotation."""

    by: PartyCode
    gloss: str
    confidence: Confidence


@frozen(kw_only=True)
class DisputedTerm:
    """A term that parties read in different ways."""

    term: str
    positions: tuple[Gloss, ...]


@frozen(kw_only=True)
class Stall:
    """Why the framework stalled or ended, in the compiler's reading."""

    cause: str
    tag: Cause


@frozen(kw_only=True)
class Relation:
    """How this framework stands to another one."""

    type: RelationType
    target: Slug
    note: str | None = None


@frozen(kw_only=True)
class CharterConfidence:
    """How sure the compiler was of the charter as a whole."""

    overall: Confidence
    notes: str | None = None


@frozen(kw_only=True)
class Framework:
    """The charter of one framework."""

    schema: CharterSchema
    id: Slug
    name: str
    short_name: str
    kind: Kind
    form: Form
    status: Status
    named_in: tuple[str, ...]
    years: Years
    region: str
    tracks: tuple[Track, ...]
    level: str
    members: Members
    observers: Observers
    decision_rule: DecisionRule
    chair: Chair
    secretariat: str
    baskets: tuple[Basket, ...]
    documents: tuple[Document, ...]
    achieved: tuple[str, ...]
    stalled: tuple[Stall, ...]
    lessons: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: CharterConfidence
    aliases: tuple[str, ...] = ()
    names_i18n: Mapping[Language, str] = field(factory=dict)
    commitments: tuple[Commitment, ...] = ()
    timeline: tuple[Event, ...] = ()
    disputed_terms: tuple[DisputedTerm, ...] = ()
    relations: tuple[Relation, ...] = ()


@frozen(kw_only=True)
class Source:
    """A document on which a charter rests, and how much of it was read, where that is recorded."""

    kind: SourceKind
    title: str
    date: Day | None = None
    url: Address | None = None
    seen: Seen | None = None
    seen_note: str | None = None


@frozen(kw_only=True)
class PartyName:
    """The name a party gives itself in English."""

    name: str
    note: str | None = None


@frozen(kw_only=True)
class Names:
    """Names of parties and of languages, with the one source that all of them rest on."""

    languages: Mapping[Language, str]
    source: str
    confidence: Confidence
    parties: Mapping[PartyCode, PartyName]


@frozen(kw_only=True)
class Frameworks:
    """Charters with the sources and the names that they share.

    The charters stand by the day on which they began, then by id; never by a party's code.
    """

    charters: tuple[Framework, ...]
    sources: Mapping[str, Source]
    names: Names

    def name_of(self, code: PartyCode, charter: Framework) -> str:
        """The name of a party in a charter; its code when the folder has no name for it."""
        if code in charter.members.known_as:
            return charter.members.known_as[code]
        known = self.names.parties.get(code)
        return known.name if known is not None else code
