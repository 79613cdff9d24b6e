"""Names, by speaker and language: for parties, papers, places, seas, terms and events.

No name is the program's. Each seat says what it calls a thing in a language; each seat is shown
the names that it uses itself; codes are ids. Where a seat has said nothing, it is shown what the
thing's own party says, then what the charter says.

The order of an alphabet differs from language to language, so a charter that lists by alphabet says
in which. The program knows the alphabets below. For every other language the secretariat publishes
the order, and the published order stands.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Mapping

GIVE, PUBLISH = "name.give/1", "order.publish/1"


class Thing(enum.Enum):
    """What a name is given to."""

    PARTY = "party"
    PAPER = "paper"
    PLACE = "place"
    SEA = "sea"
    TERM = "term"
    EVENT = "event"


class Use(enum.Enum):
    """What a published order is for."""

    PROTOCOL = "protocol"
    CHAIR = "chair"
    LANGUAGE = "language"


Spoken = tuple[str, Thing, str, str]
"""Who speaks, of what sort the thing is, which one, in which language."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_HANGUL = "".join(map(chr, range(0xAC00, 0xD7A4)))
ALPHABETS: Mapping[str, str] = {
    "en": _LATIN,
    "fr": _LATIN,
    "ko": _HANGUL,
    "mn": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
"""Language to the letters of its alphabet in their order."""


_ALIKE = str.maketrans(
    "oil|аеорсухіѕјυοαρκνι",
    "0111ae0pcyx1sju0apkv1",
)


_SHORT = str.maketrans("OI", "01")


def short_look(name: str) -> str:
    """How a short name, of capital letters and digits, looks: O as 0, and I as 1.

    >>> short_look("P1O") == short_look("PI0"), short_look("L1") == short_look("I1")
    (True, False)
    """
    return name.translate(_SHORT)


def look(name: str) -> str:
    """How a name looks: two names of one look differ only by capitals, O and 0, or I, l and 1.

    Cyrillic and Greek letters that look like Latin ones count as these.

    >>> look("Lake Ilo") == look("LAKE I1O"), look("Lake Ilo") == look("Lake Ula")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(plain.translate(_ALIKE).split())


def alphabetical(names: Mapping[str, str], language: str) -> tuple[str, ...] | None:
    """Codes in the alphabetical order of their names; None where the alphabet is not known here.

    Letters count, and nothing else: neither capitals, nor spaces, nor points. In English and French
    accents do not count. Names with a letter that the alphabet does not have give no order.

    Args:
        names: code to name, in that language.
        language: of the names.
    """
    letters = ALPHABETS.get(language)
    if letters is None:
        return None
    place = {letter: number for number, letter in enumerate(letters)}
    keys = {code: _letters(name, place) for code, name in names.items()}
    known = {code: key for code, key in keys.items() if key}
    if len(known) < len(names) or len(set(known.values())) < len(known):
        return None
    return tuple(sorted(known, key=lambda code: known[code]))


def _letters(name: str, place: Mapping[str, int]) -> tuple[int, ...]:
    """The places of a name's letters; none when one of them is not of the alphabet."""
    found: list[int] = []
    for sign in unicodedata.normalize("NFC", name.casefold()):
        plain = sign if sign in place else unicodedata.normalize("NFD", sign)[0]
        if plain in place:
            found.append(place[plain])
        elif sign.isalpha():
            return ()
    return tuple(found)
