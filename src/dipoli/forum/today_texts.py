"""What texts, clauses, amendments and disputed terms await of a seat."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.forum import (
    clause_rules,
    term_rules,
)
from dipoli.forum import text as t
from dipoli.forum.in_order import those
from dipoli.forum.term import ACCEPT
from dipoli.forum.term import Stage as TermStage
from dipoli.forum.today_asked import Asked, Found
from dipoli.told import tell


def texts(asked: Asked) -> Iterator[Found]:
    """Brackets and alternatives that it holds, words to confirm, amendments to take in."""
    forum, code = asked.forum, asked.code
    for text in those(forum, forum.texts, lambda one: one.stage is t.Stage.OPEN and not one.held):
        if code in text.headnote:
            told = tell("The delegation holds the bracket around the whole text.")
            yield asked.due(text.id, told, (t.LIFT_HEADNOTE,), title=text.title, until=None)
        for name in text.clauses:
            yield from _clause(asked, name)
    for one in those(forum, forum.amendments, lambda one: one.stage is t.AmendmentStage.PROPOSED):
        text_ = forum.texts[forum.clauses[one.clause].text]
        if text_.stage is t.Stage.OPEN and text_.pen == code:
            told = tell(
                "It would change {clause}; who holds the pen takes it into the text.",
                clause=one.clause,
            )
            yield asked.due(one.id, told, (t.TAKE_AMENDMENT,), until=None)


def _clause(asked: Asked, name: str) -> Iterator[Found]:
    forum, code = asked.forum, asked.code
    clause = forum.clauses[name]
    if any(code in one.holders for one in clause.brackets.values()):
        yield asked.due(
            name, tell("The delegation holds a bracket in this clause."), (t.LIFT,), until=None
        )
    if any(clause.options[number].by == code for number in clause.standing):
        told = tell(
            "The delegation's alternative stands beside the wording and holds the clause open."
        )
        yield asked.due(name, told, (t.DROP,), until=None)
    if clause.stage is t.ClauseStage.AD_REF and code in clause_rules.awaited(forum, clause):
        told = tell("It is agreed ad referendum; the capital has not confirmed.")
        yield asked.due(name, told, (t.CONFIRM, t.REOPEN), until=None)


def terms(asked: Asked) -> Iterator[Found]:
    """Meanings that are offered to it."""
    forum = asked.forum
    for term in those(forum, forum.terms, lambda one: bool(one.settled)):
        for text in sorted(term.settled):
            offered = term.stage(text) is TermStage.OFFERED
            if offered and asked.code in term_rules.awaited(forum, term, text):
                told = tell(
                    "A meaning is offered for {text}, and its acceptance is awaited.", text=text
                )
                yield asked.due(term.id, told, (ACCEPT,), title=term.title, until=None)
