"""When a person last looked at a circle, for a view of what came since.

A visit ends when the person has not looked for half an hour. What was new at its beginning stays
new until it ends, however many pages are turned.
"""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen
from django.utils import timezone

from dipoli.record.shape import write_time
from dipoli.web.accounts.models import Mark

VISIT = timedelta(minutes=30)


@frozen(kw_only=True)
class Visit:
    """A person's last visit to a circle before the one at hand.

    Args:
        acts: so many acts the circle had at its end; all from this number on are new.
        seen: when the person last looked, ``YYYY-MM-DDTHH:MM:SSZ``.
    """

    acts: int
    seen: str


def mark(person: str, hall: str, room: str, acts: int) -> None:
    """Enter that a person looks at a circle.

    Args:
        person: of the reader; nothing is kept of a reader without an account.
        hall: name of the forum.
        room: name of the circle.
        acts: how many the circle has.
    """
    if not person:
        return
    now = timezone.now()
    held, new = Mark.objects.get_or_create(
        account_id=person, hall=hall, room=room, defaults={"acts": acts, "seen": now}
    )
    if new:
        return
    if now - held.seen > VISIT:
        held.before = held.acts
    held.acts, held.seen = max(held.acts, acts), now
    held.save(update_fields=["before", "acts", "seen"])


def last_visit(person: str, hall: str, room: str) -> Visit | None:
    """The visit before the one at hand; None where there was none, or nobody is logged in."""
    held = Mark.objects.filter(account_id=person, hall=hall, room=room).first() if person else None
    if held is None:
        return None
    ended = timezone.now() - held.seen > VISIT
    return Visit(acts=held.acts if ended else held.before, seen=write_time(held.seen))
