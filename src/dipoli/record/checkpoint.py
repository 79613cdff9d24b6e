"""The head of a record as a text of three lines: origin, size, root.

Decided here. A size is a whole number below 2**63 without leading zeros. The root of size 0 is the
root of no entries. An origin may be any line: ``note.open_checkpoint`` checks that it is the one
expected. Lines that follow are kept. We write one in one place: a host that hands custody over
signs its *last head*, which says so and names the next log key. Other lines mean nothing to us.

Source: c2sp-tlog-checkpoint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, field, frozen

from dipoli.record.canon import from_base64, malformed, quoted, to_base64
from dipoli.record.tree import EMPTY_ROOT, HASH_BYTES, verify_consistency, verify_inclusion

MAX_NUMBER = 2**63 - 1
"""The largest size, index and time: what a signed number of 64 bits can hold."""

LAST_HEAD = "dipoli/last-head/v1"
"""Begins the line by which a host says that it signs no larger head: custody moves."""

_LINE = re.compile(r"[^\x00-\x1f\ud800-\udfff]+")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_LINES = 3
_PAPER = "checkpoint"
_AGAIN = "fetch it again from its source"


@frozen(kw_only=True)
class Checkpoint:
    """The head of a record: which record, how many entries, and the root that binds them.

    Args:
        origin: names forum and circle.
        size: number of entries.
        root: of the tree over them.
        extensions: further lines.

    Raises:
        ValueError: such a head cannot be.
    """

    origin: str
    size: int
    root: bytes = field(repr=to_base64)
    extensions: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a head that cannot be."""
        if not all(map(_LINE.fullmatch, (self.origin, *self.extensions))):
            message = "origin and extensions are lines that are not empty"
            raise ValueError(message)
        if not 0 <= self.size <= MAX_NUMBER:
            message = "the size is a whole number from 0 to 2**63 - 1"
            raise ValueError(message)
        if len(self.root) != HASH_BYTES:
            message = f"the root is a hash of {HASH_BYTES} bytes"
            raise ValueError(message)
        if self.size == 0 and self.root != EMPTY_ROOT:
            message = "a tree of size 0 has the root of no entries"
            raise ValueError(message)

    def includes(self, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
        """Whether a leaf hash is number ``index`` of this tree."""
        return verify_inclusion(index, self.size, leaf, proof, self.root)

    def last(self, next_key: str) -> Checkpoint:
        """This head as the last one that its log key signs.

        Args:
            next_key: the log key that signs from the next size on, as a note key.
        """
        return evolve(self, extensions=(f"{LAST_HEAD} {next_key}",))

    @property
    def is_last(self) -> bool:
        """Whether it says that its log key signs no larger head."""
        return any(line.startswith(f"{LAST_HEAD} ") for line in self.extensions)

    def continues(self, older: Checkpoint, proof: Sequence[bytes]) -> bool:
        """Whether this tree goes on where that of an older checkpoint of this record ended."""
        return self.origin == older.origin and verify_consistency(
            older.size, self.size, older.root, self.root, proof
        )


def read_checkpoint(text: str) -> Checkpoint:
    r"""Read the text of a checkpoint. Nothing in it may be believed before its signature.

    Raises:
        MalformedError: no such text.

    >>> read_checkpoint("lake.example/plenary\n0\n" + to_base64(EMPTY_ROOT) + "\n").size
    0
    """
    if not text.endswith("\n") or text.count("\n") < _LINES:
        found = quoted(text)
        raise malformed(_PAPER, "lines of origin, size and root", found, _AGAIN)
    origin, size, root, *extensions = text[:-1].split("\n")
    number, hash_ = read_number(size, _PAPER), from_base64(root, size=HASH_BYTES, what=_PAPER)
    try:
        return Checkpoint(origin=origin, size=number, root=hash_, extensions=tuple(extensions))
    except ValueError as error:
        raise malformed(_PAPER, "a head that can be", str(error), _AGAIN) from None


def write_checkpoint(checkpoint: Checkpoint) -> str:
    """The text of a checkpoint, ready to be signed."""
    size, root = str(checkpoint.size), to_base64(checkpoint.root)
    return "".join(f"{line}\n" for line in (checkpoint.origin, size, root, *checkpoint.extensions))


def read_number(text: str, paper: str) -> int:
    """Read a size or an index: plain digits, no leading zeros, below 2**63.

    Raises:
        MalformedError: anything else.
    """
    if not _NUMBER.fullmatch(text) or int(text) > MAX_NUMBER:
        expected = "a whole number below 2**63 without leading zeros"
        raise malformed(paper, expected, quoted(text), _AGAIN)
    return int(text)
