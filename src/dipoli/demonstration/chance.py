"""Dice and keys of a demonstration: the same for the same seed, on every machine, for ever.

A demonstration must give the same bytes each time, so that it can be held against a golden record.
So what is random elsewhere is drawn here from a seed that is published. Keys that are made so are
known to everybody, and worth nothing; `dipoli.record.worthless` says which they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import define, field

T = TypeVar("T")
_DOMAIN = b"dipoli/demonstration/v1\n"
_WORD = 8


def stream(*names: str) -> Callable[[int], bytes]:
    """Gives so many bytes at each call: what a machine's own chance gives elsewhere.

    Args:
        names: of the stream; another name gives other bytes.
    """
    told, calls = _DOMAIN + "\n".join(names).encode(), 0

    def draw(length: int) -> bytes:
        nonlocal calls
        calls += 1
        return hashlib.shake_256(told + b"\n" + str(calls).encode()).digest(length)

    return draw


@define
class Dice:
    """What the script leaves open, drawn from a seed."""

    draw: Callable[[int], bytes] = field(repr=False)

    def below(self, bound: int) -> int:
        """A whole number from 0, below a bound."""
        return int.from_bytes(self.draw(_WORD), "big") % bound

    def one(self, things: Sequence[T]) -> T:
        """One of several."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[T], number: int) -> list[T]:
        """So many of several, each once, in the order of drawing; all where there are fewer."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(number, len(left)))]

    def often(self, in_ten: int) -> bool:
        """Yes, so many times in ten."""
        return self.below(10) < in_ten
