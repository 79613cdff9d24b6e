"""The record as static files, in a folder for each circle: what any web server can serve.

    checkpoint                the head, with its cosignatures
    official                  the newest head that its quorum cosigned, if there is one
    to-cosign                 the head that witnesses are asked to cosign
    tile/0/x001/067           leaf hashes and nodes, 256 in a file (C2SP tlog-tiles)
    tile/entries/x001/067     the acts, 256 in a file
    bodies/x001/234           the body of act 1234, if it has one and it was not withheld

The checkpoint is written last. Whatever it counts is there before it, so a reader who begins with
the checkpoint finds all of it, after a crash too. A file is written under another name, made
durable and renamed: nobody sees half of one. A full tile is never written again. The folder can be
made anew from the database at any time; reading goes on from it when the database refuses.

The folder carries the bytes of the circle: it is for the circle's seats, and for nobody else. It is
made readable by its owner alone; who is served is for whoever serves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from dipoli.depositary.disk import sync_folder, write_durably
from dipoli.depositary.form import CheckedTree, all_acts, check_not_older, checkpoint_of, told
from dipoli.faults import RecordError, TamperedError
from dipoli.record.custody import Custody, Head, Stored
from dipoli.record.tile import (
    WIDTH,
    coordinates,
    entries_path,
    entry_bundle,
    read_bundle,
    tile_path,
    tiles,
)
from dipoli.record.tree import HASH_BYTES, leaf_hash

_CHECKPOINT = "checkpoint"


def body_path(index: int) -> str:
    """Where the body of an act lies, numbered as tiles are.

    >>> body_path(1234)
    'bodies/x001/234'
    """
    return tile_path(0, index).replace("tile/0/", "bodies/")


class StaticFiles:
    """The folder of one circle: written from its custody, read when that is out of reach.

    Args:
        folder: where the files lie, or are to lie.
        write: how one file is put in place; durably, unless the folder as a whole is made durable
            before anybody is shown it.
    """

    def __init__(
        self, folder: Path, *, write: Callable[[Path, bytes], None] = write_durably
    ) -> None:
        self.folder = folder
        self._put = write
        self._tree = CheckedTree(origin="")

    def publish(self, custody: Custody) -> None:
        """Carry the folder up to the head of the custody.

        Args:
            custody: the record; the folder holds an earlier head of it, or nothing.

        Raises:
            RecordError: the custody is older than the folder, or the files could not be written.
            SplitViewError: the folder holds another history.
        """
        head, old = custody.head(), self._published(custody)
        first = old // WIDTH * WIDTH
        acts = list(all_acts(custody, first, head.size))
        if head.size < old:
            check_not_older(custody, self._bytes(_CHECKPOINT))
        fresh = [leaf_hash(act.entry) for act in acts[old - first :]]
        try:
            # What the folder holds and what follows must give the head: then both are one history.
            self._tree.agree(fresh, head.size, head.root, head.checkpoint)
        except TamperedError:
            check_not_older(custody, self._bytes(_CHECKPOINT))
            raise
        # Crash at any point before the checkpoint: the folder shows the earlier head, whole.
        with _telling(self.folder):
            for act in acts[old - first :]:
                if act.body is not None:
                    self._write(body_path(act.index), act.body)
            for path, data in self._bundles(acts, first, old):
                self._write(path, data)
            for path, data in tiles(self._tree.leaves, head.size, old):
                self._write(path, data)
            self._write(_CHECKPOINT, head.cosigned)
            self._drop_partials(old, head.size)

    def note(self, name: str) -> bytes | None:
        """A note that lies beside the checkpoint, such as `official`; None when none does."""
        with _telling(self.folder):
            path = self._path(name)
            return path.read_bytes() if path.exists() else None

    def put_note(self, name: str, note: bytes) -> None:
        """Lay a note beside the checkpoint, after all that it counts was published."""
        with _telling(self.folder):
            if self.note(name) != note:
                self._write(name, note)

    def withhold(self, index: int) -> None:
        """Delete the file of a body; call it once the act that withholds it was published."""
        with _telling(self.folder):
            path = self._path(body_path(index))
            if path.exists():
                path.unlink()
                sync_folder(path.parent)

    def head(self) -> Head:
        """The head as it was last published, with the cosignatures of then."""
        note = self._bytes(_CHECKPOINT)
        signed = checkpoint_of(note)
        return Head(size=signed.size, root=signed.root, checkpoint=note, cosigned=note)

    def read(self, start: int, end: int) -> Sequence[Stored]:
        """Acts from ``start`` up to ``end`` or the head, checked against the checkpoint.

        Raises:
            RecordError: nothing was published, or a file is missing.
            TamperedError: files and checkpoint disagree.
        """
        head = self._checked()
        start, end = max(start, 0), min(end, head.size)
        return self._tree.read(
            (index, entry, self._body(index))
            for bundle in range(start // WIDTH, -(-end // WIDTH))
            for index, entry in enumerate(self._entries(bundle, head.size), bundle * WIDTH)
            if start <= index < end
        )

    def _published(self, custody: Custody) -> int:
        """How many acts the folder shows; a folder without a checkpoint shows none."""
        if self._path(_CHECKPOINT).exists():
            return self._checked().size
        self._tree = CheckedTree(origin=checkpoint_of(custody.head().checkpoint).origin)
        return 0

    def _checked(self) -> Head:
        """The head, once the tree in memory has been carried up to it from the tiles."""
        head = self.head()
        origin = checkpoint_of(head.checkpoint).origin
        if self._tree.origin != origin or len(self._tree.leaves) > head.size:
            self._tree = CheckedTree(origin=origin)
        known = len(self._tree.leaves)
        fresh = self._leaves(known // WIDTH, head.size)[known % WIDTH :]
        self._tree.agree(fresh, head.size, head.root, head.checkpoint)
        return head

    def _leaves(self, first: int, size: int) -> list[bytes]:
        """Leaf hashes from the tile number ``first`` on."""
        row = [
            self._bytes(tile_path(0, index, min(WIDTH, size - index * WIDTH)))
            for index in range(first, -(-size // WIDTH))
        ]
        return [
            tile[at : at + HASH_BYTES] for tile in row for at in range(0, len(tile), HASH_BYTES)
        ]

    def _entries(self, index: int, size: int) -> Sequence[bytes]:
        return read_bundle(self._bytes(entries_path(index, min(WIDTH, size - index * WIDTH))))

    def _body(self, index: int) -> bytes | None:
        path = self._path(body_path(index))
        return path.read_bytes() if path.exists() else None

    def _bundles(self, acts: Sequence[Stored], first: int, old: int) -> Iterator[tuple[str, bytes]]:
        """The bundles that the folder does not have, from acts numbered on from ``first``."""
        for level, index, width in coordinates(first + len(acts), old):
            if level == 0:
                at = index * WIDTH - first
                entries = [act.entry for act in acts[at : at + width]]
                yield entries_path(index, width), entry_bundle(entries)

    def _drop_partials(self, old: int, size: int) -> None:
        """Take away the parts of tiles that are full now; a reader of an earlier head is served."""
        for level, index, width in coordinates(size, old):
            if width == WIDTH:
                rmtree(self._path(f"{tile_path(level, index)}.p"), ignore_errors=True)
                if level == 0:
                    rmtree(self._path(f"{entries_path(index)}.p"), ignore_errors=True)

    def _path(self, path: str) -> Path:
        return self.folder / path

    def _bytes(self, path: str) -> bytes:
        with _telling(self.folder):
            return self._path(path).read_bytes()

    def _write(self, path: str, data: bytes) -> None:
        target = self._path(path)
        self._make(target.parent)
        self._put(target, data)

    def _make(self, folder: Path) -> None:
        """Make a folder and those above it, each durable before anything lies in it."""
        if not folder.exists():
            if folder != self.folder:
                self._make(folder.parent)
            folder.mkdir(mode=0o700, parents=folder == self.folder)
            sync_folder(folder.parent)


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Tell a fault of the disk as a fault of the record."""
    try:
        yield
    except OSError as error:
        mend = "publish the record into it again, once its disk is well and has room"
        raise RecordError(told(f"The static files in {folder} failed", str(error), mend)) from error
