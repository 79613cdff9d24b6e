"""How far coders agree: on each issue, on all of them, and on stance.

For an issue the unit is an item and its values are yes and no, from every coder who coded the item;
whoever marks a part of an issue marks the issue, too. Over all issues the unit is an item with an
issue. For stance it is an item with an issue that coders marked with a stance, so that whoever did
not find the issue says nothing about its stance. The adjudicator is not counted as a coder.

Agreement is no measure of truth, and coders who are no experts may share a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.alpha import Alpha, Unit, alpha, alpha_between
from dipoli.analysis.discourse.hands.codings import Codings, Item
from dipoli.analysis.discourse.hands.resample import REPLICATES

Read = dict[str, Stance | None]
"""Stance by issue, as one coder read an item."""


@frozen(kw_only=True)
class OfIssue:
    """Agreement on one issue.

    Args:
        issue: its id.
        agreement: of yes and no.
        found: number of codings that find the issue.
    """

    issue: str
    agreement: Alpha
    found: int


@frozen(kw_only=True)
class Agreement:
    """How far coders agree.

    Args:
        coders: who coded anything, the adjudicator left out.
        items: number of items.
        coded: number of items that somebody coded.
        shared: number of items that two coders or more coded.
        blank: number of codings that are owed, still.
        overall: over items with issues.
        stance: over items with issues that coders marked with a stance.
        issues: in the order of the codebook.
    """

    coders: tuple[str, ...]
    items: int
    coded: int
    shared: int
    blank: int
    overall: Alpha
    stance: Alpha
    issues: tuple[OfIssue, ...]


def agreement(codings: Codings, seed: int = 0, replicates: int = REPLICATES) -> Agreement:
    """Agreement of the coders, with intervals over documents.

    Args:
        codings: of all coders, together.
        seed: of the draws of documents.
        replicates: number of draws; 0 for no intervals.

    Returns:
        The agreement.
    """
    read = [(item, _read(codings, item)) for item in codings.items]
    sizes = [len(one) for _item, one in read]
    issues = [issue.id for issue in codings.issues]

    def told(name: str, units: Callable[[list[Read]], Iterable[Unit]]) -> Alpha:
        documents: dict[str, list[Unit]] = {}
        for item, readings in read:
            documents.setdefault(item.file, []).extend(units(readings))
        whole = alpha(unit for one in documents.values() for unit in one)
        if not replicates:
            return whole
        between = alpha_between(tuple(documents.values()), seed, f"alpha {name}", replicates)
        return evolve(whole, between=between)

    owed = sum(len([one for one in item.coders if one != codings.adjudicator]) for item, _ in read)
    return Agreement(
        coders=tuple(
            one for one in codings.coders
            if any(key[1] == one and coding.marks is not None
                   for key, coding in codings.codings.items())
        ),
        items=len(read),
        coded=sum(size > 0 for size in sizes),
        shared=sum(size > 1 for size in sizes),
        blank=owed - sum(sizes),
        overall=told("overall", lambda one: _yes_or_no(one, issues)),
        stance=told("stance", lambda one: _stances(one, issues)),
        issues=tuple(
            OfIssue(
                issue=issue,
                agreement=told(f"issue {issue}", lambda one, of=issue: _yes_or_no(one, [of])),  # type: ignore[misc]
                found=sum(issue in reading for _item, one in read for reading in one),
            )
            for issue in issues
        ),
    )  # fmt: skip


def _read(codings: Codings, item: Item) -> list[Read]:
    """The readings of an item by those who coded it."""
    marks = (codings.of(item.id, one).marks for one in item.coders if one != codings.adjudicator)
    return [codings.with_parents(one) for one in marks if one is not None]


def _yes_or_no(readings: Sequence[Read], issues: Iterable[str]) -> list[Unit]:
    return [tuple(issue in reading for reading in readings) for issue in issues]


def _stances(readings: Sequence[Read], issues: Iterable[str]) -> list[Unit]:
    units = ([reading.get(issue) for reading in readings] for issue in issues)
    return [tuple(one for one in unit if one is not None) for unit in units]
