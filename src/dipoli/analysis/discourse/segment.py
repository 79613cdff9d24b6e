"""A document cut into passages: sentences, or what stands for one.

First into blocks, by lines: an empty line, a heading and an item of a list end at their line; in a
text whose lines were broken at a width, a sentence runs over them, and so it does in Chinese and
Japanese where paragraphs are set apart by empty lines. Then each block into sentences (`stops`). A
sentence that is a very long enumeration is cut at its semicolons.

Nothing is lost: passages with what lies between them, which is white space only, give the text.
"""

# ruff: noqa: RUF001 - marks and letters of other scripts are meant

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from attrs import frozen

from dipoli.analysis.discourse.stops import STOP, ends, words
from dipoli.analysis.discourse.texts import Document, Passage, digest_of

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_ITEM = re.compile(
    r"[ \t\u3000]*(?:[-*•‣▪●○◦·–—□■◇◆△▲※☐]\s"
    r"|[(（\[]?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5}|[가-하])[.)）\]]\s"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十百\d]{1,5}[章节節条條]"
    r"|[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|#{1,6}\s|\\?#{3})"
)
_OPEN = words(
    "the a an of and or in on at to for with by from as that which its their his our my is are was "
    "и в на с к по о от для не"
)
"""Words behind which no heading ends."""
_OPENING = frozenset("-、([（《〈「『“‘«")
_CLOSING = frozenset("，、,;；:：)）]》〉」』”’»。")
_ENDED = re.compile(r"[.!?…。！？:：;；]['\"”’»)\]」』）]*$")
_SEMICOLON = re.compile(r"[;；()]")
_LONG = {"zh": 160, "ja": 160, "ko": 260}
"""Characters from which an enumeration is cut at its semicolons."""
_LONG_ELSE = 500
_SHORTEST_WRAP, _WIDEST_WRAP = 24, 130
_FEWEST_LINES = 8
_FULL = 0.6
"""Share of the width from which a line counts as full, so that the next one goes on with it."""
_UNSPACED = frozenset({"zh", "ja"})
_DIRECTION = re.compile(r"[(\[（][^()\[\]（）]{1,60}[)\]）]\.?")


def cut(document: Document) -> tuple[Passage, ...]:
    """Cut a document into passages.

    In a transcript the words between turns, such as names of speakers, belong to nobody; so do
    directions such as ``(Applause.)`` and lines without a letter or a digit, such as ``* * *``.

    Returns:
        In order of offset, apart; none is empty or begins or ends with white space.
    """
    owner = document.actors[0] if len(document.actors) == 1 else None
    joint = document.actors if document.joint else ()
    pieces: list[tuple[int, int, str | None]] = []
    if document.turns:
        last = 0
        for turn in document.turns:
            pieces += [(last, turn.start, None), (turn.start, turn.end, turn.actor)]
            last = turn.end
        pieces.append((last, len(document.text), None))
    else:
        pieces.append((0, len(document.text), owner))
    layout = _layout(document.text, document.language)
    passages = []
    for begin, end, actor in pieces:
        for start, stop in spans(document.text, document.language, begin, end, layout):
            words = document.text[start:stop]
            wordless = not any(map(str.isalnum, words))
            aside = bool(document.turns) and _DIRECTION.fullmatch(words) is not None
            passages.append(
                Passage(
                    file=document.file,
                    start=start,
                    end=stop,
                    sha256=digest_of(words),
                    actor=None if wordless or aside else actor,
                    joint=() if wordless else joint,
                )
            )
    return tuple(passages)


@frozen
class Layout:
    """How the lines of a text were broken.

    Args:
        width: at about how many characters; 0 where each line stands for itself.
        apart: whether a sentence runs over a single line's end because paragraphs stand apart by
            empty lines.
    """

    width: int = 0
    apart: bool = False


def spans(
    text: str, language: str, begin: int = 0, end: int | None = None, layout: Layout | None = None
) -> Iterator[tuple[int, int]]:
    """Where passages begin and end in a text.

    Args:
        text: the text.
        language: one of `texts.LANGUAGES`.
        begin: offset from which to cut.
        end: offset up to which; the end of the text when None.
        layout: how the text's lines were broken; found when None.

    >>> list(spans("Mr. Lee came. He spoke.", "en"))
    [(0, 13), (14, 23)]
    """
    end = len(text) if end is None else end
    layout = _layout(text, language) if layout is None else layout
    for first, last in _blocks(text, begin, end, layout):
        yield from _sentences(text, language, first, last)


# ---------------------------------------------------------------- lines


def _layout(text: str, language: str) -> Layout:
    """How the lines of a text were broken."""
    found = [line for line in _LINE.finditer(text) if not line.group().isspace()]
    if len(found) < _FEWEST_LINES:
        return Layout()
    lines = sorted(len(line.group().rstrip()) for line in found)
    gaps = [
        len(_BREAK.findall(text, one.end(), other.start()))
        for one, other in itertools.pairwise(found)
    ]
    apart = language in _UNSPACED and sum(count > 1 for count in gaps) * 4 >= len(gaps)
    wide = lines[len(lines) * 9 // 10]
    full = sum(length >= wide * _FULL for length in lines)
    wrapped = _SHORTEST_WRAP <= wide <= _WIDEST_WRAP and full * 2 >= len(lines)
    return Layout(wide if wrapped else 0, apart)


def _blocks(text: str, begin: int, end: int, layout: Layout) -> Iterator[tuple[int, int]]:
    """Lines, joined where a sentence runs over their ends; white space around them left out."""
    first = last = -1
    for line in _LINE.finditer(text, begin, end):
        words = line.group()
        if not words.strip():
            continue
        start = line.start() + len(words) - len(words.lstrip())
        stop = line.start() + len(words.rstrip())
        if first >= 0:
            if _runs_on(text, (first, last), (start, stop), layout):
                last = stop
                continue
            yield first, last
        first, last = start, stop
    if first >= 0:
        yield first, last


def _runs_on(text: str, block: tuple[int, int], line: tuple[int, int], layout: Layout) -> bool:
    """Whether a sentence runs over the end of a line into the next."""
    gap = text[block[1] : line[0]]
    if len(_BREAK.findall(gap)) > 1:
        return False
    before = text[max(block[0], block[1] - 200) : block[1]]
    above = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    opening = text[line[0]]
    if _ITEM.match(text, line[0], line[1]):
        return False
    ended = _ENDED.search(above) is not None
    if opening.islower() or opening in _CLOSING:
        return not ended or bool(layout.width)
    if _hangs(above) or (layout.apart and not ended):
        return True
    if layout.width:
        return len(above) >= layout.width * _FULL
    dated = above[-1].isalpha() or above[-1] == ","
    return opening.isdigit() and len(above) >= _SHORTEST_WRAP and dated


def _hangs(above: str) -> bool:
    """Whether a line ends in a word or a mark that no heading ends with."""
    last = above.rsplit(maxsplit=1)[-1] if above.strip() else ""
    return above[-1:] in _OPENING or last.casefold() in _OPEN


# ---------------------------------------------------------------- sentences


def _sentences(text: str, language: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    for found in STOP.finditer(text, first, last):
        if ends(text, found, language, begin, last):
            yield from _shorter(text, language, begin, found.end())
            begin = found.end()
            while begin < last and text[begin].isspace():
                begin += 1
    if begin < last:
        yield from _shorter(text, language, begin, last)


def _shorter(text: str, language: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; a very long enumeration in the parts between its semicolons."""
    if end - begin > _LONG.get(language, _LONG_ELSE):
        depth = 0
        for mark in _SEMICOLON.finditer(text, begin, end):
            depth += {"(": 1, ")": -1}.get(mark.group(), 0)
            if depth == 0 and mark.group() in ";；":
                yield begin, mark.end()
                begin = mark.end()
                while begin < end and text[begin].isspace():
                    begin += 1
    if begin < end:
        yield begin, end
