"""Reserved matters: what a seat will not have discussed.

Nobody gives up sovereignty or fundamental interests by sitting. A seat lists what it will not have
discussed, in its own words. A paper or proposal that declares such a matter, or that names it in
its own words, is out of order until that seat consents to it by its short name. So is an item of an
agenda, a meeting, a body or a summit file that has the matter in its title. Several seats may
reserve the same matter; then each is asked. While a party has withdrawn of its own accord its
matter waits, as its objections may be found to have lapsed; when it returns it holds again.

What this does not do: it finds names, not meanings. A paper that speaks of the matter in other
words passes here; the seat can object to it as to any other. And it asks no seat why: one that
names its matter by an everyday word stops every title that has it, until the others speak with it.

Source: practice of confidential talks; proposed here as a rule, see docs/explanation/practice.md.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping

from attrs import frozen

RESERVE, ADMIT = "matter.reserve/1", "matter.admit/1"
RELEASE = "matter.release/1"


class Stage(enum.Enum):
    """Where a reserved matter stands."""

    RESERVED = "reserved"
    RELEASED = "released"


MOVES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.RESERVED: {ADMIT: Stage.RESERVED, RELEASE: Stage.RELEASED},
    Stage.RELEASED: {},
}
"""A reserved matter's stages."""


@frozen(kw_only=True)
class Matter:
    """A matter that a seat reserves.

    Args:
        id: its short name.
        by: whose it is.
        title: what it is, in a line of that seat.
        names: the words by which a paper names it.
        stage: where it stands.
        admitted: short names of the papers to which that seat consented.
    """

    id: str
    by: str
    title: str
    names: tuple[str, ...]
    stage: Stage = Stage.RESERVED
    admitted: frozenset[str] = frozenset()

    def named_in(self, words: str) -> str | None:
        """The name by which a passage names it, as whole words; None when it does not."""
        return next((name for name in self.names if says(words, name)), None)


def says(passage: str, name: str) -> bool:
    """Whether a passage says a name, as whole words, capitals aside.

    In scripts without spaces every place counts.

    >>> says("On the northern lakes.", "Northern Lakes"), says("On slakes.", "lakes")
    (True, False)
    """
    pattern = r"\s+".join(map(re.escape, name.casefold().split()))
    return re.search(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])", passage.casefold()) is not None
