"""Questions changed in one respect: what falls, what moves, what is possible, whose consent."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.analysis.roadmap.frames import frame, schedule, step
from tests.analysis.roadmap.naive import all_acts, faults
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Atom, Basis, Case, Condition, Ratifier, RatifierKind, Requirement
from dipoli.analysis.roadmap import Schedule, Start, find, question_of
from dipoli.analysis.roadmap.asked import act_id, bundles_of, steps_of
from dipoli.analysis.roadmap.explain import holds, prove
from dipoli.analysis.roadmap.model import compile_model
from dipoli.analysis.roadmap.whatif import (
    Link,
    Moved,
    compare,
    dropping,
    freezing,
    links,
    needs,
    ordered,
    possible,
    refusing,
    slower,
)
from dipoli.codec.case_folder import read_case

KOREA = Path(__file__).resolve().parents[3] / "cases" / "korea"
SEEDS = random.Random(81).sample(range(100_000), 40)


def body(code: str, *parts: str, of: str | None = None) -> Ratifier:
    kind = RatifierKind.COMPOSITE if parts else RatifierKind.PROCEDURAL
    return Ratifier(
        code=code, of=of, name=code, kind=kind, rule="", note="", binds=(), all_of=parts or None
    )


@pytest.fixture(scope="module")
def korea() -> Case:
    return read_case(KOREA)


def test_a_refusal_brings_down_what_needs_it_and_what_comes_after() -> None:
    case = frame(
        step("a", "P1", consents=("C",)),
        step("b", "P2", after=("a",), issue=1),
        step("c", "P3", issue=2),
        ratifiers=(body("C", "P1", "Q"), body("Q")),
    )
    asked = question_of(case)
    told = compare(case, find(case, asked), refusing(asked, ("Q",)))
    assert told.falls == told.never == ("a", "b")
    assert told.starts == ()
    assert [one.steps for one in told.now] == [("c",)]


def test_a_longer_verification_moves_what_waits_for_it() -> None:
    case = frame(
        step("a", "P1", months=2), step("b", "P2", after=("a",), issue=1), step("c", "P3", issue=2)
    )
    asked = question_of(case)
    told = compare(case, find(case, asked), slower(asked, 6))
    assert told.moved == (Moved(step="b", months=6),)
    assert told.falls == ()


def test_a_frozen_basket_leaves_what_is_unconditional_and_the_others() -> None:
    case = frame(step("a", "P1"), step("b", "P2", issue=1))
    asked = question_of(case)
    told = compare(case, find(case, asked), freezing(asked, ("b0",)))
    assert told.falls == ("a",)
    assert [one.steps for one in told.now] == [("b",)]
    nothing = compare(case, find(case, asked), freezing(asked, ("b0", "b1")))
    assert nothing.now == ()


def test_a_step_left_out_brings_down_what_comes_after_it_alone() -> None:
    case = frame(step("a", "P1"), step("b", "P2", after=("a",), issue=1), step("c", "P3", issue=2))
    asked = question_of(case)
    told = compare(case, find(case, asked), dropping(asked, ("a",)))
    assert told.falls == told.never == ("a", "b")
    assert [one.steps for one in told.now] == [("c",)]


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_a_step_left_out_is_as_if_the_case_had_none_like_it(seed: int) -> None:
    case = random_road(seed)
    gone = random.Random(seed).choice(case.steps).id
    asked = question_of(case)
    without = compile_model(case, dropping(asked, (gone,)))
    waits = {gone}
    for _ in case.steps:  # what comes after what is gone, in any number of stages
        waits |= {one.id for one in case.steps if waits.intersection(one.after)}
    kept = {one.id for one in without.steps}
    assert not kept & waits
    plain = {one.id for one in compile_model(case, asked).steps}
    assert plain - waits == kept


def test_an_order_between_baskets_makes_one_wait_for_the_whole_of_the_other() -> None:
    case = frame(
        step("a", "P1", months=3), step("b", "P2", issue=1), step("c", "P3", months=2, issue=2)
    )
    asked = ordered(case, question_of(case), ("b0",), ("b1",))
    told = compare(case, find(case, question_of(case)), asked)
    assert told.moved == (Moved(step="b", months=3),)
    assert told.roadmap.check.complete


def test_what_is_unconditional_waits_for_no_basket_unless_it_is_named() -> None:
    aid = step("aid", "P2", issue=1, condition=Condition.UNCONDITIONAL)
    case = frame(step("a", "P1", months=3), aid, step("b", "P2", issue=1, option=2))
    plain = find(case, question_of(case))
    told = compare(case, plain, ordered(case, question_of(case), ("b0",), ("b1",)))
    assert told.moved == (Moved(step="b", months=3),)
    named = compare(case, plain, ordered(case, question_of(case), ("b0",), ("aid",)))
    assert named.moved == (Moved(step="aid", months=3),)


def test_an_order_against_a_prerequisite_makes_both_impossible() -> None:
    case = frame(step("a", "P1"), step("b", "P2", issue=1, after=("a",)))
    asked = ordered(case, question_of(case), ("b1",), ("b0",))
    told = compare(case, find(case, question_of(case)), asked)
    assert told.falls == told.never == ("a", "b")


def test_an_order_of_what_is_not_there_is_refused() -> None:
    case = frame(step("a", "P1"))
    with pytest.raises(ValueError, match="nowhere"):
        ordered(case, question_of(case), ("nowhere",), ("a",))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_possible_is_what_the_naive_checker_lets_start(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    road = find(case, asked, tries=2)
    month = random.Random(seed).randint(0, 6)
    told = possible(case, asked, road.schedule, month)
    starts = tuple(one for one in road.schedule.starts if one.month <= month)
    begun = {name for one in starts for name in one.steps}
    put = {one.act for one in starts}
    steps = steps_of(case, asked)
    units: list[tuple[str, ...]] = [(name,) for name in steps]
    units += [tuple(dict.fromkeys(one.steps)) for one in bundles_of(case, asked)]
    expected = set()
    for unit in units:
        if begun.intersection(unit) or not set(unit) <= set(steps):
            continue
        acts = [
            act.id
            for act in all_acts(case, asked).values()
            if act.id not in put
            and any(name in act.steps and act.body in steps[name].consents for name in unit)
        ]
        further = [Start(month=month, act=act) for act in acts]
        tried = Schedule(starts=(*starts, *further, Start(month=month, steps=unit)))
        if not faults(case, asked, tried):
            expected.add(frozenset(unit))
    found = {frozenset(one.steps) for one in told}
    alone = {name for unit in expected if len(unit) == 1 for name in unit}
    assert found == {unit for unit in expected if len(unit) == 1 or not unit <= alone}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_of_a_change_is_what_the_two_roadmaps_say(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    plain = find(case, question_of(case), tries=2)
    told = compare(case, plain, asked, lambda one, other: find(one, other, tries=2))
    before, after = plain.schedule.months, told.roadmap.schedule.months
    names = [step.id for step in case.steps]
    assert list(told.falls) == [n for n in names if n in before and n not in after]
    assert list(told.starts) == [n for n in names if n in after and n not in before]
    assert {one.step: one.months for one in told.moved} == {
        n: after[n] - before[n]
        for n in names
        if n in before and n in after and before[n] != after[n]
    }
    assert set(told.never) <= set(told.falls)
    assert holds(case, asked, prove(compile_model(case, asked)))


def test_a_step_after_a_part_of_a_roadmap_waits_for_its_decision() -> None:
    case = frame(
        step("a", "P1", months=2), step("b", "P2", after=("a",), issue=1, consents=("Q",)),
        ratifiers=(body("Q"),),
    )  # fmt: skip
    asked = question_of(case)
    done = schedule((0, "a"), (2, "b"))
    assert possible(case, asked, schedule((0, "a")), 1) == ()
    (one,) = possible(case, asked, schedule((0, "a")), 2)
    assert (one.steps, one.acts) == (("b",), (act_id("Q", "b"),))
    assert [one.steps for one in possible(case, asked, done, 0)] == []


def test_consents_are_resolved_and_told_from_ones_own() -> None:
    case = frame(
        step("a", "P1", consents=("L",)),
        step("b", "P1", consents=("C",), issue=1),
        step("c", "P1 P2", consents=("L",), issue=2),
        ratifiers=(body("L", of="P1"), body("C", "P1", "Q", "C"), body("Q")),
    )
    told = {one.step: one for one in needs(case, question_of(case))}
    assert [told[name].own_power for name in "abc"] == [True, False, False]
    assert told["b"].bodies == ("C",)
    assert told["b"].consenters == ("P1", "Q")
    assert told["b"].outside == ("Q",)
    assert told["c"].outside == ()


def test_links_between_baskets_are_those_of_prerequisites_and_rules() -> None:
    rule = Requirement(
        id="rq", if_=Atom(issue="i1", options=(1,)), then=Atom(issue="i2", options=(2,)),
        basis=Basis.TECHNICAL, reason="Made up.",
    )  # fmt: skip
    case = frame(
        step("a", "P1"),
        step("b", "P2", issue=1, after=("a",)),
        step("c", "P2", issue=2, option=2),
        step("d", "P2", issue=3),
        requirements=(rule,),
    )
    assert links(case, question_of(case), "b0") == (
        Link(step="b", other="a", rule=""),
        Link(step="b", other="c", rule="rq"),
    )


def test_in_the_shipped_case_the_council_is_its_permanent_members(korea: Case) -> None:
    told = [one for one in needs(korea, question_of(korea)) if "UNSC" in one.bodies]
    assert told
    assert all(set(one.consenters) >= {"USA", "CHN", "RUS", "GBR", "FRA"} for one in told)
    assert not any(one.own_power for one in told)
    for code in ("USA", "CHN", "RUS", "GBR", "FRA"):
        asked = refusing(question_of(korea), (code,))
        refused = {one.step for one in needs(korea, asked) if one.refused}
        assert refused >= {one.step for one in told}
