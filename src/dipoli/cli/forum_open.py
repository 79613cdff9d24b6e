"""``dipoli forum open``: open a circle with its charter, from the papers of those who sit."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipoli.charter.rules import Charter
from dipoli.cli.forum_desk import add_end
from dipoli.cli.node_desk import chance, content_of, now, tell
from dipoli.cli.office_desk import keys_of
from dipoli.codec.charter_file import (
    charter_on_preset,
    preset_names,
    read_charter,
    read_preset,
)
from dipoli.codec.shipped import shipped
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.charter_text import write_charter
from dipoli.forum.text_views import EXERCISE
from dipoli.node.display import open_or_sealed
from dipoli.record.canon import Json
from dipoli.record.note import write_key
from dipoli.record.ruling import OutOfOrder
from dipoli.secretariat.office import Office
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.receive import Refused

_EXIT_REFUSED = 3
SCHEMA = "dipoli.forum-open/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "open",
        help="open a circle of an office by a charter",
        description="Opens the circle of an office that `dipoli office make` made. Who is to sit "
        "from the beginning hands in an enrolment paper (`dipoli node paper`), or takes part on "
        "paper (--on-paper). With the name of a preset in place of a charter file, the parties "
        "are named with --party, in protocol order.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the office")
    parser.add_argument(
        "papers", type=Path, nargs="*", metavar="PAPER", help="an enrolment paper, JSON"
    )
    parser.add_argument(
        "--charter", required=True, metavar="CHARTER", help="a charter file, or a preset's name"
    )
    parser.add_argument("--title", metavar="TEXT", help="of the circle; that of the charter if not")
    parser.add_argument("--sealed", action="store_true", help="seal texts against the host")
    parser.add_argument(
        "--on-paper",
        action="append",
        default=[],
        metavar="CODE",
        help="a seat that takes part on paper; repeatable",
    )
    parser.add_argument(
        "--party",
        action="append",
        default=[],
        metavar="PARTY",
        help="with a preset: CODE=NAME or CODE=NAME@ZONE, ZONE being its capital's time zone, such "
        "as Asia/Ulaanbaatar; repeatable",
    )
    parser.add_argument(
        "--presides",
        action="append",
        default=[],
        metavar="CODE",
        help="with a preset: who presides, where it leaves that open; repeatable",
    )
    parser.add_argument(
        "--no-exercise",
        action="store_true",
        help="with a preset: the states are not invented; without it, the mark stays on everything",
    )
    add_end(parser, run_open)


def run_open(args: argparse.Namespace) -> int:
    """Open the circle by the first act of its record.

    Returns:
        0 when it was opened, 3 when the opening is out of order.

    Raises:
        DipoliError: charter or papers cannot be used; nothing was entered.
    """
    premises = open_premises(args.folder)
    charter = _charter(args)
    paper = _paper(args, charter)
    keys = keys_of(args, premises)
    if not premises.record.exists():
        # Crash after this: a record without acts, which the next opening takes as its own.
        premises.create(keys, now())
    with premises.at_work(keys, chance) as office:
        given = office.open_circle(paper, now())
        ruling = given.ruling if isinstance(given, Refused) else None
        premises.publish(office)
        tell(args, _words(office, charter, ruling), _json(office, charter, ruling))
    return 0 if ruling is None else _EXIT_REFUSED


# ---------------------------------------------------------------- what was given


def _charter(args: argparse.Namespace) -> Charter:
    names = preset_names()
    with_preset = args.party or args.presides or args.no_exercise
    if args.charter not in names:
        if with_preset:
            told = ", ".join(names)
            message = f"--party, --presides and --no-exercise go with a preset: {told}."
            raise RefusedError(message)
        return read_charter(Path(args.charter))
    if not args.party:
        message = (
            f"{args.charter} is a preset: rules without parties. Name them with --party, or write "
            "a charter file on it (docs/reference/charters.md)."
        )
        raise RefusedError(message)
    preset = read_preset(shipped("charters") / f"{args.charter}.yaml")
    given: dict[str, Any] = {
        "schema": "dipoli.charter/1",
        "preset": args.charter,
        "id": args.charter,
        "title": {"en": args.title} if args.title else dict(preset.title),
        "exercise": not args.no_exercise,
        "languages": ["en"],
        "members": [_member(one) for one in args.party],
    }
    if args.presides:
        given["presides"] = args.presides
    return charter_on_preset(given)


def _member(word: str) -> dict[str, Any]:
    code, said, rest = word.partition("=")
    name, _, zone = rest.partition("@")
    if not said or not code.strip() or not name.strip():
        message = f"--party is CODE=NAME or CODE=NAME@ZONE, not {word}."
        raise RefusedError(message)
    return {
        "code": code.strip(),
        "category": "member",
        "names": {"en": name.strip()},
        "zone": zone.strip() or "UTC",
    }


def _paper(args: argparse.Namespace, charter: Charter) -> dict[str, Json]:
    """What the founders agreed, in the form of the opening; seats in the order of the charter."""
    seats: dict[str, Json] = {}
    for path in args.papers:
        said = content_of(path)
        code = said.get("code") if isinstance(said, dict) else None
        if not isinstance(code, str):
            message = f"{path} is no enrolment paper. `dipoli node paper` writes one."
            raise RecordError(message)
        _once(seats, code)
        seats[code] = said
    for code in args.on_paper:
        _once(seats, code)
        seats[code] = {"code": code, "keys": [], "paper": True}
    listed = [one.code for one in charter.members]
    strange = [code for code in seats if code not in listed]
    if strange:
        message = (
            f"Not a party of this charter: {', '.join(strange)}. Its parties: {', '.join(listed)}. "
            "Who joins later is added by seat.add/1."
        )
        raise RefusedError(message)
    title = args.title or next(iter(charter.title.values()))
    return {
        "title": title,
        "sealed": args.sealed,
        "seats": [seats[code] for code in listed if code in seats],
        "charter": write_charter(charter),
    }


def _once(seats: dict[str, Json], code: str) -> None:
    if code in seats:
        message = f"{code} is given twice. Give each party one paper, or --on-paper."
        raise RefusedError(message)


# ---------------------------------------------------------------- telling


def _words(office: Office, charter: Charter, ruling: OutOfOrder | None) -> Iterator[str]:
    standing = office.standing
    yield standing.origin
    if charter.exercise:
        yield EXERCISE
    yield open_or_sealed(standing)
    if ruling is not None:
        yield f"Refused under {ruling.clause}. {ruling.why} To mend: {ruling.remedy}"
        return
    yield f"Opened by the charter {next(iter(charter.title.values()))}: {charter.style.strip()}"
    seated = [one for one in charter.members if standing.is_seated(one.code)]
    yield f"Seated: {', '.join(next(iter(one.names.values())) for one in seated) or 'nobody yet'}."
    invited = [one for one in charter.members if not standing.is_seated(one.code)]
    if invited:
        named = ", ".join(next(iter(one.names.values())) for one in invited)
        yield f"Parties of the charter without a place in the record yet: {named}."
    yield f"Log key: {write_key(office.log.verifier)}"


def _json(office: Office, charter: Charter, ruling: OutOfOrder | None) -> dict[str, Any]:
    standing = office.standing
    opened = standing.opening is not None
    return {
        "schema": SCHEMA,
        "circle": standing.origin,
        "exercise": charter.exercise,
        "sealed": standing.is_sealed if opened else None,
        "charter": charter.id,
        "style": charter.style,
        "seats": [one.code for one in charter.members if standing.is_seated(one.code)],
        "log_key": write_key(office.log.verifier),
        "refusal": None
        if ruling is None
        else {"clause": ruling.clause, "why": ruling.why, "remedy": ruling.remedy},
    }
