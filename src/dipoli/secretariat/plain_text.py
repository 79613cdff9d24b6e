"""A record in words, for whoever opens an export in thirty years without any program of ours.

Where the charter of the circle says that it is an exercise, or compiled, every text begins with it.

Everything here follows from the acts and nothing else, so that a reader of an export makes the same
texts again and compares. The acts and their signatures prove; these texts only tell.

Texts are JSON inside, with every character that a screen may hide or move written as an escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from dipoli.forum import opening
from dipoli.record import forms
from dipoli.record.act import Entry, envelope_json, read_entry
from dipoli.record.body import PLAIN, read_body, read_plain
from dipoli.record.canon import Json, to_base64
from dipoli.record.custody import Stored
from dipoli.record.forms import OpenCircle
from dipoli.record.note import write_key
from dipoli.record.shape import one_line
from dipoli.record.standing import Standing

FORM = 1
"""The form of these texts; it stands in the export, since a text may be worded better later."""


def open_or_sealed(standing: Standing) -> str:
    """Whether the circle is open to the host or sealed against it, in a sentence."""
    if standing.opening is None:
        return "The circle is not opened yet; its opening will say whether it is open or sealed."
    if standing.is_sealed:
        return (
            "SEALED against the host: it sees who acts, when, which act, and how long the text is "
            "about, and cannot read the texts. Acts of the register are never sealed."
        )
    return "OPEN to the host: it reads every act and every text."


def act_text(standing: Standing, act: Stored) -> str:
    """One act in words.

    Args:
        standing: of the circle at the head.
        act: the act.
    """
    entry = read_entry(act.entry)
    return "\n".join([*_lines(standing, act, entry), ""])


def _lines(standing: Standing, act: Stored, entry: Entry) -> Iterator[str]:
    envelope = entry.envelope
    yield from marks(standing)
    yield title(standing)
    yield f"Act {act.index} of {standing.origin}"
    yield f"This circle is {open_or_sealed(standing)}"
    yield ""
    yield f"what: {envelope.name}"
    yield f"by:   {envelope.by} ({envelope.role})"
    if envelope.by != envelope.entered_by:
        yield f"on paper; entered by {envelope.entered_by}"
    yield f"time: {envelope.time}, as its author says"
    yield f"leaf: {to_base64(entry.leaf)}"
    for one in entry.signatures:
        yield f"signed by the key {one.key} ({one.alg})"
    yield ""
    yield "The act in full:"
    yield _shown(envelope_json(envelope))
    yield ""
    yield from _body(standing, act, entry)


def _body(standing: Standing, act: Stored, entry: Entry) -> Iterator[str]:
    if entry.envelope.body_hash is None:
        yield "The act has no body."
    elif act.body is None:
        why = standing.withheld.get(act.index)
        if why is None:
            yield "The body is not at hand, and no act says that it was withheld."
        else:
            told = f"by {one_line(why.who)}, under: {one_line(why.law)}"
            yield f"The body was withheld by act {why.number}, {told}."
    elif (body := read_body(act.body)).media == PLAIN:
        yield "The body:"
        yield _shown(read_plain(body))
    else:
        yield "The body is sealed. Only the seats of that moment can read it, with their own keys."


def marks(standing: Standing) -> tuple[str, ...]:
    """What stands above everything of a circle: that it is an exercise, or compiled."""
    return _marks(standing.opening)


@lru_cache(maxsize=32)
def _marks(opened: OpenCircle | None) -> tuple[str, ...]:
    return opening.marks(opened)


def title(standing: Standing) -> str:
    """The title of the circle, on one line."""
    return one_line(standing.opening.title) if standing.opening else standing.origin


def keys_text(standing: Standing) -> str:
    """The register of keys, as the acts made it."""
    keys: list[Json] = [
        {
            "id": key.id,
            "holder": key.holder,
            "use": key.use.value,
            "alg": key.alg,
            "public": to_base64(key.public),
            "since": key.since,
            "until": key.until,
            "stage": key.stage.value,
        }
        for key in standing.keys.values()
    ]
    logs: list[Json] = [
        {"key": write_key(one.key), "since": one.since, "until": one.until}
        for one in standing.log_keys
    ]
    seats: list[Json] = [
        {"code": code, "seated": standing.is_seated(code), "paper": seat.paper}
        for code, seat in standing.seats.items()
    ]
    said: dict[str, Json] = {"record": standing.origin, "log_keys": logs, "seats": seats}
    said |= {"mark": " ".join(marks(standing))} if marks(standing) else {}
    return _shown({**said, "keys": keys}) + "\n"


def readme(standing: Standing) -> str:
    """What stands at the front of an export."""
    part = standing.participation()
    register = sum(name in forms.FORMS for name in standing.names)
    marked = "".join(f"{mark}\n" for mark in marks(standing))
    return f"""\
{marked}{title(standing)}

This folder holds the whole record {standing.origin}: {standing.size} acts, {register} of them of
the register. Seats: {part.seats}; with a witness key: {part.witnesses}; on paper: {part.paper}.

Who can read this
  The circle is {open_or_sealed(standing)}
  Whoever holds this folder reads what its host could read. Keep it as the record is kept.

What lies here
  record/           the record itself: checkpoint, tiles, acts, bodies. This is what proves.
  acts/             each act in words, made from the record
  keys.json         every key there ever was, whose, for what, from which act to which
  notes/            every head that witnesses have cosigned, and was kept
  hand-over.act     only where custody is being moved: the act by which it moves
  verify_record.py  a small program that verifies record/. Better take your own copy of it.
  ../manifest-sha256.txt and ../tagmanifest-sha256.txt: hashes of these files (RFC 8493)

How to verify by hand
  1. sha256sum -c manifest-sha256.txt in the folder above tells whether files were damaged. It
     proves nothing against somebody who changed them on purpose.
  2. python3 verify_record.py record, or: dipoli verify record. Give the log key as you learnt it
     elsewhere. It checks every hash and every signature.
  3. Compare the head with one that a delegation holds. A true record that ends too early shows no
     fault by itself.

The host's log key signed the head: {_log_key(standing)}
"""


def _log_key(standing: Standing) -> str:
    key = standing.log_key(standing.size)
    return "none is known" if key is None else write_key(key)


def _shown(value: Json) -> str:
    """JSON for people: indented, and nothing in it hidden."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return "".join(sign if sign.isprintable() or sign == "\n" else _escaped(sign) for sign in text)


def _escaped(sign: str) -> str:
    data = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))
