"""Text laid out for a terminal: wrapped lines and tables, by the width that letters take.

Letters of Chinese, Japanese and Korean take two columns, marks that combine take none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
"""What stands between two columns of a table."""

_WIDE = frozenset({"W", "F"})
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("6PT"), columns("北约")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_letter_columns(letter) for letter in text)


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A paragraph in lines of at most ``width`` columns.

    Args:
        text: the paragraph; any run of white space counts as one space.
        width: columns of a line, what leads it included.
        first: what leads the first line.
        rest: what leads the other lines.

    Returns:
        The lines; one of them at least.

    >>> wrap("action for action", 10, "- ", "  ")
    ['- action', '  for', '  action']
    """
    lines: list[str] = []
    line = first
    fresh = True
    for word in text.split():
        for piece in _pieces(word, max(width - max(columns(first), columns(rest)), 1)):
            if not fresh and columns(line) + 1 + columns(piece) > width:
                lines.append(line)
                line, fresh = rest, True
            line += piece if fresh else f" {piece}"
            fresh = False
    return [*lines, line]


def pad(text: str, width: int) -> str:
    """The text with spaces after it, up to a width."""
    return text + " " * max(width - columns(text), 0)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str] | None:
    """A table whose cells are wrapped so that a line takes at most ``width`` columns.

    Args:
        head: the titles of the columns.
        rows: the cells, as many in each row as there are titles; a cell may have several lines.
        width: columns of the terminal.

    Returns:
        The lines: titles, a rule, and the rows. None when words would have to be cut.
    """
    for gap in (GAP, GAP[:1]):
        widths = _column_widths([head, *rows], width - len(gap) * (len(head) - 1))
        if widths is not None:
            rule = gap.join("-" * w for w in widths)
            lines = [across([c.split("\n") for c in row], widths, gap) for row in (head, *rows)]
            return [*lines[0], rule, *(line for row in lines[1:] for line in row)]
    return None


def across(cells: Sequence[Sequence[str]], widths: Sequence[int], gap: str = GAP) -> list[str]:
    """Cells side by side, each a list of paragraphs wrapped in its own column."""
    wrapped = [
        [line for paragraph in cell for line in _paragraph(paragraph, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max((len(lines) for lines in wrapped), default=0)
    return [
        gap.join(
            pad(lines[i] if i < len(lines) else "", width)
            for lines, width in zip(wrapped, widths, strict=True)
        ).rstrip()
        for i in range(height)
    ]


def _paragraph(text: str, width: int) -> list[str]:
    hanging = "  " if text.startswith("- ") else ""
    return wrap(text, width, "", hanging)


def _column_widths(rows: Sequence[Sequence[str]], allowed: int) -> list[int] | None:
    """Widths that fit, taken from the widest column first; None when no word may be cut for it."""
    cells = list(zip(*rows, strict=True))
    widths = [max(columns(line) for cell in c for line in cell.split("\n")) for c in cells]
    least = [max(columns(word) for cell in c for word in cell.split()) for c in cells]
    if sum(least) > allowed:
        return None
    while sum(widths) > allowed:
        spare = [w if w > lowest else 0 for w, lowest in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _pieces(word: str, width: int) -> list[str]:
    """A word, cut where it is longer than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and columns(pieces[-1]) + _letter_columns(letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _letter_columns(letter: str) -> int:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
