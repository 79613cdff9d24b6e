"""Backup while in use, restore on a new host, rollback noticed; records in files or on a server."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pyrage
import pytest
from tests.web.keep.sites import ask, fresh_database, keep, old_site, refused

from dipoli.cli.main import main as dipoli
from dipoli.demonstration.chance import stream
from dipoli.forum.compiled import NOTE, ROLE
from dipoli.record.body import read_body
from dipoli.record.canon import Json
from dipoli.record.custody import Head
from dipoli.secretariat.premises import WAITING, Premises, open_premises
from dipoli.secretariat.receive import Receipted
from dipoli.secretariat.safe import write_safe

PLACE = "six-party-talks/offices/plenary"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of the present layout."""
    site = old_site(tmp_path / "site")
    keep("upgrade", site)
    return site


def locked(folder: Path) -> Premises:
    """Its office, with keys that are locked."""
    office = open_premises(folder / PLACE)
    safe = write_safe(office.keys(None), office.origin, "five words drawn by lot", stream("safe"))
    (office.folder / "keys.json").write_bytes(safe)
    return office


def identity(folder: Path) -> tuple[str, Path]:
    """An age recipient, and the file of its identity."""
    one = pyrage.x25519.Identity.generate()
    place = folder / "identity.txt"
    place.write_text(f"# for the test alone\n{one}\n", encoding="ascii")
    return str(one.to_public()), place


def heads(folder: Path, database: str = "") -> list[Head]:
    return [open_premises(folder / PLACE, database).head()]


def test_a_site_is_backed_up_and_put_back_on_another_host(folder: Path, tmp_path: Path) -> None:
    office = locked(folder)
    (folder / "files" / ("ab" * 32)).write_bytes(b"a file")
    office.keep_receipt(3, b"a receipt")
    waiting = Path(PLACE) / WAITING / "KOR-0123456789abcdef.json"
    (folder / waiting).parent.mkdir()
    (folder / waiting).write_bytes(b"an act that one person signed")
    told = keep("backup", folder, tmp_path / "backup.tar")
    assert "1 record; it was read back; it is not encrypted" in told
    new = tmp_path / "new-host" / "site"
    new.parent.mkdir()
    told = keep("restore", tmp_path / "backup.tar", new)
    assert office.head().root.hex() in told
    assert "compare with the latest checkpoint" in told
    assert heads(new) == heads(folder)
    assert open_premises(new / PLACE).receipt(3) == b"a receipt"
    assert (new / waiting).read_bytes() == b"an act that one person signed"
    assert (new / "files" / ("ab" * 32)).read_bytes() == b"a file"
    assert ask(new, "/", "/forums/six-party-talks") == [
        "200 True /", "200 True /forums/six-party-talks"
    ]  # fmt: skip
    assert not list(folder.glob(".backup-*"))


def test_what_was_put_back_is_verified_by_who_trusts_nobody(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked(folder)
    keep("backup", folder, tmp_path / "backup.tar")
    keep("restore", tmp_path / "backup.tar", tmp_path / "new")
    static = tmp_path / "new" / PLACE / "static"
    assert dipoli(["verify", str(static)]) == 0
    assert "hold" in capsys.readouterr().out
    size = open_premises(folder / PLACE).head().size
    assert f"{size} acts" in keep(
        "check", tmp_path / "new", "--against", folder / PLACE / "static" / "checkpoint"
    )


def test_no_backup_holds_a_session_or_the_secret_of_the_site(folder: Path, tmp_path: Path) -> None:
    locked(folder)
    with closing(sqlite3.connect(folder / "desk.db")) as db:
        [key] = db.execute("SELECT session_key FROM django_session").fetchone()
    secret = (folder / "secret.key").read_bytes()
    keep("backup", folder, tmp_path / "backup.tar")
    whole = (tmp_path / "backup.tar").read_bytes()
    assert key.encode() not in whole
    assert secret not in whole
    keep("restore", tmp_path / "backup.tar", tmp_path / "new")
    assert (tmp_path / "new" / "secret.key").read_bytes() != secret


def test_keys_that_lie_open_leave_the_house_in_an_encrypted_backup_alone(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "backup.age"
    assert "are not locked with a passphrase" in refused("backup", folder, target)
    assert not target.exists()
    recipient, place = identity(tmp_path)
    keep("backup", folder, target, "--to", recipient)
    whole = target.read_bytes()
    assert whole.startswith(b"age-encryption.org/v1")
    for word in (b"office.json", b"dipoli/office", b"Six-Party"):
        assert word not in whole
    assert "no identity that was given opens it" in refused("restore", target, tmp_path / "a")
    keep("restore", target, tmp_path / "new", "--identity", place)
    assert heads(tmp_path / "new") == heads(folder)
    assert "is no age recipient" in refused("backup", folder, tmp_path / "b", "--to", "age1x")


def test_a_name_that_is_taken_and_a_folder_that_is_used_are_left_alone(
    folder: Path, tmp_path: Path
) -> None:
    locked(folder)
    keep("backup", folder, tmp_path / "backup.tar")
    before = (tmp_path / "backup.tar").read_bytes()
    assert "exists. Choose another name" in refused("backup", folder, tmp_path / "backup.tar")
    assert (tmp_path / "backup.tar").read_bytes() == before
    assert "something lies in" in refused("restore", tmp_path / "backup.tar", folder)


def _without_last(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])


def _otherwise(source: Path, target: Path) -> None:
    """One file is another than the list says."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            data = old.extractfile(member)
            assert data is not None
            if member.name.endswith("office.json"):
                other = target.parent / "other"
                other.write_bytes(data.read().replace(b"plenary", b"another"))
                new.add(other, member.name)
            else:
                new.addfile(member, data)


def _outside(source: Path, target: Path) -> None:
    """The list and the archive name a file above the folder."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for number, member in enumerate(old):
            data = old.extractfile(member)
            assert data is not None
            if number == 0:
                listed = json.loads(data.read())
                listed["files"]["../outside"] = listed["files"].pop("desk.db")
                other = target.parent / "list"
                other.write_text(json.dumps(listed), "ascii")
                new.add(other, member.name)
            else:
                member.name = "../outside" if member.name == "desk.db" else member.name
                new.addfile(member, data)


def _nothing(_source: Path, target: Path) -> None:
    target.write_bytes(b"no archive")


@pytest.mark.parametrize("harm", [_without_last, _otherwise, _outside, _nothing])
def test_an_archive_that_was_damaged_or_made_up_is_refused_whole(
    harm: object, folder: Path, tmp_path: Path
) -> None:
    assert callable(harm)
    locked(folder)
    keep("backup", folder, tmp_path / "backup.tar")
    harm(tmp_path / "backup.tar", tmp_path / "bad.tar")
    assert refused("restore", tmp_path / "bad.tar", tmp_path / "new")
    assert not list((tmp_path / "new").glob("*"))
    assert not (tmp_path / "outside").exists()


def test_a_site_put_back_to_an_earlier_state_is_noticed(folder: Path, tmp_path: Path) -> None:
    office = locked(folder)
    keep("backup", folder, tmp_path / "backup.tar")
    keys = office.keys("five words drawn by lot")
    with office.at_work(keys, stream("later")) as at_work:
        before = at_work.standing.size
        last = at_work.custody.read(before - 1, before)[0]
        said = cast("dict[str, Json]", json.loads(read_body(last.body or b"").content))
        time = datetime(2030, 1, 1, tzinfo=UTC)
        answer = at_work.act(NOTE, said, time, about="K900", role=ROLE)
        assert isinstance(answer, Receipted), answer
    note = folder / PLACE / "static" / "checkpoint"
    keep("restore", tmp_path / "backup.tar", tmp_path / "new")
    assert "is older than it was" in refused("check", tmp_path / "new", "--against", note)


def test_records_and_desk_go_to_a_server_and_come_back_by_a_backup(
    folder: Path, tmp_path: Path
) -> None:
    before = heads(folder)
    recipient, place = identity(tmp_path)
    with fresh_database() as address, fresh_database() as other:
        told = keep("upgrade", folder, database=address)
        assert "lies on the server from now on" in told
        assert not (folder / PLACE / "record.db").exists()
        assert heads(folder, address) == before
        assert ask(folder, "/forums/six-party-talks", database=address)[0].startswith("200 True")
        keep("backup", folder, tmp_path / "b.age", "--to", recipient, database=address)
        keep("restore", tmp_path / "b.age", tmp_path / "files", "--identity", place)
        assert heads(tmp_path / "files") == before
        empty = refused("check", folder, database=f"{other}&password=s3cret")
        assert "the server holds no record" in empty
        assert "s3cret" not in empty
        keep("restore", tmp_path / "b.age", tmp_path / "s", "--identity", place, database=other)
        assert heads(tmp_path / "s", other) == before
        assert not (tmp_path / "s" / "desk.db").exists()
        assert "every record" in keep("check", tmp_path / "s", database=other).lower()


def test_a_server_that_is_missing_or_misnamed_is_told_without_its_password(folder: Path) -> None:
    told = refused("upgrade", folder, database="mysql://keeper:s3cret@here/there")
    assert "postgresql://USER@HOST/NAME" in told
    assert "s3cret" not in told
    told = refused("upgrade", folder, database="postgresql://keeper:s3cret@127.0.0.1:1/there")
    assert "s3cret" not in told


def test_a_backup_of_a_broken_record_is_not_made(folder: Path, tmp_path: Path) -> None:
    locked(folder)
    place = folder / PLACE / "record.db"
    with closing(sqlite3.connect(place)) as db:
        db.execute("DROP TRIGGER entry_stays")
        db.execute("UPDATE entry SET entry = CAST('{}' AS BLOB) WHERE number = 5")
        db.commit()
    assert refused("backup", folder, tmp_path / "backup.tar")
    assert not list(tmp_path.glob("backup*"))
