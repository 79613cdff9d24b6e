"""Plain text, in an encoding that its bytes show or that somebody names: never a guessed one."""

from __future__ import annotations

import codecs

from dipoli.codec.corpus.reading import Reading, unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAME_IT = (
    "save it as UTF-8, or name its encoding, as --encoding euc-kr, gb18030, shift_jis, cp1251, "
    "cp1252 or utf-16-le"
)


def read_plain(content: bytes, file: str, encoding: str = "") -> Reading:
    """Read plain text.

    Args:
        content: the bytes.
        file: their name, for a finding.
        encoding: by name; empty for UTF-8, or UTF-16 and UTF-32 with a byte order mark.

    Raises:
        MalformedError: the bytes are not in that encoding.
    """
    text, told = decoded(content, file, encoding)
    if "\0" in text:
        mend = f"check that it is a text; if it is, {_NAME_IT}"
        found = f"{text.count(chr(0)):,} null bytes"
        raise unreadable(file, "text", found, mend)
    return Reading(text=text, format="TXT", told=told)


def decoded(content: bytes, file: str, encoding: str = "") -> tuple[str, tuple[str, ...]]:
    """Bytes as text; nothing is replaced.

    Returns:
        The text; and a sentence where it was in another encoding than UTF-8.

    Raises:
        MalformedError: they are not in the encoding that they show, or that is named.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if encoding:
        _agrees(content, file, encoding, marked)
    chosen = marked or encoding or "utf-8"
    try:
        text = content.decode(chosen)
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at {error.start:,}, which it does not have"
        raise unreadable(file, f"text in {chosen.upper()}", found, _NAME_IT) from None
    controls = sum("\x80" <= letter <= "\x9f" for letter in text) if encoding else 0
    if controls:
        found = f"{controls:,} control characters, as text in another encoding gives"
        raise unreadable(file, f"text in {encoding}", found, _NAME_IT)
    if chosen.startswith("utf-8") or content.isascii():
        return text, ()
    return text, (f"Read from {chosen.upper()}, kept as UTF-8.",)


def _agrees(content: bytes, file: str, encoding: str, marked: str) -> None:
    """Refuse an encoding that is not known, or that the bytes contradict."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError):
        mend = "write it as Python does, such as euc-kr or cp1251"
        raise unreadable(file, "the name of an encoding", encoding[:40], mend) from None
    if marked:
        if not marked.startswith(name.removesuffix("-le").removesuffix("-be")):
            found = f"a byte order mark of {marked.removesuffix('-sig').upper()}"
            raise unreadable(file, f"text in {encoding}", found, "leave --encoding away")
        return
    if name == "utf-8" or content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    raise unreadable(file, f"text in {encoding}", "text in UTF-8", "leave --encoding away")
