"""What a site shows: the forums whose offices lie in its folder, each circle open for reading.

    FOLDER/<forum>/offices/<circle>/  offices, as ``dipoli forum open`` or a demonstration made them
    FOLDER/desk.db                    sessions: Django's, and nothing else

Names of folders are what addresses on the site are made of. Nothing diplomatic is kept by the site:
what it shows, it folds from the records.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import define, evolve, field, frozen

from dipoli.faults import RecordError
from dipoli.forum.seat import COUNTS
from dipoli.record.shape import write_time
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.reading import Read, Reading
from dipoli.secretariat.search.shelf import Shelf
from dipoli.web.door import Door
from dipoli.web.own import Own
from dipoli.web.unlock import passphrase

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
PLENARY = "plenary"


def _machine_time() -> dt.datetime:
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - the edge of the program


@frozen(kw_only=True)
class Room:
    """One circle of a site.

    Args:
        hall: name of its forum on the site.
        name: of the circle on the site.
        reading: of its record.
        door: where acts are handed in; None where nothing is entered here.
        official: gives how many acts the newest official head covers; 0 before there is one.
        shelf: what its readers find in it by words.
    """

    hall: str
    name: str
    reading: Reading = field(repr=False)
    door: Door | None = field(default=None, repr=False)
    official: Callable[[], int] = field(repr=False, default=lambda: 0)
    shelf: Shelf = field(repr=False, factory=Shelf)
    _once: dict[str, Read] | None = field(default=None, eq=False, repr=False)

    def by(self, code: str) -> Read:
        """The circle as a reader has it; see `Reading.by`."""
        if self._once is None:
            return self.reading.by(code)
        if code not in self._once:
            self._once[code] = self.reading.by(code)
        return self._once[code]

    def at_once(self) -> Room:
        """The same circle for one answer: asked twice, it says the same."""
        return evolve(self, once={})


@frozen(kw_only=True)
class Hall:
    """One forum of a site.

    Args:
        name: on the site.
        rooms: name of a circle to the circle, the plenary first.
    """

    name: str
    rooms: Mapping[str, Room]

    @property
    def plenary(self) -> Room:
        """The circle that all others report to."""
        return self.rooms.get(PLENARY) or next(iter(self.rooms.values()))


Marks = tuple[tuple[str, str, object], ...]
"""Each circle of a site, with a value that is another one whenever its record was changed."""


@define(eq=False)
class Site:
    """All forums of one folder.

    Args:
        halls: name of a forum to the forum.
        clock: tells the time; that of this machine.
        kept: how the records stood when this was made for one answer; None where it was not.
        own: the node whose pages these are; None on a host's site.
    """

    halls: Mapping[str, Hall]
    clock: Callable[[], dt.datetime] = field(default=_machine_time, repr=False)
    kept: Marks | None = None
    own: Own | None = None

    def now(self) -> str:
        """The moment, as texts of the record have it."""
        return write_time(self.clock())

    def at_once(self) -> Site:
        """The same forums for one answer, in which every part rests on the same acts."""
        marks = self.marks()  # before anything is read: what is read is never older than they
        halls = {
            name: evolve(
                hall, rooms={circle: room.at_once() for circle, room in hall.rooms.items()}
            )
            for name, hall in self.halls.items()
        }
        return evolve(self, halls=halls, kept=marks)

    def marks(self) -> Marks:
        """How the records of all circles stand, as cheaply as it can be told."""
        if self.kept is not None:
            return self.kept
        return tuple(
            (room.hall, room.name, room.reading.mark())
            for hall in self.halls.values()
            for room in hall.rooms.values()
        )

    def room(self, hall: str, name: str) -> Room | None:
        """A circle; None where there is none of this name."""
        held = self.halls.get(hall)
        return None if held is None else held.rooms.get(name)


def open_site(folder: Path, words: str | None = None) -> Site:
    """The site of a folder.

    Args:
        folder: in which the forums lie.
        words: the passphrase that unlocks the keys of its offices; None where they are not locked.

    Raises:
        RecordError: there is no forum in it, a name cannot stand in an address, or a record cannot
            be read.
    """
    halls = {}
    for place in sorted(folder.glob("*/offices")):
        rooms = {}
        for office in sorted(place.iterdir(), key=lambda one: (one.name != PLENARY, one.name)):
            _check(office)
            premises = open_premises(office)
            rooms[office.name] = Room(
                hall=place.parent.name,
                name=office.name,
                reading=premises.reading(),
                door=Door(premises=premises, passphrase=words),
                official=premises.official,
            )
        _check(place.parent)
        if rooms:
            halls[place.parent.name] = Hall(name=place.parent.name, rooms=rooms)
    if not halls:
        message = (
            f"{folder} holds no forum: no folder in it has offices. Make one with "
            "`dipoli demonstrate exercise FOLDER/exercise`, or open a forum with `dipoli forum "
            "open` in FOLDER/NAME/offices/plenary."
        )
        raise RecordError(message)
    return Site(halls)


def places(hall: Hall) -> tuple[str, ...]:
    """Where one can sit down in a forum: its members in protocol order, then the secretariat.

    There is none in a forum that is no exercise: nobody sits in a real state's place.
    """
    read = hall.plenary.by("")
    forum = read.forum
    if forum is None or not forum.charter.exercise:
        return ()
    seats = [
        code
        for code in forum.order
        if read.standing.is_seated(code) and forum.seats[code].stage in COUNTS
    ]
    return (*seats, *filter(None, [read.standing.secretariat]))


def _check(folder: Path) -> None:
    if _NAME.fullmatch(folder.name) is None:
        message = (
            f"{folder} cannot be shown: its name is part of an address, and has other signs than "
            "small letters, digits and hyphens. Rename it; the record does not mind."
        )
        raise RecordError(message)


_lock = threading.Lock()
_sites: dict[Path, Site] = {}


def show(folder: Path, site: Site) -> None:
    """Show a site that is open already, in place of what lies in a folder."""
    with _lock:
        _sites[folder] = site


def site_at(folder: Path) -> Site:
    """The site of a folder, opened once in this program."""
    with _lock:
        if folder not in _sites:
            _sites[folder] = open_site(folder, passphrase())
        return _sites[folder]
