"""The two notes that a host serves beside its checkpoint: what is official, what to cosign.

Neither is needed, and a host that serves none is not accused of that alone: then acts that no
official head covers tell enough. What is served must hold, though: signed by the log key of its
size, of the mirror's own history, with lines that hold; and what is called official has its quorum.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from dipoli.faults import CredentialError, MalformedError
from dipoli.node.alarm import ANOTHER_WAY, Alarm, AlarmKind
from dipoli.node.divergence import diverged
from dipoli.node.mirror import Mirror
from dipoli.node.official import officialness
from dipoli.node.reading import LASTING, Reading, UnsettledError
from dipoli.node.source import SourceError
from dipoli.record.audit_files import expected
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.note import Checkpoint, open_checkpoint, read_note
from dipoli.record.quorum import (
    OFFICIAL,
    TO_COSIGN,
    broken_lines,
    cosigned,
    is_official,
    needed,
)
from dipoli.terms import counted

_CALLED = {
    OFFICIAL: "the newest official head",
    TO_COSIGN: "the head to cosign",
}


@define(kw_only=True)
class Beside:
    """What two notes beside a checkpoint showed.

    Args:
        found: what is wrong with them.
        to_cosign: the head that witnesses are asked for, of the mirror's own history; else None.
    """

    found: list[Alarm] = field(factory=list)
    to_cosign: bytes | None = None


def notes_beside(mirror: Mirror, reading: Reading) -> Beside:
    """Read both notes; what is official and holds is kept by the mirror.

    Args:
        mirror: at the head that is served.
        reading: the files.
    """
    beside = Beside()
    note = _held(mirror, reading, OFFICIAL, beside)
    if note is not None:
        size, wrong = _size(note), _not_the_quorum(mirror, note)
        beside.found += wrong
        if not wrong:
            mirror.take_official(note, size)
    beside.to_cosign = _held(mirror, reading, TO_COSIGN, beside)
    return beside


def _held(mirror: Mirror, reading: Reading, name: str, beside: Beside) -> bytes | None:
    """A note, if it is there and is of the mirror's own history; what is wrong is told."""
    try:
        note = reading.read(name)
        head = None if note is None else read_checkpoint(read_note(note).text)
    except SourceError:
        return None  # no answer is told where nothing at all is answered
    except UnsettledError as fault:
        beside.found.append(fault.alarm)
        return None
    except MalformedError as fault:
        told = f"What is served as {_CALLED[name]} cannot be read. {expected(fault)}"
        beside.found.append(_lasting(name, told, note))
        return None
    if note is None or head is None or not head.size:
        return None
    beside.found += _wrong(mirror, reading, name, note, head)
    is_ours = head.size <= mirror.size and head.root == mirror.standing.heads[head.size].root()
    return note if is_ours and _is_signed(mirror, note, head) else None


def _wrong(
    mirror: Mirror, reading: Reading, name: str, note: bytes, head: Checkpoint
) -> Iterator[Alarm]:
    """What is wrong with a note that can be read."""
    called, key = _CALLED[name], mirror.due_key(head.size)
    if not _is_signed(mirror, note, head):
        if head.origin != mirror.origin or head.size <= mirror.size:
            told = (
                f"What is served as {called}, with {counted(head.size, 'act')}, is not signed "
                "as such."
            )
            yield _lasting(name, told, note)
        return  # a move of custody that is not mirrored yet may have named its key
    if head.size > mirror.size:
        # Published while we read, or else: it is kept, and held against the acts when they come.
        if name == OFFICIAL:
            yield from mirror.heads.add(note, key)
        return
    if head.root != mirror.standing.heads[head.size].root():
        yield from mirror.heads.add(note, key)
        yield diverged(mirror, note, key, reading)
        return
    for code in broken_lines(mirror.standing, note, head.size):
        told = (
            f"A line under {called}, of {counted(head.size, 'act')}, stands in the name of "
            f"{code}, under its "
            "witness key, and does not hold. It is not counted."
        )
        yield _lasting(f"{name} line {code}", told, note)


def _is_signed(mirror: Mirror, note: bytes, head: Checkpoint) -> bool:
    """Whether the log key of its size signed a head of this record."""
    try:
        opened = open_checkpoint(note, mirror.due_key(head.size))
    except (CredentialError, MalformedError):
        return False
    return opened.checkpoint.origin == mirror.origin


def _not_the_quorum(mirror: Mirror, note: bytes) -> list[Alarm]:
    size = _size(note)
    if is_official(mirror.standing, note, size):
        return []
    found = officialness(mirror.standing, note, size)
    told = (
        f"What is served as the newest official head, of {counted(size, 'act')}, is not official: "
        f"{cosigned(len(found.cosigned_by), found.witnesses, 'it')}, {needed(found.needed)}. "
        "It is not counted."
    )
    return [_lasting("official quorum", told, note)]


def _size(note: bytes) -> int:
    return read_checkpoint(read_note(note).text).size


def _lasting(subject: str, sentence: str, note: bytes | None) -> Alarm:
    return Alarm(
        kind=AlarmKind.BAD_NOTE,
        subject=subject,
        sentence=sentence,
        other_way=ANOTHER_WAY,
        papers={} if note is None else {"note": note},
        looks=LASTING,
        spell=subject,
    )
