"""``dipoli node read|answer``: the texts of one's own copy, and what the host answered."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipoli.cli.edge import Edge
from dipoli.cli.node_desk import (
    add_circle,
    add_folder,
    add_json,
    add_passphrase,
    circle_json,
    circle_lines,
    edge_of,
    now,
    open_box,
    tell,
)
from dipoli.cli.nodes import node_at
from dipoli.faults import RecordError
from dipoli.node.answers import answered, origin_of, read_answer
from dipoli.node.box import KeyBox
from dipoli.node.drawer import put_refused_aside, take_act
from dipoli.node.node import Node
from dipoli.node.read import Text, TextState, opened_to, read_text
from dipoli.node.shown import broken, lines, plain
from dipoli.record.canon import to_base64
from dipoli.record.note import MAX_NOTE_BYTES
from dipoli.record.parcel import Parcel
from dipoli.record.receipt import Receipt, Refusal
from dipoli.record.shape import one_line
from dipoli.record.standing import Standing

_EXIT_ALARM = 1


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the two commands to the group."""
    _add_read(commands)
    _add_answer(commands)


def _add_read(commands: Any) -> None:  # noqa: ANN401 - the same
    parser = commands.add_parser(
        "read",
        help="read the acts of one's own copy",
        description="Shows acts with their texts, opened with the keys of the box where they are "
        "sealed, or why a text cannot be read.",
    )
    add_folder(parser)
    add_circle(parser)
    parser.add_argument(
        "--from", type=int, default=0, dest="start", metavar="N", help="first act; 0 if not given"
    )
    parser.add_argument("--until", type=int, metavar="N", help="the act before which to end")
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run_read)


def _add_answer(commands: Any) -> None:  # noqa: ANN401 - the same
    parser = commands.add_parser(
        "answer",
        help="keep the host's receipt or refusal of an act",
        description="Checks the host's signature under a receipt or a refusal and keeps it, so "
        "that the next look can hold the record against it.",
    )
    add_folder(parser)
    parser.add_argument("answer", type=Path, metavar="FILE", help="the receipt or refusal")
    parser.add_argument(
        "--act", type=Path, metavar="FILE", help="the act, if it does not lie in FOLDER/outbox"
    )
    parser.add_argument("--head", type=Path, metavar="FILE", help="the head that came with it")
    add_json(parser)
    parser.set_defaults(run=run_answer)


# ---------------------------------------------------------------- read


def run_read(args: argparse.Namespace) -> int:
    """Show the acts of one's own copy.

    Raises:
        DipoliError: there is no such circle, or the box does not open.
    """
    node = node_at(args.folder, None)
    circle = node.find(args.circle)
    standing, box = node.standing(circle), open_box(args)
    until = standing.size if args.until is None else min(args.until, standing.size)
    if not 0 <= args.start <= until:
        message = f"This copy has the acts 0 to {standing.size - 1}. Name numbers among them."
        raise RecordError(message)
    found = list(_texts(node, circle, standing, box, args.start, until))
    edge = edge_of(node, circle, box)
    told_lines = [f"Record   {standing.origin}", *circle_lines(standing)]
    told_lines += [line for text in found for line in _text_lines(edge, text)]
    told = {
        **circle_json(standing, "dipoli.node-read/1", "read"),
        "size": standing.size,
        "acts": [_text_json(edge, text) for text in found],
    }
    tell(args, told_lines, told)
    return 0


def _texts(
    node: Node, circle: str, standing: Standing, box: KeyBox, start: int, until: int
) -> Iterator[Text]:
    opened = {}
    if standing.is_sealed and any(one.to == box.code for one in standing.opened):
        opened = opened_to(box, node.acts(circle, 0, standing.size))
    for act in node.acts(circle, start, until):
        yield read_text(standing, act, box, opened)


def _text_lines(edge: Edge, text: Text) -> Iterator[str]:
    envelope = text.entry.envelope
    by, entered = edge.party(envelope.by), edge.party(envelope.entered_by)
    hand = "" if envelope.by == envelope.entered_by else f", entered by {entered}"
    yield ""
    yield f"Act {text.index}   {envelope.name}   by {by}{hand}   {envelope.time}"
    if envelope.object or envelope.deadline:
        yield from broken(
            "  ", "  > ", f"about {plain(envelope.object)}, until {envelope.deadline}"
        )
    yield from broken("  ", "  > ", one_line(_told(edge, text)))
    if text.content is not None:
        yield from lines(text.content, 4)


def _told(edge: Edge, text: Text) -> str:
    """Why a text can or cannot be read; who withholds one is told in that person's own words."""
    return text.told if text.state is TextState.WITHHELD else edge.named(text.told)


def _text_json(edge: Edge, text: Text) -> dict[str, Any]:
    envelope = text.entry.envelope
    return {
        "index": text.index,
        "leaf": to_base64(text.entry.leaf),
        "act": envelope.name,
        "by": envelope.by,
        "entered_by": envelope.entered_by,
        "role": envelope.role,
        "object": envelope.object,
        "deadline": envelope.deadline,
        "time": envelope.time,
        "text": text.state.value,
        "told": _told(edge, text),
        "content": text.content,
    }


# ---------------------------------------------------------------- answer


def run_answer(args: argparse.Namespace) -> int:
    """Check and keep the host's answer.

    Returns:
        0 when it was kept, 1 when it raises an alarm.

    Raises:
        DipoliError: it is no answer, or not of the host of a circle of this node.
    """
    node = node_at(args.folder, None)
    data = _bytes(args.answer)
    circle = node.find(origin_of(data, str(args.answer)))
    standing = node.standing(circle)
    answer = read_answer(data, standing)
    path, parcel = _answered(args, answer)
    head = None if args.head is None else _bytes(args.head)
    alarms = node.answer(circle, parcel.entry, parcel.body, data, head, now())
    if isinstance(answer, Refusal) and args.act is None:
        path = put_refused_aside(path)
    edge = edge_of(node, circle)
    told_lines = [*circle_lines(standing), *_answer_lines(edge, answer, path)]
    told_lines += [f"ALARM: {edge.named(alarm.sentence)}" for alarm in alarms]
    state = "receipt" if isinstance(answer, Receipt) else "refusal"
    told = {
        **circle_json(standing, "dipoli.node-answer/1", state),
        **_answer_json(edge, answer),
        "file": str(path),
        "alarms": [
            {"kind": alarm.kind.value, "sentence": edge.named(alarm.sentence)} for alarm in alarms
        ],
    }
    tell(args, told_lines, told)
    return _EXIT_ALARM if alarms else 0


def _answered(args: argparse.Namespace, answer: Receipt | Refusal) -> tuple[Path, Parcel]:
    """The act that an answer is for."""
    if args.act is not None:
        return args.act, take_act(args.act)
    return answered(args.folder, answer)


def _answer_lines(edge: Edge, answer: Receipt | Refusal, path: Path) -> Iterator[str]:
    if isinstance(answer, Receipt):
        yield f"Kept: the host promises that the act will stand in the record by {answer.deadline}."
        yield "From then on each look holds the record against the promise."
        return
    yield f"Kept: the host refused the act. {edge.ruling(answer.ruling)}"
    yield f"The act was put aside: {path}. Its number is free again."


def _answer_json(edge: Edge, answer: Receipt | Refusal) -> dict[str, Any]:
    if isinstance(answer, Receipt):
        return {"leaf": to_base64(answer.leaf), "deadline": answer.deadline}
    ruling = edge.ruling(answer.ruling)
    return {"clause": ruling.clause, "why": ruling.why, "remedy": ruling.remedy}


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_NOTE_BYTES + 1)
