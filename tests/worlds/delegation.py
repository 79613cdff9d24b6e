"""A delegation with a machine of its own: its keys, its node, and what it does with both.

It knows the host by the face that it is shown and by nothing else. Its clock may be some seconds
wrong, and its way to the host may be slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from attrs import define, field
from tests.record.acts import FORUM, sealing, seed, signing
from tests.secretariat.offices import chance
from tests.worlds.host import Host

from dipoli.faults import DipoliError
from dipoli.node.alarm import Alarm
from dipoli.node.box import BoxKey, KeyBox
from dipoli.node.node import Node
from dipoli.node.official import Official
from dipoli.node.source import Source, SourceError
from dipoli.node.write import Draft, draft, sign
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.canon import Json
from dipoli.record.drafting import Wish
from dipoli.record.keys import KeyUse
from dipoli.record.note import VerifierKey, read_checkpoint, read_note
from dipoli.record.parcel import Parcel
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.record.tile import coordinates, entries_path, tile_path


@define(kw_only=True)
class Way:
    """The way from a delegation to the host: what it reads, and what happens on the way.

    Args:
        host: at the other end.
        circle: whose files are read.
        code: who reads.
        before: is told each path before it is read; may raise `SourceError`.
    """

    host: Host
    circle: str
    code: str
    before: Callable[[str], None] = lambda _path: None

    def read(self, path: str) -> bytes | None:
        """A file of the face that the host shows."""
        self.before(path)
        return self.host.face(self.circle, self.code).read(path)

    def everything(self) -> dict[str, bytes]:
        """Every file of the head that is served, as a delegation would copy them."""
        note = self.read(CHECKPOINT) or b""
        size = read_checkpoint(read_note(note).text).size
        paths = [tile_path(*one) for one in coordinates(size)]
        paths += [
            entries_path(index, width) for level, index, width in coordinates(size) if not level
        ]
        paths += [body_path(number) for number in range(size)]
        found = {path: self.read(path) for path in paths} | {CHECKPOINT: note}
        return {path: data for path, data in found.items() if data is not None}


def no_answer(path: str) -> None:
    """A way on which nothing comes through."""
    message = f"no answer for {path}"
    raise SourceError(message)


def box_of(code: str) -> KeyBox:
    """The keys of a delegation as an opening of tests/record/acts lists them."""
    keys = (
        BoxKey(use=KeyUse.SIGN, private=signing(code, "sign")),
        BoxKey(use=KeyUse.WITNESS, private=signing(code, "witness")),
        BoxKey(use=KeyUse.SEAL, private=sealing(code, "seal")),
    )
    return KeyBox(id=seed("box", code)[:16], code=code, keys=keys)


@define(kw_only=True)
class Delegation:
    """One delegation.

    Args:
        code: its code.
        folder: of its node.
        box: its keys.
        is_on: whether its machine is on.
        skew: how much its clock is ahead.
        ways: to the host, by circle.
        names: of the circles in its node.
        hands: what it hands to the others as its head, where it lies to them.
        shows: what it shows to the others as its copy, where it lies to them.
        notices: what its node told that was no alarm.
        official: how far the head of each circle was official when it looked last.
    """

    code: str
    folder: Path
    box: KeyBox = field()
    is_on: bool = True
    skew: timedelta = timedelta(0)
    ways: dict[str, Way] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    hands: Callable[[str], bytes | None] | None = None
    shows: Callable[[str], Source] | None = None
    notices: list[str] = field(factory=list)
    official: dict[str, Official | None] = field(factory=dict)
    node: Node = field(init=False)

    @box.default
    def _usual_keys(self) -> KeyBox:
        return box_of(self.code)

    @node.default
    def _fresh(self) -> Node:
        self.folder.mkdir(parents=True, exist_ok=True)
        return Node(self.folder, self.box)

    def moved_to(self, folder: Path, host: Host) -> Delegation:
        """The same delegation from the files of its node alone."""
        one = Delegation(code=self.code, folder=folder, box=self.box, skew=self.skew)
        one.names = dict(self.names)
        one.ways = {circle: Way(host=host, circle=circle, code=self.code) for circle in self.ways}
        return one

    def restart(self, box: KeyBox | None = None) -> None:
        """Switch the machine off and on; perhaps with a box that holds more keys."""
        self.close()
        self.box = box or self.box
        self.node = Node(self.folder, self.box)

    def join(self, origin: str, log_key: VerifierKey, host: Host, at: datetime) -> None:
        """Begin to watch a circle, with the log key as it was learnt elsewhere."""
        circle = origin.removeprefix(f"{FORUM}/")
        self.ways[circle] = Way(host=host, circle=circle, code=self.code)
        self.names[circle] = self.node.join(origin, log_key, "by hand", at + self.skew)

    # ------------------------------------------------------------ looking

    def look(
        self, circle: str, at: datetime, others: Iterable[Delegation], *, hand_in: bool = True
    ) -> list[Alarm]:
        """Look, leave the cosignature with the host, and give the alarms that are new."""
        sitting = [one for one in others if circle in one.names and one.is_on]
        notes = {one.code: one.checkpoint(circle) for one in sitting}
        look = self.node.look(
            self.names[circle],
            self.ways[circle],
            at + self.skew,
            peers={code: note for code, note in notes.items() if note is not None},
            copies={one.code: one.copy(circle) for one in sitting if notes[one.code] is not None},
        )
        if look.line is not None and hand_in:
            self.ways[circle].host.face(circle, self.code).cosigned(look.size, look.line, at)
        self.notices += look.notices
        self.official[circle] = look.official
        return [alarm for alarm in look.alarms if alarm.is_new]

    def checkpoint(self, circle: str) -> bytes | None:
        """What it hands to the others: the newest head that it was shown."""
        if self.hands is not None:
            return self.hands(circle)
        return self.node.checkpoint(self.names[circle])

    def copy(self, circle: str) -> Source:
        """Its own copy of the record, for others to look into."""
        if self.shows is not None:
            return self.shows(circle)
        return self.node.copy(self.names[circle])

    def standing(self, circle: str) -> Standing:
        """The circle as its own copy has it."""
        return self.node.standing(self.names[circle])

    # ------------------------------------------------------------ acting

    def write(self, circle: str, name: str, content: Json, at: datetime) -> Parcel:
        """Write and sign an act, by what its own copy shows."""
        wish = Wish(name=name, content=content, at=write_time(at + self.skew))
        made = draft(self.standing(circle), self.box, wish, chance)
        assert isinstance(made, Draft), made
        parcel = sign(made)
        assert isinstance(parcel, Parcel), parcel
        return parcel

    def send(self, circle: str, parcel: Parcel, at: datetime) -> list[Alarm]:
        """Hand an act to the host, keep the answer, and give the alarms that are new."""
        name, own = self.names[circle], at + self.skew
        self.node.sent(name, parcel.entry, parcel.body, own)
        face = self.ways[circle].host.face(circle, self.code)
        reply = face.receive(parcel.entry, parcel.body, at)
        if reply is None:
            return []
        try:
            told = self.node.answer(name, parcel.entry, parcel.body, reply.note, reply.head, own)
        except DipoliError:
            return []  # no answer that could be kept
        return [alarm for alarm in told if alarm.is_new]

    def close(self) -> None:
        """Let go of the files."""
        self.node.close()
