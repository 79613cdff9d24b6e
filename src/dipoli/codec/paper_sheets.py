"""A text of a forum on sheets: the paper that Word files are made of, laid out as a PDF.

Signs, numbers and holders stand as in Word. What an amendment on the table would take out is
struck through, what it would put in is underlined, and whose it is stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from dipoli.codec.print_page import PrintPage
from dipoli.codec.printing import to_pdf
from dipoli.codec.word.paper import Line, Paper, Part, Slot, Style, Table
from dipoli.codec.word.running import Run, runs

_STYLE = (
    ".clause{margin:.7em 0 .1em;padding-inline-start:2.2em;text-indent:-2.2em;line-height:1.5}"
    ".note{margin:.1em 0 .4em 2.2em;font-size:8pt;color:#333}.headnote{font-weight:bold}"
    ".held{font-size:8pt}.sign{font-weight:bold}ins{text-decoration:underline}"
    "del{text-decoration:line-through}table{border-collapse:collapse;width:100%;margin:.4em 0}"
    "thead{display:table-header-group}tr{break-inside:avoid}th,td{border:.5pt solid #777;"
    "padding:2pt 4pt;text-align:start;vertical-align:top;overflow-wrap:anywhere}"
)
_CLASS = {Part.OPENS: "sign", Part.CLOSES: "sign", Part.HELD: "held", Part.TOLD: "held"}
_ABOVE = frozenset({Style.SYMBOL, Style.TITLE, Style.MARK})
_LINES = {Style.HEADNOTE: "headnote", Style.NOTE: "note"}


def text_sheets(paper: Paper, language: str) -> bytes:
    """A text as a PDF of A4 sheets.

    Args:
        paper: the text as it is laid on paper.
        language: of the reader, in which all but the words of the text is told.

    Raises:
        RefusedError: no PDF can be made here.
    """
    page = PrintPage(
        title=paper.title,
        symbol=paper.symbol,
        spoken=paper.language,
        marks=paper.marks,
        readable=f"{paper.readable} {paper.cited} · SHA-256 {paper.digest.hex()}",
        language=language,
    )
    body = "".join(_block(one, paper.language) for one in paper.blocks)
    return to_pdf(page.html(body), (_STYLE,))


def _block(block: Line | Slot | Table, spoken: str) -> str:
    if isinstance(block, Line):
        if block.style in _ABOVE:
            return ""
        return f'<p class="{_LINES.get(block.style, "")}">{escape(block.words)}</p>'
    if isinstance(block, Slot):
        return f'<p class="clause" lang="{escape(spoken)}">{_slot(block)}</p>'
    heads = "".join(f"<th>{escape(one)}</th>" for one in block.heads)
    return f"<table><thead><tr>{heads}</tr></thead>{''.join(_rows(block, spoken))}</table>"


def _rows(table: Table, spoken: str) -> Iterator[str]:
    for row in table.rows:
        whose = f"<td>{escape(row.whose)}</td>" if row.whose else ""
        words = f'<td lang="{escape(spoken)}">{_slot(row.slot)}</td>'
        yield f"<tr><td>{escape(row.label)}</td>{words}{whose}</tr>"


def _slot(slot: Slot) -> str:
    """Runs of a slot; whose a change is stands once, behind all of it that is in one place."""
    made: list[str] = []
    for change, held in groupby(runs(slot), key=lambda one: one.by):
        made += map(_run, held)
        if change is not None:
            made.append(f' <span class="held">({escape(change.author)})</span> ')
    return "".join(made)


def _run(run: Run) -> str:
    words = escape(run.words).replace("\t", " ").replace("\n", "<br>")
    if run.how is not None:
        return f"<{run.how.value}>{words}</{run.how.value}>"
    sort = _CLASS.get(run.part)
    return words if sort is None else f'<span class="{sort}">{words}</span>'
