"""How a mirror is carried on: fetch, verify, and only then keep.

Nothing that the source says is believed before it is checked, in this order:

    head      signed by the log key in force at its size, in no contradiction to any head seen
    history   the files give its root, and begin with the acts that are held
    acts      each is in order by the rules, replayed from the standing that is held

A head of a size that a move of custody may have brought under another log key is not signed by any
key known yet. Then the acts are read first, bounded; the key that they name must have signed.

**Races.** A host publishes while we read. Whatever does not fit and bears no signature is read anew
from the checkpoint on, a few times, and is told only once it has lasted over looks. What the host
signed is told at once: no race can bring it about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import define, evolve, field, frozen

from dipoli.faults import CredentialError, MalformedError, StaleHeadError
from dipoli.node.alarm import ANOTHER_WAY, Alarm, AlarmKind
from dipoli.node.beside import back_dated, beside_the_head, is_body_of
from dipoli.node.divergence import beyond_last, diverged, entry_alarm, foreign
from dipoli.node.heads import host_lines
from dipoli.node.mirror import Mirror
from dipoli.node.notes_beside import notes_beside
from dipoli.node.reading import Reading, UnsettledError, unsettled
from dipoli.node.source import Source, SourceError
from dipoli.node.witness import timed
from dipoli.record.act import read_entry
from dipoli.record.audit_files import expected
from dipoli.record.custody import Stored
from dipoli.record.note import (
    Alg,
    Checkpoint,
    VerifierKey,
    open_checkpoint,
    read_checkpoint,
    read_note,
    verify_note,
)
from dipoli.record.rules import rule
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing, enter
from dipoli.record.tile import WIDTH
from dipoli.record.tree import leaf_hash
from dipoli.terms import counted

ATTEMPTS = 3
"""How often one look begins again at the checkpoint."""

REACHED = frozenset(AlarmKind) - {AlarmKind.NO_RECEIPT, AlarmKind.PROMISE, AlarmKind.OWN_KEYS}
"""What a look can judge that reached the head that is served."""


@frozen(kw_only=True)
class Report:
    """What a sync showed.

    Args:
        found: what is wrong.
        judged: kinds of alarms that it could judge.
        head: the head that is served, signed and verified; None where there is none.
        key: the log key that signed it.
        note: it, as it was served.
        reached: the mirror holds this head now.
        entered: numbers of the acts that came new.
        to_cosign: the head that witnesses are asked for, verified; None where it is not served.
    """

    found: tuple[Alarm, ...] = ()
    judged: frozenset[AlarmKind] = frozenset({AlarmKind.NO_ANSWER})
    head: Checkpoint | None = None
    key: VerifierKey | None = None
    note: bytes = field(default=b"", repr=False)
    reached: bool = False
    entered: range = range(0)
    to_cosign: bytes | None = field(default=None, repr=False)


def sync(mirror: Mirror, source: Source, at: datetime) -> Report:
    """Carry a mirror on as far as a source goes and everything holds.

    Args:
        mirror: of one record.
        source: its files.
        at: the time, with its zone.

    Raises:
        RecordError: the mirror itself could not be read or written.
    """
    last = Report()
    for _ in range(ATTEMPTS):
        one = _Round(mirror, Reading(source), at)
        try:
            return one.run()
        except SourceError as fault:
            told = f"There is no answer from the source of {mirror.origin}. {fault}"
            alarm = unsettled(AlarmKind.NO_ANSWER, told).alarm
            return Report(found=(*one.found, alarm), judged=frozenset())
        except UnsettledError as fault:
            # Perhaps the host published in between: begin again at the checkpoint.
            last = Report(found=(*one.found, fault.alarm))
    return last


@define
class _Round:
    """One attempt."""

    mirror: Mirror
    reading: Reading
    at: datetime
    found: list[Alarm] = field(factory=list)
    note: bytes = b""

    def run(self) -> Report:
        """Fetch, verify, keep.

        Raises:
            SourceError: there is no answer.
            UnsettledError: something does not hold that bears no signature.
        """
        self.note = self.reading.checkpoint()
        head = self._claimed()
        key = self._signer(head)
        if key is not None:
            self._signed(head, key)
        if head.size > self.mirror.size:
            return self._grow(head, key)
        assert key is not None  # noqa: S101 - _signer lets only larger heads be unsigned so far
        return self._known(head, key)

    # ------------------------------------------------------------ the head

    def _claimed(self) -> Checkpoint:
        """What the note says, whoever signed it; of this record, or it is told."""
        try:
            note = read_note(self.note)
            head = read_checkpoint(note.text)
        except MalformedError as fault:
            told = f"What is served as the checkpoint cannot be read. {expected(fault)}"
            raise self._unsettled(AlarmKind.BAD_NOTE, told) from None
        if head.origin == self.mirror.origin:
            return head
        told = f"A head of {head.origin} is served in the place of {self.mirror.origin}."
        for key in self.mirror.log_keys():
            try:
                verify_note(note, [key])
            except (CredentialError, MalformedError):
                continue
            told += " It is signed by the log key of this record."
            raise UnsettledError(self._plain(AlarmKind.WRONG_ORIGIN, told))
        raise self._unsettled(AlarmKind.WRONG_ORIGIN, told)

    def _signer(self, head: Checkpoint) -> VerifierKey | None:
        """The known log key that signed the head; None where another may have, after a move."""
        keys = self.mirror.log_keys()
        due = self.mirror.due_key(head.size)
        for key in sorted(keys, key=lambda one: one != due):
            try:
                open_checkpoint(self.note, key)
            except CredentialError:
                continue
            return key
        named = {(key.name, key.key_id) for key in keys}
        if any((one.name, one.key_id) in named for one in read_note(self.note).signatures):
            told = "The line of the log key under the head that is served does not hold."
            raise self._unsettled(AlarmKind.BAD_NOTE, told)
        if head.size > self.mirror.size:
            return None
        raise self._not_signed()

    def _signed(self, head: Checkpoint, key: VerifierKey) -> None:
        """The host signed it: so it is kept, whatever else it is."""
        self.found += self.mirror.heads.add(self.note, key)
        self.mirror.saw(self.note)
        if not head.size or timed(self.note, key):
            return
        told = f"The host's own timed line under its head of {counted(head.size, 'act')}"
        end = "so it is not said when this was the head."
        own = VerifierKey(name=key.name, alg=Alg.COSIGNATURE, public=key.public)
        kept = read_note(host_lines(self.note, key)[1]).signatures
        lines = [one for one in read_note(self.note).signatures if one.name == own.name]
        if any(one.key_id == own.key_id and one not in kept for one in lines):
            sentence = f"{told} does not hold, {end}"
            self.found.append(self._unsettled(AlarmKind.BAD_NOTE, sentence).alarm)
        else:
            sentence = f"{told} is missing or gives no time, {end}"
            self.found.append(self._plain(AlarmKind.UNTIMED, sentence))

    def _not_signed(self) -> UnsettledError:
        told = f"The head that is served is not signed by a log key of {self.mirror.origin}."
        return self._unsettled(AlarmKind.NOT_SIGNED, told)

    # ------------------------------------------------------------ no new acts

    def _known(self, head: Checkpoint, key: VerifierKey) -> Report:
        """A head no larger than the one that is held."""
        mirror = self.mirror
        if head.root != mirror.standing.heads[head.size].root():
            self.found.append(diverged(mirror, self.note, key, self.reading))
            return self._report(head, key)
        if key != mirror.due_key(head.size):
            self.found.append(self._ended(head, key))
            return self._report(head, key)
        if head.size < mirror.size:
            told = (
                f"A head of {counted(head.size, 'act')} is served, and this mirror holds one of "
                f"{mirror.size}: an old head, in the place of a newer one."
            )
            self.found.append(self._unsettled(AlarmKind.SMALLER, told).alarm)
            return self._report(head, key)
        return self._reached(head, key)

    def _reached(self, head: Checkpoint, key: VerifierKey, entered: range = range(0)) -> Report:
        """The mirror holds this head: what is left is what stands beside it."""
        mirror = self.mirror
        self.found += beside_the_head(mirror, self.reading, self.note)
        mirror.show(self.note, key, self.at)
        beside = notes_beside(mirror, self.reading)
        self.found += beside.found
        report = self._report(head, key, reached=True, entered=entered)
        return evolve(report, to_cosign=beside.to_cosign)

    def _ended(
        self,
        head: Checkpoint,
        key: VerifierKey,
        after: tuple[Standing, Sequence[Stored]] | None = None,
    ) -> Alarm:
        beyond = beyond_last(self.mirror, self.note, key, after)
        if beyond is not None:
            return beyond
        told = (
            f"The head of {counted(head.size, 'act')} is signed by a log key that does not sign "
            "heads of that "
            "size: custody of the record has moved"
        )
        way = "read the record from the host that has custody now; show both heads to it"
        return self._plain(AlarmKind.ENDED_KEY, f"{told}.", way=way)

    # ------------------------------------------------------------ new acts

    def _grow(self, head: Checkpoint, key: VerifierKey | None) -> Report:
        mirror, old = self.mirror, self.mirror.size
        entries = self.reading.entries(old, head.size)
        start = old // WIDTH * WIDTH
        leaves = [leaf_hash(entry) for entry in entries]
        frontier = mirror.standing.heads[old]
        for leaf in leaves[old - start :]:
            frontier = frontier.add(leaf)
        held = mirror.standing.leaves
        same = all(held[at] == leaves[at - start] for at in range(start, old))
        if not same or frontier.root() != head.root:
            return self._other(head, key)
        after, stored, bad = self._ruled(entries[old - start :])
        if bad is not None:
            return self._refused(head, key, (after, [*stored], bad), entries[old - start :])
        key = key or self._named_after(after, head)
        if key != after.log_key(head.size):
            self.found.append(self._ended(head, key, (after, stored)))
            return self._report(head, key)
        return self._keep(head, key, after, stored)

    def _keep(
        self, head: Checkpoint, key: VerifierKey, after: Standing, stored: Sequence[Stored]
    ) -> Report:
        mirror, old = self.mirror, self.mirror.size
        self.found += back_dated(mirror, self.note, key, stored)
        try:
            mirror.hold(after, stored, self.note, key)
        except StaleHeadError:
            # It is timed before the head that is held: that alarm is among those found.
            return self._report(head, key)
        self.found += foreign(mirror, old + 1, head.size)
        return self._reached(head, key, range(old, head.size))

    def _named_after(self, after: Standing, head: Checkpoint) -> VerifierKey:
        """The log key that the new acts name, if it signed."""
        key = after.log_key(head.size)
        if key is None or self.mirror.log_key not in [one.key for one in after.log_keys]:
            raise self._not_signed()
        try:
            open_checkpoint(self.note, key)
        except CredentialError:
            raise self._not_signed() from None
        self._signed(head, key)
        return key

    def _other(self, head: Checkpoint, key: VerifierKey | None) -> Report:
        """The files do not lead from what is held to the head: another history, or only files."""
        if key is None:
            raise self._not_signed()
        alarm = diverged(self.mirror, self.note, key, self.reading)
        if alarm.proof is None and self._is_over(key, head.size):
            alarm = self._ended(head, key)
        elif alarm.proof is None:
            told = (
                f"The files that are served do not give the root of the head of "
                f"{counted(head.size, 'act')}, "
                f"or do not begin with the {counted(self.mirror.size, 'act')} that this mirror "
                "holds."
            )
            raise self._unsettled(AlarmKind.FILES, told)
        self.found.append(alarm)
        return self._report(head, key)

    def _is_over(self, key: VerifierKey, size: int) -> bool:
        """Whether the acts that are held say that a log key signs no head of this size."""
        listed = [one for one in self.mirror.standing.log_keys if one.key == key]
        return bool(listed) and all(one.until is not None and size >= one.until for one in listed)

    # ------------------------------------------------------------ acts and bodies

    def _ruled(self, entries: Sequence[bytes]) -> tuple[Standing, list[Stored], OutOfOrder | None]:
        """Rule on each act with the standing before it; ends at the first that is out of order."""
        standing, stored = self.mirror.standing, list[Stored]()
        rules = self.mirror.rules(stored)
        for number, data in enumerate(entries, standing.size):
            body = self._body(number, data)
            answer = rule(standing, data, body, absent=body is None, forum_rule=rules)
            stored.append(Stored(index=number, entry=data, body=body))
            if isinstance(answer, OutOfOrder):
                return standing, stored, answer
            standing = enter(standing, answer.entry, answer.body)
        return standing, stored, None

    def _body(self, number: int, data: bytes) -> bytes | None:
        """The body of an act if it is served, and is the one that was signed for."""
        try:
            entry = read_entry(data)
        except MalformedError:
            return None
        if entry.envelope.body_hash is None:
            return None
        body = self.reading.body(number)
        return body if body is not None and is_body_of(entry, body) else None

    def _refused(
        self,
        head: Checkpoint,
        key: VerifierKey | None,
        ruled: tuple[Standing, list[Stored], OutOfOrder],
        entries: Sequence[bytes],
    ) -> Report:
        standing, stored, bad = ruled
        number = standing.size
        if key is None:
            raise self._not_signed()
        if bad.clause == "R5":
            told = f"The body of act {number}, without which nothing after it can be verified,"
            raise self._unsettled(AlarmKind.BODY_MISSING, f"{told} is not served as it was signed.")
        if bad.clause == "R32":
            told = f"Act {number} cannot be checked on this machine: {bad.why}"
            raise self._unsettled(AlarmKind.UNCHECKED, told)
        rest = [
            Stored(index=at, entry=entry)
            for at, entry in enumerate(entries, self.mirror.size)
            if at > number
        ]
        history = [*self.mirror.acts(0, self.mirror.size), *stored, *rest]
        self.found.append(entry_alarm(standing, history, bad, self.note, key))
        return self._report(head, key)

    # ------------------------------------------------------------ telling

    def _report(
        self,
        head: Checkpoint,
        key: VerifierKey,
        *,
        reached: bool = False,
        entered: range = range(0),
    ) -> Report:
        once = {(alarm.kind, alarm.subject): alarm for alarm in self.found}
        return Report(
            found=tuple(once.values()),
            judged=REACHED if reached else frozenset({AlarmKind.NO_ANSWER}),
            head=head,
            key=key,
            note=self.note,
            reached=reached,
            entered=entered,
        )

    def _unsettled(self, kind: AlarmKind, told: str) -> UnsettledError:
        return unsettled(kind, told, papers={"checkpoint": self.note})

    def _plain(self, kind: AlarmKind, sentence: str, *, way: str = ANOTHER_WAY) -> Alarm:
        papers = {"checkpoint": self.note}
        return Alarm(kind=kind, sentence=sentence, other_way=way, papers=papers)
