"""What was made lately, kept for who asks again; pages on several threads may ask at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from attrs import define, field

K = TypeVar("K")
V = TypeVar("V")


@define(eq=False)
class Lately(Generic[K, V]):
    """Values by key; the one that was not asked for longest is dropped first.

    Args:
        most: how many are kept.
    """

    most: int
    _held: dict[K, V] = field(factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False, repr=False)

    def of(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made where it is not kept.

        Nobody waits while it is made: two who ask at once may each make it, and what they make must
        be as good as the same.
        """
        with self._lock:
            found = self._held.pop(key, None)
            if found is not None:
                self._held[key] = found  # at the end, where the latest stand
                return found
        made = make()
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = made
            while len(self._held) > self.most:
                del self._held[next(iter(self._held))]
        return made
