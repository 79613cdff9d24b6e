"""What ``dipoli codebook`` prints for people, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.difference import Count, Effect, Found
from dipoli.analysis.discourse.lint import Remark, Severity, Topic
from dipoli.analysis.discourse.lint_texts import Overlap
from dipoli.analysis.discourse.merging import Conflict, Merge, named
from dipoli.analysis.discourse.outline import Change, Place, Tree, Turn
from dipoli.analysis.discourse.standing import standing_of
from dipoli.analysis.discourse.texts import Corpus
from dipoli.codec.codebook_file import CodebookPaper
from dipoli.codec.codebook_json import place_in

COUNTED = (
    "Counts of passages: what was said, not what is wanted. Seeds differ in depth from language to "
    "language, and actors in what they speak about and where: no row is comparable with another."
)
_LONGEST = 160


def checked(
    paper: CodebookPaper,
    remarks: Sequence[Remark],
    corpus: Corpus | None,
    overlaps: Sequence[Overlap] | None,
) -> Iterator[str]:
    """What a check found."""
    codebook = paper.codebook
    yield f"{codebook.id} {codebook.version}, sha256 {codebook.digest}"
    seeds = sum(len(one) for issue in codebook.issues for one in issue.seeds.values())
    yield f"{_count(len(codebook.issues), 'issue')}, {_count(seeds, 'seed')} in {_list(codebook)}"
    if corpus is not None:
        yield standing_of(corpus)
        yield f"corpus: {_count(len(corpus.passages), 'passage')}, sha256 {corpus.digest}"
    for severity in Severity:
        for topic in Topic:
            yield from _group(
                paper, [one for one in remarks if (one.severity, one.topic) == (severity, topic)]
            )
    if overlaps is not None:
        yield ""
        yield "issues that stand in the same passages: both, of either"
        for each in overlaps:
            yield f"  {each.first} and {each.second}: {each.both:,} of {each.either:,}"
        if not overlaps:
            yield "  none"
    yield ""
    errors = sum(one.severity is Severity.ERROR for one in remarks)
    notes = len(remarks) - errors
    yield f"{_count(errors, 'error')}, {_count(notes, 'note')}. Nothing was written."


def _group(paper: CodebookPaper, remarks: Sequence[Remark]) -> Iterator[str]:
    """Remarks of one severity on one topic; one cure for all is told once."""
    if not remarks:
        return
    yield ""
    yield f"{remarks[0].severity.value}: {remarks[0].topic.value}"
    one_cure = len({one.mend for one in remarks}) == 1
    for one in remarks:
        yield f"  line {paper.paper.line_of(one.place)}: {one.found}"
        if not one_cure:
            yield f"    to mend: {one.mend}"
    if one_cure:
        yield f"    to mend: {remarks[0].mend}"


def compared(books: tuple[Codebook, Codebook], changes: Sequence[Change]) -> Iterator[str]:
    """In what two codebooks differ."""
    old, new = books
    yield f"old: {old.id} {old.version}, sha256 {old.digest}"
    yield f"new: {new.id} {new.version}, sha256 {new.digest}"
    yield ""
    yield "In the codebook"
    for one in changes:
        yield f"  {named(one.place)}: {_change(one)}"
    if not changes:
        yield "  nothing differs"


def _change(one: Change) -> str:
    if one.turn is Turn.CHANGED:
        return f'"{one.before}" became "{one.after}"'
    word = one.after if one.turn is Turn.ADDED else one.before
    return f'{one.turn.value} "{word}"' if word else one.turn.value


def effects(corpus: Corpus, found: Sequence[Effect], examples: int) -> Iterator[str]:
    """What a change does to what is found."""
    yield ""
    yield standing_of(corpus)
    yield f"In the results: {_count(len(corpus.passages), 'passage')}, sha256 {corpus.digest}"
    yield f"  {COUNTED}"
    same = 0
    for one in found:
        changed = one.gained or one.lost or one.stance
        known = all((row.before is None) is (row.after is None) for row in one.counts)
        if not changed and known:
            same += 1
            continue
        yield ""
        stance = f", {one.stance:,} of them with another stance" if one.stance else ""
        yield (
            f"  {one.issue}: {len(one.gained):,} gained, {len(one.lost):,} lost, "
            f"{one.kept:,} kept{stance}"
        )
        for row in one.counts:
            yield f"    {_row(row)}"
        for word, passages in (("gained", one.gained), ("lost", one.lost)):
            for each in passages[:examples]:
                yield f"    {word}: {_passage(corpus, each)}"
    yield ""
    yield f"  {_count(same, 'issue')} of {len(found)} with no change."


def _row(row: Count) -> str:
    before, after = ("unknown" if one is None else f"{one:,}" for one in (row.before, row.after))
    who = f"{' and '.join(row.actors)} together" if len(row.actors) > 1 else row.actors[0]
    return f"{who}, {row.language}: {before} before, {after} after, of {row.passages:,}"


def _passage(corpus: Corpus, found: Found) -> str:
    passage = found.passage
    words = " ".join(corpus.words(passage).split())
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"
    return f'{passage.file}#{passage.start}-{passage.end} by "{found.code.seed}": {shown}'


def merged(codebook: Codebook, path: Path) -> Iterator[str]:
    """What was written."""
    yield f"{path}: {codebook.id} {codebook.version}, {_count(len(codebook.issues), 'issue')}"
    yield (
        "Its version is the highest of the three if that one has this very content; otherwise the "
        "middle number of the highest is raised."
    )


def not_merged(papers: Sequence[CodebookPaper], found: Merge) -> Iterator[str]:
    """Why nothing was written."""
    for one in found.conflicts:
        yield f"conflict: {named(one.place)}"
        yield from _sides(papers, one)
    for place in found.unknown:
        yield f"{place} is no conflict: take it out, or correct it"
    for fault in found.faults:
        where = ".".join(map(str, fault.place))
        yield f"put together they do not hold: {where}"
        yield f"  expected: {fault.expected}"
        yield f"  found:    {fault.found}"
    if found.conflicts:
        yield "Settle each with --mine PLACE or --yours PLACE, or edit the files."
    elif found.faults:
        yield "Each edit holds together alone. Correct one of them, then merge again."
    yield "Nothing was written."


def _sides(papers: Sequence[CodebookPaper], one: Conflict) -> Iterator[str]:
    for name, paper, tree in zip(
        ("base", "mine", "yours"), papers, (one.base, one.mine, one.yours), strict=True
    ):
        place: Place = one.place
        line = paper.line_of(place_in(paper.codebook, place))
        yield f"  {name:<5}  {line}: {_shown(tree)}"


def _shown(tree: Tree | None) -> str:
    if tree is None:
        return "(not there)"
    return f'"{tree}"' if isinstance(tree, str) else "(there, changed)"


def _list(codebook: Codebook) -> str:
    return ", ".join(codebook.languages)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
