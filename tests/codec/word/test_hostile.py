"""Hostile and damaged Word files are refused with why and what to do, and leave nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.codec.word import made
from tests.codec.word.hostile import FILES, HONEST, packed, unpacked

from dipoli.faults import RefusedError

FORUM = made.desk().forum


def test_there_are_sixty_hostile_files_and_more() -> None:
    assert len(FILES) >= 60


def test_the_file_of_which_they_are_made_is_let_in() -> None:
    assert made.returned(FORUM, HONEST).changes == ()
    assert made.returned(FORUM, packed(unpacked())).changes == ()


def check_refused(name: str) -> None:
    """A file is refused for what it is, with what to do."""
    data, why = FILES[name]
    with pytest.raises(RefusedError) as refused:
        made.returned(FORUM, data)
    told = str(refused.value)
    assert re.search(why, told), told
    assert told.count(". ") >= 1  # why, and what to do
    assert told.endswith(".")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_for_what_it_is_and_leaves_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    check_refused(name)
    assert list(tmp_path.iterdir()) == []


def test_a_fault_in_a_part_says_in_which() -> None:
    data, _ = FILES["entity in the properties"]
    with pytest.raises(RefusedError, match=re.escape("docProps/custom.xml")):
        made.returned(FORUM, data)
