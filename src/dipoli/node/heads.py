"""Every head that the host was seen to sign, and what among them cannot all be true.

Heads come from the host's files, beside its answers, and from other delegations. Whoever hands one
over, the host signed it; so any two of them may be held against each other:

    same size, other root                            two histories
    larger, yet timed before a smaller one           acts were lost

A host times only its newest head. So of each head two notes are enough: the one with its earliest
time, and the one with its latest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve, field, frozen

from dipoli.depositary.disk import write_durably
from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.node.alarm import Alarm, AlarmKind
from dipoli.node.witness import timed
from dipoli.record.note import (
    Alg,
    Checkpoint,
    SignedNote,
    VerifierKey,
    open_checkpoint,
    verify_note,
    write_note,
)
from dipoli.record.proofs import rollback, split_view, verify_proof

_NAME = re.compile(r"(\d{1,19})-([0-9a-f]{64})-([0-9a-f]{8})-(\d{1,19})\.head")
_UNTIMED = 0


@frozen(kw_only=True)
class SeenHead:
    """A head that the host signed.

    Args:
        size: in acts.
        root: of the tree.
        key: id of the log key that signed it.
        earliest: POSIX seconds of its earliest time; 0 when it has none.
        latest: of its latest.
    """

    size: int
    root: bytes = field(repr=bytes.hex)
    key: bytes = field(repr=bytes.hex)
    earliest: int
    latest: int


def host_lines(note: bytes, log_key: VerifierKey) -> tuple[Checkpoint, bytes]:
    """The head in a note, and the note with nothing under it but lines of the host that hold.

    Raises:
        MalformedError: no checkpoint.
        CredentialError: the log key did not sign it.
    """
    opened = open_checkpoint(note, log_key)
    own = VerifierKey(name=log_key.name, alg=Alg.COSIGNATURE, public=log_key.public)
    kept = []
    for line in opened.note.signatures:
        alone = SignedNote(text=opened.note.text, signatures=(line,))
        try:
            verify_note(alone, [log_key, own])
        except (CredentialError, MalformedError):
            continue
        kept.append(line)
    return opened.checkpoint, write_note(evolve(opened.note, signatures=tuple(kept)))


class Heads:
    """The heads of one record that were seen.

    Args:
        folder: where they are kept; it is made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        self._heads = dict[tuple[int, bytes, bytes], SeenHead]()
        for path in folder.glob("*.head"):
            match = _NAME.fullmatch(path.name)
            if match:
                size, root, key, time = match.groups()
                self._take(int(size), bytes.fromhex(root), bytes.fromhex(key), int(time))

    def add(self, note: bytes, log_key: VerifierKey) -> tuple[Alarm, ...]:
        """Keep a head, and tell which heads seen before cannot be true beside it.

        Args:
            note: the head, with any lines.
            log_key: that signed it.

        Raises:
            MalformedError: no checkpoint.
            CredentialError: the log key did not sign it.
        """
        head, own = host_lines(note, log_key)
        key = (head.size, head.root, log_key.key_id)
        times = timed(own, log_key) or (_UNTIMED,)
        before = self._heads.get(key)
        for time in {min(times), max(times)}:
            if before is None or (time and not before.earliest <= time <= before.latest):
                # Crash before: the head was not seen; it is fetched again.
                write_durably(self.folder / _file(*key, time), own)
        for time in times:
            self._take(*key, time)
        self._drop_between(before, self._heads[key])
        return tuple(self._contradictions(self._heads[key], log_key))

    def contradictions(self, keys: Iterable[VerifierKey]) -> Iterator[Alarm]:
        """What among all heads cannot be true together: asked at a start, after a crash perhaps."""
        for key in keys:
            latest: SeenHead | None = None
            own = [one for one in self._heads.values() if one.key == key.key_id]
            for one in sorted(own, key=lambda head: head.size):
                if latest is not None and (one.size == latest.size or one.earliest < latest.latest):
                    yield from self._contradictions(one, key)
                if latest is None or one.latest >= latest.latest:
                    latest = one

    def find(self, size: int, key: VerifierKey) -> Iterator[tuple[SeenHead, bytes]]:
        """Heads of a size that a log key signed, each with a note of it."""
        for one in list(self._heads.values()):
            if one.size == size and one.key == key.key_id:
                yield one, self.note(one, one.latest)

    def largest(self) -> int:
        """The size of the largest head seen; 0 where none was."""
        return max((one.size for one in self._heads.values()), default=0)

    def between(self, least: int, most: int) -> Iterator[SeenHead]:
        """Heads whose sizes lie from ``least`` to ``most``."""
        yield from [one for one in self._heads.values() if least <= one.size <= most]

    def note(self, head: SeenHead, time: int) -> bytes:
        """The note of a head with its earliest or latest time.

        Raises:
            RecordError: the file is gone.
        """
        path = self.folder / _file(head.size, head.root, head.key, time)
        try:
            return path.read_bytes()
        except OSError as error:
            message = f"A head that was kept cannot be read: {error}. Restore the node's folder."
            raise RecordError(message) from None

    def _take(self, size: int, root: bytes, key: bytes, time: int) -> None:
        known = self._heads.get((size, root, key))
        self._heads[size, root, key] = SeenHead(
            size=size,
            root=root,
            key=key,
            earliest=time if known is None else min(known.earliest or time, time or known.earliest),
            latest=time if known is None else max(known.latest, time),
        )

    def _drop_between(self, before: SeenHead | None, now: SeenHead) -> None:
        """Take away the notes that say nothing more than those that are kept."""
        if before is None:
            return
        for time in {before.earliest, before.latest} - {now.earliest, now.latest}:
            path = self.folder / _file(now.size, now.root, now.key, time)
            path.unlink(missing_ok=True)

    def _contradictions(self, new: SeenHead, log_key: VerifierKey) -> Iterator[Alarm]:
        for other in list(self._heads.values()):
            if other.key != new.key:
                continue
            if other.size == new.size and other.root != new.root:
                pair = (self.note(other, other.latest), self.note(new, new.latest))
                yield split_alarm(split_view(pair), log_key, new.size, pair)
            larger, smaller = (new, other) if new.size > other.size else (other, new)
            if larger.size > smaller.size and 0 < larger.earliest < smaller.latest:
                notes = self.note(larger, larger.earliest), self.note(smaller, smaller.latest)
                yield rollback_alarm(notes, log_key, smaller.size)


def split_alarm(proof: bytes, log_key: VerifierKey, size: int, notes: tuple[bytes, bytes]) -> Alarm:
    """The alarm of two histories that the host signed."""
    told = verify_proof(proof, log_key)
    return Alarm(
        kind=AlarmKind.SPLIT_VIEW,
        subject=f"{size}",
        sentence=f"{told} They cannot both be true.",
        proof=proof,
        log_key=log_key,
        papers={"one": notes[0], "other": notes[1]},
    )


def rollback_alarm(notes: tuple[bytes, bytes], log_key: VerifierKey, size: int) -> Alarm:
    """The alarm of a head that the host timed after a larger one."""
    proof = rollback(*notes)
    return Alarm(
        kind=AlarmKind.ROLLBACK,
        subject=f"{size}",
        sentence=f"{verify_proof(proof, log_key)} Both bear its signature.",
        proof=proof,
        log_key=log_key,
        papers={"larger": notes[0], "smaller": notes[1]},
    )


def _file(size: int, root: bytes, key: bytes, time: int) -> str:
    return f"{size}-{root.hex()}-{key.hex()}-{time}.head"
