"""Is a set of charters coherent? Every fault is found, with its place.

The form of each paper has been checked before: dates are dates, words come from their lists. Here
the papers are held against themselves and against each other. `check` reads no file; it names the
paper and the place in it (``documents[0].sources[1]``), and whoever read the paper adds the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from dipoli.charter.framework import Framework, Names, Source
from dipoli.charter.words import Day, PartyCode, SourceKind, Status
from dipoli.faults import Finding

SOURCES_PAPER = "sources.yaml"
NAMES_PAPER = "parties.yaml"

_CITED = re.compile(r"(.*\.)?(sources|named_in)\[[0-9]+\]")
_OPEN = frozenset({Status.ACTIVE, Status.PROPOSED_ONLY})
_CLOSED = frozenset({Status.ENDED, Status.SUPERSEDED})
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

_Remark = tuple[str, str, str, str]
"""Where, what was expected, what was found, how to mend it."""


def check(
    charters: Mapping[str, Framework], sources: Mapping[str, Source], names: Names
) -> tuple[Finding, ...]:
    """Find every fault in a set of charters.

    Args:
        charters: each charter by the name of its paper without the ending.
        sources: the catalogue of sources, by id.
        names: the names of parties and languages.

    Returns:
        The findings, without lines, in the order in which a reader meets them.
    """
    ids = [charter.id for charter in charters.values()]
    findings = [
        *_of(NAMES_PAPER, _names(names, sources)),
        *_of(SOURCES_PAPER, _texts_are_plain(sources)),
    ]
    for paper, charter in charters.items():
        remarks = [
            *_identity(paper, charter),
            *_seats(charter, names),
            *_dates(charter),
            *_citations(charter, sources),
            *_relations(charter, ids),
            *_work(charter),
            *_texts_are_plain(charter),
        ]
        findings += _of(f"{paper}.yaml", remarks)
    return tuple(findings)


def _of(paper: str, remarks: Iterable[_Remark]) -> list[Finding]:
    return [
        Finding(file=paper, where=where, expected=expected, found=found, mend=mend)
        for where, expected, found, mend in remarks
    ]


# ---------------------------------------------------------------- one charter


def _identity(paper: str, charter: Framework) -> Iterator[_Remark]:
    if charter.id != paper:
        yield (
            "id",
            f"{paper}, as the file is called",
            charter.id,
            "rename the file, or correct the id",
        )
    for where in ("tracks", "sources"):
        if not getattr(charter, where):
            yield where, "at least one", "an empty list", "say at least one"
    yield from _once("tracks", [track.value for track in charter.tracks])
    yield from _once("aliases", charter.aliases)


def _seats(charter: Framework, names: Names) -> Iterator[_Remark]:
    members, observers = charter.members, charter.observers
    yield from _once("members.codes", members.codes)
    yield from _once("members.founders", members.founders)
    yield from _once("observers.codes", observers.codes)
    listed = len(members.codes)
    if members.count is not None and members.complete and members.count != listed:
        yield (
            "members.count",
            f"{listed}, the number of codes, as the list is complete",
            str(members.count),
            "correct the count or the codes, or write complete: false",
        )
    if members.count is not None and not members.complete and members.count < listed:
        yield (
            "members.count",
            f"at least {listed}, the number of codes",
            str(members.count),
            "correct the count or the codes",
        )
    for i, code in enumerate(observers.codes):
        if code in members.codes:
            yield (
                f"observers.codes[{i}]",
                "a party that is not a member",
                f"{code}, which is a member",
                "delete it in one of the two lists",
            )
    for code in members.known_as:
        if code not in (*members.codes, *observers.codes):
            yield (
                f"members.known_as.{code}",
                "a party of this charter",
                code,
                "correct the code, or add the party",
            )
    yield from _named(charter, names)


def _named(charter: Framework, names: Names) -> Iterator[_Remark]:
    for where, code in _codes(charter):
        if code not in names.parties and code not in charter.members.known_as:
            yield (
                where,
                "a party with a name",
                f"{code}, which has none",
                f"correct the code, or add the name in {NAMES_PAPER}",
            )
    for language in charter.names_i18n:
        if language not in names.languages:
            yield (
                f"names_i18n.{language}",
                "a language with a name",
                f"{language}, which has none",
                f"correct the tag, or add the language in {NAMES_PAPER}",
            )


def _dates(charter: Framework) -> Iterator[_Remark]:
    years = charter.years
    if years.end is not None and years.start.is_after(years.end):
        yield "years.end", f"a date not before {years.start}", years.end, "correct one of the two"
    if years.end is not None and charter.status in _OPEN:
        yield (
            "years.end",
            f"null, as the status is {charter.status.value}",
            years.end,
            "correct the status or the end",
        )
    if years.end is None and charter.status in _CLOSED:
        yield (
            "years.end",
            f"a date, as the status is {charter.status.value}",
            "null",
            "correct the status or the end",
        )
    yield from _in_order("documents", [document.date for document in charter.documents])
    yield from _in_order("timeline", [event.date for event in charter.timeline])


def _citations(charter: Framework, sources: Mapping[str, Source]) -> Iterator[_Remark]:
    yield from _once("sources", charter.sources)
    for where, source in _texts(charter):
        if not _CITED.fullmatch(where):
            continue
        if source not in sources:
            yield (
                where,
                f"a source of {SOURCES_PAPER}",
                source,
                f"correct the id, or add the source to {SOURCES_PAPER}",
            )
        elif source not in charter.sources:
            yield (
                where,
                "a source that the charter lists under sources",
                source,
                "add it to the list at the end of the charter",
            )
        elif where.startswith("named_in") and sources[source].kind is not SourceKind.ESSAY:
            yield (
                where,
                "a source of the kind essay",
                f"{source}, of the kind {sources[source].kind.value}",
                "name the essay, or delete the entry",
            )


def _relations(charter: Framework, ids: Sequence[str]) -> Iterator[_Remark]:
    yield from _once("relations", [f"{r.type.value} {r.target}" for r in charter.relations])
    for i, relation in enumerate(charter.relations):
        where = f"relations[{i}].target"
        if relation.target not in ids:
            yield where, "the id of a charter in this folder", relation.target, "correct the id"
        if relation.target == charter.id:
            yield where, "another charter", "the charter itself", "correct or delete the relation"


def _work(charter: Framework) -> Iterator[_Remark]:
    yield from _once("baskets", [basket.id for basket in charter.baskets], inner=".id")
    yield from _once("disputed_terms", [d.term for d in charter.disputed_terms], inner=".term")
    for i, term in enumerate(charter.disputed_terms):
        where = f"disputed_terms[{i}].positions"
        yield from _once(where, [gloss.by for gloss in term.positions], inner=".by")
        if len(term.positions) < 2:  # noqa: PLR2004 - one reading alone disputes nothing
            yield (
                where,
                "the readings of at least two parties",
                str(len(term.positions)),
                "add the other reading, or delete the term",
            )
    dates = [document.date for document in charter.documents]
    for i, commitment in enumerate(charter.commitments):
        of, due = commitment.document_date, commitment.due
        if of is not None and of not in dates:
            yield (
                f"commitments[{i}].document_date",
                "the date of a document of this charter",
                of,
                "correct the date, or add the document",
            )
        if of is not None and due is not None and due[0].isdigit() and of.is_after(Day(due)):
            yield f"commitments[{i}].due", f"a date not before {of}", due, "correct one of the two"
        if not commitment.by:
            yield f"commitments[{i}].by", "at least one party", "an empty list", "say whose it is"


# ---------------------------------------------------------------- what the charters share


def _names(names: Names, sources: Mapping[str, Source]) -> Iterator[_Remark]:
    if names.source not in sources:
        yield "source", f"a source of {SOURCES_PAPER}", names.source, "correct the id"
    yield from _texts_are_plain(names)


def _once(where: str, entries: Sequence[str], inner: str = "") -> Iterator[_Remark]:
    seen: set[str] = set()
    for i, entry in enumerate(entries):
        if entry in seen:
            yield f"{where}[{i}]{inner}", "each entry once", f"{entry} again", "delete or rename it"
        seen.add(entry)


def _in_order(where: str, dates: Sequence[Day]) -> Iterator[_Remark]:
    for i, (before, after) in enumerate(pairwise(dates)):
        if before.is_after(after):
            yield (
                f"{where}[{i + 1}].date",
                f"a date not before {before}, the one above it",
                after,
                "put the entries in the order of their dates",
            )


def _texts_are_plain(value: object) -> Iterator[_Remark]:
    """No text is blank, and none holds a character that hides or turns what a reader sees."""
    for where, text in _texts(value):
        if not text.strip():
            yield where, "a text", "a blank", "write the text, or delete the key"
        for letter in text:
            if letter in _TURNING or unicodedata.category(letter) in _UNSEEN:
                yield (
                    where,
                    "text that shows what it holds",
                    f"the character U+{ord(letter):04X}, which does not show",
                    "delete the character",
                )
                break


def _codes(charter: Framework) -> Iterator[tuple[str, PartyCode]]:
    """Every code of a party in a charter, with its place."""
    for where, text in _texts(charter):
        if isinstance(text, PartyCode):
            yield where, text


def _texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside a value, with its place, in the order of the paper."""
    form = type(value)
    if isinstance(value, str):
        yield where, value
    elif attrs.has(form):
        lead = f"{where}." if where else ""
        for name in attrs.fields_dict(form):
            yield from _texts(getattr(value, name), f"{lead}{name}")
    elif isinstance(value, Mapping):
        lead = f"{where}." if where else ""
        for key, item in value.items():
            yield from _texts(item, f"{lead}{key}")
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, f"{where}[{i}]")
