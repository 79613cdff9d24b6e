"""Pictures: only what draws them is kept; where, when, by whom and with what goes.

A PNG file is a row of chunks, a JPEG file a row of segments. Those that are needed to draw the
picture are copied, the others are left out, and nothing may stand behind the end.

Source: png (W3C PNG, third edition); itu-t81 (JPEG). Departure: the turn of a photograph that
stands in its camera's notes goes with the notes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NoReturn

from dipoli.codec.attached.kinds import RATIO, UNPACKED, Checked, Kind, has_markup, refuse
from dipoli.told import tell

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs",
         b"bKGD"}  # fmt: skip
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_WIDEST = 20_000
_AGAIN = tell("Save the picture again in a program for pictures, and send that.")


def png(data: bytes) -> Checked:
    """A PNG picture with the chunks alone that draw it.

    Raises:
        RefusedError: it is damaged, hides something, or unpacks into too much.
    """
    kept, drawn, names = [_PNG], b"", list[bytes]()
    for name, part in _chunks(data):
        names.append(name)
        if name in _KEPT:
            kept.append(struct.pack(">I", len(part)) + name + part)
            kept.append(struct.pack(">I", zlib.crc32(name + part)))
            drawn += part if name == b"IDAT" else b""
        elif name[0] & 0x20 == 0 or has_markup(part):
            _damaged()
    if names[0] != b"IHDR" or names[-1] != b"IEND" or names.count(b"IHDR") != 1:
        _damaged()
    _check_drawn(data, drawn)
    return Checked(kind=Kind.PNG, data=b"".join(kept))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        head = data[at : at + 8]
        if len(head) < 8:  # noqa: PLR2004 - length and name
            _damaged()
        (length,), name = struct.unpack(">I", head[:4]), head[4:]
        part, tail = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(tail) != 4 or not name.isalpha() or zlib.crc32(name + part) != int.from_bytes(tail):  # noqa: PLR2004 - of a sum
            _damaged()
        yield name, part
        at += 12 + length
        if name == b"IEND" and (at != len(data) or part):
            _behind()
    if data[-8:-4] != b"IEND":
        _damaged()


def _check_drawn(data: bytes, drawn: bytes) -> None:
    """The rows of the picture unpack into what its size says, and into no more."""
    width, height, depth, colour, packing, sieve, woven = struct.unpack(">IIBBBBB", data[16:29])
    if not 0 < width <= _WIDEST or not 0 < height <= _WIDEST or packing or sieve or woven > 1:
        _damaged()
    bits = _CHANNELS.get(colour, 0) * depth
    most = height * (1 + (width * bits + 7) // 8) + (8 * (height + 8) if woven else 0)
    if not bits or most > UNPACKED or most > max(len(drawn), 1000) * RATIO * 12:
        refuse(tell("The picture unpacks into too much."), _AGAIN)
    unpacker = zlib.decompressobj()
    try:
        rows = unpacker.decompress(drawn, most + 1)
    except zlib.error:
        _damaged()
    if len(rows) > most or not unpacker.eof or unpacker.unused_data:
        _behind()


_ENTROPY, _END, _START = 0xDA, 0xD9, 0xD8
_FRAMES = {0xC0, 0xC1, 0xC2}
_DRAWING = {0xDB, 0xC4, 0xDD, *_FRAMES, _ENTROPY}
_NOTES = {*range(0xE0, 0xF0), 0xFE}
_APP0, _ADOBE, _MIX = 0xE0, 0xEE, 12
"""The last: how colours are mixed, and how long that is."""


def jpeg(data: bytes) -> Checked:
    """A JPEG picture with the segments alone that draw it.

    Raises:
        RefusedError: it is damaged, or hides something.
    """
    kept, at, framed = [b"\xff\xd8"], 2, False
    while True:
        if data[at : at + 1] != b"\xff" or at + 4 > len(data) + 2:
            _damaged()
        mark = data[at + 1] if at + 1 < len(data) else 0
        if mark == _END:
            break
        length = int.from_bytes(data[at + 2 : at + 4])
        part, at = data[at + 4 : at + 2 + length], at + 2 + length
        if length < 2 or at > len(data):  # noqa: PLR2004 - the length counts itself
            _damaged()
        framed = framed or mark in _FRAMES
        kept.append(_segment(mark, part))
        if mark == _ENTROPY:
            end = _end_of_scan(data, at)
            kept.append(data[at:end])
            at = end
    if data[at + 2 :] or not framed:
        _behind()
    kept.append(b"\xff\xd9")
    return Checked(kind=Kind.JPEG, data=b"".join(kept))


def _segment(mark: int, part: bytes) -> bytes:
    """What is kept of a segment: all of it, or nothing of what only tells."""
    head = bytes((0xFF, mark)) + (len(part) + 2).to_bytes(2)
    if mark in _DRAWING or (mark == _ADOBE and part.startswith(b"Adobe") and len(part) == _MIX):
        return head + part
    if mark == _APP0 and part.startswith(b"JFIF\0"):
        return b"\xff\xe0\x00\x10" + part[:12] + b"\0\0"  # without the small picture
    if mark not in _NOTES or has_markup(part):
        _damaged()
    return b""


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next mark stands that is neither a filling nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            _damaged()
        follows = data[at + 1]
        if follows and not 0xD0 <= follows <= 0xD7:  # noqa: PLR2004 - restarts
            return at
        at += 2


def _damaged() -> NoReturn:
    refuse(tell("The picture is damaged, or has parts that no picture has."), _AGAIN)


def _behind() -> NoReturn:
    refuse(tell("Something stands behind the end of the picture."), _AGAIN)
