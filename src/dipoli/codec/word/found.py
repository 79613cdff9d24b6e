"""What is found in a Word file that came back: values that lead to acts, and questions.

Nothing here is an act. A delegation looks at what was found, signs what it means, and leaves the
rest. What could not be told for certain is a question with its places, and never a guess.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen

from dipoli.forum import text as t
from dipoli.forum.text_views import View
from dipoli.record.canon import Json


class Step(enum.Enum):
    """To which act a change leads; its value is the name of the act."""

    AMEND = t.AMEND
    ALTERNATIVE = t.ALTERNATIVE
    NO_TEXT = t.ALTERNATIVE + ": no text"
    BRACKET = t.BRACKET
    LIFT = t.LIFT
    DROP = t.DROP
    CLAUSE = t.PROPOSE

    @property
    def act(self) -> str:
        """The name of the act, with its form number."""
        return self.value.partition(":")[0]


@frozen(kw_only=True)
class Change:
    """A change that leads to an act.

    Args:
        author: as the file names who made it.
        party: whose author that is.
        step: to which act it leads.
        clause: short name of the clause; of the one before, for a new clause; None for none.
        version: of the text against which it was written.
        was: the wording before.
        words: the whole wording as it would be, or the passage that a bracket is about; None for
            the whole clause.
        which: number of the bracket or of the wording that it is about.
        nth: which of several such passages, from 1.
        behind: whether an empty bracket is meant, behind the passage.
        moved: whether some of it was moved from or to another place.
        time: of the last change in it, as the file has it.
    """

    author: str
    party: str
    step: Step
    clause: str | None
    version: int
    was: str = ""
    words: str | None = None
    which: int | None = None
    nth: int | None = None
    behind: bool = False
    moved: bool = False
    time: str | None = None

    def said(self) -> Mapping[str, Json]:
        """What the act would say, by the names of its fields; None is left out."""
        if self.step is Step.AMEND:
            return {"words": self.words, "clause": self.clause, "version": self.version}
        if self.step is Step.NO_TEXT:
            return {"sort": "no-text"}
        if self.step is Step.ALTERNATIVE:
            return {"words": self.words, "sort": "words"}
        if self.step in {Step.LIFT, Step.DROP}:
            return {"which": self.which}
        held: dict[str, Json] = {"words": self.words}
        if self.step is Step.BRACKET:
            held |= {"nth": self.nth, "behind": self.behind or None}
        else:
            held |= {"sort": "words", "behind": self.clause}
        return {name: value for name, value in held.items() if value is not None}


@frozen(kw_only=True)
class Place:
    """Where somebody changed something: the clause, or None outside of all, and the words."""

    clause: str | None
    came: str
    went: str


@frozen(kw_only=True)
class UnknownAuthor:
    """An author of whom nobody said for which party.

    Args:
        author: as the file names it; empty where it names none.
        places: what was changed under that name.
    """

    author: str
    places: tuple[Place, ...]


class Why(enum.Enum):
    """Why a change leads to no act."""

    NOT_HOLDER = "not-holder"
    HALF_BRACKET = "half-bracket"
    OWN_WORDS = "own-words"
    UNPAIRED = "unpaired"
    PROPOSAL = "proposal"
    JOINED = "joined"
    LABEL = "label"
    OUTSIDE = "outside"
    FOREIGN = "foreign"
    LONG = "long"


@frozen(kw_only=True)
class Unplaced:
    """A change that leads to no act by itself.

    Args:
        author: as the file names who made it.
        party: whose author that is; None where nobody said.
        why: for which reason.
        clause: where it stands; None outside of all.
        words: that are concerned.
    """

    author: str
    party: str | None
    why: Why
    clause: str | None
    words: str


@frozen(kw_only=True)
class Untracked:
    """A difference from the text as it was that no tracked change explains.

    Args:
        clause: where; None outside of all clauses.
        option: number of the wording; None outside of all clauses.
        went: words that are missing.
        came: words that are there besides.
    """

    clause: str | None
    option: int | None
    went: str
    came: str


@frozen(kw_only=True)
class Lost:
    """A wording whose place in the file is not found: which paragraph is it?

    Args:
        slot: number of its anchor.
        clause: short name of the clause.
        option: number of the wording in it.
        was: how it read.
        candidates: paragraphs that nothing else claims, by number, with how they read.
    """

    slot: int
    clause: str
    option: int
    was: str
    candidates: tuple[tuple[int, str], ...]


@frozen(kw_only=True)
class Found:
    """All that was found.

    Args:
        text: short name of the text.
        version: of its words, in the file.
        view: in which the text was laid on paper.
        changes: in the order of the text, and of authors as they come.
        authors: every author in the file, with the party; None where nobody said.
        unknown: authors to be asked about.
        unplaced: changes that lead to no act.
        untracked: differences that no tracked change explains.
        lost: wordings whose place must be asked.
        by_text: clauses whose anchor was gone and that were found by their words.
        known: amendments on the table that the file shows, left as they are.
        beside: what was not read, by sort, to how often it is there.
    """

    text: str
    version: int
    view: View
    changes: tuple[Change, ...]
    authors: Mapping[str, str | None]
    unknown: tuple[UnknownAuthor, ...]
    unplaced: tuple[Unplaced, ...]
    untracked: tuple[Untracked, ...]
    lost: tuple[Lost, ...]
    by_text: tuple[str, ...]
    known: tuple[str, ...]
    beside: Mapping[str, int]
