"""``dipoli forum exchange`` and ``dipoli node exchange``: a round by files alone, end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import ROOT, SCHEMAS

from dipoli.cli import main as cli
from dipoli.record.note import write_key
from dipoli.secretariat.premises import open_premises

CIRCLE = "lake.example/talks/plenary"
KEYED = ("XAL", "XBE", "XCO", "XDE")
CHARTER = """\
schema: dipoli.charter/1
preset: northeast-asia-proposed
id: lake-forum
title: {en: The lake forum}
exercise: true
languages: [en]
members:
  - {code: XAL, category: member, zone: UTC, names: {en: Alderan}}
  - {code: XBE, category: member, zone: UTC, names: {en: Bermark}}
  - {code: XCO, category: member, zone: UTC, names: {en: Corvia}}
  - {code: XDE, category: member, zone: UTC, names: {en: Delmark}}
  - {code: XPA, category: member, zone: UTC, names: {en: Parvia}}
"""
PW = ("--passphrase-file", "pw")
LETTER = (
    *("--paper-of", "XPA", "--person", "A. Clerk", "--person", "B. Registrar"),
    *("--scan", "letter.txt"),
)


def run(*words: object, code: int = 0) -> None:
    assert cli.main([str(word) for word in words]) == code


def send(code: str) -> None:
    """What a node has signed goes to the office; then every node looks."""
    acts = sorted(Path(code, "outbox").glob("*.act"))
    run("office", "receive", "office", *acts)
    for act in acts:
        run("node", "answer", code, act.with_suffix(".receipt"), "--act", act)
        act.unlink(missing_ok=True)
    look()


def look(*, cosigning: bool = False) -> None:
    """Every node looks; where they cosign, their lines go to the office."""
    for code in KEYED if cosigning else ():
        run("node", "look", code, *PW)
        run("office", "cosign", "office", *Path(code, "outbox").glob("*.cosignature"))
    for code in KEYED:
        run("node", "look", code, "--watch-only")


def exchange(step: str, code: str, *more: object, exits: int = 0) -> None:
    yes = () if step == "read" else ("--yes",)
    run("node", "exchange", step, code, "E1", "--circle", CIRCLE, *PW, *yes, *more, code=exits)


def printed(capsys: pytest.CaptureFixture[str], *words: object, schema: str) -> dict[str, Any]:
    capsys.readouterr()
    run(*words, "--json")
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    listed = json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8"))
    Draft202012Validator(listed).validate(told)
    return told


@pytest.fixture
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office, four nodes and a seat on paper, in a round that is open."""
    monkeypatch.chdir(tmp_path)
    Path("charter.yaml").write_text(CHARTER, encoding="utf-8")
    Path("pw").write_text("five words drawn by lot\n", encoding="utf-8")
    Path("pw").chmod(0o600)
    Path("letter.txt").write_text("Parvia presents its compliments.\n", encoding="utf-8")
    run("office", "make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
    for code in (*KEYED, "XPA"):
        run("node", "make", code, "--code", code, *PW)
        Path(f"{code}.txt").write_text(f"{code} has four patrol ships.\n", encoding="utf-8")
    for code in KEYED:
        run("node", "paper", code, *PW)
    papers = [f"{code}/paper.json" for code in KEYED]
    run("forum", "open", "office", *papers, "--on-paper", "XPA", "--charter", "charter.yaml")
    held = open_premises(Path("office"))
    key = write_key(held.signer(held.keys(None)).verifier)
    for code in (*KEYED, "XPA"):
        source = ("--log-key", key, "--source", "office/static")
        run("node", "join", code, "--origin", CIRCLE, *source)
    look()
    named = ",".join((*KEYED, "XPA"))
    run(
        *("forum", "exchange", "XBE", "announce", "E1", "Patrol ships", f"named={named}"),
        *(f"holders={','.join(KEYED)}", "otherwise=lapses", "opens=2020-01-01T00:00"),
        *("deadline=+24h", "--yes", *PW),
    )
    send("XBE")
    run("forum", "exchange", "office", "open", "E1")
    look()
    return tmp_path


def all_hand_in() -> None:
    for code in KEYED:
        exchange("submit", code, "--file", f"{code}.txt")
        send(code)
    run("node", "look", "XPA", "--watch-only")
    run(
        *("node", "exchange", "submit", "XPA", "E1", "--circle", CIRCLE, *PW),
        *("--file", "XPA.txt", "--paper", "return.txt"),
    )
    run("forum", "submit", "office", "return.txt", *LETTER)
    look()
    for code in KEYED:
        exchange("hold", code)
        send(code)


@pytest.mark.usefixtures("at_work")
def test_a_round_goes_from_its_announcement_to_what_each_reads(
    capsys: pytest.CaptureFixture[str],
) -> None:
    all_hand_in()
    exchange("share", "XAL", exits=3)
    run("forum", "exchange", "office", "release", "E1")
    look()
    exchange("share", "XAL", exits=3)
    look(cosigning=True)
    for code in KEYED:
        exchange("share", code)
        send(code)
    run("node", "look", "XPA", "--watch-only")
    read = ("node", "exchange", "read", "XPA", "E1", "--circle", CIRCLE, *PW)
    told = printed(capsys, *read, "--out", "read", schema="node-acts")
    assert {one["seat"]: one["text"] for one in told["returns"]} == {
        code: f"{code} has four patrol ships.\n" for code in KEYED
    }
    assert Path("read/E1-XAL").read_text("utf-8") == "XAL has four patrol ships.\n"
    run("forum", "exchange", "office", "serve", "E1", "Note 7", "seat=XPA")
    capsys.readouterr()
    run("node", "exchange", "read", "XAL", "E1", "--circle", CIRCLE, *PW)
    shown = capsys.readouterr().out
    assert "EXERCISE" in shown
    assert "Bermark\n  It opens, and every share agrees with its check." in shown
    assert "  | XBE has four patrol ships." in shown
    assert "Alderan" not in shown


@pytest.mark.usefixtures("at_work")
def test_status_tells_entries_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    exchange("submit", "XAL", "--file", "XAL.txt")
    send("XAL")
    capsys.readouterr()
    run("forum", "exchange", "office", "status", "E1")
    shown = capsys.readouterr().out
    assert 'E1  "Patrol ships"  window open' in shown
    assert "  Alderan: an entry\n" in shown
    assert "  Bermark: no entry\n" in shown
    told = printed(capsys, "forum", "exchange", "office", "status", "E1", schema="forum-read")
    assert told["stage"] == "window-open"
    assert [one["entry"] for one in told["entries"]] == [True, False, False, False, False]
    assert {one["date"] for one in told["entries"]} == {None}
    run("forum", "exchange", "office", "status", "E9", code=2)
    assert "There is no exchange round E9 here. There is: E1." in capsys.readouterr().err


@pytest.mark.usefixtures("at_work")
def test_before_the_release_a_node_gives_nothing_and_reads_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exchange("submit", "XAL", "--file", "XAL.txt")
    send("XAL")
    capsys.readouterr()
    exchange("share", "XBE", exits=3)
    assert "Nothing of E1 is released" in capsys.readouterr().err
    exchange("read", "XBE")
    shown = capsys.readouterr().out
    assert "Sealed. Who handed a return in reads the others', once they are released." in shown
    assert "patrol ships." not in shown
    exchange("hold", "XBE")
    send("XBE")
    exchange("hold", "XBE", exits=3)
    assert "No return waits for the word of this node" in capsys.readouterr().err
    exchange("submit", "XAL", "--file", "nothing.txt", exits=2)
    assert "The return nothing.txt cannot be read" in capsys.readouterr().err


def test_the_pages_of_these_commands_are_there() -> None:
    assert (ROOT / "docs" / "howto" / "exchange-information.md").is_file()
