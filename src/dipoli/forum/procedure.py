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
from dipoli.forum.form import ID
from dipoli.forum.kind import Kind, allowed, refuse
from dipoli.forum.standing import Forum
from dipoli.forum.succession import took_part
from dipoli.forum.unseen import POINT, author_unknown, can_follow, chair_unknown, passed
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import CODE, shown

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
        or _point(forum, act, kind)
        or _object(forum, act, kind)
        or _body(forum, act, kind)
    )
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
    return took_part(kind.effect(forum.grown(**since), act), act, kind)


def _who(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    if kind.who in allowed(forum, act.by):
        return None
    if forum.unknown and (author_unknown(forum, act) or chair_unknown(forum, act, kind)):
        return None
    what, who = act.name.partition("/")[0], kind.who.value
    why = f"{what} is for {who}, and {act.by} does not act as such here now."
    return refuse(forum, Point.WHO_ACTS, why, f"Who may do it: {who}.")


def _point(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    return None if POINT in forum.unknown else floor_rules.point_waits(forum, act, kind.who)


_NAMES = (re.compile(ID, re.ASCII), re.compile(CODE, re.ASCII))
"""The form of a short name, and of the code of a party."""


def _object(forum: Forum, act: Act, kind: Kind) -> OutOfOrder | None:
    if act.object in forum.unknown:
        return None
    sort = forum.sorts.get(act.object)
    if kind.begins is not None and _NAMES[kind.begins == "seat"].fullmatch(act.object) is None:
        why = f"{shown(act.object)} is no short name."
        remedy = "Give it a short name of capital letters, digits and hyphens, such as P1 or MTG-3."
        if kind.begins == "seat":
            remedy = "Name the party by a code of capital letters, such as XAL."
        return refuse(forum, Point.NEW_OBJECT, why, remedy)
    if kind.begins is not None and sort is not None:
        why = f"{act.object} is the name of a {sort} already."
        return refuse(forum, Point.NEW_OBJECT, why, "Give it a name that is free.")
    if kind.about is not None and sort != kind.about:
        told = "nothing here" if sort is None else f"a {sort}"
        why = f"{act.object} is the name of {told}, not of a {kind.about}."
        return refuse(forum, Point.KNOWN_OBJECT, why, "Name one that was begun here.")
    return None


def _body(forum: Forum, _act: Act, kind: Kind) -> OutOfOrder | None:
    if forum.reports_to is None or not kind.adopts:
        return None
    why = f"This body reports to {forum.reports_to}, and takes no decisions."
    return refuse(forum, Point.SUBSIDIARY, why, "Agree on a text here, and report it upwards.")
