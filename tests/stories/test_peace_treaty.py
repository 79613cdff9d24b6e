"""Story 4, as far as analysis can tell it: a treaty, and all those who must consent to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from attrs import evolve
from tests.stories.reckoning import Package, Papers, read_papers, rows_of

from dipoli.analysis.agreement import (
    Means,
    Question,
    Reading,
    Rule,
    SoftLines,
    Verdict,
    answer,
    explain,
    find,
    question_of,
)
from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.case import Atom, Case
from dipoli.codec.case_folder import read_case

KOREA = Path(__file__).resolve().parents[2] / "cases" / "korea"
MEANS = Means()
TREATY = Atom(issue="pr-treaty", options=(3,))
VARIANTS = 1500


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(KOREA)


@pytest.fixture(scope="module")
def papers() -> Papers:
    return read_papers(KOREA, "positions")


@pytest.fixture(scope="module")
def asked(case: Case) -> Question:
    return evolve(question_of(case), hold=(TREATY,))


@pytest.fixture(scope="module")
def claimed(papers: Papers) -> tuple[str, ...]:
    """Every party and body that the papers claim for the treaty, composite bodies resolved."""
    codes = (
        leaf
        for row in papers.links["consents"]
        if row["issue"] == TREATY.issue and set(TREATY.options) & set(row["options"])
        for body in row["bodies"]
        for leaf in papers.leaves(body)
    )
    return tuple(dict.fromkeys(codes))


def test_those_who_must_consent_are_told_from_the_consents_composite_bodies_resolved(
    case: Case, claimed: tuple[str, ...]
) -> None:
    assert set(rows_of("04-peace-treaty.md", "Whose consent is claimed")) == {
        _name(case, code) for code in claimed
    }


def test_the_treaty_is_told_for_soft_lines_and_for_both_ends_of_the_ranges(
    case: Case, asked: Question
) -> None:
    told = rows_of("04-peace-treaty.md", "Is there a package that holds the treaty?")
    for soft in SoftLines:
        verdicts = [
            find(case, evolve(asked, soft_lines=soft, reading=reading), MEANS).verdict.value
            for reading in (Reading.CODED, Reading.CAUTIOUS, Reading.GENEROUS)
        ]
        assert told[f"Soft lines {soft.value}"] == verdicts


@pytest.mark.parametrize("rule", Rule)
def test_no_necessary_party_and_no_legislature_refuses_the_package_that_a_rule_singles_out(
    case: Case, papers: Papers, asked: Question, claimed: tuple[str, ...], rule: Rule
) -> None:
    package = answer(case, asked, rule, MEANS).package
    assert package is not None
    assert package["pr-treaty"] == 3
    for code in claimed:
        assert papers.refusals(code, package) == []
    assert papers.accepts(package)


def test_a_package_that_one_of_them_refuses_is_never_in_the_zone(
    case: Case, papers: Papers, asked: Question, claimed: tuple[str, ...]
) -> None:
    start = find(case, asked, MEANS).witness
    assert start is not None
    refused = accepted = 0
    for package in _variants(start, papers):
        inside = not violations(case, asked, package)
        assert inside == papers.accepts(package)
        if any(papers.refusals(code, package) for code in claimed):
            assert not inside
            refused += 1
        accepted += inside
    assert refused > VARIANTS // 10
    assert accepted > 0


def test_what_every_member_accepts_and_a_legislature_refuses_is_not_in_the_zone(
    case: Case, papers: Papers, asked: Question
) -> None:
    settled = evolve(asked, hold=(TREATY, Atom(issue="mr-nll", options=(3,))))
    unasked = find(case, evolve(settled, without=("KOR-NA",)), MEANS)
    assert unasked.witness is not None
    assert papers.accepts(unasked.witness, without=("KOR-NA",))
    assert papers.refusals("KOR-NA", unasked.witness) == ["nl-line"]
    assert find(case, settled, MEANS).verdict is Verdict.NONE


def test_told_with_and_without_each_of_them(
    case: Case, asked: Question, claimed: tuple[str, ...]
) -> None:
    told = rows_of("04-peace-treaty.md", "With and without each of them")
    assert set(told) == {_name(case, code) for code in claimed}
    for code in claimed:
        unclaimed = evolve(question_of(case, away=(code,), unclaimed=(code,)), hold=(TREATY,))
        verdicts = [
            find(case, evolve(unclaimed, soft_lines=soft), MEANS).verdict.value
            for soft in SoftLines
        ]
        if code in case.members:
            absent = evolve(asked, seats=tuple(one for one in case.members if one != code))
            verdicts += [
                find(case, evolve(absent, soft_lines=soft), MEANS).verdict.value
                for soft in SoftLines
            ]
        else:
            verdicts += ["no seat", "no seat"]
        assert told[_name(case, code)] == verdicts


def test_a_claim_less_never_closes_what_was_open(
    case: Case, asked: Question, claimed: tuple[str, ...]
) -> None:
    for soft in SoftLines:
        whole = find(case, evolve(asked, soft_lines=soft), MEANS)
        for code in claimed:
            less = find(case, evolve(asked, soft_lines=soft, without=(code,)), MEANS)
            if whole.verdict is Verdict.COMMON_GROUND:
                assert less.verdict is Verdict.COMMON_GROUND


def test_with_soft_lines_held_any_one_of_five_assumptions_closes_the_way(
    case: Case, asked: Question
) -> None:
    found = explain(case, evolve(asked, soft_lines=SoftLines.HELD), "zone", MEANS)
    assert found.counted.weight == 1
    assert found.counted.complete
    told = rows_of("04-peace-treaty.md", "Assumptions that clash")
    assert {sentence.partition(" (")[0] for sentence in told} == {
        each.sentence for (each,) in found.counted.sets
    }
    assert len(told) == len(found.counted.sets)
    assert {row[0] for row in told.values()} == {
        "a requirement" if each.holder is None else _name(case, each.holder)
        for (each,) in found.counted.sets
    }
    assert found.size == 10
    assert len(found.smallest) == 25
    assert not found.smallest_complete


def _variants(start: Package, papers: Papers) -> list[dict[str, int]]:
    """Packages with the treaty near one that is in the zone, one to four issues apart."""
    dice = random.Random(4)
    issues = [issue for issue in papers.sizes if issue != "pr-treaty"]
    packages = []
    for _ in range(VARIANTS):
        changed = dice.sample(issues, dice.randint(1, 4))
        packages.append({**start, **{one: dice.randrange(papers.sizes[one]) for one in changed}})
    return packages


def _name(case: Case, code: str) -> str:
    for party in case.parties:
        if party.code == code:
            return party.names["en"]
    (body,) = (body for body in case.ratifiers if body.code == code)
    return body.name
