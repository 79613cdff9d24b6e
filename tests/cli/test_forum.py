"""``dipoli forum``: a secretariat and two delegations at work by a charter, by files alone."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.codec.word.papers import tracked

from dipoli.cli import main as cli
from dipoli.cli.node_desk import chance, now
from dipoli.forum.line import read_line, show
from dipoli.record.canon import canonical
from dipoli.record.note import write_key
from dipoli.record.rules import any_act
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.receive import Receipted

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "reference" / "json"
CIRCLE = "lake.example/talks/plenary"
MARK = "EXERCISE: every state in it is invented."
CHARTER = """\
schema: dipoli.charter/1
preset: northeast-asia-proposed
id: lake-forum
title: {en: The lake forum}
exercise: true
languages: [en]
members:
  - {code: XAL, category: member, zone: Asia/Tokyo, names: {en: Alderan}}
  - {code: XBE, category: member, zone: UTC, names: {en: Bermark}}
  - {code: XCO, category: member, zone: UTC, names: {en: Corvia}}
"""
LOT = 'order.publish "Drawn before all." use={} order=XBE,XAL,XCO'


def run(*words: object, code: int = 0) -> None:
    assert cli.main([str(word) for word in words]) == code


def told(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON, held against its schema."""
    capsys.readouterr()
    assert cli.main(["forum", *map(str, words), "--json"]) == code, capsys.readouterr().err
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    acts = answer["schema"].split("/")[0] in {"dipoli.forum-act", "dipoli.forum-open"}
    name = "forum-acts" if acts else "forum-read"
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(answer)
    return answer


def said(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    capsys.readouterr()
    run("forum", *words, code=code)
    return capsys.readouterr().out


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose circle is open by a charter, and the node of XAL."""
    folder = tmp_path_factory.mktemp("forum")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("charter.yaml").write_text(CHARTER, encoding="utf-8")
        Path("pw").write_text("five words drawn by lot\n", encoding="utf-8")
        Path("pw").chmod(0o600)
        Path("letter.txt").write_text("Corvia presents its compliments.\n", encoding="utf-8")
        run("office", "make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
        for code in ("XAL", "XBE"):
            run("node", "make", code, "--code", code, "--passphrase-file", "pw")
            run("node", "paper", code, "--passphrase-file", "pw")
        run(
            *("forum", "open", "office", "XBE/paper.json", "XAL/paper.json"),
            *("--on-paper", "XCO", "--charter", "charter.yaml"),
        )
        key = open_premises(Path("office"))
        log_key = write_key(key.signer(key.keys(None)).verifier)
        Path("log-key").write_text(log_key, encoding="utf-8")
        source = ("--log-key", log_key, "--source", "office/static")
        run("node", "join", "XAL", "--origin", CIRCLE, *source)
        run("forum", "act", "office", LOT.format("chair"))
        run("forum", "act", "office", LOT.format("protocol"))
        run("node", "look", "XAL", "--watch-only")
    return folder


@pytest.fixture
def at_work(beginning: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folders, for one test alone."""
    folder = tmp_path / "forum"
    copytree(beginning, folder)
    monkeypatch.chdir(folder)
    key = Path("log-key").read_text("utf-8")
    run("node", "join", "XAL", "--origin", CIRCLE, "--log-key", key, "--source", "office/static")
    return folder


NODE = ("--passphrase-file", "pw", "--yes")
LETTER = (
    *("--paper-of", "XCO", "--person", "A. Clerk", "--person", "B. Registrar"),
    *("--scan", "letter.txt"),
)


@pytest.mark.usefixtures("at_work")
def test_every_answer_says_the_exercise_and_who_can_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in (
        ("status", "office"),
        ("today", "office"),
        ("log", "office"),
        ("influence", "XAL"),
        ("without", "XAL", "XBE"),
        ("act", "office", LOT.format("chair")),
        ("propose", "XAL", "P1", "A line", "purpose=measure", *NODE),
    ):
        out = said(capsys, *words)
        assert MARK in out
        assert "OPEN to the host" in out


@pytest.mark.usefixtures("at_work")
def test_names_stand_in_the_place_of_codes(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "status", "office")
    assert "Bermark: member, accepted" in out
    assert "XBE" not in out
    order = [out.index(name) for name in ("  Bermark", "  Alderan", "  Corvia")]
    assert order == sorted(order)  # as the lot was drawn


@pytest.mark.usefixtures("at_work")
def test_a_node_signs_and_the_office_receives(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "propose", "XAL", "P1", "A hot line", "purpose=measure", *NODE)
    assert answer["state"] == "signed"
    run("office", "receive", "office", answer["acts"][0]["file"])
    status = told(capsys, "status", "office", "P1")
    assert status["groups"][0]["things"][0]["title"] == "A hot line"
    assert status["exercise"] is True
    assert status["sealed"] is False


@pytest.mark.usefixtures("at_work")
def test_who_does_not_type_sign_signs_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    run(
        *("forum", "propose", "XAL", "P1", "A line", "purpose=measure"),
        *("--passphrase-file", "pw"),
        code=3,
    )
    assert "A line" in capsys.readouterr().out
    assert not list(Path("XAL/outbox").glob("*.act"))


@pytest.mark.usefixtures("at_work")
def test_a_file_of_lines_is_signed_whole_and_received_in_order() -> None:
    Path("morning.txt").write_text(
        '# the first morning\nchannel.declare XAL "its node" sort=node\n\nmember.attend XAL\n'
        'XAL proposal.table P1 "A line" purpose=measure\n',
        encoding="utf-8",
    )
    run("forum", "submit", "XAL", "morning.txt", *NODE)
    acts = sorted(Path("XAL/outbox").glob("*.act"))
    assert len(acts) == 3
    run("office", "receive", "office", *acts)


@pytest.mark.usefixtures("at_work")
def test_a_file_stops_at_the_first_refusal_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("morning.txt").write_text(
        "member.attend XAL\nmember.accept XAL\nmember.leave XAL\n", encoding="utf-8"
    )
    answer = told(capsys, "submit", "XAL", "morning.txt", *NODE, code=3)
    assert answer["state"] == "out-of-order"
    assert answer["refusal"]["line"] == 2
    assert answer["refusal"]["clause"].startswith("art. ")
    assert not Path("XAL/outbox").exists() or not list(Path("XAL/outbox").glob("*.act"))


@pytest.mark.usefixtures("at_work")
def test_an_office_enters_nothing_of_a_file_with_a_refusal() -> None:
    before = Path("office/static/checkpoint").read_bytes()
    lines = f"{LOT.format('chair')}\nproposal.adopt P9\n"
    Path("acts.txt").write_text(lines, encoding="utf-8")
    run("forum", "submit", "office", "acts.txt", code=3)
    assert Path("office/static/checkpoint").read_bytes() == before


@pytest.mark.usefixtures("at_work")
def test_a_node_says_which_of_its_own_acts_its_copy_has_not_yet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Signed here" not in said(capsys, "today", "XAL")
    run("forum", "propose", "XAL", "P1", "A line", "purpose=measure", *NODE)
    for command in ("today", "status"):
        assert "not in this copy of the record yet: 1 act." in said(capsys, command, "XAL")
    run("office", "receive", "office", *Path("XAL/outbox").glob("*.act"))
    run("node", "look", "XAL", "--watch-only")
    assert "Signed here" not in said(capsys, "status", "XAL")


@pytest.mark.usefixtures("at_work")
def test_a_refusal_gives_article_reason_and_remedy_with_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, "seat", "office", "accept", "XCO", *LETTER, code=3)
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Out of order under art. "))
    assert lines[at + 1].startswith("  Why: The seat of Corvia is accepted")
    assert lines[at + 2].startswith("  To mend: Steps from there: ")
    assert lines[at + 3].startswith("  The article says: ")  # the longest last
    assert "Nothing was signed or entered." in out


@pytest.mark.usefixtures("at_work")
def test_a_paper_seat_acts_by_a_letter_that_two_persons_keyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = told(capsys, "propose", "office", "P1", "A line", "purpose=measure", *LETTER)
    assert answer["state"] == "entered"
    assert "[on paper]" in said(capsys, "log", "office")
    run("forum", "seat", "office", "attend", "XCO", "--paper-of", "XCO", code=3)


@pytest.mark.usefixtures("at_work")
def test_a_folder_acts_for_its_own_party_alone(capsys: pytest.CaptureFixture[str]) -> None:
    run("forum", "act", "XAL", "XBE member.attend XBE", *NODE, code=3)
    assert "an act of Bermark, and this folder acts for Alderan" in capsys.readouterr().err
    run("forum", "act", "office", "XBE member.attend XBE", code=3)


@pytest.mark.usefixtures("at_work")
def test_a_line_that_cannot_be_read_is_told_as_it_was_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("forum", "act", "office", "order.publsh x", code=2)
    told_ = capsys.readouterr().err
    assert "In: order.publsh x\n" in told_
    assert "order.publish" in told_


@pytest.mark.usefixtures("at_work")
def test_the_log_can_be_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in said(capsys, "log", "office").splitlines() if line[0] != "#"]
    assert len(lines) == 2
    assert [show(read_line(line)) for line in lines] == lines
    answer = told(capsys, "log", "office", "--from", 1)
    assert [one["line"] for one in answer["acts"]] == lines


@pytest.mark.usefixtures("at_work")
def test_today_tells_a_seat_what_waits(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "today", "XAL")
    assert answer["name"] == "Alderan"
    assert [one["acts"] for one in answer["due"]] == [["channel.declare/1"]]
    assert "(+09:00) in its capital" in said(capsys, "today", "XAL")
    turn = told(capsys, "today", "office", "--seat", "XBE")
    assert ["chair.take/1"] in [one["acts"] for one in turn["due"]]
    run("forum", "today", "office", "--seat", "XQQ", code=3)
    assert "Seats: XBE (Bermark), XAL (Alderan)" in capsys.readouterr().err


@pytest.mark.usefixtures("at_work")
def test_a_text_is_shown_in_three_views(capsys: pytest.CaptureFixture[str]) -> None:
    table = ("T1", "A joint text", "symbol=L.1", "kind=working-paper", "language=en")
    run("forum", "table", "office", *table, "everything=no", *LETTER)
    run("forum", "act", "office", 'clause.propose T1-1 "We meet in May." sort=words', *LETTER)
    run("forum", "bracket", "office", "T1-1", "in May", *LETTER)
    assert "We meet [in May]." in said(capsys, "text", "office", "T1")
    assert "[in May - Corvia]" in said(capsys, "text", "office", "T1", "--view", "attributed")
    clean = told(capsys, "text", "office", "T1", "--view", "clean")
    assert any("We meet ." in line or "We meet." in line for line in clean["lines"])
    assert said(capsys, "text", "office", "T1").count("EXERCISE") == 1
    run("forum", "amend", "office", "A1", "We meet in June.", "clause=T1-1", "version=1", *LETTER)
    run("forum", "text", "office", "T9", code=3)


@pytest.mark.usefixtures("at_work")
def test_influence_and_absence_are_told_without_rank(capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(capsys, "influence", "office")["seats"]
    assert [row["code"] for row in rows] == ["XBE", "XAL", "XCO"]
    answer = told(capsys, "without", "office", "XCO")
    assert answer["waiting"] == []
    assert "Corvia" in answer["seat"]


def test_a_preset_is_opened_with_parties_and_is_an_exercise_unless_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run("office", "make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
    opening = ("open", "office", "--charter", "ulaanbaatar-style", "--on-paper", "XAL")
    run("forum", *opening, code=3)
    parties = ("--party", "XAL=Alderan@Asia/Tokyo", "--party", "XBE=Bermark", "--presides", "XAL")
    answer = told(capsys, *opening, *parties)
    assert answer["exercise"] is True
    assert answer["seats"] == ["XAL"]
    run("forum", *opening, *parties, code=3)  # it is open already


def test_a_folder_that_is_neither_is_told(tmp_path: Path) -> None:
    run("forum", "status", tmp_path, code=2)


def test_a_circle_without_a_charter_has_no_rules_of_procedure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("office", "make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
    seat = {"code": "XAL", "keys": [], "paper": True}
    paper = {"title": "Talks", "sealed": False, "seats": [seat]}
    Path("paper.json").write_text(json.dumps(paper), encoding="utf-8")
    run("office", "open", "office", "paper.json")
    run("forum", "status", "office", code=2)


# ---------------------------------------------------------------- a host that cheats


def cheat() -> int:
    """The host enters an act that the charter refuses, and publishes it."""
    premises = open_premises(Path("office"))
    with premises.at_work(premises.keys(None), chance) as office:
        office.forum_rule = any_act
        content = {"words": None}
        given = office.act("level.raise/1", content, now(), about="P1")
        assert isinstance(given, Receipted)
        premises.publish(office)
        return given.index


def verify(capsys: pytest.CaptureFixture[str], *words: object, code: int) -> dict[str, Any]:
    capsys.readouterr()
    run("verify", *words, "--json", code=code)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    schema = json.loads((SCHEMAS / "verify.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(answer)
    return answer


@pytest.mark.usefixtures("at_work")
def test_the_office_asks_the_charter_at_its_door() -> None:
    Path("said.json").write_text('{"words": null}', encoding="utf-8")
    run("office", "act", "office", "level.raise/1", "said.json", code=3)


@pytest.mark.usefixtures("at_work")
def test_verify_rules_on_every_act_again(capsys: pytest.CaptureFixture[str]) -> None:
    answer = verify(capsys, "office/static", code=0)
    assert answer["rules_of_procedure"] == {
        "charter": True,
        "ruled": 2,
        "not_ruled": [],
        "mark": "EXERCISE: every state in it is invented.",
    }
    assert answer["acts_not_ruled_on"] == 0


@pytest.mark.usefixtures("at_work")
def test_verify_says_what_it_could_not_rule_on(capsys: pytest.CaptureFixture[str]) -> None:
    run("forum", "propose", "office", "P1", "A line", "purpose=measure", *LETTER)
    Path("office/static/bodies/002").unlink()  # the second lot
    answer = verify(capsys, "office/static", code=0)
    assert answer["rules_of_procedure"]["ruled"] == 2  # the proposal does not rest on that lot
    assert answer["rules_of_procedure"]["not_ruled"] == [2]
    run("verify", "office/static")
    assert "Not ruled on again in full" in capsys.readouterr().out


@pytest.mark.usefixtures("at_work")
def test_verify_catches_a_host_that_entered_an_act_against_the_charter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    number = cheat()
    answer = verify(capsys, "office/static", "--out", "the.proof", code=1)
    (fault,) = answer["faults"]
    assert (fault["kind"], fault["number"], fault["name"]) == ("act", number, "level.raise/1")
    assert fault["clause"].startswith("art. ")
    assert answer["proof_file"] is not None
    key = Path("log-key").read_text("utf-8")
    proof = verify(capsys, "--proof", answer["proof_file"], "--log-key", key, code=0)
    assert "out of order under art. " in proof["proof"]["told"]


@pytest.mark.usefixtures("at_work")
def test_a_node_raises_the_alarm_over_it_with_a_proof(capsys: pytest.CaptureFixture[str]) -> None:
    cheat()
    capsys.readouterr()
    run("node", "look", "XAL", "--watch-only", code=1)
    out = capsys.readouterr().out
    assert "out of order under art. " in out
    (proof,) = Path("XAL").rglob("*.proof")
    key = Path("log-key").read_text("utf-8")
    assert verify(capsys, "--proof", proof, "--log-key", key, code=0)["verified"] is True


@pytest.mark.usefixtures("at_work")
def test_a_proof_with_a_body_left_out_frames_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    run("forum", "propose", "office", "P1", "A line", "purpose=measure", *LETTER)
    number = cheat()  # a decision that was never taken is carried out
    answer = verify(capsys, "office/static", "--out", "the.proof", code=1)
    proof = json.loads(Path(answer["proof_file"]).read_text("utf-8"))
    proof["bodies"][number - 1] = None  # perhaps it was taken
    Path("less.proof").write_bytes(canonical(proof))
    key = Path("log-key").read_text("utf-8")
    told_ = verify(capsys, "--proof", "less.proof", "--log-key", key, code=1)
    assert told_["verified"] is False


@pytest.mark.usefixtures("at_work")
def test_a_refusal_that_the_charter_bears_out_is_no_alarm() -> None:
    """The node asks the charter whether the office was right."""
    run("forum", "propose", "XAL", "P1", "A line", "purpose=measure", *NODE)
    (act,) = Path("XAL/outbox").glob("*.act")
    letter = ("P1", "The same name", "purpose=measure", *LETTER)
    run("forum", "propose", "office", *letter)  # the name is taken when the act arrives
    run("office", "receive", "office", act, code=3)
    run("node", "answer", "XAL", act.with_suffix(".refusal"))
    time.sleep(1.1)  # a head later than the refusal
    run("office", "time", "office")
    run("node", "look", "XAL", "--watch-only")
    kept = [path.read_text("utf-8") for path in Path("XAL/circles").rglob("receipts/*")]
    assert any("refused under art. " in one for one in kept)


# ---------------------------------------------------------------- sealed against the host


def test_in_a_sealed_circle_the_office_says_what_it_cannot_follow(
    at_work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("office", "make", "sealed", "--forum", "lake.example/talks", "--circle", "sealed")
    papers = ("XAL/paper.json", "XBE/paper.json")
    run("forum", "open", "sealed", *papers, "--sealed", "--charter", "charter.yaml")
    premises = open_premises(Path("sealed"))
    key = write_key(premises.signer(premises.keys(None)).verifier)
    circle = "lake.example/talks/sealed"
    source = ("--log-key", key, "--source", "sealed/static")
    run("node", "join", "XAL", "--origin", circle, *source)
    run("node", "look", "XAL", "--circle", circle, "--watch-only")
    propose = ("propose", "XAL", "P1", "A secret line", "purpose=measure")
    answer = told(capsys, *propose, "--circle", circle, *NODE)
    assert answer["sealed"] is True
    run("office", "receive", "sealed", answer["acts"][0]["file"])
    out = said(capsys, "status", "sealed")
    assert "SEALED against the host" in out
    assert "From act 1 on" in out
    assert "A secret line" not in out
    run("node", "look", "XAL", "--circle", circle, "--watch-only")
    own = said(capsys, "status", "XAL", "P1", "--circle", circle, *NODE[:2])
    assert "A secret line" in own
    assert "A secret line" in said(capsys, "log", "XAL", "--circle", circle, *NODE[:2])
    assert "[not at hand]" in said(capsys, "log", "sealed")
    assert at_work.is_dir()


@pytest.mark.usefixtures("at_work")
def test_a_text_goes_out_as_a_word_file_and_its_changes_come_back_as_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = ("T1", "A joint text", "symbol=L.1", "kind=working-paper", "language=en")
    run("forum", "table", "office", *table, "everything=no", *LETTER)
    run("forum", "act", "office", 'clause.propose T1-1 "We meet in May." sort=words', *LETTER)
    run("forum", "text", "office", "T1", "--docx", "T1.docx")
    run("forum", "text", "office", "T1", "--docx", "T1.docx", code=3)  # nothing is overwritten
    assert "No change is found" in said(capsys, "word", "office", "T1.docx")
    changed = tracked(Path("T1.docx").read_bytes(), 1, ("XAL", 11, 14, "June"))
    Path("back.docx").write_bytes(changed)
    line = "amendment.propose A1 “We meet in June.” clause=T1-1 version=1"
    assert line.replace("“", '"').replace("”", '"') in said(capsys, "word", "office", "back.docx")
    capsys.readouterr()
    run("forum", "word", "office", "back.docx", "--json", "--author", "Alderan=XBE")
    answer = json.loads(capsys.readouterr().out)
    schema = json.loads((SCHEMAS / "forum-word.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(answer)
    assert [one["party"] for one in answer["changes"]] == ["XBE"]
    Path("bad.docx").write_bytes(b"PK\3\4 bad")
    run("forum", "word", "office", "bad.docx", code=3)
    assert not list(Path().glob("*.partial"))
