"""A signed act comes to the door from a node or another program; its signature says whose it is.

A program sends it to the door. A person brings the file that a node wrote to a page of the circle,
and takes the answer back to the node.
"""

from __future__ import annotations

import base64
import binascii

from dipoli.faults import MalformedError
from dipoli.record.act import read_entry
from dipoli.record.keys import KeyUse, is_signed
from dipoli.record.parcel import PARCEL_BYTES, Parcel, read_parcel
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.preparing import ruling_told
from dipoli.web.route import ROOM, Action, Answered, Gone, Input, Route, Sent
from dipoli.web.sent import NotOfFormError
from dipoli.web.ways import (
    BASE64,
    REFUSED,
    door_of,
    octets,
)


def door(asked: Asked, sent: Sent) -> Gone | Answered:
    """A signed act comes from a node or another program; its signature says whose it is."""
    hall, room = sent["hall"][0], sent["room"][0]
    held = asked.site.room(hall, room)
    if held is None or held.door is None:
        raise MissingError
    entry = octets(sent["entry"][0], "entry")
    body = octets(sent["body"][0], "body") if sent.get("body", ("",))[0] else None
    office = held.door.office()
    if not _is_of(office, entry):
        raise MissingError
    answer = held.door.receive(Parcel(entry=entry, body=body), asked.site.clock())
    if isinstance(answer, Receipted):
        told = {
            "number": answer.index,
            "receipt": answer.receipt.decode("utf-8"),
            "head": answer.checkpoint.decode("utf-8"),
        }
        return Gone(to="", twin=told)
    ruling = answer.ruling
    twin: Twin = {
        "clause": ruling.clause,
        "why": ruling.why,
        "remedy": ruling.remedy,
        "refusal": answer.note.decode("utf-8"),
    }
    page = Page(title=tell("Not entered"), twin=twin, marks=())
    return Answered(page=page, template="dipoli/door.html", status=REFUSED)


def hand_in(asked: Asked) -> Page:
    """Where a person brings an act that was signed elsewhere."""
    door_of(asked)
    return _hand_in(asked, None)


def bring(asked: Asked, sent: Sent) -> Gone | Answered:
    """An act comes as the file of a node: one's own, or as the secretariat one of any seat."""
    held = door_of(asked)
    message = tell(
        "this is no act that you can hand in here. Bring the file that your delegation's node "
        "wrote for this circle; its name ends in .act."
    )
    try:
        parcel = read_parcel(base64.b64decode(sent["file"][0], validate=True))
        author = read_entry(parcel.entry).envelope.entered_by
    except (MalformedError, binascii.Error):
        raise NotOfFormError(message) from None
    office = held.office()
    if asked.reader.code not in {author, office.code} or not _is_of(office, parcel.entry):
        raise NotOfFormError(message)
    answer = held.receive(parcel, asked.site.clock())
    if isinstance(answer, Receipted):
        told = {"number": answer.index, "receipt": answer.receipt.decode("utf-8")}
        return Gone(to=asked.page("receipt", number=str(answer.index)), twin=told)
    refused = {**ruling_told(asked, answer.ruling), "refusal": answer.note.decode("utf-8")}
    page = _hand_in(asked, refused)
    return Answered(page=page, template="dipoli/hand_in.html", status=REFUSED)


def _hand_in(asked: Asked, refused: Twin | None) -> Page:
    told = {"seat": asked.party(asked.reader.code), "refused": refused}
    return Page(title=tell("Hand in a signed act"), twin=told)


def _is_of(office: Office, data: bytes) -> bool:
    """Whether an act is of somebody here: to all others the circle does not exist."""
    try:
        entry = read_entry(data)
    except MalformedError:
        return False
    standing = office.standing
    keys = {one.id: one for one in standing.keys_of(entry.envelope.entered_by, KeyUse.SIGN)}

    return entry.envelope.origin == standing.origin and any(
        one.key in keys
        and is_signed(keys[one.key].alg, keys[one.key].public, one.signature, entry.signed)
        for one in entry.signatures
    )


ROUTES = (
    Route(
        name="hand_in",
        path=f"{ROOM}/hand-in",
        rule=Rule.ACTING,
        answer=hand_in,
        about="Where an act that was signed elsewhere is handed in as a file.",
    ),
)

_FILE_AS_TEXT = PARCEL_BYTES * 4 // 3 + 4

ACTIONS = (
    Action(
        name="bring",
        path=f"{ROOM}/hand-in/file",
        rule=Rule.ACTING,
        do=bring,
        about="Hand in the file of a signed act that a node wrote.",
        inputs=(
            Input(
                name="file",
                meaning="The file of the act; as JSON in base64.",
                most=_FILE_AS_TEXT,
                file=True,
            ),
        ),
    ),
    Action(
        name="door",
        path="door",
        rule=Rule.ANYBODY,
        do=door,
        about="Hand in a signed act; its signature says whose it is.",
        inputs=(
            Input(name="hall", meaning="Name of the forum on the site.", most=64),
            Input(name="room", meaning="Name of the circle on the site.", most=64),
            Input(name="entry", meaning="Bytes of the entry, base64.", pattern=BASE64),
            Input(
                name="body",
                meaning="Bytes of the body, base64.",
                needed=False,
                pattern=BASE64,
                most=400_000,
            ),
        ),
        proved=True,
    ),
)
