"""What was not proven is never told as proven; and one consent less never closes anything."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.agreement.interests_reference import peopled

from dipoli.analysis.agreement import Means, Rule, Verdict, question_of
from dipoli.analysis.agreement.additions import Whom, additions
from dipoli.analysis.agreement.extents import Decision, End, Extent, beyond, extent
from dipoli.analysis.agreement.guarantees import Guarantees
from dipoli.analysis.agreement.left_out import left_out
from dipoli.analysis.agreement.program import Outcome, Program, Status
from dipoli.analysis.agreement.sitting import sitting
from dipoli.analysis.agreement.win_sets import home
from dipoli.report.names import names_of
from dipoli.report.sitting_text import sitting_text

COUNTED = Means(counted=1 << 20)
SOLVED = Means(counted=0, choices=0)
seeds = st.integers(0, 10**6)
few = settings(max_examples=15, deadline=None)


@pytest.fixture
def out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every solve ends at its limit with nothing."""
    nothing = Outcome(status=Status.LIMIT, columns=None, value=None, bound=None)
    monkeypatch.setattr(Program, "solve", lambda _self, _objective, _limit: nothing)


@pytest.mark.usefixtures("out_of_time")
def test_out_of_time_is_told_as_undecided_and_never_as_no() -> None:
    case = peopled(3)
    asked = question_of(case)
    at_home = home(case, asked, "P1", SOLVED)
    assert at_home.zone.verdict is Verdict.UNKNOWN
    assert not at_home.zone.proven
    assert at_home.bodies
    for body in at_home.bodies:
        assert (body.opens, body.lowers_most) == (Decision.UNDECIDED, Decision.UNDECIDED)
        assert body.binds is (Decision.UNDECIDED if body.limits else Decision.NO)
    sits = sitting(case, asked, "P1", SOLVED)
    assert sits.unclaimed.harms is Decision.UNDECIDED
    assert sits.unclaimed.alone_against_all is Decision.UNDECIDED
    assert (sits.guarantees.sets, sits.guarantees.proven) == ((), False)
    assert (sits.alone.least, sits.alone.most) == (None, None)
    assert not at_home.receipt.exact
    assert not sits.receipt.exact
    text = " ".join(sitting_text(case, sits, names_of(case), width=100).split())
    assert "Away: undecided in the time given." in text
    assert "Not everything is proven." in text
    deal = {**case.status_quo(), "i0": 1}
    for whom in Whom:
        told = additions(case, asked, deal, (), whom, SOLVED)
        assert (told.verdict, told.proven, told.complete) == (Verdict.UNKNOWN, False, False)
    assert not left_out(case, asked, (), deal, SOLVED).receipt.exact
    by_rule = left_out(case, asked, (), Rule.NASH, SOLVED)
    assert by_rule.package is None
    assert not by_rule.receipt.exact


def test_where_it_is_unknown_whether_any_guarantees_do_nothing_is_said_of_none() -> None:
    case = peopled(3)
    sits = sitting(case, question_of(case), "P1", SOLVED)
    open_ = Guarantees(
        harms=Decision.YES, witness={}, sets=(), size=None, proven=False, complete=False, least=4
    )
    page = sitting_text(case, evolve(sits, guarantees=open_), names_of(case), width=100)
    text = " ".join(page.split())
    assert "undecided in the time given. Whether guarantees of these kinds would do is un" in text
    assert "if any do, it takes at least 4 guarantees" in text
    assert "no set of guarantees" not in text


def test_an_end_is_called_further_only_where_the_bounds_say_so() -> None:
    def end(value: int, bound: int | None) -> End:
        return End(value=value, bound=bound, proven=value == bound, package={})

    assert beyond(end(5, 5), end(4, 4), 1) is Decision.YES
    assert beyond(end(5, 5), end(4, 6), 1) is Decision.UNDECIDED
    assert beyond(end(5, 5), end(5, 5), 1) is Decision.NO
    assert beyond(end(5, 9), end(6, 6), 1) is Decision.UNDECIDED
    assert beyond(end(5, None), end(6, 6), 1) is Decision.UNDECIDED
    assert beyond(end(-5, -5), end(-4, -4), -1) is Decision.YES
    assert beyond(end(-4, -9), end(-4, -4), -1) is Decision.UNDECIDED
    assert beyond(None, end(1, 1), 1) is Decision.UNDECIDED


@given(seeds)
@few
def test_a_consent_less_never_closes_and_never_lowers_what_can_be_gained(seed: int) -> None:
    case = peopled(seed)
    told = home(case, question_of(case), "P1", COUNTED)
    for body in told.bodies:
        assert body.ruled_out is not None
        assert body.ruled_out >= 0
        _wider(told.zone, body.unclaimed)
    _wider(told.win_set, told.alone)
    _wider(told.zone, told.win_set)


def _wider(one: Extent, other: Extent) -> None:
    """Whether all that one reaches the other reaches as well."""
    if one.verdict is Verdict.COMMON_GROUND:
        assert one.least is not None
        assert one.most is not None
        assert other.least is not None
        assert other.most is not None
        assert other.least.value <= one.least.value
        assert one.most.value <= other.most.value


@given(seeds, st.sampled_from(["P1", "P2", "P3"]))
@few
def test_counting_and_solving_find_the_same_ends(seed: int, seat: str) -> None:
    case = peopled(seed)
    asked = question_of(case)
    one, other = extent(case, asked, seat, COUNTED), extent(case, asked, seat, SOLVED)
    assert one.verdict is other.verdict
    for counted, solved in ((one.least, other.least), (one.most, other.most)):
        assert (counted is None) == (solved is None)
        if counted and solved:
            assert counted.value == solved.value
            assert counted.proven
            assert solved.proven
