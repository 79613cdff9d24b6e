"""The face of an honest host: an office that keeps one record, rules on acts, and publishes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from attrs import define, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.record.acts import OFFICE, last_note, listed, log_signer, new_key, signing
from tests.secretariat.offices import KEEPER, chance
from tests.worlds.tale import Tale

from dipoli.depositary import sqlite
from dipoli.depositary.tiles import StaticFiles
from dipoli.forum.proceedings import Proceedings
from dipoli.record.canon import Json
from dipoli.record.custody import Custody, Stored
from dipoli.record.keys import KeyUse
from dipoli.record.note import Signer, write_key
from dipoli.secretariat.certify import first_head
from dipoli.secretariat.export import export
from dipoli.secretariat.office import Office
from dipoli.secretariat.own_acts import listed_key
from dipoli.secretariat.receive import Receipted
from dipoli.secretariat.settings import Settings
from dipoli.secretariat.take_over import NextOffice, sign_over, take_over

SETTINGS = Settings(receipt_hours=1)
SECOND = "second-host"
RECORD, PUBLIC = "record.db", "public"


@frozen(kw_only=True)
class Reply:
    """What comes back from the door.

    Args:
        note: a receipt or a refusal, signed; whatever it is.
        head: the head that came with it; None when none did.
    """

    note: bytes
    head: bytes | None = None


class Face(Protocol):
    """All that a delegation can see of a host."""

    def read(self, path: str) -> bytes | None:
        """The file at a path; None when there is none."""
        ...

    def receive(self, entry: bytes, body: bytes | None, at: datetime) -> Reply | None:
        """The door; None when nobody answers."""
        ...

    def cosigned(self, size: int, line: str, at: datetime, /) -> None:
        """A witness leaves its line for the head of a size."""
        ...


# ---------------------------------------------------------------- an honest one


@define(kw_only=True)
class Honest:
    """An office that keeps one record and publishes it: the face of an honest host.

    Args:
        folder: of the database and of the static files.
        log: the log key.
        keeper: the key with which the secretariat signs its own acts.
    """

    folder: Path
    log: Signer
    keeper: Ed25519PrivateKey = KEEPER
    custody: sqlite.SqliteCustody = field(init=False)
    office: Office = field(init=False)
    files: StaticFiles = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Take up work."""
        self._start()

    def _start(self) -> None:
        self.custody = sqlite.open_(self.folder / RECORD, self.log.name)
        self.office = Office(
            custody=self.custody,
            log=self.log,
            keeper=self.keeper,
            chance=chance,
            settings=SETTINGS,
            forum_rule=Proceedings(self.custody.read).rule,
        )
        self.files = StaticFiles(self.folder / PUBLIC)

    def moved_to(self, folder: Path) -> Honest:
        """The same office on a copy of its files."""
        return Honest(folder=folder, log=self.log, keeper=self.keeper)

    def restart(self) -> None:
        """Stop, and take up work again from what was kept."""
        self.custody.close()
        self._start()

    def read(self, path: str) -> bytes | None:
        """A file of the folder."""
        place = self.folder / PUBLIC / path
        return place.read_bytes() if place.is_file() else None

    def receive(self, entry: bytes, body: bytes | None, at: datetime) -> Reply | None:
        """Rule, enter, publish, answer."""
        answer = self.office.receive(entry, body, at)
        if isinstance(answer, Receipted):
            self.publish()
            return Reply(note=answer.receipt, head=answer.checkpoint)
        return Reply(note=answer.note)

    def cosigned(self, size: int, line: str, at: datetime) -> None:
        """Keep a line and show it."""
        self.office.add_cosignatures(size, [line], at)
        self.publish()

    def tick(self, at: datetime) -> None:
        """Say anew that this is the head."""
        self.office.retime(at)
        self.publish()

    def hand_over(self, at: datetime) -> None:
        """Move custody: the record goes in an export to a second host, which goes on with it."""
        log, keeper = log_signer(self.log.name, SECOND), signing(OFFICE, SECOND)
        to = NextOffice(log_key=log.verifier, keys=(listed_key(keeper),))
        second = self.folder.with_name(f"{self.folder.name}-{SECOND}")
        second.mkdir()
        bag = export(self.custody, second / "export", at, sign_over(self.office, to, at))

        def create(note: bytes, stored: Sequence[Stored]) -> sqlite.SqliteCustody:
            sqlite.create(second / RECORD, log.name, note, stored)
            return sqlite.open_(second / RECORD, log.name)

        def office(custody: Custody) -> Office:
            return Office(custody=custody, log=log, keeper=keeper, chance=chance, settings=SETTINGS)

        take_over(bag, create, office, at)
        self.folder, self.log, self.keeper = second, log, keeper
        self.restart()
        self.publish()

    def withhold(self, index: int, at: datetime) -> None:
        """Withhold a body by an act that says so."""
        answer = self.office.withhold(index, who="A court", law="An invented law", at=at)
        assert isinstance(answer, Receipted), answer
        self.publish()

    def publish(self) -> None:
        """Carry the folder up to the record."""
        self.office.publish(self.files)

    def tale(self, size: int | None = None) -> Tale:
        """The record as a history that can be told otherwise."""
        return Tale.of(self.custody, self.log, size)


def moving(tale: Tale, **other: Json) -> dict[str, Json]:
    """The content of a move to the second host; honest but for what is said otherwise."""
    content: dict[str, Json] = {
        "checkpoint": last_note(tale.standing, to=SECOND).decode(),
        "log_key": write_key(log_signer(tale.log.name, SECOND).verifier),
        "keys": [listed(new_key(KeyUse.SIGN, OFFICE, SECOND))],
    }
    return {**content, **other}


def begin(folder: Path, origin: str, at: datetime, log: Signer | None = None) -> Honest:
    """Make a record on purpose, and an office for it."""
    signer = log or log_signer(origin)
    folder.mkdir(parents=True)
    sqlite.create(folder / RECORD, origin, first_head(signer, at))
    return Honest(folder=folder, log=signer)
