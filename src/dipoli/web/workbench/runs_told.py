"""What pages say of a run: its question in words, its state, its answer in parts, its receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse

from dipoli.analysis.case import Case
from dipoli.forum.names import moment
from dipoli.told import tell
from dipoli.web.workbench.runs_forms import shown
from dipoli.workbench.runs.blocks import Block, Shape, blocks
from dipoli.workbench.runs.question import Question
from dipoli.workbench.runs.run import Run, State

STATES: Mapping[State, str] = {
    State.WAITING: tell("Waits for its turn"),
    State.UNDER_WAY: tell("Under way"),
    State.DONE: tell("Answered"),
    State.STOPPED: tell("Stopped"),
    State.FAILED: tell("Not answered"),
    State.INTERRUPTED: tell("Interrupted: the pages stopped while it was under way"),
}
"""How far a run came, in words."""

_RECEIPT = (
    ("method", tell("Method")),
    ("exact", tell("Proven")),
    ("seed", tell("Seed of random numbers")),
    ("inputs", tell("Digest of the papers")),
    ("seconds", tell("Seconds")),
)


def row(run: Run, case: Case | None = None) -> dict[str, Any]:
    """A run in a list.

    Args:
        run: what is told of.
        case: that it was asked of, for names; None where it is not at hand.
    """
    return {
        "id": run.id,
        "page": reverse("wb_run", kwargs={"run": run.id}),
        "title": run.question.of.title,
        "of": run.title,
        "asked": {"utc": run.asked, "shown": moment(run.asked), "capital": None, "over": True},
        "state": STATES[run.state],
        "ended": run.state.ended,
        "answered": run.told is not None,
        "words": list(words_of(run.question, case)),
        "exercise": run.exercise,
    }


def words_of(question: Question, case: Case | None = None) -> Iterator[dict[str, str]]:
    """The words of a question that are not at their defaults."""
    for one in question.of.fields:
        values = question.words.get(one.name, ())
        if values:
            yield {"title": one.title, "values": shown(one, values, case)}


def parts(words: str) -> list[dict[str, Any]]:
    """An answer in words as parts of a page; items that follow one another are one list."""
    return [one for shape, held in groupby(blocks(words), _shape) for one in _part(shape, held)]


def _shape(one: Block) -> str:
    return one.shape.value


def _part(shape: str, held: Iterator[Block]) -> Iterator[dict[str, Any]]:
    if shape == Shape.ITEM.value:
        yield {"shape": shape, "rows": [{"text": one.text, "depth": one.depth} for one in held]}
        return
    for one in held:
        yield {"shape": shape, "text": one.text, "depth": one.depth}


def receipt(run: Run) -> dict[str, Any] | None:
    """How an answer was obtained, and what it rests on."""
    held = run.receipt
    if held is None:
        return None
    return {
        "rows": [
            {"title": title, "value": _value(held[name])}
            for name, title in _RECEIPT
            if held.get(name) is not None
        ],
        "parameters": _pairs(held.get("parameters")),
        "versions": _pairs(held.get("versions")),
        "assumptions": _sentences(held.get("assumptions")),
        "does_not_show": _sentences(held.get("does_not_show")),
    }


def _value(value: object) -> str:
    if isinstance(value, bool):
        return tell("yes") if value else tell("no")
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _pairs(held: object) -> list[dict[str, str]]:
    if not isinstance(held, Mapping):
        return []
    return [{"title": str(name), "value": str(value)} for name, value in held.items()]


def _sentences(held: object) -> list[str]:
    return [str(one) for one in held] if isinstance(held, Sequence) else []
