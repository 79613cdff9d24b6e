"""Influence in a body: turns in the chair, meetings, pens, items. In charter order, and no more.

Who leads shows in small things. They are counted here for each seat and shown in protocol order:
never sorted by value, never added up, never coloured. Objections are not among them: they are
never counted by party. A fixed chair and a rotation stand side by side, and no verdict is drawn: a
turn that lasts is one turn, so the meetings at which a seat presided are told beside the turns.
"""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from dipoli.forum.standing import Forum


@frozen(kw_only=True)
class Influence:
    """What one seat did in a body that shapes what others discuss.

    Args:
        code: of the seat.
        turns: how often it took the chair.
        meetings: at how many meetings it presided, in whole or in part.
        pens: of how many texts it holds the pen.
        items: how many items of agendas it placed.
    """

    code: str
    turns: int
    meetings: int
    pens: int
    items: int


@frozen(kw_only=True)
class Beside:
    """One seat in two bodies, or in one body under two charters; None where it does not sit."""

    code: str
    left: Influence | None
    right: Influence | None


def influence(forum: Forum) -> tuple[Influence, ...]:
    """Influence in a body, a row for each seat, in protocol order."""
    pens = Counter(text.pen for text in forum.texts.values())
    return tuple(
        Influence(
            code=code,
            turns=forum.turns.get(code, 0),
            meetings=forum.presided.get(code, 0),
            pens=pens[code],
            items=forum.placed.get(code, 0),
        )
        for code in forum.order
    )


def side_by_side(left: Forum, right: Forum) -> tuple[Beside, ...]:
    """Two bodies side by side, seat by seat, in the order of the left one, then of the right."""
    here = {row.code: row for row in influence(left)}
    there = {row.code: row for row in influence(right)}
    codes = (*left.order, *(code for code in right.order if code not in here))
    return tuple(Beside(code=code, left=here.get(code), right=there.get(code)) for code in codes)
