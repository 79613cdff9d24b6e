"""What an edit is, and how a value deep inside others is changed while those stay as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from dipoli.faults import RefusedError
from dipoli.told import tell

Tree = Mapping[str, Any]
"""Name of each paper to what stands in it, as plain values."""

Place = tuple[str | int, ...]


class Edit(Protocol):
    """Something that is done to a case."""

    @property
    def told(self) -> str:
        """What it does, in a sentence for the log."""
        ...

    def apply(self, tree: Tree) -> Tree:
        """The papers after it; those before stay as they are.

        Raises:
            RefusedError: what it is about is not there.
        """
        ...


def at(tree: Tree, paper: str, place: Place) -> Any:  # noqa: ANN401 - any plain value
    """What stands in a place of a paper; None where there is nothing."""
    value = tree.get(paper)
    for step in place:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def changed(tree: Tree, paper: str, place: Place, change: Callable[[Any], Any]) -> Tree:
    """The papers with another value in a place.

    Args:
        tree: the papers.
        paper: in which.
        place: keys and numbers from its root; each must be there, but for a last key.
        change: what stands there, or None, to what shall stand there.

    Raises:
        RefusedError: the place is not there.
    """
    return {**tree, paper: _changed(tree.get(paper), place, change)}


def _changed(value: Any, place: Place, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any plain value
    if not place:
        return change(value)
    step, rest = place[0], place[1:]
    if isinstance(value, dict) and isinstance(step, str) and (step in value or not rest):
        return {**value, step: _changed(value.get(step), rest, change)}
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return [*value[:step], _changed(value[step], rest, change), *value[step + 1 :]]
    raise gone()


def gone() -> RefusedError:
    """What an edit is about is not there."""
    return RefusedError(tell("What was to be changed is not there any more. Nothing was done."))
