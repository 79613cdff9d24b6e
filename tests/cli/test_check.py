"""``dipoli check``, and what every command does with a case that does not hold together."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.broken_cases import BROKEN_CASES, BROKEN_COHERENCE, LAKE, BrokenCase

from dipoli.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
KOREA = ROOT / "cases" / "korea"
SCHEMA = json.loads(
    (ROOT / "docs" / "reference" / "json" / "check.schema.json").read_text(encoding="utf-8")
)

Command = Callable[[Path], list[str]]

COMMANDS: dict[str, Command] = {
    "check": lambda case: ["check", str(case)],
    "check --json": lambda case: ["check", str(case), "--json"],
    "agree": lambda case: ["agree", str(case)],
    "agree --json": lambda case: ["agree", str(case), "--json", "--clash"],
    "report": lambda case: ["report", str(case)],
    "export": lambda case: ["export", str(case), "--to", "out.json"],
}
"""Every command that reads a case; each is run in an empty folder, which must stay empty."""


def _read_json(capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - JSON
    answer = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(answer)
    return answer


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


# ---------------------------------------------------------------- a case that holds together


def test_a_case_that_holds_together_is_counted_and_marked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(KOREA)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    text = " ".join(shown.out.split())
    for words in (
        "Assessed by an analyst; not statements of any government.",
        "6 members",
        "baskets 10, with 22 groups",
        "issues 70",
        "steps 90",
        "set positions-hanoi 2 positions and 15 inherited",
        "on memory alone",
        "hold together: no fault was found",
    ):
        assert words in text, words


def test_an_exercise_says_that_it_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(LAKE)]) == 0
    assert "An exercise: states, figures and events are invented." in capsys.readouterr().out


@pytest.mark.parametrize("folder", [LAKE, KOREA], ids=lambda folder: folder.name)
def test_json_is_one_object_that_keeps_its_schema(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder), "--json"]) == 0
    answer = _read_json(capsys)
    assert answer["ok"] is True
    assert answer["findings"] == []
    assert answer["exercise"] is (folder == LAKE)
    assert answer["mark"]
    assert answer["counts"]["issues"] == {"lake": 9, "korea": 70}[folder.name]


def test_the_schema_of_the_answer_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


# ---------------------------------------------------------------- a case that does not


def test_faults_are_grouped_by_file_in_the_order_of_lines_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(one for one in BROKEN_COHERENCE if one.name == "weights that do not sum")
    case = row.make(tmp_path)
    assert main(["check", str(case)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    files = [line for line in shown.err.splitlines() if line.startswith(str(tmp_path))]
    assert files == [str(case / "positions" / "XAL.yaml")]
    lines = [
        int(line.split()[1].rstrip(","))
        for line in shown.err.splitlines()
        if line.startswith("  line ")
    ]
    assert lines == sorted(lines)
    assert len(lines) == shown.err.count("expected:") > 1
    assert f"{len(lines)} faults in 1 file" in shown.err
    assert "Nothing was written." in shown.err


@pytest.mark.parametrize(
    "name", ["a missing paper", "weights that do not sum", "a bomb of anchors", "UTF-16"]
)
def test_json_tells_faults_on_standard_output(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(one for one in BROKEN_CASES if one.name == name)
    case = row.make(tmp_path)
    assert main(["check", str(case), "--json"]) == 2
    answer = _read_json(capsys)
    assert answer["ok"] is False
    assert answer["counts"] is None
    assert any(
        finding["file"] == str(case / row.file)
        and row.words in json.dumps(finding, ensure_ascii=False)
        for finding in answer["findings"]
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("broken", BROKEN_CASES, ids=lambda broken: broken.name)
def test_no_command_goes_on_with_a_broken_case(
    broken: BrokenCase,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = broken.make(tmp_path)
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    before = _files(tmp_path)
    assert main(COMMANDS[command](case)) == 2
    shown = capsys.readouterr()
    told = shown.out if command == "check --json" else shown.err
    assert broken.file in told
    assert broken.words in told or broken.words in told.replace('\\"', '"')
    assert "Traceback" not in shown.out + shown.err
    if command != "check --json":
        assert shown.out == ""
    assert _files(tmp_path) == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["nowhere", "a-file", "an-empty-folder"])
def test_no_command_goes_on_without_a_case_folder(
    name: str,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").write_text("a letter", encoding="utf-8")
    (tmp_path / "an-empty-folder").mkdir()
    before = _files(tmp_path)
    assert main(COMMANDS[command](tmp_path / name)) == 2
    shown = capsys.readouterr()
    assert name in shown.out + shown.err
    assert _files(tmp_path) == before


def test_a_name_that_is_no_text_is_told_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = os.fsdecode(b"\xff\xfe-case")
    assert main(["check", str(tmp_path / name), "--json"]) == 2
    assert _read_json(capsys)["ok"] is False
