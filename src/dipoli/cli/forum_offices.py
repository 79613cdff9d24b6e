"""``dipoli forum convey|messages``: a mediator's circles, what may leave one, and what has left."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from attrs import evolve

from dipoli.cli.forum_desk import (
    Desk,
    add_end,
    answer,
    at_desk,
    head,
    is_office,
    present,
    refused_words,
    shown,
)
from dipoli.cli.forum_sign import Wanted, do_all
from dipoli.cli.node_desk import check_yes
from dipoli.faults import RefusedError
from dipoli.forum.line import read_line, show_time
from dipoli.forum.names import Names
from dipoli.forum.offices import Carriage, GoodOffices, How, Message
from dipoli.forum.offices_across import breaches, may_convey, unlike
from dipoli.forum.offices_rules import MIDNIGHT, current, message_needed
from dipoli.forum.standing import Forum
from dipoli.forum.text import Kind
from dipoli.record.canon import to_base64

SCHEMA = "dipoli.forum-messages/1"
_EXIT_REFUSED, _EXIT_FOUND = 3, 1
_PARTED = "::"
_PLACE = "the mediator's node, and behind :: the circle there, where it watches several"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the commands to the group."""
    convey = commands.add_parser(
        "convey",
        help="as a mediator: carry a message of one circle into another, or an idea of your own",
        description="Asks first whether the message may leave its circle: by its mark, by whom it "
        "may reach, and by its words. Then shows all that will stand in the other circle, and "
        "asks before it signs. Without --own-idea the words leave as they stand, with their "
        "source; with it, your words leave alone, and nothing by which a source could be found.",
    )
    convey.add_argument("source", metavar="PLACE-A", help=_PLACE)
    convey.add_argument("message", metavar="MESSAGE", help="short name of the message there")
    convey.add_argument("receiving", metavar="PLACE-B", help="the same of the other circle")
    convey.add_argument(
        "--own-idea", metavar="WORDS", help="what you say in the other circle, in your own words"
    )
    convey.add_argument("--answers", metavar="NAME", help="the message there that it answers")
    convey.add_argument(
        "--name", metavar="NAME", help="short name there; the next that is free if not given"
    )
    convey.add_argument(
        "--again", action="store_true", help="sign although an act of this number was signed"
    )
    convey.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    add_end(convey, run_convey)
    messages = commands.add_parser(
        "messages",
        help="messages of a mediator's circle, with their marks, and whether they left by them",
        description="Lists what was said under good offices, in the order in which it was said, "
        "with the mark of each message. With --beside it holds what was carried into this circle "
        "against the records of the others, and the single negotiating text side by side; it "
        "exits 1 where something is not as it should be.",
    )
    messages.add_argument("place", metavar="PLACE", help=_PLACE)
    messages.add_argument(
        "--beside", action="append", default=[], metavar="PLACE", help="another; repeatable"
    )
    add_end(messages, run_messages)


def _at(args: argparse.Namespace, place: str) -> argparse.Namespace:
    """The arguments as if a command had been given for one place."""
    folder, _, circle = place.partition(_PARTED)
    return argparse.Namespace(**{**vars(args), "folder": Path(folder), "circle": circle or None})


# ---------------------------------------------------------------- carrying


def run_convey(args: argparse.Namespace) -> int:
    """Ask, show what will leave, sign.

    Returns:
        0 when it was signed, 3 when it may not leave or is out of order.

    Raises:
        DipoliError: nothing was signed; it says why.
    """
    first, second = _at(args, args.source), _at(args, args.receiving)
    if is_office(first.folder) or is_office(second.folder):
        message = "A mediator conveys from its own node; an office has no part in it."
        raise RefusedError(message)
    check_yes(args)
    with at_desk(first) as source, at_desk(second, signing=True) as receiving:
        how = How.SOURCE if args.own_idea is None else How.IDEA
        words = args.own_idea
        if words is None:
            held = source.forum.messages.get(args.message)
            words = "" if held is None else held.words
        refusal = may_convey(
            source.forum, args.message, receiving.forum, present(), words=words, how=how
        )
        if refusal is not None:
            return _kept(second, source, receiving, list(refused_words(source, refusal)))
        line = _line(args, source.forum, receiving.forum, words, how)
        out = sys.stderr if args.json else sys.stdout
        print("\n".join(_leaving(source, receiving, args.message, words, how)), file=out)
        code = do_all(second, receiving, [_wanted(receiving, line)])
        if code == 0:
            print("\n".join(_afterwards(first, receiving, args.message, how)), file=out)
    return code


def _kept(args: argparse.Namespace, source: Desk, receiving: Desk, told: list[str]) -> int:
    """Nothing leaves; what is told stands under the marks of the circle of the message."""
    stays = f"It stays in {source.standing.origin}. Nothing was signed."
    body = {"receiving": receiving.standing.origin, "state": "kept", "told": told}
    answer(args, source, [*told, stays], {"schema": "dipoli.forum-convey/1", **body})
    return _EXIT_REFUSED


def _line(args: argparse.Namespace, source: Forum, receiving: Forum, words: str, how: How) -> str:
    """The act in the other circle. Of the first circle it holds the words and the source alone."""
    parts = ["message.convey", args.name or _free(receiving), _quoted(words)]
    if how is How.SOURCE:
        message = source.messages[args.message]
        parts += [f"source={_quoted(to_base64(message.leaf))}", f"from={message.by}"]
    if args.answers is not None:
        parts.append(f"answers={args.answers}")
    return " ".join(parts)


def _free(forum: Forum) -> str:
    number = len(forum.messages) + 1
    while f"M{number}" in forum.sorts:
        number += 1
    return f"M{number}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _wanted(desk: Desk, line: str) -> Wanted:
    full = f"{show_time(present())} {desk.code} {line}"
    size = desk.forum.acts
    leaf = size.to_bytes(32, "big")  # a stand-in: the leaf is known once it is signed
    act = read_line(full, number=size, leaf=leaf, file="what was given", line=1)
    return Wanted(place=1, line=line, act=act)


def _leaving(source: Desk, receiving: Desk, name: str, words: str, how: How) -> Iterator[str]:
    message, names = source.forum.messages[name], source.names()
    yield from head(source)
    yield f"What leaves this circle for {receiving.standing.origin}:"
    yield f'  The words: "{words}"'
    if how is How.SOURCE:
        yield f"  Whose they are: {names.party(message.by)}"
        yield f"  The leaf hash of the message: {to_base64(message.leaf)}"
        yield "What stays: its number, its time, its mark, and all other messages."
    else:
        yield "What stays: whose idea it was, the message and its words, its hash, number and time."
        yield "When you say it is seen there; a reader may set that against what it knows."
    yield ""


def _afterwards(args: argparse.Namespace, desk: Desk, name: str, how: How) -> Iterator[str]:
    two = current(desk.forum)
    party = "" if two is None else two.party
    day = present()[:10] + MIDNIGHT.removesuffix(":00Z")
    line = f"message.conveyed {name} to={party} how={how.value} day={day}"
    circle = "" if args.circle is None else f" --circle {args.circle}"
    yield ""
    yield "Once the host there has entered it, tell the author:"
    yield f"  dipoli forum act {args.folder}{circle} '{line}'"


# ---------------------------------------------------------------- listing


def run_messages(args: argparse.Namespace) -> int:
    """Say what was said, and how far each message may go.

    Returns:
        0; 1 when something was carried that ought not to have been, or the texts differ.
    """
    with ExitStack() as stack:
        desk = stack.enter_context(at_desk(_at(args, args.place)))
        beside = [stack.enter_context(at_desk(_at(args, place))) for place in args.beside]
        others = [one.forum for one in beside]
        found = breaches(desk.forum, others) if others else ()
        texts = [told for other in others for told in _texts(desk.forum, other)]
        names = evolve(desk.names(), beside=tuple(one.names() for one in beside))
        lines = [*_words(desk, names)]
        if others:
            lines += ["", "Held against the records of the other circles"]
            lines += [f"  {one.message}, act {one.number}: {names.told(one.told)}" for one in found]
            lines += [f"  {told}" for told in texts]
            if not found and not texts:
                lines.append("  Each thing that was carried here was let go; the texts are alike.")
        told = {
            "schema": SCHEMA,
            "offices": [_offices_json(one) for one in _by_number(desk.forum.offices.values())],
            "messages": [_message_json(one) for one in _by_number(desk.forum.messages.values())],
            "held_against": [one.standing.origin for one in beside],
            "breaches": [
                {"message": one.message, "number": one.number, "told": names.told(one.told)}
                for one in found
            ],
            "unlike": texts,
        }
        answer(args, desk, lines, told)
    return _EXIT_FOUND if found or texts else 0


def _texts(here: Forum, other: Forum) -> Iterator[str]:
    """In what single negotiating texts of two circles differ."""
    names = {one.id for forum in (here, other) for one in forum.texts.values() if _single(one.kind)}
    for name in sorted(names):
        yield from unlike(here, other, name)


def _single(kind: Kind) -> bool:
    return kind is Kind.SINGLE


_NO_KEY = (
    "What was said here is sealed to others, or not at hand; whether good offices are open is not "
    "known here."
)


def _by_number(things: Any) -> list[Any]:  # noqa: ANN401 - good offices, or messages
    return sorted(things, key=lambda one: one.number)


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _words(desk: Desk, names: Names) -> Iterator[str]:
    forum = desk.forum
    for one in _by_number(forum.offices.values()):
        yield ""
        yield from _good_offices(names, one)
        for message in _by_number(forum.messages.values()):
            if message.offices == one.id:
                yield from _message(forum, names, message)
    if not forum.offices:
        yield ""
        yield _NO_KEY if forum.unknown else "No good offices are entered here."


def _good_offices(names: Names, one: GoodOffices) -> Iterator[str]:
    yield f'{one.id}  "{one.words}"  {one.stage.value}'
    yield f"  {names.party(one.mediator)} mediates, with {names.party(one.party)}."


def _message(forum: Forum, names: Names, one: Message) -> Iterator[str]:
    mark = "carried here" if one.mark is None else _plain(one.mark.value)
    whose = names.party(one.by) if one.from_ is None else f"of {names.party(one.from_)}"
    yield f'  {one.id}  {shown(one.sent)}, {whose}, {mark}: "{one.words}"'
    if one.answers is not None:
        yield f"    It answers {one.answers}."
    yield f"    {names.told(message_needed(forum, one))}"
    yield from (f'    In the words of the mediator: "{t.words}"' for t in one.told if t.words)


def _offices_json(one: GoodOffices) -> dict[str, Any]:
    return {
        "id": one.id,
        "words": one.words,
        "mediator": one.mediator,
        "party": one.party,
        "stage": one.stage.value,
        "since": one.since,
    }


def _message_json(one: Message) -> dict[str, Any]:
    carried = one.stage is Carriage.CARRIED
    return {
        "id": one.id,
        "offices": one.offices,
        "words": one.words,
        "by": one.by,
        "number": one.number,
        "sent": one.sent,
        "mark": None if one.mark is None else one.mark.value,
        "to": list(one.to),
        "answers": one.answers,
        "carried": carried,
        "source": None if one.source is None else to_base64(one.source),
        "from": one.from_,
        "conveyed": [
            {"to": told.to, "how": told.how.value, "day": told.day, "words": told.words}
            for told in one.told
        ],
    }
