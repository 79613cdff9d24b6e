"""What is promised of the file alone: making, settings, backups, bytes that are gone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.depositary.acts import ORIGIN, act, acts, leaves, line, signed
from tests.depositary.campaigns import ROOT
from tests.depositary.places import SqlitePlace, begin, opened

from dipoli.depositary import sqlite
from dipoli.depositary.form import check_not_older
from dipoli.depositary.sqlite_file import SCHEMA
from dipoli.faults import RecordError, TamperedError
from dipoli.record.custody import Stored


@pytest.fixture
def place(tmp_path: Path) -> SqlitePlace:
    return SqlitePlace(tmp_path / "record.db")


# ---------------------------------------------------------------- opening and making


def test_a_file_that_is_not_there_is_not_made_by_opening_it(place: SqlitePlace) -> None:
    with pytest.raises(RecordError, match=r"there is no file.*create it on purpose"):
        place.open_()
    assert not place.path.exists()


def test_an_empty_file_left_by_a_cut_short_start_is_refused_and_taken_up_by_create(
    place: SqlitePlace,
) -> None:
    place.path.touch()
    with pytest.raises(RecordError, match="if making it was cut short, create the record again"):
        place.open_()
    begin(place, seed=1, size=2)
    with opened(place) as custody:
        assert custody.head().size == 2


def test_a_database_of_another_program_is_left_alone(place: SqlitePlace) -> None:
    with closing(sqlite3.connect(place.path)) as db:
        db.execute("CREATE TABLE another (word TEXT)")
    before = place.path.read_bytes()
    for attempt in (place.open_, lambda: begin(place, seed=1), place.origins):
        with pytest.raises(RecordError, match="not a file of records"):
            attempt()
    assert place.path.read_bytes() == before


def test_a_file_that_is_no_database_is_told_to_be_damaged(place: SqlitePlace) -> None:
    place.path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(TamperedError, match="restore a backup"):
        place.open_()


def test_a_file_that_was_cut_off_is_not_read(place: SqlitePlace) -> None:
    begin(place, seed=1, size=50)
    whole = place.path.read_bytes()
    place.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TamperedError):
        place.open_().read(0, 50)


@pytest.mark.parametrize(
    "change",
    ["DROP TRIGGER entry_kept", "CREATE TABLE another (word TEXT)", "DROP TABLE cosignature"],
)
def test_a_file_whose_guards_were_changed_is_not_opened(place: SqlitePlace, change: str) -> None:
    begin(place, seed=1, size=2)
    with closing(sqlite3.connect(place.path)) as db:
        db.execute(change)
    with pytest.raises(TamperedError, match=r"guards of .* were changed"):
        place.open_()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be opened"):
        begin(SqlitePlace(tmp_path / "none" / "record.db"), seed=1)


def test_a_writer_that_holds_the_file_too_long_is_told(
    place: SqlitePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(place, seed=1)
    monkeypatch.setattr("dipoli.depositary.sqlite_file.WAIT", 0.05)
    with (
        closing(sqlite3.connect(place.path, isolation_level=None)) as other,
        opened(place) as custody,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match=r"another writer.*then send again"):
            custody.append(0, acts(1, 0, 1), signed(leaves(acts(1, 0, 1))))
        assert custody.head().size == 0
        other.execute("ROLLBACK")
        custody.append(0, acts(1, 0, 1), signed(leaves(acts(1, 0, 1))))


def test_the_settings_that_make_a_commit_durable_are_set(place: SqlitePlace) -> None:
    begin(place, seed=1)
    with closing(sqlite.open_(place.path, ORIGIN)) as custody:
        db = custody._db  # noqa: SLF001 - what is set is not shown otherwise
        for word, due in (("synchronous", 2), ("foreign_keys", 1), ("journal_mode", "wal")):
            assert db.execute(f"PRAGMA {word}").fetchone() == (due,)


def test_every_table_is_strict_and_has_no_hidden_row_number() -> None:
    tables = [text for text in SCHEMA if text.startswith("CREATE TABLE")]
    assert len(tables) == 4
    assert all(text.endswith("STRICT, WITHOUT ROWID") for text in tables)


# ---------------------------------------------------------------- bytes that are gone


def test_a_withheld_body_leaves_the_files(place: SqlitePlace) -> None:
    secret = b"words that the law has withheld " * 200
    begin(place, seed=1)
    one = Stored(index=0, entry=b'{"n":0}', body=secret)
    small = Stored(index=1, entry=b'{"n":1}', body=secret[:64])
    with opened(place) as custody:
        custody.append(0, [one, small], signed(leaves([one, small])))
        assert found_in_files(place, secret[:32])
        custody.withhold(0)
        custody.withhold(1)
        assert not found_in_files(place, secret[:32])
        assert not found_in_files(place, secret[-32:])


def found_in_files(place: SqlitePlace, what: bytes) -> bool:
    return any(what in path.read_bytes() for path in place.path.parent.iterdir())


def test_while_another_program_reads_the_old_bytes_withholding_says_that_they_remain(
    place: SqlitePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dipoli.depositary.sqlite_file.WAIT", 0.05)
    due = begin(place, seed=1, size=3)
    index = next(one.index for one in due if one.body is not None)
    with opened(place) as custody, closing(sqlite3.connect(place.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM entry").fetchone()
        with pytest.raises(RecordError, match="withhold it again once that program has ended"):
            custody.withhold(index)
        assert custody.read(0, 3)[index].body is None
        reader.execute("ROLLBACK")
        custody.withhold(index)


# ---------------------------------------------------------------- backup and restore


def test_a_backup_restores_every_record_of_the_file(place: SqlitePlace, tmp_path: Path) -> None:
    begin(place, seed=1, size=5)
    begin(place, seed=2, size=3, origin="lake.example/basket-two")
    with opened(place) as custody:
        custody.add_cosignatures(5, [line(custody.head().checkpoint, 1)])
        head = custody.head()
    sqlite.backup(place.path, tmp_path / "backup.db")
    sqlite.restore(tmp_path / "backup.db", tmp_path / "restored.db")
    again = SqlitePlace(tmp_path / "restored.db")
    assert again.origins() == ("lake.example/basket-two", ORIGIN)
    with opened(again) as custody:
        assert custody.head() == head
        assert list(custody.read(0, 9)) == acts(1, 0, 5)
        custody.append(5, [act(1, 5)], signed(leaves(acts(1, 0, 6))))


def test_a_backup_is_one_whole_file_and_can_be_made_while_acts_are_written(
    place: SqlitePlace, tmp_path: Path
) -> None:
    begin(place, seed=1)
    with opened(place) as custody:
        for size in range(20):
            custody.append(size, [act(1, size)], signed(leaves(acts(1, 0, size + 1))))
            if size % 5 == 0:
                sqlite.backup(place.path, tmp_path / f"backup-{size}.db")
    (tmp_path / "elsewhere").mkdir()
    for size in (0, 5, 10, 15):
        carried = tmp_path / "elsewhere" / f"{size}.db"
        carried.write_bytes((tmp_path / f"backup-{size}.db").read_bytes())
        with opened(SqlitePlace(carried)) as custody:
            assert list(custody.read(0, 99)) == acts(1, 0, size + 1)
    assert not list(tmp_path.glob("*.partial*"))


def test_a_restored_old_backup_is_a_true_record_and_only_a_later_checkpoint_tells(
    place: SqlitePlace, tmp_path: Path
) -> None:
    begin(place, seed=1, size=4)
    sqlite.backup(place.path, tmp_path / "backup.db")
    with opened(place) as custody:
        custody.append(4, acts(1, 4, 6), signed(leaves(acts(1, 0, 6))))
        later = custody.head().checkpoint
    place.path.rename(tmp_path / "aside.db")
    sqlite.restore(tmp_path / "backup.db", place.path)
    with opened(place) as custody:
        assert custody.head().size == 4
        with pytest.raises(RecordError, match=r"2 are missing here.*do not enter anything"):
            check_not_older(custody, later)


def test_neither_backup_nor_restore_writes_over_a_file(place: SqlitePlace, tmp_path: Path) -> None:
    begin(place, seed=1, size=2)
    sqlite.backup(place.path, tmp_path / "backup.db")
    before = (tmp_path / "backup.db").read_bytes()
    for copy in (sqlite.backup, sqlite.restore):
        with pytest.raises(RecordError, match="move that file aside"):
            copy(place.path, tmp_path / "backup.db")
        with pytest.raises(RecordError, match="there is no file"):
            copy(tmp_path / "none.db", tmp_path / "new.db")
    assert (tmp_path / "backup.db").read_bytes() == before
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_backup_is_not_restored(place: SqlitePlace, tmp_path: Path) -> None:
    begin(place, seed=1, size=5)
    place.run("UPDATE entry SET leaf = zeroblob(32) WHERE number = 2", owner=True)
    with pytest.raises(TamperedError):
        sqlite.restore(place.path, tmp_path / "restored.db")
    assert list(tmp_path.glob("restored*")) == []


# ---------------------------------------------------------------- a disk without any room


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes where we are root; elsewhere a folder that takes no new file."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    if os.geteuid() != 0:
        yield folder
        folder.chmod(0o700)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)  # noqa: S603 - our own words
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - as above


def fill_up(folder: Path) -> Callable[[], None]:
    """Take all the room of a disk; what is returned gives it back."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        return lambda: folder.chmod(0o700)
    with (folder / "fill").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return (folder / "fill").unlink


@pytest.mark.parametrize("died", [False, True], ids=["closed", "died in the middle of its work"])
def test_a_record_opens_for_reading_on_a_disk_without_any_room(tiny: Path, *, died: bool) -> None:
    place = SqlitePlace(tiny / "record.db")
    due = begin(place, seed=1, size=5)
    if died:
        due = acts(1, 0, 6)
        words = "import os, sys; from tests.depositary.test_sqlite import die; die(sys.argv[1])"
        subprocess.run([sys.executable, "-c", words, str(place.path)], cwd=ROOT, check=False)  # noqa: S603 - as above
        assert (tiny / "record.db-wal").stat().st_size
        (tiny / "record.db-shm").unlink()
    make_room = fill_up(tiny)
    with opened(place) as custody:
        assert list(custody.read(0, 9)) == due
        assert custody.head() == custody.head()
        size = len(due)
        more = acts(1, size, size + 1)
        with pytest.raises(RecordError, match=r"was not written.*no room.*To mend: make room"):
            custody.append(size, more, signed(leaves([*due, *more])))
        assert custody.head().size == size
    make_room()
    with opened(place) as custody:
        custody.append(size, more, signed(leaves([*due, *more])))
        assert custody.head().size == size + 1


def die(path: str) -> None:
    """Enter an act, and end without closing: its bytes are in the write-ahead log alone."""
    custody = sqlite.open_(Path(path), ORIGIN)
    custody.append(5, acts(1, 5, 6), signed(leaves(acts(1, 0, 6))))
    os.kill(os.getpid(), signal.SIGKILL)
