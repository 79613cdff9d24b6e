"""Story 5, as far as analysis can tell it: one basket stays as it is, and the others go on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import evolve
from tests.analysis.roadmap.naive import faults as naive_faults
from tests.stories.reckoning import Papers, read_papers, rows_of

from dipoli.analysis import roadmap
from dipoli.analysis.agreement import Means, Verdict, alone, find, question_of, stalemate
from dipoli.analysis.agreement.answers import BasketAnswer
from dipoli.analysis.case import Atom, Case, Condition
from dipoli.analysis.roadmap.whatif import compare, freezing
from dipoli.codec.case_folder import read_case

KOREA = Path(__file__).resolve().parents[2] / "cases" / "korea"
MEANS = Means()
Told = Mapping[str, tuple[BasketAnswer, ...]]


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(KOREA)


@pytest.fixture(scope="module")
def papers() -> Papers:
    return read_papers(KOREA, "positions")


@pytest.fixture(scope="module")
def stalled(case: Case) -> Told:
    """For each basket that stays as it is, what the others can do."""
    question = question_of(case)
    return {one.id: stalemate(case, question, one.id, MEANS) for one in case.baskets}


def test_every_other_basket_is_answered_for(case: Case, stalled: Told) -> None:
    for still, answers in stalled.items():
        others = [basket.id for basket in case.baskets if basket.id != still]
        assert [one.basket for one in answers] == others


def test_what_is_settled_leaves_the_stalled_basket_as_it_is(stalled: Told, papers: Papers) -> None:
    for still, answers in stalled.items():
        for one in answers:
            package = one.alone.negotiable.witness or one.together_witness
            assert package is not None
            assert papers.accepts(package)
            assert all(not package[issue] for issue, of in papers.baskets.items() if of == still)
            assert any(package[issue] for issue, of in papers.baskets.items() if of == one.basket)


def test_a_basket_that_can_be_settled_alone_can_be_settled_whatever_other_basket_stalls(
    case: Case, stalled: Told
) -> None:
    question = question_of(case)
    for basket in case.baskets:
        verdict = find(case, alone(case, question, basket.id), MEANS).verdict
        for answers in stalled.values():
            for one in answers:
                if one.basket == basket.id:
                    assert one.alone.negotiable.verdict is verdict


@pytest.mark.parametrize("basket", ["sanctions", "relations", "maritime"])
def test_counting_every_package_of_a_basket_by_hand_gives_the_same_number(
    case: Case, papers: Papers, basket: str
) -> None:
    found = find(case, alone(case, question_of(case), basket), MEANS)
    assert found.count == sum(map(papers.accepts, _every(papers, basket)))


def test_no_package_of_the_basket_on_peace_is_accepted_when_all_else_stays_as_it_is(
    case: Case, papers: Papers
) -> None:
    assert find(case, alone(case, question_of(case), "peace"), MEANS).verdict is Verdict.NONE
    assert not any(map(papers.accepts, _every(papers, "peace")))


def test_the_page_tells_for_each_stalled_basket_what_the_others_can_do(
    case: Case, stalled: Told
) -> None:
    titles = {basket.id: basket.title for basket in case.baskets}
    told = rows_of("05-a-basket-in-stalemate.md", "Which others can be settled")
    assert set(told) == set(titles.values())
    for still, answers in stalled.items():
        alone_ = sum(one.alone.negotiable.verdict is Verdict.COMMON_GROUND for one in answers)
        others = [
            titles[one.basket]
            for one in answers
            if one.alone.negotiable.verdict is not Verdict.COMMON_GROUND
        ]
        assert told[titles[still]][0] == str(alone_)
        assert told[titles[still]][1] == ("; ".join(others) or "no other")
        for one in answers:
            if titles[one.basket] in others:
                every = {(basket,) for basket in titles if basket not in {still, one.basket}}
                assert set(one.together) == every
                assert told[titles[still]][2] == "any one of the rest"


def test_linked_options_wait_and_the_page_says_for_what(case: Case, papers: Papers) -> None:
    told = rows_of("05-a-basket-in-stalemate.md", "What waits, and for what")
    basket = papers.baskets
    waiting = [
        row
        for row in case.requirements
        if basket[row.if_.issue] != basket[row.then.issue] and 0 not in row.then.options
    ]
    assert set(told) == {f"`{row.id}`" for row in waiting}
    for row in waiting:
        still = basket[row.then.issue]
        cells = told[f"`{row.id}`"]
        assert cells == [_shown(row.if_), _shown(row.then), row.reason]
        asked = evolve(question_of(case), still=(still,), hold=(row.if_,))
        assert find(case, asked, MEANS).verdict is Verdict.NONE


def _every(papers: Papers, basket: str) -> Iterator[dict[str, int]]:
    """Every package of one basket, all else at the state of things."""
    issues = [issue for issue, of in papers.baskets.items() if of == basket]
    for options in itertools.product(*(range(papers.sizes[issue]) for issue in issues)):
        yield {**dict.fromkeys(papers.sizes, 0), **dict(zip(issues, options, strict=True))}


def _shown(atom: Atom) -> str:
    return f"{atom.issue} at {', '.join(map(str, atom.options))}"


# ---------------------------------------------------------------- step by step


def test_the_page_tells_what_falls_with_each_basket_and_what_goes_on(case: Case) -> None:
    asked = roadmap.question_of(case)
    road = roadmap.find(case, asked)
    titles = {step.id: step.title for step in case.steps}
    basket_of = {step.id: step.basket for step in case.steps}
    told = rows_of("05-a-basket-in-stalemate.md", "What goes on step by step, and what waits")
    assert list(told) == [basket.title for basket in case.baskets]
    for basket in case.baskets:
        changed = compare(case, road, freezing(asked, (basket.id,)))
        assert not naive_faults(case, changed.roadmap.question, changed.roadmap.schedule)
        frozen = {step.id for step in case.steps if step.basket == basket.id}
        going_on = [name for name in changed.roadmap.schedule.months if name in frozen]
        free = {step.id for step in case.steps if step.condition is Condition.UNCONDITIONAL}
        assert set(going_on) <= free
        others = [
            titles[name] + ("" if name in changed.never else " (not found; not proven)")
            for name in changed.falls
            if basket_of[name] != basket.id
        ]
        assert told[basket.title] == ["; ".join(others) or "none", str(len(changed.now))]
        assert changed.now
