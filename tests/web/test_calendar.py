"""The calendar of a circle."""

from __future__ import annotations

import calendar

import pytest
from tests.web.moments import (
    EXERCISE,
    LATE,
    in_capital,
    plenary,
    proposal,
    reader,
    size_of_early,
    then,
)
from tests.web.stage import visitor

from dipoli.forum.commitment_told import due_of
from dipoli.forum.dates import dates
from dipoli.forum.meeting import Stage
from dipoli.web.speech import Speech

SEATS = ("XTV", "XNU", "XOB", "SECRETARIAT")
FERRY = "A ferry for the summer of the next year"


def month(name: str, code: str = "XTV") -> dict:  # type: ignore[type-arg]
    """The twin of one month."""
    answer = visitor(code).get(f"{EXERCISE}/calendar.json?month={name}")
    told: dict = answer.json()  # type: ignore[type-arg]
    return told


# ---------------------------------------------------------------- examples


def test_what_is_to_come_stands_by_time_with_what_happens_then() -> None:
    twin = visitor("XTV").twin(f"{EXERCISE}/calendar")
    rows = [row for group in twin["groups"] for row in group["rows"]]
    called = [one.id for one in plenary().meetings.values() if one.stage is Stage.CALLED]
    assert called
    expected = {(proposal(FERRY).id, "silence"), *((name, "meeting") for name in called)}
    assert expected <= {(row["object"], row["sort"]) for row in rows}
    assert all(row["told"].endswith(".") for row in rows)
    at = [row["at"]["utc"] for row in rows]
    assert at == sorted(at)
    assert min(at) >= plenary().time[:10]


def test_a_moment_is_told_in_utc_and_by_the_clock_of_the_readers_capital() -> None:
    name = proposal(FERRY).id
    until = plenary().silences[name].until
    rows = [row for group in month(until[:7])["groups"] for row in group["rows"]]
    silence = next(row for row in rows if row["object"] == name)
    assert silence["at"]["utc"] == until
    assert silence["at"]["capital"].startswith(in_capital(until, "XTV"))


def test_a_month_that_has_passed_can_be_read() -> None:
    meeting = min(plenary().meetings.values(), key=lambda one: one.opens)
    year, number = meeting.opens[:4], int(meeting.opens[5:7])
    assert meeting.opens[:7] < plenary().time[:7]
    twin = month(meeting.opens[:7])
    assert twin["month_told"] == f"{calendar.month_name[number]} {year}"
    assert any(row["object"] == meeting.id for group in twin["groups"] for row in group["rows"])
    assert all(row["passed"] for group in twin["groups"] for row in group["rows"])


@pytest.mark.parametrize("name", ["nonsense", "2030-99", "", "<b>"])
def test_a_month_that_is_none_has_nothing_in_it(name: str) -> None:
    answer = visitor("XTV").get(f"{EXERCISE}/calendar?month={name}")
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


def test_months_are_told_as_people_read_them() -> None:
    assert [Speech().month(name) for name in ("2032-01", "2031-12")] == [
        "January 2032",
        "December 2031",
    ]


def test_a_compiled_record_shows_dates_as_far_as_they_are_sure() -> None:
    twin = visitor().twin("/forums/six-party-talks/plenary/calendar")
    rows = [row for group in twin["groups"] for row in group["rows"]]
    assert rows
    assert all(row["at"] is None and row["day"] for row in rows)


def test_that_nothing_is_to_come_is_not_told_to_who_cannot_read_what_is() -> None:
    held = then(size_of_early())
    assert [one for one in dates(held, held.time) if one.at > held.time]
    late, page = reader(LATE)
    assert late.twin(f"{page}/calendar")["groups"] == []
    html = late.html(f"{page}/calendar")
    assert "Whether other things have one is not known here." in html


# ---------------------------------------------------------------- everything that has a date


@pytest.mark.parametrize("code", SEATS)
def test_every_month_opens_and_holds_its_own_days_alone(code: str) -> None:
    for one in visitor(code).twin(f"{EXERCISE}/calendar")["months"]:
        for group in month(one["month"], code)["groups"]:
            assert group["month"] == one["month"]
            assert group["rows"]


def test_every_meeting_silence_and_commitment_with_a_date_is_in_the_calendar() -> None:
    held = plenary()
    found = {(one.object, one.at) for one in dates(held, held.time)}
    assert {(one.id, one.opens) for one in held.meetings.values()} <= found
    assert {(name, one.until) for name, one in held.silences.items()} <= found
    due = {(one.id, due_of(held, one)) for one in held.commitments.values()}
    assert {pair for pair in due if pair[1] is not None} <= found
    for one in held.exchanges.values():
        assert {(one.id, one.opens), (one.id, one.until)} <= found


def test_late_is_a_date_only() -> None:
    held = plenary()
    for one in dates(held, held.time):
        for word in ("late", "overdue", "missed", "failed", "violat"):
            assert word not in one.told.lower().split()
