"""How formal a forum is: from dialogue to political commitments to an organisation.

A forum begins where its charter says. It rises by a decision of its members, one level at a time,
once that decision is in effect. It keeps its record and its seats: nothing is begun anew. Whether
it can also go back is a question for its members: the charter can be changed, the past cannot.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dipoli.charter.rules import Level
from dipoli.told import tell

RAISE = "level.raise/1"

MOVES: Mapping[Level, Mapping[str, Level]] = {
    Level.DIALOGUE: {RAISE: Level.POLITICAL},
    Level.POLITICAL: {RAISE: Level.ORGANISATION},
    Level.ORGANISATION: {},
}
"""The levels of a forum: one step at a time."""

TOLD: Mapping[Level, str] = {
    Level.DIALOGUE: tell("a dialogue, without commitments"),
    Level.POLITICAL: tell("a forum of political commitments"),
    Level.ORGANISATION: tell("an organisation"),
}
"""How each level is named."""


@frozen(kw_only=True)
class Rise:
    """A step of a forum: to which level, by which decision, when."""

    level: Level
    decision: str
    time: str
    number: int
