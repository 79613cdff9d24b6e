"""Terms in dispute: each party's own meaning beside the others', and where each term is settled."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.charter.points import Point
from dipoli.forum.naming import ALPHABETS, Thing
from dipoli.forum.naming_rules import called
from dipoli.forum.term import Stage, Term
from dipoli.forum.term_rules import awaited, marks, still_needed
from dipoli.forum.text import Text
from dipoli.told import in_words, tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route


def terms(asked: Asked) -> Page:
    """Every disputed term of the circle, in the order in which it was begun."""
    forum = asked.forum
    held = sorted(forum.terms.values(), key=lambda one: forum.begun.get(one.id, 0))
    return Page(
        title=tell("Terms in dispute"),
        twin={
            "terms": [term_twin(asked, one) for one in held],
            "article": article(asked, Point.TERMS),
        },
    )


def term(asked: Asked) -> Page:
    """One disputed term.

    Raises:
        MissingError: there is no term of this name here.
    """
    one = asked.forum.terms.get(asked.words["object"])
    if one is None:
        raise MissingError
    twin = {**term_twin(asked, one), "article": article(asked, Point.TERMS)}
    return Page(title=one.title, twin=twin)


# ---------------------------------------------------------------- parts


def term_twin(asked: Asked, one: Term) -> Twin:
    """A term: who means what by it, and in which texts it is used."""
    forum = asked.forum
    given = asked.reader.code in one.meanings
    return {
        "object": one.id,
        "title": one.title,
        "named": _named(asked, one),
        "names": [{"name": each, "language": written_in(asked, each)} for each in one.names],
        "by": asked.party(one.by),
        "meanings": meanings(asked, one),
        "mine": given if asked.reader.code in forum.seats else None,
        "texts": list(_texts(asked, one)),
        "unsure": one.id in forum.unknown,
        "page": asked.page("term", one.id),
    }


def _named(asked: Asked, one: Term) -> str | None:
    """What the reader's own seat calls a term; None where it has no word of its own for it."""
    for thing in (one.id, one.title):
        name = called(asked.forum, asked.reader.code, Thing.TERM, thing, asked.names.language)
        if name != thing:
            return name
    return None


def meanings(asked: Asked, one: Term) -> list[Twin]:
    """The meanings that were given, in protocol order; who gave none makes no entry."""
    return [
        {
            **party,
            "words": one.meanings[party["code"]],
            "mine": party["code"] == asked.reader.code,
            "gave_up": asked.forum.seats[party["code"]].gave_up,
        }
        for party in asked.parties(one.meanings)
        if party["code"] in asked.forum.seats
    ]


def in_text(asked: Asked, one: Term, text: Text) -> Twin:
    """A term as it stands in one text that uses it."""
    settlement, stage = one.settled.get(text.id), one.stage(text.id)
    offered = None
    if settlement is not None and stage is not Stage.DISPUTED:
        offered = {
            "words": settlement.words,
            "by": asked.party(settlement.by),
            "accepted": asked.parties(settlement.accepted),
            "awaited": asked.parties(awaited(asked.forum, one, text.id)),
        }
    return {
        "object": one.id,
        "title": one.title,
        "stage": stage,
        "told": in_words(stage),
        "needed": asked.told(still_needed(asked.forum, one, text.id)),
        "offered": offered,
        "reopened": settlement is not None and stage is Stage.DISPUTED,
        "meanings": meanings(asked, one),
        "page": asked.page("term", one.id),
    }


def _texts(asked: Asked, one: Term) -> Iterator[Twin]:
    """The texts that use a term, in the order of tabling, and how it stands in each."""
    for text in sorted(asked.forum.texts.values(), key=lambda each: each.number):
        used = one in marks(asked.forum, text)
        if used or one.stage(text.id) is not Stage.DISPUTED or text.id in one.settled:
            held = in_text(asked, one, text)
            del held["meanings"], held["page"]
            yield {
                **held,
                "text": {
                    "object": text.id,
                    "symbol": text.symbol,
                    "title": text.title,
                    "language": text.language,
                    "page": asked.page("text", text.id),
                },
            }


def written_in(asked: Asked, words: str) -> str | None:
    """The one working language whose letters these are; None where several would do, or none."""
    letters = {sign for sign in words.casefold() if sign.isalpha()}
    found = [
        code
        for code in asked.forum.charter.languages
        if letters and letters <= set(ALPHABETS.get(code, ""))
    ]
    return found[0] if len(found) == 1 else None


ROUTES = (
    Route(
        name="terms",
        path=f"{ROOM}/terms",
        rule=Rule.CIRCLE,
        answer=terms,
        about="The terms in dispute, with the meaning that each party gives, side by side.",
        menu=tell("Terms"),
    ),
    Route(
        name="term",
        path=f"{ROOM}/terms/<str:object>",
        rule=Rule.CIRCLE,
        answer=term,
        about="One term in dispute: each party's meaning, and in which texts it is settled.",
        sorts=("term",),
    ),
)
