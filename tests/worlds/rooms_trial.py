"""Trials of the attacker: so many meetings to learn from, so many to name the author of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from tests.worlds.rooms import Left, Meeting, Scene, begun, meeting
from tests.worlds.rooms_attacker import chance_of, figures, learn, name
from tests.worlds.rooms_leaky import LEAKS, NONCE, with_nonces

SAFE_P, LEAKY_P = 0.01, 0.001
"""A room is safe above the one, and a variant leaks below the other."""


@frozen(kw_only=True)
class Trial:
    """How a trial ended.

    Args:
        hits: how often the author was named.
        meetings: how many authors were to be named.
        chance: exact chance of so many hits or more by lot.
    """

    hits: int
    meetings: int
    chance: float


def trial(cases: Sequence[tuple[Meeting, Left]], learnt: int) -> Trial:
    """Learn from the first meetings and name the authors of the others."""
    drawn = [(figures(left, one), one.author) for one, left in cases]
    weights = learn(drawn[:learnt])
    named = [
        name(rows, weights, one.seed) == author
        for (rows, author), (one, _) in zip(drawn[learnt:], cases[learnt:], strict=True)
    ]
    sizes = [len(one.people) for one, _ in cases[learnt:]]
    return Trial(hits=sum(named), meetings=len(named), chance=chance_of(sum(named), sizes))


def cases_of(
    scene: Scene, seeds: Sequence[int], left: Callable[[Scene, Meeting], Left] = Scene.left
) -> list[tuple[Meeting, Left]]:
    """Meetings with what is left of each."""
    drawn = [meeting(seed, scene.world.now) for seed in seeds]
    return [(one, left(scene, one)) for one in drawn]


# ---------------------------------------------------------------- whole, for the campaign


def _at(whole: bool, folder: str) -> Scene:  # noqa: FBT001 - one switch
    place = Path(folder)
    return Scene(world=begun(place / "begun"), folder=place, whole=whole)


def nobody_is_named(seed: int) -> None:
    """1,000 meetings, with mirrors, keys and databases of all: named no more often than by lot."""
    with TemporaryDirectory() as folder:
        scene = _at(whole=True, folder=folder)
        found = trial(cases_of(scene, range(seed * 10_000, seed * 10_000 + 1300)), 300)
    assert found.meetings == 1000
    assert found.chance > SAFE_P, found


def a_leak_is_found(seed: int) -> None:
    """The same attacker at each variant that leaks."""
    with TemporaryDirectory() as folder:
        scene = _at(whole=False, folder=folder)
        seeds = range(200)
        if seed == len(LEAKS):
            found = trial(cases_of(scene, seeds, with_nonces), 100)
        else:
            leak = LEAKS[sorted(LEAKS)[seed]]
            found = trial([(one, leak(left, one)) for one, left in cases_of(scene, seeds)], 100)
    assert found.chance < LEAKY_P, found


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    "1,000 meetings off the record: their authors are named no more often than by lot": (
        nobody_is_named,
        1,
    ),
    f"Leaky variants, {NONCE} among them: the same attacker names authors": (
        a_leak_is_found,
        len(LEAKS) + 1,
    ),
}
"""What is owed: sentence to the check and the number of seeds."""
