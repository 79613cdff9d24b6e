"""Where a sentence ends: stops, and what looks like one and is none, by language.

A full stop also ends abbreviations (``Mr.``, ``т.е.``), initials and numbers of items. What the
tables below do not know is decided by what follows: a small letter never begins a sentence. After
an abbreviation that may stand at the end of a sentence (``U.S.``, ``2018 г.``) only a word that
commonly begins one is taken for a beginning; otherwise the sentence goes on. Such an error joins
two sentences rather than tearing one.

What this does not show: sentences as a grammarian would cut them. A passage is the unit in which
words are counted, and an error of this kind moves a border, never a word.
"""

# ruff: noqa: RUF001, RUF002 - marks and letters of other scripts are meant

from __future__ import annotations

import re
from collections.abc import Mapping


def words(text: str) -> frozenset[str]:
    """The words of a table, written with spaces between them."""
    return frozenset(text.split())


CLOSERS = "\"'”’»)\\]）］】〕》〉」』｣"
"""What may close behind a stop and belongs to the sentence before it."""
_QUOTES = frozenset("\"'”’»」』｣")

STOP = re.compile(rf"[.!?…。！？｡．]+[{CLOSERS}]*(?:(?<=[^\W\d_]\.)\d{{1,3}}(?=\s))?")
"""A run of stops with what closes behind it, and a note's number such as ``security.12 The``."""

_BEFORE = re.compile(r"[^\s(\[\"'“”‘’«»（「『—–/-]*$")
_HARD: Mapping[str, frozenset[str]] = {
    "en": words(
        "mr mrs ms messrs dr prof st sen rep gen lt col maj capt cmdr adm amb gov pres hon rev "
        "sgt vs cf viz fig eq art arts ch para paras sec vol vols ed eds op cit pp p no nos nr "
        "approx ca e.g i.e al jan feb mar apr jun jul aug sept sep oct nov dec h.e"
    ),
    "ru": words(
        "т.е т.к т.н т.о см ср им ул просп пл д корп кв ст стр гл разд пп п рис табл проф акад "
        "доц чл-корр ген полк гг вв св тов гр г-н г-жа напр тел е.п"
    ),
    "mn": words("ж.нь г.м ө.х т.х эрх проф док акад дэд н.ц тн х.б"),
}
"""Abbreviations behind which a sentence goes on; in small letters, without the last stop."""
_NUMBERED = words("no nos nr art arts ch para paras sec vol pp p fig eq")
"""Abbreviations only before a number: ``No. 5``, but ``I said no. Then``."""
_PAGES = words("pp p fig eq")
_YEAR = words("г в")
_MONTHS = words("mar jun sep dec jan")
_SOFT: Mapping[str, frozenset[str]] = {
    "en": words("inc ltd co corp jr sr etc a.m p.m dept ave"),
    "ru": words("г в руб коп долл тыс млн млрд трлн т.д т.п др пр мин сек час км"),
    "mn": words("г.м.т он"),
}
"""Abbreviations that may also end a sentence."""
_STARTERS: Mapping[str, frozenset[str]] = {
    "en": words(
        "the this that these those we i he she it they you our my his her their its in on at for "
        "from with by as a an and but or so yet if when while although though since because "
        "however therefore moreover furthermore finally first second third there here what who "
        "why how where let now today no not such all both each many most some to after before "
        "during through under over between thank please yes as"
    ),
    "ru": words(
        "мы я он она оно они вы ты это этот эта эти то тот в на но и а или если когда кроме также "
        "однако поэтому при для с со к по из за от до о об как так наш наша наши у не нет да все "
        "после перед прежде важно именно хочу теперь сегодня спасибо что кто где почему"
    ),
    "mn": words("бид би энэ тэр тиймээс харин мөн манай монгол та тэд"),
}
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_ITEM = re.compile(r"[(（]?(?:\d{1,3}|[A-Za-zА-Яа-яЁё가-힣]|[IVXLC]{1,6}|[ivxlc]{1,6})")
_KOREAN_ENDS = frozenset("다까요오라자죠네니음함임됨")
_REPORTED = {
    "ko": re.compile(r"\s?(?:이?라[고는며]|고(?=\s)|하[고는며]|며(?=\s)|면서(?=\s)|는(?=\s))"),
    "ja": re.compile(r"(?:と|って|など|の|を|は|が|に|で|も|、|，|という)"),
    "zh": re.compile(r"[，、；：的地]|等"),
}
"""What follows a quotation that is part of a longer sentence."""
_IDEOGRAPHIC = frozenset("。！？｡．")
_SPACED = frozenset({"en", "ru", "mn"})
_CAMEL = re.compile(r"[^\W\d_]{2}[.!?]$")


def ends(text: str, found: re.Match[str], language: str, begin: int, end: int) -> bool:
    """Whether a sentence ends with the stop that was found.

    Args:
        text: the whole text.
        found: a match of `STOP`.
        language: ISO 639-1.
        begin: offset at which the sentence began.
        end: offset at which the block ends.
    """
    after = found.end()
    if after >= end:
        return True
    mark = found.group()
    head = mark.rstrip(CLOSERS.replace("\\", ""))
    quoted = any(letter in _QUOTES for letter in mark[len(head) :])
    spaced = text[after].isspace()
    if mark[0] in _IDEOGRAPHIC or head[-1] in _IDEOGRAPHIC:
        return not _goes_on(text, after, language, closed=len(head) < len(mark))
    if not spaced:
        return _ends_without_space(text, found, language, quoted=quoted)
    if (quoted or language == "ko") and _goes_on(
        text, after, language, closed=len(head) < len(mark)
    ):
        return False
    return _ends_before_space(text, found, language, begin, end)


def _goes_on(text: str, after: int, language: str, *, closed: bool) -> bool:
    reported = _REPORTED.get(language)
    return closed and reported is not None and reported.match(text, after) is not None


def _ends_without_space(text: str, found: re.Match[str], language: str, *, quoted: bool) -> bool:
    """A stop with no space behind it: common in Korean, and where a page lost its spaces."""
    follows = text[found.end()]
    before = text[found.start() - 1] if found.start() else ""
    if "가" <= before <= "힣":
        closed = len(found.group()) > 1 and found.group()[-1] not in ".!?…"
        if closed and "가" <= follows <= "힣":
            return False  # particles follow what is quoted or bracketed without a space
        strong = found.group()[0] in "!?"
        return follows.isalpha() and (strong or before in _KOREAN_ENDS)
    if language in ("zh", "ja") and found.group()[0] in "!?":
        return follows.isalpha() and not quoted
    camel = _CAMEL.search(text, max(0, found.start() - 2), found.end())
    following = text[found.end() : found.end() + 2]
    return (
        language in _SPACED
        and camel is not None
        and before.islower()
        and len(following) > 1
        and following[0].isupper()
        and following[1].islower()
    )


def _ends_before_space(
    text: str, found: re.Match[str], language: str, begin: int, end: int
) -> bool:
    after = found.end()
    while after < end and text[after].isspace():
        after += 1
    follows = text[after] if after < end else ""
    if follows.islower():
        return False
    mark = found.group()
    if mark != ".":
        return True
    window = max(begin, found.start() - 24)
    tail = _BEFORE.search(text, window, found.start())
    word = tail.group() if tail else ""
    if not word:
        return True
    if found.start() - len(word) == begin and _ITEM.fullmatch(word):
        return False  # the number of an item, as in "1. The parties"
    return not _abbreviates(text, word, language, after, begin)


def _abbreviates(text: str, word: str, language: str, after: int, begin: int) -> bool:
    """Whether the stop behind a word abbreviates it and ends no sentence."""
    if language not in _SPACED:
        return _INITIAL.fullmatch(word) is not None and word.isascii() and word.isupper()
    return _listed(text, word.casefold(), language, after, begin) or _initial(
        text, word, language, after
    )


def _listed(text: str, folded: str, language: str, after: int, begin: int) -> bool:
    digit = text[after : after + 1].isdigit()
    if folded in _NUMBERED:
        return digit or folded in _PAGES
    if folded in _HARD[language]:
        return digit or folded not in _MONTHS
    if folded not in _SOFT[language]:
        return False
    if folded in _YEAR and not _figure_before(text, after, begin):
        return True  # a town, not a year
    return not _starts(text, after, language)


def _initial(text: str, word: str, language: str, after: int) -> bool:
    """Whether a word is an initial, or an abbreviation of letters with stops such as ``U.S``."""
    if not _INITIAL.fullmatch(word):
        return False
    if "." in word:
        return not _starts(text, after, language)
    return word.isupper() and (word != "I" or not _starts(text, after, language))


def _figure_before(text: str, after: int, begin: int) -> bool:
    before = text[max(begin, after - 12) : after].rstrip().rsplit(maxsplit=1)
    return bool(before) and len(before) > 1 and before[0][-1:].isdigit()


_WORD = re.compile(r"[\"'“‘«(]*([^\W\d_]+)")


def _starts(text: str, after: int, language: str) -> bool:
    word = _WORD.match(text, after)
    return word is not None and word.group(1).casefold() in _STARTERS[language]
