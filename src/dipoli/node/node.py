"""The node at work: its circles, and one look at one of them.

    FOLDER/circles/<name>/circle.json    which record, by which log key, from where
                         /witness.json   what was cosigned last
                         /record.db ...  the mirror
                         /receipts/      what was sent, and what was promised
                         /alarms/        what was raised

A look goes in this order, and what is true if we crash after each step:

    sync       what was verified is kept; the rest is fetched again
    compare    heads of others are kept; they are held against each other again at the next start
    watch      nothing is kept
    alarms     raised and written down with their papers, before anybody is told
    cosign     written down, then signed; a lost line is asked for again
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from attrs import evolve, field, frozen

from dipoli.faults import CredentialError, RecordError, RefusedError
from dipoli.forum.proceedings import Proceedings
from dipoli.node import watch
from dipoli.node.alarm import Alarm, AlarmKind
from dipoli.node.alarm_book import AlarmBook
from dipoli.node.box import KeyBox
from dipoli.node.circle import CIRCLE_FILE, Circle, read_circle, write_circle
from dipoli.node.compare import Comparison, compare
from dipoli.node.copy import MirrorSource, copy_to
from dipoli.node.cosigning import cosign_head
from dipoli.node.divergence import foreign
from dipoli.node.mirror import Mirror
from dipoli.node.official import Official
from dipoli.node.outbox import put_out, written_leaves
from dipoli.node.promises import Promises, Sent
from dipoli.node.source import Source
from dipoli.node.sync import Report, sync
from dipoli.node.unsealing import opener_for
from dipoli.node.void import void_acts
from dipoli.node.witness import PERIOD, Cosigned, begin_witness
from dipoli.record.custody import Head, Stored
from dipoli.record.note import (
    VerifierKey,
)
from dipoli.record.register import Opened
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing

_TIMES = {AlarmKind.STALE, AlarmKind.FUTURE, AlarmKind.UNTIMED}
_AWAITED = {AlarmKind.NO_RECEIPT, AlarmKind.PROMISE}
_NOBODY: Mapping[str, bytes] = {}
_NO_COPIES: Mapping[str, Source] = {}


@frozen(kw_only=True)
class Look:
    """What one look at a circle showed.

    Args:
        report: of the mirror: the head that is served, and the acts that came new.
        alarms: every alarm that stands now, the new ones marked ``is_new``.
        line: this node's cosignature line to hand to the host, without newline; None without one.
        size: of the head that the line is for; 0 without one.
        cosigned: that head; empty without a line.
        official: how far the newest head is official; None before there is one.
        up_to: the newest official head, and who cosigned it; None before the first.
        comparison: with the heads of others.
        notices: what is worth knowing and no alarm.
    """

    report: Report
    alarms: tuple[Alarm, ...]
    line: str | None
    size: int
    cosigned: bytes = field(repr=False)
    official: Official | None
    up_to: Official | None
    comparison: Comparison = field(repr=False)
    notices: tuple[str, ...]


@frozen(kw_only=True)
class Status:
    """How a circle stands in a node, from its own files alone.

    Args:
        circle: which record, by which key, from where.
        standing: of the mirror.
        note: the newest head that the mirror holds; None before the first.
        official: how far it is official.
        up_to: the newest official head, and who cosigned it; None before the first.
        alarms: that stand.
        awaited: acts that were sent and are still open.
    """

    circle: Circle
    standing: Standing = field(repr=False)
    note: bytes | None = field(repr=False)
    official: Official | None
    up_to: Official | None
    alarms: tuple[Alarm, ...]
    awaited: tuple[Sent, ...]


class Node:
    """A delegation's node.

    Args:
        folder: of the node.
        box: its keys; None to look without cosigning, and without knowing one's own acts.
    """

    def __init__(self, folder: Path, box: KeyBox | None) -> None:
        self.folder = folder
        self.box = box
        self._mirrors = dict[str, Mirror]()
        self._rechecked = set[str]()
        self._rules = dict[str, tuple[tuple[Opened, ...], Proceedings]]()

    # ------------------------------------------------------------ circles

    def join(
        self, origin: str, log_key: VerifierKey, source: str, at: datetime, period: int = PERIOD
    ) -> str:
        """Begin to watch a circle, on purpose; or give one that is watched another source.

        Args:
            origin: name of the record.
            log_key: its log key, as it was learnt by another way than from the host alone.
            source: where its files are read.
            at: the time.
            period: seconds within which the host times its head anew.

        Returns:
            The name of the circle in this node.

        Raises:
            RefusedError: it is watched under another log key.
            ValueError: origin, key or period are none.
        """
        circle = Circle(
            origin=origin, log_key=log_key, source=source, period=period, joined=write_time(at)
        )
        folder = self.folder / "circles" / circle.slug
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (folder / CIRCLE_FILE).exists():
            known = read_circle(folder)
            if known.log_key != log_key:
                message = (
                    f"{origin} is watched already, by another log key. A record has one history: "
                    "find out which key is the right one, and begin a new node if it is the other."
                )
                raise RefusedError(message)
            circle = evolve(known, source=source, period=period)
        else:
            begin_witness(folder, origin)
        # Crash before: the circle was not joined, and is joined again.
        write_circle(folder, circle)
        return circle.slug

    def circles(self) -> tuple[str, ...]:
        """Names of the circles that are watched."""
        return tuple(
            sorted(path.parent.name for path in self.folder.glob(f"circles/*/{CIRCLE_FILE}"))
        )

    def close(self) -> None:
        """Let go of every mirror; the next look opens what it needs."""
        for mirror in self._mirrors.values():
            mirror.close()
        self._mirrors.clear()

    def find(self, word: str) -> str:
        """The name of a circle from that name or from its origin.

        Raises:
            RecordError: no such circle is watched.
        """
        slug = word.replace("/", "_")
        if slug not in self.circles():
            held = ", ".join(self.circles()) or "none"
            message = f"This node watches no circle {word}. It watches: {held}. Join it first."
            raise RecordError(message)
        return slug

    def circle(self, word: str) -> Circle:
        """A circle that is watched."""
        return read_circle(self._folder(word))

    def standing(self, circle: str) -> Standing:
        """The circle as the mirror has it."""
        return self._mirror(circle).standing

    def acts(self, circle: str, start: int, end: int) -> Sequence[Stored]:
        """Acts that the mirror holds."""
        return self._mirror(circle).acts(start, end)

    def head(self, circle: str) -> Head:
        """The newest head that the mirror holds, with the cosignatures that were seen for it."""
        mirror = self._mirror(circle)
        note = b"" if mirror.shown is None else mirror.shown.note
        standing = mirror.standing
        return Head(size=standing.size, root=standing.root, checkpoint=note, cosigned=note)

    def official_size(self, circle: str) -> int:
        """How many acts the newest official head covers; 0 before the first."""
        return self._mirror(circle).official_size

    def checkpoint(self, circle: str) -> bytes | None:
        """The newest head that the host served under its signature, whether or not it fits."""
        return self._mirror(circle).served

    def copy(self, circle: str) -> Source:
        """The mirror as static files, for other delegations."""
        return MirrorSource(self._mirror(circle))

    def status(self, circle: str) -> Status:
        """How a circle stands, from the node's own files alone."""
        mirror, folder = self._mirror(circle), self._folder(circle)
        return Status(
            circle=read_circle(folder),
            standing=mirror.standing,
            note=None if mirror.shown is None else mirror.shown.note,
            official=mirror.official(),
            up_to=mirror.official_up_to(),
            alarms=AlarmBook(folder / "alarms").standing(),
            awaited=Promises(folder / "receipts").open_(),
        )

    # ------------------------------------------------------------ one look

    def look(
        self,
        circle: str,
        source: Source,
        at: datetime,
        peers: Mapping[str, bytes] = _NOBODY,
        copies: Mapping[str, Source] = _NO_COPIES,
    ) -> Look:
        """One look: mirror, verify, compare, check promises, raise, cosign.

        Args:
            circle: name or origin.
            source: the files of the record.
            at: the time, with its zone.
            peers: checkpoints as other delegations hold them, by name.
            copies: static files of other delegations' mirrors, by name.

        Raises:
            RecordError: the node's own files cannot be read or written.
        """
        folder = self._folder(circle)
        with _alone(folder):
            told, mirror = read_circle(folder), self._mirror(circle)
            promises = Promises(folder / "receipts")
            report = sync(mirror, source, at)
            comparison = compare(mirror, peers, copies)
            found = [*report.found, *comparison.found, *self._again(circle, mirror)]
            found += watch.times(report, told.period, at)
            found += self._own(mirror, told, report, promises)
            found += promises.check(mirror, at, told.period)
            alarms = AlarmBook(folder / "alarms").settle(
                found, self._judged(report), at, told.period
            )
            # Crash before: what was signed is found again at the next start, the rest by looking.
            promises.told(alarms)
            self._rechecked.add(circle)
            notices = [*comparison.notices, *self._notices(mirror, told)]
            line = None
            if self.box is not None:
                line = cosign_head(folder, told, mirror, self.box, (report, alarms, at))
            if isinstance(line, str):
                notices.append(line)
            self._keep(folder, told, report, line, at)
        cosigned = line if isinstance(line, Cosigned) else None
        asked = report.note if cosigned and cosigned.size == mirror.size else report.to_cosign
        return Look(
            report=report,
            alarms=alarms,
            line=None if cosigned is None else cosigned.line,
            size=0 if cosigned is None else cosigned.size,
            cosigned=b"" if cosigned is None or asked is None else asked,
            official=mirror.official(),
            up_to=mirror.official_up_to(),
            comparison=comparison,
            notices=tuple(notices),
        )

    def _again(self, circle: str, mirror: Mirror) -> Iterator[Alarm]:
        """At the first look after a start: what a crash may have kept from being told."""
        if circle not in self._rechecked:
            yield from mirror.heads.contradictions(mirror.log_keys())
            yield from foreign(mirror, 1, mirror.size)

    def _own(
        self, mirror: Mirror, told: Circle, report: Report, promises: Promises
    ) -> Iterator[Alarm]:
        if not report.reached:
            return
        yield from watch.not_official(mirror)
        if self.box is None:
            return
        yield from watch.cosigned(mirror, told, self.box.code, report)
        yield from watch.own_keys(mirror, self.box)
        if told.looked >= 0:
            numbers = range(told.looked, mirror.size)
            known = promises.leaves() | written_leaves(self.folder) if numbers else frozenset()
            yield from watch.own_acts(mirror, self.box, known, numbers)

    def _notices(self, mirror: Mirror, told: Circle) -> Iterator[str]:
        if self.box is None:
            return
        numbers = range(max(told.looked, 0), mirror.size)
        yield from watch.on_paper(mirror, self.box.code, numbers)
        if numbers and mirror.standing.is_sealed:
            yield from void_acts(self._opened_rules(mirror, told.slug), mirror.standing, numbers)

    def _opened_rules(self, mirror: Mirror, circle: str) -> Proceedings:
        """The rules of procedure with the bodies that this node opens; anew where it opens more."""
        opened = mirror.standing.opened
        held = self._rules.get(circle)
        if held is not None and held[0] == opened:
            return held[1]

        def acts(start: int, end: int) -> Sequence[Stored]:
            return self._mirror(circle).acts(start, end)

        rules = Proceedings(acts, opener_for(mirror.standing, acts, self.box))
        self._rules[circle] = (opened, rules)
        return rules

    def _judged(self, report: Report) -> frozenset[AlarmKind]:
        judged = report.judged | _AWAITED
        if report.head is not None:
            judged |= _TIMES
        if self.box is not None and report.reached:
            return judged | {AlarmKind.OWN_KEYS}
        return judged - {AlarmKind.OWN_KEYS, AlarmKind.COSIGNATURE}

    def _keep(
        self,
        folder: Path,
        told: Circle,
        report: Report,
        line: Cosigned | str | None,
        at: datetime,
    ) -> None:
        after = told
        if report.reached:
            size = self._mirror(told.slug).size
            after = evolve(after, looked=size, last=write_time(at))
        if isinstance(line, Cosigned):
            after = evolve(after, cosigned=line.size)
        if after != told:
            write_circle(folder, after)

    def compare(
        self,
        circle: str,
        peers: Mapping[str, bytes],
        copies: Mapping[str, Source],
        at: datetime,
    ) -> tuple[Comparison, tuple[Alarm, ...]]:
        """Hold heads of others against the mirror, without looking at the host.

        Args:
            circle: name or origin.
            peers: checkpoints as others hold them, by name.
            copies: static files of others' mirrors, by name.
            at: the time.

        Returns:
            What it showed, and every alarm that stands.
        """
        folder = self._folder(circle)
        with _alone(folder):
            found = compare(self._mirror(circle), peers, copies)
            period = read_circle(folder).period
            alarms = AlarmBook(folder / "alarms").settle(found.found, (), at, period)
        return found, alarms

    def copy_to(self, circle: str, folder: Path) -> None:
        """Write the mirror as static files, for `dipoli verify` and for other delegations."""
        copy_to(self._mirror(circle), folder)

    def put_out(self, circle: str, look: Look) -> Path | None:
        """Lay the cosigned head for the host into the outbox.

        Args:
            circle: name or origin.
            look: at it.

        Returns:
            Where it lies; None where the look gave no line.
        """
        if look.line is None:
            return None
        slug = self.find(circle)
        key = self._mirror(slug).due_key(look.size)
        return put_out(self.folder, slug, look.cosigned, key, look.line)

    # ------------------------------------------------------------ what is sent and answered

    def sent(self, circle: str, entry: bytes, body: bytes | None, at: datetime) -> None:
        """Remember an act that is handed to the host, and that this node wrote it.

        Args:
            circle: name or origin.
            entry: the act.
            body: its body.
            at: the time.
        """
        folder = self._folder(circle)
        with _alone(folder):
            size = self._mirror(circle).size
            Promises(folder / "receipts").sent(entry, body, size, at)

    def answer(
        self,
        circle: str,
        entry: bytes,
        body: bytes | None,
        note: bytes,
        head: bytes | None,
        at: datetime,
    ) -> tuple[Alarm, ...]:
        """Keep the host's receipt or refusal, and the head that came with it.

        Args:
            circle: name or origin.
            entry: the act that was sent.
            body: its body.
            note: the receipt or the refusal.
            head: the head that came with it; None without one.
            at: the time.

        Returns:
            What is wrong with it already; the next looks tell the rest.

        Raises:
            MalformedError: the answer cannot be read.
            CredentialError: the log key signed neither, or not the head.
            RecordError: it is no answer to this act.
        """
        folder = self._folder(circle)
        with _alone(folder):
            mirror, promises = self._mirror(circle), Promises(folder / "receipts")
            one = promises.sent(entry, body, mirror.size, at)
            wrong = promises.answered(one, note, mirror.log_keys())
            found = [] if wrong is None else [wrong]
            if head is not None:
                seen = compare(mirror, {"the answer": head}, {})
                found += seen.found
                if seen.notices:
                    raise CredentialError(" ".join(seen.notices))
            period = read_circle(folder).period
            alarms = AlarmBook(folder / "alarms").settle(found, (), at, period)
        return tuple(alarm for alarm in alarms if alarm.is_new)

    # ------------------------------------------------------------ files

    def _folder(self, word: str) -> Path:
        return self.folder / "circles" / self.find(word)

    def _mirror(self, word: str) -> Mirror:
        """The mirror, opened once, and again where another program carried it on."""
        slug = self.find(word)
        mirror = self._mirrors.get(slug)
        if mirror is not None and mirror.is_behind():
            mirror.close()
            mirror = None
        if mirror is None:
            folder = self._folder(slug)
            told, code = read_circle(folder), None if self.box is None else self.box.code
            mirror = Mirror(folder, told.origin, told.log_key, code)
            self._mirrors[slug] = mirror
        return mirror


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One look or answer at a time, in this program and in others."""
    with (folder / "node.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
