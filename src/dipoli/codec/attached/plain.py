"""Plain text: UTF-8 that no program takes for anything else."""

from __future__ import annotations

import unicodedata

from dipoli.codec.attached.kinds import Checked, Kind, has_markup, refuse
from dipoli.told import tell

_ALLOWED = "\n\t\f"
_BEGINNINGS = ("#!", "{\\rtf", "%!", "MZ", "@echo", "BEGIN:", "GIF8", "%PDF", "RIFF", "PK")


def plain(data: bytes) -> Checked:
    """Plain text, with the ends of its lines as one sign each and no mark at its beginning.

    Raises:
        RefusedError: it is another kind of file, or one that a program might take for its own.
    """
    mend = tell("Send a PDF, PNG, JPEG, plain text in UTF-8, ODT or DOCX file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(tell("The file is of no kind that is let in."), mend)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(one) in {"Cc", "Cs", "Co"} for one in set(text) - set(_ALLOWED)):
        refuse(tell("The file is no plain text: it has signs that nobody can read."), mend)
    begins = text.lstrip()
    if begins.startswith(_BEGINNINGS) or has_markup(text.encode()):
        refuse(tell("The file is a page or a program rather than plain text."), mend)
    return Checked(kind=Kind.TEXT, data=text.encode())
