"""Offices at work in tests, on a record that a `Desk` of tests/record has written."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.depositary.places import Opened, Place, SqlitePlace
from tests.record.acts import (
    OFFICE,
    ORIGIN,
    START,
    Desk,
    Loose,
    Written,
    head_note,
    log_signer,
    seed,
    signing,
)

from dipoli.record.custody import Custody, Stored
from dipoli.record.note import Signer
from dipoli.record.shape import read_time
from dipoli.secretariat.certify import first_head
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted

LOG = log_signer()
KEEPER: Ed25519PrivateKey = signing(OFFICE, "sign")
_FRESH = count()


def chance(length: int) -> bytes:
    """Bytes that are other ones each time, and the same in each run."""
    return seed("chance", next(_FRESH))[:length]


def host_of(desk: Desk) -> str:
    """Which host signs the heads of a desk now."""
    keys = desk.standing.log_keys
    first = not keys or keys[-1].key == LOG.verifier
    return "first-host" if first else "second-host"


def office(custody: Custody, *, log: Signer = LOG, **other: Loose) -> Office:
    """An office on a record."""
    return Office(custody=custody, log=log, keeper=KEEPER, chance=chance, **other)


def kept(desk: Desk, place: Place) -> Opened:
    """The record of a desk, kept in a place."""
    stored = [
        Stored(index=index, entry=one.entry, body=one.body)
        for index, one in enumerate(desk.entered)
    ]
    note = head_note(desk.standing, host=host_of(desk)) if stored else first_head(LOG, START)
    place.create(ORIGIN, note, stored)
    return place.open_(ORIGIN)


def in_file(desk: Desk, folder: Path) -> Opened:
    """The record of a desk, kept in a file."""
    return kept(desk, SqlitePlace(folder / "record.db"))


def when(written: Written) -> datetime:
    """The time that an act gives."""
    return read_time(written.envelope.time)


def entered(office_: Office, written: Written) -> Receipted:
    """An act that must be entered."""
    answer = office_.receive(written.entry, written.body, when(written))
    assert isinstance(answer, Receipted), answer
    return answer
