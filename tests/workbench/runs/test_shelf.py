"""Two shelves, one promise: a run is kept whole, or as it was before; sealed, nothing shows."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from tests.node.boxes import box_of
from tests.workbench.runs.asking import ROOT

from dipoli.faults import MalformedError
from dipoli.workbench.runs.question import ask
from dipoli.workbench.runs.run import Run, State, read, written
from dipoli.workbench.runs.sealed_shelf import SealedShelf
from dipoli.workbench.runs.shelf import FolderShelf, Shelf, digest

Make = Callable[[Path], Shelf]
PAGE = b"<p>A page of the waters</p>"


def _folders(place: Path) -> Shelf:
    return FolderShelf(folder=place / "runs")


def _sealed(place: Path) -> Shelf:
    return SealedShelf(folder=place, box=box_of("XAL"))


@pytest.fixture(params=[_folders, _sealed], ids=["folders", "sealed"])
def make(request: pytest.FixtureRequest) -> Make:
    """How a shelf is made in a place."""
    found: Make = request.param
    return found


def one(number: int = 1, **changed: object) -> Run:
    """A run that was answered."""
    asked = ask("whatif", [("longer", "6")], case="waters")
    run = Run(
        id=f"{asked.key}-{number}",
        question=evolve(asked, rests={"case": "0" * 64}),
        state=State.DONE,
        asked="2031-05-01T10:00:00Z",
        title="The waters",
        told={"receipt": {"method": "walks"}},
        words="WHAT\n----\nNo step falls.",
        things={"issue dam": "1"},
    )
    return evolve(run, **changed)  # type: ignore[arg-type]  # fields of a run


def test_what_was_kept_is_read_again(make: Make, tmp_path: Path) -> None:
    shelf, plain = make(tmp_path), one()
    shelf.keep(evolve(plain, state=State.WAITING, told=None, words=""))
    kept = evolve(plain, document=digest(PAGE))
    shelf.keep(kept, PAGE)
    shelf.keep(one(2))
    for held in (shelf, make(tmp_path)):
        assert list(held.names()) == [one(1).id, one(2).id]
        assert held.read(kept.id) == kept
        assert held.document(kept) == PAGE
        assert held.document(one(2)) is None
        assert held.read("f" * 24 + "-1") is None
    shelf.remove(kept.id)
    shelf.remove(kept.id)
    for held in (shelf, make(tmp_path)):
        assert list(held.names()) == [one(2).id]
        assert held.read(kept.id) is None
        assert held.document(kept) is None


def test_of_many_runs_few_are_held_whole_and_each_is_read_again(tmp_path: Path) -> None:
    shelf = SealedShelf(folder=tmp_path, box=box_of("XAL"))
    pages = {n: f"<p>Page {n}</p>".encode() for n in range(1, 9)}
    for n, page in pages.items():
        shelf.keep(one(n, document=digest(page)), page)
    shelf.keep(one(1, document=digest(pages[1]), seconds=2.0))  # its page stays as it was kept
    order = random.Random(3).choices(list(pages), k=30)
    for held in (shelf, SealedShelf(folder=tmp_path, box=box_of("XAL"))):
        for n in order:
            run = held.read(one(n).id)
            assert run is not None
            assert run.told == one(n).told
            assert held.document(run) == pages[n]
            assert len(held._whole) <= 4  # noqa: SLF001 - nothing else tells what memory holds
        assert [held.brief(one(n).id) is not None for n in pages] == [True] * len(pages)


def test_a_list_has_the_latest_of_each_run_without_its_answer(make: Make, tmp_path: Path) -> None:
    shelf, other = make(tmp_path), make(tmp_path)
    waits = one(state=State.WAITING, told=None, words="", things={})
    shelf.keep(waits)
    assert shelf.brief(waits.id) == waits
    shelf.keep(one(title="Other waters"))
    for held in (shelf, shelf, other):
        found = held.brief(waits.id)
        assert found == one(title="Other waters", told={}, words="", things={})
    assert shelf.read(waits.id) == one(title="Other waters")
    shelf.remove(waits.id)
    assert shelf.brief(waits.id) is None


def test_a_list_of_folders_has_what_another_program_kept_or_damaged(tmp_path: Path) -> None:
    shelf, other = FolderShelf(folder=tmp_path), FolderShelf(folder=tmp_path)
    for title in ("One", "Two", "Six"):  # of one length
        other.keep(one(title=title))
        found = shelf.brief(one().id)
        assert found is not None
        assert found.title == title
    path = tmp_path / one().id / "run.json"
    path.write_bytes(path.read_bytes()[:-9])
    for _again in range(2):
        with pytest.raises(MalformedError, match="ask the question again"):
            shelf.brief(one().id)


@pytest.mark.parametrize("name", ["../x", "a", "f" * 24, "f" * 24 + "-1/..", ""])
def test_a_name_that_is_none_leads_nowhere(make: Make, tmp_path: Path, name: str) -> None:
    shelf = make(tmp_path)
    shelf.keep(one())
    assert shelf.read(name) is None
    assert shelf.brief(name) is None
    with pytest.raises(ValueError, match="name of a run"):
        shelf.keep(one(id=name))


def test_a_damaged_run_is_refused_by_name_and_spoils_no_other(tmp_path: Path) -> None:
    shelf = FolderShelf(folder=tmp_path)
    shelf.keep(one(1))
    shelf.keep(one(2))
    (tmp_path / one(1).id / "run.json").write_bytes(written(one(1))[:-9])
    with pytest.raises(MalformedError, match="ask the question again"):
        shelf.read(one(1).id)
    assert shelf.read(one(2).id) == one(2)


def test_a_page_that_no_run_names_is_passed_over(tmp_path: Path) -> None:
    shelf, kept = FolderShelf(folder=tmp_path), one(document=digest(PAGE))
    shelf.keep(kept, PAGE)
    (tmp_path / kept.id / "document.html").write_bytes(b"<p>another</p>")
    assert shelf.document(kept) is None


def test_nothing_of_a_sealed_run_shows_on_the_disk(tmp_path: Path) -> None:
    shelf = _sealed(tmp_path)
    kept = one(document=digest(PAGE))
    shelf.keep(kept, PAGE)
    shelf.keep(one(2, state=State.FAILED, told=None, words="", fault="the waters"))
    seen = b"".join(
        part
        for path in tmp_path.rglob("*")
        for part in (
            str(path.relative_to(tmp_path)).encode(),
            path.read_bytes() if path.is_file() else b"",
        )
    )
    for word in (
        b"waters",
        b"whatif",
        b"dam",
        b"walks",
        kept.id.encode(),
        kept.question.key.encode(),
    ):
        assert word not in seen
    assert list(SealedShelf(folder=tmp_path, box=box_of("XBE")).names()) == []


_WRITER = """
import sys
from pathlib import Path
from attrs import evolve
from tests.workbench.runs.test_shelf import one, PAGE
from dipoli.workbench.runs.shelf import FolderShelf, digest
shelf, number = FolderShelf(folder=Path(sys.argv[1])), 0
print("ready", flush=True)
while True:
    number += 1
    page = PAGE * (number % 50)
    run = one(number % 4 + 1, words="word " * (number % 3000), document=digest(page))
    shelf.keep(run, page)
    if number % 7 == 0:
        shelf.remove(run.id)
"""


def test_a_program_that_is_killed_at_any_moment_leaves_nothing_half_written(
    tmp_path: Path,
) -> None:
    chance = random.Random(20310501)
    for _ in range(4):  # a sample; a writer keeps some hundred runs a second
        writer = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.05, 0.3))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        shelf = FolderShelf(folder=tmp_path)
        for name in shelf.names():
            run = shelf.read(name)
            assert run is not None
            assert run.id == name
            assert read(written(run), name) == run
    assert list(shelf.names())
