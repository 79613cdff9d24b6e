"""A folder that an older release left is upgraded; one of a newer release is left alone."""

from __future__ import annotations

import json
from pathlib import Path

from tests.web.keep.sites import ask, keep, old_site, refused

from dipoli.secretariat.premises import open_premises

PLACE = "six-party-talks/offices/plenary"
PAGES = ("/", "/forums/six-party-talks", "/forums/six-party-talks/plenary/log")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / PLACE).glob("*.json")}


def test_the_data_of_the_first_release_are_upgraded_and_shown(tmp_path: Path) -> None:
    folder = old_site(tmp_path / "site")
    papers, head = _bytes(folder), open_premises(folder / PLACE).head()
    told = keep("upgrade", folder)
    assert "was brought up to this release" in told
    assert json.loads((folder / "layout.json").read_text("ascii")) == {"layout": 1}
    assert (folder / "desk-of-layout-0.db").exists()
    assert _bytes(folder) == papers
    assert open_premises(folder / PLACE).head() == head
    assert ask(folder, *PAGES) == [f"200 True {page}" for page in PAGES]
    assert "was brought up" not in keep("upgrade", folder)


def test_the_site_itself_upgrades_a_folder_when_it_starts(tmp_path: Path) -> None:
    folder = old_site(tmp_path / "site")
    assert ask(folder, PAGES[1]) == [f"200 True {PAGES[1]}"]
    assert (folder / "layout.json").exists()


def test_an_upgrade_cut_short_is_done_again(tmp_path: Path) -> None:
    folder = old_site(tmp_path / "site")
    keep("upgrade", folder)
    (folder / "layout.json").unlink()
    assert "was brought up" in keep("upgrade", folder)


def test_a_folder_of_a_newer_release_is_refused(tmp_path: Path) -> None:
    folder = old_site(tmp_path / "site")
    (folder / "layout.json").write_text('{"layout": 2}', "ascii")
    before = (folder / "desk.db").read_bytes()
    assert "was written by a newer release" in refused("upgrade", folder)
    assert (folder / "desk.db").read_bytes() == before
    (folder / "layout.json").write_text("x", "ascii")
    assert "cannot be read" in refused("upgrade", folder)
