"""A paper as text: for who knows the format, and for what no form is made for."""

from __future__ import annotations

from attrs import frozen

from dipoli.told import tell
from dipoli.workbench.edits.edit import Tree


@frozen(kw_only=True)
class SetText:
    """Another text of a paper; None takes the paper away.

    Args:
        paper: its name.
        text: of the paper.
    """

    paper: str
    text: str | None

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Write {paper} as text", paper=self.paper)

    def apply(self, tree: Tree) -> Tree:
        """The values are read from the text, by who holds it."""
        return tree
