"""A record that is read while others write it: its standing goes on with the head.

Nothing can be entered through it, and no private key is needed. A seat that came later is read to
by what it may read alone: of what stands before its entry it has the leaf hashes and no words.

A host has no key of what is sealed, and reads envelopes alone there. A delegation's own node reads
the same record with what its keys open.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

from attrs import define, evolve, field, frozen

from dipoli.forum.proceedings import Acts, Open, Proceedings, plain
from dipoli.forum.standing import Forum
from dipoli.record.custody import Head, Stored
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

_CHUNK = 4096


Opens = Callable[[Standing], Open]
"""What opens the bodies of a record that stands so."""


class Source(Protocol):
    """What a record is read from: the reading half of a custody."""

    def head(self) -> Head:
        """The last checkpoint."""
        ...

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts from ``start`` up to, not including, ``end``, or up to the head."""
        ...


@frozen(kw_only=True)
class Read:
    """A circle as one reader has it at one head.

    Args:
        standing: of the record.
        forum: by the charter; None where the circle carries none.
        void: numbers of acts in the record that are out of order under the charter.
        head: the last checkpoint.
        acts: reads the record, without the bodies that are not the reader's.
        opener: opens bodies, as far as keys are at hand here.
        unsealed: whether what is sealed in the circle is opened here, for one delegation.
        whose: code of the one reader who has it so, empty for all others; and another value
            whenever what was entered before may be read otherwise.
    """

    standing: Standing
    forum: Forum | None
    void: tuple[int, ...]
    head: Head
    acts: Acts
    opener: Open = plain
    unsealed: bool = False
    whose: tuple[str, Hashable] = ("", None)


@define(kw_only=True, eq=False)
class Reading:
    """One record, open for reading by several readers at once.

    Args:
        origin: name of the record, ``forum/circle``.
        source: what it is read from.
        opens: what opens sealed bodies; None where no key is at hand, as with every host.
    """

    origin: str
    source: Source
    opens: Opens | None = field(default=None, repr=False)
    _standing: Standing = field(init=False, repr=False)
    _followed: dict[tuple[str, Hashable], tuple[Proceedings, Open]] = field(
        init=False, factory=dict, repr=False
    )
    _lock: threading.RLock = field(init=False, factory=threading.RLock, repr=False)
    _last: tuple[object, Standing, Head] | None = field(init=False, default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        """Begin before the first act; what is there is read when it is asked for."""
        self._standing = beginning(self.origin)

    def mark(self) -> object:
        """Another value whenever anything in the record was changed: cheaper than its head."""
        version = getattr(self.source, "version", None)
        return self.source.head() if version is None else version()

    def standing(self) -> Standing:
        """Of the record, as it stands now."""
        return self._now()[0]

    def by(self, code: str) -> Read:
        """The circle as it stands now, as far as a reader may read it.

        Args:
            code: of a seat; of the secretariat, or empty, for every body that is not sealed. It is
                for the caller to ask first whether the reader may read the circle at all.
        """
        with self._lock:
            standing, head = self._now()
            acts: Acts = self.source.read
            key: tuple[str, Hashable] = ("", standing.is_sealed)
            if code in standing.seats and not self._from_the_first(standing, code):
                acts = self._parts(code)
                key = (code, (standing.seats[code].since, standing.opened))
            proceedings, opener = self._follow(key, acts, standing)
            forum = proceedings.at(standing) if standing.size else None
            return Read(
                standing=standing,
                forum=forum,
                void=proceedings.void,
                head=head,
                acts=acts,
                opener=opener,
                unsealed=standing.is_sealed and self.opens is not None,
                whose=key,
            )

    def _follow(
        self, key: tuple[str, Hashable], acts: Acts, standing: Standing
    ) -> tuple[Proceedings, Open]:
        """The rules at work on what one sort of reader may read."""
        if key not in self._followed:
            # One a seat: what was opened to it since makes its earlier one void.
            self._followed = {k: v for k, v in self._followed.items() if k[0] != key[0]}
            opener = plain if self.opens is None else self.opens(standing)
            self._followed[key] = (Proceedings(acts, opener), opener)
        return self._followed[key]

    def _now(self) -> tuple[Standing, Head]:
        with self._lock:
            mark = self.mark()  # before the head is read: what comes between is read next time
            if self._last is not None and self._last[0] == mark:
                return self._last[1:]
            head, standing = self.source.head(), self._standing
            if head.size < standing.size or (
                head.size == standing.size and head.root != standing.root
            ):
                standing = beginning(self.origin)  # another file was put in its place
            for start in range(standing.size, head.size, _CHUNK):
                end = min(start + _CHUNK, head.size)
                standing = replay(standing, self.source.read(start, end))
            self._standing = standing
            self._last = mark, standing, head
            return standing, head

    def _from_the_first(self, standing: Standing, code: str) -> bool:
        """Whether a seat may read everything; it sat from the opening, act 0."""
        return standing.seats[code].since == 0

    def _parts(self, code: str) -> Acts:
        """Acts with the bodies alone that a seat may read."""

        def acts(start: int, end: int) -> Sequence[Stored]:
            standing = self._standing
            return tuple(
                one if standing.may_read(code, one.index) else evolve(one, body=None)
                for one in self.source.read(start, end)
            )

        return acts
