"""Notifications: guards and effects, and how one is held against the numbers of its measure."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen
from immutables import Map

from dipoli.charter.measures import Shape, Trigger
from dipoli.charter.points import Point
from dipoli.forum import notification as n
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.measure import Measure, day_of, shifted, year_of
from dipoli.forum.measure_rules import binds, bound, keep, kept_of, of_own_hand, under
from dipoli.forum.notification import Notification, Stage
from dipoli.forum.seat import HERE
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, joined, plain, tell, tell_count


@frozen(kw_only=True)
class Sent:
    """The body of ``notification.send/1``."""

    words: str | None
    measure: str
    begins: str | None
    ends: str | None
    place: str | None
    kinds: tuple[str, ...]
    figures: tuple[int, ...]
    year: int | None


@frozen(kw_only=True)
class Corrected:
    """The body of ``notification.correct/1``: what is not named stays as it was."""

    words: str
    begins: str | None
    ends: str | None
    place: str | None
    kinds: tuple[str, ...]
    figures: tuple[int, ...]


_TELLS = (
    Field(
        name="begins",
        sort=Sort.TIME,
        meaning="when the activity begins, or the event was",
        needed=False,
    ),
    Field(name="ends", sort=Sort.TIME, meaning="when the activity ends", needed=False),
    Field(name="place", sort=Sort.LINE, meaning="where", needed=False),
    Field(
        name="kinds",
        sort=Sort.SLUG,
        meaning="what is counted, thing by thing",
        needed=False,
        many=True,
    ),
    Field(
        name="figures",
        sort=Sort.WHOLE,
        meaning="the number of each, in the same order",
        needed=False,
        many=True,
    ),
)
SENT = Form(
    build=Sent,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what is notified", needed=False),
        Field(name="measure", sort=Sort.ID, meaning="the measure under which it is sent"),
        *_TELLS,
        Field(
            name="year", sort=Sort.WHOLE, meaning="for which it is, of a yearly one", needed=False
        ),
    ),
)
CORRECTED = Form(
    build=Corrected,
    text="words",
    fields=(Field(name="words", sort=Sort.TEXT, meaning="what is said instead"), *_TELLS),
)


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.notifications.get(name)
    return None if one is None else one.stage


_stages = stage_guard(n.MOVES, _stage, Point.NOTIFICATION_STAGE, "Notification {object}")

# ---------------------------------------------------------------- held against the measure


def due_of(forum: Forum, one: Notification) -> str | None:
    """By when its measure asks for a notification; None where it asks for no time."""
    measure = forum.measures[one.measure]
    row, clock = measure.row, measure.row.clock
    if one.year is not None:
        return day_of(one.year, str(row.day))
    if one.begins is None:
        return None
    if clock.lead is not None:
        return shifted(one.begins, -clock.lead)
    return None if clock.within is None else shifted(one.begins, clock.within)


def late(forum: Forum, one: Notification) -> str | None:
    """The date by which it was asked for, where it came later; else None."""
    due = due_of(forum, one)
    return due if due is not None and due < one.sent else None


def sizes(forum: Forum, one: Notification) -> tuple[tuple[str, int, int | None], ...]:
    """Each thing that the measure counts, its threshold, and the figure given; None for none."""
    threshold = forum.measures[one.measure].row.threshold
    return tuple((each.of, each.least, one.figures.get(each.of)) for each in threshold)


def reached(forum: Forum, one: Notification) -> bool | None:
    """Whether the threshold of its measure is reached; None where figures do not tell.

    One figure at its threshold is enough. Where none is, and some are not given, it is not known.
    A measure without a threshold applies at any size.
    """
    held = sizes(forum, one)
    if not held or any(given is not None and given >= least for _of, least, given in held):
        return True
    return None if any(given is None for _of, _least, given in held) else False


def told(forum: Forum, one: Notification) -> tuple[str, ...]:
    """What can be said of a notification against its measure, sentence by sentence."""
    found = []
    due, held = due_of(forum, one), sizes(forum, one)
    if due is not None:
        found.append(
            tell(
                "{measure} asks for it by {due}; it came at {sent}.",
                measure=one.measure,
                due=due,
                sent=one.sent,
            )
        )
    if held:
        figures = joined("; ", (_figure(of, least, given) for of, least, given in held))
        found.append(tell(_REACHED[reached(forum, one)], measure=one.measure, figures=figures))
    quota = forum.measures[one.measure].row.quota
    if quota.host is not None:
        found.append(
            tell_count(
                quota.years,
                "{measure} foresees at most {quota} in each calendar year.",
                "{measure} foresees at most {quota} in {number} calendar years.",
                measure=one.measure,
                quota=quota.host,
            )
        )
    return tuple(found)


_REACHED: Mapping[bool | None, str] = {
    True: "The threshold of {measure} is reached: {figures}.",
    False: "It is below the threshold of {measure}: {figures}.",
    None: "Whether the threshold of {measure} is reached, the figures do not tell: {figures}.",
}


def _figure(of: str, least: int, given: int | None) -> str:
    if given is None:
        return tell("{of} not given, from {least} on", of=plain(of), least=least)
    return tell("{of} {given}, from {least} on", of=plain(of), given=given, least=least)


def awaited(forum: Forum, one: Notification) -> tuple[str, ...]:
    """Seats that have not acknowledged it, in protocol order: all others that take part."""
    return tuple(
        code
        for code in forum.order
        if code != one.by and code not in one.acknowledged and forum.seats[code].stage in HERE
    )


# ---------------------------------------------------------------- guards


def _bound(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.measures[act.said.measure]
    if binds(forum, one, act.by):
        return None
    told_of = commas(bound(forum, one))
    why = tell("{name} binds {bound}, and not {who}.", name=one.id, bound=told_of, who=act.by)
    remedy = tell("Offer a measure of your own, and send it under that.")
    return refuse(forum, Point.NOTIFICATION, why, remedy)


def _when(forum: Forum, act: Act) -> OutOfOrder | None:
    """A yearly one names its year, any other the time of what it tells of."""
    paper, one = act.said, forum.measures[act.said.measure]
    assert isinstance(paper, Sent)  # noqa: S101 - the form of this act gives no other
    if one.row.trigger is not Trigger.YEAR:
        if paper.year is None and paper.begins is not None:
            return _spans(forum, paper.begins, paper.ends)
        why = tell("{name} asks for the time of what is notified, and for no year.", name=one.id)
        remedy = tell("Say when the activity begins, or when the event was.")
        return refuse(forum, Point.NOTIFICATION, why, remedy)
    first = year_of(str(forum.measures[one.root].begun))
    last = year_of(act.moment) + 1
    if paper.year is None or not first <= paper.year <= last:
        why = tell(
            "{name} is yearly; a year from {first} to {last} can be named.",
            name=one.id,
            first=first,
            last=last,
        )
        return refuse(forum, Point.NOTIFICATION, why, tell("Name the year for which it is."))
    held = kept_of(forum, one).entered.get((act.by, paper.year))
    if held is None:
        return _spans(forum, paper.begins, paper.ends)
    why = tell("For {year} {who} has sent {held}.", year=paper.year, who=act.by, held=held)
    return refuse(
        forum, Point.NOTIFICATION, why, tell("Correct {held}, or withdraw it first.", held=held)
    )


def _spans(forum: Forum, begins: str | None, ends: str | None) -> OutOfOrder | None:
    if ends is None or (begins is not None and begins <= ends):
        return None
    why = (
        tell("It would end before it begins.")
        if begins
        else tell("Its end is named, and no beginning.")
    )
    return refuse(
        forum, Point.NOTIFICATION, why, tell("Name when it begins, and an end behind that.")
    )


def _figures(forum: Forum, act: Act) -> OutOfOrder | None:
    kinds, figures = act.said.kinds, act.said.figures
    if len(kinds) == len(figures) == len(set(kinds)):
        return None
    twice = dict.fromkeys(one for one in kinds if kinds.count(one) > 1)
    why = tell(
        "Things that are named: {number}; figures that are given: {given}.",
        number=len(kinds),
        given=len(figures),
    )
    if len(kinds) == len(figures):
        why = tell(
            "Named more than once: {twice}.",
            twice=commas(tell("“{one}”", one=one) for one in twice),
        )
    return refuse(forum, Point.NOTIFICATION, why, tell("Give one figure for each thing, once."))


_author = of_own_hand(
    lambda forum, name: (forum.notifications[name].by,),
    Point.NOTIFICATION,
    "Changing what is said in {object} is for {whose}, and not for {who}.",
)


def _spans_now(forum: Forum, act: Act) -> OutOfOrder | None:
    one, paper = forum.notifications[act.object], act.said
    assert isinstance(paper, Corrected)  # noqa: S101 - the form of this act gives no other
    return _spans(forum, paper.begins or one.begins, paper.ends or one.ends)


def _received(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.notifications[act.object]
    if act.by != one.by and act.by not in one.acknowledged:
        return None
    why = tell("{who} has acknowledged {name} as it stands.", who=act.by, name=one.id)
    if act.by == one.by:
        why = tell("{who} sent {name}; the others acknowledge it.", who=act.by, name=one.id)
    return refuse(
        forum, Point.NOTIFICATION, why, tell("Nothing more is asked of {who}.", who=act.by)
    )


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, one: Notification) -> Forum:
    return forum.grown(notifications=forum.notifications.set(one.id, one))


def _sent(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Sent)  # noqa: S101 - the form of this act gives no other
    one = Notification(
        id=act.object,
        measure=paper.measure,
        by=act.by,
        words=paper.words,
        place=paper.place,
        begins=paper.begins,
        ends=paper.ends,
        figures=Map(zip(paper.kinds, paper.figures, strict=True)),
        year=paper.year,
        stage=Stage.SENT,
        sent=act.time,
        number=act.number,
    )
    forum = _keep(forum, one)
    return forum if paper.year is None else _entered(forum, one, paper.year, one.id)


def _entered(forum: Forum, one: Notification, year: int, name: str | None) -> Forum:
    """The standing in which a seat has entered something for a year, or nothing any more."""
    measure: Measure = forum.measures[one.measure]
    kept = kept_of(forum, measure)
    key = (one.by, year)
    entered = kept.entered.delete(key) if name is None else kept.entered.set(key, name)
    return keep(forum, measure, evolve(kept, entered=entered), one.by)


def _acknowledged(forum: Forum, act: Act) -> Forum:
    one = forum.notifications[act.object]
    one = evolve(one, acknowledged=one.acknowledged.set(act.by, act.number))
    name = act.name + (n.WAITING if awaited(forum, one) else "")
    return _keep(forum, evolve(one, stage=n.MOVES[one.stage][name]))


def _corrects(forum: Forum, act: Act) -> Forum:
    one, paper = forum.notifications[act.object], act.said
    assert isinstance(paper, Corrected)  # noqa: S101 - the form of this act gives no other
    return _keep(
        forum,
        evolve(
            one,
            stage=n.MOVES[one.stage][act.name],
            words=paper.words,
            begins=paper.begins or one.begins,
            ends=paper.ends or one.ends,
            place=paper.place or one.place,
            figures=one.figures.update(dict(zip(paper.kinds, paper.figures, strict=True))),
            corrected=one.corrected.set(act.number, act.time),
            acknowledged=Map(),
        ),
    )


def _withdrawn(forum: Forum, act: Act) -> Forum:
    one = forum.notifications[act.object]
    forum = _keep(forum, evolve(one, stage=n.MOVES[one.stage][act.name]))
    return forum if one.year is None else _entered(forum, one, one.year, None)


def still_needed(forum: Forum, one: Notification) -> str:
    """What a notification still needs, in a sentence."""
    if one.stage is Stage.WITHDRAWN:
        return tell("What it told of will not be; nothing is needed.")
    waiting = awaited(forum, one)
    if one.stage is Stage.ACKNOWLEDGED or not waiting:
        return tell("Nothing is needed.")
    return tell("It can be acknowledged by {waiting}.", waiting=commas(waiting))


_SENDS = (Shape.NOTIFICATION, Shape.CALENDAR, Shape.CONSTRAINT)

KINDS: tuple[Kind, ...] = (
    Kind(
        name=n.SEND,
        form=SENT,
        who=Who.HERE,
        guards=(under(*_SENDS), _bound, _when, _figures),
        effect=_sent,
        meaning="Notify an activity, an event or a calendar under a measure. Never too late.",
        begins="notification",
    ),
    Kind(
        name=n.ACKNOWLEDGE,
        form=WORDS,
        who=Who.HERE,
        guards=(_stages, _received),
        effect=_acknowledged,
        meaning="Say that one has a notification as it stands.",
        about="notification",
        envelope_alone=True,
    ),
    Kind(
        name=n.CORRECT,
        form=CORRECTED,
        who=Who.PLACE,
        guards=(_stages, _author, _figures, _spans_now),
        effect=_corrects,
        meaning="Correct a notification that one sent.",
        about="notification",
    ),
    Kind(
        name=n.WITHDRAW,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _author),
        effect=_withdrawn,
        meaning="Say that what one notified will not be.",
        about="notification",
        envelope_alone=True,
    ),
)
"""The acts of notifications."""
