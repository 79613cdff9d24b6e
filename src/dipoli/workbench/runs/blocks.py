"""An answer in words as headings, paragraphs, items and tables, for pages and for comparing."""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

_RULE = re.compile(r"-{3,}")
_COLUMNS = re.compile(r"\S {2,}\S")
_TIME = re.compile(r"[0-9][0-9,]*\.[0-9]+ s\b")
_NUMBERED = re.compile(r"([0-9]+) {2,}(?=[^ 0-9])(.*)")


class Shape(enum.Enum):
    """What a part of an answer is."""

    HEAD = "head"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"


@frozen
class Block:
    """A part of an answer.

    Args:
        shape: what it is.
        text: what it says; a table keeps its lines and spaces.
        depth: how far it is set in.
    """

    shape: Shape
    text: str
    depth: int = 0


def blocks(words: str) -> tuple[Block, ...]:
    r"""The parts of an answer that was told in long lines.

    Args:
        words: the answer; a line of hyphens stands below each heading.

    >>> [(one.shape.value, one.text) for one in blocks("WHAT\n----\n- one\na   b\nc   d")]
    [('head', 'WHAT'), ('item', 'one'), ('table', 'a   b\nc   d')]
    """
    return tuple(_merged(list(_each(words.splitlines()))))


def _each(lines: Sequence[str]) -> Iterator[Block]:
    for n, line in enumerate(lines):
        text = line.strip()
        below = lines[n + 1].strip() if n + 1 < len(lines) else ""
        if not text or _RULE.fullmatch(text):
            continue
        depth = min((len(line) - len(line.lstrip())) // 2, 4)
        if _RULE.fullmatch(below) and not line.startswith(" "):
            yield Block(Shape.HEAD, text)
        elif text.startswith("- "):
            yield Block(Shape.ITEM, text[2:], depth)
        elif (numbered := _NUMBERED.fullmatch(text)) and not _COLUMNS.search(numbered[2]):
            yield Block(Shape.ITEM, f"{numbered[1]} {numbered[2]}", depth)
        elif _COLUMNS.search(text):
            yield Block(Shape.TABLE, line)
        else:
            yield Block(Shape.TEXT, text, depth)


def _merged(found: Sequence[Block]) -> Iterator[Block]:
    """Lines of a table that follow one another are one table."""
    rows: list[str] = []
    for one in found:
        if one.shape is Shape.TABLE:
            rows.append(one.text)
            continue
        if rows:
            yield Block(Shape.TABLE, "\n".join(rows))
            rows = []
        yield one
    if rows:
        yield Block(Shape.TABLE, "\n".join(rows))


@frozen
class Pair:
    """What stands in one answer beside the other; None where the other has nothing there."""

    left: Block | None
    right: Block | None

    @property
    def same(self) -> bool:
        """Whether both say it, whatever time it took to compute."""
        if self.left is None or self.right is None:
            return False
        return _timeless(self.left) == _timeless(self.right)


def _timeless(one: Block) -> Block:
    return Block(one.shape, _TIME.sub("s", one.text), one.depth)


def beside(left: Sequence[Block], right: Sequence[Block]) -> tuple[Pair, ...]:
    """Two answers side by side, in the order of both, so that what both say stands together."""
    return tuple(_pairs(left, right))


def beside_by_name(left: Mapping[str, Block], right: Mapping[str, Block]) -> tuple[Pair, ...]:
    """Two answers whose parts have names side by side: parts of one name stand together.

    Args:
        left: name of each part of the first to the part, in its order.
        right: the same of the second. Where the two have names in another order, a part stands in
            the order of the first, or apart.
    """
    return tuple(
        Pair(
            None if one is None else left[one],
            None if other is None else right[other],
        )
        for one, other in _names(tuple(left), tuple(right))
    )


def _names(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    match = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, start, end, other, last in match.get_opcodes():
        if tag == "equal":
            yield from zip(left[start:end], right[other:last], strict=True)
            continue
        yield from ((name, None) for name in left[start:end])
        yield from ((None, name) for name in right[other:last])


def _pairs(left: Sequence[Block], right: Sequence[Block]) -> Iterator[Pair]:
    one, other_one = [list(map(_timeless, held)) for held in (left, right)]
    match = difflib.SequenceMatcher(None, one, other_one, autojunk=False)
    for _tag, start, end, other, last in match.get_opcodes():
        for n in range(max(end - start, last - other)):
            yield Pair(
                left[start + n] if start + n < end else None,
                right[other + n] if other + n < last else None,
            )
