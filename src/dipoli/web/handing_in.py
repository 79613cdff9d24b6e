"""A signed act comes to the door from a node or another program; its signature says whose it is."""

from __future__ import annotations

from dipoli.faults import MalformedError
from dipoli.record.act import read_entry
from dipoli.record.keys import KeyUse, is_signed
from dipoli.record.parcel import Parcel
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Sent
from dipoli.web.ways import (
    BASE64,
    REFUSED,
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
        "why": str(ruling.why),
        "remedy": str(ruling.remedy),
        "refusal": answer.note.decode("utf-8"),
    }
    page = Page(title=tell("Not entered"), twin=twin, marks=())
    return Answered(page=page, template="dipoli/door.html", status=REFUSED)


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


ACTIONS = (
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
