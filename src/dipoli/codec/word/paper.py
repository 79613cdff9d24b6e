"""A text as it is laid on paper: lines, slots and tables; what is words of whom, and what a sign.

A *slot* is a paragraph that holds one wording of one clause. It is made of pieces, and each piece
knows whether it is words of that wording, and from where in it, or something that the program put
there: a number, the sign of a bracket, who holds it. So a change that somebody makes on paper is
found again in the wording, and a change of a sign is told from one of words.
"""

from __future__ import annotations

import enum
import hashlib

from attrs import field, frozen

from dipoli.forum.text_views import View


class Part(enum.Enum):
    """What a piece of a slot is."""

    WORDS = "words"
    OPENS = "opens"
    CLOSES = "closes"
    HELD = "held"
    LABEL = "label"
    TOLD = "told"


@frozen(kw_only=True)
class Piece:
    """A piece of a slot.

    Args:
        part: what it is.
        words: as they are shown.
        at: of words, where the first of them stands in the wording; of a sign, that of its bracket.
        bracket: number of the bracket whose sign it is; None for none.
    """

    part: Part
    words: str
    at: int = 0
    bracket: int | None = None

    def fits(self, wording: str) -> bool:
        """Whether a piece that says that it is words of a wording is."""
        if self.part is not Part.WORDS:
            return self.bracket is None or self.at <= len(wording)
        there = wording[self.at : self.at + len(self.words)]
        alike = (one == other or (one == " " and other.isspace())
                 for one, other in zip(self.words, there, strict=False))  # fmt: skip
        return len(there) == len(self.words) and all(alike)


@frozen(kw_only=True)
class Tracked:
    """A change of an amendment that is on the table, shown as a tracked change.

    Args:
        amendment: its short name.
        author: who proposed it, by the name that the reader uses.
        time: of the act; None where it is not known.
        start: place of the first character that would go.
        end: place behind the last one.
        words: that would come.
    """

    amendment: str
    author: str
    time: str | None
    start: int
    end: int
    words: str


@frozen(kw_only=True)
class Slot:
    """A paragraph that holds a wording.

    Args:
        clause: short name of the clause.
        option: number of the wording in it.
        main: whether it is the wording of the clause, and no alternative.
        hash: of all of its words, those in brackets too.
        pieces: what is shown.
        tracked: changes of amendments that are on the table.
    """

    clause: str
    option: int
    main: bool
    hash: str
    pieces: tuple[Piece, ...]
    tracked: tuple[Tracked, ...] = ()

    @property
    def shown(self) -> str:
        """The paragraph as it is read, without tracked changes."""
        return "".join(one.words for one in self.pieces)


class Style(enum.Enum):
    """How a line that holds no wording is set."""

    MARK = "DipoliMark"
    SYMBOL = "DipoliSymbol"
    TITLE = "Title"
    NOTE = "DipoliNote"
    HEADNOTE = "DipoliHeadnote"
    HEADING = "Heading1"


@frozen(kw_only=True)
class Line:
    """A line that holds no wording."""

    style: Style
    words: str


@frozen(kw_only=True)
class Row:
    """An alternative in the table below its clause: its label, its wording, whose it is."""

    label: str
    slot: Slot
    whose: str


@frozen(kw_only=True)
class Table:
    """The wordings beside that of a clause."""

    clause: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Line | Slot | Table


@frozen(kw_only=True)
class Paper:
    """A text as it is laid on paper.

    Args:
        origin: of the record in which the text stands.
        text: its short name.
        symbol: as it is cited.
        title: in a line.
        version: of its words.
        language: in which it is negotiated.
        view: how much of its brackets is shown.
        digest: of the text as it stands, 32 bytes.
        time: of the last act that was read.
        marks: what stands above every page of the forum.
        readable: who can read it, in a sentence.
        cited: short name and version, as its foot has them.
        blocks: from front to back.
    """

    origin: str
    text: str
    symbol: str
    title: str
    version: int
    language: str
    view: View
    digest: bytes = field(repr=False)
    time: str
    marks: tuple[str, ...]
    readable: str
    cited: str
    blocks: tuple[Block, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its slots, from front to back; their number from 1 is the number of their anchor."""
        found: list[Slot] = []
        for block in self.blocks:
            if isinstance(block, Slot):
                found.append(block)
            elif isinstance(block, Table):
                found += [row.slot for row in block.rows]
        return tuple(found)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in paragraphs that hold no wording."""
        found: list[str] = []
        for block in self.blocks:
            if isinstance(block, Line):
                found.append(block.words)
            elif isinstance(block, Table):
                found += block.heads
                for row in block.rows:
                    found += [row.label, *([row.whose] if len(block.heads) > _WITHOUT else [])]
        return tuple(found)


def hash_of(words: str) -> str:
    """The hash of a wording, in hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


_WITHOUT = 2
"""Columns of a table that does not show whose the wordings are."""
