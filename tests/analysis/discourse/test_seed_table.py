"""Seeds arranged by how they begin find what they find one by one."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.discourse import lexicon_reference as reference
from tests.analysis.discourse.test_lexicon import LANGUAGES, passages, seeds

from dipoli.analysis.discourse.folding import fold
from dipoli.analysis.discourse.globs import glob, misfit
from dipoli.analysis.discourse.seed_table import make_seed_table


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_every_seed_is_found_once(language: str) -> None:
    usable = seeds(language).filter(lambda one: misfit(one, language) is None)
    loose = st.sampled_from(("re:.ea", "re:(?:핵|ми){1,2}"))

    @settings(max_examples=250, derandomize=True)
    @given(st.lists(usable | loose, max_size=9), passages(language))
    def agree(written: list[str], words: str) -> None:
        table = make_seed_table((at % 3, glob(one, language)) for at, one in enumerate(written))
        folded = fold(words, language).text
        found = [(one.order, start, end) for one, start, end in table.places(folded, {})]
        told = [
            (order, start, end)
            for order, seed in enumerate(written)
            for start, end in reference.everywhere(seed, language, folded)
        ]
        assert sorted(found) == told

    agree()


@pytest.mark.parametrize(
    ("language", "seed", "words", "found"),
    [
        ("en", "long-range missile*", "long-range missiles; long-\nrange\n missile", 2),
        ("en", "long range", "long  range, long-range, long - range, long.range, long", 2),
        ("en", "peac* treat*", "peaceful treaties, peace treat, peaceful retreat", 2),
        ("en", "u.s.", "The U.S. and us; nu.s.", 1),
        ("en", "lake*'s", "the lake's, the lakeside's, a flake's", 2),
        ("ru", "мир* договор", "мирный договор, мир договора, о мире договор", 2),
        ("ko", "6자 회담", "6자 회담, 16자 회담, 6자회담", 1),
        ("ko", "핵", "핵 핵", 2),
    ],
)
def test_words_follow_one_another(language: str, seed: str, words: str, found: int) -> None:
    table = make_seed_table([(0, glob(seed, language))])
    assert len(list(table.places(fold(words, language).text, {}))) == found


@pytest.mark.parametrize("seed", ["lake", "re:lake", "lak*", "*ake"])
def test_places_behind_what_is_settled_are_left_out(seed: str) -> None:
    table = make_seed_table([(0, glob(seed, "en")), (1, glob(seed, "en"))])
    found = list(table.places("a lake, a lake", {0: 2}))
    assert sorted((one.issue, start) for one, start, _ in found) == [(0, 2), (1, 2), (1, 10)]


def test_korean_places_behind_what_is_settled_are_left_out() -> None:
    table = make_seed_table([(0, glob("핵", "ko")), (1, glob("핵", "ko"))])
    found = list(table.places("핵 핵", {0: 0}))
    assert sorted((one.issue, start) for one, start, _ in found) == [(0, 0), (1, 0), (1, 2)]
