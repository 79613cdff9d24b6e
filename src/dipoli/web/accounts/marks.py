"""When a person last looked at a circle, and up to where it said that it has read.

A visit ends when the person has not looked for half an hour. What was new at its beginning stays
new until it ends, however many pages are turned. Who says up to where it has read is believed: from
then on only such a word moves what is new, and no look does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve, frozen
from django.db import transaction
from django.utils import timezone

from dipoli.record.shape import write_time
from dipoli.web.accounts.models import Mark

VISIT = timedelta(minutes=30)


@frozen(kw_only=True)
class Held:
    """What is kept of one reader and one circle.

    Args:
        acts: that the circle had when the reader last looked.
        seen: when that was.
        before: acts that it had at the end of the visit before; or up to which it was read.
        ended: when that visit ended, or when that was said; None where neither was.
        said: whether the reader has said up to where it has read.
    """

    acts: int
    seen: datetime
    before: int = 0
    ended: datetime | None = None
    said: bool = False


@frozen(kw_only=True)
class Visit:
    """A reader's last visit to a circle before the one at hand.

    Args:
        acts: so many acts the circle had at its end; all from this number on are new.
        seen: when it ended, ``YYYY-MM-DDTHH:MM:SSZ``.
        said: whether the reader said that it has read up to there, and when.
    """

    acts: int
    seen: str
    said: bool = False


def looked(held: Held | None, acts: int, now: datetime) -> Held:
    """What is kept after a reader looked at a circle.

    Args:
        held: what was kept; None where it never looked.
        acts: that the circle has.
        now: the moment.
    """
    if held is None:
        return Held(acts=acts, seen=now)
    if now - held.seen > VISIT and not held.said:
        held = evolve(held, before=held.acts, ended=held.seen)
    return evolve(held, acts=max(held.acts, acts), seen=now)


def has_read(held: Held | None, acts: int, now: datetime) -> Held:
    """What is kept after a reader said that it has read so many acts of a circle."""
    most = acts if held is None else max(held.acts, acts)
    return Held(acts=most, seen=now, before=acts, ended=now, said=True)


def visit_of(held: Held | None, now: datetime) -> Visit | None:
    """The visit before the one at hand; None where the first one goes on, or there was none."""
    if held is None:
        return None
    if not held.said and now - held.seen > VISIT:
        return Visit(acts=held.acts, seen=write_time(held.seen))
    if held.ended is None:
        return None
    return Visit(acts=held.before, seen=write_time(held.ended), said=held.said)


# ---------------------------------------------------------------- of persons with an account


def mark(person: str, hall: str, room: str, acts: int) -> None:
    """Enter that a person looks at a circle.

    Args:
        person: of the reader; nothing is kept of a reader without an account.
        hall: name of the forum.
        room: name of the circle.
        acts: how many the circle has.
    """
    if person:
        with transaction.atomic():
            held = _held(person, hall, room)
            _keep(person, hall, room, looked(held, acts, timezone.now()))


def read_up_to(person: str, hall: str, room: str, acts: int) -> None:
    """Enter that a person has read so many acts of a circle; see `mark`."""
    if person:
        with transaction.atomic():
            held = _held(person, hall, room)
            _keep(person, hall, room, has_read(held, acts, timezone.now()))


def last_visit(person: str, hall: str, room: str) -> Visit | None:
    """The visit before the one at hand; None where there was none, or nobody is logged in."""
    return visit_of(_held(person, hall, room), timezone.now()) if person else None


def _held(person: str, hall: str, room: str) -> Held | None:
    one = Mark.objects.filter(account_id=person, hall=hall, room=room).first()
    if one is None:
        return None
    return Held(acts=one.acts, seen=one.seen, before=one.before, ended=one.ended, said=one.said)


def _keep(person: str, hall: str, room: str, held: Held) -> None:
    Mark.objects.update_or_create(
        account_id=person,
        hall=hall,
        room=room,
        defaults={
            "acts": held.acts,
            "seen": held.seen,
            "before": held.before,
            "ended": held.ended,
            "said": held.said,
        },
    )
