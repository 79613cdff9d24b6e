"""What needs the act of one delegation now: what, by when, and what it can do.

A pure function of the standing, the seat and the moment. Only what waits for this one seat is told:
an answer that it alone can give, a silence that it may break, a turn that is its own. That a seat
may do a thing is no advice to do it. Times that have run out are told no more; what has no time
stands behind what has one.

Acts are told that the guards would let pass now, as far as they do without words
(`dipoli.forum.trial`).

Of the secretariat it tells what its own acts carry on: service, findings of silence, records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from attrs import frozen

from dipoli.forum import (
    today_crisis,
    today_decisions,
    today_meetings,
    today_office,
    today_promises,
    today_seat,
    today_texts,
)
from dipoli.forum.clock import Capital, capital
from dipoli.forum.decision import DECIDED, Proposal
from dipoli.forum.remembered import remembered
from dipoli.forum.standing import Forum
from dipoli.forum.today_asked import Asked, Found, Part
from dipoli.forum.trial import is_in_order


@frozen(kw_only=True)
class Due:
    """One thing that waits for a delegation.

    Args:
        object: short name of what it is about.
        title: of that, in its author's words; empty where it has none.
        told: what waits, in a sentence.
        acts: names of the acts by which it can be answered now; none where others come first.
        until: the last moment, in UTC, that second included; None where there is none.
        capital: the same moment in the delegation's capital; None without one.
    """

    object: str
    title: str
    told: str
    acts: tuple[str, ...]
    until: str | None = None
    capital: Capital | None = None


_LAST = "~"
"""Behind every time."""


def today(forum: Forum, code: str, now: str) -> tuple[Due, ...]:
    """What needs a delegation's act, by when: what ends first stands first.

    Args:
        forum: the standing.
        code: of the delegation; that of the secretariat is answered as well.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
    """
    return first(forum, code, now, None)[0]


def first(forum: Forum, code: str, now: str, most: int | None) -> tuple[tuple[Due, ...], int]:
    """The first things that need a delegation's act, and how many more may wait behind them.

    The rules are asked of those alone that are told, so that a long list costs little.

    Args:
        forum: the standing.
        code: of the delegation or of the secretariat.
        now: the moment.
        most: how many at most are told; None for all.

    Returns:
        What is told, and how many things were not looked at; of these some may turn out to wait
        for nobody's act.
    """
    if forum.charter.compiled:  # no party acts in it, so nothing waits for one
        return (), 0
    asked = _asked(forum, code, now)
    parts: tuple[Part, ...] = _OFFICE if code == forum.secretariat else _SEAT
    found = [due for part in parts for due in part(asked)]
    found.sort(key=lambda due: due.until or _LAST)
    told: list[Due] = []
    for place, due in enumerate(found):
        if most is not None and len(told) >= most:
            return tuple(told), len(found) - place
        told.extend(_in_order(asked, due))
    return tuple(told), 0


def _in_order(asked: Asked, due: Found) -> Iterator[Due]:
    """What waits, with the acts alone that are in order now; nothing where none of them is."""
    acts = tuple(
        name
        for name in due.acts
        if is_in_order(asked.forum, asked.code, name, due.object, asked.now)
    )
    if acts or not due.acts:
        until = due.until
        there = None if until is None else capital(asked.member, until, asked.now)
        yield Due(**{**due._asdict(), "acts": acts}, capital=there)


def _asked(forum: Forum, code: str, now: str) -> Asked:
    """Who asks, with the proposals that wait: they are looked at once for all parts."""
    before, decided = _waiting(forum)
    member = forum.charter.member(code)
    return Asked(forum=forum, code=code, now=now, member=member, open=before, decided=decided)


@remembered
def _waiting(forum: Forum) -> tuple[Sequence[Proposal], Sequence[Proposal]]:
    """Proposals that wait: those on which nothing is decided, and those that are decided."""
    waiting = sorted(forum.unsettled.values(), key=attrgetter("number"))
    return (
        [one for one in waiting if one.stage not in _DECIDED],
        [one for one in waiting if one.stage in _DECIDED],
    )


_DECIDED = tuple(DECIDED)
"""A tuple: a stage is looked up in a short one faster than in a set."""
_SEAT: tuple[Part, ...] = (
    today_seat.seat,
    today_seat.presides,
    today_decisions.decisions,
    today_decisions.silences,
    today_decisions.waivers,
    today_texts.texts,
    today_texts.terms,
    today_meetings.meetings,
    today_meetings.summits,
    today_promises.exchanges,
    today_promises.commitments,
    today_crisis.requests,
    today_promises.measures,
    today_crisis.rooms,
    today_crisis.recommendations,
    today_crisis.hand_ups,
    today_crisis.good_offices,
)
_OFFICE: tuple[Part, ...] = (
    today_office.orders,
    today_office.service,
    today_office.records,
    today_office.rounds,
    today_crisis.meetings_asked_for,
    today_crisis.rooms,
    today_office.reminders,
)
