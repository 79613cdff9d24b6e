"""What clashes: smallest sets, by brute force beside the search, and the fewest changes."""

from __future__ import annotations

import itertools
import random

import pytest
from attrs import evolve
from tests.analysis.agreement.why_not_campaigns import CAMPAIGNS
from tests.generators import SET, TINY, Size, random_case, with_position

from dipoli.analysis.agreement import Means, Question, Verdict, alone, explain, question_of
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.search import find
from dipoli.analysis.agreement.why_not import clashes
from dipoli.analysis.agreement.why_not.deciding import Decider
from dipoli.analysis.case import Case, Firmness

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0)
SEEDS = random.Random(7).sample(range(100_000), 8)


def empty_questions(count: int) -> list[tuple[Case, Question]]:
    """Questions about made-up cases to which the answer is none."""
    found = []
    for seed in itertools.count():
        case = random_case(seed, evolve(TINY, lines=2))
        for basket in case.baskets:
            asked = alone(case, question_of(case), basket.id)
            if find(case, asked, COUNTED).verdict is Verdict.NONE:
                found.append((case, asked))
        if len(found) >= count:
            return found[:count]
    raise AssertionError


def is_empty(model: Model, keys: frozenset[str]) -> bool:
    """No package keeps these assumptions, by counting them all."""
    return not len(enumerate_zone(model.only(keys)))


def smallest_by_hand(model: Model) -> list[frozenset[str]]:
    """Every smallest clashing set, by trying all sets in order of size."""
    keys = list(model.assumptions)
    for size in range(len(keys) + 1):
        found = [
            frozenset(group)
            for group in itertools.combinations(keys, size)
            if is_empty(model, frozenset(group))
        ]
        if found:
            return found
    raise AssertionError


def fewest_by_hand(model: Model) -> list[frozenset[str]]:
    """Every smallest set of assumptions without which a package exists."""
    keys = frozenset(model.assumptions)
    for size in range(len(keys) + 1):
        found = [
            frozenset(group)
            for group in itertools.combinations(sorted(keys), size)
            if not is_empty(model, keys - frozenset(group))
        ]
        if found:
            return found
    raise AssertionError


@pytest.mark.parametrize(("case", "asked"), empty_questions(25))
def test_the_search_finds_every_smallest_clash_and_every_fewest_change(
    case: Case, asked: Question
) -> None:
    model = build(case, asked)
    expected, wanted = smallest_by_hand(model), fewest_by_hand(model)
    for means in (COUNTED, SOLVED):
        told = explain(case, asked, "a basket", means)
        assert told.verdict is Verdict.NONE
        assert told.smallest_proven
        assert told.smallest_complete == (len(told.smallest) < 25)
        found = {one.keys for one in told.smallest}
        assert found <= set(expected)
        assert len(found) == min(len(expected), 25)
        changes = {frozenset(one.key for one in group) for group in told.counted.sets}
        assert changes <= set(wanted)
        assert len(changes) == min(len(wanted), 25)


def test_two_lines_that_cover_all_options_of_one_issue_clash() -> None:
    case = random_case(1, Size(parties=2, issues=3, baskets=1, leaves=0, lines=1, links=0))
    issue = case.issues[0]
    cut = len(issue.options) - 1
    for code, options in (("P1", tuple(range(cut))), ("P2", (cut,))):
        position = case.positions[SET][code]
        atom = evolve(position.red_lines[0].when[0], issue=issue.id, options=options)
        line = evolve(position.red_lines[0], when=(atom,), firmness=Firmness.HARD)
        case = with_position(case, evolve(position, red_lines=(line,)))
    told = explain(case, question_of(case), "zone", COUNTED)
    keys = {one.keys for one in told.smallest}
    assert frozenset({"red-line/P1/p1-line-0", "red-line/P2/p2-line-0"}) in keys


def test_a_clash_not_decided_in_time_is_unknown_and_not_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_slow(*_arguments: object) -> bool:
        raise TimeoutError

    case, asked = empty_questions(1)[0]
    monkeypatch.setattr(Decider, "decide", too_slow)
    told = explain(case, asked, "a basket", COUNTED)
    assert told.verdict is Verdict.UNKNOWN
    assert told.size is None
    assert not told.smallest_proven


def test_a_set_that_leaves_a_package_does_not_clash() -> None:
    case = random_case(3)
    for means in (COUNTED, SOLVED):
        assert not clashes(case, question_of(case), frozenset(), means)


@pytest.mark.parametrize("sentence", CAMPAIGNS)
def test_a_sample_of_the_campaign_holds(sentence: str) -> None:
    check, _owed = CAMPAIGNS[sentence]
    for seed in SEEDS:
        check(seed)
