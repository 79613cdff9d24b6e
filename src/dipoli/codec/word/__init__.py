"""Texts under negotiation as Word files: laid on paper, and read again when they come back.

`compose` lays a text on paper, clean, bracketed or attributed; `write_word` makes the file;
`read_changes` reads its tracked changes as what a party would propose. The file carries what it was
made from, and its clauses stand in anchors, so that a change is found in the clause it is about.

Nothing that is read is entered: what is found leads to acts, which a delegation signs or leaves.
The format is described in docs/reference/word-format.md, the decision in docs/adr/0030.
"""

from __future__ import annotations

from dipoli.codec.word.base import Base, base_of
from dipoli.codec.word.composing import Asking, compose
from dipoli.codec.word.found import (
    Change,
    Found,
    Lost,
    Place,
    Step,
    UnknownAuthor,
    Unplaced,
    Untracked,
    Why,
)
from dipoli.codec.word.paper import Paper
from dipoli.codec.word.reading import Return, authors_of, read_changes
from dipoli.codec.word.writing import write_word

__all__ = [
    "Asking",
    "Base",
    "Change",
    "Found",
    "Lost",
    "Paper",
    "Place",
    "Return",
    "Step",
    "UnknownAuthor",
    "Unplaced",
    "Untracked",
    "Why",
    "authors_of",
    "base_of",
    "compose",
    "read_changes",
    "write_word",
]
