"""`dipoli frontier`: what it prints, its JSON, and the frontier in a report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from tests.analysis.agreement.boxes_campaign import slow_frontier

from dipoli.analysis.agreement import Means
from dipoli.analysis.agreement.checker import gain
from dipoli.analysis.agreement.frontier.finder import frontier
from dipoli.analysis.case import SourceUnits
from dipoli.cli.main import main
from dipoli.codec.case_folder import read_case
from dipoli.codec.frontier_json import frontier_object
from dipoli.codec.question import ask

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
SCHEMA = json.loads((ROOT / "docs/reference/json/frontier.schema.json").read_text("utf-8"))
SMALL = ("--still", "forum", "--packages", "1000")
"""Small enough for the slow way, and with a frontier of its own."""


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question."""
    assert main(["frontier", LAKE, *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command prints, its lines joined."""
    assert main(["frontier", LAKE, *words]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_the_object_holds_the_frontier_of_the_slow_way(capsys: pytest.CaptureFixture[str]) -> None:
    case = read_case(Path(LAKE))
    question = ask(case, still=("forum",))
    slow = slow_frontier(case, question)
    assert len(slow) > 1
    told = asked(capsys, *SMALL)
    asks = {one["code"]: one["no_agreement"] for one in told["parties"]}
    assert tuple(asks) == question.seats
    points = [
        tuple(one["values"][code] - least for code, least in asks.items()) for one in told["points"]
    ]
    assert points == list(slow)
    for point, one in zip(points, told["points"], strict=True):
        assert one["count"] == len(one["packages"]) == len(slow[point])
        for package in one["packages"]:
            assert tuple(gain(case, question, code, package) for code in asks) == point
    assert (told["complete"], told["coverage"], told["verdict"]) == (True, "", "common ground")
    assert told["receipt"]["exact"]
    assert told["receipt"]["mark"].startswith("An exercise")
    assert "not of merit" in told["order"]


@pytest.mark.parametrize("engine", ["counting", "sums"])
def test_engines_give_the_same_points_and_say_their_name(
    capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    one, boxes = asked(capsys, "--engine", engine), asked(capsys, "--engine", "boxes")
    assert one["points"] == boxes["points"]
    assert one["complete"]
    assert boxes["complete"]
    assert one["engine"] != boxes["engine"]
    assert one["receipt"]["parameters"]["engine"] == one["engine"]


def test_a_sample_says_how_far_it_looked(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--engine", "boxes", "--boxes", "5")
    told, whole = asked(capsys, *words), asked(capsys)
    assert not told["complete"]
    assert not told["receipt"]["exact"]
    assert len(told["points"]) == 5
    assert all(one in whole["points"] for one in told["points"])
    assert "5 of them were looked into" in told["coverage"]
    text = printed(capsys, *words)
    assert "There may be others." in text
    assert "5 of them were looked into" in text


def test_what_is_printed_says_the_order_and_that_scales_cannot_be_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys)
    assert "An exercise" in text
    assert "Scales of two parties cannot be compared" in text
    assert "no order of merit" in text
    assert "the whole frontier" in text
    assert "Not shown by this" in text
    assert not re.search(r"\b(total|sum|rank|best)\b", text.split("HOW THIS WAS FOUND")[0].lower())


def test_values_of_an_imported_position_are_in_units_of_its_source() -> None:
    case = read_case(Path(LAKE))
    question = ask(case, still=("forum",))
    code = question.seats[1]
    rows = dict(case.positions_of("positions"))
    units = SourceUnits(
        unit="utility", factor=1000, importance_factor=1, shift=3, error="0.0005", note=""
    )
    other = evolve(
        case, positions={"positions": {**rows, code: evolve(rows[code], source_units=units)}}
    )
    plain, told = (
        json.loads(json.dumps(frontier_object(one, frontier(one, question, Means()))))
        for one in (case, other)
    )
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert [one["unit"] for one in told["parties"]] == ["points", "utility", "points", "points"]
    for one, two in zip(plain["points"], told["points"], strict=True):
        assert two["values"][code] == (one["values"][code] - 3) / 1000
        assert {**two["values"], code: 0} == {**one["values"], code: 0}


def test_an_empty_zone_is_none_and_has_no_points(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--still", "fish", "--still", "forum")
    told = asked(capsys, *words)
    assert (told["verdict"], told["points"], told["complete"]) == ("none", [], True)
    assert "None: it is proven" in printed(capsys, *words)


@pytest.mark.parametrize("words", [("--packages", "0"), ("--boxes", "few"), ("--engine", "dice")])
def test_a_word_that_is_none_of_these_is_refused(words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["frontier", LAKE, *words])
    assert refused.value.code == 2


def test_the_report_holds_the_frontier_on_request_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "lake.html"
    assert main(["report", LAKE, "--out", str(out), "--json"]) == 0
    assert not json.loads(capsys.readouterr().out)["frontier"]
    assert 'id="frontier"' not in out.read_text("utf-8")
    assert main(["report", LAKE, "--out", str(out), "--frontier", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frontier"]
    page = out.read_text("utf-8")
    figures = re.search(r'id="f-figures">(.*?)</script>', page)
    assert figures is not None
    whole = asked(capsys)
    rows = [[list(row) for row in json.loads(figures[1])["points"]]][0]
    asks = {one["code"]: one["no_agreement"] for one in whole["parties"]}
    assert [row[:2] for row in rows] == [
        [[one["values"][code] - least for code, least in asks.items()], one["count"]]
        for one in whole["points"]
    ]
    assert all(row[2].startswith("#explore/") for row in rows)
    assert "These are all of them." in page


def test_a_report_without_common_ground_has_no_frontier_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "none.html"
    words = ["--still", "fish", "--still", "forum", "--no-explorer", "--frontier"]
    assert main(["report", LAKE, "--out", str(out), *words]) == 0
    assert "No frontier is in it" in capsys.readouterr().err
    assert 'id="frontier"' not in out.read_text("utf-8")
