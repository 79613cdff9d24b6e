"""A basket: where it stands, what is in it, what waits for what, and that the others run on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from dipoli.charter.points import Point
from dipoli.forum import bodies
from dipoli.forum import decision as d
from dipoli.forum.basket import Basket, How, Link
from dipoli.forum.basket_rules import basket_needed, basket_of, baskets, still_needed
from dipoli.forum.commitment_told import due_of, in_a_line
from dipoli.forum.decision import Proposal
from dipoli.forum.decision_needed import still_needed as decision_needed
from dipoli.forum.link_wait import waiting
from dipoli.forum.remembered import remembered
from dipoli.forum.silence import Stage as SilenceStage
from dipoli.forum.silence_needed import still_needed as silence_needed
from dipoli.forum.standing import Forum
from dipoli.told import in_words, tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin, titled
from dipoli.web.beside import above, body
from dipoli.web.history import history
from dipoli.web.pages.texts import paper
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route
from dipoli.web.speech import term

OVER = frozenset({d.Stage.WITHDRAWN, d.Stage.LAPSED, *d.DECIDED})
"""Stages of a proposal that is not before the body any more."""

MOST = 50
"""So many proposals on the table, the earliest, and so many that are over, the last, are told."""

UNKNOWN = term(tell("not known"))
"""How a basket stands for who cannot read what was done to it."""


def basket(asked: Asked) -> Page:
    """One basket, with all that the record says is of it.

    Raises:
        MissingError: there is no basket of this name here.
    """
    forum, name = asked.forum, asked.words["object"]
    found = basket_of(forum, name)
    if found is None:
        raise MissingError
    before, over = _held(forum, name)
    whole = asked.query.get("whole") == "yes"
    mine, told = _named_in(forum, name), _stage(asked, found) not in {None, UNKNOWN}
    return Page(
        title=asked.names.basket(name)[:1].upper() + asked.names.basket(name)[1:],
        twin={
            **_stands(asked, found),
            "needed": asked.told(basket_needed(found)) if told else None,
            "since": asked.clock(found.since),
            "above": _above(asked, name),
            "open": [_proposal(asked, one) for one in (before if whole else before[:MOST])],
            "over": [_proposal(asked, one) for one in (over if whole else over[-MOST:])],
            "texts": list(
                _texts(asked, _all_of(forum, name) if whole else [*before[:MOST], *over[-MOST:]])
            ),
            "more": 0 if whole else sum(max(len(part) - MOST, 0) for part in (before, over)),
            "bodies": list(_bodies(asked, name)),
            "history": history(asked, name),
            "links": list(_links(asked, mine)),
            "commitments": list(_commitments(asked, mine)),
            "measures": list(_measures(asked, mine)),
            "others": [_stands(asked, one) for one in baskets(forum) if one.id != name],
            "article": article(asked, Point.BASKETS),
            "linkage": article(asked, Point.LINKAGE),
        },
    )


# ---------------------------------------------------------------- found once for each standing


@remembered
def _all_of(forum: Forum, name: str) -> Sequence[Proposal]:
    """The proposals of a basket, in the order of tabling."""
    held = (one for one in forum.proposals.values() if one.basket == name)
    return sorted(held, key=attrgetter("number"))


@remembered
def _held(forum: Forum, name: str) -> tuple[Sequence[Proposal], Sequence[Proposal]]:
    """Those on the table, and those that are over."""
    held = _all_of(forum, name)
    return (
        [one for one in held if one.stage not in OVER],
        [one for one in held if one.stage in OVER],
    )


@remembered
def _named_in(forum: Forum, name: str) -> frozenset[str]:
    """Their short names."""
    return frozenset(one.id for one in _all_of(forum, name))


# ---------------------------------------------------------------- parts


def _stands(asked: Asked, one: Basket) -> Twin:
    """A basket, and the word for where it stands."""
    return {
        "basket": one.id,
        "name": asked.names.basket(one.id),
        "stage": _stage(asked, one),
        "page": asked.page("basket", one.id),
    }


def _stage(asked: Asked, one: Basket) -> str | None:
    """Where a basket stands, in a word; None in a body where nothing was decided about it."""
    if one.id in asked.forum.unknown:
        return UNKNOWN
    if asked.forum.reports_to is not None and one.id not in asked.forum.baskets:
        return None
    return in_words(one.stage)


def _above(asked: Asked, name: str) -> Twin | None:
    """The circle to which this one reports, where how a basket stands is decided."""
    if asked.forum.reports_to is None:
        return None
    there = above(asked)
    if there is None or basket_of(there.forum, name) is None:
        return {"circle": asked.forum.reports_to, "title": None, "page": None}
    page = there.page("basket", name)
    return {"circle": asked.forum.reports_to, "title": titled(there.read), "page": page}


def _proposal(asked: Asked, one: Proposal) -> Twin:
    """A proposal, as it stands and what it still needs."""
    forum, silence = asked.forum, asked.forum.silences.get(one.id)
    needed = decision_needed(forum, one)
    runs = silence is not None and silence.stage in (SilenceStage.RUNNING, SilenceStage.SUSPENDED)
    if silence is not None and runs:
        needed = silence_needed(forum, silence)
    return {
        **_named(asked, one.id),
        "needed": None if needed.endswith("nothing is needed.") else asked.told(needed),
        "until": asked.clock(silence.until) if silence is not None and runs else None,
        "waits": [link.id for link in waiting(forum, one.id)],
    }


def _named(asked: Asked, name: str) -> Twin:
    """A proposal by its name and title, and the basket that it is in."""
    one = asked.forum.proposals.get(name)
    if one is None:
        nothing = dict.fromkeys(("title", "stage", "told", "basket", "page"))
        return {"object": name, **nothing}
    return {
        "object": one.id,
        "title": one.title,
        "stage": one.stage,
        "told": in_words(one.stage),
        "basket": None if one.basket is None else asked.names.basket(one.basket),
        "page": asked.thing(one.id),
    }


def _texts(asked: Asked, held: Sequence[Proposal]) -> Iterator[Twin]:
    """Texts that proposals of a basket are about."""
    about = {one.subject for one in held if one.purpose is d.Purpose.TEXT}
    texts = [asked.forum.texts[name] for name in about if name and name in asked.forum.texts]
    for one in sorted(texts, key=lambda one: one.number):
        yield paper(asked, one)


def _bodies(asked: Asked, name: str) -> Iterator[Twin]:
    """Bodies of a basket; of one that the reader may read, the texts on which it works."""
    for one in sorted(asked.forum.bodies.values(), key=lambda one: one.number):
        if one.basket == name:
            there = body(asked, one.id)
            texts = [] if there is None else sorted(
                there.forum.texts.values(), key=lambda each: each.number
            )  # fmt: skip
            yield {
                "object": one.id,
                "title": one.title,
                "track": bodies.TRACKS[one.track],
                "stage": in_words(one.stage),
                "thing": asked.thing(one.id),
                "page": None if there is None else there.page("circle"),
                "texts": [] if there is None else [paper(there, each) for each in texts],
            }


_HOW = {
    How.AFTER: "takes effect once the other is in effect",
    How.TOGETHER: "takes effect together with the other",
}


def _links(asked: Asked, mine: frozenset[str]) -> Iterator[Twin]:
    """Links by which something of a basket waits, or is waited for, as they were claimed."""
    for one in sorted(asked.forum.links.values(), key=lambda one: one.number):
        if one.waits in mine or one.other in mine:
            yield _link(asked, one)


def _link(asked: Asked, one: Link) -> Twin:
    return {
        "object": one.id,
        "by": asked.party(one.by),
        "source": one.source,
        "how": one.how,
        "told": _HOW[one.how],
        "waits": _named(asked, one.waits),
        "other": _named(asked, one.other),
        "stage": one.stage,
        "holds": one in waiting(asked.forum, one.waits),
        "needed": asked.told(still_needed(asked.forum, one)),
        "page": asked.thing(one.id),
    }


def _commitments(asked: Asked, mine: frozenset[str]) -> Iterator[Twin]:
    """Commitments that rest on a decision of a basket, in the order of entry."""
    for one in sorted(asked.forum.commitments.values(), key=lambda one: one.number):
        if one.decision in mine:
            yield {
                "object": one.id,
                "words": in_a_line(one.words),
                "owners": asked.parties(one.owners),
                "decision": one.decision,
                "stage": in_words(one.stage),
                "due": asked.clock(due_of(asked.forum, one)),
                "page": asked.thing(one.id),
            }


def _measures(asked: Asked, mine: frozenset[str]) -> Iterator[Twin]:
    """Measures that were adopted by a decision of a basket, in the order of entry."""
    for one in sorted(asked.forum.measures.values(), key=lambda one: one.number):
        if one.decision in mine:
            yield {
                "object": one.id,
                "title": one.row.measure,
                "decision": one.decision,
                "stage": in_words(one.stage),
                "page": asked.thing(one.id),
            }


ROUTES = (
    Route(
        name="basket",
        path=f"{ROOM}/baskets/<str:object>",
        rule=Rule.CIRCLE,
        answer=basket,
        about="A basket: its proposals and texts, what waits for what, and the other baskets.",
        sorts=("basket",),
        asks=(Input(name="whole", meaning="yes, to have what is over as well.", needed=False),),
    ),
)
