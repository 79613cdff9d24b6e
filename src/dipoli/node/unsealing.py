"""What opens the bodies of a circle with a delegation's own keys."""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.faults import MalformedError, SealedError
from dipoli.forum.proceedings import Acts, Open, plain, says
from dipoli.node.box import KeyBox, sealing
from dipoli.node.read import opened_to
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import PLAIN, Body, open_box, open_sealed, read_box
from dipoli.record.canon import Json
from dipoli.record.keys import KeyUse
from dipoli.record.standing import Standing


def opener_for(standing: Standing, acts: Acts, box: KeyBox | None) -> Open:
    """What opens the bodies of a circle.

    Args:
        standing: of the record.
        acts: reads it.
        box: keys that open what is sealed; None reads plain bodies alone.
    """
    if box is None or not standing.is_sealed:
        return plain
    keys: dict[bytes, bytes] = {}
    if any(one.to == box.code for one in standing.opened):
        stored = acts(0, standing.size)
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
                return says(open_sealed(body, entry.envelope, key.id, sealing(key)))
            if entry.leaf in opened:
                return says(open_box(sealed, entry.envelope, opened[entry.leaf]))
        except SealedError:
            return None
        except MalformedError:
            # It opens, to something of no form: every seat that opens it finds the same.
            return says(None)
        return None

    return open_
