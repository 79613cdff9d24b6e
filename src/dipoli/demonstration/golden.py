"""Golden records: what a demonstration gave once, in bytes, and how it then stood.

A golden record is kept so that every later version of the rules is held against it: the same acts
must give the same standing for ever. The *summary* has the number of acts, the root and a digest of
the standing of each circle; the records themselves are one file, compressed. A sealed circle stands
there as its seats see it: the keys that open it are published.

The digest of a standing leaves out what is empty, so that a new sort of thing, of which an old
record has none, changes nothing in it.
"""

from __future__ import annotations

import enum
import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen
from immutables import Map

from dipoli.demonstration.keys import sealing_keys
from dipoli.demonstration.sealing import opener
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.record.custody import Stored
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.receive import replay

SCHEMA = "dipoli.golden/1"
SEATS = opener(sealing_keys().values())
"""Opens what the seats of a demonstration can open."""
_EMPTY: tuple[object, ...] = (None, [], False, "", 0, {})


@frozen(kw_only=True)
class Kept:
    """One record, as it is kept.

    Args:
        circle: under which name its office lay.
        origin: name of the record.
        head: the last signed head.
        acts: all of them.
    """

    circle: str
    origin: str
    head: bytes
    acts: tuple[Stored, ...]


def records(folder: Path) -> Iterator[Kept]:
    """The records of a demonstration that lies in a folder.

    Args:
        folder: in which it was made.
    """
    for place in sorted((folder / "offices").iterdir()):
        premises = open_premises(place)
        with premises.in_reading() as (standing, custody):
            yield Kept(
                circle=place.name,
                origin=premises.origin,
                head=custody.head().checkpoint,
                acts=tuple(custody.read(0, standing.size)),
            )


def write_records(kept: list[Kept]) -> bytes:
    """Records as one compressed file: a line for each record, then a line for each act."""
    lines = []
    for one in kept:
        head = one.head.decode("utf-8")
        lines.append(json.dumps([one.circle, one.origin, head, len(one.acts)]))
        for act in one.acts:
            body = None if act.body is None else act.body.decode("utf-8")
            lines.append(json.dumps([act.entry.decode("ascii"), body], ensure_ascii=False))
    return lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)


def read_records(data: bytes) -> list[Kept]:
    """What `write_records` wrote."""
    lines = iter(lzma.decompress(data).decode().split("\n"))
    kept = []
    for line in lines:
        circle, origin, head, size = json.loads(line)
        acts = tuple(_stored(index, next(lines)) for index in range(size))
        kept.append(Kept(circle=circle, origin=origin, head=head.encode(), acts=acts))
    return kept


def _stored(index: int, line: str) -> Stored:
    entry, body = json.loads(line)
    return Stored(index=index, entry=entry.encode(), body=None if body is None else body.encode())


# ---------------------------------------------------------------- how it stands


def told_of(one: Kept) -> dict[str, Any]:
    """What the summary says of a record: its acts are followed from the first to the last."""
    standing = replay(beginning(one.origin), one.acts)
    proceedings = Proceedings(lambda start, end: one.acts[start:end], SEATS)
    forum = proceedings.at(standing)
    return {
        "origin": one.origin,
        "acts": standing.size,
        "root": standing.root.hex(),
        "void": list(proceedings.void),
        "standing": None if forum is None else digest_of(forum),
    }


def summary(kept: list[Kept], inputs: Mapping[str, str]) -> dict[str, Any]:
    """The summary of a demonstration.

    Args:
        kept: its records.
        inputs: from what it was made.
    """
    circles = {one.circle: told_of(one) for one in kept}
    return {"schema": SCHEMA, "inputs": dict(inputs), "circles": circles}


def digest_of(forum: Forum) -> str:
    """SHA-256 of a standing, in hexadecimal; what is empty is left out."""
    held = {name: _plain(getattr(forum, name)) for name in _fields(forum)}
    plain = {name: item for name, item in held.items() if item not in _EMPTY}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(value: Any) -> list[str]:  # noqa: ANN401 - any value of attrs
    return [field.name for field in attrs.fields(type(value)) if field.name != "charter"]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the standing, sort by sort
    """A value in the words of JSON, without what is empty."""
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (Map, Mapping)):
        rows = [[_key(key), _plain(item)] for key, item in value.items()]
        return sorted(rows, key=lambda row: str(row[0]))
    if isinstance(value, frozenset):
        value = tuple(sorted(str(_plain(item)) for item in value))
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if attrs.has(type(value)):
        told = {name: _plain(getattr(value, name)) for name in _fields(value)}
        return {name: item for name, item in told.items() if item not in _EMPTY}
    return value


def _key(key: Any) -> str:  # noqa: ANN401 - any key of a map
    return key if isinstance(key, str) else json.dumps(_plain(key), ensure_ascii=False)


def inputs_of(**given: str) -> dict[str, str]:
    """From what a demonstration was made: what was given, and the hash of its script."""
    room = Path(__file__).parent
    script = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(room.glob("*.py"))))
    return {**given, "script": script.hexdigest()}
