"""Registers of a circle as tables for a spreadsheet (`dipoli.forum.registers`), in two forms.

They hold the rows that this reader is shown on the page, in their order. A text that a spreadsheet
program would take for a formula is guarded (`dipoli.codec.interchange`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dipoli.codec.interchange.workbook import MEDIA as XLSX
from dipoli.codec.register_file import CSV, Taken, as_csv, as_workbook
from dipoli.faults import RefusedError
from dipoli.forum.registers import BY_NAME
from dipoli.told import tell
from dipoli.web.asked import Answer, Asked, Document, Page, UnmadeError
from dipoli.web.pages import commitments, measures, meetings, texts
from dipoli.web.route import Route

_SHOWN = {one.name: one for part in (texts, commitments, meetings, measures) for one in part.ROUTES}
TABLES: Mapping[str, tuple[Route, str]] = {
    "documents": (_SHOWN["documents"], "The register of documents"),
    "meetings": (_SHOWN["meetings"], "Meetings, those to come first, then those past"),
    "commitments": (
        _SHOWN["commitments"],
        "The register of commitments, by basket, then by date",
    ),
    "exchanges": (_SHOWN["measures"], "Rounds of exchange, as they were announced"),
}
"""Name of a register to the page under whose rule it is given out, and what it holds."""

_FORMS: Mapping[str, tuple[str, str, Callable[[Taken], bytes]]] = {
    "csv": (CSV, "a table in CSV", as_csv),
    "xlsx": (XLSX, "a table in an xlsx workbook", as_workbook),
}


def _answer(name: str, ending: str) -> Answer:
    media, _told, make = _FORMS[ending]

    def answer(asked: Asked) -> Page:
        assert asked.room is not None  # noqa: S101 - the address names a circle
        taken = Taken(
            register=BY_NAME[name], names=asked.names, now=asked.time, say=asked.speech.said
        )
        heads, *rows = taken.rows()
        try:
            data = make(taken)
        except RefusedError as fault:
            raise UnmadeError(fault.args[0]) from None
        file = f"{asked.room.hall}-{asked.room.name}-{name}.{ending}"
        return Page(
            title=tell("Table"),
            twin={
                "name": file,
                "media": media.partition(";")[0],
                "columns": list(heads),
                "rows": [list(row) for row in rows],
            },
            document=Document(data=data, media=media, name=file),
        )

    return answer


ROUTES = tuple(
    Route(
        name=f"{name}_{ending}",
        path=f"{page.path.rpartition('/')[0]}/{name}.{ending}",
        rule=page.rule,
        answer=_answer(name, ending),
        about=f"{held}: {told}.",
        media=media,
    )
    for name, (page, held) in TABLES.items()
    for ending, (media, told, _make) in _FORMS.items()
)
