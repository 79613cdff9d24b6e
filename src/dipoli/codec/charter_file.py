"""A charter file to a charter: rules of procedure as a paper, with every fault at once.

A charter file is of one of two forms. The whole one holds everything: members, rules, articles.
The short one names a preset that comes with Dipoli and gives its own title, languages and members,
the exercise mark, who presides where the preset leaves that open, and what it changes. Each change
is an article of its own that says so: it takes over the points that it settles from the articles of
the preset, and sets values that belong to these points. So no value changes in silence.

The form is checked first; only a file of the right form is held against itself
(`dipoli.charter.coherence`). The form is that of ``docs/reference/charter-files.md``.
"""

from __future__ import annotations

import copy
import difflib
import enum
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from dipoli.charter.coherence import GOVERNS, Fault, incoherences, number_key
from dipoli.charter.points import Point
from dipoli.charter.rules import (
    Article,
    BasketRule,
    BodyRules,
    ChairRules,
    Charter,
    CrisisRules,
    DecisionRules,
    ExchangeRules,
    Level,
    MeetingRules,
    Member,
    RoomRules,
    SeatRules,
    SilenceRules,
    TextRules,
)
from dipoli.codec.shipped import shipped
from dipoli.codec.strict import structure
from dipoli.codec.yaml12 import MAX_BYTES, Paper, Place, read_yaml, show_place
from dipoli.faults import CharterError, Finding, MalformedError


class _CharterSchema(enum.Enum):
    ONE = "dipoli.charter/1"


class _PresetSchema(enum.Enum):
    ONE = "dipoli.preset/1"


@frozen(kw_only=True)
class Preset:
    """A preset: rules of procedure in the style of some forum, without members.

    Args:
        id: the name of its file.
        title: language to title.
        style: after what it is modelled.
        about: what is certain in it and what is ours, in a paragraph.
    """

    schema: _PresetSchema
    id: str
    title: Mapping[str, str]
    style: str
    about: str
    level: Level
    baskets: tuple[BasketRule, ...]
    seats: SeatRules
    chair: ChairRules
    bodies: BodyRules
    meeting: MeetingRules
    decision: DecisionRules
    silence: SilenceRules
    text: TextRules
    exchange: ExchangeRules
    crisis: CrisisRules
    rooms: RoomRules
    articles: tuple[Article, ...]


@frozen(kw_only=True)
class _Whole:
    """A charter file that holds everything."""

    schema: _CharterSchema
    id: str
    title: Mapping[str, str]
    style: str
    exercise: bool
    languages: tuple[str, ...]
    members: tuple[Member, ...]
    level: Level
    baskets: tuple[BasketRule, ...]
    seats: SeatRules
    chair: ChairRules
    bodies: BodyRules
    meeting: MeetingRules
    decision: DecisionRules
    silence: SilenceRules
    text: TextRules
    exchange: ExchangeRules
    crisis: CrisisRules
    rooms: RoomRules
    articles: tuple[Article, ...]


@frozen(kw_only=True)
class _Change:
    """One change of a preset: an article, and the values that it sets."""

    number: str
    text: str
    settles: tuple[Point, ...]
    sets: Mapping[str, Any]


@frozen(kw_only=True)
class _Short:
    """A charter file that names a preset."""

    schema: _CharterSchema
    preset: str
    id: str
    title: Mapping[str, str]
    exercise: bool
    languages: tuple[str, ...]
    members: tuple[Member, ...]
    presides: tuple[str, ...] = ()
    baskets: tuple[BasketRule, ...] | None = None
    changes: tuple[_Change, ...] = ()


def read_charter(path: Path, presets: Path | None = None) -> Charter:
    """Read a charter file.

    Args:
        path: the file.
        presets: the folder of presets; those that come with Dipoli when None.

    Raises:
        MalformedError: the file, or the preset that it names, cannot be read; with every fault.
        CharterError: it is of the right form and incoherent; with every fault.
    """
    paper = _open(path)
    if isinstance(paper.data, dict) and "preset" in paper.data:
        paper = _on_preset(paper, presets or shipped("charters"))
    return _charter(paper)


def charter_on_preset(given: Mapping[str, Any], presets: Path | None = None) -> Charter:
    """The charter that a preset and what is given beside it make: the short form, without a file.

    Args:
        given: keys and values of the short form.
        presets: the folder of presets; those that come with Dipoli when None.

    Raises:
        MalformedError: it has not the short form, or there is no such preset; with every fault.
        CharterError: it is of the right form and incoherent; with every fault.
    """
    content = json.dumps(dict(given), ensure_ascii=False).encode("utf-8")
    paper = read_yaml(content, "what was given")
    return _charter(_on_preset(paper, presets or shipped("charters")))


def read_preset(path: Path) -> Preset:
    """Read a preset.

    Raises:
        MalformedError: it cannot be read; with every fault.
    """
    return structure(_open(path), Preset)


def preset_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the presets in a folder, in alphabetical order."""
    return tuple(sorted(path.stem for path in (folder or shipped("charters")).glob("*.yaml")))


# ---------------------------------------------------------------- reading


def _open(path: Path) -> Paper:
    """The paper at a path, and never more of it than is allowed."""
    fault = Finding(
        file=str(path), expected="a file that can be read", found="", mend="name another file"
    )
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise MalformedError([evolve(fault, found=str(error.strerror))]) from None
    return read_yaml(content, str(path))


def _charter(paper: Paper) -> Charter:
    whole = structure(paper, _Whole)
    charter = Charter(
        id=whole.id,
        title=whole.title,
        style=whole.style,
        exercise=whole.exercise,
        languages=whole.languages,
        members=whole.members,
        level=whole.level,
        baskets=whole.baskets,
        seats=whole.seats,
        chair=whole.chair,
        bodies=whole.bodies,
        meeting=whole.meeting,
        decision=whole.decision,
        silence=whole.silence,
        text=whole.text,
        exchange=whole.exchange,
        crisis=whole.crisis,
        rooms=whole.rooms,
        articles=whole.articles,
    )
    faults = [_placed(fault, paper) for fault in incoherences(charter)]
    if faults:
        raise CharterError(faults)
    return charter


def _placed(fault: Fault, paper: Paper) -> Finding:
    return Finding(
        file=paper.file,
        line=paper.line_of(fault.place),
        where=fault.where,
        expected=fault.expected,
        found=fault.found,
        mend=fault.mend,
    )


# ---------------------------------------------------------------- a preset and its changes


def _on_preset(paper: Paper, folder: Path) -> Paper:
    """The short form made whole: the preset's paper, with what the file gives and changes.

    The lines are those of the file; what comes from the preset has the line that names it.
    """
    short = structure(paper, _Short)
    if short.preset not in preset_names(folder):
        found = f"the preset {short.preset[:60]}"
        expected = f"one of {', '.join(preset_names(folder))}"
        raise MalformedError([_at(paper, ("preset",), expected, found, "name one of these")])
    base = _open(folder / f"{short.preset}.yaml")
    preset = structure(base, Preset)
    faults = list(_misfits(paper, short, preset))
    if faults:
        raise CharterError(faults)
    given = paper.data
    assert isinstance(given, dict)  # noqa: S101 - it has the short form
    assert isinstance(base.data, dict)  # noqa: S101 - it has the form of a preset
    data: dict[str, Any] = {key: copy.deepcopy(base.data[key]) for key in _FROM_PRESET}
    lines = {place: line for place, line in paper.lines.items() if place[:1] not in _REMADE}
    data |= {key: given[key] for key in _GIVEN}
    own = given.get("baskets")
    data["baskets"] = base.data["baskets"] if own is None else own
    if "presides" in given:
        data["chair"]["fixed"] = given["presides"]
        lines["chair", "fixed"] = paper.line_of(("presides",))
    _set(data, lines, short, paper)
    data["articles"] = _articles(data["articles"], short, lines, paper)
    lines[()] = paper.line_of(("preset",))
    return Paper(file=paper.file, data=data, lines=lines)


_GIVEN = ("schema", "id", "title", "exercise", "languages", "members")
_FROM_PRESET = (
    "style",
    "level",
    "seats",
    "chair",
    "bodies",
    "meeting",
    "decision",
    "silence",
    "text",
    "exchange",
    "crisis",
    "rooms",
    "articles",
)
_REMADE: frozenset[Place] = frozenset({(), ("changes",), ("presides",), ("preset",)})


def _misfits(paper: Paper, short: _Short, preset: Preset) -> Iterator[Finding]:
    """Changes that cannot be made: unknown values, values of other points, numbers in use."""
    taken = {one.number for one in preset.articles}
    settled: set[Point] = set()
    for k, change in enumerate(short.changes):
        place: Place = ("changes", k)
        if change.number in taken:
            expected = f"a number that {short.preset} does not use"
            mend = "give the change a number of its own"
            yield _at(paper, (*place, "number"), expected, f"{change.number}, in use", mend)
        taken.add(change.number)
        for s, point in enumerate(change.settles):
            if point in settled:
                here = (*place, "settles", s)
                mend = "settle it in one of the two"
                yield _at(paper, here, "each point changed once", point.value, mend)
            settled.add(point)
        if not change.settles:
            mend = "name the points that it changes"
            yield _at(paper, (*place, "settles"), "the points that change", "none", mend)
        for path in change.sets:
            here = (*place, "sets", path)
            if path not in GOVERNS:
                near = difflib.get_close_matches(path, GOVERNS, n=1)
                mend = f"write {near[0]} if that is meant" if near else "see the reference"
                yield _at(paper, here, "a value such as decision.notice", path[:60], mend)
            elif GOVERNS[path] not in change.settles:
                point = GOVERNS[path]
                expected = f"{point.value} among what the article settles"
                yield _at(paper, here, expected, "it is not there", f"add {point.value} to settles")


def _set(data: dict[str, Any], lines: dict[Place, int], short: _Short, paper: Paper) -> None:
    """Put the values of all changes in their places."""
    for k, change in enumerate(short.changes):
        for path, value in change.sets.items():
            place = tuple(path.split("."))
            around = data
            for key in place[:-1]:
                around = around[key]
            around[place[-1]] = value
            lines[place] = paper.line_of(("changes", k, "sets", path))


def _articles(
    articles: list[dict[str, Any]], short: _Short, lines: dict[Place, int], paper: Paper
) -> list[dict[str, Any]]:
    """The preset's articles without the points that changes took over, and those of the changes.

    An article that has lost every point is left out; one that lost some says which.
    """
    taker = {point.value: change.number for change in short.changes for point in change.settles}
    kept: list[tuple[dict[str, Any], int | None]] = []
    for article in articles:
        lost = [point for point in article["settles"] if point in taker]
        rest = [point for point in article["settles"] if point not in taker]
        if lost and not rest:
            continue
        if lost:
            told = "; ".join(f"on {point} see art. {taker[point]}" for point in lost)
            note = " ".join(filter(None, (article.get("note"), f"Changed in part: {told}.")))
            article |= {"settles": rest, "note": note}
        kept.append((article, None))
    for k, change in enumerate(short.changes):
        told = f"An article of this charter's own, in place of what {short.preset} says."
        own = {
            "number": change.number,
            "text": change.text,
            "settles": [point.value for point in change.settles],
            "basis": "proposed",
            "note": told,
        }
        kept.append((own, k))
    kept.sort(key=lambda pair: _order(pair[0]["number"]))
    for n, (_article, origin) in enumerate(kept):
        if origin is not None:
            for key in ("number", "text", "settles"):
                lines["articles", n, key] = paper.line_of(("changes", origin, key))
            lines["articles", n] = paper.line_of(("changes", origin))
    return [article for article, _ in kept]


def _order(number: str) -> tuple[int, ...]:
    """The place of an article; one whose number has no form comes last, and is found there."""
    parts = number.split(".")
    return number_key(number) if all(part.isdecimal() for part in parts) else (10**9,)


def _at(paper: Paper, place: Place, expected: str, found: str, mend: str) -> Finding:
    return Finding(
        file=paper.file,
        line=paper.line_of(place),
        where=show_place(place),
        expected=expected,
        found=found,
        mend=mend,
    )
