"""Decisions without those concerned, where the charter has that: consensus minus so many.

The charter says how many may be left aside at most. A party whose consent the proposal asks by
name, or that is claimed to be necessary, is never left aside; an objection of anybody else stands.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_runs
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_parties import claims, necessary_are_here
from dipoli.forum.decision_referral import capitals_answered
from dipoli.forum.decision_taking import decided_in_meeting
from dipoli.forum.decision_work import moved, proposal_of, proposal_stages, put
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


def _may_except(forum: Forum, act: Act) -> OutOfOrder | None:
    most = forum.charter.decision.minus
    proposal, paper = proposal_of(forum, act), act.said
    assert isinstance(paper, said.Excepted)  # noqa: S101 - the form of this act gives no other
    if not most:
        why = tell("This forum decides nothing without those concerned.")
        return refuse(forum, Point.MINUS, why, tell("Consult; consensus needs every member."))
    if len(set(paper.concerned)) != len(paper.concerned) or len(paper.concerned) > most:
        told = commas(paper.concerned)
        why = tell(
            "At most {most} can be left aside, named once; the act names: {parties}.",
            most=most,
            parties=told,
        )
        return refuse(
            forum, Point.MINUS, why, tell("Name no more than that, each once, or seek consensus.")
        )
    return _too_many_aside(forum, proposal, paper) or _others_stand(forum, proposal, paper)


def _too_many_aside(forum: Forum, proposal: Proposal, paper: said.Excepted) -> OutOfOrder | None:
    """A decision to suspend a member leaves it aside already: it counts among those left aside."""
    most, suspends = forum.charter.decision.minus, proposal.purpose is d.Purpose.SUSPEND
    aside = {*paper.concerned, *((str(proposal.subject),) if suspends else ())}
    if len(aside) <= most:
        return None
    why = tell(
        "{proposal} leaves {subject} aside, and with the others that is more than {most}, which is "
        "the most here.",
        proposal=proposal.id,
        subject=proposal.subject,
        most=most,
    )
    return refuse(forum, Point.MINUS, why, tell("All others must be without objection; consult."))


def _others_stand(forum: Forum, proposal: Proposal, paper: said.Excepted) -> OutOfOrder | None:
    asked = [code for code in paper.concerned if code in proposal.named]
    if asked:
        why = tell(
            "{proposal} asks by name the consent of: {asked}.",
            proposal=proposal.id,
            asked=commas(asked),
        )
        return refuse(
            forum, Point.MINUS, why, tell("Seek their consent, or table another proposal.")
        )
    needed = [code for code in paper.concerned if code in claims(forum, proposal)]
    if needed:
        why = tell(
            "Claimed to be necessary for {proposal}: {needed}.",
            proposal=proposal.id,
            needed=commas(needed),
        )
        remedy = tell("Seek their consent, or ask who made the claim to withdraw it.")
        return refuse(forum, Point.NECESSARY, why, remedy)
    others = [code for code in forum.order if code in proposal.objections]
    others = [code for code in others if code not in paper.concerned]
    if others:
        why = tell(
            "Objections of others than those concerned stand: {others}.", others=commas(others)
        )
        return refuse(forum, Point.MINUS, why, tell("All others must be without objection."))
    return None


def _excepted(forum: Forum, act: Act) -> Forum:
    proposal, paper = moved(proposal_of(forum, act), act), act.said
    assert isinstance(paper, said.Excepted)  # noqa: S101 - the form of this act gives no other
    return put(
        forum, evolve(proposal, adopted=act.time, taken=act.number, concerned=paper.concerned)
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.EXCEPT,
        form=said.EXCEPTED,
        who=Who.CHAIR,
        guards=(
            proposal_stages,
            _may_except,
            decided_in_meeting,
            capitals_answered,
            necessary_are_here,
            basket_runs,
        ),
        effect=_excepted,
        meaning="Decide without those concerned, where the charter has that.",
        about="proposal",
        adopts=True,
    ),
)
"""The act that decides without those concerned."""
