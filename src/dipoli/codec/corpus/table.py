"""A table in CSV that others made, read strictly, each line with its place in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from dipoli.faults import Finding, MalformedError

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000


def told(name: str, line: int, *fault: str) -> Finding:
    """A finding of four words: where, what was expected, what was found, how to mend it."""
    where, expected, found, mend = fault
    return Finding(
        file=name, line=line, where=where, expected=expected, found=_shown(found), mend=mend
    )


def _shown(found: str) -> str:
    """What was found, short, with what no eye can see written out."""
    visible = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in found[:120]
    )
    return visible + ("..." if len(found) > len(visible) else "")


def tables(
    content: bytes, name: str, *, required: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a table by column, each with its line in the file.

    Raises:
        MalformedError: it is no such table.
    """
    if len(content) > MOST_BYTES:
        fault = ("", f"at most {MOST_BYTES:,} bytes", f"{len(content):,}", "split it")
        raise MalformedError([told(name, 0, *fault)])
    text = _decoded(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    line = 1
    count = 0
    try:
        for cells in reader:
            if columns is None:
                columns = _columns(cells, name, required, optional)
            elif cells:
                count += 1
                if len(cells) != len(columns) or count > MOST_ROWS:
                    raise MalformedError([_shape(name, line, len(columns), len(cells), count)])
                yield line, dict(zip(columns, cells, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        mend = 'put a cell that has a comma, a quote or a line break in quotes, each " doubled'
        fault = ("", "comma-separated values", str(error), mend)
        raise MalformedError([told(name, line, *fault)]) from None
    if columns is None:
        fault = ("", f"a heading: {','.join(required)}", "an empty file", "write the heading")
        raise MalformedError([told(name, 0, *fault)])


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x} at {error.start:,}"
        fault = ("", "text in UTF-8", found, "save the table as CSV UTF-8")
        raise MalformedError([told(name, line, *fault)]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise MalformedError([told(name, line, "", "text", "a null byte", "save it as CSV UTF-8")])
    return text


def _columns(
    cells: list[str], name: str, required: Sequence[str], optional: Sequence[str]
) -> list[str]:
    columns = [cell.strip() for cell in cells]
    known = [*required, *optional]
    findings = []
    for column in dict.fromkeys(columns):
        if column not in known:
            near = get_close_matches(column, known, 1)
            mend = f"did you mean {near[0]}?" if near else "delete the column"
            findings.append(told(name, 1, column, f"one of {', '.join(known)}", column, mend))
        elif columns.count(column) > 1:
            findings.append(told(name, 1, column, "each column once", "twice", "delete one"))
    findings += [
        told(name, 1, column, f"a column {column}", "none", "add the column")
        for column in required
        if column not in columns
    ]
    if findings:
        raise MalformedError(findings)
    return columns


def _shape(name: str, line: int, columns: int, cells: int, count: int) -> Finding:
    if count > MOST_ROWS:
        return told(name, line, "", f"at most {MOST_ROWS:,} texts", "more", "make two corpora")
    mend = "look for a comma or a quote too many; put a cell with commas in quotes"
    return told(name, line, "", f"{columns} cells, as in the heading", f"{cells} cells", mend)
