"""``dipoli forum search`` and ``dipoli node search``: what a folder may read, found by its words.

It is the search of the site: the same indexes, questions and order. An index is made for one answer
and is gone with the program.
"""

from __future__ import annotations

import argparse
from collections.abc import Hashable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

from attrs import frozen

from dipoli.cli.forum_desk import Desk, add_end, add_place, add_reader, at_desk, blind, head, marks
from dipoli.cli.node_desk import add_folder, add_json, add_passphrase, tell
from dipoli.cli.nodes import node_at
from dipoli.faults import RefusedError
from dipoli.forum.line import show_time
from dipoli.forum.proceedings import Acts, Open
from dipoli.forum.standing import Forum
from dipoli.record.act import read_entry
from dipoli.record.shape import one_line
from dipoli.record.standing import Standing
from dipoli.secretariat.search.finding import Place, find, seats_of, shows_no_author
from dipoli.secretariat.search.index import Hit, Wish
from dipoli.secretariat.search.passages import Kind, passages, still_said
from dipoli.secretariat.search.query import Query, Unclear, read_query
from dipoli.secretariat.search.shelf import Indexed
from dipoli.secretariat.search.snippet import snippet
from dipoli.terms import counted

MOST = 20
NOT_SEARCHED = "Not searched: what is inside attached files, of which the names are."
_ORDERS = ("relevance", "newest", "oldest")


@frozen(kw_only=True)
class _Read:
    """A circle as the owner of a folder has it."""

    standing: Standing
    forum: Forum
    acts: Acts
    opener: Open
    void: tuple[int, ...]
    whose: tuple[str, Hashable] = ("", None)


def add_to_forum(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group of forums."""
    parser = commands.add_parser("search", help="find what was said in a circle by its words")
    add_place(parser)
    _add_question(parser)
    add_reader(parser)
    add_end(parser, run_forum)


def add(commands: Any) -> None:  # noqa: ANN401 - the same
    """Add the command to the group of nodes."""
    parser = commands.add_parser(
        "search",
        help="find what was said in all circles of a node by its words",
        description="Looks through one's own copies, what is sealed to the keys of the box "
        "included. Nothing is kept of what was opened for it.",
    )
    add_folder(parser)
    _add_question(parser)
    add_passphrase(parser)
    add_json(parser)
    parser.set_defaults(run=run_node, language="", seat=None)


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", metavar="WORDS", help='words, "passages", -words, from:NAME; in one argument'
    )
    parser.add_argument(
        "--kind", choices=[one.value for one in Kind], metavar="KIND", default="",
        help="only of this kind, such as text or commitment",
    )  # fmt: skip
    parser.add_argument(
        "--order", choices=_ORDERS, default=_ORDERS[0], metavar="ORDER",
        help="relevance, newest or oldest; relevance if not given",
    )  # fmt: skip
    parser.add_argument(
        "--most", type=int, default=MOST, metavar="N", help=f"so many passages; {MOST} if not given"
    )


def run_forum(args: argparse.Namespace) -> int:
    """Search one circle.

    Raises:
        RefusedError: what is asked cannot be looked for.
    """
    with at_desk(args) as desk:
        _answer(args, [desk])
    return 0


def run_node(args: argparse.Namespace) -> int:
    """Search every circle of a node.

    Raises:
        RefusedError: what is asked cannot be looked for, or the node has joined no circle.
    """
    node = node_at(args.folder, None)
    circles = node.circles()
    node.close()
    if not circles:
        message = "This node watches no circle. Join one first with `dipoli node join`."
        raise RefusedError(message)
    with ExitStack() as open_:
        desks = [
            open_.enter_context(at_desk(argparse.Namespace(**{**vars(args), "circle": circle})))
            for circle in circles
        ]
        _answer(args, desks)
    return 0


def _answer(args: argparse.Namespace, desks: Sequence[Desk]) -> None:
    query = read_query(args.words)
    if isinstance(query, Unclear):
        raise RefusedError(query.told)
    held = {desk.standing.origin: desk for desk in desks}
    places = [_place(args, desk) for desk in desks]
    order = {"newest": args.order == "newest", "oldest": args.order == "oldest"}
    found = find(places, query, Wish(kind=args.kind, **order), 0, max(args.most, 1))
    if isinstance(found, Unclear):
        raise RefusedError(found.told)
    rows = [row for name, hit in found.hits for row in _rows(args, held[name], query, hit)]
    lines = [f"{counted(found.number, 'passage')}, of which {len(rows)} stand here", NOT_SEARCHED]
    tell(
        args,
        [*(line for desk in desks for line in (*head(desk), *blind(desk))), *lines, *_lines(rows)],
        {
            "schema": "dipoli.search/1",
            "exercise": any(desk.forum.charter.exercise for desk in desks),
            "circles": [marks(desk, "dipoli.search/1") for desk in desks],
            "number": found.number,
            "not_searched": ["inside attached files"],
            "rows": rows,
        },
    )


def _place(args: argparse.Namespace, desk: Desk) -> Place:
    """A circle, looked through once for this answer."""
    read = _Read(
        standing=desk.standing,
        forum=desk.forum,
        acts=desk.acts,
        opener=desk.opener,
        void=desk.void,
    )
    indexed = Indexed()
    indexed.follow(read)
    names = desk.names(args.seat, args.language)
    return Place(
        name=desk.standing.origin,
        index=indexed.acts,
        seats=seats_of(desk.forum, names),
        hides=partial(shows_no_author, desk.forum),
    )


def _rows(args: argparse.Namespace, desk: Desk, query: Query, hit: Hit) -> Iterator[dict[str, Any]]:
    """A passage that was found, as an object of JSON."""
    stored = desk.acts(hit.number, hit.number + 1)[0]
    envelope = read_entry(stored.entry).envelope
    void = hit.number in desk.void
    for one in passages(stored, desk.opener, sound=not void):
        if one.slot != hit.slot:
            continue
        hidden = shows_no_author(desk.forum, one.about) or one.kind == Kind.HAND_UP.value
        yield {
            "circle": desk.standing.origin,
            "act": hit.number,
            "name": envelope.name,
            "kind": one.kind,
            "object": one.about or None,
            "by": None if hidden else desk.names(args.seat, args.language).party(envelope.by),
            "time": envelope.time,
            "current": still_said(desk.forum, one, envelope.name),
            "void": void,
            "parts": [{"words": x.words, "match": x.match} for x in snippet(one.words, query)],
        }


def _lines(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        by = f"  {row['by']}" if row["by"] else ""
        about = f"  {row['object']}" if row["object"] else ""
        state = {True: "  (current version)", False: "  (earlier version)"}.get(row["current"], "")
        state += "  (void, without effect)" if row["void"] else ""
        yield ""
        yield f"{row['circle']}  act {row['act']}  {show_time(row['time'])} UTC{by}{about}{state}"
        said = "".join(
            f"[{one['words']}]" if one["match"] else one["words"] for one in row["parts"]
        )
        yield f"  {one_line(said)}"
