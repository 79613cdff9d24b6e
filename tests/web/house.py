"""A house at work: the golden exercise in real offices, in which acts can be entered.

Its clock stands on the morning after the last act and goes a minute on with each question. Its
records lie in files, or on a server where the surroundings name one, each house in a database of
its own: what was entered on a server is never taken away.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.demonstration.golden_files import forum, kept
from tests.web.stage import Visitor, stage

from dipoli.demonstration.chance import stream
from dipoli.demonstration.hall import OFFICE
from dipoli.depositary import sqlite
from dipoli.depositary.tiles import StaticFiles
from dipoli.secretariat.copies import offices_in
from dipoli.secretariat.keepers import DATABASE
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
    """Lay the golden records of some circles into offices with their own keys.

    Their static files are there already; they need not outlive a crash, as what follows must.
    """
    for one in kept("exercise"):
        if one.circle not in circles:
            continue
        at, _, circle = one.origin.rpartition("/")
        place = folder / "exercise" / "offices" / one.circle
        premises = Premises(folder=place, forum=at, circle=circle, code=OFFICE)
        make_premises(premises, stream("office", at, circle))
        sqlite.create(premises.record, one.origin, one.head, one.acts)
        with premises.in_reading() as (_, custody):
            StaticFiles(premises.static, write=_laid).publish(custody)


def _laid(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def last_moment() -> datetime:
    """When the last act of the plenary was done."""
    return datetime.fromisoformat(forum("exercise", "plenary").time).astimezone(UTC)


@contextmanager
def house(circles: tuple[str, ...] = ("plenary",)) -> Iterator[Any]:
    """The site on stage shows a house at work, for a while."""
    clock = Clock(last_moment() + timedelta(hours=12))
    with at_work(lambda place: build(place, circles), clock) as site:
        yield site


@contextmanager
def at_work(make: Callable[[Path], None], clock: Callable[[], datetime]) -> Iterator[Any]:
    """The site on stage shows what was made in a folder, for a while.

    Args:
        make: makes the forums in it.
        clock: of the site.
    """
    folder = stage()
    from dipoli.web.site import open_site, show, site_at  # noqa: PLC0415 - after its settings

    before = site_at(folder)
    with tempfile.TemporaryDirectory() as place, _keeper() as words:
        make(Path(place))
        for office in offices_in(Path(place)) if words else ():
            office.to_server(words)
        site = open_site(Path(place))
        site.clock = clock
        show(folder, site)
        try:
            yield site
        finally:
            show(folder, before)
            for room in site.halls["exercise"].rooms.values():
                if room.door is not None:
                    room.door.close()


@contextmanager
def _keeper() -> Iterator[str]:
    """How the server is reached that keeps the records of one house; empty where files do."""
    named = os.environ.get(DATABASE, "")
    if not named:
        yield ""
        return
    from tests.depositary.server import another  # noqa: PLC0415 - where a server is

    with another(named) as words:
        os.environ[DATABASE] = words
        try:
            yield words
        finally:
            os.environ[DATABASE] = named


def newly(code: str) -> Visitor:
    """Somebody who sits down anew: what others did before is not remembered."""
    return Visitor(code)
