"""How proposals and silences are kept, and beside them those on which something still waits.

Of all that was ever begun, little waits for somebody. So that nobody looks through the rest, the
standing has views of what waits: each is, by its definition, found by looking through everything
(`dipoli.forum.standing`), and is carried on here, entry by entry. Proposals and silences are kept
here and nowhere else. Where a standing was changed in another way, its views are found anew.
"""

from __future__ import annotations

from typing import TypeVar

from immutables import Map

from dipoli.forum.decision import Proposal
from dipoli.forum.silence import Silence
from dipoli.forum.standing import Forum

ThingT = TypeVar("ThingT")


def keep_proposal(forum: Forum, one: Proposal, **also: object) -> Forum:
    """The standing with a proposal as it now is.

    Args:
        forum: the standing.
        one: the proposal.
        also: other fields that change with it.
    """
    was = forum.proposals.get(one.id)
    views: dict[str, object] = {
        "unsettled": _kept(forum.unsettled, one.id, one, waits=one.is_unsettled)
    }
    if one.adopted == (None if was is None else was.adopted):
        views["adoptions"] = forum.adoptions
    elif _is_last(forum, one):
        adoptions = forum.adoptions
        views["adoptions"] = adoptions.set(len(adoptions), one.id)
    return forum.grown(proposals=forum.proposals.set(one.id, one), **views, **also)


def keep_silence(forum: Forum, one: Silence) -> Forum:
    """The standing with a silence as it now is."""
    silent = _kept(forum.silent, one.proposal, one, waits=one.is_open)
    return forum.grown(silences=forum.silences.set(one.proposal, one), silent=silent)


def _kept(view: Map[str, ThingT], name: str, one: ThingT, *, waits: bool) -> Map[str, ThingT]:
    if waits:
        return view.set(name, one)
    return view.delete(name) if name in view else view


def _is_last(forum: Forum, one: Proposal) -> bool:
    """Whether a proposal is newly adopted, and none was adopted later than it."""
    was, adoptions = forum.proposals.get(one.id), forum.adoptions
    if one.adopted is None or (was is not None and was.adopted is not None):
        return False
    if not adoptions:
        return True
    return str(forum.proposals[adoptions[len(adoptions) - 1]].adopted) <= one.adopted
