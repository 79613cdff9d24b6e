"""Objections: made as an obstacle, withdrawn by who made them, or found to have lapsed.

One objection is enough, and a second adds nothing. Nobody withdraws another's. It lapses only where
its party gave its seat up of its own accord, and only when the chair finds so.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_parties import capitals_awaited, entitled, not_out
from dipoli.forum.decision_work import moved, proposal_of, proposal_stages, put
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


def _may_object(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    if act.by not in entitled(forum, proposal):
        why = tell("{who} has no voice in this decision.", who=act.by)
        return refuse(
            forum, Point.OBJECTION, why, tell("Speak to it, or attach a statement later.")
        )
    if act.by in proposal.objections:
        why = tell(
            "The objection of {who} to {object} stands already.", who=act.by, object=act.object
        )
        return refuse(forum, Point.OBJECTION, why, tell("Nothing more is needed for it to stand."))
    return None


def _own_objection(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in proposal_of(forum, act).objections:
        return None
    why = tell("No objection of {who} to {object} stands.", who=act.by, object=act.object)
    return refuse(forum, Point.OBJECTION, why, tell("Only who objected withdraws the objection."))


def _gave_up(forum: Forum, act: Act) -> OutOfOrder | None:
    """An objection lapses where its own party gave its seat up, and in no other way."""
    paper = act.said
    assert isinstance(paper, said.Lapsed)  # noqa: S101 - the form of this act gives no other
    if paper.seat not in proposal_of(forum, act).objections:
        why = tell("No objection of {seat} to {object} stands.", seat=paper.seat, object=act.object)
        return refuse(forum, Point.OBJECTION, why, tell("Name a party whose objection stands."))
    seat = forum.seats.get(paper.seat)
    if seat is not None and seat.gave_up:
        return None
    why = tell("{seat} has not withdrawn from its seat of its own accord.", seat=paper.seat)
    return refuse(
        forum,
        Point.OBJECTION,
        why,
        tell("Consult; {seat} may withdraw the objection.", seat=paper.seat),
    )


def _left_open(forum: Forum, proposal: Proposal) -> str:
    """The end of the row that applies once an objection is gone."""
    if proposal.objections:
        return d.STANDS
    return d.CAPITALS if capitals_awaited(forum, proposal) else ""


def _objected(forum: Forum, act: Act) -> Forum:
    proposal, paper = moved(proposal_of(forum, act), act), act.said
    reason = paper.reason if isinstance(paper, said.Reasoned) else d.Reason.UNSAID
    objection = d.Objection(reason=reason, number=act.number)
    return put(forum, evolve(proposal, objections=proposal.objections.set(act.by, objection)))


def _withdrew_objection(forum: Forum, act: Act) -> Forum:
    proposal = proposal_of(forum, act)
    after = evolve(proposal, objections=proposal.objections.delete(act.by))
    return put(forum, moved(after, act, _left_open(forum, after)))


def _lapsed(forum: Forum, act: Act) -> Forum:
    proposal, paper = proposal_of(forum, act), act.said
    assert isinstance(paper, said.Lapsed)  # noqa: S101 - the form of this act gives no other
    after = evolve(proposal, objections=proposal.objections.delete(paper.seat))
    return put(forum, moved(after, act, _left_open(forum, after)))


KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.OBJECT,
        form=said.REASONED,
        who=Who.MEMBER,
        guards=(proposal_stages, _may_object, not_out),
        effect=_objected,
        meaning="Object, as an obstacle to the decision.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.WITHDRAW_OBJECTION,
        form=said.WORDS,
        who=Who.HOLDER,
        guards=(proposal_stages, _own_objection),
        effect=_withdrew_objection,
        meaning="Withdraw one's own objection.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.LAPSE_OBJECTION,
        form=said.LAPSED,
        who=Who.CHAIR,
        guards=(proposal_stages, _gave_up),
        effect=_lapsed,
        meaning="Find that an objection lapsed, since its party gave its seat up.",
        about="proposal",
    ),
)
"""The acts of objections."""
