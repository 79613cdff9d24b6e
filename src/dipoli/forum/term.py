"""Disputed terms: each party's own meaning beside the others', and what a text may make of it.

A term is disputed when a party says so. Each party gives its own meaning, in its own words, and may
change its own. No meaning is the right one. A text that uses the term is marked, until the term is
settled *in that text*: once two meanings are there, one is offered for it, and everybody who has
given a meaning of the term, and has not given its seat up, accepts. That settles it there, and
nowhere else. The mark stops nothing: it says that the same word is read in several ways.

A party that gives its first meaning later does not undo what others settled; it may re-open it, as
any member may, until the text is decided.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

DISPUTE, MEAN = "term.dispute/1", "term.mean/1"
OFFER, ACCEPT, REOPEN = "term.offer/1", "term.accept/1", "term.reopen/1"

AWAITED = ": others awaited"
"""Behind the name of an act: the move where others have not accepted."""


class Stage(enum.Enum):
    """Where a term stands in one text."""

    DISPUTED = "disputed"
    OFFERED = "meaning-offered"
    SETTLED = "settled"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.DISPUTED: {OFFER: Stage.OFFERED},
    Stage.OFFERED: {
        OFFER: Stage.OFFERED,
        ACCEPT: Stage.SETTLED,
        ACCEPT + AWAITED: Stage.OFFERED,
    },
    Stage.SETTLED: {REOPEN: Stage.DISPUTED},
}
"""A term's stages in one text; all others are untouched."""


@frozen(kw_only=True)
class Settlement:
    """What is made of a term in one text.

    Args:
        stage: where it stands.
        by: who offered the meaning.
        words: the meaning offered.
        accepted: seats that accepted it.
    """

    stage: Stage = Stage.DISPUTED
    by: str
    words: str
    accepted: Map[str, bool] = Map()  # noqa: RUF009 - an immutable map


@frozen(kw_only=True)
class Term:
    """A disputed term.

    Args:
        id: its short name.
        title: the term, in a line.
        names: the words by which a text uses it, in all languages.
        by: who said first that it is disputed.
        meanings: seat to the meaning that it gives.
        settled: text to what is made of the term there.
    """

    id: str
    title: str
    names: tuple[str, ...]
    by: str
    meanings: Map[str, str] = Map()  # noqa: RUF009 - an immutable map
    settled: Map[str, Settlement] = Map()  # noqa: RUF009 - an immutable map

    def stage(self, text: str) -> Stage:
        """Where it stands in a text."""
        settlement = self.settled.get(text)
        return Stage.DISPUTED if settlement is None else settlement.stage
