"""The clauses of the acts of the register: opening, seats, keys, powers, bodies, custody.

One function for each act, in a table at the end. Each answers a refusal or None. What stands in
all acts alike was asked before (`dipoli.record.rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dipoli.faults import CredentialError, MalformedError
from dipoli.record import forms
from dipoli.record.keys import (
    ALGORITHMS,
    ED25519,
    X25519,
    KeyUse,
    NewKey,
    Officer,
    is_signed,
    is_sound,
    key_id,
    officers_bytes,
    possession_bytes,
)
from dipoli.record.note import Alg, VerifierKey, open_checkpoint, read_key
from dipoli.record.ruling import Motion, OutOfOrder, refuse
from dipoli.record.standing import Standing
from dipoli.record.worthless import any_worthless, is_demonstration
from dipoli.told import in_words, joined, tell

MAX_KEYS = 64
"""Keys that one holder may have in force."""

MAX_CONSENTS = 64
"""Consents of one seat that may wait for their act."""

_OFFICE_USES = (KeyUse.SIGN, KeyUse.OFFICER)
_RESERVED = "SECRETARIAT"


# ---------------------------------------------------------------- opening


def _open_circle(motion: Motion, said: forms.OpenCircle) -> OutOfOrder | None:
    """R21, R24. That the secretariat opens it by its own hand was asked under R9 and R13."""
    codes = [seat.code for seat in said.seats]
    if len(set(codes)) != len(codes) or {said.secretariat.code, _RESERVED} & set(codes):
        why = tell("A code stands twice, or a seat has the code of a secretariat.")
        return refuse("R21", why, tell("Give each seat its own code."))
    if not said.quorum.denominator < 2 * said.quorum.numerator <= 2 * said.quorum.denominator:
        why = tell(
            "A quorum of that size lets two groups that do not meet make two heads official."
        )
        return refuse(
            "R21", why, tell("Ask for more than half and at most all; two thirds is usual.")
        )
    listed = [key for seat in said.seats for key in seat.keys] + list(said.secretariat.keys)
    logs = _log_publics(motion.standing, said.log_key)
    return (
        _log_key_fits(motion.standing, said.log_key, "R21")
        or _office_keys_fit(said.secretariat.keys, "R21")
        or _first(_seat_fits(seat, "R21", sealed=said.sealed) for seat in said.seats)
        or _listed_keys_fit(motion.standing, listed)
        or _first(_no_log_key(key, logs) for key in listed)
        or _not_worthless(said.charter, [*logs, *(key.public for key in listed)])
    )


def _log_key_fits(standing: Standing, text: str, clause: str) -> OutOfOrder | None:
    remedy = tell(
        "Give the Ed25519 key of the log under the name {origin}.", origin=standing.origin
    )
    try:
        key: VerifierKey = read_key(text)
    except MalformedError:
        return refuse(clause, tell("The log key cannot be read."), remedy)
    if key.alg is not Alg.LOG or key.name != standing.origin:
        return refuse(clause, tell("The log key is of another kind or has another name."), remedy)
    if any(one.key.public == key.public for one in standing.log_keys):
        return refuse(clause, tell("The log key has signed heads of this record before."), remedy)
    return None


def _log_publics(standing: Standing, text: str) -> frozenset[bytes]:
    """Public bytes of all log keys: those there were, and that of an act which was found to fit."""
    known = frozenset(one.key.public for one in standing.log_keys)
    try:
        return known | {read_key(text).public}
    except MalformedError:
        return known


def _no_log_key(key: NewKey, logs: frozenset[bytes]) -> OutOfOrder | None:
    """R24: who signs heads signs nothing else, least of all as a witness of them."""
    if key.alg != ED25519 or key.public not in logs:
        return None
    why = tell(
        "A key to {use} is the log key, which signs heads and nothing else.", use=in_words(key.use)
    )
    return refuse("R24", why, tell("Make another key, and enrol that."))


def _office_keys_fit(keys: Iterable[NewKey], clause: str) -> OutOfOrder | None:
    uses = [(key.use, key.alg) for key in keys]
    if (KeyUse.SIGN, ED25519) in uses and all(use in _OFFICE_USES for use, _alg in uses):
        return None
    why = tell("A secretariat has at least one ed25519 signing key, and no witness or sealing key.")
    return refuse(clause, why, tell("List such keys."))


def _seat_fits(seat: forms.SeatPaper, clause: str, *, sealed: bool) -> OutOfOrder | None:
    uses = [(key.use, key.alg) for key in seat.keys]
    signs = any(use is KeyUse.SIGN for use, _alg in uses)
    if seat.paper and signs:
        why = tell("{seat} takes part on paper, and has a signing key.", seat=seat.code)
        return refuse(clause, why, tell("Leave out one of the two."))
    if not seat.paper and (KeyUse.SIGN, ED25519) not in uses:
        why = tell(
            "{seat} has no ed25519 signing key, and does not take part on paper.", seat=seat.code
        )
        return refuse(clause, why, tell("List its key, or say that it takes part on paper."))
    if sealed and all(use is not KeyUse.SEAL for use, _alg in uses):
        why = tell(
            "{seat} has no sealing key, so that it could read nothing in a sealed circle.",
            seat=seat.code,
        )
        return refuse(clause, why, tell("List its sealing key."))
    return None


def _listed_keys_fit(standing: Standing, keys: list[NewKey]) -> OutOfOrder | None:
    if len({key.id for key in keys}) != len(keys):
        return refuse(
            "R24", tell("A key stands twice."), tell("One key has one holder and one use.")
        )
    return _first(_key_fits(standing, key) for key in keys)


def _key_fits(standing: Standing, key: NewKey) -> OutOfOrder | None:
    """R24, but for the proof of possession."""
    if key.alg not in ALGORITHMS[key.use]:
        why = tell(
            "A key to {use} is not of the algorithm {alg}.", use=in_words(key.use), alg=key.alg
        )
        return refuse(
            "R24", why, tell("Use {algorithms}.", algorithms=joined(" or ", ALGORITHMS[key.use]))
        )
    if not is_sound(key.alg, key.public):
        why = tell("The public key has another length, another spelling, or small order.")
        return refuse("R24", why, tell("Make a new key, and enrol that."))
    if key.id in standing.keys:
        return refuse(
            "R24", tell("The key is known here already."), tell("Make a new key, and enrol that.")
        )
    logs = frozenset(one.key.public for one in standing.log_keys)
    return _no_log_key(key, logs) or _worthless_here(standing, key.public)


def _worthless_here(standing: Standing, public: bytes) -> OutOfOrder | None:
    """The same, in a circle that was opened; an opening is asked about its own charter."""
    opening = standing.opening
    return None if opening is None else _not_worthless(opening.charter, [public])


def _not_worthless(charter: str | None, publics: Iterable[bytes]) -> OutOfOrder | None:
    """R24: a key whose private half is published is in nobody's hands; demonstrations use such."""
    if not any_worthless(publics) or is_demonstration(charter):
        return None
    why = tell("A key is one of those of the demonstrations, whose private halves are published.")
    return refuse("R24", why, tell("Make a new key; those of a demonstration protect nothing."))


# ---------------------------------------------------------------- seats


def _add_seat(motion: Motion, said: forms.SeatPaper) -> OutOfOrder | None:
    """R20, R22, R24."""
    standing = motion.standing
    if said.code in (standing.secretariat, _RESERVED) or standing.is_seated(said.code):
        why = tell("{code} has its place in this circle already.", code=said.code)
        return refuse("R22", why, tell("Add a seat for who has none."))
    missing = _without_consent(motion, forms.ADD_SEAT, said.code, standing.seated)
    return (
        _only_secretariat(motion)
        or _seat_fits(said, "R22", sealed=standing.is_sealed)
        or _listed_keys_fit(standing, list(said.keys))
        or _all_consent("R22", forms.CONSENT_SEAT, missing)
    )


def _remove_seat(motion: Motion, said: forms.RemoveSeat) -> OutOfOrder | None:
    """R20, R23."""
    standing, by = motion.standing, motion.entry.envelope.by
    if not standing.is_seated(said.code):
        return refuse(
            "R23",
            tell("{code} has no seat here.", code=said.code),
            tell("Name a seat of this circle."),
        )
    if standing.seated == (said.code,):
        why = tell("It is the last seat, and a circle without seats would be the host's alone.")
        return refuse("R23", why, tell("Leave the circle as it is."))
    if by == said.code:
        return None
    others = tuple(code for code in standing.seated if code != said.code)
    missing = _without_consent(motion, forms.REMOVE_SEAT, said.code, others)
    return _only_secretariat(motion) or _all_consent("R23", forms.CONSENT_SEAT, missing)


def _consent_seat(motion: Motion, said: forms.ConsentSeat) -> OutOfOrder | None:
    """R20, R22, R23: to an act of its form, not of oneself on one's own removal."""
    if said.act not in (forms.ADD_SEAT, forms.REMOVE_SEAT):
        remedy = tell(
            "Name {act} or {other}.",
            act=forms.ADD_SEAT,
            other=forms.REMOVE_SEAT,
        )
        return refuse(
            "R22", tell("No act {act} waits for the consent of seats.", act=said.act), remedy
        )
    try:
        forms.read_form(said.act, dict(said.content))
    except MalformedError as fault:
        why = tell(
            "The content consented to is no content of {act}: {expected}.",
            act=said.act,
            expected=fault.findings[0].expected,
        )
        return refuse("R22", why, tell("Give the content exactly as the act will have it."))
    return _only_seats(motion) or _few_consents(motion)


def _without_consent(motion: Motion, act: str, code: str, seats: Iterable[str]) -> tuple[str, ...]:
    content = motion.content if isinstance(motion.content, dict) else {}
    if act == forms.OPEN_BODY:
        content = {key: content[key] for key in ("to", "from", "until")}
    digest = forms.consent_digest(act, content)
    given = motion.standing.consents.get((act, code), {})
    return tuple(seat for seat in seats if given.get(seat) != digest)


def _all_consent(clause: str, act: str, missing: tuple[str, ...]) -> OutOfOrder | None:
    if not missing:
        return None
    names = ", ".join(missing)
    why = tell(
        "Not every seat that must consent has consented to exactly this; awaited: {names}.",
        names=names,
    )
    return refuse(clause, why, tell("Each of them enters {act} first.", act=act))


def _few_consents(motion: Motion) -> OutOfOrder | None:
    by = motion.entry.envelope.by
    waiting = sum(by in given for given in motion.standing.consents.values())
    if waiting < MAX_CONSENTS:
        return None
    why = tell("{waiting} consents of {by} wait for their act already.", waiting=waiting, by=by)
    return refuse("R22", why, tell("Wait until some of those acts were entered."))


# ---------------------------------------------------------------- keys


def _enrol_key(motion: Motion, said: forms.EnrolKey) -> OutOfOrder | None:
    """R24, R26."""
    by, standing = motion.entry.envelope.by, motion.standing
    if by == standing.secretariat and said.key.use not in _OFFICE_USES:
        why = tell("A secretariat has no key to {use}.", use=in_words(said.key.use))
        return refuse("R24", why, tell("Enrol a signing or an officer's key."))
    if len(standing.in_force.get(by, ())) >= MAX_KEYS:
        why = tell("{by} has {number} keys in force.", by=by, number=MAX_KEYS)
        return refuse("R24", why, tell("Revoke those that are not used."))
    needed = standing.officers_needed(by) if said.key.use is KeyUse.OFFICER else 0
    return _proven_key_fits(motion, said.key) or _officers_sign(motion, said.officers, needed)


def _rotate_key(motion: Motion, said: forms.RotateKey) -> OutOfOrder | None:
    """R24, R25, R26."""
    standing, by = motion.standing, motion.entry.envelope.by
    refusal = _is_own(motion, said.old)
    if refusal is not None:
        return refusal
    old = standing.keys[said.old]
    if old.use is not said.key.use or (old.use is KeyUse.SIGN and old.alg != said.key.alg):
        why = tell("The new key is for another use or of another algorithm than the old one.")
        return refuse("R25", why, tell("Rotate like to like; enrol or revoke what is different."))
    if old.use is KeyUse.SIGN and said.old not in [one.key for one in motion.entry.signatures]:
        why = tell("A signing key is rotated by an act that it signs.")
        return refuse(
            "R25",
            why,
            tell(
                "Sign with the old key; if it is lost: {act}.",
                act=forms.RECOVER_KEY,
            ),
        )
    needed = standing.officers_needed(by) if old.use is KeyUse.OFFICER else 0
    return _proven_key_fits(motion, said.key) or _officers_sign(motion, said.officers, needed)


def _revoke_key(motion: Motion, said: forms.RevokeKey) -> OutOfOrder | None:
    """R25, R26."""
    standing, by = motion.standing, motion.entry.envelope.by
    refusal = _is_own(motion, said.key)
    if refusal is not None:
        return refusal
    key, officers = standing.keys[said.key], standing.officers_needed(by)
    rest = [one for one in standing.keys_of(by, key.use) if one.id != key.id]
    last_hand = key.use is KeyUse.SIGN and not officers and all(one.alg != ED25519 for one in rest)
    last_eye = key.use is KeyUse.SEAL and standing.is_sealed and not rest
    if last_hand or last_eye:
        why = tell("Without this key {by} could no longer act or read here.", by=by)
        return refuse(
            "R25",
            why,
            tell("Use {act}, or enrol another key first.", act=forms.ROTATE_KEY),
        )
    return _officers_sign(motion, said.officers, officers if key.use is KeyUse.OFFICER else 0)


def _recover_key(motion: Motion, said: forms.RecoverKey) -> OutOfOrder | None:
    """R24, R25, R26. That the new key is an ed25519 signing key follows from R3 and R9."""
    needed = motion.standing.officers_needed(motion.entry.envelope.by)
    if not needed:
        why = tell("Fewer than two officers of the delegation have a key here.")
        remedy = tell("The seat is removed and added anew, with the consent of the others.")
        return refuse("R26", why, remedy)
    if len(set(said.lost)) != len(said.lost):
        return refuse("R25", tell("A lost key stands twice."), tell("Name each once."))
    for lost in said.lost:
        refusal = _is_own(motion, lost)
        if refusal is not None:
            return refusal
        if motion.standing.keys[lost].use is not KeyUse.SIGN:
            why = tell("Only a signing key is recovered so.")
            return refuse("R25", why, tell("Use {act} for other keys.", act=forms.ROTATE_KEY))
    return _proven_key_fits(motion, said.key) or _officers_sign(motion, said.officers, needed)


def _is_own(motion: Motion, key: str) -> OutOfOrder | None:
    if key in motion.standing.in_force.get(motion.entry.envelope.by, ()):
        return None
    why = tell("The key {key} is none of {who} in force.", key=key, who=motion.entry.envelope.by)
    return refuse("R25", why, tell("Name a key of one's own that is in force."))


def _proven_key_fits(motion: Motion, key: NewKey) -> OutOfOrder | None:
    """R24: sound, new, of the sort for its use, and in its owner's hands."""
    refusal = _key_fits(motion.standing, key)
    if refusal is not None:
        return refusal
    if key.alg == X25519:
        if key.proof is None:
            return None
        why = tell("A sealing key cannot sign, and comes with a proof.")
        return refuse("R24", why, tell("Write null for the proof."))
    message = possession_bytes(motion.standing.origin, motion.entry.envelope.by, key)
    try:
        if key.proof is not None and is_signed(key.alg, key.public, key.proof, message):
            return None
    except CredentialError as fault:
        return refuse("R32", str(fault), tell("Have it checked on another machine."))
    why = tell("The new key does not sign that it is in its owner's hands.")
    return refuse("R24", why, tell("Sign the statement of possession with the new key."))


def _officers_sign(motion: Motion, officers: tuple[Officer, ...], needed: int) -> OutOfOrder | None:
    """R26."""
    by, content = motion.entry.envelope.by, motion.content
    held = {key.id: key for key in motion.standing.keys_of(by, KeyUse.OFFICER)}
    if len({one.key for one in officers}) != len(officers):
        return refuse("R26", tell("One officer signs twice."), tell("Each officer signs once."))
    message = officers_bytes(motion.entry.envelope, content if isinstance(content, dict) else {})
    for one in officers:
        key = held.get(one.key)
        try:
            holds = key is not None and is_signed(key.alg, key.public, one.signature, message)
        except CredentialError as fault:
            return refuse("R32", str(fault), tell("Have it checked on another machine."))
        if not holds:
            why = tell("The officer's signature of the key {key} does not hold.", key=one.key)
            return refuse("R26", why, tell("Officers with keys in force sign exactly this body."))
    if len(officers) >= needed:
        return None
    why = tell(
        "{number} officers of {by} sign; {needed} of {held} are needed.",
        number=len(officers),
        by=by,
        needed=needed,
        held=len(held),
    )
    return refuse("R26", why, tell("Let further officers sign."))


# ---------------------------------------------------------------- powers


def _grant_powers(motion: Motion, said: forms.GrantPowers) -> OutOfOrder | None:
    """R20, R26, R27."""
    standing, by = motion.standing, motion.entry.envelope.by
    if said.key not in [key.id for key in standing.keys_of(by, KeyUse.SIGN)]:
        why = tell("The key {key} is no signing key of {by} in force.", key=said.key, by=by)
        return refuse("R27", why, tell("Enrol the key first."))
    if said.until is not None and said.until <= said.from_:
        return refuse("R27", tell("The powers end before they begin."), tell("Correct the period."))
    needed = standing.officers_needed(by)
    return _only_seats(motion) or _officers_sign(motion, said.officers, needed)


def _withdraw_powers(motion: Motion, said: forms.WithdrawPowers) -> OutOfOrder | None:
    """R20, R26, R27."""
    standing, by = motion.standing, motion.entry.envelope.by
    if said.key not in standing.powers or standing.keys[said.key].holder != by:
        why = tell("The key {key} has no full powers of {by}.", key=said.key, by=by)
        return refuse("R27", why, tell("Name a key that has them."))
    needed = standing.officers_needed(by)
    return _only_seats(motion) or _officers_sign(motion, said.officers, needed)


# ---------------------------------------------------------------- bodies


def _consent_body(motion: Motion, said: forms.ConsentBody) -> OutOfOrder | None:
    """R20, R28."""
    if motion.entry.envelope.by == said.to:
        why = tell("Who is to read does not consent to its own reading.")
        return refuse("R28", why, tell("The other seats consent."))
    return _only_seats(motion) or _range_fits(motion, said) or _few_consents(motion)


def _open_body(motion: Motion, said: forms.OpenBody) -> OutOfOrder | None:
    """R28."""
    standing = motion.standing
    others = tuple(code for code in standing.seated if code != said.to)
    return (
        _range_fits(motion, said)
        or _rewrapped_fit(standing, said)
        or _all_consent(
            "R28", forms.CONSENT_BODY, _without_consent(motion, forms.OPEN_BODY, said.to, others)
        )
    )


def _range_fits(motion: Motion, said: forms.ConsentBody | forms.OpenBody) -> OutOfOrder | None:
    standing = motion.standing
    if not standing.is_seated(said.to):
        return refuse(
            "R28", tell("{to} has no seat here.", to=said.to), tell("Name a seat of this circle.")
        )
    if said.from_ < said.until <= standing.seats[said.to].since:
        return None
    why = tell("The acts named are not acts from before {to} was seated.", to=said.to)
    since = standing.seats[said.to].since
    return refuse("R28", why, tell("Name a first act and an end, at most {since}.", since=since))


def _rewrapped_fit(standing: Standing, said: forms.OpenBody) -> OutOfOrder | None:
    indexes = [one.index for one in said.keys]
    if said.keys and not standing.is_sealed:
        why = tell("The circle is open to the host, and keys of bodies are given.")
        return refuse("R28", why, tell("Leave the keys out."))
    if indexes != sorted(set(indexes)) or not all(
        said.from_ <= one < said.until and standing.names[one] not in forms.FORMS for one in indexes
    ):
        why = tell("Keys are given for acts out of order, out of the range, or of the register.")
        return refuse("R28", why, tell("Give one for each sealed body of the range, in order."))
    mine = {key.id for key in standing.keys_of(said.to, KeyUse.SEAL)}
    if all(one.to and one.to.keys() <= mine for one in said.keys):
        return None
    why = tell("A key of a body is wrapped to somebody else than {to}, or to nobody.", to=said.to)
    return refuse("R28", why, tell("Wrap it to the sealing keys of {to}.", to=said.to))


def _withhold_body(motion: Motion, said: forms.WithholdBody) -> OutOfOrder | None:
    """R20, R29."""
    standing = motion.standing
    if said.index >= standing.size or standing.leaves[said.index] != said.leaf:
        why = tell("The number and the leaf hash do not name one act of this record.")
        return refuse("R29", why, tell("Name both as they stand in the record."))
    if standing.names[said.index] in forms.FORMS:
        why = tell("Without that body nobody could verify the record.")
        return refuse("R29", why, tell("Bodies of the register stay."))
    if said.index in standing.withheld:
        return refuse("R29", tell("That body is withheld already."), tell("Nothing is left to do."))
    return _only_secretariat(motion)


# ---------------------------------------------------------------- custody


def _move_custody(motion: Motion, said: forms.MoveCustody) -> OutOfOrder | None:
    """R20, R24, R30."""
    standing = motion.standing
    refusal = (
        _only_secretariat(motion)
        or _log_key_fits(standing, said.log_key, "R30")
        or _office_keys_fit(said.keys, "R30")
        or _listed_keys_fit(standing, list(said.keys))
        or _first(_no_log_key(key, _log_publics(standing, said.log_key)) for key in said.keys)
        or _new_log_key(standing, said.log_key)
    )
    if refusal is not None:
        return refusal
    remedy = tell("Give the present head as the present log key signed it as its last.")
    try:
        last = open_checkpoint(said.checkpoint.encode(), standing.log_keys[-1].key).checkpoint
    except (MalformedError, CredentialError):
        return refuse("R30", tell("The last head is not signed by the log key in force."), remedy)
    if (last.size, last.root) != (standing.size, standing.root):
        return refuse("R30", tell("The head given is not the present head of this record."), remedy)
    if last != last.last(said.log_key):
        why = tell(
            "The head given does not say that it is the last, before those of the next log key."
        )
        return refuse("R30", why, remedy)
    return None


def _new_log_key(standing: Standing, text: str) -> OutOfOrder | None:
    """R24: no key that anybody ever had here becomes the log key."""
    if key_id(ED25519, read_key(text).public) not in standing.keys:
        return _worthless_here(standing, read_key(text).public)
    why = tell("The log key of the next host is a key that somebody has, or had, in this circle.")
    return refuse("R24", why, tell("Make another log key."))


# ---------------------------------------------------------------- who, and the table


def _cite_act(_motion: Motion, _said: forms.Citation) -> OutOfOrder | None:
    """Any author may cite; what is cited is proven in its own record."""
    return None


def _only_secretariat(motion: Motion) -> OutOfOrder | None:
    if motion.entry.envelope.by == motion.standing.secretariat:
        return None
    why = tell("The act {act} is the secretariat's.", act=motion.entry.envelope.name)
    return refuse("R20", why, tell("Ask the secretariat to enter it."))


def _only_seats(motion: Motion) -> OutOfOrder | None:
    if motion.entry.envelope.by != motion.standing.secretariat:
        return None
    why = tell("The act {act} is one of seats.", act=motion.entry.envelope.name)
    return refuse("R20", why, tell("A delegation enters it, or the secretariat for one on paper."))


def _first(refusals: Iterable[OutOfOrder | None]) -> OutOfOrder | None:
    return next((one for one in refusals if one is not None), None)


_TABLE: Mapping[str, Callable[[Motion, Any], OutOfOrder | None]] = {
    forms.OPEN_CIRCLE: _open_circle,
    forms.ADD_SEAT: _add_seat,
    forms.REMOVE_SEAT: _remove_seat,
    forms.CONSENT_SEAT: _consent_seat,
    forms.ENROL_KEY: _enrol_key,
    forms.ROTATE_KEY: _rotate_key,
    forms.REVOKE_KEY: _revoke_key,
    forms.RECOVER_KEY: _recover_key,
    forms.GRANT_POWERS: _grant_powers,
    forms.WITHDRAW_POWERS: _withdraw_powers,
    forms.CITE_ACT: _cite_act,
    forms.CONSENT_BODY: _consent_body,
    forms.OPEN_BODY: _open_body,
    forms.WITHHOLD_BODY: _withhold_body,
    forms.MOVE_CUSTODY: _move_custody,
}


def register_rule(motion: Motion) -> OutOfOrder | None:
    """Rule on an act of the register; None when it is in order.

    Raises:
        KeyError: the act is none of the register.
    """
    return _TABLE[motion.entry.envelope.name](motion, motion.said)
