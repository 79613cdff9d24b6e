"""From a source in any of the known formats to a case in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dipoli.analysis.case import Case
from dipoli.codec.case_writer import write_case
from dipoli.codec.interchange.exports import read_sheet
from dipoli.codec.interchange.genius import read_genius
from dipoli.codec.interchange.geniusweb import read_geniusweb
from dipoli.codec.interchange.negmas import read_negmas
from dipoli.codec.interchange.scenario import Scenario
from dipoli.codec.interchange.scenario_case import Named, case_of
from dipoli.faults import RefusedError

READERS: Mapping[str, Callable[[Path], Scenario]] = {
    "genius": read_genius,
    "geniusweb": read_geniusweb,
    "negmas": read_negmas,
}
"""Formats of scenarios, and what reads them."""
SHEET = "sheet"


def import_case(
    format_name: str, source: Path, folder: Path, named: Named, factor: int | None = None
) -> Case:
    """Read a source and write it as a case.

    Args:
        format_name: one of `READERS`, or `SHEET`.
        source: the folder of the scenario; of a spreadsheet the workbook or the folder.
        folder: where the case will stand; new or empty.
        named: what the source does not say.
        factor: points in one unit of the source; chosen when None. A spreadsheet has none.

    Returns:
        The case as it is read back.

    Raises:
        MalformedError: the source cannot be read, holds what is not known, or is beyond the limits.
        CaseError: the case would not be coherent.
        RefusedError: something stands in the place of the case, or an extra is not installed.
    """
    if format_name == SHEET:
        if factor is not None:
            message = "A spreadsheet is not rounded: leave --factor out."
            raise RefusedError(message)
        return write_case(read_sheet(source, named), folder)
    return write_case(case_of(READERS[format_name](source), named, factor), folder)
