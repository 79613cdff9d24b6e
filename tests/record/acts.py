"""Builders of honest invented records: keys from seeds, a circle, seats of invented states.

A `Desk` is what one secretariat and its delegations would do with pen and keys: it writes acts, has
them ruled on, and enters those that are in order. All states, keys and statements are invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from attrs import define, evolve, field, frozen
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dipoli.record import forms
from dipoli.record.act import Envelope, Seen, write_entry
from dipoli.record.body import Body, Chance, plain_body, read_body, seal, write_body
from dipoli.record.canon import Json, to_base64
from dipoli.record.keys import (
    ED25519,
    X25519,
    KeyUse,
    NewKey,
    officers_bytes,
    possession_bytes,
    public_bytes,
    sign,
    sign_act,
)
from dipoli.record.note import (
    Checkpoint,
    Signer,
    add_signatures,
    cosign,
    sign_note,
    write_checkpoint,
    write_key,
    write_note,
)
from dipoli.record.rules import rule
from dipoli.record.ruling import InOrder, OutOfOrder, Ruling
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing, enter

FORUM, CIRCLE, ORIGIN = "lake.example/talks", "plenary", "lake.example/talks/plenary"
OFFICE = "SECRETARIAT"
KEYED, PAPER = ("XAL", "XBE", "XCE"), "XDE"
Loose: TypeAlias = Any
"""Fields of an envelope or choices of an opening: checked where they are used."""

START = datetime(2030, 3, 1, 10, tzinfo=UTC)


def seed(*words: object) -> bytes:
    """Thirty-two bytes that follow from words, so that a record is the same each time."""
    return hashlib.sha256("/".join(map(str, words)).encode()).digest()


def signing(*words: object) -> Ed25519PrivateKey:
    """An Ed25519 key from words."""
    return Ed25519PrivateKey.from_private_bytes(seed("ed25519", *words))


def sealing(*words: object) -> X25519PrivateKey:
    """An X25519 key from words."""
    return X25519PrivateKey.from_private_bytes(seed("x25519", *words))


def new_key(use: KeyUse, *words: object) -> NewKey:
    """The public key of words, for a use."""
    if use is KeyUse.SEAL:
        public = sealing(*words).public_key().public_bytes_raw()
        return NewKey(use=use, alg=X25519, public=public)
    return NewKey(use=use, alg=ED25519, public=public_bytes(signing(*words)))


def listed(key: NewKey) -> dict[str, Json]:
    """A key as an opening lists it."""
    return {"use": key.use.value, "alg": key.alg, "public": to_base64(key.public)}


def proven(use: KeyUse, code: str, *words: object, origin: str = ORIGIN) -> dict[str, Json]:
    """A key as an enrolment gives it, with its proof of possession."""
    key = new_key(use, *words)
    message = possession_bytes(origin, code, key)
    proof = None if use is KeyUse.SEAL else to_base64(sign(signing(*words), message))
    return {**listed(key), "proof": proof}


def seat(code: str, *, paper: bool = False, sealed: bool = True) -> dict[str, Json]:
    """A seat with the usual keys: signing, witness, sealing, three officers."""
    uses = [] if paper else [(KeyUse.SIGN, "sign"), (KeyUse.WITNESS, "witness")]
    uses += [(KeyUse.SEAL, "seal")] if sealed else []
    uses += [] if paper else [(KeyUse.OFFICER, f"officer-{n}") for n in (1, 2, 3)]
    keys = [listed(new_key(use, code, word)) for use, word in uses]
    return {"code": code, "keys": keys, "paper": paper}


def log_signer(origin: str = ORIGIN, host: str = "first-host") -> Signer:
    """The log key of a host."""
    return Signer(name=origin, key=signing(host, "log"))


def opening(
    *,
    sealed: bool = False,
    keyed: Sequence[str] = KEYED,
    paper: Sequence[str] = (PAPER,),
    origin: str = ORIGIN,
    office: str = OFFICE,
    charter: str | None = None,
) -> dict[str, Json]:
    """The content of an opening."""
    return {
        "title": "Talks on the lake (an exercise; all states are invented)",
        "sealed": sealed,
        "secretariat": {
            "code": office,
            "keys": [listed(new_key(KeyUse.SIGN, office, "sign"))],
        },
        "seats": [seat(code) for code in keyed] + [seat(code, paper=True) for code in paper],
        "log_key": write_key(log_signer(origin).verifier),
        "quorum": {"numerator": 2, "denominator": 3},
        "charter": charter,
        "parent": None,
    }


@frozen(kw_only=True)
class Written:
    """An act as it is sent: bytes of the entry and of the body."""

    entry: bytes
    body: bytes | None
    envelope: Envelope


@define(kw_only=True)
class Desk:
    """A circle at work. ``entered`` are the acts in order; ``standing`` is where it stands."""

    standing: Standing = field(factory=lambda: Standing(forum=FORUM, circle=CIRCLE))
    entered: list[Written] = field(factory=list)
    past: list[Standing] = field(factory=list)
    keys: dict[str, tuple[str, ...]] = field(factory=dict)

    def time(self) -> str:
        """A time for the next act: a minute after the last."""
        return write_time(START + timedelta(minutes=self.standing.size))

    def envelope(self, name: str, by: str, **other: Loose) -> Envelope:
        """An envelope of the next act, honest but for what is said otherwise."""
        author, size = self.standing.authors.get(by), self.standing.size
        envelope = Envelope(
            forum=self.standing.forum,
            circle=self.standing.circle,
            name=name,
            by=by,
            entered_by=by,
            role="secretariat" if by == OFFICE else "head",
            seq=author.acts if author else 0,
            prev=author.leaf if author else None,
            object="",
            deadline=None,
            body_hash=None,
            seen=Seen(size=size, root=self.standing.root),
            time=self.time(),
            nonce=seed("nonce", size, name, by)[:16],
        )
        return evolve(envelope, **other)

    def body(self, envelope: Envelope, content: Json) -> Body:
        """The body of an act: sealed where the circle is, and the act none of the register."""
        words = (self.standing.size, envelope.by, envelope.name)
        salt = seed("salt", *words)
        if not self.standing.is_sealed or envelope.name in forms.FORMS:
            return plain_body(content, salt)
        chance = Chance(salt=salt, content_key=seed("key", *words), nonce=seed("seal", *words)[:12])
        return seal(content, envelope, self.standing.sealing_keys(), chance)

    def signer(self, code: str) -> Ed25519PrivateKey:
        """The signing key that somebody uses now."""
        return signing(*self.keys.get(code, (code, "sign")))

    def write(
        self,
        name: str,
        by: str,
        content: Json,
        *,
        signers: Sequence[Ed25519PrivateKey] = (),
        **other: Loose,
    ) -> Written:
        """Write and sign an act."""
        envelope = self.envelope(name, by, **other)
        data = None
        if content is not None:
            body = self.body(envelope, content)
            envelope = evolve(envelope, body_hash=body.digest())
            data = write_body(body)
        keys = signers or (self.signer(envelope.entered_by),)
        entry = write_entry(envelope, sign_act(envelope, *keys))
        return Written(entry=entry, body=data, envelope=envelope)

    def rule(self, written: Written, *, at: str | None = None) -> Ruling:
        """Rule on an act at this moment."""
        return rule(self.standing, written.entry, written.body, at=at)

    def enter(self, written: Written) -> InOrder:
        """Enter an act that must be in order."""
        answer = self.rule(written)
        assert isinstance(answer, InOrder), answer
        self.past.append(self.standing)
        self.standing = enter(self.standing, answer.entry, answer.body)
        self.entered.append(written)
        return answer

    def do(self, name: str, by: str, content: Json, **other: Loose) -> InOrder:
        """Write an act and enter it."""
        return self.enter(self.write(name, by, content, **other))

    def refused(self, name: str, by: str, content: Json, **other: Loose) -> OutOfOrder:
        """Write an act that must be out of order."""
        answer = self.rule(self.write(name, by, content, **other))
        assert isinstance(answer, OutOfOrder), "it was found in order"
        return answer

    def say(self, by: str, text: str) -> InOrder:
        """A plain statement; on paper by the seat that is on paper."""
        if by in self.standing.seats and self.standing.seats[by].paper:
            content: dict[str, Json] = {"text": text, "on_paper": paper_mark()}
            return self.do(forms.SAY, by, content, entered_by=self.standing.secretariat)
        return self.do(forms.SAY, by, {"text": text})

    def officers(
        self, name: str, by: str, body: Mapping[str, Json], numbers: Sequence[int] = (1, 2)
    ) -> dict[str, Json]:
        """The body with officers' signatures under it."""
        message = officers_bytes(self.envelope(name, by), body)
        signatures: list[Json] = [
            {
                "key": new_key(KeyUse.OFFICER, by, f"officer-{n}").id,
                "signature": to_base64(sign(signing(by, f"officer-{n}"), message)),
            }
            for n in numbers
        ]
        return {**body, "officers": signatures}

    def consent(self, act: str, content: Mapping[str, Json], seats: Sequence[str]) -> None:
        """Let seats consent to an act of this content."""
        for code in seats:
            self.act(forms.CONSENT_SEAT, code, {"act": act, "content": dict(content)})

    def act(self, name: str, by: str, content: Mapping[str, Json]) -> InOrder:
        """Do an act in the way of its author: by its own hand, or on paper."""
        if by in self.standing.seats and self.standing.seats[by].paper:
            marked = {**content, "on_paper": paper_mark()}
            return self.do(name, by, marked, entered_by=self.standing.secretariat)
        return self.do(name, by, dict(content))

    def note(self, *, host: str = "first-host", time: int | None = None) -> bytes:
        """The head, signed by the log key of a host, and timed by it where a time is given."""
        return head_note(self.standing, host=host, time=time)


def head_note(standing: Standing, *, host: str = "first-host", time: int | None = None) -> bytes:
    """The signed head of a standing."""
    checkpoint = Checkpoint(origin=standing.origin, size=standing.size, root=standing.root)
    signer = log_signer(standing.origin, host)
    note = sign_note(write_checkpoint(checkpoint), signer)
    if time is not None:
        line = cosign(note.text, signer.key, signer.name, time)
        note = add_signatures(note, [line])
    return write_note(note)


def last_note(standing: Standing, *, host: str = "first-host", to: str = "second-host") -> bytes:
    """The head of a standing, signed by a host as its last, before those of the next host."""
    head = Checkpoint(origin=standing.origin, size=standing.size, root=standing.root)
    last = head.last(write_key(log_signer(standing.origin, to).verifier))
    return write_note(sign_note(write_checkpoint(last), log_signer(standing.origin, host)))


def paper_mark() -> dict[str, Json]:
    """What an act on paper carries more."""
    return {"persons": ["First Clerk", "Second Clerk"], "scan": to_base64(seed("scan"))}


def opened(**choices: Loose) -> Desk:
    """A circle just opened."""
    desk = Desk()
    desk.do(forms.OPEN_CIRCLE, OFFICE, opening(**choices))
    return desk


def at_work(statements: int = 6, **choices: Loose) -> Desk:
    """A circle in which every seat has spoken in turn."""
    desk = opened(**choices)
    for number in range(statements):
        desk.say(desk.standing.seated[number % len(desk.standing.seated)], f"Statement {number}")
    return desk


def eventful(**choices: Loose) -> Desk:
    """A record with every act of the register but the move of custody."""
    desk = at_work(4, **choices)
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    desk.do(forms.ENROL_KEY, "XAL", {"key": proven(KeyUse.SIGN, "XAL", "XAL", "b"), "officers": []})
    rotated: dict[str, Json] = {
        "old": new_key(KeyUse.SIGN, "XBE", "sign").id,
        "key": proven(KeyUse.SIGN, "XBE", "XBE", "next"),
        "officers": [],
    }
    desk.do(forms.ROTATE_KEY, "XBE", rotated)
    desk.keys["XBE"] = ("XBE", "next")
    revoked: dict[str, Json] = {"key": new_key(KeyUse.SIGN, "XAL", "b").id, "officers": []}
    desk.do(forms.REVOKE_KEY, "XAL", revoked)
    recover(desk, "XCE")
    grant(desk, "XAL")
    withdraw: dict[str, Json] = {"key": new_key(KeyUse.SIGN, "XAL", "sign").id}
    desk.do(forms.WITHDRAW_POWERS, "XAL", desk.officers(forms.WITHDRAW_POWERS, "XAL", withdraw))
    grant(desk, "XAL")
    cited = to_base64(seed("elsewhere"))
    citation: dict[str, Json] = {
        "origin": "lake.example/talks/water",
        "size": 7,
        "leaf": cited,
        "note": None,
    }
    desk.do(forms.CITE_ACT, "XBE", citation)
    span: dict[str, Json] = {"to": "XEF", "from": 1, "until": 4}
    for code in desk.standing.seated:
        if code != "XEF":
            desk.act(forms.CONSENT_BODY, code, span)
    desk.do(forms.OPEN_BODY, OFFICE, {**span, "keys": []})
    leaf = to_base64(desk.standing.leaves[2])
    law: dict[str, Json] = {"index": 2, "leaf": leaf, "who": "A court", "law": "An invented law"}
    desk.do(forms.WITHHOLD_BODY, OFFICE, law)
    leaving: dict[str, Json] = {"code": "XCE", "reason": "At its own wish"}
    desk.do(forms.REMOVE_SEAT, "XCE", leaving)
    desk.say("XAL", "After all this")
    return desk


def recover(desk: Desk, code: str) -> InOrder:
    """Two of three officers replace a lost signing key."""
    bare: dict[str, Json] = {
        "lost": [key.id for key in desk.standing.keys_of(code, KeyUse.SIGN)],
        "key": proven(KeyUse.SIGN, code, code, "found"),
    }
    content = desk.officers(forms.RECOVER_KEY, code, bare)
    desk.keys[code] = (code, "found")
    return desk.do(forms.RECOVER_KEY, code, content)


def grant(desk: Desk, code: str, until: str | None = None) -> InOrder:
    """Full powers for the signing key of a delegation."""
    bare: dict[str, Json] = {
        "key": desk.standing.keys_of(code, KeyUse.SIGN)[0].id,
        "person": "Head of Delegation",
        "title": "Ambassador",
        "from": "2030-01-01T00:00:00Z",
        "until": until,
    }
    return desk.do(forms.GRANT_POWERS, code, desk.officers(forms.GRANT_POWERS, code, bare))


def replay(desk: Desk) -> Standing:
    """The standing from the bytes of the acts alone."""
    standing = Standing(forum=FORUM, circle=CIRCLE)
    for written in desk.entered:
        answer = rule(standing, written.entry, written.body)
        assert isinstance(answer, InOrder), answer
        standing = enter(standing, answer.entry, answer.body)
    return standing


def body_of(written: Written) -> Body:
    """The body of an act that has one."""
    assert written.body is not None
    return read_body(written.body)
