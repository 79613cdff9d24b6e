"""From a package to one that is acceptable in more profiles, by one issue at a time.

Every other option of every issue is looked at, in all profiles at once. The best move is made, as
long as it is better: more profiles in which the package is acceptable to all; or as many, and more
pairs of a holder and a profile that accept. Of moves that are as good the first in the order of the
case is made, so that the way is the same every time. The end need not be the best package there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from dipoli.analysis.agreement.uncertain.judgements import Ints, Profiles
from dipoli.analysis.agreement.uncertain.shares import (
    Truth,
    accepted_by_all,
    lines_of,
    synergies,
    worth,
)

Options = tuple[int, ...]
Told = Callable[[int], None]
"""Told the number of profiles whenever it grows."""


def climb(
    profiles: Profiles, start: Options, enough: int, told: Told = lambda _count: None
) -> Options:
    """Move a package as long as it becomes better.

    Args:
        profiles: in which it should be acceptable.
        start: a package that keeps every line and link.
        enough: number of profiles that cannot be exceeded: there the climb ends.
        told: told whenever more profiles accept.

    Returns:
        The package reached; the start when no move is better.
    """
    best = start
    height = _height(accepted_by_all(profiles, start), _each(profiles, start))
    while height[0] < enough:
        found, reached = _best_move(profiles, best)
        if reached <= height:
            return best
        if reached[0] > height[0]:
            told(reached[0])
        best, height = found, reached
    return best


def _best_move(profiles: Profiles, options: Options) -> tuple[Options, tuple[int, int]]:
    """The best package that differs in one issue."""
    now = worth(profiles, options) - profiles.threshold()
    points = synergies(profiles, options)
    best, height = options, (-1, -1)
    for moved, issue, option in _moves(profiles, options):
        lines = lines_of(profiles.judgements.model, moved)
        if not lines.possible():
            continue
        change = profiles.worth[:, issue, option] - profiles.worth[:, issue, options[issue]]
        added = synergies(profiles, moved) - points
        margin: Ints = now + change
        if added.any():
            margin = margin + added[:, np.newaxis] * profiles.scale
        each = (margin >= 0) | ~np.array(lines.asked)[:, np.newaxis]
        reached = _height(np.asarray(each.all(axis=0)), each)
        if reached > height:
            best, height = moved, reached
    return best, height


def _moves(profiles: Profiles, options: Options) -> Iterator[tuple[Options, int, int]]:
    model = profiles.judgements.model
    for issue in model.free:
        for option in range(model.sizes[issue]):
            if option != options[issue]:
                yield (*options[:issue], option, *options[issue + 1 :]), issue, option


def _each(profiles: Profiles, options: Options) -> Truth:
    asked = np.array(lines_of(profiles.judgements.model, options).asked)
    margin = worth(profiles, options) - profiles.threshold()
    return np.asarray((margin >= 0) | ~asked[:, np.newaxis])


def _height(everybody: Truth, each: Truth) -> tuple[int, int]:
    return int(everybody.sum()), int(each.sum())
