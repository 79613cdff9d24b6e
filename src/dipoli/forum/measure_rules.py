"""Measures: guards and effects of taking one up, changing it and ending it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import evolve
from immutables import Map

from dipoli.charter.measures import Direction, Shape, misfits
from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum import measure as m
from dipoli.forum import measure_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision import Purpose
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.measure import Kept, Measure, Stage, year_of
from dipoli.forum.seat import HERE
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, joined, tell

# ---------------------------------------------------------------- looking


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.measures.get(name)
    return None if one is None else one.stage


_stages = stage_guard(m.MOVES, _stage, Point.MEASURE_STAGE, "Measure {object}")


def kept_of(forum: Forum, one: Measure) -> Kept:
    """What is counted over the years for a measure and those that it replaced."""
    kept = forum.measures[one.root].kept
    assert kept is not None  # noqa: S101 - the first of a line keeps it from its beginning
    return kept


def current(forum: Forum, one: Measure) -> Measure:
    """The measure that is in force in place of this one: itself, or what replaced it."""
    return forum.measures[kept_of(forum, one).current]


def bound(forum: Forum, one: Measure) -> tuple[str, ...]:
    """Seats that a measure binds, in protocol order: all members that take part, where not told."""
    if one.alone:
        return (one.by,)
    return tuple(code for code in forum.order if binds(forum, one, code))


def binds(forum: Forum, one: Measure, code: str) -> bool:
    """Whether a measure binds a seat."""
    if one.alone:
        return code == one.by
    if one.seats:
        return code in one.seats
    seat = forum.seats.get(code)
    return seat is not None and seat.category is Category.MEMBER and seat.stage in HERE


def put(forum: Forum, one: Measure) -> Forum:
    """The standing with a measure as it now is."""
    return forum.grown(measures=forum.measures.set(one.id, one))


def keep(forum: Forum, one: Measure, kept: Kept, *seats: str) -> Forum:
    """The standing with other counts of a measure, in which seats have a part from now on.

    Args:
        forum: the standing.
        one: the measure.
        kept: what is counted.
        seats: whose counts these are; they go over to whoever takes the seat.
    """
    parts = forum.parts
    for code in seats:
        held: Map[str, str] = parts.get(code, Map())
        parts = parts.set(code, held.set(one.root, "measure"))
    return put(forum.grown(parts=parts), evolve(forum.measures[one.root], kept=kept))


# ---------------------------------------------------------------- guards others ask as well


def under(*shapes: Shape) -> Guard:
    """The guard of what is begun under a measure: it runs, and takes one of these forms."""

    def guard(forum: Forum, act: Act) -> OutOfOrder | None:
        name = act.said.measure
        one = forum.measures.get(name)
        remedy = tell("Name a measure that is in force or offered, of that form.")
        if one is None:
            return refuse(
                forum, Point.MEASURE, tell("{name} is no measure here.", name=name), remedy
            )
        if not one.runs:
            told = in_words(one.stage)
            why = tell("{name} is {stage}; nothing is begun under it.", name=name, stage=told)
            now = current(forum, one)
            if now.runs:
                remedy = tell("Name {now}, which is in its place.", now=now.id)
            return refuse(forum, Point.MEASURE, why, remedy)
        if one.row.form in shapes:
            return None
        why = tell("{name} takes the form of {form}.", name=name, form=_FORMS[one.row.form])
        return refuse(forum, Point.MEASURE, why, remedy)

    return guard


_FORMS: Mapping[Shape, str] = MappingProxyType(
    {
        Shape.EXCHANGE: tell("an exchange round"),
        Shape.NOTIFICATION: tell("a notification"),
        Shape.CALENDAR: tell("an annual calendar"),
        Shape.INVITATION: tell("an invitation"),
        Shape.INSPECTION: tell("an inspection"),
        Shape.MEETING: tell("an annual meeting"),
        Shape.EXPLANATION: tell("an explanation on request"),
        Shape.CONSTRAINT: tell("a constraint"),
        Shape.LINE: tell("a direct line"),
        Shape.FOCAL_POINT: tell("a focal point"),
    }
)
"""Each form, as a sentence tells it."""


def of_own_hand(
    author_of: Callable[[Forum, str], tuple[str, ...]], point: Point, template: str
) -> Guard:
    """The guard of what only some may do with a thing: those whose it is."""

    def guard(forum: Forum, act: Act) -> OutOfOrder | None:
        whose = author_of(forum, act.object)
        if act.by in whose:
            return None
        held = joined(" and ", whose)
        why = tell(template, object=act.object, whose=held, who=act.by)
        return refuse(forum, point, why, tell("Let {whose} do it.", whose=joined(" or ", whose)))

    return guard


# ---------------------------------------------------------------- guards: a row


_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "trigger": tell("What sets it off"),
        "day": tell("Its day of the year"),
        "clock.lead": tell("The time before an activity"),
        "clock.within": tell("The time after an event"),
        "clock.again": tell("The time after the last one"),
        "clock.reply": tell("The time of the answer"),
        "clock.entry": tell("The time of entry"),
        "clock.stay": tell("The time of the stay"),
        "clock.report": tell("The time of the report"),
        "threshold": tell("Its threshold"),
        "quota.host": tell("The quota of a host"),
        "quota.requester": tell("The quota of one that requests"),
        "quota.years": tell("The years of a quota"),
    }
)


def _coherent(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Proposed)  # noqa: S101 - the form of this act gives no other
    remedy = tell("Correct the row; the reference of measures tells what belongs together.")
    if len(paper.kinds) != len(paper.least):
        why = tell(
            "{number} things are counted, and {given} numbers are given.",
            number=len(paper.kinds),
            given=len(paper.least),
        )
        return refuse(forum, Point.MEASURE, why, remedy)
    misfit = next(misfits(paper.row), None)
    if misfit is None:
        return None
    why = tell(
        "{key} should be {expected}, and is {found}.",
        key=_KEYS[misfit.key],
        expected=misfit.expected,
        found=misfit.found,
    )
    return refuse(forum, Point.MEASURE, why, remedy)


def _whom(forum: Forum, act: Act) -> OutOfOrder | None:
    """An offer binds its author alone; what others are to do is proposed, and decided on."""
    paper, offers = act.said, act.name == m.OFFER
    assert isinstance(paper, said.Proposed)  # noqa: S101 - the form of this act gives no other
    alone = paper.direction is Direction.ONE
    if offers and not alone:
        why = tell("It would bind others as well; what is offered alone is one-sided.")
        remedy = tell("Offer it as one-sided, or propose it, for a decision of the body.")
        return refuse(forum, Point.MEASURE, why, remedy)
    if alone and not offers:
        why = tell("It is one-sided, and takes no decision of others.")
        return refuse(forum, Point.MEASURE, why, tell("Let whoever would be bound offer it."))
    if offers and paper.seats:
        why = tell("An offer binds its author alone, and names nobody.")
        return refuse(forum, Point.MEASURE, why, tell("Name no seats; its author is bound by it."))
    return misnamed(forum, Point.MEASURE, paper.seats)


def misnamed(forum: Forum, point: Point, codes: tuple[str, ...]) -> OutOfOrder | None:
    """Refused where a seat is named twice, or one that has no place here."""
    twice = dict.fromkeys(code for code in codes if codes.count(code) > 1)
    strangers = [code for code in codes if code not in forum.seats]
    if strangers:
        why = tell("Without a place here: {strangers}.", strangers=commas(dict.fromkeys(strangers)))
    elif twice:
        why = tell("Named more than once: {twice}.", twice=commas(twice))
    else:
        return None
    return refuse(forum, point, why, tell("Name each seat once, of those that have a place here."))


def _in_place_of(forum: Forum, act: Act) -> OutOfOrder | None:
    """What it replaces runs, takes the same form, and is the author's own where that is offered."""
    paper = act.said
    assert isinstance(paper, said.Proposed)  # noqa: S101 - the form of this act gives no other
    if paper.replaces is None:
        return None
    old = forum.measures.get(paper.replaces)
    stage = Stage.OFFERED if act.name == m.OFFER else Stage.IN_FORCE
    why = ""
    if old is None:
        why = tell("{replaces} is no measure here.", replaces=paper.replaces)
    elif old.stage is not stage:
        why = tell(
            "{old} is {stage}, and is not replaced in this way.",
            old=old.id,
            stage=in_words(old.stage),
        )
    elif old.alone and old.by != act.by:
        why = tell("{old} is the offer of {who}.", old=old.id, who=old.by)
    elif (old.row.form, old.row.trigger) != (paper.shape, paper.trigger):
        why = tell("{old} is set off in another way, or takes another form.", old=old.id)
    if not why:
        return None
    remedy = tell("Name a measure in force, or an offer of one's own, whose numbers alone change.")
    return refuse(forum, Point.MEASURE, why, remedy)


# ---------------------------------------------------------------- guards: decisions


def _decided(forum: Forum, act: Act) -> OutOfOrder | None:
    """The decision is on this measure, or on its set, and was tabled after it stood so."""
    one, name = forum.measures[act.object], act.said.decision
    decision = forum.proposals.get(name)
    subject = one.id
    if act.name == m.ADOPT and one.set is not None and decision is not None:
        subject = one.set if decision.subject == one.set else one.id
    refusal = mandate(forum, name, Purpose.MEASURE, subject)
    if refusal is not None:
        return refusal
    since = one.number if one.bound is None else one.bound
    if forum.proposals[name].number > since:
        return None
    why = tell(
        "{name} was tabled before {measure} was {stage}.",
        name=name,
        measure=one.id,
        stage=in_words(one.stage),
    )
    return refuse(forum, Point.MEASURE, why, tell("Name a decision that was tabled after that."))


def _still_replaces(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.measures[act.object]
    old = None if one.replaces is None else forum.measures[one.replaces]
    if old is None or old.stage is Stage.IN_FORCE:
        return None
    why = tell(
        "{old}, in whose place it would come, is {stage}.", old=old.id, stage=in_words(old.stage)
    )
    remedy = tell("Propose the numbers anew, in place of what is in force now.")
    return refuse(forum, Point.MEASURE, why, remedy)


_author = of_own_hand(
    lambda forum, name: (forum.measures[name].by,),
    Point.MEASURE,
    "Taking back {object} is for {whose}, and not for {who}.",
)


def _met(forum: Forum, act: Act) -> OutOfOrder | None:
    """The meeting was opened, and is the first one entered for that year."""
    one, paper = forum.measures[act.object], act.said
    assert isinstance(paper, said.Met)  # noqa: S101 - the form of this act gives no other
    opened = forum.happened.get(paper.meeting)
    why, remedy = (
        "",
        tell("Name a meeting that was opened here, and the year for which it was held."),
    )
    if one.row.form is not Shape.MEETING:
        why = tell("{name} takes the form of {form}.", name=one.id, form=_FORMS[one.row.form])
    elif opened is None or forum.sorts.get(paper.meeting) != "meeting":
        why = tell("No meeting {meeting} was opened here.", meeting=paper.meeting)
    elif abs(year_of(opened) - paper.year) > 1:
        why = tell(
            "{meeting} was opened at {opened}, and the year named is {year}.",
            meeting=paper.meeting,
            opened=opened,
            year=paper.year,
        )
    elif ("", paper.year) in kept_of(forum, one).entered:
        other = kept_of(forum, one).entered["", paper.year]
        why, remedy = (
            tell("For {year} {other} is entered.", year=paper.year, other=other),
            tell("Nothing more is asked for that year."),
        )
    return refuse(forum, Point.MEASURE, why, remedy) if why else None


# ---------------------------------------------------------------- effects


def _begun(forum: Forum, act: Act) -> Measure:
    paper = act.said
    assert isinstance(paper, said.Proposed)  # noqa: S101 - the form of this act gives no other
    root = act.object if paper.replaces is None else forum.measures[paper.replaces].root
    return Measure(
        id=act.object,
        row=paper.row,
        set=paper.set,
        by=act.by,
        seats=paper.seats,
        replaces=paper.replaces,
        root=root,
        stage=Stage.PROPOSED,
        since=act.time,
        number=act.number,
        source=paper.source,
        kept=Kept(current=act.object) if root == act.object else None,
    )


def _proposed(forum: Forum, act: Act) -> Forum:
    return put(forum, _begun(forum, act))


def _comes_in(forum: Forum, one: Measure) -> Forum:
    """A measure stands in the place of the one that it replaces."""
    forum = put(forum, one)
    if one.replaces is None:
        return forum
    old = evolve(forum.measures[one.replaces], stage=Stage.REPLACED, since=one.since)
    forum = put(forum, old)
    return keep(forum, one, evolve(kept_of(forum, one), current=one.id), one.by)


def _offered(forum: Forum, act: Act) -> Forum:
    one = evolve(_begun(forum, act), stage=Stage.OFFERED, begun=act.time, bound=act.number)
    return _comes_in(forum, one)


def _adopted(forum: Forum, act: Act) -> Forum:
    one = forum.measures[act.object]
    stage = m.MOVES[one.stage][act.name]
    one = evolve(
        one,
        stage=stage,
        since=act.time,
        begun=act.time,
        bound=act.number,
        decision=act.said.decision,
    )
    forum = _comes_in(forum, one)
    of_set = forum.proposals[act.said.decision].subject != one.id
    return forum if of_set else carried_out(forum, act, act.said.decision)


def _moved(forum: Forum, act: Act) -> Forum:
    one = forum.measures[act.object]
    return put(forum, evolve(one, stage=m.MOVES[one.stage][act.name], since=act.time))


def _ended(forum: Forum, act: Act) -> Forum:
    return carried_out(_moved(forum, act), act, act.said.decision)


def _meets(forum: Forum, act: Act) -> Forum:
    one, paper = forum.measures[act.object], act.said
    assert isinstance(paper, said.Met)  # noqa: S101 - the form of this act gives no other
    kept = kept_of(forum, one)
    forum = put(forum, evolve(one, stage=m.MOVES[one.stage][act.name]))
    entered = kept.entered.set(("", paper.year), paper.meeting)
    return keep(forum, one, evolve(kept, entered=entered))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, one: Measure) -> str:
    """What a measure still needs, in a sentence."""
    if one.stage is Stage.PROPOSED:
        return tell(
            "It needs a decision about {name}, and the act that names it.", name=one.set or one.id
        )
    if one.stage is Stage.REPLACED:
        return tell("{name} is in its place; nothing is needed.", name=current(forum, one).id)
    if one.stage is Stage.OFFERED:
        return tell(
            "{who} binds itself, alone, until it takes the offer back; nothing is needed.",
            who=one.by,
        )
    if one.stage is Stage.IN_FORCE:
        return tell("It is in force; what is done under it needs no decision.")
    return tell("Nothing more is done under it.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=m.PROPOSE,
        form=said.PROPOSED,
        who=Who.MEMBER,
        guards=(_coherent, _whom, _in_place_of),
        effect=_proposed,
        meaning="Propose a measure as a row of numbers, on which the body decides.",
        begins="measure",
    ),
    Kind(
        name=m.OFFER,
        form=said.PROPOSED,
        who=Who.HERE,
        guards=(_coherent, _whom, _in_place_of),
        effect=_offered,
        meaning="Offer a measure that binds its author alone, from now on, without a decision.",
        begins="measure",
    ),
    Kind(
        name=m.ADOPT,
        form=said.DECIDED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages, _decided, _still_replaces),
        effect=_adopted,
        meaning="Enter, by a decision on it or on its set, that a proposed measure is in force.",
        about="measure",
    ),
    Kind(
        name=m.WITHDRAW,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _author),
        effect=_moved,
        meaning="Take back a measure that one proposed.",
        about="measure",
        envelope_alone=True,
    ),
    Kind(
        name=m.TAKE_BACK,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _author),
        effect=_moved,
        meaning="Take back a measure that one offers.",
        about="measure",
        envelope_alone=True,
    ),
    Kind(
        name=m.MEET,
        form=said.MET,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages, _met),
        effect=_meets,
        meaning="Enter which meeting was the annual one of a measure.",
        about="measure",
    ),
    Kind(
        name=m.END,
        form=said.DECIDED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages, _decided),
        effect=_ended,
        meaning="Enter, by a decision on it, that a measure ends.",
        about="measure",
    ),
)
"""The acts by which a measure is taken up, changed and ended."""
