"""Documents of a circle: the register of its texts, the page of each, two versions compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from dipoli.charter.points import Point
from dipoli.forum import compiled
from dipoli.forum import decision as d
from dipoli.forum import text as t
from dipoli.forum.decision_needed import still_needed as decision_needed
from dipoli.forum.naming import Thing
from dipoli.forum.naming_rules import called
from dipoli.forum.register_words import language_stands, languages_of, text_stands
from dipoli.forum.remembered import remembered
from dipoli.forum.standing import Forum
from dipoli.forum.term import Stage as TermStage
from dipoli.forum.term_rules import marks
from dipoli.forum.text import AmendmentStage, Stage, Text
from dipoli.forum.text_put import headnote
from dipoli.forum.text_rules import still_needed
from dipoli.forum.text_views import View
from dipoli.told import in_words, tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.called import calls_otherwise
from dipoli.web.pages.terms import in_text
from dipoli.web.pages.text_clauses import amendment_twin, clauses, hides, mine, part_of
from dipoli.web.pages.text_runs import changes
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route
from dipoli.web.speech import term
from dipoli.web.taking import files


def documents(asked: Asked) -> Page:
    """Every text of the circle, in the order of tabling; where compiled, what sources tell of."""
    forum = asked.forum
    entries = sorted(forum.entries.values(), key=lambda one: one.number)
    return Page(
        title=tell("Documents"),
        twin={
            "texts": [
                paper(asked, one) for one in sorted(forum.texts.values(), key=lambda x: x.number)
            ],
            "files": files(asked, "documents"),
            "compiled": [
                _entry(asked, one) for one in entries if one.said.sort is compiled.Sort.DOCUMENT
            ],
            "is_compiled": forum.charter.compiled,
            "article": article(asked, Point.TEXT_KIND),
        },
    )


def text(asked: Asked) -> Page:
    """A text, clause by clause, with what holds each of them open.

    Raises:
        MissingError: there is no text of this name here.
    """
    one, forum = _text(asked), asked.forum
    view = asked.query.get("view", "")
    view = view if view in {each.value for each in View} else View.BRACKETED.value
    page, marked = asked.page("text", one.id), marks(forum, one)
    settled = [
        term for _, term in sorted(forum.terms.items()) if term.stage(one.id) is TermStage.SETTLED
    ]
    return Page(
        title=one.title,
        twin={
            **paper(asked, one),
            "view": view,
            "views": [
                {"view": each.value, "told": told, "page": f"{page}?view={each.value}"}
                for each, told in VIEWS.items()
            ],
            "word": {
                "files": word_files(asked, one),
                "changed": asked.page("word_changed", one.id)
                if asked.acts and one.stage is Stage.OPEN
                else None,
            },
            "needed": asked.told(still_needed(asked.forum, one)),
            "mine": mine(asked, one),
            "headnote": asked.parties(headnote(forum, one)),
            "otherwise": calls_otherwise(asked, _all_words(forum, one)),
            "clauses": clauses(asked, one, marked),
            "notes": [
                {"words": note.words, "by": None if hides(one) else asked.party(note.by)}
                for _, note in sorted(one.notes.items())
            ],
            "terms": [in_text(asked, term, one) for term in (*marked, *settled)],
            "proposals": list(_proposals(asked, one)),
            "answered": list(_answered(asked, one)),
            "compare": _compare_page(asked, one) if one.version > 1 else None,
            "article": article(asked, Point.PEN),
            "files": files(asked, "text", one.id),
        },
    )


def _all_words(forum: Forum, one: Text) -> str:
    """Everything that parties wrote in a text: its title, and what stands in each clause."""
    options = (each for name in one.clauses for each in forum.clauses[name].options.values())
    return "\n".join((one.title, *(each.wording for each in options)))


def compare(asked: Asked) -> Page:
    """Two versions of the words of a text, clause by clause: what went, and what came.

    Raises:
        MissingError: there is no such text here, or it has no such version.
    """
    one, forum = _text(asked), asked.forum
    new = _version(asked, one, "new", one.version)
    old = _version(asked, one, "old", max(new - 1, 1))
    old, new = min(old, new), max(old, new)
    rows = []
    for name in one.clauses:
        clause = forum.clauses[name]
        before, after = clause.at(old), clause.at(new)
        if before is None and after is None:
            continue
        rows.append(
            {
                "object": name,
                "part": part_of(name),
                "page": f"{asked.page('text', one.id)}#{name}",
                "added": before is None,
                "differs": before != after,
                "changes": changes(before or "", after or ""),
            }
        )
    return Page(
        title=one.title,
        twin={
            **paper(asked, one),
            "heading": one.title,
            "old": old,
            "new": new,
            "versions": list(range(1, one.version + 1)),
            "clauses": rows,
            "differs": any(row["differs"] for row in rows),
        },
    )


# ---------------------------------------------------------------- parts


VIEWS: Mapping[View, str] = MappingProxyType(
    {
        View.CLEAN: tell("Clean"),
        View.BRACKETED: tell("Bracketed"),
        View.ATTRIBUTED: tell("Attributed"),
    }
)
"""Each way to look at a text, in a word."""


def word_files(asked: Asked, one: Text) -> list[Twin]:
    """The three views of a text as Word files."""
    place = asked.page("word", one.id)
    return [
        {"view": view.value, "told": told, "file": f"{place}?view={view.value}"}
        for view, told in VIEWS.items()
    ]


def _text(asked: Asked) -> Text:
    found = asked.forum.texts.get(asked.words["object"])
    if found is None:
        raise MissingError
    return found


def _version(asked: Asked, one: Text, name: str, otherwise: int) -> int:
    """The number of a version that is asked for."""
    said = asked.query.get(name) or str(otherwise)
    if not (said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= one.version):
        raise MissingError
    return int(said)


def _compare_page(asked: Asked, one: Text) -> str:
    return f"{asked.page('compare', one.id)}?old={one.version - 1}&new={one.version}"


def paper(asked: Asked, one: Text) -> Twin:
    """A text in a few words, as a register lists it; a non-paper shows no author."""
    forum, hidden = asked.forum, hides(one)
    name = called(forum, asked.reader.code, Thing.PAPER, one.id, asked.names.language)
    return {
        "object": one.id,
        "symbol": one.symbol,
        "title": one.title,
        "named": None if name == one.id else name,
        "written_in": one.language,
        "kind": one.kind,
        "kind_told": t.TOLD[one.kind],
        "author": None if hidden else asked.party(one.by),
        "pen": None if hidden else asked.party(one.pen),
        "facilitators": asked.parties(one.facilitators),
        "stage": one.stage,
        "stands": _stands(one),
        "version": one.version,
        "languages": list(_languages(asked, one)),
        "everything": one.everything,
        "reopened": one.reopened,
        "unsure": one.id in forum.unknown,
        "page": asked.page("text", one.id),
    }


def _stands(one: Text) -> str:
    stands = text_stands(one)
    return stands if stands.context else term(stands)


def _languages(asked: Asked, one: Text) -> Iterator[Twin]:
    """Each working language, in the order of the charter, and how its version stands."""
    for code in languages_of(asked.forum, one):
        version, status = one.languages.get(code), one.status(code)
        yield {
            "language": code,
            "name": _language(asked, code),
            "status": "negotiated" if code == one.language else status,
            "of": one.version if code == one.language else None if version is None else version.of,
            "told": language_stands(one, code),
        }


def _language(asked: Asked, code: str) -> str:
    """The name of a language in the reader's own."""
    return asked.speech.language_name(code)


def _entry(asked: Asked, one: compiled.Entry) -> Twin:
    """A document that public sources tell of."""
    said = one.said
    return {
        "object": one.id,
        "date": compiled.dated(said.date, said.precision),
        "words": said.words,
        "parties": asked.parties(said.parties),
        "source": said.source,
        "confidence": said.confidence,
        "page": asked.thing(one.id),
    }


@remembered
def _adopting(forum: Forum) -> Mapping[str, Sequence[d.Proposal]]:
    """Short name of a text to the proposals that would adopt it, in the order of tabling."""
    found: dict[str, list[d.Proposal]] = {}
    for each in forum.proposals.values():
        if each.purpose is d.Purpose.TEXT and each.subject is not None:
            found.setdefault(each.subject, []).append(each)
    return {text: sorted(held, key=attrgetter("number")) for text, held in found.items()}


def _proposals(asked: Asked, one: Text) -> Iterator[Twin]:
    """Proposals that would adopt a text, or did."""
    for each in _adopting(asked.forum).get(one.id, ()):
        yield {
            "object": each.id,
            "title": each.title,
            "stage": each.stage,
            "told": in_words(each.stage),
            "needed": asked.told(decision_needed(asked.forum, each)),
            "page": asked.thing(each.id),
        }


def _answered(asked: Asked, one: Text) -> Iterator[Any]:
    """Amendments that were taken into the text, or withdrawn."""
    for _, each in sorted(asked.forum.amendments.items()):
        if each.stage is not AmendmentStage.PROPOSED and each.clause in one.clauses:
            yield amendment_twin(asked, each)


ROUTES = (
    Route(
        name="documents",
        path=f"{ROOM}/texts",
        rule=Rule.CIRCLE,
        answer=documents,
        about="The register of documents: every text of the circle, its kind and where it stands.",
        menu=tell("Documents"),
    ),
    Route(
        name="text",
        path=f"{ROOM}/texts/<str:object>",
        rule=Rule.CIRCLE,
        answer=text,
        about="A text, clause by clause: wordings, brackets and who holds them, languages, terms.",
        sorts=("text",),
        asks=(
            Input(
                name="view",
                meaning="How brackets are shown: clean, bracketed or attributed.",
                needed=False,
            ),
        ),
    ),
    Route(
        name="compare",
        path=f"{ROOM}/texts/<str:object>/compare",
        rule=Rule.CIRCLE,
        answer=compare,
        about="Two versions of a text, clause by clause: what went, and what came.",
        asks=(
            Input(name="old", meaning="Number of the older version.", needed=False),
            Input(name="new", meaning="Number of the newer version.", needed=False),
        ),
    ),
)
