"""``dipoli frameworks``: what was tried before, as charters to list, to read and to compare."""

from __future__ import annotations

import argparse
import difflib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dipoli.cli.telling import tell
from dipoli.faults import DipoliError

if TYPE_CHECKING:
    from dipoli.charter.framework import Framework, Frameworks

WIDTH = 100
"""Columns of a line where there is no terminal."""
NARROWEST, WIDEST = 40, 160
FEWEST = 2
"""Frameworks that make a comparison."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command.

    Args:
        subparsers: the commands of ``dipoli``.
    """
    parser = subparsers.add_parser(
        "frameworks",
        help="list, read and compare the charters of earlier frameworks",
        description="Charters of frameworks that were tried: who sat at the table, how they "
        "decided, what came of it. Without a further word, lists them.",
    )
    _add_options(parser, folder=None, as_json=False)
    parser.set_defaults(run=_list)
    actions = parser.add_subparsers(title="what to do", metavar="ACTION")
    show = actions.add_parser("show", help="print one charter", description="Print one charter.")
    show.add_argument("id", metavar="ID", help="which framework, by its id")
    show.set_defaults(run=_show)
    compare = actions.add_parser(
        "compare",
        help="put several charters side by side",
        description="Put several charters side by side, in the order given.",
    )
    compare.add_argument("ids", metavar="ID", nargs="+", help="two or more frameworks, by id")
    compare.add_argument(
        "--html", type=Path, metavar="FILE", help="write the comparison as one HTML file"
    )
    compare.set_defaults(run=_compare)
    for action in (show, compare):
        _add_options(action, folder=argparse.SUPPRESS, as_json=argparse.SUPPRESS)


def _add_options(parser: argparse.ArgumentParser, folder: object, as_json: object) -> None:
    """Add the options, which may stand before or after the action."""
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        default=folder,
        help="read the charters of this folder, not those that come with Dipoli",
    )
    parser.add_argument(
        "--json", action="store_true", default=as_json, help="print one JSON object"
    )


def _list(args: argparse.Namespace) -> int:
    from dipoli.report.frameworks_json import list_json  # noqa: PLC0415 - --help stays quick
    from dipoli.report.frameworks_text import list_text  # noqa: PLC0415 - --help stays quick

    frameworks = _read(args)
    _print(args, lambda: list_json(frameworks), lambda: list_text(frameworks, _width()))
    return 0


def _show(args: argparse.Namespace) -> int:
    from dipoli.report.frameworks_json import charter_json  # noqa: PLC0415 - --help stays quick
    from dipoli.report.frameworks_text import charter_text  # noqa: PLC0415 - --help stays quick

    frameworks = _read(args)
    (charter,) = _find([args.id], frameworks)
    _print(
        args,
        lambda: charter_json(charter, frameworks),
        lambda: charter_text(charter, frameworks, _width()),
    )
    return 0


def _compare(args: argparse.Namespace) -> int:
    from dipoli.report.frameworks_compare_text import (  # noqa: PLC0415 - --help stays quick
        comparison_text,
    )
    from dipoli.report.frameworks_json import comparison_json  # noqa: PLC0415 - --help stays quick
    from dipoli.report.frameworks_topics import compare  # noqa: PLC0415 - --help stays quick

    frameworks = _read(args)
    if len(set(args.ids)) < len(args.ids) or len(args.ids) < FEWEST:
        message = (
            "A comparison needs two or more different frameworks.\n"
            f"  found:     {', '.join(args.ids)}\n"
            "  to mend:   name each framework once; dipoli frameworks lists them"
        )
        raise DipoliError(message)
    comparison = compare(_find(args.ids, frameworks), frameworks)
    if args.html is not None:
        from dipoli.report.frameworks_html import (  # noqa: PLC0415 - only when asked for
            comparison_html,
        )

        _write(args.html, comparison_html(comparison, frameworks))
        if not args.json:
            print(f"The comparison was written to {args.html}")
            return 0
    tell(
        args,
        lambda: comparison_json(comparison, frameworks),
        lambda width: comparison_text(comparison, frameworks, width),
        (comparison, frameworks),
        indent=2,
        columns=_width,
    )
    return 0


def _read(args: argparse.Namespace) -> Frameworks:
    from dipoli.codec.framework_folder import (  # noqa: PLC0415 - --help stays quick
        read_frameworks,
    )
    from dipoli.codec.shipped import shipped  # noqa: PLC0415 - --help stays quick

    return read_frameworks(args.folder if args.folder is not None else shipped("frameworks"))


def _find(ids: Sequence[str], frameworks: Frameworks) -> list[Framework]:
    known = {str(charter.id): charter for charter in frameworks.charters}
    missing = [_unknown(one, list(known)) for one in ids if one not in known]
    if missing:
        raise DipoliError("\n".join(missing))
    return [known[one] for one in ids]


def _unknown(one: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(one.lower(), known, n=3, cutoff=0.4)
    near = [name for name in known if one.lower() in name and one]
    names = list(dict.fromkeys([*near, *close]))
    mend = f"perhaps {' or '.join(names)}" if names else "dipoli frameworks lists the ids"
    return f"There is no framework with the id {one!r}.\n  to mend:   {mend}"


def _print(
    args: argparse.Namespace, as_json: Callable[[], object], as_text: Callable[[], str]
) -> None:
    print(json.dumps(as_json(), ensure_ascii=False, indent=2) if args.json else as_text())


def _write(file: Path, page: str) -> None:
    """Write a page whole or not at all: a reader never finds half of one."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(page, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        message = (
            f"The page could not be written to {file}: {error.strerror}.\n"
            "  to mend:   name a file in a folder that exists and may be written to"
        )
        raise DipoliError(message) from None


def _width() -> int:
    """Columns of a line: those of the terminal, within reason."""
    return min(max(shutil.get_terminal_size((WIDTH, 24)).columns, NARROWEST), WIDEST)
