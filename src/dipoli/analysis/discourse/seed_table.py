"""Seeds of one language arranged so that few of them are tried in a passage.

Theory of operation. Everything that a seed finds begins with the seed's *head* (`globs`). A head of
an alphabet is a whole word of the text, or the beginning of one where ``*`` follows it. So each
word of a passage is looked up, and only the seeds that can begin with it are tried; what can begin
with a word is remembered, as texts use the same words again and again. Most of these seeds are
words with blanks or hyphens between them: they are held against the words that follow, without an
expression (`Glob.end_of_words`).

A head of Korean, Chinese or Japanese signs may stand anywhere. One expression finds the places
where some head stands, and the one or two signs there tell which seeds are tried.

Seeds without a head (those that begin with ``*`` or ``re:``) are looked for one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.globs import LETTER, Glob, script_of

_RUN = re.compile(f"{LETTER}+")
_ASCII_RUN = re.compile("[0-9A-Za-z]+")
"""The same in a text of ASCII signs, sooner."""
_MOST_SEEN = 200_000
"""Words of texts that are remembered."""
_LONGEST_SIGNS = 2
"""Signs of the longest head that is not of an alphabet."""


@frozen
class Entry:
    """A seed of one issue.

    Args:
        issue: place of the issue in the codebook.
        order: place among all seeds of the table.
        glob: what it finds.
    """

    issue: int
    order: int
    glob: Glob


Place = tuple[Entry, int, int]
"""A seed, with the offset where it is found and the offset after it."""
_Under = Mapping[str, Sequence[Entry]]


@frozen(kw_only=True)
class SeedTable:
    """All seeds by which one actor's words in one language are coded.

    Args:
        whole: seeds by the word of an alphabet with which they begin.
        begun: seeds by the letters with which their first word begins.
        starts: finds the places where a head of other signs stands; None when there is none.
        signs: seeds by such a head.
        loose: seeds without a head.
    """

    whole: _Under
    begun: _Under
    starts: re.Pattern[str] | None
    signs: _Under
    loose: Sequence[Entry]
    _seen: dict[str, tuple[Entry, ...]] = field(factory=dict, init=False, eq=False, repr=False)

    def places(self, folded: str, settled: Mapping[int, int]) -> Iterator[Place]:
        """Where seeds stand, in no order.

        Args:
            folded: the text.
            settled: offset by issue, behind which its seeds need not be looked for; it may change
                meanwhile.
        """
        if self.whole or self.begun:
            yield from self._with_words(folded, settled)
        if self.starts is not None:
            yield from self._with_signs(folded, self.starts, settled)
        for entry in self.loose:
            for start, end in entry.glob.spans(folded):
                if start <= settled.get(entry.issue, start):
                    yield entry, start, end

    def _with_words(self, folded: str, settled: Mapping[int, int]) -> Iterator[Place]:
        runs = list((_ASCII_RUN if folded.isascii() else _RUN).finditer(folded))
        for at, run in enumerate(runs):
            word = run.group()
            entries = self._seen.get(word)
            if entries is None:
                entries = self._look(word)
            if not entries:
                continue
            start = run.start()
            for entry in entries:
                if settled.get(entry.issue, start) < start:
                    continue
                if entry.glob.words:
                    end = entry.glob.end_of_words(folded, runs, at)
                else:
                    end = entry.glob.end(folded, start)
                if end is not None:
                    yield entry, start, end

    def _look(self, word: str) -> tuple[Entry, ...]:
        """Seeds that can begin with a word of a text."""
        begun = (self.begun.get(word[:width], ()) for width in range(1, len(word) + 1))
        entries = (*self.whole.get(word, ()), *(entry for some in begun for entry in some))
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen[word] = entries
        return entries

    def _with_signs(
        self, folded: str, starts: re.Pattern[str], settled: Mapping[int, int]
    ) -> Iterator[Place]:
        for found in starts.finditer(folded):
            start = found.start()
            here = folded[start : start + _LONGEST_SIGNS]
            for width in range(1, len(here) + 1):
                for entry in self.signs.get(here[:width], ()):
                    if settled.get(entry.issue, start) < start:
                        continue
                    end = entry.glob.end(folded, start)
                    if end is not None:
                        yield entry, start, end


def make_seed_table(seeds: Iterable[tuple[int, Glob]]) -> SeedTable:
    """Seeds arranged.

    Args:
        seeds: each with the place of its issue in the codebook, in the order of the codebook.
    """
    whole: dict[str, list[Entry]] = {}
    begun: dict[str, list[Entry]] = {}
    signs: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for order, (issue, glob) in enumerate(seeds):
        entry = Entry(issue, order, glob)
        head = glob.head
        if not head:
            loose.append(entry)
        elif script_of(head[0]) != "letter":
            signs.setdefault(head, []).append(entry)
        elif glob.is_head_open:
            begun.setdefault(head, []).append(entry)
        else:
            whole.setdefault(head, []).append(entry)
    return SeedTable(
        whole=whole, begun=begun, starts=_starts(sorted(signs)), signs=signs, loose=loose
    )


def _starts(heads: Sequence[str]) -> re.Pattern[str] | None:
    """Finds every place where a head stands; of no width, as another may begin inside it."""
    if not heads:
        return None
    kept = [head for head in heads if len(head) == 1 or head[0] not in heads]
    return re.compile(f"(?={_tree(kept)})")


def _tree(heads: Sequence[str]) -> str:
    """One expression for many heads, of which none begins another; common beginnings written once.

    >>> _tree(["peace", "people", "war"])
    '(?:pe(?:ace|ople)|war)'
    """
    branches: dict[str, list[str]] = {}
    for head in heads:
        branches.setdefault(head[0], []).append(head)
    parts = []
    for group in branches.values():
        shared = _shared(group)
        rest = [head[len(shared) :] for head in group]
        parts.append(re.escape(shared) + (_tree(rest) if len(rest) > 1 else re.escape(rest[0])))
    return f"(?:{'|'.join(parts)})"


def _shared(group: Sequence[str]) -> str:
    low, high = min(group), max(group)
    if low == high:
        return low
    return low[: next(at for at, sign in enumerate(high) if low[at : at + 1] != sign)]
