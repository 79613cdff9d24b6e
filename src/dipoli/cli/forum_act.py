"""``dipoli forum act|submit`` and the short commands over them: act under the charter."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from dipoli.cli.forum_desk import Desk, add_end, add_place, at_desk, check_seat, is_office, present
from dipoli.cli.forum_sign import Wanted, do_all
from dipoli.cli.forum_words import GIVEN, as_written, line_of_words, straight
from dipoli.cli.node_desk import check_yes
from dipoli.faults import Finding, MalformedError, RefusedError
from dipoli.forum.line import OFFICE_ROLE, USUAL_ROLE, read_line, show_time
from dipoli.forum.procedure import KINDS

_MOST = 1 << 22
_PERSONS = 2


@frozen(kw_only=True)
class Short:
    """A short command over one act, or over those of one noun.

    Args:
        word: of the command.
        act: the act; or the noun, where the act's second word is given.
        told: what it does.
    """

    word: str
    act: str
    told: str

    @property
    def steps(self) -> tuple[str, ...]:
        """The second words that it takes; none where it is over one act."""
        if "." in self.act:
            return ()
        nouns = (name.removesuffix("/1").partition(".") for name in KINDS)
        return tuple(verb for noun, _, verb in nouns if noun == self.act)


SHORTS = (
    Short(word="seat", act="member", told="act about a seat: accept, attend, leave, ..."),
    Short(word="agenda", act="agenda", told="place an item, adopt an agenda, take up an item, ..."),
    Short(word="table", act="text.table", told="table a text"),
    Short(word="amend", act="amendment.propose", told="propose an amendment to a clause"),
    Short(word="bracket", act="clause.bracket", told="put a passage of a clause in brackets"),
    Short(word="propose", act="proposal.table", told="put a proposal on the table"),
    Short(word="silence", act="silence", told="open, acknowledge, break, extend, ... a silence"),
    Short(word="object", act="objection.raise", told="raise an objection to a proposal"),
    Short(word="reserve", act="matter.reserve", told="say what one will not have discussed"),
    Short(word="adopt", act="proposal.adopt", told="as the chair: find that no member objects"),
    Short(word="commit", act="commitment.make", told="commit oneself, alone or with others"),
    Short(word="evidence", act="commitment.evidence", told="give evidence for a commitment"),
    Short(word="assess", act="commitment.assess", told="say how a commitment stands"),
    Short(word="notify", act="notification.send", told="notify under a measure"),
    Short(word="inspect", act="inspection", told="ask for, accept, carry out, ... an inspection"),
    Short(word="ask", act="request.ask", told="ask another party for an explanation"),
    Short(
        word="recommend",
        act="recommendation",
        told="in a body of track 1.5 or 2: draft a recommendation, object, check, ...",
    ),
    Short(word="offices", act="offices", told="offer, accept or end good offices"),
    Short(word="message", act="message", told="under good offices: send a message, mark it, ..."),
)
"""The short commands; everything else is said with ``act``."""


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands that act to the group."""
    for short in SHORTS:
        parser = commands.add_parser(short.word, help=short.told)
        add_place(parser)
        if short.steps:
            parser.add_argument("step", choices=short.steps, metavar="STEP", help=_steps(short))
        parser.add_argument("object", metavar="OBJECT", help="the short name of what it is about")
        parser.add_argument(
            "said",
            nargs="*",
            metavar="SAID",
            help="the text, in quotation marks, and NAME=VALUE for everything else",
        )
        add_signing(parser, run_short)
        parser.set_defaults(short=short)
    act = commands.add_parser(
        "act",
        help="do any act of the forum, written as a line of the log",
        description="Does one act, written as the log writes it: date and author may be left out, "
        "and are then now and whose folder it is. See docs/reference/commands.md.",
    )
    add_place(act)
    act.add_argument("line", metavar="LINE", help="such as: 'objection.raise P1 reason=substance'")
    add_signing(act, run_act)
    submit = commands.add_parser(
        "submit",
        help="do several acts, written as lines of the log in a file",
        description="Reads a file of lines; those that are empty or begin with # are passed over. "
        "Each is asked for its order, one after the other, before anything is signed. At the first "
        "that is out of order nothing is done at all.",
    )
    add_place(submit)
    submit.add_argument("file", type=Path, metavar="FILE", help="lines of the log")
    add_signing(submit, run_submit)


def _steps(short: Short) -> str:
    return f"one of {', '.join(short.steps)}"


def add_signing(parser: argparse.ArgumentParser, run: Any) -> None:  # noqa: ANN401 - a function
    """The options of every command that acts."""
    parser.add_argument("--role", metavar="WORD", help="in what capacity, such as deputy")
    parser.add_argument(
        "--paper-of", metavar="CODE", help="of an office: the seat on paper in whose name it is"
    )
    parser.add_argument(
        "--person",
        action="append",
        default=[],
        metavar="NAME",
        help="with --paper-of: who held the paper against the entry; two persons, so twice",
    )
    parser.add_argument(
        "--scan", type=Path, metavar="FILE", help="with --paper-of: the scan of the paper"
    )
    parser.add_argument(
        "--again", action="store_true", help="sign although an act of this number was signed"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    add_end(parser, run)


# ---------------------------------------------------------------- running


def run_short(args: argparse.Namespace) -> int:
    """One act by a short command."""
    short: Short = args.short
    name = f"{short.act}.{args.step}" if short.steps else short.act
    return _run(args, [(1, line_of_words(name, args.object, args.said))], GIVEN)


def run_act(args: argparse.Namespace) -> int:
    """One act as a line."""
    return _run(args, [(1, args.line.strip())], GIVEN)


def run_submit(args: argparse.Namespace) -> int:
    """The acts of a file."""
    with args.file.open("rb") as file:
        data = file.read(_MOST)
    try:
        text = data.decode("utf-8-sig")  # some editors put a mark before the first line
    except UnicodeDecodeError:
        finding = Finding(
            file=str(args.file), expected="UTF-8", found="other bytes", mend="write it as UTF-8"
        )
        raise MalformedError([finding]) from None
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not lines:
        message = f"{args.file} holds no line of an act. Nothing was done."
        raise RefusedError(message)
    return _run(args, lines, str(args.file))


def _run(args: argparse.Namespace, lines: Sequence[tuple[int, str]], file: str) -> int:
    office = is_office(args.folder)
    if not office:
        check_yes(args)
    _check_paper(args, office=office)
    with at_desk(args, signing=not office) as desk:
        if args.paper_of is not None:
            check_seat(desk, args.paper_of)
        wanted = _wanted(args, desk, lines, file)
        return do_all(args, desk, wanted)


def _check_paper(args: argparse.Namespace, *, office: bool) -> None:
    given = [args.paper_of is not None, bool(args.person), args.scan is not None]
    if not any(given):
        return
    if not office:
        message = (
            "An act on paper is entered by an office, with --paper-of CODE, two --person NAME and "
            "--scan FILE together. This folder is a node. Nothing was done."
        )
        raise RefusedError(message)
    told = ("--paper-of CODE", "--person NAME", "--scan FILE")
    missing = [name for name, there in zip(told, given, strict=True) if not there]
    if missing:
        message = f"For a letter on paper, {' and '.join(missing)} is missing. Nothing was done."
        raise RefusedError(message)
    if len(args.person) != _PERSONS:
        message = (
            "A letter is entered by two persons, who both held it against the entry; named: "
            f"{len(args.person)}. Give --person twice. Nothing was done."
        )
        raise RefusedError(message)


# ---------------------------------------------------------------- from words to acts


def _wanted(
    args: argparse.Namespace, desk: Desk, lines: Sequence[tuple[int, str]], file: str
) -> list[Wanted]:
    """The acts of the lines; every line that cannot be read is told at once."""
    found: list[Wanted] = []
    faults: list[Finding] = []
    for number, line in lines:
        full = line
        try:
            full = _full(args, desk, straight(line), (file, number))
            size = desk.forum.acts + len(found)
            leaf = size.to_bytes(32, "big")  # a stand-in: the leaf is known once it is signed
            act = read_line(full, number=size, leaf=leaf, file=file, line=number)
        except MalformedError as error:
            more = 0 if full == line else len(full) - len(line)
            faults.extend(as_written(one, line, more) for one in error.findings)
            continue
        if act.name not in KINDS:
            raise RefusedError(_of_the_record(number, act.name))
        found.append(Wanted(place=number, line=line, act=act))
    if faults:
        raise MalformedError(faults)
    return found


def _of_the_record(place: int, name: str) -> str:
    return (
        f"Line {place} is {name}, an act of the record itself, and none of the rules of procedure. "
        "An office enters it with `dipoli office act`, a node writes it with `dipoli node write`. "
        "Nothing was done."
    )


_DATED = re.compile(r"[0-9]{4}-")
_WHO = re.compile(r"[A-Z]")


def _full(args: argparse.Namespace, desk: Desk, line: str, place: tuple[str, int]) -> str:
    """A line with its date and its author."""
    if _DATED.match(line):
        if desk.premises is not None:
            message = (
                f"Line {place[1]}: an office enters acts at the present time. Leave the date and "
                "the author out of the line. Nothing was done."
            )
            raise RefusedError(message)
        return line
    if line[:1].isdigit():
        finding = Finding(
            file=place[0],
            line=place[1],
            expected="a date such as 2026-12-18 10:20, or the name of an act",
            found=line.partition(" ")[0],
            mend="write year, month and day in this order, with hyphens, or leave the date out",
        )
        raise MalformedError([finding])
    date = show_time(present())
    if _WHO.match(line):
        return f"{date} {line}"
    by = args.paper_of or desk.code
    hand = "" if by == desk.code else f"/{desk.code}"
    usual = OFFICE_ROLE if by == desk.forum.secretariat else USUAL_ROLE
    return f"{date} {by}({args.role or usual}){hand} {line}"
