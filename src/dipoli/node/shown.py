r"""What is to be signed, shown so that two different texts never look alike.

A person signs what is seen. So everything that a screen may hide, move or join is shown as an
escape, ``\u{200b}``: control characters, marks of direction, spaces that are not the plain one,
letters and marks without ink, private and unassigned characters, marks that stand on no letter, and
heaps of them, and spaces at the end of a line or in long runs. A backslash is shown twice, so that
an escape that was written is not one that was made.

Letters of every script show as themselves. Mongolian in the old script is written with marks that
have no ink of their own (the vowel separator, variation selectors, the narrow space before a
suffix): beside a Mongolian letter they show as themselves, and are told in a remark with the number
of each, so that nothing is hidden. Remarks also tell where letters of look-alike alphabets meet in
one word, where letters run from right to left, and where the same letters could be written by other
bytes.

Long lines are broken here and not by the screen, and every line that goes on says so at its
beginning: otherwise a text with many spaces could draw a field of its own.

Source: section 2, visual spoofing (bibliography: unicode-tr36). The lists of characters without
ink follow the property Default_Ignorable_Code_Point; blank letters were added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from dipoli.record.canon import Json

WIDTH = 76
"""Columns of a line; letters of East Asian scripts take two."""

_SPACE = "\\u{20}"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONG_WORD = 24
_MARKS = frozenset({"Mn", "Mc", "Me"})
_HEAP = 4
"""Marks on one letter that are shown; further ones are escaped."""

_NO_INK = frozenset(
    (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x1D159)
) | frozenset((*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)))
_MONGOLIAN_MARKS = frozenset("\u180b\u180c\u180d\u180e\u180f\u202f")
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_PLAIN_KEY = re.compile("[a-z][a-z0-9_]{0,40}")


# ---------------------------------------------------------------- one text


def plain(text: str) -> str:
    r"""A text on one line, in quotes, with everything that could hide made visible.

    >>> print(plain('a\u200bb "c"\n'))
    "a\u{200b}b \"c\"\n"
    """
    return f'"{_spaced("".join(_signs(text, quoted=True)))}"'


def _spaced(shown: str) -> str:
    """Runs of spaces that nobody would count, as escapes."""
    return re.sub(" {4,}", lambda run: len(run[0]) * _SPACE, shown)


def _signs(text: str, *, quoted: bool) -> Iterator[str]:
    """Each character as it is shown."""
    heap: int | None = None  # marks on the letter before; None where there is no letter
    for at, sign in enumerate(text):
        if unicodedata.category(sign) in _MARKS and not _is_hidden(text, at):
            heap = None if heap is None else heap + 1
            yield _escape(sign) if heap is None or heap > _HEAP else sign
            continue
        shown = _sign(text, at, quoted=quoted)
        if sign not in _MONGOLIAN_MARKS:
            heap = 0 if shown == sign and not sign.isspace() else None
        yield shown


def _sign(text: str, at: int, *, quoted: bool) -> str:
    sign = text[at]
    if sign == "\\" or (quoted and sign == '"'):
        return "\\" + sign
    if sign in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[sign]
    return _escape(sign) if _is_hidden(text, at) else sign


def _is_hidden(text: str, at: int) -> bool:
    sign = text[at]
    if sign in _MONGOLIAN_MARKS:
        return not _is_beside_mongolian(text, at)
    kind = unicodedata.category(sign)
    return kind in _HIDDEN or (kind == "Zs" and sign != " ") or ord(sign) in _NO_INK


def _is_beside_mongolian(text: str, at: int) -> bool:
    """Whether the mark follows a Mongolian letter, perhaps with one other such mark between."""
    before = text[max(0, at - 2) : at]
    if len(before) == 2 and before[1] in _MONGOLIAN_MARKS:  # noqa: PLR2004 - two signs before it
        before = before[0] if before[1] != text[at] else ""
    return bool(before) and "\u1820" <= before[-1] <= "\u18aa"


def _escape(sign: str) -> str:
    return f"\\u{{{ord(sign):x}}}"


# ---------------------------------------------------------------- remarks


def remarks(text: str) -> tuple[str, ...]:
    """What a reader should know about a text that the eye may not see, in sentences."""
    return tuple(_remarks(text))


def _remarks(text: str) -> Iterator[str]:
    kept = [at for at, s in enumerate(text) if s in _MONGOLIAN_MARKS and not _is_hidden(text, at)]
    if kept:
        told = ", ".join(f"{_escape(text[at])} at {at + 1}" for at in kept)
        yield f"Mongolian marks without ink, by the place of the character: {told}."
    escaped = {part for part in _signs(text, quoted=False) if part.startswith("\\u{")}
    if escaped:
        yield f"Characters that a screen would not show: {', '.join(sorted(escaped))}."
    for word in re.findall(r"\w+", text):
        alphabets = [name for name in _ALIKE if any(_is_of(sign, name) for sign in word)]
        if len(alphabets) > 1:
            named = " and ".join(name.capitalize() for name in alphabets)
            yield f"{named} letters, which can look alike, meet in the word {plain(word)}."
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text):
        yield "Letters that run from right to left: a screen may show them in another order."
    if unicodedata.normalize("NFC", text) != text:
        yield "Letters are written in parts (not in Unicode form NFC); other bytes look the same."


def _is_of(sign: str, alphabet: str) -> bool:
    return unicodedata.name(sign, "").startswith(alphabet + " ")


def texts(value: Json, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a value, keys included, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            place = f"{where}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{where}.{plain(key)}"
            yield f"a key in {where or 'the body'}", key
            yield from texts(item, place)
    elif isinstance(value, Iterable):
        for number, item in enumerate(value):
            yield from texts(item, f"{where}[{number}]")


# ---------------------------------------------------------------- a value in lines


def lines(value: Json, indent: int = 0) -> Iterator[str]:
    """A JSON value line by line, whole: nothing of it is left out or shortened."""
    pad = " " * indent
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _item(pad, f"{_key(key)}:", item, indent)
    elif not isinstance(value, str | Mapping) and isinstance(value, Iterable) and value:
        for item in value:
            yield from _item(pad, "-", item, indent)
    elif isinstance(value, str) and ("\n" in value or width(plain(value)) > WIDTH - len(pad)):
        yield from _block(pad, value)
    else:
        yield pad + _scalar(value)


def _item(pad: str, head: str, item: Json, indent: int) -> Iterator[str]:
    inner = list(lines(item, indent + 2))
    one = inner[0].strip() if inner else ""
    if len(inner) == 1 and not (isinstance(item, Mapping | list | tuple) and item):
        together = f"{pad}{head} {one}"
        if not one.startswith("|") and width(together) <= WIDTH:
            yield together
            return
    yield from broken(pad, pad, head)
    yield from inner


def _scalar(value: Json) -> str:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return "{} (nothing)"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int) else "[] (nothing)"


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else plain(key)


def _block(pad: str, text: str) -> Iterator[str]:
    """A long text: ``|`` before each of its own lines, ``>`` where a line goes on."""
    for line in text.split("\n"):
        shown = _spaced("".join(_signs(line, quoted=False)))
        bare = shown.rstrip(" ")
        yield from broken(f"{pad}| ", f"{pad}> ", bare + _SPACE * (len(shown) - len(bare)))


def broken(first: str, later: str, text: str) -> Iterator[str]:
    """A text in lines of at most `WIDTH` columns, the later ones marked."""
    head, room, part = first, WIDTH - len(first), ""
    for piece in _pieces(text):
        if part and width(part) + width(piece) > room:
            yield head + part
            head, room, part = later, WIDTH - len(later), ""
        part += piece
    yield head + part


def prose(text: str) -> Iterator[str]:
    """A sentence of the program's own in lines; a text that somebody wrote goes by `lines`."""
    yield from (line.strip(" ") for line in broken("", "", text))


def _pieces(text: str) -> list[str]:
    """Words, each with the spaces before it, so that no line ends with one; long words in parts.

    An escape and a letter with its marks are never torn.
    """
    letters = re.findall(r"\\u\{[0-9a-f]+\}|\\.|[^\\]", text, re.DOTALL)
    whole: list[str] = []
    for letter in letters:
        if whole and unicodedata.combining(letter[0]):
            whole[-1] += letter
        else:
            whole.append(letter)
    words: list[str] = []
    for letter in whole:
        goes_on = words and (letter != " " or not words[-1].strip(" "))
        if goes_on and width(words[-1]) < _LONG_WORD:
            words[-1] += letter
        else:
            words.append(letter)
    return words


def width(text: str) -> int:
    """Columns that a text takes on a screen, as far as Unicode says."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.category(sign) in ("Mn", "Me") for sign in text)
