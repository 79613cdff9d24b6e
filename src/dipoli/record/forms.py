"""The acts of the record itself, and the form of the body of each.

These acts make up the *register*: who sits, with which keys, by which powers, where the record is
kept. Their bodies are never sealed and never withheld, since nobody could verify the rest without
them. ``note.say`` is a plain statement with any content; it is used until a forum has acts of its
own, and is not of the register.

What an act on paper carries more: the secretariat names two persons who held the paper against the
entry, and the hash of its scan, under the key ``on_paper``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from dipoli.record import shape
from dipoli.record.act import CIRCLE, FORUM, NAME
from dipoli.record.body import WRAPPED
from dipoli.record.canon import Json, canonical
from dipoli.record.keys import KeyUse, NewKey, Officer

OPEN_CIRCLE = "circle.open/1"
ADD_SEAT = "seat.add/1"
REMOVE_SEAT = "seat.remove/1"
CONSENT_SEAT = "seat.consent/1"
ENROL_KEY = "key.enrol/1"
ROTATE_KEY = "key.rotate/1"
REVOKE_KEY = "key.revoke/1"
RECOVER_KEY = "key.recover/1"
GRANT_POWERS = "powers.grant/1"
WITHDRAW_POWERS = "powers.withdraw/1"
CITE_ACT = "act.cite/1"
CONSENT_BODY = "body.consent/1"
OPEN_BODY = "body.open/1"
WITHHOLD_BODY = "body.withhold/1"
MOVE_CUSTODY = "custody.move/1"
SAY = "note.say/1"

ON_PAPER = "on_paper"
"""The key under which an act on paper carries more."""

_LINE, _TEXT, _PAPER = 300, 20_000, 500_000


@frozen(kw_only=True)
class OnPaper:
    """Why the secretariat may enter an act in a delegation's name.

    Args:
        persons: two persons who held the paper against the entry.
        scan: SHA-256 of the scan.
    """

    persons: tuple[str, ...]
    scan: bytes


@frozen(kw_only=True)
class Office:
    """The secretariat: its code and its keys."""

    code: str
    keys: tuple[NewKey, ...]


@frozen(kw_only=True)
class SeatPaper:
    """A seat as an act gives it: code, keys, and whether it takes part on paper."""

    code: str
    keys: tuple[NewKey, ...]
    paper: bool


@frozen(kw_only=True)
class Quorum:
    """The part of the delegations with a witness key that makes a head official."""

    numerator: int
    denominator: int


@frozen(kw_only=True)
class Citation:
    """An act of another record: which record, a size of its tree, the leaf hash, and a remark."""

    origin: str
    size: int
    leaf: bytes
    note: str | None


@frozen(kw_only=True)
class OpenCircle:
    """The body of ``circle.open/1``.

    Args:
        title: of the circle.
        sealed: whether bodies are sealed against the host.
        secretariat: who keeps the record.
        seats: in protocol order; the order is the circle's own and says nothing else.
        log_key: the text of the key that signs heads.
        quorum: what makes a head official.
        charter: the charter as a text, or None.
        parent: the act of another circle by which this one was called, or None.
    """

    title: str
    sealed: bool
    secretariat: Office
    seats: tuple[SeatPaper, ...]
    log_key: str
    quorum: Quorum
    charter: str | None
    parent: Citation | None


@frozen(kw_only=True)
class RemoveSeat:
    """The body of ``seat.remove/1``."""

    code: str
    reason: str


@frozen(kw_only=True)
class ConsentSeat:
    """The body of ``seat.consent/1``: to which act, with exactly which content."""

    act: str
    content: Mapping[str, Json]


@frozen(kw_only=True)
class EnrolKey:
    """The body of ``key.enrol/1``."""

    key: NewKey
    officers: tuple[Officer, ...]


@frozen(kw_only=True)
class RotateKey:
    """The body of ``key.rotate/1``."""

    old: str
    key: NewKey
    officers: tuple[Officer, ...]


@frozen(kw_only=True)
class RevokeKey:
    """The body of ``key.revoke/1``."""

    key: str
    officers: tuple[Officer, ...]


@frozen(kw_only=True)
class RecoverKey:
    """The body of ``key.recover/1``: signing keys that are lost, and the one that follows."""

    lost: tuple[str, ...]
    key: NewKey
    officers: tuple[Officer, ...]


@frozen(kw_only=True)
class GrantPowers:
    """The body of ``powers.grant/1``: who may bind the delegation, with which key, from when."""

    key: str
    person: str
    title: str
    from_: str
    until: str | None
    officers: tuple[Officer, ...]


@frozen(kw_only=True)
class WithdrawPowers:
    """The body of ``powers.withdraw/1``."""

    key: str
    officers: tuple[Officer, ...]


@frozen(kw_only=True)
class ConsentBody:
    """The body of ``body.consent/1``: bodies of acts from one number to before another."""

    to: str
    from_: int
    until: int


@frozen(kw_only=True)
class Rewrapped:
    """The content key of one earlier body, wrapped to the newcomer's sealing keys."""

    index: int
    to: Mapping[str, bytes]


@frozen(kw_only=True)
class OpenBody:
    """The body of ``body.open/1``; ``keys`` is empty in a circle that is open to the host."""

    to: str
    from_: int
    until: int
    keys: tuple[Rewrapped, ...]


@frozen(kw_only=True)
class WithholdBody:
    """The body of ``body.withhold/1``: of which act, who demands it, by which law."""

    index: int
    leaf: bytes
    who: str
    law: str


@frozen(kw_only=True)
class MoveCustody:
    """The body of ``custody.move/1``: the last head here, the next log key, the next office."""

    checkpoint: str
    log_key: str
    keys: tuple[NewKey, ...]


# ---------------------------------------------------------------- readers


def _use(value: Json, where: str) -> KeyUse:
    for use in KeyUse:
        if use.value == value:
            return use
    raise shape.malformed(where, "one of sign, witness, seal, officer", value)


def _object(value: Json, where: str) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise shape.malformed(where, "an object", value)
    return value


_ALG = shape.text("[a-z0-9]{1,20}", "the name of an algorithm")
_LISTED = shape.value_of(NewKey, use=_use, alg=_ALG, public=shape.octets())
_PROVEN = shape.value_of(
    NewKey, use=_use, alg=_ALG, public=shape.octets(), proof=shape.perhaps(shape.octets())
)
_KEYS = shape.list_of(_LISTED, 0, 64)
_SEAT = shape.value_of(SeatPaper, code=shape.code, keys=_KEYS, paper=shape.truth)
_CITATION = shape.value_of(
    Citation,
    origin=shape.text(f"{FORUM}/{CIRCLE}", "the origin of a record"),
    size=shape.whole(1),
    leaf=shape.octets(32),
    note=shape.perhaps(shape.words(_TEXT)),
)
_OFFICERS = shape.list_of(
    shape.value_of(Officer, key=shape.key_id, signature=shape.octets()), 0, 64
)
_RANGE = {"to": shape.code, "from_": shape.whole(), "until": shape.whole(1)}

FORMS: Mapping[str, shape.Reader[object]] = MappingProxyType(
    {
        OPEN_CIRCLE: shape.value_of(
            OpenCircle,
            title=shape.words(_LINE),
            sealed=shape.truth,
            secretariat=shape.value_of(Office, code=shape.code, keys=_KEYS),
            seats=shape.list_of(_SEAT, 1, 256),
            log_key=shape.words(_LINE),
            quorum=shape.value_of(
                Quorum, numerator=shape.whole(1, 1000), denominator=shape.whole(1, 1000)
            ),
            charter=shape.perhaps(shape.words(_PAPER)),
            parent=shape.perhaps(_CITATION),
        ),
        ADD_SEAT: _SEAT,
        REMOVE_SEAT: shape.value_of(RemoveSeat, code=shape.code, reason=shape.words(_TEXT)),
        CONSENT_SEAT: shape.value_of(
            ConsentSeat, act=shape.text(NAME, "the name of an act"), content=_object
        ),
        ENROL_KEY: shape.value_of(EnrolKey, key=_PROVEN, officers=_OFFICERS),
        ROTATE_KEY: shape.value_of(RotateKey, old=shape.key_id, key=_PROVEN, officers=_OFFICERS),
        REVOKE_KEY: shape.value_of(RevokeKey, key=shape.key_id, officers=_OFFICERS),
        RECOVER_KEY: shape.value_of(
            RecoverKey,
            lost=shape.list_of(shape.key_id, 1, 64),
            key=_PROVEN,
            officers=_OFFICERS,
        ),
        GRANT_POWERS: shape.value_of(
            GrantPowers,
            key=shape.key_id,
            person=shape.words(_LINE),
            title=shape.words(_LINE),
            from_=shape.time,
            until=shape.perhaps(shape.time),
            officers=_OFFICERS,
        ),
        WITHDRAW_POWERS: shape.value_of(WithdrawPowers, key=shape.key_id, officers=_OFFICERS),
        CITE_ACT: _CITATION,
        CONSENT_BODY: shape.value_of(ConsentBody, **_RANGE),
        OPEN_BODY: shape.value_of(
            OpenBody,
            keys=shape.list_of(
                shape.value_of(Rewrapped, index=shape.whole(), to=WRAPPED), 0, 100_000
            ),
            **_RANGE,
        ),
        WITHHOLD_BODY: shape.value_of(
            WithholdBody,
            index=shape.whole(),
            leaf=shape.octets(32),
            who=shape.words(_LINE),
            law=shape.words(_TEXT),
        ),
        MOVE_CUSTODY: shape.value_of(
            MoveCustody, checkpoint=shape.words(_TEXT), log_key=shape.words(_LINE), keys=_KEYS
        ),
    }
)
"""Name of an act of the register to the reader of its body, without ``on_paper``."""

PAPER: shape.Reader[OnPaper] = shape.value_of(
    OnPaper, persons=shape.list_of(shape.words(_LINE), 2, 2), scan=shape.octets(32)
)
"""Reads what an act on paper carries more."""


def read_form(name: str, content: Json) -> object:
    """The meaning of the body of an act of the register.

    Args:
        name: of the act.
        content: of its body; the key ``on_paper`` is left out.

    Raises:
        KeyError: the act is none of the register.
        MalformedError: the content has not the form.
    """
    bare = content
    if isinstance(content, dict):
        bare = {key: value for key, value in content.items() if key != ON_PAPER}
    return FORMS[name](bare, "")


def consent_digest(act: str, content: Mapping[str, Json]) -> bytes:
    """What a seat consents to: one act with exactly one content."""
    bare = {key: value for key, value in content.items() if key != ON_PAPER}
    return hashlib.sha256(b"dipoli/consent/v1\n" + canonical([act, bare])).digest()


def range_json(said: ConsentBody | OpenBody) -> dict[str, Json]:
    """The content of an opening of bodies that consents are held against."""
    return {"to": said.to, "from": said.from_, "until": said.until}
