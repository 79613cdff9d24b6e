"""A case out to a spreadsheet or to JSON: an analyst's file, with the mark of the case.

JSON holds every paper of the case as the case format has it. Two things never leave in an export:
who could carry what between whom, and any figure added up by party.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from attrs import evolve

from dipoli.analysis.case import Case
from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.case_writer import papers_of, timeline_text
from dipoli.codec.interchange.csv_folder import read_csv_folder, write_csv_folder
from dipoli.codec.interchange.scenario import source_file
from dipoli.codec.interchange.scenario_case import Named
from dipoli.codec.interchange.sheet_in import case_of_tables
from dipoli.codec.interchange.sheet_out import left_out, tables_of
from dipoli.codec.interchange.workbook import read_workbook, write_workbook
from dipoli.faults import RefusedError

SCHEMA = "dipoli.export/1"
CARRIERS = "who could carry what between whom"
KINDS = {".xlsx": "xlsx", ".json": "json", "": "csv"}
"""Ending of the name of an export to its kind; a name without one is a folder of CSV files."""


def read_sheet(source: Path, named: Named) -> Case:
    """A case from a spreadsheet: an xlsx workbook, or a folder of CSV files.

    Args:
        source: the file or folder.
        named: what is taken where the spreadsheet does not say it.

    Returns:
        The case.

    Raises:
        MalformedError: it cannot be read, or holds what is not known.
        CaseError: its tables do not fit together.
        RefusedError: openpyxl is not installed.
    """
    tables, contents = read_csv_folder(source) if source.is_dir() else read_workbook(source)
    files = [source_file(name, content) for name, content in contents.items()]
    return case_of_tables(tables, named, files)


def not_exported(case: Case, set_id: str, kind: str) -> tuple[str, ...]:
    """What of the case the export does not hold, in words."""
    if kind != "json":
        return left_out(case, set_id)
    return (CARRIERS,) if any(one.intermediaries for one in case.channels) else ()


def write_export(case: Case, set_id: str, target: Path) -> str:
    """Write a case out.

    Args:
        case: the case.
        set_id: the set of positions that a spreadsheet holds; JSON holds all of them.
        target: the new file, ending in .xlsx or .json, or a new or empty folder for CSV files.

    Returns:
        The kind of the export: ``xlsx``, ``csv`` or ``json``.

    Raises:
        RefusedError: something stands there, the name ends otherwise, or openpyxl is not installed.
    """
    kind = KINDS.get(target.suffix.lower())
    if kind is None:
        message = f"{target}: name a file that ends in .xlsx or .json, or a folder for CSV files."
        raise RefusedError(message)
    empty = kind == "csv" and target.is_dir() and not any(target.iterdir())
    if (target.exists() or target.is_symlink()) and not empty:
        message = f"{target}: something stands there. Name a file or folder that is new."
        raise RefusedError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as made:
        place = Path(made) / target.name
        if kind == "json":
            place.write_text(json_text(case), encoding="utf-8")
        elif kind == "xlsx":
            write_workbook(tables_of(case, set_id), case.mark, place)
        else:
            place.mkdir()
            write_csv_folder(tables_of(case, set_id), case.mark, place)
        if empty:
            target.rmdir()
        shutil.move(place, target)
    return kind


def json_text(case: Case) -> str:
    """A case as one JSON object: every paper by its name, and the mark."""
    quiet = evolve(case, channels=tuple(evolve(one, intermediaries=()) for one in case.channels))
    told = {
        "schema": SCHEMA,
        "mark": case.mark,
        "exercise": case.exercise,
        "digest": case.digest,
        "left_out": list(not_exported(case, case.position_sets[0].id, "json")),
        "papers": papers_of(quiet),
        TIMELINE: timeline_text(case.timeline),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
