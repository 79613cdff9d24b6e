"""The judgements of a case that carry a range, and whole profiles drawn from them.

A *profile* is one set of figures that the case holds possible: for every party and body whose
consent may be asked, an importance for every issue and a value for every option, each drawn by
itself from its own range. What is assumed beyond the papers is written in `ASSUMPTIONS`, which goes
into every receipt.

Importance is shared out: the papers have it sum to a fixed number of points. Drawn importances do
not, so they are rescaled to the coded sum, without rounding: with drawn sum ``A`` and coded sum
``S``, every inequality of a party is multiplied by ``A``, and

    S * sum of a_k (v_k[x_k] - v_k[0]) + A * synergies(x)  >=  A * reservation

is decided in whole numbers. The reservation value here is what is asked above the state of things.
Under the rule ``status-quo`` it is what the papers ask above it, which is nothing: the state of
things is valued by the same draws as everything else. Under any other rule it is drawn from its
own range, and the drawn value of the state of things is taken from it.

A profile can be read as a model (`model_of`), so that whatever answers a question about a case
answers it about a profile.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.answers import Question, Reading
from dipoli.analysis.agreement.model import Floor, Model, build
from dipoli.analysis.case import Case, IssuePosition, Position
from dipoli.analysis.spread import Range, Spread, draw

STATUS_QUO = "status-quo"
"""The rule by which a reservation value is what the state of things is worth."""
_SAFE = 1 << 62

Ints = NDArray[np.int64]


@frozen(kw_only=True)
class Row:
    """What a party's position says on one issue: by number, ranges of importance and values."""

    issue: int
    name: str
    importance: Range
    values: tuple[Range, ...]


@frozen(kw_only=True)
class Holder:
    """A party or body with what it judges.

    Args:
        floor: its floor in the model of the question as coded.
        rows: its position, issue by issue.
        shared: points of importance that its issues share as coded.
        asked: points that it asks above the state of things; used when ``reservation`` is None.
        reservation: range of its reservation value, where that is not the state of things.
    """

    floor: Floor
    rows: tuple[Row, ...]
    shared: int
    asked: int
    reservation: Range | None


@frozen(kw_only=True)
class Judgements:
    """A question with the ranges of all judgements on which its answer hangs.

    Args:
        model: the question as coded; bars, calls, links and what must move are the same in every
            profile.
        holders: for each floor of the model, in its order.
        seed: of the sample.
        spread: how each judgement is spread over its range.
    """

    model: Model
    holders: tuple[Holder, ...]
    seed: int
    spread: Spread


@frozen(kw_only=True, eq=False)
class Profiles:
    """Some profiles, drawn.

    Args:
        judgements: from which.
        numbers: of the profiles.
        importance: shape (holders, issues, profiles).
        worth: what an option is worth against the state of things, times the importance as coded; 0
            where an issue stays as it is; shape (holders, issues, options, profiles).
        base: for holders with a reservation of their own, what option 0 is worth, times the
            importance as coded; 0 for others; shape (holders, issues, profiles).
        scale: by what a holder's points are multiplied; at least 1; shape (holders, profiles).
        asked: points asked above the state of things, or the reservation value where that is drawn;
            shape (holders, profiles).
    """

    judgements: Judgements
    numbers: range
    importance: Ints
    worth: Ints
    base: Ints
    scale: Ints
    asked: Ints

    def __len__(self) -> int:
        return len(self.numbers)

    def threshold(self) -> Ints:
        """What the worth of a package may not fall below; shape (holders, profiles)."""
        return np.asarray(self.asked * self.scale - self.base.sum(axis=1))

    def some(self, kept: slice) -> Profiles:
        """Consecutive profiles of these."""
        return evolve(
            self,
            numbers=self.numbers[kept],
            importance=self.importance[..., kept],
            worth=self.worth[..., kept],
            base=self.base[..., kept],
            scale=self.scale[..., kept],
            asked=self.asked[..., kept],
        )


def judgements(case: Case, question: Question, seed: int, spread: Spread) -> Judgements:
    """Gather the judgements on which an answer hangs.

    Args:
        case: a coherent case.
        question: what is asked; its reading is not used, as every judgement is drawn.
        seed: of the sample.
        spread: how each judgement is spread over its range.

    Returns:
        The judgements.

    Raises:
        ValueError: sums could leave the range of int64.
    """
    model = build(case, evolve(question, reading=Reading.CODED))
    positions = case.positions_of(question.positions)
    number = {issue.id: k for k, issue in enumerate(case.issues)}
    made = Judgements(
        model=model,
        holders=tuple(
            _holder(floor, positions[floor.code], number, model.sizes) for floor in model.floors
        ),
        seed=seed,
        spread=spread,
    )
    proof_of_range(made)
    return made


def draw_profiles(
    made: Judgements, numbers: range, fixed: Collection[str] = frozenset()
) -> Profiles:
    """Draw profiles.

    Args:
        made: the judgements.
        numbers: of the profiles.
        fixed: kinds of judgements that stay as coded: ``importance``, ``value``, ``reservation``.

    Returns:
        The profiles.
    """
    sizes = made.model.sizes
    issues, many = len(sizes), len(numbers)
    importance = np.zeros((len(made.holders), issues, many), np.int64)
    worth = np.zeros((len(made.holders), issues, max(sizes), many), np.int64)
    base = np.zeros((len(made.holders), issues, many), np.int64)
    asked = np.zeros((len(made.holders), many), np.int64)

    def drawn(kind: str, name: str, found: Range) -> Ints:
        if kind in fixed:
            return np.full(many, found[1], np.int64)
        return draw(made.seed, f"{kind}/{name}", numbers, found, made.spread)

    for h, holder in enumerate(made.holders):
        asked[h] = holder.asked
        if holder.reservation is not None:
            asked[h] = drawn("reservation", holder.floor.code, holder.reservation)
        for row in holder.rows:
            weight = drawn("importance", row.name, row.importance)
            importance[h, row.issue] = weight
            moves = row.issue in made.model.free
            if not moves and holder.reservation is None:
                continue
            zero = drawn("value", f"{row.name}/0", row.values[0])
            for option, found in enumerate(row.values[1:] if moves else (), start=1):
                value = drawn("value", f"{row.name}/{option}", found)
                worth[h, row.issue, option] = holder.shared * weight * (value - zero)
            if holder.reservation is not None:
                base[h, row.issue] = holder.shared * weight * zero
    return Profiles(
        judgements=made,
        numbers=numbers,
        importance=importance,
        worth=worth,
        base=base,
        scale=np.maximum(importance.sum(axis=1), 1),
        asked=asked,
    )


def model_of(profiles: Profiles, place: int) -> Model:
    """The question in one profile, as a model.

    Args:
        profiles: some profiles.
        place: which of them, counted from 0.

    Returns:
        The model. Points of each floor are on a scale of their own.
    """
    made = profiles.judgements
    threshold = profiles.threshold()[:, place]
    floors = []
    for h, holder in enumerate(made.holders):
        worth = profiles.worth[h, :, :, place].tolist()
        scale = int(profiles.scale[h, place])
        rows = [row[:size] for row, size in zip(worth, made.model.sizes, strict=True)]
        floors.append(scaled(holder.floor, rows, scale, int(threshold[h])))
    return evolve(made.model, floors=tuple(floors))


def scaled(floor: Floor, worth: list[list[int]], scale: int, threshold: int) -> Floor:
    """A floor with other figures, its synergies on the same scale, in the smallest numbers."""
    synergies = [(atoms, points * scale) for atoms, points in floor.synergies]
    every = [
        threshold,
        *(points for _atoms, points in synergies),
        *(w for row in worth for w in row),
    ]
    divisor = math.gcd(*every) or 1
    return evolve(
        floor,
        worth=tuple(tuple(w // divisor for w in row) for row in worth),
        synergies=tuple((atoms, points // divisor) for atoms, points in synergies),
        threshold=threshold // divisor,
    )


def proof_of_range(made: Judgements) -> None:
    """Prove that no sum over a profile can leave the range of int64.

    Raises:
        ValueError: one could.
    """
    for holder in made.holders:
        weights = sum(_most(row.importance) for row in holder.rows)
        most = sum(
            holder.shared * _most(row.importance) * 3 * max(map(_most, row.values))
            for row in holder.rows
        )
        points = sum(abs(points) for _atoms, points in holder.floor.synergies) + abs(holder.asked)
        points += _most(holder.reservation or (0, 0, 0))
        if most + max(weights, holder.shared, 1) * points >= _SAFE // 4:
            message = f"points of {holder.floor.code} are too large to be added safely"
            raise ValueError(message)


def _most(found: Range) -> int:
    return max(map(abs, found))


def _holder(
    floor: Floor, position: Position, number: dict[str, int], sizes: tuple[int, ...]
) -> Holder:
    reservation = position.reservation
    plain = reservation.rule == STATUS_QUO
    return Holder(
        floor=floor,
        rows=tuple(_rows(position.issues, position.party, number, sizes)),
        shared=sum(row.importance for row in position.issues),
        asked=floor.threshold if plain else 0,
        reservation=None if plain else (reservation.low, reservation.value, reservation.high),
    )


def _rows(
    rows: tuple[IssuePosition, ...], code: str, number: dict[str, int], sizes: tuple[int, ...]
) -> Iterator[Row]:
    for row in rows:
        low, high = row.importance_range
        yield Row(
            issue=number[row.issue],
            name=f"{code}/{row.issue}",
            importance=(low, row.importance, high),
            values=tuple(zip(row.low, row.value, row.high, strict=True))[
                : sizes[number[row.issue]]
            ],
        )
