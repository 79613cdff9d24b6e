"""Prior notifications: sent in time, acknowledged, questioned, corrected."""

from __future__ import annotations

from typing import Any

import pytest
from immutables import Map
from tests.forum.made import Desk, clause
from tests.forum.measures_made import (
    ACTIVITY,
    CALENDAR,
    ONE,
    adopt,
    later,
    sent,
)

from dipoli.charter.points import Point
from dipoli.forum.measure import LATEST
from dipoli.forum.notification_rules import awaited, due_of, late, reached, told
from dipoli.forum.notification_rules import still_needed as notification_needed
from dipoli.forum.overview import of_object

# ---------------------------------------------------------------- notifications


def test_a_late_notification_is_in_order_and_shows_its_dates_and_nothing_else() -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    begins = later(desk, 1007)
    sent(desk, begins)
    one = desk.forum.notifications["N1"]
    asked = later(desk, -1)
    assert (due_of(desk.forum, one), late(desk.forum, one)) == (asked, asked)
    assert told(desk.forum, one)[0] == f"M1 asks for it by {asked}; it came at {desk.forum.time}."
    (group,) = of_object(desk.forum, desk.forum.time, "N1")
    assert group.lines[0].stage == (
        f"sent, of XBE, under M1; asked for by {asked}, came at {desk.forum.time}"
    )


def test_at_the_very_last_second_it_is_not_late() -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    sent(desk, later(desk, 1008))
    one = desk.forum.notifications["N1"]
    assert due_of(desk.forum, one) == one.sent
    assert late(desk.forum, one) is None


def test_one_that_comes_years_after_the_event_is_received_as_well() -> None:
    row = {"title": "Events", "shape": "notification", "trigger": "after-an-event", "within": 24}
    desk = sent(adopt(Desk(), row=row), "2020-01-01T00:00:00Z")
    assert late(desk.forum, desk.forum.notifications["N1"]) == "2020-01-02T00:00:00Z"


def test_a_date_at_the_end_of_the_calendar_stops_nothing() -> None:
    row = {"title": "Events", "shape": "notification", "trigger": "after-an-event", "within": 24}
    desk = sent(adopt(Desk(), row=row), LATEST)
    assert due_of(desk.forum, desk.forum.notifications["N1"]) == LATEST


@pytest.mark.parametrize(
    ("kinds", "figures", "whether", "words"),
    [
        (["troops"], [9000], True, "is reached: troops 9000, from 9000 on; tanks not given,"),
        (["troops", "tanks"], [8999, 249], False, "of M1: troops 8999, from 9000 on; tanks 249,"),
        (["troops"], [8999], None, "do not tell: troops 8999, from 9000 on; tanks not given,"),
        (["tanks", "ships"], [250, 3], True, "troops not given, from 9000 on; tanks 250,"),
    ],
)
def test_figures_are_held_against_the_threshold_and_what_is_not_given_is_not_below(
    kinds: list[str],
    figures: list[int],
    whether: object,
    words: str,
) -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    sent(desk, later(desk, 2000), kinds=kinds, figures=figures)
    one = desk.forum.notifications["N1"]
    assert reached(desk.forum, one) is whether
    before = {
        True: "The threshold of M1 is reached: ",
        False: "It is below the threshold of M1: ",
        None: "Whether the threshold of M1 is reached, the figures do not tell: ",
    }
    sentence = told(desk.forum, one)[1]
    assert sentence.startswith(before[reached(desk.forum, one)])
    assert sentence.endswith(f"{words} from 250 on.")


def test_a_measure_without_a_threshold_applies_at_any_size() -> None:
    desk = adopt(Desk(), row={**ACTIVITY, "kinds": [], "least": []})
    sent(desk, later(desk, 2000))
    one = desk.forum.notifications["N1"]
    assert reached(desk.forum, one) is True
    assert len(told(desk.forum, one)) == 1


def test_the_quota_of_a_constraint_is_told_beside_the_notification_and_stops_none() -> None:
    row = {**ACTIVITY, "shape": "constraint", "host": 1, "years": 3}
    desk = adopt(Desk(), row=row)
    for name in ("N1", "N2"):
        sent(desk, later(desk, 2000), name)
    assert told(desk.forum, desk.forum.notifications["N2"])[-1] == (
        "M1 foresees at most 1 in 3 calendar years."
    )


def test_each_other_seat_acknowledges_once_and_anew_after_a_correction() -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    sent(desk, later(desk, 2000), kinds=["troops"], figures=[10], place="North")
    one = desk.forum.notifications["N1"]
    assert notification_needed(desk.forum, one) == "It can be acknowledged by XAL, XCO, XDE."
    assert clause(desk.refused("XBE", "notification.acknowledge", "N1"), Point.NOTIFICATION)
    for code in ("XAL", "XCO", "XDE"):
        desk.do(code, "notification.acknowledge", "N1")
    one = desk.forum.notifications["N1"]
    assert (one.stage.value, notification_needed(desk.forum, one)) == (
        "acknowledged",
        "Nothing is needed.",
    )
    desk.do("XBE", "notification.correct", "N1", words="More.", kinds=["tanks"], figures=[4])
    one = desk.forum.notifications["N1"]
    assert one.figures == Map({"troops": 10, "tanks": 4})
    assert (one.words, one.place, one.stage.value) == ("More.", "North", "corrected")
    assert list(one.corrected.values()) == [desk.forum.time]
    assert awaited(desk.forum, one) == ("XAL", "XCO", "XDE")
    desk.do("XAL", "notification.acknowledge", "N1")
    assert clause(desk.refused("XAL", "notification.acknowledge", "N1"), Point.NOTIFICATION)


def test_who_is_not_bound_offers_a_measure_and_notifies_under_that() -> None:
    desk = adopt(Desk(), row=ACTIVITY, seats=["XBE", "XCO"])
    begins = later(desk, 2000)
    refusal = desk.refused("XDE", "notification.send", "N1", measure="M1", begins=begins)
    assert refusal.why == "M1 binds XBE, XCO, and not XDE."
    desk.do("XDE", "measure.offer", "M2", **ACTIVITY, direction=ONE)
    desk.do("XDE", "notification.send", "N1", measure="M2", begins=begins)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"begins": "2031-01-01T00:00:00Z", "year": 2031},
        {"begins": "2031-01-02T00:00:00Z", "ends": "2031-01-01T00:00:00Z"},
        {"begins": "2031-01-01T00:00:00Z", "kinds": ["troops"]},
        {"begins": "2031-01-01T00:00:00Z", "kinds": ["troops", "troops"], "figures": [1, 2]},
    ],
)
def test_a_notification_says_when_and_gives_one_figure_for_each_thing(said: dict[str, Any]) -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    refusal = desk.refused("XBE", "notification.send", "N1", measure="M1", **said)
    assert clause(refusal, Point.NOTIFICATION)


def test_what_is_notified_does_not_end_before_it_begins_also_after_a_correction() -> None:
    desk = adopt(Desk(), "M1", ACTIVITY)
    first, last = later(desk, 2000), later(desk, 2100)
    for begins, ends in ((None, last), (last, first)):
        said = {"measure": "M1", "begins": begins, "ends": ends}
        assert clause(desk.refused("XBE", "notification.send", "N1", **said), Point.NOTIFICATION)
    desk.do("XBE", "notification.send", "N1", measure="M1", begins=first, ends=first)
    desk.do("XBE", "notification.send", "N2", measure="M1", begins=first, ends=last)
    correct = ("XBE", "notification.correct", "N2")
    assert clause(desk.refused(*correct, words="x", begins=later(desk, 2101)), Point.NOTIFICATION)
    assert clause(desk.refused(*correct, words="x", ends=later(desk, 1999)), Point.NOTIFICATION)
    desk.do(*correct, words="x", begins=last, place="the lake")
    desk.do(*correct, words="y", ends=later(desk, 2200))
    one = desk.forum.notifications["N2"]
    assert (one.words, one.begins, one.ends) == ("y", last, later(desk, 2200))
    assert one.place == "the lake"


def test_a_notification_that_only_a_party_which_left_has_not_acknowledged_needs_nothing() -> None:
    desk = adopt(Desk())
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030)
    for code in ("XAL", "XCO"):
        desk.do(code, "notification.acknowledge", "N1")
    (group,) = of_object(desk.forum, desk.forum.time, "N1")
    assert group.lines[0].needed == "It can be acknowledged by XDE."
    desk.do("XDE", "member.notify", "XDE")
    desk.wait(hours=24).do("XDE", "member.withdraw", "XDE")
    (group,) = of_object(desk.forum, desk.forum.time, "N1")
    assert group.lines[0].needed == "Nothing is needed."


def test_a_calendar_is_sent_once_for_each_year_and_corrected_after_that() -> None:
    desk = adopt(Desk())
    for year in (None, 2029, 2032):
        refusal = desk.refused("XBE", "notification.send", "N1", measure="M1", year=year)
        assert refusal.why == "M1 is yearly; a year from 2030 to 2031 can be named."
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030)
    refusal = desk.refused("XBE", "notification.send", "N2", measure="M1", year=2030)
    assert refusal.remedy == "Correct N1, or withdraw it first."
    desk.do("XBE", "notification.send", "N2", measure="M1", year=2031)
    desk.do("XBE", "notification.withdraw", "N1")
    desk.do("XBE", "notification.send", "N3", measure="M1", year=2030)
    assert due_of(desk.forum, desk.forum.notifications["N3"]) == "2030-11-15T23:59:59Z"


def test_what_was_sent_for_a_year_counts_under_the_numbers_that_replace_the_old() -> None:
    desk = adopt(Desk())
    desk.do("XBE", "notification.send", "N1", measure="M1", year=2030)
    adopt(desk, "M2", {**CALENDAR, "day": "10-15"}, replaces="M1")
    refusal = desk.refused("XBE", "notification.send", "N2", measure="M2", year=2030)
    assert refusal.why == "For 2030 XBE has sent N1."
