"""Texts and ties on two desks: kept whole, private, and no part of the case or of any record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from tests.node.boxes import box_of

from dipoli.codec.case_folder import read_case
from dipoli.codec.draft_file import read_draft
from dipoli.codec.ties_file import Ties, read_ties
from dipoli.faults import DipoliError
from dipoli.workbench.bench import Bench, zip_bytes
from dipoli.workbench.desk import Desk
from dipoli.workbench.folder_desk import FolderDesk
from dipoli.workbench.sealed_desk import SealedDesk
from dipoli.workbench.ties import StaleTiesError, drawer_of, tied

FILES = Path(__file__).parents[2] / "docs" / "howto" / "files"
DRAFT = read_draft((FILES / "lake-text.draft.yaml").read_bytes(), "draft")
TIES = read_ties((FILES / "lake-text.ties.yaml").read_bytes(), "ties")
CASE = read_case(Path(__file__).parents[2] / "cases" / "lake")
Make = Callable[[Path], Desk]


def _folders(place: Path) -> Desk:
    return FolderDesk(folder=place / "cases")


def _sealed(place: Path) -> Desk:
    return SealedDesk(folder=place, box=box_of("XAL"))


@pytest.fixture(params=[_folders, _sealed], ids=["folders", "sealed"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """An empty desk."""
    found: Desk = request.param(tmp_path)
    return found


def test_a_text_is_kept_with_its_ties(desk: Desk) -> None:
    case = Bench(desk=desk).copy_shipped("lake").id
    drawer = drawer_of(desk)
    assert drawer.read(case, "T-1") is None
    drawer.keep(case, "T-1", tied(DRAFT), "")
    held = drawer.read(case, "T-1")
    assert held is not None
    assert held.text() == DRAFT
    assert held.readings("lake") == Ties(case="lake", text="T-1", ties=())
    drawer.keep(case, "T-1", tied(DRAFT, TIES, CASE), held.version)
    again = drawer_of(desk).read(case, "T-1")
    assert again is not None
    assert again.readings("lake") == TIES
    assert list(drawer.names(case)) == ["T-1"]
    drawer.remove(case, "T-1")
    assert list(drawer.names(case)) == []
    assert drawer.read(case, "T-1") is None


def test_whoever_comes_second_writes_nothing(desk: Desk) -> None:
    case = Bench(desk=desk).copy_shipped("lake").id
    drawer = drawer_of(desk)
    drawer.keep(case, "T-1", tied(DRAFT, TIES, CASE), "")
    with pytest.raises(StaleTiesError):
        drawer.keep(case, "T-1", tied(DRAFT), "")
    held = drawer.read(case, "T-1")
    assert held is not None
    assert held.readings("lake") == TIES


def test_ties_are_no_part_of_the_case(desk: Desk) -> None:
    """Whoever is given the case, as a zip or as a copy, is not given them."""
    bench = Bench(desk=desk)
    case = bench.copy_shipped("lake").id
    before = bench.open(case)
    drawer_of(desk).keep(case, "T-1", tied(DRAFT, TIES, CASE), "")
    after = bench.open(case)
    assert (after.held, after.case) == (before.held, before.case)
    assert zip_bytes(after) == zip_bytes(before)
    assert list(drawer_of(desk).names(bench.copy(case).id)) == []


def test_nothing_of_a_text_or_its_ties_is_in_clear_on_a_node(tmp_path: Path) -> None:
    desk = _sealed(tmp_path)
    case = Bench(desk=desk).copy_shipped("lake").id
    note = "a reading for our own eyes alone"
    ties = evolve(TIES, ties=(evolve(TIES.ties[0], note=note), *TIES.ties[1:]))
    drawer_of(desk).keep(case, "T-1", tied(DRAFT, ties, CASE), "")
    words = [way.words for place in DRAFT.places for way in place.ways if way.words]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        for told in (note, DRAFT.title, "w-flow", "T-1", TIES.ties[0].digest, *words):
            assert told.encode() not in content, (path, told)
            assert told not in path.name
    other = SealedDesk(folder=tmp_path, box=box_of("XBE"))
    with pytest.raises(DipoliError):
        drawer_of(other).read(case, "T-1")


@pytest.mark.parametrize("text", ["../x", "a/b", "", ".hidden", "x" * 81])
def test_a_name_that_leads_elsewhere_is_no_text(tmp_path: Path, text: str) -> None:
    desk = _folders(tmp_path)
    case = Bench(desk=desk).copy_shipped("lake").id
    with pytest.raises(DipoliError):
        drawer_of(desk).keep(case, text, tied(DRAFT), "")
    with pytest.raises(DipoliError):
        drawer_of(desk).read("../cases", "T-1")


def test_a_folder_with_ties_is_read_as_it_was_before(tmp_path: Path) -> None:
    desk = _folders(tmp_path)
    case = Bench(desk=desk).copy_shipped("lake").id
    before = read_case(tmp_path / "cases" / case)
    drawer_of(desk).keep(case, "T-1", tied(DRAFT, TIES, CASE), "")
    assert read_case(tmp_path / "cases" / case) == before
