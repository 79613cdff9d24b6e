"""What is said in the reader's language: the sentences of a twin, its moments, its days.

A twin is made in English, from sentences that remember of what they are made (`dipoli.told`). Here
each becomes a text in the language of who reads. What people wrote is left as it is.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from attrs import frozen
from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django.conf.locale import LANG_INFO
from django.utils.html import escape

from dipoli.korean import josa
from dipoli.told import LanguageCode, Moment, Settle, Told, in_words, pieces, rendered, said_by
from dipoli.web.language import ENGLISH, Catalogue, Language, catalogue_of

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}:[0-9]{2}(?::[0-9]{2})? [^ ]+))?")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")

_WIDE = ((": ", "\uff1a"), ("; ", "\uff1b"), (". ", "。"), (" (", "\uff08"), (")", "\uff09"))
"""Marks, and those of languages in which they are as wide as letters."""

SHOWN = frozenset({"shown", "day_shown", "month_told", "date_shown"})
"""Under these names stand moments and days in twins as people read them."""
_AS_IT_IS = frozenset({str, int, bool, type(None)})
"""What is of just these types is nothing that the program says."""


@frozen(kw_only=True, slots=False)
class Speech:
    """How the site speaks to one reader.

    Args:
        language: the reader's.
    """

    language: Language = ENGLISH

    @cached_property
    def catalogue(self) -> Catalogue:
        """Its translations."""
        return catalogue_of(self.language)

    def said(self, value: Any) -> Any:  # noqa: ANN401 - any part of a twin
        """A part of a twin with each sentence of the program in this language.

        A word of a table, such as the stage of a proposal, is an id for programs, the same in every
        language; beside it, under its name with ``_told``, stands the word as people read it.
        """
        if isinstance(value, enum.Enum):
            return self.said(in_words(value))
        if isinstance(value, Told):
            return rendered(value, self.catalogue, self._part, self.settle)
        if isinstance(value, Moment):
            return self.moment(value)
        if isinstance(value, Mapping):
            said: dict[str, Any] = {}
            for name, one in value.items():
                if type(one) in _AS_IT_IS and name not in SHOWN:
                    said[name] = one
                else:
                    said |= self._named(name, one)
            return said
        if isinstance(value, list | tuple):
            return [self.said(one) for one in value]
        return value

    @property
    def settle(self) -> Settle | None:
        """What the language does to a sentence when its parts are known."""
        if self.language.code == "ko":
            return josa
        return self._marked if self.language.wide else None

    def _marked(self, template: str, _parts: Mapping[str, str]) -> str:
        """A template that has nothing but marks between its parts, with those of the language."""
        if any(sign.isalpha() for words, _ in pieces(template) for sign in words):
            return template
        for mark, own in (*_WIDE, (", ", self.language.comma)):
            template = template.replace(mark, own)
        return template.removesuffix(".") + "。" if template.endswith(".") else template

    def _named(self, name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of a twin
        if name in SHOWN and type(value) is str:
            return {name: self.moment(value)}
        words = value if isinstance(value, list | tuple) else [value]
        if name.endswith("told") or not (words and all(_of_a_table(one) for one in words)):
            return {name: self.said(value)}
        shown = [self._shown(one) for one in words]
        told = [str(one) for one in shown]
        many = isinstance(value, list | tuple)
        return {name: shown if many else shown[0], f"{name}_told": told if many else told[0]}

    def _shown(self, value: Any) -> Shown:  # noqa: ANN401 - a word of a table
        id_ = value.value if isinstance(value, enum.Enum) else str(value)
        return Shown(id_, self.said(value))

    def _part(self, text: str) -> str:
        """A text that stands as a part of a sentence."""
        return self.language_name(text) if isinstance(text, LanguageCode) else self.moment(text)

    def moment(self, text: str) -> str:
        """A moment or a day as this language writes it; every other text as it is.

        >>> Speech().moment("2030-03-01 10:00 UTC")
        '2030-03-01 10:00 UTC'
        """
        if self.language is ENGLISH:
            return str(text)
        # A day or a month of the record is written from what it is, not from its English.
        part = isinstance(text, Moment) and len(text.utc) <= len("2030-03-01")
        iso = text.utc if isinstance(text, Moment) and part else text
        found = _MOMENT.fullmatch(iso)
        if found is None:
            return self.month(iso) if part else str(text)
        day = self.day(found[1])
        return day if found[2] is None else f"{day} {found[2]}"

    def day(self, iso: str) -> str:
        """A day, ``YYYY-MM-DD``, as this language writes it; English writes it so as well."""
        if self.language is ENGLISH:
            return iso
        return format_date(
            dt.date.fromisoformat(iso), self.language.days, locale=self.language.locale
        )

    def month(self, iso: str) -> str:
        """A month, ``YYYY-MM``, by its name; as it is written where there is no such month.

        >>> Speech().month("2032-01"), Speech().month("nonsense")
        ('January 2032', 'nonsense')
        """
        if not _MONTH.fullmatch(iso):
            return iso
        first = dt.datetime.fromisoformat(f"{iso}-01")
        return str(format_skeleton("yMMMM", first, locale=self.language.locale))

    def language_name(self, code: str) -> str:
        """The name of a language in this one; its code where the name is not known.

        >>> from dipoli.web.language import LANGUAGES
        >>> Speech().language_name("zh-Hans"), Speech(language=LANGUAGES["ru"]).language_name("ko")
        ('Simplified Chinese', 'корейский')
        """
        if self.language is ENGLISH:
            return str(LANG_INFO.get(code.lower(), {}).get("name", code))
        try:
            return Locale.parse(code, sep="-").get_display_name(self.language.locale) or code
        except (ValueError, UnknownLocaleError):
            return code

    def quoted(self, words: str) -> str:
        """What somebody wrote, in the quotation marks of this language."""
        begin, end = self.language.quotes
        return f"{begin}{words}{end}"

    def listed(self, names: list[str]) -> str:
        """Several names, one after the other: "a, b and c"."""
        if self.language is ENGLISH:  # no comma before the last, as the rest of the site has it
            return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
        return str(format_list(names, locale=self.language.locale))


class Shown(str):
    """An id of a table that is the same for programs in every language, and is shown as a word.

    Attributes:
        told: the word in the reader's language.
    """

    __slots__ = ("told",)

    told: str

    def __new__(cls, id_: str, told: str) -> Self:
        """What it is, and how it is shown."""
        held = super().__new__(cls, id_)
        held.told = told
        return held

    def __str__(self) -> str:
        """As people read it."""
        return self.told

    def __html__(self) -> str:
        """As a page shows it."""
        return escape(self.told)


class English(str):
    """Words that are told in English alone, as those of a fault of a file, and say so on a page."""

    __slots__ = ()

    def __html__(self) -> str:
        """As a page shows it."""
        return f'<span lang="en">{escape(str(self))}</span>'


def words_of(fault: Exception) -> str:
    """The words of a fault: a sentence that can be translated, or English that is marked so."""
    said = said_by(fault)
    return said if isinstance(said, Told) else English(said)


def _of_a_table(value: object) -> bool:
    """Whether a part of a twin is a word of a table, and so an id beside what people read."""
    if isinstance(value, enum.Enum | Term):
        return True
    return isinstance(value, Told) and bool(value.context)


class Term(Told):
    """A word of the site that stands where a word of a table can stand, such as “not known”."""

    __slots__ = ()


def term(told: Told) -> Term:
    """A word of the site as an id for programs, with itself as what people read."""
    return Term(told.template, told.parts)
