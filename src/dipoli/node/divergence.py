"""From what does not fit to an alarm that others can check, where one can be made.

A proof needs papers that the host signed. Our own copy is not enough; what makes it one is a head
that the host signed over it. So the heads that were seen are gone through, the largest first, until
one gives a proof. No proof is handed out that ``verify_proof`` does not accept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from dipoli.faults import DipoliError
from dipoli.forum.reruling import Reruling
from dipoli.node.alarm import ANOTHER_WAY, ASK_OTHERS, Alarm, AlarmKind
from dipoli.node.heads import host_lines, split_alarm
from dipoli.node.mirror import Mirror
from dipoli.node.reading import Reading
from dipoli.record import forms
from dipoli.record.audit import Audit, act_fault
from dipoli.record.audit_files import body_path
from dipoli.record.audit_proof import proof_of_act
from dipoli.record.body import read_body, read_plain
from dipoli.record.canon import read_canonical
from dipoli.record.custody import Stored
from dipoli.record.door_proofs import after_move
from dipoli.record.note import VerifierKey
from dipoli.record.proofs import history_shown, split_view, verify_proof
from dipoli.record.rules import ForumRule
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import Standing
from dipoli.record.tile import WIDTH, entries_path, entry_bundle
from dipoli.record.tree import leaf_hash
from dipoli.terms import counted


def diverged(mirror: Mirror, note: bytes, key: VerifierKey, reading: Reading | None) -> Alarm:
    """The alarm of a signed head that is of another history than the mirror.

    Args:
        mirror: of the record.
        note: the head, signed by ``key``.
        key: a log key of the record.
        reading: files that may hold the acts under the head; None where there are none.

    Returns:
        With a proof, where a head that was seen and the acts under both give one.

    Raises:
        SourceError: there is no answer.
    """
    head, own = host_lines(note, key)
    leaves = None if reading is None else reading.leaves(head.size, head.root)
    ours = list(mirror.standing.leaves)
    for size, held in _held(mirror, key):
        pair = (held, own)
        try:
            if size == head.size:
                proof = split_view(pair)
            elif leaves is not None:
                proof = split_view(pair, (ours[:size], leaves))
            else:
                continue
            verify_proof(proof, key)
        except (DipoliError, ValueError):
            continue
        return split_alarm(proof, key, head.size, pair)
    return beyond_last(mirror, note, key) or other_history(mirror, head.size, own)


def beyond_last(
    mirror: Mirror,
    note: bytes,
    key: VerifierKey,
    after: tuple[Standing, Sequence[Stored]] | None = None,
) -> Alarm | None:
    """The alarm of a head larger than the one that its log key signed as its last.

    Args:
        mirror: of the record.
        note: the head, signed by ``key``.
        key: a log key of the record.
        after: the standing with acts that the mirror does not hold yet, and those acts.

    Returns:
        None where custody has not moved from that key, or the head is no larger.
    """
    head, own = host_lines(note, key)
    last = _last_head(mirror, key, after or (mirror.standing, ()))
    if last is None:
        return None
    proof = after_move(last, own)
    try:
        told = verify_proof(proof, key)
    except DipoliError:
        return None
    return Alarm(
        kind=AlarmKind.AFTER_MOVE,
        subject=f"{head.size}",
        sentence=told,
        proof=proof,
        log_key=key,
        papers={"last": last, "head": own},
    )


def _last_head(
    mirror: Mirror, key: VerifierKey, after: tuple[Standing, Sequence[Stored]]
) -> bytes | None:
    """The head that a log key signed as its last, from the act by which custody moved."""
    standing, new = after
    ends = [one.until for one in standing.log_keys if one.key == key and one.until is not None]
    if not ends:
        return None
    number = ends[0] - 1
    acts = [*mirror.acts(number, number + 1), *(act for act in new if act.index == number)]
    if not acts or acts[0].body is None:
        return None
    said = forms.read_form(forms.MOVE_CUSTODY, read_plain(read_body(acts[0].body)))
    return said.checkpoint.encode() if isinstance(said, forms.MoveCustody) else None


def other_history(mirror: Mirror, size: int, note: bytes) -> Alarm:
    """The alarm of a head of another history, with nothing at hand that proves it to others."""
    sentence = (
        f"The host signed a head of {counted(size, 'act')} of {mirror.origin} that is not of "
        "the history that "
        f"this mirror holds with {mirror.size}."
    )
    way = (
        "what others can check takes the acts under that head: ask whoever holds it for a copy, "
        f"and compare with it; {ASK_OTHERS}"
    )
    return Alarm(
        kind=AlarmKind.OTHER_HISTORY,
        subject=f"{size}",
        sentence=sentence,
        other_way=way,
        papers={"head": note, **({} if mirror.shown is None else {"held": mirror.shown.note})},
    )


def foreign(mirror: Mirror, least: int, most: int) -> Iterator[Alarm]:
    """Heads seen before, of sizes that the mirror has reached, which are not of its history."""
    for one in mirror.heads.between(least, min(most, mirror.size)):
        if one.root == mirror.standing.heads[one.size].root():
            continue
        key = next((key for key in mirror.log_keys() if key.key_id == one.key), None)
        if key is not None:
            yield diverged(mirror, mirror.heads.note(one, one.latest), key, None)


def entry_alarm(
    standing: Standing,
    history: Sequence[Stored],
    bad: OutOfOrder,
    note: bytes,
    key: VerifierKey,
) -> Alarm:
    """The alarm of an act that the host entered out of order.

    Args:
        standing: before the act.
        history: all acts of the head's tree, with bodies where they are at hand.
        bad: the ruling.
        note: the head, signed by ``key``.
        key: a log key of the record.
    """
    number, own = standing.size, host_lines(note, key)[1]
    data = history[number].entry
    fault = evolve(act_fault("act", bad.why, number, data), clause=bad.clause, why=bad.why)
    found = Audit(
        note=own,
        faults=(fault,),
        standing=standing,
        leaves=tuple(leaf_hash(act.entry) for act in history),
        whole=True,
        log_key=key,
    )
    files = _files(history)
    proof = proof_of_act(files.get, found, _rules_of)
    named = f" ({fault.name}, in the name of {fault.by})" if fault.by else ""
    sentence = (
        f"The host signed a head of {standing.origin} in which act {number}{named} is out of order "
        f"under {bad.clause}: {bad.why}"
    )
    kind = AlarmKind.OUT_OF_ORDER if proof is None else _kind(proof)
    return Alarm(
        kind=kind,
        subject=f"{number} {leaf_hash(data).hex()}",
        sentence=sentence,
        proof=proof,
        log_key=None if proof is None else key,
        other_way=ANOTHER_WAY if proof is None else None,
        papers={"head": own, "act": data},
    )


def _rules_of(proof: bytes) -> ForumRule:
    """The rules of procedure by which the history that a proof shows is ruled on."""
    acts = history_shown(proof)
    return Reruling(lambda start, end: acts[start:end]).rule


def _kind(proof: bytes) -> AlarmKind:
    said = read_canonical(proof, limit=len(proof))
    return AlarmKind(said["proof"] if isinstance(said, dict) else "")


def _held(mirror: Mirror, key: VerifierKey) -> Iterator[tuple[int, bytes]]:
    """Heads of the mirror's own history that a log key signed, the largest first."""
    seen = [one for one in mirror.heads.between(1, mirror.size) if one.key == key.key_id]
    for one in sorted(seen, key=lambda head: head.size, reverse=True):
        if one.root == mirror.standing.heads[one.size].root():
            yield one.size, mirror.heads.note(one, one.latest)


def _files(history: Sequence[Stored]) -> Mapping[str, bytes]:
    """A history as the files of a copy, for what reads copies."""
    files = {body_path(act.index): act.body for act in history if act.body is not None}
    for start in range(0, len(history), WIDTH):
        row = [act.entry for act in history[start : start + WIDTH]]
        files[entries_path(start // WIDTH, len(row))] = entry_bundle(row)
    return files
