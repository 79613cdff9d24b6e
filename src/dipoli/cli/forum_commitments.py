"""``dipoli forum commitments``: what was undertaken, and how each side says that it stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dipoli.cli.forum_commitments_json import Asked, as_object
from dipoli.cli.forum_desk import (
    add_end,
    add_place,
    add_reader,
    answer,
    at_desk,
    elsewhere,
    reading,
)
from dipoli.faults import RefusedError
from dipoli.forum.commitment import Assessment, Commitment
from dipoli.forum.commitment_list import Row, listing, row
from dipoli.forum.commitment_told import told
from dipoli.forum.compiled import NO_ACT
from dipoli.forum.government_rules import name_then
from dipoli.forum.interest import Interest
from dipoli.forum.interest_rules import still_needed as interest_needed
from dipoli.forum.marks import Mark, marks, marks_of
from dipoli.forum.names import Names, moment
from dipoli.forum.standing import Forum
from dipoli.forum.strand import Account, Outcome, Strand
from dipoli.record.canon import to_base64


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the group."""
    parser = commands.add_parser(
        "commitments",
        help="what was undertaken, by when, and how each side says that it stands",
        description="Lists commitments in the order in which they were entered, the two of a pair "
        "together; then talks that are registered beside the forum, and stated interests. Each "
        "side's view stands beside the others'. A mark says from which data it comes. With one "
        "short name it tells all of that commitment, channel, outcome or interest.",
    )
    add_place(parser)
    parser.add_argument("object", nargs="?", metavar="OBJECT", help="one thing, by its short name")
    add_reader(parser)
    add_end(parser, run_commitments)


def run_commitments(args: argparse.Namespace) -> int:
    """Say what was undertaken."""
    with at_desk(args) as desk:
        forum, now = desk.forum, reading(desk.forum)
        names = desk.names(args.seat, args.language)
        asked = _all(forum, now) if args.object is None else _one(forum, args.object, now)
        told = _words(forum, names, asked, now, whole=args.object is not None)
        lines = [*told, *elsewhere(desk)]
        answer(args, desk, lines, as_object(forum, names, asked, now))
    return 0


def _all(forum: Forum, now: str) -> Asked:
    marked = marks(forum)
    return Asked(
        commitments=listing(forum, now),
        strands=_by_number(forum.strands.values()),
        outcomes=tuple(
            (one, marked.get(one.id, ())) for one in _by_number(forum.outcomes.values())
        ),
        interests=_by_number(forum.interests.values()),
    )


def _by_number(things: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(things, key=lambda one: one.number))


def _one(forum: Forum, name: str, now: str) -> Asked:
    found = row(forum, name, now)
    if found is not None:
        return Asked(commitments=(found,))
    if name in forum.outcomes:
        return Asked(outcomes=((forum.outcomes[name], marks_of(forum, name)),))
    if name in forum.strands:
        return Asked(strands=(forum.strands[name],))
    if name in forum.interests:
        return Asked(interests=(forum.interests[name],))
    message = f"{name} is no commitment, no channel, no outcome and no interest here."
    raise RefusedError(message)


# ---------------------------------------------------------------- in words

_NOTHING = "No commitment, no channel and no interest is entered here."


def _words(forum: Forum, names: Names, asked: Asked, now: str, *, whole: bool) -> Iterator[str]:
    parts = (
        ("Commitments", [_commitment(names, one, now, whole=whole) for one in asked.commitments]),
        (
            "Channels beside the forum, which are their parties' own",
            [_strand(names, one) for one in asked.strands],
        ),
        (
            "Outcomes of such channels",
            [_outcome(forum, names, one, found) for one, found in asked.outcomes],
        ),
        ("Stated interests", [_interest(forum, names, one) for one in asked.interests]),
    )
    for heading, things in parts:
        if things:
            yield ""
            yield heading
            for lines in things:
                yield from lines
    if not any(things for _heading, things in parts):
        yield ""
        yield NO_ACT if forum.charter.compiled else _NOTHING


def _commitment(names: Names, found: Row, now: str, *, whole: bool) -> Iterator[str]:
    one = found.one
    yield f'  {one.id}  "{one.words}"  {_plain(one.stage.value)}'
    owed = f", to {_parties(names, one.recipients)}" if one.recipients else ""
    yield f"    Of {_parties(names, one.owners)}{owed}."
    for code in one.sides:
        then = name_then(names.forum, code, one.number, one.made, names.language)
        if then is not None:
            yield f"    Entered when {names.party(code)} had the name {then}."
    for sentence in told(names.forum, one, now):
        yield f"    {names.told(sentence)}"
    for code, view in found.sides:
        if view is not None:
            yield from _view(names, code, view)
    if one.found is not None:
        who = names.party(one.verifier) if one.verifier else one.agency or ""
        yield f'    In the words of {who}: "{one.found.words}"'
    yield from _marks(names, found.marks)
    if whole:
        yield from _whole(names, one)


def _view(names: Names, code: str, view: Assessment) -> Iterator[str]:
    before = "" if view.by == code else f", of {names.party(view.by)} before it"
    yield f'    In the words of {names.party(code)}{before}: "{view.words}"'


def _whole(names: Names, one: Commitment) -> Iterator[str]:
    """All else that was said of a commitment."""
    rests = [one.decision or "", *one.clauses]
    facts = {
        "It rests on": ", ".join(filter(None, rests)),
        "Entered by": f"{names.party(one.by)}, {moment(one.made)}",
        "About": _about(one.subject, one.covers),
        "From": "" if one.starts is None else moment(one.starts),
        "Up to": "" if one.until is None else moment(one.until),
        "Evidence foreseen": one.foreseen or "",
        "Verifier": names.party(one.verifier) if one.verifier else one.agency or "",
        "Needs at home": one.approval or "",
        "Paid by": one.funder or "",
        "Needs an exemption": one.exemption or "",
    }
    yield from (f"    {told}: {value}" for told, value in facts.items() if value)
    for number, words in enumerate(one.parts, 1):
        yield f'    Clause {number}: "{words}"'
    for (part, code), pause in sorted(one.suspended.items()):
        what = f"clause {part}" if part else "the whole"
        yield f'    {names.party(code)} suspended {what}, with the reason: "{pause.reason}"'
    for _number, given in sorted(one.evidence.items()):
        told = "" if given.words is None else f'"{given.words}"'
        digest = "" if given.digest is None else f"digest {to_base64(given.digest)}"
        about = "" if given.part is None else f" for clause {given.part}"
        shown = ", ".join(filter(None, (told, digest)))
        yield f"    Evidence of {names.party(given.by)}{about}, {moment(given.time)}: {shown}"


def _strand(names: Names, one: Strand) -> Iterator[str]:
    yield f'  {one.id}  "{one.title}"  {one.stage.value}'
    yield f"    Between {_parties(names, one.parties)}, since {moment(one.begun)}."
    yield from _accounts(names, one.parties, one.accounts)
    for _number, held in sorted(one.rounds.items()):
        words = "" if held.words is None else f': "{held.words}"'
        told = f"{moment(held.date)}, {held.place}, {_plain(held.rank.value)}"
        yield f"    Held {told}; entered by {names.party(held.by)}{words}"
    outcomes = [name for _number, name in sorted(one.outcomes.items())]
    if outcomes:
        yield f"    Outcomes: {', '.join(outcomes)}."


def _outcome(forum: Forum, names: Names, one: Outcome, found: Sequence[Mark]) -> Iterator[str]:
    yield f'  {one.id}  "{one.title}"  {_plain(one.stage.value)}'
    by = names.party(one.by)
    yield f"    Of {one.strand}, {moment(one.date)}; entered by {by} from: {one.source}"
    if one.subject is not None:
        yield f"    About: {_about(one.subject, one.covers)}"
    if one.decision is not None:
        yield f"    Locked in by {', '.join((one.decision, *one.clauses))}."
    yield from _accounts(names, forum.strands[one.strand].parties, one.accounts)
    yield from _marks(names, found)


def _accounts(
    names: Names, parties: Sequence[str], accounts: Mapping[str, Account]
) -> Iterator[str]:
    """The account of each party that gave one, side by side."""
    for code in parties:
        if code in accounts:
            one = accounts[code]
            called = "" if one.name is None else f' calls it "{one.name}"'
            says = "" if one.words is None else f' says: "{one.words}"'
            yield f"    {names.party(code)}{' and'.join(filter(None, (called, says)))}"


def _interest(forum: Forum, names: Names, one: Interest) -> Iterator[str]:
    yield f'  {one.id}  "{one.words}"  {one.stage.value}'
    about = _about(one.subject, one.parts)
    yield f"    Of {names.party(one.by)}, in {about}; source: {one.source}"
    yield f"    {names.told(interest_needed(forum, one))}"


def _marks(names: Names, found: Sequence[Mark]) -> Iterator[str]:
    for mark in found:
        yield f"    Marked: {names.told(mark.told)}"


def _about(subject: str | None, covers: Sequence[str]) -> str:
    if subject is None:
        return ""
    return f"{subject} ({', '.join(covers)})" if covers else f"the whole of {subject}"


def _parties(names: Names, codes: Sequence[str]) -> str:
    """Parties in protocol order; those who do not sit here behind them, as they were named."""
    here = [code for code in names.forum.order if code in codes]
    return ", ".join(map(names.party, dict.fromkeys((*here, *codes))))


def _plain(word: str) -> str:
    return word.replace("-", " ")
