"""A body's circle, opened with its mandate: by files alone, from the decision to the report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import define
from jsonschema import Draft202012Validator
from tests.cli.test_forum import CHARTER, LOT, MARK, SCHEMAS

from dipoli.cli import main as cli
from dipoli.cli import node_desk
from dipoli.forum.opening import begin
from dipoli.record.canon import to_base64
from dipoli.record.forms import Citation
from dipoli.record.standing import Standing
from dipoli.secretariat.premises import open_premises

FORUM = "lake.example/talks"
START = datetime(2030, 3, 1, 10, tzinfo=UTC)
CALL = (
    'circle.call B1 "Water tables" sort=contact-group track=track-1 rank=officials '
    'host="Lake Institute" funders="Lake Institute" seats=XBE,XCO chair=XCO decision=P1'
)


@define
class Clock:
    """The time that the commands are told."""

    at: datetime = START

    def time(self) -> float:
        """The time, and a minute more for the next act."""
        self.at += timedelta(minutes=1)
        return self.at.timestamp()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(node_desk, "time", SimpleNamespace(time=clock.time))
    return clock


def run(*words: object, code: int = 0) -> None:
    assert cli.main([str(word) for word in words]) == code


def told(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    run("forum", *words, "--json", code=code)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def letter(code: str, folder: str, line: str, *, exit_code: int = 0) -> None:
    """An act of a seat on paper, keyed by two persons."""
    run(
        *("forum", "act", folder, line, "--paper-of", code, "--scan", "letter.txt"),
        *("--person", "A. Clerk", "--person", "B. Registrar"),
        code=exit_code,
    )


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, datetime]]:
    """A plenary that has decided on a body and called it; all its seats are on paper."""
    folder, clock = tmp_path_factory.mktemp("forum"), Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(node_desk, "time", SimpleNamespace(time=clock.time))
        Path("charter.yaml").write_text(CHARTER, encoding="utf-8")
        Path("letter.txt").write_text("With compliments.\n", encoding="utf-8")
        for circle in ("plenary", "water"):
            run("office", "make", circle, "--forum", FORUM, "--circle", circle)
        seats = [word for code in ("XAL", "XBE", "XCO") for word in ("--on-paper", code)]
        run("forum", "open", "plenary", *seats, "--charter", "charter.yaml")
        run("forum", "act", "plenary", LOT.format("chair"))
        letter("XBE", "plenary", "chair.take XBE")
        for code in ("XAL", "XBE", "XCO"):
            letter(code, "plenary", f"member.attend {code}")
        opens = START + timedelta(days=15)
        invite = f'meeting.invite M1 "First meeting" place="The hall" opens={opens:%Y-%m-%dT%H:%M}'
        letter("XBE", "plenary", invite)
        letter("XAL", "plenary", 'proposal.table P1 "On water" purpose=body subject="B1"')
        clock.at = opens
        letter("XBE", "plenary", "meeting.open M1")
        letter("XBE", "plenary", "proposal.put P1")
        letter("XBE", "plenary", CALL, exit_code=3)  # nothing is decided yet
        letter("XBE", "plenary", "proposal.adopt P1")
        letter("XBE", "plenary", CALL)
        yield folder, clock.at


@pytest.fixture
def at_work(
    decided: tuple[Path, datetime], clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Clock:
    """The same folders at that moment, for one test alone."""
    folder, clock.at = decided
    copytree(folder, tmp_path / "forum")
    monkeypatch.chdir(tmp_path / "forum")
    return clock


OPEN = ("open", "water", "--above", "plenary", "--body", "B1")
SEATS = ("--on-paper", "XCO", "--on-paper", "XBE")


def standing_of(folder: str) -> Standing:
    with open_premises(Path(folder)).in_reading() as (standing, _custody):
        return standing


@pytest.mark.usefixtures("at_work")
def test_a_body_begins_with_what_the_body_above_decided(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = told(capsys, *OPEN, *SEATS)
    schema = json.loads((SCHEMAS / "forum-acts.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(answer)
    assert (answer["body"], answer["above"]) == ("B1", "lake.example/talks/plenary")
    assert answer["seats"] == ["XBE", "XCO"]  # in the order in which they were seated above
    assert answer["exercise"] is True
    opening = standing_of("water").opening
    assert opening is not None
    assert opening.title == "Water tables"
    forum = begin(opening, "")
    assert forum is not None
    assert (forum.reports_to, forum.chair, forum.seating) == ("plenary", ("XCO",), ("XBE", "XCO"))
    parent, above = opening.parent, standing_of("plenary")
    assert isinstance(parent, Citation)
    called = told(capsys, "log", "plenary")["acts"][-1]
    assert called["act"] == "circle.call/1"
    assert (parent.origin, parent.size) == (above.origin, above.size)
    assert to_base64(parent.leaf) == called["leaf"]


@pytest.mark.usefixtures("at_work")
def test_the_opening_is_told_with_names_and_the_mark(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run("forum", *OPEN, *SEATS[:2])
    out = capsys.readouterr().out
    assert MARK in out
    assert "It is the circle of the body B1 of lake.example/talks/plenary." in out
    assert "Seated: Corvia." in out
    assert "Seats of the body without a place in the record yet: Bermark." in out


@pytest.mark.usefixtures("at_work")
def test_what_a_body_agrees_is_reported_upwards_and_not_decided_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("forum", *OPEN, *SEATS)
    table = 'text.table T1 "Levels" symbol=L.1 kind=working-paper language=en everything=no'
    letter("XBE", "water", table)
    letter("XBE", "water", 'proposal.table P1 "On levels" purpose=measure')
    capsys.readouterr()
    letter("XCO", "water", "proposal.adopt P1", exit_code=3)
    out = capsys.readouterr().out
    assert "This body reports to plenary, and takes no decisions." in out
    letter("XCO", "water", 'report.make R1 "Two options stand." title="On water"')
    (report,) = [
        one for one in told(capsys, "log", "water")["acts"] if one["act"] == "report.make/1"
    ]
    assert "[on paper]" in report["line"]
    letter("XBE", "plenary", f"report.receive B1 report={report['leaf']}")
    (body,) = told(capsys, "status", "plenary", "B1")["groups"][0]["things"]
    assert body["needed"] == "It is at work; what it agrees counts here once it is reported."
    lines = [one["line"] for one in told(capsys, "log", "plenary")["acts"]]
    assert f"report={report['leaf']}" in lines[-1]
    letter("XBE", "plenary", "report.receive B9 report=" + report["leaf"], exit_code=3)
    for circle in ("plenary", "water"):
        run("verify", f"{circle}/static")
        assert MARK in capsys.readouterr().out


@pytest.mark.usefixtures("at_work")
def test_a_party_that_the_body_above_did_not_seat_brings_no_paper(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("forum", *OPEN, *SEATS, "--on-paper", "XAL", code=3)
    err = capsys.readouterr().err
    assert "Not seated in B1 by the body above: XAL." in err
    assert "Seated: XBE (Bermark), XCO (Corvia)." in err


@pytest.mark.usefixtures("at_work")
def test_only_a_body_that_is_at_work_is_opened(capsys: pytest.CaptureFixture[str]) -> None:
    run("forum", *OPEN[:-1], "B2", *SEATS, code=3)
    err = capsys.readouterr().err
    assert "The body B2 was never called" in err
    assert "Bodies at work there: B1." in err
    assert not Path("water/record.db").exists()


@pytest.mark.usefixtures("at_work")
def test_a_body_has_an_office_of_its_own_in_the_same_forum(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("office", "make", "other", "--forum", "sea.example/talks", "--circle", "water")
    run("forum", "open", "other", *OPEN[2:], *SEATS, code=3)
    assert "another circle of the forum lake.example/talks" in capsys.readouterr().err


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize(
    "words",
    [
        ("--above", "plenary"),
        ("--above", "plenary", "--body", "B1", "--party", "XBE=Bermark"),
        ("--charter", "charter.yaml", "--body", "B1"),
    ],
)
def test_a_charter_and_a_mandate_are_not_mixed(words: tuple[str, ...]) -> None:
    run("forum", "open", "water", *SEATS, *words, code=3)
    assert not Path("water/record.db").exists()
