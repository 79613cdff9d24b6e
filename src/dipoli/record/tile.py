"""The record as plain files: tiles of hashes and bundles of entries.

A *tile* is a row of up to 256 hashes of the tree. Tiles of level 0 hold leaf hashes; each hash in a
tile of level n + 1 is the root over one full tile of level n. A *bundle* holds the entries of one
tile of level 0. Whoever has the files can make every proof and needs no program at the host.

A full tile never changes. A tile that is still filling has its width in its name, so a file, once
written, never changes either; what was there for an earlier checkpoint may be deleted when the full
one is there. No empty tile is written: the empty tree has no files.

Hashes read from tiles prove nothing by themselves. Hold what is made from them against a verified
checkpoint.

Source: c2sp-tlog-tiles. No departures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dipoli.record.canon import ENTRY_BYTES, malformed
from dipoli.record.tree import HASH_BYTES, Nodes, nodes, root

HEIGHT = 8
WIDTH = 1 << HEIGHT
LEVELS = 64
LENGTH_BYTES = 2
_BUNDLE = "bundle of entries"


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Where a tile lies.

    Args:
        level: from 0 to 63.
        index: of the tile within its level, from 0.
        width: hashes in it, from 1 to 256.

    Raises:
        ValueError: no such tile.

    >>> tile_path(0, 1067, 5)
    'tile/0/x001/067.p/5'
    """
    if not 0 <= level < LEVELS:
        message = f"no tiles of level {level}"
        raise ValueError(message)
    return f"tile/{level}/{_place(index, width)}"


def numbered(index: int) -> str:
    """A number as a path: in groups of three digits, all but the last marked with x.

    >>> numbered(1234067)
    'x001/x234/067'
    """
    above, last = divmod(index, 1000)
    path = f"{last:03}"
    while above:
        above, group = divmod(above, 1000)
        path = f"x{group:03}/{path}"
    return path


def entries_path(index: int, width: int = WIDTH) -> str:
    """Where a bundle of entries lies.

    >>> entries_path(1234067)
    'tile/entries/x001/x234/067'
    """
    return f"tile/entries/{_place(index, width)}"


def entry_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries in a row, each after its length in two bytes, the larger first.

    Args:
        entries: from 1 to 256, each of at most 65,535 bytes.

    Raises:
        ValueError: none, too many, or too long.
    """
    if not 1 <= len(entries) <= WIDTH or any(len(entry) > ENTRY_BYTES for entry in entries):
        message = f"a bundle holds 1 to {WIDTH} entries of at most {ENTRY_BYTES} bytes"
        raise ValueError(message)
    return b"".join(len(entry).to_bytes(LENGTH_BYTES, "big") + entry for entry in entries)


def read_bundle(data: bytes) -> tuple[bytes, ...]:
    """The entries of a bundle.

    Raises:
        MalformedError: empty, cut short, or more than 256 entries.

    >>> read_bundle(entry_bundle([b"one", b""]))
    (b'one', b'')
    """
    entries, at = list[bytes](), 0
    while at < len(data):
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(data[at:start], "big")
        entries.append(data[start:at])
    if at != len(data) or not 1 <= len(entries) <= WIDTH:
        found = "a bundle cut short" if at != len(data) else f"{len(entries)} entries"
        expected = f"1 to {WIDTH} whole entries"
        raise malformed(_BUNDLE, expected, found, "fetch it again")
    return tuple(entries)


def coordinates(size: int, since: int = 0) -> Iterator[tuple[int, int, int]]:
    """Level, index and width of every tile of a tree that an earlier tree did not have.

    Args:
        size: of the tree.
        since: size of the earlier tree; 0 for all tiles.

    >>> list(coordinates(257, since=256))
    [(0, 1, 1)]
    """
    for level in range(LEVELS):
        row, earlier = size >> HEIGHT * level, since >> HEIGHT * level
        for index in range(earlier >> HEIGHT, -(-row >> HEIGHT)):
            width = _width(row, index)
            if width != _width(earlier, index):
                yield level, index, width


def tiles(leaves: Sequence[bytes], size: int, since: int = 0) -> Iterator[tuple[str, bytes]]:
    """Path and content of every tile of the tree of a size.

    Args:
        leaves: leaf hashes, at least ``size`` of them.
        size: of the tree.
        since: give only tiles that the tree of this smaller size did not have.

    Raises:
        ValueError: there are fewer leaves.
    """
    if not 0 <= since <= size <= len(leaves):
        message = f"no tiles from {since} to {size} with {len(leaves)} leaves"
        raise ValueError(message)
    complete = nodes(leaves)
    for level, index, width in coordinates(size, since):
        first = index * WIDTH
        row = (complete(HEIGHT * level, number) for number in range(first, first + width))
        yield tile_path(level, index, width), b"".join(row)


def tile_nodes(read: Callable[[str], bytes], size: int) -> Nodes:
    """Complete subtrees from stored tiles, for proofs without hashing the tree again.

    Args:
        read: gives the content of the file at a path.
        size: of the tree whose tiles are stored.

    Returns:
        A function of level and number. It raises ``MalformedError`` when a tile is not as long as
        its name says, ``ValueError`` for a subtree that is not complete, and what ``read`` raises.
    """

    def complete(level: int, number: int) -> bytes:
        if not 0 <= number < size >> level:
            message = f"no complete subtree {number} of level {level} in a tree of size {size}"
            raise ValueError(message)
        row, height = divmod(level, HEIGHT)
        index, start = divmod(number << height, WIDTH)
        width = _width(size >> HEIGHT * row, index)
        path = tile_path(row, index, width)
        return root(_hashes(path, read(path), width)[start : start + (1 << height)])

    return complete


def _hashes(path: str, data: bytes, width: int) -> list[bytes]:
    if len(data) != width * HASH_BYTES:
        expected = f"{width * HASH_BYTES} bytes"
        raise malformed(path, expected, f"{len(data)} bytes", "fetch the tile again")
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def _width(row: int, index: int) -> int:
    """How many hashes of a row of that length fall into its tile number ``index``."""
    return max(0, min(WIDTH, row - index * WIDTH))


def _place(index: int, width: int) -> str:
    """Number as in a path; width unless full."""
    if index < 0 or not 1 <= width <= WIDTH:
        message = f"no tile {index} of width {width}"
        raise ValueError(message)
    return numbered(index) if width == WIDTH else f"{numbered(index)}.p/{width}"
