"""What is known on the way: packages of the zone with exact figures, bounds that hold, no more."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

import pytest
from attrs import evolve
from tests.analysis.agreement.reference import best
from tests.generators import TINY, random_case

from dipoli.analysis.agreement import (
    Means,
    Question,
    Rule,
    SoftLines,
    Verdict,
    agree,
    answer,
    find,
    question_of,
)
from dipoli.analysis.agreement.answers import Engine, PackageAnswer
from dipoli.analysis.agreement.anytime import Seeking, Sofar
from dipoli.analysis.agreement.checker import check_answer
from dipoli.analysis.case import Case

NEAR = Means(counted=0)
SOLVED = Means(counted=0, choices=0)
SEEDS = random.Random(12).sample(range(100_000), 12)


def open_question(seed: int) -> tuple[Case, Question]:
    """A question about a made-up case that has common ground."""
    for number in itertools.count(seed):
        case = random_case(number, TINY)
        asked = evolve(question_of(case), soft_lines=tuple(SoftLines)[number % 2])
        if find(case, asked, Means()).verdict is Verdict.COMMON_GROUND:
            return case, asked
    raise AssertionError


class Watched(Seeking):
    """Asks for the best so far after everything that is told on the way."""

    def watch(self) -> None:
        """Begin a list of what is known."""
        self.seen: list[PackageAnswer] = []

    def met(self, package: dict[str, int], engine: Engine) -> None:  # type: ignore[override]
        """As ever, and ask."""
        super().met(package, engine)
        self._ask()

    def below(self, bound: float) -> None:
        """As ever, and ask."""
        super().below(bound)
        self._ask()

    def ideals(self, ideals: tuple[int, ...]) -> None:
        """As ever, and ask."""
        super().ideals(ideals)
        self._ask()

    def _ask(self) -> None:
        known = self.answer()
        if known is not None:
            self.seen.append(known)


def exact(value: Fraction | tuple[int, ...] | None) -> Fraction:
    """The figure of a rule: of leximin, the smallest gain."""
    assert value is not None
    return Fraction(value[0]) if isinstance(value, tuple) else value


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("means", [NEAR, SOLVED], ids=["near", "solved"])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_known_on_the_way_is_accepted_never_better_than_the_best_nor_bounded_below_it(
    seed: int, means: Means, rule: Rule
) -> None:
    case, asked = open_question(seed)
    way = Watched(case=case, question=asked, rule=rule, telling=lambda _words: None)
    way.watch()
    final = answer(case, asked, rule, evolve(means, way=way))
    wanted = exact(best(case, asked, rule))
    ceiling = math.log(wanted) if rule is Rule.NASH and wanted else float(wanted)
    before = -math.inf
    for known in way.seen:
        assert check_answer(case, asked, known).accepted
        assert known.value is not None
        assert known.bound is not None
        assert known.value <= ceiling + 1e-9
        assert known.bound >= ceiling - 1e-6
        assert before <= known.value
        before = known.value
    if final.value is not None and math.isfinite(final.value) and way.seen:
        assert way.seen[-1].value_exact == final.value_exact


def test_a_rule_without_a_figure_yet_has_no_best_so_far() -> None:
    case, asked = open_question(SEEDS[0])
    witness = find(case, asked, Means()).witness
    assert witness is not None
    way = Seeking(
        case=case, question=asked, rule=Rule.KALAI_SMORODINSKY, telling=lambda _words: None
    )
    assert way.answer() is None
    way.met(witness, Engine.MIP)
    assert way.answer() is None
    gains = way.model.gains(tuple(witness.values()))
    way.ideals(tuple(2 * gain + 1 for gain in gains))
    known = way.answer()
    assert known is not None
    assert known.bound == math.inf
    assert not known.proven


def test_what_was_answered_is_kept_and_what_is_left_is_named() -> None:
    case, asked = open_question(SEEDS[1])
    sofar = Sofar()
    every = [(rule, soft) for soft in SoftLines for rule in Rule]
    assert list(sofar.left()) == every
    seen: list[tuple[int, int, bool]] = []

    def look(_words: str) -> None:
        now = sofar.snapshot()
        busy = now.seeking is not None
        seen.append((len(now.packages), len(now.left()), busy))

    found = agree(case, asked, NEAR, progress=look, sofar=sofar)
    assert all(done + left + busy == len(every) for done, left, busy in seen)
    assert any(busy for _done, _left, busy in seen)
    assert tuple(sofar.packages) == found.packages
    assert tuple(sofar.baskets) == found.baskets
    assert list(sofar.standing) == ["negotiable", "held", "cautious", "generous"]
    assert sofar.standing["held"] == found.zone.standing.held
    assert sofar.left() == ()


def test_an_answer_that_was_just_entered_is_not_also_being_sought() -> None:
    case, asked = open_question(SEEDS[2])
    way = Seeking(case=case, question=asked, rule=Rule.NASH, telling=lambda _words: None)
    done = answer(case, asked, Rule.NASH, NEAR)
    other = answer(case, asked, Rule.LEXIMIN, NEAR)
    assert Sofar(packages=[done], seeking=way).snapshot().seeking is None
    assert Sofar(packages=[other], seeking=way).snapshot().seeking is way
