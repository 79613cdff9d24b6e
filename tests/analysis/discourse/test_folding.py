"""Folding: what means the same is made alike, and every sign knows where it came from."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.analysis.discourse.folding import fold

SIGNS = st.sampled_from(
    "aA1. -\n\r\t–—’'ʼ`²_…①ﬁßİ\u00ad\u200bé\u0301\u0308\u0306"
    "핵한가ᄒ\u1161\u11a8ﾡￂ核和平ガカﾞｶ\u3099、，Ａ－　ёЁйие\ufe0f\U00020000"
)
TEXTS = st.lists(SIGNS, max_size=14).map("".join)
LANGUAGES = st.sampled_from(("en", "ko", "zh", "ja", "ru", "mn"))


@pytest.mark.parametrize(
    ("language", "words", "folded"),
    [
        ("en", "Don’t–STOP\u00a0it", "don't-stop it"),
        ("en", "co\u00adoperate", "cooperate"),
        ("en", "Ｐｅａｃｅ", "peace"),
        ("en", "CO₂ peace²", "co2 peace\ufffc"),
        ("ko", unicodedata.normalize("NFD", "한반도"), "한반도"),
        ("ja", "ｶﾞｽ", "ガス"),
        ("ja", "対\n話 対\n\n話", "対話 対\n\n話"),
        ("ko", "대\n화", "대\n화"),
        ("ru", "Ещё за́мок", "еще замок"),
        ("mn", "Ёс", "ёс"),
    ],
)
def test_what_means_the_same_is_made_alike(language: str, words: str, folded: str) -> None:
    assert fold(words, language).text == folded


@settings(max_examples=600, derandomize=True)
@given(TEXTS, LANGUAGES)
def test_every_sign_is_what_its_own_span_folds_to(words: str, language: str) -> None:
    folded = fold(words, language)
    last = (0, 0)
    for at, sign in enumerate(folded.text):
        span = folded.span(at, at + 1)
        assert 0 <= span[0] < span[1] <= len(words)
        assert span == last or span[0] >= last[1]
        assert sign in fold(words[slice(*span)], language).text
        last = span


@settings(max_examples=600, derandomize=True)
@given(TEXTS, LANGUAGES)
def test_a_text_folds_as_its_parts_do(words: str, language: str) -> None:
    """One awkward sign makes the whole text take the slow way; the rest must not notice."""
    folded = fold(words, language)
    assert fold("\u00ad" + "§" + words, language).text == fold("§" + words, language).text
    longer = fold("①." + words, language)
    if words and not unicodedata.combining(words[0]) and words[0] not in "\u1161\u11a8ﾞￂ\ufe0f":
        assert longer.text == "1." + folded.text
        spans = [longer.span(at, at + 1) for at in range(2, len(longer.text))]
        own = [folded.span(at, at + 1) for at in range(len(folded.text))]
        assert spans == [(start + 2, end + 2) for start, end in own]


@settings(max_examples=400, derandomize=True)
@given(TEXTS, LANGUAGES)
def test_composed_and_decomposed_letters_fold_alike(words: str, language: str) -> None:
    composed, apart = (unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words))
    assert fold(composed, language).text == fold(apart, language).text
