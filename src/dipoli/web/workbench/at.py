"""The bench whose pages these are: one in a program."""

from __future__ import annotations

from dipoli.workbench.bench import Bench

_laid: list[Bench] = []


def lay(bench: Bench) -> None:
    """Show the cases of a bench from now on, in place of another's."""
    _laid[:] = [bench]


def bench() -> Bench:
    """The bench.

    Raises:
        RuntimeError: none was laid out by who serves the pages.
    """
    if not _laid:
        message = "no bench was laid out"
        raise RuntimeError(message)
    return _laid[0]
