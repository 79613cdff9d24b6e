"""The checker says of a roadmap what a hand reckons: accounts, order, windows, consents, state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.analysis.roadmap.frames import frame, schedule, step

from dipoli.analysis.case import (
    Atom,
    Basis,
    Bundle,
    Calendar,
    Condition,
    ConsentAct,
    Cost,
    Exclusion,
    Firmness,
    RedLine,
    Requirement,
    Window,
)
from dipoli.analysis.roadmap import (
    Account,
    Accounting,
    Cause,
    Check,
    Guarantee,
    Order,
    Question,
    check,
    find,
    question_of,
)
from dipoli.analysis.roadmap.answers import Block, Schedule, Start, Unscheduled
from dipoli.codec.case_folder import read_case
from dipoli.terms import Confidence

CASES = Path(__file__).resolve().parents[3] / "cases"
P12, P21 = Account(party="P1", towards="P2"), Account(party="P2", towards="P1")


def causes(verdict: Check) -> list[Cause]:
    return [fault.block.cause for fault in verdict.faults if fault.block.cause is not Cause.MISSING]


def levels(verdict: Check, account: Account) -> list[int]:
    assert verdict.trace is not None
    k = verdict.trace.accounts.index(account)
    return [moment.levels[k] for moment in verdict.trace.moments]


def asked(case: Any, **changes: Any) -> Question:  # noqa: ANN401 - a case, fields of a question
    return evolve(question_of(case), **changes)


# ---------------------------------------------------------------- accounts


def test_a_cost_is_taken_in_full_and_returns_rounded_down_when_verified() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 7}, recoverable=50, months=2, verification_months=3),
        limit=7,
    )
    verdict = check(case, question_of(case), schedule((4, "a")))
    assert verdict.complete
    assert verdict.trace is not None
    assert [moment.month for moment in verdict.trace.moments] == [0, 4, 9]
    assert levels(verdict, P12) == [7, 0, 3]
    assert levels(verdict, P21) == [7, 7, 7]


def test_a_gain_is_shared_out_among_the_other_actors_and_rounded_down_once() -> None:
    # P1 gains 5 * 90 / 100 + 1 = 5.5 from P2 and P3: 2.75 each, 2 when rounded down;
    # P2 gains 3 * 90 / 100 = 2.7 from P3 alone: 2; rounding the parts first would give it 2 too,
    # and P1 (4 + 1) / 2 = 2.
    case = frame(step("a", "P2 P3", benefits={"P1": 5, "P2": 3}, trust={"P1": 1}, secured=90))
    verdict = check(case, question_of(case), schedule((0, "a")))
    assert levels(verdict, P12) == [0, 0, 2]
    assert levels(verdict, Account(party="P1", towards="P3")) == [0, 0, 2]
    assert levels(verdict, Account(party="P2", towards="P3")) == [0, 0, 2]
    assert levels(verdict, P21) == [0, 0, 0]


def test_trust_without_benefit_counts_and_nobody_gains_from_itself() -> None:
    case = frame(step("a", "P1", benefits={"P1": 9}, trust={"P2": 3}))
    verdict = check(case, question_of(case), schedule((0, "a")))
    assert levels(verdict, P21) == [0, 0, 3]
    assert levels(verdict, P12) == [0, 0, 0]


def test_the_trap_a_return_does_not_pay_for_its_own_start() -> None:
    case = frame(step("a", "P1", cost={"P1>P2": 3}, recoverable=100, benefits={"P2": 1}), limit=2)
    verdict = check(case, question_of(case), schedule((0, "a")))
    (fault,) = verdict.faults
    assert (fault.start, fault.month, fault.name) == (0, 0, "a")
    assert fault.block == Block(cause=Cause.ACCOUNT, account=P12, short=1)


def test_what_is_verified_in_a_month_counts_for_its_starts_in_their_order() -> None:
    first = step("a", "P2", benefits={"P1": 4})
    second = step("b", "P1", cost={"P1>P2": 3}, issue=1)
    third = step("c", "P1", cost={"P1>P2": 2}, issue=2)
    case = frame(first, second, third)
    plain = question_of(case)
    assert causes(check(case, plain, schedule((0, "a"), (0, "b")))) == [Cause.ACCOUNT]
    assert causes(check(case, plain, schedule((0, "a"), (1, "b")))) == []
    late = check(case, plain, schedule((0, "a"), (1, "b"), (1, "c")))
    assert [(fault.name, fault.block.short) for fault in late.faults] == [("c", 1)]


def test_an_account_for_each_party_is_looser_and_one_by_basket_stricter() -> None:
    gain = step("a", "P2", benefits={"P1": 6}, issue=1)
    same = step("b", "P1", cost={"P1>P2": 6}, issue=3)
    other = step("c", "P1", cost={"P1>P2": 6}, issue=2)
    third = step("d", "P1", cost={"P1>P3": 6}, issue=4)
    case = frame(gain, same, other, third)
    for last, verdicts in {"b": (0, 0, 0), "c": (0, 0, 1), "d": (1, 0, 1)}.items():
        road = schedule((0, "a"), (1, last))
        told = [
            len(causes(check(case, asked(case, accounting=one), road)))
            for one in (Accounting.PAIR, Accounting.PARTY, Accounting.BASKET)
        ]
        assert told == list(verdicts), last


def test_shortfalls_of_all_baskets_share_the_limit_of_the_pair() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}, issue=0),
        step("b", "P1", cost={"P1>P2": 2}, issue=1),
        limit=3,
    )
    strict = asked(case, accounting=Accounting.BASKET)
    verdict = check(case, strict, schedule((0, "a"), (0, "b")))
    assert levels(verdict, P12)[:3] == [3, 1, -1]
    assert [fault.block.short for fault in verdict.faults if fault.block.account] == [1]


def test_a_guarantee_opens_one_account_wider() -> None:
    case = frame(step("a", "P1", cost={"P1>P2": 3}), limit=1)
    given = Guarantee(party="P1", towards="P2", points=2, by="Q1")
    verdict = check(case, asked(case, guarantees=(given,)), schedule((0, "a")))
    assert verdict.safe
    assert levels(verdict, P12) == [3, 0, 0]


def test_an_unconditional_step_enters_no_account_and_waits_for_its_prerequisites() -> None:
    free = step("a", "P1", cost={"P1>P2": 9}, benefits={"P2": 9}, condition=Condition.UNCONDITIONAL)
    case = frame(free, step("b", "P2", issue=1, after=("a",)), limit=0)
    verdict = check(case, question_of(case), schedule((0, "a"), (1, "b")))
    assert verdict.complete
    assert set(levels(verdict, P12) + levels(verdict, P21)) == {0}
    early = check(case, question_of(case), schedule((0, "a"), (0, "b")))
    assert causes(early) == [Cause.PREREQUISITE]


def test_the_trace_tells_exposures_and_their_peaks() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 4}),
        step("b", "P2", benefits={"P1": 9}, issue=1),
        limit=5,
    )
    trace = check(case, question_of(case), schedule((0, "a"), (0, "b"))).trace
    assert trace is not None
    k = trace.accounts.index(P12)
    assert [trace.exposure(moment)[k] for moment in trace.moments] == [0, 4, 4, 4, 0]
    assert (trace.peaks()[k], max(trace.peaks())) == (4, 4)


# ---------------------------------------------------------------- order, bundles, consents


def test_after_means_verified_before_and_orders_of_the_question_too() -> None:
    first = step("a", "P1", months=2, verification_months=1)
    case = frame(first, step("b", "P1", issue=1, after=("a",)), step("c", "P1", issue=2))
    order = asked(case, orders=(Order(first=("a",), then=("c",)),))
    assert causes(check(case, order, schedule((0, "a"), (2, "b"), (2, "c")))) == [
        Cause.PREREQUISITE,
        Cause.ORDER,
    ]
    assert causes(check(case, order, schedule((0, "a"), (3, "b"), (3, "c")))) == []
    slow = evolve(order, more_verification=2)
    assert Cause.PREREQUISITE in causes(check(case, slow, schedule((0, "a"), (4, "b"))))
    assert causes(check(case, slow, schedule((0, "a"), (5, "b")))) == []


def test_a_bundle_starts_as_one_and_no_other_steps_do() -> None:
    case = frame(
        step("a", "P1", after=("b",)),
        step("b", "P1", issue=1),
        step("c", "P1", issue=2),
        bundles=(Bundle(id="bu", steps=("a", "b"), reason="Neither goes first."),),
    )
    assert causes(check(case, question_of(case), schedule((0, "a+b")))) == []
    assert causes(check(case, question_of(case), schedule((0, "b+c")))) == [Cause.BUNDLE]
    assert causes(check(case, question_of(case), schedule((0, "a")))) == [Cause.PREREQUISITE]
    joined = asked(case, joined=(Bundle(id="bv", steps=("b", "c"), reason="Asked."),))
    assert causes(check(case, joined, schedule((0, "c+b")))) == []


def test_costs_of_a_bundle_fall_together() -> None:
    case = frame(
        step("a", "P1", cost={"P1>P2": 2}),
        step("b", "P1", cost={"P1>P2": 2}, issue=1),
        bundles=(Bundle(id="bu", steps=("a", "b"), reason="Neither goes first."),),
        limit=3,
    )
    verdict = check(case, question_of(case), schedule((0, "a+b")))
    assert [fault.block.short for fault in verdict.faults] == [1]


def test_a_consent_that_no_act_serves_is_an_act_of_its_own() -> None:
    case = frame(step("a", "P1", consents=("L1",)))
    plain = question_of(case)
    assert causes(check(case, plain, schedule((0, "a")))) == [Cause.CONSENT]
    assert causes(check(case, plain, schedule((0, "act:consent/L1/a"), (0, "a")))) == []
    assert causes(check(case, plain, schedule((0, "a"), (0, "act:consent/L1/a")))) == [
        Cause.CONSENT
    ]


def test_one_act_serves_several_steps_takes_its_time_and_has_its_cost() -> None:
    act = ConsentAct(
        id="res", title="A resolution", body="L1", steps=("a", "b"), months=2,
        cost=(Cost(party="P1", towards="P2", points=1),),
    )  # fmt: skip
    case = frame(
        step("a", "P1", consents=("L1",)),
        step("b", "P1", issue=1, consents=("L1",)),
        acts=(act,),
        limit=1,
    )
    plain = question_of(case)
    early = check(case, plain, schedule((0, "act:res"), (1, "a"), (2, "b")))
    assert [(f.name, f.block) for f in early.faults] == [
        ("a", Block(cause=Cause.CONSENT, about="res"))
    ]
    assert levels(early, P12) == [1, 0, 0, 0, 0, 0]
    poor = evolve(case, exposure_limits=frame(limit=0).exposure_limits)
    assert Cause.ACCOUNT in causes(check(poor, plain, schedule((0, "act:res"), (2, "b"))))


def test_a_decision_falls_into_a_window_of_its_own_or_of_its_body() -> None:
    own = ConsentAct(
        id="own", title="Own", body="L1", steps=("a",), months=1,
        windows=(Window(from_=3, to=4),),
    )  # fmt: skip
    calendar = Calendar(body="L1", windows=(Window(from_=1, to=1, every=12),))
    case = frame(
        step("a", "P1", consents=("L1",)),
        step("b", "P1", issue=1, consents=("L1",)),
        acts=(own,),
        calendars=(calendar,),
    )
    plain = question_of(case)

    def allowed(name: str, month: int) -> bool:
        return causes(check(case, plain, schedule((month, f"act:{name}")))) == []

    assert [month for month in range(30) if allowed("own", month)] == [2, 3]
    assert [month for month in range(30) if allowed("consent/L1/b", month)] == [1, 13, 25]


def test_a_composite_body_without_a_calendar_decides_when_all_its_parts_may() -> None:
    calendars = (
        Calendar(body="L1", windows=(Window(from_=0, to=3),)),
        Calendar(body="P1", windows=(Window(from_=2, to=9),)),
    )
    case = frame(step("a", "P2", consents=("C1",)), calendars=calendars)
    assert next(body.all_of for body in case.ratifiers if body.code == "C1") == ("P1", "L1")
    found = [
        month
        for month in range(12)
        if not causes(check(case, question_of(case), schedule((month, "act:consent/C1/a"))))
    ]
    assert found == [2, 3]
    refused = check(case, asked(case, refused=("L1",)), schedule((2, "act:consent/C1/a")))
    assert [fault.block for fault in refused.faults if fault.start is not None] == [
        Block(cause=Cause.REFUSED, about="L1")
    ]


# ---------------------------------------------------------------- state


def _line(*atoms: Atom, firmness: Firmness = Firmness.HARD) -> RedLine:
    return RedLine(
        id="line", when=atoms, firmness=firmness, reason="-", sources=("s",),
        confidence=Confidence.LOW,
    )  # fmt: skip


def _at(issue: int, *options: int) -> Atom:
    return Atom(issue=f"i{issue}", options=options)


def test_the_state_is_the_furthest_option_that_was_started_and_breaks_no_rule() -> None:
    rule = Requirement(id="rq", if_=_at(0, 2), then=_at(1, 1, 2), basis=Basis.TECHNICAL, reason="-")
    bar = Exclusion(id="ex", atoms=(_at(0, 1), _at(2, 1)), reason="-")
    case = frame(
        step("a1", "P1", option=1),
        step("a2", "P1", option=2),
        step("b", "P1", issue=1),
        step("c", "P1", issue=2),
        requirements=(rule,),
        exclusions=(bar,),
    )
    plain = question_of(case)

    def broken(*names: str) -> list[str]:
        verdict = check(case, plain, schedule(*[(0, name) for name in names]))
        return [fault.block.about for fault in verdict.faults if fault.block.cause is Cause.STATE]

    assert broken("a2") == ["rq"]
    assert broken("b", "a2") == []
    assert broken("a1", "c") == ["ex"]
    assert broken("a1", "b", "a2", "c") == []
    assert broken("b", "a2", "a1", "c") == []


def test_hard_lines_bind_and_those_of_the_absent_and_soft_ones_do_not() -> None:
    case = frame(step("a", "P1"))

    def told(code: str, line: RedLine, **changes: Any) -> list[Cause]:  # noqa: ANN401
        own = evolve(case.positions["positions"][code], red_lines=(line,))
        lined = evolve(case, positions={"positions": {**case.positions["positions"], code: own}})
        return causes(check(lined, asked(lined, **changes), schedule((0, "a"))))

    assert told("P2", _line(_at(0, 1))) == [Cause.STATE]
    assert told("L1", _line(_at(0, 1))) == [Cause.STATE]
    assert told("P2", _line(_at(0, 1), firmness=Firmness.SOFT)) == []
    assert told("P2", _line(_at(0, 1)), away=("P2",)) == []
    assert told("P2", _line(_at(0, 0, 1))) == []


def test_the_state_of_a_bundle_is_tested_once_for_all() -> None:
    rule = Requirement(id="rq", if_=_at(0, 1), then=_at(1, 1), basis=Basis.TECHNICAL, reason="-")
    back = Requirement(id="rr", if_=_at(1, 1), then=_at(0, 1), basis=Basis.TECHNICAL, reason="-")
    case = frame(
        step("a", "P1"),
        step("b", "P2", issue=1),
        requirements=(rule, back),
        bundles=(Bundle(id="bu", steps=("a", "b"), reason="-"),),
    )
    assert causes(check(case, question_of(case), schedule((0, "a+b")))) == []
    assert causes(check(case, question_of(case), schedule((0, "a"), (0, "b")))) == [Cause.STATE]


# ---------------------------------------------------------------- what was asked


def test_away_frozen_dropped_and_too_late_are_told_as_such() -> None:
    case = frame(
        step("a", "P1 P2"),
        step("b", "P1", issue=1),
        step("c", "P1", issue=3, condition=Condition.UNCONDITIONAL),
        step("d", "P3", issue=2, months=5),
    )
    road = schedule((0, "a"), (0, "b"), (0, "c"), (0, "d"))
    verdict = check(case, asked(case, away=("P2",), frozen=("b1",), horizon=4), road)
    assert [(fault.name, fault.block.cause) for fault in verdict.faults] == [
        ("a", Cause.AWAY),
        ("b", Cause.FROZEN),
        ("d", Cause.HORIZON),
    ]
    dropped = check(case, asked(case, dropped=("d",)), schedule((0, "d")))
    assert causes(dropped) == [Cause.DROPPED]


def test_added_and_altered_steps_stand_beside_and_in_place_of_those_of_the_case() -> None:
    case = frame(step("a", "P1", cost={"P1>P2": 5}), limit=4)
    smaller = step("a", "P1", cost={"P1>P2": 4})
    more = step("z", "P2", issue=1, benefits={"P1": 4})
    changed = asked(case, altered=(smaller,), added=(more,))
    verdict = check(case, changed, schedule((0, "a"), (0, "z")))
    assert verdict.complete
    assert levels(verdict, P12) == [4, 0, 0, 0, 4]


@pytest.mark.parametrize(
    "changes",
    [
        {"cost": {"P1>P2": -1}},
        {"months": 0},
        {"verification_months": -1},
        {"recoverable": 101},
        {"benefits": {"P1": -1}},
    ],
)
def test_a_step_of_a_question_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    case = frame()
    with pytest.raises(ValueError, match="negative figure"):
        asked(case, added=(step("z", "P1", **changes),))


def test_unknown_names_repeated_ones_and_months_that_run_back_are_faults() -> None:
    case = frame(step("a", "P1"), step("b", "P1", issue=1))
    plain = question_of(case)
    assert causes(check(case, plain, schedule((0, "zz"), (0, "act:yy")))) == [Cause.UNKNOWN] * 2
    assert causes(check(case, plain, schedule((0, "a"), (2, "a")))) == [Cause.TWICE]
    assert causes(check(case, plain, schedule((2, "a"), (1, "b")))) == [Cause.MONTH]
    assert causes(check(case, plain, schedule((-1, "a")))) == [Cause.MONTH]
    with pytest.raises(ValueError, match="away: XX"):
        check(case, asked(case, away=("XX",)), schedule())


def test_what_is_left_out_must_be_told_and_only_that() -> None:
    case = frame(step("a", "P1"), step("b", "P1", issue=1))
    verdict = check(case, question_of(case), schedule((0, "a")))
    assert [(f.name, f.block.cause) for f in verdict.faults] == [("b", Cause.MISSING)]
    told = Unscheduled(step="b", blocks=(Block(cause=Cause.NOT_WANTED),))
    road = Schedule(starts=(Start(month=0, steps=("a",)),), unscheduled=(told,))
    assert check(case, question_of(case), road).safe
    assert check(case, question_of(case), road).left_out == ("b",)
    assert not check(case, question_of(case), road).complete
    assert check(case, asked(case, wanted=("a",)), schedule((0, "a"))).complete
    both = evolve(road, starts=(*road.starts, Start(month=0, steps=("b",))))
    assert [f.block.cause for f in check(case, question_of(case), both).faults] == [
        Cause.CONTRADICTED
    ]


def test_a_start_is_of_steps_or_of_an_act() -> None:
    for wrong in ({}, {"steps": ("a",), "act": "b"}):
        with pytest.raises(ValueError, match="of steps or of one act"):
            Start(month=0, **wrong)  # type: ignore[arg-type]


# ---------------------------------------------------------------- the made-up lake, by hand


def test_water_waits_for_money_at_the_lake_for_want_of_one_point() -> None:
    # XAL towards XBE opens at 4. st-levels takes 1 and returns 1 * 50 / 100 = 0; in it XAL gains
    # trust 1 of three others: 0. st-secretariat takes 1 and returns 1, and gives XAL 1 * 70 / 100
    # + 1 = 1.7 of three others: 0. st-gauges takes 2, returns 1, gives XAL nothing. So 2 are left,
    # and st-fund gives 6 * 60 / 100 + 2 = 5.6 of XBE and XDO: 2 each. Water costs 5.
    case = read_case(CASES / "lake")
    plain = question_of(case)
    road = schedule(
        (0, "st-levels"),
        (3, "st-secretariat"),
        (3, "act:consent/XHY-BOARD/st-gauges"),
        (3, "st-gauges"),
        (9, "act:consent/XBE-ASSEMBLY/st-fund"),
        (9, "st-fund"),
        (19, "st-flow"),
    )
    verdict = check(case, plain, road)
    short = [fault for fault in verdict.faults if fault.start is not None]
    account = Account(party="XAL", towards="XBE")
    assert [(f.name, f.block.account, f.block.short) for f in short] == [("st-flow", account, 1)]
    more = Guarantee(party="XAL", towards="XBE", points=1, by="XMO")
    helped = find(case, evolve(plain, guarantees=(more,)))
    assert helped.check.complete
