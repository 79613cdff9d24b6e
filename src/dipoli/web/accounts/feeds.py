"""Addresses at which calendars ask when a circle meets: one for a place and a circle, or none.

Whoever has such an address needs no log-in. So it is off until an officer of the place asks for it,
it is shown once and kept hashed, and what it gives names nothing: that the circle meets, that a
deadline falls, that a silence ends, and when. It ends when the officer who asked for it is one no
more, when the place sits in the circle no more or has sat down anew since, or when it is withdrawn.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator

from attrs import frozen
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dipoli.secretariat.reading import Read
from dipoli.web.accounts.codes import hashed
from dipoli.web.accounts.invitations import Place
from dipoli.web.accounts.models import Feed, Post
from dipoli.web.policy import admitted
from dipoli.web.reader import Reader
from dipoli.web.site import Room, Site


@frozen(kw_only=True)
class Opened:
    """What an address opens.

    Args:
        feed: the row of the desk.
        read: the circle as its place has it.
    """

    feed: Feed
    read: Read

    def known_again(self, key: str) -> str:
        """A name by which an event is known again, from which nobody finds the key."""
        word = f"feed {self.feed.key} {key}"
        return hmac.digest(settings.SECRET_KEY.encode(), word.encode(), "sha256").hex()


class NotReadError(Exception):
    """A place does not read a circle, or the circle is public and needs no such address."""


def rooms_of(site: Site, place: Place) -> Iterator[Room]:
    """The circles of which a place can have an address."""
    hall = site.halls.get(place.hall)
    for room in () if hall is None else hall.rooms.values():
        if _reads(room, place.code, place.hall) is not None:
            yield room


@transaction.atomic
def make(post: Post, room: Room) -> str:
    """Make the address of a circle for a place; an earlier one opens nothing from then on.

    Args:
        post: of an officer of the place.
        room: the circle.

    Returns:
        What the address ends in: 256 bits by chance, told this once.

    Raises:
        NotReadError: the place has no such circle.
    """
    read = _reads(room, post.code, post.hall)
    if read is None:
        raise NotReadError
    secret = secrets.token_urlsafe(32)
    place = {"hall": post.hall, "code": post.code, "room": room.name}
    Feed.objects.filter(**place).delete()
    Feed.objects.create(
        key=hashed(secret), post=post, since=_since(read, post.code), made=timezone.now(), **place
    )
    return secret


def of_place(place: Place) -> QuerySet[Feed]:
    """The addresses of a place, whoever of its officers asked for them."""
    return Feed.objects.filter(hall=place.hall, code=place.code).select_related("post__account")


def opened(site: Site, secret: str) -> Opened | None:
    """What an address opens; None where it opens nothing, for whatever reason."""
    key = hashed(secret)
    feed = Feed.objects.select_related("post__account").filter(key=key).first()
    if feed is None or not hmac.compare_digest(feed.key, key):
        return None
    read = _read(site, feed)
    return None if read is None else Opened(feed=feed, read=read)


def is_open(site: Site, feed: Feed) -> bool:
    """Whether an address opens its circle still."""
    return _read(site, feed) is not None


def _read(site: Site, feed: Feed) -> Read | None:
    """The circle of an address, as long as its officer and its place are what they were."""
    post, hall = feed.post, site.halls.get(feed.hall)
    room = None if hall is None else hall.rooms.get(feed.room)
    if room is None or not post.officer or not post.account.is_active:
        return None
    read = _reads(room, feed.code, feed.hall)
    return None if read is None or _since(read, feed.code) != feed.since else read


def _reads(room: Room, code: str, hall: str) -> Read | None:
    """A circle in which a place sits, or of which it keeps the record; no public one."""
    read = admitted(Reader(code=code, hall=hall), room)
    if read is None or read.forum is None or read.forum.charter.compiled:
        return None
    return read


def _since(read: Read, code: str) -> int | None:
    """The act that seated a place; a place that left and came back has another."""
    seat = read.standing.seats.get(code)
    return None if seat is None else seat.since
