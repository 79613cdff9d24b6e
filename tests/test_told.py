"""Sentences that remember of what they are made: the same text, and what a translation needs."""

from __future__ import annotations

import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from dipoli.record.canon import canonical
from dipoli.told import Told, joined, rendered, tell, tell_count

WORDS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)


def test_a_sentence_is_a_text_like_any_other() -> None:
    told = tell("{who} took the floor at {time}.", who="XOR", time="10:00")
    assert told == "XOR took the floor at 10:00."
    assert json.dumps([told]) == '["XOR took the floor at 10:00."]'
    assert canonical([told]) == b'["XOR took the floor at 10:00."]'
    assert isinstance(pickle.loads(pickle.dumps(told)), Told)  # noqa: S301 - our own bytes


def test_a_translation_puts_the_parts_where_it_needs_them() -> None:
    told = tell("{who} asks {whom}.", who="XOR", whom="XKS")
    words = {"{who} asks {whom}.": "{whom} <- {who}"}
    names = {"XOR": "Oronda"}
    assert rendered(told, lambda one: words.get(one.template), lambda one: names.get(one, one)) == (
        "XKS <- Oronda"
    )


def test_what_stands_in_a_sentence_may_be_one_itself() -> None:
    inner = tell_count(3, "{number} act", "{number} acts")
    told = tell("There are {acts}.", acts=inner) + " " + tell("That is all.")
    words = {"There are {acts}.": "<{acts}>", "{number} acts": "[{number}]", "That is all.": "."}
    assert told == "There are 3 acts. That is all."
    assert rendered(told, lambda one: words.get(one.template)) == "<[3]> ."


def test_words_of_a_person_are_never_translated() -> None:
    words = {"Yes.": "Ja."}
    told = tell("They said: {words}", words="Yes.")
    assert rendered(told, lambda one: words.get(one.template)) == "They said: Yes."
    assert rendered("Yes.", lambda one: words.get(one.template)) == "Yes."


@given(st.lists(WORDS), st.sampled_from([", ", " ", "{x}", ""]))
def test_joined_reads_as_python_joins(parts: list[str], between: str) -> None:
    told = joined(between, parts)
    assert told == between.join(parts)
    assert rendered(told, lambda _one: None) == told


@given(WORDS, WORDS)
def test_signs_of_a_part_are_never_taken_for_a_template(one: str, other: str) -> None:
    told = tell("{a} and {{b}} and {b}", a=one, b=other)
    assert told == f"{one} and {{b}} and {other}"
    assert rendered(told, lambda _one: None) == told
