"""A page of text that grows from top to bottom: titles, paragraphs, labels, lists, sources."""

from __future__ import annotations

from collections.abc import Iterable

from dipoli.report.frameworks_layout import columns, wrap
from dipoli.report.frameworks_topics import NONE_LISTED
from dipoli.report.frameworks_words import Cites, source_line

LABEL = 16
"""Columns for the label of a row."""
NARROW_CELL = 24
"""Cells narrower than this are not put side by side."""


class Page:
    """Lines that grow from top to bottom."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[str] = []

    def title(self, text: str) -> None:
        """The title of the page, underlined."""
        wrapped = wrap(text, self.width)
        self.lines += [*wrapped, "=" * max(columns(line) for line in wrapped)]

    def heading(self, text: str) -> None:
        """A heading, underlined."""
        self.lines += ["", *wrap(text, self.width), "-" * min(columns(text), self.width)]

    def paragraph(self, text: str | None) -> None:
        """A paragraph; nothing where there is none."""
        if text is not None:
            self.lines += wrap(text, self.width)

    def field(self, label: str, text: str | None) -> None:
        """A label and what stands beside it; nothing where there is none."""
        if text is not None:
            first = f"{label:<{LABEL - 1}} "
            self.lines += wrap(text, self.width, first, " " * LABEL)

    def entries(self, heading: str, entries: Iterable[str]) -> None:
        """A heading and a list; what an empty list means is said."""
        self.heading(heading)
        listed = list(entries) or [NONE_LISTED]
        for entry in listed:
            self.lines += wrap(entry, self.width, "- ", "  ")

    def text(self) -> str:
        """The page, without a line break at its end."""
        return "\n".join(self.lines)

    def source(self, source: str, cites: Cites) -> None:
        """A source with its number, and where it is found."""
        found = cites.catalogue[source]
        number = f"[{cites.numbers[source]}]".ljust(5)
        self.lines += wrap(source_line(found), self.width, number, " " * 5)
        if found.url is not None:
            self.lines.append(f"     {found.url}")
