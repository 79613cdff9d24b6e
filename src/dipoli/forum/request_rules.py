"""The crisis desk: who asks and answers, how a meeting is called and held, and what may follow."""

from __future__ import annotations

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode, Track
from dipoli.forum import request as r
from dipoli.forum import request_forms as said
from dipoli.forum.act import Act
from dipoli.forum.bodies import Capacity, capacity
from dipoli.forum.decision import Purpose
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.measure import shifted
from dipoli.forum.request import Answer, Met, Request, Scope, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.visit import Stage as VisitStage
from dipoli.record.ruling import OutOfOrder


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.requests.get(name)
    return None if one is None else one.stage


_stages = stage_guard(r.MOVES, _stage, Point.REQUEST_STAGE, "Request")

# ---------------------------------------------------------------- asking and answering


def _for_a_party(forum: Forum, act: Act) -> OutOfOrder | None:
    """Between governments it is parties that ask and answer, and nobody in a personal capacity."""
    if forum.track is not Track.ONE or capacity(act.role) is not Capacity.PERSONAL:
        return None
    why = "Here parties ask for explanations and give them, and not persons for themselves."
    return refuse(forum, Point.CAPACITY, why, "Act for the delegation.")


def _another(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who is asked has a place here, in whatever stage, and is not who asks."""
    paper = act.said
    assert isinstance(paper, said.Asked)  # noqa: S101 - the form of this act gives no other
    if paper.to not in forum.seats:
        why = f"{paper.to} has no place here."
        return refuse(forum, Point.REQUEST, why, "Ask a party that has one.")
    if forum.heir(paper.to) == act.by:
        why = f"{act.by} asks itself."
        return refuse(forum, Point.REQUEST, why, "Ask another party.")
    return None


def _seen(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.date <= act.time:
        return None
    why = f"{act.said.date} has not come."
    return refuse(forum, Point.REQUEST, why, "Say when that was seen which raises the concern.")


def _is_asked(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.requests[act.object]
    if act.by == one.to:
        return None
    why = f"{one.to} is asked, and answers itself."
    remedy = "State what you know as your own, or ask for an explanation yourself."
    return refuse(forum, Point.EXPLANATION, why, remedy)


def _asks(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.requests[act.object]
    if act.by == one.by:
        return None
    why = f"{one.by} made {one.id}, and it alone says how far it is taken."
    return refuse(forum, Point.REQUEST, why, "Make a request of your own.")


# ---------------------------------------------------------------- meeting


def _may_call(forum: Forum, act: Act) -> OutOfOrder | None:
    """A meeting is asked for once an answer is entered, or the time for it is over."""
    one = forum.requests[act.object]
    if one.answers or one.is_over(act.time):
        return None
    why = f"An answer is awaited until {one.until}."
    remedy = "Ask for a meeting once the answer is entered, or once that moment has passed."
    return refuse(forum, Point.CRISIS_MEETING, why, remedy)


def _may_join(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.requests[act.object].is_party(act.by):
        return None
    why = f"{act.by} is a party to that meeting already."
    return refuse(forum, Point.CRISIS_MEETING, why, "Nothing is to be entered.")


def _may_hold(forum: Forum, act: Act) -> OutOfOrder | None:
    """The chair; after its time, or where nobody presides, a party to it or the secretariat."""
    one = forum.requests[act.object]
    if act.by in forum.chair:
        return None
    if not one.is_party(act.by) and act.by != forum.secretariat:
        why = f"{act.by} is no party to that meeting."
        return refuse(forum, Point.CRISIS_MEETING, why, "Join it first.")
    if one.waits_no_longer(act.time) or not forum.chair:
        return None
    why = f"The chair holds that meeting until {one.meet}."
    remedy = "If the chair has not held it by then, hold it yourselves."
    return refuse(forum, Point.CRISIS_MEETING, why, remedy)


def _was_there(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who asked was there, and was heard; the one that was asked may have stayed away."""
    one, paper = forum.requests[act.object], act.said
    assert isinstance(paper, said.Held)  # noqa: S101 - the form of this act gives no other
    strangers = [code for code in paper.present if code not in forum.seats]
    if strangers or len(set(paper.present)) < len(paper.present):
        why = "Those who were there are parties with a place here, each named once."
        return refuse(forum, Point.CRISIS_MEETING, why, "Name each of them once.")
    if one.by not in paper.present:
        why = f"{one.by} asked for that meeting, and is not among those who were there."
        return refuse(forum, Point.CRISIS_MEETING, why, f"Hold it with {one.by}.")
    return None


def _when(forum: Forum, act: Act) -> OutOfOrder | None:
    called = str(forum.requests[act.object].called)
    if called <= act.said.date <= act.time:
        return None
    why = f"A meeting that was asked for on {called} is held after that, and entered once it was."
    return refuse(forum, Point.CRISIS_MEETING, why, "Correct the date, or enter it later.")


# ---------------------------------------------------------------- measures


def _decided(forum: Forum, act: Act) -> OutOfOrder | None:
    """Steps are recommended by a decision of the body: here, and only here, consensus is needed."""
    return mandate(forum, act.said.decision, Purpose.MEASURE, act.object)


def _hosts(forum: Forum, act: Act) -> OutOfOrder | None:
    """A visit is hosted by who was asked, of its own accord: it has invited to it already."""
    one, name = forum.requests[act.object], act.said.visit
    visit = forum.visits.get(name)
    why, remedy = "", "Invite to a visit first, and name that."
    if act.by != one.to:
        why = f"A visit is offered by {one.to}, of its own accord."
        remedy = f"Propose to the body to recommend one, or ask {one.to}."
    elif visit is None:
        why = f"{name} is no visit to which anybody invited here."
    elif visit.host != act.by:
        why = f"{visit.host} invited to {name}."
    elif visit.stage is VisitStage.CANCELLED:
        why = f"{name} was cancelled."
    elif name in one.visits:
        why, remedy = f"{name} is named with {one.id} already.", "Nothing is to be entered."
    return refuse(forum, Point.CRISIS_MEASURES, why, remedy) if why else None


# ---------------------------------------------------------------- effects


def _put(forum: Forum, one: Request) -> Forum:
    return forum.grown(requests=forum.requests.set(one.id, one))


def _moved(forum: Forum, act: Act) -> Request:
    """The request one move on; the table has the row, since the guard asked it."""
    one = forum.requests[act.object]
    stage = r.MOVES[one.stage][act.name]
    return evolve(one, stage=stage, since=one.since if stage is one.stage else act.time)


def _asked(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Asked)  # noqa: S101 - the form of this act gives no other
    to = forum.heir(paper.to)
    one = Request(
        id=act.object,
        by=act.by,
        to=to,
        words=paper.words,
        about=paper.about,
        date=paper.date,
        place=paper.place,
        since=act.time,
        asked=act.time,
        until=shifted(act.time, forum.charter.crisis.reply),
        number=act.number,
    )
    held = forum.parts.get(to, Map())
    return _put(forum, one).grown(parts=forum.parts.set(to, held.set(one.id, "request")))


def _answered(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    answer = Answer(by=act.by, time=act.time, number=act.number)
    return _put(forum, evolve(one, answers=(*one.answers, answer)))


def _called(forum: Forum, act: Act) -> Forum:
    meet = shifted(act.time, forum.charter.crisis.meeting)
    one = evolve(_moved(forum, act), scope=act.said.scope, called=act.time, meet=meet, joined=Map())
    return _put(forum, one)


def _joined(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _put(forum, evolve(one, joined=one.joined.set(act.by, act.number)))


def _held(forum: Forum, act: Act) -> Forum:
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, said.Held)  # noqa: S101 - the form of this act gives no other
    met = Met(by=act.by, present=paper.present, date=paper.date, number=act.number)
    return _put(forum, evolve(one, met=(*one.met, met)))


def _recommended(forum: Forum, act: Act) -> Forum:
    one, name = _moved(forum, act), act.said.decision
    after = _put(forum, evolve(one, decisions=(*one.decisions, name)))
    return carried_out(after, act, name)


def _visited(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    return _put(forum, evolve(one, visits=(*one.visits, act.said.visit)))


def _closed(forum: Forum, act: Act) -> Forum:
    return _put(forum, _moved(forum, act))


# ---------------------------------------------------------------- what is still needed

UNANSWERED = "unanswered"
"""What a request is once the time for an answer is over and none is entered: derived, no stage."""


def seen(one: Request, moment: str) -> str:
    """Where a request stands at a moment, in a word."""
    if one.stage is Stage.ASKED and one.is_unanswered(moment):
        return UNANSWERED
    return one.stage.value.replace("-", " ")


def still_needed(forum: Forum, one: Request, now: str | None = None) -> str:
    """What a request still needs, in a sentence; dates alone say what is late.

    Args:
        forum: the standing.
        one: the request.
        now: the moment; that of the last act where none is given.
    """
    moment = forum.time if now is None else now
    if one.stage is Stage.ASKED:
        return _awaits_answer(forum, one, moment)
    if one.stage is Stage.ANSWERED:
        told = f"It was answered on {one.answers[0].time}."
        return f"{told} {one.by} can ask for a meeting, or close it."
    if one.stage is Stage.CALLED:
        return _awaits_meeting(forum, one, moment)
    if one.stage is Stage.CLOSED:
        return "It is closed; nothing is needed."
    return f"{_came(one)} {_may_follow(forum, one)} {one.by} can ask for a meeting, or close it."


def _awaits_answer(forum: Forum, one: Request, moment: str) -> str:
    if not one.is_over(moment):
        after = f"after that {one.by} can ask for a meeting."
        return f"An answer of {one.to} is awaited until {one.until}; {after}"
    told = f"No answer is entered; one was awaited until {one.until}."
    down = forum.seats[one.to].down
    if down is not None:
        told += f" The channel of {one.to} is entered as down since {down}."
    return f"{told} {one.by} can ask for a meeting, and {one.to} can still answer."


def _awaits_meeting(forum: Forum, one: Request, moment: str) -> str:
    who = "of all" if one.scope is Scope.ALL else f"of {one.by} and {one.to}"
    told = f"{one.by} asked for a meeting {who} on {one.called}; others may join."
    if one.scope is Scope.ALL:
        told = f"{one.by} asked for a meeting {who} on {one.called}."
    if one.waits_no_longer(moment):
        none = f"No entry is made that it was held up to {one.meet}."
        return f"{told} {none} Any party to it or the secretariat can hold it."
    if not forum.chair:
        return f"{told} Nobody presides; any party to it or the secretariat can hold it."
    return f"{told} The chair holds it until {one.meet}."


def _came(one: Request) -> str:
    """What came of it: the last meeting, decisions, visits."""
    last = one.met[-1]
    told = [f"A meeting was held on {last.date}, with {', '.join(last.present)}."]
    if one.decisions:
        told.append(f"Steps were recommended by {', '.join(one.decisions)}.")
    if one.visits:
        told.append(f"{one.to} invited to {', '.join(one.visits)}.")
    return " ".join(told)


def _may_follow(forum: Forum, one: Request) -> str:
    visit = f"{one.to} can invite to a visit."
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        return f"This forum takes no decisions. {visit}"
    return f"Steps are recommended by a decision of the body about {one.id}. {visit}"


# ---------------------------------------------------------------- kinds

KINDS: tuple[Kind, ...] = (
    Kind(
        name=r.ASK,
        form=said.ASKED,
        who=Who.PLACE,
        guards=(_for_a_party, _another, _seen),
        effect=_asked,
        meaning="Ask another party, before all, for an explanation. Nothing holds this up.",
        begins="request",
    ),
    Kind(
        name=r.ANSWER,
        form=said.ANSWERED,
        who=Who.PLACE,
        guards=(_stages, _is_asked, _for_a_party),
        effect=_answered,
        meaning="Give the explanation for which one was asked, or add to it.",
        about="request",
        envelope_alone=True,
    ),
    Kind(
        name=r.CALL,
        form=said.CALLED,
        who=Who.PLACE,
        guards=(_stages, _asks, _may_call),
        effect=_called,
        meaning="Ask, as who made the request, for a meeting of the two or of all.",
        about="request",
    ),
    Kind(
        name=r.JOIN,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _may_join),
        effect=_joined,
        meaning="Join a meeting that is asked for between two others.",
        about="request",
        envelope_alone=True,
    ),
    Kind(
        name=r.HOLD,
        form=said.HELD,
        who=Who.ANYONE,
        guards=(_stages, _may_hold, _was_there, _when),
        effect=_held,
        meaning="Enter that the meeting was held, and who was there. The chair holds it; after "
        "its time, or where nobody presides, any party to it or the secretariat does.",
        about="request",
    ),
    Kind(
        name=r.RECOMMEND,
        form=said.RECOMMENDED,
        who=Who.ANYONE,
        guards=(_stages, _decided),
        effect=_recommended,
        meaning="Enter the decision of the body, in effect, that recommends steps.",
        about="request",
    ),
    Kind(
        name=r.VISIT,
        form=said.VISITED,
        who=Who.PLACE,
        guards=(_stages, _hosts),
        effect=_visited,
        meaning="Name, as who was asked and of one's own accord, a visit to which one invited.",
        about="request",
    ),
    Kind(
        name=r.CLOSE,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _asks),
        effect=_closed,
        meaning="End, as who made it, one's own request.",
        about="request",
        envelope_alone=True,
    ),
)
"""The acts of the crisis desk."""
