"""What was done to a case, so that it can be undone, today or after a restart.

A *change* of a paper is the places in its text where something else stands now, with the digest of
the text before and after. It is undone only where the text is still the one that it left: what
somebody wrote over it by another program is never lost by an undo.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import evolve, field, frozen

from dipoli.faults import RefusedError
from dipoli.told import tell

Papers = Mapping[str, str]
"""Name of each paper of a case to its text."""

MOST_STEPS, MOST_SIGNS = 2_000, 4_000_000
"""So many steps are kept, and so many signs of text in them; the oldest are dropped."""


def digest_of(text: str | None) -> str:
    """SHA-256 of a text in UTF-8; empty for a paper that is not there."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


@frozen(kw_only=True)
class Part:
    """A place in a text where something else stands from now on.

    Args:
        at: offset in the text before, in code points.
        old: what stood there.
        new: what stands there.
    """

    at: int
    old: str
    new: str


@frozen(kw_only=True)
class Change:
    """What became of one paper.

    Args:
        paper: its name.
        before: digest of its text before; empty where it was not there.
        after: digest of its text after; empty where it is gone.
        parts: where the text changed, in order and apart from each other.
    """

    paper: str
    before: str
    after: str
    parts: tuple[Part, ...] = field()

    @parts.validator
    def _apart(self, _attribute: object, parts: tuple[Part, ...]) -> None:
        if any(one.at + len(one.old) > two.at for one, two in pairwise(parts)):
            message = "parts of a change stand in order and apart"
            raise ValueError(message)

    def forward(self, text: str | None) -> str | None:
        """The text after the change.

        Raises:
            RefusedError: the text is not the one that was changed.
        """
        if digest_of(text) != self.before:
            raise _other(self.paper)
        return _spliced(text, self.parts, self.after)

    def back(self, text: str | None) -> str | None:
        """The text before the change.

        Raises:
            RefusedError: the text is not the one that the change left.
        """
        if digest_of(text) != self.after:
            raise _other(self.paper)
        parts, shift = [], 0
        for one in self.parts:
            parts.append(Part(at=one.at + shift, old=one.new, new=one.old))
            shift += len(one.new) - len(one.old)
        return _spliced(text, parts, self.before)


def _spliced(text: str | None, parts: Iterable[Part], digest: str) -> str | None:
    if not digest:
        return None
    held, made, last = text or "", [], 0
    for part in parts:
        made += [held[last : part.at], part.new]
        last = part.at + len(part.old)
    return "".join([*made, held[last:]])


def _other(paper: str) -> RefusedError:
    told = tell(
        "{paper} was changed by another program since. It was left as it is; nothing was done.",
        paper=paper,
    )
    return RefusedError(told)


def change(paper: str, old: str | None, new: str | None, parts: Sequence[Part] = ()) -> Change:
    """The change from one text of a paper to another.

    Args:
        paper: its name.
        old: its text; None where it is not there.
        new: its text after; None where it is gone.
        parts: where the two differ; found here, as one part, when empty.
    """
    if not parts:
        parts = (_one_part(old or "", new or ""),)
    return Change(paper=paper, before=digest_of(old), after=digest_of(new), parts=tuple(parts))


def _one_part(old: str, new: str) -> Part:
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Part(at=start, old=old[start : len(old) - end], new=new[start : len(new) - end])


@frozen(kw_only=True)
class Step:
    """One edit that was made.

    Args:
        edit: its name and what it was given, as plain values.
        told: what it does, in a sentence.
        changes: what became of each paper that it touched.
    """

    edit: Mapping[str, Any]
    told: str
    changes: tuple[Change, ...]

    @property
    def size(self) -> int:
        """Signs of text that it keeps."""
        return sum(len(p.old) + len(p.new) for one in self.changes for p in one.parts)


@frozen(kw_only=True)
class History:
    """The steps that led to the papers as they are, and those that were undone.

    Args:
        steps: in order; old ones were dropped if there were many.
        done: so many of them are in effect; what comes after can be done again.
        saved: how often the case was saved.
    """

    steps: tuple[Step, ...] = ()
    done: int = 0
    saved: int = 0

    @property
    def last(self) -> Step | None:
        """What an undo would take back."""
        return self.steps[self.done - 1] if self.done else None

    @property
    def next(self) -> Step | None:
        """What a redo would do again."""
        return self.steps[self.done] if self.done < len(self.steps) else None

    def with_step(self, step: Step) -> History:
        """With one more step; what was undone before it cannot be done again."""
        steps = [*self.steps[: self.done], step][-MOST_STEPS:]
        size = sum(one.size for one in steps)
        while len(steps) > 1 and size > MOST_SIGNS:
            size -= steps.pop(0).size
        return History(steps=tuple(steps), done=len(steps), saved=self.saved + 1)

    def undone(self, papers: Papers) -> tuple[Papers, History]:
        """The papers before the last step, and the history that says so.

        Raises:
            RefusedError: nothing was done, or a paper was changed since.
        """
        if self.last is None:
            raise RefusedError(tell("There is nothing to undo."))
        made = _moved(
            papers, {one.paper: one.back(papers.get(one.paper)) for one in self.last.changes}
        )
        return made, evolve(self, done=self.done - 1, saved=self.saved + 1)

    def redone(self, papers: Papers) -> tuple[Papers, History]:
        """The papers after the next step, and the history that says so.

        Raises:
            RefusedError: nothing was undone, or a paper was changed since.
        """
        if self.next is None:
            raise RefusedError(tell("There is nothing to do again."))
        made = _moved(
            papers, {one.paper: one.forward(papers.get(one.paper)) for one in self.next.changes}
        )
        return made, evolve(self, done=self.done + 1, saved=self.saved + 1)


def _moved(papers: Papers, texts: Mapping[str, str | None]) -> Papers:
    held = {**papers, **texts}
    return {name: text for name, text in sorted(held.items()) if text is not None}
