"""The release of an exchange round and what follows: shares, notes, questions and their answers.

The release is for anybody who takes part, so that no one can put it off; whether it was in order,
each node finds for itself before it gives a share.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import exchange as x
from dipoli.forum.act import Act
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.exchange import Question, Round
from dipoli.forum.exchange_forms import (
    ANSWERED,
    ASKED,
    GIVEN,
    SERVED,
    Answered,
    Asked,
    Given,
    Served,
)
from dipoli.forum.exchange_owed import still_needed, to_give
from dipoli.forum.exchange_work import keep, moved, moves, round_act
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell

# ---------------------------------------------------------------- guards


def _met(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    point = Point.EXCHANGE_RELEASE
    if one.released is None and not one.is_met(act.earliest):
        why = tell(
            "The condition of {name} is not met. {needed}",
            name=one.id,
            needed=still_needed(forum, one),
        )
        return refuse(forum, point, why, tell("Release it once it is met."))
    if not any(each.released is None and each.is_held for each in one.returns.values()):
        why = tell("No return of {name} is held and not released yet.", name=one.id)
        return refuse(
            forum, point, why, tell("A return that comes later is released once it is held.")
        )
    return None


def _not_met(forum: Forum, act: Act) -> OutOfOrder | None:
    one = forum.exchanges[act.object]
    if one.until < act.earliest and not one.is_met(act.earliest):
        return None
    why, remedy = (
        tell("The condition of {name} is met.", name=one.id),
        tell("Release it; nothing lapses."),
    )
    if not one.until < act.earliest:
        why = tell(
            "Returns to {name} can be handed in until {until}.", name=one.id, until=one.until
        )
        remedy = tell("It lapses after that moment, if its condition is not met then.")
    return refuse(forum, Point.EXCHANGE_RELEASE, why, remedy)


def _owed(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, point = act.said, Point.EXCHANGE_SEALED
    assert isinstance(paper, Given)  # noqa: S101 - the form of this act gives no other
    due = to_give(forum, forum.exchanges[act.object], act.by)
    if len(set(paper.readers)) != len(paper.readers):
        why = tell("It names a reader twice.")
        return refuse(forum, point, why, tell("Name each reader once."))
    for code in paper.readers:
        if code not in due:
            why = tell(
                "{who} owes {code} no share in {object} now.",
                who=act.by,
                code=code,
                object=act.object,
            )
            remedy = tell(
                "Shares of released returns go to those whose own return is released, once."
            )
            return refuse(forum, point, why, remedy)
    if len(paper.readers) != len(paper.shares):
        why = tell("It has not one sealed paper for each reader.")
        return refuse(forum, point, why, tell("Seal the shares anew."))
    return None


def _reads(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who asks and who is asked have both handed in a return that is released."""
    paper = act.said
    assert isinstance(paper, Asked)  # noqa: S101 - the form of this act gives no other
    one = forum.exchanges[act.object]
    for code in (act.by, paper.to):
        if not _is_reader(one, code):
            why = tell("No return of {code} is released in {name}.", code=code, name=one.id)
            remedy = tell("Questions pass between those whose returns are released.")
            return refuse(forum, Point.EXCHANGE_QUESTIONS, why, remedy)
    if paper.to == act.by:
        why = tell("{who} asks itself.", who=act.by)
        return refuse(forum, Point.EXCHANGE_QUESTIONS, why, tell("Ask another seat."))
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
    why = tell(
        "No question of act {question} waits for {who}.", question=paper.question, who=act.by
    )
    return refuse(forum, Point.EXCHANGE_QUESTIONS, why, tell("Who is asked answers, once."))


def _serves(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, one = act.said, forum.exchanges[act.object]
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    if _is_reader(one, paper.seat):
        return None
    why = tell("No return of {seat} is released in {name}.", seat=paper.seat, name=one.id)
    remedy = tell("What is released goes to those who handed a return in.")
    return refuse(forum, Point.EXCHANGE_RELEASE, why, remedy)


# ---------------------------------------------------------------- effects


def _released(forum: Forum, act: Act) -> Forum:
    one = moved(forum, act)
    returns = one.returns
    for code, each in one.returns.items():
        if each.released is None and each.is_held:
            returns = returns.set(code, evolve(each, released=act.number))
    first = act.number if one.released is None else one.released
    return keep(forum, evolve(one, returns=returns, released=first))


def _gave(forum: Forum, act: Act) -> Forum:
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, Given)  # noqa: S101 - the form of this act gives no other
    given = one.given
    for code in paper.readers:
        given = given.set((act.by, code), act.number)
    return keep(forum, evolve(one, given=given, gave=one.gave.set(act.number, act.by)))


def _served(forum: Forum, act: Act) -> Forum:
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, Served)  # noqa: S101 - the form of this act gives no other
    return keep(forum, evolve(one, served=one.served.set(paper.seat, act.time[:10])))


def _asked(forum: Forum, act: Act) -> Forum:
    one, paper = moved(forum, act), act.said
    assert isinstance(paper, Asked)  # noqa: S101 - the form of this act gives no other
    questions = one.questions.set(act.number, Question(by=act.by, to=paper.to))
    return keep(forum, evolve(one, questions=questions))


def _answered(forum: Forum, act: Act) -> Forum:
    one, paper = forum.exchanges[act.object], act.said
    assert isinstance(paper, Answered)  # noqa: S101 - the form of this act gives no other
    asked = evolve(one.questions[paper.question], answered=act.number)
    questions = one.questions.set(paper.question, asked)
    waits = any(each.answered is None for each in questions.values())
    after = moved(forum, act, x.WAITING if waits else "")
    return keep(forum, evolve(after, questions=questions))


# ---------------------------------------------------------------- kinds

KINDS: tuple[Kind, ...] = (
    round_act(
        x.RELEASE,
        WORDS,
        Who.HERE_OR_SECRETARIAT,
        (_met,),
        _released,
        tell("Find that the condition is met: every return that is held is released at once."),
        envelope_alone=True,
    ),
    round_act(
        x.LAPSE,
        WORDS,
        Who.HERE_OR_SECRETARIAT,
        (_not_met,),
        moves,
        tell("Find that the deadline is over and the condition is not met."),
        envelope_alone=True,
    ),
    round_act(
        x.SHARE,
        GIVEN,
        Who.HERE,
        (_owed,),
        _gave,
        tell("Give one's shares of what is released, sealed to each reader."),
    ),
    round_act(
        x.SERVE,
        SERVED,
        Who.SECRETARIAT,
        (_serves,),
        _served,
        tell("Note that what is released went to a seat by note verbale."),
    ),
    round_act(
        x.ASK, ASKED, Who.HERE, (_reads,), _asked, tell("Ask about a return that is released.")
    ),
    round_act(x.ANSWER, ANSWERED, Who.HERE, (_is_asked,), _answered, tell("Answer a question.")),
    round_act(
        x.CLOSE,
        WORDS,
        Who.CHAIR_OR_SECRETARIAT,
        (),
        moves,
        tell("Close the round."),
        envelope_alone=True,
    ),
)
"""The acts from the release on."""
