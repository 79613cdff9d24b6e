"""Inspections: asked, answered, carried out and reported, each within its clock and quota."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from immutables import Map
from tests.forum.made import OFFICE, Desk, clause, decide
from tests.forum.measures_made import (
    INSPECTION,
    adopt,
    asked,
    later,
    offer,
)

from dipoli.charter.points import Point
from dipoli.forum import inspection as i
from dipoli.forum import procedure
from dipoli.forum.inspection_rules import clocks, next_due, used_up
from dipoli.forum.inspection_rules import still_needed as inspection_needed
from dipoli.forum.measure import year_of
from dipoli.forum.measure_rules import kept_of
from dipoli.forum.overview import of_object

# ---------------------------------------------------------------- inspections


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
