"""What follows from where a proposal stands: a text is held, a link agreed, leave given."""

from __future__ import annotations

from dipoli.forum import decision as d
from dipoli.forum.decision import Proposal
from dipoli.forum.link_wait import follow_link
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
    if not taken or proposal.stage not in d.DECIDED:
        return forum
    return _follow_leave(follow_link(decide_text(forum, proposal), proposal), proposal)


def _follow_leave(forum: Forum, proposal: Proposal) -> Forum:
    """Leave to decide something by silence, once it is decided, is found by what it is for."""
    asked = None if proposal.purpose is not d.Purpose.LEAVE else proposal.subject
    if asked is None:
        return forum
    return forum.grown(leaves=forum.leaves.set(asked, proposal.id))
