"""What follows from where a proposal stands: a text is held, a link agreed, leave given."""

from __future__ import annotations

from dipoli.forum import decision as d
from dipoli.forum.decision import Proposal
from dipoli.forum.link_wait import follow_link
from dipoli.forum.mandate import is_effective
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import decide_text, follow_text


def follow(forum: Forum, proposal: Proposal, *, taken: bool) -> Forum:
    """The standing after a proposal moved. Called wherever a proposal is kept.

    Args:
        forum: the standing.
        proposal: as it now is.
        taken: whether it was not decided before. What follows from a decision follows when it is
            taken, and never later from an act about it: what it was about may have moved since.
    """
    forum = follow_text(forum, proposal)
    if taken and proposal.stage in d.DECIDED:
        forum = follow_link(decide_text(forum, proposal), proposal)
        forum = _follow_leave(forum, proposal)
    link = forum.links.get(proposal.subject or "") if proposal.purpose is d.Purpose.LINK else None
    linked = () if link is None else (link.waits,)
    return follow_effect(forum, proposal.id, *forum.awaited.get(proposal.id, ()), *linked)


def follow_effect(forum: Forum, *names: str) -> Forum:
    """Since when decisions are in effect, for what runs from then; a later claim can undo that.

    Args:
        forum: the standing.
        names: of proposals that moved, or whose links did.
    """
    happened = forum.happened
    for name in names:
        known = name in happened
        if is_effective(forum, forum.proposals[name]) is not known:
            happened = happened.delete(name) if known else happened.set(name, forum.time)
    return forum if happened is forum.happened else forum.grown(happened=happened)


def _follow_leave(forum: Forum, proposal: Proposal) -> Forum:
    """Leave to decide something by silence, once it is decided, is found by what it is for."""
    asked = None if proposal.purpose is not d.Purpose.LEAVE else proposal.subject
    if asked is None:
        return forum
    return forum.grown(leaves=forum.leaves.set(asked, proposal.id))
