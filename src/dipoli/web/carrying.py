"""What a mediator carries from one circle into another, asked before it is signed.

The rules of a circle read its own record. Whether something may leave another circle is asked here,
of every circle of good offices in which the reader mediates and that can be opened where the page
is made: on the mediator's own node the sealed ones too (`dipoli.forum.offices_across`). A message
with which a form is filled in is named by its circle and its short name; words of a sealed circle
stand in no address.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from dipoli.forum import offices as o
from dipoli.forum.offices import How, Message
from dipoli.forum.offices_across import Put, may_convey, may_put
from dipoli.forum.offices_rules import current
from dipoli.record.canon import from_base64, to_base64
from dipoli.record.drafting import Wish
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell
from dipoli.web.asked import Asked, Twin
from dipoli.web.beside import party
from dipoli.web.doing import FORM
from dipoli.web.policy import admitted

OF = "of"
"""Under this name the address of a form says which message is carried: forum, circle and name."""

_ACT = o.CONVEY.removesuffix(FORM)
_ASKED = {o.CONVEY, o.SEND}
"""Acts by which a mediator says something in a circle of good offices."""


def others(asked: Asked) -> Iterator[Asked]:
    """Every other circle in which the reader mediates, as far as it can be opened here."""
    assert asked.read is not None  # noqa: S101 - the address names a circle
    here, own = asked.read.standing.origin, asked.site.own is not None
    for hall in asked.site.halls.values():
        # On a node its owner sits in every forum; on a host's site a reader sits in one.
        reader = evolve(asked.reader, hall=hall.name) if own else asked.reader
        for room in hall.rooms.values():
            read = admitted(reader, room)
            if read is None or read.forum is None or read.standing.origin == here:
                continue
            if any(one.mediator == reader.code for one in read.forum.offices.values()):
                yield evolve(asked, reader=reader, hall=hall, room=room, read=read)


def held_back(asked: Asked, wish: Wish) -> OutOfOrder | None:
    """Why the reader, who mediates here, may not say something; None where nothing forbids it."""
    here, said = current(asked.forum), wish.content
    if here is None or here.mediator != asked.reader.code or wish.name not in _ASKED:
        return None
    if not isinstance(said, dict):
        return None
    cited = said.get("source")
    named = said.get("from")
    put = Put(
        words=str(said["words"]),
        source=None if cited is None else from_base64(str(cited)),
        from_=None if named is None else str(named),
    )
    return may_put(put, asked.forum, [one.forum for one in others(asked)], asked.time)


def ways(asked: Asked, message: Message) -> Iterator[Twin]:
    """Where the reader may carry a message of the circle at hand now, and the form for each way."""
    here = current(asked.forum)
    if here is None or here.mediator != asked.reader.code or message.by != here.party:
        return
    for one in others(asked):
        there = current(one.forum)
        if there is None or not one.enters:
            continue
        to = party(one, there.party)
        for how, told in _TOLD.items():
            if _may(asked, one, message, how):
                yield {
                    "how": how,
                    "to": to,
                    "told": told.having({"party": to["name"]}),
                    "page": _form(asked, one, message, how),
                }


_TOLD = {
    How.SOURCE: tell("Carry it to {party}, with its source", party=""),
    How.IDEA: tell("Put it to {party} as your own idea", party=""),
}


def _may(asked: Asked, one: Asked, message: Message, how: How) -> bool:
    """Whether it may leave so, as far as that does not hang on the mediator's own words."""
    words = message.words if how is How.SOURCE else ""
    time = max(asked.time, one.time)
    ruling = may_convey(asked.forum, message.id, one.forum, time, words=words, how=how)
    return ruling is None


def _form(asked: Asked, one: Asked, message: Message, how: How) -> str:
    """The form in the other circle; of an idea its address says nothing."""
    form = one.page("act", act=_ACT)
    if how is How.IDEA:
        return form
    assert asked.hall is not None  # noqa: S101 - the address names a circle
    assert asked.room is not None  # noqa: S101 - as above
    return f"{form}?{OF}={asked.hall.name}/{asked.room.name}/{message.id}"


def filled_in(asked: Asked, act: str) -> dict[str, tuple[str, ...]]:
    """What stands in the form of an act for a message that its address names; nothing for others.

    What may not be carried into the circle at hand is not filled in.
    """
    named = asked.query.get("of", "")
    for one in others(asked) if act == _ACT and named else ():
        assert one.hall is not None  # noqa: S101 - it is a circle of one
        assert one.room is not None  # noqa: S101 - as above
        hall, _, name = named.rpartition("/")
        message = one.forum.messages.get(name)
        if hall != f"{one.hall.name}/{one.room.name}" or message is None:
            continue
        if _may(one, asked, message, How.SOURCE):
            return {
                "f-words": (message.words,),
                "f-source": (to_base64(message.leaf),),
                "f-from": (message.by,),
            }
    return {}
