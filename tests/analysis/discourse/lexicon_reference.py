"""Coding as the documentation tells it, slowly: one expression a seed, tried at each place."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

from __future__ import annotations

import re
from functools import cache

from dipoli.analysis.discourse.codebook import Codebook, Issue
from dipoli.analysis.discourse.coding import Code
from dipoli.analysis.discourse.folding import fold
from dipoli.analysis.discourse.globs import PARTICLES

HANGUL = "ᄀ-ᇿ㄰-㆏ꥠ-꥿가-퟿"
HAN = "⺀-⿟々-〇〡-〩㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
KANA = {"hiragana": "ぁ-ゟ", "katakana": "゠-ヿㇰ-ㇿ"}
LETTER = f"[^\\W_{HANGUL}{HAN}{''.join(KANA.values())}]"


@cache
def class_of(sign: str) -> str:
    """The class of signs to which one belongs."""
    for one in (HANGUL, HAN, *KANA.values(), None):
        source = LETTER if one is None else f"[{one}]"
        if re.match(source, sign):
            return source
    return ""


@cache
def expression(seed: str, language: str) -> re.Pattern[str]:
    """A seed as one expression, edges and all."""
    if seed.startswith("re:"):
        return re.compile(seed[3:], re.IGNORECASE)
    text = re.sub(r"\s+", " ", fold(seed, language).text)
    words = text.strip("^$")
    source = ""
    for at, sign in enumerate(words):
        around = [
            one for one in (words[at - 1 : at], words[at + 1 : at + 2]) if one not in ("", " ")
        ]
        if sign == "*":
            source += f"{class_of(around[0])}*" if around else r"\w+"
        else:
            source += {" ": r"(?:[ \n]+|-(?: *\n *)?)", "-": r"-(?: *\n *)?"}.get(
                sign, re.escape(sign)
            )
    first, last = class_of(words.strip("*")[0]), class_of(words.strip("*")[-1])
    before = f"(?<!{LETTER})" if first == LETTER else ""
    behind = f"(?!{LETTER})" if last == LETTER else ""
    if text.startswith("^"):
        before = r"(?<!\w)" if first == f"[{HANGUL}]" else f"(?<!{first})"
    if text.endswith("$"):
        behind = f"(?!{last})"
        if last == f"[{HANGUL}]":
            one = f"(?:{'|'.join(PARTICLES)})?"
            behind = f"(?={one}{one}{one}(?![{HANGUL}]))"
    return re.compile(before + source + behind)


def everywhere(seed: str, language: str, folded: str) -> list[tuple[int, int]]:
    """Spans of a seed in a folded text, from each place."""
    one = expression(seed, language)
    tried = (one.match(folded, at) for at in range(len(folded)))
    return [found.span() for found in tried if found is not None]


Place = tuple[int, int, int, str, bool]
"""Start, negated end and number of a seed, the seed, and whether it is weak."""


def codes(codebook: Codebook, words: str, language: str, actor: str | None) -> tuple[Code, ...]:
    """What `Lexicon.codes` is to tell."""
    found = {one.id: places(one, words, language, actor) for one in codebook.issues}
    family = {one.id: one.parent or one.id for one in codebook.issues}
    strong = {family[name] for name, own in found.items() if any(not one[4] for one in own)}
    weak = {
        name: [one for other in found if family[other] == name for one in found[other] if one[4]]
        for name in family.values()
    }
    company = {
        name
        for name in family.values()
        if name in strong
        or not strong
        or any(one[0] >= -other[1] for one in weak[name] for other in weak[name])
    }
    own = {
        name: min((one for one in some if not one[4] or family[name] in company), default=None)
        for name, some in found.items()
    }
    told = []
    for issue in codebook.issues:
        subs = [
            (*mine, sub.id)
            for sub in codebook.issues
            if sub.parent == issue.id and (mine := own[sub.id]) is not None
        ]
        mine = own[issue.id]
        best = (*mine, "") if mine else min(subs, key=lambda one: one[:2]) if subs else None
        if best is not None:
            start, end = fold(words, language).span(best[0], -best[1])
            told.append(Code(issue=issue.id, seed=best[3], start=start, end=end, sub=best[5]))
    return tuple(told)


def places(issue: Issue, words: str, language: str, actor: str | None) -> list[Place]:
    """Where seeds of one issue stand outside of exclusions."""
    folded = fold(words, language).text
    spared = [
        span
        for one in issue.exclude.get(language, ())
        for span in everywhere(one, language, folded)
    ]
    seeds = list(issue.seeds.get(language, ()))
    seeds += issue.variants.get(actor or "", {}).get(language, ())
    weak = issue.weak.get(language, ())
    return [
        (start, -end, number, seed, seed in weak)
        for number, seed in enumerate(seeds)
        for start, end in everywhere(seed, language, folded)
        if not any(low <= start and end <= high for low, high in spared)
    ]
