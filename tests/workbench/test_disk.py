"""What is put in place stands there whole, with its name, or what stood there stands."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dipoli.workbench.disk import make_folder, put


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, set[str]]]:
    """Each folder that was made durable, with the names that it had by then."""
    seen, sync = list[tuple[Path, set[str]]](), os.fsync

    def look(descriptor: int) -> None:
        place = Path(f"/proc/self/fd/{descriptor}").resolve()
        if place.is_dir():
            seen.append((place, {one.name for one in place.iterdir()}))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    return seen


def test_the_name_of_a_file_is_durable_before_it_is_told_kept(
    synced: list[tuple[Path, set[str]]], tmp_path: Path
) -> None:
    put(tmp_path / "run.json", b"first")
    assert synced == [(tmp_path, {"run.json"})]
    put(tmp_path / "run.json", b"second")
    assert (tmp_path / "run.json").read_bytes() == b"second"
    assert synced[1:] == [(tmp_path, {"run.json"})]
    assert (tmp_path / "run.json").stat().st_mode & 0o777 == 0o600


def test_new_folders_are_durable_in_those_above_them(
    synced: list[tuple[Path, set[str]]], tmp_path: Path
) -> None:
    make_folder(tmp_path / "one" / "two")
    assert synced == [(tmp_path, {"one"}), (tmp_path / "one", {"two"})]
    make_folder(tmp_path / "one" / "two")
    assert len(synced) == 2  # nothing was new


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(tmp_path / "run.json", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "run.json", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["run.json"]
    assert (tmp_path / "run.json").read_bytes() == b"old"
