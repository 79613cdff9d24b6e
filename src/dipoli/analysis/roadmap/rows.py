"""Rows of a model in whole numbers: a step, and options that must not hold all at once."""

from __future__ import annotations

from attrs import frozen

Entry = tuple[int, int]
"""A cell and points."""


@frozen(kw_only=True)
class Rule:
    """Options that must not hold all at once: for each issue the options in question."""

    name: str
    atoms: tuple[tuple[int, frozenset[int]], ...]


@frozen(kw_only=True)
class StepRow:
    """One step that nothing rules out.

    Args:
        id: of the step.
        months: from its start to its verified end.
        loss: points taken at the start, by cell, each cell once.
        gain: points given at the verified end, by cell, each cell once.
        after: steps that must be verified before, or start as one with it.
        orders: steps that the question wants verified before.
        acts: acts that must be decided before.
        reach: numbers of issues with the option that it brings them to.
        value: points of benefit to all members.
        wanted: whether the roadmap is for it.
    """

    id: str
    months: int
    loss: tuple[Entry, ...]
    gain: tuple[Entry, ...]
    after: tuple[int, ...]
    orders: tuple[int, ...]
    acts: tuple[int, ...]
    reach: tuple[tuple[int, int], ...]
    value: int
    wanted: bool
