"""Today: what needs this delegation's act, by when, in every circle in which it sits."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from dipoli.forum.today import Due, first
from dipoli.told import tell
from dipoli.web.act_form import form_address
from dipoli.web.asked import Asked, MissingError, Page, Twin, marks_of, titled
from dipoli.web.doing import doings
from dipoli.web.policy import Rule, admitted, may_act
from dipoli.web.route import Route
from dipoli.web.walk import walk

MOST = 50
"""So many things of one circle are told; nobody reads more."""


def today_(asked: Asked) -> Page:
    """What waits for the reader's own act, what ends first standing first."""
    hall = asked.site.halls.get(asked.reader.hall)
    if hall is None:
        raise MissingError
    dues: list[Twin] = []
    marks: dict[str, None] = {}
    unread: list[Twin] = []
    more = 0
    tour: list[Twin] = []
    home: Asked | None = None
    for room in hall.rooms.values():
        read = admitted(asked.reader, room)
        if read is None or read.forum is None:
            continue
        acts = may_act(asked.reader, room) is not None
        at = evolve(asked, hall=hall, room=room, read=read, acts=acts)
        home = home or at
        marks |= dict.fromkeys(marks_of(read.forum))
        found, behind = first(read.forum, asked.reader.code, at.time, MOST)
        dues += _told(at, found)
        more += behind
        if room.name == hall.plenary.name:
            tour = walk(at)
        if read.forum.blind is not None:
            unread.append(_unread(at))
    if home is None:
        raise MissingError
    dues.sort(key=lambda due: (due["until"] is None, (due["until"] or {}).get("utc", "")))
    return Page(
        title=tell("Today"),
        marks=tuple(marks),
        twin={
            "seat": home.party(asked.reader.code),
            "clock": home.clock(home.time),
            "due": dues,
            "more": more,
            "unread": unread,
            "walk": tour,
        },
    )


def _unread(at: Asked) -> Twin:
    """A circle of which this site cannot tell all that waits."""
    assert at.read is not None  # noqa: S101 - each is asked of a circle
    sealed = at.shut
    return {
        "title": titled(at.read),
        "page": at.page("circle"),
        "sealed": sealed,
        "told": tell(
            "It is sealed against the host; what waits there is read through your own node."
        )
        if sealed
        else tell(
            "Some of what was done there is not open to you; more may wait than is told here."
        ),
    }


def _told(at: Asked, found: tuple[Due, ...]) -> Iterator[Twin]:
    assert at.room is not None  # noqa: S101 - each is asked of a circle
    for due in found:
        seat = due.object in at.forum.seats
        yield {
            "object": due.object or None,
            "name": at.names.party(due.object) if seat else due.object or None,
            "title": _title(at, due) or None,
            "told": at.told(due.told),
            "acts": list(due.acts),
            "forms": list(_forms(at, due)),
            "until": at.clock(due.until),
            "holidays": [] if due.capital is None else list(due.capital.holidays),
            "circle": {"name": at.room.name, "title": titled(at.read)},
            "page": at.thing(due.object) if due.object else None,
        }


def _title(at: Asked, due: Due) -> str:
    """Of the thing; of a clause, that of its text, and of a notification, that of its measure."""
    forum = at.forum
    clause, sent = forum.clauses.get(due.object), forum.notifications.get(due.object)
    if not due.title and clause is not None:
        return forum.texts[clause.text].title
    if not due.title and sent is not None:
        return forum.measures[sent.measure].row.measure
    return due.title


def _forms(at: Asked, due: Due) -> Iterator[Twin]:
    """The forms of the acts that would do; none where nothing is entered here."""
    if not at.acts or not at.enters:
        return
    for name in due.acts:
        doing = doings().get(name.removesuffix("/1"))
        if doing is not None:
            about = due.object if doing.about is not None else ""
            yield {
                "told": at.told(tell(doing.meaning)),
                "page": form_address(at, doing.name, about),
            }


ROUTES = (
    Route(
        name="today",
        path="today",
        rule=Rule.SITTING,
        answer=today_,
        about="What needs this delegation's act, by when.",
    ),
)
