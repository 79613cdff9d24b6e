"""In how many profiles is a package acceptable: to each who is asked, and to all?

Red lines, requirements and exclusions are as coded in every profile; what varies is what a package
is worth. So the lines are looked at once for a package, and its worth for all profiles together,
in 64-bit integers; that no sum can overflow was proven when the judgements were gathered.

An interval stands beside every share: see `dipoli.analysis.share`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.model import Bar, Model, Where
from dipoli.analysis.agreement.uncertain.judgements import Ints, Profiles

Truth = NDArray[np.bool_]


@frozen(kw_only=True)
class Lines:
    """What a package keeps and breaks, whatever the profile.

    Args:
        keeps: it moves what must move, holds what must hold and keeps requirements and exclusions.
        asked: for each holder, whether its consent is needed.
        crosses: for each holder, whether a red line that binds is crossed.
    """

    keeps: bool
    asked: tuple[bool, ...]
    crosses: tuple[bool, ...]

    def possible(self) -> bool:
        """Whether the package can be acceptable to all in any profile."""
        refused = zip(self.asked, self.crosses, strict=True)
        return self.keeps and not any(asked and crosses for asked, crosses in refused)


def lines_of(model: Model, options: Sequence[int]) -> Lines:
    """Look at everything about a package that is the same in every profile.

    Args:
        model: the question.
        options: an option for every issue.

    Returns:
        What it keeps and breaks.
    """
    still = set(range(len(model.sizes))) - set(model.free)
    keeps = not any(options[issue] for issue in still)
    keeps &= all(any(options[issue] for issue in group) for group in model.moves)
    keeps &= all(_holds(options, where) for where in model.hold)
    crossed = set()
    for bar in model.bars:
        if all(_holds(options, where) for where in bar.atoms):
            holder = holder_of(model, bar)
            keeps &= holder is not None
            crossed.add(holder)
    called = {call.body for call in model.calls if _holds(options, call.atom)}
    return Lines(
        keeps=keeps,
        asked=tuple(floor.gate is None or floor.gate in called for floor in model.floors),
        crosses=tuple(floor.code in crossed for floor in model.floors),
    )


def holder_of(model: Model, bar: Bar) -> str | None:
    """Whose red line a bar is; None when it is a link of the case."""
    return model.assumptions[bar.key].holder


def margins(profiles: Profiles, options: Sequence[int]) -> Ints:
    """What a package is worth above what is asked, in each profile.

    Args:
        profiles: some profiles.
        options: an option for every issue.

    Returns:
        Points times the scale of the holder; shape (holders, profiles).
    """
    return worth(profiles, options) - profiles.threshold()


def worth(profiles: Profiles, options: Sequence[int]) -> Ints:
    """What a package is worth against the state of things, times the scale of the holder.

    Raises:
        ValueError: it moves an issue that stays as it is, of which nothing was drawn.
    """
    free = profiles.judgements.model.free
    if any(option and issue not in free for issue, option in enumerate(options)):
        message = "the package moves an issue that is asked to stay as it is"
        raise ValueError(message)
    total = synergies(profiles, options)[:, np.newaxis] * profiles.scale
    for issue, option in enumerate(options):
        if option:
            total += profiles.worth[:, issue, option]
    return total


def synergies(profiles: Profiles, options: Sequence[int]) -> Ints:
    """Points that hang on several issues at once; shape (holders,)."""
    floors = [holder.floor for holder in profiles.judgements.holders]
    return np.array(
        [
            sum(p for atoms, p in floor.synergies if all(_holds(options, w) for w in atoms))
            for floor in floors
        ],
        np.int64,
    )


def accepted(profiles: Profiles, options: Sequence[int]) -> Truth:
    """In which profiles a package is acceptable to whom; True for whoever is not asked.

    Args:
        profiles: some profiles.
        options: an option for every issue.

    Returns:
        Shape (holders, profiles). Requirements and exclusions are not looked at: see `Lines`.
    """
    lines = lines_of(profiles.judgements.model, options)
    asked, crosses = np.array(lines.asked), np.array(lines.crosses)
    fine = (margins(profiles, options) >= 0) & ~crosses[:, np.newaxis]
    return np.asarray(fine | ~asked[:, np.newaxis])


def accepted_by_all(profiles: Profiles, options: Sequence[int]) -> Truth:
    """In which profiles a package is in the zone; shape (profiles,)."""
    if not lines_of(profiles.judgements.model, options).possible():
        return np.zeros(len(profiles), np.bool_)
    return np.asarray(accepted(profiles, options).all(axis=0))


def blocks(numbers: range, size: int) -> Iterator[range]:
    """Consecutive numbers in blocks of at most ``size``."""
    for start in range(numbers.start, numbers.stop, size):
        yield range(start, min(start + size, numbers.stop))


def _holds(options: Sequence[int], where: Where) -> bool:
    issue, held = where
    return options[issue] in held
