"""One file of whatever kind, read by the reader that its own first bytes ask for."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from dipoli.codec.corpus.page import read_page
from dipoli.codec.corpus.pdf import read_pdf
from dipoli.codec.corpus.plain import read_plain
from dipoli.codec.corpus.reading import MOST_BYTES, Reading, checked, unreadable
from dipoli.codec.corpus.word import read_word

FORMATS = ("TXT", "HTML", "PDF", "DOCX")
_PLAIN = (".txt", ".text", ".md")
_PAGE = (".html", ".htm", ".xhtml")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_BEGINS_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HEAD = 1_024


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is no larger than may be read; a larger one is not opened.

    Raises:
        MalformedError: it is no file, or too large.
        OSError: it cannot be opened.
    """
    kept = path.stat()
    if not stat.S_ISREG(kept.st_mode):
        raise unreadable(str(path), "a file", "a folder, a pipe or a device", "name a file")
    if kept.st_size <= MOST_BYTES:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    else:
        content, size = b"", kept.st_size
    if max(size, len(content)) > MOST_BYTES:
        mend = "split the text, or save it without pictures"
        raise unreadable(str(path), f"at most {MOST_BYTES:,} bytes", f"{size:,}", mend)
    return content


def read_source(
    content: bytes, name: str, clock: Callable[[], float], encoding: str = ""
) -> Reading:
    """Read a file as a text.

    Args:
        content: its bytes.
        name: its name; what stands behind the last dot must agree with the first bytes.
        clock: seconds that only grow.
        encoding: of a plain text or a page; empty where its bytes show it.

    Raises:
        MalformedError: it is of another kind, cannot be read, or holds no words.
    """
    if not content:
        raise unreadable(name, "words", "an empty file", "check that it is the file you meant")
    tail = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, and no path
    kind = _kind(content, tail)
    shown = _SHOWN.get(kind, "")
    if not kind or (shown and tail not in shown):
        readable = f"a file in {', '.join(FORMATS)}, named as such"
        mend = "save it as one of these" if not kind else f"rename it to {shown[0]}"
        old = content.startswith(_OLD_WORD)
        other = "an old or an encrypted Office file" if old else "another kind of file"
        found = _FOUND.get(kind, other) + (f", named {tail}" if tail else "")
        raise unreadable(name, readable, found, mend)
    if encoding and kind in ("PDF", "DOCX"):
        raise unreadable(name, f"a {kind} file", "an encoding for it", "leave --encoding away")
    if kind == "PDF":
        return checked(read_pdf(content, name, clock), name)
    if kind == "DOCX":
        return checked(read_word(content, name), name)
    read = read_page if kind == "HTML" else read_plain
    return checked(read(content, name, encoding), name)


_SHOWN = {"PDF": (".pdf",), "DOCX": (".docx", ".docm"), "HTML": _PAGE, "TXT": _PLAIN}
_FOUND = {"PDF": "a PDF", "DOCX": "a zip file", "HTML": "a page in HTML"}


def _kind(content: bytes, tail: str) -> str:
    """The kind of a file by its first bytes, then by its name; empty when none that is read."""
    if b"%PDF-" in content[:_HEAD]:
        return "PDF"
    if content.startswith(_PACKED):
        return "DOCX"
    if content.startswith(_OLD_WORD):
        return ""
    if _BEGINS_PAGE.match(content[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        return "HTML"
    if tail in (".pdf", ".docx", ".docm"):
        # The name promises what the bytes do not hold: the reader says so.
        return "PDF" if tail == ".pdf" else "DOCX"
    return "HTML" if tail in _PAGE else ("TXT" if tail in _PLAIN else "")
