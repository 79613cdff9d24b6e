"""Answers in words."""

from __future__ import annotations

import itertools

import pytest
from markupsafe import escape

from dipoli.analysis.agreement.answers import (
    BasketAnswer,
    Check,
    Engine,
    Found,
    Standing,
    Verdict,
)
from dipoli.report.verdicts import BASKETS, proof_of, tell_basket, tell_zone

TITLES = {"water": "Water", "fish": "Fish & nets", "boats": "Boats"}


def found(verdict: Verdict, count: int | None = None, check: Check | None = None) -> Found:
    return Found(
        verdict=verdict,
        witness=None,
        count=count,
        engine=Engine.ENUMERATION,
        seconds=None,
        check=check,
    )


def basket(alone: Verdict, together: Verdict, sets: tuple[tuple[str, ...], ...]) -> BasketAnswer:
    one = found(alone)
    return BasketAnswer(
        basket="water",
        alone=Standing(negotiable=one, held=one, cautious=one, generous=one),
        together=sets,
        together_verdict=together,
        together_complete=True,
        together_witness=None,
    )


def test_every_pair_of_verdicts_has_its_sentence() -> None:
    assert set(BASKETS) == set(itertools.product(Verdict, Verdict))


@pytest.mark.parametrize("pair", list(BASKETS))
def test_a_basket_with_an_unknown_part_says_that_it_is_not_a_none(
    pair: tuple[Verdict, Verdict],
) -> None:
    alone, together = pair
    sets = (("fish",),) if together is Verdict.COMMON_GROUND else ()
    told = tell_basket(basket(alone, together, sets), TITLES)
    if Verdict.COMMON_GROUND not in pair and Verdict.UNKNOWN in pair:
        assert told.mark.word == "unknown"
        assert "not a \u201cnone\u201d" in told.sentence
    if Verdict.UNKNOWN in pair:
        assert told.mark.word != "none"


def test_sets_of_baskets_are_told_by_title_and_escaped_by_the_page() -> None:
    sets = (("fish", "boats"), ("boats",))
    told = tell_basket(basket(Verdict.NONE, Verdict.COMMON_GROUND, sets), TITLES)
    assert escape(told.sentence) == (
        "Not alone. Common ground exists when it moves together with "
        "\u201cFish &amp; nets\u201d and \u201cBoats\u201d; or with \u201cBoats\u201d."
    )


def test_the_zone_is_told_in_three_ways() -> None:
    told = {verdict: tell_zone(found(verdict)).sentence for verdict in Verdict}
    assert told[Verdict.COMMON_GROUND].startswith("Common ground exists")
    assert told[Verdict.NONE].startswith("No common ground on these assumptions")
    assert told[Verdict.UNKNOWN].startswith("Unknown within the time limit")


def test_a_proof_names_engine_checker_and_count() -> None:
    good = found(Verdict.COMMON_GROUND, 12414, Check(accepted=True, reasons=()))
    assert proof_of(good) == "enumeration; independent checker: accepted; 12,414 such packages"
    bad = found(Verdict.COMMON_GROUND, None, Check(accepted=False, reasons=("a < b",)))
    assert proof_of(bad) == "enumeration; independent checker: not accepted (a < b)"
    assert proof_of(found(Verdict.NONE, 0)) == "enumeration; no package to check"
