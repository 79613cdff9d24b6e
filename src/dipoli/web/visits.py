"""A reader's own marks: which acts of a circle came since its last visit.

They lie at the desk for who has an account, and else in the session, with which they end. They are
never an act, and nobody but their reader is told of them. What a script fetches by itself is no
look, and neither is what a program asks.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from dipoli.web.accounts import marks
from dipoli.web.accounts.marks import Held, Visit
from dipoli.web.asked import Asked

GRAIN = timedelta(minutes=5)
"""A look within this time of the one before is not entered anew."""

_KEY = "visits"
_MOST = 10_000
_entered: dict[tuple[str, str, str], float] = {}
"""When a look was last entered by this program; forgotten whole where there are too many."""


def look(asked: Asked) -> None:
    """Enter that whoever asks looks at the circle at hand, as a person does with a page."""
    request = asked.request
    if request is None or not _by_hand(request) or not _has_marks(asked):
        return
    if asked.reader.person:
        key = (asked.reader.person, *_where(asked))
        now = time.monotonic()
        if now - _entered.get(key, -GRAIN.total_seconds()) < GRAIN.total_seconds():
            return
        if len(_entered) >= _MOST:
            _entered.clear()
        _entered[key] = now
        marks.mark(*key, _size(asked))
        return
    held, at = _of_session(asked), timezone.now()
    if held is None or at - held.seen > GRAIN:
        _keep(asked, marks.looked(held, _size(asked), at))


def read_up_to(asked: Asked, acts: int) -> None:
    """Enter that the reader has read so many acts of the circle at hand, at most all it has."""
    acts = min(acts, _size(asked))
    if asked.reader.person:
        marks.read_up_to(asked.reader.person, *_where(asked), acts)
    else:
        _keep(asked, marks.has_read(_of_session(asked), acts, timezone.now()))


def last_visit(asked: Asked) -> Visit | None:
    """The reader's visit to the circle before the one at hand; None where nothing is known of it.

    A circle that was put in the place of another may have fewer acts than were seen: then none of
    it is known to be new, and nothing is said of what is.
    """
    if not _has_marks(asked):
        return None
    if asked.reader.person:
        found = marks.last_visit(asked.reader.person, *_where(asked))
    else:
        found = marks.visit_of(_of_session(asked), timezone.now())
    return None if found is None or found.acts > _size(asked) else found


# ---------------------------------------------------------------- parts


def _by_hand(request: HttpRequest) -> bool:
    """Whether a person opened a page; browsers say what they fetch for a script."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Dest", "document") in {
        "document",
        "",
    }


def _has_marks(asked: Asked) -> bool:
    return asked.reader.sits and asked.room is not None and asked.read is not None


def _where(asked: Asked) -> tuple[str, str]:
    assert asked.room is not None  # noqa: S101 - asked before
    return asked.room.hall, asked.room.name


def _size(asked: Asked) -> int:
    assert asked.read is not None  # noqa: S101 - asked before
    return asked.read.standing.size


def _name(asked: Asked) -> str:
    """Under which a session keeps the marks of one seat in one circle."""
    return "/".join((*_where(asked), asked.reader.code))


def _of_session(asked: Asked) -> Held | None:
    kept = {} if asked.request is None else asked.request.session.get(_KEY, {})
    found = kept.get(_name(asked))
    if found is None:
        return None
    acts, seen, before, ended, said = found
    return Held(
        acts=acts,
        seen=datetime.fromisoformat(seen),
        before=before,
        ended=None if ended is None else datetime.fromisoformat(ended),
        said=said,
    )


def _keep(asked: Asked, held: Held) -> None:
    if asked.request is None:
        return
    kept = dict(asked.request.session.get(_KEY, {}))
    ended = None if held.ended is None else held.ended.isoformat()
    kept[_name(asked)] = [held.acts, held.seen.isoformat(), held.before, ended, held.said]
    asked.request.session[_KEY] = kept
