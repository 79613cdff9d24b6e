"""How a result was obtained, so that anybody can obtain it again and judge it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen(kw_only=True)
class Receipt:
    """How a result was obtained.

    Args:
        method: what was done, in a sentence.
        exact: True when the answer is proven in exact integers or by a closed bound.
        parameters: everything that was chosen, by name.
        seed: seed of the random numbers, or None when no dice were thrown.
        inputs: SHA-256 of the papers on which the result rests.
        versions: name and version of the program and of the solvers.
        seconds: time taken by the given clock, or None when no clock was given.
        assumptions: what the result rests on, in sentences.
        does_not_show: what must not be read out of the result, in sentences.
    """

    method: str
    exact: bool
    parameters: Mapping[str, str]
    seed: int | None
    inputs: str
    versions: Mapping[str, str]
    seconds: float | None
    assumptions: tuple[str, ...] = field(default=())
    does_not_show: tuple[str, ...] = field(default=())
