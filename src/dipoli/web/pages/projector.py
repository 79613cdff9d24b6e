"""The projector: one meeting in large type, for the room; the item, the speakers, the text."""

from __future__ import annotations

from dipoli.forum import decision as d
from dipoli.forum import meeting as m
from dipoli.forum.decision import Proposal
from dipoli.forum.meeting import Meeting
from dipoli.forum.text_put import headnote
from dipoli.told import in_words
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.pages.decisions import needed, told_stage
from dipoli.web.pages.meetings import meeting_acts
from dipoli.web.pages.text_clauses import alternatives, part_of
from dipoli.web.pages.text_runs import runs
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Input, Route

_BEFORE = frozenset({d.Stage.UNDER_DECISION, d.Stage.OBJECTED})


def projector(asked: Asked) -> Page:
    """What the room sees: nothing but item, speakers, and the words or the decision at hand.

    ``?clause=T1-2`` shows a text at that clause in place of the decision before the body.

    Raises:
        MissingError: there is no such meeting, or no such clause.
    """
    one = asked.forum.meetings.get(asked.words["object"])
    if one is None:
        raise MissingError
    item = asked.forum.items.get(one.item or "")
    sits = one.stage in m.SITTING
    name = asked.query.get("clause")
    return Page(
        title=one.title,
        twin={
            "object": one.id,
            "stage": one.stage,
            "place": one.place,
            "opens": asked.clock(one.opens),
            "item": None
            if item is None or not sits
            else {
                "object": item.id,
                "title": item.title,
                "place": one.items.index(item.id) + 1,
                "of": len(one.items),
            },
            "floor": asked.party(one.floor) if one.floor and sits else None,
            "speakers": [asked.party(code) for code in one.speakers] if sits else [],
            "closed_list": one.closed_list,
            "clause": None if name is None else _clause(asked, name),
            "decision": _decision(asked, one) if sits and name is None else None,
            "page": asked.page("meeting", one.id),
        },
    )


def _clause(asked: Asked, name: str) -> Twin:
    """A text at one clause, with its brackets and other wordings.

    Raises:
        MissingError: there is no such clause.
    """
    forum = asked.forum
    clause = forum.clauses.get(name)
    if clause is None:
        raise MissingError
    text = forum.texts[clause.text]
    return {
        "object": name,
        "text": text.id,
        "part": part_of(name),
        "symbol": text.symbol,
        "title": text.title,
        "language": text.language,
        "told": in_words(clause.stage),
        "whole": bool(headnote(forum, text)),
        "runs": [_nobodys(run) for run in runs(asked, clause)],
        "alternatives": [
            {key: one[key] for key in ("label", "instead", "words")}
            for one in alternatives(asked, text, clause)
        ],
    }


def _nobodys(run: Twin) -> Twin:
    """A run of words as the whole room sees it: no bracket is told as anybody's."""
    return (
        {**run, "bracket": {**run["bracket"], "mine": False, "holders": []}}
        if run.get("bracket")
        else run
    )


def _decision(asked: Asked, one: Meeting) -> Twin | None:
    """The decision before the body: the one that was put to it last, in this meeting."""
    acts = meeting_acts(asked, one)
    opened = next((act.time for act in acts if act.name == m.OPEN), "~")
    held = (x for x in asked.forum.proposals.values() if x.stage in _BEFORE and x.since >= opened)
    found: Proposal | None = max(held, key=lambda x: (x.since, x.number), default=None)
    if found is None:
        return None
    return {
        "object": found.id,
        "title": found.title,
        "stage": found.stage,
        "told": told_stage(found),
        "needed": needed(asked, found),
    }


ROUTES = (
    Route(
        name="projector",
        path=f"{ROOM}/meetings/<str:object>/projector",
        rule=Rule.CIRCLE,
        answer=projector,
        about="For the projector: item, speakers, and the words or the decision at hand.",
        asks=(Input(name="clause", meaning="Short name of the clause to be shown.", needed=False),),
    ),
)
