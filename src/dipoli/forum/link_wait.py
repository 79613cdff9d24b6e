"""What a decision waits for, because a link to it was claimed and agreed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.forum import basket as b
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.basket import How, Link, LinkStage
from dipoli.forum.consents import consents_awaited
from dipoli.forum.decision import Proposal
from dipoli.forum.kind import refuse
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import joined, tell


def links_of(forum: Forum, proposal: str) -> tuple[Link, ...]:
    """Links by which a proposal waits for others, as they were claimed."""
    return tuple(forum.links[name] for name in forum.waits.get(proposal, ()))


def waiting(forum: Forum, proposal: str) -> tuple[Link, ...]:
    """Agreed links of a proposal whose other side is not there yet."""
    links = (one for one in links_of(forum, proposal) if one.stage is LinkStage.AGREED)
    return tuple(one for one in links if not _there(forum, one))


def _there(forum: Forum, link: Link) -> bool:
    other = forum.proposals[link.other]
    if link.how is How.AFTER:
        return other.stage is d.Stage.IN_EFFECT
    return other.stage in d.DECIDED and not consents_awaited(forum, other)


def told(forum: Forum, link: Link) -> str:
    """For what a link waits, in words."""
    other, over = link.other, forum.proposals[link.other].stage
    claim = tell(
        "(link {link}, claimed by {who}: “{source}”)", link=link.id, who=link.by, source=link.source
    )
    return tell(_WAITS[link.how, over if over in _OVER else None], other=other, claim=claim)


_OVER = (d.Stage.WITHDRAWN, d.Stage.LAPSED)
_WAITS: Mapping[tuple[How, d.Stage | None], str] = MappingProxyType(
    {
        (How.AFTER, None): "{other} to be in effect {claim}",
        (How.AFTER, d.Stage.WITHDRAWN): "{other} to be in effect, though it was withdrawn {claim}",
        (How.AFTER, d.Stage.LAPSED): "{other} to be in effect, though it has lapsed {claim}",
        (How.TOGETHER, None): "{other} to be decided, with its consents {claim}",
        (How.TOGETHER, d.Stage.WITHDRAWN): (
            "{other} to be decided, with its consents, though it was withdrawn {claim}"
        ),
        (How.TOGETHER, d.Stage.LAPSED): (
            "{other} to be decided, with its consents, though it has lapsed {claim}"
        ),
    }
)
"""What is waited for, also of a proposal that will not be decided any more."""


def no_link_waits(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of taking effect: nothing is awaited under an agreed link."""
    links = waiting(forum, act.object)
    if not links:
        return None
    why = tell(
        "{object} waits for {links}.",
        object=act.object,
        links=joined("; ", (told(forum, one) for one in links)),
    )
    remedy = tell("It takes effect then, or once the link is removed by who claimed it.")
    return refuse(forum, Point.LINKAGE, why, remedy)


def follow_link(forum: Forum, proposal: Proposal) -> Forum:
    """The standing after a decision was taken: a link that it decides is agreed."""
    if proposal.purpose is not d.Purpose.LINK:
        return forum
    link = forum.links.get(proposal.subject or "")
    if link is None or b.AGREED not in b.LINK_MOVES[link.stage]:
        return forum
    link = evolve(link, stage=b.LINK_MOVES[link.stage][b.AGREED])
    return forum.grown(links=forum.links.set(link.id, link))
