"""Repeats of passages, documents that are one text, and the corpus with its digest."""

from __future__ import annotations

import random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dipoli.analysis.discourse.gather import digest_of_documents, gather
from dipoli.analysis.discourse.repeats import alike, boilerplate, collapse, folded
from dipoli.analysis.discourse.segment import cut
from dipoli.analysis.discourse.texts import Document, Passage, Turn, digest_of


def document(file: str, text: str, actor: str = "LAK", date: str = "2031-05-02") -> Document:
    return Document(
        file=file,
        title=file,
        date=date,
        actors=tuple(actor.split(";")),
        language="en",
        genre="speech",
        text=text,
        sha256=digest_of(text),
    )


def test_the_same_words_are_the_same_after_composition_space_and_case() -> None:
    assert folded("Cafe\u0301\n  PEACE") == folded("caf\u00e9 peace")
    assert folded("조선") == folded("\u110c\u1169\u1109\u1165\u11ab")
    assert folded("peace.") != folded("peace")


def test_repeats_count_at_the_first_place_by_actor() -> None:
    corpus = gather(
        [
            document("b.txt", "Dear  friends! New.", date="2032"),
            document("a.txt", "Dear friends! Old. DEAR\nfriends!"),
            document("c.txt", "Dear friends!", actor="RIV"),
            document("d.txt", "Dear friends!", actor="LAK;RIV"),
        ]
    )
    shown = [(one.file, corpus.words(one), one.repeats) for one in corpus.passages]
    assert shown == [
        ("a.txt", "Dear friends!", 2),
        ("a.txt", "Old.", 0),
        ("c.txt", "Dear friends!", 0),
        ("d.txt", "Dear friends!", 0),
        ("b.txt", "New.", 0),
    ]


def test_words_of_nobody_are_left_as_they_stand() -> None:
    text = "Q: Why?\nQ: Why?"
    turns = (
        Turn(start=3, end=7, speaker="Q", actor=None),
        Turn(start=11, end=15, speaker="Q", actor=None),
    )
    corpus = gather([evolve(document("a.txt", text), turns=turns)])
    assert [one.repeats for one in corpus.passages] == [0, 0, 0, 0]


def slowly(passages: list[Passage], words: list[str]) -> list[tuple[Passage, int]]:
    """Each passage that has no equal before it, with the number of its equals after it."""

    def same(one: int, other: int) -> bool:
        return passages[one].actor == passages[other].actor and words[one] == words[other]

    places = range(len(passages))
    return [
        (passages[at], sum(same(at, later) for later in places if later > at))
        for at in places
        if not any(same(at, before) for before in range(at))
    ]


@given(st.lists(st.tuples(st.sampled_from(["LAK", "RIV"]), st.sampled_from("abc")), max_size=12))
def test_collapsing_agrees_with_looking_at_every_pair(said: list[tuple[str, str]]) -> None:
    passages = [
        Passage(file="a.txt", start=at, end=at + 1, sha256="", actor=actor)
        for at, (actor, _word) in enumerate(said)
    ]
    words = [word for _actor, word in said]
    found = collapse(passages, lambda passage: words[passage.start])
    assert [(evolve(one, repeats=0), one.repeats) for one in found] == slowly(passages, words)
    assert sum(1 + one.repeats for one in found) == len(passages)


def sentences(seed: int, count: int = 12) -> str:
    dice = random.Random(seed)
    letters = "abcdefghijklmnop"
    return " ".join(
        "We " + " ".join("".join(dice.choices(letters, k=6)) for _ in range(9)) + "."
        for _ in range(count)
    )


def test_a_text_imported_twice_is_told_with_its_share() -> None:
    once = sentences(1)
    twice = "A new heading\n\n" + once.replace(" We ", "\n\nWe ", 5) + " " + sentences(2, 3)
    documents = {
        one.file: one
        for one in (
            document("x.txt", once),
            document("y.txt", sentences(3)),
            document("z.txt", twice),
        )
    }
    passages = [passage for one in documents.values() for passage in cut(one)]
    found = alike(documents, passages)
    assert [(one.first, one.second, one.share) for one in found] == [("x.txt", "z.txt", 1.0)]
    half = document("y.txt", sentences(1, 6) + sentences(4, 6))
    documents = {"x.txt": document("x.txt", once), "y.txt": half}
    passages = [passage for one in documents.values() for passage in cut(one)]
    assert alike(documents, passages) == ()


def test_formulas_of_many_documents_are_told() -> None:
    documents = {
        one.file: one
        for one in (document(f"{n}.txt", f"Dear  Friends!\nThis is {n}.") for n in range(6))
    }
    passages = [passage for one in documents.values() for passage in cut(one)]
    assert boilerplate(documents, passages) == (("Dear Friends!", 6),)


def test_every_passage_of_a_corpus_is_held_by_it() -> None:
    corpus = gather([document("a.txt", sentences(5)), document("b.txt", sentences(6))])
    assert len(corpus.passages) == 24
    assert all(corpus.holds(one) for one in corpus.passages)


def test_a_name_stands_for_one_document() -> None:
    with pytest.raises(ValueError, match="same name"):
        gather([document("a.txt", "One."), document("a.txt", "Two.")])


CHANGES: list[dict[str, Any]] = [
    {"title": "Other"}, {"date": ""}, {"actors": ("RIV",)}, {"language": "ko"}, {"genre": "report"},
    {"text": "Other."}, {"sha256": "f" * 64}, {"venue": "Hall"}, {"role": "king"}, {"source": "s"},
    {"licence": "l"}, {"file": "c.txt"},
    {"turns": (Turn(start=0, end=1, speaker="A", actor="LAK"),)},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_whatever_is_known_of_a_document_is_in_the_digest(change: dict[str, Any]) -> None:
    one, other = document("a.txt", "One."), document("b.txt", "Two.")
    assert digest_of_documents([one, other]) == digest_of_documents([other, one])
    changed = evolve(one, **change)
    assert digest_of_documents([one, other]) != digest_of_documents([changed, other])
