"""Measures: taken up by decision or offered alone; notified, inspected, visited, reached."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from immutables import Map
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum, member

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum import inspection as i
from dipoli.forum import procedure
from dipoli.forum.hotline import LineStage
from dipoli.forum.hotline_rules import line_needed, point_needed
from dipoli.forum.inspection_rules import clocks, next_due, used_up
from dipoli.forum.inspection_rules import still_needed as inspection_needed
from dipoli.forum.measure import EARLIEST, LATEST, Stage, shifted, year_of
from dipoli.forum.measure_calendar import due, reachable
from dipoli.forum.measure_forms import proposed
from dipoli.forum.measure_rules import bound, current, kept_of, still_needed
from dipoli.forum.notification_rules import awaited, due_of, late, reached, told
from dipoli.forum.notification_rules import still_needed as notification_needed
from dipoli.forum.overview import of_object
from dipoli.forum.procedure import rule as in_order
from dipoli.forum.today import today
from dipoli.forum.visit_rules import asked_by
from dipoli.forum.visit_rules import still_needed as visit_needed
from dipoli.record.shape import write_time

CALENDAR: dict[str, Any] = {
    "title": "Calendar", "shape": "calendar", "trigger": "each-year", "day": "11-15",
}  # fmt: skip
ACTIVITY: dict[str, Any] = {
    "title": "Exercises", "shape": "notification", "trigger": "before-an-activity", "lead": 1008,
    "kinds": ["troops", "tanks"], "least": [9000, 250],
}  # fmt: skip
INSPECTION: dict[str, Any] = {
    "title": "Inspection", "shape": "inspection", "trigger": "on-request",
    "reply": 24, "entry": 36, "stay": 48, "report": 336, "host": 2, "requester": 1,
}  # fmt: skip
VISITS: dict[str, Any] = {
    "title": "Air bases", "shape": "invitation", "trigger": "again-and-again", "again": 100,
}  # fmt: skip
DESK: dict[str, Any] = {
    "name": "N. N.", "office": "Coast guard", "hours": "always", "channel": "radio 7",
}  # fmt: skip
ALL, ONE = "all-to-all", "one-sided"
DAY = "Its day of the year should be a day that each year has, such as 12-15"
BUT_WITH = "should be left out, except with"
LEFT_OUT = "should be left out without an activity or an event"


def adopt(desk: Desk, name: str = "M1", row: dict[str, Any] = CALENDAR, **more: Any) -> Desk:  # noqa: ANN401
    """A measure in force by a decision of the body."""
    desk.do("XBE", "measure.propose", name, **{**row, "direction": ALL, **more})
    decide(desk, f"P-{name}", "measure", name)
    desk.do(OFFICE, "measure.adopt", name, decision=f"P-{name}")
    return desk


def offer(desk: Desk, name: str = "M1", row: dict[str, Any] = CALENDAR, **more: Any) -> Desk:  # noqa: ANN401
    """A measure that XBE offers alone."""
    desk.do("XBE", "measure.offer", name, **{**row, "direction": ONE, **more})
    return desk


def later(desk: Desk, hours: int) -> str:
    """A time so many hours from now."""
    return str(desk.act(OFFICE, "meeting.cancel", deadline=hours).deadline)


# ---------------------------------------------------------------- taking a measure up


def test_a_measure_comes_into_force_by_the_decision_on_it_with_the_numbers_that_were_proposed() -> (
    None
):
    desk = adopt(Desk(), row=ACTIVITY)
    one = desk.forum.measures["M1"]
    assert (one.stage, one.decision, one.begun) == (Stage.IN_FORCE, "P-M1", desk.forum.time)
    assert one.row.clock.lead == 1008
    assert [(each.of, each.least) for each in one.row.threshold] == [
        ("troops", 9000),
        ("tanks", 250),
    ]
    assert bound(desk.forum, one) == ("XAL", "XBE", "XCO", "XDE")
    assert still_needed(desk.forum, one) == (
        "It is in force; what is done under it needs no decision."
    )


def test_one_party_alone_binds_itself_at_any_time_and_takes_its_offer_back() -> None:
    desk = offer(Desk())
    one = desk.forum.measures["M1"]
    assert (one.stage, bound(desk.forum, one)) == (Stage.OFFERED, ("XBE",))
    assert still_needed(desk.forum, one) == (
        "XBE binds itself, alone, until it takes the offer back; nothing is needed."
    )
    refusal = desk.refused("XCO", "measure.withdraw-offer", "M1")
    assert clause(refusal, Point.MEASURE)
    assert refusal.why == "Taking back M1 is for XBE, and not for XCO."
    desk.do("XBE", "measure.withdraw-offer", "M1")
    assert desk.forum.measures["M1"].stage is Stage.WITHDRAWN
    refusal = desk.refused("XBE", "notification.send", "N1", measure="M1", year=2030)
    assert refusal.why == "M1 is withdrawn; nothing is begun under it."


def test_an_observer_can_offer_a_measure_and_cannot_propose_one() -> None:
    desk = Desk(forum(charter(members=(*charter().members, member("XNE", Category.OBSERVER)))))
    desk.do("XNE", "measure.offer", "M1", **CALENDAR, direction=ONE)
    refusal = desk.refused("XNE", "measure.propose", "M2", **CALENDAR, direction=ALL)
    assert clause(refusal, Point.WHO_ACTS)


def test_a_decision_on_a_set_takes_up_each_of_its_rows() -> None:
    desk = Desk()
    for name in ("M1", "M2"):
        desk.do("XBE", "measure.propose", name, **CALENDAR, direction=ALL, set="lake-set")
    assert still_needed(desk.forum, desk.forum.measures["M1"]) == (
        "It needs a decision about lake-set, and the act that names it."
    )
    decide(desk, "P1", "measure", "lake-set")
    for name in ("M1", "M2"):
        desk.do("XAL", "measure.adopt", name, decision="P1")
        assert desk.forum.measures[name].stage is Stage.IN_FORCE
    desk.do("XBE", "measure.propose", "M3", **CALENDAR, direction=ALL, set="lake-set")
    refusal = desk.refused("XAL", "measure.adopt", "M3", decision="P1")
    assert refusal.why == "P1 was tabled before M3 was proposed."
    desk.do("XBE", "measure.propose", "M4", **CALENDAR, direction=ALL)
    assert clause(desk.refused("XAL", "measure.adopt", "M4", decision="P1"), Point.MANDATE)


def test_a_measure_is_not_adopted_without_a_decision_in_effect_on_it() -> None:
    desk = Desk()
    desk.do("XBE", "measure.propose", "M1", **CALENDAR, direction=ALL)
    desk.do("XBE", "proposal.table", "P1", title="x", purpose="measure", subject="M1")
    assert clause(desk.refused(OFFICE, "measure.adopt", "M1", decision="P1"), Point.MANDATE)
    decide(desk, "P2", "measure", "M9")
    assert clause(desk.refused(OFFICE, "measure.adopt", "M1", decision="P2"), Point.MANDATE)


def test_a_measure_ends_by_a_decision_of_its_own_and_not_by_that_which_took_it_up() -> None:
    desk = adopt(Desk())
    assert clause(desk.refused(OFFICE, "measure.end", "M1", decision="P-M1"), Point.MANDATE)
    decide(desk, "P2", "measure", "M1")
    desk.do(OFFICE, "measure.end", "M1", decision="P2")
    assert desk.forum.measures["M1"].stage is Stage.ENDED
    assert still_needed(desk.forum, desk.forum.measures["M1"]) == "Nothing more is done under it."


def test_two_decisions_that_were_tabled_before_it_was_in_force_do_not_end_it() -> None:
    desk = Desk()
    desk.do("XBE", "measure.propose", "M1", **CALENDAR, direction=ALL)
    decide(desk, "P1", "measure", "M1")
    decide(desk, "P2", "measure", "M1")
    desk.do(OFFICE, "measure.adopt", "M1", decision="P1")
    refusal = desk.refused(OFFICE, "measure.end", "M1", decision="P2")
    assert clause(refusal, Point.MEASURE)
    assert refusal.why == "P2 was tabled before M1 was in force."


def test_other_numbers_come_by_a_new_decision_in_place_of_the_old() -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    adopt(desk, "M2", ACTIVITY, lead=500, replaces="M1")
    held = desk.forum.measures
    assert (held["M1"].stage, held["M2"].stage) == (Stage.REPLACED, Stage.IN_FORCE)
    assert current(desk.forum, held["M1"]).id == "M2"
    assert still_needed(desk.forum, held["M1"]) == "M2 is in its place; nothing is needed."
    refusal = desk.refused("XBE", "notification.send", "N1", measure="M1")
    assert refusal.remedy == "Name M2, which is in its place."


def test_of_two_proposals_in_the_same_place_only_one_comes_in() -> None:
    desk = adopt(Desk(), row=ACTIVITY)
    desk.do("XBE", "measure.propose", "M2", **{**ACTIVITY, "lead": 9}, direction=ALL, replaces="M1")
    adopt(desk, "M3", ACTIVITY, replaces="M1")
    decide(desk, "P9", "measure", "M2")
    refusal = desk.refused(OFFICE, "measure.adopt", "M2", decision="P9")
    assert refusal.why == "M1, in whose place it would come, is replaced."


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"day": None}, f"{DAY}, and is nothing."),
        ({"day": "02-29"}, f"{DAY}, and is '02-29'."),
        (
            {"trigger": "on-request"},
            "What sets it off should be each-year with this form, and is on-request.",
        ),
        (
            {"lead": 5},
            "The time before an activity should be left out with the trigger each-year, and is 5.",
        ),
        ({"kinds": ["a"], "least": []}, "1 things are counted, and 0 numbers are given."),
        (
            {"kinds": ["a"], "least": [2]},
            f"Its threshold {LEFT_OUT}, and is a.",
        ),
        (
            {"host": 2},
            f"The quota of a host {BUT_WITH} an inspection or a constraint, and is 2.",
        ),
        ({"years": 0}, "The years of a quota should be 1 to 20 years, and is 0."),
        ({"seats": ["XZZ"]}, "Without a place here: XZZ."),
        ({"seats": ["XBE", "XBE"]}, "Named more than once: XBE."),
        ({"direction": "one-sided"}, "It is one-sided, and takes no decision of others."),
        ({"replaces": "M9"}, "M9 is no measure here."),
    ],
)
def test_a_row_that_does_not_hold_together_is_refused_with_the_reason(
    change: dict[str, Any], why: str
) -> None:
    said = {**CALENDAR, "direction": ALL, **change}
    refusal = Desk().refused("XBE", "measure.propose", "M1", **said)
    assert clause(refusal, Point.MEASURE)
    assert refusal.why == why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"direction": ALL}, "It would bind others as well; what is offered alone is one-sided."),
        ({"seats": ["XCO"]}, "An offer binds its author alone, and names nobody."),
        ({"replaces": "M1"}, "M1 is the offer of XCO."),
        ({"replaces": "M2"}, "M2 is in force, and is not replaced in this way."),
        ({"replaces": "M3"}, "M3 is set off in another way, or takes another form."),
    ],
)
def test_an_offer_that_would_do_more_than_bind_its_author_is_refused(
    change: dict[str, Any], why: str
) -> None:
    desk = adopt(Desk(), "M2")
    desk.do("XCO", "measure.offer", "M1", **CALENDAR, direction=ONE)
    offer(desk, "M3", ACTIVITY)
    refusal = desk.refused("XBE", "measure.offer", "M4", **{**CALENDAR, "direction": ONE, **change})
    assert clause(refusal, Point.MEASURE)
    assert refusal.why == why


def test_one_changes_the_numbers_of_its_own_offer_alone() -> None:
    desk = offer(Desk(), "M1", ACTIVITY)
    offer(desk, "M2", ACTIVITY, lead=24, replaces="M1")
    assert desk.forum.measures["M1"].stage is Stage.REPLACED
    assert desk.forum.measures["M2"].stage is Stage.OFFERED


# ---------------------------------------------------------------- notifications


def sent(desk: Desk, begins: str, name: str = "N1", **said: Any) -> Desk:  # noqa: ANN401
    desk.do("XBE", "notification.send", name, **{"measure": "M1", "begins": begins, **said})
    return desk


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


# ---------------------------------------------------------------- inspections


def asked(desk: Desk, name: str, by: str, host: str = "XBE", hours: int = 30) -> Desk:
    day = later(desk, hours)
    desk.do(by, "inspection.request", name, area="The coast", measure="M1", host=host, day=day)
    return desk


def test_an_inspection_goes_its_way_and_each_clock_shows_when_it_ran_out() -> None:
    desk = asked(adopt(Desk(), row=INSPECTION), "I1", "XCO")
    requested = desk.forum.time
    one = desk.forum.inspections["I1"]
    assert inspection_needed(desk.forum, one) == (
        f"It needs the answer of XBE by {later(desk, 24)}."
    )
    desk.wait(hours=24, seconds=1).do("XBE", "inspection.accept", "I1")
    answer, entry = clocks(desk.forum, desk.forum.inspections["I1"])
    assert (answer.step, answer.done, answer.late) == ("answer", desk.forum.time, True)
    assert (entry.step, entry.done, entry.late) == ("entry", None, False)
    assert clause(desk.refused("XCO", "inspection.enter", "I1"), Point.QUOTA)
    desk.wait(hours=6).do("XCO", "inspection.enter", "I1")
    desk.do("XBE", "inspection.begin", "I1")
    arrived = desk.forum.time
    desk.wait(hours=48).do("XCO", "inspection.leave", "I1")
    left = desk.forum.time
    step = next_due(desk.forum, desk.forum.inspections["I1"])
    assert step is not None
    assert (step.step, step.due) == ("report", later(desk, 336))
    assert clause(desk.refused("XBE", "inspection.report", "I1", words="x"), Point.INSPECTION)
    desk.do("XCO", "inspection.report", "I1", words="Nothing unusual.")
    desk.do("XBE", "inspection.comment", "I1", words="We agree.")
    one = desk.forum.inspections["I1"]
    assert (one.stage.value, one.arrived, one.left) == ("comments", arrived, left)
    assert [(each.step, each.late) for each in clocks(desk.forum, one)] == [
        ("answer", True), ("entry", False), ("end of the stay", False), ("report", False),
    ]  # fmt: skip
    assert requested < arrived < left
    (group,) = of_object(desk.forum, desk.forum.time, "I1")
    assert group.lines[0].stage == (
        f"comments, asked by XCO of XBE; answer asked for by {answer.due}, entered {answer.done}"
    )


def test_a_host_refuses_for_its_quota_only_when_that_is_used_up() -> None:
    desk = adopt(Desk(), row={**INSPECTION, "requester": None})
    asked(asked(asked(desk, "I1", "XAL"), "I2", "XCO"), "I3", "XDE")
    refusal = desk.refused("XBE", "inspection.refuse", "I1", why="quota")
    assert refusal.why == "There is room on the quotas of M1 for 2030."
    desk.do("XBE", "inspection.accept", "I1")
    desk.do("XBE", "inspection.accept", "I2")
    refusal = desk.refused("XBE", "inspection.accept", "I3")
    assert clause(refusal, Point.QUOTA)
    assert refusal.why == "The quota of XBE for 2030 under M1 is 2, and is used up."
    desk.do("XBE", "inspection.refuse", "I3", why="quota")
    (group,) = of_object(desk.forum, desk.forum.time, "I3")
    assert group.lines[0].stage == "refused, asked by XDE of XBE; the quota was used up"


def test_a_place_on_the_quota_is_given_back_by_what_is_not_carried_out() -> None:
    desk = adopt(Desk(), row={**INSPECTION, "host": 1})
    asked(asked(desk, "I1", "XCO"), "I2", "XDE")
    desk.do("XBE", "inspection.accept", "I1")
    assert used_up(desk.forum, desk.forum.inspections["I2"])
    desk.do("XBE", "inspection.cancel", "I1")
    assert kept_of(desk.forum, desk.forum.measures["M1"]).taken == Map()
    assert clause(desk.refused("XBE", "inspection.cancel", "I1"), Point.INSPECTION_STAGE)
    desk.do("XBE", "inspection.accept", "I2")


def test_one_that_requests_has_a_quota_of_its_own_at_each_host() -> None:
    desk = adopt(Desk(), row=INSPECTION)
    asked(asked(asked(desk, "I1", "XCO"), "I2", "XCO"), "I3", "XCO", host="XDE")
    desk.do("XBE", "inspection.accept", "I1")
    refusal = desk.refused("XBE", "inspection.accept", "I2")
    assert refusal.why == "The quota of XCO at XBE for 2030 under M1 is 1, and is used up."
    desk.do("XDE", "inspection.accept", "I3")
    asked(desk, "I4", "XAL").do("XBE", "inspection.accept", "I4")


def test_a_quota_is_of_the_year_for_which_it_is_asked_and_is_carried_out_in_that_year() -> None:
    desk = adopt(Desk(), row={**INSPECTION, "host": 1})
    next_year = 24 * 306  # 2030-03-02 and 306 days are in January
    asked(desk, "I1", "XCO", hours=48)
    asked(desk, "I2", "XDE", hours=next_year)
    assert [year_of(desk.forum.inspections[name].day) for name in ("I1", "I2")] == [2030, 2031]
    desk.do("XBE", "inspection.accept", "I1")
    desk.do("XBE", "inspection.accept", "I2")
    desk.wait(hours=next_year)
    assert clause(desk.refused("XCO", "inspection.enter", "I1"), Point.QUOTA)
    desk.do("XDE", "inspection.enter", "I2")


def test_other_numbers_do_not_begin_the_count_anew() -> None:
    desk = adopt(Desk(), row={**INSPECTION, "host": 1, "requester": None})
    asked(asked(desk, "I1", "XCO"), "I2", "XDE").do("XBE", "inspection.accept", "I1")
    adopt(desk, "M2", {**INSPECTION, "host": 1, "requester": None}, replaces="M1")
    refusal = desk.refused("XBE", "inspection.accept", "I2")
    assert refusal.why == "The quota of XBE for 2030 under M2 is 1, and is used up."
    adopt(desk, "M3", {**INSPECTION, "host": 2, "requester": None}, replaces="M2")
    desk.do("XBE", "inspection.accept", "I2")


@pytest.mark.parametrize("host", ["XBE", "XAL"])
def test_another_name_of_a_party_does_not_begin_the_count_anew(host: str) -> None:
    """Neither that of who proposed the measure, nor that of who had no other part in it."""
    desk = adopt(Desk(), row={**INSPECTION, "host": 1, "requester": None})
    asked(asked(desk, "I1", "XCO", host), "I2", "XDE", host).do(host, "inspection.accept", "I1")
    decide(desk, "P9", "admit", f"XNE for {host}")
    desk.do(OFFICE, "member.succeed", host, successor="XNE", decision="P9")
    assert desk.forum.inspections["I2"].host == "XNE"
    refusal = desk.refused("XNE", "inspection.accept", "I2")
    assert refusal.why == "The quota of XNE for 2030 under M1 is 1, and is used up."


def test_force_majeure_has_an_account_and_the_other_side_may_say_how_it_sees_that() -> None:
    desk = asked(adopt(Desk(), row=INSPECTION), "I1", "XCO")
    assert clause(
        desk.refused("XBE", "inspection.refuse", "I1", why="force-majeure"), Point.INSPECTION
    )
    desk.do("XBE", "inspection.refuse", "I1", why="force-majeure", words="A flood.")
    desk.do("XCO", "inspection.comment", "I1", words="We saw no flood.")
    (group,) = of_object(desk.forum, desk.forum.time, "I1")
    assert group.lines[0].stage == "refused, asked by XCO of XBE; XBE says: force majeure"
    assert [each.step for each in clocks(desk.forum, desk.forum.inspections["I1"])] == ["answer"]


def test_under_an_offer_the_host_is_who_offers_and_anybody_else_may_ask() -> None:
    desk = offer(Desk(), row=INSPECTION)
    day = later(desk, 30)
    said: dict[str, Any] = {"area": "x", "measure": "M1", "day": day}
    refusal = desk.refused("XCO", "inspection.request", "I1", **said, host="XDE")
    assert refusal.why == "M1 does not bind XDE."
    refusal = desk.refused("XBE", "inspection.request", "I1", **said, host="XBE")
    assert refusal.why == "XBE would be its own host."
    refusal = desk.refused("XCO", "inspection.request", "I1", **said, host="XZZ")
    assert refusal.why == "M1 does not bind XZZ."
    desk.do("XCO", "inspection.request", "I1", **said, host="XBE")
    desk.do("XBE", "measure.withdraw-offer", "M1")
    refusal = desk.refused("XBE", "inspection.accept", "I1")
    assert refusal.why == "M1 is withdrawn; nothing more is accepted under it."
    desk.do("XCO", "inspection.withdraw", "I1")


def test_who_is_not_bound_asks_for_no_inspection_and_a_day_that_has_passed_is_no_day() -> None:
    desk = adopt(Desk(), row=INSPECTION, seats=["XBE", "XCO"])
    said: dict[str, Any] = {"area": "x", "measure": "M1", "host": "XBE"}
    refusal = desk.refused("XDE", "inspection.request", "I1", **said, day=later(desk, 30))
    assert refusal.why == "M1 does not bind XDE."
    refusal = desk.refused("XCO", "inspection.request", "I1", **said, day=later(desk, 0))
    assert clause(refusal, Point.INSPECTION)
    desk.do("XCO", "inspection.request", "I1", **said, day=later(desk, 1))


def test_a_request_can_be_made_whatever_the_quotas() -> None:
    desk = adopt(Desk(), row={**INSPECTION, "host": 1})
    asked(desk, "I1", "XCO").do("XBE", "inspection.accept", "I1")
    for number in range(2, 9):
        asked(desk, f"I{number}", "XCO")


SEATS = ("XAL", "XBE", "XCO", "XDE")
WHEN = (1, 1, 1, 7320)


class Quotas(RuleBasedStateMachine):
    """Random inspections, changes of numbers and of names: no order of acts exceeds a quota."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = adopt(Desk(), row=INSPECTION)
        self.limit = (2, 1)
        self.made = 0

    def attempt(self, by: str, name: str, about: str, **said: Any) -> bool:  # noqa: ANN401
        """Enter an act where it is in order."""
        act = self.desk.act(by, name, about, **said)
        if procedure.rule(self.desk.forum, act) is not None:
            return False
        self.desk.forum = procedure.enter(self.desk.forum, act)
        return True

    @rule(by=st.sampled_from(SEATS), host=st.sampled_from(SEATS[1:3]), hours=st.sampled_from(WHEN))
    def request(self, by: str, host: str, hours: int) -> None:
        """Ask, for now or for next year."""
        self.made += 1
        forum = self.desk.forum
        now = kept_of(forum, forum.measures["M1"]).current
        said = {"area": "x", "measure": now, "host": forum.heir(host)}
        day = later(self.desk, hours)
        self.attempt(forum.heir(by), i.REQUEST, f"I{self.made}", **said, day=day)

    @rule(which=st.integers(0, 30), act=st.sampled_from((*[i.ACCEPT] * 5, i.CANCEL, i.ENTER)))
    def go_on(self, which: int, act: str) -> None:
        """Take one a step further, as its host, and check that no acceptance is beyond a quota."""
        held = self.desk.forum.inspections
        fit = [held[name] for name in sorted(held) if act in i.MOVES[held[name].stage]]
        if not fit:
            return
        one = fit[which % len(fit)]
        if self.attempt(one.host, act, one.id) and act == i.ACCEPT:
            self.within(self.desk.forum.inspections[one.id])

    def within(self, one: i.Inspection) -> None:
        """What was just accepted is within the quotas that are in force now, counted by hand."""
        same = [
            each
            for each in self.desk.forum.inspections.values()
            if each.stage in i.TAKES and each.host == one.host and each.day[:4] == one.day[:4]
        ]
        assert len(same) <= self.limit[0]
        assert sum(each.by == one.by for each in same) <= self.limit[1]

    @rule(host=st.integers(1, 3), requester=st.integers(1, 2))
    def other_numbers(self, host: int, requester: int) -> None:
        """Put other numbers in the place of those in force."""
        forum = self.desk.forum
        old = kept_of(forum, forum.measures["M1"]).current
        name = f"M{len(forum.measures) + 1}"
        row = {**INSPECTION, "host": host, "requester": requester}
        adopt(self.desk, name, row, replaces=old)
        self.limit = (host, requester)

    @rule(code=st.sampled_from(("XCO", "XDE")))
    def another_name(self, code: str) -> None:
        """A party takes the seat of another."""
        heir = f"XN{code[-1]}"
        if heir not in self.desk.forum.seats:
            decide(self.desk, f"P-{heir}", "admit", f"{heir} for {code}")
            said = {"successor": heir, "decision": f"P-{heir}"}
            assert self.attempt(OFFICE, "member.succeed", code, **said)

    @rule(hours=st.sampled_from((1, 24, 7320)))
    def wait(self, hours: int) -> None:
        """Let time pass."""
        self.desk.wait(hours=hours)

    @invariant()
    def what_is_kept_is_what_is_counted_by_hand(self) -> None:
        """The counts are those of the inspections that are on a quota."""
        forum = self.desk.forum
        counted: dict[tuple[str, int], int] = {}
        for one in forum.inspections.values():
            if one.stage in i.TAKES:
                key = (one.host, year_of(one.day))
                counted[key] = counted.get(key, 0) + 1
        assert dict(kept_of(forum, forum.measures["M1"]).taken) == counted

    @invariant()
    def no_more_teams_come_in_within_a_year_than_were_ever_allowed(self) -> None:
        """Teams that came in within one year: three at most, the largest quota."""
        came: dict[tuple[str, int], int] = {}
        for one in self.desk.forum.inspections.values():
            if one.entered is not None and one.stage in i.TAKES:
                key = (one.host, year_of(one.entered))
                came[key] = came.get(key, 0) + 1
        assert all(number <= 3 for number in came.values())


TestQuotas = Quotas.TestCase
TestQuotas.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


# ---------------------------------------------------------------- visits


def invited(desk: Desk, **said: Any) -> Desk:  # noqa: ANN401
    usual = {"title": "The base", "sort": "visit", "guests": ["XCO", "XDE"], "place": "North"}
    begins = later(desk, 50)
    desk.do("XBE", "visit.invite", "V1", 20, **{**usual, "begins": begins, **said})
    return desk


def test_each_guest_answers_for_itself_and_the_host_enters_the_visit_as_held() -> None:
    desk = invited(Desk())
    one = desk.forum.visits["V1"]
    assert visit_needed(desk.forum, one) == (
        f"It can be accepted or declined by XCO, XDE by {later(desk, 20)}."
    )
    desk.do("XCO", "visit.accept", "V1")
    assert clause(desk.refused("XCO", "visit.accept", "V1"), Point.VISIT)
    desk.do("XDE", "visit.decline", "V1")
    desk.do("XDE", "visit.accept", "V1")
    one = desk.forum.visits["V1"]
    assert visit_needed(desk.forum, one) == (
        f"It begins at {one.begins}; XBE then enters it as held."
    )
    (group,) = of_object(desk.forum, desk.forum.time, "V1")
    assert group.lines[0].stage == "invited, by XBE; accepted by XCO, XDE"
    desk.wait(hours=49)
    assert clause(desk.refused("XBE", "visit.hold", "V1"), Point.VISIT)
    desk.wait(hours=1)
    assert clause(desk.refused("XCO", "visit.hold", "V1"), Point.VISIT)
    desk.do("XBE", "visit.hold", "V1")
    assert desk.forum.visits["V1"].held == desk.forum.time
    assert visit_needed(desk.forum, desk.forum.visits["V1"]) == "Nothing is needed."


@pytest.mark.parametrize(
    "said",
    [
        {"guests": ["XBE"]},
        {"guests": ["XZZ"]},
        {"guests": ["XCO", "XCO"]},
        {"begins": "2030-03-01T10:00:00Z"},
        {"begins": "2030-03-02T05:00:00Z"},
        {"ends": "2030-03-02T10:00:00Z"},
    ],
)
def test_an_invitation_names_guests_that_sit_here_and_times_to_come(said: dict[str, Any]) -> None:
    usual = {"title": "x", "sort": "visit", "guests": ["XCO"], "place": "y"}
    usual["begins"] = "2030-03-03T12:00:00Z"
    refusal = Desk().refused("XBE", "visit.invite", "V1", 20, **{**usual, **said})
    assert clause(refusal, Point.VISIT)


def test_a_visit_of_one_moment_to_come_may_be_answered_until_it_begins() -> None:
    desk = Desk()
    begins = later(desk, 1)
    said: dict[str, Any] = {
        "title": "x", "sort": "visit", "guests": ["XCO"], "place": "y", "begins": begins,
        "ends": begins,
    }  # fmt: skip
    refusal = desk.refused("XBE", "visit.invite", "V1", later(desk, 2), **said)
    assert "after it has begun" in refusal.why
    late = {**said, "ends": later(desk, 0)}
    assert "end before it begins" in desk.refused("XBE", "visit.invite", "V1", **late).why
    desk.do("XBE", "visit.invite", "V1", begins, **said)
    refusal = desk.wait(hours=1).refused("XBE", "visit.invite", "V2", **said)
    assert "not a time to come" in refusal.why


def test_an_invitation_under_a_measure_is_of_who_is_bound_by_it() -> None:
    desk = offer(Desk(), row=VISITS)
    said: dict[str, Any] = {"title": "x", "sort": "visit", "guests": ["XDE"], "place": "y"}
    begins = later(desk, 5)
    refusal = desk.refused("XCO", "visit.invite", "V1", **said, begins=begins, measure="M1")
    assert clause(refusal, Point.VISIT)
    offer(desk, "M2")
    refusal = desk.refused("XBE", "visit.invite", "V1", **said, begins=begins, measure="M2")
    assert refusal.why == "M2 takes the form of an annual calendar."
    desk.do("XBE", "visit.invite", "V1", **said, begins=begins, measure="M1")
    assert asked_by(desk.forum, desk.forum.visits["V1"]) is None


def test_an_invitation_to_observe_is_asked_for_so_long_before() -> None:
    row = {"title": "x", "shape": "invitation", "trigger": "before-an-activity", "lead": 48}
    desk = invited(adopt(Desk(), row=row), measure="M1", sort="observation")
    assert asked_by(desk.forum, desk.forum.visits["V1"]) == later(desk, 2)


# ---------------------------------------------------------------- focal points and lines


def test_a_focal_point_is_handed_over_up_to_a_time_and_then_answers_itself() -> None:
    desk = Desk()
    desk.do("XBE", "focal-point.name", "F1", subject="The sea", **DESK)
    deputy = {**DESK, "name": "The deputy"}
    desk.do("XBE", "focal-point.hand-over", "F1", 24, **deputy)
    until = later(desk, 24)
    one = desk.forum.focal_points["F1"]
    assert point_needed(desk.forum, one) == f"It is handed over up to {until}; nothing is needed."
    for now, name in ((until, "The deputy"), (later(desk, 25), "N. N.")):
        (told_of,) = reachable(desk.forum, now)
        assert told_of.how == f"{name}, Coast guard, always, radio 7"
    assert told_of.told == "Its handover is over; nothing is needed."
    desk.do("XBE", "focal-point.return", "F1")
    one = desk.forum.focal_points["F1"]
    assert (one.deputy, one.until) == (None, None)
    assert point_needed(desk.forum, one) == "It can be reached; nothing is needed."
    desk.do("XBE", "focal-point.change", "F1", **{**DESK, "hours": "by day"})
    assert desk.forum.focal_points["F1"].reach.hours == "by day"
    desk.do("XBE", "focal-point.end", "F1")
    assert reachable(desk.forum, until) == ()
    assert point_needed(desk.forum, desk.forum.focal_points["F1"]) == (
        "It has ended; its party can name another."
    )


def test_a_handover_without_an_end_lasts_until_its_party_says_otherwise() -> None:
    desk = Desk()
    desk.do("XBE", "focal-point.name", "F1", subject="The sea", **DESK)
    desk.do("XBE", "focal-point.hand-over", "F1", **{**DESK, "name": "The deputy"})
    one = desk.forum.focal_points["F1"]
    found = one.answers(LATEST)
    assert found is not None
    assert found.name == "The deputy"
    assert point_needed(desk.forum, one) == (
        "It is handed over until its party says otherwise; nothing is needed."
    )
    refusal = desk.refused("XBE", "focal-point.hand-over", "F1", 0, **DESK)
    assert clause(refusal, Point.LINE)


def line(desk: Desk) -> Desk:
    desk.do("XBE", "line.open", "L1", title="The red line", ends=["XBE", "XCO"], channel="phone")
    return desk


def test_a_line_stands_once_each_end_has_confirmed_it_and_a_test_shows_when_it_was_answered() -> (
    None
):
    desk = line(Desk())
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == "It needs the word of XCO."
    assert clause(desk.refused("XBE", "line.confirm", "L1"), Point.LINE)
    assert clause(desk.refused("XDE", "line.confirm", "L1"), Point.LINE)
    desk.do("XCO", "line.confirm", "L1")
    assert desk.forum.lines["L1"].stage is LineStage.OPEN
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        "It is open, and no test of it is entered; one can be made at any time."
    )
    number, tested = desk.forum.acts, desk.forum.time
    desk.do("XBE", "line.test", "L1")
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        f"Last tested at {tested}; no answer of XCO is entered."
    )
    early, late_ = later(desk, -1), later(desk, 1)
    for by, test, when in (
        ("XBE", number, tested), ("XCO", 0, tested), ("XCO", number, early), ("XCO", number, late_),
    ):  # fmt: skip
        refusal = desk.refused(by, "line.answer", "L1", test=test, answered=when)
        assert clause(refusal, Point.LINE)
    desk.wait(hours=2).do("XCO", "line.answer", "L1", test=number, answered=late_)
    assert desk.forum.lines["L1"].tests[number].answered == Map({"XCO": late_})
    assert clause(desk.refused("XCO", "line.answer", "L1", test=number, answered=late_), Point.LINE)
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        f"Last tested at {tested}; an answer of each other end is entered."
    )
    desk.do("XCO", "line.close", "L1")
    assert line_needed(desk.forum, desk.forum.lines["L1"]) == (
        "It is closed; another can be opened."
    )


@pytest.mark.parametrize("ends", [["XBE"], ["XCO", "XDE"], ["XBE", "XZZ"], ["XBE", "XBE"]])
def test_a_line_connects_its_author_with_others_that_sit_here(ends: list[str]) -> None:
    refusal = Desk().refused("XBE", "line.open", "L1", title="x", ends=ends, channel="y")
    assert clause(refusal, Point.LINE)


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


# ---------------------------------------------------------------- nothing stops it


@given(st.sampled_from(("member.pause", "member.leave")))
def test_while_nobody_decides_notifications_points_and_lines_go_on(act: str) -> None:
    """No chair, no meeting, and the others suspended: what one owes, it still can do."""
    desk = adopt(Desk(), row=ACTIVITY)
    for code in ("XAL", "XCO", "XDE"):
        desk.do(code, act, code)
    desk.forum = desk.forum.grown(chair=(), sitting=None)
    desk.do("XBE", "focal-point.name", "F1", subject="x", **DESK)
    line(desk).do("XCO", "line.confirm", "L1")
    sent(desk, later(desk, 2000))
    desk.do("XCO", "notification.acknowledge", "N1")


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
