"""Who counts in a decision: whose objection stops it, who must take part, who is still awaited.

Consensus is the absence of an objection among those entitled. That alone does not bind a party that
was never in the room: so a decision may also need parties, by a claim that names its source or by
its own words, and these must sit here with a voice. What is awaited from outside the room is told
apart from both: answers of capitals here, consents at home in `dipoli.forum.consents`. Who gave its
seat up holds nothing here any more, and no answer of it is awaited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.decision import Claim, Proposal
from dipoli.forum.decision_work import proposal_of
from dipoli.forum.kind import is_member, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import joined, tell


def entitled(forum: Forum, proposal: Proposal) -> tuple[str, ...]:
    """Whose objection stops the proposal, in protocol order.

    Every member whose voice counts. Those concerned are entitled until the body has decided without
    them: a forum finds that, not the proposer. A member is never counted in the decision that
    suspends it, where a charter has that at all. Where the charter itself decides by those named,
    they alone are entitled.
    """
    apart = proposal.subject if proposal.purpose is d.Purpose.SUSPEND else None
    voices = (code for code in forum.voices if code != apart)
    if proposal.by_those_named(forum.charter.decision.mode):
        return tuple(code for code in voices if code in proposal.named)
    return tuple(voices)


def claims(forum: Forum, proposal: Proposal) -> Mapping[str, Claim]:
    """Claims that a party is necessary, as far as they stand, by that party.

    A claim falls, as an objection does, where its author gave its seat up; should the author
    return, it stands again.
    """
    found = proposal.necessary.items()
    return {code: one for code, one in found if not has_given_up(forum, one.by)}


def has_given_up(forum: Forum, code: str) -> bool:
    """Whether a party gave its seat up of its own accord; who is suspended did not."""
    seat = forum.seats.get(code)
    return seat is not None and seat.gave_up


def missing_parties(forum: Forum, proposal: Proposal) -> tuple[str, ...]:
    """Parties claimed to be necessary, or asked by name, that take no part in the decision.

    They do not sit here with a voice, or stay out of it. Those that have a seat stand in protocol
    order, the others behind them as they were claimed.
    """
    standing = claims(forum, proposal)
    elsewhere = set(standing) - set(forum.order)
    as_claimed = sorted(elsewhere, key=lambda code: standing[code].number)
    asked = {*standing, *proposal.named}
    needed = (code for code in (*forum.order, *as_claimed) if code in asked)
    return tuple(code for code in needed if not is_member(forum, code) or code in proposal.out)


def capitals_awaited(forum: Forum, proposal: Proposal) -> tuple[str, ...]:
    """Seats whose capitals are still to answer, in protocol order.

    Nothing is awaited of a party that gave its seat up, or that stays out of the decision.
    """
    awaited = (code for code in forum.order if proposal.referred.get(code) is False)
    return tuple(
        code for code in awaited if code not in proposal.out and not has_given_up(forum, code)
    )


def not_out(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who stays out of a decision does not stop it."""
    if act.by not in proposal_of(forum, act).out:
        return None
    why = tell(
        "{who} stays out of {object}, and so does not stop it.", who=act.by, object=act.object
    )
    return refuse(
        forum, Point.OPT_OUT, why, tell("Join first, to take part in the decision again.")
    )


def necessary_are_here(forum: Forum, act: Act) -> OutOfOrder | None:
    """Every necessary party sits here with a voice; who does not object, consents."""
    missing = missing_parties(forum, proposal_of(forum, act))
    if not missing:
        return None
    standing = claims(forum, proposal_of(forum, act))
    out = proposal_of(forum, act).out
    told = joined("; ", (_necessary(code, standing.get(code), out) for code in missing))
    why = tell("Necessary parties without a voice in the decision now: {parties}.", parties=told)
    remedy = tell("Wait until they sit here with a voice and take part.")
    if any(code in standing for code in missing):
        remedy = tell(
            "Wait until they sit here with a voice and take part; a claim may be withdrawn by its "
            "author."
        )
    return refuse(forum, Point.NECESSARY, why, remedy)


def _necessary(code: str, claim: Claim | None, out: Iterable[str]) -> str:
    """A necessary party with what it rests on that it is."""
    told = tell("{code} (asked by name)", code=code)
    if claim is not None:
        told = tell(
            "{code} (claimed by {who}: “{source}”)", code=code, who=claim.by, source=claim.source
        )
    if code in out:
        return tell("{party}, which stays out of the decision", party=told)
    return told
