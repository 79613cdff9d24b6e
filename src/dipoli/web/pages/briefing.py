"""The newcomer's briefing: what this forum is and where it stands, each line with its act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.forum.brief import MOST, NOTHING, Part, Said, brief
from dipoli.forum.compiled import dated
from dipoli.told import in_words, tell
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route

MORE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "status": ("circle", tell("Where it stands")),
        "commitments": ("commitments", tell("Commitments")),
        "inherit": ("formality", tell("How this forum came about")),
        "today": ("today", tell("Today")),
    }
)
"""What tells the rest of a part that was cut: the page, and its title."""

OPEN = tell(
    "This circle is open to the host: who sits in it reads it, and the host reads every act."
)
SEALED = tell(
    "This circle is sealed against the host: who sits in it reads it, through its own node. The "
    "host sees who acts and when, and not what is said."
)
COMPILED = tell("Compiled from public documents; anybody may read it.")


def briefing(asked: Asked) -> Page:
    """Some two pages for who comes new: to the forum, or to the delegation that reads."""
    seat = asked.reader.code if asked.reader.code in asked.forum.seats else None
    parts = brief(asked.forum, asked.time, seat, (_read_by(asked),))
    return Page(
        title=tell("Briefing"),
        twin={
            "seat": None if seat is None else asked.party(seat),
            "at": asked.clock(f"{asked.time[:16]}:00Z"),
            "parts": list(_parts(asked, parts)),
            "compiled": asked.forum.charter.compiled,
            "doors": list(_doors(asked, seat)),
        },
    )


def _read_by(asked: Asked) -> str:
    assert asked.read is not None  # noqa: S101 - the address names a circle
    if asked.forum.charter.compiled:
        return COMPILED
    return SEALED if asked.read.standing.is_sealed else OPEN


def _parts(asked: Asked, parts: tuple[Part, ...]) -> Iterator[Twin]:
    """Each part; of a compiled record those with a line, and before the last what was compiled."""
    compiled = asked.forum.charter.compiled
    for number, one in enumerate(parts):
        if compiled and number == len(parts) - 1:
            yield _compiled(asked)
        if one.lines or not compiled:
            yield _part(asked, one)


def _compiled(asked: Asked) -> Twin:
    """The last entries of a compiler, in the order of their dates."""
    held = sorted(asked.forum.entries.values(), key=lambda one: (one.said.date, one.number))
    return {
        "heading": tell("What was compiled, the last entries"),
        "lines": [
            {
                "told": tell(
                    "{date}, {object}: {sort}.",
                    date=dated(one.said.date, one.said.precision),
                    object=one.id,
                    sort=in_words(one.said.sort),
                ),
                "words": one.said.words,
                "act": one.number,
                "log": _log(asked, one.number),
            }
            for one in held[-MOST:]
        ],
        "none": NOTHING,
        "more": None if len(held) <= MOST else _more(asked, "status"),
    }


def _log(asked: Asked, act: int) -> str:
    """The address of an act in the record."""
    return f"{asked.page('log')}?from={act}#act-{act}"


def _part(asked: Asked, part: Part) -> Twin:
    return {
        "heading": asked.told(part.heading),
        "lines": [_line(asked, one) for one in part.lines],
        "none": part.none,
        "more": None if part.more is None else _more(asked, part.more),
    }


def _line(asked: Asked, one: Said) -> Twin:
    log = None if one.act is None else _log(asked, one.act)
    return {"told": asked.told(one.told), "words": one.words, "act": one.act, "log": log}


def _more(asked: Asked, name: str) -> Twin:
    route, title = MORE[name]
    return {"title": title, "page": "/today" if route == "today" else asked.page(route)}


def _doors(asked: Asked, seat: str | None) -> Iterator[Twin]:
    """Pages that a newcomer looks at next, and that the menu does not list."""
    if seat is not None:
        yield {"title": tell("Our delegation"), "page": asked.page("delegation")}
    yield {"title": tell("Reserved matters"), "page": asked.page("matters")}
    yield {"title": tell("Meetings of leaders"), "page": asked.page("summits")}
    yield {"title": tell("Good offices"), "page": asked.page("offices")}
    yield {"title": tell("How this forum came about"), "page": asked.page("formality")}


ROUTES = (
    Route(
        name="brief",
        path=f"{ROOM}/briefing",
        rule=Rule.CIRCLE,
        answer=briefing,
        about="A briefing for who comes new: what this forum is, and where it stands.",
        menu=tell("Briefing"),
    ),
)
