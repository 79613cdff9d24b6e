"""Ruling again: acts that stand in a record, held against the charter that the record carries.

A host that keeps the record of an open circle reads every act, and enters only what is in order.
Whoever holds a copy asks the same questions again, act by act, and reaches the same answers.

Nobody is held to what was not asked. Where the record carries no charter, or where a body is not at
hand, an act is let pass and counted.

**Open circles.** The host read every body. A body that is not at hand here may have been withheld
since, or left out by whoever made the copy. Object by object, what rests on it is let pass
(`dipoli.forum.unseen`), and the rest is ruled on as before: leaving out bodies makes nothing out of
order that was in order, so nobody frames the host by it, and the host gains nothing by withholding
one body and entering what has nothing to do with it.

**Sealed circles.** The host read no body, and no copy can hold less than the host could read: every
act of the forum is sealed there (R18), and the acts of the register are never left out (R5). So
ruling again on the envelopes alone asks exactly what the host had to ask, and an act that it ought
to have refused is called out of order also after acts that nobody outside can follow. What rests on
a sealed body is let pass: that it is void is found by the seats, and is not the host's doing.

Clocks are held against the time that the author of an act says: when it came to the door stands
nowhere in the record. The door holds an act against both times, so what it let in is in order here.
"""

from __future__ import annotations

from dipoli.forum.proceedings import Acts, Proceedings
from dipoli.forum.text_views import marked
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
        self._marks: tuple[str, ...] = ()

    def rule(self, standing: Standing, motion: InOrder) -> Ruling:
        """Rule again on the act at the end of a standing; the record's `ForumRule`.

        Rulings:
            In order, or let pass; or out of order under an article of the charter.
        """
        if motion.entry.envelope.name == forms.SAY:
            return motion
        forum = self._proceedings.at(standing)
        self._has_charter = forum is not None
        self._marks = () if forum is None else marked(forum.charter)
        if forum is None:
            self._passed.append(standing.size)
            return motion
        ruling = self._proceedings.rule(standing, motion)
        if not isinstance(ruling, InOrder):
            return ruling
        if self._proceedings.follows(standing, motion):
            self._ruled += 1
        else:
            self._passed.append(standing.size)
        return ruling

    @property
    def ruled(self) -> int:
        """How many acts were ruled on again with all that the rules ask, and are in order."""
        return self._ruled

    @property
    def passed(self) -> tuple[int, ...]:
        """Numbers of acts that could not be ruled on in full."""
        return tuple(self._passed)

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands above everything of this forum: that it is an exercise, or compiled."""
        return self._marks

    @property
    def has_charter(self) -> bool:
        """Whether the record carries a charter to rule by."""
        return self._has_charter
