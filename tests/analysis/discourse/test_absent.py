"""What an actor's other texts mostly raise and one does not, beside a slow count of the same."""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from tests.analysis.discourse.counted import Said, Text, random_texts, reading

from dipoli.analysis.discourse.absent import ABSENCE, FEW_OTHERS, absent, absent_from_last
from dipoli.analysis.discourse.bootstrap import FEWEST
from dipoli.analysis.discourse.counts import Reading

SEEDS = random.Random(11).sample(range(100_000), 30)


def six(*said: Said) -> list[Text]:
    """The same words in each of six documents of one actor, a year apart."""
    return [
        Text(file=f"{n}.txt", actors=("P1",), said=said, date=f"{2010 + n}-01-02") for n in range(6)
    ]


def test_an_issue_that_all_others_raise_is_absent_with_the_passages_of_the_others() -> None:
    texts = six(Said(words="peace", issues=("peace",)))
    texts[3] = evolve(texts[3], said=(Said(words="Thank you."),))
    held = reading(texts)
    (told,) = absent(held, "speech", lambda document: document.file == "3.txt")
    (one,) = told.absent
    assert (one.issue, one.carried, told.others) == ("peace", 5, 5)
    assert told.documents == ("3.txt",)
    assert [found.passage.file for found in one.evidence] == [f"{n}.txt" for n in (0, 1, 2, 4, 5)]
    assert told.note == ABSENCE
    (told,) = absent(held, "speech", lambda document: document.file == "2.txt")
    assert (told.absent, told.why) == ((), "")


def test_with_too_few_others_it_is_unknown_and_says_so() -> None:
    texts = six(Said(words="peace", issues=("peace",)))[:5]
    texts[3] = evolve(texts[3], said=(Said(words="Thank you."),))
    (told,) = absent(reading(texts), "speech", lambda document: document.file == "3.txt")
    assert (told.others, told.absent, told.why) == (4, (), FEW_OTHERS)


def test_what_cannot_be_read_is_unknown_and_never_absent() -> None:
    texts = six(Said(words="peace", issues=("peace",)))
    texts[5] = evolve(texts[5], said=(Said(words="Thank you.", missing=("peace",)),))
    (told,) = absent_from_last(reading(texts), "speech")
    assert told.documents == ("5.txt",)
    assert (told.absent, told.unread) == ((), ("peace",))


def test_the_last_is_by_date_and_a_text_without_one_is_never_it() -> None:
    texts = six(Said(words="peace", issues=("peace",)))
    texts[0] = evolve(texts[0], date="")
    texts[4] = evolve(texts[4], date=texts[5].date)
    told = absent_from_last(reading(texts), "speech")
    assert [one.documents for one in told] == [("4.txt",), ("5.txt",)]
    assert absent_from_last(reading([evolve(one, date="") for one in texts]), "speech") == ()


def slowly(held: Reading, file: str, actor: str) -> tuple[list[tuple[str, int]], int]:
    """Issues that more than half of the others raise and this one does not; and the others."""
    documents, here = held.corpus.documents, held.corpus.documents[file]
    raised: dict[str, set[str]] = {}
    for row in held.coded:
        one = documents[row.passage.file]
        like = (one.genre, one.language) == (here.genre, here.language)
        if row.passage.actor == actor and like:
            raised.setdefault(one.file, set()).update(code.issue for code in row.codes)
    others = [issues for name, issues in raised.items() if name != file]
    unread = {
        issue
        for row in held.coded
        for issue in row.missing
        if row.passage.actor == actor and row.passage.file in raised
    }
    found = [(issue, sum(issue in one for one in others)) for issue in held.issues]
    return [
        (issue, count)
        for issue, count in found
        if 2 * count > len(others) >= FEWEST and issue not in raised[file] | unread
    ], len(others)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_of_a_corpus_by_lot_is_as_a_slow_count_has_it(seed: int) -> None:
    held = reading(random_texts(seed))
    own = {
        (one.file, one.actor)
        for one in held.corpus.passages
        if one.actor is not None and not one.joint
    }
    for file in {file for file, _actor in own}:
        genre = held.corpus.documents[file].genre
        told = absent(held, genre, held.corpus.documents[file].__eq__)
        assert {(file, one.actor) for one in told} == {pair for pair in own if pair[0] == file}
        for one in told:
            rows, others = slowly(held, file, one.actor)
            assert [(row.issue, row.carried) for row in one.absent] == rows
            assert (one.others, bool(one.why)) == (others, others < FEWEST)
            assert all(
                held.corpus.holds(each.passage) for row in one.absent for each in row.evidence
            )


@pytest.mark.parametrize("expected", [-0.1, 1.0])
def test_a_share_that_cannot_be_expected_is_refused(expected: float) -> None:
    held = reading(six(Said(words="peace", issues=("peace",))))
    with pytest.raises(ValueError, match="from 0 to less than 1"):
        absent(held, "speech", lambda _document: True, expected=expected)
