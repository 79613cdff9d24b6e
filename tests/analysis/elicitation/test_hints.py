"""Hints, beside slow and obvious second ways; none is a verdict."""

from __future__ import annotations

import itertools

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.broken_cases import LAKE

from dipoli.analysis.case import Atom, Firmness, RedLine
from dipoli.analysis.elicitation import (
    BasketSum,
    NobodyAccepts,
    TotalSum,
    contradictions,
    crossed,
    refused_best,
    refused_by_all,
    second_lines,
    sums,
)
from dipoli.codec.case_folder import read_case
from dipoli.terms import Confidence

FIGURES = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=4)
OPTIONS = 3


def line(name: str, firmness: Firmness, *atoms: tuple[str, tuple[int, ...]]) -> RedLine:
    """A red line."""
    return RedLine(
        id=name,
        when=tuple(Atom(issue=issue, options=options) for issue, options in atoms),
        firmness=firmness,
        reason="R.",
        sources=("s",),
        confidence=Confidence.LOW,
    )


@given(FIGURES, FIGURES)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_contradiction_is_a_pair_that_no_ranking_by_points_has(
    ranks: list[int | None], value: list[int | None]
) -> None:
    found = {frozenset((one.better, one.worse)) for one in contradictions(ranks, value)}
    for a, b in itertools.combinations(range(min(len(ranks), len(value))), 2):
        known = None not in {ranks[a], ranks[b], value[a], value[b]}
        by_rank = known and (ranks[a] > ranks[b]) - (ranks[a] < ranks[b])  # type: ignore[operator]
        by_points = known and (value[a] < value[b]) - (value[a] > value[b])  # type: ignore[operator]
        assert (frozenset((a, b)) in found) == (known and by_rank != by_points)


@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 3))] * 3), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_range_is_crossed_where_no_unknown_could_mend_it(
    rows: list[tuple[int | None, int | None, int | None]],
) -> None:
    low, value, high = ([row[n] for row in rows] for n in range(3))
    found = {one.option for one in crossed(value, low, high)}
    for n, row in enumerate(rows):
        fillings = itertools.product(*[range(4) if one is None else (one,) for one in row])
        assert (n not in found) == any(a <= b <= c for a, b, c in fillings)


def test_sums_are_held_against_what_was_stated() -> None:
    home = {"a": "one", "b": "one", "c": "two"}
    found = list(sums({"a": 30, "b": 30, "c": 30}, home, {"one": 50, "two": 30}, 100))
    assert found == [TotalSum(found=90, stated=100), BasketSum(basket="one", found=60, stated=50)]
    assert list(sums({"a": 30, "b": None, "c": 30}, home, {"one": 50, "two": 30}, 100)) == []


def packages() -> list[dict[str, int]]:
    """Every package of two issues."""
    return [{"x": a, "y": b} for a in range(OPTIONS) for b in range(OPTIONS)]


_ATOM = st.tuples(
    st.sampled_from(["x", "y"]),
    st.sets(st.integers(0, OPTIONS - 1), min_size=1, max_size=OPTIONS - 1).map(sorted).map(tuple),
)
_LINE = st.tuples(
    st.sampled_from(list(Firmness)),
    st.lists(_ATOM, min_size=1, max_size=2, unique_by=lambda atom: atom[0]),
)


@given(st.lists(_LINE, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_second_line_is_one_without_which_the_same_packages_are_refused(
    rows: list[tuple[Firmness, list[tuple[str, tuple[int, ...]]]]],
) -> None:
    lines = [line(f"l{n}", firmness, *atoms) for n, (firmness, atoms) in enumerate(rows)]
    broken = {
        one.id: {n for n, x in enumerate(packages()) if all(atom.holds(x) for atom in one.when)}
        for one in lines
    }
    found = {one.line: one.by for one in second_lines(lines)}
    for n, one in enumerate(lines):
        covers = [
            two
            for m, two in enumerate(lines)
            if m != n
            and broken[one.id] <= broken[two.id]
            and (two.firmness is Firmness.HARD or one.firmness is Firmness.SOFT)
            and not (broken[one.id] == broken[two.id] and one.firmness is two.firmness and n < m)
        ]
        assert (one.id in found) == bool(covers)
        assert not covers or found[one.id] in {two.id for two in covers}


def test_hints_on_a_case_name_the_place() -> None:
    case = read_case(LAKE)
    set_id = case.position_sets[0].id
    issue = case.issues[0]
    assert list(refused_by_all(case, set_id)) == []
    last = issue.options[-1].n
    held = {
        code: evolve(
            one, red_lines=(*one.red_lines, line(f"z{code}", Firmness.HARD, (issue.id, (last,))))
        )
        for code, one in case.positions_of(set_id).items()
    }
    all_refuse = evolve(case, positions={**case.positions, set_id: held})
    assert list(refused_by_all(all_refuse, set_id)) == [NobodyAccepts(issue=issue.id, option=last)]
    soft = {code: evolve(one, red_lines=()) for code, one in held.items()}
    one_less = {**held, case.members[0]: soft[case.members[0]]}
    assert not list(refused_by_all(evolve(case, positions={set_id: one_less}), set_id))
    best = next(iter(case.members))
    row = held[best].issues[0]
    top = row.value.index(max(row.value))
    mine = line("mine", Firmness.HARD, (row.issue, (top,)))
    found = list(refused_best(evolve(held[best], red_lines=(mine,))))
    unique = list(row.value).count(max(row.value)) == 1
    assert [(one.issue, one.option) for one in found] == ([(row.issue, top)] if unique else [])
