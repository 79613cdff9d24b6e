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
