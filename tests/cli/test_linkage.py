"""`dipoli linkage`: what it prints, its JSON, and what is told on request only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dipoli.cli.main import main

ROOT = Path(__file__).parents[2]
LAKE = str(ROOT / "cases" / "lake")
SCHEMA = json.loads((ROOT / "docs/reference/json/linkage.schema.json").read_text("utf-8"))


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON object of a question."""
    assert main(["linkage", LAKE, *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command prints, its lines joined."""
    assert main(["linkage", LAKE, *words]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_the_object_fits_its_schema_with_mark_and_receipt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys)
    assert list(told) == [
        "baskets", "pairs", "joins", "side_by_side", "balanced", "tables", "receipt",
    ]  # fmt: skip
    assert told["receipt"]["exact"]
    assert told["receipt"]["mark"].startswith("An exercise")


def test_points_of_a_seat_are_told_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    plain, full = asked(capsys), asked(capsys, "--figures")
    assert not any("points" in seat for one in plain["pairs"] for seat in one["seats"])
    assert not any("needs" in one for one in plain["balanced"])
    assert all("points" in seat for one in full["pairs"] for seat in one["seats"])
    assert all("needs" in one for one in full["balanced"])
    water_forum = next(one for one in full["pairs"] if one["baskets"] == ["water", "forum"])
    assert [seat["party"] for seat in water_forum["seats"]] == ["XAL", "XBE", "XCE", "XDO"]
    figure = water_forum["seats"][0]["points"]["both"]["value"]
    assert f"{figure:,} linked" in printed(capsys, "--figures")
    assert f"{figure:,} linked" not in printed(capsys)


def test_what_linking_adds_is_told_seat_by_seat_in_the_order_of_the_case(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys)
    assert "Linked, Water and the dam can be settled, and alone it cannot." in text
    assert "Linked, against apart: 1 more; 2 more; 3 more; 4 the same." in text


def test_the_smallest_sets_are_told_for_each_share_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "--share", "50", "--share", "100")["balanced"]
    assert [one["share"] for one in told] == [50, 100]
    assert [one["baskets"] for one in told[0]["sets"]] == [["water", "fish", "forum"]]
    assert (told[1]["verdict"], told[1]["sets"], told[1]["complete"]) == ("none", [], True)
    assert "none; no package of the zone is balanced so." in printed(capsys, "--share", "100")


def test_soft_lines_held_are_another_question(capsys: pytest.CaptureFixture[str]) -> None:
    soft, hard = asked(capsys), asked(capsys, "--held")
    assert soft["receipt"]["parameters"]["soft lines"] == "negotiable"
    assert hard["receipt"]["parameters"]["soft lines"] == "held"
    for one, two in zip(soft["tables"], hard["tables"], strict=True):
        assert two["count"] <= one["count"]


def test_a_basket_that_stays_is_left_out_and_said_to_stay(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(capsys, "--still", "fish")
    assert [one["baskets"] for one in told["pairs"]] == [["water", "forum"]]
    assert [one["basket"] for one in told["baskets"] if one["asked_to_stay"]] == ["fish"]
    assert "Baskets that stay as they are: Fishing and patrols." in printed(
        capsys, "--still", "fish"
    )


def test_a_seat_that_is_away_sits_at_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "--away", "XBE")
    assert [one["seats"] for one in told["tables"]] == [["XAL", "XCE"], ["XAL", "XCE", "XDO"]]


@pytest.mark.parametrize("share", ["-1", "101", "half"])
def test_a_share_that_is_no_percentage_is_refused(share: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["linkage", LAKE, "--share", share])
    assert refused.value.code == 2


def test_a_word_that_names_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["linkage", LAKE, "--still", "fishing"]) == 2
    assert "to mend:" in capsys.readouterr().err
