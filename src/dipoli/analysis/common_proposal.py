"""What is proposed for a case that a group builds: by nobody, in no order, at no time.

Options are named by their wording, since their numbers move when more are proposed. Rows that stand
in an order in a form are kept in one that rests on what they say, so that two who propose the same
thing have proposed one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import field, fields_dict, frozen

from dipoli.analysis.case import (
    Basis,
    Condition,
    ConsentKind,
    Firmness,
    IssueKind,
    Seen,
    SourceKind,
)

Points: TypeAlias = tuple[tuple[str, int], ...]
"""A code or an issue, and points."""
Chosen: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""An issue, and wordings of options of which one is chosen."""


def _rows_in_order(rows: Iterable[tuple[str, int]]) -> Points:
    return tuple(sorted(rows))


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _chosen_in_order(rows: Iterable[tuple[str, Iterable[str]]]) -> Chosen:
    return tuple(sorted((issue, _in_order(options)) for issue, options in rows))


def _triples_in_order(
    rows: Iterable[tuple[str, str, int]],
) -> tuple[tuple[str, str, int], ...]:
    return tuple(sorted(rows))


def _reached_in_order(
    rows: Iterable[tuple[str, str, str]],
) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted(set(rows)))


# ---------------------------------------------------------------- what is at issue


@frozen(kw_only=True)
class NewIssue:
    """A question that the frame does not have, with its options from the state of things on.

    Args:
        sources: in which it is raised; none where the group raises it itself.
    """

    id: str
    basket: str
    group: str
    kind: IssueKind
    question: str
    definition: str
    options: tuple[str, ...]
    sources: tuple[str, ...] = field(default=(), converter=_in_order)


@frozen(kw_only=True)
class NewOption:
    """One more way to settle an issue."""

    issue: str
    text: str


@frozen(kw_only=True)
class Shares:
    """How much issues matter to a party, in points; issues that are left out stay as they are.

    Args:
        party: code of the party or body.
        points: issue and its points, by issue.
    """

    party: str
    points: Points = field(converter=_rows_in_order)


@frozen(kw_only=True)
class NewLine:
    """A red line: broken when each issue takes one of the options named here.

    Args:
        party: whose line it is assessed to be.
        when: issue and wordings of its options.
        firmness: hard or soft.
        reason: in a sentence.
        sources: on which it rests; none where it is the group's own assessment.
    """

    party: str
    when: Chosen = field(converter=_chosen_in_order)
    firmness: Firmness
    reason: str
    sources: tuple[str, ...] = field(default=(), converter=_in_order)


# ---------------------------------------------------------------- links


@frozen(kw_only=True)
class NewRequirement:
    """One choice asks for another: where all of ``if_`` is chosen, ``then`` must be.

    Args:
        if_: one issue and wordings of its options.
        then: another one.
        basis: why.
        reason: in a sentence.
    """

    if_: Chosen = field(converter=_chosen_in_order)
    then: Chosen = field(converter=_chosen_in_order)
    basis: Basis
    reason: str


@frozen(kw_only=True)
class NewExclusion:
    """Choices that do not go together."""

    when: Chosen = field(converter=_chosen_in_order)
    reason: str


@frozen(kw_only=True)
class NewSynergy:
    """Choices that together are worth more to a member, or less, than each by itself."""

    party: str
    when: Chosen = field(converter=_chosen_in_order)
    points: int
    reason: str


@frozen(kw_only=True)
class NewConsent:
    """Whose consent a choice needs: that of all of ``bodies``."""

    issue: str
    options: tuple[str, ...] = field(converter=_in_order)
    bodies: tuple[str, ...] = field(converter=_in_order)
    kind: ConsentKind
    reason: str


@frozen(kw_only=True)
class NewSubject:
    """What a deal touches, and whose stake in it must be covered.

    Args:
        issues: a deal touches it where one of them leaves the state of things.
        stakes: member and the issues in which its stake lies.
        compensation: member, issue, and wording of the option from which on that makes up for it.
        reason: in a sentence.
    """

    issues: tuple[str, ...] = field(converter=_in_order)
    stakes: Chosen = field(converter=_chosen_in_order)
    compensation: tuple[tuple[str, str, str], ...] = field(default=(), converter=_reached_in_order)
    reason: str


# ---------------------------------------------------------------- steps and sources


@frozen(kw_only=True)
class NewStep:
    """A small move; its keys mean what they mean in a case.

    Args:
        advances: issue and the one wording of the option that the step brings about.
        verifier: who verifies; None where nobody does.
        cost: member, towards whom it is exposed, and points.
    """

    id: str
    basket: str
    title: str
    actors: tuple[str, ...] = field(converter=_in_order)
    advances: Chosen = field(converter=_chosen_in_order)
    months: int
    verification_months: int
    verifier: str | None
    cost: tuple[tuple[str, str, int], ...] = field(converter=_triples_in_order)
    recoverable: int
    benefits: Points = field(converter=_rows_in_order)
    secured: int
    trust: Points = field(converter=_rows_in_order)
    after: tuple[str, ...] = field(converter=_in_order)
    consents: tuple[str, ...] = field(converter=_in_order)
    reversible: bool
    condition: Condition


@frozen(kw_only=True)
class NewSource:
    """A document on which issues and red lines may rest."""

    id: str
    kind: SourceKind
    title: str
    date: str
    symbol: str
    seen: Seen
    note: str


Link: TypeAlias = NewRequirement | NewExclusion | NewSynergy | NewConsent | NewSubject
Proposal: TypeAlias = NewIssue | NewOption | Shares | NewLine | Link | NewStep | NewSource

# ---------------------------------------------------------------- what a proposal says


def texts_of(proposal: Proposal) -> Iterator[str]:
    """Every text in a proposal that somebody wrote anew."""
    for name in ("id", "question", "definition", "title", "text", "reason", "symbol", "note"):
        if name in fields_dict(type(proposal)):
            yield getattr(proposal, name)
    if isinstance(proposal, NewIssue):
        yield from proposal.options


def options_named(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Each option of which a proposal speaks: its issue and its wording."""
    match proposal:
        case NewLine() | NewExclusion() | NewSynergy():
            rows = proposal.when
        case NewRequirement():
            rows = (*proposal.if_, *proposal.then)
        case NewConsent():
            rows = ((proposal.issue, proposal.options),)
        case NewStep():
            rows = proposal.advances
        case NewSubject():
            rows = tuple((issue, (text,)) for _party, issue, text in proposal.compensation)
        case NewIssue() | NewOption() | Shares() | NewSource():
            rows = ()
    for issue, options in rows:
        yield from ((issue, text) for text in options)


def issues_named(proposal: Proposal) -> Iterator[str]:
    """Each issue of which a proposal speaks."""
    yield from (issue for issue, _text in options_named(proposal))
    match proposal:
        case NewOption():
            yield proposal.issue
        case Shares():
            yield from (issue for issue, _points in proposal.points)
        case NewSubject():
            yield from proposal.issues
            yield from (issue for _party, issues in proposal.stakes for issue in issues)
        case _:
            return


def sources_named(proposal: Proposal) -> tuple[str, ...]:
    """Each source on which a proposal rests."""
    return proposal.sources if isinstance(proposal, NewIssue | NewLine) else ()


def steps_named(proposal: Proposal) -> tuple[str, ...]:
    """Each step that comes before what is proposed."""
    return proposal.after if isinstance(proposal, NewStep) else ()


def matter_of(proposal: Proposal) -> tuple[int, str] | None:
    """Of which one matter two proposals may say different things; None where both may stand."""
    match proposal:
        case NewIssue():
            return 1, proposal.id
        case Shares():
            return 2, proposal.party
        case NewStep():
            return 3, proposal.id
        case NewSource():
            return 4, proposal.id
        case _:
            return None
