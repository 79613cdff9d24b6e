"""What a script is: one misdeed of a host, and what must come of it.

A script is a function that is played on a forum at work. It does one thing that no honest host
would do, and gives the moment from which on the misdeed could first be seen. Its name is the name
of the script, and its docstring says in a sentence what the host does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from attrs import frozen
from tests.worlds.world import World

PLENARY, WATER = "plenary", "water"
KEYED = ("XAL", "XBE", "XCE", "XEF")
PAPER = "XDE"
ALL = KEYED

Play = Callable[[World], datetime]


@frozen(kw_only=True)
class Script:
    """One bad host.

    Args:
        play: does it, and gives the moment from which on it could first be seen.
        who: whose nodes raise the alarm.
        kind: of the alarm.
        proof: kind of the proof; None when none can exist.
        way: a word of the other way that the alarm names when no proof can exist.
        lasting: somebody else could bring it about for a moment, a slow network for one, so that it
            is an alarm only once it has lasted a period.
        circle: about which circle.
    """

    play: Play
    who: tuple[str, ...]
    kind: str
    proof: str | None = None
    way: str = ""
    lasting: bool = False
    circle: str = PLENARY

    @property
    def name(self) -> str:
        """The name of the script."""
        return self.play.__name__.replace("_", " ")

    @property
    def does(self) -> str:
        """What the host does."""
        return " ".join((self.play.__doc__ or "").split())
