"""The library: what was tried, one by one and side by side; rules of procedure to begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.web.stage import visitor
from tests.web.test_site import words_of

from dipoli.codec.shipped import shipped


@cache
def papers(folder: str) -> Mapping[str, Any]:
    """The papers of a folder as plain YAML, read without the program."""
    held = {}
    for path in sorted(shipped(folder).glob("*.yaml")):
        held[path.stem] = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return held


@cache
def charters() -> Mapping[str, Any]:
    """The charters of frameworks alone."""
    return {name: one for name, one in papers("frameworks").items() if "decision_rule" in one}


# ---------------------------------------------------------------- examples


def test_every_shipped_framework_is_listed_once_by_the_day_on_which_it_began() -> None:
    listed = visitor().twin("/frameworks")["frameworks"]
    assert {one["id"] for one in listed} == set(charters())
    assert len(listed) == len(charters()) == 24
    starts = [str(charters()[one["id"]]["years"]["start"]) for one in listed]
    assert starts == sorted(starts)


def test_the_first_page_and_the_header_lead_to_the_library() -> None:
    assert visitor().html("/").count('href="/frameworks"') == 2
    assert 'href="/frameworks"' in visitor("XTV").html("/today")


def test_a_framework_tells_why_it_stalled_in_words_and_as_a_note_of_its_compiler() -> None:
    twin = visitor().twin("/frameworks/six-party-talks")
    tags = [one["tag"] for one in charters()["six-party-talks"]["stalled"]]
    assert twin["tags"] == list(dict.fromkeys(tag.replace("_", " ") for tag in tags))
    html = visitor().html("/frameworks/six-party-talks")
    assert "in the compiler's reading" in html
    assert "compiler&#x27;s note" in html or "compiler's note" in html


def test_what_a_charter_does_not_say_is_not_told_as_no() -> None:
    twin = visitor().twin("/frameworks/six-party-talks")
    said = charters()["six-party-talks"]["decision_rule"].get("silence_procedure")
    assert said is None
    silence = next(one for one in twin["facts"] if one["label"] == "Silence procedure")
    assert silence["text"] == "not stated"


def test_chosen_frameworks_stand_side_by_side_in_the_order_of_choosing() -> None:
    twin = visitor().twin("/frameworks/compare?with=napci-2014&with=asean")
    assert [one["id"] for one in twin["chosen"]] == ["napci-2014", "asean"]
    assert all(len(row["cells"]) == 2 for row in twin["rows"])
    turned = visitor().twin("/frameworks/compare?with=asean,napci-2014")
    assert [one["id"] for one in turned["chosen"]] == ["asean", "napci-2014"]


def test_one_framework_alone_is_no_comparison_and_none_is_lost() -> None:
    twin = visitor().twin("/frameworks/compare?with=asean")
    assert twin["rows"] == []
    assert len(twin["chosen"]) + len(twin["others"]) == 24


def test_what_is_not_in_the_library_does_not_exist() -> None:
    for page in (
        "/frameworks/nowhere",
        "/frameworks/sources",
        "/frameworks/compare?with=asean,nowhere",
        "/rules-of-procedure/nowhere",
    ):
        assert visitor().get(page).status_code == 404, page


def test_every_preset_is_told_article_by_article_in_its_own_words() -> None:
    listed = visitor().twin("/rules-of-procedure")["presets"]
    assert {one["id"] for one in listed} == set(papers("charters"))
    for name, paper in papers("charters").items():
        twin = visitor().twin(f"/rules-of-procedure/{name}")
        told = [one for part in twin["parts"] for one in part["articles"]]
        assert [one["number"] for one in told] == [str(one["number"]) for one in paper["articles"]]
        assert [" ".join(one["text"].split()) for one in told] == [
            " ".join(one["text"].split()) for one in paper["articles"]
        ]


# ---------------------------------------------------------------- properties


@pytest.mark.parametrize("name", sorted(charters()))
def test_a_framework_lists_its_members_in_the_order_of_its_file_by_name(name: str) -> None:
    twin = visitor().twin(f"/frameworks/{name}")
    paper = charters()[name]
    known = {code: one["name"] for code, one in papers("frameworks")["parties"]["parties"].items()}
    called = paper["members"].get("known_as", {})
    names = [called.get(code, known.get(code, code)) for code in paper["members"]["codes"]]
    assert twin["members"]["names"] == names


@pytest.mark.parametrize("name", sorted(charters()))
def test_no_code_of_a_party_is_shown_where_it_has_a_name(name: str) -> None:
    paper = charters()[name]
    codes = {code for code in paper["members"]["codes"] if re.fullmatch(r"[A-Z]{3}", code)}
    for page in (f"/frameworks/{name}", f"/frameworks/compare?with={name},asean"):
        shown = set(re.findall(r"\b[A-Z]{3}\b", words_of(visitor().html(page))))
        assert not shown & codes, page


@pytest.mark.parametrize("name", sorted(charters()))
def test_every_mark_points_to_a_source_that_is_listed(name: str) -> None:
    twin = visitor().twin(f"/frameworks/{name}")
    listed = {one["number"] for one in twin["sources"]}
    assert len(listed) == len(charters()[name]["sources"])
    told = re.findall(r"\[([0-9,-]+)\]", str([twin["facts"], twin["sections"]]))
    for numbers in told:
        assert {int(one) for one in re.findall(r"[0-9]+", numbers)} <= listed
