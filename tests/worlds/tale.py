"""A history as a host tells it, true or not, and the heads that it signs under it.

A tale is ruled by nobody: acts are put into it in any order, out of order or not, and its heads are
signed with whatever key and time the host likes. Its files are those that an honest host would
publish for the same acts. So a bad host is never a broken program: what it serves is whole and
signed, and wrong only in the one way that its script says.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.record.acts import Desk, Loose, Written, seed

from dipoli.faults import DipoliError
from dipoli.record.act import read_entry
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.body import read_body
from dipoli.record.canon import Json
from dipoli.record.custody import Custody, Stored
from dipoli.record.note import (
    Checkpoint,
    Signer,
    add_signatures,
    cosign,
    read_note,
    read_signature,
    sign_note,
    write_checkpoint,
    write_note,
)
from dipoli.record.standing import Standing, enter
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tiles
from dipoli.record.tree import leaf_hash, root


@define(kw_only=True)
class Tale:
    """Acts in an order, and the hand that signs heads over them.

    Args:
        log: the key that signs; its name is the origin.
        standing: of the circle after the acts, as far as they make one.
        acts: the acts.
        lines: cosignature lines that came, by size of the head.
    """

    log: Signer
    standing: Standing
    acts: list[Stored] = field(factory=list)
    lines: dict[int, list[str]] = field(factory=dict)

    @classmethod
    def empty(cls, log: Signer) -> Tale:
        """A history without acts."""
        forum, _, circle = log.name.rpartition("/")
        return cls(log=log, standing=Standing(forum=forum, circle=circle))

    @classmethod
    def of(cls, custody: Custody, log: Signer, size: int | None = None) -> Tale:
        """The history that a custody keeps, or its beginning, as a tale of its own."""
        head, tale = custody.head(), cls.empty(log)
        for stored in custody.read(0, head.size if size is None else size):
            tale.add(stored.entry, stored.body)
        if tale.size == head.size:
            tale.lines[head.size] = lines_of(head.cosigned, log)
        return tale

    def beginning(self, size: int) -> Tale:
        """The same history up to a size, to be told on otherwise."""
        tale = Tale.empty(self.log)
        for stored in self.acts[:size]:
            tale.add(stored.entry, stored.body)
        return tale

    @property
    def size(self) -> int:
        """How many acts there are."""
        return len(self.acts)

    @property
    def leaves(self) -> list[bytes]:
        """Leaf hashes."""
        return [leaf_hash(one.entry) for one in self.acts]

    # ------------------------------------------------------------ acts

    def add(self, entry: bytes, body: bytes | None = None) -> None:
        """Put an act at the end; the standing follows as far as it can."""
        self.acts.append(Stored(index=self.size, entry=entry, body=body))
        try:
            read = None if body is None else read_body(body)
            self.standing = enter(self.standing, read_entry(entry), read)
        except (DipoliError, LookupError):
            return

    def write(
        self,
        name: str,
        by: str,
        content: Json,
        *,
        signers: Sequence[Ed25519PrivateKey] = (),
        **other: Loose,
    ) -> Written:
        """An act written on this history; honest but for what is said otherwise."""
        other.setdefault("nonce", seed("tale", self.size, name, by, str(content))[:16])
        return Desk(standing=self.standing).write(name, by, content, signers=signers, **other)

    def tell(
        self,
        name: str,
        by: str,
        content: Json,
        *,
        signers: Sequence[Ed25519PrivateKey] = (),
        **other: Loose,
    ) -> Written:
        """Write an act and put it at the end."""
        written = self.write(name, by, content, signers=signers, **other)
        self.add(written.entry, written.body)
        return written

    def replaced(self, index: int, written: Written) -> Tale:
        """The same history with another act at one place."""
        tale = Tale.empty(self.log)
        for stored in self.acts:
            there = stored.index == index
            tale.add(*((written.entry, written.body) if there else (stored.entry, stored.body)))
        return tale

    # ------------------------------------------------------------ heads and files

    def text(self, *, origin: str | None = None, size: int | None = None) -> str:
        """The text of a head."""
        size = self.size if size is None else size
        over = root(self.leaves[:size])
        return write_checkpoint(Checkpoint(origin=origin or self.log.name, size=size, root=over))

    def note(
        self, time: int | None, *, origin: str | None = None, size: int | None = None
    ) -> bytes:
        """A head, signed; timed where a time is given; with the lines that came for it."""
        text = self.text(origin=origin, size=size)
        own = [] if time is None else [cosign(text, self.log.key, self.log.name, time)]
        came = self.lines.get(self.size if size is None else size, [])
        more = [*own, *map(read_signature, came)]
        return write_note(add_signatures(sign_note(text, self.log), more))

    def files(self, checkpoint: bytes, size: int | None = None) -> dict[str, bytes]:
        """All files of the history, under a head."""
        size = self.size if size is None else size
        files = dict(tiles(self.leaves, size))
        for start in range(0, size, WIDTH):
            width = min(WIDTH, size - start)
            entries = [one.entry for one in self.acts[start : start + width]]
            files[entries_path(start // WIDTH, width)] = entry_bundle(entries)
        bodies = {body_path(one.index): one.body for one in self.acts[:size]}
        files |= {path: body for path, body in bodies.items() if body is not None}
        return {**files, CHECKPOINT: checkpoint}

    def without_body(self, index: int) -> None:
        """Lose the body of an act."""
        self.acts[index] = evolve(self.acts[index], body=None)


def lines_of(note: bytes, log: Signer) -> list[str]:
    """The lines of witnesses under a note, as text."""
    signed = read_note(note)
    rest = [one for one in signed.signatures if one.name != log.name]
    text = write_note(evolve(signed, signatures=tuple(rest))) if rest else b""
    return text.decode().rpartition("\n\n")[2].splitlines()
