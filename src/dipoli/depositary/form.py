"""Due form: what is checked of acts and heads before they are kept, and before they are handed out.

The leaf hashes of a record are held in memory once they were found to give the root of its head,
32 bytes for each act. Everything read later is compared with them, so that bytes changed behind
our back are noticed when they are read, not only at the next start.

Nothing here knows a key. That a checkpoint is signed by the right hand is for the one who knows
the hand; here it must say what the tree says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from dipoli.faults import RecordError, SplitViewError, StaleHeadError, TamperedError
from dipoli.record.canon import ENTRY_BYTES
from dipoli.record.custody import Custody, Head, Stored
from dipoli.record.note import (
    Checkpoint,
    VerifierKey,
    read_checkpoint,
    read_note,
    read_signature,
    verify_note,
)
from dipoli.record.tree import EMPTY_ROOT, Frontier, leaf_hash

CHUNK = 1000
"""Acts read at a time when a whole record is gone through."""


def told(what: str, why: str, mend: str) -> str:
    """A fault in one form: what could not be done, why, and what to do next."""
    return f"{what}: {why}. To mend: {mend}."


@define(kw_only=True)
class CheckedTree:
    """The leaf hashes of one record, as far as they were found to agree with a head.

    Args:
        origin: the record, ``forum/circle``.
        leaves: leaf hashes in the order of the acts, 32 bytes each.
        frontier: the same, folded.
    """

    origin: str
    leaves: list[bytes] = field(factory=list)
    frontier: Frontier = field(factory=Frontier)

    def agree(self, fresh: Sequence[bytes], size: int, root: bytes, checkpoint: bytes) -> None:
        """Take up leaf hashes that were kept, if with them the tree is the one of the head.

        Args:
            fresh: leaf hashes that follow the known ones.
            size: of the head, in acts.
            root: of the head, 32 bytes.
            checkpoint: of the head, as it was signed.

        Raises:
            TamperedError: they do not agree.
        """
        frontier = _grown(self.frontier, fresh)
        signed = checkpoint_of(checkpoint)
        seen = (self.origin, frontier.size, frontier.root())
        if seen != (self.origin, size, root):
            what = f"the kept acts give {_show(*seen[1:])}, the head says {_show(size, root)}"
        elif seen != (signed.origin, signed.size, signed.root):
            what = (
                f"the kept acts give {_show(*seen[1:])} of {self.origin}, the signed checkpoint "
                f"says {_show(signed.size, signed.root)} of {signed.origin}"
            )
        else:
            self.leaves += fresh
            self.frontier = frontier
            return
        raise TamperedError(told(f"The record {self.origin} was not opened", what, _LOOK))

    def due_form(self, stored: Sequence[Stored], checkpoint: bytes) -> list[bytes]:
        """Check that acts and checkpoint carry this tree on, and nothing else.

        Args:
            stored: the acts to be kept, in order.
            checkpoint: the signed note of the head that they make.

        Returns:
            Their leaf hashes.

        Raises:
            ValueError: they do not; a fault of our own code, not of an author.
        """
        first = len(self.leaves)
        if [one.index for one in stored] != list(range(first, first + len(stored))):
            message = f"acts must be numbered on from {first}"
            raise ValueError(message)
        if not all(0 < len(one.entry) <= ENTRY_BYTES for one in stored):
            message = f"an entry has 1 to {ENTRY_BYTES} bytes"
            raise ValueError(message)
        fresh = [leaf_hash(one.entry) for one in stored]
        frontier = _grown(self.frontier, fresh)
        signed = checkpoint_of(checkpoint)
        self._same(signed, frontier, "the acts make")
        return fresh

    def due_time(self, kept: bytes, checkpoint: bytes) -> None:
        """Check that a checkpoint of the newest head says what it says, timed later by the host.

        Args:
            kept: the newest head, as it is kept.
            checkpoint: the signed note that is to take its place.

        Raises:
            ValueError: it is the note of another head, or carries no time of the host.
            StaleHeadError: the head was timed later already.
        """
        self._same(checkpoint_of(checkpoint), self.frontier, "the head is")
        new, old = host_time(self.origin, checkpoint), host_time(self.origin, kept)
        if new is None:
            message = "a head that is timed anew carries the host's own timed line"
            raise ValueError(message)
        if old is not None and new <= old:
            raise StaleHeadError(timed_later(self.origin, old))

    def _same(self, signed: Checkpoint, frontier: Frontier, what: str) -> None:
        due = (self.origin, frontier.size, frontier.root())
        if (signed.origin, signed.size, signed.root) != due:
            message = (
                f"the checkpoint is of {signed.origin}, {_show(signed.size, signed.root)}; "
                f"{what} {self.origin}, {_show(*due[1:])}"
            )
            raise ValueError(message)

    def read(self, rows: Iterable[tuple[int, bytes, bytes | None]]) -> list[Stored]:
        """Hand out acts as they were kept, each compared with its leaf hash.

        Raises:
            TamperedError: the bytes are not those that were kept.
        """
        acts = []
        for index, entry, body in rows:
            if leaf_hash(entry) != self.leaves[index]:
                what = f"Act {index} of {self.origin} was not handed out"
                raise TamperedError(told(what, "its bytes are not those that were entered", _LOOK))
            acts.append(Stored(index=index, entry=entry, body=body))
        return acts


_LOOK = (
    "do not go on with this copy; keep it aside for whoever looks into it, and open a backup or a "
    "mirror whose checkpoint others know (docs/howto/back-up-and-restore.md)"
)


def stale(origin: str, expected: int, size: int) -> str:
    """What is told when the head is not where the writer thought."""
    why = f"it has {size} acts, and the act was meant to follow {expected}"
    mend = "read the head again, rule again, and send again"
    return told(f"Another act came first in {origin}", why, mend)


def timed_later(origin: str, time: int) -> str:
    """What is told when the head was timed anew meanwhile, later than the writer's own time."""
    why = f"the newest head says that it was the head at second {time}"
    mend = "read the head again, and sign with a later time"
    return told(f"The head of {origin} was timed meanwhile", why, mend)


def check_time(origin: str, kept: bytes, checkpoint: bytes) -> None:
    """Check that a larger head is timed no earlier than the smaller one that is kept.

    Two such heads together would say that acts were lost. Where two offices keep one record, one
    may time the head anew while the other signs the next.

    Raises:
        StaleHeadError: it is timed earlier.
    """
    new, old = host_time(origin, checkpoint), host_time(origin, kept)
    if new is not None and old is not None and new < old:
        raise StaleHeadError(timed_later(origin, old))


def host_time(origin: str, note: bytes) -> int | None:
    """The latest time in lines under the name of the record; None where it has no such line.

    Nothing is verified: whoever hands in a head knows its keys.
    """
    lines = [one for one in read_note(note).signatures if one.name == origin]
    times = [int.from_bytes(one.blob[:_TIME], "big") for one in lines if len(one.blob) == _TIMED]
    return max(times, default=None)


_TIME, _TIMED = 8, 72
"""Bytes of the time in a timed line, and of the whole."""


def no_head(origin: str, size: int) -> str:
    """What is told when cosignatures come for a head that never was."""
    why = f"{origin} never had a checkpoint of {size} acts"
    return told("The cosignatures were not kept", why, "ask the witness which checkpoint it signed")


def checkpoint_of(note: bytes) -> Checkpoint:
    """What a checkpoint says, whoever signed it.

    Raises:
        MalformedError: it is no signed checkpoint.
    """
    return read_checkpoint(read_note(note).text)


def with_lines(checkpoint: bytes, lines: Iterable[str]) -> bytes:
    """A signed checkpoint with the cosignature lines that came for it.

    Of several lines by one key the one with the earliest time stands, so that a note stays short:
    key id and time are the first bytes of a cosignature.
    """
    kept: dict[tuple[str, bytes], tuple[bytes, str]] = {}
    for line in lines:
        one = read_signature(line)
        by = (one.name, one.key_id)
        kept[by] = min(kept.get(by, (one.blob, line)), (one.blob, line))
    return checkpoint + "".join(f"{line}\n" for _, line in kept.values()).encode()


def signature_lines(lines: Sequence[str]) -> list[str]:
    """Cosignature lines in due form.

    Raises:
        MalformedError: one is not a single signature line of a note.
    """
    for line in lines:
        read_signature(line)
    return list(lines)


def head_of(size: int, root: bytes, checkpoint: bytes, lines: Iterable[str]) -> Head:
    """A head as it is handed out."""
    cosigned = with_lines(checkpoint, lines)
    return Head(size=size, root=root, checkpoint=checkpoint, cosigned=cosigned)


def all_acts(custody: Custody, start: int, end: int) -> Iterator[Stored]:
    """Acts from ``start`` up to ``end``, read a chunk at a time."""
    for first in range(start, end, CHUNK):
        yield from custody.read(first, min(first + CHUNK, end))


def check_not_older(custody: Custody, note: bytes, keys: Sequence[VerifierKey] = ()) -> None:
    """Compare a record with a checkpoint that came from outside: a witness, a mirror, a print.

    An old backup is a true record that ends too early. By itself it shows no fault; only somebody
    else's later checkpoint tells. So this is called after every restore.

    Args:
        custody: the record that was opened.
        note: the checkpoint from outside, with its signature lines.
        keys: when given, at least one of them must have signed the note.

    Raises:
        CredentialError: keys were given, and none of them signed it.
        RecordError: the record is another one, or older than the checkpoint.
        SplitViewError: the record is no shorter, and its first acts are other ones.
    """
    if keys:
        verify_note(read_note(note), keys)
    outside, own = checkpoint_of(note), checkpoint_of(custody.head().checkpoint)
    if outside.origin != own.origin:
        why = f"the record is {own.origin}, the checkpoint is of {outside.origin}"
        raise RecordError(told("They were not compared", why, "take a checkpoint of this record"))
    if outside.size > own.size:
        why = (
            f"it ends after {own.size} acts, and the checkpoint shows {outside.size}; "
            f"{outside.size - own.size} are missing here"
        )
        raise RecordError(told(f"The record {own.origin} is older than it was", why, _OLDER))
    frontier = _grown(Frontier(), (leaf_hash(a.entry) for a in all_acts(custody, 0, outside.size)))
    if (frontier.root() if outside.size else EMPTY_ROOT) != outside.root:
        why = f"their first {outside.size} acts are not the same"
        mend = "keep both, stop writing, and let every seat compare its mirror"
        raise SplitViewError(told("Record and checkpoint cannot both be true", why, mend))


_OLDER = (
    "do not enter anything here, for it would begin a second history; restore a newer backup, or "
    "fetch the missing acts from a delegation's mirror, and compare again"
)


def _grown(frontier: Frontier, fresh: Iterable[bytes]) -> Frontier:
    return frontier.add(*fresh)


def _show(size: int, root: bytes) -> str:
    return f"{size} acts with the root {root.hex()[:16]}"
