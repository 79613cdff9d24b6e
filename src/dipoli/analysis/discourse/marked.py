"""A passage with the words of stance in it, and the edges of its clauses and sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from attrs import frozen

from dipoli.analysis.discourse.folding import Folded, fold
from dipoli.analysis.discourse.grammars import QUOTED, SENTENCE, Grammar
from dipoli.analysis.discourse.marks import Finder, Mark, Role

_FAR = 10**6


@frozen
class Marked:
    """A passage with its marks and edges, all in offsets of the folded text.

    Args:
        words: as they came.
        folded: as they are compared.
        clauses: where clauses end.
        sentences: where sentences end.
        quotes: what stands in quotation marks.
        grammar: of the language.
        by_role: marks in order, by what they say.
    """

    words: str
    folded: Folded
    clauses: Sequence[int]
    sentences: Sequence[int]
    quotes: Sequence[tuple[int, int]]
    grammar: Grammar
    by_role: Mapping[Role, list[Mark]]

    def of(self, role: Role) -> list[Mark]:
        """Marks of one role."""
        return self.by_role.get(role, [])

    def place(self, at: int) -> int:
        """Where a place of the text as it came stands in the folded text."""
        if self.folded.starts is None:
            return at
        return max(bisect_right(self.folded.starts, at) - 1, 0)

    def clause_of(self, at: int) -> int:
        """Which clause a place stands in, counted from 0."""
        return bisect_right(self.clauses, at)

    def sentence_of(self, at: int) -> int:
        """Which sentence a place stands in, counted from 0."""
        return bisect_right(self.sentences, at)

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        number = self.sentence_of(at)
        start = self.sentences[number - 1] if number else 0
        more = number < len(self.sentences)
        return start, self.sentences[number] if more else len(self.folded.text)

    def gap(self, mark: Mark, span: tuple[int, int]) -> int:
        """Characters between a mark and a span, and for edges of clauses; far across sentences."""
        if self.sentence_of(mark.start) != self.sentence_of(span[0]):
            return _FAR
        apart = max(span[0] - mark.end, mark.start - span[1], 0)
        edges = abs(self.clause_of(mark.start) - self.clause_of(span[0]))
        return apart + self.grammar.other_clause * edges


def marked(
    words: str, language: str, finder: Finder, grammar: Grammar, issues: frozenset[str]
) -> Marked:
    """Find the words of stance in a passage.

    Args:
        words: as they came.
        language: ISO 639-1.
        finder: of the codebook in that language.
        grammar: of the language.
        issues: whose leaning words are looked for.
    """
    folded = fold(words, language)
    by_role: dict[Role, list[Mark]] = {}
    for mark in finder.find(folded.text, issues):
        by_role.setdefault(mark.role, []).append(mark)
    return Marked(
        words,
        folded,
        [found.end() for found in grammar.clause.finditer(folded.text)],
        [found.end() for found in SENTENCE.finditer(folded.text)],
        [found.span() for found in QUOTED.finditer(folded.text)],
        grammar,
        by_role,
    )
