"""Story 17: a party sees what it gains by coming, and what protects it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.stories.reckoning import Package, Papers, holds, read_papers, rows_of

from dipoli.analysis.agreement import Means, question_of
from dipoli.analysis.agreement.extents import Decision
from dipoli.analysis.agreement.guarantees import Guarantee, Sort
from dipoli.analysis.agreement.sitting import Sitting, Without, sitting
from dipoli.analysis.case import Case
from dipoli.codec.case_folder import read_case

KOREA = Path(__file__).resolve().parents[2] / "cases" / "korea"
PAGE = "17-the-reluctant-party.md"
SEATS = ("PRK", "KOR", "USA", "CHN", "JPN", "RUS")
VARIANTS = 150


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(KOREA)


@pytest.fixture(scope="module")
def papers() -> Papers:
    return read_papers(KOREA, "positions")


@pytest.fixture(scope="module")
def steps() -> list[dict[str, Any]]:
    loaded = yaml.load((KOREA / "steps.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    rows: list[dict[str, Any]] = loaded["steps"]
    return rows


@pytest.fixture(scope="module")
def answers(case: Case) -> dict[str, Sitting]:
    return {code: sitting(case, question_of(case), code, Means()) for code in case.members}


def test_every_answer_is_proven(answers: dict[str, Sitting]) -> None:
    assert tuple(answers) == SEATS
    assert all(one.receipt.exact for one in answers.values())


def test_the_page_tells_what_each_gains_by_sitting(case: Case, answers: dict[str, Sitting]) -> None:
    rows = rows_of(PAGE, "What it gains by sitting")
    names = {one.code: one.names["en"] for one in case.parties}
    assert list(rows) == [names[code] for code in case.members]
    for code, told in answers.items():
        assert rows[names[code]] == words(told.unclaimed)
        assert words(told.asked) == words(told.unclaimed), "as the page says"


def words(one: Without) -> list[str]:
    """What the page tells of the packages of the others."""
    asked = (one.harms, one.alone_against_all, one.most_higher)
    return [each.value for each in asked]


def test_the_page_tells_what_protects_each(case: Case, answers: dict[str, Sitting]) -> None:
    rows = rows_of(PAGE, "What protects it")
    names = {one.code: one.names["en"] for one in case.parties}
    assert list(rows) == [names[code] for code in case.members]
    for code, told in answers.items():
        assert told.guarantees.complete
        ways = {" ".join(map(named, some)) or "nothing is needed" for some in told.guarantees.sets}
        assert set(rows[names[code]][0].split("; or ")) == ways


def named(one: Guarantee) -> str:
    """A guarantee as the page names it."""
    return f"`{one.id}`" if one.sort is Sort.ISSUE else f"{one.sort.value} `{one.id}`"


@pytest.mark.parametrize("code", SEATS)
def test_a_second_reckoning_sees_the_same_harm(
    papers: Papers, steps: list[dict[str, Any]], answers: dict[str, Sitting], code: str
) -> None:
    told = answers[code].unclaimed
    assert told.extent.least is not None
    package = told.extent.least.package
    assert can_settle_without(papers, steps, code, package)
    assert papers.gain(code, package) == told.extent.least.value
    refused = bool(papers.refusals(code, package))
    assert told.harms is Decision.YES or not refused
    if told.alone_against_all is Decision.YES:
        assert told.witness is not None
        assert can_settle_without(papers, steps, code, told.witness)
        gains = {one: papers.gain(one, told.witness) for one in papers.members}
        assert gains.pop(code) < 0 < min(gains.values())


@pytest.mark.parametrize("code", SEATS)
def test_what_protects_leaves_nothing_that_it_would_refuse(
    papers: Papers, steps: list[dict[str, Any]], answers: dict[str, Sitting], code: str
) -> None:
    told = answers[code]
    assert told.unclaimed.extent.most is not None
    dice = random.Random(17)
    issues = list(papers.sizes)
    settled = harmed = 0
    for some in told.guarantees.sets:
        for _ in range(VARIANTS):
            start = told.unclaimed.extent.most.package
            if told.unclaimed.witness is not None and dice.random() < 0.5:
                start = told.unclaimed.witness
            changed = dice.sample(issues, dice.randint(1, 3))
            package = {**start, **{one: dice.randrange(papers.sizes[one]) for one in changed}}
            if not can_settle_without(papers, steps, code, package):
                continue
            settled += 1
            if papers.refusals(code, package):
                harmed += 1
                assert any(one.rules_out(package) for one in some)
    assert settled > 0
    assert harmed > 0 or told.unclaimed.harms is Decision.NO


def can_settle_without(
    papers: Papers, steps: list[dict[str, Any]], code: str, package: Package
) -> bool:
    """Whether the others could settle a package without a party, none of its consents claimed."""
    for issue, n in package.items():
        advancing = [
            (step, one["option"])
            for step in steps
            for one in step["advances"]
            if one["issue"] == issue
        ]
        if n and advancing and all(code in step["actors"] for step, _option in advancing):
            return False
        if any(step["condition"] == "unconditional" and n == o for step, o in advancing):
            return False
    left = {code, *(body for body, row in papers.bodies.items() if row.get("of") == code)}
    return papers.accepts(package, without=left)


def test_at_the_table_nothing_is_settled_that_it_refuses(
    papers: Papers, answers: dict[str, Sitting]
) -> None:
    for code, told in answers.items():
        for end in (told.at_table.least, told.at_table.most):
            assert end is not None
            assert papers.accepts(end.package)
            assert papers.refusals(code, end.package) == []
        assert told.at_table.most is not None
        assert told.unclaimed.extent.most is not None
        most_away = papers.gain(code, told.unclaimed.extent.most.package)
        assert papers.gain(code, told.at_table.most.package) > most_away


def test_what_is_owed_without_condition_is_nobodys_guarantee(
    steps: list[dict[str, Any]], answers: dict[str, Sitting]
) -> None:
    owed = {
        (one["issue"], one["option"])
        for step in steps
        if step["condition"] == "unconditional"
        for one in step["advances"]
    }
    for told in answers.values():
        for some in told.guarantees.sets:
            for one in some:
                if one.sort is Sort.ISSUE:
                    (atom,) = one.when
                    assert not owed & {(atom.issue, n) for n in atom.options}
        assert not owed & {(i, n) for i, some in told.alone.options.items() for n in some}


def test_a_consent_is_counted_as_a_guarantee_where_it_does(
    papers: Papers, answers: dict[str, Sitting]
) -> None:
    named_consents = {
        one.id: code
        for code, told in answers.items()
        for some in told.guarantees.sets
        for one in some
        if one.sort is Sort.CONSENT
    }
    assert named_consents == {"cn-dmz": "USA"}
    (row,) = (one for one in papers.links["consents"] if one["id"] == "cn-dmz")
    assert "USA" in papers.leaves(row["bodies"][0])
    witness = answers["USA"].unclaimed.extent.least
    assert witness is not None
    assert holds([{"issue": row["issue"], "options": row["options"]}], witness.package)
