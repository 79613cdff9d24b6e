"""A case: what is on the table, who may want and refuse what, whose consent is needed.

The values here mirror the papers of a case folder (``docs/reference/case-format.md``), one
class for each kind of row. They are frozen, and a value that cannot make sense by itself
cannot be built. Whether rows fit together (does the option exist, does the weight sum hold) is
the business of `dipoli.analysis.coherence`, which returns findings instead of raising.

All figures are integers. An *atom* is ``{issue, options}``: it holds in a package when the
option chosen for the issue is one of those listed. Option 0 of every issue is the state of
things on the day of the case; in a set of outcomes, as other programs write scenarios, it is only
the first option.

Everything in a case is an analyst's assessment from public material, not a statement of any
government.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from dipoli.terms import Confidence
from dipoli.told import tell


class Role(enum.Enum):
    """In what capacity a party appears in the case."""

    MEMBER = "member"
    HOST_OBSERVER = "host-observer"
    POSSIBLE = "possible"
    BODY = "body"
    THIRD = "third"


class RatifierKind(enum.Enum):
    """How a body's consent is found: from its own file, from others, or assumed."""

    LEAF = "leaf"
    COMPOSITE = "composite"
    PROCEDURAL = "procedural"


class IssueKind(enum.Enum):
    """What sort of matter an issue is."""

    NORM = "norm"
    GOAL = "goal"
    CHALLENGE = "challenge"
    MEASURE = "measure"


class Agreement(enum.Enum):
    """What counts as a package in a set of positions.

    ``OPEN``: any choice of options; what is not chosen stays as it is. ``SINGLE_PACKAGE``: one
    paper to be signed whole, so that a red line is a condition for signing and may be broken by
    the state of things. ``OUTCOMES``: any choice of options, the first of every issue included;
    there is no state of things, nothing stays or moves, and the reservation value is stated.
    """

    OPEN = "open"
    SINGLE_PACKAGE = "single-package"
    OUTCOMES = "outcomes"


class Firmness(enum.Enum):
    """Hard: would rather have no agreement. Soft: said, or likely, but thought to have a price."""

    HARD = "hard"
    SOFT = "soft"


class Basis(enum.Enum):
    """Why one option requires another."""

    LEGAL = "legal"
    POLITICAL = "political"
    TECHNICAL = "technical"
    DEFINITION = "definition"


class ConsentKind(enum.Enum):
    """Whether the law asks for the consent, or a government would not act without it."""

    LEGAL = "legal"
    POLITICAL = "political"


class Condition(enum.Enum):
    """Exchange: part of the bargain. Unconditional: never to be withheld in a bargain."""

    EXCHANGE = "exchange"
    UNCONDITIONAL = "unconditional"


class ChannelState(enum.Enum):
    """The state of official contact between two parties."""

    OPEN = "open"
    STRAINED = "strained"
    THIN = "thin"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class SourceKind(enum.Enum):
    """What sort of document a source is."""

    ESSAY = "essay"
    PRIMARY = "primary"
    OFFICIAL = "official"
    PRESS = "press"
    SECONDARY = "secondary"
    FRAMEWORK = "framework"
    GENERAL_KNOWLEDGE = "general-knowledge"


class Seen(enum.Enum):
    """How much of a document its compiler read."""

    READ = "read"
    EXCERPT = "excerpt"
    GENERAL = "general"


ASSESSED_MARK = tell("Assessed by an analyst; not statements of any government.")
"""Stands on everything made from a case about real states."""

EXERCISE_MARK = tell("An exercise: states, figures and events are invented.")
"""Stands on everything made from an invented case."""


# ---------------------------------------------------------------- atoms and packages


@frozen(kw_only=True)
class Atom:
    """Holds in a package when the option chosen for the issue is one of those listed."""

    issue: str
    options: tuple[int, ...] = field()

    @options.validator
    def _some(self, _attribute: object, options: tuple[int, ...]) -> None:
        if not options or len(set(options)) != len(options) or min(options) < 0:
            message = f"an atom needs different option numbers from 0 up, not {options}"
            raise ValueError(message)

    def holds(self, package: Mapping[str, int]) -> bool:
        """Whether the atom holds in a package, given as issue id to option number."""
        return package[self.issue] in self.options


# ---------------------------------------------------------------- case.yaml


@frozen(kw_only=True)
class Scale:
    """The integer scales of the case."""

    value_min: int
    value_max: int
    importance_sum: int
    utility_max: int
    step_points: str


@frozen(kw_only=True)
class PositionSet:
    """One set of positions: all files of a folder, and the set from which missing ones are read."""

    id: str
    folder: str
    as_of: str
    agreement: Agreement
    inherits: str | None
    note: str


# ---------------------------------------------------------------- parties.yaml


@frozen(kw_only=True)
class CalledBy:
    """What another party calls this one, in that party's language."""

    party: str
    language: str
    name: str


@frozen(kw_only=True)
class Party:
    """A state or organisation. The code identifies and says nothing about status."""

    code: str
    role: Role
    seat_language: str
    names: Mapping[str, str]
    called_by: tuple[CalledBy, ...]
    note: str


@frozen(kw_only=True)
class Ratifier:
    """A body whose consent something may need.

    ``of`` is the party it belongs to, or None. ``all_of`` names those who make up a composite
    body. ``binds`` repeats the consents for a reader; the consents themselves rule.
    """

    code: str
    of: str | None
    name: str
    kind: RatifierKind
    rule: str
    note: str
    binds: tuple[Atom, ...]
    all_of: tuple[str, ...] | None = None


@frozen(kw_only=True)
class MemberAsConsenter:
    """A member whose own consent something needs, whoever else is at the table."""

    code: str
    binds: tuple[Atom, ...]


@frozen(kw_only=True)
class Necessary:
    """Who must be there for a subject to be settled: a claim, with its reason."""

    subject: str
    parties: tuple[str, ...]
    reason: str


@frozen(kw_only=True)
class Broadening:
    """Who could join, and as what."""

    code: str
    as_: str
    reason: str


# ---------------------------------------------------------------- issues.yaml


@frozen(kw_only=True)
class Basket:
    """A group of questions that can be worked on side by side with the others."""

    id: str
    title: str
    definition: str


@frozen(kw_only=True)
class Group:
    """An issue with its sub-issues, inside a basket."""

    id: str
    basket: str
    title: str


@frozen(kw_only=True)
class Option:
    """One way to settle an issue; number 0 is the state of things."""

    n: int
    text: str


@frozen(kw_only=True)
class Issue:
    """One question, with its options from the state of things onward."""

    id: str
    basket: str
    group: str
    kind: IssueKind
    question: str
    definition: str
    options: tuple[Option, ...]
    raised_by: tuple[str, ...]


# ---------------------------------------------------------------- positions


@frozen(kw_only=True)
class Reservation:
    """The value of no agreement: utility points, with the range of the judgement.

    ``rule`` is ``status-quo`` where it is the value of the state of things, ``stated`` in a set of
    outcomes.
    """

    rule: str
    value: int
    low: int
    high: int
    note: str


@frozen(kw_only=True)
class IssuePosition:
    """How much an issue matters to a party, and what each option is worth to it.

    ``sources`` were filed beside it by whoever read them; no figure is computed from them.
    ``importance`` is in points of which all issues share ``Scale.importance_sum``; ``value``,
    ``low`` and ``high`` have one figure for each option, on the party's own scale.
    """

    issue: str
    importance: int
    importance_range: tuple[int, int]
    value: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    confidence: Confidence
    interest: str
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class RedLine:
    """Broken when every atom of ``when`` holds at once."""

    id: str
    when: tuple[Atom, ...]
    firmness: Firmness
    reason: str
    sources: tuple[str, ...]
    confidence: Confidence


@frozen(kw_only=True)
class SourceUnits:
    """What the points of a position were in the file from which it was imported.

    Args:
        unit: the unit of the source, in words.
        factor: points in one unit of the source.
        importance_factor: the part of the factor by which importance was multiplied; values were
            multiplied by the rest.
        shift: points added to every outcome, so that no figure falls below 0.
        error: most by which the value of an outcome, or the reservation value, differs from that in
            the source, in units of the source, as a decimal number; ``0`` when nothing was rounded.
        note: what else the reader should know of the import of this position; may be empty.

    >>> units = SourceUnits(
    ...     unit="utility", factor=100, importance_factor=1, shift=5, error="0.005", note=""
    ... )
    >>> units.value(55), units.difference(20)
    (Fraction(1, 2), Fraction(1, 5))
    """

    unit: str
    factor: int
    importance_factor: int
    shift: int
    error: str
    note: str

    def value(self, points: int) -> Fraction:
        """A utility in points (of an outcome, or the reservation value) in units of the source."""
        return Fraction(points - self.shift, self.factor)

    def difference(self, points: int) -> Fraction:
        """A gain, or the difference of two utilities, in units of the source."""
        return Fraction(points, self.factor)


@frozen(kw_only=True)
class Position:
    """The assessed position of one party or body in one set of positions.

    ``source_units`` is None unless the position was imported from figures of another scale.
    """

    party: str
    set: str
    as_of: str
    agreement: Agreement
    reservation: Reservation
    basket_importance: Mapping[str, int] | None
    issues: tuple[IssuePosition, ...]
    red_lines: tuple[RedLine, ...]
    source_units: SourceUnits | None = None

    def in_source_units(self, gain: int) -> Fraction:
        """The value of an outcome in units of the source, from its gain over the reservation.

        Args:
            gain: points above the reservation value, as engines tell them.

        Returns:
            The value of the outcome (not its gain), exactly; in points where there is no source.
        """
        points = gain + self.reservation.value
        return Fraction(points) if self.source_units is None else self.source_units.value(points)


# ---------------------------------------------------------------- links.yaml


@frozen(kw_only=True)
class Requirement:
    """When the ``if_`` atom holds the ``then`` atom must hold."""

    id: str
    if_: Atom
    then: Atom
    basis: Basis
    reason: str


@frozen(kw_only=True)
class Exclusion:
    """Not all atoms may hold at once."""

    id: str
    atoms: tuple[Atom, ...]
    reason: str


@frozen(kw_only=True)
class Synergy:
    """Points added to the utility of one party when all atoms hold; may be negative."""

    id: str
    party: str
    when: tuple[Atom, ...]
    points: int
    reason: str


@frozen(kw_only=True)
class Consent:
    """All ``bodies`` must consent to a package in which the issue takes one of the options."""

    id: str
    issue: str
    options: tuple[int, ...]
    bodies: tuple[str, ...]
    kind: ConsentKind
    reason: str


@frozen(kw_only=True)
class Compensation:
    """An issue that makes up for being left out of a deal once it reaches an option."""

    issue: str
    at_least: int


@frozen(kw_only=True)
class Subject:
    """What a deal touches, and whose stake in it must be covered."""

    id: str
    issues: tuple[str, ...]
    stakes: Mapping[str, tuple[str, ...]]
    compensation: Mapping[str, tuple[Compensation, ...]]
    reason: str


# ---------------------------------------------------------------- steps.yaml


@frozen(kw_only=True)
class ExposureLimit:
    """How far a party will be exposed towards another before it trusts it more; in step points."""

    party: str
    towards: str
    points: int


@frozen(kw_only=True)
class Advance:
    """The option that a step brings an issue to."""

    issue: str
    option: int


@frozen(kw_only=True)
class Cost:
    """What a step costs one of its actors, and towards whom it is exposed by it."""

    party: str
    towards: str
    points: int


@frozen(kw_only=True)
class StepRanges:
    """How far the judgements on a step may be off, either way.

    ``cost``, ``benefits``, ``trust``, ``months`` and ``verification_months`` are in per cent of the
    coded figure; ``recoverable`` and ``secured`` are shares already, and their range is in points
    of per cent. 0 is a judgement without a range.
    """

    cost: int = 0
    recoverable: int = 0
    benefits: int = 0
    secured: int = 0
    trust: int = 0
    months: int = 0
    verification_months: int = 0


@frozen(kw_only=True)
class Window:
    """Months in which something may be done, both ends included; repeated when ``every`` is given.

    Months are counted from the day of the case: month 0 begins on it. With ``every`` the window
    opens again so many months later, without end.

    >>> [month for month in range(30) if Window(from_=2, to=3, every=12).is_open(month)]
    [2, 3, 14, 15, 26, 27]
    """

    from_: int
    to: int = field()
    every: int | None = field(default=None)

    @to.validator
    def _ordered(self, _attribute: object, to: int) -> None:
        if to < self.from_:
            message = f"a window ends no sooner than it begins: from {self.from_} to {to}"
            raise ValueError(message)

    @every.validator
    def _apart(self, _attribute: object, every: int | None) -> None:
        if every is not None and every <= self.to - self.from_:
            message = f"a window of {self.to - self.from_ + 1} months cannot open every {every}"
            raise ValueError(message)

    def is_open(self, month: int) -> bool:
        """Whether the window is open in a month."""
        if month < self.from_:
            return False
        since = month - self.from_
        return (since if self.every is None else since % self.every) <= self.to - self.from_


@frozen(kw_only=True)
class Calendar:
    """The months in which a member or body may give its consent, such as its sessions."""

    body: str
    windows: tuple[Window, ...]


@frozen(kw_only=True)
class ConsentAct:
    """One decision of a member or body that gives its consent to several steps at once.

    It is put to the body at its start and decided ``months`` later, in a month in which a window is
    open: one of its own, or of its body's calendar if it has none. What it costs is taken at its
    start and does not return.
    """

    id: str
    title: str
    body: str
    steps: tuple[str, ...]
    months: int = 0
    cost: tuple[Cost, ...] = ()
    windows: tuple[Window, ...] = ()


@frozen(kw_only=True)
class Step:
    """One reciprocal or single move, with its time, its cost and what it secures.

    ``ranges`` is None where those of the whole paper hold, if it gives any.
    """

    id: str
    basket: str
    title: str
    actors: tuple[str, ...]
    advances: tuple[Advance, ...]
    months: int
    verification_months: int
    verifier: str | None
    cost: tuple[Cost, ...]
    recoverable: int
    benefits: Mapping[str, int]
    secured: int
    trust: Mapping[str, int]
    after: tuple[str, ...]
    consents: tuple[str, ...]
    reversible: bool
    condition: Condition
    ranges: StepRanges | None = None


@frozen(kw_only=True)
class Bundle:
    """Steps that may be started as one."""

    id: str
    steps: tuple[str, ...]
    reason: str


# ---------------------------------------------------------------- terms, channels, sources


@frozen(kw_only=True)
class Meaning:
    """One party's reading of a term, in the compiler's words."""

    party: str
    meaning: str
    source: str
    confidence: Confidence


@frozen(kw_only=True)
class Term:
    """A disputed term, each party's reading of it, and the agreed meaning if there is one.

    ``sources`` are passages in which it is used, filed beside it.
    """

    id: str
    term: str
    native: str
    issues: tuple[str, ...]
    agreed_meaning: str | None
    meanings: tuple[Meaning, ...]
    sources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Intermediary:
    """Who could carry which issues between two parties. Never shown by default."""

    code: str
    issues: tuple[str, ...]


@frozen(kw_only=True)
class Channel:
    """The state of contact of two parties and what they can and cannot raise with each other."""

    pair: tuple[str, str]
    state: ChannelState
    since: str
    contact: str
    can_raise: tuple[str, ...]
    cannot_raise: tuple[str, ...]
    intermediaries: tuple[Intermediary, ...]
    sources: tuple[str, ...]
    confidence: Confidence


@frozen(kw_only=True)
class Span:
    """The very words of a document on which a source stands, so that they can be found again.

    Args:
        file: name of the document in the corpus in which it was read.
        document: SHA-256 of that file, in hexadecimal.
        start: offset of the first character of the words, in code points from 0.
        end: offset after the last one.
        sha256: of the words in UTF-8, in hexadecimal.
    """

    file: str
    document: str
    start: int
    end: int
    sha256: str


@frozen(kw_only=True)
class Source:
    """A document on which something in the case rests, and how much of it was read.

    ``span`` says on which words of it, where it was filed from a corpus of texts.
    """

    id: str
    kind: SourceKind
    title: str
    date: str
    symbol: str
    seen: Seen
    note: str
    span: Span | None = None


# ---------------------------------------------------------------- timeline.csv


@frozen(kw_only=True)
class Event:
    """One dated event of the history behind the case, of a neutral type."""

    id: str
    date: str
    date_precision: str
    type: str
    event: str
    parties: tuple[str, ...]
    format: str
    basket: str
    reference: str
    framework: str
    confidence: Confidence


# ---------------------------------------------------------------- the case


@frozen(kw_only=True)
class Case:
    """Everything in a case folder.

    ``positions`` maps the id of a set to the positions filed in that set's own folder; use
    `positions_of` to read a set with what it inherits. ``digest`` is the SHA-256 of the papers,
    so that a result can say on what it rests. ``exercise`` is true when states and figures are
    invented; it stays with everything that is made from the case.
    """

    id: str
    title: str
    exercise: bool = False
    as_of: str
    moment: str
    purpose: str
    scale: Scale
    languages: tuple[str, ...]
    position_sets: tuple[PositionSet, ...]
    rules: Mapping[str, str]
    how_to_read: tuple[str, ...]
    limits: tuple[str, ...]
    parties: tuple[Party, ...]
    ratifiers: tuple[Ratifier, ...]
    members_as_consenters: tuple[MemberAsConsenter, ...]
    necessary: tuple[Necessary, ...]
    broadening: tuple[Broadening, ...]
    baskets: tuple[Basket, ...]
    groups: tuple[Group, ...]
    issues: tuple[Issue, ...]
    positions: Mapping[str, Mapping[str, Position]]
    requirements: tuple[Requirement, ...]
    exclusions: tuple[Exclusion, ...]
    synergies: tuple[Synergy, ...]
    consents: tuple[Consent, ...]
    subjects: tuple[Subject, ...]
    accounting: Mapping[str, str]
    exposure_limits: tuple[ExposureLimit, ...]
    bundles: tuple[Bundle, ...]
    steps: tuple[Step, ...]
    terms: tuple[Term, ...]
    channel_states: Mapping[str, str]
    channels: tuple[Channel, ...]
    seen_values: Mapping[str, str]
    sources: tuple[Source, ...]
    timeline: tuple[Event, ...] = ()
    acts: tuple[ConsentAct, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    step_ranges: StepRanges | None = None
    limit_range: int = 0
    digest: str = ""

    @property
    def mark(self) -> str:
        """The sentence that stands on every page, print, file and object made from the case."""
        return EXERCISE_MARK if self.exercise else ASSESSED_MARK

    @property
    def members(self) -> tuple[str, ...]:
        """Codes of the parties that sit at the table, in the order of the case."""
        return tuple(party.code for party in self.parties if party.role is Role.MEMBER)

    def position_set(self, set_id: str) -> PositionSet:
        """The set of positions with this id.

        Raises:
            KeyError: no set of the case has the id.
        """
        for candidate in self.position_sets:
            if candidate.id == set_id:
                return candidate
        raise KeyError(set_id)

    def positions_of(self, set_id: str) -> Mapping[str, Position]:
        """Positions by code as they stand in a set, what it inherits included."""
        found = self.position_set(set_id)
        inherited = self.positions_of(found.inherits) if found.inherits is not None else {}
        return {**inherited, **self.positions.get(set_id, {})}

    def has_state_of_things(self, set_id: str) -> bool:
        """Whether option 0 of every issue is the state of things; not so in a set of outcomes."""
        return self.position_set(set_id).agreement is not Agreement.OUTCOMES

    def decided(self, set_id: str, package: Mapping[str, int]) -> tuple[str, ...]:
        """Issues that a package decides: those off option 0, or all in a set of outcomes."""
        every = not self.has_state_of_things(set_id)
        return tuple(issue.id for issue in self.issues if every or package[issue.id])

    def issues_of(self, basket_id: str) -> tuple[Issue, ...]:
        """Issues of one basket, in the order of the case."""
        return tuple(issue for issue in self.issues if issue.basket == basket_id)

    def status_quo(self) -> dict[str, int]:
        """The state of things: option 0 of every issue."""
        return {issue.id: 0 for issue in self.issues}
