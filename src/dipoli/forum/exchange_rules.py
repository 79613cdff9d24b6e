"""Exchange rounds: guards and effects.

Who is trusted, who could collude and what each side learns stands in
`dipoli.record.sealed_return` and in docs/explanation/sealed-returns.md. Nothing here sees what a
return says: these rules say who hands in, who holds, when a round is released, and who then reads.
The release is for anybody who takes part, so that no one can put it off; whether it was in order,
each node finds for itself before it gives a share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import exchange as x
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.exchange import Question, Return, Round, Stage, shares_needed
from dipoli.forum.exchange_forms import (
    ANNOUNCED,
    ANSWERED,
    ASKED,
    GIVEN,
    HELD,
    SERVED,
    SUBMITTED,
    Announced,
    Answered,
    Asked,
    Given,
    Held,
    Served,
    Submitted,
)
from dipoli.forum.form import Form
from dipoli.forum.kind import Effect, Guard, Kind, Who, refuse, stage_guard
from dipoli.forum.seat import HERE
from dipoli.forum.standing import Forum
from dipoli.record.field256 import PLACES
from dipoli.record.ruling import OutOfOrder
from dipoli.record.sealed_return import SEALED_SHARE_BYTES


def _stage(forum: Forum, name: str) -> Stage | None:
    one = forum.exchanges.get(name)
    return None if one is None else one.stage


_stages = stage_guard(x.MOVES, _stage, Point.EXCHANGE_STAGE, "Exchange round")

# ---------------------------------------------------------------- looking


def is_here(forum: Forum, code: str) -> bool:
    """Whether a party takes part, also while suspended."""
    seat = forum.seats.get(code)
    return seat is not None and seat.stage in HERE


def holders_of(forum: Forum, one: Round, by: str) -> tuple[str, ...]:
    """Those to whom shares of a seat's return go now: the holders of the round that are here."""
    return tuple(code for code in one.holders if code != by and is_here(forum, code))


def held_as(forum: Forum, one: Return, by: str) -> str | None:
    """The code under which a seat holds a share of a return; None where it holds none."""
    return next((code for code in one.holders if forum.heir(code) == by), None)


def to_hold(forum: Forum, one: Round, by: str) -> tuple[Return, ...]:
    """Returns of which a seat's node has not said yet that its share is good."""
    found = []
    for code in one.named:
        held = one.returns.get(code)
        if held is not None and held_as(forum, held, by) not in (None, *held.held):
            found.append(held)
    return tuple(found)


def readers(one: Round) -> tuple[Return, ...]:
    """Returns that are released, in the order in which their seats are named."""
    found = (one.returns.get(code) for code in one.named)
    return tuple(each for each in found if each is not None and each.released is not None)


def to_give(forum: Forum, one: Round, by: str) -> dict[str, tuple[Return, ...]]:
    """What a holder owes now: code of each reader, to the returns of which it gives a share.

    A reader gets no share of its own return, and nobody gives shares to itself.
    """
    released = readers(one)
    found: dict[str, tuple[Return, ...]] = {}
    for reader in released:
        last = one.given.get((by, reader.by), -1)
        owed = tuple(
            each
            for each in released
            if each.by != reader.by
            and held_as(forum, each, by) is not None
            and max(each.released or 0, reader.released or 0) > last
        )
        if owed and forum.heir(reader.by) != by:
            found[reader.by] = owed
    return found


def unanswered(one: Round) -> Iterator[tuple[int, Question]]:
    """Questions without an answer yet, by their numbers."""
    for number in sorted(one.questions):
        if one.questions[number].answered is None:
            yield number, one.questions[number]


# ---------------------------------------------------------------- guards: the announcement


def _conditions(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, point = act.said, Point.EXCHANGE_TERMS
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    named = len(paper.named)
    if act.deadline is None or not act.moment <= act.deadline:
        why = "It names no moment to come up to which returns are handed in."
        return refuse(forum, point, why, "Give it a deadline that is still to come.")
    if not paper.opens < act.deadline:
        why = f"Returns are handed in from {paper.opens} on, and up to {act.deadline}."
        return refuse(forum, point, why, "Let the window open before its deadline.")
    if named < x.LEAST or (paper.least is not None and not x.LEAST <= paper.least <= named):
        why = f"Seats asked for a return: {named}; enough: {paper.least or 'all'}."
        remedy = "Name two seats or more, and as enough from two up to all of them."
        return refuse(forum, point, why, remedy)
    return None


def _who_takes_part(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, point = act.said, Point.EXCHANGE_TERMS
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    for codes in (paper.named, paper.holders):
        for code in codes:
            if codes.count(code) > 1 or not is_here(forum, code):
                why = f"{code} does not take part here, or is listed twice."
                return refuse(forum, point, why, "List each seat once, of those who take part.")
    for code in paper.named:
        others = len(paper.holders) - (code in paper.holders)
        if not x.LEAST <= others <= PLACES:
            why = f"Holders of the return of {code} would be, besides its author: {others}."
            remedy = f"List {x.LEAST} to {PLACES} holders besides each seat that is named."
            return refuse(forum, Point.EXCHANGE_SEALED, why, remedy)
    return None


# ---------------------------------------------------------------- guards: returns


def _window(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    if act.earliest >= one.opens:
        return None
    why = f"The window of {one.id} opens at {one.opens}."
    return refuse(forum, Point.EXCHANGE_TERMS, why, "Open it then, or later.")


def _is_named(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    if act.by not in one.named:
        why = f"{act.by} is not asked for a return in {one.id}."
        return refuse(forum, Point.EXCHANGE_TERMS, why, "Those who are named hand one in.")
    held = one.returns.get(act.by)
    if held is not None and held.released is not None:
        why = f"The return of {act.by} is released, and does not change any more."
        return refuse(forum, Point.EXCHANGE_RELEASE, why, "Say what is new in an answer.")
    if act.time <= one.until < act.moment:
        why = f"It is dated {act.time}, and came after the deadline, {one.until}."
        return refuse(forum, Point.EXCHANGE_TERMS, why, "Date it as of when it is handed in.")
    return None


def _as_asked(forum: Forum, act: Act) -> OutOfOrder | None:
    """The shares go to every holder, so many open it as the charter says, and all is complete."""
    paper, point = act.said, Point.EXCHANGE_SEALED
    assert isinstance(paper, Submitted)  # noqa: S101 - the form of this act gives no other
    holders = holders_of(forum, forum.exchanges[act.object], act.by)
    told = ", ".join(holders) or "nobody"
    if len(holders) < x.LEAST:
        why = f"Of those who hold shares, {told} is here besides {act.by}."
        return refuse(forum, point, why, "Announce another round, with more holders.")
    if paper.holders != holders:
        why = f"Its shares do not go to the holders of {act.object} that are here: {told}."
        return refuse(forum, point, why, "Seal it anew, to these and in this order.")
    needed = shares_needed(forum.charter.exchange.shares, len(holders))
    if paper.needed != needed:
        why = f"Shares that would open it: {paper.needed}; here it is {needed} of {len(holders)}."
        return refuse(forum, point, why, f"Seal it anew, so that {needed} open it.")
    whole = all(len(share) == SEALED_SHARE_BYTES for share in paper.shares)
    if not whole or not len(paper.checks) == len(paper.shares) == len(holders):
        why = "It has not one sealed share and one check for each holder."
        return refuse(forum, point, why, "Seal it anew.")
    return None


def _good_shares(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Held)  # noqa: S101 - the form of this act gives no other
    due = {one.leaf for one in to_hold(forum, forum.exchanges[act.object], act.by)}
    if due.issuperset(paper.returns):
        return None
    why = f"It names a return of which no such word of {act.by} is awaited."
    remedy = "Name returns as they stand now, by their leaf hashes, each of them once."
    return refuse(forum, Point.EXCHANGE_SEALED, why, remedy)


# ---------------------------------------------------------------- guards: release and after


def _met(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    point = Point.EXCHANGE_RELEASE
    if one.released is None and not one.is_met(act.earliest):
        why = f"The condition of {one.id} is not met. {still_needed(forum, one)}"
        return refuse(forum, point, why, "Release it once it is met.")
    if not any(each.released is None and each.is_held for each in one.returns.values()):
        why = f"No return of {one.id} is held and not released yet."
        return refuse(forum, point, why, "A return that comes later is released once it is held.")
    return None


def _not_met(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    if one.until < act.earliest and not one.is_met(act.earliest):
        return None
    why = f"The deadline of {one.id} is {one.until}, or its condition is met."
    return refuse(forum, Point.EXCHANGE_RELEASE, why, "It lapses after its deadline, if unmet.")


def _owed(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, point = act.said, Point.EXCHANGE_SEALED
    assert isinstance(paper, Given)  # noqa: S101 - the form of this act gives no other
    due = to_give(forum, forum.exchanges[act.object], act.by)
    if len(set(paper.readers)) != len(paper.readers):
        why = "It names a reader twice."
        return refuse(forum, point, why, "Name each reader once.")
    for code in paper.readers:
        if code not in due:
            why = f"{act.by} owes {code} no share in {act.object} now."
            remedy = "Shares of released returns go to those whose own return is released, once."
            return refuse(forum, point, why, remedy)
    if len(paper.readers) != len(paper.shares):
        why = "It has not one sealed paper for each reader."
        return refuse(forum, point, why, "Seal the shares anew.")
    return None


def _reads(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who asks and who is asked have both handed in a return that is released."""
    paper = act.said
    assert isinstance(paper, Asked)  # noqa: S101 - the form of this act gives no other
    one = forum.exchanges[act.object]
    for code in (act.by, paper.to):
        if not _is_reader(one, code):
            why = f"No return of {code} is released in {one.id}."
            remedy = "Questions pass between those whose returns are released."
            return refuse(forum, Point.EXCHANGE_QUESTIONS, why, remedy)
    if paper.to == act.by:
        why = "A seat is asked by others."
        return refuse(forum, Point.EXCHANGE_QUESTIONS, why, "Ask another seat.")
    return None


def _is_reader(one: Round, code: str) -> bool:
    held = one.returns.get(code)
    return held is not None and held.released is not None


def _is_asked(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Answered)  # noqa: S101 - the form of this act gives no other
    asked = forum.exchanges[act.object].questions.get(paper.question)
    if asked is not None and asked.answered is None and asked.to == act.by:
        return None
    why = f"No question of act {paper.question} waits for {act.by}."
    return refuse(forum, Point.EXCHANGE_QUESTIONS, why, "Who is asked answers, once.")


def _serves(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, one = act.said, forum.exchanges[act.object]
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    if _is_reader(one, paper.seat):
        return None
    why = f"No return of {paper.seat} is released in {one.id}."
    remedy = "What is released goes to those who handed a return in."
    return refuse(forum, Point.EXCHANGE_RELEASE, why, remedy)


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, one: Round) -> Forum:
    return forum.grown(exchanges=forum.exchanges.set(one.id, one))


def _moved(forum: Forum, act: Act, behind: str = "") -> Round:
    one = forum.exchanges[act.object]
    return evolve(one, stage=x.MOVES[one.stage][act.name + behind])


def _moves(forum: Forum, act: Act) -> Forum:
    return _keep(forum, _moved(forum, act))


def _announced(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Announced)  # noqa: S101 - the form of this act gives no other
    one = Round(
        id=act.object,
        title=paper.title,
        by=act.by,
        measure=paper.measure,
        named=paper.named,
        holders=paper.holders,
        least=paper.least,
        otherwise=paper.otherwise,
        opens=paper.opens,
        until=str(act.deadline),
        number=act.number,
        leaf=act.leaf,
    )
    return _keep(forum, one)


def _submitted(forum: Forum, act: Act) -> Forum:
    """A later return takes the place of an earlier one that is not released, and is held anew."""
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, Submitted)  # noqa: S101 - the form of this act gives no other
    new = Return(
        by=act.by,
        number=act.number,
        leaf=act.leaf,
        time=act.time,
        reader=paper.reader,
        holders=paper.holders,
        needed=paper.needed,
    )
    return _keep(forum, evolve(one, returns=one.returns.set(act.by, new)))


def _held(forum: Forum, act: Act) -> Forum:
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, Held)  # noqa: S101 - the form of this act gives no other
    returns = one.returns
    for code, each in one.returns.items():
        if each.leaf in paper.returns:
            held = each.held.set(str(held_as(forum, each, act.by)), True)  # noqa: FBT003 - a value
            returns = returns.set(code, evolve(each, held=held))
    return _keep(forum, evolve(one, returns=returns))


def _released(forum: Forum, act: Act) -> Forum:
    one = _moved(forum, act)
    returns = one.returns
    for code, each in one.returns.items():
        if each.released is None and each.is_held:
            returns = returns.set(code, evolve(each, released=act.number))
    first = act.number if one.released is None else one.released
    return _keep(forum, evolve(one, returns=returns, released=first))


def _gave(forum: Forum, act: Act) -> Forum:
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, Given)  # noqa: S101 - the form of this act gives no other
    given = one.given
    for code in paper.readers:
        given = given.set((act.by, code), act.number)
    return _keep(forum, evolve(one, given=given, gave=one.gave.set(act.number, act.by)))


def _served(forum: Forum, act: Act) -> Forum:
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    return _keep(forum, evolve(one, served=one.served.set(paper.seat, act.time[:10])))


def _asked(forum: Forum, act: Act) -> Forum:
    one, paper = _moved(forum, act), act.said
    assert isinstance(paper, Asked)  # noqa: S101 - the form of this act gives no other
    questions = one.questions.set(act.number, Question(by=act.by, to=paper.to))
    return _keep(forum, evolve(one, questions=questions))


def _answered(forum: Forum, act: Act) -> Forum:
    one, paper = forum.exchanges[act.object], act.said
    assert isinstance(paper, Answered)  # noqa: S101 - the form of this act gives no other
    asked = evolve(one.questions[paper.question], answered=act.number)
    questions = one.questions.set(paper.question, asked)
    waits = any(each.answered is None for each in questions.values())
    after = _moved(forum, act, x.WAITING if waits else "")
    return _keep(forum, evolve(after, questions=questions))


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, one: Round) -> str:
    """What a round still needs, in a sentence."""
    return _NEEDS[one.stage](forum, one)


def _needs_opening(_forum: Forum, one: Round) -> str:
    return f"It needs its window to be opened, from {one.opens} on."


def _needs_returns(_forum: Forum, one: Round) -> str:
    if len(one.in_time()) == len(one.named):
        return "Every return is there and held; it can be released."
    without = [code for code in one.named if code not in one.returns]
    if without:
        return f"No entry yet of {', '.join(without)}; the window is open up to {one.until}."
    waits = [code for code in one.named if not one.returns[code].is_held]
    if not waits:
        return f"Every return is there; what is released is settled after {one.until}."
    return f"It needs the holders to find their shares good: returns of {', '.join(waits)}."


def _needs_shares(forum: Forum, one: Round) -> str:
    owing = [code for code in forum.order if to_give(forum, one, code)]
    if owing:
        return f"It needs the nodes of {', '.join(owing)} to give their shares."
    return "Its shares are given; those who handed a return in can read, and ask."


def _needs_answers(_forum: Forum, one: Round) -> str:
    asked = [f"{each.to} to answer act {number}" for number, each in unanswered(one)]
    return f"It needs {', '.join(asked)}."


def _needs_nothing(_forum: Forum, _one: Round) -> str:
    return "It is closed; nothing is needed."


def _has_lapsed(_forum: Forum, _one: Round) -> str:
    return "It has lapsed; what was handed in stays sealed."


def _can_close(_forum: Forum, _one: Round) -> str:
    return "Every question has its answer; it can be closed."


_NEEDS: dict[Stage, Callable[[Forum, Round], str]] = {
    Stage.ANNOUNCED: _needs_opening,
    Stage.OPEN: _needs_returns,
    Stage.RELEASED: _needs_shares,
    Stage.QUESTIONS: _needs_answers,
    Stage.CLARIFIED: _can_close,
    Stage.CLOSED: _needs_nothing,
    Stage.LAPSED: _has_lapsed,
}

# ---------------------------------------------------------------- kinds


def _act(  # noqa: PLR0913 - the parts of a kind
    name: str,
    form: Form,
    who: Who,
    guards: tuple[Guard, ...],
    effect: Effect,
    meaning: str,
    *,
    envelope_alone: bool = False,
) -> Kind:
    return Kind(
        name=name,
        form=form,
        who=who,
        guards=(_stages, *guards),
        effect=effect,
        meaning=meaning,
        about="round",
        envelope_alone=envelope_alone,
    )


_ANY, _OFFICE = Who.HERE_OR_SECRETARIAT, Who.CHAIR_OR_SECRETARIAT

KINDS: tuple[Kind, ...] = (
    Kind(
        name=x.ANNOUNCE,
        form=ANNOUNCED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_conditions, _who_takes_part),
        effect=_announced,
        meaning="Announce an exchange of sealed returns, with its condition and its deadline.",
        begins="round",
    ),
    _act(
        x.OPEN,
        WORDS,
        _ANY,
        (_window,),
        _moves,
        "Open the window in which returns are handed in.",
        envelope_alone=True,
    ),
    _act(x.SUBMIT, SUBMITTED, Who.HERE, (_is_named, _as_asked), _submitted, "Hand in a return."),
    _act(
        x.HOLD,
        HELD,
        Who.HERE,
        (_good_shares,),
        _held,
        "Say that one's node found its share of returns good.",
    ),
    _act(
        x.RELEASE,
        WORDS,
        _ANY,
        (_met,),
        _released,
        "Find that the condition is met: every return that is held is released at once.",
        envelope_alone=True,
    ),
    _act(
        x.LAPSE,
        WORDS,
        _ANY,
        (_not_met,),
        _moves,
        "Find that the deadline is over and the condition is not met.",
        envelope_alone=True,
    ),
    _act(
        x.SHARE,
        GIVEN,
        Who.HERE,
        (_owed,),
        _gave,
        "Give one's shares of what is released, sealed to each reader.",
    ),
    _act(
        x.SERVE,
        SERVED,
        Who.SECRETARIAT,
        (_serves,),
        _served,
        "Note that what is released went to a seat by note verbale.",
    ),
    _act(x.ASK, ASKED, Who.HERE, (_reads,), _asked, "Ask about a return that is released."),
    _act(x.ANSWER, ANSWERED, Who.HERE, (_is_asked,), _answered, "Answer a question."),
    _act(x.CLOSE, WORDS, _OFFICE, (), _moves, "Close the round.", envelope_alone=True),
)
"""The acts of exchange rounds."""
