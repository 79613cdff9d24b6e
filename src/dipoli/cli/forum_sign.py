"""Doing acts of a forum: asked for their order, then signed by a node or entered by an office.

All acts are asked one after the other, each on the standing that the ones before it would give. At
the first that is out of order nothing is done. Only then is anything signed; a node shows each act
whole and asks, and hands out all of them or none.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from dipoli.cli.forum_desk import Desk, answer, head, present, reading, refused_words
from dipoli.cli.forum_read import show_line
from dipoli.cli.node_desk import agree_to_sign, chance, now
from dipoli.cli.office_desk import keys_of
from dipoli.faults import RecordError, RefusedError
from dipoli.forum import procedure
from dipoli.forum.act import Act
from dipoli.forum.kind import allowed
from dipoli.forum.line import show
from dipoli.forum.overview import of_object
from dipoli.forum.procedure import KINDS
from dipoli.forum.proceedings import Proceedings
from dipoli.forum.standing import Forum
from dipoli.node.display import show_draft
from dipoli.node.drawer import check_free, keep_act
from dipoli.node.write import draft, sign
from dipoli.record import forms
from dipoli.record.act import Seen, read_entry
from dipoli.record.body import read_body
from dipoli.record.canon import Json, to_base64
from dipoli.record.custody import Stored
from dipoli.record.drafting import Wish
from dipoli.record.parcel import Parcel
from dipoli.record.ruling import OutOfOrder
from dipoli.record.standing import enter
from dipoli.secretariat.office import Office
from dipoli.secretariat.receive import Receipted

SCHEMA = "dipoli.forum-act/1"
_EXIT_REFUSED = 3


@frozen(kw_only=True)
class Wanted:
    """An act that somebody wants to do.

    Args:
        place: number of its line.
        line: as it was written.
        act: as the rules of procedure see it.
    """

    place: int
    line: str
    act: Act


@frozen(kw_only=True)
class Done:
    """What became of it: its number where it was entered, its file where it was signed."""

    act: Act
    number: int | None = None
    file: Path | None = None


@frozen(kw_only=True)
class Stop:
    """The refusal at which everything stopped, and of which line."""

    wanted: Wanted
    ruling: OutOfOrder


def do_all(args: argparse.Namespace, desk: Desk, wanted: Sequence[Wanted]) -> int:
    """Do all of some acts, or none.

    Returns:
        0 when they were done, 3 when one of them is out of order.

    Raises:
        DipoliError: nothing was done; it says why.
    """
    for one in wanted:
        _check_author(args, desk, one)
    stop = _first_refusal(desk, wanted)
    if stop is not None:
        return _stopped(args, desk, stop, ())
    done = (
        _entered(args, desk, wanted) if desk.premises is not None else _signed(args, desk, wanted)
    )
    if isinstance(done, tuple):
        return _stopped(args, desk, done[0], done[1])
    state = "signed" if desk.premises is None else "entered"
    answer(args, desk, _words(desk, done), _json(state, done, None))
    return 0


def _check_author(args: argparse.Namespace, desk: Desk, one: Wanted) -> None:
    act, code = one.act, desk.code
    if act.said is None:
        message = f"Line {one.place} does not say what the act says. Nothing was done."
        raise RefusedError(message)
    if act.by == code and act.entered_by in {code, desk.forum.secretariat}:
        return
    paper = args.paper_of if desk.premises is not None else None
    if paper is not None and act.by == paper:
        return
    names = desk.names()
    message = (
        f"Line {one.place} is an act of {names.party(act.by)}, and this folder acts for "
        f"{names.party(code)}. "
        "Leave the author out of the line, or use its own folder. An office enters a letter of a "
        "seat on paper with --paper-of. Nothing was done."
    )
    raise RefusedError(message)


def _first_refusal(desk: Desk, wanted: Sequence[Wanted]) -> Stop | None:
    """The first act that is out of order where those before it were done."""
    forum, moment = desk.forum, present()
    for one in wanted:
        act = evolve(one.act, number=forum.acts)
        for asked in (evolve(act, at=moment), act):
            ruling = procedure.rule(forum, asked)
            if ruling is not None:
                return Stop(wanted=one, ruling=ruling)
        forum = procedure.enter(forum, act)
    return None


# ---------------------------------------------------------------- a node signs


def _signed(
    args: argparse.Namespace, desk: Desk, wanted: Sequence[Wanted]
) -> list[Done] | tuple[Stop, list[Done]]:
    assert desk.box is not None  # noqa: S101 - a node that acts has opened its box
    standing, code = desk.standing, desk.box.code
    seen = Seen(size=standing.size, root=standing.root)
    new: list[Stored] = []
    rules = Proceedings(
        lambda start, end: [
            *(desk.acts(start, min(end, seen.size)) if start < seen.size else ()),
            *(one for one in new if start <= one.index < end),
        ],
        desk.opener,
    )
    kept: list[tuple[Act, int, Parcel]] = []
    for one in wanted:
        author = standing.authors.get(code)
        seq = author.acts if author else 0
        check_free(args.folder, desk.circle, seq, again=args.again)
        made = draft(standing, desk.box, _wish(one.act), chance, forum_rule=rules.rule, seen=seen)
        if isinstance(made, OutOfOrder):
            return Stop(wanted=one, ruling=made), []
        shown = [*head(desk), show(one.act), "", *show_draft(made, desk.names().party)]
        print("\n".join(shown), file=sys.stderr if args.json else sys.stdout)
        agree_to_sign(args)
        parcel = sign(made, forum_rule=rules.rule)
        if isinstance(parcel, OutOfOrder):
            return Stop(wanted=one, ruling=parcel), []
        kept.append((one.act, seq, parcel))
        new.append(Stored(index=standing.size, entry=parcel.entry, body=parcel.body))
        body = None if parcel.body is None else read_body(parcel.body)
        standing = enter(standing, read_entry(parcel.entry), body)
    # Crash before this: nothing was handed out, and everything may be written again.
    return [
        Done(act=act, file=keep_act(args.folder, desk.circle, seq, parcel))
        for act, seq, parcel in kept
    ]


def _wish(act: Act) -> Wish:
    return Wish(
        name=act.name,
        content=_content(act),
        at=act.time,
        role=act.role,
        object=act.object,
        deadline=act.deadline,
    )


def _content(act: Act) -> dict[str, Json]:
    return KINDS[act.name].form.write(act.said)


# ---------------------------------------------------------------- an office enters


def _entered(
    args: argparse.Namespace, desk: Desk, wanted: Sequence[Wanted]
) -> list[Done] | tuple[Stop, list[Done]]:
    assert desk.premises is not None  # noqa: S101 - who calls has asked
    keys = keys_of(args, desk.premises)
    mark = _paper_mark(args)
    done: list[Done] = []
    with desk.premises.at_work(keys, chance) as office:
        for one in wanted:
            given = _enter(office, desk, one.act, mark)
            if isinstance(given, OutOfOrder):
                return Stop(wanted=one, ruling=given), done
            done.append(Done(act=one.act, number=given))
            desk.premises.publish(office)
    return done


def _enter(office: Office, desk: Desk, act: Act, mark: dict[str, Json]) -> int | OutOfOrder:
    paper = act.by != desk.code
    given = office.act(
        act.name,
        {**_content(act), **mark},
        now(),
        act.by if paper else None,
        about=act.object,
        deadline=act.deadline,
        role=act.role,
    )
    return given.index if isinstance(given, Receipted) else given.ruling


def _paper_mark(args: argparse.Namespace) -> dict[str, Json]:
    """Two persons and the hash of the scan, for a letter of a seat on paper."""
    if args.paper_of is None:
        return {}
    try:
        digest = hashlib.sha256(args.scan.read_bytes()).digest()
    except OSError as error:
        message = f"The scan {args.scan} cannot be read: {error.strerror}. Nothing was entered."
        raise RecordError(message) from None
    return {forms.ON_PAPER: {"persons": list(args.person), "scan": to_base64(digest)}}


# ---------------------------------------------------------------- telling


def _after(desk: Desk, done: Sequence[Done]) -> Forum:
    """The standing after what was entered, so that what changed and is needed now can be told."""
    forum = desk.forum
    for one in done:
        if one.number is not None:
            forum = procedure.enter(forum, evolve(one.act, number=one.number))
    return forum


def _words(desk: Desk, done: Sequence[Done]) -> Iterator[str]:
    """What was done; behind the last act on a thing, how that stands and what it needs now."""
    names = desk.names()
    after = _after(desk, done)
    last = {one.act.object: one for one in done if one.act.object}
    for one in done:
        what: Iterable[str] = (f"  {KINDS[one.act.name].meaning}",)
        if one.number is not None and last.get(one.act.object) is one:
            groups = of_object(after, reading(after), one.act.object)
            what = [
                told for each in groups for line in each.lines for told in show_line(names, line)
            ]
            what = what or (f"  {KINDS[one.act.name].meaning}",)
        about = f" {one.act.object}" if one.act.object else ""
        noun = one.act.name.removesuffix("/1")
        if one.number is not None:
            yield f"Entered as act {one.number}, by {names.party(one.act.by)}: {noun}{about}."
        else:
            yield f"Signed by {names.party(one.act.by)}: {noun}{about}. It lies in {one.file}."
        yield from what
    if desk.premises is None:
        yield "Send them to the host in this order; keep each answer with `dipoli node answer`."


def _stopped(args: argparse.Namespace, desk: Desk, stop: Stop, done: Sequence[Done]) -> int:
    told = f"Line {stop.wanted.place}: {stop.wanted.line}"
    lines = [told, *refused_words(desk, stop.ruling)]
    office = desk.premises is not None and stop.wanted.act.by == desk.forum.secretariat
    if office and KINDS[stop.wanted.act.name].who not in allowed(desk.forum, desk.code):
        lines.append("An office enters a letter of a seat on paper with --paper-of CODE.")
    if done:
        lines += [f"Entered before it: {len(done)}. This act and those after it were not entered."]
    else:
        lines += ["Nothing was signed or entered."]
    ruling = desk.edge.ruling(stop.ruling)
    answer(args, desk, lines, _json("out-of-order", done, evolve(stop, ruling=ruling)))
    return _EXIT_REFUSED


def _json(state: str, done: Sequence[Done], stop: Stop | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "state": state,
        "acts": [
            {
                "line": show(one.act),
                "act": one.act.name,
                "object": one.act.object,
                "by": one.act.by,
                "number": one.number,
                "file": None if one.file is None else str(one.file),
            }
            for one in done
        ],
        "refusal": None
        if stop is None
        else {
            "line": stop.wanted.place,
            "written": stop.wanted.line,
            "clause": stop.ruling.clause,
            "why": stop.ruling.why,
            "remedy": stop.ruling.remedy,
        },
    }
