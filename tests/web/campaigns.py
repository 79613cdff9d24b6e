"""What is owed of the site's answers, whole: operations, access, swapped ids, their time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache

from tests.web.matrix import cases, desk, mismatch, scene
from tests.web.stage import visitor
from tests.web.swaps import ASKERS, addresses, leaks
from tests.web.trial import READERS, ask, at_site, operations, write_of
from tests.web.trial_reader import Reader
from tests.web.walks import shown

from dipoli.web.routes import ACTIONS, ROUTES

EXAMPLES = 200
OPERATIONS = (
    len(ROUTES)
    + sum(bool(one.media) and not one.is_own_twin for one in ROUTES)
    + sum(bool(one.events) for one in ROUTES)
    + len(ACTIONS)
)
"""Each twin, each document that is not its own twin, each stream, and each action."""
SLICES, TAKEN = 200, 50
"""The matrix is cut into slices that run through all of it; so many of them are asked for."""
EACH = 12
PAIRS = 400
APART = 0.05
"""Medians of the two kinds of answers lie no further apart than this share of the smaller one."""

_stack = ExitStack()


def _leave() -> None:
    """The last reader's site ends; what is asked next is asked of the stage."""
    _stack.close()


@cache
def _reader(who: str) -> Reader:
    """A reader at its site; whoever was there before has left."""
    _leave()
    return _stack.enter_context(at_site(who, EACH))


def asked_as(who: str) -> Callable[[int], None]:
    """Every operation, as one reader: a seed for each; half of what it sends is done."""

    def check(seed: int) -> None:
        reader, name = _reader(who), list(operations())[seed]
        counted = ask(name, reader, seed, EXAMPLES)
        if write_of(name, reader) is not None:
            assert counted[200] * 2 >= counted.total(), counted

    return check


def as_stated(seed: int) -> None:
    """A slice of the matrix of access: of a demonstration first, then where there are accounts."""
    held = cases()[seed::SLICES]
    with shown(scene()):
        found = [mismatch(one) for one in held if one.demonstration]
        with desk():
            found += [mismatch(one) for one in held if not one.demonstration]
    assert not [one for one in found if one][:3]


def nothing_of_others(seed: int) -> None:
    """Every address that anybody comes to, asked for as one reader."""
    code = ASKERS[seed]
    assert not [leak for page in addresses(EACH) for leak in leaks(code, page)][:3]


def no_telling_by_the_clock(seed: int) -> None:
    """What is another's and what does not exist take as long, for who sits elsewhere."""
    _leave()
    _reader.cache_clear()
    who, room = visitor("XTV"), ("offices-xks", "offices-xse", "nowhere")[seed % 3]
    held: dict[str, list[float]] = {room: [], "nothing": []}
    for _ in range(PAIRS):
        for name, times in held.items():
            start = time.perf_counter()
            assert who.get(f"/forums/exercise/{name}/log.json").status_code == 404
            times.append(time.perf_counter() - start)
    one, other = (statistics.median(times) for times in held.values())
    assert abs(one - other) <= max(APART * min(one, other), 0.0001), (one, other)


CAMPAIGNS: dict[str, tuple[Callable[[int], None], int]] = {
    f"The matrix of access, {TAKEN} of {SLICES} slices: no mismatch": (as_stated, TAKEN),
    "Ids swapped across delegations and circles: nothing of others": (
        nothing_of_others,
        len(ASKERS),
    ),
    **{
        f"Every operation {EXAMPLES} times as {who}: none fails, each as described": (
            asked_as(who),
            OPERATIONS,
        )
        for who in READERS
    },
    "By the clock nobody tells another's from what does not exist": (no_telling_by_the_clock, 6),
}
"""What is owed: sentence to the check and the number of seeds."""
