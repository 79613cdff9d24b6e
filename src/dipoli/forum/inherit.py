"""Whether the records of two forums agree on what went over from one to the other.

A pure comparison, made by whoever holds both. It finds no fault of anybody: it says what agrees,
what does not, and what is left where it was.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from dipoli.forum import commitment as k
from dipoli.forum import decision as d
from dipoli.forum import term as q
from dipoli.forum import text as t
from dipoli.forum.framework import Carried, TakeOver, TakeOverStage, WindUp, WindUpStage
from dipoli.forum.sort import a_sort
from dipoli.forum.standing import Forum
from dipoli.told import commas, in_words, tell

Root = Callable[[int], bytes | None]
"""Gives the root of a record after so many acts; None where it has not that many."""


class Word(enum.Enum):
    """What a line of the comparison says."""

    AGREES = "agrees"
    DIFFERS = "differs"
    LEFT = "left where it was"


@frozen(kw_only=True)
class Compared:
    """One line of the comparison.

    Args:
        word: what it says.
        told: in a sentence.
        sort: of the thing that it is about; None where it is about none.
        thing: its short name in the old record; None likewise.
    """

    word: Word
    told: str
    sort: Carried | None = None
    thing: str | None = None


@frozen(kw_only=True)
class Old:
    """The record of the forum that ended: its name, its standing, and its heads."""

    origin: str
    forum: Forum
    root: Root


def compare(old: Old, new: Forum, new_origin: str, name: str) -> tuple[Compared, ...]:
    """What two records say of one taking over.

    Args:
        old: the record from which it is taken.
        new: the standing of the forum that takes over.
        new_origin: name of its record.
        name: short name of the taking over there.

    Raises:
        KeyError: there is none of that name.
    """
    one = new.takeovers[name]
    return (
        *_records(old, one),
        *_end(old, one, new_origin),
        *_stands(one),
        *_things(old, new, one),
        *_left(old, one),
    )


def _line(agrees: bool, yes: str, no: str) -> Compared:  # noqa: FBT001 - a finding, not a switch
    return Compared(word=Word.AGREES if agrees else Word.DIFFERS, told=yes if agrees else no)


def _records(old: Old, one: TakeOver) -> Iterator[Compared]:
    """The new record cites this old one, at a head that it has."""
    yield _line(
        one.origin == old.origin,
        tell("{name} cites {origin}.", name=one.id, origin=old.origin),
        tell(
            "{name} cites {origin}, and the record compared is {old_origin}.",
            name=one.id,
            origin=one.origin,
            old_origin=old.origin,
        ),
    )
    here = old.root(one.size)
    yield _line(
        here == one.root,
        tell("The head cited, of {size} acts, is that of the old record.", size=one.size),
        tell("The old record has fewer than {size} acts here.", size=one.size)
        if here is None
        else tell(
            "The head of the old record at {size} acts is another than the one cited.",
            size=one.size,
        ),
    )


def _end(old: Old, one: TakeOver, new_origin: str) -> Iterator[Compared]:
    """The old record ended, named the new one, and closed at its own head, which is covered."""
    wound = None if old.forum.ended is None else old.forum.windings[old.forum.ended]
    if wound is None:
        yield Compared(
            word=Word.DIFFERS,
            told=tell("{origin} has not ended, by its own record.", origin=old.origin),
        )
        return
    yield _line(
        wound.successor == new_origin,
        tell(
            "The old record names {new_origin} as the forum that comes after.",
            new_origin=new_origin,
        ),
        tell("The old record names no forum after it, not {new_origin}.", new_origin=new_origin)
        if not wound.successor
        else tell(
            "The old record names {successor} after it, not {new_origin}.",
            successor=wound.successor,
            new_origin=new_origin,
        ),
    )
    yield _line(
        wound.size is not None and old.root(wound.size) == wound.root,
        tell("The old record closed at its own head of {size} acts.", size=wound.size),
        tell(
            "The head at which the old record says that it closed is not its head of {size} acts.",
            size=wound.size,
        ),
    )
    ended = -1 if wound.ended is None else wound.ended
    yield _line(
        one.size > ended,
        tell("The head cited covers the act that ended it, act {ended}.", ended=wound.ended),
        tell(
            "The head cited ends before act {ended}, which ended the old forum.", ended=wound.ended
        ),
    )


def _stands(one: TakeOver) -> Iterator[Compared]:
    yield _line(
        one.stage is TakeOverStage.TAKEN,
        tell("The members of the new forum decided it by {decision}.", decision=one.decision),
        tell(
            "{name} is {stage}; nothing is taken over by it now.",
            name=one.id,
            stage=in_words(one.stage),
        ),
    )


def _things(old: Old, new: Forum, one: TakeOver) -> Iterator[Compared]:
    """Each thing that is listed: whether the old record has it, and whose it is."""
    for sort, name, number in one.in_order():
        told = _fault(old.forum, new, one, sort, name)
        held = in_words(Carried(sort))
        found = tell(
            "{sort} {name}, listed by act {number}, is in the old record.",
            sort=held,
            name=name,
            number=number,
        )
        if told is not None:
            found = tell(
                "{sort} {name}, listed by act {number}: {fault}",
                sort=held,
                name=name,
                number=number,
                fault=told,
            )
        yield Compared(
            word=Word.AGREES if told is None else Word.DIFFERS,
            told=found,
            sort=Carried(sort),
            thing=name,
        )


def _fault(old: Forum, new: Forum, one: TakeOver, sort: str, name: str) -> str | None:
    held = old.sorts.get(name)
    if held != sort:
        if held is None:
            return tell("the old record has nothing of that name.")
        return tell("the old record has {sort} of that name.", sort=a_sort(held))
    if old.begun.get(name, 0) >= one.size:
        return tell("it was begun after the head that is cited.")
    if sort == Carried.SEAT.value and name not in new.seats:
        return tell("the party has no seat in the new forum.")
    if sort == Carried.COMMITMENT.value:
        absent = [code for code in old.commitments[name].owners if code not in new.seats]
        if absent:
            return tell(
                "no seat in the new forum for {absent}, whose commitment it is.",
                absent=commas(absent),
            )
    return None


# ---------------------------------------------------------------- what is left


def _left(old: Old, one: TakeOver) -> Iterator[Compared]:
    """What is open in the old record and is not listed: said, so that nothing goes silently."""
    for sort, of in _OPEN.items():
        for name in of(old.forum):
            if (sort.value, name) not in one.things:
                told = tell(
                    "{sort} {name} is not listed; it stays in the old record.",
                    sort=in_words(sort),
                    name=name,
                )
                yield Compared(word=Word.LEFT, told=told, sort=sort, thing=name)


def _seats(forum: Forum) -> Iterator[str]:
    return (code for code in forum.order if forum.seats[code].successor is None)


def _commitments(forum: Forum) -> Iterator[str]:
    stages = (k.Stage.AWAITED, k.Stage.DECLINED, k.Stage.STANDING)
    held = sorted(forum.commitments.values(), key=lambda one: one.number)
    return (one.id for one in held if one.stage in stages)


def _terms(forum: Forum) -> Iterator[str]:
    for name in sorted(forum.terms, key=forum.begun.__getitem__):
        one = forum.terms[name]
        if not one.settled or any(
            held.stage is not q.Stage.SETTLED for held in one.settled.values()
        ):
            yield name


def _proposals(forum: Forum) -> Iterator[str]:
    over = (d.Stage.LAPSED, d.Stage.WITHDRAWN, d.Stage.IN_EFFECT)
    held = sorted(forum.proposals.values(), key=lambda one: one.number)
    return (one.id for one in held if one.stage not in over and one.id not in forum.executed)


def _texts(forum: Forum) -> Iterator[str]:
    held = sorted(forum.texts.values(), key=lambda one: one.number)
    return (one.id for one in held if one.stage is t.Stage.OPEN)


_OPEN: Mapping[Carried, Callable[[Forum], Iterator[str]]] = {
    Carried.SEAT: _seats,
    Carried.COMMITMENT: _commitments,
    Carried.TERM: _terms,
    Carried.PROPOSAL: _proposals,
    Carried.TEXT: _texts,
}
"""Of which sorts it is told what is open in the old record and not listed."""


def heads_of(forum: Forum) -> tuple[WindUp | TakeOver, ...]:
    """What a record says of an end and of taking over, in the order of entry."""
    wound = (one for one in forum.windings.values() if one.stage is not WindUpStage.KEPT)
    taken = (one for one in forum.takeovers.values() if one.stage is not TakeOverStage.DROPPED)
    return tuple(sorted((*wound, *taken), key=lambda one: one.number))
