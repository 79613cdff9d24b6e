"""Rounds: what comes back from an editor is what was meant; nothing else is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.codec.word.edits import EDITS, Edit
from tests.codec.word.papers import check_amended, check_unchanged
from tests.codec.word.rounds import all_edited, faults_of

from dipoli.forum.text_views import View


def _does(*steps: str) -> Callable[[Edit], bool]:
    return lambda one: any(step["do"] in steps for step in one.steps)


def _in_a_table(one: Edit) -> bool:
    """In T1 the two other wordings of the bridge stand in a table."""
    cells = {"dipoli_2", "dipoli_3"}
    return one.text == "T1" and any(step.get("anchor") in cells for step in one.steps)


def _in_nested_brackets(one: Edit) -> bool:
    """In T1 the first clause has a bracket in another."""
    anchors = {step.get("anchor") for step in one.steps}
    return one.text == "T1" and one.view is not View.CLEAN and "dipoli_1" in anchors


def _of_two_authors(one: Edit) -> bool:
    """A first one works, and then another."""
    return [step["do"] for step in one.steps[1:]].count("author") > 0


SORTS: Mapping[str, tuple[Callable[[Edit], bool], int]] = {
    "insertion": (_does("behind", "before", "paragraph", "row"), 7),
    "deletion": (_does("delete", "clause"), 6),
    "replacement": (_does("replace"), 6),
    "move": (lambda one: one.moved, 4),
    "table": (_in_a_table, 6),
    "nested brackets": (_in_nested_brackets, 6),
    "Korean text": (lambda one: one.text == "T2", 4),
    "Russian text": (lambda one: one.text == "T3", 3),
    "two authors": (_of_two_authors, 4),
}
"""What is owed among the edits, by what they do and where: sort to its mark and the least count."""


def test_there_are_fifty_edits_of_every_kind() -> None:
    assert len(EDITS) == 50
    assert len({one.name for one in EDITS}) == 50
    assert {one.view for one in EDITS} == set(View)
    found = Counter(sort for one in EDITS for sort, (is_one, _) in SORTS.items() if is_one(one))
    assert found >= Counter({sort: least for sort, (_, least) in SORTS.items()}), found


def test_edits_made_in_libreoffice_arrive_as_they_were_meant() -> None:
    came_back = all_edited()
    assert set(came_back) == {one.name for one in EDITS}
    for one in EDITS:
        assert faults_of(one, came_back[one.name]) == [], one.name


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_a_text_laid_on_paper_comes_back_without_a_change(seed: int) -> None:
    check_unchanged(seed)


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_changes_tracked_by_another_writer_arrive_as_they_were_made(seed: int) -> None:
    check_amended(seed)
