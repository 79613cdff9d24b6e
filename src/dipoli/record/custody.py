"""What the record asks of whatever keeps it; how that is done is not its business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import field, frozen


@frozen(kw_only=True)
class Stored:
    """One act as it is kept.

    Args:
        index: its number in the record, from 0.
        entry: the canonical bytes of act and signatures, as they were entered.
        body: the canonical bytes of its body; None when it has none, or when it was withheld.
    """

    index: int
    entry: bytes
    body: bytes | None = None


@frozen(kw_only=True)
class Head:
    """The last checkpoint of a record.

    Args:
        size: number of acts.
        root: of the tree over them, 32 bytes.
        checkpoint: the signed note, as the host signed it last.
        cosigned: the same with the cosignature lines that came for it.
    """

    size: int
    root: bytes = field(repr=bytes.hex)
    checkpoint: bytes
    cosigned: bytes


class Custody(Protocol):
    """A keeper of one record. It decides nothing: what comes here was ruled to be in order."""

    def head(self) -> Head:
        """The last checkpoint."""
        ...

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts from ``start`` up to, not including, ``end``, or up to the head."""
        ...

    def append(self, expected: int, stored: Sequence[Stored], checkpoint: bytes) -> None:
        """Keep acts and the checkpoint over them; when this returns, they are kept.

        Args:
            expected: the size that the head had when the acts were ruled.
            stored: the acts, numbered on from there.
            checkpoint: the signed note over the tree with them.

        Raises:
            StaleHeadError: another act came first, or the head was timed anew, later than this.
            RecordError: they are not acknowledged; it says why and what to do.
        """
        ...

    def retime(self, size: int, checkpoint: bytes) -> None:
        """Keep the newest head as the host signed it anew, with a later time of its own.

        Args:
            size: of the head, which is the newest.
            checkpoint: the signed note; it says what the head says.

        Raises:
            StaleHeadError: another act came first, or the head was timed later already.
            RecordError: it is not kept; it says why and what to do.
        """
        ...

    def add_cosignatures(self, size: int, lines: Sequence[str]) -> None:
        """Keep signature lines of witnesses for the checkpoint of that size."""
        ...

    def cosigned(self, start: int = 0) -> Sequence[Head]:
        """Every head from a size on under which a witness's line was kept, the smallest first."""
        ...

    def withhold(self, index: int) -> None:
        """Delete the body of an act; its entry, its hash and the tree stand."""
        ...
