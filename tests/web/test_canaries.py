"""A seized host: nothing that was private lies in what was taken from it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.canaries import Planted, encodings, found_in, seized, word

EACH = 5
"""Of each sort; the whole count is in benches/campaign.py."""


@pytest.fixture(scope="module")
def host() -> Iterator[tuple[Path, Planted]]:
    """A host that was seized."""
    with seized(EACH, "sample") as found:
        yield found


def test_no_canary_is_found(host: tuple[Path, Planted]) -> None:
    folder, planted = host
    assert len(set(planted.all)) == 4 * EACH
    assert not found_in(folder, planted.all)


def test_what_is_open_to_the_host_is_found(host: tuple[Path, Planted]) -> None:
    folder, planted = host
    assert found_in(folder, [planted.control])


def test_records_desk_logs_and_backups_were_all_searched(host: tuple[Path, Planted]) -> None:
    folder, _ = host
    names = {path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_size}
    assert {"record.db", "desk.db", "out.log", "apart.db", "apart.db.gz", "secret.key"} <= names


@pytest.mark.parametrize("how", [how for how, _ in encodings(word("x", 0).encode())])
def test_a_canary_is_found_in_every_encoding(tmp_path: Path, how: str) -> None:
    canary = word("x", 0).encode()
    needle = dict(encodings(canary))[how]
    (tmp_path / "file").write_bytes(b"before" + needle + b"behind")
    assert how in found_in(tmp_path, [canary])[canary]


def test_a_canary_is_found_where_it_is_packed(tmp_path: Path) -> None:
    canary = word("x", 1).encode()
    (tmp_path / "file").write_bytes(b"before" + gzip.compress(b"some " + canary + b" more"))
    assert found_in(tmp_path, [canary]) == {canary: {"plain", "percent where needed"}}
