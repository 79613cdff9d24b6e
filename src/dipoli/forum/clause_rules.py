"""Clauses: guards and effects of proposing, bracketing and agreeing them.

Alternatives and new words stand in `dipoli.forum.wording_rules`.
"""

from __future__ import annotations

from attrs import evolve
from immutables import Map

from dipoli.charter.points import Point
from dipoli.forum import text as t
from dipoli.forum import text_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clause_work import (
    clause_act,
    crosses,
    held_open,
    holding,
    keep_clause,
    moved,
    words_fit,
)
from dipoli.forum.decision_forms import REASONED, WORDS, Reasoned
from dipoli.forum.kind import Kind, Who, is_member, refuse
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.forum.text import Bracket, Clause, Option, Sort
from dipoli.forum.text_rules import holds_pen, may_move
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell

# ---------------------------------------------------------------- guards


def _new_clause(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, name = act.said, act.object.rpartition("-")[0]
    assert isinstance(paper, said.ClauseProposed)  # noqa: S101 - the form gives no other
    text = forum.texts.get(name)
    if text is None:
        why = tell(
            "{object} names no text: a clause has the name of its text, a hyphen, a part.",
            object=act.object,
        )
        return refuse(forum, Point.KNOWN_OBJECT, why, tell("Name it as T1-2 is named, in text T1."))
    if paper.behind is not None and (
        paper.behind not in forum.clauses or forum.clauses[paper.behind].text != name
    ):
        why = tell("{behind} is no clause of {name}.", behind=paper.behind, name=name)
        return refuse(forum, Point.KNOWN_OBJECT, why, tell("Name a clause of the same text."))
    return (
        may_move(forum, text)
        or holds_pen(forum, text, act.by)
        or words_fit(forum, paper.sort, paper.words)
        or not_reserved(forum, name, (), (paper.words or "",))
    )


def _may_bracket(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, clause = act.said, forum.clauses[act.object]
    assert isinstance(paper, said.Bracketed)  # noqa: S101 - the form of this act gives no other
    place = _place(clause, paper)
    if isinstance(place, int):
        why = tell(
            "Places of {clause} in which the passage stands: {place}.",
            clause=clause.id,
            place=place,
        )
        remedy = tell("Quote it as it stands; where it is there twice, say which one, from 1.")
        return refuse(forum, Point.BRACKETS, why, remedy)
    for number in sorted(clause.brackets):
        one = clause.brackets[number]
        if crosses(place, (one.start, one.end)):
            why = tell("That passage runs across an end of bracket {number}.", number=number)
            return refuse(forum, Point.BRACKETS, why, tell("Brackets lie in each other or apart."))
        same = (one.start, one.end, one.whole) == (*place, paper.words is None)
        if same and act.by in one.holders:
            why = tell("{who} holds bracket {number} there already.", who=act.by, number=number)
            return refuse(
                forum, Point.BRACKETS, why, tell("Nothing more is needed for it to stand.")
            )
    return None


def _place(clause: Clause, paper: said.Bracketed) -> tuple[int, int] | int:
    """Where the passage lies; how often it is there, when that says no place."""
    wording = clause.wording.wording
    if paper.words is None:
        return (len(wording), len(wording)) if paper.behind else (0, len(wording))
    starts = [n for n in range(len(wording)) if wording.startswith(paper.words, n)]
    which = 1 if paper.nth is None else paper.nth
    if (paper.nth is None and len(starts) != 1) or not 1 <= which <= len(starts):
        return len(starts)
    start = starts[which - 1]
    end = start + len(paper.words)
    return (end, end) if paper.behind else (start, end)


def _own_bracket(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, clause = act.said, forum.clauses[act.object]
    assert isinstance(paper, said.Numbered)  # noqa: S101 - the form of this act gives no other
    bracket = clause.brackets.get(paper.which)
    if bracket is not None and act.by in bracket.holders:
        return None
    why = tell(
        "{who} holds no bracket {which} in {clause}.",
        who=act.by,
        which=paper.which,
        clause=clause.id,
    )
    return refuse(forum, Point.BRACKETS, why, tell("Only who holds a bracket lifts it."))


def _nobody_holds(forum: Forum, act: Act) -> OutOfOrder | None:
    clause = forum.clauses[act.object]
    held = tuple(code for one in clause.brackets.values() for code in one.holders)
    still = holding(forum, held)
    if still:
        why = tell(
            "Brackets in {clause} are held by {still}.", clause=clause.id, still=commas(still)
        )
        return refuse(forum, Point.BRACKETS, why, tell("Only who holds a bracket lifts it."))
    offers = [clause.options[number] for number in clause.standing]
    behind = tuple(code for one in offers for code in (one.by, *one.supporters))
    still = holding(forum, behind)
    if still:
        why = tell(
            "Other wordings of {clause} are put forward by {still}.",
            clause=clause.id,
            still=commas(still),
        )
        return refuse(
            forum, Point.ALTERNATIVES, why, tell("Take one, and have the others dropped.")
        )
    return None


def _has_words(forum: Forum, act: Act) -> OutOfOrder | None:
    if forum.clauses[act.object].wording.sort is not Sort.PLACEHOLDER:
        return None
    why = tell("{object} is a placeholder.", object=act.object)
    return refuse(forum, Point.CLAUSE_STAGE, why, tell("Put words in its place, or no text."))


def awaited(forum: Forum, clause: Clause) -> tuple[str, ...]:
    """Members whose capitals have not confirmed a clause, in protocol order."""
    here = (code for code in forum.order if is_member(forum, code))
    return tuple(code for code in here if code not in clause.confirmed)


def _may_confirm(forum: Forum, act: Act) -> OutOfOrder | None:
    waiting = awaited(forum, forum.clauses[act.object])
    if act.by in waiting or (not waiting and act.by in forum.chair):
        return None
    why = tell("{who} awaits no answer of its capital on {object}.", who=act.by, object=act.object)
    remedy = tell("Awaited: {waiting}.", waiting=commas(waiting))
    if not waiting:
        remedy = tell("Awaited: nobody; the chair finds it agreed.")
    return refuse(forum, Point.CLAUSE_STAGE, why, remedy)


def _may_reopen(forum: Forum, act: Act) -> OutOfOrder | None:
    if not forum.charter.text.reopening:
        why = tell("Here what was agreed is not re-opened.")
        return refuse(forum, Point.REOPENING, why, tell("Object when the text is put to the body."))
    paper = act.said
    assert isinstance(paper, Reasoned)  # noqa: S101 - the form of this act gives no other
    if paper.words is None:
        why = tell("A clause is re-opened for a reason that is said.")
        return refuse(forum, Point.REOPENING, why, tell("Say the reason."))
    return None


# ---------------------------------------------------------------- effects


def _proposed(forum: Forum, act: Act) -> Forum:
    paper, text = act.said, forum.texts[act.object.rpartition("-")[0]]
    version = text.version + 1 if text.first is not None else text.version
    option = Option(sort=paper.sort, words=paper.words, by=act.by, number=act.number)
    clause = Clause(
        id=act.object,
        text=text.id,
        since=act.time,
        version=version,
        options=Map({1: option}),
        history=Map({version: option.wording}),
    )
    behind = paper.behind or text.last
    follows, first, last = text.follows, text.first or clause.id, text.last
    if behind is not None:
        after = follows.get(behind)
        follows = follows.set(behind, clause.id)
        follows = follows if after is None else follows.set(clause.id, after)
    if behind == text.last:
        last = clause.id
    text = evolve(text, follows=follows, first=first, last=last, version=version)
    return forum.grown(
        texts=forum.texts.set(text.id, text),
        clauses=forum.clauses.set(clause.id, clause),
    )


def _bracketed(forum: Forum, act: Act) -> Forum:
    clause, paper = forum.clauses[act.object], act.said
    place = _place(clause, paper)
    assert isinstance(place, tuple)  # noqa: S101 - the guard asked it
    whole = paper.words is None and not paper.behind
    return keep_clause(forum, moved(_with_bracket(clause, act.by, place, whole=whole), act))


def _with_bracket(clause: Clause, by: str, place: tuple[int, int], *, whole: bool) -> Clause:
    for number, one in clause.brackets.items():
        if (one.start, one.end, one.whole) == (*place, whole):
            joined = evolve(one, holders=(*one.holders, by))
            return evolve(clause, brackets=clause.brackets.set(number, joined))
    number = clause.used[1] + 1
    bracket = Bracket(start=place[0], end=place[1], holders=(by,), whole=whole)
    return evolve(
        clause, brackets=clause.brackets.set(number, bracket), used=(clause.used[0], number)
    )


def _lifted(forum: Forum, act: Act) -> Forum:
    clause, which = forum.clauses[act.object], act.said.which
    bracket = clause.brackets[which]
    left = tuple(code for code in bracket.holders if code != act.by)
    brackets = clause.brackets.delete(which)
    if left:
        brackets = clause.brackets.set(which, evolve(bracket, holders=left))
    clause = evolve(clause, brackets=brackets)
    return keep_clause(forum, moved(clause, act, held_open(clause)))


def _cleaned(forum: Forum, act: Act) -> Forum:
    """Brackets and wordings of parties that gave their seats up go with them."""
    clause = forum.clauses[act.object]
    gone = set(clause.standing)
    options = Map({number: one for number, one in clause.options.items() if number not in gone})
    return keep_clause(forum, moved(evolve(clause, brackets=Map(), options=options), act))


def _agreed(forum: Forum, act: Act) -> Forum:
    return keep_clause(forum, moved(evolve(forum.clauses[act.object], confirmed=Map()), act))


def _confirmed(forum: Forum, act: Act) -> Forum:
    clause = forum.clauses[act.object]
    clause = evolve(clause, confirmed=clause.confirmed.set(act.by, True))  # noqa: FBT003 - a value
    return keep_clause(forum, moved(clause, act, t.AWAITED if awaited(forum, clause) else ""))


def _reopened(forum: Forum, act: Act) -> Forum:
    clause = forum.clauses[act.object]
    place = (0, len(clause.wording.wording))
    clause = moved(_with_bracket(clause, act.by, place, whole=True), act)
    forum = keep_clause(forum, evolve(clause, confirmed=Map()))
    text = forum.texts[clause.text]
    return forum.grown(texts=forum.texts.set(text.id, evolve(text, reopened=text.reopened + 1)))


# ---------------------------------------------------------------- kinds


KINDS: tuple[Kind, ...] = (
    Kind(
        name=t.PROPOSE,
        form=said.CLAUSE_PROPOSED,
        who=Who.HERE,
        guards=(_new_clause,),
        effect=_proposed,
        meaning="Propose a clause of a text of which one holds the pen.",
        begins="clause",
    ),
    clause_act(
        t.BRACKET, said.BRACKETED, Who.MEMBER, (_may_bracket,), _bracketed, tell("Bracket words.")
    ),
    clause_act(
        t.LIFT, said.NUMBERED, Who.PLACE, (_own_bracket,), _lifted, tell("Lift one's own bracket.")
    ),
    clause_act(
        t.CLEAN,
        WORDS,
        Who.CHAIR,
        (_nobody_holds,),
        _cleaned,
        tell("Find that nobody here holds a bracket in a clause."),
        alone=True,
    ),
    clause_act(
        t.AGREE,
        WORDS,
        Who.CHAIR,
        (_has_words,),
        _agreed,
        tell("Find a clean clause agreed ad referendum."),
        alone=True,
    ),
    clause_act(
        t.CONFIRM,
        WORDS,
        Who.MEMBER_OR_CHAIR,
        (_may_confirm,),
        _confirmed,
        tell("Confirm that one's capital agrees to a clause."),
        alone=True,
    ),
    clause_act(
        t.REOPEN,
        REASONED,
        Who.MEMBER,
        (_may_reopen,),
        _reopened,
        tell("Re-open an agreed clause, for a reason."),
    ),
)
"""The acts of clauses."""
