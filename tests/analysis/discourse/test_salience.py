"""Salience: shares within one genre and language, their intervals, and what they rest on."""

from __future__ import annotations

import random

import numpy as np
import pytest
from attrs import evolve
from scipy import stats
from tests.analysis.discourse.counted import Said, Text, random_texts, reading
from tests.analysis.discourse.figures_campaigns import (
    every_figure_resolves,
    intervals_cover,
    presence_covers,
)

from dipoli.analysis.discourse.bootstrap import (
    Interval,
    apart,
    bound,
    of_shares,
    student,
    weights,
)
from dipoli.analysis.discourse.counts import cells
from dipoli.analysis.discourse.figures import DOES_NOT_SHOW, Figure, resolves
from dipoli.analysis.discourse.salience import Salience, joint_texts, salience

SEEDS = random.Random(9).sample(range(100_000), 30)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_a_corpus_by_lot_resolves(seed: int) -> None:
    every_figure_resolves(seed)


def test_intervals_of_a_few_simulated_corpora_hold_the_truth() -> None:
    intervals_cover(SEEDS[0], 50)
    presence_covers(SEEDS[0])


def six(*said: Said, language: str = "en", genre: str = "speech") -> list[Text]:
    """The same words in each of six documents of one actor, a year apart."""
    return [
        Text(
            file=f"{language}/{n}.txt",
            actors=("P1",),
            said=said,
            date=f"{2010 + n}-01-02",
            language=language,
            genre=genre,
        )
        for n in range(6)
    ]


def of(told: Salience, actor: str, issue: str) -> Figure:
    (found,) = (one for one in told.figures if (one.actor, one.issue) == (actor, issue))
    return found


def test_shares_rates_and_presence_are_counted_as_said() -> None:
    held = reading(six(Said(words="We want peace.", issues=("peace",)), Said(words="Thank you.")))
    told = of(salience(held, "speech"), "P1", "peace")
    assert (told.share.value, told.presence.value) == (0.5, 1.0)
    assert told.rate.value == 1000 / 5
    assert told.unit == "words"
    assert told.first is not None
    assert told.last is not None
    assert (told.first.passage.file, told.last.passage.file) == ("en/0.txt", "en/5.txt")
    assert (told.first.code.start, told.first.code.end) == (8, 13)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "和平 万岁"), ("ko", "평화 만세"), ("ja", "平和 万歳")]
)
def test_length_is_told_in_characters_where_words_are_not(language: str, words: str) -> None:
    held = reading(six(Said(words=words, issues=("peace",)), language=language))
    told = of(salience(held, "speech"), "P1", "peace")
    assert (told.unit, told.length) == ("characters", 24)


def test_genres_and_languages_are_never_put_together() -> None:
    said = Said(words="peace", issues=("peace",))
    texts = [*six(said), *six(said, language="ko")]
    texts += [evolve(one, file=f"s/{one.file}", genre="statement") for one in six(said)]
    told = salience(reading(texts), "speech").figures
    assert {one.genre for one in told} == {"speech"}
    assert [one.language for one in told if one.issue == "peace"] == ["en", "ko"]
    assert all(len(one.documents) == 6 for one in told)
    with pytest.raises(ValueError, match="one genre"):
        salience(reading(texts), "letter")
    with pytest.raises(ValueError, match="one genre"):
        salience(reading(texts), "")


def test_what_was_not_read_is_unknown_and_what_was_not_said_is_nought() -> None:
    held = reading(six(Said(words="Thank you.", missing=("rights",))))
    told = salience(held, "speech")
    unknown, silent = of(told, "P1", "rights"), of(told, "P1", "arms")
    assert unknown.share.value is unknown.rate.value is unknown.presence.value is None
    assert "not nought" in unknown.share.why
    assert silent.share.value == 0.0
    assert silent.share.interval == Interval(low=0.0, high=bound(6), bound=True)


def test_fewer_than_five_documents_give_no_interval_and_say_why() -> None:
    held = reading(six(Said(words="peace", issues=("peace",)))[:4])
    told = of(salience(held, "speech"), "P1", "peace")
    assert told.share.value == 1.0
    assert told.share.interval is told.rate.interval is told.presence.interval is None
    assert "fewer than 5 documents" in told.share.why


def test_a_joint_text_has_a_table_of_its_own_and_is_in_nobodys_share() -> None:
    said = Said(words="peace", issues=("peace",))
    both = Text(file="joint.txt", actors=("P1", "P2"), said=(said, said), genre="speech")
    held = reading([*six(Said(words="Thank you.")), both])
    assert {one.actor for one in salience(held, "speech").figures} == {"P1"}
    assert of(salience(held, "speech"), "P1", "peace").share.value == 0.0
    (told,) = joint_texts(held)
    assert (told.makers, told.passages) == (("P1", "P2"), 2)
    assert [(issue, len(found)) for issue, found in told.raised] == [("peace", 2)]


def test_the_words_of_a_journalist_are_in_nobodys_share() -> None:
    own, other = (
        Said(words="peace", issues=("peace",)),
        Said(words="arms", issues=("arms",), by=None),
    )
    told = salience(reading(six(own, other)), "speech")
    assert of(told, "P1", "peace").passages == 6
    assert of(told, "P1", "arms").share.value == 0.0


def test_a_date_that_does_not_say_whether_it_is_inside_is_left_out_and_told() -> None:
    texts = six(Said(words="peace", issues=("peace",)))
    texts[0] = evolve(texts[0], date="2012")
    told = salience(reading(texts), "speech", between=("2012-06", "2014"))
    assert told.undated == ("en/0.txt",)
    assert of(told, "P1", "peace").documents == ("en/3.txt", "en/4.txt")


def test_the_same_seed_gives_the_same_figures_whatever_other_actors_there_are() -> None:
    texts = random_texts(4)
    alone = [one for one in texts if one.actors == ("P1",)]
    genre = alone[0].genre
    whole, part = (salience(reading(one), genre, seed=3) for one in (texts, alone))
    mine = {(one.language, one.issue): one for one in part.figures}
    for one in whole.figures:
        if one.actor == "P1":
            other = mine[one.language, one.issue]
            assert (one.share, one.rate, one.presence) == (other.share, other.rate, other.presence)


def test_every_result_says_what_it_does_not_show_and_names_its_papers() -> None:
    held = reading(six(Said(words="peace", issues=("peace",))))
    told = salience(held, "speech", seed=7).receipt
    assert set(DOES_NOT_SHOW) <= set(told.does_not_show)
    assert told.seed == 7
    assert told.parameters["corpus sha256"] == held.corpus.digest
    assert told.parameters["codebook sha256"] == held.codebook.digest


def test_a_figure_of_altered_hashes_does_not_resolve() -> None:
    held = reading(six(Said(words="peace", issues=("peace",))))
    figure = of(salience(held, "speech"), "P1", "peace")
    assert resolves(held.corpus, figure)
    gone = dict(held.corpus.documents)
    del gone["en/0.txt"]
    assert not resolves(evolve(held.corpus, documents=gone), figure)


def test_a_reading_that_would_count_twice_is_refused() -> None:
    held = reading(six(Said(words="peace", issues=("peace",))))
    twice = evolve(held.coded[0], codes=held.coded[0].codes * 2)
    with pytest.raises(ValueError, match="one issue twice"):
        evolve(held, coded=(twice, *held.coded[1:]))
    with pytest.raises(ValueError, match="more than once"):
        evolve(held, coded=(*held.coded, held.coded[0]))


def test_codes_that_the_codebook_does_not_have_are_refused() -> None:
    held = reading(six(Said(words="peace", issues=("peace",))))
    with pytest.raises(ValueError, match="does not have"):
        evolve(held, codebook=evolve(held.codebook, issues=held.codebook.issues[1:]))


def test_students_quantile_is_that_of_another_implementation() -> None:
    degrees = np.concatenate([np.linspace(1, 40, 400), np.array([100.0, 1000.0])])
    off = np.abs(student(degrees) / stats.t.ppf(0.975, degrees) - 1)
    assert off.max() < 0.03
    assert off[degrees >= 2].max() < 0.005


def test_the_bound_is_that_of_another_implementation() -> None:
    for documents in (5, 17, 100):
        told = stats.binomtest(0, documents, alternative="less").proportion_ci(0.95, "exact")
        assert bound(documents) == pytest.approx(told.high)


def test_without_clustering_the_interval_is_wilsons_by_another_implementation() -> None:
    """Where every document has the same share, documents add nothing to the spread of passages."""
    size = 400
    hits, sizes = np.full((size, 1), 3), np.full(size, 20)
    told = of_shares(hits, sizes, weights(1, "same", size, 200))[0]
    other = stats.binomtest(3 * size, 20 * size).proportion_ci(0.95, "wilson")
    assert told.low == pytest.approx(other.low, rel=0.01)
    assert told.high == pytest.approx(other.high, rel=0.01)


def test_draws_are_of_whole_documents_by_the_slow_way() -> None:
    """The mean and variance of how often a document is drawn are those of a fair draw."""
    drawn = weights(5, "fair", 8, 20_000)
    assert drawn.mean(axis=0) == pytest.approx(np.ones(8), abs=0.04)
    assert drawn.var(axis=0) == pytest.approx(np.full(8, 7 / 8), abs=0.05)
    with pytest.raises(ValueError, match="from 100"):
        weights(5, "few", 8, 99)


def test_an_interval_of_a_difference_holds_nought_for_equals_and_turns_with_its_sides() -> None:
    one, other = Interval(low=0.1, high=0.4), Interval(low=0.0, high=0.1)
    told, turned = apart(one, 0.2, other, 0.05), apart(other, 0.05, one, 0.2)
    assert (told.low, told.high) == pytest.approx((-turned.high, -turned.low))
    same = apart(one, 0.2, one, 0.2)
    assert same.low < 0 < same.high


def test_a_cell_is_one_actors_own_words() -> None:
    held = reading(random_texts(11))
    for genre in {one.genre for one in held.corpus.documents.values()}:
        for cell in cells(held, genre):
            passages = [one.passage for row in cell.coded for one in row]
            assert {one.actor for one in passages} == {cell.actor}
            assert {held.corpus.documents[one.file].language for one in passages} == {cell.language}


def test_a_document_of_unknown_date_is_counted_but_is_no_first_mention() -> None:
    texts = six(Said(words="peace", issues=("peace",)))
    texts[2] = evolve(texts[2], date="")
    held = reading(texts)
    told = of(salience(held, "speech"), "P1", "peace")
    assert told.undated == ("en/2.txt",)
    assert told.presence.value == 1.0
    assert told.first is not None
    assert told.last is not None
    assert (told.first.passage.file, told.last.passage.file) == ("en/0.txt", "en/5.txt")
    assert resolves(held.corpus, told)
    assert salience(held, "speech", between=("2000", "")).undated == ("en/2.txt",)
    alone = reading([texts[2]])
    assert of(salience(alone, "speech"), "P1", "peace").first is None
