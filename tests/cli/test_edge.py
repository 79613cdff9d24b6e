"""At the edge: every command marks an exercise, and its sentences carry names for codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import (
    CIRCLE,
    LETTER,
    LOT,
    MARK,
    NODE,
    SCHEMAS,
    at_work,  # noqa: F401 - a fixture
    beginning,  # noqa: F401 - a fixture
    cheat,
    run,
    said,
    told,
)
from tests.cli.test_verify import alone

from dipoli.cli.node_desk import chance, now
from dipoli.forum.line import read_line, show
from dipoli.forum.register_lines import AddedSeat, SaidNote, said_in_line
from dipoli.node.box import make_box, paper, paper_json
from dipoli.record import forms
from dipoli.record.canon import Json
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.receive import Receipted

CODES = re.compile(r"(?<![\w/.=-])(XAL|XBE|XCO|SECRETARIAT)(?![\w/=-]|\.\w)")
PASS = ("--passphrase-file", "pw")


def printed(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    capsys.readouterr()
    run(*words, code=code)
    return capsys.readouterr().out


def as_json(
    capsys: pytest.CaptureFixture[str], schema: str, *words: object, code: int = 0
) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(printed(capsys, *words, "--json", code=code))
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text())).validate(
        answer
    )
    return answer


READING = [
    ("office", ("office", "show", "office")),
    ("office", ("office", "time", "office")),
    ("office", ("office", "export", "office", "out")),
    ("office", ("office", "backup", "office", "copy.db")),
    ("node-watch", ("node", "look", "XAL", *PASS)),
    ("node-watch", ("node", "status", "XAL")),
    ("node-watch", ("node", "compare", "XAL", "--circle", CIRCLE, "office/static")),
    ("node-acts", ("node", "read", "XAL", "--circle", CIRCLE, *PASS)),
    ("node-acts", ("node", "write", "XAL", "--circle", CIRCLE, "--text", "Good day.", *NODE)),
    ("verify", ("verify", "office/static")),
]


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize(("schema", "words"), READING, ids=[one[1][1] for one in READING])
def test_every_answer_on_a_circle_that_is_an_exercise_says_so(
    capsys: pytest.CaptureFixture[str], schema: str, words: tuple[str, ...]
) -> None:
    lines = printed(capsys, *words).splitlines()
    assert MARK in lines
    again = [f"{word}2" if word in {"out", "copy.db"} else word for word in words]
    again += ["--again"] if "write" in words else []
    answer = as_json(capsys, schema, *again)
    for one in answer.get("circles", [answer]):
        assert one["exercise"] is True


def test_a_circle_without_a_charter_is_not_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    make = ("office", "make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
    assert as_json(capsys, "office", *make)["exercise"] is None
    seat = {"code": "XAL", "keys": [], "paper": True}
    Path("paper.json").write_text(json.dumps({"title": "T", "sealed": False, "seats": [seat]}))
    opened = as_json(capsys, "office", "office", "open", "office", "paper.json")
    assert opened["exercise"] is None
    assert MARK not in printed(capsys, "office", "show", "office")


# ---------------------------------------------------------------- refusals


TAKE = {"words": None}


def refused_act(capsys: pytest.CaptureFixture[str]) -> str:
    """An act of XAL that is out of order once it arrives, since a letter of XCO came before it."""
    run("forum", "propose", "XAL", "P1", "A line", "purpose=measure", *NODE)
    run("forum", "propose", "office", "P1", "The same name", "purpose=measure", *LETTER)
    capsys.readouterr()
    (act,) = Path("XAL/outbox").glob("*.act")
    return str(act)


def speaks_in_names(sentence: str, name: str) -> None:
    assert name in sentence
    assert CODES.search(sentence) is None, sentence


@pytest.mark.usefixtures("at_work")
def test_an_office_reads_a_refusal_with_names(capsys: pytest.CaptureFixture[str]) -> None:
    Path("seat.json").write_text(json.dumps({"code": "XDE", "keys": [], "paper": True}))
    words = ("office", "act", "office", forms.ADD_SEAT, "seat.json")
    out = printed(capsys, *words, code=3)
    speaks_in_names(out.partition("Out of order")[2], "awaited: Alderan, Bermark, Corvia")
    (answer,) = as_json(capsys, "office", *words, code=3)["answers"]
    speaks_in_names(answer["why"], "awaited: Alderan, Bermark, Corvia")


@pytest.mark.usefixtures("at_work")
def test_a_node_reads_the_refusal_that_an_office_signed_with_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("take.json").write_text(json.dumps(TAKE))
    write = ("node", "write", "XAL", "--circle", CIRCLE, "--act", "chair.take/1")
    words = (*write, "--content", "take.json", "--object", "XAL", *NODE)
    out = printed(capsys, *words, code=3)
    assert MARK in out
    speaks_in_names(out.partition("Out of order")[2], "Bermark")
    answer = as_json(capsys, "node-acts", *words, code=3)
    speaks_in_names(f"{answer['why']} {answer['remedy']}", "Bermark")


@pytest.mark.usefixtures("at_work")
def test_a_node_keeps_a_refusal_and_is_told_it_with_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    act = Path(refused_act(capsys))
    run("office", "receive", "office", act, code=3)
    out = printed(capsys, "node", "answer", "XAL", act.with_suffix(".refusal"))
    assert MARK in out
    assert "P1 is the name of a proposal already" in out


@pytest.mark.usefixtures("at_work")
def test_the_json_of_a_refusal_of_the_forum_has_names_in_its_sentences(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refusal = told(capsys, "seat", "office", "accept", "XCO", *LETTER, code=3)["refusal"]
    speaks_in_names(f"{refusal['why']} {refusal['remedy']}", "The seat of Corvia is accepted")
    assert "XCO" in refusal["written"]  # as it was written


@pytest.mark.usefixtures("at_work")
def test_what_is_shown_before_signing_names_the_readers(capsys: pytest.CaptureFixture[str]) -> None:
    write = ("node", "write", "XAL", "--circle", CIRCLE, "--text", "XBE spoke.", *NODE)
    out = printed(capsys, *write)
    assert "the seats Alderan, Bermark, Corvia;" in " ".join(out.split())
    assert "XBE spoke." in out  # the delegation's own words


@pytest.mark.usefixtures("at_work")
def test_verify_tells_a_fault_with_names(capsys: pytest.CaptureFixture[str]) -> None:
    cheat()
    out = printed(capsys, "verify", "office/static", code=1)
    assert "by the secretariat" in out
    (fault,) = as_json(capsys, "verify", "verify", "office/static", code=1)["faults"]
    assert fault["by"] == "SECRETARIAT"  # a code, for machines
    assert CODES.search(fault["what"]) is None
    assert CODES.search(fault["why"]) is None
    assert fault["what"] == (
        f"Out of order under {fault['clause']}: {fault['why']} "
        "Later acts rest on this one, and were not ruled on."
    )
    told = ("  Act:    level.raise/1, by the secretariat", f"  Why:    {fault['why']}")
    assert {*told, f"  Clause: {fault['clause']}"} <= set(out.splitlines())
    look = printed(capsys, "node", "look", "XAL", "--watch-only", code=1)
    alarm = look.partition("ALARM")[2].partition("\n")[2].splitlines()[0]
    assert CODES.search(alarm) is None
    (proof,) = Path("XAL").rglob("*.proof")
    words = ("verify", "--proof", proof, "--log-key", Path("log-key").read_text("utf-8"))
    assert MARK in printed(capsys, *words)
    assert as_json(capsys, "verify", *words)["exercise"] is True


@pytest.mark.usefixtures("at_work")
def test_the_names_are_those_of_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    line = 'name.give name="the northerners" sort=party thing=XBE language=en'
    run("forum", "act", "XAL", line, *NODE)
    run("office", "receive", "office", *Path("XAL/outbox").glob("*.act"))
    run("node", "look", "XAL", "--watch-only")
    Path("take.json").write_text(json.dumps(TAKE))
    write = ("node", "write", "XAL", "--circle", CIRCLE, "--act", "chair.take/1")
    words = (*write, "--content", "take.json", "--object", "XAL", *NODE)
    assert "the northerners" in printed(capsys, *words, code=3)


# ---------------------------------------------------------------- the log


def enter(name: str, content: dict[str, Any], by: str | None = None) -> None:
    premises = open_premises(Path("fresh"))
    with premises.at_work(premises.keys(None), chance) as office:
        given = office.act(name, content, now(), by)
        assert isinstance(given, Receipted), given
        premises.publish(office)


@pytest.mark.usefixtures("at_work")
def test_the_log_prints_seats_and_notes_in_full_and_reads_them_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("office", "make", "fresh", "--forum", "lake.example/talks", "--circle", "fresh")
    run("forum", "open", "fresh", "--charter", "charter.yaml", "--on-paper", "XCO")
    seat_paper = dict(paper_json(paper(make_box("XDE", chance), [])))
    mark = {"persons": ["A. Clerk", "B. Registrar"], "scan": forms_leaf(bytes(32))}
    consent = {"act": forms.ADD_SEAT, "content": seat_paper, forms.ON_PAPER: mark}
    enter(forms.CONSENT_SEAT, consent, "XCO")
    enter(forms.ADD_SEAT, seat_paper)
    enter(forms.SAY, {"text": 'The river "rose".\nLast night.'})
    enter(forms.SAY, {"text": "Yes.", "more": 1})
    out = said(capsys, "log", "fresh")
    assert "[not at hand]" not in out
    lines = [line for line in out.splitlines() if not line.startswith("#")]
    seat, note = (read_line(line) for line in lines[-2:])
    assert seat.said == AddedSeat(code="XDE", paper=False)
    assert note.said == SaidNote(words='The river "rose".\nLast night.')
    assert [show(read_line(line)) for line in lines] == lines
    assert "# act 4" in out  # it says more than a line can
    answer = told(capsys, "log", "fresh")
    assert [one["line"] for one in answer["acts"]] == [None, None, *lines, None]


@pytest.mark.usefixtures("at_work")
def test_the_log_gives_the_leaf_by_which_an_act_is_cited(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open_premises(Path("office")).in_reading() as (standing, _custody):
        leaf = standing.leaves[1]
    acts = told(capsys, "log", "office")["acts"]
    out = said(capsys, "log", "office", "--leaves")
    assert f"# act 1, leaf {acts[1]['leaf']}" in out.splitlines()
    assert acts[1]["leaf"] == forms_leaf(leaf)


def forms_leaf(leaf: bytes) -> str:
    from base64 import b64encode  # noqa: PLC0415 - a second source, beside the program's own

    return b64encode(leaf).decode()


@pytest.mark.parametrize("content", [None, "Yes", {"text": 7}, {"text": ""}, {"text": "a", "b": 1}])
def test_a_note_that_a_line_cannot_say_has_no_line(content: Json) -> None:
    assert said_in_line(forms.SAY, content) is None


@pytest.mark.usefixtures("at_work")
def test_an_act_of_the_record_is_not_submitted_to_the_rules_of_procedure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("forum", "act", "office", 'note.say "Good day."', code=3)
    assert "an act of the record itself" in capsys.readouterr().err
    run("forum", "act", "office", LOT.format("chair"))


@pytest.mark.usefixtures("at_work")
def test_the_verifier_in_a_single_file_marks_an_exercise_and_says_what_it_leaves_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    assert alone(["office/static"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert MARK in lines
    assert any("under its charter" in line for line in lines)
