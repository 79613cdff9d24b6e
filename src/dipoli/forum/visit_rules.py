"""Visits, observation and contacts: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.measures import Shape
from dipoli.charter.points import Point
from dipoli.forum import visit as v
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.measure import shifted
from dipoli.forum.measure_rules import binds, bound, keep, kept_of, misnamed, of_own_hand, under
from dipoli.forum.standing import Forum
from dipoli.forum.visit import GuestStage, Stage, Visit
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


@frozen(kw_only=True)
class Invited:
    """The body of ``visit.invite/1``."""

    title: str
    measure: str | None
    sort: v.Sort
    guests: tuple[str, ...]
    place: str
    begins: str
    ends: str | None


INVITED = Form(
    build=Invited,
    text="title",
    fields=(
        Field(name="title", sort=Sort.LINE, meaning="what is to be seen"),
        Field(name="measure", sort=Sort.ID, meaning="the measure under which it is", needed=False),
        Field(name="sort", sort=Sort.SLUG, meaning="what sort of contact", choice=v.Sort),
        Field(name="guests", sort=Sort.CODE, meaning="who is invited", many=True),
        Field(name="place", sort=Sort.LINE, meaning="where"),
        Field(name="begins", sort=Sort.TIME, meaning="when it begins"),
        Field(name="ends", sort=Sort.TIME, meaning="when it ends", needed=False),
    ),
)


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.visits.get(name)
    return None if one is None else one.stage


_stages = stage_guard(v.MOVES, _stage, Point.VISIT, "Visit {object}")
_of_invitations = under(Shape.INVITATION)

# ---------------------------------------------------------------- held against the measure


def asked_by(forum: Forum, one: Visit) -> str | None:
    """By when its measure asks for the invitation; None where it asks for no time."""
    measure = None if one.measure is None else forum.measures[one.measure]
    lead = None if measure is None else measure.row.clock.lead
    return None if lead is None else shifted(one.begins, -lead)


# ---------------------------------------------------------------- guards


def _measure(forum: Forum, act: Act) -> OutOfOrder | None:
    """A measure that is named takes the form of an invitation, and binds the host."""
    if act.said.measure is None:
        return None
    refusal = _of_invitations(forum, act)
    if refusal is not None:
        return refusal
    one = forum.measures[act.said.measure]
    if binds(forum, one, act.by):
        return None
    why = tell(
        "{name} binds {bound}, and not {who}.",
        name=one.id,
        bound=commas(bound(forum, one)),
        who=act.by,
    )
    return refuse(
        forum, Point.VISIT, why, tell("Invite without naming a measure; that is always open.")
    )


def _guests(forum: Forum, act: Act) -> OutOfOrder | None:
    guests: tuple[str, ...] = act.said.guests
    if act.by in guests:
        why = tell("{who} is the host, and no guest.", who=act.by)
        return refuse(forum, Point.VISIT, why, tell("Name the guests, and not the host."))
    return misnamed(forum, Point.VISIT, guests)


def _dates(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Invited)  # noqa: S101 - the form of this act gives no other
    why = ""
    if paper.begins <= act.moment:
        why = tell("It would begin at {begins}, which is not a time to come.", begins=paper.begins)
    elif paper.ends is not None and paper.ends < paper.begins:
        why = tell("It would end before it begins.")
    elif act.deadline is not None and act.deadline > paper.begins:
        why = tell("An answer would be asked for after it has begun.")
    if not why:
        return None
    remedy = tell(
        "Name a time to come, an end behind it, and a deadline for answers before it begins."
    )
    return refuse(forum, Point.VISIT, why, remedy)


def _guest(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.visits[act.object]
    why, remedy = "", tell("Nothing more is asked of it.")
    if act.by not in one.guests:
        why = tell("{who} is not invited to {name}.", who=act.by, name=one.id)
        remedy = tell("Ask {host} for an invitation.", host=one.host)
    elif act.name not in v.GUEST_MOVES[one.answer(act.by)]:
        why = tell("{who} has {answer} already.", who=act.by, answer=in_words(one.answer(act.by)))
    return refuse(forum, Point.VISIT, why, remedy) if why else None


_host = of_own_hand(
    lambda forum, name: (forum.visits[name].host,),
    Point.VISIT,
    "This step about {object} is for {whose}, and not for {who}.",
)


def _has_begun(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.visits[act.object]
    if one.begins <= act.moment:
        return None
    why = tell("{name} begins at {begins}.", name=one.id, begins=one.begins)
    return refuse(forum, Point.VISIT, why, tell("Enter it as held once it has begun."))


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, one: Visit) -> Forum:
    return forum.grown(visits=forum.visits.set(one.id, one))


def _invited(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Invited)  # noqa: S101 - the form of this act gives no other
    one = Visit(
        id=act.object,
        title=paper.title,
        sort=paper.sort,
        measure=paper.measure,
        host=act.by,
        guests=paper.guests,
        place=paper.place,
        begins=paper.begins,
        ends=paper.ends,
        until=act.deadline,
        stage=Stage.INVITED,
        invited=act.time,
        number=act.number,
    )
    return _keep(forum, one)


def _answered(forum: Forum, act: Act) -> Forum:
    one = forum.visits[act.object]
    stage = v.GUEST_MOVES[one.answer(act.by)][act.name]
    moved = v.MOVES[one.stage][act.name]
    return _keep(forum, evolve(one, stage=moved, answers=one.answers.set(act.by, stage)))


def _moved(forum: Forum, act: Act) -> Forum:
    one = forum.visits[act.object]
    return _keep(forum, evolve(one, stage=v.MOVES[one.stage][act.name]))


def _held(forum: Forum, act: Act) -> Forum:
    """The time of the visit is kept with its measure: from then on the next one is due."""
    one = forum.visits[act.object]
    stage = v.MOVES[one.stage][act.name]
    forum = _keep(forum, evolve(one, stage=stage, held=act.time))
    if one.measure is None:
        return forum
    measure = forum.measures[one.measure]
    kept = kept_of(forum, measure)
    last = max(one.begins, kept.hosted.get(one.host, one.begins))
    return keep(forum, measure, evolve(kept, hosted=kept.hosted.set(one.host, last)), one.host)


def unanswered(forum: Forum, one: Visit) -> tuple[str, ...]:
    """Guests without an answer, in protocol order."""
    return tuple(
        code
        for code in forum.order
        if code in one.guests and one.answer(code) is GuestStage.INVITED
    )


def still_needed(forum: Forum, one: Visit) -> str:
    """What a visit still needs, in a sentence."""
    if one.stage is not Stage.INVITED:
        return tell("Nothing is needed.")
    waiting = unanswered(forum, one)
    if waiting and one.until is not None:
        return tell(
            "It can be accepted or declined by {waiting} by {until}.",
            waiting=commas(waiting),
            until=one.until,
        )
    if waiting:
        return tell("It can be accepted or declined by {waiting}.", waiting=commas(waiting))
    return tell(
        "It begins at {begins}; {host} then enters it as held.", begins=one.begins, host=one.host
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=v.INVITE,
        form=INVITED,
        who=Who.HERE,
        guards=(_measure, _guests, _dates),
        effect=_invited,
        meaning="Invite to a visit, an observation, a demonstration or another contact.",
        begins="visit",
    ),
    *(
        Kind(
            name=name,
            form=WORDS,
            who=Who.PLACE,
            guards=(_stages, _guest),
            effect=_answered,
            meaning=meaning,
            about="visit",
            envelope_alone=True,
        )
        for name, meaning in (
            (v.ACCEPT, tell("Accept an invitation.")),
            (v.DECLINE, tell("Decline an invitation. No reason is asked for.")),
        )
    ),
    Kind(
        name=v.HOLD,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _host, _has_begun),
        effect=_held,
        meaning="Enter, as the host, that the visit was held.",
        about="visit",
        envelope_alone=True,
    ),
    Kind(
        name=v.CANCEL,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _host),
        effect=_moved,
        meaning="Enter, as the host, that the visit will not be held.",
        about="visit",
        envelope_alone=True,
    ),
)
"""The acts of visits."""
