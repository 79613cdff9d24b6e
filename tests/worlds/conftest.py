"""Nobody pulls the plug in these worlds: files need not reach the disk, so nothing waits for it.

What a crash leaves behind is tested where it belongs, with the depositary and the node.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.worlds.beginnings import at_work
from tests.worlds.world import World, forum


@pytest.fixture(scope="session", autouse=True)
def _without_waiting() -> Iterator[None]:
    """Write files without waiting until the disk has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        patch.setattr(os, "sync", lambda: None)
        yield


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A forum at work, closed: what every test begins from, on a copy of its files."""
    with forum(tmp_path_factory.mktemp("forum") / "first") as world:
        at_work(world)
        assert world.cries == []
    return world


@pytest.fixture
def world(beginning: World, tmp_path: Path) -> Iterator[World]:
    """A copy of it, open."""
    with closing(beginning.moved_to(tmp_path / "forum")) as copy:
        yield copy
