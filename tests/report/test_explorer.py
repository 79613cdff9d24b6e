"""The explorer of the report in a real browser: by keyboard alone, heard, narrow, on paper."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from playwright.sync_api import Browser, Page
from tests.report.browsing import (
    NARROW,
    WIDE,
    faults_of_access,
    opened,
    tab_to,
    wider_than_the_screen,
)
from tests.report.exploring import browser, line_of, otherwise, random_choice
from tests.report.pages import Page as Taken
from tests.report.pages import change_texts, charters, lake
from tests.web.pictures import keep_picture

from dipoli.analysis.agreement.checker import violations
from dipoli.report.choices import chosen_packages
from dipoli.report.explorer import explore
from dipoli.report.explorer_section import digest_of, written_script
from dipoli.report.page import write_report

WALK = (
    ("#explorer [data-start='-1']", ["Enter"], "/p000000000"),
    ("[data-basket] > summary", ["Enter"], "/p000000000"),
    ("[data-issue='0']", ["ArrowDown", "ArrowDown"], "/p200000000"),
    ("[name=x-soft]", ["ArrowDown"], "/p200000000/s1"),
    ("[name=x-reading]", ["ArrowDown"], "/p200000000/r1/s1"),
    ("[data-seat='1']", ["Space"], "/p200000000/r1/s1/a1"),
    (".x-set details:has([data-ask]) > summary", ["Enter"], "/p200000000/r1/s1/a1"),
    ("[data-ask='0']", ["Backspace", "7", "Enter"], "/p200000000/r1/s1/a1/v0.7"),
    (".x-set details:has([data-key]) > summary", ["Enter"], "/r1/s1/a1/v0.7"),
    ("[data-key='0']", ["Space"], "/p200000000/r1/s1/a1/o0/v0.7"),
)
"""A control, the keys that are pressed there, and how the line of text ends then."""

ACCEPTED = "nobody asked would have to refuse it"


@pytest.fixture(scope="module")
def html() -> str:
    case, found = lake()
    return write_report(case, charters(), found, explorer=True)


@pytest.fixture(scope="module")
def address(html: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    place: Path = tmp_path_factory.mktemp("report") / "lake.html"
    place.write_text(html, encoding="utf-8")
    return place.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def told(page: Page) -> str:
    return page.locator("#x-told").inner_text()


def line(page: Page) -> str:
    return page.locator("#x-line").input_value()


def open_all(page: Page) -> None:
    page.evaluate(
        "for (const one of document.querySelectorAll('#explorer details')) one.open = true"
    )


# ---------------------------------------------------------------- the file


def test_two_blocks_of_data_and_one_script_are_in_the_page_and_the_policy_names_it(
    html: str,
) -> None:
    taken = Taken(html)
    scripts = [attributes for tag, attributes in taken.elements if tag == "script"]
    assert [one.get("type") for one in scripts] == ["application/json"] * 2 + [None]
    assert not [one for one in scripts if "src" in one]
    policy = next(one for one in taken.values("content") if "default-src" in one)
    assert "default-src 'none'" in policy
    assert f"script-src '{digest_of(written_script())}'" in policy
    assert html.count(f"<script>{written_script()}</script>") == 1
    assert not re.search(
        r"fetch\(|XMLHttp|import\(|localStorage|cookie|eval|innerHTML", written_script()
    )
    assert not re.search(r"</|<!--", written_script())


def test_without_the_explorer_nothing_runs_and_no_number_is_left_out() -> None:
    case, found = lake()
    taken = Taken(write_report(case, (), found))
    assert "script" not in taken.tags
    assert "explorer" not in taken.ids
    assert re.findall(r'class="no">(\d)<', taken.html) == list("1234567")


def test_with_the_explorer_headings_ids_and_numbers_are_in_order(html: str) -> None:
    taken = Taken(html)
    assert taken.open == []
    assert len(taken.ids) == len(set(taken.ids))
    levels = taken.headings()
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert re.findall(r'class="no">(\d)<', html) == list("12345678")
    labelled = taken.values("aria-labelledby") + taken.values("aria-describedby")
    assert {one for value in labelled for one in value.split()} <= set(taken.ids)
    assert set(taken.values("for")) <= set(taken.ids)


def test_codes_of_parties_are_in_no_figure_and_no_word(html: str) -> None:
    case, found = lake()
    codes = [*(party.code for party in case.parties), *(body.code for body in case.ratifiers)]
    assert not [code for code in codes if re.search(rf"\b{code}\b", Taken(html).text)]
    new = {code: f"Q{chr(75 - n)}{chr(75 - n)}" for n, code in enumerate(codes)}

    def change(text: str) -> str:
        return "".join(new.get(part, part) for part in re.split(r"([/ ])", text))

    renamed = write_report(
        change_texts(case, change), charters(), change_texts(found, change), explorer=True
    )
    assert renamed == html


def test_what_parties_could_carry_is_not_in_it(html: str) -> None:
    case, found = lake()
    without = attrs.evolve(case, channels=())
    assert write_report(without, charters(), found, explorer=True) == html


# ---------------------------------------------------------------- for whom nothing runs


def test_without_scripts_a_sentence_says_so_and_the_tables_stand(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address, scripts=False) as page:
        assert "needs JavaScript" in page.locator("#explorer .unscripted").inner_text()
        assert not page.locator("#x-room").is_visible()
        assert page.locator("#values table").count() == len(chosen_packages(lake()[1]))


# ---------------------------------------------------------------- by keyboard alone


def test_the_board_says_of_each_basket_whether_it_can_be_settled(
    chromium: Browser, address: str
) -> None:
    said = {"none": "with others", "common ground": "common ground"}
    with opened(chromium, address) as page:
        rows = page.locator("#baskets tbody tr").all()
        for row, basket in zip(rows, lake()[1].baskets, strict=True):
            mark = row.locator("td.answer b").inner_text()
            assert said[basket.alone.negotiable.verdict.value] in mark
        assert page.locator("#baskets").inner_text().count("Not alone.") == 1
        keep_picture(page, "board-of-baskets", of="#baskets", width=900, height=860)


def test_a_package_is_tried_and_the_line_at_the_top_says_what_follows(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as page:
        for selector, keys, _ending in WALK[:3]:
            tab_to(page, selector)
            for key in keys:
                page.keyboard.press(key)
        assert "of 9 issues" in told(page)
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        keep_picture(page, "explorer", of="#explorer", width=900, height=900)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everything_is_done_by_keyboard_alone(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address, width) as page:
        before = [line(page)]
        for selector, keys, ending in WALK:
            tab_to(page, selector)
            for key in keys:
                page.keyboard.press(key)
                if line(page) != before[-1]:
                    before.append(line(page))
            assert before[-1].endswith(ending), selector
        tab_to(page, "details.held > summary")
        assert not page.locator("#x-clashes").is_visible()
        page.keyboard.press("Enter")
        assert page.locator("#x-clashes li").count() >= 1
        tab_to(page, "#x-gives")
        page.keyboard.press("Space")
        assert page.locator("#x-gains tr[data-row='0'] td").first.inner_text().startswith("-")
        tab_to(page, "#x-undo", back=True)
        for one in [*reversed(before[:-1]), before[0]]:
            page.keyboard.press("Enter")
            assert line(page) == one
            assert page.evaluate("document.activeElement.id") == "x-undo"
        tab_to(page, "[data-start='1']", back=True)
        page.keyboard.press("Enter")
        assert line(page) != before[0]
        tab_to(page, "#x-reset")
        page.keyboard.press("Enter")
        assert line(page) == before[0]


# ---------------------------------------------------------------- what it says


def test_a_short_sentence_is_spoken_at_each_change(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        status = page.get_by_role("status", name="What follows, in short")
        assert status.count() == 1
        before = told(page)
        page.evaluate(
            """() => { globalThis.spoken = [];
              new MutationObserver(() => spoken.push(document.querySelector("#x-told").textContent))
                .observe(document.querySelector("#x-told"), {childList: true}); }"""
        )
        page.get_by_role("button", name="The state of things").click()
        page.wait_for_function("spoken.length > 0")
        spoken = page.evaluate("spoken")
        assert spoken == [told(page)]
        assert told(page) != before
        assert all(len(one) < 240 for one in [before, *spoken])


def test_every_control_has_a_name_and_every_group_a_legend(chromium: Browser, address: str) -> None:
    case, _ = lake()
    with opened(chromium, address) as page:
        open_all(page)
        for issue in case.issues:
            group = page.get_by_role("group", name=issue.question)
            assert group.get_by_role("radio").count() == len(issue.options)
        for code in case.members:
            name = next(one.names["en"] for one in case.parties if one.code == code)
            assert page.get_by_role("checkbox", name=name, exact=True).count() == 1
            assert page.get_by_role("spinbutton", name=name, exact=True).count() == 1


def test_the_page_says_what_the_checker_says(chromium: Browser, address: str) -> None:
    case, agreed = lake()
    question = agreed.question
    found = explore(case, question, [one.package for one in chosen_packages(agreed)])
    dice = random.Random(11)
    with opened(chromium, address) as page:
        for _ in range(12):
            choice = random_choice(dice, case, question)
            page.locator("#x-line").fill(line_of(found, question, choice))
            page.get_by_role("button", name="Take this line").click()
            assert line(page) == line_of(found, question, choice)
            assumed = otherwise(case, choice)
            against = violations(assumed, choice.question, choice.package)
            assert (ACCEPTED in told(page)) == (not against)
            clashing = [one for one in against if one.key != "status-quo"]
            assert page.locator("#x-clashes > li").count() == len(clashing)
            assert page.locator("#x-gains thead th:visible").count() in {
                0,
                1 + len(choice.question.seats),
            }


def test_figures_are_those_of_the_package_and_none_is_a_total(
    chromium: Browser, address: str
) -> None:
    _, found = lake()
    with opened(chromium, address) as page:
        page.locator("#x-gives").check()
        for at, chosen in enumerate(chosen_packages(found)):
            answer = chosen.answers[0]
            page.locator(f"[data-start='{at}']").click()
            rows = page.locator("#x-gains tr[data-row]:visible")
            assert rows.count() == len(answer.issues)
            for row, result in zip(rows.all(), answer.issues, strict=True):
                cells = [" ".join(one.split()) for one in row.locator("td").all_inner_texts()]
                assert cells == [
                    f"{one.value} ({one.low} to {one.high})" if one.value else "\u2013"
                    for one in result.worth.values()
                ]
            text = page.locator("#explorer").inner_text()
            totals = [gain for gain in answer.gains.values() if gain > 999]
            assert totals
            shown = {int(one) for one in re.findall(r"\d+", text)}
            each = {
                abs(n)
                for r in answer.issues
                for w in r.worth.values()
                for n in (w.value, w.low, w.high)
            }
            assert not (set(totals) & shown) - each


def test_what_clashes_and_what_is_given_are_closed_at_first(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as page:
        page.get_by_role("button", name="The state of things").click()
        page.locator("[data-basket] > summary").first.click()
        page.locator("[data-issue='0']").last.check()
        assert "clash" in told(page)
        assert not page.locator("#x-clashes").is_visible()
        assert not re.search(r"^-\d", page.locator("#x-gains").inner_text(), re.MULTILINE)
        assert not page.locator("#explorer details.held[open], #x-gives:checked").count()


def test_beside_the_answer_stands_what_the_reader_assumes_otherwise(
    chromium: Browser, address: str
) -> None:
    case, agreed = lake()
    found = explore(case, agreed.question, [one.package for one in chosen_packages(agreed)])
    zeros = "p" + "0" * len(case.issues)
    with opened(chromium, f"{address}#explore/{found.figures['id']}/{zeros}") as page:
        assert not page.locator("#x-otherwise-h").is_visible()
    line = f"#explore/{found.figures['id']}/{zeros}/r1/s1/a2/o0/v1.250"
    with opened(chromium, address + line) as page:
        names = [one.names["en"] for one in case.parties]
        told_ = [" ".join(one.split()) for one in page.locator("#x-otherwise li").all_inner_texts()]
        assert told_[:-1] == [
            "Soft lines: held like hard ones",
            "Worth is read: at the cautious end",
            f"Not at the table: {names[2]}",
            f"{names[1]} asks for at least 250 points over the state of things",
        ]
        line_ = case.positions_of(agreed.question.positions)[case.members[0]].red_lines[0]
        assert told_[-1].startswith(f"Set aside: {names[0]} (assessed")
        assert line_.reason in told_[-1]


# ---------------------------------------------------------------- the line of text


def test_a_line_brings_the_same_choice_back(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        assert page.url == address  # nothing is noted before the reader acts
        page.get_by_role("button", name="Package C").click()
        page.locator("[name=x-reading][value='2']").check()
        page.locator("[data-seat='2']").uncheck()
        kept, said, url = line(page), told(page), page.url
        assert url == address + kept
    with opened(chromium, url) as page:
        assert (line(page), told(page)) == (kept, said)
        assert page.locator("[data-seat]:not(:checked)").count() == 1
        assert page.locator("[name=x-reading][value='2']").is_checked()


def test_a_line_of_another_report_changes_nothing(chromium: Browser, address: str) -> None:
    with opened(chromium, address + "#explore/00000000/p000000000") as page:
        kept, said = line(page), told(page)
        page.locator("#x-line").fill("#explore/00000000/p000000000")
        page.keyboard.press("Enter")
        assert "does not belong" in told(page)
        page.get_by_role("button", name="Back to the beginning").click()
        assert (line(page), told(page)) == (kept, said)


def test_what_cannot_be_is_refused_in_words(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        for box in page.locator("[data-seat]").all():
            box.click()
        assert "At least one stays" in told(page)
        assert page.locator("[data-seat]:checked").count() == 1
        open_all(page)
        page.locator("#x-ask0").fill("1.5")
        page.keyboard.press("Enter")
        assert "whole number" in told(page)
        assert page.locator("#x-ask0").input_value() == "0"


# ---------------------------------------------------------------- screens and paper


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_breaks_no_rule_of_accessibility(chromium: Browser, address: str, width: int) -> None:
    with opened(chromium, address, width, axe=True) as page:
        open_all(page)
        page.locator("#x-gives").check()
        assert not faults_of_access(page, "#explorer")


def test_it_is_not_wider_than_the_screen(chromium: Browser, address: str) -> None:
    with opened(chromium, address) as page:
        open_all(page)
        assert not wider_than_the_screen(page)


def test_on_paper_it_stands_only_where_something_was_chosen(
    chromium: Browser, address: str
) -> None:
    with opened(chromium, address) as page:
        page.emulate_media(media="print")
        assert not page.locator("#explorer").is_visible()
        page.emulate_media(media="screen")
        page.get_by_role("button", name="Package B").click()
        page.emulate_media(media="print")
        assert page.locator("#x-gains").is_visible()
        assert page.locator("#x-told").is_visible()
        assert lake()[0].mark in page.locator("#explorer").inner_text()
        assert not page.locator(
            "#explorer button:visible, #explorer input[type=radio]:visible"
        ).count()
