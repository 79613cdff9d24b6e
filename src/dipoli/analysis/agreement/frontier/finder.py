"""The frontier of a question, by whichever engine fits, checked, and with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

import numpy as np

from dipoli.analysis.agreement.answers import Question, Verdict
from dipoli.analysis.agreement.checker import check_package, gain
from dipoli.analysis.agreement.enumeration import MAX_PACKAGES, count
from dipoli.analysis.agreement.frontier.answers import (
    Frontier,
    FrontierEngine,
    FrontierPoint,
    Outgrown,
    Raw,
)
from dipoli.analysis.agreement.frontier.boxes import by_boxes
from dipoli.analysis.agreement.frontier.counting import by_counting
from dipoli.analysis.agreement.frontier.sums import by_sums
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.told import tell

DOES_NOT_SHOW = (
    "What any government will do, or would say to these packages.",
    "Which point is fair, likely or within reach. A frontier says which packages waste nothing.",
    "Comparisons between parties: each party's points are on its own scale.",
    "An order of merit: points stand in an order of vectors that follows the order of seats.",
)


def frontier(  # noqa: PLR0913 - a question, its means, and how much of the answer
    case: Case,
    question: Question,
    means: Means,
    *,
    listed: int = 10,
    engine: FrontierEngine | None = None,
    boxes: int | None = None,
    progress: Callable[[str], None] = lambda _words: None,
) -> Frontier:
    """The packages of a zone that cannot be improved for one seat without loss to another.

    Args:
        case: the case.
        question: what is asked; soft lines and reading as it has them.
        means: limits and clock.
        listed: at most so many packages are listed for each point.
        engine: one engine alone; None for whichever fits.
        boxes: with boxes, at most so many are looked into; None as `by_boxes` has it.
        progress: told what is being worked on.

    Returns:
        The frontier, or points of it with what was looked through.

    Raises:
        ValueError: there are too many packages for the engine that was asked for, or its sums
            could leave the range of int64.
        Outgrown: the engine that was asked for gave up.
        RuntimeError: the checker refuses what an engine said.
    """
    start = means.now()
    model = build(case, question)
    raw = None
    for chosen in (engine,) if engine is not None else _likely(model):
        try:
            raw = _whole(model, chosen, means, listed, progress)
            break
        except Outgrown:
            if engine is not None and not means.stop():
                raise
    if raw is None and means.stop():
        raw = _nothing(len(model.seats))
    elif raw is None:
        chosen = FrontierEngine.BOXES
        raw = by_boxes(case, question, model, means, listed=listed, boxes=boxes, progress=progress)
    progress("frontier: checking")
    return Frontier(
        question=question,
        verdict=_verdict(raw),
        points=_points(case, question, model, raw),
        complete=raw.complete,
        engine=chosen,
        coverage=raw.coverage,
        receipt=_receipt(case, question, means, chosen, raw, means.since(start)),
    )


def _likely(model: Model) -> tuple[FrontierEngine, ...]:
    """What is tried when no engine was asked for, one after another; boxes come last.

    Counting is sure to end, so it comes first where it can run at all. Only where nothing hangs on
    two issues at once are sums always quicker.
    """
    if count(model) > MAX_PACKAGES:
        return (FrontierEngine.SUMS,)
    if model.bars or model.calls or any(floor.synergies for floor in model.floors):
        return (FrontierEngine.ENUMERATION, FrontierEngine.SUMS)
    return (FrontierEngine.SUMS, FrontierEngine.ENUMERATION)


def _whole(
    model: Model,
    engine: FrontierEngine,
    means: Means,
    listed: int,
    progress: Callable[[str], None],
) -> Raw | None:
    """The whole frontier by an engine that gives the whole or nothing; None for boxes.

    Raises:
        Outgrown: it gave up, or was ended.
    """
    if engine is FrontierEngine.BOXES:
        return None
    progress(f"frontier: {engine.value}")
    by = by_counting if engine is FrontierEngine.ENUMERATION else by_sums
    return by(model, listed=listed, stop=means.stop)


def _nothing(seats: int) -> Raw:
    """What an engine that gives the whole or nothing has when it is ended: it is all unknown."""
    return Raw(
        gains=np.zeros((0, seats), np.int64),
        counts=[],
        packages=[],
        complete=False,
        coverage="It was ended before the first point was known.",
    )


def _verdict(raw: Raw) -> Verdict:
    if raw.counts:
        return Verdict.COMMON_GROUND
    return Verdict.NONE if raw.complete else Verdict.UNKNOWN


def _points(case: Case, question: Question, model: Model, raw: Raw) -> tuple[FrontierPoint, ...]:
    """Points with their packages by id; one package of each is checked.

    Raises:
        RuntimeError: the checker refuses one, or reckons other gains.
    """
    points = []
    rows = zip(raw.gains.tolist(), raw.counts, raw.packages, strict=True)
    for gains, packages, listed in rows:
        named = tuple(model.package(one) for one in listed)
        for one in named[:1]:
            check = check_package(case, question, one)
            told = [gain(case, question, code, one) for code in question.seats]
            if not check.accepted or told != gains:
                message = f"the checker refuses a point of a frontier: {check.reasons}"
                raise RuntimeError(message)
        points.append(FrontierPoint(gains=tuple(gains), count=packages, packages=named))
    return tuple(points)


def _receipt(
    case: Case,
    question: Question,
    means: Means,
    engine: FrontierEngine,
    raw: Raw,
    seconds: float | None,
) -> Receipt:
    chosen = case.position_set(question.positions)
    return Receipt(
        method=tell(
            "One integer model of the case. Small questions are counted package by package; larger "
            "ones are added up issue by issue, without what is dominated; where that grows too "
            "large, the space of gains is split into boxes, each of which gives a point or is "
            "proven to hold none. A package of each point was checked again in exact integers by a "
            "checker that shares no code. With boxes, that one holds no point may rest on the "
            "solver's floating-point proof; all else is exact."
        ),
        exact=raw.complete and engine is not FrontierEngine.BOXES,
        parameters={
            "positions": question.positions,
            "agreement": chosen.agreement.value,
            "seats": " ".join(question.seats),
            "without": " ".join(question.without),
            "soft lines": question.soft_lines.value,
            "reading": question.reading.value,
            "held": " ".join(
                f"{atom.issue}={'|'.join(map(str, atom.options))}" for atom in question.hold
            ),
            "baskets that stay": " ".join(question.still),
            "engine": engine.value,
            "seconds for one solve": f"{means.limit:g}",
        },
        seed=None,
        inputs=case.digest,
        versions={
            "dipoli": version("dipoli"),
            "numpy": version("numpy"),
            "scipy": version("scipy"),
        },
        seconds=seconds,
        assumptions=(*(f"{name}: {text}" for name, text in case.rules.items()), *case.limits),
        does_not_show=DOES_NOT_SHOW,
    )
