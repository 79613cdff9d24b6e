"""Elements of an Akoma Ntoso document, and how things are named in it.

Names of elements are written as they stand in the file, with the prefix ``dipoli:`` where they are
the program's own; the root declares both namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of Akoma Ntoso 1.0, whose schema kept the number under which it was prepared."""
OURS = "urn:dipoli:negotiated-text:1"
"""The namespace of what the standard has no word for; a name, and no address."""

COUNTRY = "zz"
"""In the place of a country: a code that ISO 3166 leaves to users, since a forum is of no state."""

Namer = Callable[[str], str]
"""Code of a party to its name."""

THREE_LETTERS = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "ja": "jpn",
    "ko": "kor", "mn": "mon", "ru": "rus", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to ISO 639-2, by which the standard names languages."""

_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")


def put(parent: Element, name: str, words: str = "", /, **attributes: str) -> Element:
    """A new element at the end of another.

    Args:
        parent: in which it stands.
        name: as in the file.
        words: its text.
        attributes: as in the file, ``__`` for a colon; those that are empty are left out.
    """
    given = {key.replace("__", ":"): value for key, value in attributes.items() if value}
    made = SubElement(parent, name, given)
    made.text = words or None
    return made


def root() -> Element:
    """The outermost element of a document."""
    return Element("akomaNtoso", {"xmlns": AKN, "xmlns:dipoli": OURS})


def slug(name: str) -> str:
    """A name as a part of an address.

    >>> slug("lake/plenary")
    'lake-plenary'
    """
    return _UNSAFE.sub("-", name).strip("-")


def party(code: str) -> str:
    """The reference to a party.

    >>> party("XAL")
    '#party-XAL'
    """
    return f"#party-{code}"


def parties(codes: Iterable[str]) -> str:
    """References to parties."""
    return " ".join(map(party, codes))


def language(code: str) -> str:
    """A language as the standard names it: by three letters, else by its own tag.

    >>> language("zh-Hans"), language("mn"), language("vec")
    ('zho', 'mon', 'vec')
    """
    return THREE_LETTERS.get(code.partition("-")[0], code)
