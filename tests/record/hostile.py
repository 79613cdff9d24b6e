"""Malformed and hostile acts: each is refused under a clause, with a reason and a remedy.

A row says what is wrong, under which clause it is refused, at which table it is tried, and makes
the bytes that come through the door. Every other thing about each act is honest, so that only what
the row says can be the reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, frozen
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from tests.record.acts import (
    CIRCLE,
    FORUM,
    KEYED,
    OFFICE,
    ORIGIN,
    PAPER,
    Desk,
    Loose,
    Written,
    at_work,
    grant,
    last_note,
    listed,
    log_signer,
    new_key,
    opened,
    opening,
    paper_mark,
    proven,
    sealing,
    seat,
    seed,
    signing,
)

from dipoli.record import forms
from dipoli.record.act import Seen, Signature, write_entry
from dipoli.record.body import Chance, plain_body, read_body, seal, write_body
from dipoli.record.canon import Json, canonical, to_base64
from dipoli.record.keys import KeyUse, sign_act
from dipoli.record.note import Signer, write_key
from dipoli.record.register_rules import MAX_KEYS
from dipoli.record.standing import Standing

Sent = tuple[bytes, bytes | None]
Make = Callable[[Desk], Sent]
SAID: dict[str, Json] = {"text": "A statement"}
LAW: dict[str, Json] = {"who": "A court", "law": "An invented law"}


@frozen(kw_only=True)
class Hostile:
    """One row: what is wrong, the clause, the table, and the bytes."""

    wrong: str
    clause: str
    table: Callable[[], Desk]
    make: Make
    at: str | None = None


# ---------------------------------------------------------------- tables (made once, never changed)


@cache
def plain() -> Desk:
    """A circle at work, open to the host; XAL spoke last but four."""
    return at_work(8)


@cache
def sealed() -> Desk:
    """The same, sealed against the host."""
    return at_work(4, sealed=True)


@cache
def unopened() -> Desk:
    """A record without acts."""
    return Desk()


@cache
def powered() -> Desk:
    """XAL granted full powers to one of two keys; they ended."""
    desk = at_work(4)
    enrolled: dict[str, Json] = {"key": proven(KeyUse.SIGN, "XAL", "XAL", "b"), "officers": []}
    desk.do(forms.ENROL_KEY, "XAL", enrolled)
    grant(desk, "XAL", until="2030-03-01T10:07:00Z")
    desk.say("XBE", "Time goes by")
    desk.say("XBE", "Time goes by")
    return desk


@cache
def widened() -> Desk:
    """XEF was seated later, and may be shown earlier bodies; not all have consented yet."""
    desk = at_work(4)
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    desk.act(forms.CONSENT_BODY, "XAL", {"to": "XEF", "from": 1, "until": 4})
    return desk


@cache
def widened_sealed() -> Desk:
    """XEF was seated later in a sealed circle, and all have consented that it reads 1 to 3."""
    desk = at_work(4, sealed=True)
    added = seat("XEF")
    desk.consent(forms.ADD_SEAT, added, desk.standing.seated)
    desk.do(forms.ADD_SEAT, OFFICE, added)
    for code in (*KEYED, PAPER):
        desk.act(forms.CONSENT_BODY, code, span("XEF", 1, 4))
    return desk


@cache
def full() -> Desk:
    """XAL has as many keys as anybody may have."""
    desk = opened()
    for number in range(MAX_KEYS - len(desk.standing.in_force["XAL"])):
        content: dict[str, Json] = {
            "key": proven(KeyUse.WITNESS, "XAL", "XAL", number),
            "officers": [],
        }
        desk.do(forms.ENROL_KEY, "XAL", content)
    return desk


@cache
def left() -> Desk:
    """XCE has left."""
    desk = at_work(4)
    desk.do(forms.REMOVE_SEAT, "XCE", {"code": "XCE", "reason": "At its own wish"})
    return desk


@cache
def rotated() -> Desk:
    """XBE has rotated its key."""
    desk = at_work(4)
    content: dict[str, Json] = {
        "old": new_key(KeyUse.SIGN, "XBE", "sign").id,
        "key": proven(KeyUse.SIGN, "XBE", "XBE", "next"),
        "officers": [],
    }
    desk.do(forms.ROTATE_KEY, "XBE", content)
    return desk


@cache
def withheld() -> Desk:
    """The body of act 2 is withheld."""
    desk = at_work(4)
    leaf = to_base64(desk.standing.leaves[2])
    desk.do(forms.WITHHOLD_BODY, OFFICE, {"index": 2, "leaf": leaf, **LAW})
    return desk


@cache
def moved() -> Desk:
    """Custody has moved to a second host."""
    desk = at_work(4)
    desk.do(forms.MOVE_CUSTODY, OFFICE, move(desk))
    return desk


@cache
def alone() -> Desk:
    """One seat, without officers, sealed: its keys are its only ones."""
    desk = Desk()
    content = opening(sealed=True, keyed=("XAL",), paper=())
    keys = [listed(new_key(use, "XAL", use.value)) for use in (KeyUse.SIGN, KeyUse.SEAL)]
    content["seats"] = [{"code": "XAL", "keys": list[Json](keys), "paper": False}]
    desk.do(forms.OPEN_CIRCLE, OFFICE, content)
    return desk


def move(desk: Desk, **other: Json) -> dict[str, Json]:
    """The content of a move of custody, honest but for what is said otherwise."""
    content: dict[str, Json] = {
        "checkpoint": last_note(desk.standing).decode(),
        "log_key": write_key(log_signer(host="second-host").verifier),
        "keys": [listed(new_key(KeyUse.SIGN, OFFICE, "second host"))],
    }
    return {**content, **other}


# ---------------------------------------------------------------- ways to write a bad act


def bytes_of(change: Callable[[bytes], bytes]) -> Make:
    """An honest statement whose bytes were changed after signing."""

    def make(desk: Desk) -> Sent:
        written = desk.write(forms.SAY, "XAL", SAID)
        return change(written.entry), written.body

    return make


def json_of(change: Callable[[dict[str, Any]], object]) -> Make:
    """An honest statement whose JSON was changed after signing, written canonically again."""

    def again(data: bytes) -> bytes:
        value = json.loads(data)
        change(value)
        return canonical(value)

    return bytes_of(again)


def act_key(key: str, value: object) -> Make:
    """An honest statement with another value under one key of the envelope, not signed again."""
    return json_of(lambda entry: entry["act"].update({key: value}))


def said(by: str = "XAL", content: Json = None, name: str = forms.SAY, **other: Loose) -> Make:
    """An act signed as it stands, honest but for what is said otherwise."""

    def make(desk: Desk) -> Sent:
        return sent(desk.write(name, by, SAID if content is None else content, **other))

    return make


def register(
    name: str, by: str, content: Callable[[Desk], Mapping[str, Json]], **other: Loose
) -> Make:
    """An act of the register whose content depends on the table."""

    def make(desk: Desk) -> Sent:
        return sent(desk.write(name, by, dict(content(desk)), **other))

    return make


def opens(change: Callable[[dict[str, Any]], object], **other: Loose) -> Make:
    """An opening, honest but for one change."""

    def make(desk: Desk) -> Sent:
        content: dict[str, Any] = opening()
        change(content)
        return sent(desk.write(forms.OPEN_CIRCLE, OFFICE, content, **other))

    return make


def with_body(change: Callable[[bytes], bytes | None]) -> Make:
    """An honest statement that comes with another body."""

    def make(desk: Desk) -> Sent:
        written = desk.write(forms.SAY, "XAL", SAID)
        assert written.body is not None
        return written.entry, change(written.body)

    return make


def raw_body(media: str, content: bytes, name: str = forms.SAY) -> Make:
    """A statement whose body is signed for, and is no body of its kind."""

    def make(desk: Desk) -> Sent:
        body = evolve(plain_body(None, seed("raw")), media=media, content=content)
        envelope = evolve(desk.envelope(name, "XAL"), body_hash=body.digest())
        return write_entry(envelope, sign_act(envelope, desk.signer("XAL"))), write_body(body)

    return make


def sealed_to(*seats: str) -> Make:
    """A statement sealed to some seats only, or to strangers."""

    def make(desk: Desk) -> Sent:
        envelope = desk.envelope(forms.SAY, "XAL")
        keys = {
            new_key(KeyUse.SEAL, code, "seal").id: sealing(code, "seal")
            .public_key()
            .public_bytes_raw()
            for code in seats
        }
        chance = Chance(salt=seed(1), content_key=seed(2), nonce=seed(3)[:12])
        body = seal(SAID, envelope, keys, chance)
        envelope = evolve(envelope, body_hash=body.digest())
        return write_entry(envelope, sign_act(envelope, desk.signer("XAL"))), write_body(body)

    return make


def signatures(change: Callable[[Desk, tuple[Signature, ...]], tuple[Signature, ...]]) -> Make:
    """An honest statement with other signatures under it."""

    def make(desk: Desk) -> Sent:
        written = desk.write(forms.SAY, "XAL", SAID)
        honest = sign_act(written.envelope, desk.signer("XAL"))
        return write_entry(written.envelope, change(desk, honest)), written.body

    return make


def sent(written: Written) -> Sent:
    return written.entry, written.body


def replayed(desk: Desk) -> Sent:
    """The last statement of XAL, sent once more."""
    last = [one for one in desk.entered if one.envelope.by == "XAL"][-1]
    return sent(last)


def elsewhere(desk: Desk) -> Sent:
    """A statement that XAL made in another circle of the forum."""
    other = Desk(standing=Standing(forum=FORUM, circle="water"))
    other.do(forms.OPEN_CIRCLE, OFFICE, opening(origin=f"{FORUM}/water"))
    assert desk.standing.circle == CIRCLE
    return sent(other.write(forms.SAY, "XAL", SAID))


def reordered(entry: bytes) -> bytes:
    """The same JSON with its keys the other way round."""
    value = json.loads(entry)
    return json.dumps(dict(reversed(value.items())), separators=(",", ":")).encode()


def doubled(entry: bytes) -> bytes:
    """The same JSON with one key twice."""
    return entry.replace(b'"v":1}', b'"v":1,"v":1}')


def enrolment(made: KeyUse = KeyUse.SIGN, /, **other: Loose) -> dict[str, Json]:
    """An enrolment by XAL, honest but for what is said otherwise of the key."""
    return {"key": {**proven(made, "XAL", "XAL", "new"), **other}, "officers": []}


def rotation(old: tuple[str, str], use: KeyUse, **other: Loose) -> dict[str, Json]:
    """A rotation of a key of XAL."""
    return {
        "old": new_key(use, *old).id,
        "key": {**proven(use, "XAL", "XAL", "new"), **other},
        "officers": [],
    }


def recovery(numbers: tuple[int, ...], *, by: str = "XAL", **other: Json) -> Make:
    """A recovery signed by some officers, honest but for what is said otherwise."""

    def make(desk: Desk) -> Sent:
        bare: dict[str, Json] = {
            "lost": [new_key(KeyUse.SIGN, "XAL", "sign").id],
            "key": proven(KeyUse.SIGN, by, by, "found"),
            **other,
        }
        content = desk.officers(forms.RECOVER_KEY, by, bare, numbers)
        return sent(desk.write(forms.RECOVER_KEY, by, content, signers=[signing(by, "found")]))

    return make


def officer_swapped(desk: Desk) -> Sent:
    """A recovery whose new key was put in after the officers had signed."""
    bare: dict[str, Json] = {
        "lost": [new_key(KeyUse.SIGN, "XAL", "sign").id],
        "key": proven(KeyUse.SIGN, "XAL", "XAL", "found"),
    }
    content = desk.officers(forms.RECOVER_KEY, "XAL", bare)
    content["key"] = proven(KeyUse.SIGN, "XAL", "thief", "found")
    thief = [signing("thief", "found")]
    return sent(desk.write(forms.RECOVER_KEY, "XAL", content, signers=thief))


def granted(desk: Desk, **other: Json) -> dict[str, Json]:
    """Full powers of XAL, with two officers, honest but for what is said otherwise."""
    bare: dict[str, Json] = {
        "key": new_key(KeyUse.SIGN, "XAL", "sign").id,
        "person": "Head of Delegation",
        "title": "Ambassador",
        "from": "2030-01-01T00:00:00Z",
        "until": None,
    }
    return desk.officers(forms.GRANT_POWERS, "XAL", {**bare, **other})


def quantum(desk: Desk, honest: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """Only a signature by ML-DSA-44."""
    key = MLDSA44PrivateKey.from_seed_bytes(seed("ml-dsa"))
    return sign_act(desk.write(forms.SAY, "XAL", SAID).envelope, key)[: len(honest)]


def wrapped(index: int, *codes: str) -> dict[str, Json]:
    """A key of a body that is said to be wrapped to somebody."""
    to: dict[str, Json] = {
        new_key(KeyUse.SEAL, code, "seal").id: to_base64(bytes(80)) for code in codes
    }
    return {"index": index, "to": to}


def opens_sealed(*keys: dict[str, Json]) -> Make:
    """An opening of bodies in a sealed circle with these keys."""
    return said(OFFICE, name=forms.OPEN_BODY, content=span("XEF", 1, 4, keys=list[Json](keys)))


def span(to: str, start: int, until: int, **other: Json) -> dict[str, Json]:
    """From which act to before which one bodies are opened, and to whom."""
    return {"to": to, "from": start, "until": until, **other}


def log_key_as(use: KeyUse) -> dict[str, Json]:
    """An enrolment of the first host's log key, by XAL, with a proof that holds."""
    return {"key": proven(use, "XAL", "first-host", "log"), "officers": []}


def log_key_of(*words: object) -> str:
    """The key of words as a log key, in text."""
    return write_key(Signer(name=ORIGIN, key=signing(*words)).verifier)


def seat_with(key: dict[str, Json]) -> dict[str, Json]:
    """A new seat with one key more than usual."""
    usual: dict[str, Any] = seat("XEF")
    return {**usual, "keys": [*usual["keys"], key]}


LOG_AS_WITNESS = listed(new_key(KeyUse.WITNESS, "first-host", "log"))
LOG_AS_HAND = listed(new_key(KeyUse.SIGN, "first-host", "log"))
LOW = to_base64(bytes(32))
NEVER = Seen(size=7, root=seed("never"))

HOSTILE: tuple[Hostile, ...] = tuple(
    Hostile(wrong=wrong, clause=clause, table=table, make=make, at=at[0] if at else None)
    for wrong, clause, table, make, *at in (
        # ---- under R1, bytes
        ("nothing at all", "R1", plain, bytes_of(lambda _data: b"")),
        ("no JSON", "R1", plain, bytes_of(lambda _data: b"\x00\xff not JSON")),
        ("cut off", "R1", plain, bytes_of(lambda data: data[:-1])),
        ("a space", "R1", plain, bytes_of(lambda data: data.replace(b":", b": ", 1))),
        ("keys in another order", "R1", plain, bytes_of(reordered)),
        ("a key twice", "R1", plain, bytes_of(doubled)),
        ("a float", "R1", plain, bytes_of(lambda data: data.replace(b'"v":1', b'"v":1.0'))),
        (
            "half a surrogate pair",
            "R1",
            plain,
            bytes_of(lambda data: data.replace(b'"object":""', b'"object":"\\ud800"')),
        ),
        ("too long", "R1", plain, bytes_of(lambda data: data + b" " * 65_536)),
        ("too deep", "R1", plain, bytes_of(lambda _data: b"[" * 20_000 + b"]" * 20_000)),
        ("a byte order mark", "R1", plain, bytes_of(lambda data: b"\xef\xbb\xbf" + data)),
        # ---- under R2, keys and their form
        ("no object", "R2", plain, bytes_of(lambda _data: b"[]")),
        ("a key missing", "R2", plain, json_of(lambda entry: entry["act"].pop("nonce"))),
        ("an unknown key", "R2", plain, act_key("approved", "yes")),
        ("another version", "R2", plain, act_key("v", 2)),
        ("true for 1", "R2", plain, act_key("v", value=True)),
        ("a number as text", "R2", plain, act_key("seq", "2")),
        ("a number below zero", "R2", plain, act_key("seq", -1)),
        ("a name without form number", "R2", plain, act_key("name", "note.say")),
        ("a code of small letters", "R2", plain, act_key("by", "xal")),
        ("a code with a line break", "R2", plain, act_key("by", "XAL\n")),
        ("a day that is none", "R2", plain, act_key("time", "2030-02-30T10:00:00Z")),
        ("a time without zone", "R2", plain, act_key("time", "2030-03-01T10:00:00")),
        ("a short nonce", "R2", plain, act_key("nonce", to_base64(bytes(15)))),
        ("base64 with stray bits", "R2", plain, act_key("nonce", "AAAAAAAAAAAAAAAAAAAAAB==")),
        ("a path out of the forum", "R2", plain, act_key("forum", "../../etc")),
        ("control characters in an id", "R2", plain, act_key("object", "P1\x1b[2J")),
        # ---- under R3, signatures listed
        ("no signature", "R3", plain, signatures(lambda _desk, _honest: ())),
        ("five signatures", "R3", plain, signatures(lambda _desk, honest: honest * 5)),
        ("one key twice", "R3", plain, signatures(lambda _desk, honest: honest * 2)),
        ("only ML-DSA-44", "R3", plain, signatures(quantum)),
        # ---- under R4, origin
        ("from another circle", "R4", plain, elsewhere),
        ("for another forum", "R4", plain, said(forum="other.example/talks")),
        # ---- under R5, the body and its hash
        ("without its body", "R5", plain, with_body(lambda _body: None)),
        ("with a body and no hash", "R5", plain, act_key("body_hash", None)),
        (
            "another text",
            "R5",
            plain,
            with_body(
                lambda body: body.replace(
                    to_base64(canonical(SAID)).encode(),
                    to_base64(canonical({"text": "Another"})).encode(),
                )
            ),
        ),
        (
            "another salt",
            "R5",
            plain,
            with_body(lambda body: write_body(evolve(read_body(body), salt=seed("other")))),
        ),
        # ---- under R6, the form of the body
        ("a body that is no body", "R6", plain, with_body(lambda _body: b"{}")),
        (
            "content that is not canonical",
            "R6",
            plain,
            raw_body("application/json", b'{"b":1, "a":2}'),
        ),
        ("media of another kind", "R6", plain, raw_body("text/html", b"<script>")),
        (
            "a statement without a body",
            "R6",
            plain,
            lambda desk: sent(desk.write(forms.SAY, "XAL", None)),
        ),
        (
            "a key of the register missing",
            "R6",
            plain,
            said(name=forms.REVOKE_KEY, content={"key": LOW}),
        ),
        (
            "a sealed body of the register",
            "R6",
            plain,
            raw_body("application/dipoli-sealed+json", b"{}", forms.CITE_ACT),
        ),
        (
            "a title of control characters",
            "R6",
            unopened,
            opens(lambda content: content.update(title="\u202e\u0007")),
        ),
        # ---- under R7, deadline
        ("a deadline in the past", "R7", plain, said(deadline="2030-01-01T00:00:00Z")),
        # ---- under R8, opening
        ("before the opening", "R8", unopened, said(seq=0)),
        ("opened twice", "R8", plain, opens(lambda _content: None)),
        # ---- under R9, keys
        ("a key of nobody", "R9", plain, said(signers=[signing("nobody")])),
        ("a key of another delegation", "R9", plain, said(signers=[signing("XBE", "sign")])),
        ("an officer's key", "R9", plain, said(signers=[signing("XAL", "officer-1")])),
        ("a witness key", "R9", plain, said(signers=[signing("XAL", "witness")])),
        ("a key that was rotated", "R9", rotated, said("XBE")),
        ("a key of who has left", "R9", left, said("XCE")),
        ("the old host after custody moved", "R9", moved, said(OFFICE)),
        (
            "an opening signed by a stranger",
            "R9",
            unopened,
            opens(lambda _content: None, signers=[signing("stranger")]),
        ),
        # ---- under R10, signatures
        ("a name changed after signing", "R10", plain, act_key("role", "expert")),
        ("an object put in after signing", "R10", plain, act_key("object", "P1")),
        (
            "a bit of the signature changed",
            "R10",
            plain,
            signatures(
                lambda _desk, honest: tuple(
                    evolve(one, signature=bytes([one.signature[0] ^ 1, *one.signature[1:]]))
                    for one in honest
                )
            ),
        ),
        (
            "a signature of no length",
            "R10",
            plain,
            signatures(lambda _desk, honest: tuple(evolve(one, signature=b"") for one in honest)),
        ),
        (
            "a signature over other bytes",
            "R10",
            plain,
            signatures(
                lambda desk, honest: sign_act(
                    desk.envelope(forms.SAY, "XAL", role="expert"), desk.signer("XAL")
                )[: len(honest)]
            ),
        ),
        # ---- under R11, the door
        ("back-dated", "R11", plain, said(), "2030-03-09T10:00:00Z"),
        ("dated ahead", "R11", plain, said(), "2030-03-01T09:00:00Z"),
        # ---- under R12, R13, author and hand
        ("the office for a stranger", "R12", plain, said("XZZ", entered_by=OFFICE)),
        ("the office for who has left", "R12", left, said("XCE", entered_by=OFFICE, seq=1)),
        (
            "the office for who has a key",
            "R13",
            plain,
            said("XAL", content={**SAID, "on_paper": paper_mark()}, entered_by=OFFICE),
        ),
        ("a delegation for another", "R13", plain, said("XBE", entered_by="XAL")),
        ("on paper, not marked", "R13", plain, said(PAPER, entered_by=OFFICE)),
        (
            "on paper, one person twice",
            "R13",
            plain,
            said(
                PAPER,
                content={**SAID, "on_paper": {**paper_mark(), "persons": ["A Clerk", "a clerk "]}},
                entered_by=OFFICE,
            ),
        ),
        (
            "marked as on paper, by its own hand",
            "R13",
            plain,
            said(
                name=forms.REMOVE_SEAT,
                content={"code": "XAL", "reason": "A", "on_paper": paper_mark()},
            ),
        ),
        # ---- under R14-R17, chain, head, time
        ("sent once more", "R14", plain, replayed),
        ("a number left out", "R14", plain, said(seq=7)),
        ("another act before it", "R15", plain, said(prev=seed("other"))),
        ("no act before it", "R15", plain, said(prev=None)),
        ("a head that never was", "R16", plain, said(seen=NEVER)),
        ("a head of the future", "R16", plain, said(seen=Seen(size=999, root=seed("future")))),
        (
            "an older head than before",
            "R16",
            plain,
            lambda desk: sent(
                desk.write(
                    forms.SAY, "XAL", SAID, seen=Seen(size=1, root=desk.standing.heads[1].root())
                )
            ),
        ),
        ("time runs backwards", "R17", plain, said(time="2030-03-01T10:00:30Z")),
        # ---- under R18, sealing
        ("plain in a sealed circle", "R18", sealed, raw_body("application/json", canonical(SAID))),
        ("sealed in an open circle", "R18", plain, sealed_to(*KEYED)),
        ("sealed to some seats only", "R18", sealed, sealed_to("XAL", "XBE")),
        ("sealed to a stranger as well", "R18", sealed, sealed_to(*KEYED, PAPER, "XZZ")),
        # ---- under R19, full powers
        (
            "without full powers",
            "R19",
            powered,
            said(name=forms.ENROL_KEY, content=enrolment(), signers=[signing("XAL", "b")]),
        ),
        (
            "after full powers ended",
            "R19",
            powered,
            said(name=forms.REMOVE_SEAT, content={"code": "XAL", "reason": "A"}),
        ),
        # ---- under R20, whose act
        ("a seat adds a seat", "R20", plain, said(name=forms.ADD_SEAT, content=seat("XEF"))),
        (
            "a seat withholds a body",
            "R20",
            plain,
            register(
                forms.WITHHOLD_BODY,
                "XAL",
                lambda desk: {"index": 2, "leaf": to_base64(desk.standing.leaves[2]), **LAW},
            ),
        ),
        ("a seat moves custody", "R20", plain, register(forms.MOVE_CUSTODY, "XAL", move)),
        (
            "the office consents",
            "R20",
            plain,
            said(
                OFFICE,
                name=forms.CONSENT_SEAT,
                content={"act": forms.ADD_SEAT, "content": seat("XEF")},
            ),
        ),
        # ---- under R21, opening
        (
            "a seat twice",
            "R21",
            unopened,
            opens(lambda content: content["seats"].append(seat("XAL", paper=True))),
        ),
        (
            "a seat with the office's code",
            "R21",
            unopened,
            opens(lambda content: content["seats"].append(seat(OFFICE, paper=True))),
        ),
        (
            "a quorum of half",
            "R21",
            unopened,
            opens(lambda content: content.update(quorum={"numerator": 1, "denominator": 2})),
        ),
        (
            "a quorum of more than all",
            "R21",
            unopened,
            opens(lambda content: content.update(quorum={"numerator": 3, "denominator": 2})),
        ),
        (
            "a log key of another origin",
            "R21",
            unopened,
            opens(
                lambda content: content.update(log_key=write_key(log_signer(ORIGIN + "x").verifier))
            ),
        ),
        (
            "a log key that cannot be read",
            "R21",
            unopened,
            opens(lambda content: content.update(log_key="a+b+c")),
        ),
        (
            "on paper with a signing key",
            "R21",
            unopened,
            opens(lambda content: content["seats"][0].update(paper=True)),
        ),
        (
            "a seat without a key",
            "R21",
            unopened,
            opens(lambda content: content["seats"][0].update(keys=[])),
        ),
        (
            "sealed, and a seat cannot read",
            "R21",
            unopened,
            opens(lambda content: content.update(sealed=True, seats=[seat("XAL", sealed=False)])),
        ),
        (
            "an office with a witness key",
            "R21",
            unopened,
            opens(
                lambda content: content["secretariat"]["keys"].append(
                    listed(new_key(KeyUse.WITNESS, "office"))
                )
            ),
        ),
        # ---- under R22, R23, seats
        (
            "a seat without consent",
            "R22",
            plain,
            said(OFFICE, name=forms.ADD_SEAT, content=seat("XEF")),
        ),
        (
            "a seat for who has one",
            "R22",
            plain,
            said(OFFICE, name=forms.ADD_SEAT, content=seat("XBE")),
        ),
        (
            "consent to no such act",
            "R22",
            plain,
            said(name=forms.CONSENT_SEAT, content={"act": "key.enrol/1", "content": {}}),
        ),
        (
            "consent to no content",
            "R22",
            plain,
            said(name=forms.CONSENT_SEAT, content={"act": forms.ADD_SEAT, "content": {}}),
        ),
        (
            "removed without consent",
            "R23",
            plain,
            said(OFFICE, name=forms.REMOVE_SEAT, content={"code": "XBE", "reason": "A"}),
        ),
        (
            "removing who has no seat",
            "R23",
            plain,
            said(OFFICE, name=forms.REMOVE_SEAT, content={"code": "XZZ", "reason": "A"}),
        ),
        (
            "the last seat leaves",
            "R23",
            alone,
            said(name=forms.REMOVE_SEAT, content={"code": "XAL", "reason": "A"}),
        ),
        # ---- under R24, new keys
        (
            "a key of small order",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(public=LOW)),
        ),
        (
            "a sealing key of small order",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(KeyUse.SEAL, public=LOW)),
        ),
        (
            "a key with two spellings",
            "R24",
            plain,
            said(
                name=forms.ENROL_KEY,
                content=enrolment(public=to_base64((2**255 - 19 + 4).to_bytes(32, "little"))),
            ),
        ),
        (
            "a key of the wrong length",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(public=to_base64(bytes(31)))),
        ),
        (
            "a key of an unknown algorithm",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(alg="rsa")),
        ),
        (
            "a signing key that can only seal",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(KeyUse.SEAL, use="sign")),
        ),
        (
            "another's key as one's own",
            "R24",
            plain,
            said(
                name=forms.ENROL_KEY,
                content={"key": proven(KeyUse.SIGN, "XAL", "XBE", "sign"), "officers": []},
            ),
        ),
        (
            "a key without proof",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(proof=None)),
        ),
        (
            "a proof made for another",
            "R24",
            plain,
            said(
                name=forms.ENROL_KEY,
                content={"key": proven(KeyUse.SIGN, "XBE", "XAL", "new"), "officers": []},
            ),
        ),
        (
            "a key twice in an opening",
            "R24",
            unopened,
            opens(
                lambda content: content["seats"][0]["keys"].append(content["seats"][1]["keys"][0])
            ),
        ),
        (
            "the office enrols a witness key",
            "R24",
            plain,
            said(
                OFFICE,
                name=forms.ENROL_KEY,
                content={"key": proven(KeyUse.WITNESS, OFFICE, "office", "w"), "officers": []},
            ),
        ),
        # ---- under R25, keys that end
        (
            "revoking another's key",
            "R25",
            plain,
            said(
                name=forms.REVOKE_KEY,
                content={"key": new_key(KeyUse.SIGN, "XBE", "sign").id, "officers": []},
            ),
        ),
        (
            "rotating a key by another key",
            "R25",
            powered,
            said(
                name=forms.ROTATE_KEY,
                content=rotation(("XAL", "b"), KeyUse.SIGN),
                time="2030-03-01T10:06:30Z",
            ),
        ),
        (
            "rotating to another use",
            "R25",
            plain,
            said(
                name=forms.ROTATE_KEY,
                content={
                    **rotation(("XAL", "sign"), KeyUse.SIGN),
                    "key": proven(KeyUse.WITNESS, "XAL", "XAL", "new"),
                },
            ),
        ),
        (
            "revoking the only signing key",
            "R25",
            alone,
            said(
                name=forms.REVOKE_KEY,
                content={"key": new_key(KeyUse.SIGN, "XAL", "sign").id, "officers": []},
            ),
        ),
        (
            "revoking the only sealing key",
            "R25",
            alone,
            said(
                name=forms.REVOKE_KEY,
                content={"key": new_key(KeyUse.SEAL, "XAL", "seal").id, "officers": []},
            ),
        ),
        ("recovering another's key", "R25", plain, recovery((1, 2), by="XBE")),
        # ---- under R26, officers
        ("one officer of three", "R26", plain, recovery((1,))),
        ("one officer twice", "R26", plain, recovery((1, 1))),
        ("a key put in after the officers signed", "R26", plain, officer_swapped),
        (
            "an officer enrolled by one key alone",
            "R26",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(KeyUse.OFFICER)),
        ),
        ("a recovery without officers", "R26", alone, recovery(())),
        (
            "full powers without officers",
            "R26",
            plain,
            register(forms.GRANT_POWERS, "XAL", lambda desk: {**granted(desk), "officers": []}),
        ),
        # ---- under R27, full powers
        (
            "full powers for another's key",
            "R27",
            plain,
            register(
                forms.GRANT_POWERS,
                "XAL",
                lambda desk: granted(desk, key=new_key(KeyUse.SIGN, "XBE", "sign").id),
            ),
        ),
        (
            "full powers that end before they begin",
            "R27",
            plain,
            register(
                forms.GRANT_POWERS, "XAL", lambda desk: granted(desk, until="2029-01-01T00:00:00Z")
            ),
        ),
        (
            "withdrawing what was not granted",
            "R27",
            plain,
            said(
                name=forms.WITHDRAW_POWERS,
                content={"key": new_key(KeyUse.SIGN, "XAL", "sign").id, "officers": []},
            ),
        ),
        # ---- under R28, opening bodies
        (
            "opened before all consented",
            "R28",
            widened,
            said(OFFICE, name=forms.OPEN_BODY, content=span("XEF", 1, 4, keys=[])),
        ),
        (
            "opened wider than consented",
            "R28",
            widened,
            said(OFFICE, name=forms.OPEN_BODY, content=span("XEF", 1, 5, keys=[])),
        ),
        (
            "opened to who sat there",
            "R28",
            widened,
            said(name=forms.CONSENT_BODY, content=span("XBE", 0, 1)),
        ),
        (
            "opened to a stranger",
            "R28",
            widened,
            said(name=forms.CONSENT_BODY, content=span("XZZ", 1, 4)),
        ),
        (
            "consent to one's own reading",
            "R28",
            widened,
            said("XEF", name=forms.CONSENT_BODY, content=span("XEF", 1, 4)),
        ),
        (
            "keys of bodies in an open circle",
            "R28",
            widened,
            said(
                OFFICE,
                name=forms.OPEN_BODY,
                content=span("XEF", 1, 4, keys=[{"index": 1, "to": {}}]),
            ),
        ),
        # ---- under R29, withholding
        (
            "withholding a body of the register",
            "R29",
            plain,
            register(
                forms.WITHHOLD_BODY,
                OFFICE,
                lambda desk: {"index": 0, "leaf": to_base64(desk.standing.leaves[0]), **LAW},
            ),
        ),
        (
            "withholding by a wrong leaf hash",
            "R29",
            plain,
            said(
                OFFICE,
                name=forms.WITHHOLD_BODY,
                content={"index": 2, "leaf": to_base64(seed("other")), **LAW},
            ),
        ),
        (
            "withholding what is not there yet",
            "R29",
            plain,
            said(
                OFFICE,
                name=forms.WITHHOLD_BODY,
                content={"index": 99, "leaf": to_base64(seed("other")), **LAW},
            ),
        ),
        (
            "withholding twice",
            "R29",
            withheld,
            register(
                forms.WITHHOLD_BODY,
                OFFICE,
                lambda desk: {"index": 2, "leaf": to_base64(desk.standing.leaves[2]), **LAW},
            ),
        ),
        # ---- under R30, custody
        (
            "custody from an old head",
            "R30",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(desk, checkpoint=last_note(desk.past[-1]).decode()),
            ),
        ),
        (
            "custody from a head that is not signed as the last",
            "R30",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(desk, checkpoint=desk.note().decode()),
            ),
        ),
        (
            "custody to another log key than the last head names",
            "R30",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(
                    desk, checkpoint=last_note(desk.standing, to="third-host").decode()
                ),
            ),
        ),
        (
            "custody from a head of another key",
            "R30",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(
                    desk, checkpoint=last_note(desk.standing, host="second-host").decode()
                ),
            ),
        ),
        (
            "custody to the same log key",
            "R30",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(desk, log_key=write_key(log_signer().verifier)),
            ),
        ),
        (
            "custody to an office without a key",
            "R30",
            plain,
            register(forms.MOVE_CUSTODY, OFFICE, lambda desk: move(desk, keys=[])),
        ),
        # ---- under R24, a log key signs nothing else
        (
            "the log key as a witness key",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=log_key_as(KeyUse.WITNESS)),
        ),
        (
            "the log key as a signing key",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=log_key_as(KeyUse.SIGN)),
        ),
        (
            "the log key of the host before as a witness key",
            "R24",
            moved,
            said(name=forms.ENROL_KEY, content=log_key_as(KeyUse.WITNESS)),
        ),
        (
            "a rotation to the log key",
            "R24",
            plain,
            said(
                name=forms.ROTATE_KEY,
                content={
                    "old": new_key(KeyUse.WITNESS, "XAL", "witness").id,
                    **log_key_as(KeyUse.WITNESS),
                },
            ),
        ),
        (
            "a new seat with the log key as its witness key",
            "R24",
            plain,
            said(OFFICE, name=forms.ADD_SEAT, content=seat_with(LOG_AS_WITNESS)),
        ),
        (
            "an opening with the log key as a witness key",
            "R24",
            unopened,
            opens(lambda content: content["seats"][0]["keys"].append(LOG_AS_WITNESS)),
        ),
        (
            "an opening whose office signs acts with the log key",
            "R24",
            unopened,
            opens(lambda content: content["secretariat"]["keys"].append(LOG_AS_HAND)),
        ),
        (
            "custody to a log key that is a witness key",
            "R24",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(desk, log_key=log_key_of("XAL", "witness")),
            ),
        ),
        (
            "custody to an office that signs acts with its log key",
            "R24",
            plain,
            register(
                forms.MOVE_CUSTODY,
                OFFICE,
                lambda desk: move(desk, keys=[listed(new_key(KeyUse.SIGN, "second-host", "log"))]),
            ),
        ),
        (
            "custody to an office that signs acts with the log key before",
            "R24",
            plain,
            register(forms.MOVE_CUSTODY, OFFICE, lambda desk: move(desk, keys=[LOG_AS_HAND])),
        ),
        # ---- more of the same clauses, each for another reason
        ("a bundle of entries", "R2", plain, bytes_of(lambda data: b"[" + data + b"]")),
        (
            "signatures that are no list",
            "R2",
            plain,
            json_of(lambda entry: entry.update(signatures={})),
        ),
        ("text for true", "R6", unopened, opens(lambda content: content.update(sealed="no"))),
        (
            "an unknown use of a key",
            "R6",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(use="all")),
        ),
        (
            "a list for an object",
            "R6",
            plain,
            said(name=forms.CONSENT_SEAT, content={"act": forms.ADD_SEAT, "content": []}),
        ),
        (
            "wrapped keys that are no object",
            "R6",
            widened_sealed,
            opens_sealed({"index": 1, "to": []}),
        ),
        (
            "on paper, a mark of no form",
            "R13",
            plain,
            said(PAPER, content={**SAID, "on_paper": True}, entered_by=OFFICE),
        ),
        (
            "on paper, without any body",
            "R13",
            plain,
            lambda desk: sent(desk.write("proposal.table/1", PAPER, None, entered_by=OFFICE)),
        ),
        (
            "an office that the opening does not name",
            "R9",
            unopened,
            opens(lambda content: content["secretariat"].update(code="XOF"), entered_by="XOF"),
        ),
        (
            "more keys than anybody may have",
            "R24",
            full,
            said(name=forms.ENROL_KEY, content=enrolment(KeyUse.WITNESS)),
        ),
        (
            "a sealing key that claims to sign",
            "R24",
            plain,
            said(name=forms.ENROL_KEY, content=enrolment(KeyUse.SEAL, proof=LOW)),
        ),
        (
            "rotating a key that is not there",
            "R25",
            plain,
            said(name=forms.ROTATE_KEY, content=rotation(("XAL", "never"), KeyUse.SIGN)),
        ),
        (
            "recovering with a witness key",
            "R9",
            plain,
            recovery((1, 2), key=proven(KeyUse.WITNESS, "XAL", "XAL", "found")),
        ),
        (
            "recovering a key twice",
            "R25",
            plain,
            recovery((1, 2), lost=[new_key(KeyUse.SIGN, "XAL", "sign").id] * 2),
        ),
        (
            "recovering a witness key",
            "R25",
            plain,
            recovery((1, 2), lost=[new_key(KeyUse.WITNESS, "XAL", "witness").id]),
        ),
        (
            "an officer's key rotated by one key alone",
            "R26",
            plain,
            said(name=forms.ROTATE_KEY, content=rotation(("XAL", "officer-1"), KeyUse.OFFICER)),
        ),
        (
            "an officer's key revoked by one key alone",
            "R26",
            plain,
            said(
                name=forms.REVOKE_KEY,
                content={"key": new_key(KeyUse.OFFICER, "XAL", "officer-1").id, "officers": []},
            ),
        ),
        (
            "keys of bodies out of order",
            "R28",
            widened_sealed,
            opens_sealed(wrapped(2, "XEF"), wrapped(1, "XEF")),
        ),
        ("keys of bodies out of the range", "R28", widened_sealed, opens_sealed(wrapped(4, "XEF"))),
        (
            "keys of bodies of the register",
            "R28",
            widened_sealed,
            said(OFFICE, name=forms.OPEN_BODY, content=span("XEF", 0, 4, keys=[wrapped(0, "XEF")])),
        ),
        (
            "a key of a body for somebody else",
            "R28",
            widened_sealed,
            opens_sealed(wrapped(1, "XAL")),
        ),
        ("a key of a body for nobody", "R28", widened_sealed, opens_sealed(wrapped(1))),
        # ---- under R31, other acts
        ("an act that nobody knows", "R31", plain, said(name="proposal.table/1")),
        ("a later form of a known act", "R31", plain, said(name="seat.add/2")),
    )
)
"""What is wrong, the clause, the table, how it is made, and when it comes."""
