"""Portable proofs that a host broke its word: files that anybody checks with the log key alone.

A host can refuse service without leaving a trace that others can check. What it signs, it cannot
take back. Each kind of proof holds papers that the host signed and that cannot all be honest:

    split-view       two heads that are no prefixes of one history
    rollback         a head that it timed later and that is smaller
    broken-receipt   a promise, and a head timed after its deadline without the act
    bad-entry        an entry in a signed tree that no honest host would have entered
    out-of-order     the same where it takes the whole history before the entry to see it
    unjust-refusal   a refusal that the record by which was ruled does not bear out
    false-head       a refusal by a head that the record never had, or no longer had
    back-dated       an entry that came when its time was out of order at the door
    after-move       a head after the one that the host signed as its last

The last four are made and explained in `dipoli.record.door_proofs`.

A host *times* a head by a cosignature line under it, made by the log key itself: at this time this
was the head. It times only the newest. Times of witnesses would not do here: a witness may cosign
an old head late, and a host must not be framed by it.

What a proof does not show: who in the host's office did it, and why.

Source: c2sp-tlog-cosignature (a log may add a timed line of its own); c2sp-tlog-checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile

from dipoli.faults import MalformedError, RecordError
from dipoli.record import shape
from dipoli.record.act import Entry, read_entry
from dipoli.record.canon import Json, read_canonical, to_base64
from dipoli.record.custody import Stored
from dipoli.record.door_proofs import (
    Answer,
    check_after_move,
    check_back_dated,
    check_false_head,
    check_unjust_refusal,
)
from dipoli.record.keys import LENGTHS, is_signed, key_id
from dipoli.record.note import Checkpoint, VerifierKey
from dipoli.record.proof_parts import (
    BODIES,
    HASH,
    HASHES,
    MOST,
    NOT_THE_HOSTS,
    NOTE,
    PATH,
    beginning,
    head_of,
    moment,
    notes_text,
    replayed,
    texts,
    timed_by_host,
    write_proof,
)
from dipoli.record.receipt import read_receipt
from dipoli.record.rules import ForumRule, any_act, rule
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time
from dipoli.record.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
)
from dipoli.terms import counted

PROOF_BYTES = 1 << 30
"""The longest proof: an out-of-order proof carries a history."""

_PAPER = "proof"
_ROOTED = {"root": HASH, "consistency": PATH}
_PLACED = {"index": shape.whole(), "entry": shape.octets(), "inclusion": PATH}


def verify_proof(data: bytes, log_key: VerifierKey, forum_rule: ForumRule = any_act) -> str:
    """Check a proof and say in a sentence what it shows.

    Args:
        data: the proof file.
        log_key: the log key that signed the heads in it.
        forum_rule: rules on acts of a forum; asked in proofs of acts out of order and of unjust
            refusals only. Without one, only what the clauses of the record itself decide can be
            shown.

    Returns:
        What is proven.

    Raises:
        MalformedError: the file is no proof.
        CredentialError: a paper in it was not signed by the log key, or cannot be checked here.
        RecordError: it proves nothing; says why.
    """
    proof = read_canonical(data, limit=PROOF_BYTES)
    kind = proof.get("proof") if isinstance(proof, dict) else None
    if not isinstance(proof, dict) or not isinstance(kind, str) or kind not in _KINDS:
        raise shape.malformed(_PAPER, f"one of {', '.join(_KINDS)}", kind)
    rest: Json = {key: value for key, value in proof.items() if key != "proof"}
    proven, told = _KINDS[kind](rest, log_key, forum_rule)
    if not proven:
        message = f"This proves nothing against the host: {told}."
        raise RecordError(message)
    return told


# ---------------------------------------------------------------- split view


def split_view(
    heads: tuple[bytes, bytes], histories: tuple[Sequence[bytes], Sequence[bytes]] | None = None
) -> bytes:
    """Two heads that cannot both be true.

    Args:
        heads: two signed heads of one record.
        histories: leaf hashes of both trees; needed when the sizes differ.

    Raises:
        ValueError: one history is the beginning of the other.
    """
    fork: Json = None
    if histories is not None:
        one, other = histories
        pairs = zip(one, other, strict=False)
        index = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if index == min(len(one), len(other)):
            message = "one history is the beginning of the other: there is no split"
            raise ValueError(message)
        fork = {
            "index": index,
            "leaves": [to_base64(leaves[index]) for leaves in histories],
            "inclusion": [texts(inclusion_proof(index, leaves)) for leaves in histories],
        }
    return write_proof("split-view", heads=notes_text(heads), fork=fork)


def _split_view(proof: Json, log_key: VerifierKey) -> Answer:
    heads, fork = _SPLIT(proof, "")
    one, other = (head_of(note, log_key) for note in heads)
    if one.size == other.size and one.root != other.root:
        told = f"The host signed two different heads of size {one.size} of {one.origin}"
        return True, f"{told}: it keeps two histories."
    if fork is None:
        return False, "the two heads may belong to one history"
    index, leaves, inclusion = fork
    if leaves[0] == leaves[1] or not all(
        head.includes(index, leaf, path)
        for head, leaf, path in zip((one, other), leaves, inclusion, strict=True)
    ):
        return False, "no act is shown to differ between the two trees"
    told = f"The host signed heads of size {one.size} and {other.size} of {one.origin}"
    return True, f"{told} whose acts number {index} differ: it keeps two histories."


# ---------------------------------------------------------------- roll-back


def rollback(larger: bytes, smaller: bytes) -> bytes:
    """A head, and a smaller one that the host timed later."""
    return write_proof("rollback", heads=notes_text((larger, smaller)))


def _rollback(proof: Json, log_key: VerifierKey) -> Answer:
    (larger, smaller) = _ROLLBACK(proof, "")
    before, after = head_of(larger, log_key), head_of(smaller, log_key)
    earlier, later = (timed_by_host(note.encode(), log_key) for note in (larger, smaller))
    if not earlier or not later or min(earlier) >= max(later) or before.size <= after.size:
        return False, "no smaller head is timed later by the host itself"
    told = (
        f"The host said that {before.origin} had {counted(before.size, 'act')} at "
        f"{moment(min(earlier))}"
    )
    return True, f"{told}, and {after.size} at {moment(max(later))}: acts were lost."


# ---------------------------------------------------------------- broken receipt


def broken_receipt(receipt: bytes, head: bytes, leaves: Sequence[bytes]) -> bytes:
    """A receipt, and a head that the host timed after the deadline, without the act."""
    return write_proof(
        "broken-receipt", receipt=receipt.decode(), head=head.decode(), leaves=texts(leaves)
    )


def _broken_receipt(proof: Json, log_key: VerifierKey) -> Answer:
    paper, note, leaves = _BROKEN(proof, "")
    receipt, head = read_receipt(paper.encode(), log_key), head_of(note, log_key)
    deadline = int(read_time(receipt.deadline).timestamp())
    late = [time for time in timed_by_host(note.encode(), log_key) if time > deadline]
    if not late:
        return False, "the host did not time this head after the deadline"
    if len(leaves) != head.size or root(leaves) != head.root:
        return False, "the leaf hashes are not those of the head"
    if receipt.leaf in leaves:
        return False, "the act stands in the tree"
    told = f"The host promised to enter an act in {receipt.origin} by {receipt.deadline}"
    return True, f"{told}; its head of {moment(late[-1])} does not have it."


# ---------------------------------------------------------------- bad entry


def bad_entry(
    head: bytes,
    history: Sequence[bytes],
    indexes: Iterable[int],
    *,
    key: tuple[str, bytes] | None = None,
) -> bytes:
    """One entry, or two, that no honest host would have entered.

    Args:
        head: the signed head.
        history: all entries of its tree.
        indexes: of one entry that has no form, a bad signature or names a head that never was; or
            of two entries of one author that do not follow each other.
        key: algorithm and public key under whose id the bad signature stands.
    """
    leaves = [leaf_hash(entry) for entry in history]
    placed: list[dict[str, Json]] = [
        {
            "index": index,
            "entry": to_base64(history[index]),
            "inclusion": texts(inclusion_proof(index, leaves)),
        }
        for index in indexes
    ]
    told: Json = None if key is None else {"alg": key[0], "public": to_base64(key[1])}
    return write_proof(
        "bad-entry",
        head=head.decode(),
        entries=list[Json](placed),
        key=told,
        seen=_seen(placed, history),
    )


def _seen(placed: Sequence[Mapping[str, Json]], history: Sequence[bytes]) -> Json:
    """The true root at the size that a single entry says its author had seen."""
    try:
        size = read_entry(history[int(str(placed[0]["index"]))]).envelope.seen.size
    except MalformedError:
        return None
    if len(placed) != 1 or size > len(history):
        return None
    leaves = [leaf_hash(entry) for entry in history]
    return {
        "root": to_base64(root(leaves[:size])),
        "consistency": texts(consistency_proof(size, leaves)),
    }


def _bad_entry(proof: Json, log_key: VerifierKey) -> Answer:
    note, placed, key, seen = _BAD(proof, "")
    head = head_of(note, log_key)
    if not all(head.includes(index, leaf_hash(data), path) for index, data, path in placed):
        return False, "the entry is not shown to stand in the tree"
    index, data, _path = placed[0]
    formless = _formless(head.origin, data)
    if formless is not None:
        return _entered(head, index, formless)
    entries = [(number, read_entry(one)) for number, one, _ in placed]
    found = _pair_breaks(entries) if len(entries) > 1 else _alone_breaks(entries[0], key)
    if found is None and seen is not None and len(entries) == 1:
        found = _never_seen(entries[0][1], head, *seen)
    if found is None:
        return False, "what is shown of the entry is as it should be"
    return _entered(head, index, found)


def _entered(head: Checkpoint, index: int, why: str) -> Answer:
    return True, f"The host entered act {index} of {head.origin}, {why}."


def _formless(origin: str, data: bytes) -> str | None:
    answer = rule(beginning(origin), data, None)
    if isinstance(answer, OutOfOrder) and answer.clause in {"R1", "R2", "R3", "R4"}:
        return f"which is out of order under {answer.clause}: {answer.why.rstrip('.')}"
    return None


def _alone_breaks(placed: tuple[int, Entry], key: tuple[str, bytes] | None) -> str | None:
    index, entry = placed
    if entry.envelope.seen.size > index:
        return "which names a head that came only after it"
    if key is None:
        return None
    alg, public = key
    for one in entry.signatures:
        if (one.alg, one.key) == (alg, key_id(alg, public)) and not is_signed(
            alg, public, one.signature, entry.signed
        ):
            return f"under which the signature of the key {one.key} does not hold"
    return None


def _pair_breaks(entries: Sequence[tuple[int, Entry]]) -> str | None:
    (_, first), (index, second) = sorted(entries, key=lambda placed: placed[0])
    one, other = first.envelope, second.envelope
    if one.by != other.by or entries[0][0] == entries[1][0]:
        return None
    if other.seq <= one.seq:
        return f"though {one.by} had numbered act {index} of the record no higher"
    if other.seq == one.seq + 1 and other.prev != first.leaf:
        return f"and act {index} of the same author does not follow it"
    return None


def _never_seen(
    entry: Entry, head: Checkpoint, true_root: bytes, path: tuple[bytes, ...]
) -> str | None:
    seen = entry.envelope.seen
    shown = verify_consistency(seen.size, head.size, true_root, head.root, path)
    if not shown or true_root == seen.root:
        return None
    return f"which names a head of size {seen.size} that this history never had"


# ---------------------------------------------------------------- out of order


def out_of_order(head: bytes, history: Sequence[tuple[bytes, bytes | None]], index: int) -> bytes:
    """A history up to an entry that was out of order at its number.

    Args:
        head: the signed head.
        history: all entries of its tree with their bodies, or None where a body is not at hand.
        index: of the entry.
    """
    leaves = [leaf_hash(entry) for entry, _body in history]
    return write_proof(
        "out-of-order",
        head=head.decode(),
        entries=[to_base64(entry) for entry, _body in history[: index + 1]],
        bodies=[None if body is None else to_base64(body) for _entry, body in history[: index + 1]],
        consistency=texts(consistency_proof(index + 1, leaves)),
    )


def history_shown(data: bytes) -> tuple[Stored, ...]:
    """The acts that an out-of-order proof shows, none of them checked; none of any other proof.

    Raises:
        MalformedError: the file is no proof.
    """
    proof = read_canonical(data, limit=PROOF_BYTES)
    if not isinstance(proof, dict) or proof.get("proof") != "out-of-order":
        return ()
    rest: Json = {key: value for key, value in proof.items() if key != "proof"}
    _note, entries, bodies, _path = _HISTORY(rest, "")
    pairs = zip(entries, bodies, strict=False)
    return tuple(
        Stored(index=number, entry=entry, body=body) for number, (entry, body) in enumerate(pairs)
    )


def _out_of_order(proof: Json, log_key: VerifierKey, forum_rule: ForumRule) -> Answer:
    note, entries, bodies, path = _HISTORY(proof, "")
    head, leaves = head_of(note, log_key), [leaf_hash(entry) for entry in entries]
    if not verify_consistency(len(leaves), head.size, root(leaves), head.root, path):
        return False, "the entries are not the beginning of the tree"
    if len(bodies) != len(entries):
        return False, "the bodies are not those of the entries"
    standing, bad = replayed(beginning(head.origin), entries, bodies, forum_rule)
    if bad is not None:
        return _judged(head, bad, standing.size, len(entries) - 1)
    return False, "every act shown was in order"


def _judged(head: Checkpoint, answer: OutOfOrder, index: int, last: int) -> Answer:
    """What the first refusal shows. A body that is not the host's own would frame it."""
    if answer.clause in NOT_THE_HOSTS:
        return False, f"act {index} cannot be judged with what is sent: {answer.why.rstrip('.')}"
    if index != last:
        return False, f"act {index} is refused already, before the one that is shown"
    why = answer.why.rstrip(".")
    return _entered(head, index, f"which is out of order under {answer.clause}: {why}")


# ---------------------------------------------------------------- the papers


def _key(value: Json, where: str) -> tuple[str, bytes]:
    alg, public = _KEY(value, where)
    if len(public) != LENGTHS.get(alg):
        raise shape.malformed(where, "a public key of its algorithm", alg)
    return alg, public


_FORK = shape.value_of(
    lambda index, leaves, inclusion: (index, leaves, inclusion),
    index=shape.whole(),
    leaves=shape.list_of(HASH, 2, 2),
    inclusion=shape.list_of(PATH, 2, 2),
)
_SPLIT = shape.value_of(
    lambda heads, fork: (heads, fork),
    heads=shape.list_of(NOTE, 2, 2),
    fork=shape.perhaps(_FORK),
)
_ROLLBACK = shape.value_of(lambda heads: heads, heads=shape.list_of(NOTE, 2, 2))
_BROKEN = shape.value_of(
    lambda receipt, head, leaves: (receipt, head, leaves),
    receipt=NOTE,
    head=NOTE,
    leaves=HASHES,
)
_KEY = shape.value_of(
    lambda alg, public: (alg, public),
    alg=shape.text("[a-z0-9]{1,20}", "the name of an algorithm"),
    public=shape.octets(),
)
_BAD = shape.value_of(
    lambda head, entries, key, seen: (head, entries, key, seen),
    head=NOTE,
    entries=shape.list_of(
        shape.value_of(lambda index, entry, inclusion: (index, entry, inclusion), **_PLACED), 1, 2
    ),
    key=shape.perhaps(_key),
    seen=shape.perhaps(shape.value_of(lambda root, consistency: (root, consistency), **_ROOTED)),
)
_HISTORY = shape.value_of(
    lambda head, entries, bodies, consistency: (head, entries, bodies, consistency),
    head=NOTE,
    entries=shape.list_of(shape.octets(), 1, MOST),
    bodies=BODIES,
    consistency=PATH,
)

_KINDS: Mapping[str, Callable[[Json, VerifierKey, ForumRule], Answer]] = {
    "split-view": lambda proof, log_key, _rule: _split_view(proof, log_key),
    "rollback": lambda proof, log_key, _rule: _rollback(proof, log_key),
    "broken-receipt": lambda proof, log_key, _rule: _broken_receipt(proof, log_key),
    "bad-entry": lambda proof, log_key, _rule: _bad_entry(proof, log_key),
    "out-of-order": _out_of_order,
    "unjust-refusal": lambda proof, log_key, rule_: check_unjust_refusal(
        proof, log_key, None if rule_ is any_act else rule_
    ),
    "false-head": lambda proof, log_key, _rule: check_false_head(proof, log_key),
    "back-dated": lambda proof, log_key, _rule: check_back_dated(proof, log_key),
    "after-move": lambda proof, log_key, _rule: check_after_move(proof, log_key),
}
