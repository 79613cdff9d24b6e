"""The form of an act: its fields as people fill them in, and what may come into question at all.

A form is made from the fields of the act, as the reference has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from dipoli.forum.form import Field, Sort
from dipoli.told import in_words, tell
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.beside import circles
from dipoli.web.doing import (
    BASKET,
    Doing,
    doings,
    free_name,
    is_open,
    open_to,
    refusal,
    sort_of,
    things,
)
from dipoli.web.drafting import letter_of
from dipoli.web.register_forms import PAPERS, consented
from dipoli.web.route import Sent

MOST_THINGS = 300
"""So many short names a field suggests."""


def can_do(asked: Asked, name: str = "", letter: str = "") -> list[Twin]:
    """What may come into question for the reader about a thing; about none without a name.

    Empty where nothing is entered here, or where the reader may not act.

    Args:
        asked: in which circle, as whom.
        name: short name of the thing.
        letter: code of the seat on paper whose letter the reader would enter; empty for none.
    """
    if not asked.enters or not asked.acts:
        return []
    assert asked.read is not None  # noqa: S101 - who acts reads
    forum, code, standing = asked.forum, letter or asked.reader.code, asked.read.standing
    of_record = [
        one
        for one in doings().values()
        if not name and one.paper is not None and one.paper.is_open(standing, code)
    ]
    return [
        {
            "act": one.name,
            "told": asked.told(tell(one.meaning)),
            "page": form_address(asked, one.name, name, letter),
            "binds": one.binds,
        }
        for one in (*open_to(forum, code, asked.time, name), *of_record)
    ]


def ways(asked: Asked, name: str) -> tuple[list[Twin], list[Twin]]:
    """What the reader can do about a thing now; and what it could another time, or another could.

    Each of the second bears the reason for which the rules would refuse it.
    """
    now: list[Twin] = []
    not_now: list[Twin] = []
    for one in can_do(asked, name):
        doing = doings()[one["act"]]
        why = refusal(asked.forum, doing, asked.reader.code, asked.time, name)
        if why is None:
            now.append(one)
        else:
            told = {"why": asked.told(why.why), "clause": asked.told(why.clause)}
            not_now.append({**one, **told})
    return now, not_now


def form_address(asked: Asked, act: str, name: str = "", letter: str = "") -> str:
    """The address of the form of an act: about a thing, and of a letter, where they are named."""
    words = {"object": name, "by": letter}
    behind = urlencode({key: word for key, word in words.items() if word})
    return f"{asked.page('act', act=act)}{f'?{behind}' if behind else ''}"


def thing(asked: Asked, name: str) -> Twin:
    """A thing that an act may be about, as a form lists it."""
    forum, sort = asked.forum, sort_of(asked.forum, name) or ""
    if sort == BASKET:
        return {"object": name, "name": asked.names.basket(name), "title": None}
    held = getattr(forum, _HELD.get(sort, f"{sort}s"), {}).get(name)
    title = getattr(held, "title", None)
    seat = name in forum.seats
    return {
        "object": name,
        "name": asked.names.party(name) if seat else None,
        "title": title or None,
    }


_HELD = {"body": "bodies", "item": "items", "commitment": "commitments"}
"""Sorts of things that the forum does not keep under their plural in s."""


def form_page(asked: Asked, doing: Doing, given: Sent, stopped: Twin | None = None) -> Page:
    """The form of an act with what was filled in.

    Args:
        asked: in which circle, as whom.
        doing: which act.
        given: what was filled in.
        stopped: why it was not drafted; None where that was not tried.
    """
    forum = asked.forum
    about = next(iter(given.get("object", ())), "")
    return Page(
        title=tell(doing.meaning),
        twin={
            "act": doing.name,
            "seat": asked.party(asked.reader.code),
            "binds": doing.binds,
            "stopped": stopped,
            "about": doing.about,
            "begins": doing.begins,
            "object": about or (free_name(forum, doing.begins) if doing.begins else ""),
            "thing": {**thing(asked, about), "page": asked.thing(about)}
            if about and doing.about is not None and sort_of(forum, about) == doing.about
            else None,
            "objects": _objects(asked, doing, letter_of(asked, given) or asked.reader.code),
            "fields": [
                _field(asked, doing.name, one, given.get(f"f-{one.name}", ()))
                for one in doing.fields
            ],
            "deadline": next(iter(given.get("deadline", ())), ""),
            "letters": letters(asked),
            "letter": {
                "by": next(iter(given.get("by", ())), ""),
                "persons": list(given.get("person", ())),
                "scan": next(iter(given.get("scan", ())), ""),
            },
            "of_record": doing.paper is not None,
            "consented": list(_consented(asked, doing)),
            "things": list(reversed(list(forum.sorts)))[:MOST_THINGS],
            "reference": f"docs/reference/forum-acts.md#{doing.name.replace('.', '')}",
        },
    )


def _consented(asked: Asked, doing: Doing) -> Iterator[Twin]:
    """What seats have consented to, where a form is about the same, to be filled in alike."""
    if asked.read is None or doing.paper is None:
        return
    for one in consented(asked.read):
        said = one.said_for(doing.paper)
        if said is None:
            continue
        typed = {
            f"f-{name}": ("yes" if value else "no") if isinstance(value, bool) else str(value)
            for name, value in doing.paper.typed(said).items()
            if value is not None
        }
        yield {
            "about": asked.party(one.about),
            "told": tell(PAPERS[one.act].meaning),
            "seats": asked.parties(one.seats),
            "page": f"{form_address(asked, doing.name)}?{urlencode(typed)}",
        }


def letters(asked: Asked) -> list[Twin]:
    """Seats on paper, whose letters the secretariat enters; none for anybody else."""
    assert asked.read is not None  # noqa: S101 - who acts reads
    standing = asked.read.standing
    if asked.reader.code != standing.secretariat:
        return []
    return asked.parties(code for code in standing.seated if standing.seats[code].paper)


def _objects(asked: Asked, doing: Doing, code: str) -> list[Twin]:
    """The things that an act may come to be about now."""
    if doing.about is None:
        return []
    forum = asked.forum
    held = things(forum).get(doing.about, [])
    found = (name for name in held if is_open(forum, doing, code, asked.time, name))
    return [thing(asked, name) for name in islice(found, MOST_THINGS)]


def _codes(asked: Asked) -> list[str]:
    """Parties that an act may name: those of the charter, and who sits in the record besides."""
    assert asked.read is not None  # noqa: S101 - who acts reads
    return list(dict.fromkeys((*asked.forum.order, *asked.read.standing.seated)))


_OUTSIDE = {("message.send", "to"), ("message.convey", "from"), ("message.conveyed", "to")}
"""Acts and fields that name parties of other circles: in that of a mediator two have a place."""


def _elsewhere(asked: Asked) -> list[Twin]:
    """Parties without a place in this circle that the reader knows; none where codes are typed."""
    found: dict[str, Twin] = {}
    for one in circles(asked):
        for who in one.parties(one.forum.order):
            if who["code"] not in asked.forum.order:
                found.setdefault(who["code"], who)
    return list(found.values())


def _field(asked: Asked, act: str, one: Field, values: tuple[str, ...]) -> Twin:
    choices: list[Twin] = []
    if one.choice is not None:
        choices = [{"value": x.value, "told": in_words(x)} for x in one.choice]
    elif one.sort is Sort.CODE:
        who_may = _elsewhere(asked) if (act, one.name) in _OUTSIDE else None
        choices = [
            {"value": who["code"], "told": who["name"]}
            for who in (asked.parties(_codes(asked)) if who_may is None else who_may)
        ]
    elif one.sort is Sort.TRUTH:
        choices = [{"value": "yes", "told": tell("yes")}, {"value": "no", "told": tell("no")}]
    elif one.sort is Sort.LANGUAGE:
        choices = [
            {"value": x, "told": asked.speech.language_name(x)}
            for x in asked.forum.charter.languages
        ]
    return {
        "name": one.name,
        "told": tell(one.meaning),
        "sort": one.sort.value,
        "needed": one.needed,
        "many": one.many,
        "choices": choices,
        "values": list(values),
    }
