"""What the commands of coding by hand share: files read, put together, and written anew."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dipoli.cli.report import write_all
from dipoli.cli.robust import seed
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from dipoli.analysis.discourse.hands.codings import Codings

Actions: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name
_WIDTH = 100
MEND = "name another file, in a folder where you may write"


def add_files(parser: argparse.ArgumentParser) -> None:
    """Files of codings, one or more."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="files of codings")


def add_out(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="a new file: .csv, .xlsx or .json"
    )


def add_seed(parser: argparse.ArgumentParser) -> None:
    """The seed of intervals."""
    parser.add_argument(
        "--seed", type=seed, default=0, metavar="N", help="of the intervals; 0 if not given"
    )


def add_json(parser: argparse.ArgumentParser, what: str = "") -> None:
    """An answer for machines."""
    words = f"one JSON object on standard output{': ' if what else ''}{what}"
    parser.add_argument("--json", action="store_true", help=words)


def joined(files: Sequence[Path]) -> Codings:
    """The codings of several files together.

    Raises:
        DipoliError: a file cannot be read, or they do not fit together.
    """
    from dipoli.analysis.discourse.hands.joining import join  # noqa: PLC0415 - a quick --help
    from dipoli.codec.codings.file import read_codings  # noqa: PLC0415 - a quick --help

    return join([read_codings(path) for path in files])


def mark_lines(codings: Codings) -> list[str]:
    """The mark of the exercise, or whose texts were read, in lines."""
    from dipoli.codec.codings.cells import standing_of  # noqa: PLC0415 - a quick --help

    return textwrap.wrap(standing_of(codings), _WIDTH)


def write_new(files: Mapping[Path, Codings]) -> None:
    """Write files where nothing stands yet: each whole, or none at all.

    Raises:
        DipoliError: something stands there, or one cannot be written.
    """
    from dipoli.codec.codings.file import codings_bytes, kind_of  # noqa: PLC0415 - a quick --help

    for path in files:
        kind_of(path)
        if path.exists() or path.is_symlink():
            message = (
                f"{path}: something stands there. Codings are never overwritten: name a new file."
            )
            raise RefusedError(message)
    content = [(path, codings_bytes(one, kind_of(path))) for path, one in files.items()]
    write_all(content, what="file of codings", mend=MEND)


def coder_name(name: str) -> str:
    """A name that a coder may bear.

    Raises:
        RefusedError: it is none.
    """
    from dipoli.analysis.discourse.hands.codings import CODER  # noqa: PLC0415 - a quick --help

    if not CODER.fullmatch(name):
        message = f"{name!r} is no name of a coder: up to 40 letters, digits, and _ . - between."
        raise RefusedError(message)
    return name
