"""Sentences that remember of what they are made: the same text, and what a translation needs."""

from __future__ import annotations

import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from dipoli.record.canon import canonical
from dipoli.terms import Confidence
from dipoli.told import Told, begun, commas, in_words, joined, mended, rendered, tell, tell_count

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


def test_a_list_is_told_as_a_language_lists() -> None:
    told = tell("{who} asked.", who=commas(["XAL", "XKS", "XOR"]))
    assert told == "XAL, XKS, XOR asked."
    words = {"{some}, {other}": "{some}、{other}", "{who} asked.": "{who} !"}
    assert rendered(told, lambda one: words.get(one.template)) == "XAL、XKS、XOR !"


def test_the_words_of_a_table_know_their_table() -> None:
    words = {("dipoli.terms.Confidence", "high"): "hoch"}
    told = tell("It is {how}.", how=in_words(Confidence.HIGH))
    assert told == "It is high."
    found = rendered(told, lambda one: words.get((one.context, one.template)))
    assert found == "It is hoch."


def test_what_stands_in_a_part_can_be_changed_and_the_sentence_stays_one() -> None:
    told = tell("{who} of {whom}: “{words}”", who="XOR", whom=commas(["XAL", "XKS"]), words="XAL")
    found = mended(told, [(0, 3, "Oronda"), (12, 15, "Kestia")])
    assert found == "Oronda of XAL, Kestia: “XAL”"
    assert found.template == told.template


def test_the_beginning_of_a_line_has_a_capital_letter_in_every_language() -> None:
    told = begun(tell("{who} opens it.", who="the chair"))
    assert told == "The chair opens it."
    words = {"{who} opens it.": "es wird von {who} eröffnet."}
    assert rendered(told, lambda one: words.get(one.template)) == "Es wird von the chair eröffnet."


@given(WORDS, WORDS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), WORDS), max_size=4))
def test_an_edit_of_the_parts_reads_like_an_edit_of_the_text(
    one: str, other: str, edits: list[tuple[int, int, str]]
) -> None:
    told = tell("{a} {c}", a=one, c=joined(", ", [other, one]))
    spans = [(0, len(one)), (len(one) + 1, len(one + other) + 1)]
    spans.append((spans[1][1] + 2, len(told)))
    held, done = [], 0
    for at, size, new in sorted(edits):
        inside = any(start <= at and at + size <= end for start, end in spans)
        if at >= done and inside and size:
            held.append((at, at + size, new))
            done = at + size
    text, behind = "", 0
    for start, end, new in held:
        text, behind = text + told[behind:start] + new, end
    assert mended(told, held) == text + told[behind:]
