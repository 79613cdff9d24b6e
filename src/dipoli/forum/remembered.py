"""What was found by going through a whole standing is found once for it.

A standing never changes: an act makes another. Many readers are shown the same one, each page of
it, until the next act. So what takes going through thousands of things is kept with the standing
that it was found in, for the last few standings asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

from dipoli.forum.standing import Forum

T = TypeVar("T")
Find = Callable[..., T]

_STANDINGS, _EACH = 8, 64
"""So many standings are remembered for each question, and so many answers for each of them."""


class _Nothing:
    """In place of an answer that was not found yet."""


_NOTHING = _Nothing()


def remembered(find: Find[T]) -> Find[T]:
    """Let a question be answered once for each standing and its words.

    Args:
        find: asks a standing, its first argument, and words that can be hashed. It is a pure
            function, and nobody changes what it gives.
    """
    held: dict[int, tuple[Forum, dict[tuple[Hashable, ...], T | _Nothing]]] = {}

    @wraps(find)
    def asked(forum: Forum, *words: Hashable) -> T:
        known = held.get(id(forum))
        # The standing is kept with its answers, so that no other one can have its identity.
        if known is None or known[0] is not forum:
            while len(held) >= _STANDINGS:
                held.pop(next(iter(held.copy())), None)
            known = held[id(forum)] = forum, {}
        answers = known[1]
        found = answers.get(words, _NOTHING)
        if isinstance(found, _Nothing):
            found = find(forum, *words)
            if len(answers) >= _EACH:
                answers.clear()
            answers[words] = found
        return found

    return asked
