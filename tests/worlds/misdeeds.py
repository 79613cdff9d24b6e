"""What several scripts do: tell another history, or serve another checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.record.acts import OFFICE, paper_mark
from tests.worlds.host import Telling, Through, head_changed
from tests.worlds.script import ALL, PAPER, PLENARY
from tests.worlds.tale import Tale
from tests.worlds.world import TIMING, World

from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.record.shape import write_time


def on_paper(world: World, tale: Tale, text: str) -> None:
    """The host invents a statement of the seat that has no key."""
    said: dict[str, Json] = {"text": text, "on_paper": paper_mark()}
    tale.tell(forms.SAY, PAPER, said, entered_by=OFFICE, time=write_time(world.now))


def fork(world: World, *texts: str, at: int = 0) -> Telling:
    """A history of the host's own that leaves the record some acts before its end."""
    office = world.office_of()
    tale = office.tale(office.office.standing.size - at)
    for text in texts:
        on_paper(world, tale, text)
    return Telling(tale=tale)


def tell(world: World, codes: tuple[str, ...], telling: Telling) -> None:
    """Delegations are told a history from now on."""
    world.host.tell(PLENARY, codes, telling, world.now)


def served_instead(world: World, make: Callable[[Tale, datetime], bytes]) -> datetime:
    """All seats are served another checkpoint, made anew each time."""
    office = world.office_of()
    change = head_changed(lambda _: make(office.tale(), world.now))
    world.host.show(PLENARY, ALL, Through(face=office, change=change))
    return world.next_look()


def stamp(at: datetime) -> int:
    """POSIX seconds."""
    return int(at.timestamp())


def last_timing(world: World) -> datetime:
    """When heads were timed last."""
    return world.now - timedelta(seconds=world.now.second % TIMING)
