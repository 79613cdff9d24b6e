"""Measures: taken up by decision or offered alone; no decision stops what one may do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import OFFICE, Desk, charter, clause, decide, forum, member
from tests.forum.measures_made import (
    ACTIVITY,
    ALL,
    BUT_WITH,
    CALENDAR,
    DAY,
    DESK,
    LEFT_OUT,
    ONE,
    adopt,
    later,
    line,
    offer,
    sent,
)

from dipoli.charter.points import Point
from dipoli.charter.rules import Category
from dipoli.forum.measure import Stage
from dipoli.forum.measure_rules import bound, current, still_needed

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
