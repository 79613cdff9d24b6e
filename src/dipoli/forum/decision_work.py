"""What the acts about proposals have in common: which one, its stage, and what follows from it.

A proposal moves by the rows of its table and in no other way, and is kept in one place. So what
follows from a decision follows however it was taken: in the room, by silence, or without those
concerned.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.decided import follow
from dipoli.forum.decision import Proposal, Stage
from dipoli.forum.kept import keep_proposal
from dipoli.forum.kind import stage_guard
from dipoli.forum.standing import Forum


def proposal_of(forum: Forum, act: Act) -> Proposal:
    """The proposal that an act is about; its kind has checked that there is one."""
    return forum.proposals[act.object]


def _stage(forum: Forum, name: str) -> Stage | None:
    proposal = forum.proposals.get(name)
    return None if proposal is None else proposal.stage


proposal_stages = stage_guard(d.MOVES, _stage, Point.DECISION_STAGE, "Proposal {object}")


def put(forum: Forum, proposal: Proposal) -> Forum:
    """The standing with a proposal as it now is, and with what follows from that."""
    was = forum.proposals.get(proposal.id)
    taken = was is not None and was.stage not in d.DECIDED
    return follow(keep_proposal(forum, proposal), proposal, taken=taken)


def moved(proposal: Proposal, act: Act, behind: str = "") -> Proposal:
    """The proposal one move on; the table has the row, since the guard asked it."""
    return evolve(proposal, stage=d.MOVES[proposal.stage][act.name + behind], since=act.time)


def plain(forum: Forum, act: Act) -> Forum:
    """The effect of an act that moves a proposal, and changes nothing else."""
    return put(forum, moved(proposal_of(forum, act), act))
