"""A page packed once for many readers, with what is each reader's own laid in unpacked.

Packing a page costs as much as all else of an answer from a page that is kept. So its parts between
the stand-ins (`dipoli.web.once`) are packed when it is drawn, and an answer is put together from
them: what differs stands between them as it is. That no secret of a session is packed together with
words that others can choose, also tells nobody of it by the length of an answer.

Form of a packed answer: RFC 1952, of blocks as in RFC 1951; what is laid in is a stored block. Its
header bears a name of chance length, as Django's layer has it, so that lengths tell less.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import frozen

_HEADER = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"
_NAMED = 100
_END = b"\x01\x00\x00\xff\xff"
_WINDOW, _STORED = 1 << 15, (1 << 16) - 1


@frozen(slots=False)
class Pieces:
    """A text in parts, with places between them.

    Args:
        parts: what stands before, between and behind the places, in UTF-8.
        places: the stand-in at each place; one less than the parts.
    """

    parts: Sequence[bytes]
    places: Sequence[str]

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The text.

        Args:
            values: stand-in to what is put in its place.
        """
        return b"".join(_between(self.parts, [values[one].encode() for one in self.places]))

    def packed(self, values: Mapping[str, str]) -> bytes:
        """The same text as a gzip file of one member.

        Args:
            values: stand-in to what is put in its place, at most 65,535 bytes each.
        """
        laid_in = [values[one].encode() for one in self.places]
        crc = size = 0
        for part in _between(self.parts, laid_in):
            crc, size = zlib.crc32(part, crc), size + len(part)
        stored = [_stored(one) for one in laid_in]
        ending = crc.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
        return b"".join([_HEADER, _name(), *_between(self._packed, stored), _END, ending])

    @cached_property
    def _packed(self) -> Sequence[bytes]:
        """Each part as blocks that look back at no other part, and end on a whole byte."""
        made = []
        for part in self.parts:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            made.append(packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH))
        return made


def in_pieces(text: str, stand_ins: Sequence[str]) -> Pieces:
    """A text, cut at its stand-ins."""
    cut = re.split(f"({'|'.join(map(re.escape, stand_ins))})", text)
    return Pieces(parts=[one.encode() for one in cut[::2]], places=cut[1::2])


def _name() -> bytes:
    return b"a" * secrets.randbelow(_NAMED) + b"\0"


def _stored(data: bytes) -> bytes:
    size = len(data).to_bytes(2, "little")
    return b"\x00" + size + (len(data) ^ _STORED).to_bytes(2, "little") + data


def _between(parts: Sequence[bytes], others: Sequence[bytes]) -> list[bytes]:
    """Parts with the others between them."""
    woven = [b""] * (len(parts) + len(others))
    woven[::2], woven[1::2] = parts, others
    return woven
