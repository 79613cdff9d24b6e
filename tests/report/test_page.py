"""The report of a case as a page: what it holds, in which order, and what it never shows."""

from __future__ import annotations

import itertools
import re

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.pages import Page, change_texts, charters, korea, lake

from dipoli.analysis.agreement import Agreement
from dipoli.analysis.agreement.answers import (
    Assumption,
    AssumptionKind,
    Found,
    Standing,
    StatusQuo,
    Verdict,
)
from dipoli.analysis.case import Case
from dipoli.report.choices import chosen_packages
from dipoli.report.page import write_report

SECTIONS = ("history", "baskets", "together", "packages", "values", "clash", "grounds")


@pytest.fixture(scope="module")
def html() -> str:
    case, found = lake()
    return write_report(case, charters(), found, gives=True)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


# ---------------------------------------------------------------- the page as a file


def test_the_page_refers_to_nothing_outside_itself(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(page.tags)
    assert not page.values("src")
    assert not page.values("action")
    assert all(target.startswith("#") for target in page.values("href"))
    assert not re.search(r"url\((?!#)|@import|https?:", "".join(page.styles))
    assert not [style for style in page.values("style") if "url(" in style]


def test_the_page_tells_browsers_to_load_nothing(page: Page) -> None:
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.values("content")


def test_every_element_is_closed_and_every_id_is_its_own(page: Page) -> None:
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_every_reference_inside_the_page_finds_its_place(page: Page) -> None:
    named = [one for key in ("aria-labelledby",) for v in page.values(key) for one in v.split()]
    linked = [target[1:] for target in page.values("href")]
    painted = re.findall(r"url\(#([^)]+)\)", page.html)
    assert set(named) | set(linked) | set(painted) <= set(page.ids)


def test_headings_never_skip_a_level(page: Page) -> None:
    levels = page.headings()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_heads_for_its_columns(page: Page) -> None:
    assert page.tags["thead"] == page.tags["table"]
    assert all(one in {"col", "row", "rowgroup"} for one in page.values("scope"))


def test_the_same_values_give_the_same_page(html: str) -> None:
    case, found = lake()
    assert write_report(case, charters(), found, gives=True) == html


# ---------------------------------------------------------------- order and marks


def test_history_comes_first_and_sections_stand_in_their_order(page: Page) -> None:
    assert tuple(one for one in page.ids if one in SECTIONS) == SECTIONS


def test_an_exercise_bears_its_mark_on_page_and_print(page: Page) -> None:
    case, _ = lake()
    assert page.text.startswith(f"{case.title} \u2013 Report on common ground")
    assert page.text.count(case.mark) == 2
    assert f'content:"{case.mark}"' in "".join(page.styles)


def test_an_exercise_shows_no_framework_of_real_governments(html: str) -> None:
    assert not [one.name for one in charters() if one.name in html]


def test_a_real_case_says_that_positions_are_assessed() -> None:
    case, found = lake()
    page = Page(write_report(attrs.evolve(case, exercise=False), (), found))
    mark = "Positions assessed by one analyst from public material; not statements of any"
    assert page.text.count(mark) == 2
    assert mark in "".join(page.styles)


def test_the_page_says_who_can_read_it(page: Page) -> None:
    assert "Anybody you give it to can read all of it" in page.text


def test_every_result_stands_beside_its_assumptions_and_what_it_does_not_show(page: Page) -> None:
    asides = page.tags["aside"]
    assert asides == 6
    assert page.text.count("Does not show:") == asides
    assert page.text.count("Rests on:") == asides - 1


# ---------------------------------------------------------------- on request only


def test_what_clashes_and_what_each_gives_are_closed(page: Page) -> None:
    held = [a for tag, a in page.elements if tag == "details" and a.get("class") == "held"]
    packages = len(chosen_packages(lake()[1]))
    assert len(held) == packages + 1
    assert not [attributes for attributes in held if "open" in attributes]


def test_closed_parts_are_absent_from_print(page: Page) -> None:
    style = "".join(page.styles)
    printed = style[style.index("@media print") :]
    assert "details:not([open]):not(.keep){display:none!important}" in printed
    kept = [a for tag, a in page.elements if tag == "details" and a.get("class") == "keep"]
    assert len(kept) == 2  # the numbered verticals: the exercise has no frameworks


def test_what_was_not_asked_for_is_not_in_the_file() -> None:
    case, found = lake()
    page = Page(write_report(case, (), attrs.evolve(found, clash=None)))
    assert "Which assumptions clash is not in this file" in page.text
    assert "What each party gives is not in this file" in page.text
    assert "What each gives, on request" not in page.text
    assert not [a for tag, a in page.elements if tag == "details" and a.get("class") == "held"]


def test_who_could_carry_what_is_never_shown(page: Page) -> None:
    case, _ = lake()
    assert any(channel.intermediaries for channel in case.channels)
    assert not [word for word in ("intermediar", "carrier", "go-between") if word in page.text]
    without = attrs.evolve(case, channels=())
    assert write_report(without, (), lake()[1]) == write_report(case, (), lake()[1])


def test_no_total_of_a_party_is_shown(page: Page) -> None:
    _, found = lake()
    figures = {
        f"{gain:,}"
        for answer in found.packages
        for gain in answer.gains.values()
        if gain > 999 and answer.value != gain and gain not in {one.value for one in answer.levels}
    }
    assert figures
    assert not [one for one in figures if re.search(rf"(?<![\d,]){one}(?![\d,])", page.text)]


# ---------------------------------------------------------------- parties


def test_columns_stand_in_the_order_of_the_case(page: Page) -> None:
    case, found = lake()
    names = {party.code: party.names["en"] for party in case.parties}
    heads = re.findall(r'<th scope="col" class="num"><span class="n">.*?</th>', page.html)
    shown = [re.search(r'class="l0[^>]*>([^<]*)<', head).group(1) for head in heads]  # type: ignore[union-attr]
    seats = [names[seat] for seat in found.question.seats]
    assert shown
    assert shown == seats * (len(shown) // len(seats))


def test_codes_of_parties_never_show(page: Page) -> None:
    case, _ = lake()
    codes = {party.code for party in case.parties} | {body.code for body in case.ratifiers}
    assert not [code for code in codes if re.search(rf"\b{code}\b", page.text)]


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_renaming_the_codes_of_parties_changes_nothing_on_the_page(data: st.DataObject) -> None:
    case, found = lake()
    codes = [*(party.code for party in case.parties), *(body.code for body in case.ratifiers)]
    order = data.draw(st.permutations(range(len(codes))))
    new = {code: f"Q{chr(65 + n)}{chr(65 + n)}" for code, n in zip(codes, order, strict=True)}

    def change(text: str) -> str:
        parts = re.split(r"([/ ])", text)
        return "".join(new.get(part, part) for part in parts)

    renamed = write_report(change_texts(case, change), (), change_texts(found, change), gives=True)
    assert renamed == write_report(case, (), found, gives=True)


def test_renaming_a_party_renames_it_on_the_page_and_changes_nothing_else() -> None:
    case, found = lake()
    old = case.parties[0].names["en"]
    first = attrs.evolve(case.parties[0], names={**case.parties[0].names, "en": "Zyx"})
    renamed = attrs.evolve(case, parties=(first, *case.parties[1:]))
    before, after = write_report(case, (), found), write_report(renamed, (), found)
    assert after == before.replace(f">{old}<", ">Zyx<")


def test_each_language_of_names_can_be_chosen_and_calls_itself_by_its_own_name(page: Page) -> None:
    case, _ = lake()
    choices = [a for tag, a in page.elements if tag == "input"]
    assert len(choices) == len(case.languages) + 1
    assert [a.get("checked") is not None for a in choices] == [True] + [False] * len(case.languages)
    assert "한국어" in page.text
    assert all(f"#names-{n}:checked" in "".join(page.styles) for n in range(len(case.languages)))


# ---------------------------------------------------------------- charts and tables


def test_every_chart_has_a_title_and_a_description(page: Page) -> None:
    charts = [a for tag, a in page.elements if tag == "svg"]
    assert charts
    assert all(a["role"] == "img" for a in charts)
    assert all(len(a["aria-labelledby"].split()) == 2 for a in charts)


def test_charts_scale_to_the_width_they_are_given(page: Page) -> None:
    charts = [a for tag, a in page.elements if tag == "svg"]
    assert all("viewbox" in a and "width" not in a and "height" not in a for a in charts)


def test_the_table_beside_a_chart_holds_the_same_figures(html: str) -> None:
    case, found = lake()
    for chosen in chosen_packages(found):
        for result in chosen.answers[0].issues:
            for seat in found.question.seats:
                one = result.worth[seat]
                if one.value:
                    assert f">{one.value} ({one.low} to {one.high})</td>" in html
    assert all(event.event in Page(html).text for event in case.timeline)


# ---------------------------------------------------------------- words of answers


def unknown(found: Found) -> Found:
    return attrs.evolve(found, verdict=Verdict.UNKNOWN, witness=None, check=None)


def all_unknown(found: Agreement) -> Agreement:
    def standing(value: Standing) -> Standing:
        return Standing(
            negotiable=unknown(value.negotiable),
            held=unknown(value.held),
            cautious=unknown(value.cautious),
            generous=unknown(value.generous),
        )

    return attrs.evolve(
        found,
        zone=attrs.evolve(found.zone, standing=standing(found.zone.standing)),
        baskets=tuple(
            attrs.evolve(
                one,
                alone=standing(one.alone),
                together=(),
                together_verdict=Verdict.UNKNOWN,
                together_witness=None,
            )
            for one in found.baskets
        ),
        packages=tuple(
            attrs.evolve(
                one,
                verdict=Verdict.UNKNOWN,
                package=None,
                value=None,
                bound=None,
                gap=None,
                proven=False,
                check=None,
                issues=(),
                synergies=(),
                levels=(),
                soft_lines_crossed=(),
            )
            for one in found.packages
        ),
        clash=tuple(
            attrs.evolve(one, verdict=Verdict.UNKNOWN, clashes=()) for one in found.clash or ()
        ),
    )


def test_unknown_never_reads_as_none() -> None:
    case, found = lake()
    page = Page(write_report(case, (), all_unknown(found)))
    assert "No common ground" not in page.text
    assert ">none<" not in page.html
    assert "○" not in page.text
    assert page.text.count("This is not a “none”.") >= len(found.baskets) + 4
    assert "This does not mean that nothing clashes." in page.text


def test_what_clashes_names_its_issue_and_its_source() -> None:
    case, found = lake()
    positions = case.positions_of(found.question.positions)
    code, line = next((code, one.red_lines[0]) for code, one in positions.items() if one.red_lines)
    assumption = Assumption(
        key=f"red-line/{code}/{line.id}",
        kind=AssumptionKind.RED_LINE,
        holder=code,
        id=line.id,
        sentence=line.reason,
        atoms=line.when,
        sources=(case.sources[0].id,),
        confidence=line.confidence,
    )
    told = (found.clash or ())[0]
    changed = attrs.evolve(told.clashes[0], assumptions=(assumption,))
    clash = attrs.evolve(told, clashes=(changed,))
    page = Page(write_report(case, (), attrs.evolve(found, clash=(clash,))))
    question = {issue.id: issue.question for issue in case.issues}[line.when[0].issue]
    assert f"red line on \u201c{question}\u201d" in page.text
    assert f"sources: {case.sources[0].title}" in page.text


def test_lines_that_the_state_of_things_does_not_keep_are_told_with_what_clashes_only() -> None:
    case, found = lake()
    code, position = next(
        (code, one)
        for code, one in case.positions_of(found.question.positions).items()
        if one.red_lines
    )
    line = position.red_lines[0]
    broken = StatusQuo(red_lines=(f"red-line/{code}/{line.id}",), links=(), acceptable=False)
    changed = attrs.evolve(found, zone=attrs.evolve(found.zone, status_quo=broken))
    asked = Page(write_report(case, (), changed))
    assert "It does not keep 1 of the lines and links" in asked.text
    assert "Lines and links that the state of things does not keep" in asked.text
    unasked = Page(write_report(case, (), attrs.evolve(changed, clash=None)))
    assert "It does not keep 1 of the lines and links" in unasked.text
    assert "Lines and links that the state of things does not keep" not in unasked.text


def test_a_basket_that_needs_another_names_it() -> None:
    case, found = lake()
    titles = {basket.id: basket.title for basket in case.baskets}
    page = Page(write_report(case, (), found))
    linked = [one for one in found.baskets if one.together]
    assert linked
    for answer in linked:
        assert f"when it moves together with “{titles[answer.together[0][0]]}”" in page.text


# ---------------------------------------------------------------- hostile papers


def test_text_of_the_papers_never_becomes_part_of_the_page() -> None:
    case, found = lake()
    evil = """<script>x</script><b onclick="y">&lt;'"</style></svg>"""

    def change(text: str) -> str:
        return text + evil if " " in text else text

    hostile: Case = attrs.evolve(
        change_texts(case, change),
        languages=("en", "}*{display:none}"),
        parties=tuple(
            attrs.evolve(one, names={k: v + evil for k, v in one.names.items()})
            for one in case.parties
        ),
    )
    page = Page(write_report(hostile, (), change_texts(found, change), gives=True))
    assert "script" not in page.tags
    assert not page.values("onclick")
    assert page.open == []
    assert page.tags["style"] == 1
    assert "}*{" not in "".join(page.styles)
    assert "<script>x</script>" in page.text


def test_a_case_without_a_past_says_so() -> None:
    case, found = lake()
    page = Page(write_report(attrs.evolve(case, timeline=()), (), found))
    assert "The case has no timeline." in page.text


def test_the_rule_of_selection_stands_beside_the_history() -> None:
    case, found = lake()
    told = attrs.evolve(case, rules={**case.rules, "timeline": "Every boat that sank."})
    assert "Rule of selection. Every boat that sank." in Page(write_report(told, (), found)).text
    other = {key: text for key, text in case.rules.items() if key != "timeline"}
    page = Page(write_report(attrs.evolve(case, rules=other), (), found))
    assert "counts per party mean nothing" in page.text


def test_the_real_history_shows_every_framework_with_its_cause() -> None:
    _, found = lake()
    case = attrs.evolve(lake()[0], exercise=False, timeline=korea().timeline)
    page = Page(write_report(case, charters(), found))
    for one in charters():
        assert one.name in page.text
        assert all(
            stall.cause in page.text for stall in one.stalled if stall.tag.value != "not_applicable"
        )
