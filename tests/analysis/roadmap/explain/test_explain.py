"""Why there is no roadmap: proofs against an exhaustive search, conflicts, guarantees, repairs."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from benches.itinerary import Instance, Kind, itinerary
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.roadmap.explain.exhaustive import small, there_is_one
from tests.analysis.roadmap.frames import frame, step
from tests.analysis.roadmap.naive import faults, levels
from tests.analysis.roadmap.roads import random_question, random_road

from dipoli.analysis.case import Atom, Basis, Bundle, Case, Ratifier, RatifierKind, Requirement
from dipoli.analysis.roadmap import (
    Account,
    Accounting,
    Cause,
    Guarantee,
    Order,
    Question,
    Schedule,
    Start,
    check,
    find,
    question_of,
)
from dipoli.analysis.roadmap.explain import (
    Explanation,
    Group,
    GroupKind,
    RepairKind,
    Verdict,
    decide,
    explain,
    holds,
    prove,
    solver_of,
)
from dipoli.analysis.roadmap.explain.conflict import quickxplain
from dipoli.analysis.roadmap.explain.escrow import THIRD_PARTY
from dipoli.analysis.roadmap.explain.proof import shows_none
from dipoli.analysis.roadmap.explain.relaxing import groups_of, relaxed
from dipoli.analysis.roadmap.explain.tranches import tranches
from dipoli.analysis.roadmap.model import compile_model

SEEDS = random.Random(88).sample(range(100_000), 120)


def ring(limit: int = 1) -> Case:
    """Two steps: each costs three points and gives the other three when it is verified."""
    return frame(
        step("a", "P1", cost={"P1>P2": 3}, benefits={"P2": 3}),
        step("b", "P2", cost={"P2>P1": 3}, benefits={"P1": 3}, issue=1),
        limit=limit,
    )


def short() -> Case:
    """Two steps that give more than they ever get back."""
    return frame(
        step("a", "P1", cost={"P1>P2": 3}, recoverable=20, benefits={"P2": 1}),
        step("b", "P2", benefits={"P1": 1}, issue=1),
        step("c", "P1", cost={"P1>P2": 2}, issue=2),
        limit=3,
    )


# ---------------------------------------------------------------- proofs


@pytest.mark.parametrize("seed", SEEDS[:24])
def test_the_verdict_is_that_of_a_search_of_every_order_and_month(seed: int) -> None:
    case, asked = small(seed)
    verdict = decide(case, asked).verdict
    if verdict is not Verdict.UNDECIDED:
        assert (verdict is Verdict.ROADMAP) is there_is_one(case, asked)


def test_both_verdicts_are_among_the_searched() -> None:
    found = {decide(*small(seed)).verdict for seed in SEEDS[:24]}
    assert {Verdict.ROADMAP, Verdict.NONE} <= found


@pytest.mark.parametrize("seed", SEEDS)
def test_no_roadmap_starts_a_step_before_its_month(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    proof = prove(compile_model(case, asked))
    assert holds(case, asked, proof)
    road = find(case, asked, tries=2)
    for name, month in road.schedule.months.items():
        least = proof.steps.get(name, proof.acts.get(name))
        assert least is not None
        act = {one.id: one.months for one in case.acts}.get(name, 0)
        assert month + act >= least
    assert not (shows_none(case, asked, proof) and road.check.complete)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_that_a_roadmap_disproves_does_not_hold(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    proof = prove(compile_model(case, asked))
    for name, month in find(case, asked, tries=2).schedule.months.items():
        if name in proof.steps:
            for later in (month + 1, None):
                claim = evolve(proof, steps={**proof.steps, name: later})
                assert not holds(case, asked, claim)


def test_an_end_that_is_not_so_does_not_hold() -> None:
    case = short()
    asked = question_of(case)
    proof = prove(compile_model(case, asked))
    (block,) = proof.end
    assert block.short is not None
    assert not holds(case, asked, evolve(proof, end=(evolve(block, short=block.short + 1),)))


def test_the_horizon_alone_can_rule_out_a_roadmap() -> None:
    case = frame(
        step("a", "P1", months=4, verification_months=2),
        step("b", "P2", months=4, after=("a",), issue=1),
    )
    assert decide(case, evolve(question_of(case), horizon=10)).verdict is Verdict.ROADMAP
    none = decide(case, evolve(question_of(case), horizon=9))
    assert none.verdict is Verdict.NONE
    assert none.proof.blocks["b"][0].cause is Cause.HORIZON


# ---------------------------------------------------------------- who is short, and circles


@pytest.mark.parametrize("seed", SEEDS[:60])
def test_a_shortfall_is_the_level_when_everything_was_done_one_after_another(seed: int) -> None:
    case = random_road(seed)
    asked = evolve(question_of(case), accounting=random.Random(seed).choice(tuple(Accounting)))
    told = explain(case, asked, tries=2)
    if not told.shortfalls:
        return
    starts = [Start(month=0, act=name) for name in prove(compile_model(case, asked)).acts]
    starts += [Start(month=50 * n, steps=(one.id,)) for n, one in enumerate(case.steps)]
    last = Start(month=50 * len(case.steps), steps=("end",))
    with_end = evolve(asked, added=(step("end", "P1"),))
    end = levels(case, with_end, Schedule(starts=(*starts, last)), len(starts))
    names = {one.account: _name(one.account) for one in told.shortfalls}
    for one in told.shortfalls:
        assert end[names[one.account]] == Fraction(-one.short)
        assert one.short == one.given - one.opening - one.received
    assert {name for name, level in end.items() if level < 0} == set(names.values())


def _name(account: Account) -> str:
    return f"{account.party}>{account.towards}" if account.towards else account.party


def test_the_circle_names_the_steps_the_accounts_and_the_points() -> None:
    told = explain(ring(), question_of(ring()))
    assert told.decision.verdict is Verdict.NONE
    assert told.circle_proven
    assert [(w.step, w.other, w.block.account, w.block.short) for w in told.circle] == [
        ("a", "b", Account(party="P1", towards="P2"), 2),
        ("b", "a", Account(party="P2", towards="P1"), 2),
    ]
    assert not told.shortfalls


def test_a_circle_of_prerequisites_and_a_rule_is_told() -> None:
    needs = Requirement(
        id="rq", if_=Atom(issue="i0", options=(1,)), then=Atom(issue="i1", options=(1,)),
        basis=Basis.TECHNICAL, reason="Made up.",
    )  # fmt: skip
    case = frame(step("a", "P1"), step("b", "P2", issue=1, after=("a",)), requirements=(needs,))
    told = explain(case, question_of(case))
    assert [(w.step, w.other, w.block.cause) for w in told.circle] == [
        ("a", "b", Cause.STATE),
        ("b", "a", Cause.PREREQUISITE),
    ]
    joined = [one for one in told.repairs if one.kind is RepairKind.JOINED]
    assert [change.about for one in joined for change in one.changes] == ["a", "b"]


# ---------------------------------------------------------------- the smallest guarantee


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_the_smallest_guarantee_of_a_ring_is_what_one_of_them_lacks(limit: int) -> None:
    told = explain(ring(limit), question_of(ring(limit)))
    assert told.escrow is not None
    assert told.escrow.total == told.escrow.bound == 3 - limit
    (given,) = told.escrow.guarantees
    assert given.by == THIRD_PARTY
    assert not {given.party, given.towards} & set(told.escrow.candidates[0])
    codes = [party.code for party in ring().parties]
    assert list(told.escrow.candidates[0]) == [c for c in codes if c not in ("P1", "P2")]


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_no_guarantee_below_the_bound_is_enough(seed: int) -> None:
    dice = random.Random(seed)
    rows = [
        step(
            f"s{k}",
            one,
            cost={f"{one}>{other}": dice.randint(1, 4)},
            benefits={other: dice.randint(0, 4)},
            issue=k,
        )
        for k, (one, other) in enumerate((("P1", "P2"), ("P2", "P1"), ("P1", "P3")))
    ]
    case = frame(*rows, limit=dice.randint(0, 2))
    asked = evolve(question_of(case), horizon=4)
    told = explain(case, asked)
    least = next(
        sum(points)
        for points in sorted(itertools.product(range(6), repeat=3), key=sum)
        if there_is_one(case, evolve(asked, guarantees=_given(points)))
    )
    if told.decision.verdict is Verdict.ROADMAP:
        assert least == 0
        return
    assert told.escrow is not None
    assert told.escrow.bound is not None
    assert told.escrow.total is not None
    assert told.escrow.bound <= least <= told.escrow.total


def _given(points: tuple[int, ...]) -> tuple[Guarantee, ...]:
    pairs = (("P1", "P2"), ("P2", "P1"), ("P1", "P3"))
    return tuple(
        Guarantee(party=p, towards=q, points=one, by="x")
        for (p, q), one in zip(pairs, points, strict=True)
    )


# ---------------------------------------------------------------- conflicts


@given(st.data())
def test_quickxplain_gives_a_contradiction_without_needless_demands(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    demands = [Group(kind=GroupKind.PREREQUISITE, about=f"s{n}") for n in range(count)]
    size = st.sets(st.sampled_from(demands), min_size=1, max_size=4)
    clashes = data.draw(st.lists(size, min_size=1, max_size=4))

    def contradicts(kept: object) -> bool:
        assert isinstance(kept, (tuple, list))
        return any(clash <= set(kept) for clash in clashes)

    found = quickxplain(demands, contradicts)
    assert contradicts(found)
    for one in found:
        assert not contradicts([other for other in found if other != one])


@pytest.mark.parametrize("seed", SEEDS[:24])
def test_a_conflict_is_one_and_no_demand_can_be_left_out(seed: int) -> None:
    case, asked = small(seed)
    told = explain(case, asked)
    assert (told.conflict is None) is (told.decision.verdict is not Verdict.NONE)
    if told.conflict is None:
        return
    groups = [one.group for one in told.conflict.demands]
    looser, question = relaxed(case, asked, groups)
    assert not there_is_one(looser, evolve(question, horizon=min(question.horizon, 8)))
    for one in told.conflict.demands:
        rest = [group for group in groups if group != one.group]
        looser, question = relaxed(case, asked, rest)
        assert one.roadmap is not None
        assert check(looser, question, one.roadmap.schedule).complete
        assert not faults(looser, question, one.roadmap.schedule)


def test_letting_go_of_nothing_keeps_every_roadmap_and_of_everything_allows_more() -> None:
    for seed in SEEDS[:30]:
        case = random_road(seed)
        asked = evolve(random_question(seed, case), away=(), dropped=())
        road = find(case, asked, tries=2)
        everything = relaxed(case, asked, groups_of(case, asked))
        assert check(*everything, road.schedule).safe
        acts_gone = [one for one in road.schedule.starts if one.steps]
        looser, question = relaxed(case, asked, ())
        free = Schedule(starts=tuple(acts_gone), unscheduled=road.schedule.unscheduled)
        assert check(looser, question, free).safe


@pytest.mark.parametrize(
    ("case", "asked", "expected"),
    [
        (ring(), {}, {("exposure limit", "P1", "P2"), ("exposure limit", "P2", "P1")}),
        (short(), {}, {("exposure limit", "P1", "P2")}),
        (
            frame(
                step("a", "P1", months=3, verification_months=3, verifier="V"),
                step("b", "P2", months=3, after=("a",), issue=1),
            ),
            {"horizon": 7},
            {("prerequisite", "b", "a"), ("verification delay", "V", ""), ("horizon", "", "")},
        ),
        (
            frame(step("a", "P1"), step("b", "P2", issue=1, after=("a",))),
            {"orders": (Order(first=("b",), then=("a",)),)},
            {("prerequisite", "b", "a"), ("order asked for", "0", "")},
        ),
        (
            frame(
                step("a", "P1", consents=("Q",)),
                ratifiers=(
                    Ratifier(
                        code="Q", of=None, name="Q", kind=RatifierKind.PROCEDURAL, rule="", note="",
                        binds=(),
                    ),
                ),
            ),
            {"refused": ("Q",)},
            {("consent", "Q", "")},
        ),
        (frame(step("a", "P1")), {"frozen": ("b0",)}, {("a frozen basket", "b0", "")}),
    ],
)  # fmt: skip
def test_each_sort_of_demand_is_named(
    case: Case, asked: dict[str, Any], expected: set[tuple[str, str, str]]
) -> None:
    question: Question = evolve(question_of(case), **asked)
    told = explain(case, question)
    assert told.conflict is not None
    groups = [one.group for one in told.conflict.demands]
    assert {(one.kind.value, one.about, one.other) for one in groups} == expected
    assert told.conflict.smallest


def test_what_no_letting_go_helps_is_a_conflict_of_nothing() -> None:
    case = frame(step("a", "P1"))
    told = explain(case, evolve(question_of(case), away=("P1",)))
    assert told.decision.verdict is Verdict.NONE
    assert told.conflict is not None
    assert told.conflict.demands == ()
    assert [one.kind for one in told.repairs] == [RepairKind.DROPPED]


# ---------------------------------------------------------------- repairs


@given(st.integers(1, 40), st.integers(0, 30), st.integers(1, 20), st.integers(1, 15))
def test_tranches_cost_and_give_exactly_what_the_whole_does(
    cost: int, benefit: int, months: int, parts: int
) -> None:
    whole = step("a", "P1", cost={"P1>P2": cost}, benefits={"P2": benefit}, months=months)
    rows = tranches(whole, parts)
    assert sum(row.points for one in rows for row in one.cost) == cost
    assert sum(one.benefits["P2"] for one in rows) == benefit
    assert months <= sum(one.months for one in rows) < months + parts
    assert [one.id for one in rows][-1] == "a"
    assert len({one.id for one in rows}) == parts
    assert [one.advances for one in rows] == [()] * (parts - 1) + [whole.advances]
    assert all(then.after == (first.id,) for first, then in itertools.pairwise(rows))


def test_a_ring_is_opened_by_parts_a_step_of_the_other_a_guarantee_or_left_out() -> None:
    case = ring()
    told = explain(case, question_of(case))
    kinds = [one.kind for one in told.repairs]
    assert kinds == [RepairKind.TRANCHES, RepairKind.ADDED, RepairKind.ESCROW, RepairKind.DROPPED]
    assert [(one.about, one.now) for one in told.repairs[0].changes] == [("a", 3), ("b", 3)]
    _accepted(case, told)


def test_what_gives_more_than_it_gets_is_mended_by_a_larger_share() -> None:
    case = short()
    told = explain(case, question_of(case))
    (shares,) = (one for one in told.repairs if one.kind is RepairKind.RECOVERABLE)
    assert told.decision.verdict is Verdict.NONE
    assert [(one.about, one.was, one.now) for one in shares.changes] == [("a", 20, 34)]
    _accepted(case, told)


def test_a_shorter_verification_is_the_longest_that_serves() -> None:
    case = frame(
        step("a", "P1", months=3, verification_months=3),
        step("b", "P2", months=3, after=("a",), issue=1),
    )
    told = explain(case, evolve(question_of(case), horizon=8))
    (one,) = (one for one in told.repairs if one.kind is RepairKind.VERIFICATION)
    assert [(each.about, each.was, each.now) for each in one.changes] == [("a", 3, 2)]
    _accepted(case, told)


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_every_repair_is_accepted_by_both_checkers(seed: int) -> None:
    case = random_road(seed)
    asked = random_question(seed, case)
    told = explain(case, asked, tries=2)
    _accepted(case, told)
    if told.decision.verdict is not Verdict.ROADMAP:
        assert told.repairs


def _accepted(case: Case, told: Explanation) -> None:
    for one in told.repairs:
        assert one.question != told.question
        assert check(case, one.question, one.roadmap.schedule).complete
        assert not faults(case, one.question, one.roadmap.schedule)
    assert {one.kind for one in told.repairs}.isdisjoint(told.not_found)


@pytest.mark.parametrize("kind", [Kind.BALANCE, Kind.DEADLOCK])
@pytest.mark.parametrize("number", range(5))
def test_large_roads_without_a_roadmap_are_explained(kind: Kind, number: int) -> None:
    seed = {Kind.BALANCE: 300, Kind.DEADLOCK: 400}[kind] + number
    case = itinerary(Instance(kind=kind, steps=40, seed=seed))
    told = explain(case, question_of(case))
    assert told.decision.verdict is Verdict.NONE
    assert holds(case, told.question, told.decision.proof)
    assert told.conflict is not None
    assert told.conflict.smallest
    assert told.escrow is not None
    assert told.escrow.total is not None
    assert bool(told.shortfalls) is (kind is Kind.BALANCE)
    _accepted(case, told)
    assert len(told.repairs) >= 2


def test_joined_bundles_of_the_case_are_named_beside_what_is_left_out() -> None:
    case = evolve(ring(), bundles=(Bundle(id="bu", steps=("a", "b"), reason="Made up."),))
    told = explain(case, question_of(case))
    assert [(one.step, one.never, one.bundles) for one in told.left_out] == [
        ("a", True, ("bu",)),
        ("b", True, ("bu",)),
    ]


def test_a_step_that_another_roadmap_has_is_told_with_it() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}),
        step("b", "P1", cost={"P1>P2": 2}, issue=1),
        limit=3,
    )
    told = explain(case, question_of(case))
    assert told.decision.verdict is Verdict.NONE
    (one,) = told.left_out
    assert not one.never
    assert one.otherwise is not None
    assert one.step in one.otherwise.schedule.months
    assert check(case, one.otherwise.question, one.otherwise.schedule).complete


def test_the_solver_is_asked_where_neither_walks_nor_the_proof_decide() -> None:
    case, asked = ring(limit=3), question_of(ring())
    told = decide(case, asked, tries=1, solver=lambda _case, _asked: (Verdict.NONE, None))
    assert told.verdict is Verdict.ROADMAP
    for seed in SEEDS:
        road = random_road(seed)
        plain = question_of(road)
        if decide(road, plain, tries=1).verdict is Verdict.UNDECIDED:
            exact = decide(road, plain, tries=1, solver=solver_of(5.0))
            assert exact.verdict is not Verdict.UNDECIDED
            assert exact.by_solver is (exact.verdict is Verdict.NONE)
