"""Packages of parts, unpacked by what they hold and never by what they say of their size.

Names, sums, ways of packing and sizes are bounded; nothing is written to a disk, and nothing stands
around the package or between its parts.

Source: opc (ISO/IEC 29500-2).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import NoReturn

from dipoli.codec.attached.kinds import RATIO, UNPACKED, refuse
from dipoli.told import tell

AGAIN = tell("Save it again in a word processor as a plain ODT or DOCX file, and send that.")
_NAME = re.compile(r"[A-Za-z0-9_\[][A-Za-z0-9_.\- \[\]]*(?:/[A-Za-z0-9_][A-Za-z0-9_.\- ]*)*")
_PARTS = 2_000
_SMALL = 10_000


def unpacked(data: bytes) -> dict[str, bytes]:
    """Every part by its name, unpacked by what it holds and not by what it says of its size."""
    _check_edges(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _PARTS or len({one.filename.lower() for one in listed}) != len(listed):
                _broken()
            if b"".join(data[one.header_offset :][:4] for one in listed) != b"PK\3\4" * len(listed):
                _broken()
            parts, left = {}, UNPACKED
            for one in listed:
                if one.is_dir():
                    continue
                parts[one.filename] = _part(archive, one, left)
                left -= len(parts[one.filename])
            return parts
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError,
            EOFError, RuntimeError):  # fmt: skip
        _broken()


def _part(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> bytes:
    is_known = one.filename == "_rels/.rels" or _NAME.fullmatch(one.filename) is not None
    if not is_known or ".." in one.filename:
        refuse(tell("A part of the file has a name that is not let in."), AGAIN)
    if one.flag_bits & 0x1 or one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        refuse(tell("The file is locked, or packed in a way that is not let in."), AGAIN)
    most = min(left, max(one.compress_size * RATIO, _SMALL))
    with archive.open(one) as file:
        part = file.read(most + 1)
    if len(part) > most:
        refuse(tell("The file unpacks into too much."), AGAIN)
    return part


def _check_edges(data: bytes) -> None:
    """Nothing stands before, between or behind the parts and the list of the package."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or len(data) - end != 22:  # noqa: PLR2004 - the end without remarks
        _broken()
    length, start = struct.unpack("<II", data[end + 12 : end + 20])
    if start + length != end or data[start : start + 4] != b"PK\1\2":
        _broken()


def _broken() -> NoReturn:
    refuse(tell("The package is damaged, or something stands around it."), AGAIN)
