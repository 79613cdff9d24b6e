"""Cases that come with Dipoli: history and baskets first, and what the computing rests on.

Everything is an analyst's assessment from public material. Who could carry what between whom is in
no page here and in no twin: `dipoli.web.study` takes it out before a case is read for a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.conf import settings
from django.urls import reverse

from dipoli.analysis.case import ASSESSED_MARK, EXERCISE_MARK, Case, Role, SourceKind
from dipoli.charter.words import Day
from dipoli.report.frameworks_words import day
from dipoli.report.history import Lane, Mark, history_of
from dipoli.report.page import TIMELINE_RULE
from dipoli.report.words import in_words, plain
from dipoli.told import tell
from dipoli.web.asked import Asked, Document, MissingError, Page, Twin
from dipoli.web.pages import library
from dipoli.web.policy import Rule
from dipoli.web.route import Route
from dipoli.web.speech import term
from dipoli.web.study import Studies, Study, case_of, names, studies_in, title

FOLDER = "studies"
"""In the folder of the site: what was computed of cases."""

_LENGTH: dict[str, int] = {"year": 4, "month": 7}
EVENTS: Mapping[str, str] = {
    "agreement": tell("agreement"),
    "breakdown": tell("breakdown"),
    "election": tell("election"),
    "exercise": tell("exercise"),
    "implementation": tell("implementation"),
    "incident": tell("incident"),
    "launch": tell("launch"),
    "leadership_change": tell("leadership change"),
    "legislation": tell("legislation"),
    "report": tell("report"),
    "sanction": tell("sanction"),
    "sanction_relief": tell("sanction relief"),
    "statement": tell("statement"),
    "summit": tell("summit"),
    "talks": tell("talks"),
    "test": tell("test"),
    "un_resolution": tell("UN resolution"),
    "un_statement": tell("UN statement"),
    "un_veto": tell("UN veto"),
    "unilateral_measure": tell("unilateral measure"),
}
"""Neutral types of events, in words."""

RULES: Mapping[str, str] = {
    "utility": tell("utility"),
    "acceptable": tell("acceptable"),
    "red_line": tell("red line"),
    "zone": tell("zone"),
    "consent": tell("consent"),
    "requirement": tell("requirement"),
    "exclusion": tell("exclusion"),
}
"""What the rules of a case are about, in words."""

KINDS: Mapping[SourceKind, str] = {
    SourceKind.ESSAY: tell("essay"),
    SourceKind.PRIMARY: tell("primary"),
    SourceKind.OFFICIAL: tell("official source"),
    SourceKind.PRESS: tell("press"),
    SourceKind.SECONDARY: tell("secondary"),
    SourceKind.FRAMEWORK: tell("framework"),
    SourceKind.GENERAL_KNOWLEDGE: tell("general knowledge"),
}
"""What sort of document a source is, in words."""

MAKING = tell(
    "What follows from these assumptions is being computed, beside the site and only once. It "
    "takes a minute or two. Load this page again then."
)
FAILED = tell(
    "What follows from these assumptions could not be computed on this machine. `dipoli report` "
    "says why."
)


def shelf() -> list[Twin]:
    """The cases, as lists show them."""
    return [
        {
            "case": name,
            "title": title(name)[0],
            "mark": EXERCISE_MARK if title(name)[1] else ASSESSED_MARK,
            "page": reverse("case", kwargs={"case": name}),
        }
        for name in sorted(names(), key=lambda one: title(one)[1])
    ]


def cases(_asked: Asked) -> Page:
    """All of them."""
    return Page(title=tell("Cases"), twin={"cases": shelf()})


def case(asked: Asked) -> Page:
    """One case: what happened, what lies on the table, who is concerned, and on what it rests.

    Raises:
        MissingError: there is no case of this name.
    """
    name, held = _case(asked)
    study = _studies().of(name)
    failed = study is None and _studies().failed(name)
    return Page(
        title=held.title, twin=case_twin(name, held, study, failed=failed), marks=(held.mark,)
    )


def case_report(asked: Asked) -> Page:
    """The whole report of a case, as a document of its own; while it is made, a page says so.

    Raises:
        MissingError: there is no case of this name.
    """
    name, held = _case(asked)
    study = _studies().of(name)
    failed = study is None and _studies().failed(name)
    twin: Twin = {
        "case": reverse("case", kwargs={"case": name}),
        "state": _state(study, failed=failed),
        "told": None if study else FAILED if failed else MAKING,
        "baskets": list(study.baskets) if study else [],
        "together": list(study.together) if study else [],
        "receipt": study.receipt if study else None,
    }
    document = None
    if study is not None:
        data = study.report.encode("utf-8")
        document = Document(data=data, media="text/html; charset=utf-8", policy=study.policy)
    return Page(
        title=tell("Report: {title}", title=held.title),
        twin=twin,
        marks=(held.mark,),
        document=document,
    )


def case_twin(name: str, held: Case, study: Study | None, *, failed: bool) -> Twin:
    """What the page of a case says.

    Args:
        name: by which addresses call the case.
        held: the case; its channels are not looked at.
        study: what was computed; None while it is not there.
        failed: whether the computing ended without an answer.
    """
    told = {one["basket"]: one for one in (study.baskets if study else ())}
    return {
        "case": name,
        "as_of": day(Day(held.as_of)),
        "moment": held.moment,
        "purpose": held.purpose,
        "history": _history(held),
        "tried": [] if held.exercise else [library.listed(one) for one in library.shelf().charters],
        "baskets": [
            {
                "basket": one.id,
                "title": one.title,
                "definition": one.definition,
                "answer": told.get(one.id),
                "issues": list(_issues(held, one.id)),
            }
            for one in held.baskets
        ],
        "study": {
            "state": _state(study, failed=failed),
            "told": None if study else FAILED if failed else MAKING,
            "together": list(study.together) if study else [],
            "method": study.receipt["method"] if study else None,
            "report": reverse("case_report", kwargs={"case": name}),
        },
        "assumptions": {
            "positions": held.position_sets[0].note,
            "as_of": day(Day(held.position_sets[0].as_of)),
            "rules": [
                {"rule": RULES.get(key) or in_words(key), "told": text}
                for key, text in held.rules.items()
                if key != TIMELINE_RULE
            ],
            "limits": list(held.limits),
        },
        "members": [_name(held, one) for one in held.members],
        "others": [_name(held, one.code) for one in held.parties if one.role is Role.HOST_OBSERVER],
        "necessary": [
            {
                "subject": one.subject,
                "parties": [_name(held, code) for code in one.parties],
                "reason": one.reason,
            }
            for one in held.necessary
        ],
        "terms": [
            {
                "term": one.term,
                "native": one.native,
                "agreed": one.agreed_meaning,
                "readings": [
                    {
                        "party": _name(held, said.party),
                        "text": said.meaning,
                        "confidence": said.confidence,
                    }
                    for said in one.meanings
                ],
            }
            for one in held.terms
        ],
        "sources": list(_sources(held)),
        "digest": held.digest,
    }


# ---------------------------------------------------------------- parts


def _case(asked: Asked) -> tuple[str, Case]:
    name = asked.words["case"]
    if name not in names():
        raise MissingError
    return name, case_of(name)


def _studies() -> Studies:
    return studies_in(settings.SITE_FOLDER / FOLDER)


def _state(study: Study | None, *, failed: bool) -> str:
    return (
        term(tell("computed"))
        if study
        else term(tell("not computed"))
        if failed
        else term(tell("being computed"))
    )


def _name(held: Case, code: str) -> str:
    """A party by the name that it gives itself in English; a body by its own."""
    for party in held.parties:
        if party.code == code:
            return party.names.get("en") or next(iter(party.names.values()), code)
    for body in held.ratifiers:
        if body.code == code:
            return body.name
    known = {str(one): name.name for one, name in library.shelf().names.parties.items()}
    return known.get(code, code)


def _history(held: Case) -> Twin:
    """The timeline: meetings of leaders and changes at home, then every event by its subject."""
    found = history_of(held, ())
    return {
        "first": found.first,
        "last": found.last,
        "selection": held.rules.get(TIMELINE_RULE) or plain("history_selection_default"),
        "summits": [_event(one.mark) for one in found.summits],
        "changes": [_event(one.mark) for one in found.changes],
        "subjects": [_lane(one) for one in found.lanes],
    }


def _lane(lane: Lane) -> Twin:
    marks: Sequence[Mark] = lane.marks
    return {
        "subject": lane.subject,
        "title": lane.title or tell("Other"),
        "from": marks[0].event.date[:4],
        "to": marks[-1].event.date[:4],
        "events": [_event(one) for one in marks],
    }


def _event(mark: Mark) -> Twin:
    """An event: its date as exact as it is sure, its neutral type, and what happened."""
    event = mark.event
    date = event.date[: _LENGTH.get(event.date_precision, len(event.date))]
    return {
        "date": date,
        "shown": day(Day(date)),
        "type": EVENTS.get(event.type) or in_words(event.type),
        "told": event.event,
        "reference": event.reference or None,
        "confidence": event.confidence,
    }


def _issues(held: Case, basket: str) -> Iterator[Twin]:
    groups = {one.id: one.title for one in held.groups}
    for issue in held.issues_of(basket):
        yield {
            "issue": issue.id,
            "group": groups.get(issue.group),
            "question": issue.question,
            "definition": issue.definition,
            "options": [{"option": one.n, "text": one.text} for one in issue.options],
        }


def _sources(held: Case) -> Iterator[Twin]:
    """Sources that something on this page or in the report can rest on."""
    used = frozenset(_used(held))
    for one in held.sources:
        if one.id in used:
            yield {
                "source": one.id,
                "title": one.title,
                "date": one.date,
                "symbol": one.symbol or None,
                "kind": KINDS[one.kind],
                "seen": held.seen_values.get(one.seen.value, one.seen.value),
                "note": one.note or None,
            }


def _used(held: Case) -> Iterable[str]:
    """Ids that issues, terms and positions name; a source of channels alone is not among them."""
    for issue in held.issues:
        yield from issue.raised_by
    for each in held.terms:
        yield from (one.source for one in each.meanings)
    for filed in held.positions.values():
        for position in filed.values():
            yield from (source for line in position.red_lines for source in line.sources)


ROUTES = (
    Route(
        name="cases",
        path="cases",
        rule=Rule.ANYBODY,
        answer=cases,
        about="The cases that come with Dipoli.",
    ),
    Route(
        name="case",
        path="cases/<slug:case>",
        rule=Rule.ANYBODY,
        answer=case,
        about="A case, read only: history, baskets, what follows from stated assumptions.",
    ),
    Route(
        name="case_report",
        path="cases/<slug:case>/report",
        rule=Rule.ANYBODY,
        answer=case_report,
        about="The whole report of a case, as a document of its own.",
        media="text/html; charset=utf-8",
    ),
)
