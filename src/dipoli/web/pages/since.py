"""What was entered since the reader's last visit: of one circle, and of all that the reader reads.

The newest stands first, and what was done about one thing stands together: an act about a clause or
an amendment with its text, one about an item with its meeting. How it is told is the record's own:
the words that the reader may read, and why others are not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve
from django.urls import reverse

from dipoli.forum.basket_rules import basket_of
from dipoli.forum.overview import Line, overview
from dipoli.forum.standing import Forum
from dipoli.forum.text import Text
from dipoli.told import tell
from dipoli.web import visits
from dipoli.web.accounts.marks import Visit
from dipoli.web.act_form import thing
from dipoli.web.acts import Done, numbers, span
from dipoli.web.asked import Asked, MissingError, Page, Twin, marks_of, titled
from dipoli.web.deeds import DEEDS, deed
from dipoli.web.history import briefly
from dipoli.web.policy import Rule, admitted
from dipoli.web.route import ROOM, Action, Gone, Input, Route, Sent

MOST, SOME, FEW = 200, 40, 5
"""So many acts of one circle are told on its own page; beside others; and there, of one in which no
visit is known."""

SHORT = 300
"""So many signs of an act's words are quoted; the record has the rest."""

RAISES = frozenset(
    {"clause.revise/1", "clause.take/1", "amendment.take/1", "text.without-prejudice/1"}
)
"""Acts that give a text a new version; so does proposing a clause, but for the first one."""

PROPOSES = "clause.propose/1"


def since(asked: Asked) -> Page:
    """What was entered in one circle since the reader's last visit, or about one thing of it.

    Raises:
        MissingError: there is nothing of the name that is asked for.
    """
    name = asked.query.get("object", "")
    if name and name not in asked.forum.sorts and basket_of(asked.forum, name) is None:
        raise MissingError
    visit = visits.last_visit(asked)
    return Page(
        title=tell("Since you were last here"),
        twin={
            "about": _named(asked, name, _lines(asked)) if name else None,
            **_told(asked, visit, MOST, name),
        },
    )


def news(asked: Asked) -> Page:
    """The same of every circle that the reader reads in its own forum."""
    hall = asked.site.halls.get(asked.reader.hall)
    if hall is None:
        raise MissingError
    told: list[Twin] = []
    marks: dict[str, None] = {}
    for room in hall.rooms.values():
        read = admitted(asked.reader, room)
        if read is None or read.forum is None:
            continue
        at = evolve(asked, hall=hall, room=room, read=read)
        marks |= dict.fromkeys(marks_of(read.forum))
        visit = visits.last_visit(at)
        told.append(
            {
                "circle": room.name,
                "title": titled(read),
                "sealed": at.shut,
                **_told(at, visit, FEW if visit is None else SOME, ""),
            }
        )
    if not told:
        raise MissingError
    return Page(title=tell("Since you were last here"), marks=tuple(marks), twin={"circles": told})


# ---------------------------------------------------------------- one circle


def _told(asked: Asked, visit: Visit | None, most: int, name: str) -> Twin:
    """What is new in a circle, bounded; where no visit is known, the newest acts."""
    assert asked.read is not None  # noqa: S101 - each is asked of a circle
    size = asked.read.standing.size
    start = 0 if visit is None else visit.acts
    found = _acts(asked, start, size, most, name)
    earlier = len(found) == most and found[-1].number > start
    return {
        "visit": None if visit is None else _visit(asked, visit),
        "size": size,
        "new": size - start,
        "groups": list(_groups(asked, found, start)),
        "earlier": f"{asked.page('log')}?from={start}" if earlier and visit is not None else None,
        "page": asked.page("since"),
        "log": asked.page("log"),
        "kept": asked.reader.sits,
        "send": asked.page("read_up_to"),
    }


def _visit(asked: Asked, visit: Visit) -> Twin:
    """When the visit ended; it is over, even within this second."""
    at = {**(asked.clock(visit.seen) or {}), "over": True}
    return {"acts": visit.acts, "at": at, "said": visit.said}


def _acts(asked: Asked, start: int, size: int, most: int, name: str) -> list[Done]:
    """The newest acts from a number on, the newest first."""
    if not name:
        return list(span(asked, max(start, size - most), size))[::-1]
    about = [number for number in numbers(asked, _parts(asked.forum, name)) if number >= start]
    return [one for number in reversed(about[-most:]) for one in span(asked, number, number + 1)]


def _parts(forum: Forum, name: str) -> list[str]:
    """A thing, and what stands on its page."""
    return [name, *(other for other in forum.sorts if other != name and _key(forum, other) == name)]


def _key(forum: Forum, name: str) -> str:
    """The thing under which an act about another one stands."""
    amendment = forum.amendments.get(name)
    clause = forum.clauses.get(name if amendment is None else amendment.clause)
    if clause is not None:
        return clause.text
    item = forum.items.get(name)
    return name if item is None else item.meeting


def _groups(asked: Asked, found: Iterable[Done], start: int) -> Iterator[Twin]:
    """Acts by what they are about; what was touched last stands first."""
    groups: dict[str, list[Done]] = {}
    for one in found:
        groups.setdefault(_key(asked.forum, one.object), []).append(one)
    lines = _lines(asked) if groups else {}
    for name, acts in groups.items():
        yield {
            **_named(asked, name, lines),
            "compare": _compared(asked, name, start),
            "acts": [_act(asked, one) for one in acts],
        }


def _lines(asked: Asked) -> Mapping[str, Line]:
    """Each thing as the overview of the circle has it."""
    groups = overview(asked.forum, asked.time)
    return {line.object: line for group in groups for line in group.lines}


def _named(asked: Asked, name: str, lines: Mapping[str, Line]) -> Twin:
    """A thing as a heading; of acts about none, the circle itself."""
    forum = asked.forum
    if not name:
        return {"object": None, "name": tell("The circle itself"), "title": None, "page": None}
    page = asked.thing(name)
    if basket_of(forum, name) is not None:
        page = asked.page("basket", name)
    held = thing(asked, name)
    title = lines[name].title if name in lines else held["title"]
    return {"object": name, "name": held["name"], "title": title or None, "page": page}


def _act(asked: Asked, one: Done) -> Twin:
    words = one.words
    return {
        "act": one.number,
        "name": one.name.partition("/")[0],
        "by": asked.party(one.by),
        "entered_by": asked.party(one.entered_by) if one.entered_by != one.by else None,
        "told": _sentence(asked, one),
        "at": asked.clock(one.time),
        "words": f"{words[:SHORT]}…" if len(words) > SHORT else words or None,
        "silent": None if one.silent is None else one.silent.value,
        "void": one.void,
        "log": f"{asked.page('log')}?from={one.number}#act-{one.number}",
    }


def _sentence(asked: Asked, one: Done) -> str:
    """What was done, as the page of the thing tells it."""
    return deed(asked, one) if one.name in DEEDS else briefly(asked, one.name, one.by)


# ---------------------------------------------------------------- versions of a text


def version_then(asked: Asked, text: Text, acts: int) -> int:
    """The version that a text had when its circle had so many acts; 0 where it was not there."""
    forum = asked.forum
    if forum.begun.get(text.id, 0) >= acts:
        return 0
    void = () if asked.read is None else asked.read.void
    later = [one for one in numbers(asked, _parts(forum, text.id)) if one >= acts]
    names = [] if asked.read is None else [
        asked.read.standing.names[one] for one in later if one not in void
    ]  # fmt: skip
    clauses = [forum.begun[name] for name, one in forum.clauses.items() if one.text == text.id]
    first = bool(clauses) and min(clauses) >= acts
    raised = sum(name in RAISES or name == PROPOSES for name in names)
    return text.version - raised + (1 if first else 0)


def _compared(asked: Asked, name: str, start: int) -> str | None:
    """Where the words of a text now are set beside those of the last visit, if they moved."""
    text = asked.forum.texts.get(name)
    if text is None or start == 0 or name in asked.forum.unknown:
        return None
    then = version_then(asked, text, start)
    if not 0 < then < text.version:
        return None
    return f"{asked.page('compare', name)}?old={then}&new={text.version}"


# ---------------------------------------------------------------- the reader's word


def read_up_to(asked: Asked, sent: Sent) -> Gone:
    """Let the reader say that it has read a circle up to some number of acts."""
    visits.read_up_to(asked, int(sent["acts"][0]))
    everywhere = sent.get("back", ("",))[0] == "all"
    to = reverse("news") if everywhere else asked.page("since")
    return Gone(to=to, twin={"acts": int(sent["acts"][0])})


ROUTES = (
    Route(
        name="news",
        path="since",
        rule=Rule.SITTING,
        answer=news,
        about="What was entered since the reader's last visit, in each of its circles.",
        of_desk=True,
    ),
    Route(
        name="since",
        path=f"{ROOM}/since",
        rule=Rule.CIRCLE,
        answer=since,
        about="What was entered in the circle since the reader's last visit, thing by thing.",
        menu=tell("Since you were last here"),
        listed=lambda asked: asked.reader.sits,
        asks=(Input(name="object", meaning="Short name of one thing.", needed=False),),
        of_desk=True,
    ),
)

ACTIONS = (
    Action(
        name="read_up_to",
        path=f"{ROOM}/since/read",
        rule=Rule.MARKING,
        do=read_up_to,
        about="Say that one has read the circle so far; kept for oneself, and no act.",
        inputs=(
            Input(name="acts", meaning="How many acts were read.", pattern="[0-9]{1,12}"),
            Input(
                name="back",
                meaning="all, to go on to the page of all circles.",
                needed=False,
                most=3,
            ),
        ),
    ),
)
