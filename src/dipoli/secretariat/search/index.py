"""An index of passages: which of them have what was asked for, and in what order they are told.

Words are kept whole, runs of Chinese characters, kana and Hangul as pairs of neighbouring signs and
the last sign by itself, so that one sign alone is the beginning of a token. To each token belong
the passages that have it and how often. What has several pieces side by side is looked for by the
tokens of all, and then in the texts themselves, which are kept beside.

A passage counts more the closer it is to what was typed: a word as typed (`TYPED`) above another of
its forms (`FORM`) above a longer word that begins so, or a compound that is written in parts
(`LONGER`); each as often as it stands there, up to `OFTEN` times; the title of a thing above what
is said about it. Who said it counts nothing. Equals are told by date, the newest first.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from dipoli.secretariat.search.endings import stem
from dipoli.secretariat.search.letters import is_run, normal
from dipoli.secretariat.search.query import Query, Term

TYPED, FORM, LONGER, TITLE = 12, 8, 4, 16
OFTEN = 3
_MANY = 256
"""Tokens of which one is asked for by its beginning; with more, the texts are looked through."""
_MINUTES = 31
_NUMBER = 22
_PIVOT = 62_135_596_800 // 60  # minutes from the year 1 to 1970

Scores: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


@frozen(kw_only=True)
class Passage:
    """Words that stand in one place.

    Args:
        number: of the act that says them; any number that tells passages of one source together.
        slot: which of its passages.
        kind: of the thing they are about.
        by: code of the author; empty where there is none.
        minute: when, in minutes since the year 1970; before it, below 0.
        title: whether they are a title.
        words: as they came.
        about: short name of the thing.
    """

    number: int
    slot: int = 0
    kind: str
    by: str = ""
    minute: int
    title: bool = False
    words: str = field(repr=False)
    about: str = ""


@frozen(kw_only=True)
class Wish:
    """Which passages are asked for besides their words.

    Args:
        kind: only of this one; any when empty.
        by: only of these authors; of any when None.
        hides: whether a thing shows no author; nothing is told of it by author.
        after: only from this minute on.
        before: only before this minute.
        newest: by date alone, the newest first; with ``oldest``, the oldest first.
        oldest: by date alone, the oldest first.
    """

    kind: str = ""
    by: frozenset[str] | None = None
    hides: Callable[[str], bool] | None = None
    after: int | None = None
    before: int | None = None
    newest: bool = False
    oldest: bool = False


@frozen(kw_only=True, order=True)
class Hit:
    """A passage that was found; the greater is told first.

    Args:
        rank: how close it is, and when it was said.
        number: of the act.
        slot: of the passage in it.
    """

    rank: int
    number: int
    slot: int


@define
class _Posting:
    """The passages that have a token, in their order, and how often each has it."""

    ids: array[int] = field(factory=lambda: array("I"))
    often: array[int] = field(factory=lambda: array("B"))


@define(eq=False)
class Index:
    """Passages of one source, found by their words; threads may share it."""

    _places: list[tuple[int, int, str, str, str]] = field(factory=list)
    _texts: list[str] = field(factory=list)
    _minutes: array[int] = field(factory=lambda: array("q"))
    _titles: array[int] = field(factory=lambda: array("B"))
    _kinds: dict[str, array[int]] = field(factory=dict)
    _authors: dict[str, array[int]] = field(factory=dict)
    _of: dict[int, list[int]] = field(factory=dict)
    _tokens: dict[str, _Posting] = field(factory=dict)
    _forms: dict[str, set[str]] = field(factory=dict)
    _sorted: list[str] = field(factory=list)
    _fresh: list[str] = field(factory=list)
    _lock: threading.RLock = field(factory=threading.RLock)

    def __len__(self) -> int:
        """How many passages were added, dropped ones among them."""
        return len(self._texts)

    @property
    def words(self) -> frozenset[str]:
        """Every token, form and text that is held; nothing of what was dropped is among them."""
        return frozenset((*self._tokens, *self._forms, *filter(None, self._texts)))

    # ------------------------------------------------------------ making

    def add(self, one: Passage) -> None:
        """Take in a passage; one without a letter or figure is none."""
        text = normal(one.words)
        if not text.strip():
            return
        with self._lock:
            id_ = len(self._texts)
            self._texts.append(text)
            self._places.append((one.number, one.slot, one.kind, one.by, one.about))
            self._minutes.append(one.minute)
            self._titles.append(one.title)
            self._kinds.setdefault(one.kind, array("I")).append(id_)
            self._authors.setdefault(one.by, array("I")).append(id_)
            self._of.setdefault(one.number, []).append(id_)
            for token, often in Counter(tokens(text)).items():
                held = self._tokens.get(token)
                if held is None:
                    held = self._new(token)
                held.ids.append(id_)
                held.often.append(min(often, OFTEN))

    def drop(self, number: int) -> None:
        """Forget what an act says: no word of it stays, in no table."""
        with self._lock:
            for id_ in self._of.pop(number, ()):
                for token in set(tokens(self._texts[id_])):
                    held = self._tokens[token]
                    at = bisect_left(held.ids, id_)
                    del held.ids[at], held.often[at]
                    if not held.ids:
                        self._without(token)
                self._texts[id_] = ""

    def _new(self, token: str) -> _Posting:
        held = self._tokens[token] = _Posting()
        self._fresh.append(token)
        if not is_run(token):
            self._forms.setdefault(stem(token), set()).add(token)
        return held

    def _without(self, token: str) -> None:
        del self._tokens[token]
        self._in_order()
        del self._sorted[bisect_left(self._sorted, token)]
        if not is_run(token):
            forms = self._forms[stem(token)]
            forms.discard(token)
            if not forms:
                del self._forms[stem(token)]

    def _in_order(self) -> list[str]:
        if self._fresh:
            self._sorted.extend(self._fresh)
            self._fresh.clear()
            self._sorted.sort()
        return self._sorted

    # ------------------------------------------------------------ finding

    def find(self, query: Query, wish: Wish, most: int) -> tuple[list[Hit], int]:
        """The first passages that have all that is wanted, and how many have it.

        Args:
            query: what is asked.
            wish: which of them, and in what order.
            most: so many are told.
        """
        with self._lock:
            if not self._texts:
                return [], 0
            scores = self._scores(query)
            self._keep(scores, wish)
            ids = np.flatnonzero(scores)
            keys = self._keys(ids, scores[ids], wish)
            first = _first(keys, most)
            return [self._hit(ids[at], keys[at]) for at in first], len(ids)

    def _scores(self, query: Query) -> Scores:
        """How close each passage is; 0 for those that have not all of it."""
        total = np.zeros(len(self._texts), np.int64)
        if not query.wanted:
            total += np.fromiter((bool(one) for one in self._texts), np.int64, len(total))
        # The longest first: what has not that is not looked through for the others.
        among = np.ones(len(self._texts), bool)
        for term in sorted(query.wanted, key=lambda term: -len(term.needle)):
            one = self._term(term, among)
            total, among = np.where(one > 0, total + one, 0), among & (one > 0)
            total[~among] = 0
        for term in query.unwanted:
            total[self._term(term, total > 0) > 0] = 0
        total[(total > 0) & (_view(self._titles) > 0)] += TITLE
        return total

    def _keep(self, scores: Scores, wish: Wish) -> None:
        """Only those that are asked for."""
        if wish.kind:
            _only(scores, [self._kinds.get(wish.kind)])
        if wish.by is not None:
            _only(scores, [self._authors.get(one) for one in sorted(wish.by)])
            if wish.hides is not None:
                for id_ in np.flatnonzero(scores):
                    if wish.hides(self._places[id_][4]):
                        scores[id_] = 0
        minutes = _view(self._minutes)
        if wish.after is not None:
            scores[minutes < wish.after] = 0
        if wish.before is not None:
            scores[minutes >= wish.before] = 0

    def _keys(self, ids: NDArray[np.int64], scores: Scores, wish: Wish) -> Scores:
        """One number for each: the greater is told first."""
        since = np.clip(_view(self._minutes)[ids] + _PIVOT, 0, (1 << _MINUTES) - 1)
        moment: Scores = (since << _NUMBER) | np.minimum(ids, (1 << _NUMBER) - 1)
        if wish.oldest:
            return -moment
        if wish.newest:
            return moment
        return (np.minimum(scores, 1023) << (_MINUTES + _NUMBER)) | moment

    def _hit(self, id_: np.int64, key: np.int64) -> Hit:
        number, slot = self._places[id_][:2]
        return Hit(rank=int(key) >> _NUMBER, number=number, slot=slot)

    # ------------------------------------------------------------ one term

    def _term(self, term: Term, among: Mask) -> Scores:
        """How close each of some passages is to one term; what others are told is never read."""
        if not among.any():
            return np.zeros(len(self._texts), np.int64)
        if term.alone and not is_run(term.alone):
            return self._word(term, among)
        found = np.zeros(len(self._texts), np.int64)
        needles = dict(zip(term.needles, (TYPED, FORM), strict=False))
        for needle, level in {**dict.fromkeys(term.apart, LONGER), **needles}.items():
            one = self._side_by_side(needle, level, among)
            found = np.maximum(found, one)
        return found

    def _word(self, term: Term, among: Mask) -> Scores:
        """A word in whatever form."""
        found = np.zeros(len(self._texts), np.int64)
        levels = dict.fromkeys(self._beginning(term.alone), LONGER)
        if len(levels) > _MANY:
            needle = term.needle
            for id_ in np.flatnonzero(among):
                if needle in self._texts[id_]:
                    found[id_] = LONGER + 1
            levels = {}
        levels |= dict.fromkeys(self._forms.get(term.stem, ()), FORM)
        if term.alone in self._tokens:
            levels[term.alone] = TYPED
        for token, level in levels.items():
            ids, often = self._read(token)
            found[ids] = np.maximum(found[ids], level + often)
        return found

    def _side_by_side(self, needle: str, level: int, among: Mask) -> Scores:
        """What stands somewhere as a needle of a normal text."""
        found = np.zeros(len(self._texts), np.int64)
        held = _whole_tokens(needle)
        if held is None:  # one sign alone: the beginning of a token
            started = self._beginning(needle)
            for token in started:
                ids, often = self._read(token)
                found[ids] = np.minimum(found[ids] + often, OFTEN)
            return np.where(found > 0, found + level, 0)
        if not held <= self._tokens.keys():
            return found
        rarest, *others = sorted(held, key=lambda one: (len(self._tokens[one].ids), one))
        candidates, often = self._read(rarest)
        found[candidates] = level + often
        if _is_one_token(needle):
            return found
        for token in others:
            candidates = np.intersect1d(candidates, self._read(token)[0], assume_unique=True)
        kept = np.zeros_like(found)
        for id_ in candidates[among[candidates]]:
            if needle in self._texts[id_]:
                kept[id_] = found[id_]
        return kept

    def _beginning(self, start: str) -> list[str]:
        """Tokens that begin so."""
        held = self._in_order()
        return held[bisect_left(held, start) : bisect_left(held, start + "\U0010ffff")]

    def _read(self, token: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        held = self._tokens[token]
        return _view(held.ids), _view(held.often)


def tokens(text: str) -> Iterator[str]:
    """The tokens of a normal text.

    >>> list(tokens(" 평화체제 in "))
    ['평화', '화체', '체제', '제', 'in']
    """
    for piece in text.split():
        if not is_run(piece):
            yield piece
            continue
        yield from (piece[at : at + 2] for at in range(len(piece) - 1))
        yield piece[-1]


def _whole_tokens(needle: str) -> set[str] | None:
    """Tokens that every text with this needle has; None for one sign of a run."""
    held, parts = set[str](), needle.split()
    for at, piece in enumerate(parts):
        if is_run(piece):
            held |= {piece[i : i + 2] for i in range(len(piece) - 1)}
            if at < len(parts) - 1:
                held.add(piece[-1])  # it ends there
        elif at < len(parts) - 1 or needle.endswith(" "):
            held.add(piece)  # else a longer word may begin so
    return None if not held and len(parts) == 1 and is_run(parts[0]) else held


def _is_one_token(needle: str) -> bool:
    """Whether a text has the needle where it has its token: two signs of a run, or one word."""
    return len(needle) == 2 and is_run(needle)  # noqa: PLR2004 - a pair


def _only(scores: Scores, kept: list[array[int] | None]) -> None:
    mask = np.zeros(len(scores), bool)
    for one in kept:
        if one is not None:
            mask[_view(one)] = True
    scores[~mask] = 0


def _view(held: array[int]) -> NDArray[np.int64]:
    """The numbers of an array; a copy, so that the array may grow."""
    return np.array(held, dtype=np.int64)


def _first(keys: Scores, most: int) -> list[int]:
    """Places of the greatest keys, the greatest first."""
    if len(keys) > most:
        chosen = np.argpartition(keys, len(keys) - most)[len(keys) - most :]
    else:
        chosen = np.arange(len(keys))
    return [int(at) for at in chosen[np.argsort(-keys[chosen])]]


def merged(found: Mapping[str, list[Hit]], most: int) -> list[tuple[str, Hit]]:
    """Hits of several sources in one order; equals stand in the order of the sources."""
    rows = [(name, one) for name, held in found.items() for one in held]
    rows.sort(key=lambda row: -row[1].rank)  # stable: within a source they are in order
    return rows[:most]
