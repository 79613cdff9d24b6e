"""One wording as one author would have it: the base, less what went, with what came.

The signs of a slot are held against its pieces. Words that the author deleted go, words that the
author inserted come; what other authors did is as if they had not. A square bracket that somebody
types is no word, since words have none: it is kept apart, with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dipoli.codec.word.flow import By, Sign
from dipoli.codec.word.found import Untracked
from dipoli.codec.word.paper import Part, Slot, Tracked
from dipoli.forum.rebase import edits

_SIGNS = "[]"


@frozen(kw_only=True)
class Was:
    """A character of a slot as it was shown: of which piece it is, and its place in the wording."""

    part: Part
    at: int
    bracket: int | None


@frozen(kw_only=True)
class Held:
    """A sign of the file with the character of the slot that it is; None where it is none."""

    sign: Sign
    was: Was | None


@define(kw_only=True)
class Woven:
    """What one author makes of a wording.

    Args:
        words: the wording as the author would have it, without typed brackets.
        origins: of each of its characters, the place in the base; None for what came.
        typed: brackets that the author typed, with their places in the words.
        signs: of each bracket, which of its two signs the author deleted.
        told: whether a number or a word of the program's own was deleted.
        beside: what the author did to words that another proposes.
        moved: whether something was moved.
        time: of the last change.
    """

    words: str = ""
    origins: list[int | None] = field(factory=list)
    typed: list[tuple[str, int]] = field(factory=list)
    signs: dict[int, set[Part]] = field(factory=dict)
    label: str = ""
    beside: str = ""
    came: str = ""
    went: str = ""
    moved: bool = False
    time: str | None = None

    def by(self, by: By) -> None:
        """Note whose change it is."""
        self.moved = self.moved or by.moved
        self.time = max(filter(None, (self.time, by.time)), default=None)


def held_against(slot: Slot, signs: Sequence[Sign]) -> tuple[list[Held], list[Untracked]]:
    """The signs of a paragraph held against its slot, and what differs without a change.

    Args:
        slot: as it was laid on paper.
        signs: of the paragraph.
    """
    pieces = [
        Was(part=one.part, at=one.at + (n if one.part is Part.WORDS else 0), bracket=one.bracket)
        for one in slot.pieces
        for n in range(len(one.words))
    ]
    shown, was = slot.shown, "".join(one.words for one in signs if one.came is None)
    found: list[Was | None] = []
    untracked: list[Untracked] = []
    place = 0
    for edit in edits(shown, was) if shown != was else ():
        found += pieces[place : edit.start]
        found += [None] * len(edit.words)
        went = shown[edit.start : edit.end]
        untracked.append(
            Untracked(clause=slot.clause, option=slot.option, went=went, came=edit.words)
        )
        place = edit.end
    found += pieces[place:]
    rest = iter(found)
    held = [Held(sign=one, was=next(rest) if one.came is None else None) for one in signs]
    return held, untracked


def known(slot: Slot, held: Sequence[Held]) -> tuple[list[Held], list[Tracked]]:
    """The signs as if nobody had touched what amendments on the table show; those found no more.

    Args:
        slot: with the amendments that it shows.
        held: its signs.
    """
    signs = list(held)
    gone: list[Tracked] = []
    for one in slot.tracked:
        went = [n for n, it in enumerate(signs) if _goes(it, one)]
        came = [n for n, it in enumerate(signs) if _comes(it, one)]
        whole = len(went) == one.end - one.start
        start = _run(signs, came, one.words)
        if not whole or (one.words and start is None):
            gone.append(one)
            continue
        for n in went:
            signs[n] = Held(sign=Sign(words=signs[n].sign.words), was=signs[n].was)
        if start is not None:
            taken = set(came[start : start + len(one.words)])
            # Who deletes something of it speaks about that proposal: it stays, as deleted.
            signs = [it for n, it in enumerate(signs) if n not in taken or it.sign.went]
    return signs, gone


def _goes(held: Held, one: Tracked) -> bool:
    """Whether a sign is one that the amendment would delete, and is deleted by its author."""
    was, went = held.was, held.sign.went
    inside = was is not None and was.part is Part.WORDS and one.start <= was.at < one.end
    return inside and went is not None and went.author == " ".join(one.author.split())


def _comes(held: Held, one: Tracked) -> bool:
    """Whether a sign can be one of those that the amendment would insert."""
    came = held.sign.came
    if came is None or came.author != " ".join(one.author.split()):
        return False
    return one.time is None or came.time == one.time


def _run(signs: Sequence[Held], came: Sequence[int], words: str) -> int | None:
    """Where, among signs that came, these words begin; None where they do not stand."""
    read = "".join(signs[n].sign.words for n in came)
    start = read.find(words)
    return start if start >= 0 and words else None


def authors(held: Sequence[Held]) -> Iterator[str]:
    """Everybody who changed something, in the order of the text."""
    for one in held:
        for by in (one.sign.came, one.sign.went):
            if by is not None:
                yield by.author


def weave(wording: str, held: Sequence[Held], author: str) -> Woven:
    """The wording as one author would have it.

    Args:
        wording: all of its words, those too that the paper did not show.
        held: signs of the paragraph.
        author: whose changes count.
    """
    woven, out, last = Woven(), list[str](), -1
    for one in held:
        sign, was = one.sign, one.was
        ours = sign.went is not None and sign.went.author == author
        if ours and sign.went is not None:
            woven.by(sign.went)
        if sign.came is not None:
            if sign.came.author == author and not ours:
                _came(woven, out, sign)
            elif ours and sign.came.author != author:
                woven.beside += sign.words
            continue
        if was is None:
            continue  # it came without a change, which is told elsewhere
        if was.part is Part.WORDS:
            _kept(woven, out, wording, last + 1, was.at + (not ours))
            last = was.at
        if ours:
            _went(woven, sign, was)
    _kept(woven, out, wording, last + 1, len(wording))
    woven.words = "".join(out)
    return woven


def _kept(woven: Woven, out: list[str], wording: str, start: int, end: int) -> None:
    """Words of the base that stay, those too that the paper does not show."""
    out += wording[start:end]
    woven.origins += range(start, max(start, end))


def _went(woven: Woven, sign: Sign, was: Was) -> None:
    woven.went += sign.words
    if was.bracket is not None:
        woven.signs.setdefault(was.bracket, set()).add(was.part)
    elif was.part is not Part.WORDS:
        woven.label += sign.words


def _came(woven: Woven, out: list[str], sign: Sign) -> None:
    if sign.came is not None:
        woven.by(sign.came)
    woven.came += sign.words
    if sign.words in _SIGNS:
        woven.typed.append((sign.words, len(out)))
    else:
        out.append(sign.words)
        woven.origins.append(None)


def pairs(typed: Sequence[tuple[str, int]]) -> tuple[list[tuple[int, int]], int]:
    """Typed brackets in pairs, by the places of the words in them, and how many are left over."""
    open_: list[int] = []
    found: list[tuple[int, int]] = []
    left = 0
    for sign, at in typed:
        if sign == "[":
            open_.append(at)
        elif open_:
            found.append((open_.pop(), at))
        else:
            left += 1
    return sorted(found), left + len(open_)


def base_passage(woven: Woven, pair: tuple[int, int]) -> tuple[int, int] | None:
    """The passage of the base between two typed brackets; None where other words stand there."""
    start, end = pair
    inside = woven.origins[start:end]
    if not inside:
        before = [one for one in woven.origins[:start] if one is not None]
        whole = all(one is not None for one in woven.origins[:start][-1:])
        place = before[-1] + 1 if before else 0
        return (place, place) if whole else None
    first = inside[0]
    if first is None or inside != list(range(first, first + len(inside))):
        return None
    return first, first + len(inside)


def quoted(wording: str, passage: tuple[int, int]) -> Mapping[str, Any]:
    """A passage as the act of a bracket says it: the words, which of them, whether behind.

    >>> quoted("by 2031 or 2031", (11, 15))
    {'words': '2031', 'nth': 2, 'behind': False}
    """
    start, end = passage
    if start == 0 and end == len(wording):
        return {"words": None, "nth": None, "behind": False}
    behind = start == end
    if behind:
        start = max(wording[:end].rstrip().rfind(" ") + 1, 0)
    words = wording[start:end]
    starts = [n for n in range(len(wording)) if wording.startswith(words, n)]
    nth = starts.index(start) + 1 if len(starts) > 1 else None
    return {"words": words or None, "nth": nth, "behind": behind}
