"""Concordance: every place where a word or an issue stands, and parallel passages."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.discourse.counted import WORDS, Said, Text, random_texts, reading

from dipoli.analysis.discourse.concordance import (
    Order,
    concordance,
    ordered,
    parallel,
    through,
)

SEEDS = random.Random(6).sample(range(100_000), 20)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_stands_where_it_says_and_none_is_left_out(seed: int) -> None:
    held = reading(random_texts(seed)).corpus
    for language, words in WORDS.items():
        for word in words[:4]:
            told = concordance(held, word, languages=(language,))
            for line in told:
                text = held.documents[line.passage.file].text
                assert text[line.start : line.end] == line.word
                assert (line.left + line.word + line.right) in text
                assert line.passage.start <= line.start < line.end <= line.passage.end
                assert held.holds(line.passage)
            slow = 0
            for passage in held.passages:
                if held.documents[passage.file].language == language:
                    plain = held.words(passage)
                    parts = [one.strip(".!") for one in plain.split()]
                    slow += parts.count(word) if language == "en" else plain.count(word)
            assert len(told) == slow


def test_a_word_begins_and_ends_at_its_edge_but_not_in_languages_without_edges() -> None:
    held = reading(
        [
            Text(file="a", actors=("P1",), said=(Said(words="Power to POWs, prisoners-of-war."),)),
            Text(file="b", actors=("P1",), said=(Said(words="朝鲜半岛无核化"),), language="zh"),
            Text(
                file="c", actors=("P1",), said=(Said(words="조선반도의 비핵화를"),), language="ko"
            ),
            Text(file="d", actors=("P1",), said=(Said(words="И мире, мирный"),), language="ru"),
        ]
    ).corpus
    assert [line.word for line in concordance(held, "pow")] == []
    assert [line.word for line in concordance(held, "pow*")] == ["Power", "POWs"]
    assert [line.word for line in concordance(held, "prisoners of war")] == ["prisoners-of-war"]
    assert [line.word for line in concordance(held, "半岛")] == ["半岛"]
    assert [line.word for line in concordance(held, "비핵화")] == ["비핵화"]
    assert [line.word for line in concordance(held, "мир")] == []
    assert [line.word for line in concordance(held, "мир*")] == ["мире", "мирный"]


def test_lines_are_sorted_by_left_right_date_and_actor() -> None:
    held = reading(
        [
            Text(file="1", actors=("P2",), said=(Said(words="lasting peace now"),), date="2018"),
            Text(file="2", actors=("P1",), said=(Said(words="a peace treaty"),), date="2019"),
            Text(file="3", actors=("P1",), said=(Said(words="real peace first"),), date="2017"),
        ]
    ).corpus

    def files(order: Order) -> list[str]:
        return [line.passage.file for line in concordance(held, "peace", order=order)]

    assert files(Order.DATE) == ["3", "1", "2"]
    assert files(Order.LEFT) == ["2", "1", "3"]
    assert files(Order.RIGHT) == ["3", "1", "2"]
    assert files(Order.ACTOR) == ["3", "2", "1"]


@given(st.randoms(use_true_random=False), st.sampled_from(list(Order)))
def test_the_order_does_not_hang_on_how_the_lines_came(dice: random.Random, order: Order) -> None:
    held = reading(random_texts(3)).corpus
    lines = list(concordance(held, "peace", order=order))
    shuffled = lines.copy()
    dice.shuffle(shuffled)
    assert list(ordered(shuffled, order)) == lines


def test_through_an_issue_the_lines_are_of_every_language() -> None:
    held = reading(
        [
            Text(file="a", actors=("P1",), said=(Said(words="We want peace.", issues=("peace",)),)),
            Text(
                file="b",
                actors=("P2",),
                said=(Said(words="평화", issues=("peace",)), Said(words="무기", issues=("arms",))),
                language="ko",
            ),
        ]
    )
    assert [(line.language, line.word) for line in through(held, "peace")] == [
        ("en", "peace"),
        ("ko", "평"),
    ]
    with pytest.raises(ValueError, match="no issue"):
        through(held, "weather")


def test_parallel_passages_are_of_the_same_text_or_the_nearest_by_issues() -> None:
    said = (
        Said(words="peace", issues=("peace",)),
        Said(words="arms", issues=("arms", "trade")),
        Said(words="none"),
    )
    makers = ("P1", "P2")
    texts = [
        Text(file=f"joint.{language}", actors=makers, said=said, language=language, title="Joint")
        for language in ("en", "ko")
    ]
    texts.append(Text(file="zh", actors=("P3",), said=said[1:], language="zh", title="Other"))
    held = reading(texts)
    first, second, last = held.corpus.passages[:3]
    (told, *_rest) = parallel(held, second, "ko")
    assert (told.passage.file, told.passage.start) == ("joint.ko", second.start)
    assert told.shared == ("arms", "trade")
    assert told.same_text
    (near,) = parallel(held, second, "zh")
    assert not near.same_text
    assert parallel(held, first, "zh") == ()
    assert parallel(held, last, "ko")[0].passage.start == last.start
    with pytest.raises(ValueError, match="in another language"):
        parallel(held, first, "en")


def test_nothing_is_looked_for_without_a_word() -> None:
    held = reading(random_texts(1)).corpus
    for word in ("", " ", "*"):
        with pytest.raises(ValueError, match="a word to look for"):
            concordance(held, word)
