"""The wheel alone is enough: it carries charters and cases and works from an empty folder."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it is built from the tree, unpacked into a folder of its own."""
    out = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own words
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def run(unpacked: Path, empty: Path, *words: str) -> str:
    """What a command prints, with the wheel first on the path, in an empty folder."""
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "dipoli.cli.main", *words],
        cwd=empty,
        env={"PYTHONPATH": str(unpacked), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    return told.stdout


def test_frameworks_are_listed_from_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    told = json.loads(run(unpacked, tmp_path, "frameworks", "--json"))
    assert len(told["frameworks"]) == 24
    assert "Six-Party Talks" in run(unpacked, tmp_path, "frameworks", "show", "six-party-talks")


def test_the_cases_lie_in_the_wheel_and_are_coherent(unpacked: Path, tmp_path: Path) -> None:
    for case in ("korea", "lake"):
        folder = unpacked / "dipoli" / "shipped" / "cases" / case
        told = json.loads(run(unpacked, tmp_path, "check", str(folder), "--json"))
        assert told["ok"]


def test_a_report_is_made_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    folder = unpacked / "dipoli" / "shipped" / "cases" / "lake"
    run(unpacked, tmp_path, "report", str(folder), "--out", "lake.html")
    assert "</html>" in (tmp_path / "lake.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["lake.html"]


def test_the_texts_of_the_lake_lie_in_the_wheel_byte_for_byte(unpacked: Path) -> None:
    inside = unpacked / "dipoli" / "shipped" / "corpora"
    wanted = {one.relative_to(ROOT / "corpora"): one for one in (ROOT / "corpora").rglob("*.*")}
    found = {one.relative_to(inside) for one in inside.rglob("*.*")}
    assert found == set(wanted)
    for name, path in wanted.items():
        assert (inside / name).read_bytes() == path.read_bytes()


PRESETS = {
    "asean-style": (),
    "helsinki-style": (),
    "northeast-asia-proposed": (),
    "six-party-style": ("--presides", "XAL"),
    "ulaanbaatar-style": ("--presides", "XBE"),
}
"""The presets that the documents promise, and what each leaves to whoever opens a forum by it."""


def test_every_preset_lies_in_the_wheel_byte_for_byte(unpacked: Path) -> None:
    inside = unpacked / "dipoli" / "shipped" / "charters"
    assert sorted(path.name for path in inside.iterdir()) == [f"{name}.yaml" for name in PRESETS]
    for path in inside.iterdir():
        assert path.read_bytes() == (ROOT / "charters" / path.name).read_bytes()


@pytest.mark.parametrize("preset", PRESETS)
def test_a_forum_is_opened_by_a_preset_of_the_wheel_alone(
    preset: str, unpacked: Path, tmp_path: Path
) -> None:
    run(unpacked, tmp_path, "office", "make", "o", "--forum", "lake.example/talks", "--circle", "p")
    parties = ("--party", "XAL=Alderan", "--party", "XBE=Bermark@Asia/Tokyo")
    sits = ("--on-paper", "XAL", "--on-paper", "XBE", *parties, *PRESETS[preset])
    told = json.loads(
        run(unpacked, tmp_path, "forum", "open", "o", "--charter", preset, *sits, "--json")
    )
    assert (told["charter"], told["seats"]) == (preset, ["XAL", "XBE"])
    seats = json.loads(run(unpacked, tmp_path, "forum", "status", "o", "--json"))
    assert seats["exercise"] is True


def test_what_runs_from_the_wheel_is_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    """Else all of this would pass on the tree beside it."""
    told = subprocess.run(
        [sys.executable, "-c", "import dipoli.codec.shipped as s; print(s.shipped('charters'))"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(told.stdout.strip()) == unpacked / "dipoli" / "shipped" / "charters"
