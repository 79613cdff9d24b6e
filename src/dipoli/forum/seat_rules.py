"""Seats: guards and effects of each act, and the standing with which a forum begins."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import Category, Charter
from dipoli.forum import seat as s
from dipoli.forum import seat_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clock import later
from dipoli.forum.decision import Purpose
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, hours, refuse, stage_guard
from dipoli.forum.mandate import carried_out, mandate
from dipoli.forum.seat import Answer, Seat, Stage
from dipoli.forum.standing import Forum
from dipoli.forum.succession import hand_over
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, in_words, tell


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


_by_table = stage_guard(s.MOVES, _stage, Point.SEAT_STAGE, "The seat of {object}")


def _stages(forum: Forum, act: Act) -> OutOfOrder | None:
    heir = forum.heir(act.object)
    if heir == act.object:
        return _by_table(forum, act)
    why = tell("{heir} has taken the seat of {object}.", heir=heir, object=act.object)
    return refuse(
        forum,
        Point.SEAT_STAGE,
        why,
        tell("Leave it to {heir}, which has that seat now.", heir=heir),
    )


# ---------------------------------------------------------------- guards


def own_seat(forum: Forum, act: Act) -> OutOfOrder | None:
    """A party acts on its own seat alone."""
    if act.by == act.object:
        return None
    why = tell(
        "Each party acts for its own seat, and {who} does not act for {object}.",
        who=act.by,
        object=act.object,
    )
    remedy = tell(
        "Ask {object} to do it, or do it for the seat of {who}.", object=act.object, who=act.by
    )
    return refuse(forum, Point.OWN_SEAT, why, remedy)


def _category(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Invited)  # noqa: S101 - the form of this act gives no other
    if paper.category in forum.charter.seats.categories:
        return None
    told = commas(one.value for one in forum.charter.seats.categories)
    why = tell("In this forum nobody takes part as {category}.", category=in_words(paper.category))
    return refuse(
        forum,
        Point.ADMISSION,
        why,
        tell("Invite it as one of these: {categories}.", categories=told),
    )


def _admitted(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Invited)  # noqa: S101 - the form of this act gives no other
    if not forum.charter.seats.admission:
        return _by_chair(forum, act)
    return mandate(forum, paper.decision, Purpose.ADMIT, invited_as(act.object, paper.category))


def invited_as(code: str, category: Category) -> str:
    """About what a decision to invite is: the party, and as what unless as a member.

    >>> invited_as("XNE", Category.MEMBER), invited_as("XNE", Category.OBSERVER)
    ('XNE', 'XNE as observer')
    """
    return (
        code
        if category is Category.MEMBER
        else tell("{code} as {category}", code=code, category=in_words(category))
    )


def taking_seat(successor: str, code: str) -> str:
    """About what a decision on a succession is: both parties.

    >>> taking_seat("XNE", "XCO")
    'XNE for XCO'
    """
    return tell("{successor} for {code}", successor=successor, code=code)


def _by_chair(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.chair:
        return None
    why = tell("In this forum it is the chair that invites parties.")
    remedy = tell("Ask the chair to invite it.")
    return refuse(forum, Point.ADMISSION, why, remedy)


def _who_answers(forum: Forum, act: Act) -> OutOfOrder | None:
    """A party answers for itself; that no answer came is a fact that the secretariat enters."""
    paper = act.said
    assert isinstance(paper, said.Replied)  # noqa: S101 - the form of this act gives no other
    office = act.by == forum.secretariat
    if paper.answer is not Answer.SILENT:
        return own_seat(forum, act)
    if office and forum.seats[act.object].answer is None:
        return None
    if office:
        why = tell("{object} has answered its invitation.", object=act.object)
        return refuse(
            forum, Point.OWN_SEAT, why, tell("Its answer stands; nothing is to be entered.")
        )
    why = tell("That no answer came is a fact, which the secretariat enters.")
    remedy = tell(
        "Let {object} answer yes, no or later, or let the secretariat enter that.",
        object=act.object,
    )
    return refuse(forum, Point.OWN_SEAT, why, remedy)


def _may_pause(forum: Forum, _act: Act) -> OutOfOrder | None:
    if forum.charter.seats.self_suspension:
        return None
    why = tell("In this forum a member does not suspend its own participation.")
    remedy = tell("Leave the room instead: who is absent keeps its seat and its voice.")
    return refuse(forum, Point.SELF_SUSPENSION, why, remedy)


def _may_suspend(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.charter.seats.suspension:
        return _mandated(forum, act, Purpose.SUSPEND)
    why = tell("In this forum no member is suspended by the others.")
    remedy = tell("Consult with {object}; it keeps its seat and its voice.", object=act.object)
    return refuse(forum, Point.SUSPENSION, why, remedy)


def _may_restore(forum: Forum, act: Act) -> OutOfOrder | None:
    return _mandated(forum, act, Purpose.RESTORE)


def _mandated(forum: Forum, act: Act, purpose: Purpose) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Mandated | said.Suspended)  # noqa: S101 - the forms give no other
    return mandate(forum, paper.decision, purpose, act.object)


def _no_notice(forum: Forum, act: Act) -> OutOfOrder | None:
    notice = forum.seats[act.object].notice
    if notice is None:
        return None
    why = tell("{object} gave notice of its withdrawal at {time}.", object=act.object, time=notice)
    remedy = tell("Withdraw once it has run, or take the notice back and stay.")
    return refuse(forum, Point.WITHDRAWAL, why, remedy)


def _has_notice(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.seats[act.object].notice is not None:
        return None
    why = tell("{object} has given no notice of withdrawal.", object=act.object)
    return refuse(forum, Point.WITHDRAWAL, why, tell("It stays; nothing is to be taken back."))


def _notice_ran(forum: Forum, act: Act) -> OutOfOrder | None:
    least, notice = forum.charter.seats.withdrawal, forum.seats[act.object].notice
    if least == 0:
        return None
    if notice is None:
        why = tell(
            "Notice of a withdrawal is given {hours} before it takes effect.", hours=hours(least)
        )
        remedy = tell("Give notice first, and withdraw {hours} later.", hours=hours(least))
        return refuse(forum, Point.WITHDRAWAL, why, remedy)
    ends = later(notice, least)
    if act.earliest >= ends:
        return None
    why = tell("The notice of {object} runs until {ends}.", object=act.object, ends=ends)
    return refuse(
        forum, Point.WITHDRAWAL, why, tell("Withdraw after that, or take the notice back.")
    )


def _successor(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Succeeded)  # noqa: S101 - the form of this act gives no other
    if paper.successor == forum.secretariat:
        why = tell("The secretariat serves all parties, and takes no party's seat.")
        return refuse(forum, Point.SUCCESSION, why, tell("Name a party that has no seat here."))
    if paper.successor in forum.sorts:
        why = tell("{successor} has its own place here already.", successor=paper.successor)
        return refuse(forum, Point.SUCCESSION, why, tell("Name a party that has no seat here."))
    if not forum.charter.seats.admission:
        return _handed_over(forum, act)
    # A decision to invite a party gives it a seat of its own. It takes the seat of another only
    # where that one hands it over itself: else the decision names both.
    own = mandate(forum, paper.decision, Purpose.ADMIT, paper.successor)
    if act.by == act.object and own is None:
        return None
    both = taking_seat(paper.successor, act.object)
    return mandate(forum, paper.decision, Purpose.ADMIT, both)


def _handed_over(forum: Forum, act: Act) -> OutOfOrder | None:
    """Where nothing is decided: a party hands its own seat over; the chair, once it withdrew."""
    gone = forum.seats[act.object].stage is Stage.WITHDRAWN
    if act.by == act.object or (gone and act.by in forum.chair):
        return None
    who = tell("the chair") if gone else act.object
    why = tell(
        "The seat of {object} is handed over by {who}, and not by {other}.",
        object=act.object,
        who=who,
        other=act.by,
    )
    return refuse(
        forum, Point.SUCCESSION, why, tell("Ask {who} to enter who takes the seat.", who=who)
    )


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
    listed = without(forum.listed, act.object)
    seated = put(forum, seat).grown(seating=(*forum.seating, act.object), listed=listed)
    named = paper.decision if forum.charter.seats.admission else None
    return carried_out(seated, act, named)


def _replied(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Replied)  # noqa: S101 - the form of this act gives no other
    return put(forum, evolve(_moved(forum, act), answer=paper.answer))


def _by_mandate(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Mandated | said.Suspended)  # noqa: S101 - the forms give no other
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
        listed=without(forum.listed, new.code),
    )
    after = hand_over(after, old.code, new.code)
    named = paper.decision if forum.charter.seats.admission else None
    return carried_out(after, act, named)


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, seat: Seat) -> str:
    """What a seat still needs before its party's voice counts, in a sentence."""
    hours = forum.charter.seats.withdrawal
    if seat.notice is not None and seat.stage is not Stage.WITHDRAWN:
        return tell(
            "Its party gave notice; it may withdraw from {time}, or stay.",
            time=later(seat.notice, hours),
        )
    return _NEEDED[seat.stage]


_NEEDED: dict[Stage, str] = {
    Stage.INVITED: tell("It is invited; it needs its party to accept."),
    Stage.ACCEPTED: tell("It is accepted; nothing is needed."),
    Stage.PRESENT: tell("Its party is present; nothing is needed."),
    Stage.ABSENT: tell("Its party is absent and keeps its place; nothing is needed."),
    Stage.SELF_SUSPENDED: tell("Its party suspended itself, and may return when it wishes."),
    Stage.SUSPENDED: tell("It is suspended; it needs a decision of the others to restore it."),
    Stage.WITHDRAWN: tell("Its party withdrew; the seat stays, and its party may return."),
    Stage.SUCCEEDED: tell("Another party took the seat after its own; nothing is needed."),
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
        tell("Invite a party to take a seat."),
        said.INVITED,
        begins=True,
        adopts=True,
    ),
    _kind(
        s.REPLY,
        Who.ANYONE,
        (_stages, _who_answers),
        _replied,
        tell("Answer an invitation, or enter that no answer came."),
        said.REPLIED,
    ),
    _kind(s.ACCEPT, Who.PLACE, _OWN, _plain, tell("Accept one's seat.")),
    _kind(s.ATTEND, Who.PLACE, _OWN, _plain, tell("Take one's place in the room.")),
    _kind(s.LEAVE, Who.PLACE, _OWN, _plain, tell("Leave the room, and keep one's place.")),
    _kind(s.PAUSE, Who.PLACE, (*_OWN, _may_pause), _plain, tell("Suspend one's own taking part.")),
    _kind(s.RETURN, Who.PLACE, _OWN, _returned, tell("Return to one's seat.")),
    _kind(
        s.SUSPEND,
        Who.CHAIR_OR_SECRETARIAT,
        (_stages, _may_suspend),
        _by_mandate,
        tell("Suspend a member by a decision of the others, and say what they found."),
        said.SUSPENDED,
        adopts=True,
    ),
    _kind(
        s.RESTORE,
        Who.CHAIR_OR_SECRETARIAT,
        (_stages, _may_restore),
        _by_mandate,
        tell("Restore a suspended member by a decision of the others."),
        said.MANDATED,
        adopts=True,
    ),
    _kind(s.NOTIFY, Who.PLACE, (*_OWN, _no_notice), _notified, tell("Give notice of withdrawal.")),
    _kind(
        s.STAY, Who.PLACE, (*_OWN, _has_notice), _stayed, tell("Take a notice of withdrawal back.")
    ),
    _kind(s.WITHDRAW, Who.PLACE, (*_OWN, _notice_ran), _plain, tell("Withdraw; the seat stays.")),
    _kind(
        s.SUCCEED,
        Who.ANYONE,
        (_stages, _successor),
        _succeeded,
        tell("Enter who takes a seat after its party."),
        said.SUCCEEDED,
        adopts=True,
    ),
)
"""The acts of seats."""
