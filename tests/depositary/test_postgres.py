"""What is promised of the server alone: the role, its settings, its absence, its backups."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.depositary.acts import ORIGIN, act, acts, leaves, line, signed
from tests.depositary.campaigns import recover
from tests.depositary.places import PostgresPlace, begin, opened
from tests.depositary.server import Server
from tests.depositary.test_custody import CHANGES, ONLY_POSTGRES

from dipoli.depositary import postgres
from dipoli.depositary.tiles import StaticFiles
from dipoli.faults import RecordError

_NUMBERS = itertools.count()


@pytest.fixture
def place(server: Server) -> Iterator[PostgresPlace]:
    database = server.fresh(f"server_{next(_NUMBERS)}")
    yield PostgresPlace(server, database)
    server.drop(database)


def test_the_server_is_not_run_as_root(server: Server) -> None:
    assert (server.data / "postmaster.pid").stat().st_uid != 0


@pytest.mark.parametrize("role", ["keeper", "root"])
def test_a_role_that_may_do_more_than_add_and_read_is_refused(
    place: PostgresPlace, role: str
) -> None:
    begin(place, seed=1, size=2)
    words = place.server.words(role, place.database)
    with pytest.raises(RecordError, match=r"DELETE on entry.*may add and read, and nothing else"):
        postgres.open_(words, ORIGIN)
    with pytest.raises(RecordError, match="may add and read"):
        postgres.create(words, "lake.example/other", signed([], "lake.example/other"))


@pytest.mark.parametrize("change", [*CHANGES, "truncate", "a truncated head"])
def test_the_guards_hold_against_the_owner_of_the_tables_too(
    place: PostgresPlace, change: str
) -> None:
    begin(place, seed=1, size=5)
    with opened(place) as custody:
        custody.add_cosignatures(5, [line(custody.head().checkpoint, 1)])
        before = custody.head(), custody.read(0, 9)
        words = {**CHANGES, **ONLY_POSTGRES, "a truncated head": "TRUNCATE head CASCADE"}[change]
        statement = words.format(p="%s", o=ORIGIN)
        with closing(psycopg.connect(place.server.words("keeper", place.database))) as db:
            db.execute("SET search_path = dipoli")
            with pytest.raises((psycopg.errors.RaiseException, psycopg.errors.IntegrityError)):
                db.execute(statement.encode(), [bytes(32)] * statement.count("%s"))
        assert (custody.head(), custody.read(0, 9)) == before


def test_the_function_that_withholds_is_for_the_role_alone(place: PostgresPlace) -> None:
    begin(place, seed=1, size=2)
    place.server.administer("CREATE ROLE {} LOGIN", role := f"visitor_{place.database}")
    with closing(psycopg.connect(place.server.words(role, place.database))) as db:
        for statement in ("SELECT dipoli.withhold('x', 0)", "SELECT * FROM dipoli.entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(statement.encode())


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_may_lose_commits_is_refused(place: PostgresPlace, setting: str) -> None:
    begin(place, seed=1, size=2)
    try:
        place.server.set(setting, "off")
        with pytest.raises(RecordError, match=f"set {setting} = on and restart the server"):
            place.open_()
    finally:
        place.server.set(setting, "on")
    place.open_().close()


def test_tables_that_were_not_laid_are_told(server: Server) -> None:
    with pytest.raises(RecordError, match=r"the tables were not laid.*setup"):
        postgres.open_(server.words(database="postgres"), ORIGIN)


def test_tables_are_laid_once_for_a_role_that_exists(place: PostgresPlace) -> None:
    owner = place.server.words("keeper", place.database)
    with pytest.raises(RecordError, match="they exist"):
        postgres.setup(owner, "secretariat")
    with pytest.raises(RecordError, match=r"no role nobody_here.*CREATE ROLE nobody_here LOGIN"):
        postgres.setup(owner, "nobody_here")
    with pytest.raises(RecordError, match="this role may not"):
        postgres.setup(place.server.words(database="postgres"), "secretariat")


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"does not answer.*read from the static files meanwhile"):
        postgres.open_(f"host={tmp_path} user=secretariat dbname=records", ORIGIN)


def test_a_writer_that_holds_the_record_too_long_is_told(place: PostgresPlace) -> None:
    begin(place, seed=1)
    with (
        opened(place) as custody,
        closing(psycopg.connect(place.where, autocommit=True)) as other,
    ):
        custody._db.execute("SET lock_timeout = '50ms'")  # type: ignore[attr-defined]  # noqa: SLF001 - half a minute is long
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (ORIGIN,))
        with pytest.raises(RecordError, match=r"another writer.*then send again"):
            custody.append(0, acts(1, 0, 1), signed(leaves(acts(1, 0, 1))))
        assert custody.head().size == 0


def test_when_the_server_is_down_the_static_files_are_read_and_then_the_record_goes_on(
    place: PostgresPlace, tmp_path: Path
) -> None:
    due = begin(place, seed=1, size=5)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody:
        files.publish(custody)
        place.server.stop()
        try:
            with pytest.raises(RecordError, match=r"was not read.*static files"):
                custody.read(0, 5)
            with pytest.raises(RecordError, match="was not written"):
                custody.append(5, [act(1, 5)], signed(leaves(acts(1, 0, 6))))
            assert list(files.read(0, 5)) == due
        finally:
            place.server.start()
        recover(place)
        assert list(custody.read(0, 5)) == due
        custody.append(5, [act(1, 5)], signed(leaves(acts(1, 0, 6))))
        assert custody.head().size == 6


def test_a_dump_restored_into_a_new_database_is_the_same_record_with_its_guards(
    place: PostgresPlace, tmp_path: Path
) -> None:
    begin(place, seed=1, size=5)
    with opened(place) as custody:
        custody.add_cosignatures(5, [line(custody.head().checkpoint, 1)])
        head = custody.head()
    place.server.dump(place.database, tmp_path / "backup.dump")
    restored = PostgresPlace(place.server, f"{place.database}_restored")
    place.server.restore(tmp_path / "backup.dump", restored.database)
    try:
        with opened(restored) as custody:
            assert custody.head() == head
            assert list(custody.read(0, 9)) == acts(1, 0, 5)
            custody.append(5, [act(1, 5)], signed(leaves(acts(1, 0, 6))))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            restored.run("DELETE FROM entry")
    finally:
        place.server.drop(restored.database)


def test_psycopg_is_imported_by_one_module_alone() -> None:
    root = Path(postgres.__file__).parents[1]
    texts = {path: path.read_text("utf-8") for path in root.rglob("*.py")}
    found = {path.name for path, text in texts.items() if f"{os.linesep}import psycopg" in text}
    assert found == {"postgres.py"}
