"""The crisis desk: who asks and answers, how a meeting is called and held, and what may follow."""

from __future__ import annotations

from collections.abc import Iterator

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
from dipoli.told import commas, in_words, joined, tell


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.requests.get(name)
    return None if one is None else one.stage


_stages = stage_guard(r.MOVES, _stage, Point.REQUEST_STAGE, "Request {object}")

# ---------------------------------------------------------------- asking and answering


def _for_a_party(forum: Forum, act: Act) -> OutOfOrder | None:
    """Between governments it is parties that ask and answer, and nobody in a personal capacity."""
    if forum.track is not Track.ONE or capacity(act.role) is not Capacity.PERSONAL:
        return None
    why = tell("Here parties ask for explanations and give them, and not persons for themselves.")
    return refuse(forum, Point.CAPACITY, why, tell("Act for the delegation."))


def _another(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who is asked has a place here, in whatever stage, and is not who asks."""
    paper = act.said
    assert isinstance(paper, said.Asked)  # noqa: S101 - the form of this act gives no other
    if paper.to not in forum.seats:
        why = tell("{to} has no place here.", to=paper.to)
        return refuse(forum, Point.REQUEST, why, tell("Ask a party that has one."))
    if forum.heir(paper.to) == act.by:
        why = tell("{who} asks itself.", who=act.by)
        return refuse(forum, Point.REQUEST, why, tell("Ask another party."))
    return None


def _seen(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.said.date <= act.time:
        return None
    why = tell("{date} has not come.", date=act.said.date)
    return refuse(
        forum, Point.REQUEST, why, tell("Say when that was seen which raises the concern.")
    )


def _is_asked(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.requests[act.object]
    if act.by == one.to:
        return None
    why = tell("{to} is asked, and answers itself.", to=one.to)
    remedy = tell("State what you know as your own, or ask for an explanation yourself.")
    return refuse(forum, Point.EXPLANATION, why, remedy)


def _asks(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.requests[act.object]
    if act.by == one.by:
        return None
    why = tell("{who} made {name}, and it alone says how far it is taken.", who=one.by, name=one.id)
    return refuse(forum, Point.REQUEST, why, tell("Make a request of your own."))


# ---------------------------------------------------------------- meeting


def _may_call(forum: Forum, act: Act) -> OutOfOrder | None:
    """A meeting is asked for once an answer is entered, or the time for it is over."""
    one = forum.requests[act.object]
    if one.answers or one.is_over(act.time):
        return None
    why = tell("An answer is awaited until {until}.", until=one.until)
    remedy = tell("Ask for a meeting once the answer is entered, or once that moment has passed.")
    return refuse(forum, Point.CRISIS_MEETING, why, remedy)


def _may_join(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.requests[act.object].is_party(act.by):
        return None
    why = tell("{who} is a party to that meeting already.", who=act.by)
    return refuse(forum, Point.CRISIS_MEETING, why, tell("Nothing is to be entered."))


def _may_hold(forum: Forum, act: Act) -> OutOfOrder | None:
    """The chair; after its time, or where nobody presides, a party to it or the secretariat."""
    one = forum.requests[act.object]
    if act.by in forum.chair:
        return None
    if not one.is_party(act.by) and act.by != forum.secretariat:
        why = tell("{who} is no party to that meeting.", who=act.by)
        return refuse(forum, Point.CRISIS_MEETING, why, tell("Join it first."))
    if one.waits_no_longer(act.time) or not forum.chair:
        return None
    why = tell("The chair holds that meeting until {meet}.", meet=one.meet)
    remedy = tell("If the chair has not held it by then, hold it yourselves.")
    return refuse(forum, Point.CRISIS_MEETING, why, remedy)


def _was_there(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who asked was there, and was heard; the one that was asked may have stayed away."""
    one, paper = forum.requests[act.object], act.said
    assert isinstance(paper, said.Held)  # noqa: S101 - the form of this act gives no other
    strangers = [code for code in paper.present if code not in forum.seats]
    if strangers or len(set(paper.present)) < len(paper.present):
        why = tell("Those who were there are parties with a place here, each named once.")
        return refuse(forum, Point.CRISIS_MEETING, why, tell("Name each of them once."))
    if one.by not in paper.present:
        why = tell(
            "{who} asked for that meeting, and is not among those who were there.", who=one.by
        )
        return refuse(forum, Point.CRISIS_MEETING, why, tell("Hold it with {who}.", who=one.by))
    return None


def _when(forum: Forum, act: Act) -> OutOfOrder | None:
    called = str(forum.requests[act.object].called)
    if called <= act.said.date <= act.time:
        return None
    why = tell(
        "A meeting that was asked for on {called} is held after that, and entered once it was.",
        called=called,
    )
    return refuse(forum, Point.CRISIS_MEETING, why, tell("Correct the date, or enter it later."))


# ---------------------------------------------------------------- measures


def _decided(forum: Forum, act: Act) -> OutOfOrder | None:
    """Steps are recommended by a decision of the body: here, and only here, consensus is needed."""
    return mandate(forum, act.said.decision, Purpose.MEASURE, act.object)


def _hosts(forum: Forum, act: Act) -> OutOfOrder | None:
    """A visit is hosted by who was asked, of its own accord: it has invited to it already."""
    one, name = forum.requests[act.object], act.said.visit
    visit = forum.visits.get(name)
    why, remedy = "", tell("Invite to a visit first, and name that.")
    if act.by != one.to:
        why = tell("A visit is offered by {to}, of its own accord.", to=one.to)
        remedy = tell("Propose to the body to recommend one, or ask {to}.", to=one.to)
    elif visit is None:
        why = tell("{name} is no visit to which anybody invited here.", name=name)
    elif visit.host != act.by:
        why = tell("{host} invited to {name}.", host=visit.host, name=name)
    elif visit.stage is VisitStage.CANCELLED:
        why = tell("{name} was cancelled.", name=name)
    elif name in one.visits:
        why, remedy = (
            tell("{name} is named with {request} already.", name=name, request=one.id),
            tell("Nothing is to be entered."),
        )
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

UNANSWERED = tell("unanswered")
"""What a request is once the time for an answer is over and none is entered: derived, no stage."""


def seen(one: Request, moment: str) -> str:
    """Where a request stands at a moment, in a word."""
    if one.stage is Stage.ASKED and one.is_unanswered(moment):
        return UNANSWERED
    return in_words(one.stage)


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
        told = tell("It was answered on {time}.", time=one.answers[0].time)
        return joined(" ", (told, _can_go_on(one)))
    if one.stage is Stage.CALLED:
        return _awaits_meeting(forum, one, moment)
    if one.stage is Stage.CLOSED:
        return tell("It is closed; nothing is needed.")
    return joined(" ", (*_came(one), *_may_follow(forum, one), _can_go_on(one)))


def _can_go_on(one: Request) -> str:
    return tell("{who} can ask for a meeting, or close it.", who=one.by)


def _awaits_answer(forum: Forum, one: Request, moment: str) -> str:
    if not one.is_over(moment):
        return tell(
            "An answer of {to} is awaited until {until}; after that {who} can ask for a meeting.",
            to=one.to,
            until=one.until,
            who=one.by,
        )
    told = [tell("No answer is entered; one was awaited until {until}.", until=one.until)]
    down = forum.seats[one.to].down
    if down is not None:
        channel = tell("The channel of {to} is entered as down since {down}.", to=one.to, down=down)
        told.append(channel)
    told.append(
        tell("{who} can ask for a meeting, and {to} can still answer.", who=one.by, to=one.to)
    )
    return joined(" ", told)


def _awaits_meeting(forum: Forum, one: Request, moment: str) -> str:
    told = tell(
        "{who} asked for a meeting of {who} and {to} on {called}; others may join.",
        who=one.by,
        to=one.to,
        called=one.called,
    )
    if one.scope is Scope.ALL:
        told = tell("{who} asked for a meeting of all on {called}.", who=one.by, called=one.called)
    if one.waits_no_longer(moment):
        none = tell("No entry is made that it was held up to {meet}.", meet=one.meet)
        held = tell("Any party to it or the secretariat can hold it.")
        return joined(" ", (told, none, held))
    held = tell("The chair holds it until {meet}.", meet=one.meet)
    if not forum.chair:
        held = tell("Nobody presides; any party to it or the secretariat can hold it.")
    return joined(" ", (told, held))


def _came(one: Request) -> Iterator[str]:
    """What came of it: the last meeting, decisions, visits."""
    last = one.met[-1]
    yield tell(
        "A meeting was held on {date}, with {present}.",
        date=last.date,
        present=commas(last.present),
    )
    if one.decisions:
        yield tell("Steps were recommended by {decisions}.", decisions=commas(one.decisions))
    if one.visits:
        yield tell("{to} invited to {visits}.", to=one.to, visits=commas(one.visits))


def _may_follow(forum: Forum, one: Request) -> Iterator[str]:
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        yield tell("This forum takes no decisions.")
    else:
        yield tell("Steps are recommended by a decision of the body about {name}.", name=one.id)
    yield tell("{to} can invite to a visit.", to=one.to)


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
