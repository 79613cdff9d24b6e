"""`import dipoli` gives the answers as values and as tables that show themselves."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import dipoli
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.case import Case

LAKE = Path(__file__).parents[2] / "cases" / "lake"


@pytest.fixture(scope="module")
def case() -> Case:
    return dipoli.read_case(LAKE)


@pytest.fixture(scope="module")
def found(case: Case) -> Agreement:
    return dipoli.agree(case)


def test_baskets_stand_in_the_order_of_the_case(case: Case, found: Agreement) -> None:
    table = dipoli.tables.baskets(case, found)
    assert list(table.index) == [one.id for one in case.baskets]
    assert list(table["alone"]) == [one.alone.negotiable.verdict.value for one in found.baskets]


def test_packages_show_the_option_of_every_issue(case: Case, found: Agreement) -> None:
    table = dipoli.tables.packages(case, found)
    assert list(table.index.get_level_values("issue")) == [one.id for one in case.issues]
    first = found.packages[0]
    assert first.package is not None
    shown = table[first.rule.value, first.soft_lines.value]
    assert dict(zip(first.package, shown, strict=True)) == dict(first.package)


def test_proofs_carry_value_bound_gap_engine_and_the_checkers_word(found: Agreement) -> None:
    table = dipoli.tables.proofs(found)
    assert len(table) == len(found.packages)
    assert table["proven"].all()
    assert table["checker accepts"].all()


def test_values_show_what_each_gets_and_on_request_what_it_gives(
    case: Case, found: Agreement
) -> None:
    package = found.packages[0]
    gets = dipoli.tables.values(case, package)
    gives = dipoli.tables.values(case, package, gives=True)
    parties = list(dict.fromkeys(gets.columns.get_level_values(0)))[1:]
    assert parties == [one.names["en"] for one in case.parties if one.code in case.members]
    for row in package.issues:
        for code, figure in row.worth.items():
            name = next(one.names["en"] for one in case.parties if one.code == code)
            cell = gets.loc[row.issue, (name, "value")]
            assert (figure.value if figure.value > 0 else pd.NA) is cell or cell == figure.value
            if figure.value:
                assert gives.loc[row.issue, (name, "value")] == figure.value


def test_tables_show_themselves_as_html(case: Case, found: Agreement) -> None:
    for table in (
        dipoli.tables.baskets(case, found),
        dipoli.tables.packages(case, found),
        dipoli.tables.proofs(found),
        dipoli.tables.values(case, found.packages[0]),
    ):
        assert "<table" in table.to_html()


def test_shipped_charters_are_read_without_a_folder() -> None:
    assert len(dipoli.read_frameworks().charters) == 24


def test_every_public_name_is_there_and_no_other() -> None:
    for name in dipoli.__all__:
        assert getattr(dipoli, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        getattr(dipoli, "forecast")  # noqa: B009 - a name that must not exist


def test_a_word_that_the_case_lacks_is_told() -> None:
    case = dipoli.read_case(LAKE)
    with pytest.raises(dipoli.CaseError) as caught:
        dipoli.agree(case, positions="nowhere", still=("none",), hold=("x=1", "bad"))
    assert len(caught.value.findings) == 4


def test_a_roadmap_shows_steps_what_is_left_out_and_exposure(case: Case) -> None:
    roadmap = dipoli.roadmap(case, work=0)
    steps, left = dipoli.tables.steps(case, roadmap), dipoli.tables.left_out(case, roadmap)
    starts = dict(zip(steps["id"], steps["start"], strict=True))
    months = roadmap.schedule.months
    assert {name: month for name, month in starts.items() if month is not pd.NA} == {
        name: months[name] for name in starts if name in months
    }
    assert list(left["step"]) == ["A least amount in July and August"]
    assert [set(left[key]) for key in ("party", "towards")] == [{""}, {""}]
    assert left["short"].isna().all()
    named = dipoli.tables.left_out(case, roadmap, clash=True)
    assert list(named["short"]) == [1]
    assert set(named["party"]) | set(named["towards"]) <= set(case.members)
    exposure = dipoli.tables.exposure(case, roadmap)
    assert roadmap.check.trace is not None
    trace = roadmap.check.trace
    for account, peak in zip(trace.accounts, trace.peaks(), strict=True):
        column = (account.party, account.towards)
        assert (exposure[column].max() if column in exposure else 0) == peak


def test_a_red_line_that_stands_in_the_way_is_named_on_request_only() -> None:
    korea = dipoli.read_case(LAKE.parent / "korea")
    roadmap = dipoli.roadmap(korea, work=0, tries=3)
    silent = dipoli.tables.left_out(korea, roadmap)
    told = dipoli.tables.left_out(korea, roadmap, clash=True)
    assert "red line" in set(silent["about"])
    assert not [one for one in silent["about"] if "/" in one and one.startswith("PRK")]
    assert [one for one in told["about"] if one.startswith("PRK/")]


def test_an_objective_that_is_none_is_refused(case: Case) -> None:
    with pytest.raises(ValueError, match="objectives are shortest"):
        dipoli.roadmap(case, objective="best")
    with pytest.raises(dipoli.CaseError, match="fishing"):
        dipoli.roadmap(case, still="fishing")
