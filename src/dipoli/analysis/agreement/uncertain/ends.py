"""Two models that hold every profile between them, and so prove something about all at once.

The *widest* model takes, for every party and option, the most that any profile could make of it;
what is in no profile's zone, it cannot show, but when its own zone is empty, every profile's is.
The *narrowest* takes the least; a package of its zone is acceptable to all in every profile, those
never drawn included. In between nothing is proven by these two.

Both differ a little from the cautious and generous readings of a question: importance is rescaled
in a profile, so points that hang on several issues at once weigh more or less beside it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

from attrs import evolve

from dipoli.analysis.agreement.model import Floor, Model
from dipoli.analysis.agreement.uncertain.judgements import Holder, Judgements, Row
from dipoli.analysis.spread import Range

_Pick = Callable[[Iterable[int]], int]


def widest(made: Judgements) -> Model:
    """A model whose zone holds the zone of every profile."""
    return _end(made, max, min)


def narrowest(made: Judgements) -> Model:
    """A model whose zone lies in the zone of every profile."""
    return _end(made, min, max)


def _end(made: Judgements, pick: _Pick, against: _Pick) -> Model:
    floors = tuple(_floor(holder, made.model.sizes, pick, against) for holder in made.holders)
    return evolve(made.model, floors=floors)


def _floor(holder: Holder, sizes: tuple[int, ...], pick: _Pick, against: _Pick) -> Floor:
    worth = [[0] * size for size in sizes]
    base = 0
    for row in holder.rows:
        for option in range(1, len(row.values)):
            worth[row.issue][option] = holder.shared * pick(_worths(row, option))
        if holder.reservation is not None:
            # The state of things is taken from the reservation value: the more, the less is asked.
            base += holder.shared * pick(_products(_ends(row.importance), _ends(row.values[0])))
    least = max(sum(row.importance[0] for row in holder.rows), 1)
    most = max(sum(row.importance[2] for row in holder.rows), 1)
    reserved = holder.reservation or (holder.asked,) * 3
    asked = against(_products((least, most), _ends(reserved)))
    return evolve(
        holder.floor,
        worth=tuple(map(tuple, worth)),
        synergies=tuple(
            (atoms, pick((least * points, most * points)))
            for atoms, points in holder.floor.synergies
        ),
        threshold=asked - base,
    )


def _worths(row: Row, option: int) -> list[int]:
    zero, one = row.values[0], row.values[option]
    return _products(_ends(row.importance), (one[0] - zero[2], one[2] - zero[0]))


def _products(some: tuple[int, int], others: tuple[int, int]) -> list[int]:
    return [one * other for one, other in itertools.product(some, others)]


def _ends(found: Range) -> tuple[int, int]:
    return found[0], found[2]
