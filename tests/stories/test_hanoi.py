"""Story 1, as far as analysis can tell it: the demands at Hanoi, and the baskets that run on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import evolve
from tests.analysis.roadmap.naive import faults as naive_faults
from tests.stories.reckoning import Papers, read_papers, rows_of

from dipoli.analysis import roadmap
from dipoli.analysis.agreement import (
    Means,
    Question,
    Reading,
    SoftLines,
    Verdict,
    alone,
    explain,
    find,
    question_of,
)
from dipoli.analysis.agreement.answers import Assumption
from dipoli.analysis.agreement.finder import basket_answer
from dipoli.analysis.agreement.why_not import Explanation
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.explain import holds, prove
from dipoli.analysis.roadmap.model import compile_model
from dipoli.codec.case_folder import read_case

KOREA = Path(__file__).resolve().parents[2] / "cases" / "korea"
MEANS = Means()


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(KOREA)


@pytest.fixture(scope="module")
def hanoi(case: Case) -> Question:
    return question_of(case, "positions-hanoi")


@pytest.fixture(scope="module")
def clashing(case: Case, hanoi: Question) -> Explanation:
    return explain(case, hanoi, "zone", MEANS)


def pairs_of(clashing: Explanation) -> list[tuple[Assumption, ...]]:
    """The assumptions of each smallest clash."""
    return [one.assumptions for one in clashing.smallest]


@pytest.fixture(scope="module")
def demands() -> Papers:
    return read_papers(KOREA, "positions", "positions-hanoi")


@pytest.mark.parametrize("soft", SoftLines)
@pytest.mark.parametrize("reading", Reading)
def test_with_the_demands_as_each_side_stated_them_there_is_no_common_ground(
    case: Case, hanoi: Question, soft: SoftLines, reading: Reading
) -> None:
    asked = evolve(hanoi, soft_lines=soft, reading=reading)
    assert find(case, asked, MEANS).verdict is Verdict.NONE


def test_each_clash_is_two_lines_that_leave_no_option_of_one_issue_open(
    clashing: Explanation, demands: Papers
) -> None:
    for one, other in pairs_of(clashing):
        refused = [_line(demands, each.holder, each.id) for each in (one, other)]
        assert all(len(line) == 1 for line in refused)
        ((issue, first),), ((same, second),) = refused
        assert issue == same
        assert first | second == set(range(demands.sizes[issue]))


def test_a_second_reckoning_finds_the_same_pairs_and_no_other(
    clashing: Explanation, demands: Papers
) -> None:
    lines = {
        (code, line["id"]): _line(demands, code, line["id"])
        for code in demands.members
        for line in demands.positions[code]["red_lines"]
        if line["firmness"] == "hard" and len(line["when"]) == 1
    }
    pairs = set()
    for one, other in itertools.combinations(lines, 2):
        ((issue, first),), ((same, second),) = lines[one], lines[other]
        if issue == same and first | second == set(range(demands.sizes[issue])):
            pairs.add(frozenset({one, other}))
    found = {frozenset((each.holder, each.id) for each in pair) for pair in pairs_of(clashing)}
    assert found == pairs
    assert clashing.smallest_proven
    assert clashing.smallest_complete


def test_the_fewest_changes_take_at_least_one_line_out_of_every_pair(
    clashing: Explanation,
) -> None:
    pairs = [{each.key for each in pair} for pair in pairs_of(clashing)]
    assert sum(map(len, pairs)) == len(set().union(*pairs)), "no line stands in two pairs"
    for change in clashing.counted.sets:
        keys = {each.key for each in change}
        assert all(pair & keys for pair in pairs)
        assert len(keys) >= len(pairs)
    assert clashing.counted.proven


def test_each_set_of_fewest_changes_opens_the_zone(
    case: Case, hanoi: Question, clashing: Explanation, demands: Papers
) -> None:
    for change in clashing.counted.sets:
        dropped = {(each.holder, each.id) for each in change}
        found = find(_without(case, dropped), hanoi, MEANS)
        assert found.witness is not None
        still_refused = {
            (code, reason)
            for code in {*demands.members, *demands.asked(found.witness)}
            for reason in demands.refusals(code, found.witness)
        }
        assert still_refused <= dropped
        assert demands.keeps_links(found.witness)


def test_taking_out_all_lines_of_one_side_of_the_pairs_is_not_enough(
    case: Case, hanoi: Question, clashing: Explanation
) -> None:
    for place in (0, 1):
        dropped = {(pair[place].holder, pair[place].id) for pair in pairs_of(clashing)}
        assert len({holder for holder, _id in dropped}) == 1
        then = explain(_without(case, dropped), hanoi, "zone", MEANS)
        assert then.verdict is Verdict.NONE
        assert then.size == 3
        assert then.smallest_complete


def test_the_failed_meeting_leaves_the_baskets_running(case: Case) -> None:
    assessed = question_of(case, "positions")
    papers = read_papers(KOREA, "positions")
    for basket in case.baskets:
        found = basket_answer(case, assessed, basket.id, MEANS)
        witness = found.alone.negotiable.witness or found.together_witness
        assert witness is not None
        assert papers.accepts(witness)
        moved = {papers.baskets[issue] for issue, option in witness.items() if option}
        companies = found.together or ((),)
        assert moved in [{basket.id, *company} for company in companies]


def test_no_basket_alone_is_a_paper_that_meets_the_demands(case: Case, hanoi: Question) -> None:
    for basket in case.baskets:
        asked = evolve(alone(case, hanoi, basket.id), reading=Reading.GENEROUS)
        assert find(case, asked, MEANS).verdict is Verdict.NONE


def test_the_page_names_the_pairs_and_the_baskets_as_they_are_found(
    case: Case, clashing: Explanation
) -> None:
    told = rows_of("01-hanoi.md", "Assumptions that clash")
    assert {tuple(row) for row in told.values()} == {
        tuple(each.sentence for each in pair) for pair in pairs_of(clashing)
    }
    page = rows_of("01-hanoi.md", "The baskets run on")
    assessed = question_of(case, "positions")
    for basket in case.baskets:
        plain = alone(case, assessed, basket.id)
        verdicts = [
            find(case, asked, MEANS).verdict.value
            for asked in (
                plain,
                evolve(plain, soft_lines=SoftLines.HELD),
                evolve(plain, reading=Reading.CAUTIOUS),
                evolve(plain, reading=Reading.GENEROUS),
            )
        ]
        assert page[basket.title] == verdicts


def test_the_page_tells_the_clash_in_figures(clashing: Explanation) -> None:
    told = rows_of("01-hanoi.md", "The clash in figures")
    figures = [
        len(clashing.smallest),
        clashing.size,
        clashing.counted.weight,
        len(clashing.counted.sets),
    ]
    assert [row[0] for row in told.values()][:4] == list(map(str, figures))
    assert clashing.counted.complete


def _line(papers: Papers, holder: str | None, line_id: str) -> list[tuple[str, set[int]]]:
    """Issue and refused options of a red line, atom by atom."""
    assert holder is not None
    (line,) = (row for row in papers.positions[holder]["red_lines"] if row["id"] == line_id)
    return [(atom["issue"], set(atom["options"])) for atom in line["when"]]


def _without(case: Case, dropped: Iterable[tuple[str | None, str]]) -> Case:
    """The case as it would be without some red lines."""
    dropped = set(dropped)
    positions = {
        name: {
            code: evolve(
                position,
                red_lines=tuple(
                    line for line in position.red_lines if (code, line.id) not in dropped
                ),
            )
            for code, position in filed.items()
        }
        for name, filed in case.positions.items()
    }
    return evolve(case, positions=positions)


# ---------------------------------------------------------------- step by step


def test_the_steps_go_as_far_as_the_page_says_and_what_is_left_out_is_proven(
    case: Case,
) -> None:
    asked = roadmap.question_of(case, positions="positions-hanoi")
    road = roadmap.find(case, asked)
    assert not naive_faults(case, asked, road.schedule)
    left = road.check.left_out
    titles = {step.id: step.title for step in case.steps}
    baskets = {basket.id: basket.title for basket in case.baskets}
    told = rows_of("01-hanoi.md", "Step by step")
    assert told == {
        titles[step.id]: [baskets[step.basket]] for step in case.steps if step.id in left
    }
    proof = prove(compile_model(case, asked))
    assert holds(case, asked, proof)
    assert set(left) == set(proof.never)
    page = (KOREA.parents[1] / "docs" / "stories" / "01-hanoi.md").read_text(encoding="utf-8")
    reached = len(titles) - len(left)
    sentence = f"{reached} of the {len(titles)} steps are reached, the last of them by month "
    assert f"{sentence}{road.figures.months} " in page
