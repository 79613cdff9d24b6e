"""The attacker: names the author of a text that left a room, from everything that is left.

It knows who was there, everybody's habits, and when the part was. Of each person it takes the
same figures from the files, whatever room they come from: where the person's code stands and beside
which number, how near dates and times lie to when this person is apt to speak, how near lengths of
files lie to how much this person writes, whether hashes fit, whether the wording has this person's
habits. It is trained on meetings whose authors it is told (a conditional logit over the people of a
meeting), and then names the likeliest person of each new meeting. The code knows no variants.
"""

from __future__ import annotations

import base64
import hashlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np
from attrs import frozen
from tests.worlds.rooms import FILLERS, POINTS, Left, Meeting, Person, styled

Figures = np.ndarray
"""Figures of one meeting, as (people, features)."""

_TIME = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
_RUN = re.compile(rb"([\n\0 ])\1{15,}")
"""Filling, which tells nothing."""
_WORD = re.compile(rb"[A-Za-z0-9+/=]{20,}")


def figures(left: Left, one: Meeting) -> Figures:
    """What the files say of each person, as (people, features), each as it stands among them."""
    seen = _Seen.of(left, one)
    rows = np.array(
        [list(_of(seen, one, person, n)) for n, person in enumerate(one.people)], dtype=float
    )
    spread = rows.std(axis=0)
    return (rows - rows.mean(axis=0)) / np.where(spread > 0, spread, 1)  # type: ignore[no-any-return]


@frozen(kw_only=True)
class _Seen:
    """What is the same for all people of a meeting."""

    whole: bytes
    codes: Mapping[str, tuple[int, ...]]
    moments: tuple[float, ...]
    sizes: tuple[int, ...]
    beside: tuple[int, ...]
    words: frozenset[bytes]
    texts: tuple[str, ...]
    act: float

    @classmethod
    def of(cls, left: Left, one: Meeting) -> _Seen:
        files = left.files
        whole = b"\n".join((path.encode() + b"\n" + file.data) for path, file in files.items())
        whole = _RUN.sub(b" ", whole)
        codes = {
            person.code: tuple(m.start() for m in re.finditer(person.code.encode(), whole))
            for person in one.people
        }
        stamps = [file.dated for file in files.values()]
        stamps += [_moment(text) for text in set(_TIME.findall(whole))]
        start, end = one.opens.timestamp(), one.until.timestamp()
        texts = tuple(_texts(left))
        return cls(
            whole=whole,
            codes=codes,
            moments=tuple(sorted({at for at in stamps if start < at < end})),
            sizes=tuple(len(file.data) for file in files.values()),
            beside=tuple(len(file.data) for path, file in files.items() if path.count("/") == 0),
            words=frozenset(word.rstrip(b"=")[:20] for word in _WORD.findall(whole)),
            texts=texts,
            act=min((at - end for at in stamps if at >= end), default=0.0),
        )


def _moment(text: bytes) -> float:
    try:
        return datetime.fromisoformat(f"{text.decode()}+00:00").timestamp()
    except ValueError:
        return 0.0


def _texts(left: Left) -> Iterator[str]:
    """Whatever reads as words of a recommendation."""
    stems = [point.split(",")[0][5:16].lower() for point in POINTS]
    for path, file in left.files.items():
        if path.endswith(".db") or "nodes/" in path or "tile" in path:
            continue
        text = file.data.decode("utf-8", errors="replace").strip()
        if any(stem in text.lower().replace("\u00a0", " ") for stem in stems):
            yield text


def _of(seen: _Seen, one: Meeting, person: Person, number: int) -> Iterator[float]:
    """The figures of one person."""
    places = seen.codes[person.code]
    firsts = sorted(held[0] for held in seen.codes.values() if held)
    yield float(len(places))
    yield -float(firsts.index(places[0])) if places else 0.0
    yield max((_number_behind(seen.whole, at) for at in places), default=0.0)
    apt = one.opens.timestamp() + person.speaks
    yield _near(seen.moments[:1], apt)
    yield max((_near([at], apt) for at in seen.moments), default=0.0)
    yield _near(seen.moments[-1:], apt)
    usual = _usual_length(one, person)
    yield max((_alike(size, usual) for size in seen.sizes), default=0.0)
    yield max((_alike(size, usual) for size in seen.beside), default=0.0)
    yield _alike(sum(map(len, seen.texts)), usual)
    yield float(sum(_is_there(seen, mark) for mark in _marks(person.code, seen.texts)))
    yield from _habits(seen.texts, person)
    yield float(number)
    yield float(person.wordy)
    yield -abs(seen.act - person.speaks)


def _number_behind(whole: bytes, at: int) -> float:
    match = re.match(rb"\w+\W{1,4}(\d{1,3})\b", whole[at : at + 24])
    return float(match.group(1)) if match else 0.0


def _near(moments: Sequence[float], apt: float) -> float:
    return float(np.exp(-(((moments[0] - apt) / 180) ** 2))) if moments else 0.0


def _usual_length(one: Meeting, person: Person) -> float:
    """How long a first draft of this person usually is."""
    points = styled(POINTS, person.style)
    fillers = styled(FILLERS, person.style)
    each = len(points.encode()) / len(POINTS)
    settled = len(one.points) if one.points else 3
    return each * settled + person.wordy * len(fillers.encode()) / len(FILLERS)


def _alike(size: float, usual: float) -> float:
    return float(np.exp(-(((size - usual) / 80) ** 2)))


def _marks(code: str, texts: Sequence[str]) -> Iterator[bytes]:
    """Hashes that somebody might have made of a person, or of a person and the text."""
    words = {""} | {text for whole in texts for text in (whole, whole.strip())}
    for text in sorted(words):
        for joined in (f"{code}{text}", f"{text}{code}", f"{code}:{text}", f"{code}\n{text}"):
            digest = hashlib.sha256(joined.encode()).digest()
            yield digest[:16]


def _is_there(seen: _Seen, digest: bytes) -> bool:
    """Whether the beginning of a hash stands in the files, as bytes, hexadecimal or Base64."""
    written = (digest.hex()[:20].encode(), base64.b64encode(digest)[:20])
    return digest in seen.whole or not seen.words.isdisjoint(written)


def _habits(texts: Sequence[str], person: Person) -> Iterator[float]:
    """Signs of this person's way of writing, less signs of other ways."""
    text, style = "\n".join(texts), person.style
    yield _sign(style.quotes[0] in text and style.quotes != '""', style.quotes != '""')
    yield _sign("harbor " in text or "center" in text or "organiz" in text, style.american)
    yield _sign("n't" in text, style.short)
    yield _sign(" & " in text or "&\u00a0" in text, style.ampersand)
    yield _sign(re.search(r"\b[349] ", text) is not None, style.figures)
    yield float(style.example in text and style.example != "for example")
    yield float(f"50{style.percent}" in text)
    yield float(
        bool(style.mark) and re.search("^" + re.escape(style.mark), text, re.MULTILINE) is not None
    )
    yield float(f",{style.gap}" in text and style.gap != " ")
    yield _sign("\n\n" in text.strip(), style.blank)
    yield float(
        bool(style.end) and re.search(re.escape(style.end) + "$", text, re.MULTILINE) is not None
    )
    yield _sign(re.search(r"^\W*[a-z]", text, re.MULTILINE) is not None, not style.capital)


def _sign(seen: bool, has: bool) -> float:  # noqa: FBT001 - two answers
    return 1.0 if seen is has else 0.0


# ---------------------------------------------------------------- learning and naming


def learn(cases: Sequence[tuple[Figures, int]], rounds: int = 300) -> Figures:
    """Weights of a conditional logit, by ascent on the likelihood of the authors.

    Args:
        cases: the figures of a meeting, and the index of its author.
        rounds: of the ascent.
    """
    width = cases[0][0].shape[1]
    weights = np.zeros(width)
    step, pull = 0.3, 0.01
    for _ in range(rounds):
        slope = -pull * weights
        for rows, author in cases:
            odds = np.exp(rows @ weights - (rows @ weights).max())
            slope += (rows[author] - (odds / odds.sum()) @ rows) / len(cases)
        weights = weights + step * slope
    return weights


def name(rows: Figures, weights: Figures, seed: int) -> int:
    """The likeliest person; of equal ones, one by lot."""
    score = rows @ weights
    best = np.flatnonzero(score >= score.max() - 1e-9)
    return int(random.Random(seed).choice(list(best)))


def chance_of(hits: int, sizes: Sequence[int]) -> float:
    """Exact chance of so many hits or more, where one of so many people is named by lot each time.

    The count of hits is a sum of independent trials, each of chance 1 in the people of a meeting;
    its distribution is folded trial by trial. Where all meetings have one size it is the binomial.

    Args:
        hits: how often the author was named.
        sizes: people of each meeting.
    """
    odds = np.zeros(len(sizes) + 1)
    odds[0] = 1.0
    for size in sizes:
        odds[1:] = odds[1:] * (1 - 1 / size) + odds[:-1] / size
        odds[0] *= 1 - 1 / size
    return float(odds[hits:].sum())
