"""PDF files: the text layer as it is, page by page. The only place that imports pypdf.

Words that a hyphen breaks at the end of a line stay broken, heads and numbers of pages stay where
they stand: nobody can tell them from words. A page is set apart by a line break alone, since a
sentence may run over it.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from dipoli.codec.corpus.reading import MOST_CHARACTERS, Reading, unreadable
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 2_000
MOST_SECONDS = 120.0
_BROKEN = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError,
    AssertionError, NotImplementedError, struct.error, zlib.error, OSError, EOFError,
)  # fmt: skip
"""What a damaged file makes the library raise, beside its own errors."""
_DAMAGED = "open it in a reader and save it anew; or copy its text into a .txt file"


def read_pdf(content: bytes, file: str, clock: Callable[[], float]) -> Reading:
    """Read a PDF file.

    Args:
        content: the bytes.
        file: their name, for a finding.
        clock: seconds that only grow.

    Raises:
        MalformedError: it is encrypted, damaged, too long, or holds pictures of pages alone.
        RefusedError: pypdf is not installed.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - an extra
    except ImportError:
        message = "PDF files cannot be read here: install Dipoli with its extra, as dipoli[texts]."
        raise RefusedError(message) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            mend = "ask for the password, and save a copy without one"
            raise unreadable(file, "a PDF that is open", "an encrypted one", mend)
        return _pages(reader, file, clock)
    except (PyPdfError, *_BROKEN) as error:
        found = f"a damaged one ({type(error).__name__}: {str(error)[:80]})"
        raise unreadable(file, "a PDF that is whole", found, _DAMAGED) from None


def _pages(reader: PdfReader, file: str, clock: Callable[[], float]) -> Reading:
    count = len(reader.pages)
    if not 0 < count <= MOST_PAGES:
        mend = "split it" if count else _DAMAGED
        raise unreadable(file, f"1 to {MOST_PAGES:,} pages", f"{count:,}", mend)
    begun = clock()
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if clock() - begun > MOST_SECONDS:
            mend = "copy its text into a .txt file, and add that"
            found = f"{len(pages):,} of {count:,} pages"
            raise unreadable(file, f"a PDF that is read in {MOST_SECONDS:.0f} s", found, mend)
        if length > MOST_CHARACTERS:
            raise unreadable(file, f"at most {MOST_CHARACTERS:,} characters", "more", "split it")
    empty = [at for at, words in enumerate(pages, 1) if not any(map(str.isalnum, words))]
    if len(empty) == count:
        mend = "have the text recognised (OCR), read it against the pages, and add it as .txt"
        raise unreadable(file, "a PDF with a text layer", "pictures of pages", mend)
    told = [f"{count:,} page{'' if count == 1 else 's'}; hyphens at ends of lines are kept."]
    if empty:
        shown = ", ".join(map(str, empty[:8])) + (" ..." if len(empty) > len(empty[:8]) else "")
        told.append(f"Without text (pictures?): page{'' if len(empty) == 1 else 's'} {shown}.")
    text = "".join(words if words.endswith("\n") else f"{words}\n" for words in pages if words)
    return Reading(text=text, format="PDF", told=tuple(told))
