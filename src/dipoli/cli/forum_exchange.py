"""``dipoli forum exchange``: announce a round, open it, release it, ask, and see how it stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from dipoli.cli.forum_act import Short, add_signing, run_short
from dipoli.cli.forum_desk import Desk, add_place, answer, at_desk, shown
from dipoli.faults import RecordError
from dipoli.forum.exchange import Round
from dipoli.forum.exchange_owed import still_needed
from dipoli.forum.in_order import names_in_order

SCHEMA = "dipoli.forum-exchange/1"
STATUS = "status"
SHORT = Short(word="exchange", act="exchange", told="an exchange round: announce, open, ask, ...")


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        SHORT.word,
        help=SHORT.told,
        description="Acts about an exchange round, or tells with the step status how it stands. "
        "Returns are sealed, held, given and read with `dipoli node exchange`.",
    )
    add_place(parser)
    steps = (*SHORT.steps, STATUS)
    parser.add_argument("step", choices=steps, metavar="STEP", help=f"one of {', '.join(steps)}")
    parser.add_argument("object", metavar="ROUND", help="the short name of the round")
    parser.add_argument(
        "said",
        nargs="*",
        metavar="SAID",
        help="the text, in quotation marks, and NAME=VALUE for everything else",
    )
    add_signing(parser, run_exchange)
    parser.set_defaults(short=SHORT)


def run_exchange(args: argparse.Namespace) -> int:
    """Act, or say how a round stands."""
    if args.step != STATUS:
        return run_short(args)
    with at_desk(args) as desk:
        one = desk.forum.exchanges.get(args.object)
        if one is None:
            told = ", ".join(names_in_order(desk.forum, desk.forum.exchanges)) or "none"
            message = f"There is no exchange round {args.object} here. There is: {told}."
            raise RecordError(message)
        answer(args, desk, _words(desk, one), _json(desk, one))
    return 0


def _entry(one: Round, code: str) -> str | None:
    """The day of an entry that came late, nothing of one that came in time; None without one."""
    held = one.returns.get(code)
    if held is None:
        return None
    return held.time[:10] if one.is_late(held) else ""


def _words(desk: Desk, one: Round) -> Iterator[str]:
    names = desk.names()
    yield f'{one.id}  "{one.title}"  {one.stage.value.replace("-", " ")}'
    yield f"  {names.told(still_needed(desk.forum, one))}"
    enough = "all of them" if one.least is None else f"{one.least} of them"
    yield f"  Handed in from {shown(one.opens)} up to {shown(one.until)}; enough: {enough}."
    yield f"  Otherwise: {one.otherwise.value.replace('-', ' ')}."
    yield f"  Shares are held by: {', '.join(map(names.party, one.holders))}."
    for code in one.named:
        dated = _entry(one, code)
        told = "no entry" if dated is None else f"an entry {f'of {dated}' if dated else ''}".strip()
        yield f"  {names.party(code)}: {told}"


def _json(desk: Desk, one: Round) -> dict[str, Any]:
    names = desk.names()
    return {
        "schema": SCHEMA,
        "round": one.id,
        "title": one.title,
        "measure": one.measure,
        "stage": one.stage.value,
        "needed": names.told(still_needed(desk.forum, one)),
        "opens": one.opens,
        "until": one.until,
        "least": one.least,
        "otherwise": one.otherwise.value,
        "holders": list(one.holders),
        "entries": [
            {
                "seat": code,
                "name": names.party(code),
                "entry": code in one.returns,
                "date": _entry(one, code) or None,
            }
            for code in one.named
        ],
    }
