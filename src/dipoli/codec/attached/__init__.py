r"""Files that people attach to a text: what is let in, by what it holds and never by its name.

    PDF, PNG, JPEG, plain text, OpenDocument text (ODT), Word (DOCX)

A file is looked through from its first byte to its last; what cannot be looked through is refused
with a sentence that says why and what to do. What is let in is written anew without what it says
about its author: names, places, programs, dates. So the bytes that are kept are ours, and the hash
that enters the record is of those.

This protects readers from a file and its author from it. It does not say that a file is harmless:
a reader of PDF or Word files may have faults that nobody knows. Files are given out to be saved,
never shown in their place.

    >>> check(b"Bridge, with brackets.\n").kind.media
    'text/plain'
"""

from __future__ import annotations

from dipoli.codec.attached.images import jpeg, png
from dipoli.codec.attached.kinds import MOST, Checked, Kind, refuse
from dipoli.codec.attached.looking import Node
from dipoli.codec.attached.opened import MAIN_PART, Opened, open_word
from dipoli.codec.attached.packages import package
from dipoli.codec.attached.pdf import pdf
from dipoli.codec.attached.plain import plain
from dipoli.told import tell

__all__ = ["MAIN_PART", "MOST", "Checked", "Kind", "Node", "Opened", "check", "open_word", "refuse"]

_BEGINNINGS = (
    (b"%PDF-", pdf),
    (b"\x89PNG\r\n\x1a\n", png),
    (b"\xff\xd8\xff", jpeg),
    (b"PK\x03\x04", package),
)


def check(data: bytes) -> Checked:
    """Look a file through, and write it anew.

    Args:
        data: all of its bytes.

    Returns:
        what is kept of it.

    Raises:
        RefusedError: it is not let in; the words say why and what to do.
    """
    if not data:
        refuse(tell("The file is empty."), tell("Choose another one."))
    if len(data) > MOST:
        why = tell("The file has {size} MB, and the most is 25.", size=len(data) // 1_000_000)
        refuse(why, tell("Divide it, or save its pictures smaller."))
    for beginning, look in _BEGINNINGS:
        if data.startswith(beginning):
            return look(data)
    return plain(data)
