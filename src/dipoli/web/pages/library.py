"""What was tried: the charters of earlier frameworks, one by one and side by side.

Everything here comes from public material and rests on nobody's record, so anybody may read it.
Parties stand in the order of the charter's own file, by the names under which they took part.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import reverse

from dipoli.charter.framework import Commitment, Framework, Frameworks
from dipoli.charter.words import Cause, PartyCode
from dipoli.codec.framework_folder import read_frameworks
from dipoli.codec.shipped import shipped
from dipoli.forum.wording import codes_of, in_names
from dipoli.report.frameworks_topics import Cell, compare
from dipoli.report.frameworks_words import (
    NOTE,
    NOTICE,
    Cites,
    cites_of,
    day,
    due,
    member_heading,
    short_span,
    silence,
    source_line,
    span,
    word,
)
from dipoli.told import Moment, commas, tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import Input, Route

FEWEST = 2
"""Frameworks that make a comparison."""

ORDER = tell(
    "Parties stand in the order of the charter's file; the order says nothing about status."
)


@functools.cache
def shelf() -> Frameworks:
    """The frameworks that come with Dipoli, read once in this program."""
    return read_frameworks(shipped("frameworks"))


# ---------------------------------------------------------------- pages


def frameworks(_asked: Asked) -> Page:
    """All of them, by the day on which they began."""
    held = shelf()
    return Page(
        title=tell("Frameworks: what was tried"),
        twin={
            "frameworks": [listed(one) for one in held.charters],
            "compare": reverse("compare_frameworks"),
            "rules": reverse("rules"),
            "notice": _notice(),
        },
    )


def framework(asked: Asked) -> Page:
    """One of them, whole.

    Raises:
        MissingError: there is none of this name.
    """
    held, charter = shelf(), _charter(asked.words["framework"])
    cites, named = cites_of([charter], held), _names(charter)
    parts: Twin = {
        "note": charter.years.note,
        "facts": list(_facts(charter, cites)),
        "members": _members(charter),
        "sections": list(_sections(charter, cites)),
        "commitments": [_commitment(one, charter, cites) for one in charter.commitments],
        "terms": list(_terms(charter)),
        "relations": list(_relations(charter)),
        "confidence": {
            "overall": charter.confidence.overall,
            "notes": charter.confidence.notes,
        },
    }
    return Page(
        title=charter.name,
        twin={
            **listed(charter),
            "also": list(charter.aliases),
            "named": [
                {"language": held.names.languages.get(one, one), "lang": str(one), "name": name}
                for one, name in charter.names_i18n.items()
            ],
            **_all_named(parts, named),
            "sources": _sources(cites),
            "compare": reverse("compare_frameworks"),
            "notice": _notice(),
        },
    )


def compare_frameworks(asked: Asked) -> Page:
    """Those that were chosen, side by side, topic by topic; the reader compares.

    Raises:
        MissingError: one that was chosen is not there.
    """
    held = shelf()
    chosen = [_charter(one) for one in _chosen(asked)]
    twin: Twin = {
        "chosen": [listed(one) for one in chosen],
        "others": [listed(one) for one in held.charters if one not in chosen],
        "rows": [],
        "shared": None,
        "partial": False,
        "sources": [],
        "notice": _notice(),
    }
    if len(chosen) >= FEWEST:
        found = compare(chosen, held)
        twin |= {
            "rows": [
                {
                    "topic": row.title,
                    "cells": [
                        _cell(cell, charter)
                        for cell, charter in zip(row.cells, chosen, strict=True)
                    ],
                }
                for row in found.rows
            ],
            "shared": [held.name_of(code, chosen[0]) for code in found.shared],
            "partial": found.partial,
            "sources": _sources(found.cites),
        }
    return Page(title=tell("Frameworks side by side"), twin=twin)


# ---------------------------------------------------------------- one framework in a list


def listed(charter: Framework) -> Twin:
    """A framework as a list shows it."""
    rule = charter.decision_rule
    stalls = [one for one in charter.stalled if one.tag is not Cause.NOT_APPLICABLE]
    return {
        "id": str(charter.id),
        "name": charter.name,
        "short": charter.short_name,
        "page": reverse("framework", kwargs={"framework": charter.id}),
        "years": short_span(charter.years),
        "span": span(charter.years),
        "kind": word(charter.kind),
        "form": word(charter.form),
        "status": word(charter.status),
        "region": charter.region,
        "tracks": [one.value for one in charter.tracks],
        "rule": word(rule.mode),
        "rule_text": rule.text,
        "rule_confidence": rule.confidence,
        "baskets": [one.title for one in charter.baskets],
        "stalled": [{"tag": word(one.tag), "cause": one.cause} for one in stalls],
        "tags": list(dict.fromkeys(word(one.tag) for one in stalls)),
        "overall": charter.confidence.overall,
        "cited": len(charter.sources),
    }


def by_name(name: str) -> Framework | None:
    """A framework by its id; None where there is none."""
    return next((one for one in shelf().charters if one.id == name), None)


def _charter(name: str) -> Framework:
    found = by_name(name)
    if found is None:
        raise MissingError
    return found


def _chosen(asked: Asked) -> list[str]:
    """Ids behind ``?with=``, each once, in the order in which they were given."""
    given = asked.query.get("with", "").split(",")
    return list(dict.fromkeys(one for one in given if one))


# ---------------------------------------------------------------- parts of one framework


def _facts(charter: Framework, cites: Cites) -> Iterator[Twin]:
    rule = charter.decision_rule
    yield _fact(tell("What it is"), commas([word(charter.kind), word(charter.form)]))
    yield _fact(tell("Region"), charter.region)
    yield _fact(tell("Years"), span(charter.years))
    yield _fact(tell("Status"), word(charter.status))
    yield _fact(tell("Tracks"), commas(one.value for one in charter.tracks))
    yield _fact(tell("Level"), charter.level)
    yield _fact(tell("Decides by"), word(rule.mode), cites.mark(rule.confidence, rule.sources))
    yield _fact(tell("How it decides"), rule.text)
    yield _fact(tell("Silence procedure"), silence(rule.silence_procedure))
    if rule.minus is not None:
        yield _fact(tell("Consensus minus"), rule.minus)
    yield _fact(tell("Chair"), _once(word(charter.chair.mode), charter.chair.text))
    yield _fact(tell("Secretariat"), charter.secretariat)


def _fact(label: str, text: str, mark: str | None = None) -> Twin:
    return {"label": label, "text": text, "mark": mark}


def _once(mode: str, text: str) -> str:
    """The mode and the text; the text alone where it says the same."""
    return text if mode in text.lower() else tell("{mode}: {text}", mode=mode, text=text)


def _members(charter: Framework) -> Twin:
    members, observers = charter.members, charter.observers
    return {
        "heading": member_heading(members),
        "names": _named(members.codes, charter),
        "founders": _named(members.founders, charter),
        "note": members.note,
        "observers": _named(observers.codes, charter),
        "observers_note": observers.note,
    }


def _named(codes: Iterable[PartyCode], charter: Framework) -> list[str]:
    return [shelf().name_of(code, charter) for code in codes]


def _sections(charter: Framework, cites: Cites) -> Iterator[Twin]:
    """Lists of a charter, each entry with its own mark, or the list with that of the whole."""
    whole = cites.mark(charter.confidence.overall, charter.sources)
    yield _section(
        tell("Baskets"),
        (
            {
                "text": one.title,
                "kind": word(one.kind),
                "by": _named(one.leads, charter),
                "note": one.note,
                "mark": cites.mark(one.confidence),
            }
            for one in charter.baskets
        ),
    )
    noted = (
        (
            tell("Why it stalled or ended ({note})", note=NOTE),
            [one["cause"] for one in listed(charter)["stalled"]],
        ),
        (tell("What it achieved ({note})", note=NOTE), charter.achieved),
        (tell("Lessons ({note})", note=NOTE), charter.lessons),
    )
    for heading, entries in noted:
        yield _section(heading, ({"text": one} for one in entries), whole)
    yield _section(
        tell("Documents"),
        (
            {
                "date": day(one.date),
                "text": one.title,
                "kind": one.symbol,
                "note": one.gist,
                "mark": cites.mark(one.confidence, one.sources),
            }
            for one in charter.documents
        ),
    )
    yield _section(
        tell("Timeline"),
        (
            {
                "date": day(one.date),
                "text": one.event,
                "mark": cites.mark(one.confidence, one.sources),
            }
            for one in charter.timeline
        ),
    )


def _section(heading: str, entries: Iterable[Twin], mark: str | None = None) -> Twin:
    return {"heading": heading, "entries": list(entries), "mark": mark}


def _commitment(one: Commitment, charter: Framework, cites: Cites) -> Twin:
    return {
        "text": one.text,
        "by": _named(one.by, charter),
        "document": None if one.document_date is None else day(one.document_date),
        "due": None if one.due is None else due(one.due),
        "reciprocal": one.reciprocal,
        "outcome": word(one.outcome),
        "note": one.note,
        "mark": cites.mark(one.confidence, one.sources),
    }


def _terms(charter: Framework) -> Iterator[Twin]:
    for term in charter.disputed_terms:
        yield {
            "term": term.term,
            "readings": [
                {
                    "party": shelf().name_of(one.by, charter),
                    "text": one.gloss,
                    "confidence": one.confidence,
                }
                for one in term.positions
            ],
        }


def _relations(charter: Framework) -> Iterator[Twin]:
    """What this charter says of others, and what others say of it."""
    held = {one.id: one for one in shelf().charters}
    for own in charter.relations:
        yield {"told": word(own.type), "note": own.note, "own": True, **_link(held[own.target])}
    for other in held.values():
        for said in other.relations:
            if said.target == charter.id:
                yield {"told": word(said.type), "note": said.note, "own": False, **_link(other)}


def _link(charter: Framework) -> Twin:
    return {
        "short": charter.short_name,
        "page": reverse("framework", kwargs={"framework": charter.id}),
    }


# ---------------------------------------------------------------- words and sources


def _cell(cell: Cell, charter: Framework) -> Twin:
    named = _names(charter)
    return {
        "short": charter.short_name,
        "paragraphs": [named(one) for one in cell.paragraphs],
        "listed": cell.listed,
        "mark": cell.mark,
    }


def _names(charter: Framework) -> Callable[[str], str]:
    """Puts names in the place of codes, in the words of a compiler and in our own."""
    held = shelf()
    used = dict.fromkeys([*charter.members.codes, *charter.observers.codes, *held.names.parties])
    codes = codes_of(str(one) for one in used)

    def named(text: str) -> str:
        return in_names(text, codes, lambda code: held.name_of(PartyCode(code), charter))

    return named


def _all_named(value: Any, named: Callable[[str], str]) -> Any:  # noqa: ANN401 - parts of a twin
    """A part of a twin with names for codes in every text of it."""
    if isinstance(value, str):
        return value if value.startswith("/") or isinstance(value, Moment) else named(value)
    if isinstance(value, list):
        return [_all_named(one, named) for one in value]
    if isinstance(value, dict):
        return {key: _all_named(one, named) for key, one in value.items()}
    return value


def _sources(cites: Cites) -> list[Twin]:
    return [
        {
            "number": number,
            "told": source_line(cites.catalogue[one]),
            "address": cites.catalogue[one].url,
        }
        for one, number in cites.numbers.items()
    ]


def _notice() -> list[str]:
    return [ORDER, *NOTICE[1:]]


ROUTES = (
    Route(
        name="frameworks",
        path="frameworks",
        rule=Rule.ANYBODY,
        answer=frameworks,
        about="What was tried before: every framework with its years, rule, baskets and stall.",
    ),
    Route(
        name="compare_frameworks",
        path="frameworks/compare",
        rule=Rule.ANYBODY,
        answer=compare_frameworks,
        about="Chosen frameworks side by side, topic by topic.",
        asks=(Input(name="with", meaning="Names of frameworks.", needed=False, many=True),),
    ),
    Route(
        name="framework",
        path="frameworks/<slug:framework>",
        rule=Rule.ANYBODY,
        answer=framework,
        about="One framework: who sat, how it decided, what came of it, with sources.",
    ),
)
