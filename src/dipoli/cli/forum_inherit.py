"""``dipoli forum inherit``: what a forum hands on or takes over, and whether both records agree."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dipoli.cli.forum_desk import Desk, add_end, add_place, answer, at_desk
from dipoli.faults import RefusedError
from dipoli.forum.framework import TakeOver, WindUp
from dipoli.forum.framework_rules import take_over_needed, wind_up_needed
from dipoli.forum.inherit import Compared, Old, Word, compare, heads_of
from dipoli.forum.names import Names
from dipoli.forum.standing import Forum
from dipoli.record.canon import to_base64

SCHEMA = "dipoli.forum-inherit/1"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "inherit",
        help="how a forum ended or took over, and whether both records agree",
        description="Tells how this forum was wound up and what it takes over from another, and "
        "at which head its record stands now. With --from it reads the record of the forum that "
        "ended as well, and says of each thing whether both records agree, and what is open there "
        "and not taken over. This is about two forums; a record that moves to another host is "
        "`dipoli office`.",
    )
    add_place(parser)
    parser.add_argument(
        "--from", dest="old", type=Path, metavar="FOLDER", help="where the old record is"
    )
    parser.add_argument(
        "--from-circle", dest="old_circle", metavar="CIRCLE", help="of a node: the old record"
    )
    add_end(parser, run_inherit)


def run_inherit(args: argparse.Namespace) -> int:
    """Tell what is handed on, and compare."""
    with at_desk(args) as desk:
        names, found = desk.names(), heads_of(desk.forum)
        compared = () if args.old is None else _compared(args, desk)
        root = to_base64(desk.standing.root)
        told = {
            "schema": SCHEMA,
            "size": desk.standing.size,
            "root": root,
            "entries": [_entry_json(desk.forum, names, one) for one in found],
            "compared": None if args.old is None else [_json(names, one) for one in compared],
        }
        lines = [f"This record has {desk.standing.size} acts; its head is {root}."]
        lines += _words(desk.forum, names, found)
        lines += () if args.old is None else _comparison(names, compared)
        answer(args, desk, lines, told)
    return int(any(one.word is Word.DIFFERS for one in compared))


def _compared(args: argparse.Namespace, desk: Desk) -> tuple[Compared, ...]:
    """Every taking over from the old record that is not given up."""
    other = argparse.Namespace(**{**vars(args), "folder": args.old, "circle": args.old_circle})
    with at_desk(other) as behind:
        heads, size = behind.standing.heads, behind.standing.size

        def root(count: int) -> bytes | None:
            return heads[count].root() if 0 <= count <= size else None

        old = Old(origin=behind.standing.origin, forum=behind.forum, root=root)
        taken = [one.id for one in heads_of(desk.forum) if isinstance(one, TakeOver)]
        if not taken:
            message = f"{desk.standing.origin} takes nothing over from another forum."
            raise RefusedError(message)
        found = [compare(old, desk.forum, desk.standing.origin, name) for name in taken]
    return tuple(line for lines in found for line in lines)


def _words(forum: Forum, names: Names, found: Sequence[WindUp | TakeOver]) -> Iterator[str]:
    if not found:
        yield "Nothing is wound up here, and nothing is taken over."
    for one in found:
        yield f'  {one.id}  "{one.words}"  {one.stage.value.replace("-", " ")}  [{one.number}]'
        yield f"    {names.told(_needed(forum, one))}"
        if isinstance(one, TakeOver):
            for sort, name, number in one.in_order():
                yield f"    {sort} {name}  [{number}]"


def _needed(forum: Forum, one: WindUp | TakeOver) -> str:
    return take_over_needed(forum, one) if isinstance(one, TakeOver) else wind_up_needed(forum, one)


def _comparison(names: Names, compared: Sequence[Compared]) -> Iterator[str]:
    for word in Word:
        told = [one for one in compared if one.word is word]
        if told:
            yield ""
            yield word.value[:1].upper() + word.value[1:]
            yield from (f"  {names.told(one.told)}" for one in told)


def _entry_json(forum: Forum, names: Names, one: WindUp | TakeOver) -> dict[str, Any]:
    taken = one if isinstance(one, TakeOver) else None
    return {
        "object": one.id,
        "sort": "wind-up" if taken is None else "take-over",
        "words": one.words,
        "stage": one.stage.value,
        "act": one.number,
        "needed": names.told(_needed(forum, one)),
        "things": []
        if taken is None
        else [{"sort": sort, "thing": name, "act": act} for sort, name, act in taken.in_order()],
    }


def _json(names: Names, one: Compared) -> dict[str, Any]:
    return {
        "word": one.word.value,
        "told": names.told(one.told),
        "sort": None if one.sort is None else one.sort.value,
        "thing": one.thing,
    }
