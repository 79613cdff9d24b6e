"""An answer as tables: each figure of it stands in one cell, and no other figure does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.workbench.runs.asking import LAKE, lake, printed

from dipoli.codec.interchange.tables import Rows
from dipoli.workbench.runs.tables import FIELDS, NAMES, NUMBER, spread

SCALARS = st.one_of(
    st.text("ab =;", min_size=1, max_size=4), st.integers(-99, 99), st.booleans(), st.none()
)
KEYS = st.text("xyz_", min_size=1, max_size=3)
ANSWERS = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=4,
)


def shown(value: object) -> str:
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def leaves(told: object, *, inner: bool = False) -> Iterator[str]:
    """Every value of an answer; a list of values inside a row is one cell."""
    if isinstance(told, dict):
        for one in told.values():
            yield from leaves(one, inner=inner)
    elif isinstance(told, list):
        if not any(isinstance(one, dict | list) for one in told):
            cells = [shown(one) for one in told]
            yield from ["; ".join(cells)] if inner else cells
        else:
            for one in told:
                plain = isinstance(one, list) and not any(isinstance(e, dict | list) for e in one)
                held = dict(enumerate(one)) if plain else {0: one}
                if isinstance(one, list) and not plain:
                    held = dict(enumerate(one))
                yield from leaves(held, inner=True)
    else:
        yield shown(told)


def cells(rows: Rows) -> Iterator[str]:
    """What stands in a table, without what counts its rows and names its fields."""
    head, *below = rows
    kept = [n for n, name in enumerate(head) if not name.startswith(NUMBER) and name != "field"]
    yield from (row[n] for row in below for n in kept)


@given(ANSWERS)
def test_every_value_of_an_answer_stands_in_one_cell(told: dict[str, Any]) -> None:
    found = Counter(one for rows in spread(told).tables.values() for one in cells(rows))
    wanted = Counter(leaves(told))
    del found[""], wanted[""]
    assert found == wanted


@given(ANSWERS)
def test_names_of_tables_can_be_those_of_sheets_and_every_row_is_whole(
    told: dict[str, Any],
) -> None:
    tables = spread(told).tables
    assert len({name.lower() for name in tables}) == len(tables)
    for name, rows in tables.items():
        assert 0 < len(name) <= 31
        assert len(set(rows[0])) == len(rows[0])
        assert {len(row) for row in rows} == {len(rows[0])}


def test_long_names_of_tables_stay_apart() -> None:
    long = {"a" * 40: [{"x": 1}], "a" * 41: [{"x": 2}], "A" * 42: [{"x": 3}]}
    assert len(spread(long).tables) == 3


def test_a_row_says_to_which_row_it_belongs_and_a_figure_is_one() -> None:
    told = {
        "b": [{"id": "007", "part": [{"n": 1.5}, {"n": None}]}, {"id": "8", "part": [{"n": 2}]}]
    }
    held = spread(told)
    assert held.tables["b.part"] == (
        ("row of b", NUMBER, "n"), ("1", "1", "1.5"), ("1", "2", ""), ("2", "1", "2")
    )  # fmt: skip
    assert held.is_figure("b.part", "n", "1.5")
    assert not held.is_figure("b.part", "n", "n")
    assert not held.is_figure("b", "id", "007")


def test_tables_of_a_case_say_what_its_ids_mean_and_package_by_package() -> None:
    told = printed(["agree", str(LAKE)])
    tables = spread(told, lake()).tables
    names = {row[1] for row in tables[NAMES][1:]}
    assert {one.id for one in lake().issues} | set(lake().members) <= names
    column = tables["packages"][0].index("package")
    for row, answer in zip(tables["packages"][1:], told["packages"], strict=True):
        held = dict(one.split("=") for one in row[column].split("; ") if one)
        assert {name: int(n) for name, n in held.items()} == (answer["package"] or {})
    assert FIELDS in tables
