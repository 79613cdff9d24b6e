"""``dipoli forum commit|evidence|assess|commitments``: what was undertaken, side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import LETTER, MARK, NODE, at_work, beginning, run, said

__all__ = ["at_work", "beginning"]

SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/json/forum-read.schema.json"


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    """What the command prints as JSON, held against its schema."""
    answer: dict[str, Any] = json.loads(said(capsys, "commitments", "office", *words, "--json"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(answer)
    return answer


def act(line: str, *more: object) -> None:
    run("forum", "act", "office", line, *more)


def paper(line: str) -> None:
    """An act of XCO, which is on paper, entered by the office."""
    act(line, *LETTER)


PAST = "2020-01-01T10:00"


@pytest.fixture
def entered(at_work: Path) -> Path:
    """Commitments, talks and interests of XCO, whose letters the office enters."""
    paper(f'strand.register S1 "The talks" parties=XAL,XCO since={PAST}')
    paper('strand.account S1 "They went well." name="Contacts"')
    paper(f'strand.hold S1 "We met." date={PAST} place="A hall" rank=ministers')
    paper(
        f'strand.outcome D1 "A deal" strand=S1 date={PAST} source="A communiqué" '
        "subject=rockets covers=long-range"
    )
    paper(
        'commitment.make C1 "To send the list." owners=XCO recipients=XAL '
        f'parts="The list","The map" due={PAST} agency="The Agency" evidence="A copy" subject=lists'
    )
    paper('commitment.evidence C1 "Sent by post." part=1')
    paper('commitment.assess C1 "It is sent." verdict=in-part')
    paper('commitment.suspend C1 "The bridge is closed." part=2')
    paper('commitment.make C2 "To test." owners=XCO sense=to-do subject=rockets covers=tests')
    paper('commitment.make C3 "Not to test." owners=XCO sense=not-to-do subject=rockets')
    paper('interest.state N1 "Our coast." subject=fish source="A speech"')
    return at_work


@pytest.mark.usefixtures("at_work")
def test_where_nothing_is_entered_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "commitments", "office")
    assert MARK in out
    assert "No commitment, no channel and no interest is entered here." in out
    found = told(capsys)
    assert [found[key] for key in ("commitments", "channels", "outcomes", "interests")] == [[]] * 4


@pytest.mark.usefixtures("entered")
def test_the_list_tells_each_with_names_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "commitments", "office")
    assert MARK in out
    lines = [line.strip() for line in out.splitlines()]
    start = lines.index("Commitments")
    assert lines[start : start + 8] == [
        "Commitments",
        'C1  "To send the list."  standing',
        "Of Corvia, to Alderan.",
        "It is due by 2020-01-01 10:00 UTC; that date has passed.",
        lines[start + 4],
        "Alderan has made no entry. Corvia says: it is fulfilled in part.",
        'In the words of Corvia: "It is sent."',
        'C2  "To test."  standing',
    ]
    assert lines[start + 4].startswith("Corvia suspended clause 2 on 20")
    assert any(
        line.startswith("Marked: By C2 Corvia undertakes to do, and by C3 not to do, the same")
        for line in lines
    )
    assert "Channels beside the forum, which are their parties' own" in lines
    assert "Between Alderan, Corvia, since 2020-01-01 10:00 UTC." in lines
    assert 'Corvia calls it "Contacts" and says: "They went well."' in lines
    assert 'Held 2020-01-01 10:00 UTC, A hall, ministers; entered by Corvia: "We met."' in lines
    assert "Outcomes: D1." in lines
    assert "Of S1, 2020-01-01 10:00 UTC; entered by Corvia from: A communiqué" in lines
    assert "About: rockets (long-range)" in lines
    assert "Of Corvia, in the whole of fish; source: A speech" in lines
    assert "XCO" not in out


@pytest.mark.usefixtures("entered")
def test_one_commitment_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.strip() for line in said(capsys, "commitments", "office", "C1").splitlines()]
    assert "Verifier: The Agency" in lines
    assert "Evidence foreseen: A copy" in lines
    assert "About: the whole of lists" in lines
    assert 'Clause 2: "The map"' in lines
    assert 'Corvia suspended clause 2, with the reason: "The bridge is closed."' in lines
    assert any(
        line.startswith("Evidence of Corvia for clause 1, 20") and line.endswith('"Sent by post."')
        for line in lines
    )
    assert not any("C2" in line for line in lines)


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize(
    ("name", "part"),
    [("C1", "commitments"), ("S1", "channels"), ("D1", "outcomes"), ("N1", "interests")],
)
def test_one_thing_is_asked_by_its_name(
    capsys: pytest.CaptureFixture[str], name: str, part: str
) -> None:
    found = told(capsys, name)
    parts = ("commitments", "channels", "outcomes", "interests")
    assert [one["id"] for key in parts for one in found[key]] == [name]
    assert found[part][0]["id"] == name
    run("forum", "commitments", "office", "Z9", code=3)


@pytest.mark.usefixtures("entered")
def test_the_object_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys)
    assert [one["id"] for one in found["commitments"]] == ["C1", "C2", "C3"]
    first = found["commitments"][0]
    assert (first["due"], first["passed"]) == ("2020-01-01T10:00:00Z",) * 2
    assert (first["seen"], first["disputed"], first["paired"]) == ("as-each-says", False, False)
    assert [(one["seat"], one["view"] is None) for one in first["sides"]] == [
        ("XAL", True), ("XCO", False),
    ]  # fmt: skip
    assert first["suspended"][0]["part"] == 2
    assert first["evidence"][0]["words"] == "Sent by post."
    marks = {one["id"]: [mark["other"] for mark in one["marks"]] for one in found["commitments"]}
    assert marks == {"C1": [], "C2": ["C3"], "C3": ["C2"]}
    assert found["exercise"] is True


@pytest.mark.usefixtures("entered")
def test_a_node_signs_what_it_says_by_the_short_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("To answer.", "owners=XAL", "recipients=XCO", "parts=One,Two")
    out = said(capsys, "commit", "XAL", "C9", *words, *NODE)
    assert "commitment.make" in out
    out = said(capsys, "assess", "office", "C1", "It is so.", "verdict=fulfilled", *LETTER)
    assert MARK in out
    run("forum", "evidence", "office", "C1", "A second copy.", "part=1", *LETTER)
    found = told(capsys, "C1")["commitments"][0]
    assert found["sides"][1]["view"]["verdict"] == "fulfilled"
    assert [one["words"] for one in found["evidence"]] == ["Sent by post.", "A second copy."]
