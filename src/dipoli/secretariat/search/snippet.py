"""Words in their context: where in a text that what was asked for stands."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.secretariat.search.endings import stem
from dipoli.secretariat.search.letters import is_run, traced
from dipoli.secretariat.search.query import Query, Term

CONTEXT, WHOLE = 70, 320
"""Signs on either side of a match, and in all."""
_LONG = 4_000
"""Signs of a text that are looked at together."""


@frozen(kw_only=True)
class Part:
    """A part of a snippet.

    Args:
        words: as they stand in the text.
        match: whether they are what was asked for.
    """

    words: str
    match: bool = False


def snippet(words: str, query: Query) -> tuple[Part, ...]:
    """The words around the first match, with every match there marked.

    Args:
        words: the text as it came.
        query: what was asked.
    """
    first, last = _near(words, query)
    spans = [(first + one, first + other) for one, other in matches(words[first:last], query)]
    start, end = _window(words, spans)
    parts = [Part(words="…")] if start else []
    at = start
    for begin, until in spans:
        if begin < at or until > end:
            continue
        if begin > at:
            parts.append(Part(words=words[at:begin]))
        parts.append(Part(words=words[begin:until], match=True))
        at = until
    if at < end:
        parts.append(Part(words=words[at:end]))
    return (*parts, Part(words="…")) if end < len(words) else tuple(parts)


def _near(words: str, query: Query) -> tuple[int, int]:
    """A part of a long text in which the first match stands with its context; all of a short one.

    To tell of each sign where it came from takes long, and what stands far from the first match is
    not shown. Parts overlap by more than a question is long, and are cut between words.
    """
    if len(words) <= _LONG or not query.wanted:
        return 0, len(words)
    for at in range(0, len(words), _LONG // 2):
        start, end = _between(words, at), _between(words, at + _LONG)
        found = matches(words[start:end], query)
        if found:
            # From a place between words before the context on; the beginning of a part is one.
            first = start + found[0][0]
            begin = _between(words, first - 4 * CONTEXT, CONTEXT)
            begin = max(start, begin)
            return begin, _between(words, first + 2 * WHOLE)
    return 0, len(words)


def _between(words: str, at: int, within: int = 200) -> int:
    """A place between two words near a place, where there is one."""
    if at <= 0:
        return 0
    blank = words.find(" ", at, at + within)
    return min(len(words), at if blank < 0 else blank)


def matches(words: str, query: Query) -> list[tuple[int, int]]:
    """Spans of a text, as it came, in which something that is wanted stands; none overlap."""
    if not query.wanted:
        return []
    held = traced(words)
    found = list[tuple[int, int]]()
    for term in query.wanted:
        for start, end in _found(held.text, term):
            inner = [one for one in held.spans[start:end] if one is not None]
            if inner:
                found.append((inner[0][0], inner[-1][1]))
    apart = list[tuple[int, int]]()
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _found(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Where in a normal text something stands; a word is marked to its end."""
    if term.alone and not is_run(term.alone):
        yield from _forms(text, term)
        return
    for needle in (*term.needles, *term.apart):
        at = text.find(needle)
        while at >= 0:
            end = at + len(needle)
            yield at, end if is_run(term.pieces[-1]) else text.index(" ", end - 1)
            at = text.find(needle, at + 1)


def _forms(text: str, term: Term) -> Iterator[tuple[int, int]]:
    at = 1
    for piece in text.split():
        if piece.startswith(term.alone) or (not is_run(piece) and stem(piece) == term.stem):
            yield at, at + len(piece)
        at += len(piece) + 1


def _window(words: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """What of a text is shown: all of a short one, else some of it around the first match."""
    if len(words) <= WHOLE:
        return 0, len(words)
    first = spans[0] if spans else (0, 0)
    start = _edge(words, max(0, first[0] - CONTEXT), first[0])
    return start, min(len(words), max(start + WHOLE, first[1]))


def _edge(words: str, at: int, last: int) -> int:
    """The beginning of a word from here on, where one comes soon."""
    if not at:
        return 0
    blank = words.find(" ", at, last)
    return at if blank < 0 else blank + 1
