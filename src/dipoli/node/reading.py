"""A record read from a source: bounded, and believed in nothing.

What is read here was signed by nobody in this form: tiles and bundles prove nothing until they
give the root of a head that the host signed. So whatever is wrong here is `UnsettledError`: to be
read again, since a host may have published in between, and to be told only once it lasts.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.faults import MalformedError, RecordError
from dipoli.node.alarm import ANOTHER_WAY, Alarm, AlarmKind
from dipoli.node.source import OversizeError, Source, SourceError, read_at_most
from dipoli.record.audit_files import CHECKPOINT, body_path, entries_of, expected, tile_leaves
from dipoli.record.quorum import OFFICIAL, TO_COSIGN
from dipoli.record.tile import WIDTH, entries_path, read_bundle
from dipoli.record.tree import leaf_hash, root
from dipoli.terms import counted

MOST_ACTS = 1 << 22
"""More acts than are read at once."""

LASTING = 2
"""Looks on end after which what bears no signature of the host is told."""

UNREACHED = "unreached"
"""The spell in which no look reached a head: a host that fails each time in another way is told."""


class UnsettledError(RecordError):
    """Something does not hold that no signature stands under: read again, then tell if it lasts."""

    def __init__(self, alarm: Alarm) -> None:
        super().__init__(alarm.sentence)
        self.alarm = alarm


def unsettled(
    kind: AlarmKind, sentence: str, subject: str = "", papers: dict[str, bytes] | None = None
) -> UnsettledError:
    """Something that bears no signature of the host, and is told if it lasts."""
    return UnsettledError(
        Alarm(
            kind=kind,
            subject=subject,
            sentence=sentence,
            other_way=ANOTHER_WAY,
            papers=papers or {},
            looks=LASTING,
            spell=UNREACHED,
        )
    )


class Reading:
    """One source, read for one look.

    Args:
        source: under the host's hand, or another delegation's.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, path: str) -> bytes | None:
        """The bytes at a path; None when no file is there.

        Raises:
            SourceError: there is no answer.
            UnsettledError: there are more than an honest file can have.
        """
        try:
            return read_at_most(self._source, path)
        except OversizeError as fault:
            is_note = path in {CHECKPOINT, OFFICIAL, TO_COSIGN}
            kind = AlarmKind.BAD_NOTE if is_note else AlarmKind.FILES
            raise unsettled(kind, f"What is served is not a record. {fault}") from None

    def checkpoint(self) -> bytes:
        """The checkpoint as it is served.

        Raises:
            SourceError: there is no answer.
            UnsettledError: there is none, or it is too large.
        """
        note = self.read(CHECKPOINT)
        if note is None:
            raise unsettled(AlarmKind.FILES, "No checkpoint is served, so nothing can be read.")
        return note

    def entries(self, start: int, end: int) -> list[bytes]:
        """Acts from the bundle in which ``start`` lies up to ``end``.

        Raises:
            SourceError: there is no answer.
            UnsettledError: a bundle is missing or cannot be read.
        """
        if end - start > MOST_ACTS:
            told = (
                f"The head counts {counted(end, 'act')}; more than {MOST_ACTS} are not read at "
                "once."
            )
            raise unsettled(AlarmKind.FILES, told)
        found = list[bytes]()
        for first in range(start // WIDTH * WIDTH, end, WIDTH):
            found += self._bundle(first, min(WIDTH, end - first))
        return found

    def _bundle(self, first: int, width: int) -> tuple[bytes, ...]:
        path = entries_path(first // WIDTH, width)
        data, full = self.read(path), entries_path(first // WIDTH)
        if data is None and full != path:
            data = self.read(full)
        told = f"The file {path} with acts {first} to {first + width - 1}"
        if data is None:
            raise unsettled(AlarmKind.FILES, f"{told} is missing.")
        try:
            bundle = read_bundle(data)
        except MalformedError as fault:
            raise unsettled(AlarmKind.FILES, f"{told} cannot be read. {expected(fault)}") from None
        if len(bundle) < width:
            raise unsettled(AlarmKind.FILES, f"{told} holds {counted(len(bundle), 'act')} only.")
        return bundle[:width]

    def leaves(self, size: int, due: bytes) -> list[bytes] | None:
        """Leaf hashes of a whole tree, if the files give the root that is due.

        Raises:
            SourceError: there is no answer.
        """
        for leaves in self._tries(size):
            if leaves is not None and len(leaves) == size and root(leaves) == due:
                return leaves
        return None

    def _tries(self, size: int) -> Iterator[list[bytes] | None]:
        if size > MOST_ACTS:
            return
        try:
            yield tile_leaves(self.read, size)
            yield [leaf_hash(entry) for entry in entries_of(self.read, size)]
        except SourceError:
            raise
        except RecordError:
            return  # a file is missing or too large

    def tile(self, path: str, length: int) -> bytes | None:
        """The tile at a path, or as much of the full one that has taken its place.

        Raises:
            SourceError: there is no answer.
            UnsettledError: it is too large.
        """
        data, (full, partial, _width) = self.read(path), path.rpartition(".p/")
        if data is None and partial:
            data = (self.read(full) or b"")[:length]
        return data

    def body(self, number: int) -> bytes | None:
        """The body of an act, as it is served; None when no file is there.

        Raises:
            SourceError: there is no answer.
            UnsettledError: it is too large.
        """
        return self.read(body_path(number))
