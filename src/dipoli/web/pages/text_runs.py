"""Words with brackets in them as runs: what is said, where a bracket opens, where it closes.

A page draws each run by itself, so that a bracket is a marked passage and no mere sign in a string.
Brackets lie in each other or apart, so every one that opens closes in its turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum.rebase import Edit, edits
from dipoli.forum.text import Bracket, Clause, Sort
from dipoli.told import tell
from dipoli.web.asked import Asked, Twin

INSTEAD = {Sort.NO_TEXT: tell("no text"), Sort.PLACEHOLDER: tell("placeholder")}
"""What stands where a wording has no words of its own."""


def bracket_twin(asked: Asked, clause: Clause, number: int) -> Twin:
    """A bracket: its number, who holds it, whether the reader does, and the passage in it."""
    one = clause.brackets[number]
    return {
        "number": number,
        "whole": one.whole,
        "holders": asked.parties(one.holders),
        "mine": asked.reader.code in one.holders,
        "words": clause.wording.wording[one.start : one.end] or None,
    }


def runs(asked: Asked, clause: Clause) -> list[Twin]:
    """The wording of a clause as runs, from front to back.

    Returns:
        Each run has a ``kind``: ``words``; ``told``, what the program says in their place; ``open``
        and ``close``, the two signs of a bracket; ``place``, a bracket that only reserves one.
    """
    option = clause.wording
    whole = [number for number in sorted(clause.brackets) if clause.brackets[number].whole]
    opens = [_sign(asked, clause, "open", number) for number in whole]
    closes = [_sign(asked, clause, "close", number) for number in reversed(whole)]
    instead = INSTEAD.get(option.sort)
    told = [] if instead is None else [{"kind": "told", "words": instead}]
    return [*opens, *told, *_inner(asked, clause), *closes]


def _sign(asked: Asked, clause: Clause, kind: str, number: int) -> Twin:
    return {"kind": kind, "bracket": bracket_twin(asked, clause, number)}


def _inner(asked: Asked, clause: Clause) -> Iterator[Twin]:
    """The words, with the brackets that are about some of them."""
    words, place = clause.wording.wording, 0
    signs = [
        sign
        for number, one in clause.brackets.items()
        if not one.whole
        for sign in _signs(number, one)
    ]
    for at, _, _, _, kind, number in sorted(signs):
        if at > place:
            yield {"kind": "words", "words": words[place:at]}
            place = at
        yield _sign(asked, clause, kind, number)
    if words[place:]:
        yield {"kind": "words", "words": words[place:]}


_Sign = tuple[int, int, int, int, str, int]


def _signs(number: int, one: Bracket) -> list[_Sign]:
    """Where the signs of a bracket stand, with what puts those at one place in order.

    There, inner brackets close first, then empty ones stand, then outer ones open first.
    """
    if one.start == one.end:
        return [(one.start, 1, 0, number, "place", number)]
    return [
        (one.start, 2, -one.end, number, "open", number),
        (one.end, 0, -one.start, -number, "close", number),
    ]


def changes(old: str, new: str) -> list[Twin]:
    """One wording against another, word by word, as runs: what is the same, what went, what came.

    >>> changes("by 2031", "by 2032")
    [{'kind': 'same', 'words': 'by '}, {'kind': 'changed', 'went': '2031', 'came': '2032'}]
    """
    found, place = list[Twin](), 0
    for one in _joined(old, edits(old, new)):
        found.append({"kind": "same", "words": old[place : one.start]})
        went = old[one.start : one.end]
        found.append({"kind": "changed", "went": went or None, "came": one.words or None})
        place = one.end
    found.append({"kind": "same", "words": old[place:]})
    return [one for one in found if one["kind"] == "changed" or one["words"]]


def _joined(old: str, found: tuple[Edit, ...]) -> list[Edit]:
    """Changes with nothing but space between, as one: so that words are read as phrases."""
    joined: list[Edit] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and not old[before.end : one.start].strip():
            words = before.words + old[before.end : one.start] + one.words
            joined[-1] = Edit(start=before.start, end=one.end, words=words)
        else:
            joined.append(one)
    return joined
