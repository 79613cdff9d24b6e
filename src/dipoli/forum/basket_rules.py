"""Baskets and links: guards and effects."""

from __future__ import annotations

from attrs import evolve, frozen

from dipoli.charter.points import Point
from dipoli.forum import basket as b
from dipoli.forum import decision as d
from dipoli.forum.act import Act
from dipoli.forum.basket import Basket, How, Link, LinkStage, Stage
from dipoli.forum.decided import follow_effect
from dipoli.forum.decision_forms import WORDS
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.kind import Kind, Who, refuse, stage_guard
from dipoli.forum.link_wait import links_of, told, waiting
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import commas, tell


@frozen(kw_only=True)
class Opened:
    """The body of ``basket.open/1``."""

    decision: str


@frozen(kw_only=True)
class Linked:
    """The body of ``link.claim/1``."""

    source: str
    waits: str
    other: str
    how: How


OPENED = Form(
    build=Opened,
    fields=(
        Field(name="decision", sort=Sort.ID, meaning="the decision by which the body opened it"),
    ),
)
LINKED = Form(
    build=Linked,
    text="source",
    fields=(
        Field(name="source", sort=Sort.TEXT, meaning="on what the claim rests"),
        Field(name="waits", sort=Sort.ID, meaning="the proposal whose effect waits"),
        Field(name="other", sort=Sort.ID, meaning="the proposal for which it waits"),
        Field(
            name="how",
            sort=Sort.SLUG,
            meaning="after the other is in effect, or together with it",
            choice=How,
        ),
    ),
)


def basket_of(forum: Forum, name: str) -> Basket | None:
    """A basket: one that was opened here, or one of the charter, which runs from the beginning."""
    if name in forum.baskets:
        return forum.baskets[name]
    listed = any(one.id == name for one in forum.charter.baskets)
    return Basket(id=name) if listed else None


def baskets(forum: Forum) -> tuple[Basket, ...]:
    """Every basket: those of the charter in its order, then as they were opened."""
    listed = [one.id for one in forum.charter.baskets]
    later = [name for name in forum.opened if name not in listed]
    found = (basket_of(forum, name) for name in (*listed, *later))
    return tuple(one for one in found if one is not None)


def _stage(forum: Forum, name: str) -> Stage | None:
    basket = basket_of(forum, name)
    return None if basket is None else basket.stage


def _link_stage(forum: Forum, name: str) -> LinkStage | None:
    link = forum.links.get(name)
    return None if link is None else link.stage


_stages = stage_guard(b.MOVES, _stage, Point.BASKETS, "Basket {object}")
_link_stages = stage_guard(b.LINK_MOVES, _link_stage, Point.LINKAGE, "Link {object}")


# ---------------------------------------------------------------- guards


def basket_runs(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of putting and of deciding: the proposal's own basket runs. No other is asked."""
    return basket_lacks(forum, forum.proposals[act.object])


def basket_lacks(forum: Forum, proposal: d.Proposal) -> OutOfOrder | None:
    """Why a proposal rests with its basket; None where that runs, or it is in none."""
    name = proposal.basket
    if name is None or _stage(forum, name) is not Stage.PARKED:
        return None
    why = tell("Basket {name} is parked.", name=name)
    return refuse(forum, Point.BASKETS, why, tell("Take it up again; a member or the chair may."))


def basket_known(forum: Forum, act: Act) -> OutOfOrder | None:
    """The guard of tabling a proposal: the basket that it names is one of this forum."""
    name = act.said.basket
    if name is None or basket_of(forum, name) is not None or name in forum.unknown:
        return None
    names = commas(one.id for one in baskets(forum)) or "none"
    why = tell("There is no basket {name} here.", name=name)
    return refuse(forum, Point.BASKETS, why, tell("Baskets: {names}.", names=names))


def _new_basket(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Opened)  # noqa: S101 - the form of this act gives no other
    if basket_of(forum, act.object) is not None:
        why = tell("There is a basket {object} already.", object=act.object)
        return refuse(forum, Point.BASKETS, why, tell("Give it a name that is free."))
    decision = forum.proposals.get(paper.decision)
    about = decision is not None and decision.purpose is d.Purpose.BODY
    if decision is not None and about and decision.subject == act.object:
        if decision.stage in d.DECIDED:
            return None
        why = tell("{decision} is not decided.", decision=paper.decision)
        return refuse(forum, Point.BASKETS, why, tell("Open the basket once it is."))
    why = tell(
        "{decision} is no proposal to open {object}.", decision=paper.decision, object=act.object
    )
    return refuse(forum, Point.BASKETS, why, tell("Table one of purpose body, about that name."))


def _may_link(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, Linked)  # noqa: S101 - the form of this act gives no other
    unknown = [name for name in (paper.waits, paper.other) if name not in forum.proposals]
    if unknown:
        why = tell("Not proposed here: {unknown}.", unknown=commas(unknown))
        return refuse(forum, Point.LINKAGE, why, tell("Link proposals by their short names."))
    if paper.waits == paper.other:
        why = tell("{waits} cannot wait for itself.", waits=paper.waits)
        return refuse(forum, Point.LINKAGE, why, tell("Name two proposals."))
    if forum.proposals[paper.waits].stage is d.Stage.IN_EFFECT:
        why = tell("{waits} is in effect.", waits=paper.waits)
        return refuse(forum, Point.LINKAGE, why, tell("What is in effect waits for nothing."))
    if paper.how is How.AFTER and _reaches(forum, paper.other, paper.waits):
        why = tell(
            "{other} itself waits for {waits}; neither would ever take effect.",
            other=paper.other,
            waits=paper.waits,
        )
        return refuse(forum, Point.LINKAGE, why, tell("Link them together instead."))
    return None


def _reaches(forum: Forum, start: str, goal: str) -> bool:
    """Whether one proposal comes after another, by links that stand, however many."""
    seen, left = {start}, [start]
    while left:
        for link in links_of(forum, left.pop()):
            if link.how is How.AFTER and link.other not in seen:
                seen.add(link.other)
                left.append(link.other)
    return goal in seen


def _own_link(forum: Forum, act: Act) -> OutOfOrder | None:
    link = forum.links[act.object]
    if act.by == link.by:
        return None
    why = tell("{object} is claimed by {who}.", object=act.object, who=link.by)
    return refuse(forum, Point.LINKAGE, why, tell("Only {who} gives it up.", who=link.by))


# ---------------------------------------------------------------- effects


def _keep(forum: Forum, basket: Basket) -> Forum:
    return forum.grown(baskets=forum.baskets.set(basket.id, basket))


def _opened(forum: Forum, act: Act) -> Forum:
    forum = forum.grown(opened=(*forum.opened, act.object))
    return _keep(forum, Basket(id=act.object, since=act.time))


def _moved(forum: Forum, act: Act) -> Forum:
    basket = basket_of(forum, act.object)
    assert basket is not None  # noqa: S101 - the guard asked it
    return _keep(forum, evolve(basket, stage=b.MOVES[basket.stage][act.name], since=act.time))


def _claimed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Linked)  # noqa: S101 - the form of this act gives no other
    link = Link(
        id=act.object,
        by=act.by,
        source=paper.source,
        waits=paper.waits,
        other=paper.other,
        how=paper.how,
        number=act.number,
    )
    names = (*forum.waits.get(paper.waits, ()), link.id)
    waiting_for = dict.fromkeys((*forum.awaited.get(paper.other, ()), paper.waits))
    return forum.grown(
        links=forum.links.set(link.id, link),
        waits=forum.waits.set(paper.waits, names),
        awaited=forum.awaited.set(paper.other, tuple(waiting_for)),
    )


def _removed(forum: Forum, act: Act) -> Forum:
    link = forum.links[act.object]
    link = evolve(link, stage=b.LINK_MOVES[link.stage][act.name])
    left = tuple(name for name in forum.waits[link.waits] if name != link.id)
    after = forum.grown(
        links=forum.links.set(link.id, link), waits=forum.waits.set(link.waits, left)
    )
    return follow_effect(after, link.waits)


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, link: Link) -> str:
    """What a link still needs, or what it holds back, in a sentence."""
    if link.stage is LinkStage.CLAIMED:
        return tell(
            "It is a claim, and holds nothing back; to do so it needs a decision of the body."
        )
    if link.stage is LinkStage.REMOVED:
        return tell("It was removed; nothing is needed.")
    if link in waiting(forum, link.waits):
        return tell("{waits} waits for {links}.", waits=link.waits, links=told(forum, link))
    return tell("What it asks for is there; it does not hold back {waits}.", waits=link.waits)


def basket_needed(basket: Basket) -> str:
    """What a basket still needs to go on, in a sentence."""
    if basket.stage is Stage.PARKED:
        return tell("It is parked; a member or the chair may take it up again.")
    return tell("It runs; nothing is needed.")


KINDS: tuple[Kind, ...] = (
    Kind(
        name=b.OPEN,
        form=OPENED,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(_new_basket,),
        effect=_opened,
        meaning="Open a basket that the body decided to have.",
    ),
    Kind(
        name=b.PARK,
        form=WORDS,
        who=Who.CHAIR,
        guards=(_stages,),
        effect=_moved,
        meaning="Park a basket; no other stops with it.",
        envelope_alone=True,
    ),
    Kind(
        name=b.RESUME,
        form=WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_stages,),
        effect=_moved,
        meaning="Take a parked basket up again.",
        envelope_alone=True,
    ),
    Kind(
        name=b.CLAIM,
        form=LINKED,
        who=Who.MEMBER,
        guards=(_may_link,),
        effect=_claimed,
        meaning="Claim, with a source, that a decision waits for another to take effect.",
        begins="link",
    ),
    Kind(
        name=b.REMOVE,
        form=WORDS,
        who=Who.PLACE,
        guards=(_link_stages, _own_link),
        effect=_removed,
        meaning="Give up one's own link.",
        about="link",
        envelope_alone=True,
    ),
)
"""The acts of baskets and links."""
