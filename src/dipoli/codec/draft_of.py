"""A text of a forum as the analysis of its meaning sees it: places, and ways to settle them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dipoli.analysis.meaning.draft import Draft, Place, Way
from dipoli.forum.text import Bracket, Clause, Text

WORDING, STAYS, FALLS = "wording", "stays", "falls"


def draft_of(text: Text, clause_of: Callable[[str], Clause]) -> Draft:
    """A text as places and ways.

    The wording of a clause is a place with a way for each option that stands: its wording now
    first, then the alternatives in the order in which they came, a bridging text among them. Every
    bracket is a place whose words stay or fall; it lies within the wording now, or within the
    smallest bracket around it.

    Args:
        text: the text.
        clause_of: a clause of it by its short name.
    """
    clauses = [clause_of(name) for name in text.clauses]
    places = tuple(place for clause in clauses for place in _places(clause))
    return Draft(id=text.id, title=text.title, version=text.version, places=places)


def option_key(number: int) -> str:
    """The name of the way that takes an option of a clause."""
    return f"option-{number}"


def bracket_key(number: int) -> str:
    """The name of the place of a bracket of a clause."""
    return f"bracket-{number}"


def _places(clause: Clause) -> Iterator[Place]:
    numbers = (clause.main, *clause.alternatives)
    ways = tuple(Way(key=option_key(n), words=clause.options[n].wording) for n in numbers)
    yield Place(clause=clause.id, key=WORDING, ways=ways)
    words = clause.wording.wording
    spans = {n: _span(one, len(words)) for n, one in clause.brackets.items()}
    # The widest first, so that a bracket stands behind the one around it.
    for number in sorted(spans, key=lambda n: (spans[n][0] - spans[n][1], n)):
        start, end = spans[number]
        around = _around(spans, number)
        yield Place(
            clause=clause.id,
            key=bracket_key(number),
            ways=(Way(key=STAYS, words=words[start:end]), Way(key=FALLS, words="")),
            within=(WORDING, option_key(clause.main))
            if around is None
            else (bracket_key(around), STAYS),
        )


def _span(bracket: Bracket, end: int) -> tuple[int, int]:
    return (0, end) if bracket.whole else (bracket.start, bracket.end)


def _around(spans: dict[int, tuple[int, int]], number: int) -> int | None:
    """The smallest bracket around one; of two around the same words the earlier is the outer."""
    start, end = spans[number]
    outer = [
        other
        for other, (first, last) in spans.items()
        if first <= start and end <= last and ((last - first), -other) > ((end - start), -number)
    ]
    return min(outer, key=lambda other: (spans[other][1] - spans[other][0], -other), default=None)
