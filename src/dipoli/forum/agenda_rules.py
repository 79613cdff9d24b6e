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


def _agenda_stage(forum: Forum, name: str) -> Agenda | None:
    meeting = forum.meetings.get(name)
    return None if meeting is None else meeting.agenda


_agenda_stages = stage_guard(m.AGENDA_MOVES, _agenda_stage, Point.AGENDA, "The agenda of")
_ENDED = frozenset({Stage.CLOSED, Stage.CANCELLED})


def _not_ended(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = forum.meetings[act.object].stage
    if stage not in _ENDED and forum.meetings[act.object].agenda is Agenda.ADOPTED:
        why = f"The agenda of {act.object} is adopted, and is not changed any more."
        return refuse(forum, Point.AGENDA, why, "Take the matter to the agenda of a later meeting.")
    if stage not in _ENDED:
        return None
    why = f"Meeting {act.object} is {stage.value}; its agenda stays as it is."
    return refuse(forum, Point.AGENDA, why, "Take the matter to the agenda of a later meeting.")


def _agenda_is_adopted(forum: Forum, act: Act) -> OutOfOrder | None:
    """Where the charter has no adoption of agendas there is none to find, and none to stop."""
    if forum.charter.meeting.agenda:
        return None
    why = f"In this forum agendas are not adopted; that of {act.object} is as it stands."
    remedy = "Take up an item of it, or place another one on it."
    if act.name == m.CONTEST:
        remedy = "Place an item of your own on it, or raise a point of order in the meeting."
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
        why = f"There is no meeting {paper.meeting}."
        return refuse(forum, Point.KNOWN_OBJECT, why, "Name one that was called here.")
    return _of_meeting(forum, act, paper.meeting)


def _droppable(forum: Forum, act: Act) -> OutOfOrder | None:
    item = forum.items[act.object]
    if act.by != item.by:
        why = f"{act.object} was placed by {item.by}."
        remedy = f"Ask {item.by} to take it off"
        remedy += ", or object to the agenda." if forum.charter.meeting.agenda else "."
        return refuse(forum, Point.AGENDA, why, remedy)
    if act.object not in forum.meetings[item.meeting].items:
        why = f"{act.object} was taken off the agenda already."
        return refuse(forum, Point.AGENDA, why, "It is off; nothing more is needed.")
    return _of_meeting(forum, act, item.meeting)


def _of_meeting(forum: Forum, act: Act, meeting: str) -> OutOfOrder | None:
    """What the tables say where an act is about an item, and its meeting is named beside."""
    at = evolve(act, object=meeting)
    return _not_ended(forum, at) or _agenda_stages(forum, at)


def _may_contest(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by not in forum.meetings[act.object].contests:
        return None
    why = f"The objection of {act.by} to this agenda stands already."
    return refuse(forum, Point.AGENDA, why, "Nothing more is needed for it to stand.")


def _own_contest(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.meetings[act.object].contests:
        return None
    why = f"No objection of {act.by} to this agenda stands."
    return refuse(forum, Point.AGENDA, why, "An objection is cleared by the member that made it.")


def _is_open(forum: Forum, act: Act) -> OutOfOrder | None:
    stage = forum.meetings[act.object].stage
    if stage is Stage.OPEN:
        return None
    why = f"Meeting {act.object} is {stage.value}; agendas are adopted in open meeting."
    called = stage is Stage.CALLED
    remedy = "Open the meeting first." if called else "Let the meeting go on first."
    if stage in _ENDED:
        remedy = "Adopt the agenda of a later meeting in that meeting."
    return refuse(forum, Point.AGENDA, why, remedy)


def _is_adopted(forum: Forum, act: Act) -> OutOfOrder | None:
    meeting = forum.meetings[act.object]
    if meeting.agenda is Agenda.ADOPTED or not forum.charter.meeting.agenda:
        return None
    why = f"The agenda of {act.object} is {meeting.agenda.value}; it is adopted before all else."
    objects = [code for code in forum.order if code in meeting.contests]
    remedy = "Let the chair find first that no member objects to it."
    if objects:
        remedy = (
            f"Consult; {', '.join(objects)} may clear the objection, and the agenda is adopted."
        )
    return refuse(forum, Point.AGENDA, why, remedy)


def _on_agenda(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.TakenUp)  # noqa: S101 - the form of this act gives no other
    meeting = forum.meetings[act.object]
    if paper.item not in meeting.items:
        why = f"{paper.item} is not on the agenda of {act.object}."
        return refuse(forum, Point.AGENDA, why, "Take up an item that is on it.")
    if paper.item == meeting.item:
        why = f"{paper.item} is taken up already, with its list of speakers."
        return refuse(forum, Point.FLOOR, why, "Go on with its list, or take up another item.")
    return None


def _list_done(forum: Forum, act: Act) -> OutOfOrder | None:
    """The chair leaves an item once those on its list have had the floor."""
    meeting = forum.meetings[act.object]
    if not meeting.speakers:
        return None
    why = f"On the list of speakers are still: {', '.join(meeting.speakers)}."
    remedy = "Close the list if need be, and give the floor to those on it; then go on."
    return refuse(forum, Point.FLOOR, why, remedy)


# ---------------------------------------------------------------- guards of the floor


def _may_ask(forum: Forum, act: Act) -> OutOfOrder | None:
    meeting = forum.meetings[act.object]
    if meeting.closed_list:
        why = "The list of speakers is closed for this item."
        remedy = "Ask for the floor on another item"
        if forum.charter.meeting.replies and is_member(forum, act.by):
            remedy += ", or claim the right of reply where another spoke of you"
        return refuse(forum, Point.FLOOR, why, f"{remedy}.")
    if act.by not in meeting.speakers:
        return None
    why = f"{act.by} is on the list of speakers already."
    return refuse(forum, Point.FLOOR, why, "Wait until the chair gives the floor.")


def _first(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, speakers = act.said, forum.meetings[act.object].speakers
    assert isinstance(paper, said.Given)  # noqa: S101 - the form of this act gives no other
    if speakers[:1] == (paper.seat,):
        return None
    told = f"{speakers[0]} is first on it" if speakers else "nobody is on it"
    why = f"The floor is given in the order of the list, and {told}."
    first = f"Give it to {speakers[0]}." if speakers else f"Let {paper.seat} ask for the floor."
    return refuse(forum, Point.FLOOR, why, first)


def _list_open(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.meetings[act.object].closed_list:
        return None
    why = "The list of speakers is closed already."
    return refuse(forum, Point.FLOOR, why, "Give the floor to those on it; nothing else is needed.")


def _may_reply(forum: Forum, act: Act) -> OutOfOrder | None:
    meeting, most = forum.meetings[act.object], forum.charter.meeting.replies
    if act.by in meeting.speakers:
        why = f"{act.by} is on the list of speakers already."
        return refuse(forum, Point.REPLY, why, "Wait until the chair gives the floor.")
    if meeting.replies.get(act.by, 0) < most:
        return None
    if not most:
        why = "In this forum there is no right of reply."
        return refuse(forum, Point.REPLY, why, "Ask for the floor.")
    why = f"On one item a delegation replies {times(most)} at most, and {act.by} has."
    return refuse(forum, Point.REPLY, why, "Ask for the floor on another item.")


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
        "Take one's own item off the provisional agenda.",
        about="item",
    ),
    _kind(
        m.CONTEST,
        Who.MEMBER,
        (_not_ended, _agenda_is_adopted, _agenda_stages, _may_contest),
        _contested,
        "Object to the provisional agenda.",
    ),
    _kind(
        m.CLEAR,
        Who.HOLDER,
        (_not_ended, _agenda_stages, _own_contest),
        _cleared,
        "Clear one's objection to the agenda.",
    ),
    _kind(
        m.ADOPT,
        Who.CHAIR,
        (_agenda_is_adopted, _not_ended, _agenda_stages, _is_open),
        _adopted,
        "Find that no member objects to the agenda: it is adopted.",
    ),
    _kind(
        m.TAKE_UP,
        Who.CHAIR,
        (*_AT, _on_agenda, _list_done),
        _taken_up,
        "Take up an item of the agenda, with a new list of speakers.",
        said.TAKEN_UP,
    ),
    _kind(m.ASK_FLOOR, Who.SEAT, (*_AT, _may_ask), _asked, "Ask for the floor."),
    _kind(
        m.GIVE_FLOOR,
        Who.CHAIR,
        (*_AT, _first),
        _gave,
        "Give the floor to the first on the list of speakers.",
        said.GIVEN,
    ),
    _kind(m.CLOSE_LIST, Who.CHAIR, (*_AT, _list_open), _list_closed, "Close the list of speakers."),
    _kind(m.CLAIM_REPLY, Who.MEMBER, (*_AT, _may_reply), _replied, "Claim the right of reply."),
)
"""The acts of the agenda and of the floor."""
