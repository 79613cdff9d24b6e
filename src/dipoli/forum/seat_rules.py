"""Seats: guards and effects of each act, and the standing with which a forum begins."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import Charter
from dipoli.forum import seat as s
from dipoli.forum import seat_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision import Purpose
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.decision_rules import later
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, hours, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.seat import Answer, Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.succession import hand_over
from dipoli.record.ruling import OutOfOrder


def founding(charter: Charter, time: str) -> Forum:
    """The standing in which a forum begins: every party that the charter lists is invited.

    Args:
        charter: by which it works.
        time: of its beginning.
    """
    seats = {
        one.code: Seat(code=one.code, category=one.category, stage=Stage.INVITED, since=time)
        for one in charter.members
    }
    forum = Forum(charter=charter, time=time, level=charter.level, seating=tuple(seats))
    return forum.grown(
        seats=forum.seats.update(seats),
        sorts=forum.sorts.update(dict.fromkeys(seats, "seat")),
    )


def _stage(forum: Forum, code: str) -> Stage | None:
    seat = forum.seats.get(code)
    return None if seat is None else seat.stage


_stages = stage_guard(s.MOVES, _stage, Point.SEAT_STAGE, "The seat of")


# ---------------------------------------------------------------- guards


def own_seat(forum: Forum, act: Act) -> OutOfOrder | None:
    """A party acts on its own seat alone."""
    if act.by == act.object:
        return None
    why = f"The seat of {act.object} is its own, and {act.by} does not speak for it."
    return refuse(forum, Point.OWN_SEAT, why, "Name your own seat, or ask its party.")


def _category(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Invited)  # noqa: S101 - the form of this act gives no other
    if paper.category in forum.charter.seats.categories:
        return None
    told = ", ".join(one.value for one in forum.charter.seats.categories)
    why = f"Nobody takes part here as {paper.category.value}."
    return refuse(forum, Point.ADMISSION, why, f"Categories here: {told}.")


def _admitted(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Invited)  # noqa: S101 - the form of this act gives no other
    if not forum.charter.seats.admission:
        return _by_chair(forum, act)
    return mandate(forum, paper.decision, Purpose.ADMIT, act.object)


def _by_chair(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.chair:
        return None
    why = "Here the chair invites."
    return refuse(forum, Point.ADMISSION, why, "Ask the chair to invite.")


def _who_answers(forum: Forum, act: Act) -> OutOfOrder | None:
    """A party answers for itself; that no answer came is a fact that the secretariat enters."""
    paper = act.said
    assert isinstance(paper, said.Replied)  # noqa: S101 - the form of this act gives no other
    office = act.by == forum.secretariat
    if paper.answer is not Answer.SILENT:
        return own_seat(forum, act)
    if office and forum.seats[act.object].answer is None:
        return None
    told = "the secretariat enters it" if not office else f"{act.object} has answered"
    why = f"That no answer came is a fact; {told}."
    return refuse(forum, Point.OWN_SEAT, why, "A party answers yes, no or later for itself.")


def _may_pause(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.charter.seats.self_suspension:
        return None
    why = "Members do not suspend themselves here."
    return refuse(
        forum, Point.SELF_SUSPENSION, why, "Leave the room instead: an absent seat keeps its voice."
    )


def _may_suspend(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.charter.seats.suspension:
        return _mandated(forum, act, Purpose.SUSPEND)
    why = "No member is suspended by the others here."
    return refuse(forum, Point.SUSPENSION, why, "Consult; every seat stays.")


def _may_restore(forum: Forum, act: Act) -> OutOfOrder | None:
    return _mandated(forum, act, Purpose.RESTORE)


def _mandated(forum: Forum, act: Act, purpose: Purpose) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Mandated)  # noqa: S101 - the form of this act gives no other
    return mandate(forum, paper.decision, purpose, act.object)


def _no_notice(forum: Forum, act: Act) -> OutOfOrder | None:
    notice = forum.seats[act.object].notice
    if notice is None:
        return None
    why = f"{act.object} gave notice of its withdrawal at {notice}."
    return refuse(
        forum, Point.WITHDRAWAL, why, "Withdraw when it has run, or take the notice back."
    )


def _has_notice(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.seats[act.object].notice is not None:
        return None
    why = f"{act.object} has given no notice of withdrawal."
    return refuse(forum, Point.WITHDRAWAL, why, "Nothing is needed to stay.")


def _notice_ran(forum: Forum, act: Act) -> OutOfOrder | None:
    least, notice = forum.charter.seats.withdrawal, forum.seats[act.object].notice
    if least == 0:
        return None
    if notice is None:
        why = f"A withdrawal is notified {hours(least)} before it takes effect."
        return refuse(forum, Point.WITHDRAWAL, why, "Give notice first.")
    ends = later(notice, least)
    if act.moment >= ends:
        return None
    why = f"The notice of {act.object} runs until {ends}."
    return refuse(forum, Point.WITHDRAWAL, why, "Withdraw after that, or take the notice back.")


def _successor(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Succeeded)  # noqa: S101 - the form of this act gives no other
    sort = forum.sorts.get(paper.successor)
    if sort is not None or paper.successor == forum.secretariat:
        why = f"{paper.successor} is the name of a {sort or 'secretariat'} already."
        return refuse(forum, Point.SUCCESSION, why, "Name a party that has no seat here.")
    if forum.charter.seats.admission:
        return mandate(forum, paper.decision, Purpose.ADMIT, paper.successor)
    return _by_chair(forum, act)


# ---------------------------------------------------------------- effects


def put(forum: Forum, seat: Seat) -> Forum:
    """The standing with a seat as it now is."""
    return forum.grown(seats=forum.seats.set(seat.code, seat))


def _moved(forum: Forum, act: Act, condition: str = "") -> Seat:
    seat = forum.seats[act.object]
    stage = s.MOVES[seat.stage][act.name + condition]
    since = seat.since if stage is seat.stage else act.time
    return evolve(seat, stage=stage, since=since)


def _plain(forum: Forum, act: Act) -> Forum:
    """The seat moves on; who sits here with a voice no more does not preside either."""
    seat = _moved(forum, act)
    if act.name == s.WITHDRAW:
        seat = evolve(seat, left=act.number)
    stays = forum.chair if seat.stage in s.COUNTS else without(forum.chair, seat.code)
    return put(forum, seat).grown(chair=stays)


def without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Some codes, one of them left out."""
    return tuple(one for one in codes if one != code)


def _invited(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Invited)  # noqa: S101 - the form of this act gives no other
    seat = Seat(code=act.object, category=paper.category, stage=Stage.INVITED, since=act.time)
    seated = put(forum, seat).grown(seating=(*forum.seating, act.object))
    named = paper.decision if forum.charter.seats.admission else None
    return carried_out(seated, act, named)


def _replied(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Replied)  # noqa: S101 - the form of this act gives no other
    return put(forum, evolve(_moved(forum, act), answer=paper.answer))


def _by_mandate(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Mandated)  # noqa: S101 - the form of this act gives no other
    after = _plain(forum, act)
    barred = evolve(after.seats[act.object], barred=act.name == s.SUSPEND)
    return carried_out(put(after, barred), act, paper.decision)


def _notified(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(_moved(forum, act), notice=act.time))


def _stayed(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(_moved(forum, act), notice=None))


def _returned(forum: Forum, act: Act) -> Forum:
    condition = s.BARRED if forum.seats[act.object].barred else ""
    return put(forum, evolve(_moved(forum, act, condition), notice=None, left=None))


def _succeeded(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Succeeded)  # noqa: S101 - the form of this act gives no other
    before = forum.seats[act.object]
    old = evolve(_moved(forum, act), successor=paper.successor)
    new = Seat(
        code=paper.successor,
        category=old.category,
        stage=Stage.ACCEPTED if before.stage in s.COUNTS else before.stage,
        since=act.time,
        barred=old.barred,
        predecessor=old.code,
    )
    after = put(put(forum, old), new).grown(
        seating=(*forum.seating, new.code),
        sorts=forum.sorts.set(new.code, "seat"),
        chair=without(forum.chair, old.code),
    )
    after = hand_over(after, old.code, new.code)
    named = paper.decision if forum.charter.seats.admission else None
    return carried_out(after, act, named)


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, seat: Seat) -> str:
    """What a seat still needs before its party's voice counts, in a sentence."""
    hours = forum.charter.seats.withdrawal
    if seat.notice is not None and seat.stage is not Stage.WITHDRAWN:
        return f"Its party gave notice; it may withdraw from {later(seat.notice, hours)}, or stay."
    return _NEEDED[seat.stage]


_NEEDED: dict[Stage, str] = {
    Stage.INVITED: "It is invited; it needs its party to accept.",
    Stage.ACCEPTED: "It is accepted; nothing is needed.",
    Stage.PRESENT: "Its party is present; nothing is needed.",
    Stage.ABSENT: "Its party is absent and keeps its place; nothing is needed.",
    Stage.SELF_SUSPENDED: "Its party suspended itself, and may return when it wishes.",
    Stage.SUSPENDED: "It is suspended; it needs a decision of the others to restore it.",
    Stage.WITHDRAWN: "Its party withdrew; the seat stays, and its party may return.",
    Stage.SUCCEEDED: "Another party took the seat after its own; nothing is needed.",
}

# ---------------------------------------------------------------- kinds


def _kind(  # noqa: PLR0913 - one argument for each column of the table below
    name: str,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    form: Form = WORDS,
    *,
    begins: bool = False,
    adopts: bool = False,
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=guards,
        effect=effect,
        meaning=meaning,
        begins="seat" if begins else None,
        about=None if begins else "seat",
        envelope_alone=form is WORDS,
        adopts=adopts,
    )


_OWN = (_stages, own_seat)
KINDS: tuple[Kind, ...] = (
    _kind(
        s.INVITE,
        Who.CHAIR_OR_SECRETARIAT,
        (_category, _admitted),
        _invited,
        "Invite a party to take a seat.",
        said.INVITED,
        begins=True,
        adopts=True,
    ),
    _kind(
        s.REPLY,
        Who.ANYONE,
        (_stages, _who_answers),
        _replied,
        "Answer an invitation, or enter that no answer came.",
        said.REPLIED,
    ),
    _kind(s.ACCEPT, Who.PLACE, _OWN, _plain, "Accept one's seat."),
    _kind(s.ATTEND, Who.PLACE, _OWN, _plain, "Take one's place in the room."),
    _kind(s.LEAVE, Who.PLACE, _OWN, _plain, "Leave the room, and keep one's place."),
    _kind(s.PAUSE, Who.PLACE, (*_OWN, _may_pause), _plain, "Suspend one's own taking part."),
    _kind(s.RETURN, Who.PLACE, _OWN, _returned, "Return to one's seat."),
    _kind(
        s.SUSPEND,
        Who.CHAIR_OR_SECRETARIAT,
        (_stages, _may_suspend),
        _by_mandate,
        "Suspend a member by a decision of the others.",
        said.MANDATED,
        adopts=True,
    ),
    _kind(
        s.RESTORE,
        Who.CHAIR_OR_SECRETARIAT,
        (_stages, _may_restore),
        _by_mandate,
        "Restore a suspended member by a decision of the others.",
        said.MANDATED,
        adopts=True,
    ),
    _kind(s.NOTIFY, Who.PLACE, (*_OWN, _no_notice), _notified, "Give notice of withdrawal."),
    _kind(s.STAY, Who.PLACE, (*_OWN, _has_notice), _stayed, "Take a notice of withdrawal back."),
    _kind(s.WITHDRAW, Who.PLACE, (*_OWN, _notice_ran), _plain, "Withdraw; the seat stays."),
    _kind(
        s.SUCCEED,
        Who.ANYONE,
        (_stages, _successor),
        _succeeded,
        "Enter who takes a seat after its party; it stands as that seat stood.",
        said.SUCCEEDED,
        adopts=True,
    ),
)
"""The acts of seats."""
