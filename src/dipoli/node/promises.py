"""What the host was sent and what it promised, kept until the record bears it out.

For each act that was sent:

    sent         and no answer within a period: no proof can exist, since nothing was signed
    receipted    the act stands in the record, or the deadline passes and the host's own timed head
                 lacks it: two papers that prove the promise broken
    refused      the rules bear it out at the head that it names, or not: the refusal, what was
                 sent and the acts up to that head prove it unjust

A refusal under a forum's own rules of procedure is not judged here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from attrs import define, field

from dipoli.depositary.disk import write_durably
from dipoli.faults import CredentialError, DipoliError, MalformedError, RecordError
from dipoli.forum.proceedings import Proceedings
from dipoli.node.alarm import ANOTHER_WAY, Alarm, AlarmKind
from dipoli.node.mirror import Mirror
from dipoli.node.witness import timed
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.canon import from_base64, to_base64
from dipoli.record.door_proofs import false_head, unjust_refusal
from dipoli.record.note import VerifierKey, read_note
from dipoli.record.proofs import broken_receipt, verify_proof
from dipoli.record.receipt import (
    RECEIPT_HEAD,
    REFUSAL_HEAD,
    Receipt,
    Refusal,
    digest_of,
    read_receipt,
    read_refusal,
)
from dipoli.record.rules import rule
from dipoli.record.ruling import CLAUSES, OutOfOrder
from dipoli.record.shape import read_time, write_time
from dipoli.record.standing import Standing
from dipoli.record.tree import leaf_hash


@define(kw_only=True)
class Sent:
    """One act that was handed to the host.

    Args:
        entry: the act.
        body: its body.
        at: when it was sent.
        size: of the mirror then.
        note: the answer, or None so far.
        done: how it ended; empty while it is open.
    """

    entry: bytes = field(repr=False)
    body: bytes | None = field(repr=False)
    at: str
    size: int
    note: bytes | None = field(default=None, repr=False)
    done: str = ""
    looked: int = 0

    @property
    def leaf(self) -> bytes:
        """Its leaf hash."""
        return leaf_hash(self.entry)


class Promises:
    """The acts of one circle that were sent.

    Args:
        folder: where they are kept; it is made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        self._sent = {path.stem: _read(path) for path in folder.glob("*.json")}

    def leaves(self) -> frozenset[bytes]:
        """Leaf hashes of everything that was ever sent."""
        return frozenset(one.leaf for one in self._sent.values())

    def open_(self) -> tuple[Sent, ...]:
        """What has not ended, in the order of sending."""
        waiting = [one for one in self._sent.values() if not one.done]
        return tuple(sorted(waiting, key=lambda one: one.at))

    def sent(self, entry: bytes, body: bytes | None, size: int, at: datetime) -> Sent:
        """Remember an act before, or when, it is handed over. Sent again, it stays the first."""
        one = self._sent.get(_name(entry))
        if one is None:
            one = Sent(entry=entry, body=body, at=write_time(at), size=size)
            self._keep(one)
        return one

    def answered(self, one: Sent, note: bytes, keys: tuple[VerifierKey, ...]) -> Alarm | None:
        """Keep an answer, and tell if it is to another act than the one sent.

        Args:
            one: what was sent.
            note: the receipt or the refusal.
            keys: log keys of the record, the newest first.

        Raises:
            MalformedError: it is neither.
            CredentialError: no log key signed it.
            RecordError: it is a refusal of other bytes: some other paper was handed over.
        """
        said, _key = read_answer(note, keys)
        if isinstance(said, Refusal) and said.digest != _digest(one.entry):
            message = "This refusal is of other bytes than this act. Give the two that belong."
            raise RecordError(message)
        if isinstance(said, Refusal) and said.body != _digest(one.body):
            message = "This refusal is of another body than this act was sent with. Keep both."
            raise RecordError(message)
        if isinstance(said, Receipt) and said.leaf != one.leaf:
            return Alarm(
                kind=AlarmKind.WRONG_RECEIPT,
                subject=one.leaf.hex(),
                sentence=(
                    "What came as the receipt of an act promises to enter another: it names the "
                    f"leaf hash {to_base64(said.leaf)}, and the act that was sent has "
                    f"{to_base64(one.leaf)}."
                ),
                other_way=f"send the act again and ask for its own receipt; {ANOTHER_WAY}",
                papers={"receipt": note, "act": one.entry},
            )
        one.note, one.done = note, ""
        self._keep(one)
        return None

    def check(self, mirror: Mirror, at: datetime, period: int) -> Iterator[Alarm]:
        """What of the open promises is overdue or not borne out.

        Args:
            mirror: of the record, just carried on.
            at: the time.
            period: seconds within which an answer is awaited.
        """
        for one in self.open_():
            if self._is_entered(one, mirror):
                one.done = "entered"
                self._keep(one)
            elif one.note is None:
                yield from self._unanswered(one, at, period)
            else:
                said, key = read_answer(one.note, mirror.log_keys())
                if isinstance(said, Receipt):
                    yield from self._overdue(one, said, key, mirror, (at, period))
                else:
                    yield from self._refused(one, said, key, mirror)

    def told(self, alarms: Iterable[Alarm]) -> None:
        """End what an alarm was raised for, which stands for ever."""
        ended = {
            AlarmKind.BROKEN_RECEIPT: "broken",
            AlarmKind.REFUSAL: "not borne out",
            AlarmKind.UNJUST_REFUSAL: "unjust",
            AlarmKind.FALSE_HEAD: "by a false head",
        }
        for alarm in alarms:
            one = self._sent.get(alarm.subject)
            if one is not None and alarm.kind in ended and not one.done:
                one.done = ended[alarm.kind]
                self._keep(one)

    def _is_entered(self, one: Sent, mirror: Mirror) -> bool:
        leaves = mirror.standing.leaves
        if one.looked == 0 and one.leaf in leaves:
            return True
        found = any(leaves[number] == one.leaf for number in range(one.looked, mirror.size))
        one.looked = mirror.size
        return found

    def _unanswered(self, one: Sent, at: datetime, period: int) -> Iterator[Alarm]:
        if (at - read_time(one.at)).total_seconds() <= period:
            return
        yield Alarm(
            kind=AlarmKind.NO_RECEIPT,
            subject=one.leaf.hex(),
            sentence=(
                f"An act was sent at {one.at}, and neither a receipt nor a refusal has come. "
                "Nothing was signed."
            ),
            other_way=f"send it again, the same bytes; {ANOTHER_WAY}",
            papers={"act": one.entry},
        )

    def _overdue(
        self,
        one: Sent,
        receipt: Receipt,
        key: VerifierKey,
        mirror: Mirror,
        now: tuple[datetime, int],
    ) -> Iterator[Alarm]:
        deadline, (at, period) = read_time(receipt.deadline), now
        head = None if mirror.shown is None else mirror.shown.note
        proof = None if head is None else _broken(one, head, mirror, key)
        papers = {"receipt": one.note or b"", "act": one.entry}
        if proof is not None:
            yield Alarm(
                kind=AlarmKind.BROKEN_RECEIPT,
                subject=one.leaf.hex(),
                sentence=verify_proof(proof, key),
                proof=proof,
                log_key=key,
                papers=papers,
            )
        elif (at - deadline).total_seconds() > period + period // 2:
            moved = key != mirror.due_key(mirror.size)
            why = (
                "the promise and the newest head are signed by two log keys"
                if moved
                else ("the host has shown no head that it timed after the deadline")
            )
            yield Alarm(
                kind=AlarmKind.PROMISE,
                subject=one.leaf.hex(),
                sentence=(
                    f"The host promised to enter an act by {receipt.deadline}, and this mirror "
                    f"does not have it; {why}."
                ),
                other_way=f"keep the receipt, and send the act again; {ANOTHER_WAY}",
                papers=papers,
            )

    def _refused(
        self, one: Sent, refusal: Refusal, key: VerifierKey, mirror: Mirror
    ) -> Iterator[Alarm]:
        """Whether the rules bear a refusal out, once a head later than it was mirrored."""
        if mirror.shown is None or not _is_later(mirror, refusal):
            return
        clause, proven = refusal.ruling.clause, _false(refusal, one, key, mirror)
        proven = proven or _unjust(refusal, one, key, mirror)
        if proven is not None:
            yield _shown(one, *proven, key)
            return
        just = clause == "R32" or (clause == "R31" and not _is_statement(one))
        # An office that has handed custody over lets nothing in, and says so.
        just = just or (clause == "R30" and key != mirror.due_key(mirror.size))
        sizes = range(refusal.size, refusal.size + 1)
        rules = Proceedings(mirror.acts)
        just = just or any(
            _bears_out(each, one, refusal, rules) for each in mirror.standings(sizes)
        )
        # Under an article of a charter this node may not see all that the office saw.
        just = just or (clause.startswith("art. ") and not _sees_all(mirror, one, rules))
        if just:
            one.done = f"refused under {clause}"
            self._keep(one)
            return
        yield _not_borne_out(one, refusal, mirror)

    def _keep(self, one: Sent) -> None:
        name = _name(one.entry)
        self._sent[name] = one
        said = {
            "entry": to_base64(one.entry),
            "body": None if one.body is None else to_base64(one.body),
            "at": one.at,
            "size": one.size,
            "note": None if one.note is None else one.note.decode(),
            "done": one.done,
        }
        write_durably(self.folder / f"{name}.json", json.dumps(said, indent=1).encode())


def read_answer(
    note: bytes, keys: tuple[VerifierKey, ...]
) -> tuple[Receipt | Refusal, VerifierKey]:
    """A receipt or a refusal, and the log key that signed it.

    Raises:
        MalformedError: it is neither.
        CredentialError: none of the keys signed it.
    """
    first = read_note(note).text.partition("\n")[0]
    if first not in {RECEIPT_HEAD, REFUSAL_HEAD}:
        message = "This is neither a receipt nor a refusal of the record."
        raise RecordError(message)
    fault: CredentialError | None = None
    for key in keys:
        try:
            read = read_receipt if first == RECEIPT_HEAD else read_refusal
            return read(note, key), key
        except CredentialError as error:
            fault = fault or error
    raise fault or CredentialError("No log key is known with which this could be checked.")


def _broken(one: Sent, head: bytes, mirror: Mirror, key: VerifierKey) -> bytes | None:
    receipt = read_receipt(one.note or b"", key)
    deadline = int(read_time(receipt.deadline).timestamp())
    if max(timed(head, key), default=0) <= deadline:
        return None
    proof = broken_receipt(one.note or b"", head, list(mirror.standing.leaves))
    try:
        verify_proof(proof, key)
    except DipoliError:
        return None
    return proof


def _false(
    refusal: Refusal, one: Sent, key: VerifierKey, mirror: Mirror
) -> tuple[AlarmKind, bytes] | None:
    """A proof that the record never had the head that a refusal names, or no longer had it."""
    if refusal.size > mirror.size:
        return None
    heads, came = mirror.standing.heads, read_time(refusal.time).timestamp()
    is_other = refusal.root != heads[refusal.size].root()
    for seen in mirror.heads.between(refusal.size, mirror.size):
        is_older = seen.size > refusal.size and 0 < seen.earliest < came
        if seen.key != key.key_id or seen.root != heads[seen.size].root():
            continue
        if is_other or is_older:
            paper = mirror.heads.note(seen, seen.earliest)
            leaves = list(mirror.standing.leaves)[: seen.size]
            proof = false_head(one.note or b"", paper, leaves, refusal.size)
            return (AlarmKind.FALSE_HEAD, proof) if _holds(proof, key) else None
    return None


def _unjust(
    refusal: Refusal, one: Sent, key: VerifierKey, mirror: Mirror
) -> tuple[AlarmKind, bytes] | None:
    """A proof that an act was refused that was in order under the head that the refusal names."""
    if refusal.size > mirror.size:
        return None
    acts = [(act.entry, act.body) for act in mirror.acts(0, refusal.size)]
    proof = unjust_refusal(one.note or b"", one.entry, one.body, acts)
    return (AlarmKind.UNJUST_REFUSAL, proof) if _holds(proof, key) else None


def _holds(proof: bytes, key: VerifierKey) -> bool:
    try:
        verify_proof(proof, key)
    except DipoliError:
        return False
    return True


def _shown(one: Sent, kind: AlarmKind, proof: bytes, key: VerifierKey) -> Alarm:
    return Alarm(
        kind=kind,
        subject=one.leaf.hex(),
        sentence=verify_proof(proof, key),
        proof=proof,
        log_key=key,
        papers=_papers(one),
    )


def _not_borne_out(one: Sent, refusal: Refusal, mirror: Mirror) -> Alarm:
    clause = refusal.ruling.clause
    told = "By the acts of the head that it names, the act was in order under that clause."
    if clause not in CLAUSES:
        told = "This program knows no such clause, so it could not ask what it asks of an act."
    if refusal.size > mirror.size:
        told = (
            f"It names a head of {refusal.size} acts; a later one that the host has shown has "
            f"{mirror.size}."
        )
    return Alarm(
        kind=AlarmKind.REFUSAL,
        subject=one.leaf.hex(),
        sentence=f"The host refused an act under {clause} at {refusal.time}. {told}",
        other_way=f"the refusal is kept as a paper; {ANOTHER_WAY}",
        papers=_papers(one),
    )


def _papers(one: Sent) -> dict[str, bytes]:
    return {"refusal": one.note or b"", "act": one.entry}


def _digest(data: bytes | None) -> bytes | None:
    return None if data is None else digest_of(data)


def _is_later(mirror: Mirror, refusal: Refusal) -> bool:
    """Whether the newest head is timed after a refusal, so that the mirror has all it rests on."""
    note = mirror.shown.note if mirror.shown else b""
    times = timed(note, mirror.due_key(mirror.size))
    return max(times, default=0) > int(read_time(refusal.time).timestamp())


def _bears_out(standing: Standing, one: Sent, refusal: Refusal, rules: Proceedings) -> bool:
    answer = rule(standing, one.entry, one.body, at=refusal.time, forum_rule=rules.rule)
    return isinstance(answer, OutOfOrder) and answer.clause == refusal.ruling.clause


def _sees_all(mirror: Mirror, one: Sent, rules: Proceedings) -> bool:
    """Whether all that the rules of procedure ask about is at hand here."""
    forum = rules.at(mirror.standing)
    return forum is not None and forum.blind is None and one.body is not None


def _is_statement(one: Sent) -> bool:
    """Whether it is a plain statement, which is in order under every forum's rules (R31)."""
    return read_entry(one.entry).envelope.name == forms.SAY


def _name(entry: bytes) -> str:
    return leaf_hash(entry).hex()


def _read(path: Path) -> Sent:
    try:
        said = json.loads(path.read_bytes())
        body, note = said["body"], said["note"]
        return Sent(
            entry=from_base64(said["entry"], what="act"),
            body=None if body is None else from_base64(body, what="body"),
            at=said["at"],
            size=said["size"],
            note=None if note is None else note.encode(),
            done=said["done"],
        )
    except (ValueError, KeyError, TypeError, MalformedError) as error:
        message = f"The file {path} cannot be read: {error}. Restore the node's folder."
        raise RecordError(message) from None
