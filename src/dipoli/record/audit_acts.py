"""The acts of a copy in order, with the bodies that were signed for: for who asks more of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from dipoli.faults import MalformedError, RecordError
from dipoli.record.act import read_entry
from dipoli.record.audit_files import CHECKPOINT, Read, entries_of, sound_body
from dipoli.record.custody import Stored
from dipoli.record.note import read_checkpoint, read_note


@define
class CopyActs:
    """Reads the acts of a copy from one number up to another; cheap where it goes on in order.

    A body that is not the one that was signed for counts as not at hand; the audit tells it.

    Args:
        read: the files of the copy.
    """

    read: Read
    _at: int = field(init=False, default=0)
    _entries: Iterator[bytes] | None = field(init=False, default=None)

    def __call__(self, start: int, end: int) -> Sequence[Stored]:
        """The acts from ``start`` up to, not including, ``end``.

        Raises:
            RecordError: a file is missing or cannot be read.
        """
        if self._entries is None or start < self._at:
            self._entries, self._at = self._begin(), 0
        found = list[Stored]()
        while self._at < end:
            entry = next(self._entries, None)
            if entry is None:
                break
            if self._at >= start:
                found.append(Stored(index=self._at, entry=entry, body=self._body(entry)))
            self._at += 1
        return found

    def _begin(self) -> Iterator[bytes]:
        note = self.read(CHECKPOINT)
        if note is None:
            return iter(())
        return entries_of(self.read, read_checkpoint(read_note(note).text).size)

    def _body(self, entry: bytes) -> bytes | None:
        try:
            return sound_body(self.read, self._at, read_entry(entry))
        except (MalformedError, RecordError):
            return None
