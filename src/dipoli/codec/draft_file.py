"""A file of a draft: a text under negotiation as places and ways, to be tied without its forum.

The form is ``dipoli.draft/1``, in YAML. A text may also come as the JSON twin of its page; which of
the two a file is, it says itself.
"""

from __future__ import annotations

import enum
import json
import re

from attrs import frozen

from dipoli.analysis.case import EXERCISE_MARK
from dipoli.analysis.meaning.draft import Draft, Place, Way
from dipoli.codec.case_writer import yaml_text
from dipoli.codec.draft_of import TWIN, draft_of_twin
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import MAX_BYTES, read_yaml
from dipoli.faults import Finding, MalformedError

SCHEMA = "dipoli.draft/1"
PRIVATE_MARK = (
    "A text under negotiation, kept for its reader's own analysis and private to them. It is no "
    "record of it."
)
"""In the first line of every file of a draft."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)


class _Schema(enum.Enum):
    ONE = SCHEMA


@frozen(kw_only=True)
class _Way:
    way: str
    words: str


@frozen(kw_only=True)
class _Within:
    place: str
    way: str


@frozen(kw_only=True)
class _Place:
    clause: str
    place: str
    within: _Within | None = None
    passage: str = ""
    ways: tuple[_Way, ...]


@frozen(kw_only=True)
class _File:
    """A file of a draft."""

    schema: _Schema
    id: str
    title: str
    version: int
    exercise: bool
    places: tuple[_Place, ...]


def read_draft(content: bytes, file: str) -> Draft:
    """Read a text from a file of a draft, or from the JSON twin of its page.

    Args:
        content: its bytes.
        file: its name, for findings.

    Raises:
        MalformedError: it cannot be read; with every fault of its form.
    """
    twin = _twin(content)
    draft = _of_file(content, file) if twin is None else draft_of_twin(twin, file)
    names = {draft.id, *draft.clauses, *(place.key for place in draft.places)}
    names |= {way.key for place in draft.places for way in place.ways}
    wrong = sorted(name for name in names if _NAME.fullmatch(name) is None)
    if wrong:
        found = ", ".join(repr(name[:80]) for name in wrong[:5])
        raise MalformedError([_finding(file, "short names of letters, digits and - . _", found)])
    return draft


def draft_bytes(draft: Draft) -> bytes:
    """A file of a draft; the mark of an exercise stands in it where the text is of one."""
    paper = {
        "schema": SCHEMA,
        "id": draft.id,
        "title": draft.title,
        "version": draft.version,
        "exercise": draft.exercise,
        "places": [_plain(place) for place in draft.places],
    }
    mark = f"{EXERCISE_MARK} {PRIVATE_MARK}" if draft.exercise else PRIVATE_MARK
    return yaml_text(paper, mark).encode()


def _twin(content: bytes) -> dict[str, object] | None:
    """The object, where a file is one of JSON and no draft; None where it is YAML."""
    if not content.lstrip().startswith(b"{") or len(content) > MAX_BYTES:
        return None
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) and told.get("schema") == TWIN else None


def _of_file(content: bytes, file: str) -> Draft:
    told = structure(read_yaml(content, file), _File)
    try:
        return Draft(
            id=told.id,
            title=told.title,
            version=told.version,
            exercise=told.exercise,
            places=tuple(map(_place, told.places)),
        )
    except ValueError as error:
        told_so = "places that fit into each other, each with its ways"
        raise MalformedError([_finding(file, told_so, str(error))]) from None


def _place(told: _Place) -> Place:
    return Place(
        clause=told.clause,
        key=told.place,
        ways=tuple(Way(key=one.way, words=one.words) for one in told.ways),
        within=None if told.within is None else (told.within.place, told.within.way),
        passage=told.passage,
    )


def _plain(place: Place) -> dict[str, object]:
    told: dict[str, object] = {"clause": place.clause, "place": place.key}
    if place.within is not None:
        told["within"] = {"place": place.within[0], "way": place.within[1]}
        told["passage"] = place.passage
    told["ways"] = [{"way": way.key, "words": way.words} for way in place.ways]
    return told


def _finding(file: str, expected: str, found: str) -> Finding:
    return Finding(
        file=file,
        expected=expected,
        found=found,
        mend="correct it, or take the draft anew from where it came",
    )
