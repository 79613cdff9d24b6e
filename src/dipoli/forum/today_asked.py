"""What the parts of `dipoli.forum.today` share: who asks, and what may wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from dipoli.charter.rules import Member
from dipoli.forum import meeting as m
from dipoli.forum.clock import later
from dipoli.forum.decision import Proposal
from dipoli.forum.standing import Forum


class Found(NamedTuple):
    """What may wait, before the rules were asked: light, since there can be thousands."""

    object: str
    title: str
    told: str
    acts: tuple[str, ...]
    until: str | None


@frozen(kw_only=True)
class Asked:
    """Who asks, and when.

    What was so many hours before now is worked out once, and each time is held against that: no
    time is reckoned with for every thing that was ever begun.

    Args:
        forum: the standing.
        code: of the delegation or of the secretariat.
        now: the moment.
        member: the delegation as the charter lists it; None where it does not.
        open: proposals on which nothing is decided, in the order of tabling.
        decided: those that are, and wait for a consent at home, in the same order.
    """

    forum: Forum
    code: str
    now: str
    member: Member | None
    open: Sequence[Proposal]
    decided: Sequence[Proposal]

    def ago(self, hours: int) -> str:
        """The moment so many hours before now."""
        return later(self.now, -hours)

    def due(
        self, about: str, told: str, acts: tuple[str, ...], *, title: str = "", until: str | None
    ) -> Found:
        """What may wait for who asks."""
        return Found(about, title, told, acts, until)


Part = Callable[[Asked], Iterator[Found]]
"""What waits of one sort."""

TO_COME = (m.Stage.CALLED, m.Stage.OPEN)
"""A tuple: a stage is looked up in a short one faster than in a set."""


def sits(forum: Forum) -> bool:
    """Whether a meeting is open."""
    meeting = None if forum.sitting is None else forum.meetings.get(forum.sitting)
    return meeting is not None and meeting.stage is m.Stage.OPEN


def ahead(until: str | None, now: str) -> str | None:
    """A moment that is still to come."""
    return until if until is not None and until >= now else None
