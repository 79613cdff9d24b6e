"""The closed lists of charters, and texts that have a form of their own.

A closed list is an enum: another word is refused when a charter is read. A text with a form (a
date, a code, an address) is a text that cannot be built unless it has that form, so nothing below
has to ask again whether a date is a date.
"""

from __future__ import annotations

import enum
import re
from datetime import date
from typing import ClassVar, Self

# ---------------------------------------------------------------- closed lists


class CharterSchema(enum.Enum):
    """The form of a charter's paper."""

    ONE = "dipoli.framework/1"


class Kind(enum.Enum):
    """What sort of thing a framework is."""

    NEGOTIATION = "negotiation"
    AGREEMENT = "agreement"
    POLICY_INITIATIVE = "policy_initiative"
    PROPOSAL = "proposal"
    DIALOGUE = "dialogue"
    ORGANISATION = "organisation"
    COMMUNITY = "community"
    SANCTIONS_REGIME = "sanctions_regime"
    FORUM_EVENT = "forum_event"


class Form(enum.Enum):
    """How wide a framework reaches, from one party to all."""

    UNILATERAL = "unilateral"
    BILATERAL = "bilateral"
    MINILATERAL = "minilateral"
    REGIONAL = "regional"
    INTERREGIONAL = "interregional"
    GLOBAL = "global"


class Status(enum.Enum):
    """Where a framework stands. Dormant: never dissolved, and not meeting."""

    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    PROPOSED_ONLY = "proposed_only"


class Track(enum.Enum):
    """Official (1), officials and experts in a personal capacity (1.5), experts (2)."""

    ONE = "1"
    ONE_AND_A_HALF = "1.5"
    TWO = "2"


class DecisionMode(enum.Enum):
    """How a framework comes to a decision."""

    CONSENSUS = "consensus"
    CONSENSUS_WITH_EXCEPTIONS = "consensus_with_exceptions"
    BILATERAL_AGREEMENT = "bilateral_agreement"
    UNILATERAL = "unilateral"
    MAJORITY_WITH_VETO = "majority_with_veto"
    MIXED_VOTING = "mixed_voting"
    VOLUNTARY = "voluntary"
    NONE = "none"


class ChairMode(enum.Enum):
    """Who presides, and how that is settled."""

    FIXED = "fixed"
    HOST = "host"
    ROTATING = "rotating"
    CO_CHAIRS = "co_chairs"
    ELECTED = "elected"
    NONE = "none"


class BasketKind(enum.Enum):
    """What a framework calls the part of its work that stands for itself."""

    BASKET = "basket"
    WORKING_GROUP = "working_group"
    PILLAR = "pillar"
    AGENDA_AREA = "agenda_area"
    STUDY_GROUP = "study_group"
    ORGAN = "organ"
    ARTICLE = "article"


class Outcome(enum.Enum):
    """What became of a commitment, as its compiler reads public reports."""

    MET = "met"
    PARTLY_MET = "partly_met"
    LATE = "late"
    NOT_MET = "not_met"
    REVERSED = "reversed"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Cause(enum.Enum):
    """Why a framework stalled or ended, in words that can be compared between frameworks."""

    LEADERSHIP_CHANGE = "leadership_change"
    DOMESTIC_POLITICS = "domestic_politics"
    VERIFICATION_DISPUTE = "verification_dispute"
    NON_PARTICIPATION = "non_participation"
    SEQUENCING_DISPUTE = "sequencing_dispute"
    GREAT_POWER_RIVALRY = "great_power_rivalry"
    SCOPE_TOO_WIDE = "scope_too_wide"
    NO_INSTITUTION = "no_institution"
    LAUNCH_OR_TEST = "launch_or_test"
    SANCTIONS = "sanctions"
    WITHDRAWAL = "withdrawal"
    LEVEL_TOO_LOW = "level_too_low"
    CONSENSUS_BLOCK = "consensus_block"
    AMBIGUOUS_TEXT = "ambiguous_text"
    SINGLE_OWNER = "single_owner"
    PRECONDITION = "precondition"
    NOT_APPLICABLE = "not_applicable"


class RelationType(enum.Enum):
    """How one framework stands to another."""

    FOLLOWS = "follows"
    PRECEDES = "precedes"
    INSPIRED_BY = "inspired_by"
    FEEDS = "feeds"
    PART_OF = "part_of"
    IMPLEMENTS = "implements"
    COMPLEMENTS = "complements"
    CONSTRAINS = "constrains"
    CONSTRAINED_BY = "constrained_by"


class SourceKind(enum.Enum):
    """What sort of document a source is. Memory: general knowledge, not checked."""

    ESSAY = "essay"
    PRIMARY = "primary"
    OFFICIAL = "official"
    PRESS = "press"
    ACADEMIC = "academic"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Seen(enum.Enum):
    """How much of a source its compiler read. Nothing said means: not recorded."""

    READ = "read"
    EXCERPT = "excerpt"
    GENERAL = "general"


# ---------------------------------------------------------------- texts with a form


class FormedText(str):
    """A text that exists only in its form."""

    __slots__ = ()
    FORM: ClassVar[re.Pattern[str]]
    EXPECTED: ClassVar[str]

    def __new__(cls, text: str) -> Self:
        """Build the text, or raise ``ValueError`` with what was expected."""
        if not cls.FORM.fullmatch(text) or not cls._makes_sense(text):
            raise ValueError(cls.EXPECTED)
        return super().__new__(cls, text)

    @classmethod
    def _makes_sense(cls, _text: str) -> bool:
        return True


class Day(FormedText):
    """A date as exact as it is known: a year, a month or a day, in ISO 8601.

    >>> Day("2003-08").is_after(Day("2003"))
    False
    >>> Day("2003-08").is_after(Day("2002-12-31"))
    True
    """

    __slots__ = ()
    FORM = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", re.ASCII)
    EXPECTED = 'a date in quotes such as "2003", "2003-08" or "2003-08-27"'

    @classmethod
    def _makes_sense(cls, text: str) -> bool:
        try:
            date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            return False
        return True

    def is_after(self, other: Day) -> bool:
        """Whether this date is surely later, as far as both are known."""
        common = min(len(self), len(other))
        return self[:common] > other[:common]


class Due(FormedText):
    """When something is due: a date, a duration from the document's date, or a word."""

    __slots__ = ()
    FORM = re.compile(
        rf"{Day.FORM.pattern}|P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?|[a-z]+", re.ASCII
    )
    EXPECTED = 'a date ("2007-12-31"), a duration (P60D, P1M) or a word (yearly)'

    @classmethod
    def _makes_sense(cls, text: str) -> bool:
        return not text[0].isdigit() or _is_day(text)


class Slug(FormedText):
    """An id: small letters, digits and hyphens."""

    __slots__ = ()
    FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
    EXPECTED = "an id of small letters, digits and hyphens"


class PartyCode(FormedText):
    """A code that identifies a party and says nothing about its status."""

    __slots__ = ()
    FORM = re.compile(r"[A-Z]{3}|org:[A-Za-z0-9]+(-[A-Za-z0-9]+)*", re.ASCII)
    EXPECTED = "a code of three capital letters, or org: and a short name"


class Language(FormedText):
    """A language by its tag."""

    __slots__ = ()
    FORM = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
    EXPECTED = "a language tag such as en or pt-BR"


class Address(FormedText):
    """An address on the web."""

    __slots__ = ()
    FORM = re.compile(r"https?://[^\s\"'<>\\]+", re.ASCII)
    EXPECTED = "an address that begins with http:// or https://"


def _is_day(text: str) -> bool:
    try:
        Day(text)
    except ValueError:
        return False
    return True
