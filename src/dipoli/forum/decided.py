"""What follows from where a proposal stands: its text is held or decided, its link is agreed."""

from __future__ import annotations

from dipoli.forum.decision import Proposal
from dipoli.forum.link_wait import follow_link
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import follow_text


def follow(forum: Forum, proposal: Proposal) -> Forum:
    """The standing after a proposal moved. Called wherever a proposal is kept."""
    return follow_link(follow_text(forum, proposal), proposal)
