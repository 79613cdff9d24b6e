"""A scenario as other programs write it, in exact fractions; and refusals, by name.

The utility of an outcome to a party is a constant, plus for each issue a weight times the value of
the option chosen, plus the points of every *term* whose conditions all hold. Every choice of
options is an outcome.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from dipoli.faults import Finding, MalformedError

MOST_OPTIONS = 100
"""An issue with more options is refused."""
MOST_ISSUES = 500
MOST_PARTIES = 100
MOST_TERMS = 20_000
"""Terms of one party; more are refused."""
MOST_BYTES = 16_000_000
"""Largest file that is read."""

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?"
)
_MOST_EXPONENT = 60


@frozen(kw_only=True)
class SourceIssue:
    """An issue: its name, and its options in the order of the source."""

    name: str
    options: tuple[str, ...]


@frozen(kw_only=True)
class Term:
    """Points added when the option chosen for each of these issues is one of those listed."""

    when: Mapping[int, frozenset[int]]
    points: Fraction


@frozen(kw_only=True)
class SourceParty:
    """What one party values.

    Args:
        name: its name in the source.
        weights: one for each issue.
        values: one for each option of each issue; shape (issues, options).
        terms: points that hang on several issues.
        constant: added to every outcome.
        reservation: the value of no agreement; None when the source says there is none, so that any
            outcome is at least as good.
        cap: the source counts no utility above this one; None when it does not.
        note: what else to know of it.
    """

    name: str
    weights: tuple[Fraction, ...]
    values: tuple[tuple[Fraction, ...], ...]
    terms: tuple[Term, ...] = ()
    constant: Fraction = Fraction(0)
    reservation: Fraction | None = Fraction(0)
    cap: Fraction | None = None
    note: str = ""

    def utility(self, outcome: tuple[int, ...]) -> Fraction:
        """The utility of an outcome in units of the source."""
        pairs = zip(self.weights, self.values, outcome, strict=True)
        total = self.constant + sum((w * v[o] for w, v, o in pairs), Fraction(0))
        for term in self.terms:
            if all(outcome[issue] in held for issue, held in term.when.items()):
                total += term.points
        return total


@frozen(kw_only=True)
class SourceFile:
    """A file that was read, and the SHA-256 of its bytes."""

    name: str
    digest: str


@frozen(kw_only=True)
class Scenario:
    """A scenario.

    Args:
        name: its name in the source.
        unit: what its figures are, in words.
        issues: issues, in the order of the source.
        parties: parties, in the order of the source.
        files: what was read.
        notes: what else to know, in sentences.
    """

    name: str
    unit: str
    issues: tuple[SourceIssue, ...] = field()
    parties: tuple[SourceParty, ...]
    files: tuple[SourceFile, ...] = ()
    notes: tuple[str, ...] = ()


def source_file(name: str, content: bytes) -> SourceFile:
    """A file with the digest of its bytes."""
    return SourceFile(name=name, digest=hashlib.sha256(content).hexdigest())


def refusal(file: str, expected: str, found: str, mend: str, where: str = "") -> MalformedError:
    """A refusal that names the file, what was expected, what was found, and how to mend it."""
    return MalformedError(
        [Finding(file=file, where=where, expected=expected, found=found, mend=mend)]
    )


def number(text: str, file: str, where: str) -> Fraction:
    """A number in decimal digits, exactly.

    Args:
        text: the number as it stands in the source.
        file: where it stands, for a refusal.
        where: what it is.

    Raises:
        MalformedError: it is no number, or one with more than 40 digits or beyond 10**60.

    >>> number("0.25", "a.xml", "weight"), number("1e-2", "a.xml", "weight")
    (Fraction(1, 4), Fraction(1, 100))
    """
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        _digits, _e, exponent = stripped.lower().partition("e")
        if abs(int(exponent or "0")) <= _MOST_EXPONENT:
            return Fraction(stripped)
    raise refusal(
        file,
        "a number in decimal digits, at most 40 of them on a side, within 10**60",
        f"the text {text[:60]!r}",
        "write the figure as a number",
        where,
    )


def whole(text: str, file: str, where: str) -> int:
    """A whole number, exactly; ``3.0`` is one.

    Raises:
        MalformedError: it is none.
    """
    found = number(text, file, where)
    if found.denominator != 1:
        raise refusal(file, "a whole number", text[:60], "write a whole number", where)
    return found.numerator


def shown(figure: Fraction) -> str:
    """A figure as a reader would write it: in decimals where they end, else as a fraction.

    >>> shown(Fraction(3, 40)), shown(Fraction(5)), shown(Fraction(-1, 3))
    ('0.075', '5', '-1/3')
    """
    rest = figure.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1:
        return f"{figure.numerator}/{figure.denominator}"
    if not places:
        return str(figure.numerator)
    digits = str(abs(figure.numerator) * 10**places // figure.denominator).rjust(places + 1, "0")
    return f"{'-' if figure < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def unknown(kind: str, names: Iterable[str], known: Iterable[str], file: str, where: str) -> None:
    """Refuse what a reader does not know.

    Args:
        kind: what sort of thing it is, such as ``element``.
        names: what was found.
        known: what is known.
        file: where it stands.
        where: inside of what.

    Raises:
        MalformedError: with every name that is not known.
    """
    strange = [name for name in names if name not in set(known)]
    if strange:
        raise MalformedError(
            [
                Finding(
                    file=file,
                    where=where,
                    expected=f"only the {kind}s {', '.join(sorted(known))}",
                    found=f"the {kind} {name[:80]}",
                    mend="take it out if it does not matter; nothing is left out in silence",
                )
                for name in dict.fromkeys(strange)
            ]
        )


def check(scenario: Scenario) -> Scenario:
    """Hold a scenario against the limits of a case.

    Returns:
        The scenario.

    Raises:
        MalformedError: there are too many issues, options, parties or terms, or too few.
    """
    file = scenario.files[0].name if scenario.files else scenario.name
    check_issues(scenario.issues, file)
    _raise(_beyond(scenario), file)
    return scenario


def check_issues(issues: tuple[SourceIssue, ...], file: str) -> tuple[SourceIssue, ...]:
    """Hold issues against the limits of a case.

    Returns:
        The issues.

    Raises:
        MalformedError: there are too many issues or options, or too few, or names that are alike.
    """
    _raise(_beyond_in_issues(issues), file)
    return issues


_Fault = tuple[str, str, str, str]
"""Where, what was expected, what was found, how to mend it."""


def _raise(faults: Iterator[_Fault], file: str) -> None:
    findings = [
        Finding(file=file, where=where, expected=expected, found=found, mend=mend)
        for where, expected, found, mend in faults
    ]
    if findings:
        raise MalformedError(findings)


def _beyond_in_issues(issues: tuple[SourceIssue, ...]) -> Iterator[_Fault]:
    if not 1 <= len(issues) <= MOST_ISSUES:
        yield "issues", f"1 to {MOST_ISSUES} issues", str(len(issues)), "split the scenario"
    for issue in issues:
        count = len(issue.options)
        if not 2 <= count <= MOST_OPTIONS:  # noqa: PLR2004 - a choice
            expected = f"2 to {MOST_OPTIONS} options, so that there is a choice that can be listed"
            mend = "list fewer options, or take the issue out if it leaves no choice"
            yield f"issue {issue.name}", expected, f"{count} options", mend
        elif len(set(issue.options)) != count or not all(one.strip() for one in issue.options):
            expected = "different options, each with a text"
            mend = "give each option a text of its own"
            yield f"issue {issue.name}", expected, "one without a text, or one twice", mend
    yield from _alike("issues", [one.name for one in issues])


def _beyond(scenario: Scenario) -> Iterator[_Fault]:
    parties = len(scenario.parties)
    if not 2 <= parties <= MOST_PARTIES:  # noqa: PLR2004 - a pair
        expected = f"2 to {MOST_PARTIES} parties"
        yield "parties", expected, str(parties), "name a source with a file for each party"
    for party in scenario.parties:
        if len(party.terms) > MOST_TERMS:
            expected = f"at most {MOST_TERMS:,} terms over several issues"
            yield f"party {party.name}", expected, f"{len(party.terms):,}", "use fewer"
    yield from _alike("parties", [one.name for one in scenario.parties])


def _alike(what: str, names: list[str]) -> Iterator[_Fault]:
    if len(set(names)) != len(names) or not all(name.strip() for name in names):
        yield what, "different names", "one without a name, or one twice", "rename them"
