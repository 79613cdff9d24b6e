"""Whatever of a question is not plain is told: a field that is not may hide why a road is safe."""

from __future__ import annotations

import attrs
import pytest
from attrs import evolve
from tests.analysis.roadmap.frames import frame, step

from dipoli.analysis.case import Bundle, Case
from dipoli.analysis.roadmap import Accounting, Guarantee, Order, Question, question_of
from dipoli.report.names import names_of
from dipoli.report.roadmap_asked import asked
from dipoli.report.roadmap_told import Teller

UNTOLD = {"positions", "seed"}
"""Told elsewhere: in the head of a page, and where it says how an answer was found."""
CHANGED: dict[str, object] = {
    "wanted": ("a",),
    "others": False,
    "refused": ("P1",),
    "away": ("P2",),
    "frozen": ("b0",),
    "more_verification": 1,
    "guarantees": (Guarantee(party="P1", towards="P2", points=40, by="P3"),),
    "dropped": ("a",),
    "altered": (step("a", "P1", recoverable=100),),
    "added": (step("new", "P1"),),
    "joined": (Bundle(id="j", steps=("a", "b"), reason=""),),
    "orders": (Order(first=("a",), then=("b",)),),
    "accounting": Accounting.PARTY,
    "horizon": 7,
    "by": 9,
}


def told(question: Question, case: Case) -> list[str]:
    """The sentences on a question."""
    names = names_of(case)
    return list(
        asked(
            Teller(case=case, question=question, numbers={}, names=names, page=False, clash=False)
        )
    )


def roads() -> Case:
    """Two steps of two members."""
    return frame(step("a", "P1"), step("b", "P2", issue=1))


def test_the_plain_question_has_nothing_to_tell() -> None:
    case = roads()
    assert told(question_of(case), case) == []


@pytest.mark.parametrize("field", [one.name for one in attrs.fields(Question)])
def test_every_change_is_one_sentence(field: str) -> None:
    case = roads()
    if field in UNTOLD:
        assert field not in CHANGED
        return
    changed = evolve(question_of(case), **{field: CHANGED[field]})  # type: ignore[arg-type]
    assert len(told(changed, case)) == 1


def test_what_a_third_party_adds_is_told_with_its_points() -> None:
    case = roads()
    changed = evolve(question_of(case), guarantees=CHANGED["guarantees"])  # type: ignore[arg-type]
    (sentence,) = told(changed, case)
    names = names_of(case)
    assert all(names.text(code) in sentence for code in ("P1", "P2", "P3"))
    assert "40" in sentence


def test_one_month_is_not_months() -> None:
    case = roads()
    (one,) = told(evolve(question_of(case), more_verification=1), case)
    (two,) = told(evolve(question_of(case), more_verification=2), case)
    assert "1 month longer" in one
    assert "2 months longer" in two
