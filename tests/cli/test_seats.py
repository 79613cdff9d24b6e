"""`dipoli interests`, `home` and `sitting`: what they print, their JSON, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dipoli.cli.main import EXIT_BAD_INPUT, main

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
KOREA = str(ROOT / "cases" / "korea")


def asked(capsys: pytest.CaptureFixture[str], command: str, *words: str) -> dict[str, Any]:
    """The JSON object of an answer, held against its schema."""
    assert main([command, *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    path = ROOT / "docs" / "reference" / "json" / f"{command}.schema.json"
    jsonschema.Draft202012Validator(json.loads(path.read_text("utf-8"))).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The text of an answer, its lines joined."""
    assert main(list(words)) == 0
    return " ".join(capsys.readouterr().out.split())


def faults(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said where the words cannot be used."""
    assert main(list(words)) == EXIT_BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


def test_a_deal_is_told_by_party_in_the_order_of_the_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "interests", LAKE, "--deal", "XBE,XAL", "--move", "f-boats=2")
    assert told["deal"]["parties"] == ["XAL", "XBE"]
    assert told["deal"]["package"] == {"f-boats": 2}
    assert [one["party"] for one in told["touched"]] == ["XAL", "XBE", "XCE", "XDO"]
    marked = [one["party"] for one in told["touched"] if one["marked"]]
    assert marked == ["XDO"]
    assert [one["whom"] for one in told["additions"]] == ["those outside", "everybody"]
    assert told["receipt"]["exact"]
    assert told["receipt"]["exercise"]


def test_points_and_what_the_whole_covers_are_told_on_request_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    silent = asked(capsys, "interests", LAKE)
    told = asked(capsys, "interests", LAKE, "--gives")
    assert '"figure"' not in json.dumps(silent)
    assert all("figure" in each for one in told["touched"] for each in one["interests"])
    assert "Moves, not its way" not in printed(capsys, "interests", LAKE)
    assert "Moves, not its way" in printed(capsys, "interests", LAKE, "--gives")
    home = asked(capsys, "home", LAKE, "--seat", "XBE")
    assert "gives" not in json.dumps(home)
    assert home["bodies"][0]["limits"] is None
    assert asked(capsys, "sitting", LAKE, "--seat", "XDO")["alone"]["options"] is None


def test_a_package_comes_from_a_file_from_words_or_from_a_rule(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    paper = tmp_path / "deal.json"
    paper.write_text('{"package": {"f-quota": 1}}', encoding="utf-8")
    words = ["--package", str(paper), "--move", "f-boats=1"]
    told = asked(capsys, "interests", LAKE, *words)
    assert told["deal"]["package"] == {"f-quota": 1, "f-boats": 1}
    assert told["deal"]["rule"] is None
    by_rule = asked(capsys, "interests", LAKE, "--rule", "leximin")
    assert by_rule["deal"]["rule"] == "leximin"
    assert [one["issues"] for one in by_rule["additions"]] == [0, 0]
    none = asked(capsys, "interests", LAKE, "--positions", "positions-summit")
    assert none["deal"]["package"] is None
    assert none["deal"]["verdict"] == "none"
    assert none["touched"] == []


def test_no_gain_is_added_up_on_any_of_these_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    for command, words in (
        ("home", ("--seat", "XBE", "--gives", "--clash")),
        ("sitting", ("--seat", "XAL", "--gives")),
    ):
        told = asked(capsys, command, LAKE, *words)
        bare = json.dumps({**told, "receipt": {}})
        sums = [
            [one["value"] for side in ("gets", "gives") for one in end.get(side, {}).values()]
            for end in _ends(told)
        ]
        several = [sum(figures) for figures in sums if len(figures) > 1]
        assert len(several) > 3
        assert not any(f" {total}," in bare or f" {total}}}" in bare for total in several if total)


def _ends(told: object) -> list[dict[str, Any]]:
    if isinstance(told, dict):
        inner = [one for value in told.values() for one in _ends(value)]
        return [told, *inner] if "gets" in told else inner
    return [one for value in told for one in _ends(value)] if isinstance(told, list) else []


def test_a_body_at_home_binds_by_a_limit_that_is_told_on_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "home", LAKE, "--seat", "XBE", "--clash")
    (body,) = told["bodies"]
    assert (body["code"], body["binds"]) == ("XBE-ASSEMBLY", "yes")
    assert body["ruled_out"] == body["unclaimed"]["count"] - told["zone"]["count"]
    assert told["none_claimed"]["count"] == body["unclaimed"]["count"]
    assert told["win_set"]["count"] < told["alone"]["count"]
    assert {one["kind"] for one in body["limits"]} == {"red line", "reservation value"}
    text = printed(capsys, "home", LAKE, "--seat", "XBE")
    assert "No binding awards before the water is safe." in text
    assert "ASSUMPTIONS THAT CLASH" not in text
    assert "Water for the fields." not in text
    assert "Water for the fields." in printed(capsys, "home", LAKE, "--seat", "XBE", "--words")
    assert "no body at home" in printed(capsys, "home", LAKE, "--seat", "XCE")


def test_what_sitting_gains_is_told_beside_what_protects(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "sitting", LAKE, "--seat", "XAL")
    assert told["own"] == ["w-flow", "t-data", "t-body"]
    assert told["away"]["not_claimed"]["against_it"] == "yes"
    assert told["guarantees"]["size"] == 2
    assert told["guarantees"]["complete"]
    text = printed(capsys, "sitting", LAKE, "--seat", "XAL", "--gives")
    assert "“Build what was planned.”" in text
    assert "it needs no guarantee" in printed(capsys, "sitting", LAKE, "--seat", "XCE")


def test_where_the_search_ends_early_bounds_are_told_and_a_set_that_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = asked(capsys, "sitting", LAKE, "--seat", "XAL")["guarantees"]
    assert (whole["at_least"], whole["at_most"], whole["known"]) == (2, 2, whole["sets"][0])
    monkeypatch.setattr("dipoli.analysis.agreement.protection.MAX_WAYS", 1)
    told = asked(capsys, "sitting", LAKE, "--seat", "XAL")
    some = told["guarantees"]
    assert (some["needed"], some["size"], some["sets"]) == ("yes", None, [])
    assert (some["proven"], some["complete"]) == (False, False)
    assert 1 <= some["at_least"] <= whole["size"] <= some["at_most"] == len(some["known"])
    assert not told["receipt"]["exact"]
    text = printed(capsys, "sitting", LAKE, "--seat", "XAL")
    assert f"at least 1 guarantee, and at most {some['at_most']};" in text
    assert "which number is the smallest was not found out in the time given" in text
    assert "no fewer do" not in text


def test_names_are_those_that_the_viewer_uses(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["interests", KOREA, "--deal", "PRK,USA", "--move", "ms-icbm=1"]
    assert "At the table, in the order of the case: North Korea," in printed(
        capsys, *words, "--viewer", "USA"
    )
    assert "조선민주주의인민공화국, 남조선, 미국" in printed(capsys, *words, "--viewer", "PRK")


def test_words_that_cannot_be_used_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[1]", encoding="utf-8")
    ragged = tmp_path / "ragged.json"
    ragged.write_text("{", encoding="utf-8")
    assert "choose from" in faults(capsys, "home", LAKE, "--seat", "XXX")
    assert "others at the table" in faults(
        capsys, "sitting", LAKE, "--seat", "XAL", "--away", "XBE", "--away", "XCE", "--away", "XDO"
    )
    assert "a member at the table" in faults(capsys, "interests", LAKE, "--deal", "XAL,XZZ")
    assert "one option" in faults(capsys, "interests", LAKE, "--move", "f-boats=1,2")
    assert "moves an issue" in faults(capsys, "interests", LAKE, "--move", "f-boats=0")
    assert "JSON object" in faults(capsys, "interests", LAKE, "--package", str(broken))
    assert "JSON object" in faults(capsys, "interests", LAKE, "--package", str(ragged))
    assert "code of a party" in faults(capsys, "home", LAKE, "--seat", "XAL", "--viewer", "Q")


def test_soft_lines_can_be_held(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "sitting", LAKE, "--seat", "XAL", "--held")
    assert told["receipt"]["parameters"]["soft lines"] == "held"
    assert told["at_table"]["count"] <= 751
    assert "Soft lines are held" in printed(capsys, "home", LAKE, "--seat", "XAL", "--held")
