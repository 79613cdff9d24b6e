"""Two sides, two times, and many comparisons at once."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.analysis.discourse.comparison_campaigns import (
    chance_is_told_as_chance,
    differences_cover,
    discoveries_are_mostly_true,
    trends_cover,
)
from tests.analysis.discourse.counted import Said, Text, reading

from dipoli.analysis.discourse.bootstrap import Counts
from dipoli.analysis.discourse.change import ONE_YEAR, Period, by_period, by_year, slopes_of
from dipoli.analysis.discourse.comparison import by_chance, compared, corrected, divisions
from dipoli.analysis.discourse.counts import cells
from dipoli.analysis.discourse.discoveries import Rule, adjusted
from dipoli.analysis.discourse.figures import resolves

PEACE, THANKS = Said(words="peace", issues=("peace",)), Said(words="Thank you.")


@pytest.mark.parametrize("check", [differences_cover, chance_is_told_as_chance, trends_cover])
def test_a_sample_of_the_campaign_holds(check: Callable[[int, int], None]) -> None:
    check(1, 50)


def test_few_discoveries_of_a_sample_are_chance() -> None:
    discoveries_are_mostly_true(1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_correction_is_that_of_another_implementation(raw: list[float]) -> None:
    told = adjusted(raw, Rule.INDEPENDENT)
    assert told == pytest.approx(list(stats.false_discovery_control(raw, method="bh")))
    told = adjusted(raw)
    assert told == pytest.approx(list(stats.false_discovery_control(raw, method="by")))


def test_a_comparison_that_could_not_be_made_counts_as_none() -> None:
    assert adjusted([0.02, None]) == (0.02, None)
    assert adjusted([]) == ()
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjusted([1.5])


@given(st.randoms(use_true_random=False))
def test_p_is_the_share_of_all_divisions_by_the_slow_way(dice: random.Random) -> None:
    sizes = [dice.randint(3, 9) for _ in range(8)]
    hits = [dice.randint(0, size) for size in sizes]
    told = by_chance(*_columns(hits[:4], sizes[:4]), *_columns(hits[4:], sizes[4:]), 1)

    def far(group: tuple[int, ...]) -> float:
        means, spread = [], 0.0
        for chosen in (group, tuple(n for n in range(8) if n not in group)):
            total = sum(sizes[n] for n in chosen)
            mean = sum(hits[n] for n in chosen) / total
            squares = sum((hits[n] - mean * sizes[n]) ** 2 for n in chosen)
            spread += squares * len(chosen) / (len(chosen) - 1) / total**2
            means.append(mean)
        apart = abs(means[0] - means[1])
        if apart < 1e-12:
            return 0.0
        return math.inf if spread < 1e-16 else apart / math.sqrt(spread)

    ways = list(itertools.combinations(range(8), 4))
    as_far = [far(way) >= far((0, 1, 2, 3)) * (1 - 1e-9) for way in ways]
    assert told[0] == pytest.approx(sum(as_far) / len(ways))


def _columns(hits: list[int], sizes: list[int]) -> tuple[Counts, Counts]:
    return np.array(hits)[:, np.newaxis], np.array(sizes)


def test_divisions_by_lot_are_fair_and_their_p_is_never_nought() -> None:
    groups, whole = divisions(10, 20, 1, 2000)
    assert not whole
    assert (groups.sum(axis=1) == 10).all()
    assert groups.mean(axis=0) == pytest.approx(np.full(30, 1 / 3), abs=0.05)
    sides = (np.full((10, 1), 9), np.full(10, 9), np.zeros((20, 1), np.int64), np.full(20, 9))
    assert by_chance(*sides, 1, 2000)[0] == 1 / 2001


def yearly(peaceful: range, actor: str = "P1", language: str = "en") -> list[Text]:
    """A document a year from 2000 to 2019; in some of them half of the passages name peace."""
    return [
        Text(
            file=f"{actor}/{language}/{n}.txt",
            actors=(actor,),
            said=(PEACE if n in peaceful else THANKS, THANKS),
            date=f"{2000 + n}-01-01",
            language=language,
        )
        for n in range(20)
    ]


def test_two_actors_are_compared_with_their_passages_and_both_p() -> None:
    held = reading([*yearly(range(20)), *yearly(range(2), "P2")])
    one, other = cells(held, "speech")
    told = corrected(compared(one, other, 1))
    peace = told[0]
    assert peace.value == 0.5 - 0.05
    assert peace.interval is not None
    assert peace.interval.low < 0.45 < peace.interval.high
    assert peace.raw is not None
    assert peace.adjusted is not None
    assert peace.raw < peace.adjusted < 0.01
    assert all(resolves(held.corpus, side) for side in (peace.first, peace.second))
    assert [one.raw for one in told[1:]] == [1.0] * 3


def test_other_languages_and_genres_are_not_compared() -> None:
    held = reading([*yearly(range(20)), *yearly(range(2), "P2", "ko")])
    one, other = cells(held, "speech")
    with pytest.raises(ValueError, match="not compared"):
        compared(one, other, 1)


def test_an_issue_without_seeds_is_not_compared() -> None:
    texts = yearly(range(20))
    blind = evolve(THANKS, missing=("peace",))
    other = [evolve(one, said=(blind,)) for one in yearly(range(0), "P2")]
    one, two = cells(reading([*texts, *other]), "speech")
    told = compared(one, two, 1)[0]
    assert (told.value, told.interval, told.raw) == (None, None, None)
    assert "not nought" in told.why


def test_a_change_of_government_is_a_difference_of_two_given_times() -> None:
    held = reading([*yearly(range(10)), *yearly(range(0), "P2")])
    periods = (
        Period(actor="P1", label="first", since="2000", until="2009"),
        Period(actor="P1", label="second", since="2010"),
    )
    told = by_period(held, "speech", periods)
    assert [one.figures[0].share.value for one in told.periods] == [0.5, 0.0]
    assert told.differences[0].value == -0.5
    assert told.differences[0].adjusted is not None
    assert told.differences[0].adjusted < 0.01
    assert {one.first.actor for one in told.differences} == {"P1"}
    assert told.receipt.parameters["comparisons"] == "4"


def test_periods_that_overlap_are_refused() -> None:
    held = reading(yearly(range(10)))
    first = Period(actor="P1", label="first", since="2000", until="2009")
    for second in (evolve(first, since="2009"), evolve(first, since="2005")):
        with pytest.raises(ValueError, match="in order, apart"):
            by_period(held, "speech", (first, second))


def test_a_period_without_documents_is_shown_as_empty() -> None:
    held = reading(yearly(range(10)))
    told = by_period(held, "speech", (Period(actor="P1", label="later", since="2030"),))
    assert told.periods[0].figures == ()
    assert told.differences == ()


def test_a_trend_has_the_slope_of_a_line_through_the_shares() -> None:
    held = reading(yearly(range(10, 20)))
    (trend,) = (one for one in by_year(held, "speech").trends if one.issue == "peace")
    shares = [one.share.value or 0.0 for _year, one in trend.years]
    line = stats.linregress([year for year, _one in trend.years], shares)
    assert trend.slope.value == pytest.approx(line.slope)
    assert trend.slope.interval is not None
    assert trend.slope.interval.low > 0
    assert trend.raw is not None
    assert trend.adjusted is not None
    assert trend.raw < trend.adjusted < 0.02


def test_weights_of_a_trend_are_passages_by_another_implementation() -> None:
    dice = np.random.default_rng(3)
    of, years = dice.integers(4, 60, 12), np.arange(12.0) + 1990
    hits = dice.binomial(of, 0.3)
    slope, _half, _p = slopes_of(hits[:, None], of, years, 1, "t", 200)
    assert slope[0] == pytest.approx(np.polyfit(years, hits / of, 1, w=np.sqrt(of))[0])


def test_where_no_line_can_be_drawn_the_trend_says_why() -> None:
    told = by_year(reading(yearly(range(3))[:7]), "speech").trends[0]
    assert told.slope.value is told.raw is None
    assert "fewer than 8 documents" in told.slope.why
    texts = [evolve(one, date="2001") for one in yearly(range(3))]
    assert by_year(reading(texts), "speech").trends[0].slope.why == ONE_YEAR
    flat = by_year(reading(yearly(range(3))), "speech").trends[1]
    assert (flat.slope.value, flat.slope.interval, flat.raw) == (0.0, None, 1.0)
    assert "no passage" in flat.slope.why


def test_a_document_of_unknown_date_is_in_no_trend_and_is_told() -> None:
    texts = yearly(range(10))
    unknown = evolve(texts[0], file="unknown", date="")
    told, plain = (by_year(reading(rows), "speech") for rows in ([*texts, unknown], texts))
    assert told.undated == ("unknown",)
    assert told.trends == plain.trends
    assert by_year(reading([unknown]), "speech").trends == ()
