"""``dipoli check``: does a case folder hold together, and what is in it?"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from dipoli.analysis.case import Case
from dipoli.analysis.inventory import Inventory, take_inventory
from dipoli.codec.case_folder import read_case
from dipoli.faults import CaseError, Finding, MalformedError

SCHEMA = "dipoli.check/1"
EXIT_HOLDS = 0
EXIT_FAULTS = 2


def add(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "check",
        help="say whether a case folder holds together, with every fault at once",
        description="Reads every paper of a case folder. Says what it holds, or every fault with "
        "file, line, what was expected, what was found and how to mend it. Writes no file.",
        epilog="The format is described in docs/reference/case-format.md. "
        "Exit code 0: the case holds together. 2: it has faults.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with case.yaml")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check the folder and tell the result.

    Returns:
        0 when the case holds together, 2 when it has faults.
    """
    try:
        case = read_case(args.folder)
    except (MalformedError, CaseError) as error:
        if args.json:
            _print_json(ok=False, case=None, findings=error.findings)
        else:
            for line in show_findings(error.findings):
                print(line, file=sys.stderr)
        return EXIT_FAULTS
    if args.json:
        _print_json(ok=True, case=case, findings=())
    else:
        for line in show_case(case):
            print(line)
    return EXIT_HOLDS


def show_findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Faults grouped by file, in the order of lines, and their number."""
    for file, group in itertools.groupby(findings, key=lambda finding: finding.file):
        yield file
        for finding in group:
            places = [f"line {finding.line}" if finding.line else "", finding.where]
            place = ", ".join(part for part in places if part)
            yield f"  {place or 'the paper as a whole'}"
            yield f"    expected: {finding.expected}"
            yield f"    found:    {finding.found}"
            yield f"    to mend:  {finding.mend}"
        yield ""
    files = len({finding.file for finding in findings})
    yield f"{_count(len(findings), 'fault')} in {_count(files, 'file')}. Nothing was written."


def show_case(case: Case) -> Iterator[str]:
    """What a case holds, line by line."""
    found = take_inventory(case)
    yield case.title
    yield f"{case.id}, as of {case.as_of}"
    yield case.mark
    yield ""
    rows = list(_rows(found))
    width = max(len(label) for label, _figure in rows)
    for label, figure in rows:
        yield f"  {label:<{width}}  {figure}"
    yield ""
    yield "The papers hold together: no fault was found."


def _rows(found: Inventory) -> Iterator[tuple[str, str]]:
    yield "parties", f"{_count(found.members, 'member')}, {found.other_parties} other"
    yield "bodies that may have to consent", str(found.bodies)
    yield "baskets", f"{found.baskets}, with {_count(found.groups, 'group')} of issues"
    yield "issues", f"{found.issues}, with {_count(found.options, 'option')}"
    for one in found.sets:
        inherited = f" and {one.inherited} inherited" if one.inherited else ""
        yield f"set {one.id}", f"{_count(one.own, 'position')}{inherited}"
        yield "  red lines in it", f"{one.hard} hard, {one.soft} soft"
    yield "requirements", str(found.requirements)
    yield "exclusions", str(found.exclusions)
    yield "synergies", str(found.synergies)
    yield "consents", str(found.consents)
    yield "subjects", str(found.subjects)
    yield "steps", f"{found.steps}, and {_count(found.bundles, 'bundle')}"
    yield "disputed terms", str(found.terms)
    yield "channels", str(found.channels)
    yield "events in the timeline", str(found.events)
    yield "sources", str(found.sources)
    yield "statements that name sources", str(found.statements)
    yield "  of them on memory alone", str(found.on_memory)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print_json(*, ok: bool, case: Case | None, findings: Sequence[Finding]) -> None:
    answer = {
        "schema": SCHEMA,
        "ok": ok,
        "case": None if case is None else {"id": case.id, "title": case.title, "as_of": case.as_of},
        "exercise": None if case is None else case.exercise,
        "mark": None if case is None else case.mark,
        "digest": None if case is None else case.digest,
        "findings": [attrs.asdict(finding) for finding in findings],
        "counts": None if case is None else attrs.asdict(take_inventory(case)),
    }
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    # the name of a file need not be text; as an escape it is still JSON
    print(text.encode("utf-8", errors="backslashreplace").decode("utf-8"))
