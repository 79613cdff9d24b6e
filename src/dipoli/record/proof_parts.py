"""What portable proofs are made of: heads, the host's own times, acts up to a head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from dipoli.record import shape
from dipoli.record.body import read_body
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.checkpoint import Checkpoint
from dipoli.record.note import Alg, VerifierKey, open_checkpoint, read_note, verify_note
from dipoli.record.rules import ForumRule, rule
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing, enter

MOST = 1 << 24
"""The most entries, bodies or hashes in one proof."""

HASH = shape.octets(32)
HASHES = shape.list_of(HASH, 0, MOST)
PATH = shape.list_of(HASH, 0, 64)
NOTE = shape.words(1 << 20)

NOT_THE_HOSTS = frozenset({"R5", "R32"})
"""Refusals that whoever makes the proof, or the machine that checks it, can bring about alone."""


def timed_by_host(note: bytes, log_key: VerifierKey) -> tuple[int, ...]:
    """The times, in POSIX seconds, at which the host said that this was its head.

    Time 0 says nothing of the time, and is left out.

    Raises:
        MalformedError: no note.
        CredentialError: the log key did not sign it.
    """
    own = VerifierKey(name=log_key.name, alg=Alg.COSIGNATURE, public=log_key.public)
    signed = verify_note(read_note(note), [log_key, own])
    return tuple(time for one in signed if one.key == own for time in one.times if time)


def head_of(note: str, log_key: VerifierKey) -> Checkpoint:
    """The head in a note.

    Raises:
        MalformedError: no checkpoint.
        CredentialError: the log key did not sign it.
    """
    return open_checkpoint(note.encode(), log_key).checkpoint


def beginning(origin: str) -> Standing:
    """The standing of a record before its first act."""
    forum, _, circle = origin.rpartition("/")
    return Standing(forum=forum, circle=circle)


def replayed(
    standing: Standing,
    entries: Sequence[bytes],
    bodies: Sequence[bytes | None],
    forum_rule: ForumRule,
) -> tuple[Standing, OutOfOrder | None]:
    """The standing after acts, or before the first that is refused, and why that one is."""
    for entry, body in zip(entries, bodies, strict=True):
        answer = rule(standing, entry, body, absent=body is None, forum_rule=forum_rule)
        if isinstance(answer, OutOfOrder):
            return standing, answer
        standing = enter(standing, answer.entry, answer.body)
    return standing, None


def moment(seconds: int) -> str:
    """A time as acts write it, where the calendar has it."""
    try:
        return write_time(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return f"second {seconds}"


def texts(hashes: Iterable[bytes]) -> list[Json]:
    """Bytes as a proof writes them."""
    return [to_base64(one) for one in hashes]


def perhaps_text(data: bytes | None) -> Json:
    """Bytes as a proof writes them, or null."""
    return None if data is None else to_base64(data)


def notes_text(notes: Iterable[bytes]) -> list[Json]:
    """Notes as a proof writes them."""
    return [note.decode() for note in notes]


def write_proof(kind: str, **parts: Json) -> bytes:
    """The file of a proof."""
    return canonical({"proof": kind, **parts})


def body_bytes(value: Json, where: str) -> bytes:
    """The bytes of a body that has the form of one.

    Raises:
        MalformedError: it has not.
    """
    data = shape.octets()(value, where)
    read_body(data)
    return data


ENTRIES = shape.list_of(shape.octets(), 0, MOST)
BODIES = shape.list_of(shape.perhaps(body_bytes), 0, MOST)
