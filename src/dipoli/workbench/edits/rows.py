"""Edits of one row of a paper, such as a party, an issue, a link or a step."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from dipoli.told import tell
from dipoli.workbench.edits.edit import Place, Tree, changed, gone

Row = dict[str, Any]


@frozen(kw_only=True)
class SetRow:
    """The keys of a row as they shall stand; a key that is left out is unknown and goes.

    Args:
        paper: in which.
        place: of the row.
        row: its keys and values.
        keys: the keys that are set or go; others of the row stay.
        name: of the row, for the log.
    """

    paper: str
    place: Place
    row: Row
    keys: tuple[str, ...]
    name: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Change {name}", name=self.name)

    def apply(self, tree: Tree) -> Tree:
        """The papers with the row so."""
        return changed(tree, self.paper, self.place, self._merged)

    def _merged(self, old: Any) -> Row:  # noqa: ANN401 - any plain value
        if not isinstance(old, dict):
            raise gone()
        kept = {key: one for key, one in old.items() if key not in self.keys or key in self.row}
        given = {key: self.row[key] for key in self.keys if key in self.row}
        if all(key in kept for key in given):
            return {**kept, **given}
        return _ordered({**kept, **given}, list(kept), self.keys)


def _ordered(row: Row, kept: list[str], keys: tuple[str, ...]) -> Row:
    """Kept keys in their order, each new one behind the key that the format puts before it."""
    order = list(kept)
    for n, key in enumerate(keys):
        if key in row and key not in order:
            before = [one for one in keys[:n] if one in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return {key: row[key] for key in order}


@frozen(kw_only=True)
class AddRow:
    """One more row, at the end of a list.

    Args:
        paper: in which.
        place: of the list; it is made where it is not there.
        row: the row.
        name: of the row, for the log.
    """

    paper: str
    place: Place
    row: Any
    name: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Add {name}", name=self.name)

    def apply(self, tree: Tree) -> Tree:
        """The papers with the row."""
        return changed(tree, self.paper, self.place, lambda old: [*(old or []), self.row])


@frozen(kw_only=True)
class RemoveRow:
    """A row is taken out. What refers to it stays, and is told as a fault.

    Args:
        paper: in which.
        place: of the row; its last part is its number in the list.
        name: of the row, for the log.
    """

    paper: str
    place: Place
    name: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Take out {name}", name=self.name)

    def apply(self, tree: Tree) -> Tree:
        """The papers without the row."""
        n = self.place[-1]
        return changed(tree, self.paper, self.place[:-1], lambda old: _without(old, n))


def _without(old: Any, n: str | int) -> list[Any]:  # noqa: ANN401 - any plain value
    if not isinstance(old, list) or not isinstance(n, int) or not 0 <= n < len(old):
        raise gone()
    return [*old[:n], *old[n + 1 :]]


@frozen(kw_only=True)
class MoveRow:
    """A row stands in another place of its list.

    Args:
        paper: in which.
        place: of the row; its last part is its number in the list.
        to: its number from then on.
        name: of the row, for the log.
    """

    paper: str
    place: Place
    to: int
    name: str

    @property
    def told(self) -> str:
        """What it does."""
        return tell("Move {name}", name=self.name)

    def apply(self, tree: Tree) -> Tree:
        """The papers with the row there."""
        n = self.place[-1]

        def moved(old: Any) -> list[Any]:  # noqa: ANN401 - any plain value
            rest = _without(old, n)
            if not isinstance(n, int) or not 0 <= self.to <= len(rest):
                raise gone()
            return [*rest[: self.to], old[n], *rest[self.to :]]

        return changed(tree, self.paper, self.place[:-1], moved)
