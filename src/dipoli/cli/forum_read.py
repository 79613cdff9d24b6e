"""``dipoli forum status|log|text|influence|without``: how a forum stands, and what was done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeGuard

import attrs
from attrs import evolve

from dipoli.cli.forum_desk import (
    Desk,
    add_end,
    add_place,
    add_reader,
    ahead,
    answer,
    at_desk,
    blind,
    head,
    reading,
)
from dipoli.cli.forum_word import write_text
from dipoli.faults import RecordError, RefusedError
from dipoli.forum.absence import Without, without
from dipoli.forum.act import Act
from dipoli.forum.in_order import in_order, names_in_order
from dipoli.forum.influence import influence
from dipoli.forum.line import show, show_time
from dipoli.forum.names import Names
from dipoli.forum.overview import Group, Line, of_object, overview
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import act_of
from dipoli.forum.register_lines import REGISTER, said_in_line
from dipoli.forum.text import AmendmentStage, Text
from dipoli.forum.text_views import View, marked
from dipoli.forum.text_views import show as show_text
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.record.canon import to_base64
from dipoli.record.custody import Stored
from dipoli.record.ruling import OutOfOrder
from dipoli.terms import counted


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands that read to the group."""
    status = commands.add_parser(
        "status", help="where everything stands, by basket, and what is still needed"
    )
    add_place(status)
    status.add_argument("object", nargs="?", metavar="OBJECT", help="one thing, by its short name")
    add_reader(status)
    add_end(status, run_status)

    log = commands.add_parser("log", help="print the record in the format of the log")
    add_place(log)
    log.add_argument("--from", dest="start", type=int, default=0, metavar="N", help="first act")
    log.add_argument(
        "--leaves", action="store_true", help="above each act, its number and its leaf hash"
    )
    log.add_argument("--until", type=int, metavar="N", help="the act before which to end")
    add_end(log, run_log)

    text = commands.add_parser("text", help="print a text: clean, bracketed or attributed")
    add_place(text)
    text.add_argument("object", metavar="OBJECT", help="the text, by its short name")
    text.add_argument(
        "--view",
        choices=[view.value for view in View],
        default=View.BRACKETED.value,
        metavar="VIEW",
        help="clean, bracketed or attributed; bracketed if not given",
    )
    text.add_argument(
        "--docx", type=Path, metavar="FILE", help="write it as a new Word file in place of printing"
    )
    add_reader(text)
    add_end(text, run_text)

    leads = commands.add_parser(
        "influence",
        help="turns in the chair, meetings presided, pens held, items placed, in protocol order",
    )
    add_place(leads)
    add_reader(leads)
    add_end(leads, run_influence)

    absent = commands.add_parser("without", help="what cannot be settled without a party")
    add_place(absent)
    absent.add_argument("party", metavar="CODE", help="the party, which need not sit here")
    add_reader(absent)
    add_end(absent, run_without)


# ---------------------------------------------------------------- status


def run_status(args: argparse.Namespace) -> int:
    """Say where everything stands."""
    with at_desk(args) as desk:
        names, now = desk.names(args.seat, args.language), reading(desk.forum)
        if args.object is None:
            groups = overview(desk.forum, now)
        else:
            groups = of_object(desk.forum, now, args.object)
            if not groups:
                message = (
                    f"Nothing here has the name {args.object}. `dipoli forum status` lists it."
                )
                raise RefusedError(message)
        told = {
            "schema": "dipoli.forum-status/1",
            "now": now,
            "acts": desk.forum.acts,
            "groups": [_group_json(names, group) for group in groups],
        }
        answer(args, desk, _status(desk, names, groups), told)
    return 0


def _status(desk: Desk, names: Names, groups: Sequence[Group]) -> Iterator[str]:
    yield from ahead(desk)
    yield f"{counted(desk.forum.acts, 'act')}, the last one of {show_time(desk.forum.time)} UTC"
    empty = [group for group in groups if len(groups) > 1 and _is_empty(group)]
    told = False
    for group in groups:
        if group not in empty:
            yield ""
            yield _heading(names, group)
            for line in group.lines:
                yield from show_line(names, line)
        elif not told:
            told = True
            listed = ", ".join(names.basket(str(one.basket)) for one in empty)
            yield ""
            yield f"Baskets in which nothing is before the body: {listed}"


def _is_empty(group: Group) -> bool:
    """Whether a basket runs and holds nothing, so that its name says it all."""
    if group.basket is None:
        return False
    return len(group.lines) == 1 and group.lines[0].needed.endswith(_NOTHING)


_NOTHING = "nothing is needed."


def _heading(names: Names, group: Group) -> str:
    return group.heading if group.basket is None else f"Basket: {names.basket(group.basket)}"


def show_line(names: Names, line: Line) -> Iterator[str]:
    """One thing as it stands, and what it still needs."""
    title = f'  "{line.title}"' if line.title else ""
    stage = names.told(line.stage)
    stage = stage[:1].lower() + stage[1:] if not line.stage[:1].isupper() else stage
    if line.sort == "seat":
        yield f"  {names.party(line.object)}: {stage}"
    elif line.sort in {"basket", "level", "chair"}:
        yield f"  {line.sort}: {stage}"
    else:
        yield f"  {line.object}{title}  {line.sort}, {stage}"
    if not line.needed.endswith(_NOTHING):
        yield f"    {names.told(line.needed)}"


def _group_json(names: Names, group: Group) -> dict[str, Any]:
    return {
        "heading": _heading(names, group),
        "basket": group.basket,
        "things": [
            {
                "object": line.object or None,
                "name": names.party(line.object) if line.sort == "seat" else None,
                "sort": line.sort,
                "title": line.title or None,
                "stage": names.told(line.stage),
                "needed": names.told(line.needed),
            }
            for line in group.lines
        ],
    }


# ---------------------------------------------------------------- log


def run_log(args: argparse.Namespace) -> int:
    """Print the record, act by act, in the grammar of the log."""
    with at_desk(args) as desk:
        size = desk.standing.size
        until = size if args.until is None else min(args.until, size)
        if not 0 <= args.start <= until:
            message = f"The record has the acts 0 to {size - 1}. Name numbers among them."
            raise RecordError(message)
        acts = [(one, _act(desk, one)) for one in desk.acts(args.start, until)]
        told = {
            "schema": "dipoli.forum-log/1",
            "acts": [_act_json(desk, one, act) for one, act in acts],
        }
        if args.json:
            answer(args, desk, (), told)
        else:
            print("\n".join(_log(desk, acts, leaves=args.leaves)))
    return 0


def _log(
    desk: Desk, acts: Sequence[tuple[Stored, Act | OutOfOrder]], *, leaves: bool
) -> Iterator[str]:
    """Lines that can be read again; everything else stands behind ``#``."""
    yield from (f"# {line}" for line in (*head(desk), *blind(desk)))
    for code, name in desk.names().legend():
        yield f"# {code} is {name}"
    for one, act in acts:
        if leaves:
            yield f"# act {one.index}, leaf {to_base64(read_entry(one.entry).leaf)}"
        yield from _log_line(desk, one, act)


def _log_line(desk: Desk, one: Stored, act: Act | OutOfOrder) -> Iterator[str]:
    envelope = read_entry(one.entry).envelope
    if not _has_line(act):
        about = f"  {envelope.object}" if envelope.object else ""
        moment = show_time(envelope.time)
        yield f"# act {one.index}  {moment}  {envelope.by}  {envelope.name}{about}"
    elif one.index in desk.void:
        yield f"# act {one.index} is out of order under the charter, and without effect:"
        yield f"# {show(act)}"
    else:
        yield show(act)


def _has_line(act: Act | OutOfOrder) -> TypeGuard[Act]:
    """Whether the log has a line for an act; acts of the record have one where it says it all."""
    if isinstance(act, OutOfOrder):
        return False
    return act.name in KINDS or (act.name in REGISTER and act.said is not None)


def _act(desk: Desk, one: Stored) -> Act | OutOfOrder:
    entry = read_entry(one.entry)
    content = None if one.body is None else desk.opener(entry, read_body(one.body))
    act = act_of(desk.forum, one.index, entry, content, None)
    if isinstance(act, Act) and act.name in REGISTER:
        return evolve(act, said=said_in_line(act.name, content))
    return act


def _act_json(desk: Desk, one: Stored, act: Act | OutOfOrder) -> dict[str, Any]:
    envelope = read_entry(one.entry).envelope
    return {
        "number": one.index,
        "leaf": to_base64(read_entry(one.entry).leaf),
        "act": envelope.name,
        "by": envelope.by,
        "name": desk.names().party(envelope.by),
        "object": envelope.object or None,
        "time": envelope.time,
        "deadline": envelope.deadline,
        "line": show(act) if _has_line(act) else None,
        "void": one.index in desk.void,
    }


# ---------------------------------------------------------------- a text


def run_text(args: argparse.Namespace) -> int:
    """Print a text as one reads it."""
    with at_desk(args) as desk:
        text = desk.forum.texts.get(args.object)
        if text is None:
            told = ", ".join(names_in_order(desk.forum, desk.forum.texts)) or "none"
            message = f"{args.object} is no text here. Texts: {told}."
            raise RefusedError(message)
        names = desk.names(args.seat, args.language)
        if args.docx is not None:
            write_text(desk, text, View(args.view), names, args.docx)
        lines = show_text(desk.forum, text, View(args.view), names.party).split("\n")
        told_ = {
            "schema": "dipoli.forum-text/1",
            "object": text.id,
            "symbol": text.symbol,
            "title": text.title,
            "version": text.version,
            "stage": text.stage.value,
            "view": args.view,
            "lines": lines,
        }
        # The marks stand above every answer; the text does not say the same again below them.
        own = [line for line in lines if line not in marked(desk.forum.charter)]
        own += _amendments(desk, names, text)
        own = own if args.docx is None else [f"{args.docx}: {text.id}, {args.view}"]
        answer(args, desk, ["", *own], told_)
    return 0


def _amendments(desk: Desk, names: Names, text: Text) -> Iterator[str]:
    """Amendments that wait, below the text; they change no word of it yet."""
    waits = [
        one
        for one in in_order(desk.forum, desk.forum.amendments)
        if one.stage is AmendmentStage.PROPOSED and one.clause in text.clauses
    ]
    if waits:
        yield ""
        yield "Amendments that were proposed and not taken:"
    for one in waits:
        yield f"  {one.id} to {one.clause}, by {names.party(one.by)}: {one.words}"


# ---------------------------------------------------------------- influence and absence


def run_influence(args: argparse.Namespace) -> int:
    """Print what shapes the work, seat by seat."""
    with at_desk(args) as desk:
        names, rows = desk.names(args.seat, args.language), influence(desk.forum)
        told = {
            "schema": "dipoli.forum-influence/1",
            "seats": [{**attrs.asdict(row), "name": names.party(row.code)} for row in rows],
        }
        wide = max((len(names.party(row.code)) for row in rows), default=0)
        lines = [
            f"{names.party(row.code):{wide}}  turns in the chair: {row.turns}; meetings presided: "
            f"{row.meetings}; pens held: {row.pens}; items placed: {row.items}"
            for row in rows
        ]
        answer(args, desk, ["In protocol order:", *lines], told)
    return 0


def run_without(args: argparse.Namespace) -> int:
    """Say what waits for one party."""
    with at_desk(args) as desk:
        names, found = desk.names(args.seat, args.language), without(desk.forum, args.party)
        told = {
            "schema": "dipoli.forum-without/1",
            "party": found.code,
            "name": names.party(found.code),
            "seat": names.told(found.seat),
            "waiting": [
                {"proposal": one.proposal, "why": names.told(one.why)} for one in found.waiting
            ],
            "open": list(found.open),
            "body": [names.told(one) for one in found.body],
            "talk": names.told(found.talk),
        }
        answer(args, desk, _without(names, found), told)
    return 0


def _without(names: Names, found: Without) -> Iterator[str]:
    yield names.told(found.seat)
    yield names.told(found.talk)
    for one in found.waiting:
        yield f"  {one.proposal}: {names.told(one.why)}"
    yield from (names.told(one) for one in found.body)
