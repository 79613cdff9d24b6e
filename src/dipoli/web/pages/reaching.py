"""Who can be reached and by what: focal points, and direct lines with every test of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dipoli.charter.points import Point
from dipoli.forum.hotline import FocalPoint, Line, PointStage, Reach, Test
from dipoli.forum.hotline_rules import line_needed, point_needed
from dipoli.told import in_words
from dipoli.web.acts import done
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route


def focal_point(asked: Asked) -> Page:
    """One focal point: who answers now, who answers otherwise, and what else its party named.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.focal_points.get(asked.words["object"])
    if one is None:
        raise MissingError
    others = (each for each in forum.focal_points.values() if each.by == one.by and each != one)
    return Page(
        title=one.subject,
        twin={
            **point_twin(asked, one),
            "own": _reach(one.reach),
            "since": asked.clock(one.since),
            "under": _measure(asked, one.measure),
            "others": [point_twin(asked, each) for each in points(asked, others)],
            "lines": [
                line_twin(asked, each)
                for each in sorted(forum.lines.values(), key=lambda each: each.number)
                if one.by in each.ends
            ],
            "article": article(asked, Point.LINE),
            "history": history(asked, one.id),
        },
    )


def line(asked: Asked) -> Page:
    """One direct line: each end in a column of its own, and every test with its answers.

    Raises:
        MissingError: there is none of this name.
    """
    one = asked.forum.lines.get(asked.words["object"])
    if one is None:
        raise MissingError
    return Page(
        title=one.title,
        twin={
            **line_twin(asked, one),
            "by": asked.party(one.by),
            "since": asked.clock(one.since),
            "under": _measure(asked, one.measure),
            "sides": list(_sides(asked, one)),
            "tests": [
                _test(asked, one, number, test)
                for number, test in sorted(one.tests.items(), reverse=True)
            ],
            "article": article(asked, Point.LINE),
            "history": history(asked, one.id),
        },
    )


# ---------------------------------------------------------------- parts


def points(asked: Asked, held: Iterable[FocalPoint]) -> list[FocalPoint]:
    """Focal points in protocol order; those of one party, as they were named."""
    order = asked.forum.order
    return sorted(held, key=lambda one: (order.index(one.by), one.number))


def point_twin(asked: Asked, one: FocalPoint) -> Twin:
    """A focal point: by whom and how it is reached now."""
    reach = one.answers(asked.time)
    return {
        "object": one.id,
        "page": asked.thing(one.id),
        "by": asked.party(one.by),
        "subject": one.subject,
        "stage": in_words(one.stage),
        "reach": None if reach is None else _reach(reach),
        "deputy": reach is not None and reach is one.deputy,
        "until": asked.clock(one.until),
        "needed": asked.told(point_needed(asked.forum, one)),
        "unknown": one.id in asked.forum.unknown,
    }


def line_twin(asked: Asked, one: Line) -> Twin:
    """A direct line, and what its last test showed."""
    test = None if one.last is None else one.tests[one.last]
    return {
        "object": one.id,
        "page": asked.thing(one.id),
        "title": one.title,
        "channel": one.channel,
        "stage": one.stage,
        "ends": asked.parties(one.ends),
        "tested": None
        if test is None
        else {
            "by": asked.party(test.by),
            "at": asked.clock(test.time),
            "answered": [
                {**party, "at": asked.clock(test.answered[party["code"]])}
                for party in asked.parties(test.answered)
            ],
        },
        "needed": asked.told(line_needed(asked.forum, one)),
        "unknown": one.id in asked.forum.unknown,
    }


def _reach(one: Reach) -> Twin:
    return {"name": one.name, "office": one.office, "hours": one.hours, "channel": one.channel}


def _measure(asked: Asked, name: str | None) -> Twin | None:
    """The measure under which something is; None for none."""
    if name is None:
        return None
    held = asked.forum.measures.get(name)
    title = None if held is None else held.row.measure
    return {"object": name, "title": title, "page": asked.thing(name)}


def _sides(asked: Asked, one: Line) -> Iterator[Twin]:
    """Each end: whether it confirmed the line, and who answers for it."""
    named = asked.forum.focal_points.values()
    for party in asked.parties(one.ends):
        code = party["code"]
        number = one.confirmed.get(code)
        reached = [each for each in named if each.by == code and each.stage is not PointStage.ENDED]
        yield {
            **party,
            "confirmed": None if number is None else asked.clock(done(asked, number).time),
            "points": [point_twin(asked, each) for each in points(asked, reached)],
        }


def _test(asked: Asked, line: Line, number: int, test: Test) -> Twin:
    """A test, with the answer of each other end; None where none is entered."""
    others = [code for code in line.ends if code != test.by]
    return {
        "act": number,
        "by": asked.party(test.by),
        "at": asked.clock(test.time),
        "answers": [
            {**party, "at": asked.clock(test.answered.get(party["code"]))}
            for party in asked.parties(others)
        ],
    }


ROUTES = (
    Route(
        name="line",
        path=f"{ROOM}/lines/<str:object>",
        rule=Rule.CIRCLE,
        answer=line,
        about="A direct line: whom it connects, who confirmed it, and each test with its answers.",
        sorts=("line",),
    ),
    Route(
        name="focal_point",
        path=f"{ROOM}/focal-points/<str:object>",
        rule=Rule.CIRCLE,
        answer=focal_point,
        about="A focal point: who answers now, and up to when it is handed over.",
        sorts=("focal-point",),
    ),
)
