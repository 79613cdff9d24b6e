"""A language in which every sentence of the program stands in marks, and every part in others.

    ⟦⟪Oronda⟫ broke the silence on ⟪T1⟫.⟧

What a page shows outside of the first marks, or as a part of a sentence, is somebody's own word, a
name, a number, or a sentence that was forgotten.
"""

from __future__ import annotations

import csv
import enum
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import yaml
from tests.demonstration.golden_files import kept
from tools.write_sentences import tables

from dipoli.codec.shipped import shipped
from dipoli.forum.proceedings import plain
from dipoli.record.act import read_entry
from dipoli.record.body import read_body
from dipoli.told import Told
from dipoli.told import plain as as_read
from dipoli.web.language import LANGUAGES, Catalogue
from dipoli.web.speech import Speech

BEGIN, END, PART, BEHIND = "⟦⟧⟪⟫"
READ_IN = "mn"
"""The pseudo-language is put in the place of this one."""

_HIDDEN = frozenset({"script", "style", "code", "pre"})
_EMPTY = frozenset({"input", "meta", "link", "br", "img", "hr"})
_SPOKEN = frozenset({"aria-label", "title", "alt", "placeholder", "data-label"})
_SIGNS = (" · ", "; ", ". ", " \N{EN DASH} ", ": ", ", ", "«", "»", "“", "”", "(", ")", "…")
_ID = re.compile(
    r"[A-Z]{1,4}-?\d[\w.-]*|[0-9a-f]{8,}|[a-z-]+\.[a-z-]+(/1)?( \w+=\S*)*"  # P1, a hash, an act
    r"|[\w.-]+\.example(/[\w-]+)*|X[A-Z]{2}|\d\d:\d\d(:\d\d)? UTC|en|ko|mn"
)
_DAY = re.compile(r"\d{4}\s?оны .*")
_OWN = frozenset({"Dipoli", "UTC", "SHA-256", *(one.own for one in LANGUAGES.values())})
_LONG = 14


class Marked(Catalogue):
    """The catalogue of the pseudo-language: it has everything."""

    def __call__(self, told: Told) -> str | None:
        """The English in its marks; what stands between two of a list stays as it is."""
        if "{some}" in told.template:
            return None
        chosen = told.single if told.number == 1 and told.single else told.template
        return f"{BEGIN}{chosen}{END}"


_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתםןףץ")


class Turned(Catalogue):
    """The catalogue of a pseudo-language that is read from right to left: it has everything."""

    def __call__(self, told: Told) -> str | None:
        """The English in Hebrew letters; parts and marks stay as they are."""
        if "{some}" in told.template:
            return None
        chosen = told.single if told.number == 1 and told.single else told.template
        pieces = re.split(r"(\{\w+\}|</?\w+>)", chosen)
        pieces[::2] = [one.lower().translate(_LETTERS) for one in pieces[::2]]
        return "".join(pieces)


class MarkedSpeech(Speech):
    """Speech in the pseudo-language."""

    def moment(self, text: str) -> str:
        """A part of a sentence in its marks."""
        return f"{PART}{super().moment(text)}{BEHIND}"


class Bare(HTMLParser):
    """What a page shows outside of sentences, and the parts of its sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self._stack: list[str] = []
        self._tags: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag, with what of it is read aloud."""
        held = dict(attrs)
        for name in _SPOKEN & held.keys():
            self._read(held[name] or "", [])
        if tag in _EMPTY:
            return
        own = held.get("lang") not in {None, READ_IN} or "id" in (held.get("class") or "").split()
        self._tags.append((tag, own or tag in _HIDDEN))

    def handle_endtag(self, tag: str) -> None:
        """The end of a tag."""
        while self._tags and self._tags.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """What stands there."""
        self._read(data, self._stack, hidden=any(own for _, own in self._tags))

    def _read(self, data: str, stack: list[str], *, hidden: bool = False) -> None:
        for piece in re.split(f"([{BEGIN}{END}{PART}{BEHIND}])", data):
            if piece in {BEGIN, PART}:
                stack.append(piece)
            elif piece in {END, BEHIND}:
                assert stack.pop() == (BEGIN if piece == END else PART), data
            elif piece.strip() and not hidden and stack[-1:] != [BEGIN]:
                self.bare.append(" ".join(piece.split()))


def forgotten(html: str) -> Iterator[str]:
    """What a page shows that is neither a sentence of the program nor somebody's own words."""
    page = Bare()
    page.feed(html)
    for text in page.bare:
        if not _made_of_known(text):
            yield text


def _made_of_known(text: str, signs: tuple[str, ...] = _SIGNS) -> bool:
    """Whether a text is known, or all of what it is made of by the signs between its parts."""
    if _known(text):
        return True
    return any(
        all(_made_of_known(one, signs[place + 1 :]) for one in text.split(sign))
        for place, sign in enumerate(signs)
        if sign in text
    )


def _known(text: str) -> bool:
    text = text.strip(' .,:;·-[]()…*"')
    if not any(sign.isalpha() for sign in text) or text in _OWN:
        return True
    if _ID.fullmatch(text) or _DAY.fullmatch(text):
        return True
    held = written()
    begun = (text, text[:1].lower() + text[1:], text[:1].upper() + text[1:])
    return any(one in held for one in begun) or (len(text) >= _LONG and text in _run())


# ---------------------------------------------------------------- what people wrote


@cache
def written() -> frozenset[str]:
    """Every text in the bodies of the records and in the files that come with the program.

    The words of tables are no words of people, wherever else they stand.
    """
    found = {" ".join(one.split()).strip(" .,:;") for one in (*_records(), *_files())}
    names = {
        name
        for language in LANGUAGES.values()
        for name in (
            language.locale.languages.get(code) for code in ("en", "ko", "mn", "zh", "ja", "ru")
        )
        if name
    }
    return frozenset(found - _words() | names)


@cache
def _run() -> str:
    return "\n".join(sorted(written()))


@cache
def _words() -> frozenset[str]:
    return frozenset(as_read(str(one.value)) for table in tables() for one in table)


def _records() -> Iterator[str]:
    for record in ("exercise", "replay"):
        for circle in kept(record):
            yield circle.origin
            for act in circle.acts:
                entry = read_entry(act.entry)
                yield from (entry.envelope.by, entry.envelope.object)
                if act.body is not None:
                    yield from _texts(plain(entry, read_body(act.body)))


def _files() -> Iterator[str]:
    for folder in ("frameworks", "cases", "charters", "measures"):
        for path in shipped(folder).rglob("*.yaml"):
            yield from _texts(yaml.safe_load(path.read_text("utf-8")))
        for path in shipped(folder).rglob("*.csv"):
            with path.open(encoding="utf-8") as lines:
                yield from (cell for row in csv.reader(lines) for cell in row)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a body
    if isinstance(value, dict):
        for name, one in value.items():
            yield str(name)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str) and not isinstance(value, enum.Enum):
        yield value
