"""``dipoli node join|look|status|compare``: watch the circles in which a delegation sits."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from dipoli.cli.edge import Edge
from dipoli.cli.node_desk import (
    add_circle,
    add_folder,
    add_json,
    add_passphrase,
    circle_json,
    circle_lines,
    edge_of,
    log_key,
    now,
    open_box,
    tell,
)
from dipoli.cli.nodes import node_at
from dipoli.faults import RecordError
from dipoli.node.alarm import Alarm
from dipoli.node.box import KeyBox
from dipoli.node.node import Look, Node, Status
from dipoli.node.official import Official
from dipoli.node.source import FolderSource, Source
from dipoli.node.witness import PERIOD
from dipoli.record.canon import to_base64
from dipoli.record.note import MAX_NOTE_BYTES, write_key
from dipoli.terms import counted

SCHEMA = "dipoli.node-watch/1"
EXIT_FINE, EXIT_ALARM = 0, 1
_DAY = 86_400


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands that watch to the group."""
    join = _command(commands, "join", "begin to watch a circle, on purpose", run_join)
    join.add_argument("--origin", required=True, metavar="ORIGIN", help="name of the record")
    join.add_argument(
        "--log-key", required=True, metavar="KEY", help="its log key, as learnt by another way"
    )
    join.add_argument(
        "--source", type=Path, required=True, metavar="DIR", help="the folder of its files"
    )
    join.add_argument(
        "--period",
        type=_seconds,
        default=PERIOD,
        metavar="SECONDS",
        help=f"within which the host times its head anew; {PERIOD} if not given",
    )
    look = _command(commands, "look", "fetch, verify, keep, compare and cosign", run_look)
    look.add_argument("--circle", metavar="CIRCLE", help="one circle; all of them if not given")
    look.add_argument("--every", type=_seconds, metavar="SECONDS", help="again, until Ctrl-C")
    look.add_argument(
        "--watch-only", action="store_true", help="open no key box: nothing is cosigned"
    )
    add_passphrase(look)
    status = _command(commands, "status", "say how the circles stand here", run_status)
    status.add_argument("--circle", metavar="CIRCLE", help="one circle; all of them if not given")
    status.add_argument(
        "--copy", type=Path, metavar="DIR", help="write the copy of the one circle as files"
    )
    held = "hold another delegation's head against ours"
    compare = _command(commands, "compare", held, run_compare)
    add_circle(compare)
    compare.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a checkpoint, or the folder of a copy"
    )


def _command(commands: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse
    parser: argparse.ArgumentParser = commands.add_parser(name, help=told)
    add_folder(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser


def _seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _DAY:
        message = f"a whole number of seconds, from 1 to {_DAY}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


# ---------------------------------------------------------------- join


def run_join(args: argparse.Namespace) -> int:
    """Join a circle. Nothing is fetched yet.

    Raises:
        RecordError: origin or key are none.
    """
    node, source = node_at(args.folder, None), str(args.source.absolute())
    key = log_key(args.log_key)
    try:
        circle = node.join(args.origin, key, source, now(), args.period)
    except ValueError as error:
        message = f"The circle was not joined: {error}."
        raise RecordError(message) from None
    standing = node.standing(circle)
    lines = [
        f"{args.origin} is watched now, as {circle}. Its files are read from {source}.",
        *circle_lines(standing),
        "Compare the log key with the one that you were given by another way:",
        f"  {write_key(key)}",
        f"Look at it next: dipoli node look {args.folder}",
    ]
    told = circle_json(standing, SCHEMA, "joined")
    tell(args, lines, {**told, "name": circle, "log_key": write_key(key), "source": source})
    return EXIT_FINE


# ---------------------------------------------------------------- look


def run_look(args: argparse.Namespace) -> int:
    """One look at each circle, or one each so many seconds.

    Returns:
        1 when an alarm stands, else 0.
    """
    box = None if args.watch_only else open_box(args)
    node = node_at(args.folder, box)
    while True:
        looks = [_look(node, one) for one in _circles(node, args.circle)]
        _tell_looks(args, node, looks, box)
        if args.every is None:
            return _exit(alarm for _, look, _ in looks for alarm in look.alarms)
        sys.stdout.flush()
        time.sleep(args.every)


def _look(node: Node, circle: str) -> tuple[str, Look, Path | None]:
    look = node.look(circle, _source(node, circle), now())
    return circle, look, node.put_out(circle, look)


def _tell_looks(
    args: argparse.Namespace,
    node: Node,
    looks: Sequence[tuple[str, Look, Path | None]],
    box: KeyBox | None,
) -> None:
    lines, told = list[str](), list[dict[str, Any]]()
    for circle, look, place in looks:
        edge = edge_of(node, circle, box)
        lines += [*_look_lines(edge, look, watches=box is None)]
        lines += [] if place is None else [f"Hand this cosigned head to the host: {place}"]
        lines.append("")
        told.append(_look_json(edge, look, place))
    tell(args, lines[:-1], {"schema": SCHEMA, "state": "looked", "circles": told})


def _look_lines(edge: Edge, look: Look, *, watches: bool) -> Iterator[str]:
    standing = edge.standing
    yield standing.origin
    yield from circle_lines(standing)
    came = len(look.report.entered)
    yield f"{counted(standing.size, 'act')} held and verified; {came} came new."
    yield from _official_lines(look.official, look.up_to)
    yield from map(edge.named, look.notices)
    if watches:
        yield "The key box was not opened: nothing was cosigned."
    yield from _alarm_lines(edge, look.alarms)


def _look_json(edge: Edge, look: Look, place: Path | None) -> dict[str, Any]:
    standing = edge.standing
    return {
        **circle_json(standing, SCHEMA, "looked"),
        "size": standing.size,
        "entered": len(look.report.entered),
        "reached": look.report.reached,
        "official": _official_json(look.official),
        "official_up_to": _official_json(look.up_to),
        "cosigned": look.line is not None,
        "line_file": None if place is None else str(place),
        "notices": [edge.named(one) for one in look.notices],
        "alarms": [_alarm_json(edge, alarm) for alarm in look.alarms],
    }


# ---------------------------------------------------------------- status


def run_status(args: argparse.Namespace) -> int:
    """Say how circles stand, from the node's own files alone.

    Returns:
        1 when an alarm stands, else 0.

    Raises:
        RecordError: no such circle, or a copy of no one circle was asked for.
    """
    node = node_at(args.folder, None)
    circles = _circles(node, args.circle)
    if args.copy is not None:
        if args.circle is None:
            message = "A copy is of one circle. Name it with --circle."
            raise RecordError(message)
        node.copy_to(args.circle, args.copy)
    found = [(edge_of(node, one), node.status(one)) for one in circles]
    lines = [line for edge, one in found for line in [*_status_lines(edge, one), ""]]
    if args.copy is not None:
        lines += [f"The copy lies in {args.copy}. Check it with: dipoli verify {args.copy}", ""]
    told = {
        "schema": SCHEMA,
        "state": "status",
        "circles": [_status_json(edge, one) for edge, one in found],
        "copy": None if args.copy is None else str(args.copy),
    }
    tell(args, lines[:-1], told)
    return _exit(alarm for _, one in found for alarm in one.alarms)


def _status_lines(edge: Edge, status: Status) -> Iterator[str]:
    standing, circle = status.standing, status.circle
    yield standing.origin
    yield from circle_lines(standing)
    yield f"Acts held and verified: {standing.size}. Root: {to_base64(standing.root)}"
    yield from _official_lines(status.official, status.up_to)
    yield f"Last look that reached the head: {circle.last or 'none yet'}."
    yield f"Log key: {write_key(standing.log_key(standing.size) or circle.log_key)}"
    yield f"Files are read from: {circle.source}. Period: {circle.period} s."
    for one in status.awaited:
        state = "waits for an answer" if one.note is None else "was answered, and is watched"
        yield f"An act that was sent at {one.at} {state}."
    yield from _alarm_lines(edge, status.alarms)


def _status_json(edge: Edge, status: Status) -> dict[str, Any]:
    standing, circle = status.standing, status.circle
    return {
        **circle_json(standing, SCHEMA, "status"),
        "name": circle.slug,
        "size": standing.size,
        "root": to_base64(standing.root),
        "official": _official_json(status.official),
        "official_up_to": _official_json(status.up_to),
        "last_look": circle.last or None,
        "log_key": write_key(standing.log_key(standing.size) or circle.log_key),
        "source": circle.source,
        "period": circle.period,
        "awaited": [{"sent": one.at, "answered": one.note is not None} for one in status.awaited],
        "alarms": [_alarm_json(edge, alarm) for alarm in status.alarms],
    }


# ---------------------------------------------------------------- compare


def run_compare(args: argparse.Namespace) -> int:
    """Hold heads or copies of others against the mirror.

    Returns:
        1 when an alarm stands, else 0.
    """
    node, peers, copies = node_at(args.folder, None), dict[str, bytes](), dict[str, Source]()
    for path in args.files:
        if path.is_dir():
            copies[str(path)] = FolderSource(path)
        else:
            peers[str(path)] = _head(path)
    circle = node.find(args.circle)
    found, alarms = node.compare(circle, peers, copies, now())
    standing, edge = node.standing(circle), edge_of(node, circle)
    lines = [standing.origin, *circle_lines(standing)]
    lines += [f"{name}: of the same history as this mirror." for name in found.agree]
    lines += [
        f"{name}: a larger head. It is kept, and held against this mirror once it has come so far."
        for name in found.ahead
    ]
    told = {
        **circle_json(standing, SCHEMA, "compared"),
        "agree": found.agree,
        "ahead": found.ahead,
        "notices": [edge.named(one) for one in found.notices],
        "alarms": [_alarm_json(edge, alarm) for alarm in alarms],
    }
    tell(args, [*lines, *map(edge.named, found.notices), *_alarm_lines(edge, alarms)], told)
    return _exit(alarms)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_NOTE_BYTES + 1)


# ---------------------------------------------------------------- in common


def _circles(node: Node, word: str | None) -> tuple[str, ...]:
    """The circles that are asked for.

    Raises:
        RecordError: there are none.
    """
    found = node.circles() if word is None else (node.find(word),)
    if not found:
        message = f"No circle is watched in {node.folder}. Join one first: dipoli node join"
        raise RecordError(message)
    return found


def _source(node: Node, circle: str) -> Source:
    return FolderSource(Path(node.circle(circle).source))


def _exit(alarms: Iterator[Alarm] | Sequence[Alarm]) -> int:
    return EXIT_ALARM if any(True for _ in alarms) else EXIT_FINE


def _alarm_lines(edge: Edge, alarms: Sequence[Alarm]) -> Iterator[str]:
    if not alarms:
        yield "No alarm stands."
    for alarm in alarms:
        yield ""
        word = "NEW ALARM" if alarm.is_new else "ALARM"
        yield f"{word} ({alarm.kind.value}), since {alarm.since}"
        yield f"  {edge.named(alarm.sentence)}"
        if alarm.proof is None:
            yield f"  No proof can be shown of this. Another way: {alarm.other_way}."
        elif alarm.log_key is not None:
            yield f"  A proof lies in {alarm.place}. Whoever has the log key checks it with:"
            yield f"  dipoli verify --proof FILE --log-key {write_key(alarm.log_key)}"


def _alarm_json(edge: Edge, alarm: Alarm) -> dict[str, Any]:
    return {
        "kind": alarm.kind.value,
        "new": alarm.is_new,
        "since": alarm.since,
        "told": edge.named(alarm.sentence),
        "proof_file": None if alarm.proof is None else alarm.place,
        "log_key": None if alarm.log_key is None else write_key(alarm.log_key),
        "other_way": alarm.other_way,
    }


def _official_lines(newest: Official | None, up_to: Official | None) -> Iterator[str]:
    """How far the newest head is official, and where it is not, up to where the record is."""
    if newest is not None:
        yield str(newest)
        if not newest.is_official:
            yield "No head was official yet." if up_to is None else up_to.up_to


def _official_json(official: Official | None) -> dict[str, Any] | None:
    if official is None:
        return None
    return {"official": official.is_official, **attrs.asdict(official)}
