"""What stands at the edge of every answer on a circle: the exercise mark, and names for codes.

Inside, parties are codes, and a ruling is the same for all. Where somebody reads, the sentences of
the program carry the names that the reader's seat uses. What is signed or kept is not touched: a
refusal that an office signs names codes, and reads with names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from attrs import evolve, frozen

from dipoli.charter.rules import Charter
from dipoli.faults import CharterError, MalformedError, RecordError
from dipoli.forum.names import Names
from dipoli.forum.opening import begin
from dipoli.forum.proceedings import Acts, Open, Proceedings, plain
from dipoli.forum.seat_rules import founding
from dipoli.forum.text_views import marked
from dipoli.record.forms import OpenCircle
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import CODE
from dipoli.record.standing import Standing

_WORD = re.compile(rf"(?<![\w-]){CODE}(?![\w-])")


def charter_of(standing: Standing | None) -> Charter | None:
    """The charter that the opening of a circle carries; None where there is none."""
    if standing is None or standing.opening is None:
        return None
    return _charter(standing.opening)


@lru_cache(maxsize=32)
def _charter(opening: OpenCircle) -> Charter | None:
    try:
        forum = begin(opening, "")
    except (MalformedError, CharterError):
        return None
    return None if forum is None else forum.charter


def by_charter(opening: OpenCircle | None) -> Names | None:
    """The names with which a circle began; None where no charter gives any."""
    charter = None if opening is None else _charter(opening)
    return None if charter is None else Names(founding(charter, ""))


def is_exercise(standing: Standing | None) -> bool | None:
    """Whether every state in a circle is invented; None where no charter says so."""
    charter = charter_of(standing)
    return None if charter is None else charter.exercise


def mark(standing: Standing | None) -> Iterator[str]:
    """The marks of a circle: that it is an exercise, or compiled; mostly none."""
    charter = charter_of(standing)
    if charter is not None:
        yield from marked(charter)


def refused_lines(ruling: OutOfOrder, charter: Charter | None, named: str = "") -> Iterator[str]:
    """A refusal, as every command tells it: reason and remedy first, the whole article last.

    Args:
        ruling: with names for codes already.
        charter: of the circle; None where it has none.
        named: what was refused, with a colon and a space behind it; empty where one thing was done.
    """
    yield f"{named}{'out' if named else 'Out'} of order under {ruling.clause}."
    yield f"  Why: {ruling.why}"
    yield f"  To mend: {ruling.remedy}"
    articles = () if charter is None else charter.articles
    text = next((one.text for one in articles if f"art. {one.number}" == ruling.clause), None)
    if text is not None:
        yield f"  The article says: {text}"


@frozen(kw_only=True, slots=False)
class Edge:
    """A circle as one reader is told of it.

    The standing of the forum is asked for only where a sentence names a code, since it takes a walk
    along the record.

    Args:
        standing: of the record.
        acts: reads the record.
        opener: opens bodies, for names that are given in a sealed circle.
        reader: code of the seat that reads; empty for nobody's own names.
        found: the names, where they are known already.
    """

    standing: Standing
    acts: Acts
    opener: Open = plain
    reader: str = ""
    found: Names | None = None

    @cached_property
    def names(self) -> Names | None:
        """The names; None where the circle carries no charter, so that codes are all there is."""
        if self.found is not None or charter_of(self.standing) is None:
            return self.found
        try:
            forum = Proceedings(self.acts, self.opener).at(self.standing)
        except (MalformedError, RecordError):
            return by_charter(
                self.standing.opening
            )  # a copy that does not hold has its charter still
        return None if forum is None else Names(forum, self.reader)

    def party(self, code: str) -> str:
        """A party by its name; by its code where no name is known."""
        return code if self.names is None else self.names.party(code)

    def named(self, sentence: str) -> str:
        """A sentence with names for codes."""
        if _WORD.search(sentence) is None or self.names is None:
            return sentence
        return self.names.named(sentence)

    def ruling(self, ruling: OutOfOrder) -> OutOfOrder:
        """A refusal as this reader is told it: names for codes, times as people read them."""
        if self.names is None:
            return ruling
        told = self.names.told
        return evolve(ruling, why=told(ruling.why), remedy=told(ruling.remedy))
