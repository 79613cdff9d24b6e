"""A house at work: the golden exercise in real offices, in which acts can be entered.

Its clock stands on the morning after the last act and goes a minute on with each question.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.demonstration.golden_files import forum, kept
from tests.web.stage import Visitor, stage

from dipoli.demonstration.chance import stream
from dipoli.demonstration.hall import OFFICE
from dipoli.depositary import sqlite
from dipoli.secretariat.premises import Premises, make_premises

PLENARY = "/forums/exercise/plenary"


class Clock:
    """A clock that is told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """A minute after the last question."""
        self.now += timedelta(minutes=1)
        return self.now


def build(folder: Path, circles: tuple[str, ...] = ("plenary",)) -> None:
    """Lay the golden records of some circles into offices with their own keys."""
    for one in kept("exercise"):
        if one.circle not in circles:
            continue
        at, _, circle = one.origin.rpartition("/")
        place = folder / "exercise" / "offices" / one.circle
        premises = Premises(folder=place, forum=at, circle=circle, code=OFFICE)
        make_premises(premises, stream("office", at, circle))
        sqlite.create(premises.record, one.origin, one.head, one.acts)


def last_moment() -> datetime:
    """When the last act of the plenary was done."""
    return datetime.fromisoformat(forum("exercise", "plenary").time).astimezone(UTC)


@contextmanager
def house(circles: tuple[str, ...] = ("plenary",)) -> Iterator[Any]:
    """The site on stage shows a house at work, for a while."""
    folder = stage()
    from dipoli.web.site import open_site, show, site_at  # noqa: PLC0415 - after its settings

    before = site_at(folder)
    with tempfile.TemporaryDirectory() as place:
        build(Path(place), circles)
        site = open_site(Path(place))
        site.clock = Clock(last_moment() + timedelta(hours=12))
        show(folder, site)
        try:
            yield site
        finally:
            show(folder, before)
            for room in site.halls["exercise"].rooms.values():
                if room.door is not None:
                    room.door.close()


def newly(code: str) -> Visitor:
    """Somebody who sits down anew: what others did before is not remembered."""
    return Visitor(code)
