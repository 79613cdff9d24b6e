"""The script of the explorer and the independent checker say the same, in a real browser."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.report.exploring import (
    browser,
    hold_against_the_checker,
    of_seed,
    random_choice,
    with_scripts,
)
from tests.report.pages import korea, lake

from dipoli.analysis.agreement import question_of
from dipoli.report.explorer import explore

SEEDS = random.Random(5).sample(range(100_000), 25)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as opened:
        yield with_scripts(opened.new_page())


def test_of_made_up_cases_they_say_the_same(page: Page) -> None:
    for seed in SEEDS:
        of_seed(page, seed, each=10)


def test_of_sets_of_outcomes_they_say_the_same(page: Page) -> None:
    for seed in SEEDS:
        of_seed(page, seed, each=10, outcomes=True)


@pytest.mark.parametrize("positions", ["positions", "positions-summit"])
def test_of_the_case_of_the_tutorial_they_say_the_same(page: Page, positions: str) -> None:
    case, _ = lake()
    dice, question = random.Random(1), question_of(case, positions, away=case.members[1:2])
    choices = [random_choice(dice, case, question) for _ in range(40)]
    hold_against_the_checker(page, case, question, choices)


def test_of_the_first_real_case_they_say_the_same(page: Page) -> None:
    case, dice = korea(), random.Random(2)
    question = question_of(case)
    choices = [random_choice(dice, case, question) for _ in range(8)]
    hold_against_the_checker(page, case, question, choices)


@pytest.mark.parametrize(
    "line",
    [
        "", "#history", "#explore", "#explore/{id}", "#explore/{id}/p", "#explore/00000000/{p}",
        "#explore/{id}/{p}0", "#explore/{id}/p900000000", "#explore/{id}/{p}/{p}",
        "#explore/{id}/{p}/r3", "#explore/{id}/{p}/s2", "#explore/{id}/{p}/a4",
        "#explore/{id}/{p}/a0.1.2.3", "#explore/{id}/{p}/o99", "#explore/{id}/{p}/o-1",
        "#explore/{id}/{p}/v0", "#explore/{id}/{p}/v99.1", "#explore/{id}/{p}/v0.1e3",
        "#explore/{id}/{p}/x1", "#explore/{id}/{p}/", "#explore/{id}/r1",
    ],
)  # fmt: skip
def test_a_line_that_is_not_whole_is_no_choice(page: Page, line: str) -> None:
    case, _ = lake()
    figures = dict(explore(case, question_of(case)).figures)
    whole = "p" + "0" * len(case.issues)
    told = line.format(id=figures["id"], p=whole)
    assert page.evaluate("([f, l]) => ofLine(f, l)", [figures, told]) is None
    kept = f"see #explore/{figures['id']}/{whole}"  # the line is found behind other words
    assert page.evaluate("([f, l]) => ofLine(f, l)", [figures, kept])["chosen"] == [0] * 9
