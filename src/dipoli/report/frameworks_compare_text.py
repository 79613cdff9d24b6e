"""Charters side by side for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from dipoli.charter.framework import Framework, Frameworks
from dipoli.report.frameworks_layout import GAP, across, wrap
from dipoli.report.frameworks_page import LABEL, NARROW_CELL, Page
from dipoli.report.frameworks_topics import NO_SHARED, Cell, Comparison, Row, mentioned
from dipoli.report.frameworks_words import NOTICE


def comparison_text(comparison: Comparison, frameworks: Frameworks, width: int) -> str:
    """Several charters side by side, or one below the other where the terminal is too narrow.

    Args:
        comparison: what `dipoli.report.frameworks_topics.compare` put side by side.
        frameworks: the folder they come from.
        width: columns of the terminal.

    Returns:
        The text, without a line break at its end.
    """
    page = Page(width)
    charters = comparison.charters
    page.title(" · ".join(charter.short_name for charter in charters))
    cell = (width - LABEL - len(GAP) * len(charters)) // len(charters)
    if cell >= NARROW_CELL:
        page.lines += _side_by_side(comparison, cell)
    else:
        for row in comparison.rows:
            page.heading(row.title)
            page.lines += _stacked(row, charters, width)
    page.heading("Members that all of these list")
    page.paragraph(", ".join(comparison.shared) or NO_SHARED)
    if comparison.partial:
        page.paragraph("At least one list of members is partial; more may be shared.")
    page.heading("Names")
    page.paragraph("; ".join(f"{code} {name}" for code, name in mentioned(charters, frameworks)))
    page.heading("Sources")
    for source in comparison.cites.numbers:
        page.source(source, comparison.cites)
    page.heading("How to read this")
    for notice in NOTICE:
        page.paragraph(notice)
    return page.text()


def _side_by_side(comparison: Comparison, cell: int) -> list[str]:
    widths = [LABEL, *[cell] * len(comparison.charters)]
    lines = across([[""], *([charter.name] for charter in comparison.charters)], widths)
    for row in comparison.rows:
        lines.append(GAP.join("-" * width for width in widths))
        lines += across([[row.title], *(_shown(one) for one in row.cells)], widths)
    return lines


def _stacked(row: Row, charters: Sequence[Framework], width: int) -> list[str]:
    lines = []
    for charter, cell in zip(charters, row.cells, strict=True):
        lines += wrap(f"{charter.short_name}:", width)
        for paragraph in _shown(cell):
            entry = cell.listed and paragraph.startswith("- ")
            lines += wrap(paragraph, width, "  ", "    " if entry else "  ")
    return lines


def _shown(cell: Cell) -> list[str]:
    lead = "- " if cell.listed else ""
    marks = [] if cell.mark is None else [cell.mark]
    return [*(f"{lead}{text}" for text in cell.paragraphs), *marks]
