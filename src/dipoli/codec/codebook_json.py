"""What ``dipoli codebook`` prints as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.difference import Effect, Found
from dipoli.analysis.discourse.lint import Covered, Remark, Severity
from dipoli.analysis.discourse.lint_texts import Overlap
from dipoli.analysis.discourse.merging import Conflict, Merge, named
from dipoli.analysis.discourse.outline import Change, Tree
from dipoli.analysis.discourse.outline import Place as Names
from dipoli.analysis.discourse.standing import standing_of
from dipoli.analysis.discourse.texts import Corpus
from dipoli.codec.codebook_file import CodebookPaper
from dipoli.codec.yaml12 import Place, show_place
from dipoli.faults import Finding

Plain = dict[str, Any]


def place_in(codebook: Codebook, names: Names) -> Place:
    """A place by names as the place in the file, where issues and examples go by number."""
    if names[:1] != ("issues",):
        return names if names[:1] == ("cues",) else ("codebook", *names)
    numbers = {one.id: at for at, one in enumerate(codebook.issues)}
    if len(names) == 1 or names[1] not in numbers:
        return ("issues",)
    at = numbers[names[1]]
    rest: Place = names[2:]
    if names[2:3] == ("examples",) and len(names) > 3:  # noqa: PLR2004 - the example's name
        texts = [f"{one.language}: {one.text}" for one in codebook.issues[at].examples]
        known = names[3] in texts
        rest = ("examples", texts.index(names[3]), *names[4:]) if known else ("examples",)
    return ("issues", at, *rest)


def faulty_object(findings: Sequence[Finding]) -> Plain:
    """A codebook that cannot be used."""
    return {
        "schema": "dipoli.codebook-check/1",
        "ok": False,
        "codebook": None,
        "findings": [attrs.asdict(one) for one in findings],
        "remarks": [],
        "corpus": None,
        "case": None,
        "overlaps": None,
    }


def checked_object(
    paper: CodebookPaper,
    remarks: Sequence[Remark],
    corpus: Corpus | None,
    case: Covered | None,
    overlaps: Sequence[Overlap] | None,
) -> Plain:
    """What a check found."""
    return {
        "schema": "dipoli.codebook-check/1",
        "ok": not any(one.severity is Severity.ERROR for one in remarks),
        "codebook": _book(paper.codebook),
        "findings": [],
        "remarks": [
            {
                "severity": one.severity.value,
                "topic": one.topic.value,
                "line": paper.paper.line_of(one.place),
                "where": show_place(one.place),
                "found": one.found,
                "mend": one.mend,
            }
            for one in remarks
        ],
        "corpus": _corpus(corpus),
        "case": None if case is None else case.case,
        "overlaps": None if overlaps is None else [attrs.asdict(one) for one in overlaps],
    }


def compared_object(
    books: tuple[Codebook, Codebook],
    changes: Sequence[Change],
    corpus: Corpus | None,
    effects: Sequence[Effect] | None,
) -> Plain:
    """What a change changes; every passage gained or lost is told with its span and hash."""
    return {
        "schema": "dipoli.codebook-compare/1",
        "old": _book(books[0]),
        "new": _book(books[1]),
        "changes": [
            {
                "place": named(one.place),
                "turn": one.turn.value,
                "before": one.before,
                "after": one.after,
            }
            for one in changes
        ],
        "corpus": _corpus(corpus),
        "effects": None if effects is None else [_effect(one) for one in effects],
    }


def merged_object(papers: Sequence[CodebookPaper], found: Merge, written: str | None) -> Plain:
    """What came of a merge."""
    return {
        "schema": "dipoli.codebook-merge/1",
        "written": written,
        "codebook": None
        if found.codebook is None or written is None
        else {"id": found.codebook.id, "version": found.codebook.version},
        "conflicts": [_conflict(papers, one) for one in found.conflicts],
        "unknown": list(found.unknown),
        "faults": [
            {
                "where": show_place(one.place),
                "expected": one.expected,
                "found": one.found,
                "mend": one.mend,
            }
            for one in found.faults
        ],
    }


def _book(codebook: Codebook) -> Plain:
    return {"id": codebook.id, "version": codebook.version, "sha256": codebook.digest}


def _corpus(corpus: Corpus | None) -> Plain | None:
    if corpus is None:
        return None
    return {
        "documents": len(corpus.documents),
        "passages": len(corpus.passages),
        "sha256": corpus.digest,
        "mark": standing_of(corpus),
    }


def _effect(one: Effect) -> Plain:
    return {
        "issue": one.issue,
        "gained": [_found(each) for each in one.gained],
        "lost": [_found(each) for each in one.lost],
        "kept": one.kept,
        "stance": one.stance,
        "counts": [
            {
                "actors": list(row.actors),
                "language": row.language,
                "passages": row.passages,
                "before": row.before,
                "after": row.after,
            }
            for row in one.counts
        ],
    }


def _found(one: Found) -> Plain:
    return {
        "file": one.passage.file,
        "start": one.passage.start,
        "end": one.passage.end,
        "sha256": one.passage.sha256,
        "seed": one.code.seed,
        "seed_start": one.code.start,
        "seed_end": one.code.end,
    }


def _conflict(papers: Sequence[CodebookPaper], one: Conflict) -> Plain:
    sides = zip(("base", "mine", "yours"), papers, (one.base, one.mine, one.yours), strict=True)
    return {"place": named(one.place)} | {
        name: {"line": paper.line_of(place_in(paper.codebook, one.place)), "text": _text(tree)}
        for name, paper, tree in sides
    }


def _text(tree: Tree | None) -> str | None:
    """The text of a side; None where the part is not there or is more than a text."""
    return tree if isinstance(tree, str) else None
