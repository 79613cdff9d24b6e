"""Two runs side by side: what differs in the question, in the case, and in the answers.

What changed in a case is told thing by thing. Nothing is counted, totalled or ordered by party, and
neither run is called the better one.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from dipoli.workbench.runs.blocks import Pair, beside, blocks
from dipoli.workbench.runs.kinds import Field
from dipoli.workbench.runs.run import Run, Things


@frozen(kw_only=True)
class WordsApart:
    """A word of the question that the two do not share.

    Args:
        field: of the form.
        left: values of the first; none where it was left at its default.
        right: of the second.
    """

    field: Field
    left: tuple[str, ...]
    right: tuple[str, ...]


@frozen(kw_only=True)
class Comparison:
    """Two runs side by side.

    Args:
        same_kind: whether both asked the same kind of question.
        words: words of the question in which they differ, in the order of the form.
        same_papers: whether both rest on the same papers.
        only_left: things of the case that only the first had, in its order.
        only_right: things that only the second had.
        changed: things that both had, and that say something else.
        pairs: the answers, part by part.
    """

    same_kind: bool
    words: tuple[WordsApart, ...]
    same_papers: bool
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    changed: tuple[str, ...]
    pairs: tuple[Pair, ...]


def compare(left: Run, right: Run) -> Comparison:
    """Two runs side by side."""
    return Comparison(
        same_kind=left.question.kind == right.question.kind,
        words=tuple(_words(left, right)),
        same_papers=left.question.rests == right.question.rests,
        only_left=_missing(left.things, right.things),
        only_right=_missing(right.things, left.things),
        changed=tuple(
            name for name, digest in left.things.items() if right.things.get(name, digest) != digest
        ),
        pairs=beside(blocks(left.words), blocks(right.words)),
    )


def _words(left: Run, right: Run) -> Iterator[WordsApart]:
    told = set[str]()
    for one in (*left.question.of.fields, *right.question.of.fields):
        before = left.question.words.get(one.name, ())
        after = right.question.words.get(one.name, ())
        if one.name not in told and before != after:
            told.add(one.name)
            yield WordsApart(field=one, left=before, right=after)


def _missing(here: Things, there: Things) -> tuple[str, ...]:
    return tuple(name for name in here if name not in there)
