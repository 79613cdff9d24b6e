"""The rules of procedure on a node: what a delegation's own keys open, read as the charter asks."""

from __future__ import annotations

from dipoli.forum.proceedings import Open, Proceedings
from dipoli.node.box import KeyBox
from dipoli.node.node import Node
from dipoli.node.unsealing import opener, opener_for
from dipoli.record.custody import Stored

__all__ = ["opener", "opener_of", "proceedings"]


def proceedings(node: Node, circle: str, box: KeyBox | None) -> Proceedings:
    """The rules of procedure of a circle, as far as this node can read its acts.

    Args:
        node: with its copy of the record.
        circle: name or origin.
        box: keys that open what is sealed; None reads plain bodies alone.
    """
    return Proceedings(
        lambda start, end: node.acts(circle, start, end), opener_of(node, circle, box)
    )


def opener_of(node: Node, circle: str, box: KeyBox | None) -> Open:
    """What opens the bodies of a circle on this node; the arguments are those of `proceedings`."""

    def acts(start: int, end: int) -> list[Stored]:
        return list(node.acts(circle, start, end))

    return opener_for(node.standing(circle), acts, box)
