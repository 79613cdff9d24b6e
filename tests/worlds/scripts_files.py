"""Bad hosts that change, lose or withhold files, and bad hosts at the door.

What a host serves beside what it signed bears no signature of its own: it may have been changed on
the way. So no proof can exist, and a node tells it only once it has lasted. What a host signs at
the door binds it: a receipt that it does not keep is a proof after its deadline.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.record.acts import log_signer, paper_mark, seed
from tests.worlds.delegation import no_answer
from tests.worlds.honest import Reply
from tests.worlds.host import Telling, Through, refusing
from tests.worlds.misdeeds import on_paper
from tests.worlds.script import ALL, KEYED, PAPER, PLENARY
from tests.worlds.world import PERIOD, TIMING, World, false_seat

from dipoli.record import forms
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.body import plain_body, write_body
from dipoli.record.canon import Json
from dipoli.record.ruling import OutOfOrder
from dipoli.record.tree import leaf_hash
from dipoli.secretariat.certify import receipt_for

Change = Callable[[str, bytes | None], bytes | None]
PROMISED = timedelta(minutes=2)
HUGE = b"\n" * (64 << 20)
NEW: dict[str, Json] = {"text": "Something new", "on_paper": paper_mark()}


def served(world: World, change: Change) -> datetime:
    """A new act is entered, and its files are served changed to all seats."""
    world.office_act(forms.SAY, NEW, by=PAPER)
    world.host.show(PLENARY, ALL, Through(face=world.office_of(), change=change))
    return world.next_look()


def in_files(begin: str, change: Callable[[bytes], bytes | None]) -> Change:
    """A change of the files whose path begins so."""

    def changed(path: str, data: bytes | None) -> bytes | None:
        return change(data) if data is not None and path.startswith(begin) else data

    return changed


def flipped(data: bytes) -> bytes:
    """The same with one bit of the last byte but forty turned over."""
    at = len(data) - 40
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def newest_body(world: World) -> str:
    """Where the body of the act that is entered next will lie."""
    return body_path(world.office_of().office.standing.size)


# ---------------------------------------------------------------- files


def act_changed(world: World) -> datetime:
    """The bytes of a new act are changed."""
    return served(world, in_files("tile/entries/", flipped))


def acts_missing(world: World) -> datetime:
    """The file with the acts is not served."""
    return served(world, in_files("tile/entries/", lambda _data: None))


def acts_endless(world: World) -> datetime:
    """In place of the acts comes a file of 64 MiB."""
    return served(world, in_files("tile/entries/", lambda _data: HUGE))


def tile_changed(world: World) -> datetime:
    """A hash in a tile is changed."""
    return served(world, in_files("tile/0/", flipped))


def body_changed(world: World) -> datetime:
    """Another body is served for a new act."""
    other = write_body(plain_body({"text": "Something else"}, seed("another salt")))
    return served(world, in_files(newest_body(world), lambda _data: other))


def body_missing(world: World) -> datetime:
    """The body of a new act is not served, and no act says that it was withheld."""
    return served(world, in_files(newest_body(world), lambda _data: None))


def checkpoint_missing(world: World) -> datetime:
    """There is no checkpoint."""
    return served(world, in_files(CHECKPOINT, lambda _data: None))


def checkpoint_unreadable(world: World) -> datetime:
    """The checkpoint is no note at all."""
    return served(world, in_files(CHECKPOINT, lambda _data: b"\xff\x00 nothing to see\n"))


def checkpoint_endless(world: World) -> datetime:
    """The checkpoint has 64 MiB."""
    return served(world, in_files(CHECKPOINT, lambda _data: HUGE))


def service_refused(world: World) -> datetime:
    """One seat is not answered any more."""
    world.delegations["XBE"].ways[PLENARY].before = no_answer
    return world.next_look("XBE")


def false_keys(world: World) -> datetime:
    """A circle is opened in which a delegation stands with keys that are not its own."""
    world.open("fisheries", KEYED, listed_keys={"XBE": false_seat("XBE")})
    return world.next_look("XBE")


# ---------------------------------------------------------------- at the door


def door(world: World, answer: Callable[[bytes, bytes | None, datetime], Reply | None]) -> None:
    """One seat sends an act, and is answered so."""
    world.host.show(PLENARY, ("XAL",), Through(face=world.office_of(), answer=answer))
    world.say("XAL", "Please enter this")


def promise(world: World) -> Callable[..., Reply]:
    """The host promises to enter whatever comes in two minutes."""
    log = world.office_of().log
    return lambda entry, _body, at: Reply(note=receipt_for(leaf_hash(entry), log, at, PROMISED))


def first_timing(moment: datetime) -> datetime:
    """When heads are timed next after a moment."""
    return moment + timedelta(seconds=TIMING - moment.second % TIMING)


def receipt_broken(world: World) -> datetime:
    """A receipt is given and the act is never entered."""
    door(world, promise(world))
    return first_timing(world.now + PROMISED)


def entered_late(world: World) -> datetime:
    """A receipt is given and the act is entered after its deadline."""
    since = first_timing(world.now + PROMISED)
    kept = list[tuple[bytes, bytes | None]]()

    def keep(entry: bytes, body: bytes | None, at: datetime) -> Reply:
        kept.append((entry, body))
        return promise(world)(entry, body, at)

    door(world, keep)
    world.run_until(since + PERIOD)
    ((entry, body),) = kept
    world.office_of().receive(entry, body, world.now)
    world.run(60)
    return since


def receipt_for_another(world: World) -> datetime:
    """The receipt is for another act than the one that was sent."""
    log = world.office_of().log
    door(world, lambda _e, _b, at: Reply(note=receipt_for(seed("another"), log, at, PROMISED)))
    return world.now


def not_answered(world: World) -> datetime:
    """An act is taken at the door, and no answer comes."""
    door(world, lambda _entry, _body, _at: None)
    return world.now + PERIOD


def answered_without_a_signature(world: World) -> datetime:
    """The answer bears another signature than the host's."""
    log = log_signer(host="stranger")
    door(world, lambda entry, _b, at: Reply(note=receipt_for(leaf_hash(entry), log, at, PROMISED)))
    return world.now + PERIOD


def refused_unjustly(world: World) -> datetime:
    """An act that is in order is refused under a clause that does not apply."""
    why, mend = "The act has number 0 of its author; 9 is next.", "Number it 9."
    ruling = OutOfOrder(clause="R14", why=why, remedy=mend)
    door(world, refusing(world.office_of(), ruling))
    return first_timing(world.now)


def refused_by_a_false_head(world: World) -> datetime:
    """An act that is in order is refused by a head that the record never had."""
    office = world.office_of()
    other = office.tale(office.office.standing.size - 1)
    on_paper(world, other, "Never said")
    ruling = OutOfOrder(clause="R14", why="It is said to be out of order.", remedy="Wait.")
    door(world, refusing(office, ruling, lambda _: other.standing))
    return first_timing(world.now)


def refused_by_an_old_head(world: World) -> datetime:
    """An act is refused by a head that others followed long ago, so that it seems overtaken."""
    office, why = world.office_of(), "The act names a head that is larger than the record."
    past = office.tale(office.office.standing.size - 1).standing
    ruling = OutOfOrder(clause="R16", why=why, remedy="Name the present head.")
    world.run_until(world.now + timedelta(minutes=15))
    door(world, refusing(office, ruling, lambda _: past))
    return first_timing(world.now)


def refused_under_no_clause(world: World) -> datetime:
    """An act that is in order is refused under a clause that nobody knows."""
    ruling = OutOfOrder(clause="R99", why="It is not opportune.", remedy="Wait.")
    door(world, refusing(world.office_of(), ruling))
    return first_timing(world.now)


def answered_from_another_history(world: World) -> datetime:
    """The head that comes with a receipt is of another history than the record that is served."""
    telling = Telling(tale=world.office_of().tale())
    door(world, telling.receive)
    world.office_act(forms.SAY, NEW, by=PAPER)
    return world.next_look("XAL")
