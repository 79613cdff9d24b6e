"""What the acts about clauses have in common: stages, words, brackets carried along, history."""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import text as t
from dipoli.forum.act import Act
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.rebase import carried
from dipoli.forum.standing import Forum
from dipoli.forum.text import Clause, ClauseStage, Option, Sort
from dipoli.forum.text_rules import may_move
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


def _stage(forum: Forum, name: str) -> ClauseStage | None:
    clause = forum.clauses.get(name)
    return None if clause is None else clause.stage


clause_stages = stage_guard(t.CLAUSE_MOVES, _stage, Point.CLAUSE_STAGE, "Clause {object}")


def holding(forum: Forum, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some seats that have not given their seat up, in protocol order.

    A party that is away, or suspended, keeps what it holds: no suspension is a way around it.
    """
    return tuple(code for code in forum.order if code in codes and not forum.seats[code].gave_up)


def clause_free(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of every act about a clause: its text is open, and not before the body."""
    return may_move(forum, forum.texts[forum.clauses[act.object].text])


def words_fit(forum: Forum, sort: Sort, words: str | None) -> OutOfOrder | None:
    """Whether what is put in the place of a wording says what it is."""
    if sort is Sort.BRIDGING:
        why = tell("A bridging text is put beside a clause by a facilitator.")
        return refuse(
            forum, Point.BRIDGING, why, tell("Use clause.bridge, or put words of your own.")
        )
    if sort is Sort.WORDS and words is None:
        why = tell("There are no words.")
        return refuse(forum, Point.ALTERNATIVES, why, tell("Say the words, or “no text”."))
    if sort is Sort.NO_TEXT and words is not None:
        why = tell("“No text” has no words.")
        return refuse(forum, Point.ALTERNATIVES, why, tell("Leave the words out."))
    return unbracketed(forum, words)


def unbracketed(forum: Forum, words: str | None) -> OutOfOrder | None:
    """Whether words come without typed brackets: a bracket has a holder, and these have none."""
    if words is None or not any(sign in words for sign in "[]"):
        return None
    why = tell("There would be square brackets among the words, and a bracket has a holder here.")
    remedy = tell(
        "Put the words without them; then bracket the passage (clause.bracket), or put the other "
        "words beside the clause (clause.alternative). An empty place is a placeholder."
    )
    return refuse(forum, Point.BRACKETS, why, remedy)


def crosses(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two passages run across each other's ends."""
    (a, b), (c, d) = sorted((one, other))
    return a < c < b < d


def moved(clause: Clause, act: Act, behind: str = "") -> Clause:
    """A clause one move on; the table has the row, since the guard asked it."""
    stage = t.CLAUSE_MOVES[clause.stage][act.name + behind]
    return evolve(clause, stage=stage, since=act.time)


def held_open(clause: Clause) -> str:
    """The end of the row that applies while something still holds a clause open."""
    return t.STANDS if clause.brackets or clause.standing else ""


def with_option(clause: Clause, which: int, option: Option) -> Clause:
    """A clause with one of its wordings as it now is."""
    return evolve(clause, options=clause.options.set(which, option))


def reworded(clause: Clause, words: str) -> Clause:
    """A clause with other words; every bracket in it stands, around the words it then has."""
    option = clause.wording
    old = option.wording
    sort = Sort.WORDS if words else option.sort
    brackets = clause.brackets
    for number, one in clause.brackets.items():
        place = (0, len(words)) if one.whole else carried(old, words, one.start, one.end)
        brackets = brackets.set(number, evolve(one, start=place[0], end=place[1]))
    option = evolve(option, words=words or None, sort=sort)
    options = clause.options.set(clause.main, option)
    return evolve(clause, options=options, brackets=brackets)


def keep_clause(forum: Forum, clause: Clause, *, words: bool = False) -> Forum:
    """The standing with a clause as it now is; with other words, the text has a new version."""
    if words:
        text = forum.texts[clause.text]
        version = text.version + 1
        clause = evolve(
            clause,
            version=version,
            history=clause.history.set(version, clause.wording.wording),
        )
        text = evolve(text, version=version)
        forum = forum.grown(texts=forum.texts.set(text.id, text))
    return forum.grown(clauses=forum.clauses.set(clause.id, clause))


def clause_act(  # noqa: PLR0913 - one argument for each column of the table below
    name: str,
    form: Form,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    *,
    alone: bool = False,
) -> Kind:
    """The rules of one act about a clause."""
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=(clause_stages, clause_free, *guards),
        effect=effect,
        meaning=meaning,
        about="clause",
        envelope_alone=alone,
    )
