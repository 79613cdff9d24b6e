"""Korean particles: the one of a pair that the word before it asks for.

Some particles have two forms, one behind a consonant and one behind a vowel: 은 and 는, 이 and
가, 을 and 를, 과 and 와, 으로 and 로 (로 also behind ㄹ). A translation writes both, as in
``{who}은(는)``, and the one that fits is settled when it is known what stands there.

A word is heard, not seen: digits are read in Sino-Korean (3 is 삼), capital letters by their
names (L is 엘), other Latin words roughly as the rules for writing foreign words say: a last l, m,
n or ng is a consonant, and so is a last p, t, c or k behind a single short vowel. What stands
in brackets at the end of a word is not heard, nor are quotation marks.

Source: National Institute of Korean Language, Regulations of Hangul spelling, and Regulations of
writing foreign words (외래어 표기법), chapter 3. That rough hearing of Latin words is our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PAIRS: Mapping[str, tuple[str, str]] = {
    "은(는)": ("은", "는"),
    "는(은)": ("은", "는"),
    "이(가)": ("이", "가"),
    "가(이)": ("이", "가"),
    "을(를)": ("을", "를"),
    "를(을)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "아(야)": ("아", "야"),
    "(이)라": ("이라", "라"),
    "(이)나": ("이나", "나"),
    "(이)며": ("이며", "며"),
    "(이)고": ("이고", "고"),
    "(이)다": ("이다", "다"),
    "(이)었": ("이었", "였"),
    "(으)로": ("으로", "로"),
    "으로(로)": ("으로", "로"),
    "로(으로)": ("으로", "로"),
}
"""A pair as it is written, to the form behind a consonant and the form behind a vowel."""

_WRITTEN = "|".join(re.escape(pair) for pair in sorted(_PAIRS, key=len, reverse=True))
_PAIR = re.compile(
    rf"(?P<before>\{{(?P<name>\w+)\}}[”\u2019」』\"')]*|[^\s{{}}]+?)(?P<pair>{_WRITTEN})"
)
_UNHEARD = re.compile(r"(?:\s*[(\uff08\[][^()\uff08\uff09\[\]]*[)\uff09\]]|[^\w]|_)+\Z")

_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_DIGITS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
"""The last consonant of a digit as it is read; 10, 100 and so on end in one as 0 does."""
_NAMES = {"L": "ㄹ", "M": "ㅁ", "N": "ㄴ", "R": "ㄹ"}
"""The last consonant of a letter's name: 엘 엠 엔 알."""
_HEARD = (
    (re.compile(r"ng\Z"), "ㅇ"),
    (re.compile(r"l\Z|l{2}e\Z|le\Z"), "ㄹ"),
    (re.compile(r"m\Z|[aeiou]me\Z"), "ㅁ"),
    (re.compile(r"n\Z|[aeiou]ne\Z"), "ㄴ"),
    (re.compile(r"(?:\A|[^aeiou])[aeiou](?:ck|[ck])\Z"), "ㄱ"),
    (re.compile(r"(?:\A|[^aeiou])[aeiou]t{1,2}\Z"), "ㅅ"),
    (re.compile(r"(?:\A|[^aeiou])[aeiou]p{1,2}\Z"), "ㅂ"),
)


def final(text: str) -> str:
    """The consonant with which a text ends as it is read; empty for a vowel.

    Only ㄹ is told from other consonants in Hangul, since particles ask for no more.

    >>> [final(word) for word in ("오론다", "베릴", "사무국", "P3", "T1", "XAL", "Ket")]
    ['', 'ㄹ', 'ㅇ', 'ㅁ', 'ㄹ', 'ㄹ', 'ㅅ']
    """
    heard = _UNHEARD.sub("", text) or text
    last = heard[-1:]
    if _FIRST <= ord(last or " ") <= _LAST:
        consonant = (ord(last) - _FIRST) % _FINALS
        return "ㄹ" if consonant == _RIEUL else "ㅇ" if consonant else ""
    if last.isdigit():
        return _DIGITS.get(last, "")
    spelled = re.search(r"[A-Za-z]+\Z", heard)
    if spelled is None:
        return ""
    if last.isupper():
        return _NAMES.get(last, "")
    return next((sound for form, sound in _HEARD if form.search(spelled[0].lower())), "")


def particle(pair: str, before: str) -> str:
    """The one of a pair that stands behind a word.

    Args:
        pair: as it is written, such as ``은(는)``.
        before: what stands before it.

    >>> particle("은(는)", "오론다"), particle("(으)로", "서울"), particle("(으)로", "부산")
    ('는', '로', '으로')
    """
    behind_consonant, behind_vowel = _PAIRS[pair]
    sound = final(before)
    if behind_consonant == "으로" and sound == "ㄹ":
        return behind_vowel
    return behind_consonant if sound else behind_vowel


def josa(template: str, parts: Mapping[str, str]) -> str:
    """A template in which every written pair is settled by what stands before it.

    What people wrote stands in the parts and is not looked through.

    >>> josa("{who}은(는) {text}을(를) 보았다.", {"who": "오론다", "text": "P3"})
    '{who}는 {text}을 보았다.'
    """

    def settled(found: re.Match[str]) -> str:
        before = found["before"]
        if found["name"] is not None and found["name"] in parts:
            before = parts[found["name"]]
        return found["before"] + particle(found["pair"], before)

    return _PAIR.sub(settled, template)
