"""The mirror: a delegation's own full copy of one record. Nothing stands in it unverified.

    record.db      acts, bodies and heads, in the form of `dipoli.depositary.sqlite`
    bodies/        bodies that were served later than their acts
    heads/         every head that the host was seen to sign (`dipoli.node.heads`)
    head.json      the newest head, with the cosignatures seen for it, and the last official one
    served.note    what the host served last under its signature, whatever it is

The standing is replayed once, when the mirror is opened, and carried on from then: a sync with
few new acts costs what they cost. How a mirror is carried on stands in `dipoli.node.sync`.

Crash at any point: acts and their head are one commit of the database. `head.json` is what is
shown, and follows from the rest where it is behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from attrs import evolve, field, frozen

from dipoli.depositary.disk import write_durably
from dipoli.depositary.form import all_acts
from dipoli.depositary.sqlite import SqliteCustody, create, open_
from dipoli.depositary.sqlite_file import connect, is_empty
from dipoli.faults import MalformedError, TamperedError
from dipoli.forum.reruling import Reruling
from dipoli.node.heads import Heads, host_lines
from dipoli.node.official import Official, officialness
from dipoli.record import forms
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import read_body
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.custody import Stored
from dipoli.record.note import (
    MAX_SIGNATURES,
    VerifierKey,
    add_signatures,
    read_note,
    write_note,
)
from dipoli.record.quorum import is_official, lines_that_hold
from dipoli.record.rules import ForumRule
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing, enter
from dipoli.record.tile import coordinates, tile_path

_RECORD, _HEAD, _BODIES, _SERVED = "record.db", "head.json", "bodies", "served.note"


@frozen(kw_only=True)
class Shown:
    """The newest head of a mirror.

    Args:
        note: as it was served, with every cosignature that was seen for it.
        since: when this node first saw a head of this size, as acts write times.
    """

    note: bytes = field(repr=False)
    since: str


class Mirror:
    """The copy of one record.

    Args:
        folder: of the circle in the node.
        origin: name of the record.
        log_key: a log key of the record, as it was learnt elsewhere.
        code: of the delegation whose seat it is; bodies that are not its own to read are not
            missed. None misses every body.

    Raises:
        TamperedError: the copy does not agree with itself.
        RecordError: it cannot be read.
    """

    def __init__(
        self, folder: Path, origin: str, log_key: VerifierKey, code: str | None = None
    ) -> None:
        self.folder = folder
        self.origin = origin
        self.log_key = log_key
        self.code = code
        self.heads = Heads(folder / "heads")
        self.missing = set[int]()
        self._new: Sequence[Stored] = ()
        self._rules = Reruling(self._known)
        self.unread = frozenset[str]()
        self.shown: Shown | None = None
        self.official_note: bytes | None = None
        served = folder / _SERVED
        self.served = served.read_bytes() if served.exists() else None
        forum, _, circle = origin.rpartition("/")
        self.standing = Standing(forum=forum, circle=circle)
        (folder / _BODIES).mkdir(mode=0o700, exist_ok=True)
        self._custody = self._opened()
        self._replay()
        self._read_shown()
        if self.size:
            self.unread = _edge(self.standing, self.size - 1)

    # ------------------------------------------------------------ what it holds

    # ``missing``: numbers of acts whose body is not at hand.
    # ``unread``: tiles of the newest head that were not yet found to be those of the acts.

    @property
    def size(self) -> int:
        """How many acts it holds."""
        return self.standing.size

    def due_key(self, size: int) -> VerifierKey:
        """The log key that signs the head of a size, as far as this mirror knows."""
        return self.standing.log_key(size) or self.log_key

    def log_keys(self) -> tuple[VerifierKey, ...]:
        """Every log key that this mirror knows, the newest first."""
        named = [one.key for one in reversed(self.standing.log_keys)]
        return tuple(dict.fromkeys([*named, self.log_key]))

    def entry(self, number: int) -> Entry:
        """An act."""
        return read_entry(self.acts(number, number + 1)[0].entry)

    def acts(self, start: int, end: int) -> list[Stored]:
        """Acts with the bodies that are at hand."""
        if self._custody is None:
            return []
        found = all_acts(self._custody, max(start, 0), min(end, self.size))
        return [evolve(act, body=act.body or self._late(act.index)) for act in found]

    def official(self) -> Official | None:
        """How far the newest head is official; None before there is one."""
        if self.shown is None or not self.size:
            return None
        return officialness(self.standing, self.shown.note)

    @property
    def official_size(self) -> int:
        """How many acts the newest official head covers; 0 before the first."""
        if self.official_note is None:
            return 0
        return read_checkpoint(read_note(self.official_note).text).size

    def official_up_to(self) -> Official | None:
        """The newest official head, and who cosigned it; None before the first."""
        if self.official_note is None:
            return None
        return officialness(self.standing, self.official_note, self.official_size)

    def is_behind(self) -> bool:
        """Whether another program has carried the files on since this was opened."""
        if self._custody is None:
            return self._path().exists()
        return self._custody.head().size != self.size

    def close(self) -> None:
        """Let go of the file."""
        if self._custody is not None:
            self._custody.close()

    # ------------------------------------------------------------ how it is carried on

    def rules(self, new: Sequence[Stored]) -> ForumRule:
        """The rules of procedure of the record, for acts that follow those that are held.

        Args:
            new: acts behind the last one held; it may grow while they are ruled on.
        """
        self._new = new
        return self._rules.rule

    def _known(self, start: int, end: int) -> Sequence[Stored]:
        """Acts that are held, and those behind them that are being ruled on."""
        held = self.acts(start, min(end, self.size)) if start < self.size else ()
        if not self._new:
            return held
        # They follow each other: a place among them is a number less that of the first.
        first, least = self._new[0].index, max(start, self.size)
        return [*held, *self._new[max(least - first, 0) : max(end - first, 0)]]

    def hold(
        self, after: Standing, stored: Sequence[Stored], note: bytes, key: VerifierKey
    ) -> None:
        """Keep acts that were verified, and the head over them.

        Args:
            after: the standing with them.
            stored: the acts.
            note: the head.
            key: the log key that signed it.

        Raises:
            StaleHeadError: the head is timed before the one that is held.
            RecordError: they could not be kept; nothing changed.
        """
        _, own = host_lines(note, key)
        if self._custody is None:
            create(self._path(), self.origin, own, stored)
            # Crash now: the record is there, and the next start opens it.
            self._custody = open_(self._path(), self.origin)
        else:
            self._custody.append(self.size, stored, own)
        # Crash now: the acts are kept; head.json is behind, and follows.
        self.unread = _edge(after, self.size)
        for act in stored:
            if act.body is None and read_entry(act.entry).envelope.body_hash is not None:
                self.missing.add(act.index)
        self.standing = after

    def show(self, note: bytes, key: VerifierKey, at: datetime) -> None:
        """Keep the newest head as it was served, with all cosignatures that were seen for it.

        Args:
            note: a note of the head that this mirror holds.
            key: the log key that signed it.
            at: the time.
        """
        before, own = self.shown, read_note(host_lines(note, key)[1])
        same = before is not None and read_note(before.note).text == own.text
        lines = dict(lines_that_hold(self.standing, before.note)) if before and same else {}
        lines |= lines_that_hold(self.standing, note)
        room = MAX_SIGNATURES - len(own.signatures)
        merged = write_note(add_signatures(own, list(lines.values())[:room]))
        since = before.since if before is not None and same else write_time(at)
        self.shown = Shown(note=merged, since=since)
        if self.size and is_official(self.standing, merged, self.size):
            self.official_note = merged
        self._keep_shown()

    def take_official(self, note: bytes, size: int) -> None:
        """Keep an official head that was served beside the newest; an older one is left.

        Args:
            note: the head, of this mirror's history, with its quorum.
            size: of it.
        """
        if size > self.official_size:
            self.official_note = note
            self._keep_shown()

    def saw(self, note: bytes) -> None:
        """Keep what the host served last under its signature, whether or not it fits."""
        if note != self.served:
            write_durably(self.folder / _SERVED, note)
            self.served = note

    def take_body(self, number: int, data: bytes) -> None:
        """Keep a body that was served later than its act, and is the one that was signed for."""
        write_durably(self.folder / _BODIES / str(number), data)
        self.missing.discard(number)

    def standings(self, sizes: range) -> Iterator[Standing]:
        """The standings after so many acts each, replayed: dear, and asked for seldom."""
        for size, standing in enumerate(self._each(self.acts(0, sizes.stop))):
            if size in sizes:
                yield standing

    # ------------------------------------------------------------ files

    def _path(self) -> Path:
        return self.folder / _RECORD

    def _opened(self) -> SqliteCustody | None:
        if not self._path().exists():
            return None
        with closing(connect(self._path(), "rw")) as db:
            if is_empty(db):  # we crashed before the record was made
                return None
        return open_(self._path(), self.origin)

    def _replay(self) -> None:
        if self._custody is None:
            return
        size = self._custody.head().size
        for act in all_acts(self._custody, 0, size):
            self.standing = _entered(self.standing, act)
            if act.body is None and self._late(act.index) is None and _has_body(act):
                self.missing.add(act.index)

    def _each(self, acts: Sequence[Stored]) -> Iterator[Standing]:
        standing = Standing(forum=self.standing.forum, circle=self.standing.circle)
        yield standing
        for act in acts:
            standing = _entered(standing, act)
            yield standing

    def _late(self, number: int) -> bytes | None:
        path = self.folder / _BODIES / str(number)
        return path.read_bytes() if path.exists() else None

    def _read_shown(self) -> None:
        path = self.folder / _HEAD
        said = json.loads(path.read_bytes()) if path.exists() else None
        if said is not None:
            self.shown = Shown(note=said["note"].encode(), since=said["since"])
            self.official_note = None if said["official"] is None else said["official"].encode()
        if self._custody is not None:
            held = self._custody.head()
            text = read_note(held.checkpoint).text
            if self.shown is None or read_note(self.shown.note).text != text:
                # We crashed between the acts and head.json.
                since = "" if self.shown is None else self.shown.since
                self.shown = Shown(note=held.checkpoint, since=since)

    def _keep_shown(self) -> None:
        assert self.shown is not None  # noqa: S101 - it was set by the caller
        official = self.official_note
        said = {
            "note": self.shown.note.decode(),
            "since": self.shown.since,
            "official": None if official is None else official.decode(),
        }
        write_durably(self.folder / _HEAD, json.dumps(said, ensure_ascii=False).encode())


def _edge(standing: Standing, since: int) -> frozenset[str]:
    """Tiles that a record of this size has and one of another did not."""
    return frozenset(tile_path(*place) for place in coordinates(standing.size, since))


def _has_body(act: Stored) -> bool:
    return read_entry(act.entry).envelope.body_hash is not None


def _entered(standing: Standing, act: Stored) -> Standing:
    """The standing after an act that was ruled in order when it was mirrored.

    Raises:
        TamperedError: the body of an act of the register is not the one that was mirrored.
    """
    entry, body = read_entry(act.entry), None
    if entry.envelope.name in forms.FORMS and act.body is not None:
        try:
            body = read_body(act.body)
        except MalformedError:
            body = None
        if body is None or body.digest() != entry.envelope.body_hash:
            message = (
                f"The body of act {act.index} of {standing.origin} in this mirror is not the one "
                "that was signed for. Keep the folder aside, and join the circle anew."
            )
            raise TamperedError(message)
    return enter(standing, entry, body)
