"""``dipoli import``: what it prints, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.codec.interchange.writers import WRITERS, made

from dipoli.cli.main import main

JSON = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json"
SCHEMA = json.loads((JSON / "import.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a made-up scenario in Genius XML."""
    place = tmp_path / "Two parties"
    place.mkdir()
    WRITERS["genius"][1](made(11), place)
    return place


def test_a_scenario_becomes_a_case_that_check_agree_and_report_take(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "case")
    words = ["import", "genius", str(source), "--to", case, "--exercise", "--as-of", "2031-04-30"]
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(told)
    assert told["case"]["title"] == "An exercise: Two parties"
    assert told["case"]["as_of"] == "2031-04-30"
    assert "invented" in told["mark"]
    assert main(["check", case]) == 0
    assert main(["agree", case, "--brief"]) == 0
    assert "every choice of options is an outcome" in capsys.readouterr().out
    report = tmp_path / "report.html"
    assert main(["report", case, "--out", str(report), "--clash", "--gives"]) == 0
    page = report.read_text(encoding="utf-8")
    assert "There is no state of things" in page
    assert "0 is the state of things" not in page
    assert "Beside it: the state of things" not in page
    assert 'id="explorer"' in page
    read = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert read.lower().count("state of things") == read.count("There is no state of things") == 1
    assert main(["report", case, "--out", str(report), "--no-explorer"]) == 0
    assert "<script" not in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["linkage"], ["interests"], ["sitting", "--seat", "XA"]], ids=lambda words: words[0]
)
def test_what_is_told_against_the_state_of_things_is_not_asked_of_outcomes(
    words: list[str], source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "case")
    assert main(["import", "genius", str(source), "--to", case]) == 0
    assert main([*words, case]) == 2
    assert "a set of positions with a state of things" in capsys.readouterr().err
    assert main(["home", case, "--seat", "XA"]) == 0
    assert main(["carry", case]) == 0
    assert main(["robust", case, "--profiles", "20", "--package", "issue-0-more=1"]) == 2
    assert "an option of every issue" in capsys.readouterr().err
    assert main(["robust", case, "--profiles", "20"]) == 0


def test_words_tell_the_factor_and_what_was_rounded(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", "genius", str(source), "--to", str(tmp_path / "case"), "--factor", "7"]
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert "Assessed by an analyst" in shown
    assert "7 points in one unit" in shown
    assert "rounded, by at most 0." in shown


def test_a_refusal_leaves_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "p9.xml").write_text("<secret/>", encoding="utf-8")
    assert main(["import", "genius", str(source), "--to", str(tmp_path / "case")]) == 2
    assert "the root secret" in capsys.readouterr().err
    (source / "p9.xml").unlink()
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["import", "genius", str(source), "--to", str(full)]) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Two parties", "full"]


def test_a_basket_cannot_stay_in_a_set_of_outcomes(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "case")
    assert main(["import", "genius", str(source), "--to", case]) == 0
    assert main(["agree", case, "--still", "all"]) == 2
    assert "every choice is an outcome" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--as-of", "2031"], ["--factor", "0"], ["--factor", "x"]])
def test_words_that_make_no_sense_are_refused(words: list[str], source: Path) -> None:
    with pytest.raises(SystemExit):
        main(["import", "genius", str(source), "--to", "never", *words])
