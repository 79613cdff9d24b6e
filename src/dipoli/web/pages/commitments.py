"""Commitments: the register, and each one with both sides' view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from dipoli.charter.points import Point
from dipoli.forum.commitment import Assessment, Commitment
from dipoli.forum.commitment_list import Row, listing, row
from dipoli.forum.commitment_order import Together, by_basket, has_ended, together
from dipoli.forum.commitment_told import Seen, due_told, in_a_line, said, still_needed, told
from dipoli.forum.compiled import Sort
from dipoli.forum.compiled import told as compiled_told
from dipoli.forum.government_rules import name_then
from dipoli.forum.interest import Interest
from dipoli.forum.marks import marks
from dipoli.forum.register_words import commitment_stands
from dipoli.forum.strand import Outcome, Strand
from dipoli.record.canon import to_base64
from dipoli.told import tell
from dipoli.web.articles import article
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.history import history, unstruck
from dipoli.web.pages.channels import about, mark_twin, outcome_line, strand_line
from dipoli.web.pages.interests import interest_twin
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Route
from dipoli.web.speech import term
from dipoli.web.taking import files

# ---------------------------------------------------------------- the register


def commitments(asked: Asked) -> Page:
    """Every commitment, by basket and then by date, the two of a pair together."""
    forum = asked.forum
    units = together(listing(forum, asked.time))
    open_ = [one for one in units if not has_ended(one)]
    marked = marks(forum)
    return Page(
        title=tell("Commitments"),
        twin={
            "articles": [article(asked, Point.COMMITMENT), article(asked, Point.ASSESSMENT)],
            "groups": list(_groups(asked, open_)),
            "ended": [_together(asked, one) for one in units if one not in open_],
            "compiled": list(_compiled(asked)),
            "files": files(asked, "commitments"),
            "channels": [strand_line(asked, one) for one in _by_number(forum.strands.values())],
            "outcomes": [
                outcome_line(asked, one, marked.get(one.id, ()))
                for one in _by_number(forum.outcomes.values())
            ],
            "interests": [
                interest_twin(asked, one) for one in _by_number(forum.interests.values())
            ],
        },
    )


ThingT = TypeVar("ThingT", Strand, Outcome, Interest)


def _by_number(things: Iterable[ThingT]) -> list[ThingT]:
    """In the order of entry."""
    return sorted(things, key=lambda one: one.number)


def _groups(asked: Asked, units: Sequence[Together]) -> Iterator[Twin]:
    """By basket in the order of the charter; in each by date, what has none last."""
    for basket, held in by_basket(asked.forum, units):
        yield {
            "basket": basket,
            "heading": None if basket is None else asked.names.basket(basket),
            "pairs": [_together(asked, unit) for unit in held],
        }


def _together(asked: Asked, unit: Together) -> Twin:
    return {"pair": len(unit) > 1, "rows": [_row(asked, one) for one in unit]}


def state(found: Row) -> str:
    """Where it stands: a word of a table, or a word of the site in its place."""
    stands = commitment_stands(found)
    return stands if stands.context else term(stands)


def _row(asked: Asked, found: Row) -> Twin:
    forum, one = asked.forum, found.one
    date = due_told(forum, one, asked.time)
    return {
        "object": one.id,
        "words": one.words,
        "page": asked.thing(one.id),
        "owners": asked.parties(one.owners),
        "recipients": asked.parties(one.recipients),
        "due": asked.clock(found.due),
        "due_told": asked.told(date) if date is not None and found.due is None else None,
        "passed": found.late is not None,
        "decision": _decision(asked, one),
        "stage": one.stage,
        "seen": found.seen.value,
        "state": state(found),
        "in_part_suspended": bool(one.suspended) and not one.whole_suspended,
        "said": [asked.told(each) for each in said(forum, one)]
        if found.seen is not Seen.NOTHING
        else [],
        "marked": [mark_twin(asked, each) for each in found.marks],
        "unknown": one.id in forum.unknown,
    }


def _decision(asked: Asked, one: Commitment) -> Twin | None:
    proposal = asked.forum.proposals.get(one.decision or "")
    if one.decision is None:
        return None
    return {
        "object": one.decision,
        "title": None if proposal is None else proposal.title,
        "clauses": list(one.clauses),
        "page": asked.thing(one.decision),
    }


def _compiled(asked: Asked) -> Iterator[Twin]:
    """Commitments that a compiler read in public documents; what came of them is its reading."""
    for one in sorted(asked.forum.entries.values(), key=lambda one: one.number):
        if one.said.sort is Sort.COMMITMENT:
            yield {
                "object": one.id,
                "words": one.said.words,
                "page": asked.thing(one.id),
                "parties": asked.parties(one.said.parties),
                "told": asked.told(compiled_told(one)),
            }


# ---------------------------------------------------------------- one commitment


def commitment(asked: Asked) -> Page:
    """One commitment: each side's view in a column of its own, clauses, marks, what was done.

    Raises:
        MissingError: there is none of this name.
    """
    found = row(asked.forum, asked.words["object"], asked.time)
    if found is None:
        raise MissingError
    forum, one = asked.forum, found.one
    return Page(
        title=in_a_line(one.words),
        twin={
            **_row(asked, found),
            "told": [asked.told(each) for each in told(forum, one, asked.time)],
            "needed": asked.told(still_needed(forum, one)),
            "sides": [_column(asked, found, "owners"), _column(asked, found, "recipients")],
            "verification": _verification(asked, one),
            "clauses": list(_clauses(asked, one)),
            "facts": _facts(asked, one),
            "pair": None
            if one.pair is None
            else {"object": one.pair, "page": asked.thing(one.pair)},
            "paired": found.paired,
            "history": history(asked, one.id),
        },
    )


_SIDES = {"owners": tell("Who undertook it"), "recipients": tell("To whom it is owed")}


def _column(asked: Asked, found: Row, side: str) -> Twin:
    codes = getattr(found.one, side)
    return {
        "side": side,
        "heading": _SIDES[side],
        "parties": [
            {**one, **_side(asked, found.one, one["code"])} for one in asked.parties(codes)
        ],
    }


def _side(asked: Asked, one: Commitment, code: str) -> Twin:
    then = name_then(asked.forum, code, one.number, one.made, asked.names.language)
    evidence = sorted(one.evidence.items())
    return {
        "name_then": then,
        "answer": _answer(one, code),
        "view": view(asked, one.said.get(code)),
        "evidence": [
            {
                "act": number,
                "by": asked.party(given.by),
                "words": unstruck(asked, number, given.words),
                "digest": None if given.digest is None else to_base64(given.digest),
                "clause": given.part,
                "at": asked.clock(given.time),
            }
            for number, given in evidence
            if asked.forum.heir(given.by) == asked.forum.heir(code)
        ],
    }


def _answer(one: Commitment, code: str) -> str | None:
    """What a side answered to the entry; None where it has made no entry of it."""
    if code in one.owners:
        held = one.confirmed.get(code)
        return None if held is None else term(tell("confirmed")) if held else "not-read-so"
    return term(tell("accepted")) if code in one.accepted else None


def view(asked: Asked, one: Assessment | None) -> Twin | None:
    """How somebody says that it stands; None for no entry."""
    if one is None:
        return None
    return {
        "verdict": one.verdict,
        "words": unstruck(asked, one.number, one.words),
        "by": asked.party(one.by),
        "source": one.source,
        "at": asked.clock(one.time),
        "act": one.number,
    }


def _verification(asked: Asked, one: Commitment) -> Twin:
    seat = one.verifier
    return {
        "verifier": asked.party(seat)
        if seat
        else one.agency and {"code": None, "name": one.agency},
        "agreed": one.verifier_agreed,
        "finding": view(asked, one.found),
    }


def _clauses(asked: Asked, one: Commitment) -> Iterator[Twin]:
    """Its clauses, and the whole where it has one alone or was suspended as a whole."""
    whole = any(part == 0 for part, _owner in one.suspended)
    for part in range(0 if whole or not one.parts else 1, len(one.parts) + 1):
        yield {
            "clause": part or None,
            "words": one.parts[part - 1] if part else None,
            "owners": [
                {
                    **owner,
                    "stage": "suspended" if (part, owner["code"]) in one.suspended else "running",
                    "reason": pause.reason if pause else None,
                    "at": asked.clock(pause.time if pause else None),
                }
                for owner in asked.parties(one.owners)
                for pause in [one.suspended.get((part, owner["code"]))]
            ],
        }


def _facts(asked: Asked, one: Commitment) -> Twin:
    return {
        "entered_by": asked.party(one.by),
        "entered": asked.clock(one.made),
        "registered": one.registered,
        "sense": None if one.sense is None else one.sense.value,
        "about": about(one.subject, one.covers),
        "starts": asked.clock(one.starts),
        "until": asked.clock(one.until),
        "evidence_foreseen": one.foreseen,
        "approval": one.approval,
        "funder": one.funder,
        "exemption": one.exemption,
    }


ROUTES = (
    Route(
        name="commitments",
        path=f"{ROOM}/commitments",
        rule=Rule.CIRCLE,
        answer=commitments,
        about="What was undertaken: by basket, by date, and how each side sees it.",
        menu=tell("Commitments"),
    ),
    Route(
        name="commitment",
        path=f"{ROOM}/commitments/<str:object>",
        rule=Rule.CIRCLE,
        answer=commitment,
        about="One commitment: each side's view beside the other's, clauses, marks, what was done.",
        sorts=("commitment",),
    ),
)
