"""A room off the record: a value that lives in the memory of one program and is never stored.

*Theory of operation.* The participants speak; the facilitator types what the group wants the text
to be. The room holds one text and whether anybody objects to it now. A new text takes the place of
the old one, so no draft is kept; nothing counts texts, objections or questions; no function here
takes who spoke, in which order or when. So there is nothing to leave. When the group is asked and
nobody objects, `leaving` gives the text in the plain way of writing (`dipoli.forum.plain_wording`).
That pair, the text and that it was consented to, is all that goes out. The file that carries it is
filled up to a fixed length.

*Who is trusted.* The facilitator, who hears all and types all, and the people in the room, who were
there. The machine on which it runs, while it runs. Nobody else is trusted with anything: what
leaves holds nothing about authors, so that no host, mirror, key or disk can give it away.

*Who could collude.* Any participant can tell what another said. That is a word against a word: no
paper, no signature and no file bears it out. All participants but one, together, know what the last
one said. No program changes that.

*What each learns.* Who is in the room: what is said there. The circle above: the text, that the
group consented, and which part of which meeting it was. The host and everybody with all files: the
same, and nothing more.

*What is not hidden.* That the room took place, and who its facilitator was. Who walked in, if
somebody watched the door. A style that shows in the choice of words. Among few people a good guess
is easy, so nothing leaves a room of fewer people than the charter says.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from dipoli.forum.name_scan import Flag, Found, Known, flags, scan
from dipoli.forum.plain_wording import plain

FILE_BYTES = 32_768
"""Length of every file that leaves a room, whatever it holds."""
MOST_BYTES = 16_384
"""Longest text that leaves a room, in bytes of UTF-8."""


@frozen(kw_only=True)
class Room:
    """What a room holds now.

    Args:
        people: how many people are in it; told to nobody.
        words: the text as it stands; empty before there is one.
        asked: whether the group was asked about this text, word for word.
        objected: whether anybody objected when it was asked.
    """

    people: int
    words: str = ""
    asked: bool = False
    objected: bool = False

    @property
    def is_consented(self) -> bool:
        """Whether the group was asked about this very text and nobody objected."""
        return bool(self.words) and self.asked and not self.objected


@frozen(kw_only=True)
class Leaving:
    """All that leaves a room: a text to which the group consented."""

    words: str
    consented: bool


def worded(room: Room, words: str) -> Room:
    """The room with another text; nothing of the one before is kept, and nobody was asked yet."""
    return Room(people=room.people, words=plain(words))


def asked(room: Room, *, objected: bool) -> Room:
    """The room after all were asked at once whether anybody objects."""
    return evolve(room, asked=True, objected=objected)


def read_over(room: Room, known: Iterable[Known]) -> tuple[tuple[Found, ...], tuple[Flag, ...]]:
    """What the readers look at before the text leaves: names that were found, and flags."""
    return scan(room.words, known), flags(room.words)


def leaving(room: Room, least: int) -> Leaving | None:
    """What leaves the room; None where no text was consented to, or too few people are in it.

    Args:
        room: as it stands at the end.
        least: so many people there must be, by the charter.
    """
    fits = len(room.words.encode("utf-8")) <= MOST_BYTES
    if not room.is_consented or room.people < least or not fits:
        return None
    return Leaving(words=room.words, consented=True)


def filled(text: str) -> bytes:
    """A text as a file of the one length, filled with line breaks.

    Raises:
        ValueError: it is longer than any text that leaves a room.
    """
    data = text.encode("utf-8")
    if len(data) > FILE_BYTES:
        message = f"a file that leaves a room has {FILE_BYTES} bytes, not {len(data)}"
        raise ValueError(message)
    return data + b"\n" * (FILE_BYTES - len(data))
