"""Talks beside the forum: as their parties tell them, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dipoli.charter.points import Point
from dipoli.forum.marks import Mark, marks_of
from dipoli.forum.strand import Account, Outcome, Strand
from dipoli.forum.strand_rules import outcome_needed, still_needed
from dipoli.record.canon import to_base64
from dipoli.told import in_words, tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history, unstruck
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route


def channel(asked: Asked) -> Page:
    """Talks beside the forum with all that came of them; or one outcome of such talks.

    Raises:
        MissingError: there is neither of this name.
    """
    forum, name = asked.forum, asked.words["object"]
    outcome = forum.outcomes.get(name)
    one = forum.strands.get(name if outcome is None else outcome.strand)
    if one is None:
        raise MissingError
    names = [name] if outcome else [each for _number, each in sorted(one.outcomes.items())]
    twin = {
        "object": name,
        "outcome": None if outcome is None else outcome.id,
        "channel": {
            **strand_line(asked, one),
            "accounts": _accounts(asked, one.parties, one.accounts),
            "rounds": [
                {
                    "act": number,
                    "at": asked.clock(held.date),
                    "place": held.place,
                    "level": in_words(held.rank),
                    "by": asked.party(held.by),
                    "words": held.words,
                }
                for number, held in sorted(one.rounds.items())
            ],
        },
        "outcomes": [_outcome(asked, forum.outcomes[each]) for each in names],
        "article": article(asked, Point.STRAND),
        "history": history(asked, name),
    }
    return Page(title=one.title if outcome is None else outcome.title, twin=twin)


def strand_line(asked: Asked, one: Strand) -> Twin:
    """Talks as they are listed."""
    return {
        "object": one.id,
        "title": one.title,
        "stage": one.stage,
        "since": asked.clock(one.since),
        "parties": asked.parties(one.parties),
        "begun": asked.clock(one.begun),
        "by": asked.party(one.by),
        "source": one.source,
        "told": asked.told(still_needed(asked.forum, one)),
        "page": asked.thing(one.id),
        "unknown": one.id in asked.forum.unknown,
    }


def outcome_line(asked: Asked, one: Outcome, found: Sequence[Mark]) -> Twin:
    """An outcome of talks as it is listed."""
    return {
        "object": one.id,
        "title": one.title,
        "channel": one.strand,
        "stage": in_words(one.stage),
        "at": asked.clock(one.date),
        "by": asked.party(one.by),
        "source": one.source,
        "about": about(one.subject, one.covers),
        "told": asked.told(outcome_needed(asked.forum, one)),
        "marked": [mark_twin(asked, each) for each in found],
        "page": asked.thing(one.id),
        "unknown": one.id in asked.forum.unknown,
    }


def _outcome(asked: Asked, one: Outcome) -> Twin:
    strand = asked.forum.strands[one.strand]
    return {
        **outcome_line(asked, one, marks_of(asked.forum, one.id)),
        "digest": None if one.digest is None else to_base64(one.digest),
        "decision": None
        if one.decision is None
        else {
            "object": one.decision,
            "clauses": list(one.clauses),
            "page": asked.thing(one.decision),
        },
        "accounts": _accounts(asked, strand.parties, one.accounts),
    }


def _accounts(asked: Asked, parties: Sequence[str], accounts: Mapping[str, Account]) -> list[Twin]:
    """Each party with its own name for it and its own words; None for no entry."""
    found = []
    for party in asked.parties(parties):
        one = accounts.get(party["code"])
        found.append(
            {
                **party,
                "own_name": None if one is None else one.name,
                "words": None if one is None else unstruck(asked, one.number, one.words),
                "act": None if one is None else one.number,
            }
        )
    return found


def mark_twin(asked: Asked, mark: Mark) -> Twin:
    """A mark with its reason."""
    return {
        "sort": mark.sort,
        "other": mark.other,
        "page": asked.thing(mark.other),
        "parts": list(mark.parts),
        "told": asked.told(mark.told),
    }


def about(subject: str | None, covers: Sequence[str]) -> str | None:
    """A subject with the parts of it that are covered; None where none is named."""
    if subject is None:
        return None
    return (
        f"{subject} ({', '.join(covers)})"
        if covers
        else tell("the whole of {subject}", subject=subject)
    )


ROUTES = (
    Route(
        name="channel",
        path=f"{ROOM}/channels/<str:object>",
        rule=Rule.CIRCLE,
        answer=channel,
        about="Talks beside the forum, as their parties tell them, and what came of them.",
        sorts=("strand", "bilateral channel", "outcome"),
    ),
)
