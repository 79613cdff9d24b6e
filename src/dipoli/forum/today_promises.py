"""What commitments, measures and exchange rounds await of a seat."""

from __future__ import annotations

from collections.abc import Iterator

from immutables import Map

from dipoli.forum import commitment as k
from dipoli.forum import (
    commitment_told,
    exchange_owed,
    measure_today,
)
from dipoli.forum import exchange as x
from dipoli.forum.in_order import in_order
from dipoli.forum.standing import Forum
from dipoli.forum.today_asked import Asked, Found, ahead
from dipoli.told import tell

_ANSWER = (k.CONFIRM, k.DECLINE)


def exchanges(asked: Asked) -> Iterator[Found]:
    """What exchange rounds await of a seat: its return, the word of its node, shares, answers."""
    forum, code = asked.forum, asked.code
    for one in in_order(forum, forum.exchanges):
        for told, act, until in _of_round(forum, one, code):
            due = ahead(until, asked.now)
            yield asked.due(one.id, told, (act,), title=one.title, until=due)


def _of_round(forum: Forum, one: x.Round, code: str) -> Iterator[tuple[str, str, str | None]]:
    row = x.MOVES[one.stage]
    if x.SUBMIT in row and code in one.named and code not in one.returns:
        yield (
            tell("The delegation's return is asked for; who hands one in reads the others'."),
            x.SUBMIT,
            one.until,
        )
    if x.HOLD in row and exchange_owed.to_hold(forum, one, code):
        yield tell("Returns wait for the delegation's node to find its share good."), x.HOLD, None
    if x.SHARE in row and exchange_owed.to_give(forum, one, code):
        yield (
            tell("Returns are released, and the delegation's node gives its shares."),
            x.SHARE,
            None,
        )
    for number, question in exchange_owed.unanswered(one):
        if question.to == code and one.stage is x.Stage.QUESTIONS:
            told = tell(
                "A question of {who}, act {number}, waits for its answer.",
                who=question.by,
                number=number,
            )
            yield told, x.ANSWER, None


def commitments(asked: Asked) -> Iterator[Found]:
    """What commitments await of a side or a verifier; only those in which it had a part."""
    forum, code = asked.forum, asked.code
    part, all_ = forum.parts.get(code, Map()), forum.commitments
    ours = [one for name, one in all_.items() if name in part]
    for one in sorted(ours, key=lambda one: one.number):
        for told, acts, until in _of_commitment(forum, one, code, asked.now):
            title, due = commitment_told.in_a_line(one.words), ahead(until, asked.now)
            yield asked.due(one.id, told, acts, title=title, until=due)


def _of_commitment(
    forum: Forum, one: k.Commitment, code: str, now: str
) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    until = commitment_told.due_of(forum, one)
    if one.stage is k.Stage.AWAITED and code in one.owners and code not in one.confirmed:
        yield (
            tell("It was entered as the delegation's commitment; its answer is awaited."),
            _ANSWER,
            None,
        )
    if one.stage is not k.Stage.STANDING:
        return
    if code in one.owners and code not in one.said and not one.whole_suspended:
        told = tell("The delegation's commitment stands, and the delegation has not said how.")
        if until is not None and until < now:
            told = tell("Its date was {due}; the delegation has not said how it stands.", due=until)
        yield told, (k.EVIDENCE, k.ASSESS), until
    if code in one.recipients and (one.verifier or one.agency) and code not in one.accepted:
        yield (
            tell("It is owed to the delegation; the verifier counts once the delegation accepts."),
            (k.ACCEPT,),
            None,
        )
    spoke = any(owner in one.said for owner in one.owners)
    if spoke and code in one.recipients and code not in one.said:
        yield (
            tell("Its owner said how it stands; the delegation's own view is not entered."),
            (k.ASSESS,),
            None,
        )
    if code == one.verifier and one.verifier_agreed and one.found is None:
        yield (
            tell("The delegation is the agreed verifier, and has entered no finding."),
            (k.FIND,),
            until,
        )
    other = None if one.pair is None else forum.commitments.get(one.pair)
    if other is not None and other.pair is None and code in other.owners:
        told = tell(
            "{name} is named as its pair with {other}; its own word is not entered.",
            name=one.id,
            other=other.id,
        )
        yield told, (k.PAIR,), None


def measures(asked: Asked) -> Iterator[Found]:
    """What measures, notifications, inspections, visits and lines await of a seat."""
    for about, title, told, acts, until in measure_today.of_seat(
        asked.forum, asked.code, asked.now
    ):
        yield asked.due(about, told, acts, title=title, until=ahead(until, asked.now))
