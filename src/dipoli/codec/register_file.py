"""A register of a circle as a file: CSV for programs, a workbook and paper for people.

In CSV the columns have their short names, and yes and no are English, so that a program reads the
files of two readers alike; what else stands in a cell is what the reader is told. A workbook and a
paper speak the reader's language from the first line to the last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from attrs import frozen

from dipoli.codec.interchange.csv_folder import csv_text
from dipoli.codec.interchange.tables import Rows
from dipoli.codec.interchange.workbook import workbook_of
from dipoli.codec.print_page import PrintPage
from dipoli.codec.printing import to_pdf
from dipoli.forum.names import Names
from dipoli.forum.registers import NO, YES, Register, as_cells
from dipoli.forum.text_views import marked
from dipoli.told import tell

CSV = "text/csv; charset=utf-8"
_STYLE = (
    "@page{size:A4 landscape !important}"
    "table{border-collapse:collapse;width:100%;font-size:7pt}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    "th,td{border:.5pt solid #777;padding:2pt 3pt;text-align:start;vertical-align:top;"
    "overflow-wrap:anywhere}"
)


@frozen(kw_only=True)
class Taken:
    """How a register is taken away.

    Args:
        register: which.
        names: of the standing, as the reader calls parties.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
        say: puts a sentence of the program in the reader's language.
    """

    register: Register
    names: Names
    now: str
    say: Callable[[str], str] = str

    @property
    def mark(self) -> str:
        """What stands above it: exercise, or compiled; mostly nothing."""
        return " ".join(map(self.say, marked(self.names.forum.charter)))

    def rows(self) -> Rows:
        """For programs: the short names of the columns, then a row for each thing."""

        def plain(sentence: str) -> str:
            return sentence if sentence is YES or sentence is NO else self.say(sentence)

        body = as_cells(self.register, self.names, self.now, plain)
        return (tuple(self.register.columns), *body)

    def shown(self) -> Rows:
        """For people: the headings in the reader's language, then the rows."""
        heads = tuple(map(self.say, self.register.columns.values()))
        return (heads, *as_cells(self.register, self.names, self.now, self.say))


def as_csv(taken: Taken) -> bytes:
    """A register as comma-separated text in UTF-8."""
    return csv_text(taken.register.name, taken.rows(), taken.mark).encode()


def as_workbook(taken: Taken) -> bytes:
    """A register as an xlsx workbook.

    Raises:
        RefusedError: openpyxl is not installed.
    """
    return workbook_of({taken.say(taken.register.title): taken.shown()}, taken.mark)


def as_paper(taken: Taken, *, circle: str, readable: str, language: str) -> bytes:
    """A register on sheets, with the mark and who can read it on each.

    Args:
        taken: the register.
        circle: title of the circle.
        readable: who can read it, in a sentence.
        language: of the reader.

    Raises:
        RefusedError: no PDF can be made here.
    """
    heads, *rows = taken.shown()
    body = "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{_cells('th', heads)}</tr></thead><tbody>{body}</tbody></table>"
    none = f"<p>{escape(taken.say(tell('Nothing is entered here.')))}</p>"
    page = PrintPage(
        title=taken.say(taken.register.title),
        under=circle,
        marks=tuple(map(taken.say, marked(taken.names.forum.charter))),
        readable=readable,
        language=language,
    )
    return to_pdf(page.html(table if rows else none), (_STYLE,))


def _cells(sort: str, row: Sequence[str]) -> str:
    return "".join(f"<{sort}>{escape(one)}</{sort}>" for one in row)
