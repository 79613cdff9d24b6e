"""Which paragraph of a file that came back is which wording: by its anchor, else by its words.

An anchor alone is not believed: the paragraph in which it stands must still read much as the
wording did. Where an editor lost or moved it, the one paragraph that reads exactly so is taken, and
that is told. Where there is none, or there are two, the person is asked.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from dipoli.codec.word.flow import Paragraph
from dipoli.codec.word.found import Lost, Untracked
from dipoli.codec.word.paper import Slot
from dipoli.codec.word.writing import ANCHOR

ALIKE = 0.5
"""How much of a paragraph must still read as the wording did, for its anchor to be believed."""
_COMPARED = 2_000


@frozen(kw_only=True)
class Placed:
    """Where everything stands.

    Args:
        slots: paragraph by number, to the number of its slot from 0.
        lines: paragraphs that hold a line of the paper, by number.
        by_text: slots found by their words, by number from 0.
        lost: slots whose place must be asked.
        untracked: lines and wordings that are missing, and paragraphs that came without a change.
    """

    slots: Mapping[int, int]
    lines: frozenset[int]
    by_text: tuple[int, ...]
    lost: tuple[Lost, ...]
    untracked: tuple[Untracked, ...]


def place(
    paragraphs: Sequence[Paragraph],
    slots: Sequence[Slot],
    lines: Sequence[str],
    answers: Mapping[int, int],
) -> Placed:
    """Find the place of each wording.

    Args:
        paragraphs: of the file, as they were.
        slots: that the paper had.
        lines: that it had beside them.
        answers: number of an anchor to that of the paragraph which a person named; -1 for none.
    """
    placing = _Placing(paragraphs, slots)
    placing.by_answers(answers)
    placing.by_anchors()
    placing.by_words()
    placing.by_likeness()
    held, missing = placing.lines(lines)
    return placing.placed(held, missing, answers)


class _Placing:
    """Slots and paragraphs that find each other."""

    def __init__(self, paragraphs: Sequence[Paragraph], slots: Sequence[Slot]) -> None:
        self.paragraphs, self.slots = paragraphs, slots
        self.of: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        self.anchored: dict[int, int] = {}
        self.by_text: list[int] = []

    def _take(self, slot: int, paragraph: int) -> None:
        self.of[slot], self.taken[paragraph] = paragraph, slot

    def by_answers(self, answers: Mapping[int, int]) -> None:
        """What a person said."""
        for number, paragraph in answers.items():
            known = 1 <= number <= len(self.slots) and 0 <= paragraph < len(self.paragraphs)
            if known and paragraph not in self.taken:
                self._take(number - 1, paragraph)

    def by_anchors(self) -> None:
        """Anchors in paragraphs that read exactly as the wording did."""
        for n, one in enumerate(self.paragraphs):
            for name in one.anchors:
                number = name.removeprefix(ANCHOR)
                if name == number or not (number.isascii() and number.isdigit()):
                    continue
                slot = int(number[:9]) - 1
                if not 0 <= slot < len(self.slots) or slot in self.of or one.is_new:
                    continue
                self.anchored.setdefault(slot, n)
                if one.was == self.slots[slot].shown and n not in self.taken:
                    self._take(slot, n)

    def by_words(self) -> None:
        """The one paragraph that reads as a wording did, where its anchor stands elsewhere."""
        read: dict[str, list[int]] = {}
        for n, one in enumerate(self.paragraphs):
            if n not in self.taken and not one.is_new:
                read.setdefault(one.was, []).append(n)
        wanted = Counter(one.shown for n, one in enumerate(self.slots) if n not in self.of)
        for n, slot in enumerate(self.slots):
            found = read.get(slot.shown, [])
            if n not in self.of and len(found) == 1 and wanted[slot.shown] == 1:
                self._take(n, found[0])
                self.by_text.append(n)

    def by_likeness(self) -> None:
        """Anchors in paragraphs that still read much as the wording did."""
        for slot, n in self.anchored.items():
            if slot in self.of or n in self.taken:
                continue
            was, shown = self.paragraphs[n].was[:_COMPARED], self.slots[slot].shown[:_COMPARED]
            if difflib.SequenceMatcher(None, was, shown, autojunk=False).ratio() >= ALIKE:
                self._take(slot, n)

    def lines(self, lines: Sequence[str]) -> tuple[frozenset[int], list[str]]:
        """Paragraphs that hold a line of the paper, and lines that none holds."""
        left = Counter(one for one in lines if one.strip())
        held = set()
        for n, one in enumerate(self.paragraphs):
            if n in self.taken:
                continue
            if left[one.was] > 0:
                left[one.was] -= 1
                held.add(n)
            elif not one.was.strip():
                held.add(n)
        return frozenset(held), list(left.elements())

    def placed(
        self, held: frozenset[int], missing: list[str], answers: Mapping[int, int]
    ) -> Placed:
        """The end of it."""
        free = tuple(
            (n, one.was)
            for n, one in enumerate(self.paragraphs)
            if n not in self.taken and n not in held
        )
        untracked = [Untracked(clause=None, option=None, went=one, came="") for one in missing]
        lost = []
        for n, one in enumerate(self.slots):
            if n in self.of:
                continue
            if free and answers.get(n + 1) != -1:
                lost.append(
                    Lost(slot=n + 1, clause=one.clause, option=one.option, was=one.shown,
                         candidates=free)
                )  # fmt: skip
            else:
                went = Untracked(clause=one.clause, option=one.option, went=one.shown, came="")
                untracked.append(went)
        if not lost:
            untracked += (
                Untracked(clause=None, option=None, went="", came=words) for _, words in free
            )
        return Placed(
            slots=dict(self.taken),
            lines=held,
            by_text=tuple(self.by_text),
            lost=tuple(lost),
            untracked=tuple(untracked),
        )
