"""A text with its ties as what a question rests on: digests, contents, and things to compare."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dipoli.analysis.case import Case
from dipoli.analysis.meaning import Draft, Tie
from dipoli.workbench.runs import question as questions
from dipoli.workbench.runs.run import Things
from dipoli.workbench.ties import Tied


def contents(held: Tied) -> Mapping[str, bytes]:
    """Contents of the files of a text, by the options of the command that name them."""
    return {"text": held.draft, **({"ties": held.ties} if held.ties else {})}


def digests(held: Tied) -> Mapping[str, str]:
    """Of each file of a text, by the option that names it."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents(held).items()}


def things(held: Tied, case: Case) -> Things:
    """Each place of a text and each tie with a digest, so that two can be compared later.

    Raises:
        MalformedError: a file is damaged.
    """
    return things_of(held.text(), held.readings(case.id).ties)


def things_of(draft: Draft, ties: tuple[Tie, ...]) -> Things:
    """Each place of a text and each tie with a digest of all that it says."""
    rows: list[tuple[str, object]] = [("text", (draft.id, draft.title, draft.version))]
    rows += [(f"words {one.clause} {one.key}", one) for one in draft.places]
    rows += [
        (f"tie {one.clause} {one.place} {one.way} as {one.issue} {one.option}", one) for one in ties
    ]
    return {name: questions.digest_of_value(value) for name, value in rows}
