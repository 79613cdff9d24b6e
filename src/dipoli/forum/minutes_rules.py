"""The summary record and its corrections, and words struck by a decision of the body."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode
from dipoli.forum import meeting as m
from dipoli.forum import meeting_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clock import later
from dipoli.forum.decision import Purpose
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.meeting import Meeting, Minutes, Stage
from dipoli.forum.meeting_rules import put
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import in_words, joined, tell


def _stage(forum: Forum, name: str) -> Minutes | None:
    meeting = forum.meetings.get(name)
    return None if meeting is None else meeting.minutes


_stages = stage_guard(m.MINUTES_MOVES, _stage, Point.MINUTES, "The summary record of {object}")


def _unsettled(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.meetings[act.object].minutes is not Minutes.SETTLED:
        return None
    why = tell("The summary record of {object} is settled.", object=act.object)
    return refuse(forum, Point.MINUTES, why, tell("State in the next meeting how you read it."))


def window_ends(forum: Forum, meeting: Meeting) -> str:
    """Until when a summary record that was issued can be corrected, that second included."""
    return later(str(meeting.issued), forum.charter.meeting.corrigenda)


def _is_closed(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = forum.meetings[act.object].stage
    if stage is Stage.CLOSED:
        return None
    why = tell(
        "Meeting {object} is {stage}, and not closed.", object=act.object, stage=in_words(stage)
    )
    remedy = tell("Issue the summary record once it is closed.")
    if stage is Stage.CANCELLED:
        remedy = tell("Nothing is to be issued; the meeting was not held.")
    return refuse(forum, Point.MINUTES, why, remedy)


def _in_window(forum: Forum, act: Act) -> OutOfOrder | None:
    ends = window_ends(forum, forum.meetings[act.object])
    why = tell("In this forum a summary record is not corrected after it was issued.")
    if forum.charter.meeting.corrigenda:
        if act.moment <= ends:
            return None
        why = tell(
            "The summary record of {object} could be corrected until {ends}.",
            object=act.object,
            ends=ends,
        )
    return refuse(forum, Point.MINUTES, why, tell("State the correction in the next meeting."))


def _after_window(forum: Forum, act: Act) -> OutOfOrder | None:
    ends = window_ends(forum, forum.meetings[act.object])
    if act.earliest > ends or not forum.charter.meeting.corrigenda:
        return None
    why = tell(
        "The summary record of {object} can be corrected until {ends}.",
        object=act.object,
        ends=ends,
    )
    return refuse(forum, Point.MINUTES, why, tell("Settle it after that moment."))


def _strikable(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Struck)  # noqa: S101 - the form of this act gives no other
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        why = tell("Words are struck by a decision, and this forum takes none.")
        remedy = tell("Say in a meeting what you hold against them; both stand in the record.")
        return refuse(forum, Point.STRIKE, why, remedy)
    if paper.number >= act.number:
        why = tell("There is no act {number} yet.", number=paper.number)
        return refuse(forum, Point.STRIKE, why, tell("Name an act that was entered."))
    if paper.number in forum.struck:
        why = tell(
            "The words of act {number} were struck by {struck}.",
            number=paper.number,
            struck=forum.struck[paper.number],
        )
        remedy = tell("Nothing more is to be decided.")
        if paper.number not in forum.withheld:
            then = tell("The secretariat withholds them from the record (body.withhold).")
            remedy = joined(" ", (remedy, then))
        return refuse(forum, Point.STRIKE, why, remedy)
    return mandate(forum, paper.decision, Purpose.STRIKE, str(paper.number))


def _moved(forum: Forum, act: Act) -> Meeting:
    meeting = forum.meetings[act.object]
    return evolve(meeting, minutes=m.MINUTES_MOVES[meeting.minutes][act.name])


def _issued(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(_moved(forum, act), issued=act.time))


def _corrected(forum: Forum, act: Act) -> Forum:
    meeting = _moved(forum, act)
    return put(forum, evolve(meeting, corrections=(*meeting.corrections, act.number)))


def _settled(forum: Forum, act: Act) -> Forum:
    return put(forum, _moved(forum, act))


def _struck(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Struck)  # noqa: S101 - the form of this act gives no other
    after = forum.grown(struck=forum.struck.set(paper.number, paper.decision))
    return carried_out(after, act, paper.decision)


def still_needed(forum: Forum, meeting: Meeting) -> str:
    """What the summary record of a meeting that is over still needs, in a sentence."""
    if meeting.minutes is Minutes.SETTLED:
        return tell("Its summary record is settled; nothing is needed.")
    if meeting.minutes is Minutes.ISSUED:
        if not forum.charter.meeting.corrigenda:
            return tell("Its summary record is issued; the secretariat settles it.")
        return tell(
            "Its summary record can be corrected until {until}.",
            until=window_ends(forum, meeting),
        )
    if meeting.stage is Stage.CLOSED:
        return tell("It needs the secretariat to issue its summary record.")
    return tell("It was cancelled; nothing is needed.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=m.ISSUE,
        form=said.SAID,
        who=Who.SECRETARIAT,
        guards=(_is_closed, _stages),
        effect=_issued,
        meaning="Issue the summary record of a meeting.",
        about="meeting",
        envelope_alone=True,
    ),
    Kind(
        name=m.CORRECT,
        form=said.SAID,
        who=Who.HERE,
        guards=(_unsettled, _stages, _in_window),
        effect=_corrected,
        meaning="Ask for a correction of the summary record.",
        about="meeting",
        envelope_alone=True,
    ),
    Kind(
        name=m.SETTLE,
        form=WORDS,
        who=Who.SECRETARIAT,
        guards=(_unsettled, _stages, _after_window),
        effect=_settled,
        meaning="Settle a summary record whose window has passed.",
        about="meeting",
        envelope_alone=True,
    ),
    Kind(
        name=m.STRIKE,
        form=said.STRUCK,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_strikable,),
        effect=_struck,
        meaning="Strike words by a decision of the body; the secretariat then withholds them.",
        adopts=True,
    ),
)
"""The acts of summary records, and of words that are struck."""
