"""Keepers of a record that get in the way: each passes on everything but one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, evolve, field
from tests.depositary.places import Opened

from dipoli.faults import StaleHeadError
from dipoli.record.custody import Head, Stored


@define
class Through:
    """A keeper that passes everything on."""

    custody: Opened

    def head(self) -> Head:
        """The head."""
        return self.custody.head()

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts."""
        return self.custody.read(start, end)

    def append(self, expected: int, stored: Sequence[Stored], checkpoint: bytes) -> None:
        """Keep acts."""
        self.custody.append(expected, stored, checkpoint)

    def retime(self, size: int, checkpoint: bytes) -> None:
        """Keep the head with a new time."""
        self.custody.retime(size, checkpoint)

    def cosigned(self, start: int = 0) -> Sequence[Head]:
        """Cosigned heads."""
        return self.custody.cosigned(start)

    def add_cosignatures(self, size: int, lines: Sequence[str]) -> None:
        """Keep lines."""
        self.custody.add_cosignatures(size, lines)

    def withhold(self, index: int) -> None:
        """Delete a body."""
        self.custody.withhold(index)


@define
class Showing(Through):
    """It shows another head."""

    shown: Head

    def head(self) -> Head:
        """Another head."""
        return self.shown


@define
class Swapping(Through):
    """It gives the opening another body."""

    body: bytes | None

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts, the first with another body."""
        acts = self.custody.read(start, end)
        return [evolve(act, body=self.body) if act.index == 0 else act for act in acts]


@define
class Overtaken(Through):
    """Before the first append, somebody else appends."""

    rival: Callable[[], object]
    _waits: bool = field(init=False, default=True)

    def append(self, expected: int, stored: Sequence[Stored], checkpoint: bytes) -> None:
        """Keep acts, after those of another."""
        if self._waits:
            self._waits = False
            self.rival()
        self.custody.append(expected, stored, checkpoint)


@define
class Refusing(Through):
    """Somebody else always comes first."""

    asked: int = field(init=False, default=0)

    def append(self, expected: int, stored: Sequence[Stored], checkpoint: bytes) -> None:  # noqa: ARG002 - a keeper's face
        """Keep nothing."""
        self.asked += 1
        message = "another act came first"
        raise StaleHeadError(message)


@define
class Crashing(Through):
    """The program ends where a body is to be deleted."""

    def withhold(self, index: int) -> None:  # noqa: ARG002 - a keeper's face
        """End here."""
        raise KeyboardInterrupt
