"""`dipoli export CASE --to TARGET`: a case out to a spreadsheet or to JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

SCHEMA = "dipoli.exported/1"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "export",
        help="write a case out to a spreadsheet (xlsx, CSV) or to JSON",
        description="Writes one set of positions of a case, with its issues, parties and links, as "
        "a workbook or a folder of CSV files; or the whole case as one JSON object. It is an "
        "analyst's file and bears the mark of the case. What it does not hold is named.",
    )
    parser.add_argument("case", type=Path, metavar="CASE", help="folder of the case")
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="TARGET",
        help="a new file that ends in .xlsx or .json, or a new folder for CSV files",
    )
    parser.add_argument(
        "--positions", metavar="SET", help="set of positions; the first of the case if not given"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Export and say what is in the file and what is not.

    Args:
        args: the words of the command.

    Returns:
        0.

    Raises:
        DipoliError: the case cannot be used, or something stands in the place of the export.
    """
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - a quick --help
    from dipoli.codec.interchange.exports import (  # noqa: PLC0415 - a quick --help
        not_exported,
        write_export,
    )
    from dipoli.codec.question import ask  # noqa: PLC0415 - a quick --help

    case = read_case(args.case)
    set_id = ask(case, positions=args.positions).positions
    kind = write_export(case, set_id, args.to)
    missing = not_exported(case, set_id, kind)
    if args.json:
        told = {
            "schema": SCHEMA,
            "kind": kind,
            "path": str(args.to),
            "case": {"id": case.id, "title": case.title, "as_of": case.as_of},
            "positions": [one.id for one in case.position_sets] if kind == "json" else [set_id],
            "mark": case.mark,
            "exercise": case.exercise,
            "digest": case.digest,
            "left_out": list(missing),
        }
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(case.title)
    print(case.mark)
    for words in missing:
        print(f"- not in it: {words}")
    print(args.to)
    return 0
