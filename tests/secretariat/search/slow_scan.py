"""Search, slow and obvious: every text is cut into words and looked through, for each question.

Written from what is owed (`docs/howto/search.md`), on lists of words, sign by sign; of the program
it takes the two tables of endings alone.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hypothesis import strategies as st

from dipoli.secretariat.search.endings import bare, stem

SCRIPTS = {
    "en": "bridge Bridges inspected inspection lake PEACE treaty cease-fire party’s 3 phase",
    "ko": "다리를 다리가 평화체제 평화 체제의 평화체제를 3단계 회의에서 국가 핵을 이행 나이 미·북",
    "zh": "和平 條約 条约 橋 核 谈判 平和 会议 會議",
    "ja": "条約 平和 ヘイワ ﾍｲﾜ はしを 橋 会議で 々 コンピューター",
    "ru": "мост мосты мосту договора договорами ещё еще договор МИР ми\u0301ра соглашения",
    "mn": "гүүр гүүрийн гүүрээр хэлэлцээр хэлэлцээрийн энх тайван ӨГӨХ өгөх нуур нуурын",
}
WORDS = [word for words in SCRIPTS.values() for word in words.split()]

words = st.sampled_from(WORDS) | st.text(
    st.sampled_from("aAéеЁёйүө가다리의橋条々カﾊﾟー0３ -'\u200b\u0301\u3099\n\r"), max_size=4
)
texts = st.lists(words, max_size=7).map(" ".join) | st.text(
    st.characters(max_codepoint=0x24FF, exclude_categories=("Cn", "Cs")), max_size=12
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[str], str]:
    """Texts, and what is typed: words of theirs, parts and forms of them, and others."""
    said = draw(st.lists(texts, max_size=12))
    theirs = [word for text in said for word in text.split()] or WORDS
    parts = st.tuples(st.sampled_from(theirs), st.integers(0, 2), st.integers(0, 2)).map(
        lambda held: held[0][held[1] : len(held[0]) - held[2]] or held[0]
    )
    one = st.sampled_from(theirs) | parts | words
    sign = st.sampled_from(["", "", "", "", "-", '"', '-"'])
    chunk = st.tuples(sign, st.lists(one, min_size=1, max_size=2))
    chunks = draw(st.lists(chunk, min_size=1, max_size=2))
    return said, " ".join(_typed(*held) for held in chunks)


def _typed(sign: str, held: Sequence[str]) -> str:
    held = [re.sub(r'["“”„‟«»「」『』＂\s]', "", one) for one in held]
    closed = '"' if sign.endswith('"') else ""
    return sign + " ".join(held) + closed


def cut(text: str) -> list[str]:
    """The words of a text, sign by sign; a run of characters that are written tight is one."""
    found, last = [""], ""
    folded = _alike(text)
    for at, sign in enumerate(folded):
        sort = _sort(sign)
        if (
            sort == "break"
            and last == "han"
            and _sort(folded[at + len(_line(folded, at)) :][:1]) == "han"
        ):
            continue  # a line of Chinese or Japanese goes on below
        if sort in {"", "break"}:
            found.append("")
            last = sort
            continue
        tight = {"han", "hangul"}
        if last and last != sort and not {last, sort} <= tight:
            found.append("")
        found[-1] += sign
        last = sort
    return [one for one in found if one]


def _line(text: str, at: int) -> str:
    """A line break that begins here, or its second half."""
    return "\r\n" if text[at : at + 2] == "\r\n" else text[at]


def _alike(text: str) -> str:
    held = "".join(unicodedata.normalize("NFKC", one) for one in _signs(text)).casefold()
    return "".join("е" if one == "ё" else one for one in held if not _unseen(one))


def _signs(text: str) -> Iterator[str]:
    """Each sign with what is combined with it."""
    held = ""
    for sign in text:
        joins = (
            unicodedata.combining(sign)
            or unicodedata.name(sign, "").startswith(
                (
                    "HANGUL JUNGSEONG",
                    "HANGUL JONGSEONG",
                    "HALFWIDTH HANGUL",
                    "HALFWIDTH KATAKANA VOICED",
                )
            )
            or unicodedata.name(sign, "").startswith("HALFWIDTH KATAKANA SEMI-VOICED")
        )
        if held and not joins:
            yield held
            held = ""
        held += sign
    yield held


def _unseen(sign: str) -> bool:
    code = ord(sign)
    return sign in "\u3099\u309a\u200b" or 0x300 <= code <= 0x36F


def _sort(sign: str) -> str:
    if sign in {"\n", "\r"}:
        return "break"
    name = unicodedata.name(sign, "") if sign else ""
    if name.startswith("HANGUL"):
        return "hangul"
    if sign.isalnum() and (name.startswith(("CJK UNIFIED", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"))):
        return "han"
    return "word" if sign.isalnum() else ""


def has(text: str, typed: str) -> bool | None:
    """Whether a text has what was typed; None where nothing is asked for by it."""
    there = cut(text)
    wanted, seen = False, True
    for minus, quoted, plain in re.findall(r'(-?)(?:"([^"]*)"?|([^\s"]+))', typed):
        parts = cut(quoted or plain)
        if parts:
            found = _stands(there, parts, quoted=bool(quoted))
            wanted = wanted or not minus
            seen = seen and found != bool(minus)
    return seen if wanted else None


def _stands(there: Sequence[str], parts: Sequence[str], *, quoted: bool) -> bool:
    if len(parts) == 1 and not quoted:
        return any(_is_form(one, parts[0]) for one in there) or _is_apart(there, parts[0])
    return any(
        _side_by_side(there[at : at + len(parts)], parts, quoted=quoted)
        for at in range(len(there) - len(parts) + 1)
    )


def _is_form(one: str, part: str) -> bool:
    if _tight(part):
        return _tight(one) and (part in one or bare(part) in one)
    return not _tight(one) and (one.startswith(part) or stem(one) == stem(part))


def _is_apart(there: Sequence[str], part: str) -> bool:
    """Whether a Korean compound stands in two or three words, each with two syllables of it."""
    if any(_sort(sign) != "hangul" for sign in part):
        return False
    for many in (2, 3):
        for at in range(len(there) - many + 1):
            held = there[at : at + many]
            edges = [len("".join(held[:n])) for n in range(1, many)]
            for word in {part, bare(part)}:
                for start in range(edges[0]):
                    ends = [start, *edges, start + len(word)]
                    wide = all(after - one >= 2 for one, after in pairwise(ends))
                    there_so = "".join(held)[start : start + len(word)] == word
                    if there_so and wide and len(word) <= 12 and all(map(_tight, held)):
                        return True
    return False


def _side_by_side(there: Sequence[str], parts: Sequence[str], *, quoted: bool) -> bool:
    last = len(parts) - 1
    for at, (one, part) in enumerate(zip(there, parts, strict=True)):
        if _tight(one) != _tight(part):
            return False
        begins = at > 0 or not _tight(part)
        ends = at < last or (quoted and not _tight(part))
        fits = {
            (True, True): one == part,
            (True, False): one.startswith(part),
            (False, True): one.endswith(part),
            (False, False): part in one,
        }[begins, ends]
        if not fits:
            return False
    return True


def _tight(one: str) -> bool:
    return _sort(one[0]) in {"han", "hangul"}
