"""The explorer of a set of outcomes: every choice is one, and no option is a state of things."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.generators import Size, as_outcomes, random_case
from tests.report.browsing import NARROW, WIDE, faults_of_access, opened, tab_to
from tests.report.exploring import browser, line_of, otherwise, random_choice
from tests.report.pages import Page as Taken

from dipoli.analysis.agreement import Agreement, Means, agree, question_of
from dipoli.analysis.agreement.checker import violations
from dipoli.analysis.case import Case
from dipoli.report.choices import chosen_packages
from dipoli.report.explorer import explore
from dipoli.report.page import write_report

SEED, NO_GROUND = 1, 2
SIZE = Size(parties=3, issues=5, options=3, baskets=2, leaves=2, lines=2, links=2)
OPEN = "for (const one of document.querySelectorAll('#x-room details')) one.open = true"
ACCEPTED = "nobody asked would have to refuse it"


@cache
def scenario(seed: int = SEED) -> tuple[Case, Agreement]:
    """A made-up set of outcomes, and what the finder answers."""
    case = as_outcomes(random_case(seed, SIZE), seed)
    return case, agree(case, question_of(case), Means(clock=None))


@pytest.fixture(scope="module")
def html() -> str:
    case, found = scenario()
    return write_report(case, (), found, explorer=True)


@pytest.fixture(scope="module")
def address(html: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    place: Path = tmp_path_factory.mktemp("report") / "outcomes.html"
    place.write_text(html, encoding="utf-8")
    return place.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


def test_the_scenario_has_packages_to_start_from() -> None:
    case, found = scenario()
    packages = [one.package for one in chosen_packages(found)]
    assert len(packages) >= 2
    assert any(0 in package.values() for package in packages)  # a first option is chosen
    assert not case.has_state_of_things(found.question.positions)


def test_nothing_in_it_is_told_as_a_state_of_things(html: str) -> None:
    part = html[html.index('<section id="explorer"') :]
    part = part[: part.index("</section>")]
    assert "x-room" in part
    wrong = r"state of things|status quo|first option|nothing moves|issues move|should stay"
    assert not re.findall(wrong, part.lower())
    assert 'data-start="-1"' not in part
    taken = Taken(html)
    assert taken.open == []
    assert len(taken.ids) == len(set(taken.ids))


def test_the_page_says_what_the_checker_says(chromium: Browser, address: str) -> None:
    case, found = scenario()
    question = found.question
    starts = [one.package for one in chosen_packages(found)]
    figures, dice, said = explore(case, question, starts), random.Random(3), set()
    with opened(chromium, address) as page:
        for _ in range(40):
            choice = random_choice(dice, case, question)
            page.locator("#x-line").fill(line_of(figures, question, choice))
            page.get_by_role("button", name="Take this line").click()
            assert page.locator("#x-line").input_value() == line_of(figures, question, choice)
            against = violations(otherwise(case, choice), choice.question, choice.package)
            told = page.locator("#x-told").inner_text()
            assert told.startswith(f"An outcome: an option for each of {len(case.issues)} issues.")
            assert (ACCEPTED in told) == (not against)
            assert page.locator("#x-clashes > li").count() == len(
                [one for one in against if one.key not in {atom.issue for atom in question.hold}]
            )
            assert page.locator("#x-gains tr[data-row]:visible").count() == len(case.issues)
            said.add(not against)
    assert said == {True, False}


def test_figures_are_those_of_the_packages(chromium: Browser, address: str) -> None:
    case, found = scenario()
    with opened(chromium, address) as page:
        page.locator("#x-gives").check()
        for at, chosen in enumerate(chosen_packages(found)):
            page.locator(f"[data-start='{at}']").click()
            assert ACCEPTED in page.locator("#x-told").inner_text()
            results = {one.issue: one for one in chosen.answers[0].issues}
            rows = page.locator("#x-gains tr[data-row]:visible").all()
            assert len(rows) == len(results) == len(case.issues)
            for row in rows:
                result = results[case.issues[int(row.get_attribute("data-row") or "")].id]
                cells = [" ".join(one.split()) for one in row.locator("td").all_inner_texts()]
                assert cells == [
                    f"{one.value} ({one.low} to {one.high})" if one.value else "\u2013"
                    for one in result.worth.values()
                ]


def test_a_value_of_no_agreement_is_told_and_set_as_points_of_the_whole(
    chromium: Browser, address: str
) -> None:
    case, found = scenario()
    positions = case.positions_of(found.question.positions)
    package = chosen_packages(found)[0].package
    with opened(chromium, address) as page:
        page.evaluate(OPEN)
        page.locator("[data-start='0']").click()
        for n, code in enumerate(case.members):
            stated = positions[code].reservation.value
            field = page.locator(f"#x-ask{n}")
            assert field.input_value() == str(stated)
            assert f"coded {stated};" in page.locator(f"#x-range{n}").inner_text()
            worth = sum(
                row.importance * row.value[package[row.issue]] for row in positions[code].issues
            ) + sum(
                one.points
                for one in case.synergies
                if one.party == code and all(atom.holds(package) for atom in one.when)
            )
            # what the whole is worth is enough to ask for, and a point more is not
            for points, enough in ((worth, True), (worth + 1, False)):
                field.fill(str(points))
                field.press("Tab")
                assert (ACCEPTED in page.locator("#x-told").inner_text()) == enough
            assert "points of the whole" in page.locator("#x-otherwise").inner_text()
            field.fill(str(stated))
            field.press("Tab")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_is_worked_by_keyboard_alone_and_breaks_no_rule_of_accessibility(
    chromium: Browser, address: str, width: int
) -> None:
    with opened(chromium, address, width, axe=True) as page:
        before = page.locator("#x-line").input_value()
        tab_to(page, "[data-basket] > summary")
        page.keyboard.press("Enter")
        tab_to(page, "[data-issue='0']")
        page.keyboard.press("ArrowDown")
        assert page.locator("#x-line").input_value() != before
        tab_to(page, "#x-undo", back=True)
        page.keyboard.press("Enter")
        assert page.locator("#x-line").input_value() == before
        page.evaluate(OPEN)
        assert not faults_of_access(page, "#explorer")


def test_without_common_ground_it_begins_at_an_outcome_like_any_other(
    chromium: Browser, tmp_path: Path
) -> None:
    case, found = scenario(NO_GROUND)
    assert not chosen_packages(found)
    place = tmp_path / "none.html"
    place.write_text(write_report(case, (), found, explorer=True), encoding="utf-8")
    with opened(chromium, place.as_uri()) as page:
        told = page.locator("#x-told").inner_text()
        assert told.startswith("An outcome: an option for each of")
        assert "clash" in told
        assert page.locator("[data-start]").count() == 0
