"""Synergies across baskets: those that steps bring about, and no others."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from tests.analysis.roadmap.frames import frame, schedule, step

from dipoli.analysis.case import Atom, Case, Synergy
from dipoli.analysis.roadmap import Schedule, find, question_of
from dipoli.analysis.roadmap.together import Side, Together, together
from dipoli.codec.case_folder import read_case

CASES = Path(__file__).resolve().parents[3] / "cases"


def synergy(name: str, points: int, *atoms: tuple[str, tuple[int, ...]]) -> Synergy:
    return Synergy(
        id=name, party="P1", points=points, reason=f"Because of {name}.",
        when=tuple(Atom(issue=issue, options=options) for issue, options in atoms),
    )  # fmt: skip


def roads() -> Case:
    """Baskets b0 (i0, i2) and b1 (i1, i3): a and b stand together, and a with i3 as it is."""
    return frame(
        step("a", "P1"),
        step("b", "P2", issue=1, option=2),
        step("c", "P2", issue=2),
        synergies=(
            synergy("across", 5, ("i0", (1,)), ("i1", (2, 3))),
            synergy("within", 5, ("i0", (1,)), ("i2", (1,))),
            synergy("spent", -5, ("i0", (1,)), ("i3", (0,))),
            synergy("unreached", 5, ("i0", (1,)), ("i1", (3,))),
            synergy("nothing", 0, ("i0", (1,)), ("i1", (2,))),
        ),
    )


def test_a_synergy_across_baskets_is_told_with_its_steps() -> None:
    case = roads()
    told = together(case, question_of(case), "b0", schedule((0, "a"), (0, "b")))
    mine = Side(issue="i0", steps=("a",), still=False)
    assert told == (
        Together(
            sides=(mine, Side(issue="i1", steps=("b",), still=False)),
            more=True, holds=True, reason="Because of across.",
        ),
        Together(
            sides=(mine, Side(issue="i3", steps=(), still=True)),
            more=False, holds=True, reason="Because of spent.",
        ),
    )  # fmt: skip


def test_what_only_stands_already_is_brought_about_by_the_other_basket_alone() -> None:
    case = roads()
    (only,) = together(case, question_of(case), "b1", Schedule(starts=()))
    assert only.reason == "Because of across."
    assert not only.holds


@pytest.mark.parametrize(
    "starts", [(), ((0, "a"),), ((0, "b"),), ((0, "a"), (0, "b")), ((0, "a+b"),)]
)
def test_it_holds_when_every_side_was_brought_about(starts: tuple[tuple[int, str], ...]) -> None:
    case = roads()
    across, spent = together(case, question_of(case), "b0", schedule(*starts))
    begun = {name for _month, names in starts for name in names.split("+")}
    assert across.holds == (begun == {"a", "b"})
    assert spent.holds == ("a" in begun)


@pytest.mark.parametrize("name", ["korea", "lake"])
def test_in_the_shipped_cases_one_step_for_each_side_is_enough(name: str) -> None:
    case = read_case(CASES / name)
    asked = question_of(case)
    home = {issue.id: issue.basket for issue in case.issues}
    road = find(case, asked, tries=2).schedule
    for basket in case.baskets:
        expected = []
        for one in case.synergies:
            ways = [
                [("", 0)] * (0 in atom.options)
                + [
                    (step.basket, move.option)
                    for step in case.steps
                    for move in step.advances
                    if move.issue == atom.issue and move.option in atom.options
                ]
                for atom in one.when
            ]
            moved = [0 not in atom.options for atom in one.when]
            if any(
                any(m and by == basket.id for m, (by, _option) in zip(moved, way, strict=True))
                and any(home[atom.issue] != basket.id for atom in one.when)
                for way in itertools.product(*ways)
            ):
                expected.append(one.reason)
        assert [row.reason for row in together(case, asked, basket.id, road)] == expected
