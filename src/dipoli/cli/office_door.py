"""``dipoli office make|open|receive|act``: the office and its door."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dipoli.cli.node_desk import add_json, add_passphrase, chance, content_of, new_passphrase, now
from dipoli.cli.office_desk import AnswerTold, Told, add_folder, answer, keys_of
from dipoli.faults import DipoliError, RecordError
from dipoli.record.canon import Json
from dipoli.record.note import VerifierKey
from dipoli.record.parcel import Parcel, read_parcel
from dipoli.record.receipt import read_refusal
from dipoli.record.tree import leaf_hash
from dipoli.secretariat.office import Office
from dipoli.secretariat.premises import Premises, make_premises, open_premises, put_answer
from dipoli.secretariat.receive import Answer, Receipted

_MOST = 1 << 22
_EXIT_REFUSED = 3
_RECEIPT, _REFUSAL = ".receipt", ".refusal"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands at the door to the group."""
    make = commands.add_parser("make", help="make an office with fresh keys, without a record")
    add_folder(make)
    make.add_argument("--forum", required=True, metavar="FORUM", help="id of the forum")
    make.add_argument("--circle", required=True, metavar="CIRCLE", help="id of the circle")
    make.add_argument(
        "--code", default="SECRETARIAT", metavar="CODE", help="code of the secretariat"
    )
    make.add_argument("--lock", action="store_true", help="lock the keys with a passphrase")
    _finish(make, run_make)

    open_ = commands.add_parser("open", help="make the record and open the circle")
    add_folder(open_)
    open_.add_argument("paper", type=Path, metavar="PAPER", help="what the founders agreed, JSON")
    _finish(open_, run_open)

    receive = commands.add_parser("receive", help="rule on acts that were handed in, and answer")
    add_folder(receive)
    receive.add_argument("files", type=Path, nargs="+", metavar="FILE", help="an act, *.act")
    _finish(receive, run_receive)

    act = commands.add_parser("act", help="enter an act of the secretariat, or of a seat on paper")
    add_folder(act)
    act.add_argument("name", metavar="NAME", help="of the act, such as seat.add/1")
    act.add_argument("content", type=Path, metavar="CONTENT", help="what it says, JSON")
    act.add_argument("--by", metavar="CODE", help="the seat on paper in whose name it is")
    _finish(act, run_act)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 - a function
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run_make(args: argparse.Namespace) -> int:
    """Make an office."""
    premises = Premises(folder=args.folder, forum=args.forum, circle=args.circle, code=args.code)
    secret = None
    if args.lock or args.passphrase_file is not None:
        secret = new_passphrase(args.passphrase_file)
    keys = make_premises(premises, chance, secret)
    guarded = "locked with the passphrase" if secret else "plain: guard the folder"
    lines = [
        f"The office was made in {args.folder}. Its private keys are {guarded}.",
        "Give the log key below to every delegation by another way than this program.",
        f"To take a circle over from another office, give it {premises.next_office}.",
    ]
    told = Told(
        command="make",
        origin=premises.origin,
        standing=None,
        log_key=premises.signer(keys).verifier,
        lines=lines,
        files=[premises.next_office],
    )
    answer(args, told)
    return 0


def run_open(args: argparse.Namespace) -> int:
    """Open the circle by the first act of its record."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    paper = _object(args.paper)
    if not premises.has_record:
        # Crash after this: a record without acts, which the next opening takes as its own.
        premises.create(keys, now())
    with premises.at_work(keys, chance) as office:
        given = office.open_circle(paper, now())
        entered = _answered(given, "", None, office.log.verifier)
        premises.publish(office)
        answer(args, _told("open", premises, office, [entered]))
    return _EXIT_REFUSED if entered.refusal else 0


def run_act(args: argparse.Namespace) -> int:
    """Enter an act by the secretariat's own hand."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    content = _object(args.content)
    with premises.at_work(keys, chance) as office:
        given = office.act(args.name, content, now(), args.by)
        entered = _answered(given, "", None, office.log.verifier)
        premises.publish(office)
        answer(args, _told("act", premises, office, [entered]))
    return _EXIT_REFUSED if entered.refusal else 0


def run_receive(args: argparse.Namespace) -> int:
    """Rule on each file, in the order given; write the signed answer beside it."""
    premises = open_premises(args.folder)
    keys = keys_of(args, premises)
    parcels = [(path, _parcel(path)) for path in args.files]
    told = list[AnswerTold]()
    with premises.at_work(keys, chance) as office:
        for path, parcel in parcels:
            before = _entered_before(office, parcel)
            if before is not None:
                told.append(AnswerTold(file=str(path), number=before, before=True))
                continue
            given = office.receive(parcel.entry, parcel.body, now())
            told.append(_answered(given, str(path), path, office.log.verifier))
        # What a receipt promises is in the record already. Now it is given out as well.
        premises.publish(office)
        answer(args, _told("receive", premises, office, told))
    return _EXIT_REFUSED if any(one.refusal for one in told) else 0


# ---------------------------------------------------------------- steps


def _told(command: str, premises: Premises, office: Office, answers: list[AnswerTold]) -> Told:
    return Told(
        command=command,
        origin=premises.origin,
        standing=office.standing,
        head=office.custody.head(),
        answers=answers,
        acts=office.custody.read,
        files=[one.written for one in answers if one.written],
    )


def _answered(given: Answer, file: str, path: Path | None, key: VerifierKey) -> AnswerTold:
    """The answer, kept beside the file that it is for."""
    if isinstance(given, Receipted):
        # Crash before it is written: the act is entered, which is more than a receipt. Sent again,
        # it is told with its number.
        place = put_answer(path, _RECEIPT, given.receipt)
        return AnswerTold(file=file, number=given.index, written=place)
    refusal = read_refusal(given.note, key)
    return AnswerTold(file=file, refusal=refusal, written=put_answer(path, _REFUSAL, given.note))


def _entered_before(office: Office, parcel: Parcel) -> int | None:
    """The number under which the very same bytes stand in the record already; None where not.

    Who hands a whole folder in again hands in old acts with new ones. That is no fault, and a
    refusal beside a receipt of the same act would say that it was one.
    """
    leaf = leaf_hash(parcel.entry)
    found = (number for number, one in enumerate(office.standing.leaves) if one == leaf)
    return next(found, None)


def _parcel(path: Path) -> Parcel:
    """An act in a file; its fault is told with its name, before any other is entered."""
    with path.open("rb") as file:
        data = file.read(_MOST)
    try:
        return read_parcel(data)
    except DipoliError as fault:
        message = f"{path} is no file of an act, and nothing was entered. {fault}"
        raise RecordError(message) from None


def _object(path: Path) -> Mapping[str, Json]:
    content = content_of(path)
    if not isinstance(content, dict):
        message = f"{path} holds no JSON object. Write what the act says as one."
        raise RecordError(message)
    return content
