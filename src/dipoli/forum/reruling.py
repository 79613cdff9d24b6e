"""Ruling again: acts that stand in a record, held against the charter that the record carries.

A host that keeps the record of an open circle reads every act, and enters only what is in order.
Whoever holds a copy asks the same questions again, act by act, and reaches the same answers. Nobody
is held to what was not asked: where the record carries no charter, or where a body is not at hand,
an act is let pass and counted. From the first act whose effect could not be followed on nothing is
called out of order any more, since who leaves a body out of a copy could otherwise frame the host.

Clocks are held against the time that the author of an act says: when it came to the door stands
nowhere in the record. The door holds an act against both times, so what it let in is in order here.
"""

from __future__ import annotations

from dipoli.forum.proceedings import Acts, Proceedings
from dipoli.record import forms
from dipoli.record.ruling import InOrder, Ruling
from dipoli.record.standing import Standing


class Reruling:
    """The rules of procedure, asked again of the acts of one record.

    Args:
        acts: reads the record, up to the act that is ruled on.
    """

    def __init__(self, acts: Acts) -> None:
        self._proceedings = Proceedings(acts)
        self._ruled = 0
        self._passed: list[int] = []
        self._has_charter = False

    def rule(self, standing: Standing, motion: InOrder) -> Ruling:
        """Rule again on the act at the end of a standing; the record's `ForumRule`.

        Rulings:
            In order, or let pass; or out of order under an article of the charter.
        """
        if motion.entry.envelope.name == forms.SAY:
            return motion
        forum = self._proceedings.at(standing)
        self._has_charter = forum is not None
        if forum is None or forum.blind is not None:
            self._passed.append(standing.size)
            return motion
        sealed = motion.body is not None and motion.content is None
        if (motion.body is None and motion.entry.envelope.body_hash is not None) or sealed:
            self._passed.append(standing.size)
            return self._proceedings.rule(standing, motion)
        ruling = self._proceedings.rule(standing, motion)
        self._ruled += isinstance(ruling, InOrder)
        return ruling

    @property
    def ruled(self) -> int:
        """How many acts were ruled on again with all that they say, and are in order."""
        return self._ruled

    @property
    def passed(self) -> tuple[int, ...]:
        """Numbers of acts that could not be ruled on in full."""
        return tuple(self._passed)

    @property
    def has_charter(self) -> bool:
        """Whether the record carries a charter to rule by."""
        return self._has_charter
