"""The chair: whose turn it is, what it may do here and what not; and what waits for each party.

What shapes the work of a body is shown seat by seat, in protocol order: never sorted by value,
never added up, never coloured. Two bodies can stand side by side, and no verdict is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from dipoli.charter.points import Point
from dipoli.charter.rules import Rota, Term
from dipoli.forum import chair_rules
from dipoli.forum.absence import without_each
from dipoli.forum.influence import Influence, influence, side_by_side
from dipoli.forum.kind import Who
from dipoli.forum.procedure import KINDS
from dipoli.forum.standing import Forum
from dipoli.forum.unseen import CHAIR, SEATS, TURN
from dipoli.told import commas, joined, tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin, titled
from dipoli.web.policy import Rule, admitted
from dipoli.web.route import ROOM, Input, Route


def chair(asked: Asked) -> Page:
    """Who presides, whose turn it is, what the chair does here and what it does not."""
    forum = asked.forum
    presiding = forum.presiding
    counts = not forum.charter.compiled and forum.blind is None
    unknown = any(name in forum.unknown for name in (CHAIR, TURN, SEATS))
    return Page(
        title=tell("The chair"),
        twin={
            "compiled": forum.charter.compiled,
            "unknown": unknown,
            "presides": [] if unknown else [asked.party(code) for code in forum.chair],
            "since": asked.clock(None if unknown or presiding is None else presiding.since),
            "rota": _rota(asked, known=not unknown),
            "needed": None
            if forum.charter.compiled or unknown
            else asked.told(chair_rules.still_needed(forum, asked.time)),
            "may": list(_may(asked)),
            "may_not": list(_may_not(asked)),
            "articles": list(_articles(forum)),
            "influence": _influence(asked, influence(forum)) if counts else [],
            "others": list(_others(asked)) if counts else [],
            "beside": _beside(asked) if counts else None,
            "without": asked.page("without"),
        },
    )


_ROTAS: Mapping[Rota, str] = MappingProxyType(
    {
        Rota.FIXED: tell("The charter names who presides."),
        Rota.CO_CHAIRS: tell("The charter names who presides together."),
        Rota.ALPHABET: tell("The chair goes from member to member in alphabetical order."),
        Rota.LOT: tell("The chair goes from member to member in an order that was drawn by lot."),
        Rota.CHARTER: tell("The chair goes from member to member in the order of the charter."),
    }
)
_TERMS: Mapping[Term, str] = MappingProxyType(
    {
        Term.MEETING: tell("A turn lasts for one meeting."),
        Term.DAY: tell("A turn lasts for one day, in UTC."),
        Term.YEAR: tell("A turn lasts for one year, in UTC."),
        Term.STANDING: tell("A turn lasts until it is handed on."),
    }
)


def _rota(asked: Asked, *, known: bool) -> Twin:
    forum, rules = asked.forum, asked.forum.charter.chair
    order = chair_rules.rota(forum)
    turn = chair_rules.whose_turn(forum, asked.time) if known else ()
    return {
        "rota": rules.rota.value,
        "told": [asked.told(one) for one in _told(forum)],
        "named": known and named(forum),
        "language": rules.language,
        "order": None
        if order is None
        else [
            {
                **asked.party(code),
                "turn": code in turn,
                "presides": known and code in forum.chair,
            }
            for code in order
        ],
        "turn": [asked.party(code) for code in turn],
        "article": article(asked, Point.TURN),
        "pass": article(asked, Point.PASS),
    }


def named(forum: Forum) -> bool:
    """Whether who called this body named who presides in it, and no turn was taken since."""
    return bool(forum.chair) and forum.presiding is None


def _told(forum: Forum) -> Iterator[str]:
    """How the chair goes on, in sentences."""
    if named(forum):
        who = commas(forum.chair)
        yield tell("It was opened with {who} in the chair, and no turn was taken since.", who=who)
    yield _ROTAS[forum.charter.chair.rota]
    yield _TERMS[forum.charter.chair.term]


# ---------------------------------------------------------------- may and may not


def _may(asked: Asked) -> Iterator[Twin]:
    """What the chair does, by the table of acts: alone, or as the secretariat may as well."""
    for who, told in (
        (Who.CHAIR, tell("The chair alone")),
        (Who.CHAIR_OR_SECRETARIAT, tell("The chair or the secretariat")),
    ):
        acts = [kind.meaning for kind in KINDS.values() if kind.who is who]
        if asked.forum.reports_to is not None:  # a body that reports to another takes no decisions
            acts = [kind.meaning for kind in KINDS.values() if kind.who is who and not kind.adopts]
        yield {"who": told, "acts": acts}


def _may_not(asked: Asked) -> Iterator[Twin]:
    """What the chair does not do, each by its article of this charter."""
    rules = asked.forum.charter
    rows: list[tuple[str, Point]] = [
        (tell("It decides nothing in the place of the members."), Point.WHO_ACTS),
        (tell("It finds consensus, and finds none over an objection that stands."),
         Point.CONSENSUS),
        (tell("It withdraws nobody's objection."), Point.OBJECTION),
        (tell("It adopts an agenda only where no member objects to it."), Point.AGENDA),
        (tell("It gives the floor in the order of the list."), Point.FLOOR),
        (tell("It rules on a point of order at once, and does nothing else before."),
         Point.POINT_OF_ORDER),
        (tell("It strikes no words without a decision of the members."), Point.STRIKE),
        (tell("It refuses no request for an explanation, and no meeting on one."),
         Point.CRISIS_MEETING),
        (tell("It changes no wording of a party; a bridging text stands beside the others."),
         Point.BRIDGING),
    ]  # fmt: skip
    if rules.chair.speaks:
        rows.insert(1, (tell("It does not speak for its own delegation."), Point.DEPUTY))
    if rules.silence.allowed:
        rows.append((tell("It does not find that a silence held."), Point.SILENCE_CERTIFY))
    for told, point in rows:
        yield {"told": told, "article": article(asked, point)}


def _articles(forum: Forum) -> Iterator[Twin]:
    """The articles of this charter that speak of the chair, in its own words and order."""
    for one in forum.charter.articles:
        if "chair" in one.text.lower():
            yield {"number": one.number, "text": one.text}


# ---------------------------------------------------------------- influence


def _influence(asked: Asked, rows: tuple[Influence, ...]) -> list[Twin]:
    return [
        {**asked.party(row.code), **_counts(row)} for row in rows if row.code in asked.forum.seats
    ]


def _counts(row: Influence) -> Twin:
    return {key: value for key, value in attrs.asdict(row).items() if key != "code"}


def _others(asked: Asked) -> Iterator[Twin]:
    """Other bodies of this forum that the reader can read, to stand beside this one."""
    assert asked.hall is not None  # noqa: S101 - the address names one
    assert asked.room is not None  # noqa: S101 - the address names one
    for room in asked.hall.rooms.values():
        read = admitted(asked.reader, room)
        if room.name == asked.room.name or read is None or read.forum is None:
            continue
        if read.forum.charter.compiled or read.forum.blind is not None:
            continue  # nobody presides in the one; what cannot be followed is not counted
        yield {
            "name": room.name,
            "title": titled(read),
            "page": f"{asked.page('chair')}?beside={room.name}",
        }


def _beside(asked: Asked) -> Twin | None:
    """This body beside another one, seat by seat; no verdict is drawn.

    Raises:
        MissingError: there is no such body, or it is not this reader's.
    """
    name = asked.query.get("beside")
    if name is None:
        return None
    if name not in {one["name"] for one in _others(asked)}:
        raise MissingError
    assert asked.hall is not None  # noqa: S101 - the address names one
    read = asked.hall.rooms[name].by(asked.reader.code)
    if read.forum is None:
        raise MissingError
    return {
        "name": name,
        "title": titled(read),
        "left": titled(asked.read),
        "told": [asked.told(joined(" ", _told(one))) for one in (asked.forum, read.forum)],
        "rows": [
            {
                **asked.party(row.code),
                "left": None if row.left is None else _counts(row.left),
                "right": None if row.right is None else _counts(row.right),
            }
            for row in side_by_side(asked.forum, read.forum)
        ],
    }


# ---------------------------------------------------------------- without a party


def without(asked: Asked) -> Page:
    """For each seat, what cannot be settled without it; all the rest can be talked about."""
    forum = asked.forum
    rows = (
        []
        if forum.charter.compiled or forum.blind is not None
        else [
            one
            for one in without_each(forum)
            if one.waiting or forum.heir(one.code) == one.code  # a successor stands for both
        ]
    )
    return Page(
        title=tell("Without a party"),
        twin={
            "compiled": forum.charter.compiled,
            "chair": asked.page("chair"),
            "article": article(asked, Point.NECESSARY),
            "parties": [
                {
                    **asked.party(one.code),
                    "seat": asked.told(one.seat),
                    "talk": asked.told(one.talk),
                    "waiting": [
                        {**_proposal(asked, x.proposal), "why": asked.told(x.why)}
                        for x in one.waiting
                    ],
                    "open": [_proposal(asked, name) for name in one.open],
                    "body": [asked.told(x) for x in one.body],
                }
                for one in rows
            ],
        },
    )


def _proposal(asked: Asked, name: str) -> Twin:
    return {
        "object": name,
        "title": asked.forum.proposals[name].title,
        "page": asked.thing(name),
    }


ROUTES = (
    Route(
        name="chair",
        path=f"{ROOM}/chair",
        rule=Rule.CIRCLE,
        answer=chair,
        about="Whose turn in the chair it is, what the chair may do here and may not, influence.",
        menu=tell("The chair"),
        asks=(
            Input(
                name="beside",
                meaning="Name of another circle of the forum, to be shown beside this one.",
                needed=False,
            ),
        ),
    ),
    Route(
        name="without",
        path=f"{ROOM}/without",
        rule=Rule.CIRCLE,
        answer=without,
        about="For each seat, what cannot be settled without it.",
    ),
)
