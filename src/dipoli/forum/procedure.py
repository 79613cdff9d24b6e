"""All rules of procedure together: is an act in order, and what does it change?

`rule` asks, in this order: is there such an act, may this author do it, in this capacity, and is no
point of order before it; does what it is about exist (or is its name free), may this body do it,
and then the act's own guards. `enter` changes the standing by the act's effect. Neither raises on
anything that an act can say.

Where the body of an act is not at hand (sealed to others, withheld, not yet opened), only acts
whose rules need the envelope alone can be followed. From the first other one on the standing is
*blind*: what rests on things it does not know is let pass and counted, never called in order. What
such an act was about is not known from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import (
    agenda_rules,
    amendment_rules,
    basket_rules,
    bodies_rules,
    chair_rules,
    channel_rules,
    claim_rules,
    clause_rules,
    decision_rules,
    floor_rules,
    formality_rules,
    meeting_rules,
    minutes_rules,
    naming_rules,
    permission_rules,
    reserved_rules,
    seat_rules,
    silence_rules,
    summit_rules,
    term_rules,
    text_rules,
    waiver_rules,
    wording_rules,
)
from dipoli.forum.act import Act
from dipoli.forum.form import Sort
from dipoli.forum.kind import Kind, Who, is_member, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            *decision_rules.KINDS,
            *silence_rules.KINDS,
            *seat_rules.KINDS,
            *channel_rules.KINDS,
            *naming_rules.KINDS,
            *permission_rules.KINDS,
            *chair_rules.KINDS,
            *bodies_rules.KINDS,
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
        )
    }
)
"""Name of every act that the forum knows, to its rules."""


def rule(forum: Forum, act: Act) -> OutOfOrder | None:
    """Whether an act is in order; None when it is.

    Rulings:
        Out of order under the article of the charter that settles the point.
    """
    kind = KINDS.get(act.name)
    if kind is None:
        why = f"There is no act {act.name}."
        return refuse(forum, Point.KNOWN_ACT, why, "See the acts of the forum.")
    refusal = (
        _who(forum, act, kind)
        or bodies_rules.capacity_guard(forum, act, kind.who)
        or floor_rules.point_waits(forum, act, kind.who)
        or _object(forum, act, kind)
        or _body(forum, act, kind)
    )
    if refusal is not None or not _can_follow(forum, act, kind):
        return refusal
    for guard in kind.guards:
        refusal = guard(forum, act)
        if refusal is not None:
            return refusal
    return None


def enter(forum: Forum, act: Act) -> Forum:
    """The standing after an act that is in order."""
    kind = KINDS[act.name]
    after = evolve(forum, acts=act.number + 1, time=act.time)
    if not _can_follow(forum, act, kind):
        known = after.sorts.delete(act.object) if act.object in after.sorts else after.sorts
        first = act.number if forum.blind is None else forum.blind
        return evolve(after, blind=first, sorts=known)
    if kind.begins is not None:
        after = evolve(after, sorts=after.sorts.set(act.object, kind.begins))
    return kind.effect(after, act)


def _can_follow(forum: Forum, act: Act, kind: Kind) -> bool:
    if act.said is None and not kind.envelope_alone:
        return False
    if forum.blind is None:
        return True
    about = () if kind.about is None else (act.object,)
    return all(name in forum.sorts for name in (*about, *_named(act, kind)))


def _named(act: Act, kind: Kind) -> tuple[str, ...]:
    """Short names of other things that the body of an act names."""
    fields = [field.name for field in kind.form.fields if field.sort is Sort.ID and not field.many]
    named = (getattr(act.said, name, None) for name in fields)
    return tuple(name for name in named if isinstance(name, str))


def _who(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    chair, office = act.by in forum.chair, act.by == forum.secretariat
    member, seat = is_member(forum, act.by), act.by in forum.seats
    allowed = {
        Who.MEMBER: member,
        Who.SEAT: seat,
        Who.CHAIR: chair,
        Who.SECRETARIAT: office,
        Who.CHAIR_OR_SECRETARIAT: chair or office,
        Who.MEMBER_OR_CHAIR: member or chair,
        Who.ANYONE: seat or office,
    }
    unknown = forum.blind is not None and not seat and not office
    if allowed[kind.who] or unknown:
        return None
    what = act.name.partition("/")[0]
    why = f"{what} is for {kind.who.value}, and {act.by} is not that here."
    return refuse(forum, Point.WHO_ACTS, why, f"Ask {kind.who.value} to do it.")


def _object(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    sort = forum.sorts.get(act.object)
    if kind.begins is not None and sort is not None:
        why = f"{act.object} is the name of a {sort} already."
        return refuse(forum, Point.NEW_OBJECT, why, "Give it a name that is free.")
    unseen = sort is None and forum.blind is not None
    if kind.about is not None and sort != kind.about and not unseen:
        told = "nothing here" if sort is None else f"a {sort}"
        why = f"{act.object} is the name of {told}, not of a {kind.about}."
        return refuse(forum, Point.KNOWN_OBJECT, why, "Name one that was begun here.")
    return None


def _body(forum: Forum, _act: Act, kind: Kind) -> OutOfOrder | None:
    if forum.reports_to is None or not kind.adopts:
        return None
    why = f"This body reports to {forum.reports_to}, and takes no decisions."
    return refuse(forum, Point.SUBSIDIARY, why, "Agree on a text here, and report it upwards.")
