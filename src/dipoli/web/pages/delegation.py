"""Our delegation: what the record holds of the reader's own seat, and of nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum import text as t
from dipoli.forum.commitment import Commitment
from dipoli.forum.commitment_told import due_of, in_a_line
from dipoli.forum.government import Sort
from dipoli.forum.government_rules import line_of, own_names
from dipoli.forum.kind import is_member
from dipoli.forum.naming import Thing
from dipoli.forum.permission import Permission
from dipoli.forum.seat import Channel, Seat, Stage
from dipoli.forum.unseen import SEATS
from dipoli.record.keys import KeyUse
from dipoli.told import in_words, tell
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.pages.matters import held_by, matter_twin
from dipoli.web.pages.text_clauses import mine
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term

CHANNELS: Mapping[Channel, str] = MappingProxyType(
    {
        Channel.NODE: tell("It is served through its own node."),
        Channel.MAILBOX: tell("It is served through a mailbox."),
        Channel.PAPER: tell(
            "It is served on paper, by note verbale. It is a full seat in everything."
        ),
    }
)
"""How a seat is served, in a sentence."""

CHANGES: Mapping[Sort, str] = MappingProxyType(
    {
        Sort.GOVERNMENT: tell("The government changed. The seat and all it holds go on."),
        Sort.POWERS: tell("Full powers were withdrawn. The seat and all it holds go on."),
    }
)
"""What changed at home, in a sentence."""

ORDER = tuple(Thing)


def delegation(asked: Asked) -> Page:
    """The reader's own seat in this circle; nothing where the reader has none here."""
    forum, code = asked.forum, asked.reader.code
    seat = forum.seats.get(code) or _only_registered(asked)
    if seat is None:
        return Page(
            title=tell("Our delegation"), twin={"seat": None, "people": None, "articles": []}
        )
    known = code in forum.seats and code not in forum.unknown and SEATS not in forum.unknown
    held = sorted(forum.commitments.values(), key=lambda one: one.number)
    return Page(
        title=tell("Our delegation"),
        twin={
            "seat": _seat(asked, seat, known=known),
            "people": _people(asked, code),
            "capital": _capital(asked, code),
            "points": list(_points(asked, code)),
            "changes": list(_changes(asked, code)),
            "names_now": _names(own_names(forum, code)),
            "texts": list(_texts(asked)),
            "undertaken": [_commitment(asked, one) for one in held if code in one.owners],
            "owed": [_commitment(asked, one) for one in held if code in one.recipients],
            "matters": [matter_twin(asked, one) for one in held_by(asked, code)],
            "permissions": [_permission(asked, one) for one in _of(asked, code)],
            "calls": list(_calls(asked, code)),
            "articles": articles(asked, (Point.CHANNEL, Point.GOVERNMENT, Point.PERMISSION)),
        },
    )


# ---------------------------------------------------------------- the seat


def _only_registered(asked: Asked) -> Seat | None:
    """The seat of who came later and cannot read how it was invited; the register has it."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    standing, code = asked.read.standing, asked.reader.code
    if asked.forum.blind is None or not standing.is_seated(code):
        return None
    return Seat(code=code, category=Category.MEMBER, since="")


def _seat(asked: Asked, seat: Seat, *, known: bool) -> Twin:
    forum, code = asked.forum, seat.code
    before = line_of(forum, code)[1:] if code in forum.seats else ()
    return {
        **asked.party(code),
        "known": known,
        "category": seat.category if code in forum.seats else None,
        "member": is_member(forum, code) if known else None,
        "stage": in_words(seat.stage) if known else term(tell("not known")),
        "speaks": seat.stage in (Stage.PRESENT, Stage.ACCEPTED, Stage.ABSENT) if known else None,
        "since": asked.clock(seat.since) if known else None,
        "notice": asked.clock(seat.notice),
        "served": None if seat.sort is None else CHANNELS[seat.sort],
        "channel": seat.channel,
        "down": asked.clock(seat.down),
        "before": [asked.party(one) for one in before],
        "after": None if seat.successor is None else asked.party(seat.successor),
    }


def _people(asked: Asked, code: str) -> Twin:
    """Who binds the delegation, as its own register of keys and full powers names them."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    standing = asked.read.standing
    place = standing.seats.get(code)
    powers = []
    for key, one in standing.powers.items():
        held = standing.keys.get(key)
        if held is not None and held.holder == code:
            powers.append(
                {
                    "person": one.person,
                    "title": one.title,
                    "since": asked.clock(one.since),
                    "until": asked.clock(one.until),
                    "in_force": one.are_in_force(asked.time),
                }
            )
    return {
        "paper": place is not None and place.paper,
        "powers": powers,
        "bound_by_powers": code in standing.bound_by_powers,
        "keys": {use.value: len(standing.keys_of(code, use)) for use in KeyUse},
        "officers_needed": standing.officers_needed(code),
    }


def _capital(asked: Asked, code: str) -> Twin:
    """The clock of the capital now, and the holidays that the charter lists for it from now on."""
    listed = asked.forum.charter.member(code)
    now = asked.clock(asked.time)
    today = asked.time[:10]
    return {
        "listed": listed is not None,
        "zone": None if listed is None else listed.zone,
        "now": now,
        "holidays": []
        if listed is None
        else [day for day in sorted(listed.holidays) if day >= today],
    }


def _points(asked: Asked, code: str) -> Iterator[Twin]:
    """Focal points that the delegation named, in the order of entry."""
    held = (one for one in asked.forum.focal_points.values() if one.by == code)
    for one in sorted(held, key=lambda one: one.number):
        yield {
            "object": one.id,
            "subject": one.subject,
            "stage": in_words(one.stage),
            "name": one.reach.name,
            "office": one.reach.office,
            "hours": one.reach.hours,
            "channel": one.reach.channel,
            "page": asked.thing(one.id),
        }


def _names(names: Mapping[str, str]) -> list[Twin]:
    return [{"language": language, "name": name} for language, name in sorted(names.items())]


def _changes(asked: Asked, code: str) -> Iterator[Twin]:
    """What changed at home, as the delegation told it, with the names that it had until then."""
    for one in asked.forum.changes.get(code, ()):
        struck = one.number in asked.forum.struck
        yield {
            "sort": one.sort,
            "told": CHANGES[one.sort],
            "words": None if struck else one.words,
            "since": asked.clock(one.since),
            "act": one.number,
            "log": f"{asked.page('log')}?from={one.number}#act-{one.number}",
            "names": _names(one.names),
        }


# ---------------------------------------------------------------- what it holds


def _texts(asked: Asked) -> Iterator[Twin]:
    """Open texts in which the delegation holds something open."""
    for one in sorted(asked.forum.texts.values(), key=lambda one: one.number):
        held = mine(asked, one) if one.stage is t.Stage.OPEN else None
        if held is None or not (held["count"] or held["alternatives"]):
            continue
        clauses = [each["clause"] for each in (*held["brackets"], *held["alternatives"])]
        yield {
            "object": one.id,
            "title": one.title,
            "headnote": held["headnote"],
            "count": held["count"],
            "clauses": [
                {"object": name, "page": asked.thing(name)} for name in dict.fromkeys(clauses)
            ],
            "page": asked.page("text", one.id),
        }


def _commitment(asked: Asked, one: Commitment) -> Twin:
    known = one.id not in asked.forum.unknown
    return {
        "object": one.id,
        "words": in_a_line(one.words),
        "owners": asked.parties(one.owners),
        "recipients": asked.parties(one.recipients),
        "stage": in_words(one.stage) if known else term(tell("not known")),
        "due": asked.clock(due_of(asked.forum, one)),
        "page": asked.thing(one.id),
    }


def _of(asked: Asked, code: str) -> list[Permission]:
    """Permissions to take part that the delegation noted, in the order of entry."""
    forum = asked.forum
    held = (one for one in forum.permissions.values() if one.by == code)
    return sorted(held, key=lambda one: forum.begun.get(one.id, 0))


def _permission(asked: Asked, one: Permission) -> Twin:
    known = one.id not in asked.forum.unknown
    return {
        "object": one.id,
        "person": one.person,
        "journey": one.journey,
        "needed": in_words(one.needed),
        "grants": one.grants,
        "status": in_words(one.status) if known else term(tell("not known")),
        "date": one.date[:10],
        "page": asked.thing(one.id),
    }


def _calls(asked: Asked, code: str) -> Iterator[Twin]:
    """What the delegation calls parties and things; its own name stands with the seat."""
    forum = asked.forum
    rows = [
        (ORDER.index(sort), thing, language, name)
        for (speaker, sort, thing, language), name in forum.names.items()
        if speaker == code and not (sort is Thing.PARTY and thing == code)
    ]
    place = {one: number for number, one in enumerate(forum.order)}
    for sort, thing, language, name in sorted(rows, key=lambda row: (row[0], _key(place, row))):
        listed = forum.charter.member(thing) if ORDER[sort] is Thing.PARTY else None
        of = thing if listed is None else next(iter(listed.names.values()), thing)
        yield {
            "sort": ORDER[sort],
            "thing": thing,
            "of": of,
            "language": language,
            "name": name,
            "page": asked.thing(thing),
        }


def _key(place: Mapping[str, int], row: tuple[int, str, str, str]) -> tuple[int, str, str]:
    """Parties in protocol order, other things by the words for them, then by language."""
    _, thing, language, _ = row
    return place.get(thing, len(place)), "" if thing in place else thing, language


ROUTES = (
    Route(
        name="delegation",
        path=f"{ROOM}/delegation",
        rule=Rule.CIRCLE,
        answer=delegation,
        about="The reader's own delegation: its stage, its people and powers, its names, what it "
        "holds.",
    ),
)
