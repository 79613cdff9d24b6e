"""``dipoli report``: a file that is there whole or not at all."""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import re
import sys
from pathlib import Path
from unittest import mock

import pytest
from pypdf import PdfReader
from tests.codec.printing.glyphs import check_letters

from dipoli.cli.main import main
from dipoli.cli.report import write_all
from dipoli.codec import printing
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
        write_all(
            [(blocked / "report.html", b"x")], what="report", mend="name another file with --out"
        )
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
        write_all([(out, b"new")], what="report", mend="name another file with --out")
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


# ---------------------------------------------------------------- on sheets


def sheets_of(pdf: bytes) -> list[str]:
    """The words of each sheet, by another program's reading, in order and without breaks."""
    return [" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(pdf)).pages]


def test_the_report_stands_on_sheets_with_its_mark_and_every_letter_embedded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, pdf = tmp_path / "lake.html", tmp_path / "lake.pdf"
    words = ["--out", str(out), "--pdf", str(pdf), "--clash", "--gives", "--no-roadmap", "--json"]
    with mock.patch("dipoli.codec.printing.laid_out", side_effect=printing.laid_out) as laid:
        assert main(["report", LAKE, *words]) == 0
    (given, _styles) = laid.call_args.args
    assert ":has(" not in given  # held against the whole page for each thing in it
    assert 'text-anchor="end"' in given  # labels of drawings end where they should
    told = json.loads(capsys.readouterr().out)
    data = pdf.read_bytes()
    assert told["pdf"] == {
        "path": str(pdf),
        "bytes": len(data),
        "digest": hashlib.sha256(data).hexdigest(),
    }
    sheets = sheets_of(data)
    assert len(sheets) > 5
    for number, said in enumerate(sheets, 1):
        assert "An exercise: states, figures and events are invented." in said
        assert f"{number} / {len(sheets)}" in said
    assert check_letters(data)
    page = out.read_text(encoding="utf-8")
    every = " ".join(sheets)
    headings = re.findall(r"<h2[^>]*>(?:<span[^>]*>[^<]*</span>)?([^<]+)</h2>", page)
    assert headings
    run = ("try", "explor")  # parts that run in the page alone
    missing = [
        one for one in map(html.unescape, headings)
        if " ".join(one.split()) not in every and not one.strip().lower().startswith(run)
    ]  # fmt: skip
    assert missing == []


def test_no_report_is_made_where_no_sheets_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake.html"
    with mock.patch.dict(sys.modules, {"weasyprint": None}):
        assert main(["report", LAKE, "--out", str(out), "--pdf", str(tmp_path / "x.pdf")]) == 3
    assert "dipoli[print]" in capsys.readouterr().err
    assert main(["report", LAKE, "--out", str(out), "--pdf", str(out)]) == 2
    assert "--out and --pdf name the same file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
