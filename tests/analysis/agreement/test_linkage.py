"""Links between baskets: examples, and what is told when nothing was decided.

That every answer is that of the slow obvious way is a campaign: see `linkage_campaign`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.agreement.campaigns import COUNTED, SOLVED
from tests.analysis.agreement.linkage_campaign import SIZE, quiet
from tests.analysis.agreement.reference import named
from tests.generators import SET, random_case, renamed, with_position

from dipoli.analysis.agreement import Means, Verdict, question_of
from dipoli.analysis.agreement.linkage import (
    Added,
    Linkage,
    Stands,
    balance,
    basket_link,
    decided,
    linkage,
    side_by_side,
)
from dipoli.analysis.agreement.linkage.answers import Most
from dipoli.analysis.agreement.linkage.pairs import added
from dipoli.analysis.agreement.program import Outcome, Program, Row, Status
from dipoli.analysis.case import Case

seeds = st.integers(0, 10**6)
both = st.sampled_from([COUNTED, SOLVED])


# ---------------------------------------------------------------- what must hold


def test_settlements_that_do_not_stand_together_are_among_the_cases_tried() -> None:
    told = list[Stands]()
    for seed in range(40):
        case = random_case(seed, SIZE)
        question = question_of(case)
        answers = tuple(basket_link(case, question, one.id, COUNTED) for one in case.baskets)
        told += [one.stands for one in side_by_side(case, question, answers, SOLVED, quiet)]
    assert {Stands.ALWAYS, Stands.NOT_ALWAYS} == set(told)


@given(seeds, st.permutations(["P1", "P2", "P3", "L1", "L2"]), both)
@settings(max_examples=10, deadline=None)
def test_renaming_the_parties_renames_the_answers_and_changes_nothing_else(
    seed: int, order: list[str], means: Means
) -> None:
    case = random_case(seed, SIZE)
    names = dict(zip(["P1", "P2", "P3", "L1", "L2"], order, strict=True))
    told, again = (linkage(each, question_of(each), means) for each in (case, renamed(case, names)))
    assert again.receipt.exact
    assert [one.sets for one in again.balances] == [one.sets for one in told.balances]
    for one, two in zip(told.pairs, again.pairs, strict=True):
        assert two.seats == {names[code]: seat for code, seat in one.seats.items()}
    for table, other in zip(told.tables, again.tables, strict=True):
        assert other.seats == tuple(names[code] for code in table.seats)
        assert (other.zone.verdict, other.ratio.value) == (table.zone.verdict, table.ratio.value)


# ---------------------------------------------------------------- what is decided, and what is not


@pytest.mark.parametrize(
    ("first", "second", "together", "wanted"),
    [
        ((1, 1), (2, 2), (3, 3), Added.SAME),
        ((1, 1), (2, 2), (4, None), Added.MORE),
        ((1, 1), (2, 2), (2, 2), Added.LESS),
        ((1, 3), (2, 2), (4, 4), Added.UNDECIDED),
        ((1, 1), (2, 2), (3, None), Added.UNDECIDED),
        ((1, None), (2, 2), (9, 9), Added.UNDECIDED),
        ((1, None), (2, 2), (2, 2), Added.LESS),
    ],
)
def test_what_is_added_is_told_only_when_bounds_decide_it(
    first: tuple[int, int | None],
    second: tuple[int, int | None],
    together: tuple[int, int | None],
    wanted: Added,
) -> None:
    told = [Most(value=value, bound=bound) for value, bound in (first, second, together)]
    assert added(*told) is wanted


def test_without_time_nothing_reads_as_none_or_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    case = random_case(3, SIZE)
    monkeypatch.setattr("dipoli.analysis.agreement.program.milp", ended)
    found = linkage(case, question_of(case), SOLVED)
    assert {one.verdict for one in found.balances} == {Verdict.UNKNOWN}
    assert not any(one.complete for one in found.balances)
    assert {seat.added for one in found.pairs for seat in one.seats.values()} == {Added.UNDECIDED}
    assert {one.both.verdict for one in found.pairs} == {Verdict.UNKNOWN}
    assert not found.receipt.exact
    assert not decided(found)


def ended(*_given: object, **_named: object) -> object:
    """A solve that ran out of time and found nothing."""

    class Ended:
        status = 1
        x = None
        fun = None
        mip_dual_bound = None

    return Ended()


def test_a_package_that_was_found_in_time_is_no_proof_of_a_smallest_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = next(
        one
        for one in (random_case(seed, SIZE) for seed in range(99))
        if balance(one, question_of(one), 0, COUNTED).sets
    )
    solved = Program.solve

    def interrupted(program: Program, objective: Row, limit: float) -> Outcome:
        return evolve(solved(program, objective, limit), status=Status.LIMIT)

    monkeypatch.setattr(Program, "solve", interrupted)
    told = balance(case, question_of(case), 0, SOLVED)
    assert (told.verdict, told.sets, told.complete) == (Verdict.COMMON_GROUND, (), False)


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_that_is_no_percentage_is_misuse(share: int) -> None:
    with pytest.raises(ValueError, match="per cent"):
        balance(random_case(1, SIZE), question_of(random_case(1, SIZE)), share, COUNTED)


def test_where_a_seat_can_gain_nothing_no_package_is_balanced() -> None:
    for case in cases():
        position = case.positions[SET]["P1"]
        rows = tuple(evolve(row, value=(0,) * len(row.value)) for row in position.issues)
        flat = evolve(position, issues=rows, reservation=evolve(position.reservation, value=0))
        poor = evolve(with_position(case, flat), synergies=())
        for means in (COUNTED, SOLVED):
            assert balance(poor, question_of(poor), 0, means).verdict is Verdict.NONE


def cases() -> Iterator[Case]:
    yield from (random_case(seed, SIZE) for seed in range(5))


def test_baskets_that_stay_are_in_no_pair_no_set_and_no_table() -> None:
    case = random_case(5, SIZE)
    question = evolve(question_of(case), still=("b1",))
    found: Linkage = linkage(case, question, COUNTED)
    named_in = {basket for one in found.pairs for basket in one.baskets}
    named_in |= {basket for one in found.beside for basket in one.baskets}
    named_in |= {basket for one in found.balances for each in one.sets for basket in each.baskets}
    named_in |= {each.basket for one in found.tables for each in one.baskets}
    assert "b1" not in named_in
    assert "b0" in named_in


def test_the_package_of_a_set_is_named_by_the_issues_of_the_case() -> None:
    case = random_case(2, SIZE)
    for one in balance(case, question_of(case), 0, COUNTED).sets:
        assert list(one.package) == list(named(case, tuple(one.package.values())))
