"""How the answer of a command is told: printed, or handed to a program that asked by itself.

A program that asks many questions (`dipoli.cli.answering`) holds a case already and wants an answer
in words and as JSON from the same computing. It says so in the words of the command: ``case_value``
is the case, ``papers`` are the contents of files by the options that name them, ``hears`` is called
in place of printing. Whoever types a command has none of these.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from dipoli.analysis.case import Case

Told = Callable[[], Mapping[str, Any]]
Words = Callable[[int], str]
Hears = Callable[[Told, Words, object], None]
"""Takes an answer: as JSON, in words of a width, and as the value that both are told from."""

_WIDTH, _WIDEST, _NARROWEST = 100, 120, 40
_asked: list[int] = []


def case_of(args: argparse.Namespace) -> Case:
    """The case that a command is asked about.

    Raises:
        MalformedError: it cannot be read.
        CaseError: its papers do not fit together.
    """
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - a quick --help

    held: Case | None = getattr(args, "case_value", None)
    return read_case(args.case) if held is None else held


def paper_of(args: argparse.Namespace, name: str) -> tuple[bytes, str] | None:
    """A paper of a question, with what it is called: a file, or as a program that asks holds it.

    Args:
        args: the words of the command.
        name: of the option that names the file.

    Returns:
        None where the option was not given.

    Raises:
        OSError: the file cannot be read.
    """
    path: Path | None = getattr(args, name)
    if path is None:
        return None
    papers: Mapping[str, bytes] = getattr(args, "papers", {})
    return papers[name] if name in papers else path.read_bytes(), path.name


@contextlib.contextmanager
def lines_of(columns: int) -> Iterator[None]:
    """While this lasts, lines are so long: for a page, which breaks them itself."""
    _asked.append(columns)
    try:
        yield
    finally:
        _asked.pop()


def width() -> int:
    """Columns of a line."""
    if _asked:
        return _asked[-1]
    columns = shutil.get_terminal_size((_WIDTH, 24)).columns
    return max(min(columns, _WIDEST), _NARROWEST)


def tell(
    args: argparse.Namespace,
    told: Told,
    words: Words,
    value: object = None,
    *,
    indent: int | None = None,
    columns: Callable[[], int] = width,
) -> None:
    """Tell an answer as it was asked for.

    Args:
        args: the words of the command.
        told: the answer as JSON.
        words: the answer in words, for a width in columns.
        value: what both are told from, for who draws a page of it.
        indent: of the JSON.
        columns: of a line, where it is printed.
    """
    text = said(args, told, words, value, indent=indent, columns=columns)
    if not hasattr(args, "hears"):
        print(text)


def said(
    args: argparse.Namespace,
    told: Told,
    words: Words,
    value: object = None,
    *,
    indent: int | None = None,
    columns: Callable[[], int] = width,
) -> str:
    """An answer as it was asked for, for who prints it by other means; as `tell`.

    Returns:
        The text; nothing where a program heard the answer.
    """
    hears: Hears | None = getattr(args, "hears", None)
    if hears is not None:
        hears(told, words, value)
        return ""
    if args.json:
        return json.dumps(told(), ensure_ascii=False, allow_nan=False, indent=indent)
    return words(columns())
