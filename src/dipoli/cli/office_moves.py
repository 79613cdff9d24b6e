"""``dipoli office export|hand-over|take-over|backup``: a record leaves, or comes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import add_json, add_passphrase, chance, log_key, now
from dipoli.cli.office_desk import Told, add_folder, answer, keys_of
from dipoli.secretariat.export import export, read_bag
from dipoli.secretariat.office import Office
from dipoli.secretariat.premises import Premises, open_premises
from dipoli.secretariat.take_over import read_next_office
from dipoli.terms import counted

_MOST = 1 << 16
_READ = "It holds what the host can read: keep it as the record is kept."


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands on moves to the group."""
    export_ = commands.add_parser("export", help="write the whole record as one folder (BagIt)")
    add_folder(export_)
    export_.add_argument("target", type=Path, metavar="TARGET", help="the folder to be")
    _finish(export_, run_export)

    hand_over = commands.add_parser(
        "hand-over", help="sign the circle over to another office, and export it"
    )
    add_folder(hand_over)
    hand_over.add_argument("next", type=Path, metavar="NEXT", help="its next-office.json")
    hand_over.add_argument("target", type=Path, metavar="TARGET", help="the folder to be")
    _finish(hand_over, run_hand_over)

    take_over = commands.add_parser(
        "take-over", help="go on with a record that was handed over to this office"
    )
    take_over.add_argument("bag", type=Path, metavar="BAG", help="the folder of the export")
    add_folder(take_over)
    take_over.add_argument(
        "--log-key", metavar="KEY", help="the log key of the old host, as learnt elsewhere"
    )
    _finish(take_over, run_take_over)

    backup = commands.add_parser("backup", help="copy the record while it is in use")
    add_folder(backup)
    backup.add_argument("target", type=Path, metavar="TARGET", help="the file to be")
    _finish(backup, run_backup)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 - a function
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run_export(args: argparse.Namespace) -> int:
    """Export the record; a circle that was handed over can still be exported."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    with premises.at_work(keys, chance, entering=False) as office:
        mark = premises.handed_over()
        export(office.custody, args.target, now(), None if mark is None else mark.move)
        lines = [f"The whole record was exported to {args.target}, and verified.", _READ]
        answer(args, _told("export", premises, office, lines, args.target))
    return 0


def run_hand_over(args: argparse.Namespace) -> int:
    """Sign the circle over, and export it."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    with args.next.open("rb") as file:
        to = read_next_office(file.read(_MOST))
    with premises.at_work(keys, chance, entering=False) as office:
        premises.hand_over(office, to, args.target, now())
        lines = [
            f"The circle was signed over, and the whole record exported to {args.target}.",
            "This office enters nothing more. Give the folder to the next office.",
            _READ,
        ]
        answer(args, _told("hand-over", premises, office, lines, args.target))
    return 0


def run_take_over(args: argparse.Namespace) -> int:
    """Verify an export wholly, and go on with its record here."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    given = None if args.log_key is None else log_key(args.log_key)
    bag = read_bag(args.bag, given)
    premises.take_over(bag, keys, chance, now())
    with premises.at_work(keys, chance) as office:
        premises.publish(office)
        size = bag.standing.size
        lines = [
            f"Verified and taken over: {counted(size, 'act')}. The move is act {size}.",
            "Give every delegation the place where it fetches the record from now on.",
        ]
        if given is None:
            lines.append(
                "The old log key was taken from the export itself. Compare it with the one that a "
                "delegation holds, or give that with --log-key."
            )
        answer(args, _told("take-over", premises, office, lines, premises.static))
    return 0


def run_backup(args: argparse.Namespace) -> int:
    """Copy the record."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    with premises.at_work(keys, chance, entering=False) as office:
        premises.backup(args.target)
        lines = [f"The record was copied to {args.target}, and the copy checked.", _READ]
        answer(args, _told("backup", premises, office, lines, args.target))
    return 0


def _told(command: str, premises: Premises, office: Office, lines: list[str], target: Path) -> Told:
    return Told(
        command=command,
        origin=premises.origin,
        standing=office.standing,
        head=office.custody.head(),
        log_key=office.log.verifier if command in ("hand-over", "take-over") else None,
        lines=lines,
        files=[target],
    )
