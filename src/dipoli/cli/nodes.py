"""The node of a command, let go of when the command ends, however it ends.

A record that stays open keeps files beside it, which whoever copies the folder would take along.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dipoli.node.box import KeyBox
    from dipoli.node.node import Node

_held: list[Node] = []


def node_at(folder: Path, box: KeyBox | None) -> Node:
    """A node for the command at hand.

    Args:
        folder: of the node.
        box: its keys, where the command needs them.
    """
    from dipoli.node.node import Node  # noqa: PLC0415 - every command loads this room

    node = Node(folder, box)
    _held.append(node)
    return node


def let_go() -> None:
    """Close the nodes of the command that ended."""
    while _held:
        _held.pop().close()
