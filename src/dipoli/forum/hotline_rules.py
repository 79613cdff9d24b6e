"""Focal points and direct lines: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen
from immutables import Map

from dipoli.charter.measures import Shape
from dipoli.charter.points import Point
from dipoli.forum import hotline as h
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.hotline import FocalPoint, Line, LineStage, PointStage, Reach, Test
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.measure_rules import of_own_hand, under
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Named:
    """The body of ``focal-point.name/1``."""

    subject: str
    measure: str | None
    name: str
    office: str
    hours: str
    channel: str


@frozen(kw_only=True)
class Reached:
    """The body of ``focal-point.change/1`` and of ``focal-point.hand-over/1``."""

    name: str
    office: str
    hours: str
    channel: str


@frozen(kw_only=True)
class Opened:
    """The body of ``line.open/1``."""

    title: str
    measure: str | None
    ends: tuple[str, ...]
    channel: str


@frozen(kw_only=True)
class Answered:
    """The body of ``line.answer/1``."""

    test: int
    answered: str


_MEASURE = Field(
    name="measure", sort=Sort.ID, meaning="the measure under which it is", needed=False
)
_REACH = (
    Field(name="name", sort=Sort.LINE, meaning="the person or the desk"),
    Field(name="office", sort=Sort.LINE, meaning="where it sits"),
    Field(name="hours", sort=Sort.LINE, meaning="when it answers, in words"),
    Field(name="channel", sort=Sort.LINE, meaning="by what it is reached"),
)
NAMED = Form(
    build=Named,
    text="subject",
    fields=(Field(name="subject", sort=Sort.LINE, meaning="for what it is"), _MEASURE, *_REACH),
)
REACHED = Form(build=Reached, fields=_REACH)
OPENED = Form(
    build=Opened,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="what line it is"),
        _MEASURE,
        Field(name="ends", sort=Sort.CODE, meaning="whom it connects", many=True),
        Field(name="channel", sort=Sort.LINE, meaning="by what it runs"),
    ),
)
ANSWERED = Form(
    build=Answered,
    fields=(
        Field(name="test", sort=Sort.WHOLE, meaning="number of the act that tested it"),
        Field(name="answered", sort=Sort.TIME, meaning="when it was answered"),
    ),
)


def _point_stage(forum: Forum, name: str) -> PointStage | None:
    one = forum.focal_points.get(name)
    return None if one is None else one.stage


def _line_stage(forum: Forum, name: str) -> LineStage | None:
    one = forum.lines.get(name)
    return None if one is None else one.stage


_point_stages = stage_guard(h.POINT_MOVES, _point_stage, Point.LINE, "Focal point {object}")
_line_stages = stage_guard(h.LINE_MOVES, _line_stage, Point.LINE, "Line {object}")

# ---------------------------------------------------------------- guards


def _under(shape: Shape) -> Guard:
    """A measure that is named runs and takes the form; none need be named."""
    asks = under(shape)

    def guard(forum: Forum, act: Act) -> OutOfOrder | None:
        return None if act.said.measure is None else asks(forum, act)

    return guard


_own = of_own_hand(
    lambda forum, name: (forum.focal_points[name].by,),
    Point.LINE,
    "A change of {object} is for {whose}, and not for {who}.",
)
_end = of_own_hand(
    lambda forum, name: forum.lines[name].ends,
    Point.LINE,
    "The use of {object} is for {whose}, and not for {who}.",
)


def _until(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.deadline is None or act.deadline > act.moment:
        return None
    why = tell("It would be handed over up to {deadline}, which has passed.", deadline=act.deadline)
    return refuse(
        forum, Point.LINE, why, tell("Name a time to come, or none where the end is open.")
    )


def _ends(forum: Forum, act: Act) -> OutOfOrder | None:
    ends = act.said.ends
    here = {code for code in ends if code in forum.seats}
    if act.by in here and len(here) == len(ends) >= 2:  # noqa: PLR2004 - a line has two ends
        return None
    why = tell("A line connects two seats or more, each named once, and its author is one of them.")
    return refuse(
        forum,
        Point.LINE,
        why,
        tell("Name yourself and the others, of those that have a place here."),
    )


def _unconfirmed(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by not in forum.lines[act.object].confirmed:
        return None
    why = tell("{who} has confirmed {object} already.", who=act.by, object=act.object)
    return refuse(forum, Point.LINE, why, tell("Nothing more is asked of it."))


def _answers(forum: Forum, act: Act) -> OutOfOrder | None:
    """The test is one of this line, by another, without an answer of one's own, and before now."""
    paper = act.said
    assert isinstance(paper, Answered)  # noqa: S101 - the form of this act gives no other
    test = forum.lines[act.object].tests.get(paper.test)
    why, remedy = "", tell("Name a test of this line by another end, and when it was answered.")
    if test is None:
        why = tell("Act {test} is no test of {object}.", test=paper.test, object=act.object)
    elif test.by == act.by or act.by in test.answered:
        why = tell("{who} made that test, and another end answers it.", who=act.by)
        if act.by != test.by:
            why = tell("{who} has entered its answer to that test.", who=act.by)
    elif not test.time <= paper.answered <= act.earliest:
        why = tell(
            "The test was at {time}; it was not answered at {answered}.",
            time=test.time,
            answered=paper.answered,
        )
    return refuse(forum, Point.LINE, why, remedy) if why else None


# ---------------------------------------------------------------- effects


def _keep_point(forum: Forum, one: FocalPoint) -> Forum:
    return forum.grown(focal_points=forum.focal_points.set(one.id, one))


def _keep_line(forum: Forum, one: Line) -> Forum:
    return forum.grown(lines=forum.lines.set(one.id, one))


def _reach(act: Act) -> Reach:
    paper = act.said
    assert isinstance(paper, Named | Reached)  # noqa: S101 - the forms of these acts
    return Reach(name=paper.name, office=paper.office, hours=paper.hours, channel=paper.channel)


def _named(forum: Forum, act: Act) -> Forum:
    one = FocalPoint(
        id=act.object,
        by=act.by,
        subject=act.said.subject,
        measure=act.said.measure,
        reach=_reach(act),
        stage=PointStage.REACHED,
        since=act.time,
        number=act.number,
    )
    return _keep_point(forum, one)


def _point_moved(forum: Forum, act: Act) -> FocalPoint:
    one = forum.focal_points[act.object]
    return evolve(one, stage=h.POINT_MOVES[one.stage][act.name], since=act.time)


def _changed(forum: Forum, act: Act) -> Forum:
    return _keep_point(forum, evolve(_point_moved(forum, act), reach=_reach(act)))


def _handed_over(forum: Forum, act: Act) -> Forum:
    one = _point_moved(forum, act)
    return _keep_point(forum, evolve(one, deputy=_reach(act), until=act.deadline))


def _back(forum: Forum, act: Act) -> Forum:
    return _keep_point(forum, evolve(_point_moved(forum, act), deputy=None, until=None))


def _opened(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Opened)  # noqa: S101 - the form of this act gives no other
    one = Line(
        id=act.object,
        title=paper.title,
        channel=paper.channel,
        measure=paper.measure,
        by=act.by,
        ends=paper.ends,
        stage=LineStage.OFFERED,
        since=act.time,
        number=act.number,
        confirmed=Map({act.by: act.number}),
    )
    return _keep_line(forum, one)


def _line_moved(forum: Forum, act: Act, behind: str = "") -> Line:
    one = forum.lines[act.object]
    stage = h.LINE_MOVES[one.stage][act.name + behind]
    return evolve(one, stage=stage, since=one.since if stage is one.stage else act.time)


def _confirmed(forum: Forum, act: Act) -> Forum:
    confirmed = forum.lines[act.object].confirmed.set(act.by, act.number)
    waits = any(code not in confirmed for code in forum.lines[act.object].ends)
    one = _line_moved(forum, act, h.AWAITED if waits else "")
    return _keep_line(forum, evolve(one, confirmed=confirmed))


def _tested(forum: Forum, act: Act) -> Forum:
    one = _line_moved(forum, act)
    tests = one.tests.set(act.number, Test(by=act.by, time=act.time))
    return _keep_line(forum, evolve(one, tests=tests, last=act.number))


def _answered(forum: Forum, act: Act) -> Forum:
    one, paper = _line_moved(forum, act), act.said
    assert isinstance(paper, Answered)  # noqa: S101 - the form of this act gives no other
    test = one.tests[paper.test]
    test = evolve(test, answered=test.answered.set(act.by, paper.answered))
    return _keep_line(forum, evolve(one, tests=one.tests.set(paper.test, test)))


def _closed(forum: Forum, act: Act) -> Forum:
    return _keep_line(forum, _line_moved(forum, act))


# ---------------------------------------------------------------- what is still needed


def point_needed(_forum: Forum, one: FocalPoint) -> str:
    """What a focal point still needs, in a sentence; who answers now is told in the calendar."""
    if one.stage is PointStage.AWAY:
        if one.until is None:
            return tell("It is handed over until its party says otherwise; nothing is needed.")
        return tell("It is handed over up to {until}; nothing is needed.", until=one.until)
    if one.stage is PointStage.ENDED:
        return tell("It has ended; its party can name another.")
    return tell("It can be reached; nothing is needed.")


def line_needed(forum: Forum, one: Line) -> str:
    """What a line still needs, in a sentence."""
    if one.stage is LineStage.OFFERED:
        return tell("It needs the word of {listed}.", listed=_listed(forum, one.unconfirmed()))
    if one.stage is LineStage.CLOSED:
        return tell("It is closed; another can be opened.")
    if one.last is None:
        return tell("It is open, and no test of it is entered; one can be made at any time.")
    test = one.tests[one.last]
    waiting = one.unanswered()
    if waiting:
        listed = _listed(forum, waiting)
        return tell(
            "Last tested at {time}; no answer of {listed} is entered.",
            time=test.time,
            listed=listed,
        )
    return tell("Last tested at {time}; an answer of each other end is entered.", time=test.time)


def _listed(forum: Forum, codes: tuple[str, ...]) -> str:
    return commas(code for code in forum.order if code in codes)


# ---------------------------------------------------------------- kinds


def _point(name: str, form: Form, guards: tuple[Guard, ...], effect: Effect, told: str) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=Who.PLACE,
        guards=(_point_stages, _own, *guards),
        effect=effect,
        meaning=told,
        about="focal-point",
        envelope_alone=form is WORDS,
    )


def _line(name: str, form: Form, guards: tuple[Guard, ...], effect: Effect, told: str) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=Who.PLACE,
        guards=(_line_stages, _end, *guards),
        effect=effect,
        meaning=told,
        about="line",
        envelope_alone=form is WORDS,
    )


def _ended(forum: Forum, act: Act) -> Forum:
    return _keep_point(forum, _point_moved(forum, act))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=h.NAME,
        form=NAMED,
        who=Who.HERE,
        guards=(_under(Shape.FOCAL_POINT),),
        effect=_named,
        meaning="Name a focal point of one's own.",
        begins="focal-point",
    ),
    _point(
        h.CHANGE,
        REACHED,
        (),
        _changed,
        tell("Change by whom and how one's focal point is reached."),
    ),
    _point(h.HAND_OVER, REACHED, (_until,), _handed_over, tell("Hand it over while it is away.")),
    _point(h.RETURN, WORDS, (), _back, tell("Say that one's focal point is back.")),
    _point(h.END, WORDS, (), _ended, tell("Say that one's focal point is none any more.")),
    Kind(
        name=h.OPEN,
        form=OPENED,
        who=Who.HERE,
        guards=(_ends, _under(Shape.LINE)),
        effect=_opened,
        meaning="Open a direct line to others, who confirm it.",
        begins="line",
    ),
    _line(
        h.CONFIRM, WORDS, (_unconfirmed,), _confirmed, tell("Confirm, as one end, a direct line.")
    ),
    _line(h.TEST, WORDS, (), _tested, tell("Enter that one tested the line.")),
    _line(h.ANSWER, ANSWERED, (_answers,), _answered, tell("Enter when one answered a test.")),
    _line(h.CLOSE, WORDS, (), _closed, tell("Close the line, as one end of it.")),
)
"""The acts of focal points and lines."""
