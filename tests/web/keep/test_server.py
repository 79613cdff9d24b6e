"""The site says the same whether a file or a server keeps its desk and its records."""

from __future__ import annotations

from pathlib import Path

from tests.web.keep.campaigns import CAMPAIGNS, OWN_PLACES
from tests.web.keep.sites import fresh_database, old_site, run

WEB = Path(__file__).parents[1]


def _walk(folder: Path, database: str = "") -> list[str]:
    done = run("walk", folder, database=database)
    assert done.code == 0, done.faults
    return sorted(line for line in done.told.splitlines() if not line.startswith("The "))


def test_every_page_is_the_same_from_a_file_and_from_a_server(tmp_path: Path) -> None:
    from_file = _walk(old_site(tmp_path / "site"))
    assert len(from_file) > 25
    assert {line.partition(" ")[0] for line in from_file} == {"200"}
    with fresh_database() as address:
        assert _walk(tmp_path / "site", address) == from_file
    assert not (tmp_path / "site" / "six-party-talks/offices/plenary/record.db").exists()


def test_every_test_of_a_page_is_owed_on_a_server_too() -> None:
    _check, owed = next(iter(CAMPAIGNS.values()))
    assert owed == len([one for one in WEB.glob("test_*.py") if one.name not in OWN_PLACES])
