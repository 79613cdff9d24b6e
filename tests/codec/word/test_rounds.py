"""Rounds: what comes back from an editor is what was meant; nothing else is found."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.codec.word.edits import EDITS
from tests.codec.word.papers import check_amended, check_unchanged
from tests.codec.word.rounds import edited, faults_of

from dipoli.forum.text_views import View

SAMPLE = 8
SEED = 2030


def test_there_are_fifty_edits_of_every_kind() -> None:
    assert len(EDITS) == 50
    assert len({one.name for one in EDITS}) == 50
    assert Counter(one.text for one in EDITS) >= Counter({"T1": 30, "T2": 3, "T3": 3})
    assert {one.view for one in EDITS} == set(View)


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A seeded sample of the edits, done in one LibreOffice, and exports printed by it."""
    folder = tmp_path_factory.mktemp("word")
    return edited(random.Random(SEED).sample(EDITS, SAMPLE), folder)


def test_edits_made_in_libreoffice_arrive_as_they_were_meant(came_back: dict[str, bytes]) -> None:
    by_name = {one.name: one for one in EDITS}
    assert len(came_back) == SAMPLE
    for name, data in came_back.items():
        assert faults_of(by_name[name], data) == [], name


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_a_text_laid_on_paper_comes_back_without_a_change(seed: int) -> None:
    check_unchanged(seed)


@settings(max_examples=30)
@given(st.integers(0, 10**9))
def test_changes_tracked_by_another_writer_arrive_as_they_were_made(seed: int) -> None:
    check_amended(seed)
