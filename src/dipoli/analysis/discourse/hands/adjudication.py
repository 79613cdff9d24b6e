"""Where coders differ: what is put to an adjudicator, and what is held decided.

An adjudicator sees the readings of an item and not whose they are, in an order that says nothing.
The decision is a coding of its own, beside those of the coders, which stay as they are.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping

from attrs import evolve, frozen

from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.hands.codings import (
    Codings,
    Item,
    Mark,
    Marks,
    Reading,
)
from dipoli.faults import RefusedError


class By(enum.Enum):
    """How the codes of an item came to be held decided."""

    ADJUDICATED = "adjudicated"
    AGREED = "agreed"
    ONE_CODER = "one coder"


@frozen(kw_only=True)
class Decided:
    """Items whose codes are decided, and those whose are not.

    Args:
        marks: by id of the item.
        by: how they were decided, by id of the item.
        disputed: ids of items on which coders differ and nobody decided.
        blank: ids of items that nobody coded.
    """

    marks: Mapping[str, Marks]
    by: Mapping[str, By]
    disputed: tuple[str, ...]
    blank: tuple[str, ...]


def decided(codings: Codings) -> Decided:
    """What holds for each item: the adjudicator's decision, else what all its coders say."""
    marks: dict[str, Marks] = {}
    by: dict[str, By] = {}
    disputed, blank = [], []
    for item in codings.items:
        ruling = codings.of(item.id, codings.adjudicator).marks if codings.adjudicator else None
        said = [one.marks for one in _readings(codings, item)]
        if ruling is not None:
            marks[item.id], by[item.id] = ruling, By.ADJUDICATED
        elif not said:
            blank.append(item.id)
        elif differ(codings, said):
            disputed.append(item.id)
        else:
            marks[item.id] = _together(codings, said)
            by[item.id] = By.AGREED if len(said) > 1 else By.ONE_CODER
    return Decided(marks=marks, by=by, disputed=tuple(disputed), blank=tuple(blank))


def differ(codings: Codings, said: list[Marks]) -> bool:
    """Whether readings differ in an issue, or in a stance that each of two coders gave."""
    read = [codings.with_parents(one) for one in said]
    if any(one.keys() != read[0].keys() for one in read):
        return True
    return any(len({one[issue] for one in read} - {None}) > 1 for issue in read[0])


def adjudication(codings: Codings, adjudicator: str, *, names: bool = False) -> Codings:
    """The items on which coders differ, for an adjudicator to decide.

    Args:
        codings: of all coders, together.
        adjudicator: name of the adjudicator, who is none of the coders.
        names: whether to tell who read what; hidden otherwise.

    Returns:
        Items for the adjudicator alone, with what was read; a decision made before is kept.

    Raises:
        RefusedError: the adjudicator is one of the coders, or another one has decided already.
    """
    if adjudicator in codings.coders:
        message = f"{adjudicator} is one of the coders: who codes does not decide. Name another."
        raise RefusedError(message)
    if codings.adjudicator not in {"", adjudicator}:
        message = f"{codings.adjudicator} is the adjudicator of these files already."
        raise RefusedError(message)
    items, kept = [], {}
    for item in codings.items:
        readings = _readings(codings, item)
        if not differ(codings, [one.marks for one in readings] or [()]):
            continue
        hidden = sorted(readings, key=lambda one: _rank(item.id, one))
        shown = readings if names else [evolve(one, coder="") for one in hidden]
        items.append(evolve(item, coders=(adjudicator,), drawn=None, readings=tuple(shown)))
        before = codings.codings.get((item.id, adjudicator))
        if before is not None:
            kept[item.id, adjudicator] = before
    return evolve(codings, items=tuple(items), codings=kept, adjudicator=adjudicator)


def _readings(codings: Codings, item: Item) -> list[Reading]:
    found = []
    for coder in item.coders:
        marks = codings.of(item.id, coder).marks
        if coder != codings.adjudicator and marks is not None:
            found.append(Reading(marks=marks, coder=coder))
    return found


def _together(codings: Codings, said: list[Marks]) -> Marks:
    """Readings that do not differ as one: a stance that one coder gave holds for all."""
    found: dict[str, Stance | None] = {}
    for mark in (mark for one in said for mark in one):
        found[mark.issue] = found.get(mark.issue) or mark.stance
    marks = tuple(Mark(issue=issue, stance=stance) for issue, stance in found.items())
    return codings.in_order(marks) or ()


def _rank(item: str, reading: Reading) -> tuple[str, ...]:
    """An order of readings in which nobody can see which coder came first.

    It hangs on the item and on what was read, never on who read it.
    """
    told = " ".join(f"{one.issue}:{one.stance}" for one in reading.marks)
    return (hashlib.sha256(f"{item} {told}".encode()).hexdigest(),)
