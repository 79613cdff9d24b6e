"""Doing something in a circle: what one can do, the form of an act, and the keys that sign.

A form is made from the fields of the act, as the reference has them. Whatever it says, the rules
are asked before anybody signs, and once more at the door.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.record.act import Entry, read_entry
from dipoli.record.keys import KeyUse
from dipoli.record.note import read_note
from dipoli.told import Told, tell
from dipoli.web.act_form import MOST_THINGS, can_do, form_address, form_page, letters, thing
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin
from dipoli.web.carrying import OF, filled_in
from dipoli.web.doing import FAMILIES, FORM, doings, family, is_open, things
from dipoli.web.drafting import PREFIX
from dipoli.web.history import briefly
from dipoli.web.policy import Rule
from dipoli.web.register_forms import ELSEWHERE
from dipoli.web.route import ROOM, Input, Route
from dipoli.web.ways import plays

# ---------------------------------------------------------------- pages


def acts(asked: Asked) -> Page:
    """Everything that may come into question for the reader in this circle now.

    The secretariat asks the same for a seat on paper, whose letters it enters.

    Raises:
        MissingError: the letter would be of no such seat, or it is not for this reader to enter.
    """
    letter = asked.query.get("by", "")
    _must_act(asked)
    on_paper = letters(asked)
    if letter and letter not in {one["code"] for one in on_paper}:
        raise MissingError
    return Page(
        title=tell("What can be done here"),
        twin={
            "seat": asked.party(letter or asked.reader.code),
            "letter": bool(letter),
            "letters": [
                {**one, "page": f"{asked.page('acts')}?by={one['code']}"} for one in on_paper
            ],
            "families": list(_families(asked, letter)),
            "sealed_here": asked.shut,
            "elsewhere": [
                {"acts": acts, "why": asked.told(why)} for why, acts in _elsewhere().items()
            ],
        },
    )


def _families(asked: Asked, letter: str) -> Iterator[Twin]:
    """What can be done, under its headings: what begins something, then what is about something."""
    begins, about = can_do(asked, letter=letter), list(_about(asked, letter))
    for told in FAMILIES:
        group = {
            "told": told,
            "here": [one for one in begins if family(one["act"].partition(".")[0]) == told],
            "about": [one for one in about if family(one["act"].partition(".")[0]) == told],
        }
        if group["here"] or group["about"]:
            yield group


def _about(asked: Asked, letter: str) -> Iterator[Twin]:
    """Acts about things that are there, and the newest things that each may come to be about."""
    forum, code = asked.forum, letter or asked.reader.code
    held = {sort: names[:MOST_THINGS] for sort, names in things(forum).items()}
    for act, doing in doings().items():
        names = held.get(doing.about or "", [])
        found = [name for name in names if is_open(forum, doing, code, asked.time, name)]
        if found:
            yield {
                "act": act,
                "told": asked.told(tell(doing.meaning)),
                "binds": doing.binds,
                "things": [
                    {**thing(asked, name), "form": form_address(asked, act, name, letter)}
                    for name in found
                ],
            }


def _elsewhere() -> dict[Told, list[str]]:
    """Why an act has no form here, and where it is done, to the names of such acts."""
    found: dict[Told, list[str]] = {}
    for name, why in ELSEWHERE.items():
        found.setdefault(why, []).append(name.removesuffix(FORM))
    return found


def form(asked: Asked) -> Page:
    """The form of an act, empty but for what its address gives."""
    given = {name: (text,) for name, text in asked.query.items() if name.startswith(PREFIX)}
    given |= {name: (asked.query.get(name, ""),) for name in ("object", "deadline", "by", "of")}
    doing = doings().get(asked.words["act"])
    if doing is None:
        raise MissingError
    _must_act(asked)
    return form_page(asked, doing, given | filled_in(asked, doing.name))


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
    envelope, held = _received(asked, number)
    by = envelope.envelope.by
    return Page(
        title=tell("Act {number} stands in the record", number=number),
        twin={
            "number": number,
            "act": envelope.envelope.name,
            "told": briefly(asked, envelope.envelope.name, by),
            "by": asked.party(by),
            "object": envelope.envelope.object or None,
            "object_title": thing(asked, envelope.envelope.object)["title"],
            "thing": asked.thing(envelope.envelope.object) if envelope.envelope.object else None,
            "time": asked.clock(envelope.envelope.time),
            "leaf": envelope.leaf.hex(),
            "receipt": None if held is None else held.decode("utf-8"),
            "promised": None if held is None else asked.clock(_promised(held)),
            "file": None if held is None else asked.page("receipt_file", number=str(number)),
            "log": f"{asked.page('log')}?from={number}#act-{number}",
        },
    )


def receipt_file(asked: Asked) -> Page:
    """The receipt alone, as a file that its author keeps somewhere else.

    Raises:
        MissingError: no receipt of that act is held here, or it is not for this reader.
    """
    number = int(asked.words["number"])
    _, held = _received(asked, number)
    if held is None:
        raise MissingError
    assert asked.room is not None  # noqa: S101 - a receipt is of a circle
    name = f"{asked.room.hall}-{asked.room.name}-{number}.receipt"
    return Page(
        title=tell("Receipt"),
        twin={"number": number, "receipt": held.decode("utf-8")},
        document=Document(data=held, name=name),
    )


def _received(asked: Asked, number: int) -> tuple[Entry, bytes | None]:
    """An act that is the reader's own, or entered by its office, and its receipt if one is held."""
    _must_act(asked)
    assert asked.read is not None  # noqa: S101 - who acts reads
    assert asked.room is not None  # noqa: S101 - the same
    if number >= asked.read.standing.size:
        raise MissingError
    entry = read_entry(asked.read.acts(number, number + 1)[0].entry)
    if asked.reader.code not in {entry.envelope.by, asked.read.standing.secretariat}:
        raise MissingError
    door = asked.room.door
    return entry, None if door is None else door.receipt(number)


def _promised(held: bytes) -> str:
    """By when the act stands in the record, as the last line of its receipt says."""
    return read_note(held).text.splitlines()[-1]


def _must_act(asked: Asked) -> None:
    """Nothing of this is there for who may not act, nor where nothing is entered."""
    if not asked.acts or not asked.enters:
        raise MissingError


LETTER = Input(name="by", meaning="As the secretariat: the seat whose letter it is.", needed=False)

ROUTES = (
    Route(
        name="acts",
        path=f"{ROOM}/do",
        rule=Rule.ACTING,
        answer=acts,
        about="What the reader can do in the circle now.",
        menu=tell("Do something"),
        asks=(LETTER,),
        listed=lambda asked: asked.acts and asked.enters,
    ),
    Route(
        name="act",
        path=f"{ROOM}/do/<str:act>",
        rule=Rule.ACTING,
        answer=form,
        about="The form of one act.",
        asks=(
            Input(
                name=OF,
                meaning="The message that is carried: forum, circle and short name.",
                needed=False,
            ),
            Input(name="object", meaning="Short name of what it is about.", needed=False),
            Input(
                name="deadline", meaning="Until when something is awaited, in UTC.", needed=False
            ),
            LETTER,
        ),
        prefix=PREFIX,
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
    Route(
        name="receipt_file",
        path=f"{ROOM}/receipts/<int:number>.txt",
        rule=Rule.ACTING,
        answer=receipt_file,
        about="The receipt of an act as a file.",
        media="text/plain; charset=utf-8",
    ),
)
