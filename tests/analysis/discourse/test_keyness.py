"""Keyness: words that one side uses more, in one genre and language."""

from __future__ import annotations

import math
import random
from collections import Counter
from fractions import Fraction

import pytest
from attrs import evolve
from tests.analysis.discourse.counted import Said, Text, reading

from dipoli.analysis.discourse.counts import Cell, Reading, cells
from dipoli.analysis.discourse.keyness import FEWEST_USES, Key, Keyness, keyness, tokens

WORDS = [f"w{chr(97 + n)}" for n in range(20)]


def sides(seed: int, language: str = "en") -> tuple[Reading, Cell, Cell]:
    dice = random.Random(seed)
    texts = [
        Text(
            file=f"{actor}/{n}.txt",
            actors=(actor,),
            said=tuple(
                Said(words=" ".join(dice.choices(WORDS, [1 + dice.random() for _ in WORDS], k=9)))
                for _ in range(4)
            ),
            language=language,
        )
        for actor in ("P1", "P2")
        for n in range(dice.randint(7, 20))
    ]
    held = reading(texts)
    one, other = cells(held, "speech")
    return held, one, other


def slow(held: Reading, one: Cell, other: Cell, prior: int) -> dict[str, tuple[float, float]]:
    """Monroe, Colaresi and Quinn's equations 16 to 22, term by term, in fractions."""
    mine, theirs = (
        Counter(
            word
            for row in cell.coded
            for each in row
            for word in held.corpus.words(each.passage).split()
        )
        for cell in (one, other)
    )
    every = mine + theirs
    told = {}
    for word in every:
        alpha = Fraction(prior * every[word], every.total())
        odds = []
        for side in (mine, theirs):
            top = side[word] + alpha
            odds.append(math.log(top / (side.total() + prior - top)))
        variance = 1 / (mine[word] + alpha) + 1 / (theirs[word] + alpha)
        told[word] = (odds[0] - odds[1], (odds[0] - odds[1]) / math.sqrt(variance))
    return told


@pytest.mark.parametrize("seed", range(20))
def test_keyness_is_that_of_the_slow_reference(seed: int) -> None:
    held, one, other = sides(seed)
    told = keyness(held, one, other)
    wanted = slow(held, one, other, 500)
    for key in (*told.first, *told.second):
        assert (key.log_odds, key.z) == pytest.approx(wanted[key.word])
        side = one if key.log_odds > 0 else other
        holding = [
            each.passage
            for row in side.coded
            for each in row
            if key.word in held.corpus.words(each.passage).split()
        ]
        assert list(key.passages) == holding
    assert [key.z for key in told.first] == sorted((key.z for key in told.first), reverse=True)
    unlike = [word for word, (_odds, z) in wanted.items() if abs(z) > 1e-6]
    assert len(told.first) + len(told.second) == len(unlike)
    assert all(key.first + key.second >= FEWEST_USES for key in (*told.first, *told.second))


@pytest.mark.parametrize("seed", range(5))
def test_turning_the_sides_turns_the_answer(seed: int) -> None:
    held, one, other = sides(seed)
    told, turned = keyness(held, one, other), keyness(held, other, one)

    def rows(side: tuple[Key, ...]) -> list[str]:
        return [key.word for key in side]

    assert rows(told.first) == rows(turned.second)
    assert rows(told.second) == rows(turned.first)


def test_words_are_simple_and_said_to_be() -> None:
    assert tokens("Мир и безопасность", "ru") == ["мир", "и", "безопасность"]
    assert tokens("조선반도의 평화를", "ko") == ["조선반도의", "평화를"]
    assert tokens("無核化", "zh") == ["無核", "核化"]
    assert tokens("平和と安全", "ja") == ["平和", "和と", "と安", "安全"]
    assert tokens("2018 — 5,000", "en") == []


def ask(held: Reading, one: Cell, other: Cell, prior: float = 500) -> Keyness:
    return keyness(held, one, other, prior=prior)


def test_degenerate_questions_are_refused() -> None:
    held, one, other = sides(1)
    with pytest.raises(ValueError, match="two actors"):
        ask(held, one, one)
    with pytest.raises(ValueError, match="one language"):
        ask(held, one, evolve(other, language="ko"))
    with pytest.raises(ValueError, match="fewer than 200"):
        ask(held, one, other.kept(n == 0 for n in range(len(other.documents))))
    with pytest.raises(ValueError, match="prior above 0"):
        ask(held, one, other, 0)
    with pytest.raises(ValueError, match="a copy"):
        ask(held, one, evolve(one, actor="P2"))
