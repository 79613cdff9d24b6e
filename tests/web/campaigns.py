"""What is owed of the site's answers, whole: operations, access, swapped ids, their time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache

from tests.web.matrix import cases, mismatch, scene
from tests.web.stage import visitor
from tests.web.swaps import ASKERS, addresses, leaks
from tests.web.trial import READERS, Reader, arrived, ask, may_write, operations, trials
from tests.web.walks import shown

from dipoli.web.routes import ACTIONS, ROUTES

EXAMPLES = 200
DOCUMENTS = sum(bool(one.media) and not one.is_own_twin for one in ROUTES)
SLICES = 200
EACH = 12
PAIRS = 400
APART = 0.05
"""Medians of the two kinds of answers lie no further apart than this share of the smaller one."""

_stack = ExitStack()


@cache
def _at_work() -> None:
    _stack.enter_context(trials())


@cache
def _reader(code: str) -> Reader:
    _at_work()
    return arrived(code)


def asked_as(code: str) -> Callable[[int], None]:
    """Every operation, as one reader: a seed for each; half of what it sends is done."""

    def check(seed: int) -> None:
        reader, name = _reader(code), sorted(operations())[seed]
        counted = ask(name, reader, seed, EXAMPLES)
        if may_write(name, reader):
            assert counted[200] * 2 >= counted.total(), counted

    return check


def as_stated(seed: int) -> None:
    """A slice of the matrix of access."""
    with shown(scene()):
        found = [mismatch(one) for one in cases()[seed::SLICES]]
    assert not [one for one in found if one][:3]


def nothing_of_others(seed: int) -> None:
    """Every address that anybody comes to, asked for as one reader."""
    code = ASKERS[seed]
    assert not [leak for page in addresses(EACH) for leak in leaks(code, page)][:3]


def no_telling_by_the_clock(seed: int) -> None:
    """What is another's and what does not exist take as long, for who sits elsewhere."""
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
    **{
        f"Every operation 200 times as {code or 'nobody'}: none fails, each as described": (
            asked_as(code),
            len(ROUTES) + DOCUMENTS + len(ACTIONS),
        )
        for code in READERS
    },
    f"The matrix of access, in {SLICES} slices: no mismatch": (as_stated, SLICES),
    "Ids swapped across delegations and circles: nothing of others": (
        nothing_of_others,
        len(ASKERS),
    ),
    "By the clock nobody tells another's from what does not exist": (no_telling_by_the_clock, 6),
}
"""What is owed: sentence to the check and the number of seeds."""
