"""The chair: whose turn it is, for how long, and what it leaves to say about influence.

No one party leads: chairs rotate or are shared, or a charter names one that is fixed. A turn is of
one meeting, one day or one year in UTC, or lasts until it is handed on. Who presides goes on until
the next one takes the chair, so that a body is never left without one. Whoever is absent lets its
turn pass for that time, and loses nothing else by it.

What a chair may do stands in the rules of each act. It may not decide in the body's place, nor
speak for its own delegation, which speaks through its deputy where the charter says so.
"""

from __future__ import annotations

from attrs import frozen

TAKE, PASS = "chair.take/1", "chair.pass/1"
DEPUTY = "deputy"
"""The role in which the chair's own delegation speaks."""


@frozen(kw_only=True)
class Turn:
    """A turn in the chair, as it began.

    Args:
        since: time at which the chair was taken.
        closed: how many meetings of the body had been closed by then.
    """

    since: str
    closed: int
