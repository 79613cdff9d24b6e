"""What of a run can be taken along: the answer as JSON, as tables, and on paper.

Each file bears the marks of the run in itself, and in its name that it is assessed or an exercise:
it may be passed on alone. It is made when it is asked for, of what is kept, in memory.
"""

from __future__ import annotations

import io
import json
import zipfile

from django.http import HttpRequest, HttpResponse

from dipoli.analysis.meaning import PRIVATE as OWN_READING
from dipoli.codec.interchange.csv_folder import csv_text
from dipoli.codec.interchange.workbook import MEDIA as XLSX
from dipoli.codec.interchange.workbook import workbook_of
from dipoli.codec.printing import MEDIA, need_print, to_pdf
from dipoli.web.saved import saved
from dipoli.web.styles import STYLE
from dipoli.web.workbench import runs_at
from dipoli.web.workbench.answers import missing, of_bench
from dipoli.web.workbench.runs_pages import case_of_run, run_page
from dipoli.workbench.bench import Bench
from dipoli.workbench.runs.kinds import MEANING, PRIVATE
from dipoli.workbench.runs.run import Run
from dipoli.workbench.runs.tables import Spread, spread
from dipoli.workbench.words import marks

JSON, ZIP = "application/json", "application/zip"
_DAY = (1980, 1, 1, 0, 0, 0)


@of_bench("GET", "HEAD")
def as_json(request: HttpRequest, bench: Bench, run: str) -> HttpResponse:  # noqa: ARG001 - of a view
    """The answer as the command prints it with ``--json``, below the marks of the run."""
    held = runs_at.book().run(run)
    if held is None or held.told is None:
        return missing(request)
    told = {"marks": marks_of(held), **held.told}
    return _file(held, json.dumps(told, ensure_ascii=False).encode(), JSON, "json")


@of_bench("GET", "HEAD")
def as_csv(request: HttpRequest, bench: Bench, run: str) -> HttpResponse:
    """The answer as tables, a file for each."""
    held = runs_at.book().run(run)
    if held is None or held.told is None:
        return missing(request)
    tables, mark = _tables(bench, held), " ".join(marks_of(held))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, rows in tables.tables.items():
            text = csv_text(name, rows, mark, tables.is_figure)
            packed.writestr(zipfile.ZipInfo(f"{name}.csv", _DAY), text.encode())
    return _file(held, made.getvalue(), ZIP, "zip")


@of_bench("GET", "HEAD")
def as_workbook(request: HttpRequest, bench: Bench, run: str) -> HttpResponse:
    """The answer as tables, a sheet for each."""
    held = runs_at.book().run(run)
    if held is None or held.told is None:
        return missing(request)
    tables = _tables(bench, held)
    data = workbook_of(tables.tables, " ".join(marks_of(held)), tables.is_figure)
    return _file(held, data, XLSX, "xlsx")


@of_bench("GET", "HEAD")
def on_paper(request: HttpRequest, bench: Bench, run: str) -> HttpResponse:
    """The page of an answer on sheets, with what it rests on, in the language of who asks."""
    held = runs_at.book().run(run)
    if held is None or held.told is None:
        return missing(request)
    need_print()
    page = run_page(request, bench, held, paper=True).content.decode()
    return _file(held, to_pdf(page, [STYLE]), MEDIA, "pdf")


def marks_of(run: Run) -> list[str]:
    """What stands on every file of a run."""
    private = [OWN_READING] if run.question.kind == MEANING else []
    return [*marks(exercise=run.exercise), *private, *([run.mark] if run.mark else [])]


def _tables(bench: Bench, run: Run) -> Spread:
    """The tables of an answer; ids are explained where the case is still that one."""
    case = case_of_run(bench, run)
    same = case is not None and case.digest == run.question.rests.get("case")
    assert run.told is not None  # noqa: S101 - its views see to it
    return spread(run.told, case if same else None)


def _file(run: Run, data: bytes, media: str, ending: str) -> HttpResponse:
    """A file to be saved; its name says whose statement it is, even when it is passed on."""
    stand = "exercise" if run.exercise else "assessed"
    stand = f"private-{stand}" if run.question.kind in PRIVATE else stand
    return saved(data, media, f"{run.question.kind}-{stand}.{ending}")
