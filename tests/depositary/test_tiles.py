"""The static files: written last things last, never half, and read when nothing else answers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.depositary.acts import ORIGIN, act, acts, leaves, line, signed
from tests.depositary.places import Opened, Place, SqlitePlace, begin, opened

from dipoli.depositary.tiles import StaticFiles, body_path
from dipoli.faults import RecordError, SplitViewError, TamperedError
from dipoli.record.custody import Stored
from dipoli.record.note import read_note
from dipoli.record.tile import entries_path, read_bundle, tile_nodes, tile_path, tiles
from dipoli.record.tree import leaf_hash, prove_inclusion, root, verify_inclusion


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def go_on(custody: Opened, size: int) -> None:
    known = custody.head().size
    fresh = acts(1, known, size)
    custody.append(known, fresh, signed([*custody.leaves(), *leaves(fresh)]))


def test_the_folder_holds_head_tiles_acts_and_bodies(place: Place, tmp_path: Path) -> None:
    due = begin(place, seed=1, size=300)
    folder = tmp_path / "public"
    with opened(place) as custody:
        StaticFiles(folder).publish(custody)
        found = contents(folder)
        assert found.pop("checkpoint") == custody.head().cosigned
    for path, data in tiles(leaves(due), 300):
        assert found.pop(path) == data
    bundles = found.pop(entries_path(0)), found.pop(entries_path(1, 44))
    assert [*read_bundle(bundles[0]), *read_bundle(bundles[1])] == [one.entry for one in due]
    assert found == {body_path(one.index): one.body for one in due if one.body is not None}
    assert body_path(7) == "bodies/007"
    assert body_path(1234067) == "bodies/x001/x234/067"


def test_what_was_published_is_read_back_whole_or_in_part(place: Place, tmp_path: Path) -> None:
    due = begin(place, seed=1, size=520)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody:
        files.publish(custody)
        assert (files.head().size, files.head().root) == (520, root(leaves(due)))
    fresh = StaticFiles(tmp_path / "public")
    assert list(fresh.read(0, 520)) == due
    assert list(fresh.read(255, 257)) == due[255:257]
    assert list(fresh.read(-5, 2)) == due[:2]
    assert list(fresh.read(519, 9999)) == due[519:]
    assert list(fresh.read(600, 700)) == []


def test_anybody_can_make_a_proof_from_the_files_alone(place: Place, tmp_path: Path) -> None:
    due = begin(place, seed=1, size=300)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody:
        files.publish(custody)
    nodes = tile_nodes(lambda path: (tmp_path / "public" / path).read_bytes(), 300)
    for index in (0, 255, 256, 299):
        proof = prove_inclusion(index, 300, nodes)
        leaf = leaf_hash(due[index].entry)
        assert verify_inclusion(index, 300, leaf, proof, files.head().root)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(min_value=1, max_value=300), min_size=1, max_size=3))
def test_published_step_by_step_equals_published_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int]
) -> None:
    tmp_path = tmp_path_factory.mktemp("tiles")
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1)
    stepwise, at_once = StaticFiles(tmp_path / "one"), StaticFiles(tmp_path / "two")
    with opened(place) as custody:
        stepwise.publish(custody)
        for number, step in enumerate(steps):
            go_on(custody, custody.head().size + step)
            if number % 2:
                stepwise = StaticFiles(tmp_path / "one")  # as after a restart
            stepwise.publish(custody)
        size = custody.head().size
        at_once.publish(custody)
    grown, whole = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert {path: data for path, data in grown.items() if path in whole} == whole
    assert all(".p/" in path for path in grown.keys() - whole.keys()), "only parts may be left"
    assert list(stepwise.read(0, size)) == acts(1, 0, size)


def test_a_full_tile_is_never_written_again_and_its_parts_go(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=255)
    files, folder = StaticFiles(tmp_path / "public"), tmp_path / "public"
    with opened(place) as custody:
        files.publish(custody)
        assert (folder / tile_path(0, 0, 255)).exists()
        go_on(custody, 256)
        files.publish(custody)
        assert not (folder / tile_path(0, 0, 255)).parent.exists()
        assert not (folder / entries_path(0, 255)).parent.exists()
        full = (folder / tile_path(0, 0)).stat().st_ino
        go_on(custody, 300)
        files.publish(custody)
        assert (folder / tile_path(0, 0)).stat().st_ino == full


def test_a_reader_of_an_earlier_head_still_finds_its_part_of_a_tile(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=5)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody:
        files.publish(custody)
        go_on(custody, 9)
        files.publish(custody)
    assert (tmp_path / "public" / tile_path(0, 0, 5)).exists()
    assert (tmp_path / "public" / entries_path(0, 5)).exists()


def test_cosignatures_that_came_later_are_published(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=2)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody:
        files.publish(custody)
        custody.add_cosignatures(2, [line(custody.head().checkpoint, 5)])
        files.publish(custody)
        assert len(read_note((tmp_path / "public" / "checkpoint").read_bytes()).signatures) == 2


def test_a_withheld_body_goes_from_the_folder_and_the_act_stays(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    due = begin(place, seed=1, size=9)
    index = next(one.index for one in due if one.body is not None)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody:
        files.publish(custody)
        custody.withhold(index)
        files.withhold(index)
        files.withhold(index)
        files.publish(custody)
    assert files.read(0, 9)[index] == Stored(index=index, entry=act(1, index).entry)


def test_the_folder_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=3)
    with opened(place) as custody:
        StaticFiles(tmp_path / "public").publish(custody)
    for path in (tmp_path / "public", *(tmp_path / "public").rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


# ---------------------------------------------------------------- what goes wrong


def test_a_crash_before_the_checkpoint_leaves_the_earlier_head_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every file that a publication writes, the one before it is the last that was written."""
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=254)
    with opened(place) as custody:
        StaticFiles(tmp_path / "public").publish(custody)
        go_on(custody, 258)
        real, written = os.fsync, 0
        for crash in range(200):
            count = iter(range(crash + 1))

            def failing(descriptor: int, count: object = count) -> None:
                if next(count, None) is None:  # type: ignore[call-overload]
                    message = "the machine stopped"
                    raise OSError(message)
                real(descriptor)

            monkeypatch.setattr(os, "fsync", failing)
            try:
                StaticFiles(tmp_path / "public").publish(custody)
            except RecordError as fault:
                assert "publish the record into it again" in str(fault)  # noqa: PT017 - many are raised
            else:
                break
            finally:
                monkeypatch.setattr(os, "fsync", real)
            size = StaticFiles(tmp_path / "public").head().size
            assert list(StaticFiles(tmp_path / "public").read(0, 999)) == acts(1, 0, size)
            written += 1
        assert written > 5
        assert list(StaticFiles(tmp_path / "public").read(0, 999)) == acts(1, 0, 258)


def test_a_custody_rolled_back_to_an_old_backup_is_not_published(tmp_path: Path) -> None:
    place, old = SqlitePlace(tmp_path / "record.db"), SqlitePlace(tmp_path / "old.db")
    begin(place, seed=1, size=7)
    begin(old, seed=1, size=4)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody, opened(old) as rolled_back:
        files.publish(custody)
        for one in (files, StaticFiles(tmp_path / "public")):
            with pytest.raises(RecordError, match="3 are missing here"):
                one.publish(rolled_back)
    assert list(files.read(0, 9)) == acts(1, 0, 7)


def test_another_history_is_not_published_over_the_first(tmp_path: Path) -> None:
    place, other = SqlitePlace(tmp_path / "record.db"), SqlitePlace(tmp_path / "other.db")
    begin(place, seed=1, size=4)
    begin(other, seed=2, size=7)
    files = StaticFiles(tmp_path / "public")
    with opened(place) as custody, opened(other) as second:
        files.publish(custody)
        for one in (files, StaticFiles(tmp_path / "public")):
            with pytest.raises(SplitViewError):
                one.publish(second)
    assert list(files.read(0, 9)) == acts(1, 0, 4)


@pytest.mark.parametrize("path", [tile_path(0, 0), entries_path(0)], ids=["tile", "entries"])
def test_changed_files_are_not_read(tmp_path: Path, path: str) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=300)
    with opened(place) as custody:
        StaticFiles(tmp_path / "public").publish(custody)
    file = tmp_path / "public" / path
    data = bytearray(file.read_bytes())
    data[5] ^= 1
    file.write_bytes(data)
    with pytest.raises(TamperedError):
        StaticFiles(tmp_path / "public").read(0, 300)


def test_a_folder_where_nothing_was_published_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"No such file.*publish the record into it"):
        StaticFiles(tmp_path / "none").head()


def test_the_origin_is_that_of_the_record(tmp_path: Path) -> None:
    place = SqlitePlace(tmp_path / "record.db")
    begin(place, seed=1, size=1)
    with opened(place) as custody:
        StaticFiles(tmp_path / "public").publish(custody)
    assert (tmp_path / "public" / "checkpoint").read_text("utf-8").startswith(f"{ORIGIN}\n1\n")
