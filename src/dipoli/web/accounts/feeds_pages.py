"""Addresses for calendars: the page on which an officer asks for one, and what it gives.

An address that is unknown, withdrawn or another's is answered like any page that does not exist.
"""

from __future__ import annotations

from django.urls import reverse

from dipoli.codec.forum_calendar import feed_calendar
from dipoli.codec.ical import MEDIA
from dipoli.told import tell
from dipoli.web.accounts import feeds, limits
from dipoli.web.accounts.feeds import NotReadError
from dipoli.web.accounts.models import Feed
from dipoli.web.accounts.parts import (
    marks_at,
    own_place,
    place_twin,
    request_of,
    stay_of,
    when,
)
from dipoli.web.asked import Asked, MissingError, Page, Twin, titled
from dipoli.web.language import ENGLISH, LANGUAGES
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Route, Sent
from dipoli.web.site import Room
from dipoli.web.speech import Speech
from dipoli.web.taking import given

SORT = "feed"
"""How often a machine asks is counted apart from how often it tries to come in."""


def feed(asked: Asked) -> Page:
    """What an address gives: moments of three kinds, and nothing that anybody wrote.

    Raises:
        MissingError: it opens nothing, for whatever reason.
        TooManyError: this machine asked too often in the last minute.
    """
    request = request_of(asked)
    limits.count(request, sort=SORT)
    opened = feeds.opened(asked.site, asked.words["secret"])
    if opened is None or opened.read.forum is None:
        raise MissingError
    forum = opened.read.forum
    language = LANGUAGES.get(opened.feed.post.account.language, ENGLISH)
    text = feed_calendar(
        forum, max(asked.now, forum.time), request.build_absolute_uri(reverse("today")),
        named=opened.known_again, say=lambda one: str(Speech(language=language).said(one)),
    )  # fmt: skip
    return given(tell("Calendar"), text.encode(), MEDIA, "dates.ics")


def feeds_(asked: Asked) -> Page:
    """The circles of one's own place, each with its address for calendars or none."""
    place = own_place(asked)
    held = {one.room: one for one in feeds.of_place(place)}
    return Page(
        title=tell("Addresses for calendars"),
        marks=marks_at(asked.site, place.hall),
        twin={
            "place": place_twin(asked.site, place),
            "circles": [
                _circle(asked, room, held.get(room.name))
                for room in feeds.rooms_of(asked.site, place)
            ],
        },
    )


def _circle(asked: Asked, room: Room, held: Feed | None) -> Twin:
    is_open = held is not None and feeds.is_open(asked.site, held)
    return {
        "room": room.name,
        "title": titled(room.by(asked.reader.code)),
        "feed": None
        if held is None or not is_open
        else {"key": held.pk, "by": held.post.account.shown, "made": when(held.made)},
    }


def make_feed(asked: Asked, sent: Sent) -> Answered:
    """Make an address, and show it this once; an earlier one of the circle opens nothing more."""
    stay, place = stay_of(asked), own_place(asked)
    hall = asked.site.halls.get(place.hall)
    room = None if hall is None else hall.rooms.get(sent["room"][0])
    if room is None or stay.post is None:
        raise MissingError
    try:
        secret = feeds.make(stay.post, room)
    except NotReadError:
        raise MissingError from None
    address = reverse("feed", kwargs={"secret": secret})
    page = Page(
        title=tell("An address for calendars"),
        marks=marks_at(asked.site, place.hall),
        twin={
            "title_of": titled(room.by(place.code)),
            "address": request_of(asked).build_absolute_uri(address),
            "page": reverse("feeds"),
        },
    )
    return Answered(page=page, template="dipoli/feed_made.html")


def withdraw_feed(asked: Asked, sent: Sent) -> Gone:
    """Let an address of one's own place open nothing more."""
    found = feeds.of_place(own_place(asked)).filter(pk=int(sent["key"][0]))
    if not found.exists():
        raise MissingError
    found.delete()
    return Gone(to=reverse("feeds"), twin={})


ROUTES = (
    Route(
        name="feeds",
        path="people/calendars",
        rule=Rule.OFFICER,
        answer=feeds_,
        about="Addresses at which calendars ask when a circle meets, of one's own place.",
    ),
    Route(
        name="feed",
        path="feeds/<str:secret>.ics",
        rule=Rule.ENTRANCE,
        answer=feed,
        about="When a circle meets, for whoever has the address; it names nothing.",
        media=MEDIA,
    ),
)
ACTIONS = (
    Action(
        name="make_feed",
        path="people/calendars/make",
        rule=Rule.OFFICER,
        do=make_feed,
        about="Make an address for calendars of a circle of one's own place.",
        inputs=(Input(name="room", meaning="Name of the circle on the site.", most=64),),
    ),
    Action(
        name="withdraw_feed",
        path="people/calendars/withdraw",
        rule=Rule.OFFICER,
        do=withdraw_feed,
        about="Let an address for calendars open nothing more.",
        inputs=(Input(name="key", meaning="Which one, by its number.", pattern="[0-9]{1,18}"),),
    ),
)
