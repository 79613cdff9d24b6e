"""A seized host: nothing that was private lies in what was taken from it."""

from __future__ import annotations

import base64
import gzip
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.canaries import TAKEN, Planted, control_in, encodings, found_in, seized, word

EACH = 5
"""Of each sort; the whole count is in benches/campaign.py."""


Host = tuple[Path, Planted]


@pytest.fixture(scope="module")
def in_files() -> Iterator[Host]:
    """A host that was seized."""
    with seized(EACH, "sample") as found:
        yield found


@pytest.fixture(scope="module")
def on_a_server() -> Iterator[Host]:
    """The same, where a server had desk and records."""
    with seized(EACH, "sample", server=True) as found:
        yield found


@pytest.fixture(params=["in_files", "on_a_server"])
def host(request: pytest.FixtureRequest) -> Host:
    """Each of the two."""
    found: Host = request.getfixturevalue(request.param)
    return found


def test_no_canary_is_found(host: Host) -> None:
    folder, planted = host
    assert len(set(planted.all)) == 4 * EACH
    assert not found_in(folder, planted.all)


def test_what_is_open_to_the_host_is_found(host: Host) -> None:
    folder, planted = host
    assert found_in(folder, [planted.control])


def test_records_desk_logs_and_backups_were_all_searched(in_files: Host) -> None:
    folder, _ = in_files
    names = {path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_size}
    assert {"record.db", "desk.db", "out.log", "apart.db", "apart.db.gz", "secret.key"} <= names


def test_dumps_data_changes_logs_and_backups_of_a_server_were_all_searched(
    on_a_server: Host,
) -> None:
    folder, planted = on_a_server
    assert not (folder / "desk.db").exists()
    copies = ("backups/site.sql", "backups/values", "backups/site.tar")
    for place in (*TAKEN, *copies):
        assert control_in(folder / place, planted), place
    with tarfile.open(folder / "backups" / "site.tar") as archive:
        assert {"desk.db", "exercise/offices/apart/record.db"} <= set(archive.getnames())


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


def test_a_canary_is_found_where_a_packed_dump_has_its_base64_in_hex(tmp_path: Path) -> None:
    canary = word("x", 2).encode()
    digits = base64.b64encode(canary).hex().encode()
    (tmp_path / "file").write_bytes(b"before" + gzip.compress(b"\\\\x" + digits + b"\tmore"))
    assert "base64 at 0" in found_in(tmp_path, [canary])[canary]
