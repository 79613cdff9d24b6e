"""Ten minutes in an exercise: the pages on which one sees what a forum kept here is like.

On a site in demonstration a visitor comes in knowing nothing. What is told here leads to the one
paper, the one silence, the one term that shows it, as they stand for the seat at hand; where
nothing of a sort is there, nothing is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from dipoli.forum import basket as b
from dipoli.forum import silence as q
from dipoli.forum.basket_rules import baskets
from dipoli.forum.text import Stage
from dipoli.told import tell
from dipoli.web.act_form import form_address
from dipoli.web.asked import Asked, Twin
from dipoli.web.doing import doings, refusal
from dipoli.web.ways import exercised


def walk(asked: Asked) -> list[Twin]:
    """Where to look first, in the plenary of an exercise; nothing on any other site.

    Args:
        asked: in the plenary, as whom.
    """
    if not exercised(asked):
        return []
    return [{"told": told, "page": page} for told, page in _ways(asked)]


def _ways(asked: Asked) -> Iterator[tuple[str, str]]:
    forum, code = asked.forum, asked.reader.code
    held = next((one.id for one in forum.texts.values() if _holds(asked, one.id)), None)
    if held is not None:
        yield tell("A draft, with your own brackets on top"), asked.page("text", held)
    assert asked.hall is not None  # noqa: S101 - each circle is of a forum
    if any(one.stage is b.Stage.PARKED for one in baskets(forum)):
        page = reverse("hall", kwargs={"hall": asked.hall.name})
        yield tell("One basket is parked, and the next adopts"), page
    stops = doings()[q.BREAK.partition("/")[0]]
    for name, silence in forum.silences.items():
        runs = silence.stage is q.Stage.RUNNING and asked.time <= silence.until
        if asked.acts and runs and refusal(forum, stops, code, asked.time, name) is None:
            page = form_address(asked, stops.name, name)
            yield tell("Break a silence, and keep the receipt"), page
            break
    if asked.acts:
        yield tell("The host alters a line, and the alarm rings"), asked.page("alarm")
    yield tell("What the host can still see, and do"), asked.page("readers")
    term = next(iter(forum.terms), None)
    if term is not None:
        yield tell("What each party means by a term, side by side"), asked.page("term", term)
    if code in forum.seats:
        yield tell("Names that you use"), f"{asked.page('delegation')}#names"


def _holds(asked: Asked, name: str) -> bool:
    """Whether the reader holds a bracket in a text that is open."""
    forum, code = asked.forum, asked.reader.code
    text = forum.texts[name]
    brackets = (one for each in text.clauses for one in forum.clauses[each].brackets.values())
    held = code in text.headnote or any(code in one.holders for one in brackets)
    return text.stage is Stage.OPEN and held
