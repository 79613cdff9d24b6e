"""Two runs side by side: what differs in the question, in the case by thing, and in the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from dipoli.faults import RefusedError
from dipoli.told import tell
from dipoli.web.workbench import meaning_shown, runs_at
from dipoli.web.workbench.answers import of_bench, page
from dipoli.web.workbench.runs_forms import named_for, shown
from dipoli.web.workbench.runs_pages import case_of_run, meant_of
from dipoli.web.workbench.runs_told import row
from dipoli.workbench.bench import Bench
from dipoli.workbench.runs.blocks import Block, Pair, Shape, beside_by_name
from dipoli.workbench.runs.compare import compare
from dipoli.workbench.runs.kinds import MEANING
from dipoli.workbench.runs.run import Run

_SAME, _LONG = 6, 60
"""More parts than these are folded: of what both say, and of a section."""


@of_bench("GET", "HEAD")
def side_by_side(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Two runs: what differs in the question, in the case by thing, and in the answers."""
    left, right = (runs_at.book().run(request.GET.get(one, "")) for one in ("left", "right"))
    if left is None or right is None or left.id == right.id:
        raise RefusedError(tell("Choose two different runs."))
    if left.told is None or right.told is None:
        raise RefusedError(tell("Both runs need an answer to be put side by side."))
    found = compare(left, right)
    pairs, own = _beside(request, left, right)
    before, after = (named_for(request, case_of_run(bench, one)) for one in (left, right))
    held = {
        "left": row(left, before),
        "right": row(right, after),
        "exercise": left.exercise and right.exercise,
        "same_kind": found.same_kind,
        "words": [
            {
                "title": one.field.title,
                "left": shown(one.field, one.left, before),
                "right": shown(one.field, one.right, after),
            }
            for one in found.words
        ],
        "same_papers": found.same_papers,
        "only_left": found.only_left,
        "only_right": found.only_right,
        "changed": found.changed,
        "private": MEANING in {left.question.kind, right.question.kind},
        "mark": " ".join(dict.fromkeys(one.mark for one in (left, right) if one.mark)),
        "own_words": own,
        "groups": list(_groups(pairs or found.pairs)),
    }
    return page(request, "runs_compare.html", tell("Two answers side by side"), held)


def _beside(request: HttpRequest, left: Run, right: Run) -> tuple[tuple[Pair, ...], bool]:
    """What two texts mean, part by part in the reader's language; nothing for other answers."""
    pages = (meant_of(request, one).get("meant") for one in (left, right))
    held = [meaning_shown.blocks(one) for one in pages if one is not None]
    return (beside_by_name(*held), True) if len(held) > 1 else ((), False)


def _groups(pairs: Iterable[Pair]) -> Iterator[dict[str, Any]]:
    """Parts side by side by section; long sections and much that both say are folded."""
    sections: list[list[Pair]] = [[]]
    for one in pairs:
        if _is_head(one):
            sections.append([])
        sections[-1].append(one)
    for held in sections:
        if len(held) > _LONG and held[0].left is not None and _is_head(held[0]):
            yield _group(held[1:], head=held[0].left.text)
            continue
        for same, several in groupby(held, lambda one: one.same and not _is_head(one)):
            group = list(several)
            yield _group(group, folded=same and len(group) > _SAME)


def _is_head(one: Pair) -> bool:
    return one.same and one.left is not None and one.left.shape is Shape.HEAD


def _group(pairs: list[Pair], *, folded: bool = False, head: str = "") -> dict[str, Any]:
    told = [
        {
            "same": one.same,
            "left": None if one.left is None else _block(one.left),
            "right": None if one.right is None else _block(one.right),
        }
        for one in pairs
    ]
    return {"folded": folded or bool(head), "head": head, "pairs": told, "number": len(told)}


def _block(one: Block) -> dict[str, Any]:
    return {"shape": one.shape.value, "text": one.text, "depth": one.depth}
