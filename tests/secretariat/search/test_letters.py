"""Texts as they are searched, and where each sign came from."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.secretariat.search.slow_scan import cut, texts

from dipoli.secretariat.search.letters import folded, normal, pieces, traced


@settings(max_examples=50, derandomize=True)
@given(st.text(max_size=30) | texts)
def test_a_text_with_its_places_is_the_same_text(words: str) -> None:
    held = traced(words)
    assert held.text == (normal(words) if normal(words).strip() else "  ")
    assert len(held.spans) == len(held.text)
    for sign, span in zip(held.text, held.spans, strict=True):
        assert (span is None) == (sign == " ")
        if span is not None:
            assert sign in folded(words[slice(*span)])


@settings(max_examples=50, derandomize=True)
@given(texts)
def test_pieces_are_what_one_finds_sign_by_sign(words: str) -> None:
    assert list(pieces(words)) == cut(words)


def test_forms_of_one_sign_are_one() -> None:
    assert normal("ＡＢ\u3000ﾊﾟﾝ") == normal("ab パン")
    assert normal("Ё\u0301") == normal("е")
    assert normal("a\u200bb\u00adc") == " abc "
    assert normal("й") != normal("и")
