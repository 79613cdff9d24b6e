"""Relations of two parties over time: what they did and said, by date, each entry with its source.

Two parties are chosen by the reader; none is chosen for the reader. Nothing is totalled, and
nothing is sorted but by date. Read are the record of the circle at hand and, beside a record that
was compiled from public documents, the timelines of the program that know all its parties.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dipoli.charter.words import PartyCode
from dipoli.codec.shipped import shipped
from dipoli.codec.timeline import read_timeline
from dipoli.forum.doubt import between, within
from dipoli.forum.names import moment
from dipoli.forum.relations import RULE, Entry, Happening, Held, pair_of, relations
from dipoli.forum.wording import codes_of, in_names
from dipoli.terms import Confidence
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.pages.library import shelf
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route

PAIR = 2


def choose(asked: Asked) -> Page:
    """Two lists of parties to choose from; the two, once they are chosen."""
    one, other = asked.query.get("one", ""), asked.query.get("other", "")
    listed = asked.parties(asked.forum.order)
    known = {party["code"] for party in listed}
    chosen = one in known and other in known and one != other
    twin = {
        "parties": listed,
        "rule": RULE,
        "chosen": [asked.party(code) for code in (one, other) if code in known],
        "same": one == other and one in known,
        "pair": _told(asked, one, other) if chosen else None,
    }
    return Page(title=tell("Relations"), twin=twin)


def relation(asked: Asked) -> Page:
    """Two parties by date, and what is open at home with each and between them.

    Raises:
        MissingError: the address does not name two parties that are listed here.
    """
    codes = asked.words["object"].split("-")
    if len(set(codes)) != PAIR or len(codes) != PAIR or set(codes) - set(asked.forum.order):
        raise MissingError
    told = _told(asked, *codes)
    names = [one["name"] for one in told["parties"]]
    return Page(
        title=tell("{one} and {other}", one=names[0], other=names[1]),
        twin={"listed": asked.parties(asked.forum.order), "rule": RULE, "pair": told},
    )


def _told(asked: Asked, one: str, other: str) -> Twin:
    assert asked.read is not None  # noqa: S101 - the address names a circle
    held = Held(origin=asked.read.standing.origin, forum=asked.forum)
    pairs = [pair_of(held, one, other, asked.time, asked.names.language)]
    timeline = _timeline(asked)
    first, second = pairs[0].one[0], pairs[0].other[0]
    return {
        "parties": [asked.party(first), asked.party(second)],
        "page": asked.page("relation", f"{one}-{other}"),
        "timeline": bool(timeline),
        "entries": _list(asked, relations(pairs, timeline)),
        "within": [
            {**asked.party(code), "entries": _list(asked, found)}
            for code, found in (
                (first, within(pairs, timeline, other=False)),
                (second, within(pairs, timeline, other=True)),
            )
        ],
        "between": _list(asked, between(pairs)),
    }


def _list(asked: Asked, entries: Sequence[Entry]) -> list[Twin]:
    return [
        {
            "date": one.shown,
            "shown": moment(one.shown),
            "sort": one.sort,
            "object": one.object or None,
            "page": asked.thing(one.object) if one.object else None,
            "told": _sentence(asked, one),
            "words": " ".join(one.words.split()) if one.words else None,
            "own_names": [{**asked.party(code), "calls_it": name} for code, name in one.own],
            "source": one.source,
            "confidence": None if one.confidence is None else Confidence(one.confidence),
        }
        for one in entries
    ]


def _sentence(asked: Asked, one: Entry) -> str:
    """What is told of an entry; who has no place here bears the name that charters give it."""
    if one.confidence is None:
        return asked.told(one.told)
    held = shelf()
    others = [code for code in held.names.parties if code not in asked.forum.order]
    codes = codes_of(str(code) for code in others)
    named = in_names(one.told, codes, lambda code: held.names.parties[PartyCode(code)].name)
    return asked.told(named)


# ---------------------------------------------------------------- the timeline


def _timeline(asked: Asked) -> tuple[Happening, ...]:
    """Public events beside a compiled record: of timelines that know all its parties."""
    if not asked.forum.charter.compiled:
        return ()
    parties = {one.code for one in asked.forum.charter.members}
    return tuple(
        event
        for events in _timelines()
        if parties <= {code for event in events for code in event.parties}
        for event in events
    )


@cache
def _timelines() -> tuple[tuple[Happening, ...], ...]:
    """The timelines that come with the program, read once."""
    return tuple(
        tuple(
            Happening(
                id=one.id,
                date=one.date,
                precision=one.date_precision,
                type=one.type,
                words=one.event,
                parties=one.parties,
                source=one.reference,
                confidence=one.confidence.value,
            )
            for one in read_timeline(path.read_bytes(), path.name).events
        )
        for path in sorted(shipped("cases").glob("*/timeline.csv"))
    )


ROUTES = (
    Route(
        name="relations",
        path=f"{ROOM}/relations",
        rule=Rule.CIRCLE,
        answer=choose,
        about="Relations of two parties that the reader chooses, over time.",
        menu=tell("Relations"),
        asks=(
            Input(name="one", meaning="Code of the one of two parties.", needed=False),
            Input(name="other", meaning="Code of the other of two parties.", needed=False),
        ),
    ),
    Route(
        name="relation",
        path=f"{ROOM}/relations/<str:object>",
        rule=Rule.CIRCLE,
        answer=relation,
        about="Two parties by date: what they did and said, with sources; and what is open.",
    ),
)
