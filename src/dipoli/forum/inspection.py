"""Inspections: asked for, accepted or refused, carried out and reported, by a measure's clocks.

The host answers, and takes the inspection on its quota by accepting it. The quota is of the
calendar year of the day for which the inspection is asked; the team enters on that day or later,
and in that year. What was accepted and is not carried out is given back. A host refuses for one of
two reasons: its quota is used up, which is read off the record, or force majeure, of which it gives
its account.

Each clock runs from an act: the answer and the entry from the request, the stay from the arrival on
site, the report from the end of the stay. That one has run out shows as a date, and nothing else.

Source: docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

REQUEST, WITHDRAW = "inspection.request/1", "inspection.withdraw/1"
ACCEPT, REFUSE = "inspection.accept/1", "inspection.refuse/1"
ENTER, BEGIN, LEAVE = "inspection.enter/1", "inspection.begin/1", "inspection.leave/1"
CANCEL = "inspection.cancel/1"
REPORT, COMMENT = "inspection.report/1", "inspection.comment/1"


class Stage(enum.Enum):
    """Where an inspection stands."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TEAM_IN = "team-in"
    ON_SITE = "on-site"
    REPORT_DUE = "report-due"
    REPORTED = "reported"
    COMMENTS = "comments"
    NOT_CARRIED_OUT = "not-carried-out"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.REQUESTED: {
        ACCEPT: Stage.ACCEPTED,
        REFUSE: Stage.REFUSED,
        WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.ACCEPTED: {ENTER: Stage.TEAM_IN, CANCEL: Stage.NOT_CARRIED_OUT},
    Stage.REFUSED: {COMMENT: Stage.REFUSED},
    Stage.WITHDRAWN: {},
    Stage.TEAM_IN: {BEGIN: Stage.ON_SITE, CANCEL: Stage.NOT_CARRIED_OUT},
    Stage.ON_SITE: {LEAVE: Stage.REPORT_DUE},
    Stage.REPORT_DUE: {REPORT: Stage.REPORTED},
    Stage.REPORTED: {COMMENT: Stage.COMMENTS},
    Stage.COMMENTS: {COMMENT: Stage.COMMENTS},
    Stage.NOT_CARRIED_OUT: {COMMENT: Stage.NOT_CARRIED_OUT},
}
"""An inspection's stages."""

TAKES = frozenset(
    {
        Stage.ACCEPTED,
        Stage.TEAM_IN,
        Stage.ON_SITE,
        Stage.REPORT_DUE,
        Stage.REPORTED,
        Stage.COMMENTS,
    }
)
"""Stages in which it is on the quota of its host."""


class Why(enum.Enum):
    """Why a host refuses."""

    QUOTA = "quota"
    FORCE_MAJEURE = "force-majeure"


@frozen(kw_only=True)
class Comment:
    """What a side says of an inspection, in its own words."""

    by: str
    words: str
    time: str


@frozen(kw_only=True)
class Inspection:
    """An inspection as it stands.

    Args:
        id: its short name.
        measure: under which it is asked for.
        by: who asks for it.
        host: who is asked.
        area: what is to be inspected, in words.
        day: from when on the team would enter.
        stage: where it stands.
        requested: time of the request.
        number: of that act.
        answered: time of the answer; None before.
        why: the reason of a refusal; None without one.
        account: what the host says of it; None for nothing.
        entered: when the team entered; None before.
        arrived: when it was on site; None before.
        left: when it left; None before.
        reported: when the report came; None before.
        report: its words; None before.
        digest: of the report; None where none is given.
        comments: by number of the act.
    """

    id: str
    measure: str
    by: str
    host: str
    area: str
    day: str
    stage: Stage
    requested: str
    number: int
    answered: str | None = None
    why: Why | None = None
    account: str | None = None
    entered: str | None = None
    arrived: str | None = None
    left: str | None = None
    reported: str | None = None
    report: str | None = None
    digest: bytes | None = None
    comments: Map[int, Comment] = Map()  # noqa: RUF009 - an immutable map

    @property
    def sides(self) -> tuple[str, str]:
        """Who asks for it, and the host."""
        return (self.by, self.host)
