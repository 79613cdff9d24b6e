"""Roadmaps explained, changed and tried in Python: the same answers as the commands give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import dipoli
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.explain import RepairKind
from dipoli.cli.main import main

LAKE = Path(__file__).parents[2] / "cases" / "lake"
KOREA = LAKE.parent / "korea"


@pytest.fixture(scope="module")
def case() -> Case:
    return dipoli.read_case(LAKE)


def commanded(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["roadmap", str(LAKE), *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_an_explanation_is_that_of_the_command(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    why = dipoli.explain_roadmap(case, work=0)
    told = commanded(capsys, "--work", "0", "explain")
    assert why.decision.verdict.value == told["verdict"]
    table = dipoli.tables.explained(case, why)
    assert [(name, row["never"]) for name, row in table.iterrows()] == [
        (one["step"], one["never"]) for one in told["left_out"] for _block in one["blocks"]
    ]
    repairs = dipoli.tables.repairs(case, why)
    assert list(repairs.index[~repairs["found"]]) == told["not_found"]
    found = [(one["kind"], one["months"]) for one in told["repairs"] for _row in one["changes"]]
    shown = repairs[repairs["found"]]
    assert list(zip(shown.index, shown["verified"], strict=True)) == found
    order = [kind.value for kind in RepairKind]
    assert list(dict.fromkeys(repairs.index)) == order


def test_a_question_narrows_what_is_explained(case: Case) -> None:
    why = dipoli.explain_roadmap(case, work=0, wanted=["st-levels"], still="water")
    assert why.question.wanted == ("st-levels",)
    assert why.question.frozen == ("water",)
    assert why.decision.verdict.value == "there is one"
    assert dipoli.tables.explained(case, why).empty
    assert dipoli.tables.repairs(case, why).empty


def test_what_if_is_that_of_the_command(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    what = dipoli.whatif_roadmap(case, refuses="XDO", longer=2, tries=5, still=["forum"])
    told = commanded(
        capsys, "--tries", "5", "--still", "forum", "whatif", "--refuses", "XDO", "--longer", "2"
    )
    assert list(what.falls) == [one["step"] for one in told["falls"]]
    table = dipoli.tables.changed(case, what)
    assert list(table.index) == [step.id for step in case.steps]
    for column, side in (("plain", "plain"), ("changed", "changed")):
        starts = {name: one["month"] for one in told[side]["starts"] for name in one["steps"]}
        assert {
            name: month for name, month in table[column].items() if month is not pd.NA
        } == starts
    assert list(table.index[table["falls"]]) == [one["step"] for one in told["falls"]]
    assert list(table.index[table["never"]]) == [
        one["step"] for one in told["falls"] if one["never"]
    ]
    assert set(table.index[table["now"]]) == {name for one in told["now"] for name in one["steps"]}


def test_one_thing_before_another_is_asked_by_name(case: Case) -> None:
    what = dipoli.whatif_roadmap(case, first=["st-gauges"], then=["st-call"], tries=3)
    months = what.roadmap.schedule.months
    gauges = next(step for step in case.steps if step.id == "st-gauges")
    ends = months["st-gauges"] + gauges.months + gauges.verification_months
    assert months["st-call"] >= ends


def test_how_far_it_holds_is_that_of_the_command(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    held = dipoli.robust_roadmap(case, assume=10, budget=1, profiles=50, drive=True, tries=5)
    told = commanded(
        capsys, "--tries", "5", "robust", "--assume", "10", "--budget", "1", "--profiles", "50",
        "--drivers",
    )  # fmt: skip
    row = dipoli.tables.holds(held.robustness).iloc[0]
    share = told["share"]
    assert (row["safe in"], row["of"]) == (share["accepted"], share["of"])
    assert (row["fewest"], row["judgements"]) == (told["fewest"], told["judgements"])
    assert len(dipoli.tables.weakest(case, held.robustness)) == told["fewest"]
    assert held.sturdy is not None
    assert held.drivers is not None
    assert len(held.drivers) == len(told["drivers"])


def test_without_ranges_nothing_is_weakest() -> None:
    korea = dipoli.read_case(KOREA)
    held = dipoli.robust_roadmap(korea, profiles=1, tries=2, wanted=["st-sar1"], only=True)
    assert held.robustness.judgements == 0
    assert dipoli.tables.weakest(korea, held.robustness).empty
    assert held.sturdy is None
    assert held.drivers is None


def test_whose_red_line_it_is_is_in_the_table_on_request_only() -> None:
    korea = dipoli.read_case(KOREA)
    why = dipoli.explain_roadmap(korea, work=0)
    silent = dipoli.tables.explained(korea, why)
    told = dipoli.tables.explained(korea, why, clash=True)
    assert not [one for one in silent["about"] if "/" in one]
    assert [one for one in told["about"] if "/" in one]
    assert "<table" in silent.to_html()


def test_between_whom_a_guarantee_would_stand_is_shown_on_request_only(case: Case) -> None:
    kinds = [RepairKind.ADDED.value, RepairKind.ESCROW.value]
    silent = dipoli.explain_roadmap(case, work=0)
    asked = dipoli.explain_roadmap(case, work=0, clash=True)
    few, much = (dipoli.tables.repairs(case, one).loc[kinds] for one in (silent, asked))
    assert set(few["about"]) | set(few["towards"]) == {""}
    assert set(much["about"]) | set(much["towards"]) <= set(case.members)
    assert list(few["now"]) == list(much["now"])
    assert dipoli.tables.repairs(case, silent, clash=True).loc[kinds].equals(much)
    assert not [code for code in case.members if code in repr(silent)]


def test_whose_judgements_the_weakest_are_is_shown_on_request_only(case: Case) -> None:
    held = dipoli.robust_roadmap(case, assume=30, profiles=5, tries=3).robustness
    silent = dipoli.tables.weakest(case, held)
    named = dipoli.tables.weakest(case, held, clash=True)
    assert set(silent["party"]) | set(silent["towards"]) == {""}
    assert set(named["party"]) & set(case.members)
    assert list(silent["worse"]) == list(named["worse"])


@pytest.mark.parametrize(
    "words",
    [
        {"refuses": ["XXX"]},
        {"freezes": ["nowhere"]},
        {"first": ["forum"]},
        {"then": ["forum"]},
        {"longer": 1201},
        {"longer": -1},
        {"still": ["fishing"]},
    ],
)
def test_a_change_that_makes_no_sense_says_what_to_do(case: Case, words: dict[str, Any]) -> None:
    with pytest.raises(dipoli.CaseError) as caught:
        dipoli.whatif_roadmap(case, tries=1, **words)
    assert all(one.mend for one in caught.value.findings)


def test_numbers_that_make_no_sense_are_refused(case: Case) -> None:
    wrong: tuple[dict[str, Any], ...] = ({"profiles": 0}, {"budget": -1}, {"assume": 101})
    for words in wrong:
        with pytest.raises(ValueError, match="profiles are 1 or more"):
            dipoli.robust_roadmap(case, tries=1, **words)
