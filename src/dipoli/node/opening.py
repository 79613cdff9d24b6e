"""The rules of procedure on a node: what a delegation's own keys open, read as the charter asks."""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.faults import MalformedError, SealedError
from dipoli.forum.proceedings import Open, Proceedings, plain
from dipoli.node.box import KeyBox, sealing
from dipoli.node.node import Node
from dipoli.node.read import opened_to
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import PLAIN, Body, open_box, open_sealed, read_box
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse


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
    standing = node.standing(circle)
    if box is None or not standing.is_sealed:
        return plain
    keys: dict[bytes, bytes] = {}
    if any(one.to == box.code for one in standing.opened):
        stored = node.acts(circle, 0, standing.size)
        for index, key in opened_to(box, stored).items():
            keys[read_entry(stored[index].entry).leaf] = key
    return opener(box, keys)


def opener(box: KeyBox, opened: Mapping[bytes, bytes]) -> Open:
    """Opens bodies with the keys of a box, and with those that were opened to it later.

    Args:
        box: of the delegation.
        opened: leaf hash of an act, to the content key of its body.
    """

    def open_(entry: Entry, body: Body) -> Json:
        if body.media == PLAIN:
            return plain(entry, body)
        try:
            sealed = read_box(body)
            key = next((one for one in box.of(KeyUse.SEAL) if one.id in sealed.to), None)
            if key is not None:
                return open_sealed(body, entry.envelope, key.id, sealing(key))
            if entry.leaf in opened:
                return open_box(sealed, entry.envelope, opened[entry.leaf])
        except (MalformedError, SealedError):
            return None
        return None

    return open_
