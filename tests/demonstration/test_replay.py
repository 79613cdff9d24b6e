"""The replay: what documents tell, each with its source; no act of a government, no other mark."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.demonstration.golden_files import forum, kept
from tests.forum.made import Desk, charter
from tests.forum.made import forum as made_forum

from dipoli.analysis.case import Event
from dipoli.charter.framework import Frameworks
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.codec.timeline import Timeline, read_timeline
from dipoli.demonstration.replay import entries
from dipoli.forum.compiled import Outcome, Precision, Sort, dated, told
from dipoli.forum.overview import overview
from dipoli.forum.text_views import COMPILED_MARK, EXERCISE, marked
from dipoli.record.act import read_entry
from dipoli.terms import COMPILED, Confidence

REPLAY = forum("replay", "plenary")
TOLD_AS_DOCUMENTS = {"K074": "D-20050919", "K083": "D-20070213", "K088": "D-20071003"}
"""Events of the timeline that documents of the charter tell as well."""


def _frameworks() -> Frameworks:
    return read_frameworks(shipped("frameworks"))


def _timeline() -> Timeline:
    content = (shipped("cases") / "korea" / "timeline.csv").read_bytes()
    return read_timeline(content, "timeline.csv")


def test_every_act_is_the_compilers() -> None:
    for act in kept("replay")[0].acts:
        envelope = read_entry(act.entry).envelope
        assert (envelope.by, envelope.entered_by) == ("COMPILER", "COMPILER")
        assert envelope.role == ("secretariat" if envelope.seq == 0 else "compiler")


def test_every_entry_has_its_source_and_how_sure_it_is() -> None:
    assert len(REPLAY.entries) == 33
    for one in REPLAY.entries.values():
        assert one.said.source.strip()
        assert f"Confidence: {one.said.confidence.value}." in told(one)
        assert "2003" <= one.said.date[:4] <= "2009"


def test_every_event_of_the_talks_in_the_timeline_is_entered_word_for_word() -> None:
    rows = [one for one in _timeline().events if one.framework == "Six-Party Talks"]
    rows = [one for one in rows if "2003" <= one.date[:4] <= "2009"]
    assert len(rows) == 19
    for row in rows:
        if row.id in TOLD_AS_DOCUMENTS:
            continue
        said = REPLAY.entries[f"E-{row.id}"].said
        assert (said.words, said.parties) == (row.event, row.parties)
        assert said.confidence.value == row.confidence.value


def test_that_a_document_was_agreed_is_told_once_with_the_sources_of_both() -> None:
    rows = {one.id: one for one in _timeline().events}
    for row, name in TOLD_AS_DOCUMENTS.items():
        assert f"E-{row}" not in REPLAY.entries
        said = REPLAY.entries[name].said
        assert said.source.endswith(f" The shipped timeline, {row}: {rows[row].event}.")
        assert said.date[:10] == rows[row].date
        assert set(said.parties) == set(rows[row].parties)
    days = [one.said.date for one in REPLAY.entries.values() if one.said.sort is Sort.DOCUMENT]
    assert len(days) == len(set(days)) == 5


def test_of_two_tellings_the_less_sure_one_counts() -> None:
    row = next(one for one in _timeline().events if one.id == "K074")
    doubted = evolve(row, confidence=Confidence.LOW)
    found = entries(_frameworks(), Timeline(events=(doubted,), lines=(1,)))
    (said,) = (one.said for one in found if one.name == "D-20050919")
    assert said["confidence"] == "low"


@pytest.mark.parametrize(
    "changed",
    [{"date": "2005-09-18"}, {"type": "talks"}, {"date_precision": "month"}, {"parties": ("USA",)}],
)
def test_what_is_not_surely_the_same_is_told_apart(changed: dict[str, Any]) -> None:
    row = next(one for one in _timeline().events if one.id == "K074")
    found = entries(_frameworks(), Timeline(events=(evolve(row, **changed),), lines=(1,)))
    assert {"E-K074", "D-20050919"} <= {one.name for one in found}


def test_nothing_is_late_without_a_date_by_which_it_was_due() -> None:
    late = [one.said for one in REPLAY.entries.values() if one.said.outcome is Outcome.LATE]
    assert late
    assert all(said.due for said in late)


def test_every_document_group_and_commitment_of_the_shipped_charter_is_entered() -> None:
    talks = next(
        one
        for one in read_frameworks(shipped("frameworks")).charters
        if one.id == "six-party-talks"
    )
    words = {one.said.words for one in REPLAY.entries.values()}
    assert {one.title for one in talks.documents} <= words
    assert {f"Working group: {one.title}" for one in talks.baskets} <= words
    assert {one.text for one in talks.commitments} <= words
    outcomes = [one.said.outcome for one in REPLAY.entries.values() if one.said.outcome]
    assert len(outcomes) == len(talks.commitments)


def test_a_departure_is_entered_where_a_party_alone_announced_it() -> None:
    left = [one for one in REPLAY.entries.values() if one.said.sort is Sort.DEPARTURE]
    assert [one.id for one in left] == ["E-K102"]


def test_a_date_is_told_as_far_as_it_is_sure() -> None:
    row = Event(
        id="K1", date="2007-07-15", date_precision="month", type="talks", event="They met.",
        parties=("XAL", "XBE"), format="multilateral", basket="", reference="",
        framework="Six-Party Talks", confidence=Confidence.LOW,
    )  # fmt: skip
    frameworks = read_frameworks(shipped("frameworks"))
    found = entries(frameworks, Timeline(events=(row,), lines=(1,)))
    said = next(one.said for one in found if one.name == "E-K1")
    assert (said["precision"], said["confidence"]) == ("month", "low")
    date = str(said["date"])
    assert [dated(date, one) for one in Precision] == ["2007-07-15", "2007-07", "2007"]


def test_the_mark_is_another_than_that_of_an_exercise() -> None:
    assert marked(REPLAY.charter) == (COMPILED_MARK,)
    assert COMPILED in COMPILED_MARK
    assert marked(charter()) == (EXERCISE,)
    assert marked(evolve(charter(), exercise=False)) == ()


def test_entries_stand_in_the_overview_in_the_order_of_their_dates() -> None:
    (group,) = (one for one in overview(REPLAY, REPLAY.time) if one.heading.startswith("Compiled"))
    assert len(group.lines) == len(REPLAY.entries)
    dates = [line.needed[:10] for line in group.lines]
    assert dates == sorted(dates)


# ---------------------------------------------------------------- the rules of entries

SAID = {
    "words": "They met.", "sort": "round", "date": "2030-01-01T12:00:00Z", "precision": "day",
    "source": "A communiqué.", "confidence": "high",
}  # fmt: skip


def _desk(*, compiled: bool = True) -> Desk:
    style = f"{COMPILED}." if compiled else "a style"
    desk = Desk(made_forum(evolve(charter(), exercise=False, style=style)))
    desk.role = "compiler"
    return desk


def _note(desk: Desk, name: str = "E1", **more: object) -> None:
    desk.forum = desk.do("SECRETARIAT", "entry.note", name, **{**SAID, **more})  # type: ignore[arg-type]


def test_a_compiler_enters_in_a_compiled_record() -> None:
    desk = _as_compiler(_desk())
    _note(desk)
    _note(desk, "E2", of="E1", outcome="late", due="60 days after the document", told="So.")
    assert told(desk.forum.entries["E2"]) == (
        "2030-01-01. Due: 60 days after the document. Outcome, in the compiler's reading: late. "
        '"So." Source: "A communiqué." Confidence: high.'
    )


def _as_compiler(desk: Desk) -> Desk:
    usual = desk.act

    def act(*args: object, **said: object) -> object:
        return evolve(usual(*args, **said), role=desk.role)  # type: ignore[arg-type]

    desk.act = act  # type: ignore[method-assign, assignment]
    return desk


@pytest.mark.parametrize(
    ("compiled", "role", "more", "remedy"),
    [
        (False, "compiler", {}, "Register commitments"),
        (True, "secretariat", {}, "Enter it in the role compiler."),
        (True, "compiler", {"of": "E9"}, "Name one that was made before, or none."),
        (True, "compiler", {"date": "2031-01-01T12:00:00Z"}, "Enter what documents tell"),
    ],
)
def test_what_is_no_entry(
    *,
    compiled: bool,
    role: str,
    more: dict[str, str],
    remedy: str,
) -> None:
    desk = _as_compiler(_desk(compiled=compiled))
    desk.role = role
    refusal = desk.refused("SECRETARIAT", "entry.note", "E1", **{**SAID, **more})
    assert refusal.remedy.startswith(remedy)


def test_no_party_makes_entries() -> None:
    assert _as_compiler(_desk()).refused("XAL", "entry.note", "E1", **SAID)
