"""The site of a node: each circle that it has joined, read from its own verified copy.

Nothing is asked of the host, and nothing is fetched from anywhere: the copy goes on with `dipoli
node look`, and the pages show at once what it brought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dipoli.faults import RecordError
from dipoli.node.box import KeyBox
from dipoli.node.node import Node
from dipoli.secretariat.reading import Reading
from dipoli.web.own import Own, OwnCopy
from dipoli.web.site import PLENARY, Hall, Room, Site


def own_site(node: Node, box: KeyBox) -> Site:
    """The site of a node.

    Args:
        node: without a box, since nothing is cosigned by looking at a page.
        box: its keys, which open what is sealed to them.

    Raises:
        RecordError: the node has joined no circle.
    """
    own = Own(node=node, box=box)
    forums: dict[str, list[tuple[str, str]]] = {}
    for circle in node.circles():
        forum, _, name = node.circle(circle).origin.rpartition("/")
        forums.setdefault(forum, []).append((name, circle))
    if not forums:
        message = (
            f"{node.folder} has joined no circle, and so there is nothing to show. Join one first "
            "with `dipoli node join`, and fetch it with `dipoli node look`."
        )
        raise RecordError(message)
    return Site(dict(_halls(own, forums)), own=own)


def _halls(own: Own, forums: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[str, Hall]]:
    taken = set[str]()
    for forum, circles in sorted(forums.items()):
        hall = _free(_slug(forum), taken)
        rooms = {}
        for name, circle in sorted(circles, key=lambda one: (one[0] != PLENARY, one[0])):
            copy = OwnCopy(own=own, circle=circle)
            origin = own.node.circle(circle).origin
            reading = Reading(origin=origin, source=copy, opens=copy.opens)
            rooms[name] = Room(hall=hall, name=name, reading=reading, official=copy.official)
        yield hall, Hall(name=hall, rooms=rooms)


def _slug(forum: str) -> str:
    """The id of a forum as a part of an address: ``lake.example/talks`` is ``talks``."""
    return re.sub(r"[^a-z0-9]+", "-", forum.rpartition("/")[2]).strip("-") or "forum"


def _free(name: str, taken: set[str]) -> str:
    """A name that no other forum here has."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
