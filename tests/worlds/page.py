"""Prints the table of bad hosts for readers: `python -m tests.worlds.page` renews the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.worlds.script import ALL, Script
from tests.worlds.table import AUTHOR, COMPARE, PAPER, TABLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "bad-hosts.md"
BEGIN = "<!-- printed from tests/worlds/table.py: begin -->\n"
END = "<!-- printed from tests/worlds/table.py: end -->\n"

WAYS: Mapping[str, str] = {
    COMPARE: "compare with other delegations",
    PAPER: "on paper, or through another host",
    AUTHOR: "ask its author or another delegation",
}


def printed(table: Mapping[str, tuple[Script, ...]]) -> str:
    """The tables as they stand on the page."""
    rows = [row for section in table.values() for row in section]
    shown = sum(row.proof is not None for row in rows)
    counted = f"{len(rows)} bad hosts; {shown} of them are proven by what they signed.\n"
    lines = [line for title, rows in table.items() for line in _section(title, rows)]
    return "\n".join([counted, *lines])


def told_on(page: str) -> str:
    """The printed part of the page."""
    return page.partition(BEGIN)[2].partition(END)[0]


def renewed(page: str) -> str:
    """The page with the tables printed anew."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{printed(TABLE)}{END}{rest.partition(END)[2]}"


def _section(title: str, rows: tuple[Script, ...]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| bad host | what it does | who notices | what is shown to others |"
    yield "|---|---|---|---|"
    for row in rows:
        who = "every node" if row.who == ALL else ", ".join(row.who)
        yield f"| {row.name} | {row.does} | {who} | {_shown(row)} |"
    yield ""


def _shown(row: Script) -> str:
    if row.proof is not None:
        return f"proof `{row.proof}`"
    lasting = ", once it has lasted a period" if row.lasting else ""
    return f"no proof; alarm `{row.kind}`{lasting}; other way: {WAYS[row.way]}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
