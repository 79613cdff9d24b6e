"""Good offices, as one circle of a mediator and one party has them.

What another party said to the mediator stands in another circle, and nothing of it here but what
was carried. An idea that was carried shows no source: none is in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.forum.offices import OPEN, Carriage, GoodOffices, How, Leave, Message
from dipoli.forum.offices_rules import still_needed
from dipoli.forum.standing import Forum
from dipoli.forum.text import Kind, Text
from dipoli.record.canon import to_base64
from dipoli.told import tell
from dipoli.web.acts import Silent
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.beside import circles, party
from dipoli.web.carrying import ways
from dipoli.web.pages.texts import paper
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term

MARKS: Mapping[Leave, str] = MappingProxyType(
    {
        Leave.ALONE: tell("for you alone"),
        Leave.IDEA: tell("as your own idea"),
        Leave.CONVEY: tell("you may convey"),
    }
)
"""Each mark as its author sets it; “you” is the mediator."""

REACH: Mapping[Leave, str] = MappingProxyType(
    {
        Leave.ALONE: tell("It does not leave this circle."),
        Leave.IDEA: tell(
            "The mediator may put it elsewhere as its own idea, in words of its own. The "
            "other side is told nothing of where it comes from."
        ),
        Leave.CONVEY: tell("The mediator may carry it word for word, and says whose it is."),
    }
)
"""What each mark lets the mediator do."""

HOW: Mapping[How, str] = MappingProxyType(
    {
        How.IDEA: tell("as the mediator's own idea, without its source"),
        How.SOURCE: tell("with its source"),
    }
)

POINTS = (
    Point.OFFICES,
    Point.OFFICES_STAGE,
    Point.MESSAGE_MARK,
    Point.MESSAGE_CONVEY,
    Point.OFFICES_TEXT,
)
"""What the charter says of good offices."""


def offices(asked: Asked) -> Page:
    """Good offices in this circle, with every message in the order in which it was entered."""
    held = sorted(asked.forum.offices.values(), key=lambda one: one.number)
    return Page(
        title=tell("Good offices"),
        twin={
            "offices": [_offices(asked, one) for one in held],
            "single": [paper(asked, one) for one in _single(asked.forum)],
            **_practice(asked),
        },
    )


def message(asked: Asked) -> Page:
    """One of them by its name, or one message with what it answers.

    Raises:
        MissingError: there is none of this name here.
    """
    forum, name = asked.forum, asked.words["object"]
    held = forum.offices.get(name)
    if held is not None:
        twin = {"offices": [_offices(asked, held)], "single": [], **_practice(asked)}
        return Page(title=tell("Good offices {name}", name=name), twin=twin)
    one = forum.messages.get(name)
    if one is None:
        raise MissingError
    held = forum.offices[one.offices]
    near = [
        forum.messages[each]
        for each in (one.answers, one.answered)
        if each is not None and each in forum.messages
    ]
    shown = sorted((one, *near), key=lambda each: each.number)
    twin = {
        "offices": [_offices(asked, held, shown)],
        "single": [],
        **_practice(asked),
    }
    return Page(title=tell("Message {name}", name=name), twin=twin)


def has_offices(asked: Asked) -> bool:
    """Whether good offices were ever offered in a circle; of a sealed one its envelopes tell."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    standing = asked.read.standing
    return bool(asked.forum.offices) or (asked.shut and OPEN in standing.names)


# ---------------------------------------------------------------- parts


def _practice(asked: Asked) -> Twin:
    """The three marks and the articles, in the order in which the charter has them."""
    return {
        "marks_told": [{"mark": MARKS[one], "told": REACH[one]} for one in Leave],
        "articles": articles(asked, POINTS),
    }


def _single(forum: Forum) -> list[Text]:
    if not forum.offices:
        return []  # a single text may also be negotiated where no good offices are
    held = (one for one in forum.texts.values() if one.kind is Kind.SINGLE)
    return sorted(held, key=lambda one: one.number)


def _offices(asked: Asked, one: GoodOffices, shown: list[Message] | None = None) -> Twin:
    forum = asked.forum
    held = (each for each in forum.messages.values() if each.offices == one.id)
    messages = sorted(held, key=lambda each: each.number) if shown is None else shown
    known = one.id not in forum.unknown
    return {
        "object": one.id,
        "words": one.words,
        "mediator": asked.party(one.mediator),
        "party": asked.party(one.party),
        "opened_by": asked.party(one.by),
        "stage": one.stage if known else term(tell("not known")),
        "since": asked.clock(one.since),
        "needed": asked.told(still_needed(forum, one)) if known else None,
        "messages": [_message(asked, each) for each in messages],
        "page": asked.page("message", one.id),
    }


def _message(asked: Asked, one: Message) -> Twin:
    """A message with its mark, and what its author was told of its being conveyed."""
    forum, carried = asked.forum, one.stage is Carriage.CARRIED
    mediator = forum.offices[one.offices].mediator
    mark = None if carried else one.mark
    return {
        "object": one.id,
        "by": asked.party(one.by),
        "words": None if one.number in forum.struck else one.words,
        "silent": Silent.STRUCK.value if one.number in forum.struck else None,
        "sent": asked.clock(one.sent),
        "mark": None if mark is None else mark,
        "mark_told": None if mark is None else MARKS[mark],
        "reach": None if mark is None or one.by == mediator else REACH[mark],
        "marks": [
            {"mark": MARKS[each.mark], "since": asked.clock(each.since)} for each in one.marks
        ],
        "to": [party(asked, code) for code in _in_order(asked, one.to)],
        "answers": one.answers,
        "answered": one.answered,
        "carried": _carried(asked, one) if carried else None,
        "conveyed": list(_conveyed(asked, one)),
        "ways": list(ways(asked, one)),
        "known": one.id not in forum.unknown,
        "page": asked.page("message", one.id),
    }


def _in_order(asked: Asked, codes: Iterable[str]) -> list[str]:
    """Codes in protocol order, as far as this circle has one; then in that of the plenary."""
    orders = [asked.forum.order, *(one.forum.order for one in circles(asked))]
    place = {code: number for number, code in enumerate(dict.fromkeys(chain(*orders)))}
    return sorted(codes, key=lambda code: place.get(code, len(place)))


def _carried(asked: Asked, one: Message) -> Twin:
    """How something that the mediator brought here is told: with its source, or as its own idea."""
    if one.source is None or one.from_ is None:
        return {
            "how": How.IDEA.value,
            "told": tell(
                "The mediator put it here as its own idea. Nothing in the record says where "
                "an idea comes from."
            ),
            "from": None,
            "source": None,
        }
    return {
        "how": How.SOURCE.value,
        "told": tell("The mediator carried it here word for word, with its source."),
        "from": party(asked, one.from_),
        "source": to_base64(one.source),
    }


def _conveyed(asked: Asked, one: Message) -> Iterator[Twin]:
    for told in one.told:
        yield {
            "to": party(asked, told.to),
            "how": told.how,
            "told": HOW[told.how],
            "day": told.day,
            "words": told.words,
        }


ROUTES = (
    Route(
        name="offices",
        path=f"{ROOM}/good-offices",
        rule=Rule.CIRCLE,
        answer=offices,
        about="Good offices: what was said to the mediator, how far it may go, what was carried.",
        menu=tell("Good offices"),
        listed=has_offices,
    ),
    Route(
        name="message",
        path=f"{ROOM}/good-offices/<str:object>",
        rule=Rule.CIRCLE,
        answer=message,
        about="One message under good offices, with its mark and what it answers.",
        sorts=("mediation", "message"),
    ),
)
