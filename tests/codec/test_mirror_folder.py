"""A copy of a record in a folder: files are read whole, and what is no file is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dipoli.codec import mirror_folder
from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.faults import RecordError


def test_a_file_is_read_whole_however_long(tmp_path: Path) -> None:
    folder = MirrorFolder(tmp_path)
    for length in (0, 1, 65_535, 65_536, 65_537, 200_000):
        data = os.urandom(length)
        (tmp_path / "file").write_bytes(data)
        assert folder.read("file") == data


def test_no_more_is_read_than_a_file_of_a_copy_can_have(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        file.truncate(mirror_folder.LIMIT + 10)
    assert MirrorFolder(tmp_path).read("file") == bytes(mirror_folder.LIMIT)


def test_what_is_no_file_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    folder = MirrorFolder(tmp_path)
    for path in ("none", "none/none", "folder", "file/inside", "loop", "pipe"):
        assert folder.read(path) is None


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"as it is")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert MirrorFolder(tmp_path).read("link") == b"as it is"


def test_files_that_a_head_does_not_need_are_counted(tmp_path: Path) -> None:
    due = ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3", "bodies/000", "bodies/002"]
    for path in [*due, "bodies/003", "tile/0/000.p/2", "notes/of/somebody", "README"]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    assert MirrorFolder(tmp_path).strays(3) == 4


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="There is no folder"):
        MirrorFolder(tmp_path / "none")
