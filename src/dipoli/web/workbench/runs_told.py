"""What pages say of a run: its question in words, its state, its answer in parts, its receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from dipoli.analysis.case import Case
from dipoli.forum.names import moment
from dipoli.told import tell
from dipoli.web.workbench.runs_forms import shown
from dipoli.workbench.runs.blocks import Block, Shape, blocks
from dipoli.workbench.runs.kinds import BY_NAME
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

FILES = (
    ("wb_run_print", tell("PDF for print")),
    ("wb_run_xlsx", tell("Excel")),
    ("wb_run_csv", tell("CSV, a file for each table")),
    ("wb_run_json", tell("JSON")),
)
"""The files of an answer: the address of each, and its words."""
_LONG_ANSWER, _LONG_SECTION = 150, 60
"""Lines of an answer, and of a section of it, from which on sections are folded."""
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


def files(run: Run) -> list[dict[str, str]]:
    """The files of a run, as its page lists them."""
    return [{"told": told, "page": reverse(name, kwargs={"run": run.id})} for name, told in FILES]


_MORE = {"refuses": "refused", "freezes": "still", "longer": "more-verification"}
"""What a what-if changes, by the word of the roadmap's own question that says the same."""
_BEYOND = ("first", "then", "drops")


def changed_roadmap(question: Question) -> str:
    """What fills in the form of the roadmap as a what-if changes it; nothing where none does."""
    if question.kind != "whatif" or any(one in question.words for one in _BEYOND):
        return ""
    if not any(one in question.words for one in _MORE):
        return ""
    fields = BY_NAME["roadmap"].fields
    words = {one.name: question.words.get(one.name, ()) for one in fields}
    for change, name in _MORE.items():
        words[name] += question.words.get(change, ())
    months = sum(map(int, words["more-verification"]))
    words["more-verification"] = (str(months),) if months else ()
    return urlencode([(name, one) for name, held in words.items() for one in held])


def words_of(question: Question, case: Case | None = None) -> Iterator[dict[str, str]]:
    """The words of a question that are not at their defaults."""
    for one in question.of.fields:
        values = question.words.get(one.name, ())
        if values:
            yield {"title": one.title, "values": shown(one, values, case)}


def sections(words: str, *, whole: bool = False) -> list[dict[str, Any]]:
    """An answer in words as sections of a page; items that follow one another are one list.

    Where an answer is long, its long sections are folded.

    Args:
        words: the answer.
        whole: whether nothing is folded.
    """
    held: list[list[Block]] = [[]]
    for one in blocks(words):
        if one.shape is Shape.HEAD:
            held.append([])
        held[-1].append(one)
    fold = not whole and sum(map(len, held)) > _LONG_ANSWER
    return [
        {
            "id": f"part-{number}",
            "head": found[0].text if number else "",
            "folded": bool(number) and fold and len(found) > _LONG_SECTION,
            "parts": list(_parts(found[1:] if number else found)),
        }
        for number, found in enumerate(held)
        if found
    ]


def _parts(held: Sequence[Block]) -> Iterator[dict[str, Any]]:
    for shape, group in groupby(held, _shape):
        yield from _part(shape, group)


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
