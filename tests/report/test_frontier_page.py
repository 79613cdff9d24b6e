"""The frontier in the report, in a real browser: two parties that the reader chooses."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.resources import files
from itertools import permutations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.report.browsing import (
    NARROW,
    faults_of_access,
    opened,
    tab_to,
    wider_than_the_screen,
)
from tests.report.exploring import browser
from tests.report.pages import charters, lake

from dipoli.analysis.agreement import Means
from dipoli.analysis.agreement.frontier.answers import FrontierEngine
from dipoli.analysis.agreement.frontier.finder import frontier
from dipoli.analysis.agreement.model import build
from dipoli.report import frontier_section
from dipoli.report.frontier_section import Frontier, Point, drawn_from
from dipoli.report.page import write_report


def made_up(count: int = 60) -> Frontier:
    """Points of the case of the tutorial, chosen by dice; more than one package at some."""
    case, found = lake()
    model, dice = build(case, found.question), random.Random(3)
    points = []
    for _ in range(count):
        options = tuple(dice.randrange(size) for size in model.sizes)
        values, packages = model.gains(options), dice.randint(1, 3)
        points.append(Point(values=values, packages=packages, options=options))
    return Frontier(parties=found.question.seats, points=tuple(points), complete=False)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    case, found = lake()
    html = write_report(case, charters(), found, explorer=True, frontier=made_up())
    place: Path = tmp_path_factory.mktemp("report") / "lake.html"
    place.write_text(html, encoding="utf-8")
    return place.as_uri()


def choose(page: Page, across: int, up: int) -> None:
    page.locator(f"[name=f-across][value='{across}']").check()
    page.locator(f"[name=f-up][value='{up}']").check()


def test_no_party_is_chosen_beforehand(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        assert page.locator("#f-room input").count() == 8
        assert page.locator("#f-room input:checked").count() == 0
        assert not page.locator("#f-chart").is_visible()
        assert page.locator("#f-told").inner_text() == "Choose a party for each axis."
        choose(page, 1, 1)
        assert page.locator("#f-told").inner_text() == "Choose two different parties."
        assert not page.locator("#f-chart").is_visible()


def expected(frontier: Frontier, across: int, up: int) -> list[tuple[int, int, int, bool]]:
    """The marks of two parties, the slow obvious way."""
    pairs = [(one.values[across], one.values[up]) for one in frontier.points]
    rows = []
    for x, y in sorted(set(pairs)):
        packages = sum(
            one.packages for one, pair in zip(frontier.points, pairs, strict=True) if pair == (x, y)
        )
        bettered = any(a >= x and b >= y and (a, b) != (x, y) for a, b in pairs)
        rows.append((x, y, packages, not bettered))
    return rows


def test_chart_and_table_hold_the_marks_of_each_pair(chromium: Browser, address: str) -> None:
    frontier = made_up()
    with opened(chromium, address) as page:
        page.locator("#f-rows summary").evaluate("(one) => one.parentElement.open = true")
        for across, up in list(permutations(range(4), 2))[::3]:
            choose(page, across, up)
            table = page.locator("#f-rows tbody").evaluate(
                "(body) => [...body.rows].map((row) => [...row.cells].map((c) => c.textContent))"
            )
            rows = expected(frontier, across, up)
            assert [(int(a), int(b), int(c), "filled" in d) for a, b, c, d in table] == rows
            dots = page.locator("#f-chart path.dot").evaluate_all(
                "(all) => all.map((one) => one.getAttribute('d').split('h0').length - 1)"
            )
            edge = sum(row[3] for row in rows)
            assert dots[-1] == edge
            assert sum(dots) <= len(rows)
            heads = page.locator("#f-rows thead th:visible").all_inner_texts()
            names = page.locator("#f-chart .axis").all_inner_texts()
            assert heads[0] in names[1]
            assert heads[1] in names[0]


def test_marks_are_those_of_the_slow_way_on_made_up_points(chromium: Browser) -> None:
    page, dice = chromium.new_page(), random.Random(4)
    script = files("dipoli.report") / "scripts" / "frontier.js"
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    for _ in range(100):
        points = tuple(
            Point(values=tuple(dice.randint(-6, 6) for _ in range(3)), packages=dice.randint(1, 4))
            for _ in range(dice.randint(1, 40))
        )
        frontier = Frontier(parties=("A", "B", "C"), points=points, complete=True)
        given = [[list(one.values), one.packages] for one in points]
        across, up = dice.sample(range(3), 2)
        marks = page.evaluate("([p, a, u]) => marksOf(p, a, u)", [given, across, up])
        told = [(one["x"], one["y"], one["packages"], one["edge"]) for one in marks]
        assert told == expected(frontier, across, up)
    page.close()


def test_a_point_is_taken_into_the_explorer_by_keyboard_alone(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as page:
        tab_to(page, "[name=f-across]")
        page.keyboard.press("Space")
        tab_to(page, "[name=f-up]")
        page.keyboard.press("ArrowDown")
        assert page.locator("#f-chart").is_visible()
        tab_to(page, "#f-rows > summary")
        page.keyboard.press("Enter")
        tab_to(page, "#f-rows a")
        line = page.evaluate("document.activeElement.hash")
        page.keyboard.press("Enter")
        page.wait_for_function(
            "(line) => document.querySelector('#x-line').value === line", arg=line
        )


def test_a_long_table_says_what_it_leaves_out(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier_section, "MOST_POINTS", 700)
    case, found = lake()
    html = write_report(case, (), found, frontier=made_up(1000))
    assert "1000 points of the frontier" in html
    assert "500 of them are in this page" in html
    place = tmp_path / "long.html"
    place.write_text(html, encoding="utf-8")
    with opened(chromium, place.as_uri()) as page:
        choose(page, 0, 1)
        page.locator("#f-rows summary").click()
        rows = page.locator("#f-rows tbody tr")
        assert rows.count() == page.get_by_role("cell", name="filled").count() > 0
        assert "hollow marks are not in the table" in page.locator("#f-left").inner_text()
        assert not page.locator("#f-rows a").count()  # there is no explorer to lead to


def test_without_scripts_a_sentence_says_where_the_points_are(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address, scripts=False) as page:
        assert "frontier CASE --json" in page.locator("#frontier .unscripted").inner_text()
        assert not page.locator("#f-room").is_visible()


def test_it_breaks_no_rule_of_accessibility_and_fits_each_screen(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address, NARROW, axe=True) as page:
        choose(page, 2, 0)
        page.locator("#f-rows summary").click()
        assert not faults_of_access(page, "#frontier")
        assert not wider_than_the_screen(page)


def test_a_point_has_a_value_for_each_party() -> None:
    with pytest.raises(ValueError, match="a value for each party"):
        Frontier(parties=("A", "B"), points=(Point(values=(1,)),), complete=True)


def test_the_page_says_how_far_a_sample_of_the_frontier_was_looked_for() -> None:
    case, found = lake()
    boxes = FrontierEngine.BOXES
    sample = frontier(case, found.question, Means(), engine=boxes, boxes=4)
    drawn = drawn_from(sample)
    assert drawn is not None
    assert [one.values for one in drawn.points] == [one.gains for one in sample.points]
    assert [one.packages for one in drawn.points] == [one.count for one in sample.points]
    model = build(case, found.question)
    assert all(model.gains(one.options) == one.values for one in drawn.points)
    html = write_report(case, (), found, frontier=drawn)
    assert "4 points of the frontier. There may be others" in html
    assert "4 of them were looked into" in html
    nothing = frontier(case, found.question, Means(), engine=boxes, boxes=0)
    assert drawn_from(nothing) is None
