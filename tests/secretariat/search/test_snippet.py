"""Words in their context."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from tests.secretariat.search.slow_scan import has, questions

from dipoli.secretariat.search.query import Query, read_query
from dipoli.secretariat.search.snippet import WHOLE, matches, snippet


def marked(words: str, typed: str) -> str:
    """A snippet with its matches in brackets."""
    query = read_query(typed)
    assert isinstance(query, Query)
    parts = snippet(words, query)
    return "".join(f"[{one.words}]" if one.match else one.words for one in parts)


@pytest.mark.parametrize(
    ("words", "typed", "shown"),
    [
        ("The Bridges, and a bridge.", "bridge", "The [Bridges], and a [bridge]."),
        ("한반도 평화체제의 구축", "평화체제를", "한반도 [평화체제]의 구축"),
        ("한반도 평화 협정의 체결", "평화협정을", "한반도 [평화 협정]의 체결"),
        ("ﾍｲﾜの橋", "ヘイワ", "[ﾍｲﾜ]の橋"),
        ("Хэлэлцээрийн төсөл", "хэлэлцээр", "[Хэлэлцээрийн] төсөл"),
        ("Ещё ми\u0301р", "еще мир", "[Ещё] [ми\u0301р]"),
        ("朝鲜半岛核问题", "核", "朝鲜半岛[核]问题"),
        ("A cease-fire holds", '"cease fire"', "A [cease-fire] holds"),
        ("和\n平条約", "和平", "[和\n平]条約"),
    ],
)
def test_what_was_asked_for_is_marked_as_it_stands(words: str, typed: str, shown: str) -> None:
    assert marked(words, typed) == shown


def test_of_a_long_text_some_is_shown_around_the_first_match() -> None:
    words = f"{'before ' * 200}bridge{' behind' * 200}"
    shown = marked(words, "bridge")
    assert "[bridge]" in shown
    assert shown.startswith("…before")
    assert shown.endswith("…")
    assert len(shown) <= WHOLE + len("……[]")


@pytest.mark.parametrize("before", [0, 1, 3_990, 4_001, 9_999, 19_000])
@pytest.mark.parametrize(
    ("asked", "stands"),
    [('"joint inspection"', "joint inspection"), ("橋梁", "橋梁"), ("다리를", "다리가")],
)
def test_a_match_far_down_a_long_text_is_shown(before: int, asked: str, stands: str) -> None:
    filling = ("вода " * (before // 5 + 1))[:before].rsplit(" ", 1)[0]
    words = f"{filling} {stands} {'конец ' * 500}"
    shown = marked(words, asked)
    assert f"[{stands[:2]}" in shown
    assert len(shown) <= WHOLE + len("……[]")
    assert words.find(shown.strip("…").split("[")[0]) >= 0


def test_a_long_text_without_a_space_is_shown_at_its_match() -> None:
    words = f"{'水' * 12_345}橋梁{'火' * 7_000}"
    assert "[橋梁]" in marked(words, "橋梁")


@settings(max_examples=40, derandomize=True)
@given(questions())
def test_something_is_marked_in_each_text_that_is_found(question: tuple[list[str], str]) -> None:
    said, typed = question
    query = read_query(typed)
    for words in said:
        if isinstance(query, Query) and has(words, typed):
            spans = matches(words, query)
            assert spans
            assert all(0 <= start < end <= len(words) for start, end in spans)
            assert all(one[1] <= other[0] for one, other in pairwise(spans))
