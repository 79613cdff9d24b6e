"""How two passages on one issue stand to each other, by the stance that was read in each.

What was not read is unknown, and unknown is never compatible. A condition set against support or
against another condition is a pair of its own, offered apart; set against a refusal it counts as
opposed, for a condition is no yes.
"""

from __future__ import annotations

import enum

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Stance

NEARNESS = (
    "Nearness is no agreement. Encoders of this kind do not see negation or stance: to them "
    '"sanctions must be lifted" and "sanctions must remain" are near. Read the passages.'
)
"""Stands wherever passages are told by nearness."""
PROMPT = (
    "These are prompts for a diplomat, not findings: words that stand side by side here were said "
    "at other times, in other places and for other ends."
)
"""Stands with every pair of passages and every bridge."""


class Meeting(enum.Enum):
    """How two passages on one issue stand to each other.

    ``COMPATIBLE``: both support its proposition, unless it is one of rivals, or both oppose it.
    ``CONDITIONAL``: one at least sets a condition, and neither opposes. ``OPPOSED``: one opposes,
    and the other does not; or each wants for its own side what rivals want.
    ``REPORTED``: one at least gives another's view. ``NO_SIDE``: one at least takes no side.
    ``UNKNOWN``: the stance of one at least was not read.
    """

    COMPATIBLE = "compatible"
    CONDITIONAL = "conditional"
    OPPOSED = "opposed"
    REPORTED = "reported"
    NO_SIDE = "no side taken"
    UNKNOWN = "unknown"


def meeting(one: Stance | None, other: Stance | None, *, rival: bool = False) -> Meeting:
    """How two stances on one issue meet.

    Args:
        one: None where it was not read.
        other: None where it was not read.
        rival: see `codebook.Toward`.

    >>> meeting(Stance.SUPPORTS, Stance.OPPOSES), meeting(Stance.SUPPORTS, None)
    (<Meeting.OPPOSED: 'opposed'>, <Meeting.UNKNOWN: 'unknown'>)
    """
    both = {one, other}
    if None in both:
        return Meeting.UNKNOWN
    if Stance.REPORTED in both:
        return Meeting.REPORTED
    if Stance.NONE in both:
        return Meeting.NO_SIDE
    if Stance.OPPOSES in both and len(both) > 1:
        return Meeting.OPPOSED
    if rival and Stance.SUPPORTS in both:
        return Meeting.OPPOSED
    return Meeting.CONDITIONAL if Stance.CONDITIONAL in both else Meeting.COMPATIBLE


def rivals(codebook: Codebook) -> frozenset[str]:
    """Issues, and their sub-issues, of which to support the proposition is to be a rival."""
    own = {one.id for one in codebook.issues if one.toward is not None and one.toward.rival}
    below = {one.id for one in codebook.issues if one.toward is None and one.parent in own}
    return frozenset(own | below)
