"""What is asked: words, passages in quotation marks, what must not stand there, whose it is.

    bridge inspection          both stand in the passage, in whatever form
    "joint inspection"         these words, in this order, as typed
    inspection -lake           the second does not stand there
    from:"Republic of Aral"    said by the seat that the reader's own seat calls so

A word is found in its other forms and as the beginning of a longer one; characters of Chinese,
Japanese and Korean are found anywhere in a run of them, one alone too. Korean compounds are written
together by some and in parts by others, so that one typed together is found in parts as well. Words
tied by a hyphen or by nothing at all, as ``3단계``, are looked for side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from dipoli.secretariat.search.endings import bare, stem
from dipoli.secretariat.search.letters import folded, is_hangul, is_run, pieces
from dipoli.told import tell

LONGEST, MOST, SHORT = 300, 12, 4
"""Signs of what is asked, words or passages in it, and of these, letters and figures alone.

Very many words begin with one letter, and all texts are looked through for it.
"""

_PART, _COMPOUND = 2, 12
"""Syllables of a part of a compound at least, and of a compound at most."""

_QUOTES = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02", '"')
)
_CHUNK = re.compile(r'(?P<minus>-)?(?P<by>from:)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2212\uff0d", "-"))


@frozen(kw_only=True)
class Term:
    """One thing that is looked for.

    Args:
        pieces: words and runs, side by side.
        quoted: whether they are meant as typed.
    """

    pieces: tuple[str, ...]
    quoted: bool = False

    @property
    def alone(self) -> str:
        """Its one piece, where it may take other forms; empty otherwise."""
        return self.pieces[0] if len(self.pieces) == 1 and not self.quoted else ""

    @property
    def needle(self) -> str:
        """What stands in a normal text where it stands as typed, or begins there."""
        first, last = self.pieces[0], self.pieces[-1]
        ends = " " if self.quoted and not is_run(last) else ""
        return f"{'' if is_run(first) else ' '}{' '.join(self.pieces)}{ends}"

    @property
    def needles(self) -> tuple[str, ...]:
        """The same, and a Korean word without its particle."""
        found = bare(self.alone) if self.alone else ""
        return (
            (self.needle, found)
            if found and is_run(found) and found != self.alone
            else (self.needle,)
        )

    @property
    def apart(self) -> tuple[str, ...]:
        """A Korean compound, with its particle and without, as it is written in parts.

        >>> Term(pieces=("평화협정을",)).apart
        ('평화 협정을', '평화협 정을', '평화 협정')
        """
        if not is_hangul(self.alone):
            return ()
        return tuple(one for needle in self.needles for one in _in_parts(needle))

    @property
    def stem(self) -> str:
        """What stays of a word without its endings; empty where it is no word by itself."""
        return stem(self.alone) if self.alone and not is_run(self.alone) else ""


@frozen(kw_only=True)
class Query:
    """What is asked.

    Args:
        wanted: all of them stand in a passage.
        unwanted: none of them does.
        by: names of seats, each as it was typed; one of them said it. Empty for any.
    """

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    by: tuple[str, ...] = ()


@frozen(kw_only=True)
class Unclear:
    """Why nothing is looked for, and what to do."""

    told: str


def read_query(words: str) -> Query | Unclear:
    """Read what somebody typed; a quotation mark that is not closed ends with the line.

    >>> read_query('"joint inspection" -lake').unwanted[0].pieces
    ('lake',)
    """
    if len(words) > LONGEST:
        return Unclear(
            told=tell(
                "That is {length} signs long, and {most} are looked at. Ask for fewer words.",
                length=len(words),
                most=LONGEST,
            )
        )
    found: dict[str, list[Term]] = {"wanted": [], "unwanted": []}
    by: list[str] = []
    for chunk in _CHUNK.finditer(_plain(words)):
        said = chunk["plain"] if chunk["quoted"] is None else chunk["quoted"]
        term = Term(pieces=pieces(said), quoted=chunk["quoted"] is not None)
        if chunk["by"] and term.pieces:
            if chunk["minus"]:
                return Unclear(told=tell("A seat can be asked for with from:, and not left out."))
            by.append(said)
        elif term.pieces:
            found["unwanted" if chunk["minus"] else "wanted"].append(term)
    query = Query(wanted=_once(found["wanted"]), unwanted=_once(found["unwanted"]), by=tuple(by))
    terms = (*query.wanted, *query.unwanted)
    if len(terms) > MOST:
        return Unclear(
            told=tell("At most {most} words and passages are looked for at once.", most=MOST)
        )
    single = [one for one in terms if len(one.alone) == 1 and not is_run(one.alone)]
    if len(single) > SHORT:
        return Unclear(
            told=tell(
                "At most {most} single letters and figures are looked for at once. Type longer "
                "words, or passages in quotation marks.",
                most=SHORT,
            )
        )
    if not query.wanted and not query.by:
        return Unclear(told=_nothing(words, query))
    return query


def _in_parts(run: str) -> Iterator[str]:
    """A run in two parts or three."""
    if len(run) > _COMPOUND:
        return
    last = len(run) - _PART
    for first in range(_PART, last + 1):
        yield f"{run[:first]} {run[first:]}"
        for second in range(first + _PART, last + 1):
            yield f"{run[:first]} {run[first:second]} {run[second:]}"


def _plain(words: str) -> str:
    """What was typed with one sort of quotation mark and dash, and a narrow colon."""
    held = words.translate(_QUOTES).translate(_DASHES).replace("\uff1a", ":")
    return re.sub(r"(?i)(?<!\S)(-?)from:", r"\1from:", held)


def _once(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))


def _nothing(words: str, query: Query) -> str:
    if query.unwanted:
        return tell("Say what to look for as well; what is to be left out is not enough.")
    if folded(words).strip():
        return tell("There is no letter and no figure in it to look for.")
    return tell("Type one or more words.")
