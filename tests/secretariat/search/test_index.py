"""The index against a slow and obvious scan, in six languages, and what it forgets."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.secretariat.search.slow_scan import SCRIPTS, has, questions

from dipoli.secretariat.search.index import Hit, Index, Passage, Wish
from dipoli.secretariat.search.query import Query, read_query


def indexed(*said: str) -> Index:
    """An index of some texts, each of an act of its own."""
    index = Index()
    for number, words in enumerate(said):
        index.add(passage(number, words))
    return index


def passage(number: int, words: str, **more: str | int) -> Passage:
    """A passage of an act of that number, entered in that minute."""
    held = {"kind": "text", "minute": number, **more}
    return Passage(number=number, words=words, **held)  # type: ignore[arg-type]  # as given


def found(index: Index, typed: str, **wish: object) -> list[int]:
    """Numbers of the acts that have what was typed, in the order in which they are told."""
    query = read_query(typed)
    assert isinstance(query, Query), query
    hits, number = index.find(query, Wish(**wish), 1000)  # type: ignore[arg-type]  # as given
    assert number == len(hits)
    return [one.number for one in hits]


def as_scanned(said: list[str], typed: str) -> None:
    """Hold what the index finds against the scan."""
    query = read_query(typed)
    expected = [has(one, typed) for one in said]
    if not isinstance(query, Query):
        assert not any(expected)
        return
    assert sorted(found(indexed(*said), typed)) == [at for at, one in enumerate(expected) if one]


@settings(max_examples=60, derandomize=True)  # many more by the campaign
@given(questions())
@example((["평화 체제", "평화체제의"], "평화체제"))
@example((["和\n平", "和\r\n平", "a\nb"], "和平"))
@example((["다리"], "다리를"))
@example((["ещё ми\u0301ра"], "еще мира"))
def test_it_finds_what_a_slow_scan_finds(question: tuple[list[str], str]) -> None:
    as_scanned(*question)


@settings(max_examples=60, derandomize=True)
@given(st.text("평화협정체결를", min_size=3, max_size=9), st.data())
def test_a_korean_compound_is_found_in_parts_as_a_slow_scan_finds_it(
    word: str, data: st.DataObject
) -> None:
    cuts = st.sets(st.integers(1, len(word) - 1), max_size=3).map(sorted)
    said = [
        " ".join(word[start:end] for start, end in pairwise([0, *data.draw(cuts), len(word)]))
        for _ in range(3)
    ]
    as_scanned([*said, f"그 {said[0]}에"], word)


@settings(max_examples=50, derandomize=True)
@given(questions(), st.sets(st.integers(0, 9)))
def test_what_is_dropped_was_never_there(question: tuple[list[str], str], gone: set[int]) -> None:
    said, typed = question
    index, kept = indexed(*said), Index()
    for number in sorted(gone):
        index.drop(number)
    for number, words in enumerate(said):
        if number not in gone:
            kept.add(passage(number, words))
    assert index.words == kept.words  # no word of it stays anywhere
    if isinstance(read_query(typed), Query):
        assert found(index, typed) == found(kept, typed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("inspections", "The INSPECTION of a bridge"),
        ("договора", "Стороны связаны договорами."),
        ("ещё", "Еще одна встреча"),
        ("хэлэлцээрийн", "Хэлэлцээр эхэлсэн"),
        ("гүүр", "Гүүрийн засвар"),
        ("다리를", "다리가 열린다"),
        ("평화체제의", "한반도 평화체제"),
        ("核", "朝鲜半岛核问题"),
        ("條約", "和平條約"),
        ("ヘイワ", "ﾍｲﾜの橋"),
        ("cease-fire", "A cease fire holds"),
        ("3단계", "제3단계 이행"),
        ('"한반도 평화"', "동한반도 평화체제"),
    ],
)
def test_words_are_found_as_people_of_six_languages_write_them(typed: str, text: str) -> None:
    assert found(indexed("something else", text), typed) == [1]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("条約", "和平條約"),  # as typed: no conversion of characters
        ('"한반도 평화"', "평화 한반도"),
        ('"bridges"', "one bridge"),
        ("unbridge", "bridge"),
        ("idge", "bridge"),
        ("bridge -lake", "the lake bridge"),
    ],
)
def test_what_is_not_meant_is_not_found(typed: str, text: str) -> None:
    assert found(indexed(text), typed) == []


def test_the_closest_is_told_first_and_equals_by_date() -> None:
    said = ["bridgehead", "bridges", "bridge", "bridge", "bridge bridge"]
    assert found(indexed(*said), "bridge") == [4, 3, 2, 1, 0]
    index = indexed(*said)
    index.add(passage(5, "bridgehead", title=True))
    assert found(index, "bridge")[0] == 5


def test_the_order_by_date_is_the_readers_choice() -> None:
    index = Index()
    for number, minute in enumerate((5, -900_000, 7)):
        index.add(passage(number, "lake", minute=minute))
    assert found(index, "lake", newest=True) == [2, 0, 1]
    assert found(index, "lake", oldest=True) == [1, 0, 2]
    assert found(index, "lake", after=5, before=7) == [0]


def test_only_the_first_are_told_and_all_are_counted() -> None:
    index = indexed(*["lake"] * 30)
    query = read_query("lake")
    assert isinstance(query, Query)
    hits, number = index.find(query, Wish(), 7)
    assert ([one.number for one in hits], number) == ([29, 28, 27, 26, 25, 24, 23], 30)
    assert all(isinstance(one, Hit) for one in hits)


def test_what_shows_no_author_is_not_found_by_its_author() -> None:
    index = Index()
    index.add(passage(0, "lake", by="XAL", about="T1"))
    index.add(passage(1, "lake", by="XAL", about="T2"))
    index.add(passage(2, "lake", by="XBE", about="T2"))
    assert found(index, "lake", by=frozenset({"XAL"}), hides={"T1"}.__contains__) == [1]
    assert found(index, "lake", by=frozenset()) == []
    assert sorted(found(index, "lake", hides={"T1"}.__contains__)) == [0, 1, 2]


def test_a_beginning_of_very_many_words_finds_them_all() -> None:
    said = [f"a{number}" for number in range(400)]
    assert sorted(found(indexed(*said), "a")) == list(range(400))
    assert sorted(found(indexed(*said), "a1"))[:3] == [1, 10, 11]


def test_each_language_has_words_in_the_property() -> None:
    assert set(SCRIPTS) == {"en", "ko", "zh", "ja", "ru", "mn"}
