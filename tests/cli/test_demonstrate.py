"""``dipoli demonstrate``: a folder that is made whole or not at all, with its marks."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from dipoli.cli import demonstrate, main
from dipoli.codec.shipped import shipped
from dipoli.forum.text_views import COMPILED_MARK, EXERCISE

SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/json/demonstrate.schema.json"


def test_the_replay_is_made_and_read_with_its_mark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["demonstrate", "replay", str(tmp_path / "talks"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    assert (told["exercise"], told["mark"]) == (False, COMPILED_MARK)
    office = str(tmp_path / "talks" / "offices" / "plenary")
    for command in ("log", "status"):
        assert main.main(["forum", command, office]) == 0
        out = capsys.readouterr().out
        assert COMPILED_MARK in out
        assert EXERCISE not in out
    assert main.main(["forum", "status", office, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mark"] == COMPILED_MARK
    assert main.main(["verify", f"{office}/static"]) == 0
    assert COMPILED_MARK in capsys.readouterr().out
    assert main.main(["verify", f"{office}/static", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules_of_procedure"]["mark"] == COMPILED_MARK
    assert COMPILED_MARK in (tmp_path / "talks" / demonstrate.MARK).read_text("utf-8")


def test_the_exercise_is_made_with_its_marks_and_its_worthless_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["demonstrate", "exercise", str(tmp_path / "sea"), "--days", "30"]
    assert main.main(words) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{EXERCISE}\nWORTHLESS")
    keys = json.loads((tmp_path / "sea" / demonstrate.KEYS).read_text("utf-8"))
    assert keys["warning"].startswith("WORTHLESS")
    assert "XNU" not in keys["sign"]
    assert main.main(["forum", "log", str(tmp_path / "sea" / "offices" / "plenary")]) == 0
    assert EXERCISE in capsys.readouterr().out


PLACES = ("brief", "commitments", "relations USA PRK", "runs")
SELDOM = "No act of a party is in this record."


def test_what_the_replay_has_nothing_to_tell_of_points_to_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing in it reads as if a government had done nothing, or had something to do."""
    assert main.main(["demonstrate", "replay", str(tmp_path / "talks")]) == 0
    office = str(tmp_path / "talks" / "offices" / "plenary")
    for place in PLACES:
        command, *parties = place.split()
        capsys.readouterr()
        assert main.main(["forum", command, office, *parties]) == 0
        out = capsys.readouterr().out
        assert out.count("is listed by `dipoli forum status`.") == 1, command
        assert "Nothing is entered." not in out
        assert "can ask any other for an explanation" not in out
        assert (SELDOM in out) is (command != "relations")
    assert "Japan's channel  is not known here\n    No channel of it is entered here." in out
    for seat in ("JPN", "PRK"):
        assert main.main(["forum", "today", office, "--seat", seat]) == 0
        out = capsys.readouterr().out
        assert "Nothing waits for its act." in out
        assert "channel.declare" not in out


def test_a_public_event_has_the_same_calm_word_for_every_party(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["demonstrate", "replay", str(tmp_path / "talks")]) == 0
    office = str(tmp_path / "talks" / "offices" / "plenary")
    timeline = str(shipped("cases") / "korea" / "timeline.csv")
    capsys.readouterr()
    words = ["forum", "relations", office, "USA", "PRK", "--timeline", timeline]
    assert main.main(words) == 0
    heads = [line.split("  ") for line in capsys.readouterr().out.splitlines() if "  K" in line]
    sorts = {one[2] for one in heads if len(one) == 4}
    assert {"interruption", "restrictive measure", "easing of measures", "launch"} <= sorts
    assert not {"breakdown", "sanction", "sanction relief"} & sorts


def test_nothing_is_made_where_something_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_text("x")
    assert main.main(["demonstrate", "replay", str(tmp_path)]) == 2
    assert "something lies in" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["demonstrate", "exercise", str(tmp_path / "sea"), "--begins", "yesterday"]
    assert main.main(words) == 3
    assert "--begins is a day such as 2030-01-07, not yesterday." in capsys.readouterr().err


def test_what_is_stopped_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demonstrate, "_progress", stops)
    assert main.main(["demonstrate", "replay", str(tmp_path / "talks")]) == 130
    assert "stopped" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
