"""``dipoli node paper|countersign``: what a box gives away, and what officers sign."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from attrs import evolve

from dipoli.cli.node_desk import (
    NO_CIRCLE,
    add_folder,
    add_json,
    add_passphrase,
    agree_to_sign,
    chance,
    check_yes,
    content_of,
    key_lines,
    open_box,
    tell,
    whose,
)
from dipoli.faults import RecordError, RefusedError
from dipoli.node.box import (
    BoxKey,
    KeyBox,
    enrolment,
    make_key,
    paper,
    paper_json,
    recovery,
    rotation,
    with_key,
)
from dipoli.node.display import show_request
from dipoli.node.drawer import keep_box, keep_paper, take_box
from dipoli.node.lock import open_with_passphrase, read_locked, relock
from dipoli.node.officers import countersign, read_request, write_officer
from dipoli.node.passphrase import passphrase
from dipoli.record.act import CIRCLE, FORUM
from dipoli.record.canon import Json, canonical
from dipoli.record.forms import ADD_SEAT, ENROL_KEY, RECOVER_KEY, ROTATE_KEY, SeatPaper, read_form
from dipoli.record.keys import KeyUse

_USES = [use.value for use in KeyUse]
_UNKNOWN = "Whether that circle is open to its host or sealed against it is not said by a key."
_REQUEST_BYTES = 1 << 20


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands on papers to the group."""
    _add_paper(commands)
    _add_countersign(commands)


def _add_paper(commands: Any) -> None:  # noqa: ANN401 - the same
    parser = commands.add_parser(
        "paper",
        help="write the paper with the public keys, for an opening, a seat or an act on keys",
        description="Without further options: the enrolment paper, one seat of an opening or of "
        "seat.add/1. With --circle: the content of key.enrol/1, key.rotate/1 or key.recover/1.",
    )
    add_folder(parser)
    parser.add_argument(
        "--officer-paper",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="the enrolment paper of an officer, whose key is to stand in the seat; repeatable",
    )
    parser.add_argument("--circle", metavar="ORIGIN", help="the record that an act on keys is for")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--new", choices=_USES, metavar="USE", help=f"a fresh key: {', '.join(_USES)}"
    )
    which.add_argument("--key", metavar="ID", help="a key that lies in the box already")
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument("--rotate", metavar="ID", help="the key that the other one follows")
    ends.add_argument(
        "--lost", action="append", metavar="ID", help="a signing key that is lost; repeatable"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the paper")
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run_paper)


def _add_countersign(commands: Any) -> None:  # noqa: ANN401 - the same
    parser = commands.add_parser(
        "countersign",
        help="as an officer: sign what `dipoli node write --for-officers` asks",
        description="Shows the request whole, asks, and writes the officer's signature.",
    )
    add_folder(parser)
    parser.add_argument("request", type=Path, metavar="REQUEST", help="the request to officers")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the signature")
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run_countersign)


# ---------------------------------------------------------------- papers


def run_paper(args: argparse.Namespace) -> int:
    """Write a paper with public keys.

    Raises:
        DipoliError: the box does not open, or the options do not go together.
    """
    _check_paper_options(args)
    return _key_paper(args) if args.circle is not None else _seat_paper(args)


def _check_paper_options(args: argparse.Namespace) -> None:
    on_keys = args.new or args.key or args.rotate or args.lost
    if args.circle is None and on_keys:
        message = "--new, --key, --rotate and --lost are for one circle. Name it with --circle."
        raise RefusedError(message)
    if args.circle is not None and (args.officer_paper or not (args.new or args.key)):
        message = "With --circle, say which key: --new USE, or --key ID. Leave out --officer-paper."
        raise RefusedError(message)


def _seat_paper(args: argparse.Namespace) -> int:
    box = open_box(args)
    seat = paper(box, [_seat_of(one) for one in args.officer_paper])
    path = args.out or args.folder / "paper.json"
    keep_paper(path, canonical(paper_json(seat)) + b"\n")
    use = "an officer's key, for --officer-paper" if box.is_officers else "a seat of an opening"
    lines = [
        f"The enrolment paper of {whose(box)} ({use}) was written: {path}",
        *(f"  {key.use.value:8} {key.alg:8} {key.id}" for key in seat.keys),
        "Read the ids out to whoever enters it, by another way than the paper went.",
        "The paper holds public keys only. " + NO_CIRCLE,
    ]
    told = {"schema": "dipoli.node-paper/1", "act": ADD_SEAT, "content": paper_json(seat)}
    ids = {"keys": [{"use": key.use.value, "id": key.id} for key in seat.keys]}
    tell(args, lines, {**told, **ids, "code": box.code, "circle": None, "file": str(path)})
    return 0


def _seat_of(path: Path) -> SeatPaper:
    said = read_form(ADD_SEAT, content_of(path))
    assert isinstance(said, SeatPaper)  # noqa: S101 - the reader of this form gives no other
    return said


def _key_paper(args: argparse.Namespace) -> int:
    """The content of an act on keys. A fresh key lies in the box before its paper is written."""
    origin = args.circle
    if re.fullmatch(f"{FORUM}/{CIRCLE}", origin) is None:
        message = "--circle is the origin of a record, such as lake.example/talks/plenary."
        raise RecordError(message)
    locked = read_locked(take_box(args.folder))
    secret = passphrase(args.passphrase_file, "Passphrase: ")
    opened = open_with_passphrase(locked, secret)
    if args.new:
        key = make_key(KeyUse(args.new), chance)
        opened = evolve(opened, box=with_key(opened.box, key))
        keep_box(args.folder, relock(locked, opened, secret, chance))
    else:
        key = _key_named(opened.box, args.key)
    act, content = _act_on_keys(args, opened.box, key, origin)
    path = args.out or args.folder / f"{act.partition('/')[0]}.json"
    keep_paper(path, canonical(content) + b"\n")
    lines = [
        f"The content of {act} for {origin} was written: {path}",
        *key_lines((key,)),
        f"Sign it with `dipoli node write FOLDER --circle {origin} --act {act} --content {path}`.",
        _UNKNOWN,
    ]
    told = {"schema": "dipoli.node-paper/1", "act": act, "content": content, "circle": origin}
    ids = {"keys": [{"use": key.use.value, "id": key.id}]}
    tell(args, lines, {**told, **ids, "code": opened.box.code, "file": str(path)})
    return 0


def _key_named(box: KeyBox, id_: str) -> BoxKey:
    key = box.find(id_)
    if key is None:
        message = f"The box holds no key {id_}. Its keys: {', '.join(one.id for one in box.keys)}."
        raise RefusedError(message)
    return key


def _act_on_keys(
    args: argparse.Namespace, box: KeyBox, key: BoxKey, origin: str
) -> tuple[str, dict[str, Json]]:
    if args.rotate:
        return ROTATE_KEY, rotation(box, key, origin, args.rotate)
    if args.lost:
        return RECOVER_KEY, recovery(box, key, origin, args.lost)
    return ENROL_KEY, enrolment(box, key, origin)


# ---------------------------------------------------------------- officers


def run_countersign(args: argparse.Namespace) -> int:
    """Show a request to officers, ask, and sign it.

    Raises:
        DipoliError: the box is none of such an officer, or nobody agreed.
    """
    check_yes(args)
    with args.request.open("rb") as file:
        asked = read_request(file.read(_REQUEST_BYTES).rstrip(b"\n"))
    box = open_box(args)
    print("\n".join(show_request(asked)), file=sys.stderr if args.json else sys.stdout)
    agree_to_sign(args)
    officer = countersign(asked, box)
    path = args.out or args.request.with_name(
        f"{args.request.stem}.{_plain_id(officer.key)}.officer"
    )
    keep_paper(path, write_officer(officer))
    lines = [
        f"Signed as an officer of {box.code} with the key {officer.key}: {path}",
        "Send the file back to the delegation. " + _UNKNOWN,
    ]
    told = {"schema": "dipoli.node-countersign/1", "code": box.code, "circle": asked.origin}
    tell(args, lines, {**told, "act": asked.name, "key": officer.key, "file": str(path)})
    return 0


def _plain_id(key: str) -> str:
    return "".join(sign for sign in key if sign.isalnum())[:8]
