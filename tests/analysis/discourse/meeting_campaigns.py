"""What is owed in numbers of corpora for where words meet, one seed at a time: `make campaign`.

Each function takes a seed and returns nothing, or raises AssertionError with what went wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from attrs import evolve
from scipy.spatial.distance import jensenshannon
from tests.analysis.discourse.counted import ISSUES, random_texts, reading
from tests.analysis.discourse.figures_campaigns import HIGHEST, LOWEST

from dipoli.analysis.discourse.bootstrap import Floats, weights
from dipoli.analysis.discourse.bridges import affirmed_by_all, bridges
from dipoli.analysis.discourse.coding import Coded, Stance
from dipoli.analysis.discourse.common import Pair, common_words
from dipoli.analysis.discourse.converge import alike, converge, similarity
from dipoli.analysis.discourse.counts import Found, Reading
from dipoli.analysis.discourse.figures import holds, resolves
from dipoli.analysis.discourse.meeting import Meeting, meeting
from dipoli.analysis.discourse.meeting_shares import STANCES, of_pairs

ROUNDS = 150
PARENTS = {"arms": "peace"}
MEETS = {
    way: np.array([[meeting(a, b) is way for b in STANCES] for a in STANCES], np.float64)
    for way in Meeting
}
LIKE = ({Stance.SUPPORTS}, {Stance.OPPOSES}, {Stance.CONDITIONAL, Stance.SUPPORTS})


def frames_cover(seed: int, rounds: int = ROUNDS) -> None:
    """Of 100 intervals of a frame similarity 92 to 97 hold the true one, over frames by lot.

    Where both frames are one and the same the truth is at the end of the scale; there 92 or more
    hold it.
    """
    dice = np.random.default_rng([seed, 4])
    held: dict[bool, list[bool]] = {True: [], False: []}
    for documents, each in ((12, 10), (20, 5), (50, 3), (50, 10)):
        for mixed in (0.0, 0.4, 1.0):
            for _ in range(rounds):
                one, third = dice.dirichlet(np.ones(10)), dice.dirichlet(np.ones(10))
                other = (1 - mixed) * one + mixed * third
                sides = [_framed(dice, frame, documents, each) for frame in (one, other)]
                told = similarity(sides[0], sides[1], seed, 400)
                if told.interval is not None:
                    truth = 1 - float(jensenshannon(one, other, 2)) ** 2 if mixed else 1.0
                    inside = told.interval.low <= truth + 1e-9
                    held[mixed == 0].append(inside and truth - 1e-9 <= told.interval.high)
    assert LOWEST <= np.mean(held[False]) <= HIGHEST, f"{np.mean(held[False]):.3f}"
    assert np.mean(held[True]) >= LOWEST, f"{np.mean(held[True]):.3f}"


def _framed(dice: np.random.Generator, frame: Floats, documents: int, each: int) -> Floats:
    own = [dice.dirichlet(8 * frame + 1e-9) for _ in range(documents)]
    return np.array([dice.multinomial(1 + dice.poisson(each), one) for one in own], np.float64)


def shares_of_pairs_cover(seed: int, rounds: int = ROUNDS) -> None:
    """Of 100 intervals of the share of pairs that meet in a way 92 to 97 hold the true one.

    Over stances by lot and documents that differ. Where passages of a document are no more alike
    than others, and for bounds, 92 or more hold it.
    """
    for documents in ((5, 10), (10, 10), (30, 12)):
        dice = np.random.default_rng([seed, *documents, 5])
        held: dict[bool, list[bool]] = {True: [], False: []}
        for spread in (2.0, 4.0, None):
            for each in (1, 3, 8):
                for n in range(rounds // 3):
                    truths = [dice.dirichlet(np.ones(len(STANCES))) for _ in documents]
                    one, other = (
                        _stances(dice, truth, count, each, spread)
                        for truth, count in zip(truths, documents, strict=True)
                    )
                    drawn = (
                        weights(seed, f"one/{n}", documents[0], 400),
                        weights(seed, f"other/{n}", documents[1], 400),
                    )
                    for way in Meeting:
                        told = of_pairs((one, other), MEETS[way], drawn).interval
                        assert told is not None
                        truth = float(truths[0] @ MEETS[way] @ truths[1])
                        plain = spread is None or told.bound
                        held[plain].append(told.low - 1e-12 <= truth <= told.high + 1e-12)
        assert LOWEST <= np.mean(held[False]) <= HIGHEST, f"{documents}: {np.mean(held[False]):.3f}"
        assert np.mean(held[True]) >= LOWEST, f"{documents}: {np.mean(held[True]):.3f}"


def _stances(
    dice: np.random.Generator, truth: Floats, documents: int, each: int, spread: float | None
) -> Floats:
    """Passages of each document by stance; without a spread every document is of one kind."""
    own = truth if spread is None else spread * truth + 1e-9
    return np.array(
        [
            dice.multinomial(1 + dice.poisson(each), own if spread is None else dice.dirichlet(own))
            for _ in range(documents)
        ],
        np.float64,
    )


def divergence_is_that_of_another_implementation(seed: int) -> None:
    """One less the square of the Jensen-Shannon distance to base 2."""
    dice = np.random.default_rng(seed)
    one, other = (dice.integers(0, 30, 8) + np.eye(8)[dice.integers(8)] for _ in range(2))
    assert abs(alike(one, other) - (1 - jensenshannon(one, other, 2) ** 2)) < 1e-12
    assert abs(alike(one, one) - 1) < 1e-12


def opposed_words_are_never_offered(seed: int) -> None:
    """No pair or bridge offered has unlike or unknown stances; each rests on exact spans."""
    held = reading(random_texts(seed), *ISSUES, parents=PARENTS)
    for genre in sorted({one.genre for one in held.corpus.documents.values()}):
        for issue in ISSUES:
            told = common_words(held, ("P1", "P2"), issue, genre)
            for pair in (*told.compatible, *told.conditional):
                _pair_is_like(held, pair)
            _pairs_are_the_best(held, issue, genre, told.compatible)
            _bridges_are_like(held, issue, genre)
            for one in converge(held, ("P1", "P2"), issue, genre, draws=100):
                assert all(resolves(held.corpus, side) for side in one.sides)
                pairs = [
                    meeting(mine.code.stance, theirs.code.stance)
                    for mine in one.sides[0].evidence
                    for theirs in one.sides[1].evidence
                ]
                assert {way: pairs.count(way) for way in Meeting} == dict(one.stances)
                for way in Meeting:
                    assert one.share(way) == (pairs.count(way) / len(pairs) if pairs else None)
        for row in affirmed_by_all(held, ("P1", "P2"), genre).found:
            for passages in row.passages:
                assert passages
                assert {one.code.stance for one in passages} == {row.side}


def _pair_is_like(held: Reading, pair: Pair) -> None:
    assert holds(held.corpus, (pair.one, pair.other))
    stances = {pair.one.code.stance, pair.other.code.stance}
    if pair.way is Meeting.COMPATIBLE:
        assert stances in LIKE[:2]
    else:
        assert Stance.CONDITIONAL in stances
        assert stances <= LIKE[2]


def _pairs_are_the_best(held: Reading, issue: str, genre: str, told: tuple[Pair, ...]) -> None:
    """The slow way: the first pair is for the issue, and has a sub-issue in common, if any can."""
    mine, theirs = (
        [
            one
            for one in held.coded
            if one.passage.actor == actor
            and held.corpus.documents[one.passage.file].genre == genre
            and any(code.issue == issue and code.stance for code in one.codes)
        ]
        for actor in ("P1", "P2")
    )
    subs = {sub for sub, parent in PARENTS.items() if parent == issue}

    def carried(one: Coded) -> set[str]:
        return {code.issue for code in one.codes}

    def stance(one: Coded) -> Stance | None:
        return next(code.stance for code in one.codes if code.issue == issue)

    scores = [
        (stance(one) is Stance.SUPPORTS, bool(carried(one) & carried(other) & subs))
        for one in mine
        for other in theirs
        if meeting(stance(one), stance(other)) is Meeting.COMPATIBLE
    ]
    assert bool(scores) == bool(told)
    if told:
        ranks = [(pair.one.code.stance is Stance.SUPPORTS, bool(pair.sub_issues)) for pair in told]
        assert ranks[0] == max(scores)
        assert ranks == sorted(ranks, reverse=True)
        assert len({pair.one.passage for pair in told}) == len(told)
        assert len({pair.other.passage for pair in told}) == len(told)


def _bridges_are_like(held: Reading, blocked: str, genre: str) -> None:
    """The slow way: a passage is kept when some passage of the other side meets it alike."""
    told = bridges(held, ("P1", "P2"), blocked, genre)
    for row in told.found:
        assert row.issue not in (blocked, PARENTS.get(blocked))
        assert PARENTS.get(row.issue) != blocked
        assert row.one
        assert row.other
        assert holds(held.corpus, (*row.one, *row.other, *row.unread))
        for side, others in ((row.one, row.other), (row.other, row.one)):
            assert all(_meets(one, others) for one in side)
    wanted = set()
    for issue in ISSUES:
        if issue == blocked or blocked == PARENTS.get(issue) or issue == PARENTS.get(blocked):
            continue
        sides = [
            {
                code.stance
                for one in held.coded
                if one.passage.actor == actor
                and held.corpus.documents[one.passage.file].genre == genre
                and any(code.issue == blocked for code in one.codes)
                for code in one.codes
                if code.issue == issue
            }
            for actor in ("P1", "P2")
        ]
        if any(
            meeting(one, other) in (Meeting.COMPATIBLE, Meeting.CONDITIONAL)
            for one in sides[0]
            for other in sides[1]
        ):
            wanted.add(issue)
    assert {row.issue for row in told.found} == wanted


def _meets(one: Found, others: tuple[Found, ...]) -> bool:
    return any(
        meeting(one.code.stance, other.code.stance) in (Meeting.COMPATIBLE, Meeting.CONDITIONAL)
        for other in others
    )


def turning_the_pair_turns_the_answer(seed: int) -> None:
    """Renaming or turning the two sides turns the answer and changes nothing else."""
    texts = random_texts(seed)
    held = reading(texts)
    genre = random.Random(seed).choice([one.genre for one in texts])
    for issue in ISSUES:
        one = converge(held, ("P1", "P2"), issue, genre, draws=100)
        other = converge(held, ("P2", "P1"), issue, genre, draws=100)
        assert {row.language for row in one} == {row.language for row in other}
        for row in one:
            twin = next(each for each in other if each.language == row.language)
            assert row.sides == twin.sides[::-1]
            assert row.frames == twin.frames[::-1]
            assert row.stances == twin.stances
            assert row.co_salience.value == twin.co_salience.value or (
                abs((row.co_salience.value or 0) - (twin.co_salience.value or 0)) < 1e-12
            )
    renamed = [
        evolve(
            one,
            actors=tuple({"P1": "Q9", "P2": "A1"}.get(actor, actor) for actor in one.actors),
        )
        for one in texts
    ]
    told = common_words(held, ("P1", "P2"), "peace", genre)
    again = common_words(reading(renamed), ("Q9", "A1"), "peace", genre)
    places = [
        [(pair.one.code, pair.other.code) for pair in each.compatible] for each in (told, again)
    ]
    assert places[0] == places[1]


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "intervals of frame similarity hold the truth in 92 to 97 of 100": (frames_cover, 20),
    "intervals of shares of pairs hold the truth in 92 to 97 of 100": (shares_of_pairs_cover, 20),
    "divergence of frames is that of another implementation": (
        divergence_is_that_of_another_implementation,
        200,
    ),
    "opposed words are never offered": (opposed_words_are_never_offered, 200),
    "turning the pair turns the answer": (turning_the_pair_turns_the_answer, 200),
}
"""Sentence to the check and the number of seeds that are owed."""
