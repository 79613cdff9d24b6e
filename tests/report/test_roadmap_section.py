"""The roadmap in the report: charts that say what the schedule says, tables that say the same."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.roads import random_question, random_road
from tests.report.browsing import NARROW as PHONE
from tests.report.browsing import faults_of_access, opened, wider_than_the_screen
from tests.report.exploring import browser
from tests.report.pages import Page, change_texts, korea, lake
from tests.web.pictures import keep_picture

from dipoli.analysis.case import Bundle, Case
from dipoli.analysis.roadmap import question_of
from dipoli.analysis.roadmap.effort import Effort, find_within
from dipoli.analysis.roadmap.finder import Roadmap
from dipoli.analysis.roadmap.plan import Plan, plan_of
from dipoli.report import roadmap_axis, roadmap_chart, roadmap_graph
from dipoli.report.names import names_of
from dipoli.report.page import write_report
from dipoli.report.roadmap_what_if import what_ifs

SEEDS = st.integers(min_value=0, max_value=10_000)
QUICK = Effort(tries=3, work=0)


@functools.cache
def roadmap(case_id: str) -> tuple[Case, Roadmap]:
    case = lake()[0] if case_id == "lake" else korea()
    return case, find_within(case, question_of(case), Effort(tries=20, work=0))


@functools.cache
def html(case_id: str = "lake", *, clash: bool = False) -> str:
    """The report of the lake's answers with the roadmap of a case in it."""
    case, found = roadmap(case_id)
    answers = lake()[1] if clash else attrs.evolve(lake()[1], clash=None)
    asked = what_ifs(
        case, found.question, names_of(case), lambda one: find_within(case, one, QUICK)
    )
    if case_id == "lake":
        return write_report(case, (), answers, roadmap=found, what_if=asked)
    whole = write_report(lake()[0], (), answers)
    from dipoli.report.page import environment  # noqa: PLC0415 - the part alone
    from dipoli.report.roadmap_section import roadmap_section  # noqa: PLC0415 - the same

    names = names_of(case)
    part = roadmap_section(case, found, names, what_if=asked, clash=clash)
    template = '{% import "macros.html" as m with context %}{% include "roadmap.html" %}'
    told = (
        environment()
        .from_string(template)
        .render(roadmap=part, names=names, numbers={"roadmap": 4})
    )
    head, _main, _rest = whole.partition('<main class="wrap">')
    return f'{head}<main class="wrap">{told}</main></body></html>'


class Tables(HTMLParser):
    """Tables as the texts of their cells, by caption or label."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A table, row or cell begins."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables:
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.inside:
            self.tables[-1][-1][-1] += data

    def with_head(self, *heads: str) -> list[list[str]]:
        """Rows of the table with these heads."""
        (found,) = [one for one in self.tables if one and tuple(one[0]) == heads]
        return found[1:]


# ---------------------------------------------------------------- charts


def boxes(drawing: str) -> list[tuple[float, float, float]]:
    """Left, right and top of every rectangle in a drawing, whatever its look."""
    found = []
    for path in re.findall(r'<path d="([^"]*)"', drawing):
        for part in path.split("z")[:-1]:
            points = [tuple(map(float, one)) for one in re.findall(r"(-?[\d.]+) (-?[\d.]+)", part)]
            if len(points) == 4 and points[0][1] == points[1][1] and points[1][0] == points[2][0]:
                found.append((points[0][0], points[1][0], points[0][1]))
    return found


@settings(max_examples=25)
@given(SEEDS, st.sampled_from([roadmap_axis.WIDE, roadmap_axis.NARROW]))
def test_every_bar_of_the_chart_is_as_long_as_the_schedule_says(
    seed: int, size: roadmap_axis.Sizes
) -> None:
    case = random_road(seed)
    found = find_within(case, random_question(seed, case), QUICK)
    plan = plan_of(case, found)
    unit = (size.right - size.left) / plan.months
    for lane in plan.lanes:
        drawn = sorted(boxes(str(roadmap_chart.draw_lane(plan, lane, size, "x"))))
        expected = []
        for bar in lane.bars:
            expected.append((bar.start, bar.worked))
            if bar.verified > bar.worked:
                expected.append((bar.worked, bar.verified))
        shown = [
            (round((left - size.left) / unit, 1), round((right - size.left) / unit, 1))
            for left, right, _top in drawn
        ]
        assert sorted(shown) == sorted((float(one), float(two)) for one, two in expected)


def graph_of(plan: Plan, sizes: roadmap_graph.Frame) -> roadmap_graph.Layout:
    return roadmap_graph.lay_out(plan, sizes)


@settings(max_examples=40)
@given(SEEDS, st.sampled_from([roadmap_graph.WIDE, roadmap_graph.NARROW]))
def test_no_box_covers_another_and_each_stands_after_what_it_waits_for(
    seed: int, sizes: roadmap_graph.Frame
) -> None:
    case = random_road(seed)
    plan = plan_of(case, find_within(case, random_question(seed, case), QUICK))
    layout = graph_of(plan, sizes)
    rows = {row.number: row for row in plan.waiting if row.after or row.opens}
    assert set(layout.nodes) == set(rows)
    assert set(layout.lines) == {(one, n) for n, row in rows.items() for one in row.after}
    for node in layout.nodes.values():
        assert node.left >= 0
        assert node.left + node.width <= sizes.width
        assert node.top + node.height <= layout.height
    for one, two in itertools.combinations(layout.nodes.values(), 2):
        aside = one.left + one.width <= two.left or two.left + two.width <= one.left
        below = one.top + one.height <= two.top or two.top + two.height <= one.top
        assert aside or below
    for before, after in layout.lines:
        one, two = layout.nodes[before], layout.nodes[after]
        assert one.left < two.left if layout.across else one.top < two.top


def test_the_real_case_can_be_drawn_with_words_and_without() -> None:
    case, found = roadmap("korea")
    plan = plan_of(case, found)
    wide = str(roadmap_graph.draw_graph(plan, roadmap_graph.WIDE, "w"))
    narrow = str(roadmap_graph.draw_graph(plan, roadmap_graph.NARROW, "n"))
    numbers = {str(row.number) for row in plan.waiting if row.after or row.opens}
    assert set(re.findall(r"<text[^>]*>([^<]*)<", narrow)) == numbers
    assert numbers < set(re.findall(r"<text[^>]*>([^<]*)<", wide))


def test_steps_that_start_as_one_say_so_in_chart_and_table() -> None:
    bundle = Bundle(id="both", steps=("one", "two"), reason="Together.")
    case = frame(
        step("one", "P1", after=("two",)), step("two", "P2", after=("one",)), bundles=(bundle,)
    )
    plan = plan_of(case, find_within(case, question_of(case), QUICK))
    drawing = str(roadmap_chart.draw_lane(plan, plan.lanes[0], roadmap_axis.WIDE, "x"))
    assert re.search(r"1 +one \(with 2\)<", drawing)
    assert re.search(r"2 +two \(with 1\)<", drawing)


# ---------------------------------------------------------------- tables and words

STEPS = ("No.", "Step", "Who acts", "Starts", "Work over", "Verified", "By", "Remarks")
EXPOSURE = (
    "Who towards whom", "Limit", "At most", "At the end", "Month: exposure, at every change",
)  # fmt: skip
WAITS = ("No.", "Step", "Waits for", "Needs the consent of", "Opens")
LEFT = ("No.", "Step", "What stands in its way")


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_the_table_of_steps_says_what_the_bars_show(case_id: str) -> None:
    case, found = roadmap(case_id)
    plan = plan_of(case, found)
    rows = [row for row in Tables(html(case_id)).with_head(*STEPS) if len(row) == len(STEPS)]
    told = {
        int(row[0]): tuple(int(re.findall(r"month (\d+)", cell)[0]) for cell in row[3:6])
        for row in rows
    }
    assert told == {bar.number: (bar.start, bar.worked, bar.verified) for bar in plan.bars}
    assert {int(row[0]) for row in rows if "outside the exchange" in row[7]} == {
        bar.number for bar in plan.bars if bar.outside
    }


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_the_table_of_exposure_says_what_the_strips_show(case_id: str) -> None:
    case, found = roadmap(case_id)
    plan = plan_of(case, found)
    rows = Tables(html(case_id)).with_head(*EXPOSURE)
    assert [row[1:4] for row in rows] == [
        [str(curve.limit), str(curve.peak), str(curve.left)] for curve in plan.curves
    ]
    courses = [
        tuple(tuple(map(int, one.split(": "))) for one in row[4].split("; ")) for row in rows
    ]
    assert courses == [curve.points for curve in plan.curves]


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_what_waits_for_what_is_in_the_table(case_id: str) -> None:
    case, found = roadmap(case_id)
    rows = Tables(html(case_id)).with_head(*WAITS)
    drawn = [row for row in plan_of(case, found).waiting if row.after or row.opens]
    assert [int(row[0]) for row in rows] == [row.number for row in drawn]
    for told, row in zip(rows, drawn, strict=True):
        assert [int(one) for one in re.findall(r"\d+", told[2])] == list(row.after)
        assert [int(one) for one in re.findall(r"\d+", told[4])] == list(row.opens)


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_every_step_that_is_not_reached_is_named_with_what_stands_in_its_way(case_id: str) -> None:
    case, found = roadmap(case_id)
    rows = Tables(html(case_id)).with_head(*LEFT)
    titles = {one.id: one.title for one in case.steps}
    left = {titles[one.step] for one in found.schedule.unscheduled}
    assert {row[1] for row in rows} == left
    assert all(row[2] for row in rows)


def test_whose_red_line_it_is_is_in_the_page_on_request_only() -> None:
    plain, told = html("korea"), html("korea", clash=True)
    assert "With it a red line, as assessed, would be crossed." in plain
    assert "would be crossed: " not in plain
    assert "would pass its limit by" not in plain
    assert "would pass its limit by" in told
    assert "Whose red line or limit it is" in plain
    assert "would be crossed: " in told
    assert "Whose red line or limit it is" not in told


def test_three_things_are_changed_and_each_says_what_can_start() -> None:
    for case_id in ("lake", "korea"):
        text = Page(html(case_id)).text
        assert len(re.findall(r"What if [^.?]*\?", text)) == 3
        now = re.findall(
            r"What can start at once all the same:|The same steps can start|Nothing can start at o",
            text,
        )
        assert len(now) == 3


def test_the_page_with_a_roadmap_is_whole() -> None:
    page = Page(html())
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    levels = page.headings()
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.tags["thead"] == page.tags["table"]
    named = {one for v in page.values("aria-labelledby") for one in v.split()}
    painted = set(re.findall(r"url\(#([^)]+)\)", page.html))
    assert named | painted <= set(page.ids)
    assert page.ids.index("roadmap") < page.ids.index("packages")
    assert "It is no forecast." in page.text
    assert re.findall(r'class="no">(\d)<', html()) == list("12345678")


def test_titles_cannot_write_into_the_page() -> None:
    case, _found = roadmap("lake")

    def wild(text: str) -> str:
        return f"{text}<b>&'\""

    changed = attrs.evolve(
        case,
        steps=tuple(attrs.evolve(one, title=wild(one.title)) for one in case.steps),
        baskets=tuple(attrs.evolve(one, title=wild(one.title)) for one in case.baskets),
    )
    found = find_within(changed, question_of(changed), QUICK)
    page = Page(write_report(changed, (), lake()[1], roadmap=found))
    assert page.open == []
    assert page.text.count("Crews go home<b>&'\"") >= 2


def test_other_codes_of_parties_change_no_figure_and_no_word() -> None:
    case, found = roadmap("lake")
    codes = [*(party.code for party in case.parties), *(body.code for body in case.ratifiers)]
    new = {code: f"Q{chr(75 - n)}{chr(75 - n)}" for n, code in enumerate(codes)}

    def change(text: str) -> str:
        return "".join(new.get(part, part) for part in re.split(r"([/ ])", text))

    renamed = change_texts(case, change)
    other = find_within(renamed, question_of(renamed), Effort(tries=20, work=0))
    answers = attrs.evolve(lake()[1], clash=None)
    here = Page(write_report(case, (), answers, roadmap=found)).text
    there = Page(write_report(renamed, (), change_texts(answers, change), roadmap=other)).text
    assert here == there
    assert not [code for code in codes if re.search(rf"\b{code}\b", here)]


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened_browser:
        yield opened_browser


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_the_roadmap_is_accessible_and_fits_every_screen(
    case_id: str, chromium: Browser, tmp_path: Path
) -> None:
    place = tmp_path / "report.html"
    place.write_text(html(case_id), encoding="utf-8")
    for width in (1280, PHONE):
        with opened(chromium, place.as_uri(), width, axe=True) as page:
            page.evaluate(
                "for (const one of document.querySelectorAll('#roadmap details')) one.open = true"
            )
            assert faults_of_access(page, "#roadmap") == []
            assert wider_than_the_screen(page) == []


def test_a_roadmap_is_drawn_and_the_drawing_says_where_the_figures_stand(
    chromium: Browser, tmp_path: Path
) -> None:
    place = tmp_path / "report.html"
    place.write_text(html(), encoding="utf-8")
    with opened(chromium, place.as_uri()) as page:
        section = page.locator("#roadmap")
        assert "6 of the 7 steps that were asked for" in section.inner_text()
        chart = section.locator("figure.strips").first
        assert chart.locator("svg.chart").first.is_visible()
        assert "table" in str(chart.locator("desc").first.text_content())
        keep_picture(page, "roadmap", of="#roadmap figure.strips", height=900)
