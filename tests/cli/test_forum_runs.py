"""``dipoli forum ask|runs``: an explanation is asked for, and what still runs is told by circle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import LETTER, MARK, NODE, at_work, beginning, run, said

from dipoli.record.note import write_key
from dipoli.secretariat.premises import open_premises

__all__ = ["at_work", "beginning"]

SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/json/forum-read.schema.json"
ASKED = ("We saw guns.", "to=XCO", "about=exercise", "date=2020-01-01T10:00", "place=The shore")


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    """What the command prints as JSON, held against its schema."""
    answer: dict[str, Any] = json.loads(said(capsys, "runs", *words, "--json"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(answer)
    return answer


def states(circle: dict[str, Any]) -> dict[str, str]:
    """Short name of each line to what is said of it."""
    return {line["object"]: line["state"] for part in circle["parts"] for line in part["lines"]}


@pytest.mark.usefixtures("at_work")
def test_one_asks_by_a_short_command_and_the_other_answers_on_paper(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = json.loads(said(capsys, "ask", "XAL", "Q1", *ASKED, *NODE, "--json"))
    run("office", "receive", "office", answer["acts"][0]["file"])
    out = said(capsys, "status", "office", "Q1")
    assert "asked, Alderan to Corvia" in out
    assert "An answer of Corvia is awaited until" in out
    run("forum", "act", "office", 'request.answer Q1 "An exercise."', *LETTER)
    assert "answered, Alderan to Corvia" in said(capsys, "status", "office", "Q1")
    out = said(capsys, "runs", "office")
    assert 'Q1  "We saw guns."  runs' in out
    assert "It was answered on" in out


@pytest.mark.usefixtures("at_work")
def test_what_runs_is_told_with_names_marks_and_three_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("forum", "act", "office", 'channel.declare XCO "A letter box" sort=note-verbale', *LETTER)
    run("forum", "act", "office", "channel.down XCO")
    out = said(capsys, "runs", "office")
    lines = out.splitlines()
    assert lines[:3] == ["lake.example/talks/plenary", MARK, lines[2]]
    assert "OPEN to the host" in lines[2]
    assert lines[3].startswith("What still runs, as it is entered here on 2")
    start = lines.index("Channels of seats")
    assert lines[start + 1 : start + 4] == [
        "  Bermark's channel  is not known here",
        "    No channel of it is entered here.",
        "  Alderan's channel  is not known here",
    ]
    assert lines[start + 5] == "  Corvia's channel  stands still"
    assert lines[start + 6].startswith(
        "    Its channel, a note verbale, is entered as down since 2"
    )
    start = lines.index("Measures")
    assert lines[start + 1] == "  No measure is in force or offered here."
    assert "  Maritime security  runs" in lines
    assert "  To ask  runs" in lines
    assert "XCO" not in out


@pytest.mark.usefixtures("at_work")
def test_it_is_asked_without_a_party_and_between_two(capsys: pytest.CaptureFixture[str]) -> None:
    line = 'strand.register S1 "Talks" parties=XAL,XCO since=2020-01-01T10:00'
    run("forum", "act", "office", line, *LETTER)
    (circle,) = told(capsys, "office", "--without", "XCO")["circles"]
    assert (circle["without"], circle["between"], circle["without_a_place"]) == ("XCO", [], [])
    assert states(circle)["S1"] == "stands still"
    assert "XCO" not in states(circle)
    (circle,) = told(capsys, "office", "--between", "XAL,XCO")["circles"]
    assert (circle["without"], circle["between"]) == (None, ["XAL", "XCO"])
    assert states(circle)["S1"] == "runs"
    assert "XBE" not in states(circle)
    assert (circle["known"], circle["blind_from"], circle["sealed"]) == (True, None, False)
    out = said(capsys, "runs", "office", "--between", "XAL,XCO", "--without", "XZZ")
    assert ", without XZZ, between Alderan and Corvia." in out
    assert "XZZ has no place in this circle." in out
    (circle,) = told(capsys, "office", "--without", "XZZ")["circles"]
    assert circle["without_a_place"] == ["XZZ"]


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("between", ["XAL", "XAL,XAL", "XAL,XBE,XCO", "XAL,", ","])
def test_two_parties_are_named_or_none(between: str, capsys: pytest.CaptureFixture[str]) -> None:
    run("forum", "runs", "office", "--between", between, code=3)
    assert f"{between} names no two parties. Write --between XAL,XBE." in capsys.readouterr().err


def second_circle(*, look: bool) -> None:
    """The node of XAL watches another circle, and has looked at it or not yet."""
    run("office", "make", "fish", "--forum", "lake.example/talks", "--circle", "fish")
    run(
        *("forum", "open", "fish", "XBE/paper.json", "XAL/paper.json"),
        *("--on-paper", "XCO", "--charter", "charter.yaml"),
    )
    premises = open_premises(Path("fish"))
    key = write_key(premises.signer(premises.keys(None)).verifier)
    source = ("--log-key", key, "--source", "fish/static")
    run("node", "join", "XAL", "--origin", "lake.example/talks/fish", *source)
    if look:
        run("node", "look", "XAL", "--watch-only")


@pytest.mark.usefixtures("at_work")
def test_a_node_lists_every_circle_that_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    second_circle(look=True)
    found = told(capsys, "XAL")
    assert found["exercise"] is True
    names = ["lake.example/talks/fish", "lake.example/talks/plenary"]
    assert [circle["circle"] for circle in found["circles"]] == names
    out = said(capsys, "runs", "XAL")
    assert [line for line in out.splitlines() if line.startswith("lake.example")] == names
    (circle,) = told(capsys, "XAL", "--circle", names[0])["circles"]
    assert circle["circle"] == names[0]


@pytest.mark.usefixtures("at_work")
def test_a_circle_that_cannot_be_followed_is_not_known_and_hides_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    second_circle(look=False)
    unknown, known = told(capsys, "XAL")["circles"]
    assert (unknown["known"], known["known"]) == (False, True)
    assert "carries no charter" in unknown["why"]
    assert "What runs there is not known here." in said(capsys, "runs", "XAL")
