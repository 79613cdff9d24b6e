"""Is it in order? The clauses of the record, in three tiers, each in the order of its number.

    form         R1-R7     bytes, keys, signatures listed, origin, body: no standing is asked
    credentials  R8-R10    the record is open, keys are in force, signatures hold
    standing     R11-R31   time, seat, chain, heads seen, sealing, powers, and what each act asks

`rule` answers; it never raises, whatever bytes it is given, and never knows where they came from.
The clauses of the acts of the register are in `dipoli.record.register_rules`. Acts that are none
of the record's own are for a rule that is passed in: the rules of procedure of a forum, or, until
there are any, `say_only`.

A clause may not be tightened afterwards: acts that it let in would fall out of old records. What
must change becomes a new form number of the act.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dipoli.faults import CredentialError, MalformedError
from dipoli.record import forms
from dipoli.record.act import MAX_SIGNATURES, Entry, Signature, entry_of, quick_entry
from dipoli.record.body import PLAIN, SEALED, Body, read_body, read_box, read_plain
from dipoli.record.canon import Json, read_canonical
from dipoli.record.keys import ED25519, HeldKey, KeyUse, NewKey, is_signed
from dipoli.record.register_rules import register_rule
from dipoli.record.ruling import InOrder, Motion, OutOfOrder, Ruling, refuse
from dipoli.record.shape import read_time
from dipoli.record.standing import Standing
from dipoli.terms import counted
from dipoli.told import tell

ForumRule = Callable[[Standing, InOrder], Ruling]
"""Rules on acts that are none of the record's own, after the record's clauses R1 to R20."""

AHEAD = timedelta(minutes=10)
"""How far the time of an act may be ahead of the time of its receipt."""

BEHIND = timedelta(days=7)
"""How far it may be behind: an act signed offline and carried by hand is in time."""

_AGAIN = tell("Write it in the form of the reference of the record, and sign it again.")
_QUOTED = 200
_UNBOUND = {forms.GRANT_POWERS, forms.WITHDRAW_POWERS, forms.RECOVER_KEY, forms.CITE_ACT}


def say_only(_standing: Standing, motion: InOrder) -> Ruling:
    """The rule until a forum has its own: plain statements are in order, and nothing else."""
    if motion.entry.envelope.name == forms.SAY:
        return motion
    name = motion.entry.envelope.name
    why = tell("The act {name} is unknown to the rules of this record.", name=name)
    return refuse(
        "R31",
        why,
        tell("Use {say} for a statement, or an act that the forum knows.", say=forms.SAY),
    )


def any_act(_standing: Standing, motion: InOrder) -> Ruling:
    """Finds every act in order that is none of the record's own: who has no charter cannot say."""
    return motion


def rule(
    standing: Standing,
    entry: bytes,
    body: bytes | None,
    *,
    at: str | None = None,
    absent: bool = False,
    forum_rule: ForumRule = say_only,
) -> Ruling:
    """Rule on an act in its bytes.

    Args:
        standing: of the circle, before the act.
        entry: the bytes of act and signatures.
        body: the bytes of the body, or None.
        at: time of receipt, at the door; None when a record is replayed.
        absent: the body is not at hand, since it was withheld or not yet opened to the reader;
            the act is ruled on by its envelope. Never at the door.
        forum_rule: rules on acts that are none of the record's own.

    Rulings:
        In order with the act read, or out of order under R1 to R31 or a clause of the forum.
    """
    motion = _motion(standing, entry, body, at=at, absent=absent)
    if isinstance(motion, OutOfOrder):
        return motion
    for clause in _CLAUSES:
        refusal = clause(motion)
        if refusal is not None:
            return refusal
    answer = InOrder(entry=motion.entry, body=motion.body, content=motion.content, at=motion.at)
    if motion.entry.envelope.name in forms.FORMS:
        return register_rule(motion) or answer
    return forum_rule(standing, answer)


def _motion(
    standing: Standing, data: bytes, body: bytes | None, *, at: str | None, absent: bool
) -> Motion | OutOfOrder:
    """R1 to R6: what can be read, as a motion."""
    entry = _entry(data)
    if isinstance(entry, OutOfOrder):
        return entry
    return (
        _signature_list(entry)
        or _origin(standing, entry)
        or _with_body(standing, entry, body, at=at, absent=absent)
    )


def _entry(data: bytes) -> Entry | OutOfOrder:
    """R1 and R2."""
    quick = quick_entry(data)
    if quick is not None:
        return quick
    try:
        value = read_canonical(data)
    except MalformedError as fault:
        return _unreadable("R1", fault)
    try:
        return entry_of(value, data)
    except MalformedError as fault:
        return _unreadable("R2", fault)


def _unreadable(clause: str, fault: MalformedError) -> OutOfOrder:
    finding = fault.findings[0]
    found = finding.found[:_QUOTED]
    why = tell("Expected: {expected}. Found: {found}.", expected=finding.expected, found=found)
    if finding.where:
        why = tell(
            "Expected at {where}: {expected}. Found: {found}.",
            where=finding.where,
            expected=finding.expected,
            found=found,
        )
    return refuse(clause, why, _AGAIN)


# ---------------------------------------------------------------- form


def _signature_list(entry: Entry) -> OutOfOrder | None:
    """R3."""
    signatures = entry.signatures
    if not 1 <= len(signatures) <= MAX_SIGNATURES:
        why = tell("The act carries {number} signatures.", number=len(signatures))
        return refuse(
            "R3",
            why,
            tell("Sign it with 1 to {most} keys.", most=MAX_SIGNATURES),
        )
    if len({one.key for one in signatures}) != len(signatures):
        return refuse("R3", tell("One key signs the act twice."), tell("Sign once with each key."))
    if all(one.alg != ED25519 for one in signatures):
        why = tell("No signature is of ed25519.")
        return refuse("R3", why, tell("Sign with an ed25519 key; others may stand beside it."))
    return None


def _origin(standing: Standing, entry: Entry) -> OutOfOrder | None:
    """R4."""
    if entry.envelope.origin == standing.origin:
        return None
    why = tell("The act is for the record {origin}; this is another.", origin=entry.envelope.origin)
    return refuse("R4", why, tell("Send it to the record that it names."))


def _with_body(
    standing: Standing, entry: Entry, data: bytes | None, *, at: str | None, absent: bool
) -> Motion | OutOfOrder:
    """R5 and R6: the body belongs to the act and has its form."""
    name, digest = entry.envelope.name, entry.envelope.body_hash
    body: Body | None = None
    content: Json = None
    said: object = None
    try:
        if data is not None:
            body = read_body(data)
            if body.digest() != digest:
                why = tell("The body is not the one whose hash the act carries.")
                return refuse("R5", why, tell("Send the body that was signed for, with its salt."))
        elif digest is not None and (not absent or name in forms.FORMS):
            why = tell("The act carries the hash of a body, and comes without it.")
            return refuse("R5", why, tell("Send the body with the act."))
        elif digest is None and (name in forms.FORMS or name == forms.SAY):
            return refuse(
                "R6",
                tell("An act {name} has a body.", name=name),
                tell("Write the body, and sign again."),
            )
        if body is not None and (name in forms.FORMS or body.media == PLAIN):
            content = read_plain(body)
        elif body is not None:
            read_box(body)
        if name in forms.FORMS:
            said = forms.read_form(name, content)
    except MalformedError as fault:
        return _unreadable("R6", fault)
    return Motion(standing=standing, entry=entry, body=body, content=content, said=said, at=at)


def _deadline(motion: Motion) -> OutOfOrder | None:
    """R7."""
    envelope = motion.entry.envelope
    if envelope.deadline is None or envelope.deadline > envelope.time:
        return None
    return refuse(
        "R7", tell("The deadline is not later than the act."), tell("Set a later deadline.")
    )


# ---------------------------------------------------------------- credentials


def _opening(motion: Motion) -> OutOfOrder | None:
    """R8."""
    opens = motion.entry.envelope.name == forms.OPEN_CIRCLE
    if motion.standing.opening is None and not opens:
        return refuse(
            "R8",
            tell("The circle is not opened yet."),
            tell("Enter {act} first.", act=forms.OPEN_CIRCLE),
        )
    if motion.standing.opening is not None and opens:
        return refuse(
            "R8",
            tell("The circle is open already."),
            tell("Open another circle for another matter."),
        )
    return None


def _signatures(motion: Motion) -> OutOfOrder | None:
    """R9 for all keys, then R10 and R32 for all signatures."""
    keys = [_key(motion, one) for one in motion.entry.signatures]
    for one, key in zip(motion.entry.signatures, keys, strict=True):
        if key is None:
            hand = motion.entry.envelope.entered_by
            why = tell(
                "The key {key} is no signing key of {hand} in force at this number.",
                key=one.key,
                hand=hand,
            )
            return refuse("R9", why, tell("Sign with a key that is enrolled and in force."))
    message = motion.entry.signed
    for one, key in zip(motion.entry.signatures, keys, strict=True):
        try:
            holds = key is not None and is_signed(one.alg, key.public, one.signature, message)
        except CredentialError as fault:
            return refuse(
                "R32", str(fault), tell("Leave that signature out, or have it checked elsewhere.")
            )
        if not holds:
            why = tell("The signature of the key {key} does not hold over this act.", key=one.key)
            return refuse("R10", why, tell("Sign exactly the act that is sent."))
    return None


def _key(motion: Motion, signature: Signature) -> HeldKey | NewKey | None:
    """The key of a signature, if it may sign the act; an opening and a recovery bring their own."""
    key = _key_named(motion, signature.key)
    return key if key is not None and key.alg == signature.alg else None


def _key_named(motion: Motion, id_: str) -> HeldKey | NewKey | None:
    said, hand = motion.said, motion.entry.envelope.entered_by
    brought: tuple[NewKey, ...] | None = None
    if isinstance(said, forms.OpenCircle):
        brought = said.secretariat.keys if said.secretariat.code == hand else ()
    if isinstance(said, forms.RecoverKey) and motion.entry.envelope.by == hand:
        brought = (said.key,)
    if brought is not None:
        return next((key for key in brought if key.id == id_ and key.use is KeyUse.SIGN), None)
    held = motion.standing.keys.get(id_)
    if held is None or held.holder != hand or held.use is not KeyUse.SIGN:
        return None
    return held if held.is_in_force(motion.standing.size) else None


# ---------------------------------------------------------------- standing


def _door(motion: Motion) -> OutOfOrder | None:
    """R11."""
    if motion.at is None:
        return None
    at, told = read_time(motion.at), read_time(motion.entry.envelope.time)
    if at - BEHIND <= told <= at + AHEAD:
        return None
    why = tell(
        "The act says that its time is {time}; it came at {at}.",
        time=motion.entry.envelope.time,
        at=motion.at,
    )
    return refuse("R11", why, tell("Set the clock right, write the true time, and sign again."))


def _author(motion: Motion) -> OutOfOrder | None:
    """R12."""
    by = motion.entry.envelope.by
    if _is_opening(motion) or by == motion.standing.secretariat or motion.standing.is_seated(by):
        return None
    why = tell("{by} does not sit in this circle.", by=by)
    remedy = tell(
        "The secretariat adds it with its enrolment paper ({act}), once each seated "
        "party has consented to exactly that paper ({consent}).",
        act=forms.ADD_SEAT,
        consent=forms.CONSENT_SEAT,
    )
    return refuse("R12", why, remedy)


def _hand(motion: Motion) -> OutOfOrder | None:
    """R13."""
    envelope, standing = motion.entry.envelope, motion.standing
    marked = isinstance(motion.content, dict) and forms.ON_PAPER in motion.content
    if envelope.by == envelope.entered_by:
        if marked and envelope.name in forms.FORMS:
            why = tell("The act is marked as on paper, and its author entered it.")
            return refuse("R13", why, tell("Leave the mark out."))
        return None
    if envelope.entered_by != standing.secretariat:
        why = tell(
            "{entered_by} enters an act of {who}.", entered_by=envelope.entered_by, who=envelope.by
        )
        return refuse("R13", why, tell("{who} enters it with its own key.", who=envelope.by))
    if not standing.seats[envelope.by].paper:
        why = tell(
            "{who} has had a key here, so the secretariat enters nothing for it.", who=envelope.by
        )
        return refuse("R13", why, tell("{who} enters it with its own key.", who=envelope.by))
    return _paper_mark(motion, marked=marked)


def _paper_mark(motion: Motion, *, marked: bool) -> OutOfOrder | None:
    """R13: two persons and the scan. Inside a sealed or absent body nobody here can look."""
    remedy = tell("Name two different persons and the hash of the scan under the key on_paper.")
    if motion.body is None and motion.entry.envelope.body_hash is not None:
        return None  # withheld
    if motion.body is not None and motion.body.media == SEALED:
        return None
    if not marked or not isinstance(motion.content, dict):
        return refuse("R13", tell("An act on paper is not marked as such."), remedy)
    try:
        mark = forms.PAPER(motion.content[forms.ON_PAPER], forms.ON_PAPER)
    except MalformedError as fault:
        return refuse("R13", _unreadable("R13", fault).why, remedy)
    if len({person.casefold().strip() for person in mark.persons}) != len(mark.persons):
        return refuse("R13", tell("One person cannot check the entry twice."), remedy)
    return None


def _sequence(motion: Motion) -> OutOfOrder | None:
    """R14 and R15."""
    envelope = motion.entry.envelope
    author = motion.standing.authors.get(envelope.by)
    number, leaf = (author.acts, author.leaf) if author else (0, None)
    if envelope.seq != number:
        why = tell(
            "The act has number {seq} of its author; {number} is next.",
            seq=envelope.seq,
            number=number,
        )
        return refuse(
            "R14",
            why,
            tell("Number it {number}; read the record first if it has moved on.", number=number),
        )
    if envelope.prev != leaf:
        why = tell("The act names another act than its author's previous one.")
        return refuse(
            "R15", why, tell("Name the leaf hash of the author's last act in this record.")
        )
    return None


def _seen(motion: Motion) -> OutOfOrder | None:
    """R16."""
    seen, standing = motion.entry.envelope.seen, motion.standing
    author = standing.authors.get(motion.entry.envelope.by)
    least = max(author.seen if author else 0, 0 if _is_opening(motion) else 1)
    remedy = tell(
        "Verify the present head, name it, and sign again. If it was shown, raise the alarm."
    )
    if seen.size > standing.size:
        why = tell(
            "The act names a head of size {size}; the record has {acts}.",
            size=seen.size,
            acts=counted(standing.size, "act"),
        )
        return refuse("R16", why, remedy)
    if seen.size < least:
        why = tell(
            "The act names a head of size {size}; its author had seen {least} before.",
            size=seen.size,
            least=least,
        )
        return refuse("R16", why, remedy)
    if seen.root != standing.heads[seen.size].root():
        why = tell(
            "The act names a head of size {size} with a root that this record never had.",
            size=seen.size,
        )
        return refuse("R16", why, remedy)
    return None


def _clock(motion: Motion) -> OutOfOrder | None:
    """R17."""
    envelope = motion.entry.envelope
    author = motion.standing.authors.get(envelope.by)
    if author is None or author.time <= envelope.time:
        return None
    why = tell(
        "The act says {time}; its author's previous act says {before}.",
        time=envelope.time,
        before=author.time,
    )
    return refuse("R17", why, tell("Write the true time, not before that of the previous act."))


def _sealing(motion: Motion) -> OutOfOrder | None:
    """R18."""
    name, body, standing = motion.entry.envelope.name, motion.body, motion.standing
    if body is None or name in forms.FORMS:
        return None
    if not standing.is_sealed:
        if body.media == PLAIN:
            return None
        why = tell("The circle is open to the host, and the body is sealed.")
        return refuse("R18", why, tell("Write it plain, or use a sealed circle."))
    if body.media != SEALED:
        why = tell("The circle is sealed against the host, and the body is not.")
        return refuse("R18", why, tell("Seal the body to the sealing keys of all seats."))
    if read_box(body).to.keys() != standing.sealing_keys().keys():
        why = tell(
            "The body is not sealed to exactly the sealing keys of the seats of this moment."
        )
        return refuse("R18", why, tell("Seal it anew to the present keys, and sign again."))
    return None


def _powers(motion: Motion) -> OutOfOrder | None:
    """R19. What is entered on paper rests on the paper's own powers."""
    envelope, standing = motion.entry.envelope, motion.standing
    if envelope.name not in forms.FORMS or envelope.name in _UNBOUND or _is_opening(motion):
        return None
    if envelope.by == standing.secretariat or envelope.by != envelope.entered_by:
        return None
    keys = [one.key for one in motion.entry.signatures]
    if isinstance(motion.said, forms.RotateKey) and motion.said.old in keys:
        return None
    if any(standing.may_bind(envelope.by, key, envelope.time) for key in keys):
        return None
    why = tell(
        "No signing key of the act had full powers of {who} at {time}.",
        who=envelope.by,
        time=envelope.time,
    )
    return refuse(
        "R19",
        why,
        tell(
            "Sign with a key that has them, or enter {act}.",
            act=forms.GRANT_POWERS,
        ),
    )


def _is_opening(motion: Motion) -> bool:
    return motion.entry.envelope.name == forms.OPEN_CIRCLE


_CLAUSES: tuple[Callable[[Motion], OutOfOrder | None], ...] = (
    _deadline,
    _opening,
    _signatures,
    _door,
    _author,
    _hand,
    _sequence,
    _seen,
    _clock,
    _sealing,
    _powers,
)
