"""Relations of two parties as a page: chosen by the reader, by date, with sources."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from tests.demonstration.golden_files import forum
from tests.web.stage import stage, visitor

from dipoli.codec.shipped import shipped

stage()

PLENARY = "/forums/exercise/plenary"
REPLAY = "/forums/six-party-talks/plenary"


def pair(codes: str, at: str = PLENARY, code: str = "XTV") -> dict[str, Any]:
    told: dict[str, Any] = visitor(code).twin(f"{at}/relations/{codes}")["pair"]
    return told


# ---------------------------------------------------------------- examples


def test_two_parties_are_chosen_from_lists_in_protocol_order_and_none_by_default() -> None:
    html = visitor("XTV").html(f"{PLENARY}/relations")
    order = list(forum("exercise", "plenary").order)
    for name in ("one", "other"):
        listed = re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL)
        assert listed is not None
        assert re.findall(r'value="(\w+)"', listed.group()) == order
        assert " selected" not in listed.group()


def test_the_chosen_two_are_shown_and_have_an_address_of_their_own() -> None:
    told = visitor("XTV").get(f"{PLENARY}/relations.json?one=XKS&other=XSE").json()
    assert told["pair"]["page"] == f"{PLENARY}/relations/XKS-XSE"
    assert told["pair"] == pair("XKS-XSE")


def test_a_party_has_no_relation_with_itself() -> None:
    told = visitor("XTV").get(f"{PLENARY}/relations.json?one=XKS&other=XKS").json()
    assert told["same"]
    assert told["pair"] is None
    assert visitor("XTV").get(f"{PLENARY}/relations/XKS-XKS").status_code == 404


@pytest.mark.parametrize("codes", ["XKS", "XKS-QQQ", "XKS-XSE-XTV", "-"])
def test_what_names_no_two_parties_is_not_there(codes: str) -> None:
    assert visitor("XTV").get(f"{PLENARY}/relations/{codes}").status_code == 404


def test_each_side_has_its_own_name_for_a_thing() -> None:
    talks = next(one for one in pair("XKS-XSE")["entries"] if one["sort"] == "talks")
    assert [(own["code"], own["calls_it"]) for own in talks["own_names"]] == [
        ("XSE", "The Gulf contacts")
    ]


def test_a_change_of_government_is_open_at_home_and_not_between_the_two() -> None:
    told = pair("XKS-XSE")
    ours, theirs = told["within"]
    assert [one["sort"] for one in theirs["entries"]].count("government") == 1
    assert "government" not in [one["sort"] for one in (*ours["entries"], *told["between"])]
    assert "views that differ" in [one["sort"] for one in told["between"]]


def test_public_events_stand_beside_a_compiled_record_and_no_other() -> None:
    assert pair("USA-PRK", REPLAY, "")["timeline"]
    assert not pair("XKS-XSE")["timeline"]


def test_events_of_the_timeline_are_those_of_the_rule() -> None:
    """Those that name both, and those that name one of the two and nobody else."""
    path: Path = shipped("cases") / "korea" / "timeline.csv"
    two, expected = {"USA", "PRK"}, list[str]()
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            named = set(line["parties"].split(";"))
            if two <= named or (named and named <= two):
                expected.append(line["id"])
    told = pair("USA-PRK", REPLAY, "")
    assert sorted(one["object"] for one in told["entries"]) == sorted(expected)


# ---------------------------------------------------------------- every pair

ORDER = forum("exercise", "plenary").order


@pytest.mark.parametrize("other", [code for code in ORDER if code != "XTV"])
def test_a_pair_is_the_same_from_either_side(other: str) -> None:
    there, back = pair(f"XTV-{other}"), pair(f"{other}-XTV")
    key = ("date", "sort", "object")
    assert sorted(tuple(str(one[k]) for k in key) for one in there["entries"]) == sorted(
        tuple(str(one[k]) for k in key) for one in back["entries"]
    )
    assert there["within"] == back["within"][::-1]


@pytest.mark.parametrize("code", ["XTV", "XNU", "XOB", "SECRETARIAT"])
def test_entries_stand_by_date_and_each_has_its_source(code: str) -> None:
    for codes in ("XKS-XSE", "XTV-XOR", "XUL-XNU"):
        entries = pair(codes, code=code)["entries"]
        dates = [one["date"] for one in entries]
        assert dates == sorted(dates)
        assert all(one["source"] for one in entries)


def test_who_has_no_place_here_bears_its_name_all_the_same() -> None:
    told = " ".join(one["told"] for one in pair("KOR-JPN", REPLAY, "")["entries"])
    assert "Mongolia" in told
    assert not re.search(r"\b(MNG|KOR|JPN|USA|PRK|CHN|RUS)\b", told)
