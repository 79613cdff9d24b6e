"""What a file gives when it is read as a text, and what is told of it."""

from __future__ import annotations

import unicodedata
from collections import Counter

from attrs import frozen

from dipoli.faults import Finding, MalformedError

MOST_BYTES = 20_000_000
"""Largest file that is read, in bytes."""
MOST_CHARACTERS = 5_000_000
"""Longest text that is read, in code points."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINES = frozenset("\t\n\r\x0b\x0c")


@frozen(kw_only=True)
class Reading:
    """A text as it was read.

    Args:
        text: the words.
        format: of the file, such as ``PDF``.
        told: sentences on what was left out, counted, or looks odd.
    """

    text: str
    format: str
    told: tuple[str, ...] = ()


def unreadable(file: str, expected: str, found: str, mend: str) -> MalformedError:
    """The fault of a file that cannot be read as a text."""
    return MalformedError([Finding(file=file, expected=expected, found=found, mend=mend)])


def checked(reading: Reading, file: str) -> Reading:
    """A reading that holds words, is not too long and can be kept, with what looks odd told.

    Raises:
        MalformedError: it holds none, is too long, or holds what UTF-8 cannot hold.
    """
    text = reading.text
    if not any(map(str.isalnum, text)):
        mend = "check that it is the file you meant"
        raise unreadable(file, "words", "a file without a letter", mend)
    if len(text) > MOST_CHARACTERS:
        mend = "split the text"
        raise unreadable(file, f"at most {MOST_CHARACTERS:,} characters", f"{len(text):,}", mend)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        mend = "save the text anew as UTF-8, from the program that made it"
        found = f"half of a character (a surrogate) at {error.start:,}"
        raise unreadable(file, "characters of Unicode", found, mend) from None
    return Reading(text=text, format=reading.format, told=(*reading.told, *odd(text)))


def odd(text: str) -> tuple[str, ...]:
    r"""What a reader would not see in a text; it is kept as it is.

    >>> odd("a\u202eb")
    ('1 sign turns the direction of writing; kept.',)
    """
    if text.isascii() and text.isprintable():
        return ()
    counts = Counter(letter for letter in text if not letter.isprintable() or letter == "\ufffd")
    turning = sum(count for letter, count in counts.items() if letter in _TURNING)
    lost = counts["\ufffd"]
    private = sum(count for letter, count in counts.items() if _is(letter, "Co"))
    control = sum(
        count for letter, count in counts.items() if _is(letter, "Cc") and letter not in _LINES
    )
    told = (
        (turning, "sign turns", "signs turn", "the direction of writing; kept."),
        (lost, "character was", "characters were", "lost before (U+FFFD); kept as that."),
        (private, "character is", "characters are", "of private use, without a meaning; kept."),
        (control, "control character stands", "control characters stand", "in the text; kept."),
    )
    return tuple(
        f"{count:,} {one if count == 1 else many} {rest}"
        for count, one, many, rest in told
        if count
    )


def _is(letter: str, category: str) -> bool:
    return unicodedata.category(letter) == category
