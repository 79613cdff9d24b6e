"""Rebasing: a wording that was written against an older version, carried over to the present one.

Both the amendment and the present wording are compared, word by word, with the version against
which the amendment was written. Where they change different places, both changes stand. Where they
change the same place, or places without one unchanged word between, nothing is merged: whoever
amends is told what changed, and writes the amendment anew. Two changes that are the same are one.

This keeps words, not meaning: two changes in different places can still contradict each other. The
result is a wording like any other, which each seat can bracket.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from attrs import frozen

HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Kana and Han characters: written without spaces, so each counts as a word."""
_TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+|\s+|[^\w\s]")


_PAIRS = 1_000_000
"""Pairs of words up to which two passages are compared word by word; beyond, as one change each."""


@frozen(kw_only=True)
class Edit:
    """One change: the characters from ``start`` to ``end`` become ``words``."""

    start: int
    end: int
    words: str


@frozen(kw_only=True)
class Clash:
    """Two changes to the same place: what stood there, and what each makes of it."""

    base: str
    present: str
    amended: str


def tokens(text: str) -> tuple[str, ...]:
    """A text in words, spaces and signs; put together again, they are the text."""
    return tuple(_TOKEN.findall(text))


@lru_cache(maxsize=128)
def edits(old: str, new: str) -> tuple[Edit, ...]:
    """What makes the new text of the old one, from front to back, whole words at a time.

    >>> edits("by 2031, in steps", "by 2032, in steps")
    (Edit(start=3, end=7, words='2032'),)
    """
    before, after = tokens(old), tokens(new)
    places = [0]
    for token in before:
        places.append(places[-1] + len(token))
    return tuple(
        Edit(start=places[i1], end=places[i2], words="".join(after[j1:j2]))
        for i1, i2, j1, j2 in _changes(before, after)
    )


def _changes(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[int, int, int, int]]:
    """Places of changed words, before and after; of very long passages, all as one change."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = range(1, shorter - head + 1)
    tail = next((n - 1 for n in rest if before[-n] != after[-n]), shorter - head)
    one, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if not one and not other:
        return []
    if len(one) * len(other) > _PAIRS:
        return [(head, head + len(one), head, head + len(other))]
    codes = difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes()
    return [
        (head + i1, head + i2, head + j1, head + j2)
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    ]


def rebase(base: str, present: str, amended: str) -> str | Clash:
    """The present wording with the amendment in it, or where the two clash.

    Args:
        base: the version against which the amendment was written.
        present: the wording now.
        amended: the wording that the amendment asks for.
    """
    ours, theirs = edits(base, present), edits(base, amended)
    for theirs_one in theirs:
        for ours_one in ours:
            if ours_one != theirs_one and _touch(base, ours_one, theirs_one):
                return _clash(base, ours_one, theirs_one)
    both = sorted({*ours, *theirs}, key=lambda one: (one.start, one.end))
    return apply(base, both)


def apply(text: str, changes: list[Edit]) -> str:
    """A text after changes that do not touch, given from front to back."""
    parts, place = [], 0
    for one in changes:
        parts += [text[place : one.start], one.words]
        place = one.end
    return "".join([*parts, text[place:]])


def carried(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """The place of a passage after a change of wording; it shrinks at most to an empty place.

    A change that reaches into the passage is in it. Words that come in at its edge are outside,
    but in an empty place they are inside: it was reserved for them.
    """
    changes = edits(old, new)
    if start == end:
        return _reserved(old, changes, start)
    return _start(changes, start), _end(changes, end)


def _reserved(old: str, changes: tuple[Edit, ...], place: int) -> tuple[int, int]:
    """An empty place after changes: words that came in there, a space more or less, fill it."""
    first = len(old[:place].rstrip())
    last = len(old) - len(old[place:].lstrip())
    shift = 0
    for one in changes:
        if one.start == one.end and first <= one.start <= last:
            return one.start + shift, one.start + shift + len(one.words)
        shift += len(one.words) - (one.end - one.start)
    return _start(changes, place), _end(changes, place)


def _start(changes: tuple[Edit, ...], place: int) -> int:
    shift = 0
    for one in changes:
        if one.start < place < one.end:
            return one.start + shift
        if one.end <= place:
            shift += len(one.words) - (one.end - one.start)
    return place + shift


def _end(changes: tuple[Edit, ...], place: int) -> int:
    shift = 0
    for one in changes:
        if one.start < place < one.end:
            return one.start + shift + len(one.words)
        if one.start < place and one.end <= place:
            shift += len(one.words) - (one.end - one.start)
    return place + shift


def _touch(base: str, one: Edit, other: Edit) -> bool:
    """Whether two changes lie in each other, or without one unchanged word between."""
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    return first.end >= second.start or not re.search(r"\w", base[first.end : second.start])


def _clash(base: str, ours: Edit, theirs: Edit) -> Clash:
    start, end = min(ours.start, theirs.start), max(ours.end, theirs.end)
    return Clash(
        base=base[start:end],
        present=_within(base, ours, start, end),
        amended=_within(base, theirs, start, end),
    )


def _within(base: str, one: Edit, start: int, end: int) -> str:
    return base[start : one.start] + one.words + base[one.end : end]
