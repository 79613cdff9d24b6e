"""The witness: it cosigns one history of a record only, and remembers before it answers.

A cosignature says: at this time this was the largest tree of this record that I had seen, and it
goes on from all others that I had seen. A witness that signed both sides of a fork would make that
worthless. So the order is: lock, read what was signed last, check, **write down what will be signed
and wait for the disk**, sign, answer. Killed at any point, the next start finds what may have been
signed, and never less. The key is used nowhere else.

What is written down is the head, not the line: a head that was written down and whose line was
lost is simply cosigned again.

Answers are those of the standard: 400 the old size is no old size; 403 the log key did not sign;
404 another record; 409 the size last cosigned is another, and is told; 422 not consistent. Decided
here: a head that the host has not itself timed of late is declined with 422 as well. A cosignature
under it could make an old head look new.

Source: c2sp-tlog-witness; c2sp-tlog-cosignature.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from attrs import field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dipoli.depositary.disk import write_durably
from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.record.canon import from_base64, to_base64
from dipoli.record.checkpoint import Checkpoint, read_checkpoint
from dipoli.record.note import (
    VerifierKey,
    cosign,
    open_checkpoint,
    read_note,
    write_signature,
)
from dipoli.record.proof_parts import timed_by_host
from dipoli.record.tree import EMPTY_ROOT
from dipoli.terms import counted

STATE, LOCK = "witness.json", "witness.lock"
PERIOD = 60
"""Seconds within which a host times its head anew, and a node looks."""


@frozen(kw_only=True)
class Cosigned:
    """The witness's line on a head.

    Args:
        line: signature line, without its newline.
        size: of the head.
        time: POSIX seconds in the line.
    """

    line: str
    size: int
    time: int


@frozen(kw_only=True)
class Declined:
    """Nothing was signed.

    Args:
        code: of the standard: 400, 403, 404, 409 or 422.
        why: in a sentence.
        size: of the head that was cosigned last; 0 before the first.
    """

    code: int
    why: str
    size: int


@frozen(kw_only=True)
class _Last:
    """What was cosigned last, or may have been."""

    origin: str
    size: int = 0
    root: bytes = field(default=EMPTY_ROOT, repr=bytes.hex)
    time: int = 0


def begin_witness(folder: Path, origin: str) -> None:
    """Begin to witness a record, on purpose. What was begun is left as it is.

    Args:
        folder: of the circle in the node.
        origin: name of the record.
    """
    if not (folder / STATE).exists():
        _keep(folder, _Last(origin=origin))


def cosigned_size(folder: Path) -> int:
    """The size of the head that was cosigned last; 0 before the first.

    Raises:
        RecordError: it cannot be read.
    """
    return _read(folder).size


class Witness:
    """The witness of one record.

    Args:
        folder: of the circle in the node, in which it was begun.
        key: the witness key.
        name: under which it cosigns.
        period: seconds within which the host times its head anew.
    """

    def __init__(
        self, folder: Path, key: Ed25519PrivateKey, name: str, period: int = PERIOD
    ) -> None:
        self.folder = folder
        self.name = name
        self._key = key
        self._period = period

    @property
    def size(self) -> int:
        """The size of the head that was cosigned last."""
        return self._last().size

    def add_checkpoint(
        self,
        old_size: int,
        proof: Sequence[bytes],
        note: bytes,
        log_key: VerifierKey,
        at: datetime,
    ) -> Cosigned | Declined:
        """Cosign a head that goes on from the last one.

        Args:
            old_size: of the head that was cosigned last, as the caller knows it.
            proof: that the head goes on from it.
            note: the head, signed and timed by the host.
            log_key: the log key in force at its size.
            at: the time, with its zone.

        Raises:
            RecordError: what was signed last cannot be read; nothing is signed then.
            OSError: it cannot be written down; nothing was signed.
        """
        now = int(at.timestamp())
        with self._locked():
            last = self._last()
            checked = self._check(last, old_size, proof, note, log_key)
            if isinstance(checked, Declined):
                return checked
            late = self._untimely(last, note, log_key, now)
            if late is not None:
                return late
            # Crash now: nothing was signed, and nothing changed.
            _keep(
                self.folder,
                _Last(origin=last.origin, size=checked.size, root=checked.root, time=now),
            )
            # Crash now, or at any later point: it is written down that this head may have been
            # signed. No other head of its size, and no smaller one, is ever signed.
            line = cosign(read_note(note).text, self._key, self.name, now)
            return Cosigned(line=write_signature(line), size=checked.size, time=now)

    def _check(
        self,
        last: _Last,
        old_size: int,
        proof: Sequence[bytes],
        note: bytes,
        log_key: VerifierKey,
    ) -> Checkpoint | Declined:
        """What the standard asks, in its order."""
        try:
            told = read_checkpoint(read_note(note).text)
            if told.origin != last.origin:
                return Declined(code=404, why=f"This is no witness of {told.origin}.", size=0)
            new = open_checkpoint(note, log_key).checkpoint
        except MalformedError as fault:
            return Declined(code=400, why=f"No checkpoint: {fault}", size=last.size)
        except CredentialError as fault:
            return Declined(code=403, why=str(fault), size=last.size)
        refused = _goes_on(last, old_size, proof, new)
        return new if refused is None else Declined(code=refused[0], why=refused[1], size=last.size)

    def _untimely(
        self, last: _Last, note: bytes, log_key: VerifierKey, now: int
    ) -> Declined | None:
        """Times: the host's own must be there and fresh, and this clock must not run backwards."""
        why = untimely(timed(note, log_key), now, self._period)
        if why is None and now < last.time:
            why = "The clock here is behind the last cosignature. Set it right"
        return None if why is None else Declined(code=422, why=f"{why}.", size=last.size)

    def _last(self) -> _Last:
        return _read(self.folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One at a time, in this process and in others."""
        with (self.folder / LOCK).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _goes_on(
    last: _Last, old_size: int, proof: Sequence[bytes], new: Checkpoint
) -> tuple[int, str] | None:
    """Code and reason for which a signed head does not go on from the last one; None if it does."""
    old = Checkpoint(origin=last.origin, size=last.size, root=last.root)
    if new.extensions:
        return 422, "The head has lines that this witness does not know."
    if old_size > new.size:
        return 400, f"The old size {old_size} is larger than the new one, {new.size}."
    if old_size != old.size:
        return 409, f"The head cosigned last has {counted(old.size, 'act')}, not {old_size}."
    if new.size == old.size and new.root != old.root:
        return 409, f"Another head of {counted(old.size, 'act')} was cosigned before."
    if not new.continues(old, proof):
        return (
            422,
            f"It is not shown that the head goes on from the one of {counted(old.size, 'act')}.",
        )
    return None


def timed(note: bytes, log_key: VerifierKey) -> tuple[int, ...]:
    """When the host said that this was its head; nothing where its line is missing or broken."""
    try:
        return timed_by_host(note, log_key)
    except (CredentialError, MalformedError):
        return ()


def untimely(times: Sequence[int], now: int, period: int) -> str | None:
    """Why a head with these times of the host is not cosigned now; None where it may be.

    Args:
        times: of the host's own lines, in POSIX seconds.
        now: POSIX seconds.
        period: in seconds. One and a half may pass: a period, and the way from there to here.
    """
    if not times:
        return "The host has not said when this was its head"
    if max(times) > now + period // 2:
        return f"The host timed the head {max(times) - now} s ahead of the clock here"
    if max(times) < now - period - period // 2:
        return f"The host timed the head {now - max(times)} s ago, and not since"
    return None


def _read(folder: Path) -> _Last:
    path = folder / STATE
    try:
        said = json.loads(path.read_bytes())
        return _Last(
            origin=str(said["origin"]),
            size=int(said["size"]),
            root=from_base64(said["root"], size=32, what="root"),
            time=int(said["time"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, MalformedError) as error:
        message = (
            f"What was cosigned last cannot be read from {path}: {error}. Nothing is cosigned, "
            "since it could be the other side of a fork. Restore the file from a backup that "
            "is not older than the last cosignature, or enrol a new witness key."
        )
        raise RecordError(message) from None


def _keep(folder: Path, last: _Last) -> None:
    said = {
        "origin": last.origin,
        "size": last.size,
        "root": to_base64(last.root),
        "time": last.time,
    }
    write_durably(folder / STATE, json.dumps(said, indent=1).encode())
