"""Which vectors are dominated by none of the others; vectors that are equal count as one.

Theory of operation. A vector has whole numbers, of which the first are the gains of the seats, and
marks: bits of which 1 is better than 0. One dominates another when it is at least as good in every
number and every mark and the seats together gain more, so that some seat does. Vectors are gone
through in descending order of what the seats gain together; then only earlier ones can dominate,
and only those that were kept need be asked.

To ask quickly, each vector has a word of bits: its marks, and for each number some thresholds that
it reaches. Nothing dominates a vector of which it misses a bit, so nearly all comparisons are one
operation on two words. Those that dominate often move to the front (self-organising list).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.compiled import COMPILED, loop
from dipoli.analysis.agreement.frontier.answers import Ints, Outgrown

BITS = 63
"""Bits of a word that are used."""
_MARKED = 40
"""At most so many of them are marks; the others are compared one after another."""
_SAMPLE = 4096
_STRETCH = 64
_BLOCK = 256
_LOOK = 1 << 14
"""Vectors between two looks at the limits."""

Bools = NDArray[np.bool_]


@frozen(kw_only=True, eq=False)
class Kept:
    """What a filter kept.

    Args:
        chosen: for each distinct vector that nothing dominates, the first row that has it; in
            descending order of what the seats gain together.
        owner: for each row its place among the chosen, or -1 when it is dominated.
    """

    chosen: Ints
    owner: Ints


@frozen(kw_only=True)
class Limits:
    """How far a filter goes.

    Args:
        most: at most so many vectors are kept.
        stop: asked now and then; True ends it.
    """

    most: int = 1 << 62
    stop: Callable[[], bool] = lambda: False

    def hold(self, kept: int) -> None:
        """Go on, or not.

        Raises:
            Outgrown: more are kept, or it was ended.
        """
        if kept > self.most or self.stop():
            raise Outgrown


ENDLESS = Limits()


def undominated(rows: Ints, marks: Ints, seats: int, limits: Limits = ENDLESS) -> Kept:
    """Keep each distinct vector that no other dominates.

    Args:
        rows: vectors; shape (vectors, numbers).
        marks: bits of each, of which 1 is better; shape (vectors,).
        seats: so many of the numbers, the first ones, are gains of seats.
        limits: how far it goes.

    Returns:
        What was kept, and for each row which of them it equals.

    Raises:
        Outgrown: its limits were reached.
    """
    if not len(rows):
        return Kept(chosen=np.zeros(0, np.int64), owner=np.zeros(0, np.int64))
    totals = rows[:, :seats].sum(axis=1)
    order = np.lexsort([*_keys(np.column_stack([rows, marks])), -totals])
    ordered, order_marks = rows[order], marks[order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (ordered[1:] != ordered[:-1]).any(axis=1) | (order_marks[1:] != order_marks[:-1])
    first = np.flatnonzero(fresh)
    distinct = np.ascontiguousarray(ordered[first])
    alive = scan(distinct, order_marks[first], totals[order[first]], limits)
    place = np.where(alive, np.cumsum(alive) - 1, -1)
    owner = np.empty(len(order), np.int64)
    owner[order] = place[np.cumsum(fresh) - 1]
    return Kept(chosen=order[first[alive]], owner=owner)


def descending(rows: Ints) -> Ints:
    """Order of distinct rows, lexicographic, the largest first."""
    return np.lexsort([np.zeros(len(rows), np.int64), *-rows.T[::-1]])


@frozen(kw_only=True, eq=False)
class Screen:
    """Vectors by which others are held against the light.

    Args:
        rows: vectors of gains that do not dominate each other; shape (vectors, seats).
        totals: their sums.
        thresholds: of each number, ascending.
        words: bits of each.
        place: order in which they are asked; it changes with use.
    """

    rows: Ints
    totals: Ints
    thresholds: Ints
    words: Ints
    place: Ints

    @classmethod
    def of(cls, rows: Ints) -> Screen:
        """A screen of some vectors."""
        thresholds = _thresholds(rows, BITS)
        words = np.zeros(len(rows), np.int64)
        if COMPILED:
            _write_words(rows, thresholds, words)
        return cls(
            rows=rows, totals=rows.sum(axis=1), thresholds=thresholds, words=words,
            place=np.arange(len(rows)),
        )  # fmt: skip

    def passes(self, rows: Ints) -> Bools:
        """Which rows none of these vectors dominates."""
        dominated = np.zeros(len(rows), np.bool_)
        if COMPILED:
            _hold(self.rows, self.totals, self.thresholds, self.words, self.place, rows, dominated)
        else:
            none = (np.zeros(len(one), np.int64) for one in (self.rows, rows))
            held = (self.rows, next(none), self.totals)
            _compare(held, (rows, next(none), rows.sum(axis=1)), dominated)
        return ~dominated


def scan(rows: Ints, marks: Ints, totals: Ints, limits: Limits = ENDLESS) -> Bools:
    """Which of some distinct vectors, in descending order of totals, no other dominates."""
    return (scan_compiled if COMPILED else scan_plain)(rows, marks, totals, limits)


def scan_compiled(rows: Ints, marks: Ints, totals: Ints, limits: Limits = ENDLESS) -> Bools:
    """As `scan`, in a compiled loop."""
    told, packed = _packed(marks)
    words = packed << (BITS - told)
    _write_words(rows, _thresholds(rows, BITS - told), words)
    held, place = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    count = 0
    for start in range(0, len(rows), _LOOK):
        end = min(start + _LOOK, len(rows))
        count = _scan(rows, marks, totals, words, held, place, count, start, end)
        limits.hold(count)
    alive = np.zeros(len(rows), np.bool_)
    alive[place[:count]] = True
    return alive


def scan_plain(rows: Ints, marks: Ints, totals: Ints, limits: Limits = ENDLESS) -> Bools:
    """As `scan`, by comparing blocks of all with all: slow, and plain to see."""
    dominated = np.zeros(len(rows), np.bool_)
    for start in range(0, len(rows), _BLOCK):
        asked = slice(start, start + _BLOCK)
        before = np.flatnonzero(~dominated[: start + _BLOCK])
        _compare(
            (rows[before], marks[before], totals[before]),
            (rows[asked], marks[asked], totals[asked]),
            dominated[asked],
        )
        limits.hold(int((~dominated[: start + _BLOCK]).sum()))
    return ~dominated


def _compare(
    held: tuple[Ints, Ints, Ints], asked: tuple[Ints, Ints, Ints], dominated: Bools
) -> None:
    """Mark the asked vectors that one of those held dominates."""
    for start in range(0, len(asked[0]), _BLOCK):
        rows, marks, totals = (one[start : start + _BLOCK] for one in asked)
        least = held[2][:, None] > totals[None, :]
        for number in range(rows.shape[1]):
            least &= held[0][:, None, number] >= rows[None, :, number]
        least &= (marks[None, :] & ~held[1][:, None]) == 0
        dominated[start : start + _BLOCK] |= least.any(axis=0)


def _keys(columns: Ints) -> list[Ints]:
    """As few sort keys as equal exactly where the columns do."""
    keys: list[Ints] = []
    free = 0
    for column in columns.T:
        low = int(column.min())
        width = (int(column.max()) - low).bit_length()
        if not keys or width > free:
            keys.append(column - low if width <= BITS else column.copy())
            free = BITS - width
        elif width:
            keys[-1] = (keys[-1] << width) | (column - low)
            free -= width
    return keys


def _packed(marks: Ints) -> tuple[int, Ints]:
    """Those bits that differ among the vectors, the first ones of them, side by side."""
    differ = int(np.bitwise_or.reduce(marks) & ~np.bitwise_and.reduce(marks))
    bits = [bit for bit in range(BITS) if differ >> bit & 1][:_MARKED]
    packed = np.zeros(len(marks), np.int64)
    for place, bit in enumerate(bits):
        packed |= (marks >> bit & 1) << place
    return len(bits), packed


def _thresholds(rows: Ints, bits: int) -> Ints:
    """Thresholds of each number, ascending, so that vectors spread evenly between them."""
    numbers = max(1, rows.shape[1])
    levels = max(1, bits // numbers) if numbers <= bits else 0
    step = max(1, len(rows) // _SAMPLE)
    sample = np.sort(rows[::step], axis=0)
    at = (np.arange(1, levels + 1) * len(sample)) // (levels + 1)
    return np.ascontiguousarray(sample[at].T) if len(sample) else np.zeros((0, 0), np.int64)


@loop
def _word(row: Ints, thresholds: Ints) -> int:
    word, offset, levels = 0, 0, thresholds.shape[1]
    for n in range(thresholds.shape[0]):
        low, high = 0, levels
        while low < high:
            middle = (low + high) >> 1
            if row[n] >= thresholds[n, middle]:
                low = middle + 1
            else:
                high = middle
        word |= ((1 << low) - 1) << offset
        offset += levels
    return word


@loop
def _write_words(rows: Ints, thresholds: Ints, words: Ints) -> None:
    for v in range(len(rows)):
        words[v] |= _word(rows[v], thresholds)


@loop
def _scan(  # noqa: C901, PLR0913, PLR0917 - one compiled loop
    rows: Ints, marks: Ints, totals: Ints, words: Ints, held: Ints, place: Ints, count: int,
    first: int, after: int,
) -> int:  # fmt: skip
    """Go through some vectors; words and places of the ``count`` kept so far are held."""
    numbers = rows.shape[1]
    for v in range(first, after):
        word, dominated, start = words[v], False, 0
        while start < count and not dominated:
            end = min(start + _STRETCH, count)
            hits = 0
            for i in range(start, end):
                hits += (word & ~held[i]) == 0
            if hits:
                for i in range(start, end):
                    if word & ~held[i] != 0:
                        continue
                    a = place[i]
                    if totals[a] <= totals[v] or marks[v] & ~marks[a] != 0:
                        continue
                    least = True
                    for n in range(numbers):
                        if rows[a, n] < rows[v, n]:
                            least = False
                            break
                    if least:
                        dominated = True
                        held[i], held[i >> 1] = held[i >> 1], held[i]
                        place[i], place[i >> 1] = place[i >> 1], place[i]
                        break
            start = end
        if not dominated:
            held[count], place[count] = word, v
            count += 1
    return count


@loop
def _hold(  # noqa: C901, PLR0913, PLR0917 - one compiled loop
    held: Ints, totals: Ints, thresholds: Ints, words: Ints, place: Ints, rows: Ints,
    dominated: Bools,
) -> None:  # fmt: skip
    """Mark the rows that one of those held dominates; which stand before, in their order."""
    numbers, count = rows.shape[1], len(held)
    for v in range(len(rows)):
        word, total, start = _word(rows[v], thresholds), 0, 0
        for n in range(numbers):
            total += rows[v, n]
        while start < count and not dominated[v]:
            end = min(start + _STRETCH, count)
            hits = 0
            for i in range(start, end):
                hits += (word & ~words[i]) == 0
            if hits:
                for i in range(start, end):
                    if word & ~words[i] != 0:
                        continue
                    a = place[i]
                    if totals[a] <= total:
                        continue
                    least = True
                    for n in range(numbers):
                        if held[a, n] < rows[v, n]:
                            least = False
                            break
                    if least:
                        dominated[v] = True
                        words[i], words[i >> 1] = words[i >> 1], words[i]
                        place[i], place[i >> 1] = place[i >> 1], place[i]
                        break
            start = end
