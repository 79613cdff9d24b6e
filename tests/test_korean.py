"""Korean particles, by the rules of the language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.korean import final, josa, particle
from dipoli.told import rendered, tell

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@pytest.mark.parametrize(
    ("word", "topic", "subject", "object_", "with_", "toward"),
    [
        ("나무", "는", "가", "를", "와", "로"),
        ("책", "은", "이", "을", "과", "으로"),
        ("서울", "은", "이", "을", "과", "로"),
        ("부산", "은", "이", "을", "과", "으로"),
        ("사무국", "은", "이", "을", "과", "으로"),
        ("3", "은", "이", "을", "과", "으로"),
        ("P2", "는", "가", "를", "와", "로"),
        ("P7", "은", "이", "을", "과", "로"),
        ("10", "은", "이", "을", "과", "으로"),
        ("XAL", "은", "이", "을", "과", "로"),
        ("XKS", "는", "가", "를", "와", "로"),
        ("XAM", "은", "이", "을", "과", "으로"),
        ("Oronda", "는", "가", "를", "와", "로"),
        ("Alderan", "은", "이", "을", "과", "으로"),
        ("Beryl", "은", "이", "을", "과", "로"),
        ("“초안”", "은", "이", "을", "과", "으로"),
        ("오론다(XOR)", "는", "가", "를", "와", "로"),
    ],
)
def test_each_particle_fits_the_sound_before_it(
    word: str, topic: str, subject: str, object_: str, with_: str, toward: str
) -> None:
    assert particle("은(는)", word) == topic
    assert particle("이(가)", word) == subject
    assert particle("을(를)", word) == object_
    assert particle("와(과)", word) == with_
    assert particle("(으)로", word) == toward


def test_a_translation_is_settled_by_what_stands_in_it() -> None:
    words = {"{who} gave {text} to {whom}.": "{who}이(가) “{text}”을(를) {whom}(으)로 보냈다."}
    said = tell("{who} gave {text} to {whom}.", who="나무", text="은(는)", whom="서울")
    assert rendered(said, lambda one: words.get(one.template), settle=josa) == (
        "나무가 “은(는)”을 서울로 보냈다."
    )


def test_a_particle_behind_a_word_of_the_translation_is_settled_too() -> None:
    assert josa("의장이(가) {who}을(를) 부른다.", {"who": "나무"}) == "의장이 {who}를 부른다."


@given(SYLLABLES)
def test_a_syllable_ends_as_unicode_takes_it_apart(sign: str) -> None:
    parts = unicodedata.normalize("NFD", sign)
    ends_in_a_consonant = len(parts) == 3
    assert bool(final(sign)) is ends_in_a_consonant
    assert (final(sign) == "ㄹ") is (parts[-1] == "\u11af")


@given(st.text(max_size=20))
def test_every_text_has_a_sound(text: str) -> None:
    assert final(text) in {"", "ㄱ", "ㄴ", "ㄹ", "ㅁ", "ㅂ", "ㅅ", "ㅇ"}


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="{}"), max_size=20))
def test_what_stands_in_a_part_is_never_changed(words: str) -> None:
    assert josa("{a}은(는)", {"a": words}).startswith("{a}")
    assert josa("“{a}” 또는 {a}", {"a": words}) == "“{a}” 또는 {a}"
