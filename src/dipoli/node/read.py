"""Reading: what the acts of one's own copy say, or why a text cannot be read.

A text that cannot be read is never shown as empty: each comes with one of a few reasons, and they
are kept apart. "Withheld" names the act by which it was; "not at hand" says that the record gives
no reason.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

from attrs import frozen

from dipoli.faults import MalformedError, SealedError
from dipoli.node.box import KeyBox, sealing
from dipoli.record import forms
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import (
    PLAIN,
    Body,
    open_box,
    open_sealed,
    read_body,
    read_box,
    read_plain,
    unwrap,
)
from dipoli.record.canon import Json
from dipoli.record.custody import Stored
from dipoli.record.keys import KeyUse
from dipoli.record.standing import Standing


class TextState(enum.Enum):
    """Whether the text of an act can be read here, and if not, why."""

    OPEN = "open"
    UNSEALED = "unsealed"
    NONE = "none"
    SEALED_TO_OTHERS = "sealed-to-others"
    WITHHELD = "withheld"
    BEFORE_ENTRY = "before-entry"
    AFTER_SEAT = "after-seat"
    NOT_AT_HAND = "not-at-hand"
    ALTERED = "altered"


@frozen(kw_only=True)
class Text:
    """The text of one act, or why there is none.

    Args:
        index: number of the act.
        entry: the act.
        state: whether it can be read.
        told: the same in a sentence.
        content: what it says; None where it cannot be read.
    """

    index: int
    entry: Entry
    state: TextState
    told: str
    content: Json = None


Opened = Mapping[int, bytes]
"""Content keys of earlier bodies that were opened to this delegation, by number of the act."""


def opened_to(box: KeyBox, acts: Iterable[Stored]) -> dict[int, bytes]:
    """Content keys that acts ``body.open`` wrapped to a key of this box.

    Args:
        box: of the delegation.
        acts: of the record; those that open nothing are passed over.
    """
    found: dict[int, bytes] = {}
    for act in acts:
        if act.body is None:
            continue
        envelope = read_entry(act.entry).envelope
        if envelope.name != forms.OPEN_BODY:
            continue
        said = forms.read_form(envelope.name, read_plain(read_body(act.body)))
        if not isinstance(said, forms.OpenBody) or said.to != box.code:
            continue
        for one in said.keys:
            key = next((key for key in box.of(KeyUse.SEAL) if key.id in one.to), None)
            if key is not None:
                found[one.index] = _unwrapped(one.to[key.id], box, key.id, envelope.origin)
    return {index: key for index, key in found.items() if key}


def _unwrapped(wrapped: bytes, box: KeyBox, id_: str, origin: str) -> bytes:
    """The content key; nothing where what was wrapped does not open."""
    key = box.find(id_)
    try:
        return b"" if key is None else unwrap(wrapped, sealing(key), origin)
    except SealedError:
        return b""


def read_text(standing: Standing, act: Stored, box: KeyBox, opened: Opened | None = None) -> Text:
    """The text of an act of one's own copy.

    Args:
        standing: of the copy, at or after the act.
        act: as it is kept.
        box: of the delegation.
        opened: content keys that were opened to it (`opened_to`).
    """
    entry = read_entry(act.entry)
    state, told, content = _text(standing, act, entry, box, opened or {})
    return Text(index=act.index, entry=entry, state=state, told=told, content=content)


_Told = tuple[TextState, str, Json]


def _text(standing: Standing, act: Stored, entry: Entry, box: KeyBox, opened: Opened) -> _Told:
    gone = _gone(standing, act, entry) or _barred(standing, box.code, act.index)
    if gone is not None:
        return gone
    if act.body is None:
        told = "The text is not at hand. The record does not say why."
        return TextState.NOT_AT_HAND, told, None
    try:
        return _at_hand(standing, act, entry, box, opened)
    except (MalformedError, SealedError) as fault:
        return TextState.ALTERED, f"The text at hand does not open. {_sentence(fault)}", None


def _at_hand(standing: Standing, act: Stored, entry: Entry, box: KeyBox, opened: Opened) -> _Told:
    """The text from the bytes that lie here.

    Raises:
        MalformedError: they are of another form.
        SealedError: they do not open.
    """
    body = read_body(act.body or b"")
    if body.digest() != entry.envelope.body_hash:
        told = "The text at hand is not the one that was signed for."
        return TextState.ALTERED, told, None
    if body.media == PLAIN:
        return TextState.OPEN, _open(standing), read_plain(body)
    return _unsealed(act.index, entry, body, box, opened)


def _gone(standing: Standing, act: Stored, entry: Entry) -> _Told | None:
    """Why there is no text for anybody; None when there is one."""
    if entry.envelope.body_hash is None:
        return TextState.NONE, "This act has no text.", None
    withheld = standing.withheld.get(act.index)
    if withheld is None:
        return None
    told = f"Withheld by act {withheld.number}: {withheld.who}; {withheld.law}."
    return TextState.WITHHELD, told, None


def _barred(standing: Standing, code: str, index: int) -> _Told | None:
    """Why a text is not this seat's to read; None when it is."""
    seat = standing.seats.get(code)
    if seat is None:
        told = f"{code} has never had a seat in this circle."
        return TextState.SEALED_TO_OTHERS, told, None
    if seat.until is not None:
        if standing.names[index] in forms.FORMS or seat.since <= index < seat.until:
            return None
        if index >= seat.until:
            told = f"Entered after the seat of {code} ended, by act {seat.until}."
            return TextState.AFTER_SEAT, told, None
    elif standing.may_read(code, index):
        return None
    told = f"Before your entry: {code} was seated by act {seat.since}, and it was not opened."
    return TextState.BEFORE_ENTRY, told, None


def _open(standing: Standing) -> str:
    if standing.is_sealed:
        return "Open to the host: an act of the register is never sealed."
    return "Open to the host and to all seats."


def _unsealed(index: int, entry: Entry, body: Body, box: KeyBox, opened: Opened) -> _Told:
    box_ = read_box(body)
    key = next((key for key in box.of(KeyUse.SEAL) if key.id in box_.to), None)
    if key is not None:
        content = open_sealed(body, entry.envelope, key.id, sealing(key))
        return (
            TextState.UNSEALED,
            "Sealed against the host; opened with a key of this box.",
            content,
        )
    if index in opened:
        content = open_box(box_, entry.envelope, opened[index])
        return TextState.UNSEALED, "Sealed against the host; opened to you by an act.", content
    told = "Sealed to others: to no key of this box."
    return TextState.SEALED_TO_OTHERS, told, None


def _sentence(fault: MalformedError | SealedError) -> str:
    return fault.why if isinstance(fault, SealedError) else fault.findings[0].expected
