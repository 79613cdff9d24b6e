"""Bodies: guards and effects of each act, in what capacity people speak, and how a body begins."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import Track
from dipoli.forum import bodies as b
from dipoli.forum import bodies_forms as said
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_of, baskets
from dipoli.forum.bodies import Body, Capacity, Report, Stage, capacity
from dipoli.forum.chair import DEPUTY
from dipoli.forum.decision import Purpose
from dipoli.forum.kind import Kind, Who, is_member, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.seat import Seat
from dipoli.forum.seat import Stage as SeatStage
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, joined, tell

BINDING = frozenset({Who.MEMBER, Who.HOLDER, Who.CHAIR, Who.MEMBER_OR_CHAIR, Who.PAPERS})
"""Who does acts that bind a delegation, or are done from the chair."""

DELEGATION = frozenset({Who.MEMBER, Who.HOLDER})
"""Who does acts of a delegation alone; that of the chair does them through its deputy."""


def beginning(parent: Forum, name: str, circle: str, time: str) -> Forum:
    """The standing in which a body begins its own record, as the body above called it.

    Args:
        parent: the body to which it reports.
        name: short name of the body there.
        circle: id of the circle of the parent.
        time: of the beginning.
    """
    body = parent.bodies[name]
    codes = tuple(code for code in body.seats if not _is_away(parent, code))
    seats = {code: _seat(parent, code, time) for code in codes}
    forum = Forum(
        charter=parent.charter,
        reports_to=circle,
        time=time,
        level=parent.level,
        secretariat=parent.secretariat,
        seating=codes,
        lot=parent.order,
        chair=tuple(code for code in body.chair if code in codes),
        track=body.track,
    )
    return forum.grown(
        seats=forum.seats.update(seats),
        sorts=forum.sorts.update(dict.fromkeys(seats, "seat")),
    )


def _is_away(forum: Forum, code: str) -> bool:
    """Whether a party has a seat and takes no part by it: suspended by others, or gone."""
    seat = forum.seats.get(code)
    return seat is not None and (seat.barred or seat.stage in _AWAY)


_AWAY = frozenset({SeatStage.SUSPENDED, SeatStage.WITHDRAWN, SeatStage.SUCCEEDED})


def _seat(parent: Forum, code: str, time: str) -> Seat:
    """A seat as the body above has it; who has none there is an expert, and sits as a guest."""
    above = parent.seats.get(code)
    if above is None:
        return Seat(code=code, category=parent.charter.bodies.experts, since=time)
    stage = SeatStage.ACCEPTED if above.counts else above.stage
    return evolve(above, stage=stage, since=time, notice=None)


def _stage(forum: Forum, name: str) -> Stage | None:
    body = forum.bodies.get(name)
    return None if body is None else body.stage


_stages = stage_guard(b.MOVES, _stage, Point.BODY_STAGE, "Body {object}")

# ---------------------------------------------------------------- in what capacity


def capacity_guard(forum: Forum, act: Act, who: Who) -> OutOfOrder | None:
    """Who speaks for a government and who does not, by the track; asked of every act."""
    if act.by not in forum.seats:
        return None
    personal = capacity(act.role) is Capacity.PERSONAL
    if forum.track is Track.TWO and not personal:
        why = tell("In this body people speak in a personal capacity, not for a government.")
        remedy = tell("Speak for yourself: let the act say the role “{role}”.", role=b.PERSONAL)
        return refuse(forum, Point.CAPACITY, why, remedy)
    if forum.track is Track.ONE and personal and who in BINDING:
        why = tell("This act binds a delegation, and cannot be done in a personal capacity.")
        remedy = tell(
            "Do it for the delegation; in a personal capacity, ask for the floor and speak."
        )
        return refuse(forum, Point.CAPACITY, why, remedy)
    return _through_deputy(forum, act, who)


def _through_deputy(forum: Forum, act: Act, who: Who) -> OutOfOrder | None:
    presides = act.by in forum.chair and who in DELEGATION
    if not presides or not forum.charter.chair.speaks or forum.track is Track.TWO:
        return None
    if act.role == DEPUTY:
        return None
    why = tell("{who} presides; its delegation speaks through its deputy.", who=act.by)
    remedy = tell("Let the deputy do it: the act then says the role “{deputy}”.", deputy=DEPUTY)
    return refuse(forum, Point.DEPUTY, why, remedy)


# ---------------------------------------------------------------- guards


def _may_call(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, rules = act.said, forum.charter.bodies
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    if paper.track not in rules.tracks:
        why = tell("In this forum no body works on {track}.", track=b.TRACKS[paper.track])
        told = joined(" or ", (b.TRACKS[one] for one in rules.tracks))
        return refuse(forum, Point.BODY_CALL, why, tell("Call it on {tracks}.", tracks=told))
    if paper.sort in rules.by_chair:
        return None
    if paper.sort in rules.by_decision:
        return mandate(forum, paper.decision, Purpose.BODY, act.object)
    why = tell("The charter has no body of this sort: {sort}.", sort=in_words(paper.sort))
    told = commas(in_words(one) for one in (*rules.by_chair, *rules.by_decision))
    return refuse(
        forum, Point.BODY_CALL, why, tell("Call one of a sort that it has: {sorts}.", sorts=told)
    )


def _title_not_reserved(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    return not_reserved(forum, act.object, (), (paper.title,))


def _basket(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    if paper.basket is None or basket_of(forum, paper.basket) is not None:
        return None
    why = tell("There is no basket of the name {basket} here.", basket=paper.basket)
    told = commas(one.id for one in baskets(forum))
    remedy = (
        tell("Name one of these, or none: {baskets}.", baskets=told)
        if told
        else tell("Call it without a basket.")
    )
    return refuse(forum, Point.BODY_CALL, why, remedy)


def _who_sits(forum: Forum, act: Act) -> OutOfOrder | None:
    """On track 1 only parties that sit here; who presides in a body sits in it."""
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    refusal = _seatable(forum, paper.track, paper.seats)
    strangers = [code for code in paper.chair if code not in paper.seats]
    if refusal is not None or not strangers:
        return refusal
    why = tell(
        "Named to preside, without a seat in that body: {strangers}.", strangers=commas(strangers)
    )
    return refuse(
        forum, Point.BODY_SEATS, why, tell("Name those who sit in it, or seat who presides.")
    )


def _seatable(forum: Forum, track: Track, seats: tuple[str, ...]) -> OutOfOrder | None:
    if len(set(seats)) < len(seats):
        twice = commas(code for code in dict.fromkeys(seats) if seats.count(code) > 1)
        why = tell("Named more than once: {twice}.", twice=twice)
        return refuse(forum, Point.BODY_SEATS, why, tell("Name each party once."))
    away = [code for code in seats if _is_away(forum, code)]
    if away:
        why = tell(
            "Suspended here, or without part in this body any more: {away}.", away=commas(away)
        )
        return refuse(
            forum, Point.BODY_SEATS, why, tell("Seat them once they take part here again.")
        )
    strangers = [code for code in seats if code not in forum.seats]
    if track is not Track.ONE or not strangers:
        return None
    why = tell(
        "This body works on track 1, and without a seat here are: {strangers}.",
        strangers=commas(strangers),
    )
    mixed = Track.ONE_AND_HALF in forum.charter.bodies.tracks
    remedy = (
        tell("Invite them here first, or call a body on track 1.5.")
        if mixed
        else tell("Invite them here first.")
    )
    return refuse(forum, Point.BODY_SEATS, why, remedy)


def _by_whom(forum: Forum, act: Act) -> OutOfOrder | None:
    """What the body called by a decision is widened and closed by one."""
    body, paper = forum.bodies[act.object], act.said
    assert isinstance(paper, said.Widened | said.Closed)  # noqa: S101 - the forms give no other
    if body.decision is None:
        return None
    return mandate(forum, paper.decision, Purpose.BODY, act.object)


def _new_seats(forum: Forum, act: Act) -> OutOfOrder | None:
    body, paper = forum.bodies[act.object], act.said
    assert isinstance(paper, said.Widened)  # noqa: S101 - the form of this act gives no other
    seated = [code for code in paper.seats if code in body.seats]
    if seated:
        why = tell(
            "Seated in {object} already: {seated}.", object=act.object, seated=commas(seated)
        )
        return refuse(forum, Point.BODY_SEATS, why, tell("Name those who are to join."))
    return _seatable(forum, body.track, paper.seats)


def _has_reported(forum: Forum, act: Act) -> OutOfOrder | None:
    body = forum.bodies[act.object]
    if body.reports or body.sort not in forum.charter.bodies.reporting:
        return None
    sort = in_words(body.sort)
    why = tell(
        "{object} has not reported; bodies of its sort ({sort}) report before they close.",
        object=act.object,
        sort=sort,
    )
    return refuse(
        forum, Point.BODY_REPORT, why, tell("Let it report, and receive its report first.")
    )


def _reports_upwards(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.reports_to is None:
        why = tell("This body reports to no other.")
        return refuse(forum, Point.BODY_REPORT, why, tell("Table here what you would report."))
    if act.by in forum.chair or is_member(forum, act.by):
        return None
    why = tell("{who} neither presides nor is a member here.", who=act.by)
    return refuse(forum, Point.BODY_REPORT, why, tell("Let the chair or a member report."))


# ---------------------------------------------------------------- effects


def _put(forum: Forum, body: Body) -> Forum:
    return forum.grown(bodies=forum.bodies.set(body.id, body))


def _moved(forum: Forum, act: Act) -> Body:
    body = forum.bodies[act.object]
    stage = b.MOVES[body.stage][act.name]
    return evolve(body, stage=stage, since=body.since if stage is body.stage else act.time)


def _called(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Called)  # noqa: S101 - the form of this act gives no other
    named = None if paper.sort in forum.charter.bodies.by_chair else paper.decision
    body = Body(
        id=act.object,
        title=paper.title,
        sort=paper.sort,
        track=paper.track,
        rank=paper.rank,
        host=paper.host,
        funders=paper.funders,
        basket=paper.basket,
        seats=paper.seats,
        chair=paper.chair,
        since=act.time,
        number=act.number,
        decision=named,
    )
    return carried_out(_put(forum, body), act, named)


def _widened(forum: Forum, act: Act) -> Forum:
    body, paper = _moved(forum, act), act.said
    assert isinstance(paper, said.Widened)  # noqa: S101 - the form of this act gives no other
    after = _put(forum, evolve(body, seats=(*body.seats, *paper.seats)))
    return carried_out(after, act, paper.decision if body.decision else None)


def _closed(forum: Forum, act: Act) -> Forum:
    body, paper = _moved(forum, act), act.said
    assert isinstance(paper, said.Closed)  # noqa: S101 - the form of this act gives no other
    return carried_out(_put(forum, body), act, paper.decision if body.decision else None)


def _reported(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Reported)  # noqa: S101 - the form of this act gives no other
    report = Report(
        id=act.object,
        to=str(forum.reports_to),
        by=act.by,
        title=paper.title,
        number=act.number,
    )
    return forum.grown(reports=forum.reports.set(report.id, report))


def _received(forum: Forum, act: Act) -> Forum:
    body = _moved(forum, act)
    return _put(forum, evolve(body, reports=(*body.reports, act.number)))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, body: Body) -> str:
    """What a body still needs before it can be closed, in a sentence."""
    if body.stage is Stage.CLOSED:
        return tell("It is closed; nothing is needed.")
    if not body.reports and body.sort in forum.charter.bodies.reporting:
        return tell("It is at work; it reports back before it is closed.")
    return tell("It is at work; what it agrees counts here once it is reported.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=b.CALL,
        form=said.CALLED,
        who=Who.CHAIR,
        guards=(_may_call, _basket, _who_sits, _title_not_reserved),
        effect=_called,
        meaning="Call a body that reports to this one.",
        begins="body",
    ),
    Kind(
        name=b.WIDEN,
        form=said.WIDENED,
        who=Who.CHAIR,
        guards=(_stages, _new_seats, _by_whom),
        effect=_widened,
        meaning="Seat more parties in a body.",
        about="body",
    ),
    Kind(
        name=b.CLOSE,
        form=said.CLOSED,
        who=Who.CHAIR,
        guards=(_stages, _has_reported, _by_whom),
        effect=_closed,
        meaning="Close a body; its record stays.",
        about="body",
    ),
    Kind(
        name=b.REPORT,
        form=said.REPORTED,
        who=Who.SEAT,
        guards=(_reports_upwards,),
        effect=_reported,
        meaning="Report to the body above.",
        begins="report",
    ),
    Kind(
        name=b.RECEIVE,
        form=said.RECEIVED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_stages,),
        effect=_received,
        meaning="Receive the report of a body, named by its leaf hash.",
        about="body",
        envelope_alone=True,
    ),
)
"""The acts of bodies."""
