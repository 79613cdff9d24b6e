"""``dipoli forum room``: run a part off the record, and enter the one text that leaves it."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dipoli.cli.forum_act import add_signing, run_act
from dipoli.cli.forum_desk import add_place, at_desk, present
from dipoli.cli.room_desk import LEAST_RANGES, Left, RoomDesk
from dipoli.cli.room_pages import on_pages
from dipoli.faults import DipoliError, RecordError, RefusedError
from dipoli.forum.name_scan import known_names
from dipoli.forum.off_record import OffRecord, Stage
from dipoli.forum.room import filled
from dipoli.record.shape import read_time

_WIPE = "\033[2J\033[3J\033[H"
"""Clears the terminal and what can be scrolled back to."""

BEFORE = (
    "Off the record. What is typed here stays in the memory of this program; nothing is kept.",
    (
        "Before you begin: no recording, no other windows, swap turned off (`swapoff -a`), and a "
        "terminal that keeps no log. The program can see to none of these."
    ),
    (
        "Let the group write the text together. A program takes habits of writing out of it; it "
        "does not hide a style, and nobody but the group can."
    ),
)


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "room",
        help="run a part off the record: in memory, and one text leaves it",
        description="Runs a part off the record that was announced with room.announce. The "
        "facilitator types what the group wants the text to be. Nothing is stored. When the group "
        "consents and two have read it, the text is entered in the plain way of writing once the "
        "part is over, by one act of the facilitator; or one act says that none left.",
        epilog="What is hidden and what is not: docs/explanation/off-the-record.md.",
    )
    add_place(parser)
    parser.add_argument("object", metavar="PART", help="the short name of the part")
    parser.add_argument(
        "--name", metavar="NAME", required=True, help="short name for what is handed up, as R1"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the act as a line into a file of one length, for `submit`; enter nothing",
    )
    parser.add_argument(
        "--ranges",
        type=_enough,
        default=LEAST_RANGES,
        metavar="N",
        help="in a case that the group builds, so many ranges of one position join at once; "
        f"{LEAST_RANGES} or more ({LEAST_RANGES})",
    )
    parser.add_argument(
        "--pages",
        action="store_true",
        help="hold the room on pages in a browser of this machine, in place of the terminal",
    )
    parser.add_argument(
        "--port", type=int, metavar="PORT",
        help="with --pages: where they listen; the first free one if not given",
    )  # fmt: skip
    add_signing(parser, run)


def _enough(text: str) -> int:
    most = 1000  # more than any group
    if not (text.isdecimal() and LEAST_RANGES <= int(text[:9]) <= most):
        message = f"a whole number from {LEAST_RANGES} to 1000"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Hold the room, then do the one act."""
    with at_desk(args) as desk:
        part = desk.forum.rooms.get(args.object)
        if part is None or part.stage is not Stage.ANNOUNCED:
            message = f"{args.object} is no part off the record that is announced here."
            raise RecordError(message)
        if part.facilitator != desk.code:
            message = f"The facilitator of {part.id} is {part.facilitator}. Use its folder."
            raise RefusedError(message)
        known, least = known_names(desk.forum), desk.forum.charter.rooms.least
    if present() < part.opens:
        message = f"{part.id} begins at {part.opens}."
        raise RefusedError(message)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _say("\n".join(BEFORE))
    if args.pages:
        ends = read_time(part.until).timestamp()
        with on_pages(known, least, args.ranges, ends, args.port) as left:
            _say("The room is closed. One act follows when the announced end has passed.")
            _until_over(part)
        return _entered(args, part, left)
    held = RoomDesk(
        ask=typed,
        hide=typed_unseen,
        tell=_say,
        known=known,
        least=least,
        is_over=lambda: present() > part.until,
        ranges=args.ranges,
    )
    left = held_and_wiped(held)
    _until_over(part)
    return _entered(args, part, left)


def _entered(args: argparse.Namespace, part: OffRecord, left: Left | None) -> int:
    """The papers are written, and the one act is done, once the part is over."""
    args.line = act_line(part, args.name, left)
    if left is not None and left.case is not None:
        take_out(left, part, typed)
    if args.out is not None:
        write_left(args.out, args.line, part)
        return 0
    return run_act(args)


def held_and_wiped(held: RoomDesk) -> Left | None:
    """What leaves a room; the terminal is cleared, also when it is broken off."""
    try:
        return held.hold()
    finally:
        held.forget()
        _wipe()


def act_line(part: OffRecord, name: str, left: Left | None) -> str:
    """The one act that follows a part, as a line of the log."""
    if left is None:
        return f"room.close {part.id}"
    said = [
        f"hand-up.enter {name} {_quoted(left.words)}",
        f"title={_quoted(left.title)}",
        f"source={_quoted(part.id)}",
        f"persons={_many(left.persons)}",
    ]
    return " ".join([*said, f"stand={_many(left.stand)}"] if left.stand else said)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _many(words: Sequence[str]) -> str:
    return ",".join(map(_quoted, words))


def write_left(path: Path, line: str, part: OffRecord) -> None:
    """The act in a file of the one length, dated with the day of the part and nothing finer.

    Raises:
        RecordError: there is a file of that name.
    """
    try:
        with path.open("xb") as file:
            file.write(filled(f"{line}\n"))
    except FileExistsError:
        message = f"{path} exists. Name another file."
        raise RecordError(message) from None
    _date(path, part)


def _date(path: Path, part: OffRecord) -> None:
    """Date a file with the day of a part, and nothing finer."""
    day = read_time(f"{part.until[:10]}T00:00:00Z").timestamp()
    os.utime(path, (day, day))


def take_out(left: Left, part: OffRecord, ask: Callable[[str], str | None]) -> None:
    """Write the papers of the case to which the group consented, and no others.

    Args:
        left: what leaves, with a case and a folder.
        part: of which day the papers are dated.
        ask: asks for another folder where the papers cannot be written; they stay in memory.

    Raises:
        RefusedError: no folder was named into which they could be written.
    """
    from dipoli.codec.case_writer import write_case  # noqa: PLC0415 - a quick --help

    assert left.case is not None  # noqa: S101 - asked of a text that names one
    folder = left.folder
    while folder is not None:
        try:
            digest = write_case(left.case, folder).digest
        except (DipoliError, OSError, ValueError) as fault:
            _say(f"The papers were not written. {fault}")
        else:
            for path in sorted(folder.rglob("*"), reverse=True):
                _date(path, part)
            _date(folder, part)
            _say(f"The papers of the case are in {folder}. Their digest: {digest}.")
            return
        again: str | None = ""
        while again is not None and not again.strip():
            again = ask("Another folder, new or empty: ")
        folder = None if again is None else Path(again.strip())
    message = "The papers of the case are not written, and nothing is entered."
    raise RefusedError(message)


# ---------------------------------------------------------------- the terminal


def typed(prompt: str) -> str | None:
    """A line as it is typed; no line editor, so no history of what was typed."""
    _say(prompt, end="")
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        _say("That was not UTF-8, and was not taken. Type the line again.")
        return ""
    return line.rstrip("\n") if line else None


def typed_unseen(prompt: str) -> str | None:
    """A line as it is typed, not shown on a terminal while it is."""
    if not sys.stdin.isatty():
        return typed(prompt)
    terminal = sys.stdin.fileno()
    kept = termios.tcgetattr(terminal)
    unseen = [*kept]
    unseen[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, unseen)
        return typed(prompt)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, kept)


def _say(told: str, end: str = "\n") -> None:
    print(told, end=end, file=sys.stderr, flush=True)


def _wipe() -> None:
    if sys.stderr.isatty():
        _say(_WIPE, end="")


def _until_over(part: OffRecord) -> None:
    """Wait, in memory, until the part is over: when it is done tells nothing of inside."""
    while present() <= part.until:
        left = read_time(part.until).timestamp() - time.time()
        time.sleep(min(max(left, 0.05), 60))
