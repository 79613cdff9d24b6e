"""What seats will not have discussed, and texts that are without prejudice to something."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.points import Point
from dipoli.forum.kind import is_member
from dipoli.forum.reserved import Matter, Stage
from dipoli.forum.reserved_rules import still_needed as matter_needed
from dipoli.forum.unseen import MATTERS
from dipoli.told import tell
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.pages.text_clauses import hides
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term

UNKNOWN = term(tell("not known"))


def matters(asked: Asked) -> Page:
    """What each seat will not have discussed, and texts that are without prejudice to something."""
    forum = asked.forum
    return Page(
        title=tell("Reserved matters"),
        twin={
            "known": MATTERS not in forum.unknown,
            "seats": [
                {
                    **asked.party(code),
                    "own": code == asked.reader.code,
                    "matters": [matter_twin(asked, one) for one in held_by(asked, code)],
                }
                for code in forum.order
                if is_member(forum, code) or held_by(asked, code)
            ],
            "any": bool(forum.matters),
            "without": list(_without(asked)),
            "articles": articles(asked, (Point.RESERVED,)),
        },
    )


def matter(asked: Asked) -> Page:
    """One reserved matter.

    Raises:
        MissingError: no matter of this name is reserved here.
    """
    one = asked.forum.matters.get(asked.words["object"])
    if one is None:
        raise MissingError
    told = matter_twin(asked, one)
    return Page(
        title=told.pop("title"),
        twin={
            **told,
            "by": asked.party(one.by),
            "articles": articles(asked, (Point.RESERVED,)),
        },
    )


def held_by(asked: Asked, code: str) -> list[Matter]:
    """What a seat reserves, and reserved before, in the order of entry."""
    held = (one for one in asked.forum.matters.values() if one.by == code)
    return sorted(held, key=lambda one: asked.forum.begun.get(one.id, 0))


def matter_twin(asked: Asked, one: Matter) -> Twin:
    """A matter, the words by which a paper names it, and where its seat admits it."""
    forum = asked.forum
    known = one.id not in forum.unknown
    return {
        "object": one.id,
        "title": one.title,
        "names": list(one.names),
        "stage": one.stage if known else UNKNOWN,
        "released": one.stage is Stage.RELEASED if known else None,
        "admitted": [
            {"object": name, "title": _title(asked, name), "page": asked.thing(name)}
            for name in sorted(one.admitted, key=lambda name: (forum.begun.get(name, 0), name))
        ],
        "needed": asked.told(matter_needed(forum, one)) if known else None,
        "page": asked.page("matter", one.id),
    }


def _title(asked: Asked, name: str) -> str | None:
    """The title of a thing that a matter is admitted in."""
    forum = asked.forum
    held = (forum.texts, forum.proposals, forum.items, forum.meetings, forum.bodies, forum.summits)
    found = next((each[name] for each in held if name in each), None)
    return None if found is None else str(found.title)


def _without(asked: Asked) -> Iterator[Twin]:
    """Texts that are without prejudice to something, in the order in which they were tabled."""
    for text in sorted(asked.forum.texts.values(), key=lambda one: one.number):
        for number in sorted(text.notes):
            note = text.notes[number]
            yield {
                "object": text.id,
                "title": text.title,
                "page": asked.page("text", text.id),
                "words": note.words,
                "by": None if hides(text) else asked.party(note.by),
            }


ROUTES = (
    Route(
        name="matters",
        path=f"{ROOM}/reserved",
        rule=Rule.CIRCLE,
        answer=matters,
        about="What each seat will not have discussed, and texts without prejudice to something.",
    ),
    Route(
        name="matter",
        path=f"{ROOM}/reserved/<str:object>",
        rule=Rule.CIRCLE,
        answer=matter,
        about="One reserved matter, and where its seat admits it.",
        sorts=("matter",),
    ),
)
