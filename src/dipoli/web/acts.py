"""What was done about a thing, act by act, with the words that this reader may read.

The forum keeps how things stand; what was said on the way stands in the record. From its envelopes
an index is made once, thing to acts, and goes on with the record; bodies are opened for one reader
at a time, by what that reader may read. Words that the body struck are shown to nobody.
"""

from __future__ import annotations

import enum
import threading
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from attrs import define, field, frozen

from dipoli.forum.act import Act
from dipoli.forum.proceedings import act_of
from dipoli.forum.register_lines import REGISTER, said_in_line
from dipoli.forum.seat import ACCEPT, WITHDRAW, Stage
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.record.custody import Stored
from dipoli.secretariat.reading import Read, Reading
from dipoli.told import tell
from dipoli.web.asked import Asked, Twin


class Silent(enum.Enum):
    """Why the words of an act are not shown; the value says it in a sentence."""

    STRUCK = tell("The words were struck by decision of the body.")
    WITHHELD = tell("The words are withheld from the record.")
    CLOSED = tell("The words are not open to you.")
    SEALED = tell("The words are sealed; they are read through a node of this circle.")
    OTHERS = tell("The words are sealed to others: to no key of this node.")


@frozen(kw_only=True)
class Done:
    """One act as a reader has it.

    Args:
        number: of the act.
        leaf: its leaf hash.
        name: of the act, with its form number.
        by: whose act it is.
        entered_by: the hand.
        object: what it is about.
        deadline: until when, or None.
        time: when it was done.
        said: what its body says, in the value of its form; None where that is not shown.
        silent: why it is not shown; None where it is, or where there is no body.
        void: whether it is out of order under the charter, and without effect.
    """

    number: int
    leaf: bytes
    name: str
    by: str
    entered_by: str
    object: str
    deadline: str | None
    time: str
    said: Any = None
    silent: Silent | None = None
    void: bool = False

    @property
    def words(self) -> str:
        """Words of its author; empty where there are none, or none are shown."""
        held = (getattr(self.said, name, None) for name in _WORDS)
        return next((str(words) for words in held if words), "")


_WORDS = ("words", "source", "finding")
"""What the forms of acts call that which their author wrote."""


def done(asked: Asked, number: int) -> Done:
    """One act of the circle, by its number."""
    return next(span(asked, number, number + 1))


def span(asked: Asked, start: int, end: int) -> Iterator[Done]:
    """Acts of the circle from one number up to, not including, another."""
    read = _read(asked)
    for one in read.acts(start, end):
        yield _done(asked, read, one)


def history(asked: Asked, *names: str) -> tuple[Done, ...]:
    """Every act about some things, in the order of the record.

    Args:
        asked: of which circle, and who asks.
        names: short names of the things.
    """
    return tuple(done(asked, number) for number in numbers(asked, names))


def numbers(asked: Asked, names: Iterable[str]) -> list[int]:
    """Numbers of the acts about some things, in the order of the record."""
    assert asked.room is not None  # noqa: S101 - the address names a circle
    read = _read(asked)
    about = _index(asked.room.reading, read)
    found = {number for name in names for number in about.get(name, ())}
    return sorted(number for number in found if number < read.standing.size)


def quoted(asked: Asked, one: Done) -> Twin:
    """An act as a part of a twin: whose it is, when it was done, and its words."""
    return {
        "act": one.number,
        "by": asked.party(one.by),
        "entered_by": asked.party(one.entered_by) if one.by != one.entered_by else None,
        "at": asked.clock(one.time),
        "words": one.words or None,
        "silent": None if one.silent is None else one.silent.value,
        "void": one.void,
    }


def at_table(asked: Asked, code: str, start: str, end: str) -> bool:
    """Whether a party had a place here in a span of time, as far as its own acts tell.

    Args:
        asked: of which circle.
        code: of the party.
        start: a moment; who had left before it had no place.
        end: a moment; who came after it had none.
    """
    seat, acts = asked.forum.seats[code], [x for x in history(asked, code) if not x.void]
    if seat.stage is Stage.INVITED:
        return False
    own = [act for act in acts if act.by == code]
    came = next((act for act in own if act.name == ACCEPT), own[0] if own else None)
    if came is not None and came.time > end:
        return False
    if seat.stage not in {Stage.WITHDRAWN, Stage.SUCCEEDED}:
        return True
    return max((act.time for act in own if act.name == WITHDRAW), default=seat.since) >= start


# ---------------------------------------------------------------- the index


@define(eq=False)
class _Index:
    """Thing to the numbers of its acts, as far as the record was followed."""

    size: int = 0
    root: bytes = b""
    about: dict[str, list[int]] = field(factory=dict)


_lock = threading.Lock()
_indexes: WeakKeyDictionary[Reading, _Index] = WeakKeyDictionary()


def _index(reading: Reading, read: Read) -> dict[str, list[int]]:
    standing = read.standing
    with _lock:
        held = _indexes.get(reading) or _Index()
        known = held.size <= standing.size
        if known and held.size and standing.heads[held.size].root() != held.root:
            held = _Index()  # another record was put in its place
        if known:
            for one in read.acts(held.size, standing.size):
                about = read_entry(one.entry).envelope.object
                if about:
                    held.about.setdefault(about, []).append(one.index)
            held.size, held.root = standing.size, standing.root
        _indexes[reading] = held
        return held.about


# ---------------------------------------------------------------- one act


def _read(asked: Asked) -> Read:
    assert asked.read is not None  # noqa: S101 - the address names a circle
    return asked.read


def _done(asked: Asked, read: Read, one: Stored) -> Done:
    entry = read_entry(one.entry)
    envelope = entry.envelope
    content = None if one.body is None else read.opener(entry, read_body(one.body))
    act = act_of(asked.forum, one.index, entry, content, None)
    said = act.said if isinstance(act, Act) else None
    if envelope.name in REGISTER:
        said = said_in_line(envelope.name, content)
    silent = _silent(asked, one) if envelope.body_hash is not None and said is None else None
    if one.index in asked.forum.struck:
        said, silent = None, Silent.STRUCK
    return Done(
        number=one.index,
        leaf=entry.leaf,
        name=envelope.name,
        by=envelope.by,
        entered_by=envelope.entered_by,
        object=envelope.object,
        deadline=envelope.deadline,
        time=envelope.time,
        said=said,
        silent=silent,
        void=one.index in read.void,
    )


def _silent(asked: Asked, one: Stored) -> Silent | None:
    """Why the words of an act are not at hand; None where it has a form that is not read here."""
    if one.body is None:
        return Silent.WITHHELD if one.index in asked.forum.withheld else Silent.CLOSED
    read = _read(asked)
    if not read.standing.is_sealed:
        return None
    if not read.unsealed:
        return Silent.SEALED
    closed = read.opener(read_entry(one.entry), read_body(one.body)) is None
    return Silent.OTHERS if closed else None
