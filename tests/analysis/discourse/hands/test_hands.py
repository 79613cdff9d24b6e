"""Queues, codings put together, agreement, adjudication and scores."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.discourse.hands.worlds import (
    BOOK,
    ISSUES,
    MARKS,
    any_codings,
    coded,
    codings_of,
    corpus_of,
    document,
    item,
    marks,
)

from dipoli.analysis.discourse.hands.adjudication import By, adjudication, decided
from dipoli.analysis.discourse.hands.agreement import agreement
from dipoli.analysis.discourse.hands.alpha import Undefined, alpha
from dipoli.analysis.discourse.hands.codings import Coding, Codings, Half, Mark
from dipoli.analysis.discourse.hands.drawing import MOST_LETTERS, Plan, draw, half_of
from dipoli.analysis.discourse.hands.joining import for_coder, join
from dipoli.faults import RefusedError

TEXTS = st.text("ab", min_size=1, max_size=4)
DOCUMENTS = [document(f"{n}.txt", ("ORV", "TEL")[n % 2], 16) for n in range(20)]


# ---------------------------------------------------------------- the queue


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**63 - 1), st.integers(1, 3), st.integers(0, 100))
def test_a_queue_holds_so_many_of_each_group(seed: int, each: int, double: int) -> None:
    corpus, found = corpus_of(DOCUMENTS)
    plan = Plan(each=each, coders=("A", "B", "C"), double=double, seed=seed)
    drawn = draw(corpus, BOOK, found, plan)
    items = drawn.codings.items
    assert draw(corpus, BOOK, found[::-1], plan) == drawn
    by_half = {file: half_of(one) for file, one in corpus.documents.items()}
    assert all(one.half is by_half[one.file] for one in items)
    for half in Half:
        for actor in ("ORV", "TEL"):
            held = [one for one in items if one.half is half and one.actors == (actor,)]
            for issue in ("", *ISSUES):
                assert sum(one.drawn == issue for one in held) == each
    files = {one.file for one in items}
    twice = {one.file for one in items if len(one.coders) > 1}
    assert len(twice) == -(-len(files) * double // 100)
    assert {one.coders for one in items if one.file in twice} <= {("A", "B", "C")}
    assert all(len(one.coders) == 1 for one in items if one.file not in twice)


def test_of_a_large_queue_so_many_are_kept_with_the_languages_in_turn() -> None:
    more = [document(f"k{n}.txt", "ORV", 16, "ko") for n in range(4)]
    corpus, found = corpus_of([*DOCUMENTS, *more])
    whole = draw(corpus, BOOK, found, Plan(each=3, coders=("A",))).codings.items
    for most in (1, 7, 20, len(whole)):
        kept = draw(corpus, BOOK, found, Plan(each=3, coders=("A",), most=most)).codings.items
        assert [one for one in whole if one in kept] == list(kept)
        assert len(kept) == most
        korean = sum(one.language == "ko" for one in kept)
        assert korean in {most // 2, -(-most // 2)} or most == len(whole)


def test_what_a_passage_was_drawn_for_is_found_in_it() -> None:
    corpus, found = corpus_of(DOCUMENTS)
    issue_at = {(one.passage.file, one.passage.start): one.codes for one in found}
    for one in draw(corpus, BOOK, found, Plan(each=2, coders=("A",))).codings.items:
        codes = [code.issue for code in issue_at[one.file, one.start]]
        assert not one.drawn or one.drawn in codes


def test_the_half_of_a_document_hangs_on_its_words_alone() -> None:
    one = document("one.txt", "ORV", 3)
    assert half_of(evolve(one, file="other.txt", date="2001")) is half_of(one)
    assert {half_of(document(f"{n}", "ORV", 2)) for n in range(40)} == set(Half)


def test_words_of_nobody_and_passages_without_end_are_not_drawn_and_are_counted() -> None:
    long = document("long.txt", "ORV", MOST_LETTERS // 10)
    whole = evolve(long, text=long.text.replace(". ", ", "))
    corpus, found = corpus_of([whole, document("b.txt", "TEL", 2)])
    mute = evolve(found[-1], passage=evolve(found[-1].passage, actor=None))
    drawn = draw(corpus, BOOK, [*found[:-1], mute], Plan(each=9, coders=("A",)))
    assert (drawn.too_long, drawn.nobody, len(drawn.codings.items)) == (1, 1, 1)


def test_a_passage_of_another_corpus_is_not_drawn() -> None:
    corpus, _found = corpus_of([document("a.txt", "ORV", 2)])
    _other, found = corpus_of([document("a.txt", "TEL", 2)])
    with pytest.raises(ValueError, match="does not hold"):
        draw(corpus, BOOK, found, Plan(each=1, coders=("A",)))


# ---------------------------------------------------------------- apart and together


@given(any_codings(TEXTS))
def test_what_is_given_to_coders_apart_is_the_whole_when_put_together(whole: Codings) -> None:
    parts = [for_coder(whole, coder) for coder in whole.coders]
    for part, coder in zip(parts, whole.coders, strict=True):
        assert {key[1] for key in part.codings} <= {coder}
        assert {one.coders for one in part.items} == {(coder,)}
        assert {one.drawn for one in part.items} == {None}
    queue = evolve(whole, codings={})
    assert join([queue, *parts]) == whole
    assert join([whole, whole]) == whole


def test_two_codings_of_one_item_by_one_coder_are_refused() -> None:
    one = item()
    first, second = (coded(codings_of([one]), (one.id, "A", told)) for told in ("water", "fishing"))
    with pytest.raises(RefusedError, match="in two ways"):
        join([first, second])


def test_other_lists_of_issues_are_refused() -> None:
    one = codings_of([item()])
    with pytest.raises(RefusedError, match="lists of issues differ"):
        join([one, evolve(one, issues=one.issues[:2])])


def test_nobody_but_a_coder_of_the_file_is_given_anything() -> None:
    with pytest.raises(RefusedError, match="the coders are A, B"):
        for_coder(codings_of([item()]), "Z")


def test_an_item_is_another_when_place_words_or_speaker_are() -> None:
    one = item()
    others = [item("Water is for us."), item(start=1), item(file="b.txt"), item(actors=("TEL",))]
    assert len({one.id, *(other.id for other in others)}) == 5
    with pytest.raises(ValueError, match="not those of the span"):
        evolve(one, text="Water is for one.")


# ---------------------------------------------------------------- agreement


def test_blank_is_not_no() -> None:
    items = [item(start=n) for n in range(4)]
    first, second, third, _fourth = (one.id for one in items)
    whole = coded(
        codings_of(items), (first, "A", "water"), (first, "B", "water"), (second, "A", ""),
        (second, "B", ""), (third, "A", "water"),
    )  # fmt: skip
    told = agreement(whole, replicates=0)
    assert (told.items, told.coded, told.shared, told.blank) == (4, 3, 2, 3)
    water = told.issues[0].agreement
    assert water.value == 1
    assert water.units == 2
    assert told.issues[2].agreement.why is Undefined.ONE_VALUE
    assert told.stance.why is Undefined.NO_PAIRS


def test_a_part_counts_as_the_whole_issue() -> None:
    items = [item(start=n) for n in range(2)]
    whole = coded(
        codings_of(items), (items[0].id, "A", "levels"), (items[0].id, "B", "water"),
        (items[1].id, "A", ""), (items[1].id, "B", ""),
    )  # fmt: skip
    told = {one.issue: one.agreement.value for one in agreement(whole, replicates=0).issues}
    assert told["water"] == 1
    assert told["levels"] == 0


@settings(max_examples=40)
@given(any_codings(TEXTS))
def test_agreement_is_alpha_of_the_units_written_out(whole: Codings) -> None:
    told = agreement(whole, replicates=0)
    units, stances = [], []
    for one in whole.items:
        read = [whole.of(one.id, coder).marks for coder in one.coders]
        for issue in ISSUES:
            parts = {issue} | ({"levels"} if issue == "water" else set())
            units.append([any(m.issue in parts for m in r) for r in read if r is not None])
            stances.append([m.stance for r in read for m in r or () if m.issue == issue])
    assert told.overall == alpha(units)
    assert told.stance == alpha([[one for one in unit if one] for unit in stances])


def test_the_adjudicator_is_no_coder() -> None:
    one = item(coders=("A", "B", "chair"))
    whole = coded(
        codings_of([one], adjudicator="chair"), (one.id, "A", "water"), (one.id, "B", ""),
        (one.id, "chair", "water"),
    )  # fmt: skip
    told = agreement(whole, replicates=0)
    assert told.coders == ("A", "B")
    assert told.overall.values == 8
    assert told.blank == 0


def test_intervals_are_over_documents_and_hold_the_figure() -> None:
    items = [item(file=f"{n}.txt") for n in range(12)]
    rows = [(one.id, coder, "water" if n % 3 else "") for n, one in enumerate(items)
            for coder in "AB"]  # fmt: skip
    rows[1] = (items[0].id, "B", "water")
    whole = coded(codings_of(items), *rows)
    told = agreement(whole, 1, 200).overall
    assert told.value is not None
    assert told.between is not None
    assert told.between.low <= told.value <= told.between.high
    assert told == agreement(whole, 1, 200).overall


# ---------------------------------------------------------------- adjudication


@given(any_codings(TEXTS))
def test_an_adjudicator_sees_only_what_differs_and_changes_nothing(whole: Codings) -> None:
    put = adjudication(whole, "chair")
    assert {one.coders for one in put.items} <= {("chair",)}
    assert all(not reading.coder for one in put.items for reading in one.readings)
    assert set(decided(whole).disputed) == {one.id for one in put.items}
    ruled = put
    for one in put.items:
        ruled = ruled.put(one.id, "chair", Coding(marks=()))
    both = join([whole, ruled])
    assert {key: one for key, one in both.codings.items() if key[1] != "chair"} == whole.codings
    assert decided(both).disputed == ()
    assert {one for one, by in decided(both).by.items() if by is By.ADJUDICATED} == {
        one.id for one in put.items
    }
    assert adjudication(both, "chair").codings == ruled.codings


@given(MARKS, MARKS)
def test_the_order_of_readings_tells_nothing_of_who_read(first: object, second: object) -> None:
    one = item()
    codings = codings_of([one])
    seen = []
    for a, b in ((first, second), (second, first)):
        whole = codings.put(one.id, "A", Coding(marks=a)).put(one.id, "B", Coding(marks=b))  # type: ignore[arg-type]
        seen.append([each.readings for each in adjudication(whole, "chair").items])
    assert seen[0] == seen[1]


def test_who_read_what_is_told_on_request() -> None:
    one = item()
    whole = coded(codings_of([one]), (one.id, "A", "water"), (one.id, "B", ""))
    (put,) = adjudication(whole, "chair", names=True).items
    assert [reading.coder for reading in put.readings] == ["A", "B"]


def test_a_stance_that_one_coder_left_open_is_no_dispute() -> None:
    one = item()
    whole = coded(
        codings_of([one]), (one.id, "A", "water:supports fishing"),
        (one.id, "B", "water fishing:opposes"),
    )  # fmt: skip
    assert decided(whole).marks == {one.id: marks("water:supports fishing:opposes")}
    assert decided(coded(whole, (one.id, "B", "water:opposes fishing"))).disputed == (one.id,)


def test_a_coder_does_not_decide() -> None:
    with pytest.raises(RefusedError, match="who codes does not decide"):
        adjudication(codings_of([item()]), "A")


def test_marks_come_in_the_order_of_the_codebook() -> None:
    one = item()
    whole = codings_of([one]).put(
        one.id, "A", Coding(marks=(Mark(issue="crews"), Mark(issue="water")))
    )
    assert whole.of(one.id, "A").marks == marks("water crews")
    assert whole.put(one.id, "A", Coding(marks=None)) == codings_of([one])
