"""``python -m dipoli.web.keep``: back a site up, put it back, look whether it holds, upgrade it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import Error as DatabaseError

from dipoli.faults import DipoliError, RecordError
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.note import read_note
from dipoli.secretariat.copies import offices_in
from dipoli.secretariat.keepers import DATABASE, lay
from dipoli.terms import counted
from dipoli.web.database import FILE
from dipoli.web.keep.ready import around, ready, to_server

_COMPARE = (
    "Nothing in a backup shows that it is old. Before anything is entered, compare with the latest "
    "checkpoint that a delegation holds: check FOLDER --against NOTE"
)


def main(words: Sequence[str] | None = None) -> int:
    """Do what was asked.

    Returns:
        0; 2 when it could not be done, with what to do.
    """
    asked = _parser().parse_args(words)
    try:
        asked.run(asked)
    except (DipoliError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2
    except DatabaseError as fault:
        told = str(fault).partition("\n")[0]
        print(f"The desk of the site was not reached, or refused: {told}", file=sys.stderr)
        return 2
    return 0


def _backup(asked: argparse.Namespace) -> None:
    around(asked.folder)
    from dipoli.web.keep.archive import make  # noqa: PLC0415 - Django is asked after its settings

    held = make(asked.folder, asked.target, asked.to)
    sealed = "encrypted" if asked.to else "not encrypted: keep it as the site itself is kept"
    print(f"{asked.target} holds {counted(len(held), 'record')}; it was read back; it is {sealed}.")
    for one in held:
        print(f"  {one.origin}  {counted(one.size, 'act')}  {one.root}")


def _restore(asked: argparse.Namespace) -> None:
    from dipoli.web.keep.archive import restore  # noqa: PLC0415 - asked for where it is needed

    identities = [] if asked.identity is None else _identities(asked.identity)
    held = restore(asked.archive, asked.folder, identities)
    around(asked.folder)
    desk = asked.folder / FILE
    if os.environ.get(DATABASE):
        from dipoli.web.keep.desk import put_desk  # noqa: PLC0415 - as above

        put_desk(desk)
        desk.unlink()
    ready(asked.folder, told=print)
    print(f"{asked.folder} holds {counted(len(held), 'record')}, each looked through.")
    for one in held:
        print(f"  {one.origin}  {counted(one.size, 'act')}  {one.root}")
    print(_COMPARE)


def _check(asked: argparse.Namespace) -> None:
    notes = {read_checkpoint(read_note(data).text).origin: data for data in _notes(asked.against)}
    known = set()
    for office in offices_in(asked.folder):
        note = notes.get(office.origin)
        head = office.head() if note is None else office.check_not_older(note)
        against = "" if note is None else "; no older than the checkpoint that was given"
        print(f"  {office.origin}  {counted(head.size, 'act')}  {head.root.hex()}{against}")
        known.add(office.origin)
    if notes.keys() - known:
        message = f"There is no record here of {', '.join(sorted(notes.keys() - known))}."
        raise RecordError(message)
    print("Every record agrees with its own signed head.")


def _upgrade(asked: argparse.Namespace) -> None:
    ready(asked.folder, told=print)
    print("The site's folder is as this release wants it.")


def _lay(asked: argparse.Namespace) -> None:
    lay(asked.owner, asked.role)
    print(f"The tables were laid. The site connects as {asked.role} alone.")


def _to_server(asked: argparse.Namespace) -> None:
    around(asked.folder)
    to_server(asked.folder, print)


def _notes(paths: Sequence[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def _identities(path: Path) -> list[str]:
    lines = path.read_text("ascii").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dipoli.web.keep", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    backup = _command(commands, "backup", _backup, "back a site up while it is in use")
    backup.add_argument("target", type=Path, metavar="TARGET", help="the archive to be")
    backup.add_argument(
        "--to", action="append", default=[], metavar="AGE1...", help="an age recipient; several may"
    )
    restored = commands.add_parser("restore", help="put a backup back into an empty folder")
    restored.add_argument("archive", type=Path, metavar="ARCHIVE")
    restored.add_argument("folder", type=Path, metavar="FOLDER", help="of the site to be")
    restored.add_argument("--identity", type=Path, metavar="FILE", help="of an age identity")
    restored.set_defaults(run=_restore)
    check = _command(commands, "check", _check, "look through every record")
    check.add_argument(
        "--against", action="append", type=Path, default=[], metavar="NOTE",
        help="a checkpoint that a delegation holds; may be given several times",
    )  # fmt: skip
    _command(commands, "upgrade", _upgrade, "bring the folder of an older release up to this one")
    _command(commands, "to-server", _to_server, "carry the records to the server of the setting")
    laid = commands.add_parser("lay", help="lay the tables on a PostgreSQL server, as their owner")
    laid.add_argument("owner", metavar="OWNER", help="address by which the owner reaches it")
    laid.add_argument("role", metavar="ROLE", help="of the site; it must exist")
    laid.set_defaults(run=_lay)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], None],
    told: str,
) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=told)
    one.add_argument("folder", type=Path, metavar="FOLDER", help="of the site")
    one.set_defaults(run=run)
    return one


if __name__ == "__main__":
    sys.exit(main())
