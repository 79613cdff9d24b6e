"""``dipoli node join|look|status|compare`` on real files, as a delegation calls them."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.node.hosts import LOG, NOW, Host, box
from tests.record.acts import ORIGIN, Desk, at_work, log_signer

from dipoli.cli import node_watch, verify
from dipoli.faults import DipoliError, RefusedError
from dipoli.record.note import read_note, write_key

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/reference/json/node-watch.schema.json").read_text("utf-8"))
JOIN = ("--origin", ORIGIN, "--log-key", write_key(LOG))


def call(*words: object) -> int:
    parser = argparse.ArgumentParser()
    node_watch.add(parser.add_subparsers())
    args = parser.parse_args([*map(str, words)])
    return int(args.run(args))


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """A record in a folder, a clock that is the host's, and a key box that opens by itself."""
    served = Host(desk=at_work(3)).publish()
    monkeypatch.setattr(node_watch, "now", lambda: served.now)
    monkeypatch.setattr(node_watch, "open_box", lambda _args: box("XAL"))
    lay(served, tmp_path / "host")
    return served


def lay(host: Host, folder: Path) -> Path:
    for path, data in host.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def joined(tmp_path: Path) -> Path:
    node = tmp_path / "node"
    assert call("join", node, *JOIN, "--source", tmp_path / "host") == 0
    return node


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(answer)
    return answer


@pytest.mark.usefixtures("host")
def test_a_circle_is_joined_looked_at_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    node = joined(tmp_path)
    assert "not opened yet" in capsys.readouterr().out
    assert call("look", node) == 0
    shown = capsys.readouterr().out
    assert "OPEN to the host" in shown
    assert "4 acts held and verified; 4 came new." in shown
    assert "provisional: 0 of 3 delegations" in shown
    assert "No alarm stands." in shown
    cosigned = node / "outbox" / "lake.example_talks_plenary-4.cosignature"
    assert str(cosigned) in shown
    assert any("witness/XAL" in one.name for one in read_note(cosigned.read_bytes()).signatures)
    assert call("status", node, "--circle", ORIGIN, "--copy", tmp_path / "copy") == 0
    assert "Acts held and verified: 4." in capsys.readouterr().out
    args = argparse.Namespace(
        mirror=tmp_path / "copy", against=None, log_key=write_key(LOG), proof=None, out=None
    )
    args.json = False
    assert verify.run(args) == 0


@pytest.mark.usefixtures("host")
def test_every_answer_in_json_is_of_its_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    node = tmp_path / "node"
    assert call("join", node, *JOIN, "--source", tmp_path / "host", "--json") == 0
    assert told(capsys)["state"] == "joined"
    assert call("look", node, "--json") == 0
    circle = told(capsys)["circles"][0]
    assert (circle["size"], circle["cosigned"], circle["alarms"]) == (4, True, [])
    assert call("look", node, "--json", "--watch-only") == 0
    assert told(capsys)["circles"][0]["cosigned"] is False
    assert call("status", node, "--json") == 0
    assert told(capsys)["circles"][0]["official"]["needed"] == 2


def test_an_alarm_exits_1_with_a_proof_that_verify_accepts(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    node = joined(tmp_path)
    assert call("look", node) == 0
    capsys.readouterr()
    host.now += timedelta(minutes=1)
    short = Desk(standing=host.desk.past[3], entered=host.desk.entered[:3])
    lay(Host(desk=short, now=host.now).publish(), tmp_path / "host")
    assert call("look", node, "--json") == 1
    alarms = {one["kind"]: one for one in told(capsys)["circles"][0]["alarms"]}
    proof = alarms["rollback"]["proof_file"]
    parser = argparse.ArgumentParser()
    verify.add(parser.add_subparsers())
    words = ["verify", "--proof", proof, "--log-key", alarms["rollback"]["log_key"]]
    assert verify.run(parser.parse_args(words)) == 0
    capsys.readouterr()
    assert call("status", node) == 1
    assert "ALARM (rollback), since 2030-03-01T12:01:00Z" in capsys.readouterr().out


def test_a_head_of_another_delegation_is_compared(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    node = joined(tmp_path)
    assert call("look", node) == 0
    capsys.readouterr()
    same = tmp_path / "same"
    same.write_bytes(host.head(host.desk.past[3], NOW - timedelta(hours=1)))
    junk = tmp_path / "junk"
    junk.write_bytes(b"no head")
    assert call("compare", node, "--circle", ORIGIN, same, junk, tmp_path / "host", "--json") == 0
    answer = told(capsys)
    assert answer["agree"] == [str(same), str(tmp_path / "host")]
    assert "cannot be read" in answer["notices"][0]
    other = Desk(standing=host.desk.past[3], entered=host.desk.entered[:3])
    other.say("XAL", "What was said there")
    lay(Host(desk=other).publish(), tmp_path / "theirs")
    assert call("compare", node, "--circle", ORIGIN, tmp_path / "theirs") == 1
    assert "NEW ALARM (split-view)" in capsys.readouterr().out


@pytest.mark.usefixtures("host")
def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    with pytest.raises(DipoliError, match="No circle is watched"):
        call("look", tmp_path / "node")
    node = joined(tmp_path)
    with pytest.raises(DipoliError, match="watches no circle"):
        call("look", node, "--circle", "lake.example/talks/water")
    with pytest.raises(DipoliError, match="A copy is of one circle"):
        call("status", node, "--copy", tmp_path / "copy")
    with pytest.raises(DipoliError, match="not joined"):
        call("join", node, "--origin", "x/y", *JOIN[2:], "--source", tmp_path)
    key = write_key(log_signer(host="somebody").verifier)
    with pytest.raises(RefusedError, match="another log key"):
        call("join", node, "--origin", ORIGIN, "--log-key", key, "--source", tmp_path)
