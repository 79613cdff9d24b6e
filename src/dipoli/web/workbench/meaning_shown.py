"""What a text means for a case, as a page: clause by clause, with a drawing for each member."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from attrs import evolve
from django.http import HttpRequest, HttpResponse

from dipoli.analysis.agreement import Means, SoftLines
from dipoli.analysis.agreement.answers import Package, Question
from dipoli.analysis.case import Case
from dipoli.analysis.meaning import MEND, TOLD, Draft, Meaning, WayWorth, read
from dipoli.codec.question import ask, need_state_of_things
from dipoli.faults import RefusedError
from dipoli.report import meaning_told as told
from dipoli.report.agreement_page import option_told
from dipoli.report.meaning_chart import Scale, draw, scales
from dipoli.report.names import names_of
from dipoli.told import tell
from dipoli.web.who import speech_of
from dipoli.web.workbench.answers import missing, of_case, page
from dipoli.web.workbench.meaning_form import label, passage
from dipoli.web.workbench.meaning_pages import mark_of
from dipoli.workbench.bench import Bench, Sheet
from dipoli.workbench.ties import drawer_of

LIMIT = 10.0
"""Seconds for one solve behind a page; what is not decided by then is unknown, and says so."""
TRIED = 2
"""So many packages of the text are asked for behind a page; the command asks for more."""


@of_case("GET", "HEAD")
def shown(request: HttpRequest, bench: Bench, sheet: Sheet, text: str) -> HttpResponse:
    """What each way to settle a text is worth to whom, and to which package the text amounts."""
    held, case = drawer_of(bench.desk).read(sheet.id, text), sheet.case
    if held is None:
        return missing(request)
    if case is None:
        raise RefusedError(tell("The case has faults. Mend them first: nothing was computed."))
    draft, ties = held.text(), held.readings(case.id).ties
    asked = _question(case, request)
    means = Means(limit=LIMIT, clock=time.monotonic)
    found = read(case, asked, draft, ties, means, tried=TRIED)
    language = speech_of(request).language.code
    page_held = {
        "draft": draft,
        "text_mark": mark_of(sheet, draft),
        "sets": [one.id for one in case.position_sets],
        "set": asked.positions,
        "is_held": asked.soft_lines is SoftLines.HELD,
        "is_clash": bool(request.GET.get("clash")),
        "whose": told.WHOSE,
        "scales": told.OWN_SCALES,
        "untied": told.UNTIED,
        "members": members(case, asked, language),
        "clauses": _clauses(case, draft, found, members(case, asked, language)),
        **_says(case, found),
        **_amounts(case, found),
        "faulty": [
            {
                "where": f"{one.tie.clause}, {one.tie.place}, {one.tie.way}",
                "meant": one.tie.meant or f"{one.tie.issue} {one.tie.option}",
                "why": TOLD[one.why],
                "mend": MEND[one.why],
            }
            for one in found.faulty
        ],
        "receipt": _receipt(found),
    }
    if page_held["is_clash"]:
        page_held |= {
            "no_package": told.NO_PACKAGE,
            "clash_intro": told.CLASH,
            "none_clashes": told.NONE_CLASHES,
        }
        page_held["clash"] = list(told.clashes(case, asked, found, names_of(case)))
    return page(request, "meant.html", draft.title, page_held, sheet=sheet)


def _question(case: Case, request: HttpRequest) -> Question:
    positions = request.GET.get("positions") or None
    asked = ask(case, positions=positions)
    need_state_of_things(case, asked)
    soft = SoftLines.HELD if request.GET.get("held") else SoftLines.NEGOTIABLE
    return evolve(asked, soft_lines=soft)


def members(case: Case, asked: Question, language: str) -> dict[str, str]:
    """Code of each member at the table to its name in the reader's language."""
    names = {party.code: party.names for party in case.parties}
    short = language.partition("-")[0]
    return {
        code: names[code].get(language)
        or names[code].get(short)
        or names[code].get("en")
        or next(iter(names[code].values()), code)
        for code in asked.seats
    }


def _clauses(
    case: Case, draft: Draft, found: Meaning, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    ways = {(one.clause, one.place, one.way): one for one in found.ways}
    own = scales(found)
    clauses = []
    for clause in draft.clauses:
        signs = told.lettered(draft, clause)
        rows = []
        for place in draft.places:
            if place.clause != clause:
                continue
            within = "" if place.within is None else signs[place.within]
            for first, way in zip((True, *[False] * len(place.ways)), place.ways, strict=False):
                one = ways[clause, place.key, way.key]
                head = {**passage(place), "key": place.key, "within": within} if first else None
                sign = signs[place.key, way.key]
                named = {"label": label(place, way), "in_bracket": place.within is not None}
                rows.append({"head": head, **named, **_row(case, one, sign, names)})
        clauses.append(
            {"clause": clause, "rows": rows, "panels": _panels(clause, signs, found, own, names)}
        )
    return clauses


def _row(case: Case, way: WayWorth, sign: str, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sign": sign,
        "words": way.words,
        "reads": [option_told(case, issue, option) for issue, option in way.reads.items()],
        "worth": [
            {
                "member": names[code],
                "value": f"{one.value:,}",
                "low": f"{one.low:,}",
                "high": f"{one.high:,}",
            }
            for code, one in way.worth.items()
        ],
    }


def _panels(
    clause: str,
    signs: Mapping[tuple[str, str], str],
    found: Meaning,
    own: Mapping[str, Scale],
    names: Mapping[str, str],
) -> list[dict[str, Any]]:
    """A drawing for each member; none where nothing of the clause is tied."""
    ways = [one for one in found.ways if one.clause == clause and one.is_tied]
    if not ways:
        return []
    panels = []
    for code, name in names.items():
        rows = [(signs[one.place, one.way], one.worth[code]) for one in ways]
        figures = "; ".join(f"{sign}: {told.figure(one)}" for sign, one in rows)
        title = f"{clause}, {name}: {figures}"
        panels.append({"name": name, "svg": draw(rows, own[code], title)})
    return panels


def _says(case: Case, found: Meaning) -> dict[str, Any]:
    """What the text settles, leaves open and is silent about."""
    by = {issue.id: issue for issue in case.issues}
    return {
        "settled": [option_told(case, issue, option) for issue, option in found.settled.items()],
        "left_open": [
            {
                "question": by[issue].question,
                "options": [by[issue].options[one].text for one in options if one is not None],
                "or_nothing": None in options,
            }
            for issue, options in found.open.items()
        ],
        "silent": [by[issue].question for issue in found.silent],
    }


def _amounts(case: Case, found: Meaning) -> dict[str, Any]:
    def moves(package: Package | None) -> list[str]:
        if package is None:
            return []
        decided = case.decided(found.question.positions, package)
        return [option_told(case, issue, package[issue]) for issue in decided]

    itself = None if found.amounts_to is not None else found.by_itself.witness
    return {
        "amounts": told.amounts(found),
        "contradictions": told.contradictions(found),
        "amounts_to": moves(found.amounts_to),
        "by_itself": told.by_itself(found),
        "by_itself_one": moves(itself),
        "with_others": told.with_others(found),
        "with_others_one": moves(found.with_others.witness),
        "is_one": found.amounts_to is not None,
    }


def _receipt(found: Meaning) -> dict[str, Any]:
    receipt = found.receipt
    return {
        "method": receipt.method,
        "exact": receipt.exact,
        "seconds": "" if receipt.seconds is None else f"{receipt.seconds:.2f}",
        "inputs": receipt.inputs[:16],
        "parameters": [{"title": key, "value": value} for key, value in receipt.parameters.items()],
        "versions": [{"title": key, "value": value} for key, value in receipt.versions.items()],
        "assumptions": list(receipt.assumptions),
        "does_not_show": list(receipt.does_not_show),
    }
