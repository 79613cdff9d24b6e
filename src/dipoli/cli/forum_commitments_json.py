"""``dipoli forum commitments``, as one object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from dipoli.forum.commitment import Assessment
from dipoli.forum.commitment_list import Row
from dipoli.forum.commitment_told import told
from dipoli.forum.interest import Interest
from dipoli.forum.interest_rules import still_needed
from dipoli.forum.marks import Mark
from dipoli.forum.names import Names
from dipoli.forum.standing import Forum
from dipoli.forum.strand import Account, Outcome, Strand
from dipoli.record.canon import to_base64

SCHEMA = "dipoli.forum-commitments/1"


@frozen(kw_only=True)
class Asked:
    """What is shown: all, or one thing."""

    commitments: tuple[Row, ...] = ()
    strands: tuple[Strand, ...] = ()
    outcomes: tuple[tuple[Outcome, tuple[Mark, ...]], ...] = ()
    interests: tuple[Interest, ...] = ()


def as_object(forum: Forum, names: Names, asked: Asked, now: str) -> dict[str, Any]:
    """What is shown, with its schema."""
    return {
        "schema": SCHEMA,
        "now": now,
        "names": {code: names.party(code) for code in forum.order},
        "commitments": [_commitment_json(names, one, now) for one in asked.commitments],
        "channels": [_strand_json(one) for one in asked.strands],
        "outcomes": [_outcome_json(names, one, found) for one, found in asked.outcomes],
        "interests": [_interest_json(forum, names, one) for one in asked.interests],
    }


_PLAIN = (
    *("words", "by", "decision", "foreseen", "verifier", "agency", "approval", "funder"),
    *("exemption", "starts", "until", "subject", "hours", "of", "pair", "since", "made"),
)
"""Fields of a commitment that are shown as they are."""


def _commitment_json(names: Names, found: Row, now: str) -> dict[str, Any]:
    one = found.one
    return {
        "id": one.id,
        "stage": one.stage.value,
        **{name: getattr(one, name) for name in _PLAIN},
        **{
            name: list(getattr(one, name))
            for name in ("owners", "recipients", "clauses", "parts", "covers")
        },
        "registered": one.registered,
        "sense": None if one.sense is None else one.sense.value,
        "event": None if one.event is None else one.event.value,
        "due": found.due,
        "passed": found.late,
        "seen": found.seen.value,
        "disputed": found.disputed,
        "paired": found.paired,
        "verifier_agreed": one.verifier_agreed,
        "sides": [
            {"seat": code, "view": None if view is None else _view_json(view)}
            for code, view in found.sides
        ],
        "finding": None if one.found is None else _view_json(one.found),
        "evidence": [
            {
                "act": number,
                "by": given.by,
                "words": given.words,
                "digest": None if given.digest is None else to_base64(given.digest),
                "part": given.part,
                "time": given.time,
            }
            for number, given in sorted(one.evidence.items())
        ],
        "suspended": [
            {"part": part or None, "by": code, "reason": pause.reason, "time": pause.time}
            for (part, code), pause in sorted(one.suspended.items())
        ],
        "told": [names.told(sentence) for sentence in told(names.forum, one, now)],
        "marks": _marks_json(names, found.marks),
    }


def _view_json(view: Assessment) -> dict[str, Any]:
    return {
        "verdict": view.verdict.value,
        "words": view.words,
        "by": view.by,
        "source": view.source,
        "time": view.time,
        "act": view.number,
    }


def _marks_json(names: Names, found: Sequence[Mark]) -> list[dict[str, Any]]:
    return [
        {
            "sort": mark.sort.value,
            "other": mark.other,
            "parts": list(mark.parts),
            "told": names.told(mark.told),
        }
        for mark in found
    ]


def _accounts_json(accounts: Mapping[str, Account]) -> list[dict[str, Any]]:
    listed = sorted(accounts.items(), key=lambda item: item[1].number)
    return [
        {"seat": code, "name": one.name, "words": one.words, "act": one.number}
        for code, one in listed
    ]


def _strand_json(one: Strand) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "stage": one.stage.value,
        "by": one.by,
        "parties": list(one.parties),
        "begun": one.begun,
        "source": one.source,
        "rounds": [
            {
                "act": number,
                "by": held.by,
                "words": held.words,
                "date": held.date,
                "place": held.place,
                "rank": held.rank.value,
            }
            for number, held in sorted(one.rounds.items())
        ],
        "outcomes": [name for _number, name in sorted(one.outcomes.items())],
        "accounts": _accounts_json(one.accounts),
    }


def _outcome_json(names: Names, one: Outcome, found: Sequence[Mark]) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "stage": one.stage.value,
        "channel": one.strand,
        "by": one.by,
        "date": one.date,
        "source": one.source,
        "digest": None if one.digest is None else to_base64(one.digest),
        "subject": one.subject,
        "covers": list(one.covers),
        "decision": one.decision,
        "clauses": list(one.clauses),
        "accounts": _accounts_json(one.accounts),
        "marks": _marks_json(names, found),
    }


def _interest_json(forum: Forum, names: Names, one: Interest) -> dict[str, Any]:
    return {
        "id": one.id,
        "stage": one.stage.value,
        "by": one.by,
        "words": one.words,
        "subject": one.subject,
        "parts": list(one.parts),
        "source": one.source,
        "satisfied_by": sorted(one.met),
        "told": names.told(still_needed(forum, one)),
    }
