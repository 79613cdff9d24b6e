"""The crisis desk: requests for explanation, who can be reached, and what still runs."""

from __future__ import annotations

from dipoli.charter.points import Point
from dipoli.forum.commitment_told import in_a_line
from dipoli.forum.request import Request, Stage
from dipoli.forum.request_rules import seen, still_needed
from dipoli.forum.still_runs import Part, Running, still_runs
from dipoli.told import in_words, tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history, unstruck
from dipoli.web.pages.reaching import line_twin, point_twin, points
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route

_RULE = tell(
    "Every party with a place here can ask any other for an explanation, before all. It needs no "
    "decision, no meeting, no leave of the chair and no consent; nobody can hold it up."
)
PAIR = 2
_UNREAD = tell("Nothing of this that you can read. What is not open to you is not known here.")


def crisis(asked: Asked) -> Page:
    """Who asks whom and until when, who can be reached, and what still runs."""
    forum = asked.forum
    held = sorted(forum.requests.values(), key=lambda one: one.number, reverse=True)
    without, between = _chosen(asked)
    compiled = forum.charter.compiled
    return Page(
        title=tell("Crisis desk"),
        twin={
            "compiled": compiled,
            "rule": None if compiled else _RULE,
            "articles": [
                article(asked, point)
                for point in (Point.REQUEST, Point.EXPLANATION, Point.CRISIS_MEETING)
            ],
            "open": [line(asked, one) for one in held if one.stage is not Stage.CLOSED],
            "closed": [line(asked, one) for one in held if one.stage is Stage.CLOSED],
            "focal_points": [
                point_twin(asked, one) for one in points(asked, forum.focal_points.values())
            ],
            "lines": [
                line_twin(asked, one)
                for one in sorted(forum.lines.values(), key=lambda one: one.number)
            ],
            "parties": asked.parties(forum.seats),
            "without": None if without is None else asked.party(without),
            "between": asked.parties(between),
            "still_runs": [
                _part(asked, part)
                for part in still_runs(forum, asked.time, without=without, between=between)
                if not compiled
            ],
        },
    )


def _chosen(asked: Asked) -> tuple[str | None, tuple[str, ...]]:
    """Without whom, and between which two, the reader asks; nobody where that is not said."""
    seats = asked.forum.seats
    without = asked.query.get("without", "")
    named = (asked.query.get("one", ""), asked.query.get("other", ""))
    pair = tuple(code for code in named if code in seats)
    whole = len(set(pair)) == PAIR
    return without if without in seats else None, pair if whole else ()


def _part(asked: Asked, part: Part) -> Twin:
    return {
        "heading": part.heading,
        "empty": None if part.lines else _UNREAD if asked.forum.blind is not None else part.empty,
        "lines": [_running(asked, one) for one in part.lines],
    }


def _running(asked: Asked, one: Running) -> Twin:
    title = one.title
    if one.sort == "seat":
        title = asked.names.party(one.object)
    elif one.sort == "basket":
        title = asked.names.basket(one.object)
    elif not one.object:
        title = tell("To ask for an explanation")
    named = one.object if one.object and one.sort not in {"seat", "basket"} else None
    return {
        "object": named,
        "sort": one.sort,
        "title": title,
        "state": one.state,
        "told": asked.told(one.told),
        "page": None if named is None else asked.thing(named),
    }


# ---------------------------------------------------------------- requests


def line(asked: Asked, one: Request) -> Twin:
    """A request as it is listed: who asks whom, and the clock that runs."""
    awaits = one.stage is Stage.ASKED
    return {
        "object": one.id,
        "page": asked.thing(one.id),
        "title": in_a_line(one.words),
        "by": asked.party(one.by),
        "to": asked.party(one.to),
        "about": in_words(one.about),
        "stage": seen(one, asked.time),
        "asked": asked.clock(one.asked),
        "clock": asked.clock(one.until)
        if awaits
        else asked.clock(one.meet)
        if _called(one)
        else None,
        "clock_is": "answer" if awaits else "meeting" if _called(one) else None,
        "needed": asked.told(still_needed(asked.forum, one, asked.time)),
        "unknown": one.id in asked.forum.unknown,
    }


def _called(one: Request) -> bool:
    return one.stage is Stage.CALLED


def request(asked: Asked) -> Page:
    """One request for an explanation: what was asked, both clocks, what came of it.

    Raises:
        MissingError: there is none of this name.
    """
    forum = asked.forum
    one = forum.requests.get(asked.words["object"])
    if one is None:
        raise MissingError
    return Page(
        title=in_a_line(one.words),
        twin={
            **line(asked, one),
            "words": unstruck(asked, one.number, one.words),
            "seen_on": asked.clock(one.date),
            "place": one.place,
            "answer_until": asked.clock(one.until),
            "answers": [
                {
                    "act": each.number,
                    "by": asked.party(each.by),
                    "at": asked.clock(each.time),
                    "late": one.is_late(each),
                }
                for each in one.answers
            ],
            "meeting": None
            if one.called is None
            else {
                "of": tell("all")
                if one.scope is not None and one.scope.value == "all"
                else tell("the two"),
                "called": asked.clock(one.called),
                "until": asked.clock(one.meet),
                "joined": asked.parties(one.joined),
            },
            "met": [
                {
                    "act": each.number,
                    "by": asked.party(each.by),
                    "at": asked.clock(each.date),
                    "present": asked.parties(each.present),
                }
                for each in one.met
            ],
            "decisions": [{"object": name, "page": asked.thing(name)} for name in one.decisions],
            "visits": [{"object": name, "page": asked.thing(name)} for name in one.visits],
            "articles": [
                article(asked, Point.EXPLANATION),
                article(asked, Point.CRISIS_MEETING),
            ],
            "history": history(asked, one.id),
        },
    )


ROUTES = (
    Route(
        name="crisis",
        path=f"{ROOM}/crisis-desk",
        rule=Rule.CIRCLE,
        answer=crisis,
        about="The crisis desk: requests for explanation, who can be reached, what still runs.",
        menu=tell("Crisis desk"),
        asks=(
            Input(
                name="without",
                meaning="Code of a party without whom the channels are looked at.",
                needed=False,
            ),
            Input(name="one", meaning="Code of the one of two parties.", needed=False),
            Input(name="other", meaning="Code of the other of two parties.", needed=False),
        ),
    ),
    Route(
        name="request",
        path=f"{ROOM}/crisis-desk/<str:object>",
        rule=Rule.CIRCLE,
        answer=request,
        about="One request for an explanation: what was asked, its clocks, and what came of it.",
        sorts=("request",),
    ),
)
