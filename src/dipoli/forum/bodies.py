"""Bodies: basket bodies, contact and drafting groups, friends of the chair, meetings of experts.

Each body is a circle with a record of its own. It is called, widened and closed by acts of the body
to which it reports; it agrees on texts, and adopts none: what it concluded counts above only when
it was reported there. On track 1 people speak for governments, on track 2 in a personal capacity,
on track 1.5 in either, and it shows in every act.

A body's record is ruled on by itself, without a look into any other. So what the body above decides
later of those who sit below (a seat added, suspended, restored, left, taken over) is entered in the
body by the secretariat (``circle.follow``), with the leaf hash of the act above. Until it is
entered it does not hold in the body; every seat of both can check by the hash that it is true.

Its level, its host and its funders stand on every page of it, since a body that hangs on one patron
can end with that patron.

Source: the ladder of groups follows practice in negotiations under the climate convention; see
docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.charter.rules import BodySort, Track
from dipoli.told import commas, in_words, joined, tell

CALL, WIDEN, CLOSE = "circle.call/1", "circle.widen/1", "circle.close/1"
REPORT, RECEIVE = "report.make/1", "report.receive/1"
FOLLOW = "circle.follow/1"

TRACKS: Mapping[Track, str] = {
    Track.ONE: tell("track 1"),
    Track.ONE_AND_HALF: tell("track 1.5"),
    Track.TWO: tell("track 2"),
}
"""How each track is told."""

PERSONAL = "personal"
"""The role of somebody who speaks in a personal capacity."""


class Stage(enum.Enum):
    """Where a body stands."""

    AT_WORK = "at-work"
    CLOSED = "closed"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.AT_WORK: {WIDEN: Stage.AT_WORK, RECEIVE: Stage.AT_WORK, CLOSE: Stage.CLOSED},
    Stage.CLOSED: {},
}
"""A body's stages, in the record of the body to which it reports."""


class Change(enum.Enum):
    """What the body above decided of those who sit in a body."""

    SEATED = "seated"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    LEFT = "left"
    SUCCEEDED = "succeeded"


class Rank(enum.Enum):
    """At what level people attend."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    DEPUTY_MINISTERS = "deputy-ministers"
    SENIOR_OFFICIALS = "senior-officials"
    OFFICIALS = "officials"
    EXPERTS = "experts"


class Capacity(enum.Enum):
    """For whom somebody speaks."""

    GOVERNMENT = "for a government"
    PERSONAL = "in a personal capacity"


@frozen(kw_only=True)
class Body:
    """A body as it stands.

    Args:
        id: its short name.
        title: in a line.
        sort: what sort of body it is.
        track: on which track it works.
        rank: at what level people attend.
        host: who hosts it, in words.
        funders: who pays for it, in words; empty when nobody was named.
        basket: to which it belongs; None for none.
        seats: who sits in it, in the order of seating.
        chair: who presides in it; empty when its own rota decides.
        stage: where it stands.
        since: time of the act that brought it there.
        number: of the act that called it.
        decision: by which the body above called it; None when the chair did.
        reports: numbers of the acts that received its reports.
    """

    id: str
    title: str
    sort: BodySort
    track: Track
    rank: Rank
    host: str
    funders: tuple[str, ...]
    basket: str | None
    seats: tuple[str, ...]
    chair: tuple[str, ...]
    stage: Stage = Stage.AT_WORK
    since: str
    number: int
    decision: str | None
    reports: tuple[int, ...] = ()


@frozen(kw_only=True)
class Report:
    """A report that this body made upwards."""

    id: str
    to: str
    by: str
    title: str
    number: int


def capacity(role: str) -> Capacity:
    """For whom the author of an act speaks, by the role that the act itself says."""
    personal = role == PERSONAL or role.startswith(f"{PERSONAL}-")
    return Capacity.PERSONAL if personal else Capacity.GOVERNMENT


def support(body: Body) -> str:
    """At what level people attend, who hosts and who pays, in a sentence or two."""
    funders = commas(body.funders) or tell("nobody named so far")
    told = [
        tell("People attend as {rank}.", rank=in_words(body.rank)),
        tell("Host: {host}. Funders: {funders}.", host=body.host, funders=funders),
    ]
    if body.funders == (body.host,):
        one = tell("It has one host and one funder, and they are the same: {host}.", host=body.host)
        told.append(one)
    elif len(body.funders) == 1:
        told.append(tell("It has one funder: {funder}.", funder=body.funders[0]))
    return joined(" ", told)
