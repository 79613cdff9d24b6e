"""`dipoli import FORMAT SOURCE --to FOLDER`: a scenario of another program becomes a case."""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipoli.analysis.case import Case

SCHEMA = "dipoli.import/1"
FORMATS = {
    "genius": "a folder with a domain and a profile for each party, in Genius XML",
    "geniusweb": "a folder with a GeniusWeb profile for each party, in JSON",
    "negmas": "a folder with an outcome space and a function for each party, as NegMAS writes it",
    "sheet": "an xlsx workbook, or a folder of CSV files, with a sheet for each party",
}
_DAY = 10


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "import",
        help="make a case of a scenario in a format of another program, or of a spreadsheet",
        description="Reads a scenario and writes a case folder that `dipoli check` accepts. Real "
        "figures become whole numbers by a factor that stands in the case, with the rounding "
        "error. What is not known is refused by name; nothing is left out in silence.",
        epilog="Formats: " + "; ".join(f"{name}: {what}" for name, what in FORMATS.items()) + ".",
    )
    parser.add_argument(
        "format", choices=tuple(FORMATS), metavar="FORMAT", help=" or ".join(FORMATS)
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="what is read")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="the case; a new or empty folder"
    )
    parser.add_argument(
        "--title", metavar="TITLE", help="title of the case; the name of the source if not given"
    )
    parser.add_argument(
        "--exercise",
        action="store_true",
        help="states and figures of the scenario are invented; the case and all that is made from "
        "it bear the mark of an exercise",
    )
    parser.add_argument(
        "--as-of", type=_day, metavar="DATE", help="day of the case, YYYY-MM-DD; today if not given"
    )
    parser.add_argument(
        "--factor",
        type=_factor,
        metavar="N",
        help="points in one unit of the source; chosen so that nothing is rounded, or little",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import and say what came of it.

    Args:
        args: the words of the command.

    Returns:
        0.

    Raises:
        DipoliError: the source cannot be read, or something stands in the place of the case.
    """
    from dipoli.codec.interchange.imports import import_case  # noqa: PLC0415 - a quick --help
    from dipoli.codec.interchange.scenario_case import Named  # noqa: PLC0415 - a quick --help

    source = Path(args.source)
    stem = source.resolve().name.partition(".")[0]
    named = Named(
        id=re.sub(r"[^a-z0-9]+", "-", stem.lower())[:60].strip("-") or "imported",
        title=args.title or stem or "Imported scenario",
        exercise=bool(args.exercise),
        as_of=args.as_of or time.strftime("%Y-%m-%d", time.gmtime()),
    )
    case = import_case(args.format, source, args.to, named, args.factor)
    if args.json:
        print(json.dumps(_told(case, args.format, args.to), ensure_ascii=False))
        return 0
    for line in _lines(case, args.to):
        print(line)
    return 0


def _told(case: Case, format_name: str, folder: Path) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "format": format_name,
        "folder": str(folder),
        "case": {"id": case.id, "title": case.title, "as_of": case.as_of},
        "mark": case.mark,
        "exercise": case.exercise,
        "digest": case.digest,
        "issues": len(case.issues),
        "options": sum(len(issue.options) for issue in case.issues),
        "parties": [
            {
                "code": position.party,
                "name": _name(case, position.party),
                "unit": units.unit if units is not None else "points",
                "factor": units.factor if units is not None else 1,
                "error": units.error if units is not None else "0",
                "note": units.note if units is not None else "",
            }
            for position in case.positions_of(case.position_sets[0].id).values()
            for units in (position.source_units,)
        ],
        "limits": list(case.limits),
    }


def _lines(case: Case, folder: Path) -> Iterator[str]:
    yield case.title
    yield case.mark
    options = sum(len(issue.options) for issue in case.issues)
    yield f"{len(case.issues)} issues with {options} options"
    for position in case.positions_of(case.position_sets[0].id).values():
        units = position.source_units
        yield f"{position.party}  {_name(case, position.party)}"
        if units is not None:
            off = f"rounded, by at most {units.error}" if units.error != "0" else "nothing rounded"
            yield f"    {units.factor} points in one unit ({units.unit}); {off}"
            if units.note:
                yield f"    {units.note}"
    for sentence in case.limits:
        yield f"- {sentence}"
    yield str(folder)


def _name(case: Case, code: str) -> str:
    names = {party.code: party.names for party in case.parties}
    return next(iter(names[code].values())) if code in names else code


def _day(text: str) -> str:
    from dipoli.codec.case_format import is_date  # noqa: PLC0415 - a quick --help

    if len(text) != _DAY or not is_date(text):
        message = "a day as YYYY-MM-DD"
        raise argparse.ArgumentTypeError(message)
    return text


def _factor(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,11}", text):
        message = "a whole number from 1 up, of at most 12 digits"
        raise argparse.ArgumentTypeError(message)
    return int(text)
