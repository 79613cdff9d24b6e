"""A series that only grows, as a value: adding gives a new series and leaves the old one as it was.

The record is such a series. A tuple would be copied whole at each act. Here the old series and the
new one share one list, of which each knows its own length: what is added stands behind the end of
the old one, which never looks there. Only when something else was added to the old series before
is the list copied, since from there on the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

from attrs import field, frozen

T = TypeVar("T")


@frozen(eq=False)
class Series(Sequence[T], Generic[T]):
    """A sequence that only grows.

    >>> short = Series[str]().add("first")
    >>> long, other = short.add("second"), short.add("third")
    >>> list(short), list(long), list(other)
    (['first'], ['first', 'second'], ['first', 'third'])
    """

    _shared: list[T] = field(factory=list)
    _length: int = 0

    def add(self, *items: T) -> Series[T]:
        """The series with more items at its end."""
        if not items:
            return self
        shared, length = self._shared, self._length
        if len(shared) == length:
            shared.extend(items)
            if shared[length] is items[0]:  # nobody else added at the same moment
                return Series(shared, length + len(items))
        return Series([*islice(shared, length), *items], length + len(items))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self._shared[at] for at in range(*index.indices(self._length)))
        if -self._length <= index < self._length:
            return self._shared[index if index >= 0 else index + self._length]
        message = f"no item {index} in a series of {self._length}"
        raise IndexError(message)

    def __iter__(self) -> Iterator[T]:
        return islice(self._shared, self._length)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Series) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._length, self[-1:]))
