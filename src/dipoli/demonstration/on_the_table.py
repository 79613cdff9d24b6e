"""What a visitor finds on the table: a basket that stands still, and a draft full of brackets.

The site plays these beside the stories of the exercise. The golden records are without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from dipoli.demonstration.exercise import Exercise

Story = Callable[[Exercise], Iterator[datetime]]
"""An episode."""


def stalled(x: Exercise) -> Iterator[datetime]:
    """A proposal is objected to; its basket is parked, and the others go on adopting."""
    yield x.day(560)
    name = x.table("XUL", "No mines are laid for practice in the strait", basket="arms")
    yield x.sitting(after=4)
    x.do(x.chair(), "proposal.put", name)
    x.do("XOR", "objection.raise", name, "Our channel would lie open, and no other.",
         reason="substance")  # fmt: skip
    x.do(x.chair(), "proposal.park", name, "It is parked; work elsewhere goes on.")
    x.do(x.chair(), "basket.park", "arms", "The two sides wish to speak to each other first.")


_CLAUSES = (
    "The parties make {one chart} of the Veyra Sea, {without prejudice to any line}.",
    "Wrecks and shoals are shown {within a month}, and corrected {each spring}.",
    "The chart is printed {in three languages} by {the port authority of Halla}.",
    "Costs are borne {in equal parts}; {the chart is free to fishing craft}.",
)
"""A draft; words in braces are those that a seat puts in brackets."""


def drafted(x: Exercise) -> Iterator[datetime]:
    """A draft lies before the body, in which every member holds a bracket of its own."""
    yield x.day(716)
    text, members = x.plenary.name("T"), iter(x.members())
    x.do("XHA", "text.table", text, "A common chart of the Veyra Sea", symbol="PL/4",
         kind="working-paper", language="en", everything=True)  # fmt: skip
    for number, clause in enumerate(_CLAUSES, 1):
        words = clause.replace("{", "").replace("}", "")
        x.do("XHA", "clause.propose", f"{text}-{number}", words, sort="words")
    for number, clause in enumerate(_CLAUSES, 1):
        for contested in clause.split("{")[1:]:
            who = next(members, None)
            if who is not None:
                words = contested.partition("}")[0]
                x.do(who, "clause.bracket", f"{text}-{number}", words)


ON_THE_TABLE: tuple[Story, ...] = (stalled, drafted)
