"""What frameworks are compared by: one function for each topic, the same for every framework.

A topic turns one charter into paragraphs. The page, the text and the terminal lay out the same
paragraphs, so that none of them can say more or less than another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from dipoli.charter.framework import Framework, Frameworks
from dipoli.charter.words import PartyCode
from dipoli.report.frameworks_words import (
    Cites,
    cites_of,
    member_heading,
    silence,
    span,
    word,
)
from dipoli.told import commas, in_words, tell

NONE_LISTED = tell("none listed")
NO_SHARED = tell("No party stands in every list.")


@frozen(kw_only=True)
class Cell:
    """What one charter says on one topic: paragraphs or entries of a list, then a mark."""

    paragraphs: tuple[str, ...]
    listed: bool = False
    mark: str | None = None


@frozen(kw_only=True)
class Row:
    """One topic across the charters that are compared."""

    title: str
    cells: tuple[Cell, ...]


@frozen(kw_only=True)
class Comparison:
    """Charters side by side.

    Args:
        charters: in the order in which they were asked for.
        rows: one for each topic.
        shared: members that every charter lists, in the order of the first.
        partial: whether a list of members is partial, so that more may be shared.
        cites: the numbers of the sources.
    """

    charters: tuple[Framework, ...]
    rows: tuple[Row, ...]
    shared: tuple[PartyCode, ...]
    partial: bool
    cites: Cites


def compare(charters: Sequence[Framework], frameworks: Frameworks) -> Comparison:
    """Put charters side by side.

    Args:
        charters: those to compare, in the order in which they are to stand.
        frameworks: the folder they come from, for sources and names.

    Returns:
        The comparison. It states no difference and no preference: the reader compares.
    """
    cites = cites_of(charters, frameworks)
    rows = tuple(
        Row(title=title, cells=tuple(topic(charter, cites) for charter in charters))
        for title, topic in TOPICS
    )
    first, others = charters[0], charters[1:]
    return Comparison(
        charters=tuple(charters),
        rows=rows,
        shared=tuple(
            code
            for code in first.members.codes
            if all(code in other.members.codes for other in others)
        ),
        partial=any(not charter.members.complete for charter in charters),
        cites=cites,
    )


def mentioned(
    charters: Sequence[Framework], frameworks: Frameworks
) -> Iterator[tuple[PartyCode, str]]:
    """Every party that a comparison mentions, with its name; twice where charters name it apart."""
    seen: set[tuple[PartyCode, str]] = set()
    for charter in charters:
        leads = (code for basket in charter.baskets for code in basket.leads)
        for code in (*charter.members.codes, *charter.observers.codes, *leads):
            named = (code, frameworks.name_of(code, charter))
            if named not in seen:
                seen.add(named)
                yield named


# ---------------------------------------------------------------- the topics


def _nature(charter: Framework, _cites: Cites) -> Cell:
    what = commas((word(charter.kind), word(charter.form)))
    return Cell(
        paragraphs=(what, charter.region, tell("Status: {status}", status=word(charter.status)))
    )


def _years(charter: Framework, _cites: Cites) -> Cell:
    return Cell(paragraphs=_said(span(charter.years), charter.years.note))


def _members(charter: Framework, _cites: Cites) -> Cell:
    members = charter.members
    return Cell(
        paragraphs=_said(
            tell(
                "{members}: {codes}", members=member_heading(members), codes=commas(members.codes)
            ),
            members.note,
        )
    )


def _observers(charter: Framework, _cites: Cites) -> Cell:
    observers = charter.observers
    return Cell(paragraphs=_said(commas(observers.codes) or NONE_LISTED, observers.note))


def _tracks(charter: Framework, _cites: Cites) -> Cell:
    return Cell(paragraphs=(", ".join(track.value for track in charter.tracks),))


def _level(charter: Framework, _cites: Cites) -> Cell:
    return Cell(paragraphs=(charter.level,))


def _decision_rule(charter: Framework, cites: Cites) -> Cell:
    rule = charter.decision_rule
    minus = None if rule.minus is None else tell("Consensus minus: {minus}", minus=rule.minus)
    mark = cites.mark(rule.confidence, rule.sources)
    return Cell(
        paragraphs=_said(
            tell("{mode} {mark}", mode=word(rule.mode), mark=mark),
            rule.text,
            tell("Silence procedure: {silence}", silence=silence(rule.silence_procedure)),
            minus,
        )
    )


def _chair(charter: Framework, _cites: Cites) -> Cell:
    return Cell(paragraphs=_once_said(word(charter.chair.mode), charter.chair.text))


def _secretariat(charter: Framework, _cites: Cites) -> Cell:
    return Cell(paragraphs=(charter.secretariat,))


def _baskets(charter: Framework, _cites: Cites) -> Cell:
    return _list(
        _basket(basket.title, word(basket.kind), basket.leads) for basket in charter.baskets
    )


def _achieved(charter: Framework, cites: Cites) -> Cell:
    return _list(charter.achieved, _whole(charter, cites))


def _stalled(charter: Framework, cites: Cites) -> Cell:
    entries = (
        tell("{cause} ({tag})", cause=stall.cause, tag=word(stall.tag)) for stall in charter.stalled
    )
    return _list(entries, _whole(charter, cites))


def _confidence(charter: Framework, _cites: Cites) -> Cell:
    confidence = charter.confidence
    return Cell(
        paragraphs=_said(
            tell("overall {overall}", overall=in_words(confidence.overall)), confidence.notes
        )
    )


Topic = Callable[[Framework, Cites], Cell]

TOPICS: tuple[tuple[str, Topic], ...] = (
    (tell("What it is"), _nature),
    (tell("Years"), _years),
    (tell("Members"), _members),
    (tell("Observers"), _observers),
    (tell("Tracks"), _tracks),
    (tell("Level"), _level),
    (tell("Decision rule"), _decision_rule),
    (tell("Chair"), _chair),
    (tell("Secretariat"), _secretariat),
    (tell("Baskets"), _baskets),
    (tell("What it achieved (compiler's note)"), _achieved),
    (tell("What stalled or ended it (compiler's note)"), _stalled),
    (tell("Confidence of the whole charter"), _confidence),
)
"""The topics of a comparison, in the order in which a reader meets them."""


def _said(*paragraphs: str | None) -> tuple[str, ...]:
    return tuple(paragraph for paragraph in paragraphs if paragraph is not None)


def _once_said(mode: str, text: str) -> tuple[str, ...]:
    """The mode and the text; the mode alone when the text repeats it."""
    return (mode,) if text.lower() == mode else (mode, text)


def _list(entries: Iterable[str], mark: str | None = None) -> Cell:
    paragraphs = tuple(entries)
    listed = bool(paragraphs)
    return Cell(paragraphs=paragraphs or (NONE_LISTED,), listed=listed, mark=mark)


def _whole(charter: Framework, cites: Cites) -> str:
    """How sure the charter is as a whole, and all that it rests on."""
    return cites.mark(charter.confidence.overall, charter.sources)


def _basket(title: str, kind: str, leads: Sequence[PartyCode]) -> str:
    if not leads:
        return tell("{title} ({kind})", title=title, kind=kind)
    return tell("{title} ({kind}; chaired by {leads})", title=title, kind=kind, leads=commas(leads))
