"""Passages by nearness: held against a slow reference; nothing is coded, nothing is hidden."""

from __future__ import annotations

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.encoders import Letters
from tests.worlds.texts import BOOK, drawn

from dipoli.analysis.discourse.coded import code
from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.gather import gather
from dipoli.analysis.discourse.meeting import NEARNESS
from dipoli.analysis.discourse.near import (
    MOULD,
    ONE_SPACE,
    SUGGESTION,
    LeftOut,
    Likes,
    Near,
    Search,
    Suggestions,
    carried_by,
    likes,
    sentences_for,
    suggestions,
)
from dipoli.analysis.discourse.texts import Passage
from dipoli.analysis.receipt import Receipt
from dipoli.codec.codebook_file import codebook_of
from dipoli.codec.discourse_json import names_of
from dipoli.codec.plain_json import plain

CODEBOOK = codebook_of(BOOK.encode(), "book.yaml").codebook
RECEIPT = Receipt(
    method="made up", exact=True, parameters={}, seed=None, inputs="", versions={}, seconds=None
)
SEEDS = st.integers(0, 199)


def read(seed: int) -> Reading:
    corpus = gather(drawn(seed, 8, 5))
    return Reading(corpus=corpus, coded=code(corpus, CODEBOOK), codebook=CODEBOOK)


def cosine(one: str, other: str) -> float:
    """The same by the definition, a number at a time."""
    first, second = ([0] * 11, [0] * 11)
    for held, words in ((first, one), (second, other)):
        for letter in words:
            held[ord(letter) % 11] += 1
    product = sum(a * b for a, b in zip(first, second, strict=True))
    return product / math.sqrt(sum(a * a for a in first) * sum(b * b for b in second))


def holds_in_order(
    held: Reading, found: tuple[Near, ...], looked: list[Passage], asked: tuple[str, ...], most: int
) -> None:
    """Ranks count from 1, each passage once, and nothing that is not told is nearer."""

    def likeness(one: Passage) -> float:
        return max(cosine(held.corpus.words(one), each) for each in asked)

    told = [one.passage for one in found]
    assert [one.rank for one in found] == list(range(1, min(most, len(looked)) + 1))
    assert len(set(told)) == len(told)
    assert set(told) <= set(looked)
    values = [likeness(one) for one in told]
    assert all(a >= b - 1e-9 for a, b in itertools.pairwise(values))
    rest = [likeness(one) for one in looked if one not in told]
    assert not rest or not values or max(rest) <= values[-1] + 1e-9


@given(SEEDS, st.integers(0, 10**6), st.integers(1, 40), st.sampled_from(["", "issues"]))
def test_the_nearest_are_those_of_a_slow_reference_and_the_rest_is_accounted_for(
    seed: int, at: int, most: int, narrow: str
) -> None:
    held = read(seed)
    passages = held.corpus.passages
    asked = passages[at % len(passages)]
    mine = carried_by(held, asked)
    reading = held if narrow and mine else None
    told = likes(
        held.corpus, asked, Search(encoder=Letters(), most=most), receipt=RECEIPT, reading=reading
    )
    carried = {one.passage: {c.issue for c in one.codes} for one in held.coded}
    looked = [
        one
        for one in passages
        if one != asked and (reading is None or set(mine) & carried.get(one, set()))
    ]
    assert told.looked == len(looked)
    assert told.looked + sum(one.passages for one in told.left_out) == len(passages) - 1
    holds_in_order(held, told.found, looked, (held.corpus.words(asked),), most)


@given(SEEDS, st.integers(1, 40))
def test_suggestions_have_no_code_of_the_issue_and_nothing_is_coded_by_them(
    seed: int, most: int
) -> None:
    held = read(seed)
    before = held.digest, held.coded
    told = suggestions(held, "water", Search(encoder=Letters(), most=most), receipt=RECEIPT)
    without = [
        one.passage for one in held.coded if all(each.issue != "water" for each in one.codes)
    ]
    assert told.sentences == ("The lake belongs to all.",)
    assert not told.from_examples
    assert told.looked == len(without)
    assert told.looked + sum(one.passages for one in told.left_out) == len(held.coded)
    holds_in_order(held, told.found, without, told.sentences, most)
    assert (held.digest, held.coded) == before
    assert not {"code", "codes"} & set(names_of(Near))


def test_a_language_that_nobody_looked_in_is_told_beside_the_suggestion() -> None:
    found = {
        one.unread
        for seed in range(20)
        for one in suggestions(
            read(seed), "water", Search(encoder=Letters(), most=1000), receipt=RECEIPT
        ).found
    }
    assert found == {False}  # the codebook has seeds for water in all three languages
    book = codebook_of(BOOK.replace(', ko: ["호수의 물"], ru', ", ru").encode(), "b.yaml").codebook
    corpus = gather(drawn(1, 30, 5))
    held = Reading(corpus=corpus, coded=code(corpus, book), codebook=book)
    told = suggestions(held, "water", Search(encoder=Letters(), most=1000), receipt=RECEIPT)
    assert {one.unread for one in told.found if one.language != "ko"} <= {False}
    korean = [one for one in told.found if one.language == "ko" and one.passage.actor]
    assert korean
    missing = {one.passage for one in held.coded if "water" in one.missing}
    assert [one.unread for one in korean] == [one.passage in missing for one in korean]


def test_what_is_in_a_language_that_the_encoder_does_not_read_is_left_out_as_unknown() -> None:
    held = read(3)
    english = Letters(languages=("en",))
    asked = next(
        one for one in held.corpus.passages if held.corpus.documents[one.file].language == "en"
    )
    told = likes(held.corpus, asked, Search(encoder=english, most=1000), receipt=RECEIPT)
    assert {one.language for one in told.found} == {"en"}
    assert all("does not read: unknown" in one.why for one in told.left_out)
    strange = [
        one for one in held.corpus.passages if held.corpus.documents[one.file].language != "en"
    ]
    assert sum(one.passages for one in told.left_out) == len(strange) > 0
    with pytest.raises(ValueError, match="letters does not read"):
        likes(held.corpus, strange[0], Search(encoder=english), receipt=RECEIPT)
    only = likes(
        held.corpus, asked, Search(encoder=Letters(), language="ko", most=1000), receipt=RECEIPT
    )
    assert {one.language for one in only.found} == {"ko"}


def test_an_actors_own_words_alone() -> None:
    held = read(3)
    actor = next(one.passage.actor for one in held.coded if one.passage.actor)
    search = Search(encoder=Letters(), most=1000)
    told = suggestions(held, "water", search, receipt=RECEIPT, actor=actor)
    assert {one.passage.actor for one in told.found} == {actor}
    others = sum(one.passage.actor != actor for one in held.coded)
    assert LeftOut(passages=others, why=f"not {actor}'s own words") in told.left_out


def test_every_answer_says_what_nearness_is_not_and_tells_no_cosine() -> None:
    held = read(5)
    search = Search(encoder=Letters())
    near: list[Likes | Suggestions] = [
        likes(held.corpus, held.corpus.passages[0], search, receipt=RECEIPT),
        suggestions(held, "water", search, receipt=RECEIPT),
    ]
    assert "must be lifted" in NEARNESS
    assert "must remain" in NEARNESS
    assert "no agreement" in NEARNESS
    for one in near:
        assert NEARNESS in one.note
        assert {NEARNESS, MOULD, ONE_SPACE} <= set(one.receipt.does_not_show)
        assert not one.receipt.exact
        assert one.receipt.versions["letters"] == "1"
        told = json.loads(json.dumps(plain(one)))
        told.pop("receipt")
        assert not list(_floats(told))
    assert SUGGESTION in near[1].note


def _floats(value: object) -> list[float]:
    if isinstance(value, float):
        return [value]
    inner = list(value.values()) if isinstance(value, dict) else value
    return [each for one in inner for each in _floats(one)] if isinstance(inner, list) else []


def test_progress_counts_to_the_end() -> None:
    held = read(5)
    heard: list[tuple[int, int]] = []
    search = Search(encoder=Letters(), told=lambda n, of: heard.append((n, of)))
    told = likes(held.corpus, held.corpus.passages[0], search, receipt=RECEIPT)
    assert heard[0] == (0, told.looked)
    assert heard[-1] == (told.looked, told.looked)


def test_examples_that_carry_the_issue_stand_in_for_exemplars() -> None:
    examples = (
        "    examples:\n"
        '      - {text: "A gauge stands here.", language: en, code: true}\n'
        '      - {text: "Nothing of it.", language: en, code: false}\n'
    )
    book = codebook_of((BOOK + examples).encode(), "book.yaml").codebook
    data = book.issues[-1]
    assert sentences_for(data, ("en",)) == ("A gauge stands here.",)
    assert sentences_for(data, ("ko",)) == ()
    with pytest.raises(ValueError, match="no sentence"):
        suggestions(read(1), "data", Search(encoder=Letters()), receipt=RECEIPT)
