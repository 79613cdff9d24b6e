"""All rules of procedure together: is an act in order, and what does it change?

`rule` asks, in this order: is there such an act, may this author do it, in this capacity, and is no
point of order before it; does what it is about exist (or is its name free), may this body do it,
and then the act's own guards. `enter` changes the standing by the act's effect. Neither raises on
anything that an act can say.

Where the body of an act is not at hand, what it was about can be unknown from then on; what rests
on that is let pass and counted (`dipoli.forum.unseen`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import (
    agenda_rules,
    amendment_rules,
    assessment_rules,
    basket_rules,
    bodies_rules,
    chair_rules,
    channel_rules,
    claim_rules,
    clause_rules,
    commitment_ends,
    commitment_rules,
    compiled_rules,
    decision_effect,
    decision_exception,
    decision_objections,
    decision_referral,
    decision_tabling,
    decision_taking,
    exchange_release,
    exchange_rules,
    floor_rules,
    follow_rules,
    formality_rules,
    framework_rules,
    government_rules,
    hand_up_rules,
    hotline_rules,
    inspection_rules,
    interest_rules,
    measure_rules,
    meeting_rules,
    minutes_rules,
    naming_rules,
    notification_rules,
    off_record_rules,
    offices_rules,
    permission_rules,
    recommendation_rules,
    request_rules,
    reserved_rules,
    seat_rules,
    silence_clock,
    silence_outcome,
    silence_service,
    strand_rules,
    summit_rules,
    term_rules,
    text_rules,
    visit_rules,
    waiver_rules,
    wording_rules,
)
from dipoli.forum.act import Act
from dipoli.forum.form import ID
from dipoli.forum.kind import Kind, Who, allowed, asks_the_stage, refuse, stands
from dipoli.forum.naming import short_look
from dipoli.forum.seat import Stage
from dipoli.forum.sort import a_sort
from dipoli.forum.standing import Forum
from dipoli.forum.succession import took_part
from dipoli.forum.unseen import (
    CHAIR,
    POINT,
    SEATS,
    author_unknown,
    can_follow,
    chair_unknown,
    passed,
)
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import CODE, shown
from dipoli.told import commas, in_words, joined, tell, tell_count

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            *decision_tabling.KINDS,
            *decision_taking.KINDS,
            *decision_exception.KINDS,
            *decision_objections.KINDS,
            *decision_referral.KINDS,
            *decision_effect.KINDS,
            *silence_clock.KINDS,
            *silence_service.KINDS,
            *silence_outcome.KINDS,
            *seat_rules.KINDS,
            *channel_rules.KINDS,
            *naming_rules.KINDS,
            *permission_rules.KINDS,
            *chair_rules.KINDS,
            *bodies_rules.KINDS,
            *follow_rules.KINDS,
            *meeting_rules.KINDS,
            *agenda_rules.KINDS,
            *floor_rules.KINDS,
            *minutes_rules.KINDS,
            *text_rules.KINDS,
            *clause_rules.KINDS,
            *wording_rules.KINDS,
            *amendment_rules.KINDS,
            *term_rules.KINDS,
            *basket_rules.KINDS,
            *claim_rules.KINDS,
            *waiver_rules.KINDS,
            *reserved_rules.KINDS,
            *summit_rules.KINDS,
            *formality_rules.KINDS,
            *commitment_rules.KINDS,
            *commitment_ends.KINDS,
            *assessment_rules.KINDS,
            *strand_rules.KINDS,
            *interest_rules.KINDS,
            *exchange_rules.KINDS,
            *exchange_release.KINDS,
            *request_rules.KINDS,
            *government_rules.KINDS,
            *framework_rules.KINDS,
            *measure_rules.KINDS,
            *notification_rules.KINDS,
            *inspection_rules.KINDS,
            *visit_rules.KINDS,
            *hotline_rules.KINDS,
            *off_record_rules.KINDS,
            *recommendation_rules.KINDS,
            *hand_up_rules.KINDS,
            *offices_rules.KINDS,
            *compiled_rules.KINDS,
        )
    }
)
"""Name of every act that the forum knows, to its rules."""


def is_open_to(forum: Forum, act: Act) -> bool:
    """Whether an act may come into question: its author, its object and the stage allow it.

    What it would say is not asked; it may still be out of order for that. So it is for a list of
    what one could do, and for nothing else.

    Args:
        forum: the standing.
        act: without what it says.
    """
    kind = KINDS[act.name]
    return _before_guards(forum, act, kind) is None and all(
        guard(forum, act) is None for guard in kind.guards if asks_the_stage(guard)
    )


def _before_guards(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    return (
        _who(forum, act, kind)
        or _capacity(forum, act, kind)
        or _point(forum, act, kind)
        or framework_rules.begins_nothing(forum, act, kind)
        or _object(forum, act, kind)
        or _body(forum, act, kind)
    )


def rule(forum: Forum, act: Act) -> OutOfOrder | None:
    """Whether an act is in order; None when it is.

    Rulings:
        Out of order under the article of the charter that settles the point.
    """
    kind = KINDS.get(act.name)
    if kind is None:
        why = tell(
            "There is no act of the name {name} in this form.",
            name=shown(act.name.partition("/")[0]),
        )
        return refuse(
            forum, Point.KNOWN_ACT, why, tell("Take one of those that the reference lists.")
        )
    refusal = _before_guards(forum, act, kind)
    if refusal is not None or not can_follow(forum, act, kind):
        return refusal
    for guard in kind.guards:
        refusal = guard(forum, act)
        if refusal is not None:
            return refusal
    return None


def enter(forum: Forum, act: Act) -> Forum:
    """The standing after an act that is in order."""
    kind = KINDS[act.name]
    since: dict[str, Any] = {"acts": act.number + 1, "time": act.time}
    if not can_follow(forum, act, kind):
        return passed(forum.grown(**since), act, kind)
    if kind.begins is not None:
        since["sorts"] = forum.sorts.set(act.object, kind.begins)
        since["looks"] = forum.looks.set(short_look(act.object), act.object)
        since["begun"] = forum.begun.set(act.object, act.number)
    return took_part(kind.effect(forum.grown(**since), act), act, kind)


def _who(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    if kind.who in allowed(forum, act.by):
        return None
    if forum.unknown and (author_unknown(forum, act) or chair_unknown(forum, act, kind)):
        return None
    why, remedy = _not_so_now(forum, act, kind)
    return refuse(forum, Point.WHO_ACTS, why, remedy)


def _not_so_now(forum: Forum, act: Act, kind: Kind) -> tuple[str, str]:
    """Why somebody may not do an act, and what would be in order: by where its seat stands."""
    what, who, seat = act.name.partition("/")[0], in_words(kind.who), forum.seats.get(act.by)
    if seat is None:
        office = act.by == forum.secretariat
        why = tell(
            "{act} is for {whom}, and {who} has no seat here.", act=what, whom=who, who=act.by
        )
        if act.by in forum.listed:
            why = tell(
                "{act} is for {whom}, and {who} is in the record and was not invited here.",
                act=what,
                whom=who,
                who=act.by,
            )
        if office:
            why = tell(
                "{act} is for {whom}, and the secretariat does not act in their place.",
                act=what,
                whom=who,
            )
        return why, tell("Leave it to {who}.", who=who) if office else tell(
            "Ask to be invited, and accept the seat."
        )
    as_seated = evolve(seat, stage=Stage.ACCEPTED)
    would = forum.grown(seats=forum.seats.set(act.by, as_seated))
    remedy = _BACK.get(Stage.SUSPENDED if seat.barred else seat.stage)
    if remedy is None or kind.who not in allowed(would, act.by):
        why = tell(
            "{act} is for {whom}, and {who} does not act as such here now.",
            act=what,
            whom=who,
            who=act.by,
        )
        if kind.who is Who.CHAIR:
            why = tell(
                "{act} is for the chair; nobody presides now, and not {who}.", act=what, who=act.by
            )
            if forum.chair:
                why = tell(
                    "{act} is for the chair; {chair} presides now, and not {who}.",
                    act=what,
                    chair=commas(forum.chair),
                    who=act.by,
                )
        return why, tell("Leave it to {who}.", who=who)
    return tell(
        "{act} is for {whom}, and the seat of {who} {stands}.",
        act=what,
        whom=who,
        who=act.by,
        stands=stands(seat.stage),
    ), remedy


_BACK: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.INVITED: tell("Accept the seat first."),
        Stage.SELF_SUSPENDED: tell("Return to the seat first."),
        Stage.SUSPENDED: tell("It is in order once the others have restored the seat."),
        Stage.WITHDRAWN: tell("Return to the seat first."),
    }
)
"""What brings a party back to its seat, by where the seat stands."""


def _capacity(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    """Who presides speaks through a deputy: not asked where it is not known who presides."""
    unknown = CHAIR in forum.unknown or (forum.unknown and author_unknown(forum, act))
    return None if unknown else bodies_rules.capacity_guard(forum, act, kind.who)


def _point(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    return None if POINT in forum.unknown else floor_rules.point_waits(forum, act, kind.who)


_NAMES = (re.compile(ID, re.ASCII), re.compile(CODE, re.ASCII))
"""The form of a short name, and of the code of a party."""


def _object(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    sort = forum.sorts.get(act.object)
    # A succession that was not seen seats a party that its envelope does not name.
    seated = sort is None and kind.about == "seat" and SEATS in forum.unknown
    if act.object in forum.unknown or seated:
        return None
    if kind.begins is not None and _NAMES[kind.begins == "seat"].fullmatch(act.object) is None:
        why = tell("{object} is no short name.", object=shown(act.object))
        remedy = tell(
            "Give it a short name of capital letters, digits and hyphens, such as P1 or MTG-3."
        )
        if kind.begins == "seat":
            remedy = tell("Name the party by a code of capital letters, such as XAL.")
        return refuse(forum, Point.NEW_OBJECT, why, remedy)
    if kind.begins is not None and sort is not None:
        why = tell("{object} is the name of {sort} already.", object=act.object, sort=a_sort(sort))
        return refuse(forum, Point.NEW_OBJECT, why, tell("Give it a name that is free."))
    if kind.begins is not None:
        return _looks_new(forum, act)
    if kind.about is not None and sort != kind.about:
        return _not_here(forum, act, sort, kind.about)
    return None


def _not_here(forum: Forum, act: Act, sort: str | None, about: str) -> OutOfOrder:
    """What an act is about is not there, or is something else: those that are there are listed."""
    why = tell("Nothing in this body has the name {object}.", object=shown(act.object))
    if not act.object:
        why = tell("The act does not say what it is about; it is about {sort}.", sort=a_sort(about))
    if sort is not None:
        why = tell(
            "{object} is the name of {sort}, not of {about}.",
            object=act.object,
            sort=a_sort(sort),
            about=a_sort(about),
        )
    begun = (name for name, one in forum.sorts.items() if one == about)
    here = list(forum.order) if about == "seat" else sorted(begun)
    remedy = joined(" ", (tell("Name {sort} of this body.", sort=a_sort(about)), _there_are(here)))
    return refuse(forum, Point.KNOWN_OBJECT, why, remedy)


_LISTED = 12
"""How many names a remedy lists."""


def _there_are(here: list[str]) -> str:
    """What is there of a sort."""
    if not here:
        return tell("None was begun yet.")
    more = len(here) - _LISTED
    if more <= 0:
        return tell("There are: {here}.", here=commas(here))
    return tell_count(
        more,
        "There are: {here}, and {number} more.",
        "There are: {here}, and {number} more.",
        here=commas(here[:_LISTED]),
    )


def _looks_new(forum: Forum, act: Act) -> OutOfOrder | None:
    """A name that differs from another only by O and 0 or I and 1 is read as that one."""
    seen = short_look(act.object)
    other = forum.looks.get(seen)
    if other is None:
        other = next((code for code in forum.seats if short_look(code) == seen), None)
    if other in (None, act.object):
        return None
    why = tell(
        "{object} looks like {other}, a name in use here: they differ by O and 0, or I and 1.",
        object=act.object,
        other=other,
    )
    return refuse(
        forum, Point.NEW_OBJECT, why, tell("Give it a name that nobody takes for another.")
    )


def _body(forum: Forum, _act: Act, kind: Kind) -> OutOfOrder | None:
    if forum.reports_to is None or not kind.adopts:
        return None
    why = tell(
        "This body reports to {reports_to}, and takes no decisions.", reports_to=forum.reports_to
    )
    return refuse(
        forum, Point.SUBSIDIARY, why, tell("Agree on a text here, and report it upwards.")
    )
