"""A text of a forum as the analysis of its meaning sees it: places, and ways to settle them.

The wording of a clause is a place with a way for each option that stands: its wording now first,
then the alternatives in the order in which they came, a bridging text among them. Every bracket is
a place whose words stay or fall; it lies within the wording now, or within the smallest bracket
around it. A text is read from the forum itself, as a node has it in its own copy, or from the JSON
twin of its page; both make the same draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from dipoli.analysis.meaning.draft import Draft, Place, Way
from dipoli.faults import Finding, MalformedError
from dipoli.forum.text import Clause, Text

WORDING, STAYS, FALLS = "wording", "stays", "falls"
TWIN = "dipoli.site-text/1"
"""The schema of the JSON twin of a text's page."""

Span = tuple[int, int]


@frozen(kw_only=True)
class _Drafted:
    """A clause with what counts here.

    Args:
        id: its short name.
        options: number and words of each, that of its wording now first.
        spans: number of each bracket in its wording now, to its first character and the place
            behind its last.
    """

    id: str
    options: Sequence[tuple[int, str]]
    spans: Mapping[int, Span]


def draft_of(text: Text, clause_of: Callable[[str], Clause], *, exercise: bool = False) -> Draft:
    """A text of a forum as places and ways.

    Args:
        text: the text.
        clause_of: a clause of it by its short name.
        exercise: whether the states of the forum are invented.
    """
    drafted = map(_drafted, map(clause_of, text.clauses))
    places = tuple(place for clause in drafted for place in _places(clause))
    return Draft(
        id=text.id, title=text.title, version=text.version, places=places, exercise=exercise
    )


def draft_of_twin(twin: Mapping[str, Any], file: str) -> Draft:
    """The same from the JSON twin of the page of a text.

    Args:
        twin: the object.
        file: its name, for findings.

    Raises:
        MalformedError: it is no such twin.
    """
    try:
        drafted = [_of_twin(one) for one in twin["clauses"]]
        return Draft(
            id=str(twin["object"]),
            title=str(twin["title"]),
            version=int(twin["version"]),
            places=tuple(place for clause in drafted for place in _places(clause)),
            exercise=twin["exercise"] is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        finding = Finding(
            file=file,
            expected=f"the JSON twin of the page of a text, {TWIN}",
            found=f"something else: {type(error).__name__} {error}"[:120],
            mend="take the twin of the page anew, with .json behind the address of the text",
        )
        raise MalformedError([finding]) from None


def option_key(number: int) -> str:
    """The name of the way that takes an option of a clause."""
    return f"option-{number}"


def bracket_key(number: int) -> str:
    """The name of the place of a bracket of a clause."""
    return f"bracket-{number}"


def _drafted(clause: Clause) -> _Drafted:
    numbers = (clause.main, *clause.alternatives)
    end = len(clause.wording.wording)
    return _Drafted(
        id=clause.id,
        options=[(number, clause.options[number].wording) for number in numbers],
        spans={
            number: (0, end) if one.whole else (one.start, one.end)
            for number, one in clause.brackets.items()
        },
    )


def _of_twin(told: Mapping[str, Any]) -> _Drafted:
    words, starts, spans = "", dict[int, int](), dict[int, Span]()
    for run in told["runs"]:
        if run["kind"] == "words":
            words += str(run["words"])
        elif run["kind"] in {"open", "place"}:
            starts[int(run["bracket"]["number"])] = len(words)
        if run["kind"] in {"close", "place"}:
            number = int(run["bracket"]["number"])
            spans[number] = (starts[number], len(words))
    others = [(int(one["number"]), str(one["words"] or "")) for one in told["alternatives"]]
    return _Drafted(
        id=str(told["object"]), options=[(int(told["number"]), words), *others], spans=spans
    )


def _places(clause: _Drafted) -> Iterator[Place]:
    ways = tuple(Way(key=option_key(number), words=words) for number, words in clause.options)
    yield Place(clause=clause.id, key=WORDING, ways=ways)
    main, words = clause.options[0]
    spans = clause.spans
    # The widest first, so that a bracket stands behind the one around it.
    for number in sorted(spans, key=lambda n: (spans[n][0] - spans[n][1], n)):
        start, end = spans[number]
        around = _around(spans, number)
        yield Place(
            clause=clause.id,
            key=bracket_key(number),
            ways=(Way(key=STAYS, words=words[start:end]), Way(key=FALLS, words="")),
            within=(WORDING, option_key(main)) if around is None else (bracket_key(around), STAYS),
            passage=f"{words[:start]}[{words[start:end]}]{words[end:]}",
        )


def _around(spans: Mapping[int, Span], number: int) -> int | None:
    """The smallest bracket around one; of two around the same words the earlier is the outer."""
    start, end = spans[number]
    outer = [
        other
        for other, (first, last) in spans.items()
        if first <= start and end <= last and ((last - first), -other) > ((end - start), -number)
    ]
    return min(outer, key=lambda other: (spans[other][1] - spans[other][0], -other), default=None)
