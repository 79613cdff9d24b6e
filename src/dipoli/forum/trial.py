"""Whether an act would be in order: the guards are asked with a trial act, and nothing is entered.

What waits for somebody is told with the acts that answer it. A table of stages alone would name
acts that a guard refuses: for want of a quorum, of an open meeting, of a text that stands. So the
guards themselves are asked. A trial act has no words; guards that need words are not asked, unless
the words are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from dipoli.charter.rules import Track
from dipoli.forum import decision as d
from dipoli.forum import silence as q
from dipoli.forum.act import Act
from dipoli.forum.bodies import PERSONAL
from dipoli.forum.chair import DEPUTY
from dipoli.forum.clock import later
from dipoli.forum.procedure import KINDS, rule
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder

_FREE = "TRIAL-TRIAL-TRIAL"
"""A short name that nobody gives: for acts that begin something where another thing waits."""

_DAY, _MOST_DAYS = 24, 60
_TIMED = (d.REFER, q.RESUME)
"""Acts whose author chooses a moment: they are in order where one of the next days would do."""


def refusal(
    forum: Forum,
    code: str,
    name: str,
    about: str,
    now: str,
    said: Any = None,  # noqa: ANN401 - any form
) -> OutOfOrder | None:
    """Why an act would be out of order; None where it would be in order.

    Args:
        forum: the standing.
        code: of who would do it.
        name: of the act, with its form number.
        about: short name of what it is about.
        now: the moment.
        said: what its body says; None to ask only the guards that do without it.
    """
    kind = KINDS[name]
    act = Act(
        number=forum.acts,
        leaf=bytes(32),
        name=name,
        by=code,
        entered_by=code,
        role=_role(forum, code),
        object=about if kind.begins is None or about not in forum.sorts else _FREE,
        deadline=None,
        time=now,
        said=said,
    )
    first = rule(forum, act)
    if first is None:
        return None
    others = (evolve(act, role=DEPUTY), *_in_time(act, now))
    return None if any(rule(forum, one) is None for one in others) else first


def is_in_order(forum: Forum, code: str, name: str, about: str, now: str) -> bool:
    """Whether an act would be in order; those of the record itself are not asked here."""
    return name not in KINDS or refusal(forum, code, name, about, now) is None


def _role(forum: Forum, code: str) -> str:
    if code == forum.secretariat:
        return "secretariat"
    return PERSONAL if forum.track is Track.TWO else "delegation"


def _in_time(act: Act, now: str) -> Iterator[Act]:
    if act.name in _TIMED:
        for role in (act.role, DEPUTY):
            timely = evolve(act, role=role)
            yield evolve(timely, deadline=later(now, 1))
            for day in range(1, _MOST_DAYS + 1):
                yield evolve(timely, deadline=later(now, day * _DAY))
