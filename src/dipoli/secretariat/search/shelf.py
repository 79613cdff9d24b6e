"""The indexes of one circle, brought up to date with its record whenever somebody searches."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from typing import Protocol

from attrs import define, field

from dipoli.charter.rules import Charter
from dipoli.forum.proceedings import Acts, Open
from dipoli.forum.standing import Forum
from dipoli.record.act import read_entry
from dipoli.record.standing import Standing
from dipoli.secretariat.search.index import Index
from dipoli.secretariat.search.passages import articles, minute, passages

_CHUNK = 2048


class Circle(Protocol):
    """A circle as one sort of reader has it; see `dipoli.secretariat.reading.Read`."""

    @property
    def standing(self) -> Standing: ...  # noqa: D102 - as `Read` tells

    @property
    def forum(self) -> Forum | None: ...  # noqa: D102 - the same

    @property
    def void(self) -> tuple[int, ...]: ...  # noqa: D102 - the same

    @property
    def acts(self) -> Acts: ...  # noqa: D102 - the same

    @property
    def opener(self) -> Open: ...  # noqa: D102 - the same

    @property
    def whose(self) -> tuple[str, Hashable]: ...  # noqa: D102 - the same


@define(eq=False)
class Indexed:
    """What one sort of reader may find in a circle.

    Args:
        acts: what was said in acts.
        rules: the charter, by the places of its articles.
    """

    acts: Index = field(factory=Index)
    rules: Index = field(factory=Index)
    _size: int = 0
    _root: bytes = b""
    _gone: set[int] = field(factory=set)
    _charter: Charter | None = None
    _lock: threading.Lock = field(factory=threading.Lock)

    def follow(self, circle: Circle) -> None:
        """Go on with the record; from its beginning where another was put in its place.

        Whatever was withheld or struck since is forgotten before anybody is answered.
        """
        standing = circle.standing
        with self._lock:
            if self._size > standing.size:
                return  # another thread was told of a later act
            if self._size and standing.heads[self._size].root() != self._root:
                self.acts, self._size, self._gone = Index(), 0, set()
            void, gone = frozenset(circle.void), _gone(circle)
            for start, end in _spans(self._size, standing.size):
                for stored in circle.acts(start, end):
                    if stored.index not in gone:
                        sound = circle.forum is not None and stored.index not in void
                        for one in passages(stored, circle.opener, sound=sound):
                            self.acts.add(one)
            for number in gone - self._gone:
                self.acts.drop(number)
            self._size, self._root, self._gone = standing.size, standing.root, gone
            self._write_rules(circle)

    def _write_rules(self, circle: Circle) -> None:
        charter = None if circle.forum is None else circle.forum.charter
        if charter is self._charter:
            return
        self.rules, self._charter = Index(), charter
        if charter is not None:
            opening = read_entry(circle.acts(0, 1)[0].entry).envelope
            for one in articles(charter, minute(opening.time)):
                self.rules.add(one)


@define(eq=False)
class Shelf:
    """The indexes of one circle, one for each sort of its readers."""

    _held: dict[str, tuple[Hashable, Indexed]] = field(factory=dict)
    _lock: threading.Lock = field(factory=threading.Lock)

    def index(self, circle: Circle) -> Indexed:
        """What is found for one sort of reader, as the record stands for it now."""
        who, which = circle.whose
        with self._lock:
            held = self._held.get(who)
            if held is None or held[0] != which:  # what was opened to it since makes it void
                held = self._held[who] = (which, Indexed())
        held[1].follow(circle)
        return held[1]


def _gone(circle: Circle) -> set[int]:
    """Acts whose words nobody is shown any more."""
    struck = () if circle.forum is None else circle.forum.struck
    return {*circle.standing.withheld, *struck}


def _spans(start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, _CHUNK):
        yield at, min(at + _CHUNK, end)
