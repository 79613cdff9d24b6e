"""A stated interest: in its seat's words, with what touches it and what its seat says of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dipoli.charter.points import Point
from dipoli.forum.commitment_told import in_a_line
from dipoli.forum.interest import Interest
from dipoli.forum.interest_rules import still_needed
from dipoli.forum.marks import Mark, holds, touching
from dipoli.forum.sort import a_sort
from dipoli.web.acts import done
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history, unstruck
from dipoli.web.pages.channels import about, mark_twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route


def interest(asked: Asked) -> Page:
    """One stated interest, with all that was entered in the same subject.

    Raises:
        MissingError: there is none of this name.
    """
    one = asked.forum.interests.get(asked.words["object"])
    if one is None:
        raise MissingError
    return Page(
        title=in_a_line(unstruck(asked, one.number, one.words) or one.id),
        twin={
            **interest_twin(asked, one),
            "stated": asked.clock(done(asked, one.number).time),
            "met": list(_met(asked, one)),
            "same": list(_same(asked, one)),
            "article": article(asked, Point.INTEREST),
            "history": history(asked, one.id),
        },
    )


def interest_twin(asked: Asked, one: Interest) -> Twin:
    """A stated interest as it is listed."""
    return {
        "object": one.id,
        "words": unstruck(asked, one.number, one.words),
        "by": asked.party(one.by),
        "about": about(one.subject, one.parts),
        "source": one.source,
        "stage": one.stage,
        "told": asked.told(still_needed(asked.forum, one)),
        "page": asked.thing(one.id),
        "unknown": one.id in asked.forum.unknown,
    }


def _met(asked: Asked, one: Interest) -> Iterator[Twin]:
    """What its seat says satisfies it, in the order of saying; and whether that stands."""
    for name, number in sorted(one.met.items(), key=lambda said: said[1]):
        said = done(asked, number)
        yield {
            "object": name,
            "title": _title(asked, name),
            "page": asked.thing(name),
            "act": number,
            "at": asked.clock(said.time),
            "words": said.words or None,
            "stands": holds(asked.forum, name),
        }


def _same(asked: Asked, one: Interest) -> Iterator[Twin]:
    """What else was entered in the same subject, in that order, each with its mark."""
    forum = asked.forum
    marks: Mapping[str, Mark] = {mark.on: mark for mark in touching(forum, one)}
    named: Mapping[str, str] = forum.subjects.get(one.subject, {})
    for name, sort in sorted(named.items(), key=lambda held: forum.begun.get(held[0], 0)):
        if name != one.id:
            mark = marks.get(name)
            yield {
                "object": name,
                "sort": a_sort(sort),
                "title": _title(asked, name),
                "parties": asked.parties(_parties(asked, name)),
                "page": asked.thing(name),
                "marked": [] if mark is None else [mark_twin(asked, mark)],
            }


def _title(asked: Asked, name: str) -> str | None:
    """A thing in its author's words; None where it has none, or they were struck."""
    forum = asked.forum
    if name in forum.outcomes:
        return forum.outcomes[name].title
    if name in forum.proposals:
        return forum.proposals[name].title
    held = forum.commitments.get(name) or forum.interests.get(name)
    words = None if held is None else unstruck(asked, held.number, held.words)
    return None if words is None else in_a_line(words)


def _parties(asked: Asked, name: str) -> tuple[str, ...]:
    """Whose a thing is."""
    forum = asked.forum
    if name in forum.commitments:
        return forum.commitments[name].owners
    if name in forum.outcomes:
        return forum.strands[forum.outcomes[name].strand].parties
    return (forum.interests[name].by,) if name in forum.interests else ()


ROUTES = (
    Route(
        name="interest",
        path=f"{ROOM}/interests/<str:object>",
        rule=Rule.CIRCLE,
        answer=interest,
        about="A stated interest: what touches it, and what its seat says satisfies it.",
        sorts=("interest",),
    ),
)
