"""Cases: read by anybody, history and baskets first, and nothing of who could carry what."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.web.stage import stage, visitor

from dipoli.analysis.case import Case, Intermediary
from dipoli.cli.carry_words import CARRY_WORDS, PRIVATE
from dipoli.codec.case_folder import read_case
from dipoli.codec.shipped import shipped

stage()
from attrs import evolve  # noqa: E402 - Django is asked after its settings

from dipoli.web.language import LANGUAGES  # noqa: E402
from dipoli.web.pages.cases import case_twin  # noqa: E402
from dipoli.web.speech import Speech  # noqa: E402
from dipoli.web.study import (  # noqa: E402
    Making,
    Studies,
    Study,
    begin,
    case_of,
    exact,
    make,
    names,
    public,
    read,
    write,
)

CARRIER = "ZQXCARRIER"
KOREA = "korea"


@cache
def papers() -> Case:
    """The Korean case as it lies in its folder, carriers included."""
    return read_case(shipped("cases") / KOREA)


@cache
def study() -> Study:
    """A study of the small exercise, which is quick."""
    return make(read_case(shipped("cases") / "lake"), None)


# ---------------------------------------------------------------- who could carry what


def test_a_case_is_stripped_of_its_carriers_before_anything_is_read_from_it() -> None:
    assert any(one.intermediaries for one in papers().channels)  # there is something to hide
    assert case_of(KOREA).channels == ()
    assert case_of(KOREA) == public(papers())


def test_a_carrier_changes_no_word_of_a_page_or_a_twin() -> None:
    planted = evolve(
        papers(),
        channels=tuple(
            evolve(one, intermediaries=(Intermediary(code=CARRIER, issues=one.can_raise[:1]),))
            for one in papers().channels
        ),
    )
    with_carriers = case_twin(KOREA, planted, None, failed=False)
    without = case_twin(KOREA, public(papers()), None, failed=False)
    assert with_carriers == without
    assert CARRIER not in json.dumps(Speech().said(with_carriers))


def test_no_key_and_no_word_of_channels_is_on_the_page_in_its_twin_or_in_the_report() -> None:
    raised = [one.contact for one in papers().channels]
    told = [
        visitor().html(f"/cases/{KOREA}"),
        visitor().html(f"/cases/{KOREA}.json"),
        visitor().html(f"/cases/{KOREA}/report.json"),
        visitor().html(f"/cases/{KOREA}/report"),
    ]
    for text in told:
        for word in ("intermediar", "can_raise", "cannot_raise", *raised):
            assert word not in text


def test_the_report_of_a_case_is_the_same_whoever_could_carry_what(tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    shutil.copytree(shipped("cases") / "lake", folder)
    paper = folder / "channels.yaml"
    held = yaml.safe_load(paper.read_text(encoding="utf-8"))
    assert any(one["intermediaries"] for one in held["channels"])
    case = read_case(folder)
    planted = evolve(
        case,
        channels=tuple(
            evolve(one, intermediaries=(Intermediary(code=CARRIER, issues=()),))
            for one in case.channels
        ),
    )
    found = make(planted, None)
    assert CARRIER not in found.report
    assert found == study()


def test_no_page_of_the_site_about_a_case_tells_a_carrier_that_was_planted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def planted(folder: Path) -> Case:
        case = read_case(folder)
        rows = (
            evolve(
                one, contact=CARRIER, intermediaries=(Intermediary(code=CARRIER, issues=("x",)),)
            )
            for one in case.channels
        )
        return evolve(case, channels=tuple(rows), channel_states={"open": CARRIER})

    assert CARRIER in str(planted(shipped("cases") / KOREA))
    monkeypatch.setattr("dipoli.web.study.read_case", planted)
    monkeypatch.setattr("dipoli.web.study._cases", {})
    for path in ("", *(f"/{name}{end}" for name in names() for end in ("", "/report"))):
        for form in ("", ".json"):
            told = visitor().html(f"/cases{path}{form}")
            for word in (CARRIER, PRIVATE, CARRY_WORDS["shortest"], CARRY_WORDS["longer"]):
                assert word not in told


# ---------------------------------------------------------------- what a page says


def test_every_page_of_a_real_case_says_whose_assessment_it_is() -> None:
    mark = "Assessed by an analyst; not statements of any government."
    assert f'<p class="mark">{mark}</p>' in visitor().html(f"/cases/{KOREA}")
    assert visitor().twin(f"/cases/{KOREA}")["marks"] == [mark]
    assert visitor().twin(f"/cases/{KOREA}/report")["marks"] == [mark]


def test_an_invented_case_says_that_it_is_invented() -> None:
    (mark,) = visitor().twin("/cases/lake")["marks"]
    assert "invented" in mark
    assert visitor().twin("/cases/lake")["tried"] == []


def test_history_comes_first_then_baskets_then_what_all_rests_on() -> None:
    html = visitor().html(f"/cases/{KOREA}")
    places = [
        html.index(f'id="{one}"') for one in ("history", "baskets", "assumptions", "who", "sources")
    ]
    assert places == sorted(places)


def test_every_event_of_the_timeline_is_told_once_with_the_rule_of_selection() -> None:
    twin = visitor().twin(f"/cases/{KOREA}")["history"]
    told = [one for lane in twin["subjects"] for one in lane["events"]] + twin["changes"]
    assert sorted(one["told"] for one in told) == sorted(one.event for one in papers().timeline)
    assert twin["selection"] == papers().rules["timeline"]


def test_a_date_is_told_as_exactly_as_it_is_sure() -> None:
    lengths = {"year": 4, "month": 7, "day": 10}
    told = {
        (one["date"], one["told"])
        for lane in visitor().twin(f"/cases/{KOREA}")["history"]["subjects"]
        for one in lane["events"]
    }
    for event in papers().timeline:
        if event.type not in {"leadership_change", "government_change"}:
            assert (event.date[: lengths[event.date_precision]], event.event) in told


def test_baskets_and_issues_stand_in_the_order_of_the_case_with_the_state_of_things_first() -> None:
    baskets = visitor().twin(f"/cases/{KOREA}")["baskets"]
    assert [one["basket"] for one in baskets] == [one.id for one in papers().baskets]
    told = [issue["issue"] for one in baskets for issue in one["issues"]]
    assert told == [issue.id for one in papers().baskets for issue in papers().issues_of(one.id)]
    assert all(issue["options"][0]["option"] == 0 for one in baskets for issue in one["issues"])


def test_parties_stand_in_the_order_of_the_case_by_the_names_they_give_themselves() -> None:
    twin = visitor().twin(f"/cases/{KOREA}")
    named = {party.code: party.names["en"] for party in papers().parties}
    assert twin["members"] == [named[code] for code in papers().members]
    for term, paper in zip(twin["terms"], papers().terms, strict=True):
        assert [one["party"] for one in term["readings"]] == [
            named[one.party] for one in paper.meanings
        ]


def test_no_page_of_a_case_asks_for_a_case_that_did_not_come_with_the_program() -> None:
    assert set(names()) == {path.parent.name for path in shipped("cases").glob("*/case.yaml")}
    assert visitor().get("/cases/nowhere").status_code == 404
    assert visitor().get("/cases/nowhere/report").status_code == 404


# ---------------------------------------------------------------- what is computed


def test_while_nothing_is_computed_the_page_says_so_and_tells_the_rest() -> None:
    twin = case_twin(KOREA, public(papers()), None, failed=False)
    assert twin["study"]["state"] == "being computed"
    assert all(one["answer"] is None for one in twin["baskets"])
    assert case_twin(KOREA, public(papers()), None, failed=True)["study"]["state"] == "not computed"


def test_an_answer_stands_beside_each_basket_in_words_with_its_proof() -> None:
    case = public(read_case(shipped("cases") / "lake"))
    twin = case_twin("lake", case, study(), failed=False)
    assert twin["study"]["state"] == "computed"
    for one in twin["baskets"]:
        assert set(one["answer"]) == {"basket", "verdict", "verdict_told", "told", "proof"}
        assert "<" not in one["answer"]["told"]
    assert twin["assumptions"]["limits"] == list(case.limits)


def test_a_study_is_made_by_a_program_beside_and_read_again_as_it_was(tmp_path: Path) -> None:
    begun = list[Making]()

    def noted(name: str, place: Path) -> Making:
        begun.append(begin(name, place))
        return begun[-1]

    studies = Studies(tmp_path / "studies", begin=noted)
    assert studies.of("lake") is None  # in the making
    assert studies.of("lake") is None
    assert len(begun) == 1  # and begun once
    assert begun[0].wait(timeout=300) == 0
    found = studies.of("lake")
    assert found is not None
    assert not studies.failed("lake")
    assert [one["verdict"] for one in found.baskets] == [one["verdict"] for one in study().baskets]
    assert Studies(tmp_path / "studies").of("lake") == found


@pytest.mark.parametrize("code", sorted(one for one in LANGUAGES if one != "en"))
def test_what_was_computed_is_told_in_the_language_of_the_reader(tmp_path: Path, code: str) -> None:
    write(study(), tmp_path / "lake-1.json")
    kept = read(tmp_path / "lake-1.json")
    assert kept == study()
    speech = Speech(language=LANGUAGES[code])
    for one in (*kept.baskets, *kept.together):
        for name in one.keys() - {"basket", "verdict"}:
            assert speech.said(one[name]) != one[name], one[name]
    assert speech.said(kept.receipt["method"]) != kept.receipt["method"]


def test_a_study_that_ended_without_an_answer_is_told_so_and_not_begun_again(
    tmp_path: Path,
) -> None:
    begun = list[Making]()

    def ended(_name: str, place: Path) -> Making:
        begun.append(begin("no-such-case", place))
        return begun[-1]

    studies = Studies(tmp_path / "studies", begin=ended)
    assert studies.of("lake") is None
    assert begun[0].wait(timeout=300) != 0
    assert studies.of("lake") is None
    assert studies.failed("lake")
    assert len(begun) == 1


def test_a_newer_study_takes_the_place_of_the_older_one_of_its_case_alone(tmp_path: Path) -> None:
    old, other, new = (tmp_path / name for name in ("a-111.json", "b-111.json", "a-222.json"))
    for place in (old, other, new):
        write(study(), place)
    assert sorted(tmp_path.iterdir()) == [new, other]


def test_the_policy_of_a_report_lets_its_one_sheet_of_style_be_and_nothing_else() -> None:
    sheet = re.findall(r"<style>(.*?)</style>", study().report, re.DOTALL)
    assert len(sheet) == 1
    digest = base64.b64encode(hashlib.sha256(sheet[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in study().policy
    assert study().policy.startswith("default-src 'none';")
    assert " style=" not in study().report
    assert "unsafe" not in study().report
    assert "<script" not in study().report


def test_a_style_in_a_tag_becomes_a_rule_of_the_sheet() -> None:
    page, _ = exact(
        '<style>p{}</style><p style="color:red">a</p><p style="color:red">b</p>'
        '<p style="font:&quot;X&quot;">c</p>'
    )
    assert page.count('data-s="0"') == 3  # two tags and the rule
    assert ':root:root [data-s="1"]{font:"X"}' in page
