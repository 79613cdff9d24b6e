"""How far answers hold and what linking adds, in the report: what the commands tell, on request."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from playwright.sync_api import Browser
from tests.report.browsing import NARROW, faults_of_access, opened, wider_than_the_screen
from tests.report.exploring import browser
from tests.report.pages import Page, lake

from dipoli.analysis.agreement import Means
from dipoli.analysis.agreement.linkage import Linkage, linkage
from dipoli.analysis.agreement.linkage.answers import Added, Stands
from dipoli.analysis.agreement.uncertain import Robust, Run, Sample, robust
from dipoli.codec.linkage_json import linkage_object
from dipoli.codec.robust_json import robust_object
from dipoli.report.names import names_of
from dipoli.report.page import write_report

PROFILES = 60
PAPER = 680
"""Pixels between the margins of the page in print."""


@functools.cache
def uncertain() -> Robust:
    """How far the answers about the case of the tutorial hold."""
    case, found = lake()
    run = Run(sample=Sample(profiles=PROFILES), means=Means(limit=60.0, clock=None))
    return robust(case, found.question, run)


@functools.cache
def linked() -> Linkage:
    """What linking the baskets of the case of the tutorial adds."""
    case, found = lake()
    return linkage(case, found.question, Means(limit=60.0, clock=None))


@functools.cache
def html() -> str:
    """The report with both parts."""
    case, found = lake()
    return write_report(case, (), found, robust=uncertain(), linkage=linked())


class Tables(HTMLParser):
    """The tables of a part of a page, as the texts of their cells."""

    def __init__(self, html: str, part: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: dict[str, list[list[str]]] = {}
        self.table, self.inside = "", False
        self.feed(re.search(rf'<section id="{part}".*?</section>', html, re.DOTALL)[0])  # type: ignore[index]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self.table = dict(attributes).get("aria-labelledby") or f"table {len(self.rows)}"
            self.rows[self.table] = []
        elif tag == "tr":
            self.rows[self.table].append([])
        elif tag in {"td", "th"}:
            self.inside = True
            self.rows[self.table][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.inside:
            self.rows[self.table][-1][-1] += data


def told_share(share: dict[str, Any]) -> str:
    """A share of the JSON twin as the page writes it."""
    parts = (share["accepted"] / share["of"], share["low"], share["high"])
    return "{:.1f} % [{:.1f} to {:.1f}]".format(*(100 * part for part in parts))


# ---------------------------------------------------------------- both


def test_neither_is_in_the_page_unless_it_is_asked_for() -> None:
    case, found = lake()
    page = Page(write_report(case, (), found))
    assert not {"robustness", "linkage"} & set(page.ids)
    assert "profile" not in page.text
    assert "linking" not in page.text.lower()


@pytest.mark.parametrize("part", ["robustness", "linkage"])
def test_each_can_be_asked_for_alone_and_has_its_number(part: str) -> None:
    case, found = lake()
    given = {"robust": uncertain()} if part == "robustness" else {"linkage": linked()}
    page = Page(write_report(case, (), found, **given))
    assert {"robustness", "linkage"} & set(page.ids) == {part}
    numbers = [id_ for id_ in page.values("href") if id_.startswith("#") and id_ != "#history"]
    assert f"#{part}" in numbers
    assert page.open == []


def test_both_stand_after_the_values_with_mark_receipt_and_what_is_not_shown() -> None:
    page = Page(html())
    order = [one for one in page.ids if one in {"values", "robustness", "linkage", "clash"}]
    assert order == ["values", "robustness", "linkage", "clash"]
    assert len(page.ids) == len(set(page.ids))
    for part, found in (("robustness", uncertain()), ("linkage", linked())):
        text = Page(re.search(rf'<section id="{part}".*?</section>', html(), re.DOTALL)[0]).text  # type: ignore[index]
        assert "Rests on" in text
        assert "Does not show" in text
        assert " ".join(found.receipt.method.split()) in text
        assert found.receipt.inputs in text
        for sentence in found.receipt.does_not_show:
            assert sentence in text


def test_levels_of_headings_are_not_skipped_and_tables_have_heads() -> None:
    page = Page(html())
    levels = page.headings()
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert page.tags["table"] == page.tags["thead"]


def test_the_papers_never_become_part_of_the_page() -> None:
    case, found = lake()
    title = "<script>alert(1)</script>"
    baskets = tuple(attrs.evolve(one, title=title) for one in case.baskets)
    hostile = attrs.evolve(case, baskets=baskets)
    text = write_report(hostile, (), found, robust=uncertain(), linkage=linked())
    assert "<script" not in text
    assert "&lt;script&gt;" in text


# ---------------------------------------------------------------- robustness


def test_profiles_with_common_ground_are_those_of_the_json_twin() -> None:
    case, _found = lake()
    told = robust_object(case, uncertain())
    rows = Tables(html(), "robustness").rows["robustness-common-h"][1:]
    answers: list[Any] = [*told["baskets"], told["zone"]]  # type: ignore[misc]
    assert [row[0] for row in rows] == [
        *(one.title for one in case.baskets), "All baskets together",
    ]  # fmt: skip
    for row, one in zip(rows, answers, strict=True):
        common, searched = one["common_ground"], one["searched"]
        if common["every"] is None:
            assert row[1].startswith(f"{common['found']} of {common['of']} [")
            assert row[2:4] == [f"{common[key]} of {common['of']}" for key in ("none", "unknown")]
        else:
            assert ("None" in row[1]) is (common["every"] == "none")
        best = f"{searched['accepted']} of {searched['of']}"
        assert (best in row[-1]) is (one["package"] is not None)


def test_shares_of_packages_are_those_of_the_json_twin_and_never_by_party() -> None:
    case, _found = lake()
    told: Any = robust_object(case, uncertain(), each=True)
    rows = Tables(html(), "robustness").rows["robustness-packages-h"][1:]
    texts = [" ".join(row) for row in rows]
    for one in told["rules"]:
        row = next(row for row in texts if one["rule"].split("-")[0] in row.lower())
        assert told_share(one["package"]["all"]) in row
        endures = one["package"]["endures"]
        assert str(endures) in row or (endures == 0 and "None: one judgement" in row)
    row = next(row for row in texts if "bears the most errors" in row)
    assert told_share(told["budget"]["package"]["all"]) in row
    names = [names_of(case).text(code) for code in case.members]
    assert not [row for row in texts for name in names if name in row]
    text = Page(html()).text
    assert f"Most that was found: {told['budget']['most']}" in text


def test_a_package_has_one_letter_on_the_whole_page() -> None:
    rows = Tables(html(), "robustness").rows["robustness-packages-h"][1:]
    letters = [row[0].strip() for row in rows]
    assert len(letters) == len(set(letters))
    leximin = next(row for row in rows if "Leximin" in row[1])
    chosen = Tables(html(), "packages").rows["rules-h"]
    above = next(row for row in chosen if row[0].strip() == "Leximin" and row[1] == "negotiable")
    assert above[2].strip() == leximin[0].strip()


def test_a_basket_that_stays_is_said_to_stay() -> None:
    case, found = lake()
    asked = attrs.evolve(found.question, still=("fish",))
    page = write_report(case, (), found, robust=attrs.evolve(uncertain(), question=asked))
    rows = Tables(page, "robustness").rows["robustness-common-h"][1:]
    assert [row[1:] for row in rows if row[0] == "Fishing and patrols"] == [
        ["Stays as it is, as asked."]
    ]


# ---------------------------------------------------------------- linkage


def test_what_linking_adds_is_that_of_the_json_twin_in_the_order_of_the_case() -> None:
    case, _found = lake()
    told: Any = linkage_object(case, linked())
    titles = {one.id: one.title for one in case.baskets}
    head, *rows = Tables(html(), "linkage").rows["linkage-pairs-h"]
    assert len(head) == 2 + len(case.members)
    assert all(names_of(case).text(c) in h for c, h in zip(case.members, head[2:], strict=True))
    first, pairs = "", []
    for row in rows:
        if len(row) == 1:
            first = row[0].removesuffix(", with")
        else:
            pairs.append((first, row))
    assert len(pairs) == len(told["pairs"])
    for (first, row), one in zip(pairs, told["pairs"], strict=True):
        assert [first, row[0]] == [titles[each] for each in one["baskets"]]
        words = [Added(seat["together"]).value.removesuffix(" than apart") for seat in one["seats"]]
        assert row[2:] == [word.removesuffix(" as apart") for word in words]
        if one["both"]["count"]:
            assert f"{one['both']['count']:,} package" in row[1]


def test_each_further_seat_and_the_smallest_sets_are_those_of_the_json_twin() -> None:
    case, _found = lake()
    told: Any = linkage_object(case, linked())
    head, together, *baskets, ratio = Tables(html(), "linkage").rows["linkage-tables-h"]
    assert head[1:] == [f"Seats 1 to {len(one['seats'])}" for one in told["tables"]]
    for cell, one in zip(together[1:], told["tables"], strict=True):
        assert f"{one['count']:,} packages" in cell
    for number, row in enumerate(baskets):
        for cell, one in zip(row[1:], told["tables"], strict=True):
            count = one["baskets"][number]["count"]
            assert f"{count:,} package" in cell if count else "none" in cell
    assert ratio[1:] == [f"{one['ratio']['value']:.3f}" for one in told["tables"]]
    text = Page(html()).text
    titles = {one.id: one.title for one in case.baskets}
    for one in told["balanced"]:
        assert f"{len(one['sets'])} sets, and no other." in text
        for each in one["sets"]:
            assert " + ".join(titles[basket] for basket in each["baskets"]) in text
    always = sum(one["stands"] == Stands.ALWAYS.value for one in told["side_by_side"])
    assert f"Always: {always} of {len(told['side_by_side'])} pairs." in text


def test_points_of_a_seat_and_what_two_settlements_break_are_left_to_the_command() -> None:
    case, _found = lake()
    told: Any = linkage_object(case, linked(), figures=True, clash=True)
    text = Page(re.search(r'<section id="linkage".*?</section>', html(), re.DOTALL)[0]).text  # type: ignore[index]
    points = {
        f"{seat['points']['both']['value']:,}"
        for one in told["pairs"]
        for seat in one["seats"]
        if seat["points"]["both"]["value"] > 999
    }
    assert points
    assert not [one for one in points if one in text]
    assert "--figures" in text


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


def test_they_break_no_rule_of_accessibility_and_fit_each_screen_and_paper(
    chromium: Browser, tmp_path: Path
) -> None:
    place = tmp_path / "lake.html"
    place.write_text(html(), encoding="utf-8")
    with opened(chromium, place.as_uri(), NARROW, axe=True) as page:
        for part in ("#robustness", "#linkage"):
            page.locator(f"{part} details").evaluate_all(
                "(all) => all.forEach((one) => one.open = true)"
            )
            assert not faults_of_access(page, part)
        assert not wider_than_the_screen(page)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PAPER, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == PAPER
