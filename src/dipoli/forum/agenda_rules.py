"""The agenda and the list of speakers: guards and effects."""

from __future__ import annotations

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.forum import meeting as m
from dipoli.forum import meeting_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, is_member, refuse, stage_guard, times
from dipoli.forum.meeting import Agenda, Item, Meeting, Stage
from dipoli.forum.meeting_rules import meeting_stages, moved, put
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


def _agenda_stage(forum: Forum, name: str) -> Agenda | None:
    meeting = forum.meetings.get(name)
    return None if meeting is None else meeting.agenda


_agenda_stages = stage_guard(m.AGENDA_MOVES, _agenda_stage, Point.AGENDA, "The agenda of {object}")
_ENDED = frozenset({Stage.CLOSED, Stage.CANCELLED})


def _not_ended(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = forum.meetings[act.object].stage
    if stage not in _ENDED and forum.meetings[act.object].agenda is Agenda.ADOPTED:
        why = tell(
            "The agenda of {object} is adopted, and is not changed any more.", object=act.object
        )
        return refuse(
            forum, Point.AGENDA, why, tell("Take the matter to the agenda of a later meeting.")
        )
    if stage not in _ENDED:
        return None
    why = tell(
        "Meeting {object} is {stage}; its agenda stays as it is.",
        object=act.object,
        stage=in_words(stage),
    )
    return refuse(
        forum, Point.AGENDA, why, tell("Take the matter to the agenda of a later meeting.")
    )


def _agenda_is_adopted(forum: Forum, act: Act) -> OutOfOrder | None:
    """Where the charter has no adoption of agendas there is none to find, and none to stop."""
    if forum.charter.meeting.agenda:
        return None
    why = tell(
        "In this forum agendas are not adopted; that of {object} is as it stands.",
        object=act.object,
    )
    remedy = tell("Take up an item of it, or place another one on it.")
    if act.name == m.CONTEST:
        remedy = tell("Place an item of your own on it, or raise a point of order in the meeting.")
    return refuse(forum, Point.AGENDA, why, remedy)


def _item_not_reserved(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Placed)  # noqa: S101 - the form of this act gives no other
    return not_reserved(forum, act.object, (), (paper.title,))


# ---------------------------------------------------------------- guards of the agenda


def _placeable(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Placed)  # noqa: S101 - the form of this act gives no other
    if forum.sorts.get(paper.meeting) != "meeting":
        why = tell("There is no meeting {meeting}.", meeting=paper.meeting)
        return refuse(forum, Point.KNOWN_OBJECT, why, tell("Name one that was called here."))
    return _of_meeting(forum, act, paper.meeting)


def _droppable(forum: Forum, act: Act) -> OutOfOrder | None:
    item = forum.items[act.object]
    if act.by != item.by:
        why = tell("{object} was placed by {who}.", object=act.object, who=item.by)
        remedy = (
            tell("Ask {who} to take it off, or object to the agenda.", who=item.by)
            if forum.charter.meeting.agenda
            else tell("Ask {who} to take it off.", who=item.by)
        )
        return refuse(forum, Point.AGENDA, why, remedy)
    if act.object not in forum.meetings[item.meeting].items:
        why = tell("{object} was taken off the agenda already.", object=act.object)
        return refuse(forum, Point.AGENDA, why, tell("It is off; nothing more is needed."))
    return _of_meeting(forum, act, item.meeting)


def _of_meeting(forum: Forum, act: Act, meeting: str) -> OutOfOrder | None:
    """What the tables say where an act is about an item, and its meeting is named beside."""
    at = evolve(act, object=meeting)
    return _not_ended(forum, at) or _agenda_stages(forum, at)


def _may_contest(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by not in forum.meetings[act.object].contests:
        return None
    why = tell("The objection of {who} to this agenda stands already.", who=act.by)
    return refuse(forum, Point.AGENDA, why, tell("Nothing more is needed for it to stand."))


def _own_contest(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.meetings[act.object].contests:
        return None
    why = tell("No objection of {who} to this agenda stands.", who=act.by)
    return refuse(
        forum, Point.AGENDA, why, tell("An objection is cleared by the member that made it.")
    )


def _is_open(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = forum.meetings[act.object].stage
    if stage is Stage.OPEN:
        return None
    why = tell(
        "Meeting {object} is {stage}; agendas are adopted in open meeting.",
        object=act.object,
        stage=in_words(stage),
    )
    called = stage is Stage.CALLED
    remedy = tell("Open the meeting first.") if called else tell("Let the meeting go on first.")
    if stage in _ENDED:
        remedy = tell("Adopt the agenda of a later meeting in that meeting.")
    return refuse(forum, Point.AGENDA, why, remedy)


def _is_adopted(forum: Forum, act: Act) -> OutOfOrder | None:
    meeting = forum.meetings[act.object]
    if meeting.agenda is Agenda.ADOPTED or not forum.charter.meeting.agenda:
        return None
    why = tell(
        "The agenda of {object} is {agenda}; it is adopted before all else.",
        object=act.object,
        agenda=in_words(meeting.agenda),
    )
    objects = [code for code in forum.order if code in meeting.contests]
    remedy = tell("Let the chair find first that no member objects to it.")
    if objects:
        remedy = tell(
            "Consult; {objects} may clear the objection, and the agenda is adopted.",
            objects=commas(objects),
        )
    return refuse(forum, Point.AGENDA, why, remedy)


def _on_agenda(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.TakenUp)  # noqa: S101 - the form of this act gives no other
    meeting = forum.meetings[act.object]
    if paper.item not in meeting.items:
        why = tell("{item} is not on the agenda of {object}.", item=paper.item, object=act.object)
        return refuse(forum, Point.AGENDA, why, tell("Take up an item that is on it."))
    if paper.item == meeting.item:
        why = tell("{item} is taken up already, with its list of speakers.", item=paper.item)
        return refuse(
            forum, Point.FLOOR, why, tell("Go on with its list, or take up another item.")
        )
    return None


def _list_done(forum: Forum, act: Act) -> OutOfOrder | None:
    """The chair leaves an item once those on its list have had the floor."""
    meeting = forum.meetings[act.object]
    if not meeting.speakers:
        return None
    why = tell("On the list of speakers are still: {speakers}.", speakers=commas(meeting.speakers))
    remedy = tell("Close the list if need be, and give the floor to those on it; then go on.")
    return refuse(forum, Point.FLOOR, why, remedy)


# ---------------------------------------------------------------- guards of the floor


def _may_ask(forum: Forum, act: Act) -> OutOfOrder | None:
    meeting = forum.meetings[act.object]
    if meeting.closed_list:
        why = tell("The list of speakers is closed for this item.")
        remedy = tell("Ask for the floor on another item.")
        if forum.charter.meeting.replies and is_member(forum, act.by):
            remedy = tell(
                "Ask for the floor on another item, or claim the right of reply where another "
                "spoke of you."
            )
        return refuse(forum, Point.FLOOR, why, remedy)
    if act.by not in meeting.speakers:
        return None
    why = tell("{who} is on the list of speakers already.", who=act.by)
    return refuse(forum, Point.FLOOR, why, tell("Wait until the chair gives the floor."))


def _first(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, speakers = act.said, forum.meetings[act.object].speakers
    assert isinstance(paper, said.Given)  # noqa: S101 - the form of this act gives no other
    if speakers[:1] == (paper.seat,):
        return None
    why = (
        tell(
            "The floor is given in the order of the list, and {speaker} is first on it.",
            speaker=speakers[0],
        )
        if speakers
        else tell("The floor is given in the order of the list, and nobody is on it.")
    )
    first = (
        tell("Give it to {speaker}.", speaker=speakers[0])
        if speakers
        else tell("Let {seat} ask for the floor.", seat=paper.seat)
    )
    return refuse(forum, Point.FLOOR, why, first)


def _list_open(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.meetings[act.object].closed_list:
        return None
    why = tell("The list of speakers is closed already.")
    return refuse(
        forum, Point.FLOOR, why, tell("Give the floor to those on it; nothing else is needed.")
    )


def _may_reply(forum: Forum, act: Act) -> OutOfOrder | None:
    meeting, most = forum.meetings[act.object], forum.charter.meeting.replies
    if act.by in meeting.speakers:
        why = tell("{who} is on the list of speakers already.", who=act.by)
        return refuse(forum, Point.REPLY, why, tell("Wait until the chair gives the floor."))
    if meeting.replies.get(act.by, 0) < most:
        return None
    if not most:
        why = tell("In this forum there is no right of reply.")
        return refuse(forum, Point.REPLY, why, tell("Ask for the floor."))
    why = tell(
        "On one item a delegation replies {times} at most, and {who} has.",
        times=times(most),
        who=act.by,
    )
    return refuse(forum, Point.REPLY, why, tell("Ask for the floor on another item."))


# ---------------------------------------------------------------- effects


def _agenda(meeting: Meeting, act: Act, condition: str = "") -> Meeting:
    stage = m.AGENDA_MOVES[meeting.agenda][act.name + condition]
    return evolve(meeting, agenda=stage)


def _placed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Placed)  # noqa: S101 - the form of this act gives no other
    meeting = _agenda(forum.meetings[paper.meeting], act)
    item = Item(id=act.object, meeting=meeting.id, title=paper.title, by=act.by, number=act.number)
    after = forum.grown(
        items=forum.items.set(item.id, item),
        placed=forum.placed.set(act.by, forum.placed.get(act.by, 0) + 1),
    )
    return put(after, evolve(meeting, items=(*meeting.items, item.id)))


def _dropped(forum: Forum, act: Act) -> Forum:
    meeting = _agenda(forum.meetings[forum.items[act.object].meeting], act)
    left = tuple(one for one in meeting.items if one != act.object)
    return put(forum, evolve(meeting, items=left))


def _contested(forum: Forum, act: Act) -> Forum:
    meeting = _agenda(forum.meetings[act.object], act)
    return put(forum, evolve(meeting, contests=meeting.contests.set(act.by, act.number)))


def _cleared(forum: Forum, act: Act) -> Forum:
    meeting = forum.meetings[act.object]
    left = meeting.contests.delete(act.by)
    return put(forum, evolve(_agenda(meeting, act, m.STANDS if left else ""), contests=left))


def _adopted(forum: Forum, act: Act) -> Forum:
    return put(forum, _agenda(forum.meetings[act.object], act))


def _taken_up(forum: Forum, act: Act) -> Forum:
    paper, meeting = act.said, moved(forum, act)
    assert isinstance(paper, said.TakenUp)  # noqa: S101 - the form of this act gives no other
    fresh: Map[str, int] = Map()
    after = evolve(
        meeting, item=paper.item, speakers=(), closed_list=False, floor=None, replies=fresh
    )
    return put(forum, after)


def _asked(forum: Forum, act: Act) -> Forum:
    meeting = moved(forum, act)
    return put(forum, evolve(meeting, speakers=(*meeting.speakers, act.by)))


def _gave(forum: Forum, act: Act) -> Forum:
    meeting = moved(forum, act)
    return put(forum, evolve(meeting, floor=meeting.speakers[0], speakers=meeting.speakers[1:]))


def _list_closed(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(moved(forum, act), closed_list=True))


def _replied(forum: Forum, act: Act) -> Forum:
    meeting = moved(forum, act)
    replies = meeting.replies.set(act.by, meeting.replies.get(act.by, 0) + 1)
    return put(forum, evolve(meeting, speakers=(*meeting.speakers, act.by), replies=replies))


# ---------------------------------------------------------------- kinds


def _kind(  # noqa: PLR0913, PLR0917 - one argument for each column of the table below
    name: str,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    form: Form = WORDS,
    about: str = "meeting",
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,
        meaning=meaning,
        about=about,
        envelope_alone=form is WORDS,
    )


_AT = (meeting_stages, _is_adopted)
KINDS: tuple[Kind, ...] = (
    Kind(
        name=m.PLACE,
        form=said.PLACED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_placeable, _item_not_reserved),
        effect=_placed,
        meaning="Place an item on the provisional agenda of a meeting.",
        begins="item",
    ),
    _kind(
        m.DROP,
        Who.MEMBER_OR_CHAIR,
        (_droppable,),
        _dropped,
        tell("Take one's own item off the provisional agenda."),
        about="item",
    ),
    _kind(
        m.CONTEST,
        Who.MEMBER,
        (_not_ended, _agenda_is_adopted, _agenda_stages, _may_contest),
        _contested,
        tell("Object to the provisional agenda."),
    ),
    _kind(
        m.CLEAR,
        Who.HOLDER,
        (_not_ended, _agenda_stages, _own_contest),
        _cleared,
        tell("Clear one's objection to the agenda."),
    ),
    _kind(
        m.ADOPT,
        Who.CHAIR,
        (_agenda_is_adopted, _not_ended, _agenda_stages, _is_open),
        _adopted,
        tell("Find that no member objects to the agenda: it is adopted."),
    ),
    _kind(
        m.TAKE_UP,
        Who.CHAIR,
        (*_AT, _on_agenda, _list_done),
        _taken_up,
        tell("Take up an item of the agenda, with a new list of speakers."),
        said.TAKEN_UP,
    ),
    _kind(m.ASK_FLOOR, Who.SEAT, (*_AT, _may_ask), _asked, tell("Ask for the floor.")),
    _kind(
        m.GIVE_FLOOR,
        Who.CHAIR,
        (*_AT, _first),
        _gave,
        tell("Give the floor to the first on the list of speakers."),
        said.GIVEN,
    ),
    _kind(
        m.CLOSE_LIST,
        Who.CHAIR,
        (*_AT, _list_open),
        _list_closed,
        tell("Close the list of speakers."),
    ),
    _kind(
        m.CLAIM_REPLY, Who.MEMBER, (*_AT, _may_reply), _replied, tell("Claim the right of reply.")
    ),
)
"""The acts of the agenda and of the floor."""
