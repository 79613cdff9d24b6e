"""What the agreement finder is asked, and what it answers.

Every answer says how it was obtained, how sure it is and what an independent checker found.
"Unknown" is an answer of its own and never reads as "none".
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.case import Atom
from dipoli.terms import Confidence

Package = Mapping[str, int]
"""An option for every issue: issue id to option number, in the order of the case."""


class Verdict(enum.Enum):
    """Whether a package that all those concerned can accept was shown to exist."""

    COMMON_GROUND = "common ground"
    NONE = "none"
    UNKNOWN = "unknown"


class SoftLines(enum.Enum):
    """Whether soft red lines may be crossed (and are reported) or are held like hard ones."""

    NEGOTIABLE = "negotiable"
    HELD = "held"


class Reading(enum.Enum):
    """At which end of its range every judgement of worth is read.

    ``CAUTIOUS`` takes, for every party, every gain at its smallest and every loss at its largest
    within the ranges of importance and value; ``GENEROUS`` the other way round. Both are extremes:
    all judgements err the same way at once.
    """

    CODED = "coded"
    CAUTIOUS = "cautious"
    GENEROUS = "generous"


class Rule(enum.Enum):
    """A named rule that singles out a package of the zone."""

    TOTAL_GAIN = "largest-total-gain"
    NASH = "nash"
    KALAI_SMORODINSKY = "kalai-smorodinsky"
    LEXIMIN = "leximin"


class Engine(enum.Enum):
    """What found the answer."""

    ENUMERATION = "enumeration"
    NEAR_BOUND = "enumeration near a bound"
    MIP = "mixed-integer programming"


@frozen(kw_only=True)
class Question:
    """What is asked of a case.

    Args:
        positions: id of the set of positions.
        seats: members at the table, in the order of the case. Every package must be acceptable to
            each of them.
        without: parties and bodies whose consent is not claimed for this question. A member at the
            table is asked all the same.
        soft_lines: whether soft red lines are negotiable or held.
        reading: at which end of their ranges judgements of worth are read.
        hold: atoms that the package must hold, such as the treaty.
        still: baskets that stay as they are, every issue at option 0.
        moves: baskets of which the package must move at least one issue; when empty, the package
            must move any issue at all.
    """

    positions: str
    seats: tuple[str, ...]
    without: tuple[str, ...] = ()
    soft_lines: SoftLines = SoftLines.NEGOTIABLE
    reading: Reading = Reading.CODED
    hold: tuple[Atom, ...] = ()
    still: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()


class AssumptionKind(enum.Enum):
    """What sort of assumption stands in the way."""

    RED_LINE = "red line"
    RESERVATION = "reservation value"
    CONSENT = "necessary consent"
    REQUIREMENT = "requirement"
    EXCLUSION = "exclusion"


@frozen(kw_only=True)
class Assumption:
    """One assumption of the case that could be otherwise.

    Args:
        key: unique name, such as ``red-line/XLA/xl-water``.
        kind: what sort it is.
        holder: code of the party or body whose position it is; None for links of the case.
        id: id of the row in the papers; empty for a reservation value.
        sentence: the assumption in words, without names of parties, as the analyst gave it.
        atoms: what it is about: the options that a red line or an exclusion bars together, the two
            sides of a requirement, the options that need a consent; empty for a reservation.
        sources: ids of sources.
        confidence: of the analyst; None where the papers give none.
    """

    key: str
    kind: AssumptionKind
    holder: str | None
    id: str
    sentence: str
    atoms: tuple[Atom, ...]
    sources: tuple[str, ...]
    confidence: Confidence | None


@frozen(kw_only=True)
class Violation:
    """A reason for which a package is not acceptable, as the checker words it."""

    key: str
    sentence: str


@frozen(kw_only=True)
class Check:
    """The verdict of the independent checker, in exact integers.

    Args:
        accepted: whether the package is in the zone of its question and the figures told with it
            are its own.
        reasons: why not; empty when accepted.
    """

    accepted: bool
    reasons: tuple[str, ...]


@frozen(kw_only=True)
class Found:
    """Whether common ground exists for one question, with what proves it.

    Args:
        verdict: common ground, none, or unknown.
        witness: a package that proves common ground; None otherwise.
        count: number of such packages, where they were counted; None where not.
        engine: what found it.
        seconds: time taken, or None without a clock.
        check: the checker's verdict on the witness; None without one.
    """

    verdict: Verdict
    witness: Package | None
    count: int | None
    engine: Engine
    seconds: float | None
    check: Check | None


@frozen(kw_only=True)
class Standing:
    """Common ground with soft lines negotiable and held, and at both ends of the ranges."""

    negotiable: Found
    held: Found
    cautious: Found
    generous: Found


@frozen(kw_only=True)
class StatusQuo:
    """The state of things, reported beside the zone and never as a package of it.

    Args:
        red_lines: keys of red lines that the state of things itself breaks.
        links: ids of requirements and exclusions that it breaks.
        acceptable: True when it breaks nothing.
    """

    red_lines: tuple[str, ...]
    links: tuple[str, ...]
    acceptable: bool


@frozen(kw_only=True)
class ZoneAnswer:
    """The zone of possible agreement over all baskets together.

    ``status_quo`` is None in a set of outcomes, which has no state of things.
    """

    standing: Standing
    status_quo: StatusQuo | None


@frozen(kw_only=True)
class BasketAnswer:
    """What one basket can do alone, and with which others.

    Args:
        basket: id.
        alone: common ground when every other basket stays as it is.
        together: every set of other baskets with which it can be settled and of which no part would
            do; empty when the basket can be settled alone (verdict common ground) or not at all.
        together_verdict: common ground when it can be settled alone or with others.
        together_complete: whether all such sets are listed.
        together_witness: a package for one of the sets; None without one.
    """

    basket: str
    alone: Standing
    together: tuple[tuple[str, ...], ...]
    together_verdict: Verdict
    together_complete: bool
    together_witness: Package | None


@frozen(kw_only=True)
class Figure:
    """Points on a party's own scale, as coded, with the ends of the range of the judgement."""

    value: int
    low: int
    high: int


@frozen(kw_only=True)
class IssueResult:
    """What a package does with one issue that it moves, or with any issue in a set of outcomes.

    Args:
        issue: id.
        option: the option chosen; 0 only in a set of outcomes.
        worth: for each seat in the order of the question, the points that the move from option 0
            is worth to it; positive is what it gets, negative what it gives. Points of two parties
            are not comparable.
    """

    issue: str
    option: int
    worth: Mapping[str, Figure]


@frozen(kw_only=True)
class SynergyResult:
    """Points that hang on several issues at once."""

    id: str
    party: str
    points: int


@frozen(kw_only=True)
class Level:
    """One level of a leximin answer: the sum of the k smallest gains. For analysts; never printed.

    ``bound`` is None where nothing was proven in time.
    """

    value: int
    bound: int | None
    proven: bool


@frozen(kw_only=True)
class PackageAnswer:
    """The package that a named rule singles out.

    Args:
        rule: the rule.
        soft_lines: whether soft lines were negotiable or held.
        verdict: common ground when a package was found; none when the zone is empty; unknown when
            nothing was found within the time limit.
        package: the package, or None.
        value: the rule's figure for the package: total gain in points; natural logarithm of
            the product of gains; smallest ratio of gain to ideal gain; smallest gain.
        value_exact: the same, exactly, as text: a whole number, a product or a fraction.
        bound: what no package of the zone can exceed, as far as proven.
        gap: (bound - value) / max(1, abs(value)).
        proven: the gap is at most 1e-6.
        levels: for leximin, one for each party; empty otherwise.
        engine: what found it.
        seconds: time taken, or None without a clock.
        check: the independent checker's verdict.
        gains: utility above the reservation value for each seat. For analysts; never printed.
        ideals: for Kalai-Smorodinsky, the largest gain of each seat inside the zone; else empty.
            For analysts; never printed.
        issues: what moves, issue by issue, in the order of the case; in a set of outcomes every
            issue, with what its option is worth against the first.
        synergies: points that hang on several issues at once.
        soft_lines_crossed: keys of the soft red lines that the package crosses.
        note: a sentence where the rule needs one, such as ties; empty otherwise.
    """

    rule: Rule
    soft_lines: SoftLines
    verdict: Verdict
    package: Package | None
    value: float | None
    value_exact: str
    bound: float | None
    gap: float | None
    proven: bool
    levels: tuple[Level, ...]
    engine: Engine
    seconds: float | None
    check: Check | None
    gains: Mapping[str, int]
    ideals: Mapping[str, int]
    issues: tuple[IssueResult, ...]
    synergies: tuple[SynergyResult, ...]
    soft_lines_crossed: tuple[str, ...]
    note: str
