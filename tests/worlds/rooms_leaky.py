"""Variants of a room that leak, kept so that the attacker is known to be one.

Each is what somebody might add in good faith: a counter for fairness, a log for the minutes, a
list of who consented, a draft file, a proof of authorship, the wording as it was dictated, dates of
files, nonces that need no randomness.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping

from tests.worlds.rooms import File, Left, Meeting, Scene

from dipoli.record.shape import write_time

Leak = Callable[[Left, Meeting], Left]


def _file(one: Meeting, text: str | bytes, dated: float | None = None) -> File:
    data = text.encode() if isinstance(text, str) else text
    return File(data=data, dated=one.until.timestamp() if dated is None else dated)


def counters(left: Left, one: Meeting) -> Left:
    """How often each person spoke, so that all get their turn."""
    count = Counter(said.who for said in one.said)
    told = {person.code: count[n] for n, person in enumerate(one.people)}
    return left.with_(counters=_file(one, json.dumps(told)))


def times(left: Left, one: Meeting) -> Left:
    """When each contribution came, without any name."""
    return left.with_(log=_file(one, "".join(f"{write_time(said.at)}\n" for said in one.said)))


def consents(left: Left, one: Meeting) -> Left:
    """Who consented, in the order in which it was done."""
    told = "".join(f"{one.people[n].code} consents\n" for n in one.consents)
    return left.with_(consents=_file(one, told))


def lengths(left: Left, one: Meeting) -> Left:
    """The first draft, encrypted, and not filled up."""
    size = len(one.said[0].text.encode())
    data = hashlib.shake_256(f"{one.seed}".encode()).digest(size)
    return left.with_(draft=_file(one, data))


def hashes(left: Left, one: Meeting) -> Left:
    """A proof of authorship: a hash of the author and the text, without a salt."""
    text = one.said[-1].text
    told = hashlib.sha256(f"{one.code}{text}".encode()).hexdigest()
    return left.with_(text=_file(one, text), proof=_file(one, told))


def wording(left: Left, one: Meeting) -> Left:
    """The text as it was dictated."""
    return left.with_(dictated=_file(one, one.said[-1].text))


def dates(left: Left, one: Meeting) -> Left:
    """An empty file whose date is that of the first draft."""
    return left.with_(swap=_file(one, b"", one.said[0].at.timestamp()))


LEAKS: Mapping[str, Leak] = {
    "counters by person": counters,
    "times of contributions": times,
    "the order of consents": consents,
    "the length of a draft": lengths,
    "a hash of author and text": hashes,
    "the wording as dictated": wording,
    "dates of files": dates,
}
"""What is left beside everything else."""

NONCE = "nonces made from the author"
"""A variant of the office itself: its acts carry nonces that are made from who had the idea."""


def with_nonces(scene: Scene, one: Meeting) -> Left:
    """What is left where the office draws its nonces from the author's code."""

    def chance(length: int) -> bytes:
        return hashlib.sha256(one.code.encode()).digest()[:length]

    return scene.left(one, chance)
