"""What waits for what among steps that cannot start, and the shortest circle in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from dipoli.analysis.roadmap.answers import Block, Cause
from dipoli.analysis.roadmap.explain.answers import Wait
from dipoli.analysis.roadmap.model import Model

Blocks = Mapping[str, tuple[Block, ...]]
"""What stands in the way of each step that does not start."""


def waits(model: Model, blocks: Blocks) -> tuple[Wait, ...]:
    """Which of the steps that cannot start waits for which, and why; in the order of the model.

    A step waits for one that must come before it; for one that, verified, would leave more in the
    account in which it is short; for one that would bring a rule in order.
    """
    stuck = {row.id: n for n, row in enumerate(model.steps) if row.id in blocks}
    return tuple(
        Wait(step=name, other=other, block=block)
        for name, n in stuck.items()
        for block in blocks[name]
        for other in _others(model, stuck, n, block)
        if other != name
    )


def _others(model: Model, stuck: Mapping[str, int], n: int, block: Block) -> Iterator[str]:
    if block.cause in (Cause.PREREQUISITE, Cause.ORDER):
        if block.about in stuck:
            yield block.about
        return
    if block.cause is Cause.ACCOUNT:
        yield from (name for name, k in stuck.items() if _fills(model, k, block))
    if block.cause is Cause.STATE:
        yield from (name for name, k in stuck.items() if _mends(model, n, k, block.about))


def _fills(model: Model, k: int, block: Block) -> bool:
    """Whether a step leaves an account better off when it is verified."""
    row = model.steps[k]
    cells = {c for c, a in enumerate(model.cells) if model.accounts[a] == block.account}
    gain = sum(points for cell, points in row.gain if cell in cells)
    return gain > sum(points for cell, points in row.loss if cell in cells)


def _mends(model: Model, n: int, k: int, rule: str) -> bool:
    """Whether a step brings an issue to an option with which another does not break a rule."""
    own = dict(model.steps[n].reach)
    return any(
        max(option, own.get(issue, 0)) not in options
        for one in model.rules
        if one.name == rule
        for issue, options in one.atoms
        for at, option in model.steps[k].reach
        if at == issue
    )


def shortest_circle(found: Sequence[Wait]) -> tuple[Wait, ...]:
    """A shortest circle of waits, each step waiting for the next and the last for the first.

    Returns:
        The first of the shortest in the order of the waits; empty when there is none.
    """
    best: tuple[Wait, ...] = ()
    ahead: dict[str, list[Wait]] = {}
    for wait in found:
        ahead.setdefault(wait.step, []).append(wait)
    for start in ahead:
        circle = _back_to(start, ahead)
        if circle and (not best or len(circle) < len(best)):
            best = circle
    return best


def _back_to(start: str, ahead: Mapping[str, Sequence[Wait]]) -> tuple[Wait, ...]:
    reached: dict[str, tuple[Wait, ...]] = {start: ()}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for wait in ahead.get(at, ()):
            if wait.other == start:
                return (*reached[at], wait)
            if wait.other not in reached:
                reached[wait.other] = (*reached[at], wait)
                queue.append(wait.other)
    return ()
