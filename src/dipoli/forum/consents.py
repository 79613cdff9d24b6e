"""Consents at home that a decision waits for: what laws ask for, of those whom it binds.

What a law at home asks for does not lapse because a delegation leaves. A claim of it is of a fact,
and stands when its author has given its seat up, unlike an objection, which is a will. A party that
was there when the decision was taken, and left, may still report, or withdraw its own claim; and
the body may always decide anew, without it.

But the claim guards those whom the decision binds. Where a party stays out of it, is left aside, or
had left before it was taken, the decision is not that of this party, and nothing of its home is
awaited.

Source: articles 14 and 24 of the Vienna Convention on the Law of Treaties: whether a state that
took part in the adoption needs ratification, and what entry into force waits for, is settled by the
treaty and the law of that state, and not by whether it still sits in the room.
"""

from __future__ import annotations

from dipoli.forum.claim import home_of
from dipoli.forum.decision import Proposal
from dipoli.forum.standing import Forum


def consents_awaited(forum: Forum, proposal: Proposal) -> tuple[str, ...]:
    """Bodies at home whose consent is claimed to be needed and not reported, as claimed.

    A claim stands also when its author has left: what a law at home asks for does not depend on
    who pointed at it. It says nothing of a party that the decision does not bind.
    """
    unmet = [
        name
        for name, claim in proposal.ratifiers.items()
        if claim.met is None and takes_part(forum, proposal, home_of(name)[1])
    ]
    return tuple(sorted(unmet, key=lambda name: proposal.ratifiers[name].number))


def takes_part(forum: Forum, proposal: Proposal, code: str) -> bool:
    """Whether a decision is also that of a party, so that consents of its home are awaited.

    Not that of a party that stays out of it, was left aside in it, or had given its seat up before
    it was taken. Whoever was there when it was taken and leaves later has taken part.
    """
    seat = forum.seats.get(code)
    if code in (*proposal.out, *proposal.concerned):
        return False
    if seat is None or not seat.gave_up or seat.left is None:
        return True
    return proposal.taken is not None and proposal.taken < seat.left
