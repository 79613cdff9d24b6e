"""A newcomer's node: what it is told before earlier texts are opened to it, and what after."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.cli.test_forum import CHARTER, CIRCLE, LOT, run, said

from dipoli.cli.forum_desk import at_desk, blind
from dipoli.record.audit_files import body_path
from dipoli.record.canon import Json
from dipoli.record.note import write_key
from dipoli.record.standing import Standing
from dipoli.secretariat.premises import open_premises

ON_PAPER = {"persons": ["A. Clerk", "B. Registrar"], "scan": "A" * 43 + "="}
ASK = "You were seated by act 5, and not all that came before was opened to you."


def office_act(name: str, content: dict[str, Json], by: str | None = None, code: int = 0) -> None:
    """An act of the register by the secretariat, or by a seat whose letter it enters."""
    letter: dict[str, Any] = {} if by is None else {"on_paper": ON_PAPER}
    Path("said.json").write_text(json.dumps({**content, **letter}), encoding="utf-8")
    run("office", "act", "office", name, "said.json", *(("--by", by) if by else ()), code=code)


def standing() -> Standing:
    with open_premises(Path("office")).in_reading() as (found, _custody):
        return found


def serve() -> None:
    """The files as a host serves them that gives a seat no text that is not its own to read."""
    for number in range(standing().size):
        if not standing().may_read("XCO", number):
            (Path("office/static") / body_path(number)).unlink()


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two seats on paper act by the charter; then Corvia is seated, with a node."""
    monkeypatch.chdir(tmp_path)
    Path("charter.yaml").write_text(CHARTER, encoding="utf-8")
    Path("pw").write_text("five words drawn by lot\n", encoding="utf-8")
    Path("pw").chmod(0o600)
    run("office", "make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
    run("node", "make", "XCO", "--code", "XCO", "--passphrase-file", "pw")
    run("node", "paper", "XCO", "--passphrase-file", "pw")
    seats = ("--on-paper", "XAL", "--on-paper", "XBE", "--charter", "charter.yaml")
    run("forum", "open", "office", *seats)
    run("forum", "act", "office", LOT.format("chair"))
    run("forum", "act", "office", LOT.format("protocol"))
    seat = json.loads(Path("XCO/paper.json").read_text("utf-8"))
    for code in ("XAL", "XBE"):
        office_act("seat.consent/1", {"act": "seat.add/1", "content": seat}, by=code)
    office_act("seat.add/1", seat)
    premises = open_premises(Path("office"))
    key = write_key(premises.signer(premises.keys(None)).verifier)
    serve()
    run("node", "join", "XCO", "--origin", CIRCLE, "--log-key", key, "--source", "office/static")
    run("node", "look", "XCO", "--watch-only")
    return tmp_path


@pytest.mark.usefixtures("newcomer")
def test_it_is_told_what_to_ask_for_and_of_whom(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "status", "XCO")
    assert "From act 1 on, some of what was done is not at hand here" in out
    assert ASK in out
    assert "each other seat consents (body.consent, from 1, until 5)" in out
    assert "the secretariat opens the texts (body.open, with the same numbers)" in out
    assert "Seats to ask: Alderan, Bermark." in out
    assert "You were seated" not in said(capsys, "status", "office")


@pytest.mark.usefixtures("newcomer")
def test_in_a_sealed_circle_a_delegation_opens_them_since_the_secretariat_has_no_key() -> None:
    args = Namespace(folder=Path("XCO"), circle=None, passphrase_file=None)
    with at_desk(args) as desk:
        opening = desk.standing.opening
        assert opening is not None
        sealed = evolve(desk.standing, opening=evolve(opening, sealed=True))
        told = " ".join(blind(evolve(desk, standing=sealed)))
    assert "one of them opens the texts (body.open" in told
    assert "secretariat" not in told


@pytest.mark.usefixtures("newcomer")
def test_what_it_is_told_to_ask_for_opens_the_texts(capsys: pytest.CaptureFixture[str]) -> None:
    span: dict[str, Json] = {"to": "XCO", "from": 1, "until": 5}
    office_act("body.consent/1", span, by="XAL")
    capsys.readouterr()
    office_act("body.open/1", {**span, "keys": []}, code=3)
    assert "awaited: Bermark" in capsys.readouterr().out
    office_act("body.consent/1", span, by="XBE")
    office_act("body.open/1", {**span, "keys": []})
    with open_premises(Path("office")).in_reading() as (found, custody):
        bodies = {act.index: act.body for act in custody.read(0, found.size)}
    for number in (1, 2):
        (Path("office/static") / body_path(number)).write_bytes(bodies[number] or b"")
    run("node", "look", "XCO", "--watch-only")
    out = said(capsys, "status", "XCO")
    assert "You were seated" not in out
    assert "some of what was done is not at hand" not in out
    assert out.splitlines() == [*said(capsys, "status", "office").splitlines()]
