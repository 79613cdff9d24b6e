"""Two desks, one promise: a case is kept whole, by the version that was read, and can be undone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import cattrs
import pytest
from attrs import evolve
from tests.node.boxes import box_of
from tests.workbench.memory_desk import MemoryDesk

from dipoli.codec.case_folder import read_case
from dipoli.faults import MalformedError, RefusedError
from dipoli.node import sealed_files
from dipoli.told import Told, tell, to_json
from dipoli.workbench import history_json
from dipoli.workbench.bench import Bench, zip_bytes
from dipoli.workbench.desk import Desk, Held, StaleCaseError, UnknownCaseError
from dipoli.workbench.folder_desk import LOG, FolderDesk
from dipoli.workbench.history import History, Step, change
from dipoli.workbench.sealed_desk import SealedDesk

Make = Callable[[Path], Desk]
PAPERS = {"case.yaml": "id: a\n", "positions/XAL.yaml": "party: XAL\n"}


def _folders(place: Path) -> Desk:
    return FolderDesk(folder=place / "cases")


def _sealed(place: Path) -> Desk:
    return SealedDesk(folder=place, box=box_of("XAL"))


@pytest.fixture(params=[_folders, _sealed], ids=["folders", "sealed"])
def make(request: pytest.FixtureRequest) -> Make:
    """How a desk is made in a place."""
    found: Make = request.param
    return found


@pytest.fixture
def desk(make: Make, tmp_path: Path) -> Desk:
    """An empty desk."""
    return make(tmp_path)


def edited(held: Held, paper: str, text: str | None, told: str = "a trial") -> Held:
    """What an edit of one paper leaves."""
    made = change(paper, held.papers.get(paper), text)
    step = Step(edit={"name": "trial"}, told=told, changes=(made,))
    papers = {name: one for name, one in {**held.papers, paper: text}.items() if one is not None}
    return evolve(held, papers=papers, history=held.history.with_step(step))


# ---------------------------------------------------------------- one suite for both


def test_what_was_laid_is_read_again(desk: Desk, make: Make, tmp_path: Path) -> None:
    held = desk.add("A case", PAPERS)
    again = make(tmp_path).read(held.id)
    assert again.papers == PAPERS
    assert again.version == held.version
    assert list(desk.list()) == [held.id]


def test_two_of_one_name_lie_side_by_side(desk: Desk) -> None:
    one, two = desk.add("same", PAPERS), desk.add("same", PAPERS)
    assert one.id != two.id
    assert sorted(desk.list()) == sorted([one.id, two.id])


def test_an_edit_is_kept_with_its_history(desk: Desk, make: Make, tmp_path: Path) -> None:
    held = desk.add("a", PAPERS)
    after = edited(held, "positions/XBE.yaml", "party: XBE\n")
    desk.write(after, held.version)
    again = make(tmp_path).read(held.id)
    assert again == after
    papers, history = again.history.undone(again.papers)
    desk.write(evolve(again, papers=papers, history=history), again.version)
    assert make(tmp_path).read(held.id).papers == PAPERS


def test_a_desk_remembers_what_it_wrote_as_another_reads_it(
    desk: Desk, make: Make, tmp_path: Path
) -> None:
    held = desk.add("a", PAPERS)
    for n in range(4):
        before = desk.read(held.id)
        told = tell("{papers} for the time {n}", papers=("case.yaml", "others"), n=n)
        after = edited(before, "case.yaml", f"id: a{n}\n", told)
        if n == 2:
            papers, history = before.history.undone(before.papers)
            after = evolve(before, papers=papers, history=history)
        desk.write(after, before.version)
        kept, read = desk.read(held.id), make(tmp_path).read(held.id)
        assert kept == read
        for one, two in zip(kept.history.steps, read.history.steps, strict=True):
            assert repr((one.edit, one.told, one.changes)) == repr(
                (two.edit, two.told, two.changes)
            )
            assert isinstance(one.told, Told)
            assert isinstance(two.told, Told)
            assert repr((one.told.template, one.told.parts)) == repr(
                (two.told.template, two.told.parts)
            )


def test_a_desk_reads_what_another_wrote_meanwhile(desk: Desk, make: Make, tmp_path: Path) -> None:
    held = desk.add("a", PAPERS)
    other = make(tmp_path)
    for n, (writer, reader) in enumerate([(desk, other), (other, desk), (desk, other)]):
        after = edited(writer.read(held.id), "case.yaml", f"id: a{n}\n")
        writer.write(after, reader.read(held.id).version)
        assert reader.read(held.id) == writer.read(held.id) == after


def test_a_history_is_kept_with_all_its_fields() -> None:
    bench = Bench(desk=MemoryDesk())
    held = bench.copy_shipped("lake").held
    for paper, text in (("case.yaml", "id: b\n"), ("positions/XAL.yaml", None)):
        held = edited(held, paper, text)
    steps = [
        {**cattrs.Converter().unstructure(one), "told": to_json(one.told)}
        for one in held.history.steps
    ]
    assert history_json.plain(held.history) == {
        "format": history_json.FORMAT, "steps": steps, "done": 2, "saved": 2,
    }  # fmt: skip


def test_whoever_comes_second_writes_nothing(desk: Desk) -> None:
    held = desk.add("a", PAPERS)
    first = edited(held, "case.yaml", "id: first\n")
    desk.write(first, held.version)
    with pytest.raises(StaleCaseError):
        desk.write(edited(held, "case.yaml", "id: second\n"), held.version)
    with pytest.raises(StaleCaseError):
        desk.remove(held.id, held.version)
    assert desk.read(held.id) == first


def test_an_undo_and_a_redo_are_other_versions(desk: Desk) -> None:
    held = desk.add("a", PAPERS)
    after = edited(held, "case.yaml", "id: b\n")
    papers, history = after.history.undone(after.papers)
    back = evolve(after, papers=papers, history=history)
    assert len({held.version, after.version, back.version}) == 3


def test_what_was_removed_is_gone(desk: Desk) -> None:
    held = desk.add("a", PAPERS)
    desk.remove(held.id, held.version)
    assert list(desk.list()) == []
    with pytest.raises(UnknownCaseError):
        desk.read(held.id)


@pytest.mark.parametrize("case", ["", "..", "../a", "A/B", "nowhere", ".workbench"])
def test_no_other_name_is_a_case(desk: Desk, case: str) -> None:
    desk.add("a", PAPERS)
    with pytest.raises(UnknownCaseError):
        desk.read(case)


@pytest.mark.parametrize("name", ["../case.yaml", "/x/x.yaml", "a/b/c.yaml", ".x.yaml", "x.sh"])
def test_nothing_is_written_outside_a_case(desk: Desk, tmp_path: Path, name: str) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"}
    with pytest.raises(RefusedError):
        desk.add("a", {"case.yaml": "id: a\n", name: "x\n"})
    after = {path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert before == after


# ---------------------------------------------------------------- folders


def test_a_folder_stays_what_dipoli_check_reads(tmp_path: Path) -> None:
    bench = Bench(desk=_folders(tmp_path))
    sheet = bench.copy_shipped("lake")
    bench.desk.write(edited(sheet.held, "README.md", "Words.\n"), sheet.version)
    case = read_case(tmp_path / "cases" / "lake")
    assert sheet.case is not None
    assert case == sheet.case


@pytest.mark.parametrize("lost", [("case.yaml",), ("positions/XAL.yaml",), tuple(PAPERS)])
def test_a_crash_between_log_and_papers_is_completed(tmp_path: Path, lost: tuple[str, ...]) -> None:
    desk = FolderDesk(folder=tmp_path)
    held = desk.add("a", PAPERS)
    made = (
        change("case.yaml", PAPERS["case.yaml"], "id: b\n"),
        change("positions/XAL.yaml", PAPERS["positions/XAL.yaml"], None),
    )
    step = Step(edit={}, told="two papers", changes=made)
    after = evolve(held, papers={"case.yaml": "id: b\n"}, history=History().with_step(step))
    desk.write(after, held.version)
    for name in lost:  # as if the machine had stopped before this paper was put in place
        (tmp_path / held.id / name).parent.mkdir(exist_ok=True)
        (tmp_path / held.id / name).write_text(PAPERS[name], encoding="utf-8")
    assert desk.read(held.id) == after
    assert desk.read(held.id) == after


def test_what_another_program_wrote_is_not_undone(tmp_path: Path) -> None:
    desk = FolderDesk(folder=tmp_path)
    held = desk.add("a", PAPERS)
    desk.write(edited(held, "case.yaml", "id: b\n"), held.version)
    paper = tmp_path / held.id / "case.yaml"
    paper.write_text("id: by-hand\n", encoding="utf-8")
    again = desk.read(held.id)
    assert again.papers["case.yaml"] == "id: by-hand\n"
    with pytest.raises(RefusedError, match="another program"):
        again.history.undone(again.papers)
    assert paper.read_text(encoding="utf-8") == "id: by-hand\n"


def test_a_damaged_log_is_told_and_the_case_left_alone(tmp_path: Path) -> None:
    desk = FolderDesk(folder=tmp_path)
    held = desk.add("a", PAPERS)
    (tmp_path / held.id / LOG).write_text('{"format": "other"}', encoding="utf-8")
    with pytest.raises(MalformedError, match="move the file away"):
        desk.read(held.id)
    (tmp_path / held.id / LOG).unlink()
    assert desk.read(held.id).papers == PAPERS


# ---------------------------------------------------------------- sealed


def bytes_on_disk(folder: Path) -> bytes:
    """Everything that lies in a folder: names and contents of all files."""
    found = b""
    for place, folders, files in os.walk(folder):
        found += "\n".join([place, *folders, *files]).encode()
        found += b"".join((Path(place) / name).read_bytes() for name in files)
    return found


def test_no_word_of_a_sealed_case_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    monkeypatch.setattr("tempfile.tempdir", None)
    bench = Bench(desk=_sealed(tmp_path))
    sheet = bench.copy_shipped("lake")
    secret = "reservation-secret-98431"  # noqa: S105 - a word to be looked for
    text = sheet.held.papers["case.yaml"].replace("purpose: ", f"# {secret}\npurpose: ")
    bench.desk.write(edited(sheet.held, "case.yaml", text), sheet.version)
    again = bench.open(sheet.id)
    assert secret in again.held.papers["case.yaml"]
    assert zip_bytes(again)
    assert next(bench.listed()).title == sheet.title
    seen = bytes_on_disk(tmp_path)
    words = {secret, sheet.title, "XAL.yaml", "importance", "lake", "Orvanna", "case.yaml"}
    assert not {word for word in words if word.encode() in seen}
    assert not any(passing.iterdir())


def test_the_length_of_a_sealed_case_is_told_in_steps(tmp_path: Path) -> None:
    desk = _sealed(tmp_path)
    sizes = set()
    for n in range(4):
        held = desk.add("a", {"case.yaml": "x" * (1 + 9_000 * n)})
        # age puts some bytes of chance length before what it seals
        sizes.add((tmp_path / "cases" / f"{held.id}.age").stat().st_size // sealed_files.STEP)
    assert sizes == {1}


def test_another_s_box_opens_nothing(tmp_path: Path) -> None:
    held = _sealed(tmp_path).add("a", PAPERS)
    other = Bench(desk=SealedDesk(folder=tmp_path, box=box_of("XBE")))
    (listed,) = other.listed()
    assert (listed.id, listed.title, listed.faults) == (held.id, held.id, None)
    assert "does not open" in listed.why


def test_a_sealed_file_of_another_form_is_told(tmp_path: Path) -> None:
    desk = _sealed(tmp_path)
    told: Mapping[str, object]
    for told in ({}, {"format": "x"}, {"format": "dipoli.sealed-case/1", "papers": {"a": 1}}):
        sealed_files.keep(tmp_path, box_of("XAL"), "0" * 12, json.dumps(told).encode())
        with pytest.raises(MalformedError, match="put back a copy"):
            desk.read("0" * 12)
