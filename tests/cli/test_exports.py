"""``dipoli export``, and back by ``dipoli import sheet``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dipoli.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
LAKE = ROOT / "cases" / "lake"
REFERENCE = ROOT / "docs" / "reference"


def schema(name: str) -> Draft202012Validator:
    """A schema of the reference."""
    return Draft202012Validator(json.loads((REFERENCE / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("target", ["out.xlsx", "out"])
def test_a_case_goes_out_and_comes_back(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / target)
    assert main(["export", str(LAKE), "--to", out, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    schema("json/export.schema.json").validate(told)
    assert told["positions"] == ["positions"]
    assert "channels" in told["left_out"]
    again = str(tmp_path / "again")
    assert main(["import", "sheet", out, "--to", again, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    schema("json/import.schema.json").validate(told)
    assert told["case"]["title"].startswith("An exercise:")
    assert told["exercise"]
    assert main(["check", again]) == 0
    second = tmp_path / f"second-{target}"
    assert main(["export", again, "--to", str(second)]) == 0
    third = tmp_path / "third"
    assert main(["import", "sheet", str(second), "--to", str(third)]) == 0
    assert (third / "links.yaml").read_bytes() == (tmp_path / "again" / "links.yaml").read_bytes()
    for path in (tmp_path / "again" / "positions").iterdir():
        assert (third / "positions" / path.name).read_bytes() == path.read_bytes()


def test_the_json_of_a_case_is_as_described(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake.json"
    assert main(["export", str(LAKE), "--to", str(out)]) == 0
    assert "not in it: who could carry what between whom" in capsys.readouterr().out
    told = json.loads(out.read_text(encoding="utf-8"))
    schema("json/case-export.schema.json").validate(told)
    papers = schema("case-format.schema.json")
    for paper in told["papers"].values():
        papers.validate(paper)
    assert told["timeline.csv"] == (LAKE / "timeline.csv").read_text(encoding="utf-8")
    assert "positions-summit/XAL.yaml" in told["papers"]


def test_what_cannot_be_done_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(LAKE), "--to", str(tmp_path / "a.pdf")]) == 3
    assert main(["export", str(LAKE), "--to", str(tmp_path), "--positions", "none"]) == 2
    (tmp_path / "a.xlsx").write_text("mine", encoding="utf-8")
    assert main(["export", str(LAKE), "--to", str(tmp_path / "a.xlsx")]) == 3
    assert main(["import", "sheet", str(tmp_path / "a.xlsx"), "--to", str(tmp_path / "b")]) == 2
    assert main(["import", "sheet", str(tmp_path), "--to", "b", "--factor", "2"]) == 3
    assert "not rounded" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
