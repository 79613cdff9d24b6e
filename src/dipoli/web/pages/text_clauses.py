"""Clauses as a page shows them: wording, brackets, other wordings, amendments, re-openings."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import amendment_rules
from dipoli.forum import text as t
from dipoli.forum.clause_rules import awaited
from dipoli.forum.reserved import says
from dipoli.forum.term import Term
from dipoli.forum.text import Amendment, AmendmentStage, Clause, ClauseStage, Option, Sort, Text
from dipoli.forum.text_views import unbracketed
from dipoli.told import in_words, tell
from dipoli.web.acts import history
from dipoli.web.asked import Asked, Twin
from dipoli.web.pages.text_runs import INSTEAD, bracket_twin, changes, runs


def clauses(asked: Asked, text: Text, marked: tuple[Term, ...]) -> list[Twin]:
    """The clauses of a text, in their order.

    Args:
        asked: what is asked.
        text: whose clauses they are.
        marked: terms that are disputed and not settled in it.
    """
    reopened = list(reopenings(asked, text))
    waiting = [
        one
        for _, one in sorted(asked.forum.amendments.items())
        if one.stage is AmendmentStage.PROPOSED and one.clause in asked.forum.clauses
    ]
    return [
        {
            **_clause(asked, text, asked.forum.clauses[name]),
            "amendments": [amendment_twin(asked, one) for one in waiting if one.clause == name],
            "terms": [
                {"object": term.id, "title": term.title}
                for term in marked
                if _uses(asked.forum.clauses[name], term)
            ],
            "reopened": [one for one in reopened if one["clause"] == name],
        }
        for name in text.clauses
    ]


def part_of(clause: str) -> str:
    """The number of a clause within its text.

    >>> part_of("T1-2")
    '2'
    """
    return clause.rpartition("-")[2]


def hides(text: Text) -> bool:
    """Whether a text shows no author, of no wording in it: a non-paper does not."""
    return text.kind in t.NO_STATUS


def _uses(clause: Clause, term: Term) -> bool:
    passages = [option.wording for option in clause.options.values()]
    return any(says(passage, name) for passage in passages for name in term.names)


def _clause(asked: Asked, text: Text, clause: Clause) -> Twin:
    ad_ref = clause.stage is ClauseStage.AD_REF
    instead = INSTEAD.get(clause.wording.sort)
    return {
        "object": clause.id,
        "part": part_of(clause.id),
        "stage": clause.stage,
        "told": in_words(clause.stage),
        "since": asked.clock(clause.since),
        "unsure": clause.id in asked.forum.unknown,
        "number": clause.main,
        "clean": unbracketed(clause) if instead is None else None,
        "instead": instead,
        "runs": runs(asked, clause),
        "brackets": [bracket_twin(asked, clause, number) for number in sorted(clause.brackets)],
        **_whose(asked, text, clause.wording),
        "alternatives": list(alternatives(asked, text, clause)),
        "confirmed": asked.parties(clause.confirmed) if ad_ref else [],
        "awaited": asked.parties(awaited(asked.forum, clause)) if ad_ref else [],
    }


def _whose(asked: Asked, text: Text, option: Option) -> Twin:
    """Who put a wording forward and who supports it; a non-paper shows neither."""
    return {
        "by": None if hides(text) else asked.party(option.by),
        "supporters": [] if hides(text) else asked.parties(option.supporters),
    }


def alternatives(asked: Asked, text: Text, clause: Clause) -> Iterator[Twin]:
    """The wordings beside the one that stands, in the order in which they came."""
    for n, number in enumerate(clause.alternatives, 1):
        option = clause.options[number]
        bridging = option.sort is Sort.BRIDGING
        yield {
            "number": number,
            "label": tell("Bridging text") if bridging else tell("ALT {number}", number=n),
            "sort": option.sort,
            "instead": INSTEAD.get(option.sort),
            "words": option.words,
            "mine": asked.reader.code == option.by or asked.reader.code in option.supporters,
            **_whose(asked, text, option),
        }


def amendment_twin(asked: Asked, one: Amendment) -> Twin:
    """An amendment, as what it would change in the version against which it was written."""
    clause = asked.forum.clauses[one.clause]
    text = asked.forum.texts[clause.text]
    return {
        "object": one.id,
        "clause": one.clause,
        "part": part_of(one.clause),
        "by": None if hides(text) else asked.party(one.by),
        "mine": one.by == asked.reader.code,
        "version": one.version,
        "stage": one.stage,
        "words": one.words,
        "changes": changes(clause.at(one.version) or "", one.words),
        "needed": _needed(asked, text, one),
    }


def _needed(asked: Asked, text: Text, one: Amendment) -> str | None:
    """What it still needs; of a non-paper not who holds its pen, which would tell the author."""
    if one.stage is not AmendmentStage.PROPOSED:
        return None
    if hides(text):
        return tell("It waits for the holder of the pen.")
    return asked.told(amendment_rules.still_needed(asked.forum, one))


def mine(asked: Asked, one: Text) -> Twin | None:
    """What the reader's own seat holds open in a text; None for who has no seat here."""
    forum, code = asked.forum, asked.reader.code
    if code not in forum.seats:
        return None
    brackets: list[Twin] = []
    others: list[Twin] = []
    for name in one.clauses:
        clause = forum.clauses[name]
        place = {"clause": name, "part": part_of(name)}
        for number in sorted(clause.brackets):
            held = bracket_twin(asked, clause, number)
            if held["mine"]:
                instead = INSTEAD.get(clause.wording.sort)
                brackets.append({**place, "instead": instead, **held})
        beside = (other for other in alternatives(asked, one, clause) if other["mine"])
        others += ({**place, **other} for other in beside)
    return {
        "headnote": code in one.headnote,
        "brackets": brackets,
        "alternatives": others,
        "count": len(brackets) + (code in one.headnote),
    }


def reopenings(asked: Asked, text: Text) -> Iterator[Twin]:
    """Each time a clause of a text was re-opened, with the reason that was said.

    The standing keeps only how often; the reasons are read from the acts themselves.
    """
    for one in history(asked, *text.clauses) if text.reopened else ():
        if one.name == t.REOPEN and not one.void:
            yield {
                "clause": one.object,
                "part": part_of(one.object),
                "by": None if hides(text) else asked.party(one.by),
                "at": asked.clock(one.time),
                "words": one.words or None,
                "silent": None if one.silent is None else one.silent.value,
            }
