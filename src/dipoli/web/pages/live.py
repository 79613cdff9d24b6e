"""What is new: every circle that a reader can read, with the number of its acts.

The page at this address is for people without scripts. A browser asks the same address for a stream
of events (`dipoli.web.live`), and where it cannot have one, for the twin from time to time. All
three say the same: names of circles and numbers of acts, of circles that are the reader's alone.
"""

from __future__ import annotations

from django.urls import reverse

from dipoli.told import tell
from dipoli.web.asked import Asked, Page, Twin, marks_of, titled
from dipoli.web.policy import Rule, admitted
from dipoli.web.reader import Reader
from dipoli.web.route import Event, Route
from dipoli.web.site import Site


def circles(site: Site, reader: Reader) -> list[Twin]:
    """Every circle that a reader can read, and how many acts it has.

    Args:
        site: all that is shown.
        reader: who asks; of another's circles nothing is told, not even that they are.
    """
    return [
        {"hall": room.hall, "circle": room.name, "acts": read.standing.size}
        for hall in site.halls.values()
        for room in hall.rooms.values()
        if (read := admitted(reader, room)) is not None
    ]


def live(asked: Asked) -> Page:
    """The circles with their titles and the pages of their logs."""
    told, marks = [], dict[str, None]()
    for one in circles(asked.site, asked.reader):
        room = asked.site.room(one["hall"], one["circle"])
        words = {"hall": one["hall"], "room": one["circle"]}
        read = None if room is None else admitted(asked.reader, room)
        marks |= dict.fromkeys(marks_of(None if read is None else read.forum))
        told.append({**one, "title": titled(read), "page": reverse("log", kwargs=words)})
    return Page(title=tell("What is new"), marks=tuple(marks), twin={"circles": told})


ACTS = Event(
    name="acts",
    meaning="How many acts each circle of the reader has: at the beginning, and after each change.",
    part="acts-event",
)
BEAT = Event(
    name="beat",
    meaning="Nothing is new; the stream is still there.",
    part="beat-event",
)

ROUTES = (
    Route(
        name="live",
        path="live",
        rule=Rule.SITTING,
        answer=live,
        about="How many acts each circle has that this reader can read; a page asks it for news.",
        events=(ACTS, BEAT),
    ),
)
