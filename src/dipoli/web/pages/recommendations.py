"""Recommendations in the circle of the body that makes them: their way up, and their fate.

Who drafted a text, who objects to it and who held it against the names is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dipoli.forum import hand_up as h
from dipoli.forum.hand_up import DraftStage, Recommendation
from dipoli.forum.recommendation_rules import still_needed
from dipoli.told import tell
from dipoli.web.acts import Done
from dipoli.web.articles import articles
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.beside import above
from dipoli.web.pages.hand_up_rows import ANSWERS, POINTS, UNKNOWN, acts, days, row, step, words
from dipoli.web.speech import term

DRAFTS: Mapping[DraftStage, str] = MappingProxyType(
    {
        DraftStage.DRAFT: term(tell("draft")),
        DraftStage.CONSENTED: term(tell("consented")),
        DraftStage.SENT: term(tell("handed up")),
        DraftStage.ANSWERED: term(tell("reported back")),
    }
)


def draft_row(asked: Asked, one: Recommendation) -> Twin:
    """A recommendation as a list has it."""
    forum = asked.forum
    known = one.id not in forum.unknown
    needed = still_needed(forum, one)
    if one.objections:  # who objects is not told: people are here in a personal capacity
        needed = tell("It needs a text to which nobody objects.")
    return {
        "object": one.id,
        "title": one.title,
        "stage": DRAFTS[one.stage] if known else UNKNOWN,
        "objected": bool(one.objections) if known else None,
        "mine": asked.reader.code in one.objections,
        "checked": min(len(one.checks), h.PERSONS) if known else None,
        "answer": None if one.answer is None else ANSWERS[one.answer],
        "needed": asked.told(needed) if known else None,
        "above": _above(asked, one),
        "page": asked.page("hand_up", one.id),
    }


def _above(asked: Asked, one: Recommendation) -> Twin | None:
    """What it became in the circle above, where this reader may read that."""
    there = above(asked)
    if there is None or one.consented is None:
        return None
    name = there.forum.handed.get(one.consented.hex())
    if name is None or name not in there.forum.hand_ups:
        return None
    told = row(there, there.forum.hand_ups[name])
    wanted = ("object", "stage", "due", "overdue", "answer", "page")
    return {key: told[key] for key in wanted}


_CHECKED = (
    tell("Nobody has held it against the names yet. Two persons do so before it leaves."),
    tell("One person held it against the names. One more does so before it leaves."),
    tell("Two persons held it against the names."),
)


def draft_page(asked: Asked, one: Recommendation) -> Page:
    """The page of a recommendation."""
    found = acts(asked, one.id)
    told = draft_row(asked, one)
    return Page(
        title=told.pop("title"),
        twin={
            **told,
            "sort": "recommendation",
            **words(asked, one.words, _by(one, found)),
            "steps": list(_steps(one, found)) if told["stage"] != UNKNOWN else [],
            "articles": articles(asked, POINTS),
        },
    )


def _by(one: Recommendation, found: Mapping[str, list[Done]]) -> Iterator[int]:
    """Numbers of the acts by which the words of a draft stand."""
    yield one.number
    for name in (h.REVISE, h.CONSENT):
        yield from (each.number for each in found.get(name, ()))


def _steps(one: Recommendation, found: Mapping[str, list[Done]]) -> Iterator[Twin]:
    """The way of a draft: revised, consented to, held against the names, sent, answered."""
    told = tell(
        "Drafted in a personal capacity. Who drafted it is not told here and does not leave."
    )
    yield step(tell("Draft"), told)
    consent = days(found.get(h.CONSENT, ()))
    if one.stage is DraftStage.DRAFT:
        told = tell("Once no participant objects, the chair finds so and says the text.")
        if one.objections:
            told = tell(
                "An objection stands. A new text takes the place of this one, or it is cleared."
            )
        yield step(tell("Consent"), told, done=False)
    else:
        told = tell("The chair found that no participant objects.")
        yield step(tell("Consent"), told, consent[-1] if consent else None)
    checks = min(len(one.checks), h.PERSONS)
    yield step(tell("Names"), _CHECKED[checks], done=checks >= h.PERSONS)
    if one.stage in (DraftStage.SENT, DraftStage.ANSWERED):
        sent = days(found.get(h.SEND, ()))
        yield step(tell("Handed up"), tell("It was sent up."), sent[-1] if sent else None)
    else:
        yield step(tell("Handed up"), tell("It is not sent up so far."), done=False)
    if one.answer is not None:
        told_on = days(found.get(h.TELL, ()))
        day = told_on[-1] if told_on else None
        yield step(
            tell("Fate"), tell("Reported back here: {answer}.", answer=ANSWERS[one.answer]), day
        )
    else:
        yield step(tell("Fate"), tell("What becomes of it is reported here."), done=False)
