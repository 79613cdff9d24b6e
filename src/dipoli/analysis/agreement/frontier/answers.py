"""Pareto frontiers: packages of the zone that no other package of the zone dominates.

A package dominates another when every seat gains at least as much from it, and one gains more.
Packages of equal gains do not dominate each other: all of them are counted, and some are listed.
"""

from __future__ import annotations

import enum

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from dipoli.analysis.agreement.answers import Package, Question, Verdict
from dipoli.analysis.receipt import Receipt

Ints = NDArray[np.int64]


class FrontierEngine(enum.Enum):
    """What found a frontier."""

    ENUMERATION = "enumeration"
    SUMS = "sums issue by issue"
    BOXES = "boxes by mixed-integer programming"


class Outgrown(Exception):  # noqa: N818 - an outcome, not a fault
    """A frontier was given up: its tables outgrew their limit, or the search was ended."""


@frozen(kw_only=True)
class FrontierPoint:
    """One vector of gains, and the packages that have it.

    Args:
        gains: utility above the reservation value for each seat, in the order of the question
            (whole points).
        count: how many packages of the zone have exactly these gains (exact whole number).
        packages: those listed, in counting order, at most as many as were asked for; complete when
            there are as many as ``count`` says.
    """

    gains: tuple[int, ...]
    count: int
    packages: tuple[Package, ...]


@frozen(kw_only=True)
class Frontier:
    """The packages of a zone that cannot be improved for one seat without loss to another.

    Args:
        question: what was asked.
        verdict: common ground with points; none when the zone was proven empty; else unknown.
        points: in descending lexicographic order of gains in the order of seats. This is an order
            of vectors, not of merit.
        complete: every point of the frontier is there.
        engine: what found it.
        coverage: what was looked through when it is not complete, in a sentence; empty otherwise.
        receipt: how it was obtained.
    """

    question: Question
    verdict: Verdict
    points: tuple[FrontierPoint, ...]
    complete: bool
    engine: FrontierEngine
    coverage: str
    receipt: Receipt


@frozen(kw_only=True, eq=False)
class Raw:
    """What an engine found, before it is told.

    Args:
        gains: a row for each point, in descending lexicographic order; shape (points, seats).
        counts: how many packages have each of them.
        packages: those listed for each, in counting order: an option for every issue.
        complete: every point of the frontier is there.
        coverage: what was looked through when it is not complete; empty otherwise.
    """

    gains: Ints
    counts: list[int]
    packages: list[list[tuple[int, ...]]]
    complete: bool = True
    coverage: str = ""
