"""``dipoli forum relations|brief|inherit``, and a new government that opens the same record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import CIRCLE, LETTER, MARK, SCHEMAS, at_work, beginning, run, said

__all__ = ["at_work", "beginning"]

PAST = "2020-01-01T10:00"
HEAD = (
    "id,date,date_precision,type,event,parties,format,basket,reference,framework,confidence\n"
    "K1,2019-06-01,month,launch,A rocket,XCO,unilateral,,A paper,,low\n"
    "K2,2020-03-04,day,election,A vote,XAL,unilateral,,,,high\n"
    "K3,2020-03-05,day,talks,Of others,XBE;XCO,bilateral,,,,high\n"
)


def told(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON, held against its schema."""
    answer: dict[str, Any] = json.loads(said(capsys, *words, "--json", code=code))
    schema = json.loads((SCHEMAS / "forum-read.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(answer)
    return answer


def paper(line: str) -> None:
    """An act of XCO, which is on paper, entered by the office."""
    run("forum", "act", "office", line, *LETTER)


@pytest.fixture
def entered(at_work: Path) -> Path:
    """What XCO did towards XAL, and a timeline."""
    paper('name.give "Kingdom of Corvia" sort=party thing="XCO" language=en')
    paper(f'strand.register S1 "The talks" parties=XAL,XCO since={PAST}')
    paper('commitment.make C1 "To send the list." owners=XCO recipients=XAL subject=lists')
    paper('commitment.assess C1 "It is sent." verdict=in-part')
    paper('name.give "The trial" sort=event thing="K1" language=en')
    paper(f'government.change XCO "They voted." since={PAST}')
    paper('name.give "Union of Corvia" sort=party thing="XCO" language=en')
    Path("timeline.csv").write_text(HEAD, encoding="utf-8")
    return at_work


@pytest.mark.usefixtures("entered")
def test_two_parties_are_told_by_date_from_the_record_and_the_timeline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, "relations", "office", "XAL", "XCO", "--timeline", "timeline.csv")
    assert MARK in out
    assert "Alderan and Union of Corvia, by date" in out
    lines = [line.strip() for line in out.splitlines()]
    at = lines.index("2019-06  launch  K1")
    assert lines[at + 1 : at + 5] == [
        '"A rocket"',
        "It concerns Union of Corvia.",
        'Union of Corvia calls it "The trial".',
        "Source: the timeline, K1: A paper; confidence of the compiler: low",
    ]
    order = [out.index(word) for word in ("K1", "talks  S1", "K2", "commitment  C1", "view  C1")]
    assert order == sorted(order)
    assert "K3" not in out
    home, other, both = (
        out.index(word)
        for word in (
            "Open at home, within Alderan",
            "Open at home, within Union of Corvia",
            "Open between Alderan and Union of Corvia",
        )
    )
    assert "election  K2" in out[home:other]
    assert "Union of Corvia told that its government changed." in out[other:both]
    assert out[both:].rstrip().endswith("No entry.")


@pytest.mark.usefixtures("entered")
def test_the_object_of_relations_has_its_rule_and_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = told(capsys, "relations", "office", "XAL", "XCO", "--timeline", "timeline.csv")
    assert answer["parties"] == [
        {"code": "XAL", "name": "Alderan"},
        {"code": "XCO", "name": "Union of Corvia"},
    ]
    assert answer["rule"].startswith("Listed are, of the records at hand")
    first, talks = answer["entries"][:2]
    assert (first["date"], first["confidence"]) == ("2019-06", "low")
    assert first["own_names"] == [{"code": "XCO", "name": "The trial"}]
    assert talks["source"].startswith(f"{CIRCLE}, act ")
    assert [one["code"] for one in answer["within"]] == ["XAL", "XCO"]
    assert answer["between"] == []
    few = told(capsys, "relations", "office", "XAL", "XCO")
    assert [one["object"] for one in few["entries"]] == ["S1", "C1", "C1"]


def look(folder: str) -> None:
    run("node", "look", folder, "--watch-only")


@pytest.mark.usefixtures("entered")
def test_a_new_government_opens_the_same_record_with_a_new_key_box(
    capsys: pytest.CaptureFixture[str],
) -> None:
    look("XAL")
    before = told(capsys, "brief", "XAL")
    run("node", "make", "XAL-new", "--code", "XAL", "--passphrase-file", "pw")
    key = Path("log-key").read_text("utf-8")
    run(
        "node", "join", "XAL-new", "--origin", CIRCLE, "--log-key", key, "--source", "office/static"
    )
    look("XAL-new")
    after = told(capsys, "brief", "XAL-new")
    assert after["seat"] == "XAL"
    assert {**after, "now": ""} == {**before, "now": ""}
    owed = next(one for one in after["parts"] if one["heading"] == "What is owed to Alderan")
    (line,) = owed["lines"]
    assert line["told"].startswith(
        "C1 of Union of Corvia. Union of Corvia was Kingdom of Corvia then. "
    )
    assert line["words"] == "To send the list."


@pytest.mark.usefixtures("entered")
def test_a_briefing_says_by_which_act_each_line_stands(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "brief", "office", "--seat", "XCO")
    assert "A briefing for Union of Corvia, " in out
    assert "OPEN to the host" in out.split("Who can read this")[1]
    number = out.split("government changed, since 2020-01-01 10:00 UTC.  [")[1].split("]")[0]
    assert 'government.change  XCO  "They voted."' in said(
        capsys, "log", "office", "--from", number, "--until", int(number) + 1
    )
    nobody = told(capsys, "brief", "office")
    assert nobody["seat"] is None
    said(capsys, "brief", "office", "--seat", "XZZ", code=3)


@pytest.mark.usefixtures("entered")
def test_what_a_forum_takes_over_is_held_against_the_old_record(
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty = told(capsys, "inherit", "office")
    assert (empty["entries"], empty["compared"]) == ([], None)
    assert "Nothing is wound up here" in said(capsys, "inherit", "office")
    said(capsys, "inherit", "office", "--from", "office", code=3)
    size, root = empty["size"], empty["root"]
    paper(f'framework.take-over F1 "We go on." origin="{CIRCLE}" size={size} root={root}')
    paper('framework.list F1 sort=commitment things="C1","C9"')
    paper('framework.wind-up W1 "It is done." successor="lake.example/next/plenary"')
    out = said(capsys, "inherit", "office", "--from", "office", code=1)
    agrees, differs = out.split("Differs")
    assert f"The head cited, of {size} acts, is that of the old record." in agrees
    assert "Commitment C1, listed by act " in agrees
    assert "the old record has nothing of that name." in differs
    assert "seat XBE" not in out
    assert "Seat Bermark is not listed; it stays in the old record." in differs
    answer = told(capsys, "inherit", "office", "--from", "office", code=1)
    assert [one["sort"] for one in answer["entries"]] == ["take-over", "wind-up"]
    assert {one["word"] for one in answer["compared"]} == {
        "agrees", "differs", "left where it was",
    }  # fmt: skip
