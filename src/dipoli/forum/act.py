"""An act as the rules of procedure see it: who, what, about what, by when, and what it says."""

from __future__ import annotations

from typing import Any

from attrs import frozen


@frozen(kw_only=True)
class Act:
    """One act.

    Args:
        number: of the act in the record of its circle, from 0.
        leaf: its leaf hash, by which others cite it.
        name: of the act, with its form number.
        by: whose act it is.
        entered_by: the hand.
        role: in which capacity.
        object: short name of what it is about.
        deadline: until when, or None.
        time: when its author did it.
        at: when the office received it; None when a record is replayed.
        said: what its body says, in the value of its form; None where the body is sealed, was
            withheld or is not at hand.
        paper: whether it came on paper.
    """

    number: int
    leaf: bytes
    name: str
    by: str
    entered_by: str
    role: str
    object: str
    deadline: str | None
    time: str
    at: str | None = None
    said: Any = None
    paper: bool = False

    @property
    def moment(self) -> str:
        """The time that clocks are held against: that of receipt at the door, else the author's.

        An author may say an earlier time than the true one within the bounds of the record (R11).
        The door holds the clock of the office against it as well; a replay cannot.
        """
        return self.time if self.at is None else max(self.time, self.at)

    @property
    def earliest(self) -> str:
        """The time that what must wait is held against: the earlier of the two.

        An author may say a later time than the true one within the same bounds. That brings no
        moment nearer: what is in order after a moment waits until both clocks have passed it.
        """
        return self.time if self.at is None else min(self.time, self.at)
