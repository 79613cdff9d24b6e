"""Stated interests: what a seat says that it has at stake in a subject, part by part.

An interest is stated by the seat whose it is, in its own words, with a source. It stops nothing. It
is held beside commitments and outcomes on the same subject: where their parties did not cover it, a
mark says so, with the reason (`dipoli.forum.marks`). Whether something of worth makes up for what
is not covered, the seat alone can say: it names a commitment, an outcome or a decision that
satisfies it, and may take that back.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import frozen
from immutables import Map

STATE, ACCEPT = "interest.state/1", "interest.accept/1"
REOPEN, WITHDRAW = "interest.reopen/1", "interest.withdraw/1"


class Stage(enum.Enum):
    """Where an interest stands."""

    STATED = "stated"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.STATED: {ACCEPT: Stage.STATED, REOPEN: Stage.STATED, WITHDRAW: Stage.WITHDRAWN},
    Stage.WITHDRAWN: {},
}
"""A stated interest's stages."""


@frozen(kw_only=True)
class Interest:
    """A stated interest.

    Args:
        id: its short name.
        by: whose it is.
        subject: in one word.
        parts: of the subject; empty for the whole of it.
        words: in which it is stated.
        source: on what it rests.
        stage: where it stands.
        number: of the act that stated it.
        met: what its seat says satisfies it, to the number of the act.
    """

    id: str
    by: str
    subject: str
    parts: tuple[str, ...]
    words: str
    source: str
    stage: Stage = Stage.STATED
    number: int
    met: Map[str, int] = Map()  # noqa: RUF009 - an immutable map
