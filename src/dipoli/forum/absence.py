"""What cannot be settled without a party, said for each; all the rest can be talked about.

A party that is absent keeps its seat and its voice; one that never sat, or left, may still be
claimed as necessary. Nothing here counts parties or weighs them: for each there stands which
matters wait for it, and why. Talking is never among them.
"""

from __future__ import annotations

from attrs import frozen

from dipoli.charter.rules import DecisionMode
from dipoli.forum import decision as d
from dipoli.forum.claim import home_of
from dipoli.forum.consents import consents_awaited
from dipoli.forum.decision import Proposal
from dipoli.forum.kind import is_member
from dipoli.forum.seat import Stage
from dipoli.forum.standing import Forum
from dipoli.told import commas, in_words, tell

_ENDED = frozenset({d.Stage.LAPSED, d.Stage.WITHDRAWN, d.Stage.IN_EFFECT})


@frozen(kw_only=True)
class Waiting:
    """A matter that cannot be settled without a party, and why, in a sentence."""

    proposal: str
    why: str


@frozen(kw_only=True)
class Without:
    """What stands without a party.

    Args:
        code: of the party.
        seat: how its place stands, in a sentence.
        waiting: what cannot be settled without it, in the order of tabling.
        open: other proposals that are before the body, in the order of tabling.
        body: what the body itself cannot do without it, in sentences.
    """

    code: str
    seat: str
    waiting: tuple[Waiting, ...]
    open: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def talk(self) -> str:
        """What can still be talked about, in a sentence."""
        if not self.waiting:
            return tell(
                "Nothing before the body waits for {party}; all can be talked about.",
                party=self.code,
            )
        names = commas(one.proposal for one in self.waiting)
        return tell(
            "All can be talked about without {party}; not settled without it: {names}.",
            party=self.code,
            names=names,
        )


def without(forum: Forum, code: str) -> Without:
    """What cannot be settled without a party, and what can.

    Args:
        forum: the standing.
        code: of the party, which need not sit here.
    """
    before = [one for one in forum.proposals.values() if one.stage not in _ENDED]
    before.sort(key=lambda one: one.number)
    reasons = {one.id: _why(forum, one, code) for one in before}
    return Without(
        code=code,
        seat=_seat(forum, code),
        waiting=tuple(
            Waiting(proposal=name, why=why) for name, why in reasons.items() if why is not None
        ),
        open=tuple(name for name, why in reasons.items() if why is None),
        body=_body(forum, code),
    )


def without_each(forum: Forum) -> tuple[Without, ...]:
    """The same for every seat in protocol order, then for parties claimed that do not sit."""
    claimed = {
        code
        for one in forum.proposals.values()
        if one.stage not in _ENDED
        for code in one.necessary
        if code not in forum.seats
    }
    return tuple(without(forum, code) for code in (*forum.order, *sorted(claimed)))


def _why(forum: Forum, proposal: Proposal, code: str) -> str | None:
    claim = proposal.necessary.get(code)
    decided = proposal.stage in d.DECIDED
    if claim is not None and not decided:
        return tell(
            "{who} claims that it is necessary: {source}.", who=claim.by, source=claim.source
        )
    if proposal.mode is DecisionMode.UNANIMITY and code in proposal.named and not decided:
        return tell("Its consent is asked by name.")
    if code in proposal.objections and not decided:
        return tell("Its objection stands, and only it can withdraw that.")
    if proposal.referred.get(code) is False and not decided:
        return tell("Its capital may answer until {until}.", until=proposal.until)
    for name in consents_awaited(forum, proposal):
        body, party = home_of(name)
        if party == code:
            claim = proposal.ratifiers[name]
            return tell(
                "{who} claims that it takes no effect without {body}: {source}.",
                who=claim.by,
                body=body,
                source=claim.source,
            )
    return None


def _seat(forum: Forum, code: str) -> str:
    seat = forum.seats.get(code)
    if seat is None:
        return tell("{code} has no seat here.", code=code)
    told = in_words(seat.stage)
    if is_member(forum, code):
        return tell(
            "{code} has a seat here as {category}: {stage}; its voice counts.",
            code=code,
            category=in_words(seat.category),
            stage=told,
        )
    return tell(
        "{code} has a seat here as {category}: {stage}; it has no voice in decisions now.",
        code=code,
        category=in_words(seat.category),
        stage=told,
    )


def _body(forum: Forum, code: str) -> tuple[str, ...]:
    told: list[str] = []
    members = [seat for seat in forum.seats.values() if seat.counts]
    there = sum(seat.stage is Stage.PRESENT and seat.code != code for seat in members)
    quorum = forum.charter.decision.quorum
    if code in forum.seats and forum.seats[code].counts and there * 100 < quorum * len(members):
        told.append(
            tell(
                "Without it {there} of {number} members are present, and nothing is put to the "
                "body; {quorum} in a hundred are needed.",
                there=there,
                number=len(members),
                quorum=quorum,
            )
        )
    if code in forum.chair:
        told.append(tell("It presides; who has the next turn takes the chair."))
    return tuple(told)
