"""From a form to a draft: what was filled in, field by field, to the content of an act.

A field of an act is sent under its name with ``f-`` before it. What is empty is not said. Times are
read as UTC, with or without a letter for it. A draft travels with its page as a *slip*, base64 of
its envelope and body: the site keeps none, and a slip that comes back is ruled on like any act.
"""

from __future__ import annotations

import re

from attrs import frozen

from dipoli.faults import MalformedError
from dipoli.forum.form import Field, Sort
from dipoli.forum.line import USUAL_ROLE, show
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import act_of
from dipoli.record import forms
from dipoli.record.act import Entry, Envelope, Signature, read_entry, write_entry
from dipoli.record.body import read_body, read_plain, write_body
from dipoli.record.canon import Json, from_base64, to_base64
from dipoli.record.drafting import Draft, Wish
from dipoli.record.parcel import Parcel, read_parcel, write_parcel
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell
from dipoli.web.asked import Asked
from dipoli.web.doing import Doing, role_of
from dipoli.web.route import Sent
from dipoli.web.sent import NotOfFormError

PREFIX = "f-"
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?Z?")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,15}")
_HEX = re.compile(r"[0-9a-f]{64}")
_SEVERAL = re.compile(r"[,\n]")


def wish_of(asked: Asked, doing: Doing, sent: Sent) -> Wish:
    """What somebody wants to do, by a form.

    Args:
        asked: in which circle, as whom.
        doing: which act.
        sent: the form.

    Raises:
        NotOfFormError: a field has not its form.
    """
    content = content_of(doing, sent)
    kind = KINDS.get(doing.full)
    try:
        if kind is not None:
            kind.form.read(content)
        if doing.paper is not None:
            assert asked.read is not None  # noqa: S101 - who acts reads
            content = doing.paper.content(asked.read.standing, content)
            forms.read_form(doing.full, content)
    except MalformedError as fault:
        raise NotOfFormError(_of_field(doing, fault)) from None
    by = letter_of(asked, sent)
    role = role_of(asked.forum, by or asked.reader.code, doing)
    if by:
        content = {**content, forms.ON_PAPER: _mark(sent)}
    return Wish(
        name=doing.full,
        content=content,
        at=asked.time,
        role=ON_PAPER if by and role == USUAL_ROLE else role,
        object=_one(sent, "object"),
        deadline=time_of(_one(sent, "deadline"), "deadline") or None,
    )


ON_PAPER = "on-paper"
"""In what capacity a letter is entered."""

_PERSONS, _DIGEST = 2, 32


def letter_of(asked: Asked, sent: Sent) -> str:
    """Whose letter the secretariat enters by a form; empty where it enters none."""
    office = asked.read is not None and asked.reader.code == asked.read.standing.secretariat
    return _one(sent, "by") if office else ""


def _mark(sent: Sent) -> dict[str, Json]:
    """Two persons who keyed a letter, and the hash of its scan.

    Raises:
        NotOfFormError: they are not two, or it is no such hash.
    """
    persons = [one.strip() for one in sent.get("person", ()) if one.strip()]
    if len(set(persons)) != _PERSONS:
        message = tell("a letter is entered by two persons. Give the names of both.")
        raise NotOfFormError(message)
    try:
        scan = bytes.fromhex(_one(sent, "scan"))
    except ValueError:
        scan = b""
    if len(scan) != _DIGEST:
        message = tell("scan is the SHA-256 of the scanned letter, 64 signs of 0-9 and a-f.")
        raise NotOfFormError(message)
    held: list[Json] = list(persons)
    return {"persons": held, "scan": to_base64(scan)}


def letter_as_sent(by: str, mark: Json) -> dict[str, tuple[str, ...]]:
    """What a form would send for a letter: whose it is, both persons, the scan."""
    if not isinstance(mark, dict):
        return {}
    persons, scan = mark["persons"], mark["scan"]
    assert isinstance(persons, list)  # noqa: S101 - `_mark` made it
    digest = from_base64(str(scan)).hex()
    return {"by": (by,), "person": tuple(map(str, persons)), "scan": (digest,)}


def content_of(doing: Doing, sent: Sent) -> dict[str, Json]:
    """The content of the body of an act, from the fields of a form.

    Raises:
        NotOfFormError: a field is missing, unknown or has not its form.
    """
    known = {f"{PREFIX}{one.name}" for one in doing.fields}
    for name in sent:
        if name.startswith(PREFIX) and name not in known:
            message = tell("“{name}” is no field of {act}.", name=name, act=doing.name)
            raise NotOfFormError(message)
    return {one.name: _value(one, sent.get(f"{PREFIX}{one.name}", ())) for one in doing.fields}


def _value(one: Field, given: tuple[str, ...]) -> Json:
    texts = [text.strip() for text in given]
    if one.many:
        if len(texts) == 1:
            texts = [text.strip() for text in _SEVERAL.split(texts[0])]
        return [_single(one, text) for text in texts if text]
    if len(texts) > 1:
        message = tell(
            "{field} was sent {number} times. Send it once. It says: {meaning}",
            field=one.name,
            number=len(texts),
            meaning=one.meaning,
        )
        raise NotOfFormError(message)
    text = texts[0] if texts else ""
    if text:
        return _single(one, text)
    if one.needed:
        message = tell(
            "{field} is missing. It says: {meaning}", field=one.name, meaning=one.meaning
        )
        raise NotOfFormError(message)
    return None


def _single(one: Field, text: str) -> Json:
    if one.choice is not None:
        return text
    if one.sort is Sort.TIME:
        return time_of(text, one.name)
    if one.sort is Sort.WHOLE:
        if _WHOLE.fullmatch(text) is None:
            message = tell(
                "{field} is no whole number. It says: {meaning}",
                field=one.name,
                meaning=one.meaning,
            )
            raise NotOfFormError(message)
        return int(text)
    if one.sort is Sort.TRUTH:
        if text not in {"yes", "no"}:
            message = tell(
                "{field} is yes or no. It says: {meaning}", field=one.name, meaning=one.meaning
            )
            raise NotOfFormError(message)
        return text == "yes"
    if one.sort is Sort.DIGEST and _HEX.fullmatch(text):
        return to_base64(bytes.fromhex(text))
    return text


def time_of(text: str, name: str) -> str:
    """A moment as texts of the record have it; empty for an empty text.

    Raises:
        NotOfFormError: it is none.
    """
    if not text:
        return ""
    found = _TIME.fullmatch(text)
    if found is None:
        message = tell("{field} is no moment such as 2030-03-04 10:00, in UTC.", field=name)
        raise NotOfFormError(message)
    day, clock, seconds = found.groups()
    return f"{day}T{clock}{seconds or ':00'}Z"


def _of_field(doing: Doing, fault: MalformedError) -> str:
    """What is wrong in which field, in words for who filled it in."""
    finding = fault.findings[0]
    named = next(
        (one for one in doing.fields if finding.where.strip(".").startswith(one.name)), None
    )
    meaning = f" {named.meaning}" if named is not None else ""
    where = named.name if named is not None else "the form"
    return f"at {where}, expected: {finding.expected}; found: {finding.found[:200]}.{meaning}"


def _one(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "").strip()


# ---------------------------------------------------------------- slips


def slip_of(made: Draft) -> str:
    """A draft as it travels with its page."""
    entry = write_entry(made.envelope, [])
    return to_base64(write_parcel(Parcel(entry=entry, body=write_body(made.body))))


@frozen(kw_only=True)
class Slip:
    """A draft that came back.

    Args:
        envelope: what was to be signed.
        body: bytes of the body.
        content: what it says.
    """

    envelope: Envelope
    body: bytes
    content: Json

    def signed(self, *signatures: Signature) -> Parcel:
        """The act with signatures under it."""
        return Parcel(entry=write_entry(self.envelope, signatures), body=self.body)


def read_slip(text: str) -> Slip:
    """Read a draft that came back; whether it may be done is for the rules.

    Raises:
        NotOfFormError: it is none.
    """
    message = tell("the draft cannot be read. Prepare the act again.")
    try:
        parcel = read_parcel(from_base64(text, what="a draft"))
        entry = read_entry(parcel.entry)
        if parcel.body is None:
            raise NotOfFormError(message)
        return Slip(
            envelope=entry.envelope, body=parcel.body, content=read_plain(read_body(parcel.body))
        )
    except (MalformedError, ValueError):
        raise NotOfFormError(message) from None


def typed_of(doing: Doing, content: Json) -> dict[str, Json]:
    """What was typed in the fields of a form, from the content that came of it."""
    said = dict(content) if isinstance(content, dict) else {}
    said.pop(forms.ON_PAPER, None)
    return said if doing.paper is None else doing.paper.typed(said)


def line_of(asked: Asked, made: Draft) -> str | None:
    """The act as one line, as `dipoli forum act` takes it; None for one of the record's own."""
    if made.envelope.name not in KINDS:
        return None
    entry = Entry(envelope=made.envelope, signatures=(), data=b"", leaf=bytes(32))
    act = act_of(asked.forum, made.envelope.seq, entry, made.content, None)
    return None if isinstance(act, OutOfOrder) else show(act)
