"""The calendar of measures, and what waits for whom under them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum
from tests.forum.measures_made import (
    ACTIVITY,
    ALL,
    CALENDAR,
    DESK,
    INSPECTION,
    VISITS,
    adopt,
    asked,
    invited,
    later,
    line,
    offer,
    sent,
)

from dipoli.charter.points import Point
from dipoli.forum import inspection as i
from dipoli.forum.hotline_rules import point_needed
from dipoli.forum.measure import EARLIEST, LATEST, shifted
from dipoli.forum.measure_calendar import due, reachable
from dipoli.forum.measure_forms import proposed
from dipoli.forum.overview import of_object
from dipoli.forum.procedure import rule as in_order
from dipoli.forum.today import today
from dipoli.record.shape import write_time

# ---------------------------------------------------------------- the calendar, and today


def test_the_calendar_lists_what_is_due_by_date_with_the_time_in_each_capital() -> None:
    paper = charter(members=tuple(evolve(one, zone="Asia/Tokyo") for one in charter().members))
    desk = adopt(Desk(forum(paper)), "M1", {**CALENDAR, "day": "04-01"})
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030)
    (first,) = due(desk.forum, desk.forum.time)
    assert (first.date, first.passed) == ("2030-04-01T23:59:59Z", False)
    assert first.seats == ("XAL", "XCO", "XDE")
    assert first.told == "M1: what is sent for 2030 is due; no entry of XAL, XCO, XDE."
    assert dict(first.capitals)["XAL"].time == "2030-04-02 08:59 (+09:00)"
    first, second = due(desk.forum, "2030-04-02T00:00:00Z")
    assert (first.passed, second.date) == (True, "2031-04-01T23:59:59Z")
    assert second.seats == ("XAL", "XBE", "XCO", "XDE")


def test_a_day_before_the_measure_came_into_force_is_not_due() -> None:
    desk = adopt(Desk(), "M1", {**CALENDAR, "day": "02-28"})
    assert [one.date for one in due(desk.forum, desk.forum.time)] == ["2031-02-28T23:59:59Z"]


def test_the_annual_meeting_is_due_until_a_meeting_is_entered_for_the_year() -> None:
    row = {"title": "Review", "shape": "meeting", "trigger": "each-year", "day": "12-01"}
    desk = adopt(Desk(), "M1", row)
    (only,) = due(desk.forum, desk.forum.time)
    assert only.told == "M1: the meeting for 2030 is due; no meeting is entered."
    for meeting, year in (("MTG-9", 2030), ("P-M1", 2030), ("SESSION", 2032)):
        refusal = desk.refused(OFFICE, "measure.meet", "M1", meeting=meeting, year=year)
        assert clause(refusal, Point.MEASURE)
    happened = desk.forum.happened.set("SESSION", desk.forum.time)
    desk.forum = desk.forum.grown(happened=happened)
    assert clause(
        desk.refused(OFFICE, "measure.meet", "M1", meeting="SESSION", year=2032), Point.MEASURE
    )
    for year in (2028, 2032):
        refusal = desk.refused(OFFICE, "measure.meet", "M1", meeting="SESSION", year=year)
        assert refusal.why.endswith(f"and the year named is {year}.")
    for year in (2029, 2031):  # a meeting may be held late, or early
        held = desk.act(OFFICE, "measure.meet", "M1", meeting="SESSION", year=year)
        assert in_order(desk.forum, held) is None
    desk.do(OFFICE, "measure.meet", "M1", meeting="SESSION", year=2030)
    assert due(desk.forum, desk.forum.time) == ()
    refusal = desk.refused(OFFICE, "measure.meet", "M1", meeting="SESSION", year=2030)
    assert refusal.why == "For 2030 SESSION is entered."
    adopt(desk, "M2")
    refusal = desk.refused(OFFICE, "measure.meet", "M2", meeting="SESSION", year=2030)
    assert refusal.why == "M2 takes the form of an annual calendar."


def test_an_exchange_is_due_until_a_round_is_announced_that_ends_in_its_year() -> None:
    row = {"title": "Returns", "shape": "exchange", "trigger": "each-year", "day": "12-15"}
    desk = adopt(Desk(), "M1", row)
    assert [one.told for one in due(desk.forum, desk.forum.time)] == [
        "M1: the exchange for 2030 is due; no round is announced for it."
    ]
    codes = ["XAL", "XBE", "XCO", "XDE"]
    desk.do(
        "XBE", "exchange.announce", "E1", 10, title="x", measure="M1", named=codes, holders=codes,
        otherwise="lapses", opens=desk.forum.time,
    )  # fmt: skip
    assert due(desk.forum, desk.forum.time) == ()


def test_a_visit_is_due_again_so_long_after_the_last_one() -> None:
    desk = offer(Desk(), row=VISITS)
    begun = desk.forum.time
    (only,) = due(desk.forum, begun)
    assert (only.date, only.told) == (later(desk, 100), "M1: an invitation of XBE is due.")
    invited(desk, measure="M1")
    desk.wait(hours=50).do("XBE", "visit.hold", "V1")
    (only,) = due(desk.forum, desk.forum.time)
    assert only.date == later(desk, 100)
    assert only.told == f"M1: an invitation of XBE is due; the last one was at {desk.forum.time}."


def test_inspections_visits_and_activities_to_come_stand_in_the_calendar_by_date() -> None:
    desk = adopt(Desk(), row=INSPECTION)
    asked(desk, "I1", "XCO")
    invited(desk)
    offer(desk, "M2", ACTIVITY)
    begins = later(desk, 40)
    desk.do("XBE", "notification.send", "N1", measure="M2", begins=begins)
    found = due(desk.forum, desk.forum.time)
    assert [(one.object, one.date, one.seats) for one in found] == [
        ("V1", later(desk, 20), ("XCO", "XDE")),
        ("I1", later(desk, 24), ("XBE",)),
        ("N1", begins, ("XAL", "XCO", "XDE")),
        ("V1", later(desk, 50), ()),
    ]
    assert found[1].told == f"I1: It needs the answer of XBE by {later(desk, 24)}."
    assert [one.object for one in due(desk.forum, later(desk, 60))] == ["I1"]


def told_today(desk: Desk, code: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    found = today(desk.forum, code, write_time(desk.now))
    return [
        (one.object, one.told, one.acts, one.until)
        for one in found
        if one.acts[0].partition(".")[0]
        in {"notification", "inspection", "visit", "line", "measure"}
    ]


def test_today_tells_each_seat_what_waits_for_its_own_act() -> None:
    desk = adopt(Desk(), row={**INSPECTION, "host": 1})
    asked(desk, "I1", "XCO")
    until = later(desk, 24)
    assert told_today(desk, "XBE") == [
        ("I1", "XCO asks for an inspection.", (i.ACCEPT, i.REFUSE), until)
    ]
    assert told_today(desk, "XCO") == []
    desk.do("XBE", "inspection.accept", "I1")
    entered = later(desk, 36)
    told = "The inspection is accepted; the entry of the team is entered."
    for code in ("XBE", "XCO"):
        assert told_today(desk, code) == [("I1", told, (i.CANCEL,), entered)]
    on_its_day = Desk(desk.forum)
    on_its_day.now = desk.now + timedelta(hours=30)
    for code in ("XBE", "XCO"):
        assert told_today(on_its_day, code) == [("I1", told, (i.ENTER, i.CANCEL), entered)]
    asked(desk, "I2", "XDE")
    found = told_today(desk, "XBE")
    assert found[0] == (
        "I2",
        "XDE asks for an inspection. The quota of XBE for 2030 under M1 is 1, and is used up.",
        (i.REFUSE,),
        until,
    )


def test_today_tells_of_a_yearly_entry_from_sixty_days_before_its_day() -> None:
    desk = adopt(Desk(), "M1", {**CALENDAR, "day": "06-01"})
    day = "2030-06-01T23:59:59Z"
    assert told_today(desk, "XBE") == []
    desk.wait(hours=24 * 31 + 14)
    assert told_today(desk, "XBE") == [
        ("M1", "What it sends for 2030 is due.", ("notification.send/1",), day)
    ]
    desk.wait(hours=24 * 90)
    assert told_today(desk, "XBE") == [
        ("M1", "What it sends for 2030 is due.", ("notification.send/1",), None)
    ]
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030)
    assert told_today(desk, "XBE") == []
    assert told_today(desk, "XCO")[0][:2] == ("M1", "What it sends for 2030 is due.")
    assert told_today(desk, "XCO")[1][1] == "A notification of XBE can be acknowledged."


def test_today_tells_of_invitations_and_of_lines() -> None:
    desk = line(invited(Desk()))
    assert [one[1] for one in told_today(desk, "XCO")] == [
        "An invitation of XBE waits for an answer.",
        "A line that XBE opened waits for its word.",
    ]
    desk.do("XCO", "line.confirm", "L1")
    number = desk.forum.acts
    desk.do("XBE", "line.test", "L1")
    assert told_today(desk, "XCO")[1] == (
        "L1", f"Act {number} tested the line; its answer is not entered.", ("line.answer/1",), None,
    )  # fmt: skip


# ---------------------------------------------------------------- the calendar, to its last second


def test_a_time_beyond_the_calendar_is_its_last_or_its_first_moment() -> None:
    assert shifted("9999-12-31T23:30:00Z", 1) == LATEST
    assert shifted("0001-01-01T00:30:00Z", -1) == EARLIEST
    assert shifted("2030-03-01T10:00:00Z", 0) == "2030-03-01T10:00:00Z"


def test_what_is_due_stands_in_the_calendar_from_its_first_moment_and_a_year_ahead() -> None:
    desk = Desk().wait(hours=13, seconds=59 * 60 + 59)
    adopt(desk, "M1", {**CALENDAR, "day": "03-02"})
    assert desk.forum.time == "2030-03-02T23:59:59Z"
    dates = [one.date for one in due(desk.forum, desk.forum.time)]
    assert dates == ["2030-03-02T23:59:59Z", "2031-03-02T23:59:59Z"]
    assert not due(desk.forum, desk.forum.time)[0].passed
    ahead = "2031-03-02T23:59:{}Z"
    for second, last in (("58", "2031-03-02"), ("59", "2032-03-02")):
        found = [one.date[:10] for one in due(desk.forum, ahead.format(second))]
        assert found[-1] == last, "the year to come is a leap year, of 366 days"
    late_ = due(desk.forum, "2030-03-03T00:00:00Z")[0]
    assert (late_.date[:10], late_.passed) == ("2030-03-02", True)


def test_an_exchange_of_another_measure_or_of_none_or_of_another_year_is_not_the_one_due() -> None:
    row = {"title": "Returns", "shape": "exchange", "trigger": "each-year", "day": "12-15"}
    desk = adopt(adopt(Desk(), "M1", row), "M2", row)
    codes = ["XAL", "XBE", "XCO", "XDE"]
    said = {"title": "x", "named": codes, "holders": codes, "otherwise": "lapses"}
    for name, measure, hours in (("E1", None, 10), ("E2", "M2", 10), ("E3", "M1", 8000)):
        opens = desk.forum.time
        desk.do("XBE", "exchange.announce", name, hours, **said, measure=measure, opens=opens)
    told_ = [one.told for one in due(desk.forum, desk.forum.time)]
    assert told_ == ["M1: the exchange for 2030 is due; no round is announced for it."]


def test_a_visit_that_is_due_again_in_a_year_stands_in_the_calendar() -> None:
    desk = offer(Desk(), "M1", {**VISITS, "again": 8784})
    assert len(due(desk.forum, desk.forum.time)) == 1
    desk = offer(Desk(), "M1", {**VISITS, "again": 8785})
    assert due(desk.forum, desk.forum.time) == ()


def test_what_begins_now_is_still_to_come() -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    begins, until = later(desk, 2000), later(desk, 1000)
    sent(desk, begins)
    said = {"title": "x", "sort": "visit", "guests": ["XCO"], "place": "y", "begins": begins}
    desk.do("XBE", "visit.invite", "V1", until, **said)

    def at(now: str) -> list[tuple[str, str]]:
        return [(one.object, one.date) for one in due(desk.forum, now)]

    assert at(until) == [("V1", until), ("N1", begins), ("V1", begins)]
    assert at(begins) == [("N1", begins), ("V1", begins)]
    assert at(shifted(begins, 1)) == []


def test_points_and_lines_that_can_be_used_are_listed_in_the_order_of_entry() -> None:
    desk = Desk()
    desk.do("XBE", "line.open", "L1", title="First", ends=["XCO", "XBE"], channel="phone")
    desk.do("XCO", "focal-point.name", "F1", subject="Fires", **DESK)
    desk.do("XBE", "line.open", "L2", title="Second", ends=["XBE", "XCO"], channel="radio")
    assert [one.object for one in reachable(desk.forum, desk.forum.time)] == ["F1"]
    desk.do("XCO", "line.confirm", "L2")
    desk.do("XCO", "line.confirm", "L1")
    found = reachable(desk.forum, desk.forum.time)
    assert [one.object for one in found] == ["L1", "F1", "L2"]
    assert (found[0].seats, found[0].how) == (("XBE", "XCO"), "phone")
    assert found[1].told == point_needed(desk.forum, desk.forum.focal_points["F1"])
    desk.do("XCO", "line.close", "L1")
    assert [one.object for one in reachable(desk.forum, desk.forum.time)] == ["F1", "L2"]


@pytest.mark.parametrize("years", [1, 3])
def test_what_is_said_of_a_row_gives_the_row_back(years: int) -> None:
    desk = adopt(Desk(), row={**ACTIVITY, "shape": "constraint", "host": 1, "years": years})
    row = desk.forum.measures["M1"].row
    assert proposed(row).row == row
    assert proposed(row).years == (None if years == 1 else years)


def test_a_row_with_fewer_numbers_than_kinds_is_refused() -> None:
    said = {**ACTIVITY, "direction": ALL, "least": [9000]}
    assert clause(Desk().refused("XBE", "measure.propose", "M1", **said), Point.MEASURE)


# ---------------------------------------------------------------- what waits for whom


def test_a_yearly_entry_waits_for_who_is_bound_from_its_day_to_sixty_days_ahead() -> None:
    desk = offer(Desk().wait(hours=13, seconds=59 * 60 + 59), "M1", {**CALENDAR, "day": "03-01"})
    assert desk.forum.time == "2030-03-01T23:59:59Z"
    assert [one[0] for one in told_today(desk, "XBE")] == ["M1"]
    assert told_today(desk, "XCO") == []
    desk.do("XBE", "measure.propose", "M9", **{**CALENDAR, "day": "03-01", "direction": ALL})
    assert told_today(desk, "XCO") == []
    year = "What it sends for {} is due."
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030)
    desk.now = datetime(2031, 3, 1, 23, 59, 58, tzinfo=UTC) - timedelta(days=60)
    assert told_today(desk, "XBE") == []
    desk.wait(seconds=1)
    (awaits,) = told_today(desk, "XBE")
    assert awaits[:2] == ("M1", year.format(2031))


def test_an_entry_of_the_next_year_waits_before_this_one_is_over() -> None:
    desk = adopt(Desk(), "M1", {**CALENDAR, "day": "01-10"})
    desk.now = datetime(2030, 12, 20, tzinfo=UTC)
    assert [one[1] for one in told_today(desk, "XBE")] == ["What it sends for 2031 is due."]


def test_what_a_seat_has_done_waits_for_it_no_more_and_what_others_do_never_did() -> None:
    desk = line(invited(adopt(Desk(), "M1", ACTIVITY), guests=["XCO"]))
    sent(desk, later(desk, 2000))
    for code, told_ in (("XBE", []), ("XDE", ["N1"]), ("XCO", ["L1", "N1", "V1"])):
        assert sorted(one[0] for one in told_today(desk, code)) == told_
    desk.do("XCO", "line.confirm", "L1")
    desk.do("XCO", "visit.accept", "V1")
    desk.do("XCO", "notification.acknowledge", "N1")
    assert told_today(desk, "XCO") == []
    desk.do("XBE", "notification.withdraw", "N1")
    assert told_today(desk, "XDE") == []


def test_a_report_waits_for_who_asked_for_the_inspection_and_for_nobody_else() -> None:
    desk = asked(adopt(Desk(), row=INSPECTION), "I1", "XCO")
    desk.do("XBE", "inspection.accept", "I1")
    desk.wait(hours=30).do("XCO", "inspection.enter", "I1")
    desk.do("XBE", "inspection.begin", "I1")
    desk.wait(hours=1).do("XCO", "inspection.leave", "I1")
    assert told_today(desk, "XCO") == [
        ("I1", "Its report is due.", ("inspection.report/1",), later(desk, 336))
    ]
    assert told_today(desk, "XBE") == []


def test_a_line_is_between_its_ends_and_nobody_else() -> None:
    desk = line(Desk())
    (group,) = of_object(desk.forum, desk.forum.time, "L1")
    assert group.lines[0].stage == "offered, between XBE, XCO"


def test_what_each_has_sent_for_a_year_stays_sent_when_one_of_them_hands_its_seat_over() -> None:
    desk = adopt(Desk())
    for code, name in (("XBE", "N1"), ("XCO", "N2")):
        desk.do(code, "notification.send", name, measure="M1", year=2030)
    decide(desk, "P9", "admit", "XNE for XCO")
    desk.do(OFFICE, "member.succeed", "XCO", successor="XNE", decision="P9")
    for code, name in (("XBE", "N1"), ("XNE", "N2")):
        refusal = desk.refused(code, "notification.send", "N3", measure="M1", year=2030)
        assert refusal.why == f"For 2030 {code} has sent {name}."


def test_a_yearly_meeting_is_nothing_that_a_seat_sends() -> None:
    row = {"title": "Review", "shape": "meeting", "trigger": "each-year", "day": "03-20"}
    desk = adopt(Desk(), "M1", row)
    assert told_today(desk, "XBE") == []
