"""What an act says in words, as passages: which fields of it are text, and of what kind it is.

Short names, codes, times, digests and what is sealed within an act are no words. Neither are names
of single persons, which nobody is to be looked up by, nor addresses of channels. The name of a file
that is attached to a text is one, as its page gives it.
"""

from __future__ import annotations

import datetime as dt
import enum
from binascii import a2b_base64
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from attrs import asdict, has

from dipoli.charter.rules import Charter
from dipoli.faults import MalformedError
from dipoli.forum.form import Sort
from dipoli.forum.kind import Kind as ActKind
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import Open
from dipoli.forum.standing import Forum
from dipoli.record import forms
from dipoli.record.act import Envelope, read_entry
from dipoli.record.body import read_body
from dipoli.record.canon import Json
from dipoli.record.custody import Stored
from dipoli.secretariat.search.index import Passage
from dipoli.told import tell


class Kind(enum.Enum):
    """What sort of thing words are about; the value is an id."""

    TEXT = "text"
    DECISION = "decision"
    SILENCE = "silence"
    MEETING = "meeting"
    COMMITMENT = "commitment"
    MEASURE = "measure"
    EXCHANGE = "exchange"
    TERM = "term"
    HAND_UP = "hand-up"
    CHANNEL = "channel"
    OFFICES = "offices"
    SEAT = "seat"
    RULE = "rule"
    FILE = "file"
    FRAMEWORK = "framework"


TOLD: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.TEXT: tell("Texts and clauses"),
        Kind.DECISION: tell("Proposals and decisions"),
        Kind.SILENCE: tell("Silence procedures"),
        Kind.MEETING: tell("Meetings and agenda"),
        Kind.COMMITMENT: tell("Commitments"),
        Kind.MEASURE: tell("Confidence-building measures"),
        Kind.EXCHANGE: tell("Exchanges of information"),
        Kind.TERM: tell("Terms and reserved matters"),
        Kind.HAND_UP: tell("Recommendations"),
        Kind.CHANNEL: tell("Channels, outcomes and events"),
        Kind.OFFICES: tell("Good offices"),
        Kind.SEAT: tell("Seats, bodies and notes"),
        Kind.RULE: tell("Rules of procedure"),
        Kind.FILE: tell("Files"),
        Kind.FRAMEWORK: tell("Frameworks"),
    }
)
"""How each kind is told, in the order in which they are listed."""

_NOUNS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.TEXT: "text clause amendment",
        Kind.DECISION: "proposal objection statement necessary ratify link basket",
        Kind.SILENCE: "silence",
        Kind.MEETING: "meeting agenda floor reply point minutes words summit",
        Kind.COMMITMENT: "commitment",
        Kind.MEASURE: "measure notification inspection visit focal-point line request",
        Kind.EXCHANGE: "exchange",
        Kind.TERM: "term matter",
        Kind.HAND_UP: "recommendation hand-up room",
        Kind.CHANNEL: "strand outcome interest entry",
        Kind.OFFICES: "offices message",
    }
)
_KIND = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}

_FILED, _DIGEST = "text.language/1", "digest"
_UNSEARCHED = frozenset(
    {"channel", "person", "persons", "stand", "head", "party", "parties", "thing", "origin", "day"}
)
"""Fields of words that nobody looks for, or that name single persons or give their addresses."""
_TITLES = frozenset({"title", "symbol"})
_WORDS = frozenset({Sort.TEXT, Sort.LINE})
_REGISTER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        forms.OPEN_CIRCLE: ("title",),
        forms.REMOVE_SEAT: ("reason",),
        forms.CITE_ACT: ("note",),
        forms.SAY: ("text",),
    }
)


def _fields_of(kind: ActKind) -> tuple[str, ...]:
    """The fields of an act that are words."""
    fields = (one for one in kind.form.fields if one.sort in _WORDS and one.choice is None)
    return tuple(one.name for one in fields if one.name not in _UNSEARCHED)


_FIELDS = {**_REGISTER, **{name: _fields_of(kind) for name, kind in KINDS.items()}}


def passages(stored: Stored, opener: Open, *, sound: bool) -> Iterator[Passage]:
    """What an act says; nothing where its body is not at hand or does not open.

    Args:
        stored: the act, without a body that is not the reader's.
        opener: opens bodies.
        sound: whether its body is known to have the form of the act; else it is held against it.
    """
    if stored.body is None:
        return
    entry = read_entry(stored.entry)
    envelope = entry.envelope
    fields = _FIELDS.get(envelope.name, ())
    if not fields and envelope.name != _FILED:
        return
    content = opener(entry, read_body(stored.body))
    if not isinstance(content, dict) or not (sound or _has_form(envelope.name, content)):
        return
    kind = kind_of(envelope.name)
    # An idea that rises is read without its author: nobody finds by a name who said it.
    by = "" if kind is Kind.HAND_UP else envelope.by
    for slot, (name, words) in enumerate(_said(envelope, content, fields)):
        yield Passage(
            number=stored.index,
            slot=slot,
            kind=kind.value,
            by=by,
            minute=minute(envelope.time),
            title=name in _TITLES,
            words=words,
            about=envelope.object,
        )


def kind_of(name: str) -> Kind:
    """The kind of thing that an act is about."""
    return Kind.FILE if name == _FILED else _KIND.get(name.partition(".")[0], Kind.SEAT)


def articles(charter: Charter, since: int) -> Iterator[Passage]:
    """Rules of procedure, article by article.

    Args:
        charter: that has them.
        since: the minute of the opening that brought them.
    """
    for number, one in enumerate(charter.articles):
        yield Passage(number=number, kind=Kind.RULE.value, minute=since, words=one.text)


def minute(time: str) -> int:
    """A moment of the record in minutes since 1970.

    >>> minute("1970-01-01T01:01:59Z")
    61
    """
    return int(dt.datetime.fromisoformat(time).timestamp()) // 60


def _said(
    envelope: Envelope, content: Mapping[str, Json], fields: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Each field of words with what it says; a list says each of its items."""
    if envelope.name == _FILED:
        yield "title", file_name(envelope.object, content)
    for name in fields:
        said = content.get(name)
        for one in said if isinstance(said, list) else [said]:
            if isinstance(one, str):
                yield name, one


def file_name(text: str, content: Mapping[str, Json]) -> str:
    """The name of a file as its page gives it, but for what its sort puts behind it."""
    digest = a2b_base64(str(content.get(_DIGEST, "")))
    return f"{text}-{content.get('language')}-{digest.hex()[:8]}"


def _has_form(name: str, content: Mapping[str, Json]) -> bool:
    """Whether a body has the form of its act; what is out of order may have none."""
    kind = KINDS.get(name)
    if kind is None:
        return False
    try:
        kind.form.read({key: value for key, value in content.items() if key != forms.ON_PAPER})
    except MalformedError:
        return False
    return True


# ---------------------------------------------------------------- versions

_VERSIONED = {
    "clause.propose/1": "clauses",
    "clause.revise/1": "clauses",
    "clause.alternative/1": "clauses",
    "clause.bridge/1": "clauses",
    "term.mean/1": "terms",
    "recommendation.draft/1": "recommendations",
    "recommendation.revise/1": "recommendations",
    "notification.send/1": "notifications",
    "notification.correct/1": "notifications",
}
"""Acts that give a thing its words, to where the standing has the thing."""


def still_said(forum: Forum, passage: Passage, name: str) -> bool | None:
    """Whether a thing stands in the words that an act gave it.

    Args:
        forum: the standing.
        passage: what the act said.
        name: of the act.

    Returns:
        None where the act gives no wording that others could follow, or how the thing stands is not
        known to the reader.
    """
    held = getattr(forum, _VERSIONED.get(name, ""), None)
    if held is None or passage.about not in held or passage.about in forum.unknown:
        return None
    return passage.words in _strings(held[passage.about])


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a thing
    """Every text in a thing as it stands, without what it was before."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif not isinstance(value, enum.Enum) and has(type(value)):
        held = asdict(value, recurse=False, filter=lambda part, _: part.name != "history")
        yield from _strings(tuple(held.values()))
