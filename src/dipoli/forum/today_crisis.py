"""What the crisis desk, parts off the record, recommendations and good offices await of a seat."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import (
    commitment_told,
)
from dipoli.forum import hand_up as h
from dipoli.forum import off_record as off
from dipoli.forum import offices as go
from dipoli.forum import request as r
from dipoli.forum.in_order import in_order
from dipoli.forum.standing import Forum
from dipoli.forum.today_asked import Asked, Found, ahead
from dipoli.told import tell


def requests(asked: Asked) -> Iterator[Found]:
    """What the crisis desk awaits of a seat: an answer, a meeting, a next step of its own."""
    forum, code, now = asked.forum, asked.code, asked.now
    for one in sorted(forum.requests.values(), key=lambda one: one.number):
        for told, acts, until in _of_request(forum, one, code, now):
            title = commitment_told.in_a_line(one.words)
            yield asked.due(one.id, told, acts, title=title, until=ahead(until, now))


def _of_request(
    forum: Forum, one: r.Request, code: str, now: str
) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    if one.stage is r.Stage.ASKED and code == one.to:
        yield (
            tell("{who} asks for an explanation; an answer is awaited.", who=one.by),
            (r.ANSWER,),
            one.until,
        )
    if one.stage is r.Stage.ASKED and code == one.by and one.is_over(now):
        told = tell("No answer is entered; one was awaited until {until}.", until=one.until)
        yield told, (r.CALL, r.CLOSE), None
    if one.stage is r.Stage.ANSWERED and code == one.by:
        yield tell("An answer is entered; it can ask for a meeting."), (r.CALL, r.CLOSE), None
    if one.stage is r.Stage.CALLED and code in forum.chair:
        yield (
            tell("{who} asked for a meeting; the chair holds it.", who=one.by),
            (r.HOLD,),
            one.meet,
        )
    elif one.stage is r.Stage.CALLED and one.is_party(code):
        if one.waits_no_longer(now) or not forum.chair:
            yield (
                tell("{who} asked for a meeting; a party to it can hold it.", who=one.by),
                (r.HOLD,),
                None,
            )
        elif code == one.to:
            yield (
                tell("{who} asks to meet; the chair holds the meeting.", who=one.by),
                (r.ANSWER,),
                one.meet,
            )
    if one.stage in (r.Stage.MET, r.Stage.MEASURES) and code == one.by:
        yield tell("A meeting was held on its request; it can close it."), (r.CALL, r.CLOSE), None


def meetings_asked_for(asked: Asked) -> Iterator[Found]:
    """Meetings on requests that the chair has not held in its time, or where nobody presides."""
    forum, now = asked.forum, asked.now
    for one in sorted(forum.requests.values(), key=lambda one: one.number):
        waits = one.stage is r.Stage.CALLED and forum.chair and not one.waits_no_longer(now)
        if one.stage is r.Stage.CALLED and not waits:
            told = tell(
                "{who} asked for a meeting, and no entry is made that it was held.", who=one.by
            )
            yield asked.due(one.id, told, (r.HOLD,), until=None)


def rooms(asked: Asked) -> Iterator[Found]:
    """What a part off the record awaits of its facilitator, once it is over."""
    forum, code = asked.forum, asked.code
    for one in in_order(forum, forum.rooms):
        if one.stage is off.Stage.ANNOUNCED and one.facilitator == code and one.until < asked.now:
            told = tell("It is over; the text that leaves it is entered, or that none does.")
            yield asked.due(one.id, told, (h.ENTER, off.CLOSE), title=one.title, until=None)


def recommendations(asked: Asked) -> Iterator[Found]:
    """What recommendations await of who presides in the body that makes them."""
    forum, code = asked.forum, asked.code
    for one in in_order(forum, forum.recommendations) if code in forum.chair else ():
        if one.stage is h.DraftStage.DRAFT and not one.objections:
            told = tell("No objection stands; the chair finds that all consent.")
            yield asked.due(one.id, told, (h.CONSENT,), title=one.title, until=None)
        elif one.stage is h.DraftStage.CONSENTED and len(one.checks) >= h.PERSONS:
            told = tell("Two have held it against the names; it can be sent up.")
            yield asked.due(one.id, told, (h.SEND,), title=one.title, until=None)


def hand_ups(asked: Asked) -> Iterator[Found]:
    """What recommendations that were handed up await of the chair."""
    forum = asked.forum
    for one in in_order(forum, forum.hand_ups) if asked.code in forum.chair else ():
        told, act = tell("A recommendation was handed up; the chair gives a receipt."), h.RECEIVE
        if one.stage in (h.Stage.REPLY_DUE, h.Stage.REMINDED):
            told, act = tell("A recommendation waits for the chair's reply."), h.REPLY
        if one.stage is not h.Stage.REPLIED:
            until = ahead(one.due, asked.now)
            yield asked.due(one.id, told, (act,), title=one.title, until=until)


def good_offices(asked: Asked) -> Iterator[Found]:
    """What good offices await of one of the two: acceptance, an answer, what may be conveyed."""
    forum, code = asked.forum, asked.code
    one = None if forum.mediation is None else forum.offices[forum.mediation]
    if one is None or code not in one.two:
        return
    if one.stage is go.Stage.OFFERED:
        if code != one.by:
            told = tell("Good offices wait for its answer; until then nothing is said.")
            title = commitment_told.in_a_line(one.words)
            yield asked.due(one.id, told, (go.ACCEPT, go.END), title=title, until=None)
        return
    for message in sorted(forum.messages.values(), key=lambda one: one.number):
        title = commitment_told.in_a_line(message.words)
        if message.offices != one.id:
            continue
        if code == one.party and message.stage is go.Carriage.CARRIED and not message.answered:
            told = tell("It was conveyed here; an answer carries a mark of its own.")
            yield asked.due(message.id, told, (go.SEND,), title=title, until=None)
        waits = message.stage is go.Carriage.SENT and message.mark is not go.Leave.ALONE
        if code == one.mediator and waits and message.by == one.party:
            told = tell("Its author lets it go; its author is told once it was conveyed.")
            yield asked.due(message.id, told, (go.TELL,), title=title, until=None)
