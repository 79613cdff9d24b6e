"""A draft or a request as a person sees it before signing: whole, plain, and in one order.

Nothing is shortened and nothing is left out: every field of what is signed stands here, the body in
full, and first of all what kind of circle it is and who can read it. How single texts are shown is
`dipoli.node.shown`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from dipoli.forum.procedure import KINDS
from dipoli.node.officers import Request, write_request
from dipoli.node.shown import broken, lines, plain, prose, remarks, texts
from dipoli.node.write import MEANING
from dipoli.record import forms
from dipoli.record.act import envelope_json, signed_bytes
from dipoli.record.canon import Json
from dipoli.record.drafting import Draft
from dipoli.record.keys import OFFICERS_DOMAIN
from dipoli.record.standing import Standing
from dipoli.terms import counted


def open_or_sealed(standing: Standing) -> str:
    """Whether a circle is open to the host or sealed against it, in a sentence."""
    if standing.opening is None:
        return "The circle is not opened yet; whether it will be open or sealed is not known."
    if standing.is_sealed:
        return (
            "This circle is SEALED against the host: the host sees who acts, when, what kind of "
            "act it is and about how long the text is, but not the text. Acts of the register "
            "(seats, keys, powers) are never sealed."
        )
    return "This circle is OPEN to the host: the host reads every act and every text."


def readers(made: Draft, name: Callable[[str], str] = str) -> str:
    """Who can read the text of a draft, in sentences.

    Args:
        made: the draft.
        name: of a seat by its code.
    """
    seats = ", ".join(map(name, made.standing.seated))
    if made.is_sealed:
        return (
            f"Who can read this text: the seats {seats}, to whose keys it is sealed. The host "
            "cannot read it. Any seat can show it to others."
        )
    reason = ""
    if made.standing.is_sealed:
        reason = " It is an act of the register, which is never sealed."
    later = (
        "later seats too" if made.envelope.name in forms.FORMS else "later seats if it is opened"
    )
    return f"Who can read this text: the host; the seats {seats}; {later}.{reason}"


def show_draft(made: Draft, name: Callable[[str], str] = str) -> Iterator[str]:
    """A draft, line by line, before anybody is asked to sign.

    Args:
        made: the draft; its key is left out where it names none.
        name: of a seat by its code, for the sentences; what is signed is shown as it is signed.
    """
    envelope = made.envelope
    yield from prose(f"Record   {envelope.origin}")
    yield from prose(open_or_sealed(made.standing))
    yield from prose(readers(made, name))
    behind = (
        f"Drafted on a copy of {counted(envelope.seen.size, 'act')}. If it may be behind, look "
        "first."
    )
    yield from prose(behind)
    yield ""
    yield from prose(_meaning(envelope.name, name(envelope.by)))
    yield from lines(envelope_json(envelope), 2)
    yield ""
    yield from _body(made.content, sealed=made.is_sealed)
    yield ""
    digest = hashlib.sha256(signed_bytes(envelope)).hexdigest()
    if made.signer:
        yield f"Signed with the key {made.signer}."
    yield from ("SHA-256 of what is signed:", f"  {digest}")


def show_request(asked: Request) -> Iterator[str]:
    """A request to officers, line by line, before an officer is asked to sign."""
    yield from prose(f"Record   {asked.origin}")
    yield from prose(
        "An act of this kind is never sealed: the host of the circle and all its seats read it. "
        "Whether the circle is otherwise open to the host or sealed against it is not known here.",
    )
    yield ""
    meaning = MEANING.get(asked.name, "an act that this program knows by its name alone")
    yield from prose(f"The act {asked.name} of {asked.by} {meaning}.")
    yield from prose(f"It will be act {asked.seq} of {asked.by} there, counted from 0.")
    yield ""
    yield from _body(dict(asked.body), sealed=False)
    yield ""
    digest = hashlib.sha256(OFFICERS_DOMAIN + write_request(asked)).hexdigest()
    yield from ("SHA-256 of what is signed:", f"  {digest}")


def _meaning(name: str, by: str) -> str:
    """What an act does, in a sentence."""
    kind = KINDS.get(name)
    if kind is not None:
        return f"The act {name} of {by}, under the charter: {kind.meaning}"
    meaning = MEANING.get(name, "an act that this program knows by its name alone")
    return f"The act {name} of {by} {meaning}."


def _body(content: Json, *, sealed: bool) -> Iterator[str]:
    yield "The body, in full" + (" (it leaves this machine sealed):" if sealed else ":")
    yield from lines(content, 2)
    told = [
        f"{plain(where) if where.startswith('a key') else where.lstrip('.') or 'the body'}: {one}"
        for where, text in texts(content)
        for one in remarks(text)
    ]
    if told:
        yield ""
        yield "What the eye may miss in it:"
        for one in told:
            yield from broken("  ", "  > ", one)
