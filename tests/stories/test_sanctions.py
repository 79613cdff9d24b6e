"""Story 3: what needs the Council, what falls without one of the five, what needs nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.analysis.roadmap.naive import faults
from tests.stories.reckoning import rows_of

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import Roadmap, find, question_of
from dipoli.analysis.roadmap.explain import holds, prove
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.whatif import WhatIf, compare, needs, refusing
from dipoli.codec.case_folder import read_case
from dipoli.report.names import Names, names_of

KOREA = Path(__file__).resolve().parents[2] / "cases" / "korea"
PAGE = "03-sanctions.md"
FIVE = ("USA", "CHN", "RUS", "GBR", "FRA")


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(KOREA)


@pytest.fixture(scope="module")
def names(case: Case) -> Names:
    return names_of(case)


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    """The steps straight from the paper, by another reader."""
    paper = yaml.safe_load((KOREA / "steps.yaml").read_text(encoding="utf-8"))
    return {row["id"]: row for row in paper["steps"]}


@pytest.fixture(scope="module")
def plain(case: Case) -> Roadmap:
    return find(case, question_of(case))


@pytest.fixture(scope="module")
def refused(case: Case, plain: Roadmap) -> Mapping[str, WhatIf]:
    asked = question_of(case)
    return {code: compare(case, plain, refusing(asked, (code,))) for code in (*FIVE, "UNSC")}


def chain(rows: dict[str, dict[str, Any]], name: str) -> set[str]:
    """All that comes before a step."""
    found: set[str] = set()
    ahead = list(rows[name]["after"])
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += rows[one]["after"]
    return found


def test_the_council_is_its_five_permanent_members(case: Case) -> None:
    for one in needs(case, question_of(case)):
        assert ("UNSC" in one.bodies) <= set(FIVE).issubset(one.consenters)


def test_the_page_names_the_steps_that_need_the_council(
    names: Names, rows: dict[str, dict[str, Any]]
) -> None:
    told = rows_of(PAGE, "Steps that need the Council")
    expected = {
        row["title"]: [
            ", ".join(map(names.text, row["actors"])),
            "yes" if row["condition"] == "unconditional" else "no",
        ]
        for row in rows.values()
        if "UNSC" in row["consents"]
    }
    assert told == expected


def test_a_refusal_brings_down_whatever_needs_the_council_and_all_that_comes_after(
    plain: Roadmap, refused: Mapping[str, WhatIf], rows: dict[str, dict[str, Any]]
) -> None:
    started = {name for name in plain.schedule.months if name in rows}
    council = {name for name, row in rows.items() if "UNSC" in row["consents"]}
    least = {name for name in started if name in council or chain(rows, name) & council}
    for told in refused.values():
        assert least <= set(told.falls)
        assert told.falls == told.never


def test_what_falls_is_proven_and_what_is_left_is_safe_to_the_naive_checker(
    case: Case, refused: Mapping[str, WhatIf]
) -> None:
    for told in refused.values():
        asked = told.roadmap.question
        assert holds(case, asked, prove(compile_model(case, asked)))
        assert not faults(case, asked, told.roadmap.schedule)


def test_the_page_tells_what_falls_whoever_of_the_five_refuses_and_what_besides(
    case: Case, names: Names, refused: Mapping[str, WhatIf], rows: dict[str, dict[str, Any]]
) -> None:
    titles = {step.id: step.title for step in case.steps}
    common = [name for name in titles if all(name in refused[code].falls for code in FIVE)]
    assert common == list(refused["UNSC"].falls)
    council = {name for name, row in rows.items() if "UNSC" in row["consents"]}
    told = rows_of(PAGE, "Without one of them")
    assert list(told) == [titles[name] for name in common]
    for name in common:
        why = "needs the Council"
        if name not in council:
            after = chain(rows, name) & council
            why = "comes after one that does"
            why = why if after else "needs points or an option that one brings"
        assert told[titles[name]] == [why]
    besides = rows_of(PAGE, "What falls besides")
    assert list(besides) == [names.text(code) for code in FIVE]
    for code in FIVE:
        more = [titles[name] for name in refused[code].falls if name not in common]
        assert besides[names.text(code)] == ["; ".join(more) or "nothing"]


def test_the_page_names_what_lies_in_one_states_own_power(
    case: Case, names: Names, rows: dict[str, dict[str, Any]]
) -> None:
    owner = {body.code: body.of for body in case.ratifiers}
    expected = {}
    for row in rows.values():
        own = [code for code in row["consents"] if owner.get(code, code) in row["actors"]]
        if len(row["actors"]) == 1 and own == row["consents"]:
            bodies = ", ".join(map(names.text, own)) or "none"
            expected[row["title"]] = [names.text(row["actors"][0]), bodies]
    assert rows_of(PAGE, "What lies in one state's own power") == expected
    powers = [one.step for one in needs(case, question_of(case)) if one.own_power]
    assert [rows[name]["title"] for name in powers] == list(expected)


def test_the_page_names_what_could_start_now_without_the_council(
    case: Case, refused: Mapping[str, WhatIf], rows: dict[str, dict[str, Any]]
) -> None:
    baskets = {basket.id: basket.title for basket in case.baskets}
    now = [one.steps for one in refused["UNSC"].now]
    expected = {rows[name]["title"]: [baskets[rows[name]["basket"]]] for (name,) in now}
    assert rows_of(PAGE, "What could start now") == expected
    assert now
