"""Amendments: guards and effects. An amendment names the version against which it was written."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import text as t
from dipoli.forum import text_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.standing import Forum
from dipoli.forum.text import Amendment, AmendmentStage
from dipoli.forum.text_rules import holds_pen, may_move
from dipoli.forum.wording_rules import fits, with_words
from dipoli.record.ruling import OutOfOrder
from dipoli.told import in_words, joined, tell


def _stage(forum: Forum, name: str) -> AmendmentStage | None:
    amendment = forum.amendments.get(name)
    return None if amendment is None else amendment.stage


_stages = stage_guard(t.AMENDMENT_MOVES, _stage, Point.AMENDMENTS, "Amendment {object}")


def _can_move(forum: Forum, name: str) -> OutOfOrder | None:
    clause = forum.clauses[name]
    refusal = may_move(forum, forum.texts[clause.text])
    if refusal is not None or t.TAKE_AMENDMENT in t.CLAUSE_MOVES[clause.stage]:
        return refusal
    why = tell("Clause {name} is {stage}.", name=name, stage=in_words(clause.stage))
    return refuse(forum, Point.CLAUSE_STAGE, why, tell("Have it re-opened first, for a reason."))


def _may_amend(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Amended)  # noqa: S101 - the form of this act gives no other
    if paper.clause not in forum.clauses:
        why = tell("{clause} is no clause here.", clause=paper.clause)
        return refuse(forum, Point.KNOWN_OBJECT, why, tell("Name a clause that was proposed here."))
    clause = forum.clauses[paper.clause]
    return _can_move(forum, paper.clause) or fits(forum, clause, paper.version, paper.words)


def _may_take(forum: Forum, act: Act) -> OutOfOrder | None:
    amendment = forum.amendments[act.object]
    clause = forum.clauses[amendment.clause]
    return (
        holds_pen(forum, forum.texts[clause.text], act.by)
        or _can_move(forum, clause.id)
        or fits(forum, clause, amendment.version, amendment.words)
    )


def _own(forum: Forum, act: Act) -> OutOfOrder | None:
    author = forum.amendments[act.object].by
    if act.by == author:
        return None
    why = tell("{object} was proposed by {author}.", object=act.object, author=author)
    return refuse(forum, Point.AMENDMENTS, why, tell("Only {author} withdraws it.", author=author))


def _keep(forum: Forum, amendment: Amendment) -> Forum:
    return forum.grown(amendments=forum.amendments.set(amendment.id, amendment))


def _proposed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Amended)  # noqa: S101 - the form of this act gives no other
    amendment = Amendment(
        id=act.object, clause=paper.clause, by=act.by, version=paper.version, words=paper.words
    )
    return _keep(forum, amendment)


def _moved(forum: Forum, act: Act) -> Amendment:
    amendment = forum.amendments[act.object]
    return evolve(amendment, stage=t.AMENDMENT_MOVES[amendment.stage][act.name])


def _taken(forum: Forum, act: Act) -> Forum:
    amendment = _moved(forum, act)
    clause = forum.clauses[amendment.clause]
    forum = with_words(forum, act, clause, amendment.version, amendment.words)
    return _keep(forum, amendment)


def _withdrawn(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def still_needed(forum: Forum, amendment: Amendment) -> str:
    """What an amendment still needs to be in the text, in a sentence."""
    if amendment.stage is not AmendmentStage.PROPOSED:
        return tell("It is {stage}; nothing is needed.", stage=in_words(amendment.stage))
    clause = forum.clauses[amendment.clause]
    refusal = _can_move(forum, clause.id)
    refusal = refusal or fits(forum, clause, amendment.version, amendment.words)
    if refusal is not None:
        return joined(" ", (refusal.why, refusal.remedy))
    text = forum.texts[clause.text]
    if text.kind in t.NO_STATUS:  # who holds its pen is mostly its author, whom it does not show
        return tell("It needs whoever holds the pen to take it.")
    return tell("It needs {pen}, who holds the pen, to take it.", pen=text.pen)


KINDS: tuple[Kind, ...] = (
    Kind(
        name=t.AMEND,
        form=said.AMENDED,
        who=Who.MEMBER,
        guards=(_may_amend,),
        effect=_proposed,
        meaning="Propose an amendment to a clause, against a named version.",
        begins="amendment",
    ),
    Kind(
        name=t.TAKE_AMENDMENT,
        form=WORDS,
        who=Who.SEAT,
        guards=(_stages, _may_take),
        effect=_taken,
        meaning="Take an amendment into the text, as the holder of the pen.",
        about="amendment",
        envelope_alone=True,
    ),
    Kind(
        name=t.WITHDRAW_AMENDMENT,
        form=WORDS,
        who=Who.PLACE,
        guards=(_stages, _own),
        effect=_withdrawn,
        meaning="Withdraw one's own amendment.",
        about="amendment",
        envelope_alone=True,
    ),
)
"""The acts of amendments."""
