"""Wordings: guards and effects of alternatives, bridging texts and new words of a clause."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import text as t
from dipoli.forum import text_forms as said
from dipoli.forum.act import Act
from dipoli.forum.clause_work import (
    clause_act,
    crosses,
    held_open,
    keep_clause,
    moved,
    reworded,
    unbracketed,
    with_option,
    words_fit,
)
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.rebase import Clash, rebase
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.forum.text import Clause, Option, Sort
from dipoli.forum.text_rules import holds_pen
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell

# ---------------------------------------------------------------- guards


def _may_offer(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Alternative)  # noqa: S101 - the form of this act gives no other
    text = forum.clauses[act.object].text
    return words_fit(forum, paper.sort, paper.words) or not_reserved(
        forum, text, (), (paper.words or "",)
    )


def _may_bridge(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, text = act.said, forum.texts[forum.clauses[act.object].text]
    assert isinstance(paper, said.Wording)  # noqa: S101 - the form of this act gives no other
    if not forum.charter.text.bridging:
        why = tell("Here facilitators put no texts of their own.")
        return refuse(forum, Point.BRIDGING, why, tell("Ask a member to put the words forward."))
    if act.by not in forum.chair and act.by not in text.facilitators:
        why = tell("{who} neither presides nor facilitates on {text}.", who=act.by, text=text.id)
        return refuse(forum, Point.BRIDGING, why, tell("Put an alternative instead."))
    return unbracketed(forum, paper.words) or not_reserved(forum, text.id, (), (paper.words,))


def _option(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, clause = act.said, forum.clauses[act.object]
    assert isinstance(paper, said.Numbered)  # noqa: S101 - the form of this act gives no other
    if paper.which in clause.options:
        return None
    told = commas(map(str, sorted(clause.options)))
    why = tell("{clause} has no wording {which}.", clause=clause.id, which=paper.which)
    return refuse(forum, Point.ALTERNATIVES, why, tell("There are: {numbers}.", numbers=told))


def _not_yet_for(forum: Forum, act: Act) -> OutOfOrder | None:
    option = forum.clauses[act.object].options[act.said.which]
    if act.by != option.by and act.by not in option.supporters:
        return None
    why = tell("{who} is for that wording already.", who=act.by)
    return refuse(forum, Point.ALTERNATIVES, why, tell("Nothing more is needed."))


def _is_supporter(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in forum.clauses[act.object].options[act.said.which].supporters:
        return None
    why = tell("{who} is not among those who support that wording.", who=act.by)
    return refuse(forum, Point.ALTERNATIVES, why, tell("Who put it forward drops it."))


def _may_drop(forum: Forum, act: Act) -> OutOfOrder | None:
    clause, which = forum.clauses[act.object], act.said.which
    option = clause.options[which]
    if act.by != option.by:
        why = tell("That wording was put forward by {who}.", who=option.by)
        return refuse(forum, Point.ALTERNATIVES, why, tell("Only {who} drops it.", who=option.by))
    if which == clause.main and not option.supporters:
        why = tell("It is the wording of the clause now.")
        remedy = tell("Have the pen-holder take another one first, or put “no text”.")
        return refuse(forum, Point.ALTERNATIVES, why, remedy)
    return None


def _may_take(forum: Forum, act: Act) -> OutOfOrder | None:
    clause = forum.clauses[act.object]
    text = forum.texts[clause.text]
    refusal = holds_pen(forum, text, act.by)
    if refusal is not None:
        return refusal
    if act.said.which == clause.main:
        why = tell("It is the wording of the clause already.")
        return refuse(forum, Point.ALTERNATIVES, why, tell("Take another one."))
    inner = [number for number in sorted(clause.brackets) if not clause.brackets[number].whole]
    if inner:
        told = commas(map(str, inner))
        why = tell("Brackets within the present wording stand: {numbers}.", numbers=told)
        return refuse(forum, Point.BRACKETS, why, tell("Ask who holds them to lift them first."))
    return None


def _may_revise(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, clause = act.said, forum.clauses[act.object]
    assert isinstance(paper, said.Revised)  # noqa: S101 - the form of this act gives no other
    return holds_pen(forum, forum.texts[clause.text], act.by) or fits(
        forum, clause, paper.version, paper.words
    )


def fits(forum: Forum, clause: Clause, version: int, words: str) -> OutOfOrder | None:
    """Whether a wording written against a version can be carried over to the present one."""
    typed = unbracketed(forum, words)
    if typed is not None:
        return typed
    base = clause.at(version)
    if base is None or version > forum.texts[clause.text].version:
        why = tell(
            "{clause} was not there at version {version} of {text}.",
            clause=clause.id,
            version=version,
            text=clause.text,
        )
        remedy = tell(
            "Write it against version {version}, the present one.",
            version=forum.texts[clause.text].version,
        )
        return refuse(forum, Point.AMENDMENTS, why, remedy)
    merged = rebase(base, clause.wording.wording, words)
    if isinstance(merged, Clash):
        why = tell(
            "{clause} has moved since version {version}: “{base}” became "
            "“{present}”, and the amendment has “{amended}”.",
            clause=clause.id,
            version=version,
            base=merged.base,
            present=merged.present,
            amended=merged.amended,
        )
        remedy = tell(
            "Write it against version {version}.", version=forum.texts[clause.text].version
        )
        return refuse(forum, Point.AMENDMENTS, why, remedy)
    if merged == clause.wording.wording or not merged.strip():
        why = tell("It would change no words of the clause, or leave none.")
        return refuse(
            forum, Point.AMENDMENTS, why, tell("To have no text, put that as an alternative.")
        )
    after = reworded(clause, merged).brackets
    places = [(one.start, one.end) for one in after.values()]
    if any(crosses(one, other) for one in places for other in places):
        why = tell("The new words run across the ends of brackets that others hold.")
        return refuse(forum, Point.BRACKETS, why, tell("Amend one bracketed passage at a time."))
    return not_reserved(forum, clause.text, (), (merged,))


# ---------------------------------------------------------------- effects


def _offered(forum: Forum, act: Act, sort: Sort) -> Forum:
    clause, number = forum.clauses[act.object], forum.clauses[act.object].used[0] + 1
    option = Option(sort=sort, words=act.said.words, by=act.by, number=act.number)
    clause = evolve(
        clause, options=clause.options.set(number, option), used=(number, clause.used[1])
    )
    return keep_clause(forum, moved(clause, act))


def _alternative(forum: Forum, act: Act) -> Forum:
    return _offered(forum, act, act.said.sort)


def _bridged(forum: Forum, act: Act) -> Forum:
    return _offered(forum, act, Sort.BRIDGING)


def _supported(forum: Forum, act: Act) -> Forum:
    clause, which = forum.clauses[act.object], act.said.which
    option = clause.options[which]
    option = evolve(option, supporters=(*option.supporters, act.by))
    return keep_clause(forum, moved(with_option(clause, which, option), act))


def _left(forum: Forum, act: Act) -> Forum:
    clause, which = forum.clauses[act.object], act.said.which
    option = clause.options[which]
    left = tuple(code for code in option.supporters if code != act.by)
    option = evolve(option, supporters=left)
    return keep_clause(forum, moved(with_option(clause, which, option), act))


def _dropped(forum: Forum, act: Act) -> Forum:
    """Who drops a wording that others support leaves it to the first of them."""
    clause, which = forum.clauses[act.object], act.said.which
    option = clause.options[which]
    if option.supporters:
        first, *others = option.supporters
        clause = with_option(clause, which, evolve(option, by=first, supporters=tuple(others)))
    else:
        clause = evolve(clause, options=clause.options.delete(which))
    return keep_clause(forum, moved(clause, act, held_open(clause)))


def _taken(forum: Forum, act: Act) -> Forum:
    """The wording that was there stays, as an alternative of who put it forward."""
    clause, which = forum.clauses[act.object], act.said.which
    option = clause.options[which]
    if option.sort is Sort.BRIDGING:
        option = evolve(option, sort=Sort.WORDS)
    clause = with_option(moved(clause, act), which, option)
    return keep_clause(forum, reworded(evolve(clause, main=which), option.wording), words=True)


def _revised(forum: Forum, act: Act) -> Forum:
    return with_words(forum, act, forum.clauses[act.object], act.said.version, act.said.words)


def with_words(forum: Forum, act: Act, clause: Clause, version: int, words: str) -> Forum:
    """The standing with a wording carried over to the present one; its guard was asked."""
    merged = rebase(str(clause.at(version)), clause.wording.wording, words)
    assert isinstance(merged, str)  # noqa: S101 - the guard asked it
    return keep_clause(forum, moved(reworded(clause, merged), act), words=True)


# ---------------------------------------------------------------- kinds


KINDS: tuple[Kind, ...] = (
    clause_act(
        t.ALTERNATIVE,
        said.ALTERNATIVE,
        Who.MEMBER,
        (_may_offer,),
        _alternative,
        tell("Put another wording, no text or a placeholder beside a clause."),
    ),
    clause_act(
        t.SUPPORT,
        said.NUMBERED,
        Who.MEMBER,
        (_option, _not_yet_for),
        _supported,
        tell("Support one of the wordings."),
    ),
    clause_act(
        t.LEAVE,
        said.NUMBERED,
        Who.PLACE,
        (_option, _is_supporter),
        _left,
        tell("Support a wording no longer."),
    ),
    clause_act(
        t.DROP,
        said.NUMBERED,
        Who.PLACE,
        (_option, _may_drop),
        _dropped,
        tell("Drop one's own wording."),
    ),
    clause_act(
        t.TAKE,
        said.NUMBERED,
        Who.SEAT,
        (_option, _may_take),
        _taken,
        tell("Take another wording into the text; the former one stays beside it."),
    ),
    clause_act(
        t.REVISE,
        said.REVISED,
        Who.SEAT,
        (_may_revise,),
        _revised,
        tell("Bring a new wording, as the holder of the pen."),
    ),
    clause_act(
        t.BRIDGE,
        said.WORDING,
        Who.SEAT,
        (_may_bridge,),
        _bridged,
        tell("Put a facilitator's words beside a clause; they overwrite nothing."),
    ),
)
"""The acts of wordings."""
