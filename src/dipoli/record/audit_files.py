"""The files of a copy of a record, read through one function from a path to bytes.

Which files there must be follows from the size in the checkpoint alone. A tile or bundle that was
filled since may stand in for the partial one of an earlier head, as ``c2sp-tlog-tiles`` allows.

Source: c2sp-tlog-tiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dipoli.faults import MalformedError, RecordError
from dipoli.record.act import Entry
from dipoli.record.body import read_body
from dipoli.record.tile import WIDTH, entries_path, numbered, read_bundle, tile_path, tiles
from dipoli.record.tree import HASH_BYTES
from dipoli.terms import counted

Read = Callable[[str], bytes | None]
"""The bytes at a path of the copy; None when no file is there."""

CHECKPOINT = "checkpoint"


def entries_of(read: Read, size: int) -> Iterator[bytes]:
    """The acts of a copy, in order.

    Raises:
        RecordError: a bundle is missing, cut short or of another width; says which.
    """
    for start in range(0, size, WIDTH):
        width = min(WIDTH, size - start)
        path = entries_path(start // WIDTH, width)
        data, told = widest(read, path), f"acts {start} to {start + width - 1}"
        if data is None:
            message = f"The file {path} with {told} is missing."
            raise RecordError(message)
        try:
            bundle = read_bundle(data)
        except MalformedError as fault:
            message = f"The file {path} with {told} cannot be read. {expected(fault)}"
            raise RecordError(message) from None
        if len(bundle) < width or (read(path) is not None and len(bundle) != width):
            message = (
                f"The file {path} holds {counted(len(bundle), 'act')}; it should hold {width}."
            )
            raise RecordError(message)
        yield from bundle[:width]


def body_path(number: int) -> str:
    """Where the body of an act lies in a copy.

    >>> body_path(1234)
    'bodies/x001/234'
    """
    return f"bodies/{numbered(number)}"


def sound_body(read: Read, number: int, entry: Entry) -> bytes | None:
    """The body of an act, if it is there.

    Raises:
        RecordError: what is there is not the body that was signed for.
    """
    data = read(body_path(number))
    if data is None:
        return None
    try:
        if read_body(data).digest() == entry.envelope.body_hash:
            return data
        why = "its salted hash is not the one in the act"
    except MalformedError as fault:
        why = f"it cannot be read: {expected(fault)}"
    message = f"The file {body_path(number)} is not the body that was signed for; {why}"
    raise RecordError(message.rstrip(".") + ".")


def tile_faults(read: Read, leaves: Sequence[bytes]) -> Iterator[str]:
    """What is missing or wrong among the tiles over leaf hashes, in sentences."""
    for path, due in tiles(leaves, len(leaves)):
        data = widest(read, path)
        if data is None:
            yield f"The tile {path} is missing."
        elif data[: len(due)] != due or (read(path) is not None and len(data) != len(due)):
            yield f"The tile {path} is not the one that the acts give."


def tile_leaves(read: Read, size: int) -> list[bytes] | None:
    """Leaf hashes as the tiles have them; None when they are not all there."""
    row = list[bytes]()
    for start in range(0, size, WIDTH):
        width = min(WIDTH, size - start)
        data = widest(read, tile_path(0, start // WIDTH, width)) or b""
        row += [data[at : at + HASH_BYTES] for at in range(0, width * HASH_BYTES, HASH_BYTES)]
    return row if all(len(one) == HASH_BYTES for one in row) else None


def widest(read: Read, path: str) -> bytes | None:
    """The file at a path, or the full one that has taken its place."""
    data = read(path)
    full, partial, _width = path.rpartition(".p/")
    return read(full) if data is None and partial else data


def expected(fault: MalformedError) -> str:
    """A fault of form, in a sentence."""
    first = fault.findings[0]
    return f"Expected: {first.expected}; found: {first.found}."
