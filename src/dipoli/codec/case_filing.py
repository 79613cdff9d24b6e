"""A passage of a document filed in a case, as a source beside a position or a disputed term.

The case keeps where the words stand and their hash, not the words: whoever holds the document can
find them again. The folder is copied; of its papers only the two that change are written anew, so
that remarks in those two are lost, and every other paper stays as it was, byte by byte. The copy
appears whole or not at all: it is read back before it stands in its place.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from dipoli.analysis.case import Case, IssuePosition, Seen, Source, SourceKind, Span, Term
from dipoli.analysis.discourse.texts import Document, Passage
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_writer import papers_of, yaml_text
from dipoli.codec.question import require
from dipoli.faults import CaseError, Finding, RefusedError

_Row = TypeVar("_Row", IssuePosition, Term)

_DIGITS = 12
"""Hexadecimal digits of a hash in the id of a source."""


@frozen(kw_only=True)
class Filed:
    """A passage that stands in a case as a source.

    Args:
        case: as it is read back.
        source: the source; an earlier one where the same words were filed before.
        beside: the position, ``PARTY.ISSUE``, or the id of the term.
        papers: names of the papers that were written anew.
        folder: where the case stands.
    """

    case: Case
    source: Source
    beside: str
    papers: tuple[str, ...]
    folder: Path


@frozen(kw_only=True)
class Excerpt:
    """A passage in its document, which is what is filed.

    Args:
        document: the document.
        passage: one of its passages.
    """

    document: Document
    passage: Passage

    @property
    def owners(self) -> tuple[str, ...]:
        """Codes of those whose words these are: one actor, the makers of a joint text, nobody."""
        if self.passage.actor is not None:
            return (self.passage.actor,)
        return self.passage.joint


def beside_position(
    folder: Path, excerpt: Excerpt, *, party: str, issue: str, positions: str | None, out: Path
) -> Filed:
    """File a passage beside what a party's position says of an issue.

    Args:
        folder: of the case.
        excerpt: the passage; the party's own words, or those of a text that it made with others.
        party: code of the party or body.
        issue: id of an issue that its position lists.
        positions: id of a set; the first of the case when None.
        out: where the new case will stand; nothing may be there but an empty folder.

    Returns:
        What was filed.

    Raises:
        CaseError: the case has no such set, party or issue.
        RefusedError: the words are not the party's, stand there already, or ``out`` is taken.
        MalformedError: the case cannot be read.
    """
    case = read_case(folder)
    sets = {one.id: one for one in case.position_sets}
    require([] if positions is None else [positions], list(sets), "set of positions")
    chosen = next(iter(sets)) if positions is None else positions
    held = case.positions[chosen]
    require([party], list(held), f"party with a paper of its own in the set {chosen}")
    position = held[party]
    require([issue], [row.issue for row in position.issues], f"issue in the position of {party}")
    _own(case, excerpt, party)
    source, sources = _source(case, excerpt)
    rows = tuple(
        _with_source(row, source.id) if row.issue == issue else row for row in position.issues
    )
    changed = {**held, party: evolve(position, issues=rows)}
    after = evolve(case, sources=sources, positions={**case.positions, chosen: changed})
    papers = ("sources.yaml", f"{sets[chosen].folder}/{party}.yaml")
    return _write(folder, after, papers, out, source, f"{party}.{issue}")


def beside_term(folder: Path, excerpt: Excerpt, *, term: str, out: Path) -> Filed:
    """File a passage beside a disputed term.

    Args:
        folder: of the case.
        excerpt: the passage; somebody's own words.
        term: id of the term.
        out: where the new case will stand; nothing may be there but an empty folder.

    Returns:
        What was filed.

    Raises:
        CaseError: the case has no such term.
        RefusedError: the words are nobody's own, stand there already, or ``out`` is taken.
        MalformedError: the case cannot be read.
    """
    case = read_case(folder)
    require([term], [one.id for one in case.terms], "term")
    _somebodys(excerpt)
    source, sources = _source(case, excerpt)
    terms = tuple(_with_source(one, source.id) if one.id == term else one for one in case.terms)
    after = evolve(case, sources=sources, terms=terms)
    return _write(folder, after, ("sources.yaml", "terms.yaml"), out, source, term)


def _own(case: Case, excerpt: Excerpt, party: str) -> None:
    """A position rests on the party's own words."""
    _somebodys(excerpt)
    of: dict[str, str | None] = {body.code: body.of for body in case.ratifiers}
    mine, code = {party}, of.get(party)
    while code is not None and code not in mine:
        mine.add(code)
        code = of.get(code)
    if not mine & set(excerpt.owners):
        message = (
            f"{_place(excerpt)}: these are words of {', '.join(excerpt.owners)}, and a position of "
            f"{party} rests on its own. File them beside a position of their own, or beside a term."
        )
        raise RefusedError(message)


def _somebodys(excerpt: Excerpt) -> None:
    if not excerpt.owners:
        message = (
            f"{_place(excerpt)}: these are words of none of the corpus's actors, such as a "
            "journalist's question. Choose a passage of an actor's own."
        )
        raise RefusedError(message)


def _place(excerpt: Excerpt) -> str:
    return f"{excerpt.passage.file}, {excerpt.passage.start} to {excerpt.passage.end}"


def _source(case: Case, excerpt: Excerpt) -> tuple[Source, tuple[Source, ...]]:
    """The source of a passage, and all sources with it; the same words are one source."""
    document, passage = excerpt.document, excerpt.passage
    span = Span(
        file=document.file,
        document=document.sha256,
        start=passage.start,
        end=passage.end,
        sha256=passage.sha256,
    )
    for one in case.sources:
        if one.span == span:
            return one, case.sources
    taken = {one.id for one in case.sources}
    stem = f"passage-{document.sha256[:_DIGITS]}-{passage.start}"
    words = [one for one in (*excerpt.owners, document.language, document.source) if one]
    new = Source(
        id=_free(stem, taken),
        kind=SourceKind.PRIMARY,
        title=document.title or document.file,
        date=document.date,
        symbol="",
        seen=Seen.EXCERPT,
        note="; ".join(words),
        span=span,
    )
    return new, (*case.sources, new)


def _free(stem: str, taken: set[str]) -> str:
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _with_source(row: _Row, source: str) -> _Row:
    if source in row.sources:
        message = f"{source}: these words are filed there already. Nothing was written."
        raise RefusedError(message)
    return evolve(row, sources=(*row.sources, source))


def _write(
    folder: Path, after: Case, papers: Iterable[str], out: Path, source: Source, beside: str
) -> Filed:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        message = f"{out}: something stands there. Name a folder that is new or empty."
        raise RefusedError(message)
    written = papers_of(after)
    names = tuple(papers)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as made:
        place = Path(made) / out.name
        shutil.copytree(folder, place, ignore=shutil.ignore_patterns(".*"))
        for name in names:
            text = yaml_text(written[name], after.mark)
            (place / name).write_text(text, encoding="utf-8", newline="\n")
        read = read_case(place)
        if evolve(read, digest="") != evolve(after, digest=""):
            fault = Finding(
                file=str(folder),
                expected="a case that does not change while it is filed in",
                found="other papers than were read a moment ago",
                mend="file the passage again",
            )
            raise CaseError([fault])
        if out.exists():
            out.rmdir()
        shutil.move(place, out)
    return Filed(case=read, source=source, beside=beside, papers=names, folder=out)
