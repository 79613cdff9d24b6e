"""Proofs of what a host did at its door, and after custody had left it.

    unjust-refusal   a refusal of an act that was in order under the head which the refusal names
    false-head       a refusal by a head that the record never had, or no longer had
    back-dated       an act, entered when its time was out of order at the door (R11)
    after-move       a head larger than the one that the host signed as its last

Why an honest host cannot be framed by any of them:

**Refusals.** A refusal binds the entry, the body, the head by which was ruled, and the time. What
follows from the acts under that head is the same for everybody. The host is in the right, and
nothing is proven, where a clause refuses the act; where a machine may have been unable to check a
signature (R32); where another log key signs the head after the act; and where the rules of a forum
may have refused it, which are not asked unless they are brought along. Forums refuse under R31 or
under articles of their own, never under another number of the record. The newest head is read
before each ruling; ten minutes are left for the clocks of several machines at one door.

**Times.** The time of receipt at an honest door is never before the newest head's time, nor after
that of any head with the act. So an act that a smaller head lacks and a larger one has was received
between any time of the smaller and any time of the larger. Both heads are signed by one log key: a
host does not answer for what another received.

**The last head.** No honest host signs it before it hands over, and it binds nobody but the log key
under it: the keys of the secretariat, in whosever hands, cannot bring it about.
"""

from __future__ import annotations

from collections.abc import Sequence

from dipoli.faults import MalformedError
from dipoli.record import forms, shape
from dipoli.record.act import read_entry
from dipoli.record.canon import Json, to_base64
from dipoli.record.note import Checkpoint, VerifierKey
from dipoli.record.proof_parts import (
    BODIES,
    ENTRIES,
    HASH,
    NOT_THE_HOSTS,
    NOTE,
    PATH,
    beginning,
    head_of,
    moment,
    notes_text,
    perhaps_text,
    replayed,
    texts,
    timed_by_host,
    write_proof,
)
from dipoli.record.receipt import Refusal, digest_of, read_refusal
from dipoli.record.rules import AHEAD, BEHIND, ForumRule, any_act, rule
from dipoli.record.ruling import CLAUSES, InOrder, OutOfOrder
from dipoli.record.shape import read_time
from dipoli.record.standing import Standing, enter
from dipoli.record.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
)
from dipoli.terms import counted

Answer = tuple[bool, str]
"""Whether it is proven, and what is, or why not."""

_FORUM, _MACHINE = "R31", "R32"
_OWN = CLAUSES.keys() - {_FORUM, _MACHINE}
"""Clauses under which nobody but the record itself refuses."""


# ---------------------------------------------------------------- unjust refusal


def unjust_refusal(
    refusal: bytes, entry: bytes, body: bytes | None, history: Sequence[tuple[bytes, bytes | None]]
) -> bytes:
    """A refusal, what was refused, and the acts up to the head that it names.

    Args:
        refusal: signed.
        entry: as it was sent.
        body: as it was sent.
        history: exactly the entries under that head, with the bodies of the register at least. No
            other body goes into the proof.
    """
    return write_proof(
        "unjust-refusal",
        refusal=refusal.decode(),
        entry=to_base64(entry),
        body=perhaps_text(body),
        entries=texts(one for one, _body in history),
        bodies=[perhaps_text(said if _is_register(one) else None) for one, said in history],
    )


def check_unjust_refusal(proof: Json, log_key: VerifierKey, forum_rule: ForumRule | None) -> Answer:
    """Whether a refusal was unjust.

    Args:
        proof: what the file says.
        log_key: of the host.
        forum_rule: the rules of the forum; None when they are not at hand.
    """
    note, entry, body, entries, bodies = _UNJUST(proof, "")
    refusal = read_refusal(note.encode(), log_key)
    said = None if body is None else digest_of(body)
    if (digest_of(entry), said) != (refusal.digest, refusal.body):
        return False, "the refusal is of other bytes than the act and the body that are shown"
    leaves = [leaf_hash(one) for one in entries]
    if (len(leaves), root(leaves)) != (refusal.size, refusal.root) or len(bodies) != len(leaves):
        return False, "the acts are not those of the head by which was ruled"
    standing, bad = replayed(beginning(refusal.origin), entries, bodies, any_act)
    if bad is not None:
        lacks = (
            "cannot be judged with what is sent" if bad.clause in NOT_THE_HOSTS else "is refused"
        )
        return False, f"act {standing.size} of that head {lacks}: {bad.why.rstrip('.')}"
    just = _just(standing, refusal, (entry, body), log_key, forum_rule)
    if just is not None:
        return False, just
    told = f"The host refused an act for {refusal.origin} at {refusal.time}, under"
    end = f"by the acts of the head of size {refusal.size} that it names, the act was in order"
    return True, f"{told} {refusal.ruling.clause}; {end}."


def _just(
    standing: Standing,
    refusal: Refusal,
    sent: tuple[bytes, bytes | None],
    log_key: VerifierKey,
    forum_rule: ForumRule | None,
) -> str | None:
    """Why a refusal was just, or may have been; None where it was not."""
    clause = refusal.ruling.clause
    answer = rule(standing, *sent, at=refusal.time, forum_rule=any_act)
    if isinstance(answer, OutOfOrder):
        return f"the act was out of order under {answer.clause}: {answer.why.rstrip('.')}"
    if clause == _MACHINE:
        return "another machine may not have been able to check a signature that this one can"
    if enter(standing, answer.entry, answer.body).log_key(standing.size + 1) != log_key:
        return "another log key signs the head after this act, so it was not this host's to enter"
    if answer.entry.envelope.name in forms.FORMS:
        return None
    return _forum_may_refuse(standing, answer, clause, forum_rule)


def _forum_may_refuse(
    standing: Standing, act: InOrder, clause: str, forum_rule: ForumRule | None
) -> str | None:
    """Why the forum refuses an act that is none of the register, or may; None if it does not."""
    if forum_rule is None:
        what = f"whether an act {act.entry.envelope.name} is in order under {clause}"
        return None if clause in _OWN else f"{what} is for the rules of its forum, not at hand here"
    answer = forum_rule(standing, act)
    if isinstance(answer, OutOfOrder):
        return f"the act was out of order under {answer.clause}: {answer.why.rstrip('.')}"
    return None


def _is_register(entry: bytes) -> bool:
    try:
        return read_entry(entry).envelope.name in forms.FORMS
    except MalformedError:
        return False


# ---------------------------------------------------------------- false head


def false_head(refusal: bytes, head: bytes, leaves: Sequence[bytes], size: int) -> bytes:
    """A refusal by a head of a size, and a head of the same host that shows it false.

    Args:
        refusal: signed.
        head: signed, at least as large; of another root at that size, or larger and timed by the
            host more than ten minutes before the refusal.
        leaves: of its tree.
        size: that the refusal names.
    """
    return write_proof(
        "false-head",
        refusal=refusal.decode(),
        head=head.decode(),
        root=to_base64(root(leaves[:size])),
        consistency=texts(consistency_proof(size, leaves)),
    )


def check_false_head(proof: Json, log_key: VerifierKey) -> Answer:
    """Whether a refusal names a head that the record never had."""
    note, paper, true_root, path = _FALSE(proof, "")
    refusal, head = read_refusal(note.encode(), log_key), head_of(paper, log_key)
    told = f"The host refused an act for {head.origin} by a head of size {refusal.size}"
    came, times = read_time(refusal.time).timestamp(), timed_by_host(paper.encode(), log_key)
    if head.size > refusal.size and times and min(times) + AHEAD.total_seconds() < came:
        said = f"at {refusal.time}; by then it had {counted(head.size, 'act')}, as it said at"
        return True, f"{told} {said} {moment(min(times))}."
    if not verify_consistency(refusal.size, head.size, true_root, head.root, path):
        return False, "it is not shown what head the record had at that size"
    if true_root == refusal.root:
        return False, "the refusal names a head that the record had"
    return True, f"{told} that is not of the history of its head of size {head.size}."


# ---------------------------------------------------------------- back-dated


def back_dated(
    heads: tuple[bytes, bytes], leaves: Sequence[bytes], index: int, entry: bytes
) -> bytes:
    """An act that one head lacks and the next one has, when its time was out of order at the door.

    Args:
        heads: one without the act and one with it.
        leaves: of the tree of the second.
        index: of the act.
        entry: the act.
    """
    return write_proof(
        "back-dated",
        heads=notes_text(heads),
        index=index,
        entry=to_base64(entry),
        inclusion=texts(inclusion_proof(index, leaves)),
    )


def check_back_dated(proof: Json, log_key: VerifierKey) -> Answer:
    """Whether an act was entered when its time was out of order, by the host's own times."""
    (before, after), index, data, path = _BACK(proof, "")
    smaller, larger = head_of(before, log_key), head_of(after, log_key)
    if not smaller.size <= index or not larger.includes(index, leaf_hash(data), path):
        return False, "it is not shown that one head lacks the act and the other has it"
    told = read_entry(data).envelope.time
    time, origin = int(read_time(told).timestamp()), larger.origin
    lower, upper = (timed_by_host(note.encode(), log_key) for note in (before, after))
    said = f"The host entered act {index} of {origin}, whose time is {told}"
    if upper and time > min(upper) + AHEAD.total_seconds():
        return True, f"{said}, by {moment(min(upper))}: out of order at the door under R11."
    if lower and time < max(lower) - BEHIND.total_seconds():
        return True, f"{said}, after {moment(max(lower))}: out of order at the door under R11."
    return False, "by the host's own times the act may have been in time"


# ---------------------------------------------------------------- after the move


def after_move(last: bytes, head: bytes) -> bytes:
    """The head that a host signed as its last, and a larger one that it signed too."""
    return write_proof("after-move", heads=notes_text((last, head)))


def check_after_move(proof: Json, log_key: VerifierKey) -> Answer:
    """Whether a host signed a head larger than its last one."""
    (one, other) = _AFTER(proof, "")
    last, head = head_of(one, log_key), head_of(other, log_key)
    if not last.is_last:
        return False, "the first head does not say that it is the last"
    if head.size <= last.size:
        return False, "the second head is no larger than the last one"
    return True, _moved(last, head)


def _moved(last: Checkpoint, head: Checkpoint) -> str:
    told = f"The host signed that its head of size {last.size} of {last.origin} is its last"
    return f"{told}, since custody moves, and it signed one of size {head.size}."


# ---------------------------------------------------------------- the papers


_UNJUST = shape.value_of(
    lambda refusal, entry, body, entries, bodies: (refusal, entry, body, entries, bodies),
    refusal=NOTE,
    entry=shape.octets(),
    body=shape.perhaps(shape.octets()),
    entries=ENTRIES,
    bodies=BODIES,
)
_FALSE = shape.value_of(
    lambda refusal, head, root, consistency: (refusal, head, root, consistency),
    refusal=NOTE,
    head=NOTE,
    root=HASH,
    consistency=PATH,
)
_BACK = shape.value_of(
    lambda heads, index, entry, inclusion: (heads, index, entry, inclusion),
    heads=shape.list_of(NOTE, 2, 2),
    index=shape.whole(),
    entry=shape.octets(),
    inclusion=PATH,
)
_AFTER = shape.value_of(lambda heads: heads, heads=shape.list_of(NOTE, 2, 2))
