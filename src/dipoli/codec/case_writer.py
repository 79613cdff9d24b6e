"""A case to the papers of a folder: what is written here is read back as the same case.

Papers are YAML in the one reading that `dipoli.codec.yaml12` allows: every text stands in double
quotes, every number in plain digits. A folder appears whole or not at all: it is written beside its
place, read back, and only then moved there.
"""

from __future__ import annotations

import csv
import enum
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from dipoli.analysis.case import Case, Event, Position
from dipoli.codec import case_papers as papers
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_papers import PAPERS, POSITION_SCHEMA, TIMELINE
from dipoli.codec.strict import key_of
from dipoli.codec.timeline import COLUMNS
from dipoli.faults import RefusedError

Plain = dict[str, Any]
"""A paper as mappings, lists, texts, whole numbers, true, false and null."""

_WIDTH = 96
_PLAIN_KEY = re.compile(r"[a-z][a-z_]+")
_TWO_READINGS = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def papers_of(case: Case) -> dict[str, Plain]:
    """Every paper of a case but the timeline, by its name in the folder.

    Args:
        case: the case.

    Returns:
        Plain values of each paper, keys in the order of the reference of the format.
    """
    made: dict[str, Plain] = {}
    for name, (schema, form) in PAPERS.items():
        given = {"schema": schema, "case": case.id, "states": case.channel_states}
        made[name] = _paper(case, form, given)
    for one in case.position_sets:
        for code, position in case.positions.get(one.id, {}).items():
            made[f"{one.folder}/{code}.yaml"] = _position(case, position)
    return made


def _paper(case: Case, form: type[Any], given: Plain) -> Plain:
    counts = {"baskets": len(case.baskets), "issues": len(case.issues)}
    if form is papers.CasePaper:
        given = {**given, **counts}
    values = {
        attribute.name: given[attribute.name]
        if attribute.name in given
        else getattr(case, attribute.name)
        for attribute in attrs.fields(form)
    }
    return _mapping(form(**values))


def _position(case: Case, position: Position) -> Plain:
    shared = {one.name: getattr(position, one.name) for one in attrs.fields(Position)}
    paper = papers.PositionPaper(schema=POSITION_SCHEMA, case=case.id, assessed=True, **shared)
    return _mapping(paper)


def _mapping(value: Any) -> Plain:  # noqa: ANN401 - any form of the format
    return {
        key_of(one.name): _plain(getattr(value, one.name))
        for one in attrs.fields(type(value))
        if one.default is attrs.NOTHING or getattr(value, one.name) != one.default
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the format
    if attrs.has(type(value)):
        return _mapping(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return str(value) if isinstance(value, str) else value


def timeline_text(events: tuple[Event, ...]) -> str:
    """``timeline.csv`` for events."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for event in events:
        values = {**attrs.asdict(event), "parties": ";".join(event.parties)}
        values["confidence"] = event.confidence.value
        rows.writerow([values[column] for column in COLUMNS])
    return text.getvalue()


# ---------------------------------------------------------------- YAML


def yaml_text(paper: Plain, mark: str) -> str:
    """A paper in YAML 1.2, with a mark in its first line.

    >>> print(yaml_text({"id": "a", "n": [1, 2], "of": {"NO": None}}, "Mark."), end="")
    # Mark.
    id: "a"
    "n": [1, 2]
    of: {"NO": null}
    """
    return "\n".join([f"# {mark}", *block_lines(paper, 0)]) + "\n"


def block_lines(value: Plain, indent: int) -> Iterator[str]:
    """A mapping in lines, each key on one of its own."""
    space = " " * indent
    for key, inner in value.items():
        flow = flow_text(inner)
        short = len(space) + len(key) + len(flow) < _WIDTH
        if not isinstance(inner, (dict, list)) or not inner or (short and _is_flat(inner)):
            yield f"{space}{_key(key)}: {flow}"
        elif isinstance(inner, dict):
            yield f"{space}{_key(key)}:"
            yield from block_lines(inner, indent + 2)
        else:
            yield f"{space}{_key(key)}:"
            yield from item_lines(inner, indent + 2)


def item_lines(values: list[Any], indent: int) -> Iterator[str]:
    """The entries of a list in lines, each behind a dash."""
    space = " " * indent
    for value in values:
        flow = flow_text(value)
        if not isinstance(value, dict) or (len(flow) + indent < _WIDTH and _is_flat(value)):
            yield f"{space}- {flow}"
        else:
            lines = block_lines(value, indent + 2)
            yield f"{space}- {next(lines).lstrip()}"
            yield from lines


def _is_flat(value: Any) -> bool:  # noqa: ANN401 - any plain value
    """Whether a value stands well on one line: no mapping inside it."""
    inside = value.values() if isinstance(value, dict) else value
    return not any(
        isinstance(one, dict) or (isinstance(one, list) and any(isinstance(x, dict) for x in one))
        for one in inside
    )


def flow_text(value: Any) -> str:  # noqa: ANN401 - any plain value
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow_text(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _quoted(value) if isinstance(value, str) else str(int(value))


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key not in _TWO_READINGS
    return key if plain else _quoted(key)


def _quoted(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


# ---------------------------------------------------------------- the folder


def write_case(case: Case, folder: Path) -> Case:
    """Write a case into a new folder.

    Args:
        case: a coherent case.
        folder: where it will stand; nothing may be there but an empty folder.

    Returns:
        The case as it is read back, with its digest.

    Raises:
        RefusedError: something stands there.
        MalformedError: the papers could not be read back; nothing is left.
        CaseError: the case is not coherent; nothing is left.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder}: something stands there. Name a folder that is new or empty."
        raise RefusedError(message)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
        place = Path(made) / folder.name
        place.mkdir()
        for name, paper in papers_of(case).items():
            path = place / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(yaml_text(paper, case.mark), encoding="utf-8", newline="\n")
        if case.timeline:
            text = timeline_text(case.timeline)
            (place / TIMELINE).write_text(text, encoding="utf-8", newline="\n")
        written = read_case(place)
        if folder.exists():
            folder.rmdir()
        shutil.move(place, folder)
    return written
