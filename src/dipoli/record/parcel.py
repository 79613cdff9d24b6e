"""A parcel: one act on its way between a node and an office, as one file.

What a node writes and an office receives is the entry and its body. They travel together in a file
called ``*.act``: canonical JSON with exactly the keys ``entry`` and ``body``, each strict base64,
the body null where there is none. A parcel proves nothing and is signed by nobody; what is in it
is. So its reader asks for the form alone, and everything else is for the rules.
"""

from __future__ import annotations

from attrs import frozen

from dipoli.record import shape
from dipoli.record.body import BODY_BYTES
from dipoli.record.canon import ENTRY_BYTES, canonical, read_canonical, to_base64

PARCEL_BYTES = (BODY_BYTES + ENTRY_BYTES) * 4 // 3 + 64
"""The longest parcel: the longest entry and the longest body in base64, and the keys around."""

TAIL = ".act"
"""How the name of a parcel ends."""


@frozen(kw_only=True)
class Parcel:
    """An act as it travels.

    Args:
        entry: bytes of act and signatures, as they were signed; not read here.
        body: bytes of the body, or None; not read here.
    """

    entry: bytes
    body: bytes | None


def write_parcel(parcel: Parcel) -> bytes:
    """The bytes of a parcel.

    >>> write_parcel(Parcel(entry=b"{}", body=None))
    b'{"body":null,"entry":"e30="}'
    """
    body = None if parcel.body is None else to_base64(parcel.body)
    return canonical({"entry": to_base64(parcel.entry), "body": body})


def read_parcel(data: bytes) -> Parcel:
    """Read a parcel, strictly. Entry and body come out as they are, whatever they say.

    Raises:
        MalformedError: not canonical, too long, a key missing or unknown, no strict base64.
    """
    return _PARCEL(read_canonical(data, limit=PARCEL_BYTES), "")


_PARCEL: shape.Reader[Parcel] = shape.paper_of(
    "file of an act",
    "copy it again from the node or the office that wrote it",
    shape.value_of(Parcel, entry=shape.octets(), body=shape.perhaps(shape.octets())),
)
