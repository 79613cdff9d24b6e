"""Whoever waits comes first, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from tests.web.stage import stage

stage()
from dipoli.web.asgi import OTHERS, Turns, _is_waited_for  # noqa: E402 - after the settings


async def order(turns: Turns, asked: list[tuple[str, bool]]) -> list[str]:
    """Names in the order of their turns, while one turn is taken at a time."""
    came: list[str] = []

    async def one(name: str, *, first: bool) -> None:
        await turns.take(first=first)
        came.append(name)
        await asyncio.sleep(0)
        turns.give()

    await turns.take(first=False)
    tasks = [asyncio.create_task(one(name, first=first)) for name, first in asked]
    await asyncio.sleep(0)
    turns.give()
    await asyncio.gather(*tasks)
    return came


def test_people_come_before_pages_that_ask_by_themselves() -> None:
    asked = [("page 1", False), ("page 2", False), ("person 1", True), ("person 2", True)]
    found = asyncio.run(order(Turns(1), asked))
    assert found == ["person 1", "person 2", "page 1", "page 2"]


def test_pages_are_not_kept_waiting_for_ever() -> None:
    people = [(f"person {number}", True) for number in range(3 * OTHERS)]
    found = asyncio.run(order(Turns(1), [("page", False), *people]))
    assert found.index("page") == OTHERS - 1


@pytest.mark.parametrize("gone", [0, 1])
def test_a_turn_is_not_lost_with_who_waited_for_it(gone: int) -> None:
    async def scene() -> None:
        turns = Turns(1)
        await turns.take(first=True)
        waiting = [asyncio.create_task(turns.take(first=True)) for _ in range(2)]
        await asyncio.sleep(0)
        if gone:
            turns.give()  # it has its turn, and goes before it knows
        waiting[0].cancel()
        await asyncio.sleep(0)
        if not gone:
            turns.give()
        await asyncio.wait_for(waiting[1], 5)
        turns.give()
        await asyncio.wait_for(turns.take(first=False), 5)

    asyncio.run(scene())


def test_no_more_compute_at_once_than_there_are_turns() -> None:
    async def scene() -> int:
        turns, now, most = Turns(3), 0, 0

        async def one() -> None:
            nonlocal now, most
            await turns.take(first=False)
            now, most = now + 1, max(most, now + 1)
            await asyncio.sleep(0)
            now -= 1
            turns.give()

        made: Callable[[], Awaitable[None]] = one
        await asyncio.gather(*(made() for _ in range(20)))
        return most

    assert asyncio.run(scene()) == 3


@pytest.mark.parametrize(
    ("method", "mode", "waited"),
    [("GET", b"navigate", True), ("GET", b"cors", False), ("POST", b"cors", True)],
)
def test_who_opens_a_page_or_sends_something_waits(method: str, mode: bytes, waited: bool) -> None:  # noqa: FBT001 - a table
    scope = {"method": method, "headers": [(b"sec-fetch-mode", mode)]}
    assert _is_waited_for(scope) is waited
