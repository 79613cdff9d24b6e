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
    told = "An act about it has a body that is not at hand here; how it stands is not known."
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
        sort = "" if seat.sort is None else f", a {_plain(seat.sort.value)}"
        if seat.channel is None:
            state, told = State.UNKNOWN, "No channel of it is entered here."
        elif seat.down is not None:
            state, told = State.STANDS, f"Its channel{sort}, is entered as down since {seat.down}."
        else:
            state, told = State.RUNS, f"Its channel{sort}, is declared, and not entered as down."
        told = told.replace("Its channel, is", "Its channel is")
        if seat.stage not in s.COUNTS:
            told += f" Its seat is {_plain(seat.stage.value)}."
        yield Running(object=code, sort="seat", title="", state=state, told=told)


# ---------------------------------------------------------------- focal points and direct lines


def _focal_points(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.focal_points.values()):
        if (asked.between and one.by not in asked.between) or asked.needs(one.by):
            continue
        reach = one.answers(asked.now)
        if reach is None:
            state, told = State.STANDS, f"{one.by} entered on {one.since} that it has ended."
        else:
            state, told = State.RUNS, f"It is named by {one.by}: {reach.office}, {reach.hours}."
        yield Running(object=one.id, sort="focal point", title=one.subject, state=state, told=told)
    yield from _lines(asked)


def _lines(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.lines.values()):
        if not asked.concerns(*one.ends):
            continue
        others = [code for code in one.ends if code != asked.without]
        state, told = State.RUNS, f"It is open between {', '.join(one.ends)}."
        if one.stage is h.LineStage.CLOSED:
            state, told = State.STANDS, f"It was closed on {one.since}."
        elif one.stage is h.LineStage.OFFERED:
            state, told = State.UNKNOWN, "Not all whom it connects have confirmed it."
        elif asked.needs(*one.ends) and len(others) < 2:  # noqa: PLR2004 - two ends
            state, told = State.STANDS, f"It connects {asked.without} and {others[0]} alone."
        elif one.last is not None:
            told += _tested(one, one.tests[one.last])
        yield Running(object=one.id, sort="line", title=one.title, state=state, told=told)


def _tested(one: h.Line, test: h.Test) -> str:
    """What its last test shows, and nothing of why."""
    answered = [code for code in one.ends if code in test.answered]
    told = f" It was tested on {test.time}; "
    return told + (f"answered: {', '.join(answered)}." if answered else "no answer is entered.")


# ---------------------------------------------------------------- measures


def _measures(asked: Asked) -> Iterator[Running]:
    """Measures in force or offered: notices, inspections and visits under them need no decision."""
    forum = asked.forum
    for one in _by_number(forum.measures.values()):
        seats = measure_rules.bound(forum, one)
        if not one.runs or (asked.between and not set(asked.between) & set(seats)):
            continue
        state = State.RUNS
        told = f"It is {_plain(one.stage.value)} since {one.begun}, and needs no decision."
        if asked.needs(*seats) and not [code for code in seats if code != asked.without]:
            state, told = State.STANDS, f"It binds {asked.without} alone."
        elif asked.needs(*seats):
            told += f" It binds others than {asked.without} as well."
        yield Running(object=one.id, sort="measure", title=one.row.measure, state=state, told=told)


# ---------------------------------------------------------------- exchanges


_ROUND_STANDS = frozenset({x.Stage.CLOSED, x.Stage.LAPSED})


def _exchanges(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.exchanges.values()):
        if asked.concerns(*one.named) and one.stage not in _ROUND_STANDS:
            state, told = State.RUNS, exchange_owed.still_needed(asked.forum, one)
            if asked.needs(*one.named) and one.released is None:
                state, told = _round_without(asked, one)
            yield Running(object=one.id, sort="exchange", title=one.title, state=state, told=told)


def _round_without(asked: Asked, one: x.Round) -> tuple[State, str]:
    """A round in which a party is asked that stays away: whether the others are enough."""
    code = str(asked.without)
    if code in one.returns:
        return State.RUNS, f"A return of {code} is handed in already; it needs no decision."
    least = len(one.named) if one.least is None else one.least
    if len(one.named) - 1 >= (x.LEAST if one.otherwise is x.Otherwise.AMONG else least):
        return State.RUNS, f"After {one.until} the others are enough without a return of {code}."
    return State.STANDS, f"It is not released without a return of {code}."


# ---------------------------------------------------------------- bodies


_TRACKS: Mapping[Track, str] = MappingProxyType(
    {Track.ONE: "track 1", Track.ONE_AND_HALF: "track 1.5", Track.TWO: "track 2"}
)
_PLACES: Mapping[Track, str] = MappingProxyType(
    {
        Track.ONE: "People speak in it for governments",
        Track.ONE_AND_HALF: "People speak in it for governments and in a personal capacity",
        Track.TWO: "People speak in it in a personal capacity",
    }
)


def _bodies(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.bodies.values()):
        if not asked.concerns(*one.seats):
            continue
        state, told = State.RUNS, f"It is at work, on {_TRACKS[one.track]}. {_PLACES[one.track]}."
        if one.stage is not b.Stage.AT_WORK:
            state, told = State.STANDS, f"It was closed on {one.since}."
        elif asked.needs(*one.seats):
            told += f" {asked.without} sits in it; whether it comes is not known here."
        yield Running(object=one.id, sort="body", title=one.title, state=state, told=told)


# ---------------------------------------------------------------- talks beside the forum


def _strands(asked: Asked) -> Iterator[Running]:
    for one in _by_number(asked.forum.strands.values()):
        if not asked.concerns(*one.parties):
            continue
        state, told = _STRANDS[one.stage]
        told = f"{told}, on {one.since}."
        others = [code for code in one.parties if code != asked.without]
        if asked.needs(*one.parties) and len(others) < 2:  # noqa: PLR2004 - two talk
            state, told = State.STANDS, f"It is between {asked.without} and {others[0]} alone."
        elif asked.needs(*one.parties):
            state = State.UNKNOWN if state is State.RUNS else state
            told += f" Whether the others hold it without {asked.without} is not known here."
        yield Running(
            object=one.id, sort="bilateral channel", title=one.title, state=state, told=told
        )


_STRANDS: Mapping[t.Stage, tuple[State, str]] = MappingProxyType(
    {
        t.Stage.RUNNING: (State.RUNS, "A party to it entered it as running"),
        t.Stage.PAUSED: (State.STANDS, "A party to it entered it as paused"),
        t.Stage.ENDED: (State.STANDS, "A party to it entered it as ended"),
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
            state, told = State.STANDS, "It is parked; the others go on."
        else:
            state, told = State.RUNS, "It is not parked; all of it can be talked about."
        yield Running(object=name, sort="basket", title="", state=state, told=told)


# ---------------------------------------------------------------- requests


def _requests(asked: Asked) -> Iterator[Running]:
    """That one can ask, always, and the requests that are not closed."""
    if asked.forum.charter.compiled:  # nobody acts in what a compiler made
        return
    told = "Every party with a place here can ask any other for an explanation"
    if asked.between:
        told = f"{' and '.join(asked.between)} can each ask the other for an explanation"
    told += "; it needs no decision, no meeting and no leave of the chair."
    yield Running(object="", sort="request", title="", state=State.RUNS, told=told)
    for one in _by_number(asked.forum.requests.values()):
        if one.stage is r.Stage.CLOSED or not asked.concerns(one.by, one.to):
            continue
        told = request_rules.still_needed(asked.forum, one, asked.now)
        title = commitment_told.in_a_line(one.words)
        state = State.RUNS
        if asked.needs(one.by):
            state, told = State.STANDS, f"{asked.without} made it, and takes it further alone."
        yield Running(object=one.id, sort="request", title=title, state=state, told=told)


# ---------------------------------------------------------------- shared


class _Numbered(Protocol):
    """Whatever an act began."""

    @property
    def number(self) -> int:
        """Of that act."""


ThingT = TypeVar("ThingT", bound=_Numbered)


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _by_number(things: Iterable[ThingT]) -> list[ThingT]:
    """In the order of the record."""
    return sorted(things, key=lambda one: one.number)


_NOT_ENTERED = "No entry here. What was not entered is not known."

PARTS: Mapping[str, tuple[Lines, str]] = MappingProxyType(
    {
        "Channels of seats": (_channels, _NOT_ENTERED),
        "Focal points and direct lines": (_focal_points, _NOT_ENTERED),
        "Measures": (_measures, "No measure is in force or offered here."),
        "Exchange rounds": (_exchanges, "No round is under way here."),
        "Bodies": (_bodies, _NOT_ENTERED),
        "Talks beside the forum": (_strands, _NOT_ENTERED),
        "Baskets": (_baskets, _NOT_ENTERED),
        "Crisis desk": (_requests, _NOT_ENTERED),
    }
)
"""Headings in their order, to what is listed and what it means that nothing is."""
