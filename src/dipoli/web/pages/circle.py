"""One circle: who sits, who presides, where everything stands."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum.kind import is_member
from dipoli.forum.overview import Group, Line, of_object, overview
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page, Twin, titled
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route


def circle(asked: Asked) -> Page:
    """The circle as it stands, group by group."""
    forum = asked.forum
    return Page(
        title=titled(asked.read),
        twin={
            "level": forum.level,
            "track": forum.track,
            "reports_to": forum.reports_to,
            "chair": presiding(asked),
            "seats": list(_seats(asked)),
            "groups": [group_twin(asked, one) for one in overview(forum, asked.time)],
        },
    )


def thing(asked: Asked) -> Page:
    """One thing by its short name.

    Raises:
        MissingError: nothing here has this name.
    """
    name = asked.words["object"]
    groups = of_object(asked.forum, asked.time, name)
    if not groups:
        raise MissingError
    twin = {"object": name, "groups": [group_twin(asked, one) for one in groups]}
    title = next((line.title for one in groups for line in one.lines if line.object == name), "")
    clause, seat = asked.forum.clauses.get(name), name in asked.forum.seats
    if clause is not None:
        title = asked.forum.texts[clause.text].title
    return Page(title=asked.names.party(name) if seat else title or name, twin=twin)


# ---------------------------------------------------------------- parts


def presiding(asked: Asked) -> list[Twin]:
    """Who presides now, two where the chair is shared; nobody where it is empty."""
    return [asked.party(code) for code in asked.forum.chair]


def _seats(asked: Asked) -> Iterator[Twin]:
    """Every seat in protocol order."""
    forum = asked.forum
    for code in forum.order:
        seat = forum.seats.get(code)
        if seat is not None:
            yield {
                **asked.party(code),
                "stage": seat.stage,
                "member": is_member(forum, code),
                "chair": code in forum.chair,
            }


def group_twin(asked: Asked, group: Group) -> Twin:
    """A group of the overview as a part of a twin."""
    basket = group.basket
    return {
        "heading": group.heading if basket is None else asked.names.basket(basket),
        "basket": basket,
        "page": None if basket is None else asked.page("basket", basket),
        "lines": [line_twin(asked, line) for line in group.lines],
    }


def line_twin(asked: Asked, line: Line) -> Twin:
    """One thing as it stands, with the address of its page."""
    name = asked.names.party(line.object) if line.object in asked.forum.seats else line.object
    return {
        "object": line.object or None,
        "name": name or None,
        "sort": line.sort,
        "title": line.title or None,
        "stage": asked.names.named(line.stage),
        "needed": asked.told(line.needed) if line.needed else None,
        "page": asked.thing(line.object) if line.object and line.object != line.sort else None,
    }


ROUTES = (
    Route(
        name="circle",
        path=ROOM,
        rule=Rule.CIRCLE,
        answer=circle,
        about="One circle: who sits, who presides, and where everything stands.",
        menu=tell("Where it stands"),
    ),
    Route(
        name="thing",
        path=f"{ROOM}/things/<str:object>",
        rule=Rule.CIRCLE,
        answer=thing,
        about="One thing by its short name: where it stands and what it still needs.",
    ),
)
