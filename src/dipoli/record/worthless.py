"""Keys whose private halves are published, and where they may stand: in demonstrations alone.

The demonstrations sign with keys that are made from words in the source of this program, so that
everybody can make the same bytes. Such a key is in nobody's hands, since it is in everybody's. It
may be listed or enrolled where the circle says on everything that it is an exercise, or compiled
from public documents; anywhere else it is out of order (R24), at the door, at every node, and when
a record is verified.

The list holds the SHA-256 of each public key. A test makes every key again and holds the list
against it; `tools/write_worthless_keys.py` writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dipoli.faults import MalformedError
from dipoli.record.canon import read_canonical
from dipoli.record.worthless_keys import WORTHLESS
from dipoli.terms import COMPILED

_LIMIT = 1_000_000


def any_worthless(publics: Iterable[bytes]) -> bool:
    """Whether one of some public keys is published as worthless."""
    return any(hashlib.sha256(public).hexdigest() in WORTHLESS for public in publics)


def is_demonstration(charter: str | None) -> bool:
    """Whether the charter that an opening carries says that its record is a demonstration.

    That of a body carries the charter within its mandate. What cannot be read is none.
    """
    for _ in range(2):
        try:
            said = read_canonical((charter or "").encode(), limit=_LIMIT)
        except MalformedError:
            return False
        if not isinstance(said, dict):
            return False
        if said.get("exercise") is True or str(said.get("style", "")).startswith(COMPILED):
            return True
        within = said.get("charter")
        charter = within if isinstance(within, str) else None
    return False
