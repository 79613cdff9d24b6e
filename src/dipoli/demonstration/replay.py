"""The replay: the Six-Party Talks 2003-2009 as public documents and the shipped files tell them.

Real states, and so no act of a government is made here: a *compiler* enters what the shipped
charter of the talks and the shipped timeline tell, each entry with its source and how sure it is.
Where a source tells of no step, there is none. The time of an act is the date that it tells of, at
noon UTC, the first day where the month alone is sure; the entry says how much of the date is sure.

The rule of selection: every event of the timeline in these years that belongs to the talks; every
document, working group and commitment of the charter; the events of the charter that the timeline
does not have on the same day. That a document was agreed is told once, where the charter and the
timeline both tell it: as the document, with the sources of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from dipoli.charter.framework import Framework, Frameworks
from dipoli.codec.charter_file import charter_on_preset
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.codec.timeline import Timeline, read_timeline
from dipoli.demonstration.chance import Dice, stream
from dipoli.demonstration.hall import ScriptError
from dipoli.demonstration.keys import REPLAY
from dipoli.forum.charter_text import write_charter
from dipoli.forum.compiled import NOTE, ROLE
from dipoli.record.canon import Json
from dipoli.secretariat.premises import Premises, make_premises
from dipoli.secretariat.receive import Receipted
from dipoli.terms import COMPILED

FRAMEWORK = "six-party-talks"
FORUM, CIRCLE, COMPILER = REPLAY, "plenary", "COMPILER"
FIRST, LAST = "2003-01-01", "2009-12-31"
_OPENS = datetime(2003, 1, 1, 12, tzinfo=UTC)
_SORTS = {
    "talks": "round", "agreement": "document", "breakdown": "departure", "statement": "statement",
    "un_statement": "statement", "implementation": "implementation", "launch": "launch",
    "test": "test", "sanction": "measure-of-others", "sanction_relief": "measure-of-others",
}  # fmt: skip
_SURE = ("high", "medium", "low")
_OUTCOMES = {"met": "met", "partly_met": "partly-met", "late": "late", "not_met": "not-met",
             "disputed": "disputed"}  # fmt: skip


@frozen(kw_only=True)
class Told:
    """One entry before it is made: its date, its short name, and what it says."""

    date: str
    name: str
    said: Mapping[str, Json]


def entries(frameworks: Frameworks, timeline: Timeline) -> list[Told]:
    """What the shipped files tell of the talks, in the order of its dates."""
    talks = next(one for one in frameworks.charters if one.id == FRAMEWORK)
    rows = [row for row in timeline.events if _of_the_talks(row)]
    dates = {row.date for row in rows}
    twice = {row.date: row for row in rows if _is_document(row, talks)}
    found = [
        *(_event(row) for row in rows if row not in twice.values()),
        *_documents(talks, frameworks, twice),
        *_working_groups(talks, frameworks),
        *_commitments(talks, frameworks),
        *_own_events(talks, frameworks, dates),
    ]
    return sorted(found, key=lambda one: (one.date, one.name))


def _of_the_talks(row: Any) -> bool:  # noqa: ANN401 - an event of a timeline
    return bool(row.framework == "Six-Party Talks" and FIRST <= row.date <= LAST)


def _event(row: Any) -> Told:  # noqa: ANN401 - as above
    # A round that ended without what it met for is a round; who announced that it leaves, departs.
    met = row.type == "breakdown" and len(row.parties) > 1
    sort = "round" if met else _SORTS[row.type]
    return _told(
        row.date, f"E-{row.id}", row.event, sort, list(row.parties), precision=row.date_precision,
        source=f"The shipped timeline, {row.id}{f', {row.reference}' if row.reference else ''}.",
        confidence=row.confidence,
    )  # fmt: skip


def _is_document(row: Any, talks: Framework) -> bool:  # noqa: ANN401 - as above
    """Whether an event is that a document of the charter was agreed: it is told once, as that."""
    agreed = row.type == "agreement" and row.date_precision == "day"
    return agreed and any(
        one.date == row.date and set(row.parties) == set(map(str, talks.members.codes))
        for one in talks.documents
    )


def _documents(
    talks: Framework, frameworks: Frameworks, twice: Mapping[str, Any]
) -> Iterator[Told]:
    """Each with its sources; where the timeline tells of it as well, with the timeline's words."""
    for one in talks.documents:
        row, source, sure = twice.get(one.date), _sources(one.sources, frameworks), one.confidence
        if row is not None:
            source += f" The shipped timeline, {row.id}: {row.event}."
            sure = max(sure, row.confidence, key=lambda each: _SURE.index(each.value))
        yield _told(
            one.date, f"D-{_digits(one.date)}", one.title, "document", list(talks.members.codes),
            source=source, confidence=sure, told=one.gist,
        )  # fmt: skip


def _working_groups(talks: Framework, frameworks: Frameworks) -> Iterator[Told]:
    """They were set up by the text of 13 February 2007, as the timeline says as well."""
    founded = "2007-02-13"
    for one in talks.baskets:
        yield _told(
            founded, f"G-{one.id.upper()}", f"Working group: {one.title}", "working-group",
            list(one.leads), source=_sources(("feb13_xinhua", "wg_chairs"), frameworks),
            confidence=one.confidence or talks.confidence.overall, told=one.note,
            of=f"D-{_digits(founded)}",
        )  # fmt: skip


def _commitments(talks: Framework, frameworks: Frameworks) -> Iterator[Told]:
    documents = {one.date for one in talks.documents}
    for number, one in enumerate(talks.commitments, 1):
        date = str(one.document_date)
        told = [f"In return: {one.reciprocal}." if one.reciprocal else "", one.note or ""]
        yield _told(
            date, f"H-{number}", one.text, "commitment", list(one.by),
            source=_sources(one.sources, frameworks), confidence=one.confidence,
            of=f"D-{_digits(date)}" if date in documents else None,
            due=None if one.due is None else _due(str(one.due)),
            outcome=_OUTCOMES.get(one.outcome.value, "unknown"),
            told=" ".join(filter(None, told)) or None,
        )  # fmt: skip


def _own_events(talks: Framework, frameworks: Frameworks, dates: set[str]) -> Iterator[Told]:
    """Events of the charter on days of which the timeline tells nothing of the talks."""
    documents = {one.date for one in talks.documents}
    for one in talks.timeline:
        near = {one.date, *(row for row in dates if row[:7] == one.date[:7])}
        if not near & dates and one.date not in documents:
            sort = "test" if "test" in one.event else "statement"
            yield _told(
                one.date, f"F-{_digits(one.date)}", one.event, sort, [],
                source=_sources(one.sources, frameworks), confidence=one.confidence,
            )  # fmt: skip


def _digits(date: str) -> str:
    return date.replace("-", "")


def _due(due: str) -> str:
    """A duration in words; a date as it is.

    >>> _due("P60D")
    '60 days after the document'
    """
    days = due.removeprefix("P").removesuffix("D")
    return f"{days} days after the document" if days.isdigit() else due


def _sources(keys: tuple[str, ...], frameworks: Frameworks) -> str:
    return "; ".join(frameworks.sources[key].title for key in keys) + "."


def _told(  # noqa: PLR0913 - what an entry says
    date: str,
    name: str,
    words: str,
    sort: str,
    parties: list[str],
    *,
    source: str,
    confidence: Any,  # noqa: ANN401 - an enum of two rooms, with the same words
    precision: str = "day",
    of: str | None = None,
    due: str | None = None,
    outcome: str | None = None,
    told: str | None = None,
) -> Told:
    said: dict[str, Json] = {
        "words": words, "sort": sort, "parties": [str(code) for code in parties],
        "date": _noon(date),
        "precision": precision, "source": source, "confidence": str(confidence.value), "of": of,
        "due": due, "outcome": outcome, "told": told,
    }  # fmt: skip
    return Told(date=date, name=name, said=said)


def _noon(date: str) -> str:
    return f"{date}T12:00:00Z"


# ---------------------------------------------------------------- making it


def make_replay(
    folder: Path, told: Callable[[datetime, int], None] = lambda _now, _acts: None
) -> Mapping[str, int]:
    """Make the replay in a folder that is new or empty.

    Args:
        folder: where its office is to lie.
        told: hears of the progress: the time, and how many acts.

    Returns:
        Circle to the number of its acts.

    Raises:
        RecordError: something lies there already.
    """
    frameworks = read_frameworks(shipped("frameworks"))
    content = (shipped("cases") / "korea" / "timeline.csv").read_bytes()
    timeline = read_timeline(content, "timeline.csv")
    place = folder / "offices" / CIRCLE
    premises = Premises(folder=place, forum=FORUM, circle=CIRCLE, code=COMPILER)
    chance = stream("office", FORUM, CIRCLE)
    keys = make_premises(premises, chance)
    premises.create(keys, _OPENS)
    with premises.at_work(keys, chance) as office:
        _held(office.open_circle(_paper(frameworks), _OPENS), "circle.open/1")
        number, last = 1, _OPENS
        for one in entries(frameworks, timeline):
            date = datetime.fromisoformat(_noon(one.date))
            last = max(date, last + timedelta(seconds=1))
            answer = office.act(NOTE, one.said, last, about=one.name, role=ROLE)
            number += 1
            _held(answer, one.name)
            told(last, number)
        return {CIRCLE: office.standing.size}


def _paper(frameworks: Frameworks) -> dict[str, Json]:
    talks = next(one for one in frameworks.charters if one.id == FRAMEWORK)
    listed = list(talks.members.codes)
    codes = Dice(stream("lot", FORUM)).some(listed, len(listed))
    members = [
        {"code": str(code), "category": "member", "zone": "UTC",
         "names": {"en": frameworks.name_of(code, talks)}}
        for code in codes
    ]  # fmt: skip
    charter = charter_on_preset(
        {
            "schema": "dipoli.charter/1", "preset": "six-party-style", "id": "six-party-replay",
            "title": {"en": "Six-Party Talks, compiled"}, "exercise": False, "languages": ["en"],
            "members": members, "presides": ["CHN"],
        }
    )  # fmt: skip
    charter = evolve(charter, style=f"{COMPILED}. Nothing was negotiated in it.")
    seats: list[Json] = [{"code": str(code), "keys": [], "paper": True} for code in codes]
    return {
        "title": "Six-Party Talks, compiled from public documents", "sealed": False,
        "seats": seats, "charter": write_charter(charter),
    }  # fmt: skip


def _held(answer: object, what: str) -> None:
    if not isinstance(answer, Receipted):
        message = f"{what}: {getattr(answer, 'ruling', answer)}"
        raise ScriptError(message)
