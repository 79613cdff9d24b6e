"""The name scan: do names, codes or affiliations of participants, or variants of them, stand here?

A pure function of a text and of the names to look for. It finds a name in other capitals, without
its accents, with hyphens for spaces, in another order, shortened to one of its words or to
initials, and with an ending (Corvia, Corvian, Corvia's). Where a script has no spaces it finds the
name inside a word. It does not find a nickname, a misspelling, a post ("the harbour master of the
north"), or an expression that everybody knows to be one person's own. That is for the two persons
who read.

Beside names it *flags* what often tells of one person: words in quotation marks, "I" and "my",
forms of address, addresses, clock times, marks of a language, words in two scripts. A flag is a
question to the readers; it refuses nothing.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator

from attrs import frozen

from dipoli.forum.naming import Thing
from dipoli.forum.standing import Forum


class Sort(enum.Enum):
    """What sort of name it is."""

    PERSON = "person"
    CODE = "code"
    PARTY = "party"


@frozen(kw_only=True)
class Known:
    """A name to look for."""

    name: str
    sort: Sort


@frozen(kw_only=True)
class Found:
    """A name that was found.

    Args:
        name: the name as it is known.
        sort: of the name.
        words: as it stands in the text.
    """

    name: str
    sort: Sort
    words: str


@frozen(kw_only=True)
class Flag:
    """Something that may tell of one person: what, and the words."""

    what: str
    words: str


_WORD = re.compile(r"[^\W_]+")
_STEM, _PART, _ENDING = 5, 3, 5
"""Letters that a stem of a name and a part of it need; letters that an ending can have."""
_VOWELS = frozenset(
    "aeiouy\u0430\u0435\u0451\u0438\u043e\u0443\u044b\u044d\u044e\u044f\u04e9\u04af"
)
"""Of the Latin and the Cyrillic alphabet: a name that ends with one may change it."""


def scan(text: str, known: Iterable[Known]) -> tuple[Found, ...]:
    """Each name that stands in a text in some form, once, in the order of the names.

    Args:
        text: of the recommendation.
        known: names to look for.
    """
    words = [(match.group(), _plain(match.group())) for match in _WORD.finditer(_composed(text))]
    found = []
    for one in dict.fromkeys(known):
        hit = _code(one, words) if one.sort is Sort.CODE else _named(one, words)
        if hit is not None:
            found.append(Found(name=one.name, sort=one.sort, words=hit))
    return tuple(found)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _plain(word: str) -> str:
    """A word in small letters, without accents; Korean syllables stay whole."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare)


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a person's name, the same in whatever order, capitals and accents it was typed.

    >>> words_of_name("BERG, Ané") == words_of_name("Ane\u0301 Berg")
    True
    """
    return tuple(sorted(filter(None, map(_plain, _WORD.findall(_composed(name))))))


_Words = list[tuple[str, str]]


def _code(one: Known, words: _Words) -> str | None:
    """A code stands as it is: in capitals, alone."""
    return next((raw for raw, _plain_word in words if raw == one.name), None)


def _named(one: Known, words: _Words) -> str | None:
    parts = [_plain(part) for part in _WORD.findall(_composed(one.name))]
    parts = [part for part in parts if part]
    if not parts:
        return None
    if any(map(_has_no_spaces, parts)):
        return _inside("".join(parts), words)
    whole = _run(parts, words)
    if whole is not None:
        return whole
    wanted = parts if one.sort is Sort.PERSON else (parts if len(parts) == 1 else [])
    for raw, word in words:
        if any(_is_form(word, part) for part in wanted if len(part) >= _PART):
            return raw
    return None


def _run(parts: list[str], words: _Words) -> str | None:
    """The words of a name one behind the other, in their order or reversed, or written as one."""
    count = len(parts)
    for order in (parts, parts[::-1]):
        for at in range(len(words) - count + 1):
            here = [word for _raw, word in words[at : at + count]]
            if here[:-1] == order[:-1] and _is_form(here[-1], order[-1]):
                return " ".join(raw for raw, _word in words[at : at + count])
        joined = "".join(order)
        for raw, word in words:
            if word == joined:
                return raw
    return None


def _is_form(word: str, part: str) -> bool:
    """Whether a word is a part of a name, or it with an ending."""
    if word == part:
        return True
    stem = part[:-1] if part[-1] in _VOWELS else part
    return len(part) >= _STEM and word.startswith(stem) and len(word) <= len(stem) + _ENDING


def _has_no_spaces(part: str) -> bool:
    """Whether a name is of a script in which words run on: Chinese, Japanese, Korean."""
    return any("⺀" <= sign <= "鿿" or "가" <= sign <= "힣" for sign in part)


def _inside(name: str, words: _Words) -> str | None:
    return next((raw for raw, word in words if name in word), None) or (
        name if name in "".join(word for _raw, word in words) else None
    )


# ---------------------------------------------------------------- which names


def known_names(forum: Forum) -> tuple[Known, ...]:
    """The names that the standing of a circle knows: codes, parties, and persons."""
    return tuple(dict.fromkeys(_known(forum)))


def _known(forum: Forum) -> Iterator[Known]:
    for code in forum.order:
        yield Known(name=code, sort=Sort.CODE)
        member = forum.charter.member(code)
        for name in () if member is None else member.names.values():
            yield Known(name=name, sort=Sort.PARTY)
    for (_speaker, thing, code, _language), name in sorted(
        forum.names.items(), key=lambda item: (item[0][0], item[0][2], item[0][3])
    ):
        if thing is Thing.PARTY and code in forum.seats:
            yield Known(name=name, sort=Sort.PARTY)
    for _name, meeting in sorted(forum.meetings.items()):
        for code in forum.order:
            held = meeting.credentials.get(code)
            if held is not None:
                yield Known(name=held.head, sort=Sort.PERSON)
    for _name, permission in sorted(forum.permissions.items()):
        yield Known(name=permission.person, sort=Sort.PERSON)


# ---------------------------------------------------------------- flags

_FLAGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("words in quotation marks", re.compile(r'["“„«「『][^"”“»」』]{1,200}["”“»」』]')),
    ("the first person", re.compile(r"\b(?:I|my|mine|myself)\b")),
    (
        "a form of address",
        re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Ambassador|General|Colonel|Minister)\b\.?"),
    ),
    ("an address", re.compile(r"\S+@\S+|https?://\S+|\+\d[\d ()-]{6,}\d")),
    ("a clock time", re.compile(r"\b\d{1,2}[:.]\d{2}\b")),
    ("a mark of a language", re.compile(r"[\[(](?:[a-z]{2}|[A-Z]{2})[\])]")),
)


def flags(text: str) -> tuple[Flag, ...]:
    """What in a text may tell of one person, for those who read it."""
    found = [
        Flag(what=what, words=match.group())
        for what, form in _FLAGS
        for match in form.finditer(text)
    ]
    mixed = (word for word in _WORD.findall(text) if len(_scripts(word)) > 1)
    return tuple(
        dict.fromkeys((*found, *(Flag(what="a word in two scripts", words=word) for word in mixed)))
    )


def _scripts(word: str) -> frozenset[str]:
    """The alphabets of a word's letters, of those that look alike."""
    letters = (unicodedata.name(sign, "").partition(" ")[0] for sign in word if sign.isalpha())
    return frozenset(letters) & {"LATIN", "CYRILLIC", "GREEK"}
