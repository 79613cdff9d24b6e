"""Which letters are due now: one at once for what is new, one a day for what waits.

Whether something waits is asked of the same function as Today. A letter at once is due when a thing
waits that the person was not told of; in the quiet hours of the capital it stays for later. The
digest is due once a day from its hour on, and only if something waits. A letter has a name that is
made of the person and of what it is for, so that the same one cannot be made twice.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from dipoli.forum.today import first
from dipoli.record.shape import write_time
from dipoli.web.notices.models import Letter, Told
from dipoli.web.notices.people import Person
from dipoli.web.policy import admitted
from dipoli.web.reader import Reader
from dipoli.web.site import Hall, Site

AT_ONCE, DIGEST = "notice", "digest"
LATEST = 3
"""So many hours after its own a digest still goes, should the machine have been off."""

_MOST = 50


def make(site: Site, people: tuple[Person, ...], now: datetime) -> int:
    """Lay the letters that are due in the outbox.

    Args:
        site: what waits, and for whom.
        people: who asked for letters.
        now: the moment, with its zone.

    Returns:
        how many.
    """
    made = 0
    for person in people:
        hall = site.halls.get(person.hall)
        if hall is None:
            continue
        things = {keyed("thing", one) for one in _waiting(hall, person, write_time(now))}
        there = now.astimezone(_zone(hall, person.code))
        with transaction.atomic():
            made += _at_once(person, things, there, now) + _digest(person, things, there, now)
    return made


def keyed(*words: str) -> str:
    """A hash that only this site can make."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, "\n".join(("notices", *words)).encode(), hashlib.sha256).hexdigest()


def forget(person: Person) -> None:
    """Forget of what a person was told."""
    Told.objects.filter(person=_who(person)).delete()


def _at_once(person: Person, things: set[str], there: datetime, now: datetime) -> int:
    who = _who(person)
    known = set(Told.objects.filter(person=who).values_list("thing", flat=True))
    Told.objects.filter(person=who, thing__in=known - things).delete()  # waits no more
    fresh = sorted(things - known)
    if not fresh or not person.at_once or _is_quiet(person.quiet, there.hour):
        return 0
    Told.objects.bulk_create(Told(person=who, thing=one) for one in fresh)
    return _lay(person, AT_ONCE, keyed(who, AT_ONCE, *fresh, now.isoformat()), now)


def _digest(person: Person, things: set[str], there: datetime, now: datetime) -> int:
    if person.hour is None or not things or not 0 <= there.hour - person.hour < LATEST:
        return 0
    return _lay(person, DIGEST, keyed(_who(person), DIGEST, there.date().isoformat()), now)


def _lay(person: Person, kind: str, name: str, now: datetime) -> int:
    _letter, is_new = Letter.objects.get_or_create(
        name=name,
        defaults={
            "address": person.address,
            "language": person.language,
            "kind": kind,
            "made": now,
            "next": now,
        },
    )
    return int(is_new)


def _who(person: Person) -> str:
    return keyed("person", person.address, person.hall, person.code)


def _is_quiet(quiet: tuple[int, int], hour: int) -> bool:
    begins, ends = quiet
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def _zone(hall: Hall, code: str) -> ZoneInfo:
    forum = hall.plenary.by(code).forum
    member = None if forum is None else forum.charter.member(code)
    return ZoneInfo("UTC" if member is None else member.zone)


def _waiting(hall: Hall, person: Person, now: str) -> Iterator[str]:
    """What waits for a person's delegation, in every circle that it can read, as Today has it."""
    reader = Reader(code=person.code, hall=hall.name)
    for room in hall.rooms.values():
        read = admitted(reader, room)
        if read is None or read.forum is None:
            continue
        found, _more = first(read.forum, person.code, max(now, read.forum.time), _MOST)
        for due in found:
            yield "\n".join((room.name, due.object or "", *due.acts, due.until or ""))
