"""Codes of passages: which issue, by which word, where, and on which side."""

from __future__ import annotations

import enum

from attrs import frozen

from dipoli.analysis.discourse.texts import Passage


class Stance(enum.Enum):
    """How the speaker stands to the proposition of an issue (`codebook.Toward`).

    ``NONE`` is an answer: the issue is named and no side is taken. A stance that was not read, for
    want of cues in the language or of a proposition, is `None`, never ``NONE``.
    """

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    REPORTED = "reported"
    NONE = "none"


@frozen(kw_only=True)
class Code:
    """One issue found in a passage.

    Args:
        issue: id in the codebook.
        seed: the seed as the codebook writes it; empty when a hand set the code.
        start: offset in the document of the words found; that of the passage when a hand set it.
        end: offset after them.
        stance: None when it was not read.
        cue: the words that decided the stance; empty when none did.
        sub: id of the sub-issue through which a parent was found; empty when found by its own seed.
    """

    issue: str
    seed: str
    start: int
    end: int
    stance: Stance | None = None
    cue: str = ""
    sub: str = ""


@frozen(kw_only=True)
class Coded:
    """A passage with its codes: at most one for each issue, in the order of the codebook.

    Args:
        passage: the passage.
        codes: empty when no issue of the codebook is found in it.
        missing: issues for which the codebook has no seeds in the passage's language: unknown,
            which is not "no".
    """

    passage: Passage
    codes: tuple[Code, ...]
    missing: tuple[str, ...] = ()
