"""Does a copy of a record hold? Everything that its files can show, asked without its host.

A *copy* is the folder of static files of one circle, given here as a function from a path to the
bytes at it. Four questions, each of which can have faults:

    files   are all there that the checkpoint counts, and do the tiles say what the acts say?
    tree    do the acts give the root of the checkpoint?
    acts    is every act signed by a key in force, in its place, and in order under R1 to R32?
    head    did the log key sign the checkpoint, who cosigned it, and up to where is it official?

The acts are replayed from the first. At the first act that is out of order the replay ends, since
all that follows rests on it. A body that is another than the one signed for is told, and the act
is then ruled on by its envelope, as if the body were not at hand.

What no copy can show: whether there is a later head, and what its host never signed. Acts that are
for a forum's own rules of procedure are ruled on by a rule that is passed in; without one they are
counted, and not ruled on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import define, evolve, field, frozen

from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.record import forms
from dipoli.record.act import read_entry
from dipoli.record.audit_files import (
    CHECKPOINT,
    Read,
    body_path,
    entries_of,
    expected,
    sound_body,
    tile_faults,
    tile_leaves,
)
from dipoli.record.canon import to_base64
from dipoli.record.note import (
    Alg,
    Checkpoint,
    SignedNote,
    VerifierKey,
    read_checkpoint,
    read_note,
    verify_note,
)
from dipoli.record.quorum import OFFICIAL, official_size
from dipoli.record.rules import ForumRule, any_act, rule
from dipoli.record.ruling import OutOfOrder, Ruling
from dipoli.record.standing import Standing, enter
from dipoli.record.tree import leaf_hash, root
from dipoli.terms import counted

_SHOWN = 20
"""Faults of one sort that are told one by one."""


@frozen(kw_only=True)
class Fault:
    """One thing that does not hold.

    Args:
        kind: ``file``, ``tree``, ``act``, ``body``, ``head``, ``cosignature`` or ``two-copies``.
        what: what is wrong, in sentences.
        number: of the act, from 0; None where no single act is at fault.
        name: of the act.
        by: its author.
        clause: under which it is out of order.
        why: the reason alone, where it is out of order.
    """

    kind: str
    what: str
    number: int | None = None
    name: str | None = None
    by: str | None = None
    clause: str | None = None
    why: str | None = None


@frozen(kw_only=True)
class Cosigned:
    """A delegation whose cosignature holds, and the earliest time in it, in POSIX seconds."""

    by: str
    time: int | None


@frozen(kw_only=True)
class Audit:
    """What a copy shows.

    Args:
        note: the checkpoint as it lies in the copy.
        head: what it says; None when it cannot be read.
        faults: everything that does not hold, in the order of finding.
        standing: after the last act that is in order.
        leaves: leaf hashes of the acts that could be read.
        whole: the acts give the root of the checkpoint.
        log_key: the key that signed the checkpoint; None when no known key did.
        cosigned: delegations whose cosignatures hold.
        bodies: how many bodies are there and are those that were signed for.
        absent: numbers of acts whose body is not at hand.
        forum_acts: how many acts are for rules of procedure, asked or not.
        official_size: acts under the newest head in the copy that its quorum cosigned; 0 without.
    """

    note: bytes = field(repr=False)
    head: Checkpoint | None = None
    faults: tuple[Fault, ...] = ()
    standing: Standing | None = field(default=None, repr=False)
    leaves: tuple[bytes, ...] = field(default=(), repr=False)
    whole: bool = False
    log_key: VerifierKey | None = None
    cosigned: tuple[Cosigned, ...] = ()
    bodies: int = 0
    absent: tuple[int, ...] = ()
    forum_acts: int = 0
    official_size: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing at all was found that does not hold."""
        return not self.faults

    @property
    def withheld(self) -> tuple[int, ...]:
        """Numbers of acts whose body is not at hand since the record says that it was withheld."""
        known = self.standing.withheld if self.standing else {}
        return tuple(number for number in self.absent if number in known)

    @property
    def unseen(self) -> tuple[int, ...]:
        """Numbers of acts whose body is not at hand for a reason that the record does not give."""
        known = self.standing.withheld if self.standing else {}
        return tuple(number for number in self.absent if number not in known)

    @property
    def is_official(self) -> bool:
        """Whether enough delegations cosigned, if nothing else is at fault."""
        needed = self.standing.participation().needed if self.standing else None
        return self.holds and needed is not None and len(self.cosigned) >= needed


def audit(read: Read, given: VerifierKey | None = None, forum_rule: ForumRule = any_act) -> Audit:
    """Go through a copy and tell all that does not hold.

    Args:
        read: the files of the copy.
        given: the log key as it was learnt elsewhere; without one, that of the opening is taken,
            and the copy is only shown to agree with itself.
        forum_rule: rules on acts of a forum; without one they are counted, and not ruled on.

    Raises:
        RecordError: there is no checkpoint, so this is no copy of a record.
    """
    note = read(CHECKPOINT)
    if note is None:
        message = (
            "There is no file called checkpoint, so this is no copy of a record. "
            "Give the folder in which checkpoint, tile and bodies lie."
        )
        raise RecordError(message)
    try:
        signed = read_note(note)
        head = read_checkpoint(signed.text)
    except MalformedError as fault:
        what = f"The checkpoint cannot be read. {expected(fault)} Nothing else can be verified."
        return Audit(note=note, faults=(Fault(kind="head", what=what),))
    replay = _replayed(read, head, forum_rule)
    whole = len(replay.leaves) == head.size and root(replay.leaves) == head.root
    found = Audit(
        note=note,
        head=head,
        standing=replay.standing,
        leaves=tuple(replay.leaves),
        whole=whole,
        bodies=replay.bodies,
        absent=tuple(replay.absent),
        forum_acts=replay.forum_acts,
    )
    own = replay.faults if whole else [_of_the_copy(fault) for fault in replay.faults]
    faults = [*_tree_faults(read, found), *own]
    return _with_official(read, _with_head(evolve(found, faults=tuple(faults)), signed, given))


# ---------------------------------------------------------------- acts


@define
class _Replay:
    """The record as far as it was replayed."""

    standing: Standing
    forum_rule: ForumRule = any_act
    leaves: list[bytes] = field(factory=list)
    faults: list[Fault] = field(factory=list)
    absent: list[int] = field(factory=list)
    bodies: int = 0
    forum_acts: int = 0
    stopped: bool = False

    def take(self, read: Read, data: bytes) -> None:
        """Rule on the next act and enter it."""
        number = self.standing.size
        body = read(body_path(number))
        answer = self._rule(data, body)
        if body is not None and isinstance(answer, OutOfOrder) and answer.clause in {"R5", "R6"}:
            try:
                sound_body(read, number, read_entry(data))
            except RecordError as fault:
                self.faults.append(act_fault("body", str(fault), number, data))
                body, answer = None, self._rule(data, None)
        if isinstance(answer, OutOfOrder):
            self.faults.append(_out_of_order(answer, number, data))
            self.leaves.append(leaf_hash(data))
            self.stopped = True
            return
        envelope = answer.entry.envelope
        self.leaves.append(answer.entry.leaf)
        self.bodies += body is not None
        if body is None and envelope.body_hash is not None:
            self.absent.append(number)
        self.forum_acts += envelope.name not in forms.FORMS and envelope.name != forms.SAY
        self.standing = enter(self.standing, answer.entry, answer.body)

    def _rule(self, data: bytes, body: bytes | None) -> Ruling:
        return rule(self.standing, data, body, absent=body is None, forum_rule=self.forum_rule)


def _replayed(read: Read, head: Checkpoint, forum_rule: ForumRule) -> _Replay:
    forum, _, circle = head.origin.rpartition("/")
    replay = _Replay(Standing(forum=forum, circle=circle), forum_rule)
    try:
        for data in entries_of(read, head.size):
            if replay.stopped:
                replay.leaves.append(leaf_hash(data))
            else:
                replay.take(read, data)
    except RecordError as fault:
        what = f"{fault} Later acts were not looked at."
        replay.faults.append(Fault(kind="file", what=what))
    return replay


LATER = "Later acts rest on this one, and were not ruled on."
"""What stands behind an act that is out of order."""


def _out_of_order(ruling: OutOfOrder, number: int, data: bytes) -> Fault:
    what = f"Out of order under {ruling.clause}: {ruling.why} {LATER}"
    found = act_fault("act", what, number, data)
    return evolve(found, clause=ruling.clause, why=ruling.why)


def act_fault(kind: str, what: str, number: int, data: bytes | None) -> Fault:
    """A fault of one act, with its name and author where they can be read."""
    name = by = None
    try:
        if data is not None:
            envelope = read_entry(data).envelope
            name, by = envelope.name, envelope.by
    except MalformedError:
        pass
    return Fault(kind=kind, what=what, number=number, name=name, by=by)


def _of_the_copy(fault: Fault) -> Fault:
    """A fault of an act in a copy that gives another root: its author need not have written it."""
    if fault.number is None:
        return fault
    told = "The copy is not the tree of the checkpoint, so this says nothing of its author or host."
    return evolve(fault, what=f"{fault.what} {told}")


# ---------------------------------------------------------------- tree and tiles


def _tree_faults(read: Read, found: Audit) -> Iterator[Fault]:
    head = found.head
    if head is None or len(found.leaves) != head.size:
        return  # the missing file is told already
    if found.whole:
        for what in tile_faults(read, found.leaves):
            yield Fault(kind="file", what=what)
        return
    told = tile_leaves(read, head.size)
    if told is None or root(told) != head.root:
        what = (
            f"The {head.size} acts do not give the root of the checkpoint, nor do the tiles. "
            "Which of them was changed cannot be said; another copy, given with --against, can."
        )
        yield Fault(kind="tree", what=what)
        return
    yield from _changed_acts(read, found, told)


def _changed_acts(read: Read, found: Audit, told: Sequence[bytes]) -> Iterator[Fault]:
    """The tiles give the root and the acts do not: so the acts that differ were changed."""
    data = list(entries_of(read, len(told)))
    changed = [at for at, leaf in enumerate(told) if leaf != found.leaves[at]]
    for at in changed[:_SHOWN]:
        what = "Its bytes are not those that the tree was made of: it was changed or moved here."
        yield act_fault("tree", what, at, data[at])
    if len(changed) > _SHOWN:
        more = len(changed) - _SHOWN
        yield Fault(kind="tree", what=f"{more} more acts are not those of the tree.")


# ---------------------------------------------------------------- head


def _with_head(found: Audit, note: SignedNote, given: VerifierKey | None) -> Audit:
    """The audit with what the signatures under the checkpoint show."""
    faults, standing, head = list(found.faults), found.standing, found.head
    if standing is None or head is None:
        return found
    listed = [one.key for one in standing.log_keys]
    complete = standing.size == head.size
    due = standing.log_key(head.size) if complete else None
    keys = [due] if due else list(dict.fromkeys([*listed, *filter(None, [given])]))
    if given is not None and listed and given not in listed:
        what = "The log key given is none of those that this record names: it is another record's."
        faults.append(Fault(kind="head", what=what))
    signer = next((key for key in keys if key.name == head.origin and _signed(note, key)), None)
    if signer is None:
        what = "The log key did not sign this checkpoint: it or its signature was changed."
        if not keys:
            what = "No log key is known, so the checkpoint cannot be verified. Give the log key."
        faults.append(Fault(kind="head", what=what))
    cosigned = list[Cosigned]()
    if complete and signer is not None:
        cosigned = list(_cosigned(note, standing, signer, faults))
    return evolve(found, faults=tuple(faults), log_key=signer, cosigned=tuple(cosigned))


def _signed(note: SignedNote, key: VerifierKey) -> bool:
    try:
        return bool(verify_note(note, [key]))
    except (CredentialError, MalformedError):
        return False


def _cosigned(
    note: SignedNote, standing: Standing, signer: VerifierKey, faults: list[Fault]
) -> Iterator[Cosigned]:
    """Each delegation with a cosignature that holds; lines that do not hold are faults."""
    own = VerifierKey(name=signer.name, alg=Alg.COSIGNATURE, public=signer.public)
    for code, keys in [*standing.witness_keys().items(), ("the host", (own,))]:
        times, signed = list[int](), False
        for key in keys:
            try:
                lines = [one for one in verify_note(note, [signer, key]) if one.key == key]
            except CredentialError as fault:
                what = f"The cosignature of {code} under the checkpoint: {fault}"
                faults.append(Fault(kind="cosignature", what=what))
                continue
            signed = signed or bool(lines)
            times += [time for one in lines for time in one.times]
        if signed and keys != (own,):
            yield Cosigned(by=code, time=min(times, default=None))


# ---------------------------------------------------------------- what is official


def _with_official(read: Read, found: Audit) -> Audit:
    """The audit with what the copy shows to be official.

    A copy is made file by file, so its official head may be newer than its checkpoint. The acts
    under such a head are not at hand, and it is not counted.
    """
    standing, head = found.standing, found.head
    if standing is None or head is None or found.log_key is None or standing.size != head.size:
        return found
    newest, faults = head.size if found.is_official else 0, list(found.faults)
    note = read(OFFICIAL)
    if note is not None:
        try:
            newest = max(newest, official_size(note, standing))
        except MalformedError as fault:
            what = f"What lies in the file official cannot be read. {expected(fault)}"
            faults.append(Fault(kind="head", what=what))
        except (CredentialError, RecordError) as fault:
            faults.append(Fault(kind="head", what=f"The file official does not hold. {fault}"))
    return evolve(found, faults=tuple(faults), official_size=newest)


# ---------------------------------------------------------------- two copies


def first_difference(one: Audit, other: Audit) -> int | None:
    """The first number at which two copies have different acts; None where neither differs."""
    pairs = zip(one.leaves, other.leaves, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return None if same == min(len(one.leaves), len(other.leaves)) else same


def compare(one: Audit, other: Audit) -> Fault | None:
    """Whether two copies are of one history: the same, or one the beginning of the other."""
    if one.head is None or other.head is None:
        return Fault(kind="two-copies", what="A checkpoint cannot be read: nothing was compared.")
    if one.head.origin != other.head.origin:
        what = f"The other copy is of another record, {other.head.origin}."
        return Fault(kind="two-copies", what=what)
    at = first_difference(one, other)
    if at is None:
        return None
    sides = "The two copies differ from this act on: there are two histories."
    if not (one.whole and other.whole):
        sides = "The two copies differ from this act on; at least one of them was changed."
    return Fault(kind="two-copies", what=sides, number=at)


def shown_head(head: Checkpoint) -> str:
    """A head in words."""
    return f"{counted(head.size, 'act')}, root {to_base64(head.root)}"
