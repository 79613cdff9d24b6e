"""What is answered about the meaning of a text."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.agreement.answers import Figure, Package, Question, Verdict
from dipoli.analysis.meaning.draft import Tie
from dipoli.analysis.receipt import Receipt


class Why(enum.Enum):
    """Why a tie is not used."""

    GONE = "gone"
    MOVED = "moved"
    NO_OPTION = "no option"
    CHANGED = "changed"
    TWICE = "twice"


@frozen(kw_only=True)
class Faulty:
    """A tie that is not used, and why."""

    tie: Tie
    why: Why


@frozen(kw_only=True)
class WayWorth:
    """What one way to settle a place is worth to whom, against the state of things.

    Args:
        clause: short name of the clause.
        place: key of the place.
        way: key of the way.
        words: that would then stand.
        reads: option by issue; empty where nobody tied it.
        worth: points of each member at the table on its own scale, with the range of the judgement;
            points of two members are not comparable. Points that hang on several issues at once are
            not in them. Empty where nobody tied it.
    """

    clause: str
    place: str
    way: str
    words: str
    reads: Mapping[str, int]
    worth: Mapping[str, Figure]

    @property
    def is_tied(self) -> bool:
        """Whether somebody read it as an option."""
        return bool(self.reads)


@frozen(kw_only=True)
class Within:
    """Whether common ground lies within a text.

    Args:
        verdict: common ground, none, or unknown.
        witness: a package of the text that the checker accepts; None otherwise.
        acceptable: so many of its packages are; None where they were not all tried.
        stopped: whether the work was stopped before it was answered.
    """

    verdict: Verdict
    witness: Package | None = None
    acceptable: int | None = None
    stopped: bool = False


@frozen(kw_only=True)
class Meaning:
    """What a text means for a case, on the assumptions of whoever tied it.

    Args:
        question: what was asked of the case.
        draft: short name of the text.
        version: of its words.
        ways: every way of every place, in the order of the text.
        settled: option by issue where every way to settle the text without contradiction leads to
            the same.
        open: options by issue where ways differ; None among them where a way is silent.
        silent: issues of which the text says nothing; they are read as staying as they are.
        packages: so many packages the text can become; None where there are too many to count.
        contradictory: so many ways to settle it say two things of one issue, of those counted.
        amounts_to: the package to which the text amounts; None while it can become several, or
            where it contradicts itself.
        by_itself: whether common ground lies within the text, while issues of which it is silent
            stay as they are.
        with_others: the same where those issues are free: whether the text could be part of a
            package.
        faulty: ties that were not used, and why.
        receipt: how it was obtained.
    """

    question: Question
    draft: str
    version: int
    ways: tuple[WayWorth, ...]
    settled: Mapping[str, int]
    open: Mapping[str, tuple[int | None, ...]]
    silent: tuple[str, ...]
    packages: int | None
    contradictory: int
    amounts_to: Package | None
    by_itself: Within
    with_others: Within
    faulty: tuple[Faulty, ...]
    receipt: Receipt
