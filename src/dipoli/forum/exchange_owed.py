"""Exchange rounds: who holds what, what is owed to whom, and what a round still needs.

Nothing here asks whether an act is in order; a node reads here what waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from dipoli.forum.exchange import Question, Return, Round, Stage
from dipoli.forum.seat import HERE
from dipoli.forum.standing import Forum
from dipoli.told import commas, tell


def is_here(forum: Forum, code: str) -> bool:
    """Whether a party takes part, also while suspended."""
    seat = forum.seats.get(code)
    return seat is not None and seat.stage in HERE


def holders_of(forum: Forum, one: Round, by: str) -> tuple[str, ...]:
    """Those to whom shares of a seat's return go now: the holders of the round that are here."""
    return tuple(code for code in one.holders if code != by and is_here(forum, code))


def held_as(forum: Forum, one: Return, by: str) -> str | None:
    """The code under which a seat holds a share of a return; None where it holds none."""
    return next((code for code in one.holders if forum.heir(code) == by), None)


def to_hold(forum: Forum, one: Round, by: str) -> tuple[Return, ...]:
    """Returns of which a seat's node has not said yet that its share is good."""
    found = []
    for code in one.named:
        held = one.returns.get(code)
        if held is not None and held_as(forum, held, by) not in (None, *held.held):
            found.append(held)
    return tuple(found)


def readers(one: Round) -> tuple[Return, ...]:
    """Returns that are released, in the order in which their seats are named."""
    found = (one.returns.get(code) for code in one.named)
    return tuple(each for each in found if each is not None and each.released is not None)


def to_give(forum: Forum, one: Round, by: str) -> dict[str, tuple[Return, ...]]:
    """What a holder owes now: code of each reader, to the returns of which it gives a share.

    A reader gets no share of its own return, and nobody gives shares to itself.
    """
    released = readers(one)
    found: dict[str, tuple[Return, ...]] = {}
    for reader in released:
        last = one.given.get((by, reader.by), -1)
        owed = tuple(
            each
            for each in released
            if each.by != reader.by
            and held_as(forum, each, by) is not None
            and max(each.released or 0, reader.released or 0) > last
        )
        if owed and forum.heir(reader.by) != by:
            found[reader.by] = owed
    return found


def unanswered(one: Round) -> Iterator[tuple[int, Question]]:
    """Questions without an answer yet, by their numbers."""
    for number in sorted(one.questions):
        if one.questions[number].answered is None:
            yield number, one.questions[number]


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, one: Round) -> str:
    """What a round still needs, in a sentence."""
    return _NEEDS[one.stage](forum, one)


def _needs_opening(_forum: Forum, one: Round) -> str:
    return tell("It needs its window to be opened, from {opens} on.", opens=one.opens)


def _needs_returns(_forum: Forum, one: Round) -> str:
    if len(one.in_time()) == len(one.named):
        return tell("Every return is there and held; it can be released.")
    without = [code for code in one.named if code not in one.returns]
    if without:
        return tell(
            "No entry yet of {without}; the window is open up to {until}.",
            without=commas(without),
            until=one.until,
        )
    waits = [code for code in one.named if not one.returns[code].is_held]
    if not waits:
        return tell(
            "Every return is there; what is released is settled after {until}.", until=one.until
        )
    return tell(
        "It needs the holders to find their shares good: returns of {waits}.", waits=commas(waits)
    )


def _needs_shares(forum: Forum, one: Round) -> str:
    owing = [code for code in forum.order if to_give(forum, one, code)]
    if owing:
        return tell("It needs the nodes of {owing} to give their shares.", owing=commas(owing))
    return tell("Its shares are given; those who handed a return in can read, and ask.")


def _needs_answers(_forum: Forum, one: Round) -> str:
    asked = [
        tell("{to} to answer act {number}", to=each.to, number=number)
        for number, each in unanswered(one)
    ]
    return tell("It needs {asked}.", asked=commas(asked))


def _needs_nothing(_forum: Forum, _one: Round) -> str:
    return tell("It is closed; nothing is needed.")


def _has_lapsed(_forum: Forum, _one: Round) -> str:
    return tell("It has lapsed; what was handed in stays sealed.")


def _can_close(_forum: Forum, _one: Round) -> str:
    return tell("Every question has its answer; it can be closed.")


_NEEDS: Mapping[Stage, Callable[[Forum, Round], str]] = MappingProxyType(
    {
        Stage.ANNOUNCED: _needs_opening,
        Stage.OPEN: _needs_returns,
        Stage.RELEASED: _needs_shares,
        Stage.QUESTIONS: _needs_answers,
        Stage.CLARIFIED: _can_close,
        Stage.CLOSED: _needs_nothing,
        Stage.LAPSED: _has_lapsed,
    }
)
"""What each stage needs."""
