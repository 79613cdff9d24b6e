"""Text for a terminal: nothing is lost, no line is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.report.frameworks_layout import across, columns, pad, table, wrap

WORDS = st.text(st.characters(exclude_categories=("C", "Z", "M")), max_size=40)
PARAGRAPHS = st.lists(WORDS, max_size=12).map(" ".join)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width"),
    [("6PT", 3), ("육자회담", 8), ("北约", 4), ("мир", 3), ("e\u0301", 1), ("", 0)],
)
def test_letters_take_the_columns_that_terminals_give_them(text: str, width: int) -> None:
    assert columns(text) == width


@given(text=PARAGRAPHS, width=st.integers(10, 60))
def test_wrapping_loses_no_letter_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width, "- ", "  ")
    assert bare("".join(line[2:] for line in lines)) == bare(text)
    assert all(columns(line) <= width for line in lines)


@given(cells=st.lists(st.lists(PARAGRAPHS, max_size=3), min_size=1, max_size=4))
def test_cells_side_by_side_lose_no_letter(cells: list[list[str]]) -> None:
    lines = across(cells, [20] * len(cells))
    assert sorted(bare("".join(lines))) == sorted(
        bare("".join(text for cell in cells for text in cell))
    )
    assert all(columns(line) <= 22 * len(cells) for line in lines)


def test_a_table_narrows_its_widest_column_and_cuts_no_word() -> None:
    assert table(["who", "what"], [["Alland", "counts nets"]], 14) == [
        "who     what",
        "------  ------",
        "Alland  counts",
        "        nets",
    ]


def test_a_table_that_would_cut_words_is_not_made() -> None:
    assert table(["who", "what"], [["Alland", "counts nets"]], 12) is None


def test_a_cell_may_have_several_lines() -> None:
    assert table(["a\nb"], [["c\nd"]], 10) == ["a", "b", "-", "c", "d"]


def test_padding_counts_wide_letters_twice() -> None:
    assert pad("北", 4) == "北  "
