"""A mirror as static files: what another delegation, or `dipoli verify`, reads of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dipoli.depositary.disk import write_durably
from dipoli.node.mirror import Mirror
from dipoli.record.audit_files import CHECKPOINT, body_path
from dipoli.record.quorum import OFFICIAL
from dipoli.record.tile import WIDTH, entries_path, entry_bundle, tiles


class MirrorSource:
    """A mirror as a source, as it stands when this is made.

    Args:
        mirror: of one record.
    """

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._note = None if mirror.shown is None else mirror.shown.note
        self._official = mirror.official_note
        leaves = list(mirror.standing.leaves)
        self._tiles: Mapping[str, bytes] = dict(tiles(leaves, len(leaves)))
        self._bundles = {
            entries_path(start // WIDTH, min(WIDTH, len(leaves) - start)): start
            for start in range(0, len(leaves), WIDTH)
        }
        self._bodies = {body_path(number): number for number in range(len(leaves))}
        self._size = len(leaves)

    def read(self, path: str) -> bytes | None:
        """The bytes at a path; None where there is no such file."""
        if path == CHECKPOINT:
            return self._note
        if path == OFFICIAL:
            return self._official
        if path in self._bundles:
            start = self._bundles[path]
            acts = self._mirror.acts(start, min(start + WIDTH, self._size))
            return entry_bundle([act.entry for act in acts])
        if path in self._bodies:
            number = self._bodies[path]
            return self._mirror.acts(number, number + 1)[0].body
        return self._tiles.get(path)

    def paths(self) -> Iterator[str]:
        """Every path, the heads last."""
        yield from self._bodies
        yield from self._bundles
        yield from self._tiles
        yield CHECKPOINT
        yield OFFICIAL


def copy_to(mirror: Mirror, folder: Path) -> None:
    """Write a mirror as static files. Heads come last, so no reader finds too little.

    Args:
        mirror: of one record.
        folder: a new one, or one with an earlier copy.

    Raises:
        OSError: they could not be written.
    """
    source = MirrorSource(mirror)
    for path in source.paths():
        data = source.read(path)
        if data is not None:
            target = folder / path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(target, data)
