"""Bad hosts whose heads are false in their times, their signatures or their witnesses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from attrs import define, evolve, field
from tests.record.acts import FORUM, log_signer, paper_mark, seed, signing
from tests.worlds.honest import Reply
from tests.worlds.host import Telling, Through, head_changed
from tests.worlds.misdeeds import fork, last_timing, served_instead, stamp, tell
from tests.worlds.script import ALL, KEYED, PAPER, PLENARY, WATER
from tests.worlds.tale import Tale
from tests.worlds.world import PERIOD, World

from dipoli.record import forms
from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.canon import Json
from dipoli.record.note import (
    Checkpoint,
    Signature,
    SignedNote,
    add_signatures,
    cosign,
    read_checkpoint,
    read_note,
    read_signature,
    sign_note,
    write_checkpoint,
    write_note,
    write_signature,
)
from dipoli.record.quorum import OFFICIAL, TO_COSIGN
from dipoli.record.standing import witness_name

Changes = Mapping[str, Callable[[bytes], bytes] | bytes | None]
PAPERED: dict[str, Json] = {"text": "Something on paper", "on_paper": paper_mark()}
OLD = PERIOD * 1.5
"""An honest head may be a period old, and half a period may pass on the way."""


# ---------------------------------------------------------------- times


def frozen_for_one(world: World) -> datetime:
    """One seat is served no new head any more."""
    office = world.office_of()
    old = office.read(CHECKPOINT) or b""
    world.host.show(PLENARY, ("XEF",), Through(face=office, change=head_changed(lambda _: old)))
    return last_timing(world) + OLD


def no_longer_timed(world: World) -> datetime:
    """The host stops saying that its head is the head."""
    office = world.office_of()
    old = office.read(CHECKPOINT) or b""
    world.host.show(PLENARY, ALL, Through(face=office, change=head_changed(lambda _: old)))
    return last_timing(world) + OLD


def timed_in_the_future(world: World) -> datetime:
    """Heads are timed an hour ahead."""
    telling = evolve_time(fork(world), timedelta(hours=1))
    tell(world, ALL, telling)
    return world.next_look()


def timed_backwards(world: World) -> datetime:
    """A new head is timed before the one that it follows."""
    telling = evolve_time(fork(world, "We said so long ago"), -timedelta(hours=1))
    tell(world, ALL, telling)
    return world.next_look()


def evolve_time(telling: Telling, by: timedelta) -> Telling:
    """The same history, timed so much later."""
    shift = int(by.total_seconds())
    return evolve(telling, timed=lambda now: now + shift)


def untimed(world: World) -> datetime:
    """Heads carry no time of the host's own."""
    tell(world, ALL, evolve(fork(world, "Without a time"), timed=lambda _now: None))
    return world.next_look()


def timed_at_nothing(world: World) -> datetime:
    """Heads carry the time 0, which says nothing."""
    tell(world, ALL, evolve(fork(world, "Without a time"), timed=lambda _now: 0))
    return world.next_look()


def timed_twice(world: World) -> datetime:
    """A new head is timed now, and also an hour ago, when another was the head."""
    telling = fork(world, "We said so long ago")
    log, ago = telling.tale.log, stamp(world.now - timedelta(hours=1))
    line = write_signature(cosign(telling.tale.text(), log.key, log.name, ago))
    telling.tale.lines[telling.tale.size] = [line]
    tell(world, ALL, telling)
    return world.next_look()


def beyond_measure(world: World) -> datetime:
    """The head counts 10^12 acts, more than any machine could read."""

    def boast(tale: Tale, at: datetime) -> bytes:
        head = Checkpoint(origin=tale.log.name, size=10**12, root=seed("no such tree"))
        text = write_checkpoint(head)
        lines = [cosign(text, tale.log.key, tale.log.name, stamp(at))]
        return write_note(add_signatures(sign_note(text, tale.log), lines))

    return served_instead(world, boast)


# ---------------------------------------------------------------- what is signed, and by whom


def other_origin(world: World) -> datetime:
    """The head names another record, under the log key of this one."""
    return served_instead(world, lambda tale, at: tale.note(stamp(at), origin=f"{FORUM}/other"))


def other_circle(world: World) -> datetime:
    """The files of another circle are served in the place of these."""
    world.host.show(PLENARY, ALL, world.office_of(WATER))
    return world.next_look()


def signed_by_a_stranger(world: World) -> datetime:
    """The head is signed by another key of the same name."""
    stranger = log_signer(host="stranger")
    return served_instead(world, lambda tale, at: evolve(tale, log=stranger).note(stamp(at)))


# ---------------------------------------------------------------- cosignatures


def forged_cosignature(world: World) -> datetime:
    """A line stands under the name of a witness that the witness did not sign."""

    def forge(tale: Tale, at: datetime) -> bytes:
        key, name = signing("XAL", "witness"), witness_name(FORUM, "XAL")
        true = cosign(tale.text(), key, name, stamp(at))
        blob = bytes([*true.blob[:-1], true.blob[-1] ^ 1])
        false = Signature(name=true.name, key_id=true.key_id, blob=blob)
        return write_note(add_signatures(read_note(tale.note(stamp(at))), [false]))

    return served_instead(world, forge)


def cosignatures_stripped(world: World) -> datetime:
    """The lines of all witnesses are taken away."""

    def strip(tale: Tale, at: datetime) -> bytes:
        tale.lines.clear()
        return tale.note(stamp(at))

    return served_instead(world, strip)


def false_quorum(world: World) -> datetime:
    """Each seat is shown its own line, and lines of keys that nobody enrolled beside it."""
    world.say("XAL", "Something that few cosign")
    since, official = world.now, world.office_of().read(OFFICIAL)
    for code in ALL:
        falsely = with_false_lines(code, world)
        change = heads_changed({CHECKPOINT: falsely, TO_COSIGN: falsely, OFFICIAL: official})
        world.host.show(PLENARY, (code,), Through(face=world.office_of(), change=change))
    return since + PERIOD


def another_line_for_each(world: World) -> datetime:
    """Each seat is shown a new head with a further line of its own: no two cosign one text."""
    world.office_act(forms.SAY, PAPERED, by=PAPER)
    since = world.next_look()
    for code in ALL:
        world.host.show(PLENARY, (code,), Through(face=LineFor(code, world)))
    return since + PERIOD


@define
class LineFor:
    """The record under heads that carry a further line with the code of who reads."""

    code: str
    world: World
    lines: list[str] = field(factory=list)

    def read(self, path: str) -> bytes | None:
        """A file."""
        office = self.world.office_of()
        if path == TO_COSIGN:
            return None
        if path != CHECKPOINT:
            return office.read(path)
        tale = office.tale()
        text = f"{tale.text()}for {self.code}\n"
        own = cosign(text, tale.log.key, tale.log.name, stamp(self.world.now))
        more = [own, *map(read_signature, self.lines)]
        return write_note(add_signatures(sign_note(text, tale.log), more))

    def receive(self, entry: bytes, body: bytes | None, at: datetime) -> Reply | None:
        """The door."""
        return self.world.office_of().receive(entry, body, at)

    def cosigned(self, _size: int, line: str, _at: datetime, /) -> None:
        """Keep a line under the text that was shown."""
        self.lines.append(line)


def stripped_and_busy(world: World) -> datetime:
    """Lines of witnesses are left out, and acts follow each other so fast that no head rests."""
    office, since = world.office_of(), world.now

    def go_on(_at: datetime) -> None:
        world.office_act(forms.SAY, PAPERED, by=PAPER)

    def strip(note: bytes) -> bytes:
        return write_note(host_alone(read_note(note)))

    changes: Changes = {CHECKPOINT: strip, OFFICIAL: office.read(OFFICIAL), TO_COSIGN: None}
    world.host.show(PLENARY, ALL, Through(face=office, change=heads_changed(changes)))
    world.host.works.append(go_on)
    go_on(world.now)
    return since + PERIOD


def false_official(world: World) -> datetime:
    """A head is served as official under lines of keys that nobody enrolled."""
    office = world.office_of()
    world.office_act(forms.SAY, PAPERED, by=PAPER)
    false = with_false_lines("", world)(office.read(CHECKPOINT) or b"")
    change = heads_changed({OFFICIAL: false})
    world.host.show(PLENARY, ALL, Through(face=office, change=change))
    return world.next_look()


def official_unreadable(world: World) -> datetime:
    """What is served as official is no note at all."""
    office = world.office_of()
    change = heads_changed({OFFICIAL: b"official, we assure you\n"})
    world.host.show(PLENARY, ALL, Through(face=office, change=change))
    return world.next_look()


def official_of_another_history(world: World) -> datetime:
    """The head that is served as official is of another history than the record beside it."""
    office, other = world.office_of(), fork(world, "Another last act", at=1)
    note = other.tale.note(stamp(world.now))
    world.host.show(PLENARY, ALL, Through(face=office, change=heads_changed({OFFICIAL: note})))
    return world.next_look()


def heads_changed(changes: Changes) -> Callable[[str, bytes | None], bytes | None]:
    """Notes by their path: a change of each, or what is served in its place."""

    def changed(path: str, data: bytes | None) -> bytes | None:
        change = changes.get(path, data)
        if not callable(change):
            return change
        return None if data is None else change(data)

    return changed


def host_alone(note: SignedNote) -> SignedNote:
    """A head with the lines of the host and no others."""
    name = read_checkpoint(note.text).origin
    return evolve(note, signatures=tuple(one for one in note.signatures if one.name == name))


def with_false_lines(code: str, world: World) -> Callable[[bytes], bytes]:
    """The note with a seat's own line and made-up ones for the others."""

    def change(data: bytes) -> bytes:
        note = read_note(data)
        others = [witness_name(FORUM, other) for other in KEYED if other != code]
        kept = tuple(one for one in note.signatures if one.name not in others)
        false = [
            cosign(note.text, signing("nobody", name), name, stamp(world.now)) for name in others
        ]
        return write_note(add_signatures(evolve(note, signatures=kept), false))

    return change
