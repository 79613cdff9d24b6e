"""What still runs: what goes on when official contact is dead.

A pure function of one standing and of the moment; who holds several circles asks it of each. It
lists, in the order in which the charter or the
record has them, what needs no decision of the body: the channels of seats, exchange rounds, bodies
in which people meet, talks beside the forum, baskets, and requests for an explanation. It can be
asked what of that goes on *without* one party, and what of it there is *between* two.

Three answers are kept apart: it runs, it stands still, and it is not known here. What nobody
entered, and what rests on an act whose body is not at hand, is not known; it is never a no. Nobody
is proposed as a go-between: a carrier that is named is none.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar

from attrs import evolve, frozen

from dipoli.charter.rules import Track
from dipoli.forum import bodies as b
from dipoli.forum import commitment_told, exchange_owed, measure_rules, request_rules
from dipoli.forum import exchange as x
from dipoli.forum import hotline as h
from dipoli.forum import request as r
from dipoli.forum import seat as s
from dipoli.forum import strand as t
from dipoli.forum.basket import Basket
from dipoli.forum.basket import Stage as BasketStage
from dipoli.forum.compiled import NO_ACT
from dipoli.forum.standing import Forum
from dipoli.forum.unseen import SEATS
from dipoli.told import commas, in_words, joined, tell


class State(enum.Enum):
    """What can be said of a thing."""

    RUNS = "runs"
    STANDS = "stands still"
    UNKNOWN = "is not known here"


@frozen(kw_only=True)
class Running:
    """One thing that may go on.

    Args:
        object: its short name; of a seat, its code.
        sort: what sort of thing it is.
        title: in its author's words; empty where it has none.
        state: what can be said of it.
        told: why, in a sentence.
    """

    object: str
    sort: str
    title: str
    state: State
    told: str


@frozen(kw_only=True)
class Part:
    """Things of one sort.

    Args:
        heading: in words.
        lines: in the order of the charter, or of the record.
        empty: what it means that there is none, in a sentence.
    """

    heading: str
    lines: tuple[Running, ...]
    empty: str


@frozen(kw_only=True)
class Asked:
    """What is asked.

    Args:
        forum: the standing.
        now: the moment.
        without: the party without which it is asked; None for none.
        between: the two between whom it is asked; empty for all.
    """

    forum: Forum
    now: str
    without: str | None = None
    between: tuple[str, ...] = ()

    def concerns(self, *parties: str) -> bool:
        """Whether something of these parties is asked about; of none in particular, always."""
        return not parties or all(code in parties for code in self.between)

    def needs(self, *parties: str) -> bool:
        """Whether something needs the party without which it is asked."""
        return self.without is not None and self.without in parties


Lines = Callable[[Asked], Iterator[Running]]


def still_runs(
    forum: Forum, now: str, *, without: str | None = None, between: tuple[str, ...] = ()
) -> tuple[Part, ...]:
    """What still runs in one circle.

    Args:
        forum: the standing.
        now: the moment, ``YYYY-MM-DDTHH:MM:SSZ``.
        without: code of a party that left or stays away; None for none.
        between: codes of two parties between whom official contact is dead; empty for all.
    """
    asked = Asked(forum=forum, now=now, without=without, between=between)
    return tuple(
        Part(
            heading=heading,
            lines=tuple(_as_known(asked, line) for line in lines(asked)),
            empty=NO_ACT if forum.charter.compiled else empty,
        )
        for heading, (lines, empty) in PARTS.items()
    )


def _as_known(asked: Asked, line: Running) -> Running:
    """A line, or that it is not known: an act about it has a body that is not at hand."""
    unknown = asked.forum.unknown
    if line.object not in unknown and not (line.sort == "seat" and SEATS in unknown):
        return line
    told = tell("An act about it has a body that is not at hand here; how it stands is not known.")
    return evolve(line, state=State.UNKNOWN, told=told)


# ---------------------------------------------------------------- channels of seats


def _channels(asked: Asked) -> Iterator[Running]:
    """How each seat is reached, as it declared itself. That it left is told; it is no silence."""
    forum = asked.forum
    for code in forum.order:
        seat = forum.seats[code]
        if seat.successor is not None:  # who took the seat has a channel of its own
            continue
        if (asked.between and code not in asked.between) or asked.needs(code):
            continue
        state, told = _channel(seat)
        if seat.stage not in s.COUNTS:
            told = joined(" ", (told, tell("Its seat is {stage}.", stage=in_words(seat.stage))))
        yield Running(object=code, sort=tell("seat"), title="", state=state, told=told)


def _channel(seat: s.Seat) -> tuple[State, str]:
    if seat.channel is None:
        return State.UNKNOWN, tell("No channel of it is entered here.")
    sort = "" if seat.sort is None else in_words(seat.sort)
    if seat.down is not None:
        told = tell("Its channel is entered as down since {down}.", down=seat.down)
        if sort:
            told = tell(
                "Its channel, a {sort}, is entered as down since {down}.", sort=sort, down=seat.down
            )
        return State.STANDS, told
    told = tell("Its channel is declared, and not entered as down.")
    if sort:
        told = tell("Its channel, a {sort}, is declared, and not entered as down.", sort=sort)
    return State.RUNS, told


# ---------------------------------------------------------------- focal points and direct lines


def _focal_points(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.focal_points.values()):
        if (asked.between and one.by not in asked.between) or asked.needs(one.by):
            continue
        reach = one.answers(asked.now)
        if reach is None:
            state, told = (
                State.STANDS,
                tell("{who} entered on {since} that it has ended.", who=one.by, since=one.since),
            )
        else:
            state, told = (
                State.RUNS,
                tell(
                    "It is named by {who}: {office}, {hours}.",
                    who=one.by,
                    office=reach.office,
                    hours=reach.hours,
                ),
            )
        yield Running(
            object=one.id, sort=tell("focal point"), title=one.subject, state=state, told=told
        )
    yield from _lines(asked)


def _lines(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.lines.values()):
        if not asked.concerns(*one.ends):
            continue
        others = [code for code in one.ends if code != asked.without]
        state, told = State.RUNS, tell("It is open between {ends}.", ends=commas(one.ends))
        if one.stage is h.LineStage.CLOSED:
            state, told = State.STANDS, tell("It was closed on {since}.", since=one.since)
        elif one.stage is h.LineStage.OFFERED:
            state, told = State.UNKNOWN, tell("Not all whom it connects have confirmed it.")
        elif asked.needs(*one.ends) and len(others) < 2:  # noqa: PLR2004 - two ends
            state, told = (
                State.STANDS,
                tell(
                    "It connects {without} and {others} alone.",
                    without=asked.without,
                    others=others[0],
                ),
            )
        elif one.last is not None:
            told = joined(" ", (told, _tested(one, one.tests[one.last])))
        yield Running(object=one.id, sort=tell("line"), title=one.title, state=state, told=told)


def _tested(one: h.Line, test: h.Test) -> str:
    """What its last test shows, and nothing of why."""
    answered = [code for code in one.ends if code in test.answered]
    if not answered:
        return tell("It was tested on {time}; no answer is entered.", time=test.time)
    return tell(
        "It was tested on {time}; answered: {answered}.", time=test.time, answered=commas(answered)
    )


# ---------------------------------------------------------------- measures


def _measures(asked: Asked) -> Iterator[Running]:
    """Measures in force or offered: notices, inspections and visits under them need no decision."""
    forum = asked.forum
    for one in _by_number(forum.measures.values()):
        seats = measure_rules.bound(forum, one)
        if not one.runs or (asked.between and not set(asked.between) & set(seats)):
            continue
        state = State.RUNS
        told = tell(
            "It is {stage} since {begun}, and needs no decision.",
            stage=in_words(one.stage),
            begun=one.begun,
        )
        if asked.needs(*seats) and not [code for code in seats if code != asked.without]:
            state, told = State.STANDS, tell("It binds {without} alone.", without=asked.without)
        elif asked.needs(*seats):
            more = tell("It binds others than {without} as well.", without=asked.without)
            told = joined(" ", (told, more))
        yield Running(
            object=one.id, sort=tell("measure"), title=one.row.measure, state=state, told=told
        )


# ---------------------------------------------------------------- exchanges


_ROUND_STANDS = frozenset({x.Stage.CLOSED, x.Stage.LAPSED})


def _exchanges(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.exchanges.values()):
        if asked.concerns(*one.named) and one.stage not in _ROUND_STANDS:
            state, told = State.RUNS, exchange_owed.still_needed(asked.forum, one)
            if asked.needs(*one.named) and one.released is None:
                state, told = _round_without(asked, one)
            yield Running(
                object=one.id, sort=tell("exchange"), title=one.title, state=state, told=told
            )


def _round_without(asked: Asked, one: x.Round) -> tuple[State, str]:
    """A round in which a party is asked that stays away: whether the others are enough."""
    code = str(asked.without)
    if code in one.returns:
        return State.RUNS, tell(
            "A return of {code} is handed in already; it needs no decision.", code=code
        )
    least = len(one.named) if one.least is None else one.least
    if len(one.named) - 1 >= (x.LEAST if one.otherwise is x.Otherwise.AMONG else least):
        return State.RUNS, tell(
            "After {until} the others are enough without a return of {code}.",
            until=one.until,
            code=code,
        )
    return State.STANDS, tell("It is not released without a return of {code}.", code=code)


# ---------------------------------------------------------------- bodies


_TRACKS: Mapping[Track, str] = MappingProxyType(
    {Track.ONE: tell("track 1"), Track.ONE_AND_HALF: tell("track 1.5"), Track.TWO: tell("track 2")}
)
_PLACES: Mapping[Track, str] = MappingProxyType(
    {
        Track.ONE: tell("People speak in it for governments."),
        Track.ONE_AND_HALF: tell("People speak in it for governments and in a personal capacity."),
        Track.TWO: tell("People speak in it in a personal capacity."),
    }
)


def _bodies(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.bodies.values()):
        if not asked.concerns(*one.seats):
            continue
        at_work = tell("It is at work, on {track}.", track=_TRACKS[one.track])
        state, told = State.RUNS, joined(" ", (at_work, _PLACES[one.track]))
        if one.stage is not b.Stage.AT_WORK:
            state, told = State.STANDS, tell("It was closed on {since}.", since=one.since)
        elif asked.needs(*one.seats):
            more = tell(
                "{without} sits in it; whether it comes is not known here.", without=asked.without
            )
            told = joined(" ", (told, more))
        yield Running(object=one.id, sort=tell("body"), title=one.title, state=state, told=told)


# ---------------------------------------------------------------- talks beside the forum


def _strands(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.strands.values()):
        if not asked.concerns(*one.parties):
            continue
        state, template = _STRANDS[one.stage]
        told: str = tell(template, since=one.since)
        others = [code for code in one.parties if code != asked.without]
        if asked.needs(*one.parties) and len(others) < 2:  # noqa: PLR2004 - two talk
            state, told = (
                State.STANDS,
                tell(
                    "It is between {without} and {others} alone.",
                    without=asked.without,
                    others=others[0],
                ),
            )
        elif asked.needs(*one.parties):
            state = State.UNKNOWN if state is State.RUNS else state
            more = tell(
                "Whether the others hold it without {without} is not known here.",
                without=asked.without,
            )
            told = joined(" ", (told, more))
        yield Running(
            object=one.id, sort=tell("bilateral channel"), title=one.title, state=state, told=told
        )


_STRANDS: Mapping[t.Stage, tuple[State, str]] = MappingProxyType(
    {
        t.Stage.RUNNING: (State.RUNS, "A party to it entered it as running, on {since}."),
        t.Stage.PAUSED: (State.STANDS, "A party to it entered it as paused, on {since}."),
        t.Stage.ENDED: (State.STANDS, "A party to it entered it as ended, on {since}."),
    }
)

# ---------------------------------------------------------------- baskets


def _baskets(asked: Asked) -> Iterator[Running]:
    """Each basket of the whole circle: one that is parked stops no other."""
    forum = asked.forum
    listed = [one.id for one in forum.charter.baskets]
    for name in dict.fromkeys((*listed, *forum.opened)):
        basket = forum.baskets.get(name) or Basket(id=name)
        if basket.stage is BasketStage.PARKED:
            state, told = State.STANDS, tell("It is parked; the others go on.")
        else:
            state, told = State.RUNS, tell("It is not parked; all of it can be talked about.")
        yield Running(object=name, sort=tell("basket"), title="", state=state, told=told)


# ---------------------------------------------------------------- requests


def _requests(asked: Asked) -> Iterator[Running]:
    """That one can ask, always, and the requests that are not closed."""
    if asked.forum.charter.compiled:  # nobody acts in what a compiler made
        return
    told: str = tell(
        "Every party with a place here can ask any other for an explanation; it needs no decision, "
        "no meeting and no leave of the chair."
    )
    if asked.between:
        told = tell(
            "{between} can each ask the other for an explanation; it needs no decision, no meeting "
            "and no leave of the chair.",
            between=joined(" and ", asked.between),
        )
    yield Running(object="", sort="request", title="", state=State.RUNS, told=told)
    for one in _by_number(asked.forum.requests.values()):
        if one.stage is r.Stage.CLOSED or not asked.concerns(one.by, one.to):
            continue
        told = request_rules.still_needed(asked.forum, one, asked.now)
        title = commitment_told.in_a_line(one.words)
        state = State.RUNS
        if asked.needs(one.by):
            state, told = (
                State.STANDS,
                tell("{without} made it, and takes it further alone.", without=asked.without),
            )
        yield Running(object=one.id, sort=tell("request"), title=title, state=state, told=told)


# ---------------------------------------------------------------- shared


class _Numbered(Protocol):
    """Whatever an act began."""

    @property
    def number(self) -> int:
        """Of that act."""


ThingT = TypeVar("ThingT", bound=_Numbered)


def _by_number(things: Iterable[ThingT]) -> list[ThingT]:
    """In the order of the record."""
    return sorted(things, key=lambda one: one.number)


_NOT_ENTERED = tell("No entry here. What was not entered is not known.")

PARTS: Mapping[str, tuple[Lines, str]] = MappingProxyType(
    {
        tell("Channels of seats"): (_channels, _NOT_ENTERED),
        tell("Focal points and direct lines"): (_focal_points, _NOT_ENTERED),
        tell("Measures"): (_measures, tell("No measure is in force or offered here.")),
        tell("Exchange rounds"): (_exchanges, tell("No round is under way here.")),
        tell("Bodies"): (_bodies, _NOT_ENTERED),
        tell("Talks beside the forum"): (_strands, _NOT_ENTERED),
        tell("Baskets"): (_baskets, _NOT_ENTERED),
        tell("Crisis desk"): (_requests, _NOT_ENTERED),
    }
)
"""Headings in their order, to what is listed and what it means that nothing is."""
