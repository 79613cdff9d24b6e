"""The pieces of a slot, cut where changes that are on the table begin and end."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from attrs import frozen

from dipoli.codec.word.paper import Part, Piece, Slot, Tracked


class How(enum.Enum):
    """What a change would do to words."""

    GOES = "del"
    COMES = "ins"


@frozen(kw_only=True)
class Run:
    """Words that are shown in one way.

    Args:
        part: what they are.
        words: as they are shown.
        how: what a change would do to them; None for words that no change touches.
        by: the change.
    """

    part: Part
    words: str
    how: How | None = None
    by: Tracked | None = None


def runs(slot: Slot) -> Iterator[Run]:
    """A slot from its beginning to its end; no run is empty.

    Args:
        slot: with the changes that it shows.
    """
    left = list(slot.tracked)
    for piece in slot.pieces:
        if piece.part is Part.WORDS:
            yield from _words(piece, left)
        elif piece.words:
            yield Run(part=piece.part, words=piece.words)
    yield from (_comes(one) for one in left if one.words)


def _words(piece: Piece, left: list[Tracked]) -> Iterator[Run]:
    at, end = piece.at, piece.at + len(piece.words)
    while at < end or (left and left[0].start == left[0].end == at == end):
        if not left or left[0].start > end or (left[0].start == end and left[0].end > end):
            break
        one = left[0]
        start, stop = max(one.start, at), min(one.end, end)
        yield from _plain(piece.words[at - piece.at : start - piece.at])
        if stop > start:
            words = piece.words[start - piece.at : stop - piece.at]
            yield Run(part=Part.WORDS, words=words, how=How.GOES, by=one)
        at = max(at, stop)
        if one.end > end:
            return  # it goes on in the next piece
        left.pop(0)
        if one.words:
            yield _comes(one)
    yield from _plain(piece.words[at - piece.at :])


def _plain(words: str) -> Iterator[Run]:
    if words:
        yield Run(part=Part.WORDS, words=words)


def _comes(one: Tracked) -> Run:
    return Run(part=Part.WORDS, words=one.words, how=How.COMES, by=one)
