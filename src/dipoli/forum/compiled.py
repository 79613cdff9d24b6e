"""What public documents tell of talks that were: entries of a compiler, and of nobody else.

A compiled record is no record that any government made or signed. Its compiler enters what
documents tell: rounds, documents, working groups, commitments with their owners, what was due and
what came of it, statements, departures. Each entry says its source, how sure it is, and how much of
its date is sure. Nothing is negotiated in such a record, and no entry is the act of a party.
"""

from __future__ import annotations

import enum

from attrs import frozen

from dipoli.told import in_words, joined, tell

NOTE = "entry.note/1"
ROLE = "compiler"
"""In which capacity entries are made."""


NO_ACT = tell("No act of a party is in this record.")
ELSEWHERE = tell("What documents tell, each with its source, is listed by `dipoli forum status`.")
"""Said where a compiled record has nothing else to tell; a party did nothing in it."""


class Sort(enum.Enum):
    """What an entry tells of, the same words for every party."""

    ROUND = "round"
    DOCUMENT = "document"
    WORKING_GROUP = "working-group"
    COMMITMENT = "commitment"
    STATEMENT = "statement"
    DEPARTURE = "departure"
    IMPLEMENTATION = "implementation"
    LAUNCH = "launch"
    TEST = "test"
    MEASURE = "measure-of-others"


class Precision(enum.Enum):
    """How much of a date is sure."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Confidence(enum.Enum):
    """How sure the compiler is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Outcome(enum.Enum):
    """What came of a commitment, in the compiler's reading of its sources; no finding."""

    MET = "met"
    PARTLY = "partly-met"
    LATE = "late"
    NOT_MET = "not-met"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Noted:
    """The body of ``entry.note/1``."""

    words: str
    sort: Sort
    parties: tuple[str, ...]
    date: str
    precision: Precision
    source: str
    confidence: Confidence
    of: str | None
    due: str | None
    outcome: Outcome | None
    told: str | None


@frozen(kw_only=True)
class Entry:
    """An entry as it stands: what was said, under its short name, and by which act."""

    id: str
    number: int
    said: Noted


def dated(date: str, precision: Precision) -> str:
    """A date as far as it is sure.

    >>> dated("2007-07-14T00:00:00Z", Precision.MONTH)
    '2007-07'
    """
    return date[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]]


def _quoted(words: str) -> str:
    """Words of the compiler, which keep the codes and names that they have.

    >>> _quoted("The law, in full.")
    '"The law, in full."'
    """
    return '"' + words.replace('"', "'") + '"'


def told(one: Entry) -> str:
    """What an entry says beside its words, in a sentence or two."""
    said = one.said
    parts: list[str] = [tell("{date}.", date=dated(said.date, said.precision))]
    if said.due is not None:
        parts.append(tell("Due: {due}.", due=said.due))
    if said.outcome is not None:
        parts.append(
            tell("Outcome, in the compiler's reading: {outcome}.", outcome=in_words(said.outcome))
        )
    if said.told is not None:
        parts.append(_quoted(said.told))
    parts.append(
        tell(
            "Source: {source} Confidence: {confidence}.",
            source=_quoted(said.source),
            confidence=in_words(said.confidence),
        )
    )
    return joined(" ", parts)
