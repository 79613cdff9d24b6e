"""Commitments as they are listed: in the order of entry, with the two of a pair together.

Nothing is sorted by party, counted or coloured. Marks of all of them are found in one pass over
each subject, so that a long list costs little more than its length. Sentences are made by whoever
prints them (`dipoli.forum.commitment_told.told`).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.forum import commitment_told as t
from dipoli.forum.commitment import Assessment, Commitment
from dipoli.forum.marks import Mark, marks, marks_of
from dipoli.forum.standing import Forum


@frozen(kw_only=True)
class Row:
    """A commitment as it is listed.

    Args:
        one: the commitment.
        due: by when it is done; None where no date is known.
        late: the date that has passed; None where none has.
        seen: what the sides and the verifier say, taken together.
        disputed: whether views differ.
        paired: whether it is one of a pair that owners of both accepted.
        sides: each side with its own view, in protocol order; None for no entry.
        marks: on it, each with its reason.
    """

    one: Commitment
    due: str | None
    late: str | None
    seen: t.Seen
    disputed: bool
    paired: bool
    sides: tuple[tuple[str, Assessment | None], ...]
    marks: tuple[Mark, ...]


def listing(forum: Forum, now: str) -> tuple[Row, ...]:
    """Every commitment.

    Args:
        forum: the standing.
        now: the moment, for dates that have passed.
    """
    marked = marks(forum)
    return tuple(_row(forum, one, now, marked.get(one.id, ())) for one in _in_order(forum))


def row(forum: Forum, name: str, now: str) -> Row | None:
    """One commitment; None where there is none of that name."""
    one = forum.commitments.get(name)
    return None if one is None else _row(forum, one, now, marks_of(forum, name))


def _in_order(forum: Forum) -> Iterator[Commitment]:
    """By entry; the later one of a pair stands right behind the earlier."""
    held = forum.commitments
    for one in sorted(held.values(), key=lambda one: one.number):
        other = held[str(one.pair)] if t.is_pair(forum, one) else None
        if other is None:
            yield one
        elif one.number < other.number:
            yield from (one, other)


def _row(forum: Forum, one: Commitment, now: str, marked: tuple[Mark, ...]) -> Row:
    due = t.due_of(forum, one)
    return Row(
        one=one,
        due=due,
        late=None if due is None or now <= due else t.late(forum, one, now),
        seen=t.seen(one),
        disputed=t.is_disputed(one),
        paired=t.is_pair(forum, one),
        sides=t.sides(forum, one),
        marks=marked,
    )
