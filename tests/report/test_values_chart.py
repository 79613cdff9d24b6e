"""The chart of values: bars on each party's own scale."""

from __future__ import annotations

import re

from dipoli.analysis.agreement.answers import Figure
from dipoli.report.charts import Words
from dipoli.report.values_chart import NARROW, WIDE, Grid, Row, Rows, draw_values

WORDS = Words(title="t", description="d")


def draw(points: tuple[Figure | None, ...], grid: Grid = WIDE) -> str:
    rows = Rows(title="Water", rows=(Row(question="Who?", option="All", points=points),))
    (drawing,) = draw_values([rows], len(points), grid, "p", WORDS)
    return str(drawing)


def test_stretching_the_scale_of_a_party_changes_nothing_in_the_drawing() -> None:
    other = Figure(value=5, low=1, high=9)
    before = draw((Figure(value=10, low=4, high=20), other))
    assert draw((Figure(value=1000, low=400, high=2000), other)) == before


def test_what_is_given_is_drawn_as_long_as_what_is_got() -> None:
    got, given = Figure(value=10, low=4, high=20), Figure(value=-10, low=-20, high=-4)
    assert draw((got,)) == draw((given,))


def test_a_party_for_which_a_move_is_worth_nothing_has_no_bar() -> None:
    assert draw((None,)).count("<path") < draw((Figure(value=1, low=1, high=1),)).count("<path")


def test_both_sizes_write_question_and_option() -> None:
    for grid in (WIDE, NARROW):
        words = re.findall(r"<text[^>]*>([^<]*)<", draw((None,), grid))
        assert words == ["Water", "Who?", "\u2192 All"]
