"""What kinds of files there are, and how one is refused."""

from __future__ import annotations

import enum
import re
from typing import NoReturn

from attrs import field, frozen

from dipoli.faults import RefusedError
from dipoli.told import joined

MOST = 25_000_000
"""Bytes of a file."""

RATIO = 100
"""How many times larger than packed a part may be; more is a bomb."""

UNPACKED = 200_000_000
"""Bytes of all parts of a file together, unpacked."""


class Kind(enum.Enum):
    """A kind of file: its ending, and its media type."""

    PDF = ("pdf", "application/pdf")
    PNG = ("png", "image/png")
    JPEG = ("jpg", "image/jpeg")
    TEXT = ("txt", "text/plain")
    ODT = ("odt", "application/vnd.oasis.opendocument.text")
    DOCX = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return self.value[0]

    @property
    def media(self) -> str:
        """Its media type."""
        return self.value[1]


@frozen(kw_only=True)
class Checked:
    """A file as it is kept.

    Args:
        kind: what it is.
        data: its bytes, written anew.
    """

    kind: Kind
    data: bytes = field(repr=False)


def refuse(why: str, mend: str) -> NoReturn:
    """Refuse a file.

    Raises:
        RefusedError: always.
    """
    raise RefusedError(joined(" ", (why, mend)))


_MARKUP = re.compile(
    rb"<(?:!doctype|!entity|html|head|body|script|svg|iframe|object|embed|xml|\?xml|\?php|%|math|"
    rb"img|link|meta|style|form|base|a\s)",
    re.IGNORECASE,
)


def has_markup(data: bytes) -> bool:
    """Whether a browser could take some of the bytes for a page or a program."""
    wide = data.replace(b"\0", b"")  # the same in UTF-16
    return _MARKUP.search(data) is not None or _MARKUP.search(wide) is not None
