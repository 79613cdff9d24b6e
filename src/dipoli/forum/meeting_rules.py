"""Meetings: calling, credentials, opening, breaks, closing, and what a meeting still needs."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode
from dipoli.forum import meeting as m
from dipoli.forum import meeting_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clock import later
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, hours, refuse, stage_guard
from dipoli.forum.mandate import is_effective
from dipoli.forum.meeting import Agenda, Credential, Credentials, Meeting, Outcome, Stage
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


def meeting_stage(forum: Forum, name: str) -> Stage | None:
    """Where a meeting stands; None when there is none of that name."""
    meeting = forum.meetings.get(name)
    return None if meeting is None else meeting.stage


meeting_stages = stage_guard(m.MOVES, meeting_stage, Point.MEETING_STAGE, "Meeting {object}")


def put(forum: Forum, meeting: Meeting) -> Forum:
    """The standing with a meeting as it now is."""
    return forum.grown(meetings=forum.meetings.set(meeting.id, meeting))


def moved(forum: Forum, act: Act) -> Meeting:
    """The meeting one move on; the table has the row, since the guard asked it."""
    meeting = forum.meetings[act.object]
    stage = m.MOVES[meeting.stage][act.name]
    return evolve(meeting, stage=stage, since=meeting.since if stage is meeting.stage else act.time)


# ---------------------------------------------------------------- guards


def _notice(forum: Forum, act: Act) -> OutOfOrder | None:
    """An invitation names a moment that lies far enough ahead."""
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    least = forum.charter.meeting.notice
    first = later(act.moment, least)
    if paper.opens >= first:
        return None
    why = tell("A meeting is called {hours} before it opens, or earlier.", hours=hours(least))
    return refuse(
        forum, Point.MEETING_NOTICE, why, tell("Call it for {first} or later.", first=first)
    )


def _subject_not_reserved(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    return not_reserved(forum, act.object, (), (paper.title,))


def _time_has_come(forum: Forum, act: Act) -> OutOfOrder | None:
    opens = forum.meetings[act.object].opens
    if act.earliest >= opens:
        return None
    why = tell("{object} was called for {opens}.", object=act.object, opens=opens)
    return refuse(forum, Point.MEETING_NOTICE, why, tell("Open it then, or later."))


def _none_sits(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.sitting in (None, act.object):
        return None
    why = tell("Meeting {sitting} sits, and one meeting sits at a time.", sitting=forum.sitting)
    suspended = forum.meetings[forum.sitting].stage is Stage.SUSPENDED
    remedy = tell("Adjourn {sitting} first, or close it.", sitting=forum.sitting)
    if suspended:
        remedy = tell("Adjourn {sitting} first.", sitting=forum.sitting)
    return refuse(forum, Point.MEETING_STAGE, why, remedy)


def _presented(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Accepted)  # noqa: S101 - the form of this act gives no other
    held = forum.meetings[act.object].credentials.get(paper.seat)
    stage = Credential.NONE if held is None else held.stage
    if act.name in m.CREDENTIAL_MOVES[stage]:
        return None
    told = in_words(stage)
    held_for = {"seat": paper.seat, "object": act.object, "stage": told}
    if stage is Credential.IN_ORDER:
        why = tell("The credentials of {seat} for {object} are {stage} already.", **held_for)
        return refuse(forum, Point.CREDENTIALS, why, tell("Nothing more is needed."))
    why = tell("The credentials of {seat} for {object} are {stage} so far.", **held_for)
    remedy = tell("Ask {seat} to present them; it may speak meanwhile.", seat=paper.seat)
    return refuse(forum, Point.CREDENTIALS, why, remedy)


def _outcome(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Closed)  # noqa: S101 - the form of this act gives no other
    worded = paper.outcome in (Outcome.SUMMARY, Outcome.PRESS)
    if worded and paper.words is None:
        why = tell("A line for the press has words, and none are given.")
        if paper.outcome is Outcome.SUMMARY:
            why = tell("A summary of the chair has words, and none are given.")
        return refuse(forum, Point.OUTCOME, why, tell("Give the words, or close with nothing."))
    if paper.outcome is Outcome.SUMMARY and not forum.charter.meeting.summary:
        why = tell("In this forum the chair issues no summary of a meeting.")
        remedy = tell(
            "Close with a text, with a line for the press that was agreed, or with nothing."
        )
        return refuse(forum, Point.OUTCOME, why, remedy)
    if paper.outcome is Outcome.PRESS:
        return _agreed(forum, paper.paper)
    if paper.outcome is Outcome.TEXT:
        return _a_paper(forum, paper.paper)
    return None


def _agreed(forum: Forum, name: str | None) -> OutOfOrder | None:
    """A line for the press is agreed: it names the decision."""
    proposal = None if name is None else forum.proposals.get(name)
    if proposal is not None and is_effective(forum, proposal):
        return None
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        why = tell("A line for the press is agreed by a decision, and this forum takes none.")
        remedy = tell("Close with a text, or with nothing.")
        if forum.charter.meeting.summary:
            remedy = tell("Close with a text, with a summary, or with nothing.")
        return refuse(forum, Point.OUTCOME, why, remedy)
    why = tell("A line for the press is agreed by a decision, and none in effect is named.")
    remedy = tell("Name the decision by which it was agreed, or close with nothing.")
    return refuse(forum, Point.OUTCOME, why, remedy)


def _a_paper(forum: Forum, name: str | None) -> OutOfOrder | None:
    if name is not None and forum.sorts.get(name) == "text":
        return None
    return None if _agreed(forum, name) is None else _no_paper(forum, name)


def _no_paper(forum: Forum, name: str | None) -> OutOfOrder:
    why = tell("No text is named with which the meeting closes.")
    if name is not None:
        why = tell("{name} is no text here, and no decision that is in effect.", name=name)
    return refuse(forum, Point.OUTCOME, why, tell("Name the text, or close with nothing."))


# ---------------------------------------------------------------- effects


def _called(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    meeting = Meeting(
        id=act.object,
        title=paper.title,
        place=paper.place,
        opens=paper.opens,
        since=act.time,
        number=act.number,
        called=act.time,
    )
    return put(forum, meeting)


def sat(forum: Forum, meeting: Meeting) -> Forum:
    """The standing in which a meeting sits, under those who are in the chair now."""
    count, new = forum.presided, m.presided(meeting, forum.chair)
    for code in new:
        count = count.set(code, count.get(code, 0) + 1)
    noted = evolve(meeting, presided=(*meeting.presided, *new))
    return put(forum, noted).grown(sitting=meeting.id, presided=count)


def _opened(forum: Forum, act: Act) -> Forum:
    happened = forum.happened.set(act.object, act.time)
    return sat(forum.grown(happened=happened), moved(forum, act))


def _resumed(forum: Forum, act: Act) -> Forum:
    return sat(forum, evolve(moved(forum, act), until=None))


def _suspended(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(moved(forum, act), until=act.deadline, floor=None))


def _plain(forum: Forum, act: Act) -> Forum:
    return put(forum, moved(forum, act))


def _adjourned(forum: Forum, act: Act) -> Forum:
    meeting = evolve(moved(forum, act), until=act.deadline, floor=None)
    return evolve(put(forum, meeting), sitting=None)


def _closed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Closed)  # noqa: S101 - the form of this act gives no other
    meeting = evolve(
        moved(forum, act), outcome=paper.outcome, paper=paper.paper, floor=None, speakers=()
    )
    sitting = None if forum.sitting == act.object else forum.sitting
    return evolve(put(forum, meeting), sitting=sitting, closed=forum.closed + 1)


def _credentials(forum: Forum, act: Act) -> Forum:
    paper, meeting = act.said, moved(forum, act)
    assert isinstance(paper, said.Presented)  # noqa: S101 - the form of this act gives no other
    held = meeting.credentials.get(act.by)
    stage = m.CREDENTIAL_MOVES[Credential.NONE if held is None else held.stage][act.name]
    one = Credentials(head=paper.head, rank=paper.rank, stage=stage)
    return put(forum, evolve(meeting, credentials=meeting.credentials.set(act.by, one)))


def _in_order(forum: Forum, act: Act) -> Forum:
    paper, meeting = act.said, moved(forum, act)
    assert isinstance(paper, said.Accepted)  # noqa: S101 - the form of this act gives no other
    held = meeting.credentials[paper.seat]
    one = evolve(held, stage=m.CREDENTIAL_MOVES[held.stage][act.name])
    return put(forum, evolve(meeting, credentials=meeting.credentials.set(paper.seat, one)))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, meeting: Meeting) -> str:
    """What a meeting still needs, in a sentence."""
    if meeting.stage is Stage.CALLED:
        return tell("It can be opened from {opens}.", opens=meeting.opens)
    if meeting.stage is Stage.OPEN and meeting.agenda is not Agenda.ADOPTED:
        return _agenda_needs(forum, meeting)
    if meeting.stage in (Stage.SUSPENDED, Stage.ADJOURNED):
        stage = in_words(meeting.stage)
        if meeting.until:
            return tell(
                "It is {stage} until {until}; it needs the chair to resume it.",
                stage=stage,
                until=meeting.until,
            )
        return tell("It is {stage} without a date; it needs the chair to resume it.", stage=stage)
    if meeting.stage is Stage.OPEN:
        return tell("It is open; it needs the chair to close it, with an outcome or with nothing.")
    return tell("It is {stage}; nothing is needed.", stage=in_words(meeting.stage))


def _agenda_needs(forum: Forum, meeting: Meeting) -> str:
    who = [code for code in forum.order if code in meeting.contests]
    if who:
        return tell("Its agenda needs {who} to clear the objection to it.", who=commas(who))
    return tell(
        "Its agenda is provisional; it needs the chair to find that no member objects to it."
    )


# ---------------------------------------------------------------- kinds


def _kind(
    name: str, who: Who, guards: tuple[Guard, ...], effect: Effect, meaning: str, form: Form = WORDS
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,
        meaning=meaning,
        about="meeting",
        envelope_alone=form is WORDS,
    )


_AT = (meeting_stages,)
KINDS: tuple[Kind, ...] = (
    Kind(
        name=m.INVITE,
        form=said.CALLED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_notice, _subject_not_reserved),
        effect=_called,
        meaning="Invite to a meeting.",
        begins="meeting",
    ),
    _kind(m.CANCEL, Who.CHAIR, _AT, _plain, tell("Call off a meeting that was not opened.")),
    _kind(
        m.PRESENT,
        Who.SEAT,
        _AT,
        _credentials,
        tell("Present credentials for a meeting."),
        said.PRESENTED,
    ),
    _kind(
        m.VERIFY,
        Who.SECRETARIAT,
        (meeting_stages, _presented),
        _in_order,
        tell("Find credentials in order."),
        said.ACCEPTED,
    ),
    _kind(
        m.OPEN,
        Who.CHAIR,
        (meeting_stages, _time_has_come, _none_sits),
        _opened,
        tell("Open a meeting."),
    ),
    _kind(m.SUSPEND, Who.CHAIR, _AT, _suspended, tell("Suspend a meeting for a while.")),
    _kind(
        m.ADJOURN, Who.CHAIR, _AT, _adjourned, tell("Adjourn a meeting, to a day or without one.")
    ),
    _kind(
        m.RESUME, Who.CHAIR, (meeting_stages, _none_sits), _resumed, tell("Let a meeting go on.")
    ),
    _kind(
        m.CLOSE,
        Who.CHAIR,
        (meeting_stages, _outcome),
        _closed,
        tell("Close a meeting, with an outcome or with nothing."),
        said.CLOSED,
    ),
)
"""The acts of meetings."""
