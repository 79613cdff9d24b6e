"""What is asked of a seat as such, and of who presides."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import decision as d
from dipoli.forum import floor as f
from dipoli.forum import seat as s
from dipoli.forum import silence as q
from dipoli.forum.chair import TAKE
from dipoli.forum.chair_rules import whose_turn
from dipoli.forum.clock import later
from dipoli.forum.decision_parties import missing_parties
from dipoli.forum.in_order import those
from dipoli.forum.kind import is_member
from dipoli.forum.today_asked import Asked, Found, sits
from dipoli.told import tell


def seat(asked: Asked) -> Iterator[Found]:
    """Its invitation, its channel, a notice of withdrawal, its presence, its turn in the chair."""
    forum, code = asked.forum, asked.code
    seat = forum.seats.get(code)
    if seat is None:
        return
    if seat.stage is s.Stage.INVITED:
        told = tell("The invitation waits for an answer.")
        yield asked.due(code, told, (s.ACCEPT, s.REPLY), until=None)
    elif seat.channel is None and seat.stage in s.COUNTS:
        told = tell("No channel is declared by which texts are served on the delegation.")
        yield asked.due(code, told, (s.DECLARE,), until=None)
    if seat.notice is not None and seat.stage is not s.Stage.WITHDRAWN:
        first = later(seat.notice, forum.charter.seats.withdrawal)
        told = tell(
            "Notice of withdrawal was given; it can be taken back, or carried out from {first}.",
            first=first,
        )
        yield asked.due(code, told, (s.STAY, s.WITHDRAW), until=None)
    if sits(forum) and seat.stage is s.Stage.ACCEPTED and is_member(forum, code):
        told = tell("A meeting is open, and the delegation's presence is not entered.")
        yield asked.due(code, told, (s.ATTEND,), until=None)
    if code in whose_turn(forum, asked.now) and code not in forum.chair:
        yield asked.due("", tell("The delegation has the turn in the chair."), (TAKE,), until=None)


def presides(asked: Asked) -> Iterator[Found]:
    """What waits for the chair."""
    forum = asked.forum
    if asked.code not in forum.chair:
        return
    if forum.point is not None:
        point = forum.points[forum.point]
        if point.stage is f.Stage.RAISED:
            told = tell("A point of order waits for the ruling of the chair, at once.")
            yield asked.due(point.id, told, (f.RULE,), until=None)
        elif point.stage is f.Stage.APPEALED:
            told = tell("The ruling is appealed; members support it, or the chair yields.")
            yield asked.due(point.id, told, (f.YIELD,), until=None)
    yield from _before_the_chair(asked)
    for silence in those(forum, forum.silent, lambda one: one.stage is q.Stage.SUSPENDED):
        told = tell("The silence is suspended; the chair resumes it.")
        yield asked.due(silence.proposal, told, (q.RESUME,), until=None)


_RIPE = tell("Its notice has run; it can be put to the body.")
_SILENT = tell("It is before the body, and no objection stands; the chair finds consensus.")
_ANSWERED = tell("All capitals have answered; the chair finds consensus.")
_PUT, _ADOPT = (d.PUT,), (d.ADOPT,)
"""Made once: thousands of proposals may wait for a chair."""


def _before_the_chair(asked: Asked) -> Iterator[Found]:
    forum = asked.forum
    can_sit = sits(forum) or not forum.charter.decision.meeting
    ripe = asked.ago(forum.charter.decision.notice)
    for one in asked.open:
        if one.stage is d.Stage.TABLED:
            if can_sit and one.tabled <= (asked.now if one.waived else ripe):
                yield Found(one.id, one.title, _RIPE, _PUT, None)
        elif one.stage is d.Stage.UNDER_DECISION and not missing_parties(forum, one):
            yield Found(one.id, one.title, _SILENT, _ADOPT, None)
        elif one.stage is d.Stage.REFERRED and False not in one.referred.values():
            yield Found(one.id, one.title, _ANSWERED, _ADOPT, None)
