"""``dipoli report``: a file that is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from dipoli.cli.main import main
from dipoli.cli.report import write_whole
from dipoli.codec.shipped import shipped
from dipoli.faults import DipoliError

LAKE = str(shipped("cases") / "lake")


def test_the_report_is_written_and_its_path_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "lake.html"
    assert main(["report", LAKE, "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "Open it in any browser: file://" in told.err
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [one.name for one in out.parent.iterdir()] == ["lake.html"]


def test_the_json_object_tells_path_digest_and_receipt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake.html"
    assert main(["report", LAKE, "--out", str(out), "--clash", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "dipoli.report/1"
    assert told["path"] == str(out)
    assert told["digest"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["bytes"] == out.stat().st_size
    assert (told["clash"], told["gives"], told["explorer"]) == (True, False, True)
    assert (told["robustness"], told["linkage"]) == (False, False)
    assert told["receipt"]["exercise"] is True


def test_how_far_answers_hold_and_what_linking_adds_are_in_the_file_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake.html"
    assert main(["report", LAKE, "--out", str(out), "--json"]) == 0
    assert "drawn within its range" not in out.read_text(encoding="utf-8")
    words = ["--robust", "--profiles", "20", "--seed", "7", "--linkage"]
    assert main(["report", LAKE, "--out", str(out), *words, "--json"]) == 0
    plain, asked = map(json.loads, capsys.readouterr().out.splitlines())
    assert (plain["robustness"], plain["linkage"]) == (False, False)
    assert (asked["robustness"], asked["linkage"]) == (True, True)
    page = out.read_text(encoding="utf-8")
    assert '<section id="linkage"' in page
    assert "looked for in 20 profiles and judged by 20 others" in page
    assert "thrown from the seed 7" in page


@pytest.mark.parametrize("words", [["--profiles", "20"], ["--seed", "7"]])
def test_a_way_to_draw_is_refused_where_nothing_is_drawn(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", LAKE, "--out", str(tmp_path / "lake.html"), *words]) == 2
    assert "add --robust" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--profiles", "9"], ["--seed", "-1"], ["--seed", "many"]])
def test_figures_that_cannot_be_drawn_by_are_refused(words: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["report", LAKE, "--robust", "--out", str(tmp_path / "lake.html"), *words])
    assert refused.value.code == 2


def test_a_bad_case_leaves_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "none.html"
    assert main(["report", str(tmp_path / "missing"), "--out", str(out)]) == 2
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(DipoliError, match="--out"):
        write_whole(blocked / "report.html", b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["blocked"]


def test_an_interruption_leaves_the_old_report_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.html"
    out.write_bytes(b"old")

    def stop(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(out, b"new")
    assert out.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_the_steps_are_in_the_file_unless_they_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for words in ([], ["--no-roadmap"]):
        place = tmp_path / f"report{len(words)}.html"
        assert main(["report", LAKE, "--out", str(place), "--json", *words]) == 0
        there = '<section id="roadmap"' in place.read_text(encoding="utf-8")
        told.append((json.loads(capsys.readouterr().out)["roadmap"], there))
    assert told == [(True, True), (False, False)]
