"""One-time codes and keys of log-ins: made by chance, shown once, kept hashed.

A code has 100 bits, so its hash needs no salt and no slowness. It is written in twenty letters and
digits that are not taken for each other, in groups of five.
"""

from __future__ import annotations

import hashlib
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 20, 5
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def made() -> str:
    """A new code, such as ``7KQ2M-...``."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def hashed(word: str) -> str:
    """What is kept of a code, or of a key."""
    return hashlib.sha256(word.encode()).hexdigest()


def plain(typed: str) -> str:
    """A code as it was made, however it was typed.

    >>> plain(" 7kq2m 0o1il-abcde vwxyz")
    '7KQ2M-00111-ABCDE-VWXYZ'
    """
    signs = "".join(one for one in typed.upper().translate(_ALIKE) if one in _SIGNS)
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
