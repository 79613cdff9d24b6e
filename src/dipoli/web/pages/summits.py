"""Meetings of leaders, and the files that are prepared for them.

A file holds citations alone. The words of a part are shown to who reads the circle in which it is
kept, and to nobody else: what a page says of the other parts stands in the file itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import summit as s
from dipoli.forum.basket_rules import baskets
from dipoli.forum.kind import is_member
from dipoli.forum.summit import Citation, Outcome, Part, Summit
from dipoli.forum.summit_rules import still_needed
from dipoli.told import in_words, tell
from dipoli.web.acts import done, history
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, MissingError, Page, Twin, titled
from dipoli.web.beside import circle
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term

PARTS: Mapping[Part, tuple[str, str]] = MappingProxyType(
    {
        Part.CLEAN: (
            tell("What is clean"),
            tell("Wordings that all have agreed, subject to their leaders."),
        ),
        Part.BRACKETED: (
            tell("What is in brackets"),
            tell("Wordings that are still open, and whose."),
        ),
        Part.LEADERS: (tell("What is left to leaders"), tell("Points that only they can settle.")),
        Part.FALL_BACK: (
            tell("The fall-back"),
            tell("What is said and done where they do not agree."),
        ),
        Part.ANNOUNCE: (tell("What can be announced at home"), tell("Each member's own part.")),
    }
)
"""Each part of a file: its heading, and what it is for."""

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.AGREED: tell("The leaders agreed a text."),
        Outcome.FALL_BACK: tell("The leaders agreed no text; the fall-back was used."),
        Outcome.NONE: tell("It ended without agreement."),
    }
)

UNKNOWN = term(tell("not known"))


def summits(asked: Asked) -> Page:
    """The files of meetings of leaders."""
    held = sorted(asked.forum.summits.values(), key=lambda one: asked.forum.begun.get(one.id, 0))
    return Page(
        title=tell("Meetings of leaders"),
        twin={
            "summits": [_row(asked, one) for one in held],
            "parts": [{"name": name, "told": told} for name, told in PARTS.values()],
            "articles": articles(asked, (Point.SUMMIT,)),
        },
    )


def summit(asked: Asked) -> Page:
    """One file: which parts it has, who prepares them, and that the baskets go on.

    Raises:
        MissingError: there is no file of this name here.
    """
    one = asked.forum.summits.get(asked.words["object"])
    if one is None:
        raise MissingError
    shared = [_part(asked, one, part) for part in Part if part not in s.OWN]
    told = _row(asked, one)
    return Page(
        title=told.pop("title"),
        twin={
            **told,
            "parts": shared,
            "announce": {
                "name": PARTS[Part.ANNOUNCE][0],
                "told": PARTS[Part.ANNOUNCE][1],
                "own": list(_announced(asked, one)),
            },
            "baskets": _baskets(asked, one),
            "articles": articles(asked, (Point.SUMMIT, Point.BASKETS)),
        },
    )


# ---------------------------------------------------------------- a file


def _row(asked: Asked, one: Summit) -> Twin:
    known = one.id not in asked.forum.unknown
    return {
        "object": one.id,
        "title": one.title,
        "stage": in_words(one.stage) if known else UNKNOWN,
        "outcome": None if one.outcome is None or not known else OUTCOMES[one.outcome],
        "ended": asked.clock(_ended(asked, one)) if known else None,
        "needed": asked.told(still_needed(asked.forum, one)) if known else None,
        "page": asked.page("summit", one.id),
    }


def _ended(asked: Asked, one: Summit) -> str | None:
    """When it ended; None before."""
    if one.stage is not s.Stage.ENDED:
        return None
    ends = (each for each in history(asked, one.id) if each.name == s.END and not each.void)
    return next((each.time for each in ends), None)


def _part(asked: Asked, one: Summit, part: Part) -> Twin:
    """A part that is not one member's own."""
    name, told = PARTS[part]
    return {"name": name, "told": told, "cited": _cited(asked, one.parts.get((part, None)))}


def _announced(asked: Asked, one: Summit) -> Iterator[Twin]:
    """Each member in protocol order, and whether it has a part of its own."""
    for code in asked.forum.order:
        cited = one.parts.get((Part.ANNOUNCE, code))
        if cited is not None or is_member(asked.forum, code):
            yield {"of": asked.party(code), "cited": _cited(asked, cited)}


def _cited(asked: Asked, cited: Citation | None) -> Twin | None:
    """Where a part is kept, and its words where this reader reads that circle."""
    if cited is None:
        return None
    there = circle(asked, cited.circle)
    return {
        "circle": cited.circle,
        "by": asked.party(cited.by),
        "act": cited.number,
        "page": None if there is None else there.page("circle"),
        "title": None if there is None else titled(there.read),
        **_words(there, cited.leaf),
    }


def _words(there: Asked | None, leaf: bytes) -> Twin:
    """The words of an act by its leaf hash, or why they are not shown to who reads its circle."""
    if there is None:
        return {"words": None, "silent": None}
    assert there.read is not None  # noqa: S101 - a circle that was found is one that is read
    leaves = there.read.standing.leaves
    number = next((n for n, one in enumerate(leaves) if one == leaf), None)
    act = None if number is None else done(there, number)
    return {
        "words": None if act is None else act.words or None,
        "silent": None if act is None or act.silent is None else act.silent.value,
    }


def _baskets(asked: Asked, one: Summit) -> list[Twin]:
    """Every basket as it stands now, with what was adopted in it since the leaders parted."""
    forum, since = asked.forum, _ended(asked, one)
    rows = []
    for basket in baskets(forum):
        later = [
            each
            for each in forum.proposals.values()
            if since is not None
            and each.basket == basket.id
            and each.stage in d.DECIDED
            and each.id not in forum.unknown
            and (each.adopted or "") >= since
        ]
        rows.append(
            {
                "basket": basket.id,
                "name": asked.names.basket(basket.id),
                "stage": basket.stage if basket.id not in forum.unknown else UNKNOWN,
                "page": asked.page("basket", basket.id),
                "since": [
                    {
                        "object": each.id,
                        "title": each.title,
                        "adopted": asked.clock(each.adopted),
                        "page": asked.thing(each.id),
                    }
                    for each in sorted(later, key=lambda each: str(each.adopted))
                ],
            }
        )
    return rows


ROUTES = (
    Route(
        name="summits",
        path=f"{ROOM}/leaders",
        rule=Rule.CIRCLE,
        answer=summits,
        about="Files of meetings of leaders.",
    ),
    Route(
        name="summit",
        path=f"{ROOM}/leaders/<str:object>",
        rule=Rule.CIRCLE,
        answer=summit,
        about="The file of a meeting of leaders: its parts, and that the baskets go on.",
        sorts=("summit",),
    ),
)
