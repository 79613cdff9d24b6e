"""``dipoli office time|cosign|show``: the head, its time, and who cosigned it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import add_json, add_passphrase, chance, now
from dipoli.cli.office_desk import Told, add_folder, answer, keys_of
from dipoli.faults import CredentialError, RecordError
from dipoli.record.checkpoint import read_checkpoint
from dipoli.record.note import read_note, write_signature
from dipoli.secretariat.office import Office
from dipoli.secretariat.premises import Premises, open_premises
from dipoli.terms import counted

_MOST = 1 << 21
_BACK = 200
"""Earlier heads that a line without its head is held against."""


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands on heads to the group."""
    time_ = commands.add_parser("time", help="say that the newest head is still the head")
    add_folder(time_)
    time_.add_argument(
        "--every", type=_seconds, metavar="SECONDS", help="again and again, until Ctrl-C"
    )
    _finish(time_, run_time)

    cosign = commands.add_parser("cosign", help="keep cosignatures that witnesses handed in")
    add_folder(cosign)
    cosign.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a cosigned head, or lines alone"
    )
    _finish(cosign, run_cosign)

    show = commands.add_parser("show", help="say where the record stands; nothing is signed")
    add_folder(show)
    _finish(show, run_show)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 - a function
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def _seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 86400:  # noqa: PLR2004 - a day
        message = "a whole number of seconds, from 1 to 86400"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run_time(args: argparse.Namespace) -> int:
    """Time the head anew and publish it, once or again and again."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    with premises.at_work(keys, chance) as office:
        _timed(premises, office)
        answer(args, _told("time", premises, office))
        while args.every is not None:
            sys.stdout.flush()
            time.sleep(args.every)
            try:
                _timed(premises, office)
            except RecordError as fault:
                # A full disk may have room in the next period; that it was missed is told.
                print(f"The head was not timed. {fault}", file=sys.stderr, flush=True)
    return 0


def _timed(premises: Premises, office: Office) -> None:
    office.retime(now())
    premises.publish(office)


def run_cosign(args: argparse.Namespace) -> int:
    """Keep the lines of each file; a file that does not hold is told, and the others are kept."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    kept, faults = 0, list[str]()
    with premises.at_work(keys, chance) as office:
        for path in args.files:
            try:
                kept += _keep(office, path)
            except (CredentialError, RecordError) as fault:
                faults.append(f"{path}: not kept. {fault}")
        premises.publish(office)
        lines = [f"Lines of cosignatures that were kept: {kept}.", *faults]
        answer(args, _told("cosign", premises, office, lines, kept))
    return 2 if faults else 0


def _keep(office: Office, path: Path) -> int:
    with path.open("rb") as file:
        data = file.read(_MOST)
    if data.startswith("\u2014 ".encode()):
        lines = [line for line in data.decode(errors="replace").splitlines() if line]
        _keep_bare(office, lines)
        return len(lines)
    note = read_note(data)
    head = read_checkpoint(note.text)
    if head.origin != office.log.name:
        message = f"It is a head of {head.origin}. Hand it in at the office of that circle."
        raise RecordError(message)
    lines = [write_signature(one) for one in note.signatures if one.name != head.origin]
    office.add_cosignatures(head.size, lines, now())
    return len(lines)


def _keep_bare(office: Office, lines: Sequence[str]) -> None:
    """Lines that do not say which head they are for: the newest, or one of the last before it."""
    newest = office.standing.size
    for size in range(newest, max(newest - _BACK, 0), -1):
        try:
            office.add_cosignatures(size, lines, now())
        except CredentialError:
            if size == max(newest - _BACK, 0) + 1:
                raise
        else:
            return


def run_show(args: argparse.Namespace) -> int:
    """Say where the record stands."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    mark, lines = premises.handed_over(), list[str]()
    if mark is not None:
        lines.append(
            f"Handed over at {counted(mark.size, 'act')}, to the office with the log key {mark.to}."
        )
    if not premises.has_record:
        told = Told(
            command="show",
            origin=premises.origin,
            standing=None,
            log_key=premises.signer(keys).verifier,
            lines=["There is no record here yet."],
        )
        answer(args, told)
        return 0
    with premises.at_work(keys, chance, entering=False) as office:
        answer(args, _told("show", premises, office, lines))
    return 0


def _told(
    command: str,
    premises: Premises,
    office: Office,
    lines: Sequence[str] = (),
    cosignatures: int | None = None,
) -> Told:
    head, official = office.custody.head(), premises.official()
    if 0 < official < head.size:
        lines = [*lines, f"Official up to act {official - 1}; provisional since."]
    return Told(
        command=command,
        origin=premises.origin,
        standing=office.standing,
        head=head,
        log_key=office.log.verifier if command == "show" else None,
        lines=lines,
        cosignatures=cosignatures,
    )
