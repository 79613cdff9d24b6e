"""Sentences with a number: one step, two steps, no steps; commands are code on a page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.roads import random_question, random_road
from tests.report.test_roadmap_section import QUICK, html

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap import question_of
from dipoli.analysis.roadmap.effort import find_within
from dipoli.analysis.roadmap.plan import plan_of
from dipoli.analysis.roadmap.question import Question
from dipoli.report import roadmap_axis, roadmap_chart, roadmap_graph
from dipoli.report.roadmap_explain_words import ROADMAP_EXPLAIN_WORDS
from dipoli.report.roadmap_text import roadmap_text
from dipoli.report.roadmap_words import ROADMAP_WORDS
from dipoli.report.words import WORDS, agreeing, plain, say

COUNTED = {
    **ROADMAP_WORDS,
    **ROADMAP_EXPLAIN_WORDS,
    **{key: text for key, text in WORDS.items() if key.endswith("_desc")},
}
"""Sentences on roadmaps, and what charts are said to hold."""
NOUNS = (
    "account", "assumption", "bar", "body", "change", "column", "consent", "decision", "event",
    "framework", "issue", "judgement", "lane", "layer", "line", "member", "month", "package",
    "part", "point", "profile", "range", "row", "step", "summit", "year",
)  # fmt: skip
ONE_OF_SEVERAL = re.compile(rf"(?<![\w.,:-])1 (?:{'|'.join(NOUNS)})s\b")
SEVERAL_OF_ONE = re.compile(rf"(?<![\w.,:-])(?:0|[2-9]|[1-9]\d+) (?:{'|'.join(NOUNS)})\b(?! \d)")
VERBS_OF_ONE = re.compile(rf"(?<![\w.,:-])1 (?:{'|'.join(NOUNS)}) (?:are|were|stand|stay|come)\b")
VERBS_OF_SEVERAL = re.compile(rf"\b[02] (?:{'|'.join(NOUNS)})s (?:is|was|stands|stays|comes)\b")
FAULTS = (ONE_OF_SEVERAL, SEVERAL_OF_ONE, VERBS_OF_ONE, VERBS_OF_SEVERAL)
NO_NOUNS = {"as", "brings", "gains", "gives", "has", "is", "starts", "towards", "waits", "was"}
SEEDS = st.integers(min_value=0, max_value=10_000)


def faults(text: str) -> list[str]:
    return [found for one in FAULTS for found in one.findall(text)]


def fields_of(template: str) -> list[str]:
    names = (name for _text, name, _form, _turn in Formatter().parse(template))
    return list(dict.fromkeys(name for name in names if name))


def test_the_reader_of_faults_finds_what_it_looks_for() -> None:
    for wrong in (
        "1 steps",
        "2 step",
        "0 month",
        "1 issue are moved",
        "2 issues is moved",
        "11 point",
    ):
        assert faults(f"There: {wrong}."), wrong
    for right in (
        "1 step",
        "2 steps",
        "0 months",
        "1 issue is moved",
        "month 1",
        "1.1 points",
        "21 points",
    ):
        assert not faults(f"There: {right}."), right


@pytest.mark.parametrize("key", sorted(COUNTED))
def test_every_sentence_agrees_with_none_one_and_two(key: str) -> None:
    names = fields_of(COUNTED[key])
    for numbers in itertools.product((0, 1, 2), repeat=len(names)):
        fields = dict(zip(names, numbers, strict=True))
        told = plain(key, **fields)
        assert not faults(told), told
        assert (
            str(say(key, **fields).unescape()).replace("<code>", "`").replace("</code>", "`")
            == told
        )


@pytest.mark.parametrize("key", sorted(COUNTED))
def test_no_number_stands_before_a_word_that_does_not_agree_with_it(key: str) -> None:
    for _field, word in re.findall(r"\{(\w+)\} ([a-z]+s)\b", COUNTED[key]):
        assert word in NO_NOUNS, f"{{{_field}}} {word}: write {{{_field}:...|{word}}}"


@given(st.integers(min_value=0, max_value=10**6))
def test_one_alone_is_told_as_one(number: int) -> None:
    word = "step" if number == 1 else "steps"
    assert agreeing("{n} {n:step|steps} {m}", {"n": number}) == f"{{n}} {word} {{m}}"
    assert agreeing("{n} {n:step|steps}", {}) == "{n} {n:step|steps}"


def drawn_and_told(case: Case, question: Question) -> Iterator[str]:
    """Everything that is said of a roadmap in a terminal and in the descriptions of its charts."""
    found = find_within(case, question, QUICK)
    plan, at = plan_of(case, found), roadmap_axis.WIDE
    yield roadmap_text(case, found, width=10_000)
    drawings = [roadmap_chart.draw_lane(plan, lane, at, "x") for lane in plan.lanes]
    drawings += [roadmap_chart.draw_curve(plan, one, at, "x", "") for one in plan.curves]
    drawings += [roadmap_chart.draw_decisions(plan, one, at, "x", "") for one in plan.decisions]
    drawings.append(roadmap_graph.draw_graph(plan, roadmap_graph.WIDE, "x"))
    for drawing in drawings:
        yield from re.findall(r"<desc[^>]*>([^<]*)<", str(drawing))


@settings(max_examples=25)
@given(SEEDS)
def test_what_is_told_of_a_roadmap_agrees_with_its_numbers(seed: int) -> None:
    case = random_road(seed)
    for told in drawn_and_told(case, random_question(seed, case)):
        assert not faults(told), told


def test_a_case_of_one_step_is_told_in_the_singular() -> None:
    case = frame(step("one", "P1"))
    told = " ".join(drawn_and_told(case, question_of(case)))
    assert "1 step on a time axis" in told
    assert not faults(told)


@pytest.mark.parametrize("case_id", ["lake", "korea"])
def test_commands_on_the_page_are_code_and_not_backticks(case_id: str) -> None:
    part = html(case_id).partition('id="roadmap"')[2].partition("</section>")[0]
    assert "`" not in part
    assert "<code>dipoli roadmap CASE</code>" in part
    assert not [one for one in re.findall(r'="([^"]*)"', part) if "<code>" in one]


def test_code_is_made_of_our_own_words_alone() -> None:
    assert "<code>" not in str(say("roadmap_block_consent", body="`x`"))
    assert "`--assume PERCENT`" in plain("holds_none")
