"""What meetings and summits await of a seat, and meetings of the chair."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import meeting as m
from dipoli.forum import summit as u
from dipoli.forum.in_order import those
from dipoli.forum.kind import is_member
from dipoli.forum.minutes_rules import window_ends
from dipoli.forum.today_asked import TO_COME, Asked, Found
from dipoli.told import in_words, tell

_ENDED = (m.Stage.CLOSED, m.Stage.CANCELLED)


def meetings(asked: Asked) -> Iterator[Found]:
    """Credentials, its own objection to an agenda, corrections, and what the chair does."""
    forum, code = asked.forum, asked.code
    hours = forum.charter.meeting.corrigenda
    since, sits = asked.ago(hours), code in forum.seats

    def waits(one: m.Meeting) -> bool:
        fresh = one.minutes is m.Minutes.ISSUED and str(one.issued) >= since
        return fresh or one.stage not in _ENDED

    for one in those(forum, forum.meetings, waits):
        if one.stage in TO_COME and sits and code not in one.credentials:
            told = tell("The delegation's credentials for the meeting are not presented.")
            until = one.opens if one.opens > asked.now else None
            yield asked.due(one.id, told, (m.PRESENT,), title=one.title, until=until)
        if code in one.contests and one.agenda is m.Agenda.CONTESTED:
            told = tell(
                "The delegation's own objection to the agenda stands; nobody else can clear that."
            )
            yield asked.due(one.id, told, (m.CLEAR,), title=one.title, until=None)
        if one.minutes is m.Minutes.ISSUED and sits:
            told = tell("Its summary record is out; corrections can be asked for.")
            end = window_ends(forum, one)
            yield asked.due(one.id, told, (m.CORRECT,), title=one.title, until=end)
        if code in forum.chair:
            yield from _chairs(asked, one)


def _chairs(asked: Asked, one: m.Meeting) -> Iterator[Found]:
    """What a meeting asks of the chair."""
    told, acts = "", tuple[str, ...]()
    if one.stage is m.Stage.CALLED and one.opens <= asked.now:
        told, acts = tell("The meeting can be opened."), (m.OPEN,)
    elif one.stage is m.Stage.OPEN and one.agenda is m.Agenda.PROVISIONAL and one.items:
        told, acts = tell("The agenda is provisional, and no objection to it stands."), (m.ADOPT,)
    elif one.stage in (m.Stage.SUSPENDED, m.Stage.ADJOURNED):
        told, acts = (
            tell("The meeting is {stage}; the chair resumes it.", stage=in_words(one.stage)),
            (m.RESUME,),
        )
    if told:
        until = one.until if one.until is not None and one.until > asked.now else None
        yield asked.due(one.id, told, acts, title=one.title, until=until)


def summits(asked: Asked) -> Iterator[Found]:
    """What it can announce at home."""
    forum, code = asked.forum, asked.code
    for one in those(forum, forum.summits, lambda one: one.stage is not u.Stage.ENDED):
        announced = (u.Part.ANNOUNCE, code) in one.parts
        if is_member(forum, code) and not announced:
            told = tell("No entry yet on what it can announce at home.")
            yield asked.due(one.id, told, (u.CITE,), title=one.title, until=None)
