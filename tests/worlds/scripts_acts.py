"""Bad hosts that enter what is out of order, in a tree that they sign: provable by the log key.

Each script writes one act on the record as it stands, wrong in one way, and tells the history with
it to all seats. Everything else is as an honest host would do it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from attrs import evolve
from tests.record.acts import (
    OFFICE,
    Written,
    last_note,
    new_key,
    paper_mark,
    proven,
    seat,
    seed,
    signing,
)
from tests.secretariat.offices import KEEPER
from tests.worlds.honest import SECOND, moving
from tests.worlds.host import Telling
from tests.worlds.script import ALL, KEYED, PAPER, PLENARY, WATER
from tests.worlds.tale import Tale
from tests.worlds.world import World

from dipoli.record import forms
from dipoli.record.act import Seen, read_entry, write_entry
from dipoli.record.body import plain_body, write_body
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import KeyUse, sign_act
from dipoli.record.shape import read_time, write_time

SAID: dict[str, Json] = {"text": "As we said before"}
MARKED: dict[str, Json] = {**SAID, "on_paper": paper_mark()}


def told(world: World, make: Callable[[Tale, str], object], circle: str = PLENARY) -> datetime:
    """All seats are told the record with what is made of it."""
    tale = world.office_of(circle).tale()
    make(tale, write_time(world.now))
    codes = world.seats[circle]
    world.host.tell(circle, codes, Telling(tale=tale), world.now)
    return world.next_look(*codes)


# ---------------------------------------------------------------- numbers and links


def number_taken(world: World) -> datetime:
    """The secretariat enters a second act under a number that it has used."""
    return told(world, lambda tale, at: tale.tell(forms.SAY, OFFICE, SAID, seq=1, time=at))


def number_left_out(world: World) -> datetime:
    """The secretariat leaves a number out."""
    return told(world, lambda tale, at: tale.tell(forms.SAY, OFFICE, SAID, seq=9, time=at))


def link_to_another(world: World) -> datetime:
    """An act names another than its author's previous one."""
    return told(
        world,
        lambda tale, at: tale.tell(forms.SAY, OFFICE, SAID, prev=tale.leaves[1], time=at),
    )


def entered_twice(world: World) -> datetime:
    """An act of a delegation is entered a second time."""

    def again(tale: Tale, _at: str) -> None:
        stored = next(one for one in tale.acts if read_entry(one.entry).envelope.by == "XBE")
        tale.add(stored.entry, stored.body)

    return told(world, again)


def swapped(world: World) -> datetime:
    """Two new acts of one author are entered in the wrong order."""

    def swap(tale: Tale, at: str) -> None:
        on = tale.beginning(tale.size)
        pair = [on.tell(forms.SAY, OFFICE, {"text": word}, time=at) for word in ("One", "Two")]
        for written in reversed(pair):
            tale.add(written.entry, written.body)

    return told(world, swap)


def act_of_another_circle(world: World) -> datetime:
    """An act that a delegation wrote for another circle is entered here."""

    def borrow(tale: Tale, _at: str) -> None:
        others = world.office_of(WATER).tale().acts
        stored = next(one for one in others if read_entry(one.entry).envelope.by == "XAL")
        tale.add(stored.entry, stored.body)

    return told(world, borrow)


# ---------------------------------------------------------------- hands and keys


def unknown_key(world: World) -> datetime:
    """An act in a delegation's name is signed by a key that nobody enrolled."""
    forger = [signing("nobody")]
    return told(world, lambda tale, at: tale.tell(forms.SAY, "XBE", SAID, signers=forger, time=at))


def forged_signature(world: World) -> datetime:
    """An act in a delegation's name stands under its key, and the signature does not hold."""

    def forge(tale: Tale, at: str) -> None:
        written = tale.write(forms.SAY, "XBE", SAID, signers=[signing("nobody")], time=at)
        (false,) = sign_act(written.envelope, signing("nobody"))
        named = evolve(false, key=new_key(KeyUse.SIGN, "XBE", "sign").id)
        tale.add(write_entry(written.envelope, [named]), written.body)

    return told(world, forge)


def rotated_key(world: World) -> datetime:
    """The secretariat signs with a key that it has rotated."""

    def sign_with_old(tale: Tale, at: str) -> None:
        content: dict[str, Json] = {
            "old": new_key(KeyUse.SIGN, OFFICE, "sign").id,
            "key": proven(KeyUse.SIGN, OFFICE, OFFICE, "next", origin=tale.log.name),
            "officers": [],
        }
        tale.tell(forms.ROTATE_KEY, OFFICE, content, time=at)
        tale.tell(forms.SAY, OFFICE, SAID, signers=[signing(OFFICE, "sign")], time=at)

    return told(world, sign_with_old)


def removed_seat(world: World) -> datetime:
    """A seat on paper leaves, and the host goes on to enter acts in its name."""

    def go_on(tale: Tale, at: str) -> None:
        leaving: dict[str, Json] = {
            "code": PAPER,
            "reason": "At its own wish",
            "on_paper": paper_mark(),
        }
        tale.tell(forms.REMOVE_SEAT, PAPER, leaving, entered_by=OFFICE, time=at)
        tale.tell(forms.SAY, PAPER, MARKED, entered_by=OFFICE, time=at)

    return told(world, go_on)


def on_paper_for_a_seat_with_a_key(world: World) -> datetime:
    """The host enters on paper in the name of a delegation that has a key."""
    return told(
        world,
        lambda tale, at: tale.tell(forms.SAY, "XAL", MARKED, entered_by=OFFICE, time=at),
    )


# ---------------------------------------------------------------- times, heads, form


def back_dated(world: World) -> datetime:
    """The secretariat dates an act before its own last one."""

    def date_back(tale: Tale, at: str) -> None:
        before = write_time(read_time(at) - timedelta(days=1))
        tale.tell(forms.SAY, OFFICE, SAID, time=before)

    return told(world, date_back)


def post_dated(world: World) -> datetime:
    """The secretariat dates an act a day ahead."""

    def date_ahead(tale: Tale, at: str) -> None:
        later = write_time(read_time(at) + timedelta(days=1))
        tale.tell(forms.SAY, OFFICE, SAID, time=later)

    return told(world, date_ahead)


def head_that_never_was(world: World) -> datetime:
    """An act names a head that this history never had."""
    return told(
        world,
        lambda tale, at: tale.tell(
            forms.SAY, OFFICE, SAID, seen=Seen(size=tale.size, root=seed("no head")), time=at
        ),
    )


def without_form(world: World) -> datetime:
    """What is entered is no act."""
    return told(world, lambda tale, _at: tale.add(b'{"act": "Trust us"}'))


# ---------------------------------------------------------------- seats and bodies


def seat_without_consent(world: World) -> datetime:
    """The host adds a seat to which nobody consented."""
    return told(world, lambda tale, at: tale.tell(forms.ADD_SEAT, OFFICE, seat("XGH"), time=at))


def removal_without_consent(world: World) -> datetime:
    """The host removes a seat against its wish, and nobody consented."""
    content: dict[str, Json] = {"code": KEYED[1], "reason": "So it was decided"}
    return told(world, lambda tale, at: tale.tell(forms.REMOVE_SEAT, OFFICE, content, time=at))


def register_withheld(world: World) -> datetime:
    """The host withholds a body without which nobody could verify the record."""

    def withhold(tale: Tale, at: str) -> None:
        content: dict[str, Json] = {
            "index": 0,
            "leaf": to_base64(tale.leaves[0]),
            "who": "A court",
            "law": "An invented law",
        }
        tale.tell(forms.WITHHOLD_BODY, OFFICE, content, time=at)

    return told(world, withhold)


def not_sealed(world: World) -> datetime:
    """In a sealed circle an act is entered whose body the host can read."""

    def say_plainly(tale: Tale, at: str) -> None:
        written: Written = tale.write(forms.SAY, OFFICE, SAID, time=at)
        body = plain_body(SAID, seed("plain"))
        envelope = evolve(written.envelope, body_hash=body.digest())
        tale.add(
            write_entry(envelope, sign_act(envelope, signing(OFFICE, "sign"))), write_body(body)
        )

    return told(world, say_plainly, WATER)


# ---------------------------------------------------------------- custody


def move_from_another_head(world: World) -> datetime:
    """Custody is moved from a head that is not the present one."""

    def move(tale: Tale, at: str) -> None:
        past = last_note(tale.beginning(tale.size - 1).standing, to=SECOND).decode()
        tale.tell(forms.MOVE_CUSTODY, OFFICE, moving(tale, checkpoint=past), time=at)

    return told(world, move)


def goes_on_after_the_move(world: World) -> datetime:
    """Custody moved, all seats saw it; the old host goes on with acts and heads of its own."""
    old = world.office_of().log
    world.move_custody()
    world.run(60)
    tale = evolve(world.office_of().tale(), log=old)
    tale.tell(forms.SAY, OFFICE, SAID, signers=[KEEPER], time=write_time(world.now))
    world.host.tell(PLENARY, ALL, Telling(tale=tale), world.now)
    return world.next_look()


def forgets_the_move(world: World) -> datetime:
    """Custody moved, all seats saw it; the old host tells the history without the move."""
    old, before = world.office_of().log, world.office_of().office.standing.size
    world.move_custody()
    world.run(60)
    tale = evolve(world.office_of().tale().beginning(before), log=old)
    for _ in range(2):
        tale.tell(forms.SAY, PAPER, MARKED, entered_by=OFFICE, time=write_time(world.now))
    world.host.tell(PLENARY, ALL, Telling(tale=tale), world.now)
    return world.next_look()
