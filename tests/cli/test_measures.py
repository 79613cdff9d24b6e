"""``dipoli measures`` and ``dipoli forum measures|notify|inspect``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import LETTER, MARK, at_work, beginning, run, said

from dipoli.cli import main as cli

__all__ = ["at_work", "beginning"]

JSON = Path(__file__).resolve().parents[2] / "docs/reference/json"
PROPOSED, LIKE = "northeast-asia-proposed", "vienna-document-like"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["measures", *words]) == cli.EXIT_ANSWER
    return capsys.readouterr().out


def as_object(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What it prints as JSON, held against its schema."""
    told: dict[str, Any] = json.loads(printed(capsys, *words, "--json"))
    schema = json.loads((JSON / "measures.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    return told


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


def test_sets_are_listed_with_or_without_the_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == printed(capsys, "list")
    assert printed(capsys).startswith(f"{PROPOSED}  Measures proposed for Northeast Asia\n")
    assert [one["id"] for one in as_object(capsys)["sets"]] == [PROPOSED, LIKE]


def test_a_set_is_printed_row_by_row_with_what_each_rests_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = printed(capsys, "show", LIKE)
    assert "\nVIII\n  constraining-provisions  No more than one activity" in told
    assert "at most 3 a year; of these 1 for one that requests." in told
    assert "again within 5 years" in told
    assert "    Basis: document, vd11_text: The answer within 48 hours is certain." in told
    rows = as_object(capsys, "show", LIKE)["measures"]
    (one,) = (row for row in rows if row["id"] == "inspection")
    assert one["clock"]["report"] == 336
    assert one["quota"] == {"host": 3, "requester": 1, "years": 1}
    assert one["basis"] == "general"


def test_sets_are_put_side_by_side_form_by_form(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "compare", LIKE, PROPOSED)
    assert told.index("Measures like those") < told.index("Measures proposed")
    assert "\nConstraint\n" in told
    assert "    No row of this form." in told
    forms = as_object(capsys, "compare", LIKE, PROPOSED)["forms"]
    assert [one["form"] for one in forms][:2] == ["exchange", "notification"]
    assert [each["set"] for each in forms[0]["measures"]] == [LIKE, PROPOSED]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["compare", LIKE], "two or more different sets"),
        (["compare", LIKE, LIKE], "two or more different sets"),
        (["show", "nowhere"], "the set 'nowhere'"),
        (["lines", LIKE, "nothing"], "There is no row nothing in the set"),
        (["lines", LIKE, "--first", "cbm"], "should end in a number"),
    ],
)
def test_what_is_not_there_is_told_with_how_to_mend_it(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["measures", *words]) == cli.EXIT_BAD_INPUT
    error = capsys.readouterr().err
    assert told in error
    assert "to mend:" in error


def test_another_folder_has_its_own_sets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "--folder", str(tmp_path)) == "\n"


# ---------------------------------------------------------------- in a forum


def act(line: str) -> None:
    run("forum", "act", "office", line, *LETTER)


@pytest.fixture
def entered(at_work: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """XCO, whose letters the office enters, offers two measures of the shipped set."""
    rows = ("sea-exercise-offered", "inspection-offered", "disease-return-offered")
    told = as_object(capsys, "lines", PROPOSED, *rows)
    for line in told["lines"]:
        act(line)
    act('focal-point.name FP-1 "The sea" name="N. N." office="Coast guard" hours=always channel=x')
    run(
        "forum", "notify", "office", "NO-1", "measure=CBM-1", "begins=2020-05-01T06:00",
        '"An exercise"', *LETTER,
    )  # fmt: skip
    act('visit.invite VI-1 "The base" sort=visit guests=XAL place=North begins=2099-01-01T00:00')
    return at_work


def calendar(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(said(capsys, "measures", "office", "--json"))
    schema = json.loads((JSON / "forum-measures.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    return told


@pytest.mark.usefixtures("at_work")
def test_where_nothing_is_entered_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "measures", "office")
    assert MARK in told
    assert "No measure, no focal point and no line is entered here." in told


@pytest.mark.usefixtures("entered")
def test_the_calendar_tells_measures_dates_and_whom_to_reach(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = said(capsys, "measures", "office")
    assert MARK in told
    assert '  CBM-1  "Prior notification of own exercises at sea of any size"  offered' in told
    assert "CBM-1 asks for it by 2020-04-17 06:00 UTC; it came at " in told
    assert '  FP-1  "The sea"  focal point, ' in told
    assert "    N. N., Coast guard, always, x" in told
    assert "XCO" not in told.partition("Measures\n")[2].replace("CBM", "")
    found = calendar(capsys)
    assert [one["stage"] for one in found["measures"]] == ["offered"] * 3
    assert [one["binds"] for one in found["measures"]] == [["XCO"]] * 3
    assert {"CBM-3", "VI-1"} <= {one["object"] for one in found["due"]}
    assert found["notifications"][0]["asked_for"] == "2020-04-17T06:00:00Z"
    assert [one["object"] for one in found["reachable"]] == ["FP-1"]


@pytest.mark.usefixtures("entered")
def test_an_inspection_is_asked_for_in_a_word_and_only_of_who_is_bound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("inspect", "office", "request", "IN-1", '"The coast"', "measure=CBM-2", "host=XAL")
    code = cli.main(["forum", *words, "day=2099-01-01T00:00", *map(str, LETTER)])
    assert code == cli.EXIT_REFUSED
    assert "CBM-2 does not bind Alderan." in capsys.readouterr().out
