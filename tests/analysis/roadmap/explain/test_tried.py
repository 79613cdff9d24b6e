"""What was tried where no repair of a kind was found, and what stands in the way even then."""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.roadmap.roads import random_question, random_road
from tests.report.pages import korea

from dipoli.analysis.case import Case, Condition, Step
from dipoli.analysis.roadmap import find, question_of
from dipoli.analysis.roadmap.answers import Cause
from dipoli.analysis.roadmap.asked import steps_of, with_steps
from dipoli.analysis.roadmap.explain import RepairKind, Tried, Verdict, explain
from dipoli.analysis.roadmap.question import Guarantee, Question

SEEDS = st.integers(min_value=0, max_value=10_000)


def smaller(case: Case, question: Question, kind: RepairKind, seed: int) -> Question:
    """A question changed somewhat, at random, in the way of a kind."""
    dice = random.Random(seed)
    steps = steps_of(case, question)

    def changed(step: Step) -> Step:
        if kind is RepairKind.VERIFICATION:
            return evolve(step, verification_months=dice.randint(0, step.verification_months))
        if kind is RepairKind.RECOVERABLE and step.condition is Condition.EXCHANGE:
            return evolve(step, recoverable=dice.randint(step.recoverable, 100))
        return step

    if kind in {RepairKind.ADDED, RepairKind.ESCROW}:
        given_ = tuple(
            Guarantee(party=one.party, towards=one.towards, points=dice.randint(0, 30), by="x")
            for one in case.exposure_limits
        )
        return evolve(question, guarantees=(*question.guarantees, *given_))
    return with_steps(case, question, [changed(step) for step in steps.values()])


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_where_no_change_of_a_kind_is_said_to_help_none_at_random_does(seed: int) -> None:
    case = random_road(seed)
    question = random_question(seed, case)
    told = explain(case, question, tries=3)
    assert {one.kind for one in told.tried} == set(told.not_found) - {RepairKind.DROPPED}
    for one in told.tried:
        assert bool(one.still or one.end) >= one.sure
        assert one.possible or not (one.sure or one.still or one.end)
        assert all(row.blocks for row in one.still)
        follows = {Cause.PREREQUISITE, Cause.ORDER}
        causes = {block.cause for row in one.still for block in row.blocks}
        assert causes.isdisjoint(follows) or causes <= follows
        for again in range(3 if one.sure else 0):
            asked = smaller(case, question, one.kind, seed + again)
            assert not find(case, asked, tries=10).check.complete


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_where_there_is_a_roadmap_nothing_was_tried(seed: int) -> None:
    case = random_road(seed)
    told = explain(case, random_question(seed, case), tries=3)
    if told.decision.verdict is Verdict.ROADMAP:
        assert told.tried == ()


@pytest.fixture(scope="module")
def real() -> dict[RepairKind, Tried]:
    case = korea()
    told = explain(case, question_of(case))
    return {one.kind: one for one in told.tried}


def test_in_the_real_case_no_guarantee_helps_for_what_no_points_can_buy(
    real: dict[RepairKind, Tried],
) -> None:
    for kind in (RepairKind.ESCROW, RepairKind.ADDED, RepairKind.RECOVERABLE):
        one = real[kind]
        assert one.sure
        causes = {block.cause for row in one.still for block in row.blocks}
        assert causes == {Cause.STATE}


def test_in_the_real_case_quicker_verification_leaves_an_account_short(
    real: dict[RepairKind, Tried],
) -> None:
    one = real[RepairKind.VERIFICATION]
    assert one.sure
    assert Cause.ACCOUNT in {block.cause for row in one.still for block in row.blocks}


def test_what_was_tried_in_part_alone_is_not_called_proven(
    real: dict[RepairKind, Tried],
) -> None:
    for kind in (RepairKind.TRANCHES, RepairKind.JOINED):
        assert not real[kind].sure
