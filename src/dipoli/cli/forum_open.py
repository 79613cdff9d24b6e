"""``dipoli forum open``: open a circle with its charter or its mandate, from enrolment papers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dipoli.cli.edge import Edge, refused_lines
from dipoli.cli.forum_charter import charter_of_line
from dipoli.cli.forum_desk import add_end
from dipoli.cli.forum_mandate import Ground, by_charter, by_mandate
from dipoli.cli.node_desk import chance, content_of, now, tell
from dipoli.cli.office_desk import keys_of
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.text_views import marked
from dipoli.node.display import open_or_sealed
from dipoli.record.canon import Json
from dipoli.record.note import write_key
from dipoli.record.ruling import OutOfOrder
from dipoli.secretariat.office import Office
from dipoli.secretariat.premises import Premises, open_premises
from dipoli.secretariat.receive import Refused

_EXIT_REFUSED = 3
SCHEMA = "dipoli.forum-open/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "open",
        help="open a circle of an office by a charter, or by the mandate of the body above",
        description="Opens the circle of an office that `dipoli office make` made. Who is to sit "
        "from the beginning hands in an enrolment paper (`dipoli node paper`), or takes part on "
        "paper (--on-paper). With the name of a preset in place of a charter file, the parties "
        "are named with --party, in protocol order. The circle of a body that another circle "
        "called is opened with --above and --body in place of a charter: charter, seats, chair and "
        "track are as the record there has them.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the office")
    parser.add_argument(
        "papers", type=Path, nargs="*", metavar="PAPER", help="an enrolment paper, JSON"
    )
    ground = parser.add_mutually_exclusive_group(required=True)
    ground.add_argument("--charter", metavar="CHARTER", help="a charter file, or a preset's name")
    ground.add_argument(
        "--above",
        type=Path,
        metavar="FOLDER2",
        help="the office (or a node) of the circle in which the body was called",
    )
    parser.add_argument(
        "--body", metavar="OBJECT", help="with --above: the body's short name there"
    )
    parser.add_argument(
        "--circle", metavar="CIRCLE", help="with --above: which circle, if a node watches several"
    )
    parser.add_argument(
        "--title", metavar="TEXT", help="of the circle; that of the charter or the body if not"
    )
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
    ground = _ground(args, premises)
    paper = _paper(args, ground)
    keys = keys_of(args, premises)
    if not premises.has_record:
        # Crash after this: a record without acts, which the next opening takes as its own.
        premises.create(keys, now())
    with premises.at_work(keys, chance) as office:
        given = office.open_circle(paper, now())
        ruling = given.ruling if isinstance(given, Refused) else None
        premises.publish(office)
        ruling = None if ruling is None else _read_by(office, ruling)
        tell(args, _words(office, ground, ruling), _json(office, ground, ruling))
    return 0 if ruling is None else _EXIT_REFUSED


# ---------------------------------------------------------------- what was given


def _ground(args: argparse.Namespace, premises: Premises) -> Ground:
    if args.charter is not None:
        if args.body is not None or args.circle is not None:
            message = (
                "--body and --circle go with --above, which names the circle of the body above."
            )
            raise RefusedError(message)
        return by_charter(charter_of_line(args))
    if args.body is None or args.party or args.presides or args.no_exercise:
        message = (
            "With --above, name the body with --body. Its charter and its seats are as the record "
            "above has them, so --party, --presides and --no-exercise are left out."
        )
        raise RefusedError(message)
    return by_mandate(args, premises)


def _paper(args: argparse.Namespace, ground: Ground) -> dict[str, Json]:
    """What was agreed, in the form of the opening; seats in the order of charter or mandate."""
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
    strange = [code for code in seats if code not in ground.codes]
    if strange:
        raise RefusedError(_strange(ground, strange))
    if not seats:
        message = (
            "Nobody would sit in this circle. Name an enrolment paper (`dipoli node paper` writes "
            "one), or a seat that takes part on paper with --on-paper CODE. Nothing was opened."
        )
        raise RefusedError(message)
    return {
        "title": args.title or ground.title,
        "sealed": args.sealed,
        "seats": [seats[code] for code in ground.codes if code in seats],
        "charter": ground.text,
        "parent": ground.parent,
    }


def _strange(ground: Ground, codes: Sequence[str]) -> str:
    """Codes stand beside the names here, since they are what is given to the command."""
    listed = ", ".join(f"{code} ({ground.named([code])})" for code in ground.codes)
    named = ", ".join(codes)
    if ground.body is None:
        return (
            f"Not a party of this charter: {named}. Its parties: {listed}. "
            "Who joins later is added by seat.add/1, after the consent of each who is seated."
        )
    return (
        f"Not seated in {ground.body} by the body above: {named}. Seated: {listed}. "
        "The body above widens it by circle.widen."
    )


def _once(seats: dict[str, Json], code: str) -> None:
    if code in seats:
        message = f"{code} is given twice. Give each party one paper, or --on-paper."
        raise RefusedError(message)


# ---------------------------------------------------------------- telling


def _read_by(office: Office, ruling: OutOfOrder) -> OutOfOrder:
    """A refusal in the names of the circle, where it is open already."""
    edge = Edge(standing=office.standing, acts=office.custody.read, reader=office.code)
    return edge.ruling(ruling)


def _words(office: Office, ground: Ground, ruling: OutOfOrder | None) -> Iterator[str]:
    standing, charter = office.standing, ground.charter
    yield standing.origin
    yield from marked(charter)
    yield open_or_sealed(standing)
    if ruling is not None:
        yield from refused_lines(ruling, charter)
        return
    title, style = next(iter(charter.title.values())), charter.style.strip()
    told = title if title.endswith(style.partition(":")[0]) else f"{title}: {style}"
    yield f"Opened by the charter {told}"
    if ground.body is not None and ground.parent is not None:
        yield f"It is the circle of the body {ground.body} of {ground.parent['origin']}."
        yield "It reports there, and takes no decisions: agree on texts here, and report them."
    seated = [code for code in ground.codes if standing.is_seated(code)]
    yield f"Seated: {ground.named(seated) or 'nobody yet'}."
    invited = [code for code in ground.codes if not standing.is_seated(code)]
    if invited:
        whose = "Parties of the charter" if ground.body is None else "Seats of the body"
        yield f"{whose} without a place in the record yet: {ground.named(invited)}."
        yield (
            "They cannot act until a seat is added, to which each who is seated consents "
            "(docs/howto/keep-a-record.md)."
        )
    yield f"Log key: {write_key(office.log.verifier)}"


def _json(office: Office, ground: Ground, ruling: OutOfOrder | None) -> dict[str, Any]:
    standing, charter = office.standing, ground.charter
    return {
        "schema": SCHEMA,
        "circle": standing.origin,
        "exercise": charter.exercise,
        "sealed": standing.is_sealed if standing.opening is not None else None,
        "charter": charter.id,
        "style": charter.style,
        "body": ground.body,
        "above": None if ground.parent is None else ground.parent["origin"],
        "seats": [code for code in ground.codes if standing.is_seated(code)],
        "log_key": write_key(office.log.verifier),
        "refusal": None
        if ruling is None
        else {"clause": ruling.clause, "why": ruling.why, "remedy": ruling.remedy},
    }
