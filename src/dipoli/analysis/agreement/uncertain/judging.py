"""Packages judged by profiles that had no part in finding them, block by block.

The blocks are counted apart and added, so that they may be done by other processes or machines,
and their number and order change nothing.

*Which uncertainty matters*: some judgements of all parties are taken as coded, the others stay as
drawn, and the same profiles judge the package again. Those in which it becomes acceptable to all
are gained, those in which it no longer is are lost. That is asked of each issue that the package
moves, of each basket, and of each kind of judgement. It is never asked party by party. Effects do
not add up: two judgements may matter together and neither alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from dipoli.analysis.agreement.uncertain.answers import Fixed, Matter, Sample, Shares
from dipoli.analysis.agreement.uncertain.climbing import Options
from dipoli.analysis.agreement.uncertain.judgements import (
    Ints,
    Judgements,
    Profiles,
    draw_profiles,
)
from dipoli.analysis.agreement.uncertain.shares import (
    Truth,
    accepted,
    accepted_by_all,
    blocks,
    lines_of,
    margins,
    synergies,
)
from dipoli.analysis.agreement.uncertain.solving import Many
from dipoli.analysis.case import Case
from dipoli.analysis.share import share

BLOCK = 1000
"""Profiles that are held in memory at once."""
KINDS = ("importance", "value", "reservation")


@frozen(kw_only=True)
class Block:
    """Packages and the profiles that should judge them."""

    judgements: Judgements
    packages: tuple[Options, ...]
    numbers: range


@frozen(kw_only=True)
class Counts:
    """What a block of profiles says of a package.

    Args:
        all: profiles in which it is acceptable to all.
        each: for each holder.
        gained: for each thing that is taken as coded.
        lost: for each thing that is taken as coded.
    """

    all: int
    each: tuple[int, ...]
    gained: tuple[int, ...]
    lost: tuple[int, ...]

    def plus(self, other: Counts) -> Counts:
        """Both blocks together."""
        return Counts(
            all=self.all + other.all,
            each=_added(self.each, other.each),
            gained=_added(self.gained, other.gained),
            lost=_added(self.lost, other.lost),
        )


def judge(
    case: Case, made: Judgements, packages: Sequence[Options], sample: Sample, many: Many
) -> tuple[tuple[Shares, Matter], ...]:
    """How often packages are acceptable, and which uncertainty matters for that.

    Args:
        case: the case, for its baskets.
        made: the judgements.
        packages: each an option for every issue.
        sample: which profiles judge.
        many: who counts the blocks.

    Returns:
        For each package its shares among the profiles that judge, and what matters.
    """
    tasks = [
        Block(judgements=made, packages=tuple(packages), numbers=numbers)
        for numbers in blocks(sample.judged(), BLOCK)
    ]
    total: list[Counts] = []
    for counts in many(count_block, tasks):
        total = [a.plus(b) for a, b in zip(total, counts, strict=True)] if total else list(counts)
    return tuple(
        (_shares(made, options, counts, sample.profiles), _matter(case, made, options, counts))
        for options, counts in zip(packages, total, strict=True)
    )


def count_block(block: Block) -> tuple[Counts, ...]:
    """Count one block of profiles.

    Args:
        block: packages and the profiles.

    Returns:
        The counts, package by package.
    """
    made = block.judgements
    profiles = draw_profiles(made, block.numbers)
    kinds = [draw_profiles(made, block.numbers, frozenset({kind})) for kind in KINDS]
    return tuple(_counted(profiles, kinds, options) for options in block.packages)


def _counted(profiles: Profiles, kinds: Sequence[Profiles], options: Options) -> Counts:
    each = accepted(profiles, options)
    everybody = each.all(axis=0) & lines_of(profiles.judgements.model, options).possible()
    changed = [*(accepted_by_all(one, options) for one in kinds), *_changed(profiles, options)]
    return Counts(
        all=int(everybody.sum()),
        each=tuple(map(int, each.sum(axis=1))),
        gained=tuple(int((one & ~everybody).sum()) for one in changed),
        lost=tuple(int((everybody & ~one).sum()) for one in changed),
    )


def _shares(made: Judgements, options: Options, counts: Counts, of: int) -> Shares:
    lines = lines_of(made.model, options)
    asked = zip(made.holders, counts.each, lines.asked, strict=True)
    return Shares(
        all=share(counts.all, of),
        each={holder.floor.code: share(count, of) for holder, count, is_asked in asked if is_asked},
        keeps=lines.keeps,
    )


def _groups(made: Judgements, options: Options) -> tuple[list[tuple[int, ...]], ...]:
    """Issues that are taken as coded together: baskets, then issues that the package moves."""
    free, basket = made.model.free, made.model.baskets
    inside = dict.fromkeys(basket[k] for k in free)
    baskets = [tuple(k for k in free if basket[k] == one) for one in inside]
    return baskets, [(k,) for k in free if options[k]]


def _changed(profiles: Profiles, options: Options) -> Iterator[Truth]:
    """In which profiles the package is acceptable to all when a basket or issue is as coded."""
    made = profiles.judgements
    lines = lines_of(made.model, options)
    asked, possible = np.array(lines.asked)[:, np.newaxis], lines.possible()
    now = margins(profiles, options)
    coded = draw_profiles(made, range(1), frozenset(KINDS))
    points = synergies(profiles, options)[:, np.newaxis] - profiles.asked
    for issues in itertools.chain(*_groups(made, options)):
        margin = now + _difference(profiles, coded, options, issues, points)
        yield np.asarray(((margin >= 0) | ~asked).all(axis=0) & possible)


def _difference(
    profiles: Profiles,
    coded: Profiles,
    options: Sequence[int],
    issues: tuple[int, ...],
    points: Ints,
) -> Ints:
    """By how much margins change when judgements on some issues are taken as coded."""
    weights = np.zeros_like(profiles.asked)
    change = np.zeros_like(profiles.asked)
    for k in issues:
        weights += coded.importance[:, k] - profiles.importance[:, k]
        change += coded.worth[:, k, options[k]] - profiles.worth[:, k, options[k]]
        change += coded.base[:, k] - profiles.base[:, k]
    scale = np.maximum(profiles.importance.sum(axis=1) + weights, 1)
    return np.asarray(change + points * (scale - profiles.scale))


def _matter(case: Case, made: Judgements, options: Options, counts: Counts) -> Matter:
    baskets, issues = _groups(made, options)
    names = [
        *KINDS,
        *(case.issues[one[0]].basket for one in baskets),
        *(case.issues[one[0]].id for one in issues),
    ]
    rows = tuple(
        Fixed(about=name, gained=gained, lost=lost)
        for name, gained, lost in zip(names, counts.gained, counts.lost, strict=True)
    )
    first, second = len(KINDS), len(KINDS) + len(baskets)
    return Matter(kinds=rows[:first], baskets=rows[first:second], issues=rows[second:])


def _added(some: tuple[int, ...], others: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(one + other for one, other in zip(some, others, strict=True))
