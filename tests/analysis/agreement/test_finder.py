"""Examples of the finder on cases small enough to be reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from tests.generators import SET, Size, random_case, with_position

from dipoli.analysis.agreement import (
    Means,
    Reading,
    Rule,
    SoftLines,
    Verdict,
    agree,
    alone,
    answer,
    find,
    question_of,
    stalemate,
)
from dipoli.analysis.agreement.answers import Engine
from dipoli.analysis.agreement.checker import gain, violations
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.model import build, leaves, worth_of
from dipoli.analysis.agreement.program import Outcome, Status
from dipoli.analysis.agreement.search import verdict_of
from dipoli.analysis.case import (
    Agreement,
    Atom,
    Case,
    Consent,
    ConsentKind,
    IssuePosition,
    RedLine,
    Reservation,
    SourceUnits,
)
from dipoli.terms import Confidence

PLAIN = Size(parties=2, issues=2, options=3, baskets=2, leaves=1, lines=0, links=0, even=True)
COUNTED = Means()
SOLVED = Means(counted=0)


def swap(first: tuple[int, ...], second: tuple[int, ...]) -> Case:
    """Two parties, two issues in two baskets: each values the options of i0 and i1 as given.

    P1 values i0 at ``first`` and i1 at ``second``; P2 the other way round; both weigh them alike.
    """
    case = random_case(0, PLAIN)
    for code, pair in (("P1", (first, second)), ("P2", (second, first))):
        rows = tuple(_row(f"i{k}", values) for k, values in enumerate(pair))
        base = sum(500 * row.value[0] for row in rows)
        position = case.positions[SET][code]
        kept = evolve(position.reservation, value=base, low=base, high=base)
        case = with_position(case, evolve(position, issues=rows, reservation=kept, red_lines=()))
    leaf = case.positions[SET]["L1"]
    row = _row("i0", (50, 50, 50))
    kept = evolve(leaf.reservation, value=25000, low=25000, high=25000)
    return with_position(case, evolve(leaf, issues=(row,), reservation=kept, red_lines=()))


def _row(issue: str, values: tuple[int, ...]) -> IssuePosition:
    return IssuePosition(
        issue=issue, importance=500, importance_range=(500, 500), value=values,
        low=tuple(max(0, one - 10) for one in values),
        high=tuple(min(100, one + 10) for one in values),
        confidence=Confidence.MEDIUM, interest="-",
    )  # fmt: skip


EXCHANGE = swap((50, 40, 0), (50, 80, 100))
"""Each gives 10 or 50 on one issue and gets 30 or 50 on the other: only an exchange pays."""


@pytest.mark.parametrize("means", [COUNTED, SOLVED])
def test_neither_basket_is_settled_alone_but_both_together(means: Means) -> None:
    told = agree(EXCHANGE, question_of(EXCHANGE), means)
    assert [one.alone.negotiable.verdict for one in told.baskets] == [Verdict.NONE] * 2
    assert [one.together for one in told.baskets] == [(("b1",),), (("b0",),)]
    assert told.zone.standing.negotiable.verdict is Verdict.COMMON_GROUND


@pytest.mark.parametrize("means", [COUNTED, SOLVED])
def test_the_rules_find_the_packages_that_hand_reckoning_finds(means: Means) -> None:
    # (1, 1): each gains 500 * (-10 + 30) = 10000. (2, 2): 500 * (-50 + 50) = 0.
    # (1, 2): P1 gains 500 * (-10 + 50), P2 500 * (-50 + 30) < 0, so it is out.
    asked = question_of(EXCHANGE)
    expected = {
        Rule.TOTAL_GAIN: "20000",
        Rule.NASH: "100000000",
        Rule.KALAI_SMORODINSKY: "1",
        Rule.LEXIMIN: "10000",
    }
    for rule, value in expected.items():
        told = answer(EXCHANGE, asked, rule, means)
        assert told.value_exact == value
        assert told.package == {"i0": 1, "i1": 1}
        assert told.proven
        assert told.gains == {"P1": 10000, "P2": 10000}


def test_the_zone_of_the_exchange_holds_two_packages_and_not_the_status_quo() -> None:
    zone = enumerate_zone(build(EXCHANGE, question_of(EXCHANGE)))
    assert [zone.package(row) for row in range(len(zone))] == [(1, 1), (2, 2)]


def test_in_a_set_of_outcomes_the_first_options_are_an_outcome_like_any_other() -> None:
    stated = Reservation(rule="stated", value=0, low=0, high=0, note="-")
    only = evolve(EXCHANGE.position_sets[0], agreement=Agreement.OUTCOMES)
    positions = {
        code: evolve(one, agreement=Agreement.OUTCOMES, reservation=stated)
        for code, one in EXCHANGE.positions[only.id].items()
    }
    case = evolve(EXCHANGE, position_sets=(only,), positions={only.id: positions})
    asked = question_of(case)
    zone = enumerate_zone(build(case, asked))
    every = [(one, other) for one in range(3) for other in range(3)]
    assert [zone.package(row) for row in range(len(zone))] == every
    found = agree(case, asked, COUNTED)
    assert found.zone.status_quo is None
    assert found.baskets == ()
    assert all([row.issue for row in one.issues] == ["i0", "i1"] for one in found.packages)
    with pytest.raises(ValueError, match="outcomes"):
        find(case, evolve(asked, still=(case.baskets[0].id,)), COUNTED)


def test_a_gain_is_told_in_units_of_the_source() -> None:
    position = EXCHANGE.positions[EXCHANGE.position_sets[0].id]["P1"]
    assert position.in_source_units(7) == 7 + position.reservation.value
    units = SourceUnits(
        unit="utility", factor=1000, importance_factor=1, shift=20, error="0.0005", note=""
    )
    stated = Reservation(rule="stated", value=320, low=320, high=320, note="-")
    imported = evolve(position, source_units=units, reservation=stated)
    assert imported.in_source_units(0) == Fraction(3, 10)
    assert imported.in_source_units(500) == Fraction(8, 10)


def test_what_a_basket_gets_and_gives_is_told_with_its_range() -> None:
    told = answer(EXCHANGE, question_of(EXCHANGE), Rule.NASH, COUNTED)
    gives, gets = (row.worth["P1"] for row in told.issues)
    assert (gives.value, gives.low, gives.high) == (-5000, -15000, 5000)
    assert (gets.value, gets.low, gets.high) == (15000, 5000, 25000)


def test_a_range_takes_the_end_of_the_importance_that_is_worse_or_better() -> None:
    row = evolve(_row("i0", (50, 80, 20)), importance_range=(400, 600))
    assert (worth_of(row, 1).low, worth_of(row, 1).high) == (4000, 30000)
    assert (worth_of(row, 2).low, worth_of(row, 2).high) == (-30000, -4000)


@pytest.mark.parametrize("means", [COUNTED, SOLVED])
def test_at_the_cautious_end_a_party_that_might_lose_does_not_accept(means: Means) -> None:
    asked = question_of(EXCHANGE)
    cautious = find(EXCHANGE, evolve(asked, reading=Reading.CAUTIOUS), means)
    generous = find(EXCHANGE, evolve(asked, reading=Reading.GENEROUS), means)
    assert cautious.verdict is Verdict.NONE
    assert generous.verdict is Verdict.COMMON_GROUND


def with_consent(case: Case, *bodies: str) -> Case:
    row = Consent(
        id="cn0", issue="i0", options=(1,), bodies=bodies, kind=ConsentKind.LEGAL, reason="-"
    )
    line = RedLine(
        id="l1-line", when=(Atom(issue="i1", options=(1,)),), firmness=FIRM, reason="-",
        sources=("s",), confidence=Confidence.LOW,
    )  # fmt: skip
    leaf = evolve(case.positions[SET]["L1"], red_lines=(line,))
    return with_position(evolve(case, consents=(row,)), leaf)


FIRM = random_case(0).positions[SET]["P1"].red_lines[0].firmness.__class__.HARD


@pytest.mark.parametrize("body", ["L1", "C1"])
@pytest.mark.parametrize("means", [COUNTED, SOLVED])
def test_a_body_is_asked_only_when_an_option_needs_it(body: str, means: Means) -> None:
    case = with_consent(EXCHANGE, body)
    asked = question_of(case)
    # (1, 1) needs L1, which refuses i1=1; (2, 2) needs nobody.
    told = find(case, asked, means)
    assert told.witness == {"i0": 2, "i1": 2}
    free = find(case, question_of(case, unclaimed=(body,)), means)
    assert free.verdict is Verdict.COMMON_GROUND
    held = find(case, evolve(asked, hold=(Atom(issue="i0", options=(1,)),)), means)
    assert held.verdict is Verdict.NONE


def test_a_procedural_body_is_assumed_to_consent_and_a_composite_resolves_to_its_own() -> None:
    assert leaves(EXCHANGE, "Q1") == ()
    assert leaves(EXCHANGE, "C1") == ("P1", "L1")
    assert leaves(EXCHANGE, "C1", without=("L1",)) == ("P1",)


def test_a_member_that_is_not_at_the_table_is_still_asked_for_its_consent() -> None:
    case = with_consent(EXCHANGE, "P2")
    asked = question_of(case)
    absent = evolve(asked, seats=("P1",))
    zone = enumerate_zone(build(case, absent))
    options = {zone.package(row) for row in range(len(zone))}
    # P1 alone gains from (0, 1), (0, 2), (1, 1), (1, 2) and loses nothing by (2, 2);
    # i0=1 calls on P2, which refuses (1, 2) and accepts (1, 1).
    assert options == {(0, 1), (0, 2), (1, 1), (2, 2)}


def test_while_one_basket_stays_as_it_is_the_other_waits_for_it() -> None:
    told = stalemate(EXCHANGE, question_of(EXCHANGE), "b0", COUNTED)
    assert [(one.basket, one.together_verdict) for one in told] == [("b1", Verdict.NONE)]


def test_a_soft_line_may_be_crossed_and_is_told_or_is_held() -> None:
    line = RedLine(
        id="soft", when=(Atom(issue="i0", options=(1,)),), firmness=FIRM.__class__.SOFT,
        reason="-", sources=("s",), confidence=Confidence.LOW,
    )  # fmt: skip
    case = with_position(EXCHANGE, evolve(EXCHANGE.positions[SET]["P2"], red_lines=(line,)))
    asked = question_of(case)
    told = answer(case, asked, Rule.TOTAL_GAIN, COUNTED)
    assert told.soft_lines_crossed == ("red-line/P2/soft",)
    held = answer(case, evolve(asked, soft_lines=SoftLines.HELD), Rule.TOTAL_GAIN, COUNTED)
    assert held.package == {"i0": 2, "i1": 2}


def test_where_somebody_always_gains_nothing_nash_singles_out_none() -> None:
    case = swap((50, 50, 0), (50, 80, 0))
    asked = question_of(case, away=("P2",))
    both = evolve(asked, seats=("P1", "P2"), still=("b1",))
    for means in (COUNTED, SOLVED):
        told = answer(case, both, Rule.NASH, means)
        assert told.value_exact == "0"
        assert told.value == float("-inf")
        assert "singles out none" in told.note


def test_unknown_never_reads_as_none() -> None:
    ended = Outcome(status=Status.LIMIT, columns=None, value=None, bound=None)
    proven = Outcome(status=Status.INFEASIBLE, columns=None, value=None, bound=None)
    assert verdict_of(ended, None) is Verdict.UNKNOWN
    assert verdict_of(proven, None) is Verdict.NONE


def test_an_answer_stopped_at_once_is_unknown_or_proven_but_never_a_wrong_none() -> None:
    size = Size(parties=8, issues=60, options=5, leaves=4, lines=4, links=10, even=True)
    case = random_case(11, size)
    hurried = Means(limit=0.01, counted=0)
    patient = find(case, question_of(case), Means(counted=0))
    assert patient.verdict is Verdict.COMMON_GROUND
    for rule in Rule:
        told = answer(case, question_of(case), rule, hurried)
        assert told.verdict is not Verdict.NONE
        assert told.verdict is Verdict.UNKNOWN or told.check is not None


def test_a_package_with_an_unknown_option_or_issue_is_refused() -> None:
    asked = question_of(EXCHANGE)
    assert violations(EXCHANGE, asked, {"i0": 9, "i1": 0})
    assert violations(EXCHANGE, asked, {"i0": 1})
    assert violations(EXCHANGE, asked, {"i0": 1, "i1": 1, "i2": 0})
    assert gain(EXCHANGE, asked, "P1", {"i0": 1, "i1": 1}) == 10000


def test_too_many_packages_are_not_counted() -> None:
    case = random_case(0, Size(issues=40, options=4, even=True))
    model = build(case, question_of(case))
    with pytest.raises(ValueError, match="too many"):
        enumerate_zone(model)


def test_a_question_that_names_what_the_case_lacks_is_misuse() -> None:
    with pytest.raises(ValueError, match="no basket"):
        build(EXCHANGE, alone(EXCHANGE, question_of(EXCHANGE), "nowhere"))


def test_every_answer_carries_engine_time_and_receipt() -> None:
    ticks = iter(range(10_000))
    told = agree(EXCHANGE, question_of(EXCHANGE), Means(clock=lambda: float(next(ticks))))
    assert told.zone.standing.negotiable.engine is Engine.ENUMERATION
    assert told.zone.standing.negotiable.seconds == 1.0
    assert told.receipt.seconds is not None
    assert told.receipt.exact
    assert told.receipt.inputs == EXCHANGE.digest
    assert told.receipt.does_not_show
