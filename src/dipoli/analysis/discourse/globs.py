"""Seeds as patterns: what a seed matches, and why one cannot be used.

A glob is words with ``*`` for any further letters of the same word. What stands at its edges
follows from its own signs, not from the language: an edge that is a letter or figure of an alphabet
(Latin, Cyrillic and their like) is the edge of a word, so that ``POW`` is not found inside
``power``, in a Korean text as in an English one. An edge that is Korean, Chinese or Japanese is
found anywhere, unless the seed asks for more:

* ``^`` in front: with Korean, a word begins there (nothing of a word stands before); with Chinese
  characters, hiragana or katakana, nothing of the same script stands before.
* ``$`` behind: with Korean, the word ends there but for particles (``핵$`` finds 핵을 and 핵에서는,
  not 핵심); with the others, nothing of the same script stands behind.

A space stands for any white space, or for a hyphen with or without a line break behind it. A hyphen
stands for any dash. A ``*`` by itself, between spaces, stands for one whole word.

A seed that begins with ``re:`` is a regular expression on the folded text (`folding.fold`): small
letters, ``'`` and ``-``, blanks. One that could take for ever is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from attrs import frozen

from dipoli.analysis.discourse import regexes
from dipoli.analysis.discourse.folding import fold

LONGEST = 200
"""Characters in one seed."""
MOST_STARS = 2
"""How many ``*`` one word of a seed may have: each multiplies what there is to try."""
MARK = "re:"
_MOST_KEPT = 20_000
"""Seeds that are kept ready: a codebook is read, checked and coded by in one command."""

HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a0-\u30ff\u31f0-\u31ff"
LETTER = f"[^\\W_{HANGUL}{HAN}{HIRAGANA}{KATAKANA}]"
"""A letter or figure of a script that is written with spaces and without particles."""
_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 한테 로 으로 로서 으로서 로써 으로써 로부터 "
    "으로부터 와 과 랑 이랑 하고 도 만 까지 부터 조차 마저 밖에 뿐 보다 처럼 같이 마다 만큼 대로 "
    "나 이나 든 이든 든지 이든지 라도 이라도 야말로 이야말로 란 이란 라는 이라는 인 이다 이며 이고 "
    "들"
)
PARTICLES = tuple(_PARTICLES.split())
"""Korean particles that may follow a word, three at most one after the other."""

_SPACE = r"(?:[ \n]++|-(?: *\n *)?)"
_HYPHEN = r"-(?: *\n *)?"
_SCRIPTS = {
    "hangul": re.compile(f"[{HANGUL}]"),
    "han": re.compile(f"[{HAN}]"),
    "hiragana": re.compile(f"[{HIRAGANA}]"),
    "katakana": re.compile(f"[{KATAKANA}]"),
    "letter": re.compile(LETTER),
}
_BEFORE = {
    "hangul": r"(?<!\w)",
    "han": f"(?<![{HAN}])",
    "hiragana": f"(?<![{HIRAGANA}])",
    "katakana": f"(?<![{KATAKANA}])",
}
_BEHIND = {
    "hangul": f"(?=(?:{'|'.join(PARTICLES)}){{0,3}}(?![{HANGUL}]))",
    "han": f"(?![{HAN}])",
    "hiragana": f"(?![{HIRAGANA}])",
    "katakana": f"(?![{KATAKANA}])",
}
_JOINTS = {" ": re.compile(_SPACE), "-": re.compile(_HYPHEN)}
_WORDS = re.compile(rf"{LETTER}+\*?(?:[ -]{LETTER}+\*?)*")
_NOT_IN_GLOBS = re.compile(r"[\\\[\]{}|+?]")
_LETTER = re.compile(LETTER)
_RUNS = {"letter": re.compile(f"{LETTER}+"), "hangul": re.compile(f"[{HANGUL}]+")}
_HEAD_ALPHABET = re.compile(f"{LETTER}+")
_HEAD_OTHER = re.compile(f"[{HANGUL}{HAN}{HIRAGANA}{KATAKANA}]{{1,2}}")


@frozen(kw_only=True)
class Misfit:
    """Why a seed cannot be used.

    Args:
        expected: what should stand there.
        found: what stands there.
        mend: what to do next.
    """

    expected: str
    found: str
    mend: str


@frozen
class Word:
    """A word of a seed that is made of words of an alphabet.

    Args:
        text: its letters.
        is_open: whether ``*`` follows: further letters may.
        joint: the blank or hyphen before it; empty before the first.
    """

    text: str
    is_open: bool
    joint: str = ""


@frozen(kw_only=True)
class Glob:
    """A seed that can be looked for.

    Args:
        written: as the codebook has it.
        source: a regular expression on folded text, without the edges of words: a class of letters
            takes milliseconds to compile, so edges are looked at by one expression for all.
        head: signs with which everything that it finds begins; empty when that is not known.
        is_head_open: whether ``*`` follows the head; without it a head of letters is a whole word.
        inside: signs that stand in everything that it finds; empty when that is not known.
        literal: with what everything that it finds begins, sign for sign; it goes on behind the
            head, up to the first blank, hyphen or ``*``.
        words: what it is made of, when that is words of an alphabet and nothing else.
        begins_word: whether no letter may stand before.
        ends_word: whether no letter may stand behind.
        runs_on: what ends the seed: further letters, further Korean syllables, or nothing.
    """

    written: str
    source: str
    head: str = ""
    is_head_open: bool = False
    inside: str = ""
    literal: str = ""
    words: tuple[Word, ...] = ()
    begins_word: bool = False
    ends_word: bool = False
    runs_on: re.Pattern[str] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first needed."""
        flags = re.IGNORECASE if self.written.startswith(MARK) else re.NOFLAG
        return re.compile(self.source, flags)

    @cached_property
    def is_literal(self) -> bool:
        """Whether it finds one row of signs and no other, edges of words apart."""
        return bool(self.literal) and self.source == re.escape(self.literal)

    def end(self, folded: str, at: int) -> int | None:
        """Where a seed that is found at a place of a folded text ends; None if it is not."""
        if not folded.startswith(self.literal, at):
            return None
        if self.is_literal:
            return self._end(folded, at, at + len(self.literal))
        found = self.pattern.match(folded, at)
        return None if found is None else self._end(folded, *found.span())

    def end_of_words(self, folded: str, runs: Sequence[re.Match[str]], at: int) -> int | None:
        """Where a seed ends of which the first word is known to stand at a run; None if it doesn't.

        Only for a seed with `words`; it tells what `end` tells, without an expression.

        Args:
            folded: the text.
            runs: all its runs of letters, in order.
            at: which of them the seed begins with.
        """
        end = runs[at].end()
        for word in self.words[1:]:
            at += 1
            if at == len(runs):
                return None
            start, stop = runs[at].span()
            if not folded.startswith(word.text, start):
                return None
            if not word.is_open and start + len(word.text) != stop:
                return None
            if not _JOINTS[word.joint].fullmatch(folded, end, start):
                return None
            end = stop
        return end

    def spans(self, folded: str) -> list[tuple[int, int]]:
        """Where it is found in a folded text, from every place where it can begin."""
        if self.inside not in folded:
            return []
        spans = []
        found = self.pattern.search(folded)
        while found is not None:
            end = self._end(folded, *found.span())
            if end is not None:
                spans.append((found.start(), end))
            found = self.pattern.search(folded, found.start() + 1)
        return spans

    def _end(self, folded: str, start: int, end: int) -> int | None:
        if self.begins_word and start and _LETTER.match(folded, start - 1):
            return None
        if self.runs_on is not None:
            rest = self.runs_on.match(folded, end)
            return rest.end() if rest is not None else end
        if self.ends_word and _LETTER.match(folded, end):
            return None
        return end


def script_of(sign: str) -> str:
    """Which edges a sign asks for: ``letter`` or another script; empty for any other sign."""
    return next((name for name, one in _SCRIPTS.items() if one.match(sign)), "")


def compared(seed: str, language: str) -> str:
    """A seed as it is compared: two seeds that are alike in this find the same.

    >>> compared("Peace  Treaty", "en")
    'peace treaty'
    """
    return seed if seed.startswith(MARK) else re.sub(r"\s+", " ", fold(seed, language).text)


@lru_cache(maxsize=_MOST_KEPT)
def misfit(seed: str, language: str) -> Misfit | None:
    """Why a seed cannot be used; None when it can."""
    if len(seed) > LONGEST:
        found = f"{len(seed)} characters"
        return Misfit(
            expected=f"a seed of at most {LONGEST} characters", found=found, mend="shorten it"
        )
    if seed.startswith(MARK):
        told = regexes.fault(seed[len(MARK) :])
        return None if told is None else Misfit(expected=told[0], found=told[1], mend=told[2])
    return _misfit_of_glob(compared(seed, language))


def _misfit_of_glob(text: str) -> Misfit | None:
    bare = text.removeprefix("^").removesuffix("$")
    odd = _NOT_IN_GLOBS.search(text)
    if odd or "^" in bare or "$" in bare:
        sign = odd.group() if odd else "^ or $ inside"
        return Misfit(
            expected="words, with * for further letters of a word",
            found=f"{text[:60]}, with the sign {sign}",
            mend="leave the sign out, or begin the seed with re: if it is a regular expression",
        )
    if text != text.strip() or bare != bare.strip():
        mend = "delete them; a seed of words ends at the edge of a word by itself"
        return Misfit(expected="no blanks at the ends", found=f'"{text[:60]}"', mend=mend)
    if not any(map(script_of, bare)):
        mend = "write a word that can be looked for, or delete the seed"
        return Misfit(expected="a letter or figure", found=f'"{text[:60]}"', mend=mend)
    for here, sign in ((0, "^"), (-1, "$")):
        if text[here] == sign and script_of(bare[here]) in {"", "letter"}:
            mend = f"delete {sign}: such an edge is the edge of a word already"
            expected = f"{sign} beside a Korean, Chinese or Japanese sign"
            return Misfit(expected=expected, found=text[:60], mend=mend)
    return _misfit_of_stars(bare)


def _misfit_of_stars(bare: str) -> Misfit | None:
    if any(word.count("*") > MOST_STARS for word in re.split("[ -]", bare)):
        mend = "write several seeds"
        return Misfit(expected=f"at most {MOST_STARS} * in a word", found=bare[:60], mend=mend)
    if bare.startswith("* ") or bare.endswith(" *"):
        mend = "delete it, or write it against the letters of a word"
        return Misfit(expected="a * by itself between two words", found=bare[:60], mend=mend)
    for star in re.finditer(r"\*+", bare):
        beside = bare[max(star.start() - 1, 0) : star.start()] or bare[star.end() : star.end() + 1]
        if len(star.group()) > 1:
            return Misfit(expected="one * at a place", found=bare[:60], mend="write * once")
        if beside == " " and bare[star.end() : star.end() + 1] != " ":
            beside = bare[star.end() : star.end() + 1]
        if beside != " " and script_of(beside) not in {"letter", "hangul"}:
            return Misfit(
                expected="* beside a letter of a script that is written with spaces",
                found=bare[:60],
                mend="delete *: without it the seed is found whatever follows",
            )
    return None


@lru_cache(maxsize=_MOST_KEPT)
def glob(seed: str, language: str) -> Glob:
    r"""A seed made ready to be looked for.

    Args:
        seed: as the codebook has it.
        language: ISO 639-1.

    Raises:
        ValueError: it cannot be used; `misfit` tells why.

    >>> bool(glob("human right*", "en").spans("human\nrights"))
    True
    """
    wrong = misfit(seed, language)
    if wrong is not None:
        message = f"{seed[:60]!a} cannot be looked for: {wrong.expected}"
        raise ValueError(message)
    if seed.startswith(MARK):
        source = regexes.on_folded(seed[len(MARK) :])
        return Glob(written=seed, source=source, inside=regexes.inside(source))
    text = compared(seed, language)
    bare = text.removeprefix("^").removesuffix("$")
    kept = bare.removesuffix("*")
    first, last = script_of(bare.lstrip("*")[0]), script_of(bare.rstrip("*")[-1])
    head = _HEAD_ALPHABET.match(bare) or _HEAD_OTHER.match(bare)
    return Glob(
        written=seed,
        source=(_BEFORE[first] if text.startswith("^") else "")
        + "".join(_piece(bare, at) for at in range(len(kept)))
        + (_BEHIND[last] if text.endswith("$") else ""),
        head=head.group() if head else "",
        is_head_open=head is not None and bare[head.end() : head.end() + 1] == "*",
        inside=max(re.split(r"[*\- ]", bare), key=len),
        literal=re.split(r"[*\- ]", bare, maxsplit=1)[0],
        words=_words(bare),
        begins_word=first == "letter",
        ends_word=last == "letter",
        runs_on=_RUNS[last] if kept != bare else None,
    )


def _words(bare: str) -> tuple[Word, ...]:
    if not _WORDS.fullmatch(bare):
        return ()
    first, *more = re.split("([ -])", bare)
    words = [(first, ""), *zip(more[1::2], more[::2], strict=True)]
    return tuple(
        Word(word.removesuffix("*"), is_open=word.endswith("*"), joint=joint)
        for word, joint in words
    )


def _piece(bare: str, at: int) -> str:
    sign = bare[at]
    if sign == " ":
        return _SPACE
    if sign == "-":
        return _HYPHEN
    if sign != "*":
        return re.escape(sign)
    before, behind = bare[at - 1 : at] if at else "", bare[at + 1 : at + 2]
    if before == behind == " ":
        return r"\w+"
    beside = before if before not in {"", " "} else behind
    return f"[{HANGUL}]*" if script_of(beside) == "hangul" else f"{LETTER}*"
