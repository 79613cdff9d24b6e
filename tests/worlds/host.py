"""The host of an invented forum: its offices, and the face that it shows to each delegation.

A *face* is all that a delegation can see of a host: files by their path, answers at the door, a
place to leave cosignatures. An honest host shows one face to all. A bad host shows what it likes to
whom it likes; it holds every key of the host and the whole record, and none of a delegation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import datetime

from attrs import define, field
from tests.worlds.honest import SETTINGS, Face, Honest, Reply
from tests.worlds.tale import Tale

from dipoli.record.audit_files import CHECKPOINT
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing
from dipoli.record.tree import leaf_hash
from dipoli.secretariat.certify import receipt_for, refusal_for

# ---------------------------------------------------------------- a bad one


@define(kw_only=True)
class Telling:
    """A history that is told as if it were the record. It is timed, cosigned and goes on.

    Args:
        tale: the history.
        timed: from POSIX seconds now to those that are signed; None when none are.
        shown: so many acts are shown; None for all.
    """

    tale: Tale
    timed: Callable[[int], int | None] = lambda now: now
    shown: int | None = None
    checkpoint: bytes = b""
    _files: dict[str, bytes] = field(factory=dict)

    def read(self, path: str) -> bytes | None:
        """A file of the history."""
        return self._files.get(path)

    def receive(self, entry: bytes, body: bytes | None, at: datetime) -> Reply | None:
        """Enter whatever comes, and promise that it was."""
        self.tale.add(entry, body)
        self.tick(at)
        receipt = receipt_for(leaf_hash(entry), self.tale.log, at, SETTINGS.receipt)
        return Reply(note=receipt, head=self.checkpoint)

    def cosigned(self, size: int, line: str, at: datetime) -> None:
        """Keep a line and show it."""
        came = self.tale.lines.setdefault(size, [])
        if line not in came:
            came.append(line)
        self.tick(at)

    def tick(self, at: datetime) -> None:
        """Sign the head anew with the time that the host likes."""
        self.checkpoint = self.tale.note(self.timed(int(at.timestamp())), size=self.shown)
        self._files = self.tale.files(self.checkpoint, self.shown)


@define(kw_only=True)
class Through:
    """A face in front of another: what it changes on the way is its misdeed.

    Args:
        face: the other.
        change: from path and bytes to what is served instead.
        answer: the door in its place.
        keep: whether cosignatures are passed on.
    """

    face: Face
    change: Callable[[str, bytes | None], bytes | None] = lambda _path, data: data
    answer: Callable[[bytes, bytes | None, datetime], Reply | None] | None = None
    keep: bool = True

    def read(self, path: str) -> bytes | None:
        """A file, changed."""
        return self.change(path, self.face.read(path))

    def receive(self, entry: bytes, body: bytes | None, at: datetime) -> Reply | None:
        """The door, or what stands in its place."""
        return (self.answer or self.face.receive)(entry, body, at)

    def cosigned(self, size: int, line: str, at: datetime) -> None:
        """Pass a line on, or drop it."""
        if self.keep:
            self.face.cosigned(size, line, at)


def only(path: str, change: Callable[[bytes], bytes | None]) -> Callable[..., bytes | None]:
    """A change of one file."""

    def changed(at: str, data: bytes | None) -> bytes | None:
        return data if data is None or at != path else change(data)

    return changed


def head_changed(change: Callable[[bytes], bytes | None]) -> Callable[..., bytes | None]:
    """A change of the checkpoint alone."""
    return only(CHECKPOINT, change)


def refusing(
    office: Honest, ruling: OutOfOrder, by: Callable[[Standing], Standing] = lambda one: one
) -> Callable[..., Reply]:
    """A door that refuses everything under one clause, by the head of a standing that it names."""

    def refuse(entry: bytes, body: bytes | None, at: datetime) -> Reply:
        standing = by(office.office.standing)
        return Reply(note=refusal_for((entry, body), ruling, standing, office.log, at))

    return refuse


# ---------------------------------------------------------------- the host


@define(kw_only=True)
class Host:
    """Whoever runs the server: honest offices, and the faces that are shown instead of theirs.

    Args:
        offices: the honest faces, by circle.
        faces: what is shown instead, by circle and delegation.
        works: what is done each time that heads are timed.
    """

    offices: dict[str, Honest] = field(factory=dict)
    faces: dict[tuple[str, str], Face] = field(factory=dict)
    works: list[Callable[[datetime], None]] = field(factory=list)

    def face(self, circle: str, code: str) -> Face:
        """What a delegation sees."""
        return self.faces.get((circle, code), self.offices[circle])

    def show(self, circle: str, codes: Iterable[str], face: Face) -> None:
        """From now on these delegations see this face."""
        for code in codes:
            self.faces[circle, code] = face

    def tell(self, circle: str, codes: Sequence[str], telling: Telling, at: datetime) -> Telling:
        """From now on these delegations are told this history, which is timed like a true one."""
        telling.tick(at)
        self.works.append(telling.tick)
        self.show(circle, codes, telling)
        return telling

    def tick(self, at: datetime) -> None:
        """Time all heads."""
        for office in self.offices.values():
            office.tick(at)
        for work in self.works:
            work(at)

    def close(self) -> None:
        """Let go of the files."""
        for office in self.offices.values():
            with closing(office.custody):
                pass
