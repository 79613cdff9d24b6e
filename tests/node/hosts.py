"""A host in memory, as a delegation's node meets it: files, and a hand that signs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import define, field
from tests.record.acts import (
    ORIGIN,
    Desk,
    Loose,
    head_note,
    log_signer,
    opened,
    sealing,
    signing,
)

from dipoli.node.box import BoxKey, KeyBox
from dipoli.node.node import Look, Node
from dipoli.node.source import SourceError
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.keys import KeyUse
from dipoli.record.note import (
    Checkpoint,
    add_signatures,
    cosign,
    read_note,
    read_signature,
    sign_note,
    write_checkpoint,
    write_note,
    write_signature,
)
from dipoli.record.standing import Standing, witness_name
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tiles
from dipoli.record.tree import leaf_hash, root

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
"""When the first head is timed; acts of a `Desk` are of the two hours before."""

LOG = log_signer().verifier
MINUTE = timedelta(minutes=1)


@define(kw_only=True)
class Host:
    """Files of a record, served. ``now`` is its clock."""

    desk: Desk = field(factory=opened)
    files: dict[str, bytes] = field(factory=dict)
    now: datetime = NOW
    silent: bool = False
    log: str = "first-host"
    lines: list[str] = field(factory=list)
    asked: list[str] = field(factory=list)

    def read(self, path: str) -> bytes | None:
        """A source's face."""
        self.asked.append(path)
        if self.silent:
            message = "nobody answers"
            raise SourceError(message)
        return self.files.get(path)

    def publish(self) -> Host:
        """Serve the desk's record with a head timed now."""
        entries = [one.entry for one in self.desk.entered]
        leaves = [leaf_hash(one) for one in entries]
        for number, one in enumerate(self.desk.entered):
            if one.body is not None:
                self.files[body_path(number)] = one.body
        for start in range(0, len(entries), WIDTH):
            row = entries[start : start + WIDTH]
            self.files[entries_path(start // WIDTH, len(row))] = entry_bundle(row)
        self.files.update(tiles(leaves, len(leaves)))
        return self.retime()

    def retime(self) -> Host:
        """The same head, timed now, with the lines that came for it."""
        self.files[CHECKPOINT] = self.head(self.desk.standing)
        return self

    def head(self, standing: Standing, at: datetime | None = None) -> bytes:
        """A head, signed and timed."""
        time = int((at or self.now).timestamp())
        note = read_note(head_note(standing, host=self.log, time=time))
        return write_note(add_signatures(note, [read_signature(line) for line in self.lines]))

    def say(self, by: str, text: str) -> Host:
        """One more act, published."""
        self.desk.say(by, text)
        self.lines = []
        return self.publish()

    def cosigned(self, *codes: str) -> Host:
        """Lines of delegations under the head, published."""
        text = read_note(self.head(self.desk.standing)).text
        for code in codes:
            name = witness_name(self.desk.standing.forum, code)
            line = cosign(text, signing(code, "witness"), name, int(self.now.timestamp()))
            self.lines.append(write_signature(line))
        return self.retime()


def box(code: str = "XAL", **other: str) -> KeyBox:
    """The key box of a delegation whose keys are those that `tests.record.acts.seat` lists."""
    words = {use: other.get(use.value, use.value) for use in KeyUse}
    return KeyBox(
        id=bytes(16),
        code=code,
        keys=(
            BoxKey(use=KeyUse.SIGN, private=signing(code, words[KeyUse.SIGN])),
            BoxKey(use=KeyUse.WITNESS, private=signing(code, words[KeyUse.WITNESS])),
            BoxKey(use=KeyUse.SEAL, private=sealing(code, words[KeyUse.SEAL])),
        ),
    )


@define(kw_only=True)
class Delegation:
    """A node and the host that it looks at, with one clock for both."""

    folder: Path
    host: Host
    code: str = "XAL"
    keys: KeyBox | None = None
    node: Node = field(init=False)
    circle: str = field(init=False, default="")

    def __attrs_post_init__(self) -> None:
        """Join."""
        self.restart()
        self.circle = self.node.join(ORIGIN, LOG, "memory", self.host.now)

    def restart(self) -> Delegation:
        """Begin again from the files alone."""
        self.node = Node(self.folder, self.keys or box(self.code))
        return self

    def look(self, **other: Loose) -> Look:
        """One look, now; the line that it gives is handed to the host."""
        look = self.node.look(self.circle, self.host, self.host.now, **other)
        if look.line is not None:
            self.host.lines.append(look.line)
        return look

    def later(self, minutes: int = 1, *, retimed: bool = True) -> Delegation:
        """The clock goes on; an honest host times its head anew."""
        self.host.now += minutes * MINUTE
        if retimed:
            self.host.retime()
        return self

    def looks(self, count: int, *, retimed: bool = True) -> Look:
        """Several looks, a minute apart; the last is returned."""
        look = self.look()
        for _ in range(count - 1):
            look = self.later(retimed=retimed).look()
        return look


def head_over(host: Host, entry: bytes) -> Host:
    """The host serves its record and one more entry, whatever it is, under a head that it signs."""
    entries = [*(one.entry for one in host.desk.entered), entry]
    leaves = [leaf_hash(one) for one in entries]
    checkpoint = Checkpoint(origin=ORIGIN, size=len(leaves), root=root(leaves))
    signer = log_signer(host=host.log)
    text = write_checkpoint(checkpoint)
    timed = cosign(text, signer.key, signer.name, int(host.now.timestamp()))
    for start in range(0, len(entries), WIDTH):
        row = entries[start : start + WIDTH]
        host.files[entries_path(start // WIDTH, len(row))] = entry_bundle(row)
    host.files.update(tiles(leaves, len(leaves)))
    host.files[CHECKPOINT] = write_note(add_signatures(sign_note(text, signer), [timed]))
    return host


def kinds(look: Look) -> set[str]:
    """Kinds of the alarms that stand."""
    return {alarm.kind.value for alarm in look.alarms}
