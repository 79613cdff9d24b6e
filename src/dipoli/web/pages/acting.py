"""Doing something in a circle: what one can do, the form of an act, and the keys that sign.

A form is made from the fields of the act, as the reference has them. Whatever it says, the rules
are asked before anybody signs, and once more at the door.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum.form import Field, Sort
from dipoli.record.act import read_entry
from dipoli.record.keys import KeyUse
from dipoli.told import Told, tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.doing import FAMILIES, Doing, doings, family, free_name, open_to
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route, Sent
from dipoli.web.ways import plays

MOST_THINGS = 300
"""So many short names a field suggests."""


def can_do(asked: Asked, name: str = "") -> list[Twin]:
    """What may come into question for the reader about a thing; about none without a name.

    Empty where nothing is entered here, or where the reader may not act.
    """
    if asked.room is None or asked.room.door is None or not asked.acts:
        return []
    forum, code = asked.forum, asked.reader.code
    return [
        {
            "act": one.name,
            "told": asked.told(tell(one.meaning)),
            "page": form_address(asked, one.name, name),
            "binds": one.binds,
        }
        for one in open_to(forum, code, asked.time, name)
    ]


def form_address(asked: Asked, act: str, name: str = "") -> str:
    """The address of the form of an act, about a thing where one is named."""
    behind = f"?object={name}" if name else ""
    return f"{asked.page('act', act=act)}{behind}"


# ---------------------------------------------------------------- pages


def acts(asked: Asked) -> Page:
    """Everything that may come into question for the reader in this circle now."""
    _must_act(asked)
    return Page(
        title=tell("What can be done here"),
        twin={
            "seat": asked.party(asked.reader.code),
            "families": list(_families(asked)),
            "sealed_here": asked.read is not None and asked.read.standing.is_sealed,
        },
    )


def _families(asked: Asked) -> Iterator[Twin]:
    """What can be done, under its headings: what begins something, then what is about something."""
    begins, about = can_do(asked), list(_about(asked))
    for told in FAMILIES:
        group = {
            "told": tell(told),
            "here": [one for one in begins if family(one["act"].partition(".")[0]) == told],
            "about": [one for one in about if family(one["act"].partition(".")[0]) == told],
        }
        if group["here"] or group["about"]:
            yield group


def _about(asked: Asked) -> Iterator[Twin]:
    """Acts about things that are there: the act, and the things that it may come to be about."""
    forum, code = asked.forum, asked.reader.code
    found: dict[str, list[str]] = {}
    held: dict[str, Doing] = {}
    for name in reversed(list(forum.sorts)):
        for one in open_to(forum, code, asked.time, name):
            held[one.name] = one
            found.setdefault(one.name, []).append(name)
    for act in doings():
        if act in found:
            yield {
                "act": act,
                "told": asked.told(tell(held[act].meaning)),
                "binds": held[act].binds,
                "things": [
                    {**_thing(asked, name), "form": form_address(asked, act, name)}
                    for name in found[act][:MOST_THINGS]
                ],
            }


def _thing(asked: Asked, name: str) -> Twin:
    forum, sort = asked.forum, asked.forum.sorts.get(name, "")
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


def form(asked: Asked) -> Page:
    """The form of an act, empty but for what its address gives."""
    doing = doings().get(asked.words["act"])
    if doing is None:
        raise MissingError
    _must_act(asked)
    given: dict[str, tuple[str, ...]] = {name: (text,) for name, text in asked.query.items()}
    return form_page(asked, doing, given)


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
            "objects": _objects(asked, doing),
            "fields": [_field(asked, one, given.get(f"f-{one.name}", ())) for one in doing.fields],
            "deadline": next(iter(given.get("deadline", ())), ""),
            "letters": _letters(asked),
            "letter": {
                "by": next(iter(given.get("by", ())), ""),
                "persons": list(given.get("person", ())),
                "scan": next(iter(given.get("scan", ())), ""),
            },
            "things": list(reversed(list(forum.sorts)))[:MOST_THINGS],
            "reference": f"docs/reference/forum-acts.md#{doing.name.replace('.', '')}",
        },
    )


def _letters(asked: Asked) -> list[Twin]:
    """Seats on paper, whose letters the secretariat enters; none for anybody else."""
    assert asked.read is not None  # noqa: S101 - who acts reads
    standing = asked.read.standing
    if asked.reader.code != standing.secretariat:
        return []
    return asked.parties(code for code in standing.seated if standing.seats[code].paper)


def _objects(asked: Asked, doing: Doing) -> list[Twin]:
    """The things that an act may come to be about now."""
    if doing.about is None:
        return []
    forum, code = asked.forum, asked.reader.code
    return [
        _thing(asked, name)
        for name, sort in forum.sorts.items()
        if sort == doing.about
        and any(one.name == doing.name for one in open_to(forum, code, asked.time, name))
    ]


def _field(asked: Asked, one: Field, values: tuple[str, ...]) -> Twin:
    choices: list[Twin] = []
    if one.choice is not None:
        choices = [{"value": x.value, "told": in_word(x.value)} for x in one.choice]
    elif one.sort is Sort.CODE:
        choices = [
            {"value": who["code"], "told": who["name"]} for who in asked.parties(asked.forum.order)
        ]
    elif one.sort is Sort.TRUTH:
        choices = [{"value": "yes", "told": tell("yes")}, {"value": "no", "told": tell("no")}]
    elif one.sort is Sort.LANGUAGE:
        choices = [{"value": x, "told": x} for x in asked.forum.charter.languages]
    return {
        "name": one.name,
        "told": tell(one.meaning),
        "sort": one.sort.value,
        "needed": one.needed,
        "many": one.many,
        "choices": choices,
        "values": list(values),
    }


def signing(asked: Asked) -> Page:
    """The keys of the reader's delegation in this circle, and what a browser cannot protect."""
    _must_act(asked)
    assert asked.read is not None  # noqa: S101 - who acts reads
    standing, code = asked.read.standing, asked.reader.code
    held = standing.keys_of(code, KeyUse.SIGN)
    return Page(
        title=tell("Keys that sign for your delegation"),
        twin={
            "seat": asked.party(code),
            "code": code,
            "paper": code in standing.seats and standing.seats[code].paper and not held,
            "office": code == standing.secretariat,
            "demonstration": plays(asked, code),
            "powers_granted": code in standing.bound_by_powers,
            "keys": [
                {
                    "key": one.id,
                    "algorithm": one.alg,
                    "since": one.since,
                    "binds": standing.may_bind(code, one.id, asked.time),
                }
                for one in held
            ],
        },
    )


def receipt(asked: Asked) -> Page:
    """An act that came through the door of this site: what it is, and its receipt."""
    number = int(asked.words["number"])
    _must_act(asked)
    assert asked.read is not None  # noqa: S101 - who acts reads
    assert asked.room is not None  # noqa: S101 - the same
    if number >= asked.read.standing.size:
        raise MissingError
    envelope = read_entry(asked.read.acts(number, number + 1)[0].entry)
    by = envelope.envelope.by
    if asked.reader.code not in {by, asked.read.standing.secretariat}:
        raise MissingError
    held = asked.room.door.receipt(number) if asked.room.door is not None else None
    doing = doings().get(envelope.envelope.name.removesuffix("/1"))
    return Page(
        title=tell("Act {number} stands in the record", number=number),
        twin={
            "number": number,
            "act": envelope.envelope.name,
            "told": None if doing is None else asked.told(tell(doing.meaning)),
            "by": asked.party(by),
            "object": envelope.envelope.object or None,
            "thing": asked.thing(envelope.envelope.object) if envelope.envelope.object else None,
            "time": asked.clock(envelope.envelope.time),
            "leaf": envelope.leaf.hex(),
            "receipt": None if held is None else held.decode("utf-8"),
            "log": f"{asked.page('log')}?from={number}#act-{number}",
        },
    )


def in_word(value: object) -> Told:
    """A word of a closed list, as people read it."""
    return tell(str(value).replace("-", " "))


def _must_act(asked: Asked) -> None:
    """Nothing of this is there for who may not act, nor where nothing is entered."""
    if not asked.acts or asked.room is None or asked.room.door is None:
        raise MissingError


ROUTES = (
    Route(
        name="acts",
        path=f"{ROOM}/do",
        rule=Rule.ACTING,
        answer=acts,
        about="What the reader can do in the circle now.",
        menu="Do something",
        listed=lambda asked: asked.acts and asked.room is not None and asked.room.door is not None,
    ),
    Route(
        name="act",
        path=f"{ROOM}/do/<str:act>",
        rule=Rule.ACTING,
        answer=form,
        about="The form of one act.",
    ),
    Route(
        name="signing",
        path=f"{ROOM}/keys",
        rule=Rule.ACTING,
        answer=signing,
        about="Keys of the reader's delegation, and what a browser cannot protect against.",
    ),
    Route(
        name="receipt",
        path=f"{ROOM}/receipts/<int:number>",
        rule=Rule.ACTING,
        answer=receipt,
        about="An act that came through this site, with its receipt.",
    ),
)
