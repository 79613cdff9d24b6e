"""Officers: what must survive the loss of a delegation's keys is signed by others, elsewhere.

The delegation's node writes a *request*: record, author, number and name of the act, and its body.
It travels to each officer, who sees it whole and signs it with the key of the officer's own box.
The signature travels back and is put under the body. It holds for one act in one place: when the
delegation enters another act before it, officers sign anew.

A request is the canonical JSON that officers sign, without the line before it that says for what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from dipoli.faults import CredentialError
from dipoli.node.box import KeyBox, signing
from dipoli.record import shape
from dipoli.record.act import CIRCLE, FORUM, NAME
from dipoli.record.body import BODY_BYTES
from dipoli.record.canon import Json, canonical, read_canonical, to_base64
from dipoli.record.keys import OFFICERS_DOMAIN, KeyUse, Officer, sign
from dipoli.record.standing import Standing

OFFICERS = "officers"
"""The key of a body under which officers' signatures stand."""


@frozen(kw_only=True)
class Request:
    """What officers are asked to sign.

    Args:
        origin: name of the record.
        by: code of the delegation.
        seq: the number that the act will have among the delegation's acts there.
        name: of the act.
        body: what it says, without officers' signatures.
    """

    origin: str
    by: str
    seq: int
    name: str
    body: Mapping[str, Json]


def request(standing: Standing, code: str, name: str, body: Mapping[str, Json]) -> Request:
    """What officers of a delegation are to sign for its next act.

    Args:
        standing: of this node's copy of the record.
        code: of the delegation.
        name: of the act.
        body: its content; officers' signatures in it are left out.
    """
    author = standing.authors.get(code)
    return Request(
        origin=standing.origin,
        by=code,
        seq=author.acts if author else 0,
        name=name,
        body={key: value for key, value in body.items() if key != OFFICERS},
    )


def write_request(asked: Request) -> bytes:
    """The bytes of a request.

    Raises:
        MalformedError: the body has no canonical bytes.
    """
    return canonical(
        {
            "origin": asked.origin,
            "by": asked.by,
            "seq": asked.seq,
            "name": asked.name,
            "body": asked.body,
        }
    )


def read_request(data: bytes) -> Request:
    """Read a request, strictly.

    Raises:
        MalformedError: not canonical, or not of the form.
    """
    return _REQUEST(read_canonical(data, limit=BODY_BYTES), "")


def countersign(asked: Request, box: KeyBox) -> Officer:
    """An officer's signature under a request that was seen and agreed to.

    Raises:
        CredentialError: the box is none of an officer of that delegation.
    """
    if not box.is_officers or box.code != asked.by:
        message = (
            f"This act of {asked.by} is signed by its officers, each from a box of their own. "
            f"This box is {'an officer' if box.is_officers else 'the delegation'}'s of {box.code}."
        )
        raise CredentialError(message)
    key = box.newest(KeyUse.OFFICER)
    signature = sign(signing(key), OFFICERS_DOMAIN + write_request(asked))
    return Officer(key=key.id, signature=signature)


def write_officer(officer: Officer) -> bytes:
    """An officer's signature as it travels back, in the form in which a body lists it."""
    return canonical(_officer_json(officer))


def read_officer(data: bytes) -> Officer:
    """Read an officer's signature, strictly. Whether it holds is for the clauses (R26).

    Raises:
        MalformedError: not canonical, or not of the form.
    """
    return _OFFICER(read_canonical(data), "")


def with_officers(body: Mapping[str, Json], officers: Iterable[Officer]) -> dict[str, Json]:
    """The body with these signatures behind those that it has."""
    listed = body.get(OFFICERS, [])
    kept = list(listed) if isinstance(listed, list | tuple) else []
    return {**body, OFFICERS: [*kept, *map(_officer_json, officers)]}


def _officer_json(officer: Officer) -> dict[str, Json]:
    return {"key": officer.key, "signature": to_base64(officer.signature)}


def _object(value: Json, where: str) -> Mapping[str, Json]:
    if not isinstance(value, dict) or OFFICERS in value:
        raise shape.malformed(where, "an object without the key officers", value)
    return value


_REQUEST = shape.value_of(
    Request,
    origin=shape.text(f"{FORUM}/{CIRCLE}", "the origin of a record"),
    by=shape.code,
    seq=shape.whole(),
    name=shape.text(NAME, "the name of an act"),
    body=_object,
)
_OFFICER = shape.value_of(Officer, key=shape.key_id, signature=shape.octets())
