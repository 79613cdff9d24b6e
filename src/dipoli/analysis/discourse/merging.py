"""Two people's edits of one codebook put together: a three-way merge.

Against the codebook from which both began, seeds and other lists are sets: what either added is
there, what either deleted is not. A text is a value: changed by one it is taken; changed by both to
the same it is taken; changed by both to different ones it is a conflict, and so is a part that one
changed and the other deleted. Nothing is guessed: a conflict is settled by whoever merges.

Where there is no conflict, whose edits are called mine and whose yours changes nothing.

The version of what comes of it is the highest of the three when every codebook of that version has
this very content, and its middle number is raised otherwise: one version never names two contents.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coherence import Fault, faults
from dipoli.analysis.discourse.outline import Place, Tree, codebook_from, outline


class Side(enum.Enum):
    """Whose edit is taken."""

    MINE = "mine"
    YOURS = "yours"


@frozen(kw_only=True)
class Conflict:
    """A part that both changed, and not alike.

    Args:
        place: names from the root, such as ``("issues", "fish", "definition")``.
        base: as it was; None when it was not there.
        mine: as one has it; None when deleted.
        yours: as the other has it; None when deleted.
    """

    place: Place
    base: Tree | None
    mine: Tree | None
    yours: Tree | None


@frozen(kw_only=True)
class Merge:
    """What came of putting two edits together.

    Args:
        codebook: None while conflicts are open.
        conflicts: those that were not settled, in order of place.
        unknown: places that were settled and are no conflicts.
        faults: why the codebook does not hold together, although each side's does.
    """

    codebook: Codebook | None
    conflicts: tuple[Conflict, ...] = ()
    unknown: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


def named(place: Place) -> str:
    """A place as a person writes it.

    >>> named(("issues", "fish", "label", "en"))
    'fish.label.en'
    """
    return ".".join(place[1:] if place[:1] == ("issues",) else place)


def merge(
    base: Codebook,
    mine: Codebook,
    yours: Codebook,
    settled: Mapping[str, Side] | None = None,
) -> Merge:
    """Put two edits of one codebook together.

    Args:
        base: from which both began.
        mine: one edit.
        yours: the other.
        settled: conflicts by their names (`named`) to the side that is taken.
    """
    work = _Work(settled=settled or {})
    tree = work.both((), outline(base), outline(mine), outline(yours))
    unknown = tuple(sorted(set(work.settled) - work.used))
    if work.conflicts or unknown or not isinstance(tree, dict):
        order = sorted(work.conflicts, key=lambda one: one.place)
        return Merge(codebook=None, conflicts=tuple(order), unknown=unknown)
    version = _version(tree, base, (mine, yours))
    merged = codebook_from(tree, version, (base, mine, yours))
    return Merge(codebook=merged, faults=tuple(faults(merged)))


@frozen
class _Work:
    settled: Mapping[str, Side]
    conflicts: list[Conflict] = field(factory=list)
    used: set[str] = field(factory=set)

    def both(
        self, place: Place, base: Tree | None, mine: Tree | None, yours: Tree | None
    ) -> Tree | None:
        """One part from three."""
        if yours in (mine, base):
            return mine
        if base == mine:
            return yours
        sides = (base, mine, yours)
        if any(isinstance(one, frozenset) for one in sides):
            was, some, other = (one if isinstance(one, frozenset) else frozenset() for one in sides)
            return (was & some & other) | (some - was) | (other - was)
        if isinstance(mine, dict) and isinstance(yours, dict):
            return dict(self._parts(place, base if isinstance(base, dict) else {}, mine, yours))
        return self._settle(place, base, mine, yours)

    def _parts(
        self,
        place: Place,
        base: Mapping[str, Tree],
        mine: Mapping[str, Tree],
        yours: Mapping[str, Tree],
    ) -> Iterator[tuple[str, Tree]]:
        for name in sorted({*base, *mine, *yours}):
            part = self.both((*place, name), base.get(name), mine.get(name), yours.get(name))
            if part is not None:
                yield name, part

    def _settle(
        self, place: Place, base: Tree | None, mine: Tree | None, yours: Tree | None
    ) -> Tree | None:
        side = self.settled.get(named(place))
        if side is None:
            self.conflicts.append(Conflict(place=place, base=base, mine=mine, yours=yours))
            return base
        self.used.add(named(place))
        return mine if side is Side.MINE else yours


def _version(tree: Tree, base: Codebook, sides: Sequence[Codebook]) -> str:
    highest = max(_numbers(one.version) for one in (base, *sides))
    holders = [one for one in (base, *sides) if _numbers(one.version) == highest]
    if all(_bare(outline(one)) == _bare(tree) for one in holders):
        return ".".join(map(str, highest))
    return f"{highest[0]}.{highest[1] + 1}.0"


def _bare(tree: Tree) -> Tree:
    """A tree without parts that hold nothing."""
    if not isinstance(tree, dict):
        return tree
    kept = {name: _bare(one) for name, one in tree.items()}
    return {name: one for name, one in kept.items() if one}


def _numbers(version: str) -> tuple[int, int, int]:
    first, second, third = map(int, version.split("."))
    return first, second, third
