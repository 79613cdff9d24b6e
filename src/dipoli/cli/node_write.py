"""``dipoli node write``: an act of one's own, shown whole before it is signed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipoli.cli.edge import Edge, charter_of, mark, refused_lines
from dipoli.cli.node_desk import (
    add_circle,
    add_folder,
    add_json,
    add_passphrase,
    agree_to_sign,
    chance,
    check_yes,
    circle_json,
    circle_lines,
    content_of,
    edge_of,
    now,
    open_box,
    tell,
)
from dipoli.cli.nodes import node_at
from dipoli.faults import RefusedError
from dipoli.node.box import KeyBox
from dipoli.node.display import show_draft
from dipoli.node.drawer import check_free, keep_act, keep_paper, take_box
from dipoli.node.lock import read_locked
from dipoli.node.node import Node
from dipoli.node.officers import read_officer, request, with_officers, write_request
from dipoli.node.opening import proceedings
from dipoli.node.write import Draft, draft, sign
from dipoli.record import forms
from dipoli.record.canon import Json, to_base64
from dipoli.record.drafting import Wish
from dipoli.record.parcel import Parcel
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import write_time
from dipoli.record.standing import Standing
from dipoli.record.tree import leaf_hash

_EXIT_REFUSED = 3
_OFFICER_BYTES = 1 << 16


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "write",
        help="draft an act, show it whole, and sign it",
        description="Drafts an act on this node's own copy of the record, asks the clauses, shows "
        "the whole, asks, signs, and writes it to FOLDER/outbox. Sends nothing.",
    )
    add_folder(parser)
    add_circle(parser)
    parser.add_argument("--act", metavar="NAME", help=f"name of the act; {forms.SAY} if not given")
    said = parser.add_mutually_exclusive_group(required=True)
    said.add_argument("--text", metavar="TEXT", help="what a statement says")
    said.add_argument("--content", type=Path, metavar="FILE", help="content of the act, in JSON")
    parser.add_argument("--role", default="delegation", metavar="WORD", help="in what capacity")
    parser.add_argument("--object", default="", metavar="ID", help="what the act is about")
    parser.add_argument("--deadline", metavar="TIME", help="until when something is awaited")
    parser.add_argument(
        "--officer",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="an officer's signature, as `dipoli node countersign` wrote it; repeatable",
    )
    parser.add_argument(
        "--for-officers",
        type=Path,
        metavar="FILE",
        help="write the request to officers, sign nothing",
    )
    parser.add_argument(
        "--again", action="store_true", help="sign although an act of this number was signed"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run_write)


def run_write(args: argparse.Namespace) -> int:
    """Draft, show, ask, sign, keep.

    Returns:
        0 when it was signed, 3 when it is out of order.

    Raises:
        DipoliError: nothing was signed; it says why.
    """
    check_yes(args)
    node = node_at(args.folder, None)
    circle = node.find(args.circle)
    standing = node.standing(circle)
    wish = _wish(args)
    if args.for_officers is not None:
        return _ask_officers(args, standing, wish)
    return sign_wish(args, node, open_box(args), wish)


def sign_wish(args: argparse.Namespace, node: Node, box: KeyBox, wish: Wish) -> int:
    """Draft what is wished, show it, ask, sign and keep it: the end of each command that signs.

    Returns:
        0 when it was signed, 3 when it is out of order.

    Raises:
        DipoliError: nothing was signed; it says why.
    """
    circle = node.find(args.circle)
    standing = node.standing(circle)
    author = standing.authors.get(box.code)
    seq = author.acts if author else 0
    check_free(args.folder, circle, seq, again=args.again)
    rules, edge = proceedings(node, circle, box).rule, edge_of(node, circle, box)
    made = draft(standing, box, wish, chance, forum_rule=rules)
    if isinstance(made, OutOfOrder):
        return _out_of_order(args, edge, made)
    shown = [*mark(standing), *show_draft(made, edge.party)]
    print("\n".join(shown), file=sys.stderr if args.json else sys.stdout)
    agree_to_sign(args)
    parcel = sign(made, forum_rule=rules)
    if isinstance(parcel, OutOfOrder):
        return _out_of_order(args, edge, parcel)
    # Crash now: nothing was handed out, and the act may be written again.
    path = keep_act(args.folder, circle, seq, parcel)
    tell(args, _written_lines(made, path), _written_json(made, parcel, path))
    return 0


def _wish(args: argparse.Namespace) -> Wish:
    name = args.act or forms.SAY
    if args.text is not None and name != forms.SAY:
        message = f"--text is for {forms.SAY}. Give the content of {name} with --content FILE."
        raise RefusedError(message)
    content: Json = {"text": args.text} if args.text is not None else content_of(args.content)
    if args.officer:
        if not isinstance(content, dict):
            message = "Officers sign a content that is a JSON object."
            raise RefusedError(message)
        content = with_officers(content, [read_officer(_bytes(path)) for path in args.officer])
    return Wish(
        name=name,
        content=content,
        at=write_time(now()),
        role=args.role,
        object=args.object,
        deadline=args.deadline,
    )


def _ask_officers(args: argparse.Namespace, standing: Standing, wish: Wish) -> int:
    if not isinstance(wish.content, dict):
        message = "Officers sign a content that is a JSON object."
        raise RefusedError(message)
    code = read_locked(take_box(args.folder)).code
    asked = request(standing, code, wish.name, wish.content)
    keep_paper(args.for_officers, write_request(asked))
    needed = standing.officers_needed(code)
    told_lines = [
        *circle_lines(standing),
        f"The request to officers of {code} was written: {args.for_officers}",
        f"Officers who must sign: {needed}. Each runs `dipoli node countersign`.",
        "Nothing was signed.",
    ]
    told = circle_json(standing, "dipoli.node-write/1", "for-officers")
    extra = {"code": code, "act": wish.name, "seq": asked.seq, "officers_needed": needed}
    tell(args, told_lines, {**told, **extra, "file": str(args.for_officers)})
    return 0


def _out_of_order(args: argparse.Namespace, edge: Edge, ruling: OutOfOrder) -> int:
    standing, ruling = edge.standing, edge.ruling(ruling)
    refused = refused_lines(ruling, charter_of(standing))
    told_lines = [*circle_lines(standing), *refused, "The act was not handed out."]
    told = circle_json(standing, "dipoli.node-write/1", "out-of-order")
    extra = {"clause": ruling.clause, "why": ruling.why, "remedy": ruling.remedy}
    tell(args, told_lines, {**told, **extra})
    return _EXIT_REFUSED


def _written_lines(made: Draft, path: Path) -> Iterator[str]:
    yield ""
    yield f"Signed. The act lies in {path}."
    yield "Send this file to the host, and keep the answer with `dipoli node answer`."
    yield from circle_lines(made.standing)


def _written_json(made: Draft, parcel: Parcel, path: Path) -> dict[str, Any]:
    envelope = made.envelope
    return {
        **circle_json(made.standing, "dipoli.node-write/1", "signed"),
        "code": envelope.by,
        "act": envelope.name,
        "seq": envelope.seq,
        "leaf": to_base64(leaf_hash(parcel.entry)),
        "body_sealed": made.is_sealed,
        "file": str(path),
    }


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_OFFICER_BYTES)
