"""The six languages of the site, and the catalogues from which its sentences are translated.

English is what the program is written in. Each other language has a catalogue, a PO file in
``languages/``, which is read once. A sentence that has no translation there, a doubtful one, or one
whose parts are not those of the English, is shown in English, and counted.

A name of a party never comes from a catalogue: each seat gives its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from attrs import frozen
from babel.core import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from dipoli.told import Told

FOLDER = Path(__file__).parent / "languages"
"""Where the catalogues lie, ``CODE.po`` each."""


@frozen(kw_only=True)
class Language:
    """One language in which the site speaks.

    Args:
        code: as HTML and the records write it.
        own: its name, in itself.
        quotes: the marks around what somebody wrote.
        forms: how many forms a sentence has that hangs on a number.
        form: which of them a number takes, the first being 0; the same as the rule that stands at
            the head of its catalogue.
        rule: that rule, as catalogues write it.
        comma: what stands between names in a row.
        wide: whether its other marks are as wide as its letters, and have no blank behind them.
        days: in which of its forms days are written, as CLDR calls them.
        direction: ``ltr`` or ``rtl``.
        regions: further tags by which browsers ask for it.
    """

    code: str
    own: str
    quotes: tuple[str, str]
    forms: int
    form: Callable[[int], int]
    rule: str
    comma: str = ", "
    wide: bool = False
    days: str = "long"
    direction: str = "ltr"
    regions: tuple[str, ...] = ()

    @property
    def locale(self) -> Locale:
        """By which dates and numbers are written."""
        return Locale.parse(self.code, sep="-")


def _one_or_several(number: int) -> int:
    return int(number != 1)


def _one_form(_number: int) -> int:
    return 0


_TEEN = 10
_FEW = range(2, 5)


def _russian(number: int) -> int:
    last, tens = number % 10, number // 10 % 10
    if tens != 1 and last == 1:
        return 0
    return 1 if tens != 1 and last in _FEW else 2


_RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)

LANGUAGES: Mapping[str, Language] = {
    one.code: one
    for one in (
        Language(
            code="en",
            own="English",
            quotes=("“", "”"),
            forms=2,
            form=_one_or_several,
            rule="nplurals=2; plural=(n != 1);",
        ),
        Language(
            code="ko",
            own="한국어",
            quotes=("“", "”"),
            forms=1,
            form=_one_form,
            rule="nplurals=1; plural=0;",
        ),
        Language(
            code="zh-Hans",
            own="简体中文",
            quotes=("“", "”"),
            forms=1,
            form=_one_form,
            rule="nplurals=1; plural=0;",
            comma="、",
            wide=True,
            regions=("zh", "zh-cn", "zh-sg", "zh-my"),
        ),
        Language(
            code="ja",
            own="日本語",
            comma="、",
            wide=True,
            quotes=("「", "」"),
            forms=1,
            form=_one_form,
            rule="nplurals=1; plural=0;",
        ),
        Language(
            code="ru",
            own="Русский",
            quotes=("«", "»"),
            forms=3,
            form=_russian,
            rule=_RUSSIAN,
        ),
        Language(
            code="mn",
            own="Монгол",
            quotes=("«", "»"),
            forms=2,
            form=_one_or_several,
            days="medium",
            rule="nplurals=2; plural=(n != 1);",
        ),
    )
}
"""Code of a language to the language, in the order in which the site lists them."""

ENGLISH = LANGUAGES["en"]


# ---------------------------------------------------------------- which one a browser asks for

_ASKED = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q=([0-9.]{1,5}))?\s*")
_MOST = 20


def accepted(header: str) -> Language:
    """The language that a browser asks for by ``Accept-Language``; English where there is none.

    >>> [accepted(told).code for told in ("mn,ru;q=0.5", "zh-SG", "zh-Hant-TW, fr;q=0.5", "")]
    ['mn', 'zh-Hans', 'en', 'en']
    """
    asked = [found for one in header.split(",")[:_MOST] if (found := _ASKED.fullmatch(one))]
    wanted = sorted(asked, key=lambda found: -_weight(found[2]))
    known = (_known(found[1].lower()) for found in wanted if _weight(found[2]) > 0)
    return next((one for one in known if one is not None), ENGLISH)


def _weight(told: str | None) -> float:
    try:
        return 1.0 if told is None else float(told)
    except ValueError:
        return 0.0


def _known(tag: str) -> Language | None:
    """The language of a tag. Traditional characters are not taken for simplified ones."""
    for one in LANGUAGES.values():
        code = one.code.lower()
        plain = "-" not in code and tag.startswith(f"{code}-")
        if tag == code or tag in one.regions or plain or tag.startswith(f"{code}-"):
            return one
    return None


# ---------------------------------------------------------------- catalogues

_MARK = re.compile(r"</?[a-z]+>")
_CHECKED = re.compile(r'^"X-Checked-By-Native-Speaker: (yes|no)\b', re.MULTILINE)
_FORM = Formatter()


@frozen(kw_only=True)
class Catalogue:
    """The translations of one language.

    Args:
        language: of which.
        sentences: context and template of a sentence to its translation.
        counted: context, template for one and template for several to the translation in each form.
        checked: whether a native speaker has checked it.
        missing: template to how often it was asked for and is not there.
    """

    language: Language
    sentences: Mapping[tuple[str, str], str]
    counted: Mapping[tuple[str, str, str], tuple[str, ...]]
    checked: bool
    missing: Counter[str]

    def has(self, sentence: tuple[str, ...]) -> bool:
        """Whether a sentence is translated: its context and its template, or its two templates."""
        return sentence in self.sentences or sentence in self.counted

    def __call__(self, told: Told) -> str | None:
        """The translation of a template; None where there is none."""
        if self.language is ENGLISH:
            return None
        if told.single and told.number is not None:
            forms = self.counted.get((told.context, told.single, told.template))
            found = None if forms is None else forms[self.language.form(abs(told.number))]
        else:
            found = self.sentences.get((told.context, told.template))
        if found is None:
            self.missing[told.template] += 1
        return found


def catalogue_of(language: Language) -> Catalogue:
    """The catalogue of a language; an empty one where it has no file."""
    return _read(language.code)


@cache
def _read(code: str) -> Catalogue:
    language, path = LANGUAGES[code], FOLDER / f"{code}.po"
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    for message in read_po(written.splitlines(keepends=True)):
        if not message.id or message.fuzzy or not sound(message, language):
            continue
        told = message.string or ""
        found[_key(message)] = (told,) if isinstance(told, str) else tuple(told)
    checked = _CHECKED.search(written)
    return Catalogue(
        language=language,
        sentences={(key[0], key[1]): one[0] for key, one in found.items() if len(key) == _SINGLE},
        counted={(key[0], key[1], key[2]): one for key, one in found.items() if len(key) > _SINGLE},
        checked=language is ENGLISH or (checked is not None and checked[1] == "yes"),
        missing=Counter(),
    )


@cache
def sentences() -> tuple[tuple[str, ...], ...]:
    """Every sentence of the program that people are shown, by the template of the catalogues.

    Each is its context and its template, or its context and its templates for one and for several.
    """
    path = FOLDER / "sentences.pot"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    return tuple(_key(one) for one in read_po(written.splitlines(keepends=True)) if one.id)


_SINGLE = 2
"""Context and template: so long is the key of a sentence that hangs on no number."""


def _key(message: Message) -> tuple[str, ...]:
    """Under which a sentence is found: its context and its template, or its two templates."""
    told = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return (message.context or "", *told)


def sound(message: Message, language: Language) -> bool:
    """Whether a translation is there, in every form, with the parts and marks of the English."""
    told, forms = message.id, message.string
    if isinstance(told, str):
        return isinstance(forms, str) and bool(forms) and _same(told, forms)
    if not told or not forms or isinstance(forms, str) or len(forms) != language.forms:
        return False
    # A form for one number alone may leave the number out, as the English for one may.
    return all(one and (_same(told[1], one) or parts_of(one) == parts_of(told[0])) for one in forms)


def _same(told: str, translation: str) -> bool:
    return parts_of(told) == parts_of(translation) and marks_of(told) == marks_of(translation)


def parts_of(template: str) -> frozenset[str] | None:
    """Names of the parts of a template; None where its braces are none of a template.

    >>> sorted(parts_of("{who} broke the silence on {text}.") or ())
    ['text', 'who']
    """
    try:
        found = [(name, form, turn) for _, name, form, turn in _FORM.parse(template)]
    except ValueError:
        return None
    if any(form or turn for _, form, turn in found):
        return None
    return frozenset(name for name, _, _ in found if name is not None)


def marks_of(template: str) -> Counter[str]:
    """The marks in a template, such as ``<a>`` around the words of a link.

    >>> dict(marks_of("See <a>the rule</a>."))
    {'<a>': 1, '</a>': 1}
    """
    return Counter(_MARK.findall(template))
