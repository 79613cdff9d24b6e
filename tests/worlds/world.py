"""An invented forum in temporary folders, with a clock that is turned by hand.

One host keeps the record of each circle. Each delegation with a machine looks at its circles once
in a period, leaves its cosignature with the host, and hands its head to the others by another way.
Delegations on paper have no machine; the secretariat enters their acts. Nothing sleeps, nothing is
random: the same script tells the same story to the second.

What a test may know of a misdeed is what nodes raise (`World.cries`); nothing here looks into the
host to find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree

from attrs import define, field, frozen
from tests.record.acts import (
    FORUM,
    OFFICE,
    START,
    Desk,
    listed,
    log_signer,
    new_key,
    seat,
)
from tests.secretariat.offices import chance
from tests.worlds.delegation import Delegation
from tests.worlds.honest import Honest, Reply, begin
from tests.worlds.host import Host

from dipoli.node.alarm import Alarm
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse
from dipoli.record.parcel import Parcel
from dipoli.record.shape import write_time

PERIOD = timedelta(seconds=60)
STEP = timedelta(seconds=1)
TIMING = 30
"""Every so many seconds the host times its heads anew."""

FIRST, APART = 3, 7
"""The first delegation looks so many seconds after the minute, each other so many later."""


@frozen(kw_only=True)
class Cry:
    """An alarm as it was raised.

    Args:
        code: whose node raised it.
        circle: about which circle.
        at: when.
        alarm: what it says.
    """

    code: str
    circle: str
    at: datetime
    alarm: Alarm


@define(kw_only=True)
class World:
    """The forum.

    Args:
        folder: where everything lies.
        now: what the clock shows.
        host: who keeps the records.
        delegations: those with a machine, by code.
        seats: who sits in each circle and has a machine.
        talking: whether delegations hand each other their heads and copies.
        cries: every alarm so far.
    """

    folder: Path
    now: datetime = START
    host: Host = field(factory=Host)
    delegations: dict[str, Delegation] = field(factory=dict)
    seats: dict[str, tuple[str, ...]] = field(factory=dict)
    talking: bool = True
    cries: list[Cry] = field(factory=list)

    # ------------------------------------------------------------ opening

    def seat(self, code: str) -> Delegation:
        """A delegation with a machine of its own; it may sit in several circles."""
        if code not in self.delegations:
            self.delegations[code] = Delegation(code=code, folder=self.folder / "nodes" / code)
        return self.delegations[code]

    def open(
        self,
        circle: str,
        keyed: Sequence[str],
        paper: Sequence[str] = (),
        *,
        sealed: bool = False,
        listed_keys: dict[str, dict[str, Json]] | None = None,
        charter: str | None = None,
    ) -> Honest:
        """Open a circle; its delegations join it.

        Args:
            circle: its id.
            keyed: delegations with a machine.
            paper: delegations on paper.
            sealed: whether bodies are sealed against the host.
            listed_keys: seats as the host lists them, where it lists others than they are.
            charter: text of the charter that the opening carries; None for none.
        """
        origin = f"{FORUM}/{circle}"
        office = begin(self.folder / "host" / circle, origin, self.now)
        self.host.offices[circle] = office
        seats = [seat(code) for code in keyed] + [seat(code, paper=True) for code in paper]
        told: list[Json] = [dict((listed_keys or {}).get(str(one["code"]), one)) for one in seats]
        title = f"Talks on the lake: {circle} (an exercise; all states are invented)"
        opening: dict[str, Json] = {"title": title, "sealed": sealed, "seats": told}
        office.office.open_circle({**opening, "charter": charter}, self.now)
        office.tick(self.now)
        for code in keyed:
            self.join(circle, code)
        return office

    def join(self, circle: str, code: str) -> None:
        """A delegation begins to watch a circle."""
        log_key = log_signer(f"{FORUM}/{circle}").verifier
        self.seats[circle] = (*self.seats.get(circle, ()), code)
        self.seat(code).join(log_key.name, log_key, self.host, self.now)

    # ------------------------------------------------------------ acts

    def say(self, code: str, text: str, circle: str = "plenary") -> Parcel:
        """A delegation says something, by what its own copy shows."""
        return self.act(forms.SAY, code, {"text": text}, circle)

    def act(self, name: str, code: str, content: Json, circle: str = "plenary") -> Parcel:
        """A delegation writes an act, sends it to the door, and keeps the answer."""
        one = self.delegations[code]
        parcel = one.write(circle, name, content, self.now)
        self._hear(code, circle, one.send(circle, parcel, self.now))
        return parcel

    def office_act(
        self, name: str, content: Json, circle: str = "plenary", by: str = OFFICE
    ) -> Reply | None:
        """The secretariat enters an act of its own, or of a delegation on paper."""
        office = self.host.offices[circle]
        written = Desk(standing=office.office.standing).write(
            name,
            by,
            content,
            signers=[office.keeper],
            entered_by=OFFICE,
            time=write_time(self.now),
            nonce=chance(16),
        )
        return office.receive(written.entry, written.body, self.now)

    def move_custody(self, circle: str = "plenary") -> None:
        """The circle's record goes to a second host, which goes on with it."""
        self.host.offices[circle].hand_over(self.now)

    def office_of(self, circle: str = "plenary") -> Honest:
        """The honest office of a circle."""
        return self.host.offices[circle]

    # ------------------------------------------------------------ time

    def run(self, seconds: int) -> None:
        """Let so many seconds pass."""
        for _ in range(seconds):
            self.now += STEP
            since = int((self.now - START).total_seconds())
            if since % TIMING == 0:
                self.host.tick(self.now)
            for code in [one for one in self.delegations if self._is_due(one, since)]:
                self.look(code)

    def run_until(self, moment: datetime) -> None:
        """Let time pass up to a moment, that second included."""
        self.run(max(0, -int((self.now - moment).total_seconds())))

    def next_look(self, *codes: str, after: datetime | None = None) -> datetime:
        """When the first of these delegations looks next; of all, when none is named."""
        named = codes or tuple(self.delegations)
        moment = after or self.now
        while True:
            moment += STEP
            since = int((moment - START).total_seconds())
            if any(self._is_due(code, since) for code in named):
                return moment

    def look(self, code: str) -> None:
        """A delegation looks at all its circles."""
        one = self.delegations[code]
        for circle, seats in self.seats.items():
            if code in seats and one.is_on:
                others = [self.delegations[other] for other in seats if other != code]
                heard = one.look(circle, self.now, others if self.talking else [])
                self._hear(code, circle, heard)

    def _hear(self, code: str, circle: str, alarms: Iterable[Alarm]) -> None:
        for alarm in alarms:
            self.cries.append(Cry(code=code, circle=circle, at=self.now, alarm=alarm))

    def _is_due(self, code: str, since: int) -> bool:
        offset = FIRST + APART * list(self.delegations).index(code)
        return (since - offset) % int(PERIOD.total_seconds()) == 0

    # ------------------------------------------------------------ the end

    def moved_to(self, folder: Path) -> World:
        """The same forum from its files alone, in another folder; this one must be closed."""
        copytree(self.folder, folder)
        world = World(folder=folder, now=self.now, seats=dict(self.seats))
        for circle, office in self.host.offices.items():
            world.host.offices[circle] = office.moved_to(folder / "host" / circle)
        for code, one in self.delegations.items():
            world.delegations[code] = one.moved_to(folder / "nodes" / code, world.host)
        return world

    def close(self) -> None:
        """Let go of all files."""
        for one in self.delegations.values():
            one.close()
        self.host.close()


@contextmanager
def forum(folder: Path) -> Iterator[World]:
    """A forum that lets go of its files at the end."""
    world = World(folder=folder)
    try:
        yield world
    finally:
        world.close()


def false_seat(code: str) -> dict[str, Json]:
    """A seat with keys that are not the delegation's."""
    keys: list[Json] = [
        listed(new_key(use, "nobody", code, use.value))
        for use in (KeyUse.SIGN, KeyUse.WITNESS, KeyUse.SEAL)
    ]
    return {"code": code, "keys": keys, "paper": False}
