"""A series that only grows, as a value: adding gives a new series and leaves the old one as it was.

The record is such a series. A tuple would be copied whole at each act; here full blocks are
shared between the old series and the new one, and only the last block is copied, so that adding
costs the same at the hundred-thousandth act as at the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

from attrs import frozen

T = TypeVar("T")
_BLOCK = 128


@frozen(eq=False)
class Series(Sequence[T], Generic[T]):
    """A sequence that only grows.

    >>> short = Series[str]().add("first")
    >>> long = short.add("second")
    >>> list(short), list(long), len(long)
    (['first'], ['first', 'second'], 2)
    """

    _full: tuple[tuple[tuple[T, ...], ...], ...] = ()
    _shelf: tuple[tuple[T, ...], ...] = ()
    _last: tuple[T, ...] = ()

    def add(self, item: T) -> Series[T]:
        """The series with one more item at its end."""
        last = (*self._last, item)
        if len(last) < _BLOCK:
            return Series(self._full, self._shelf, last)
        shelf = (*self._shelf, last)
        if len(shelf) < _BLOCK:
            return Series(self._full, shelf, ())
        return Series((*self._full, shelf), (), ())

    def __len__(self) -> int:
        return (len(self._full) * _BLOCK + len(self._shelf)) * _BLOCK + len(self._last)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        at = index + len(self) if index < 0 else index
        shelf, rest = divmod(at, _BLOCK * _BLOCK)
        row, place = divmod(rest, _BLOCK)
        if 0 <= shelf < len(self._full):
            return self._full[shelf][row][place]
        if shelf == len(self._full) and row < len(self._shelf):
            return self._shelf[row][place]
        if shelf == len(self._full) and row == len(self._shelf) and place < len(self._last):
            return self._last[place]
        message = f"no item {index} in a series of {len(self)}"
        raise IndexError(message)

    def __iter__(self) -> Iterator[T]:
        for shelf in (*self._full, self._shelf):
            for block in shelf:
                yield from block
        yield from self._last

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Series) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((len(self), self._last))
