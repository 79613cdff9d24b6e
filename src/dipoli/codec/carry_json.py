"""Who can raise what with whom, and who could carry it, as one JSON object.

For an analyst's or a mediator's eyes only: the object says so in its receipt. Its schema is
``docs/reference/json/carry.schema.json``.
"""

from __future__ import annotations

from dipoli.analysis.carry import WHO_MAY_READ, Carrying, Chain, PairAnswer, Step
from dipoli.analysis.case import Case, Channel
from dipoli.codec.receipt_json import Json, receipt_object

SCHEMA = "dipoli.carry/1"


def carrying_object(case: Case, found: Carrying) -> dict[str, Json]:
    """The answers as plain values for JSON.

    Args:
        case: the case, for names.
        found: the answers.

    Returns:
        One object; what the papers do not say is told as ``unknown`` or null, never left out.
    """
    return {
        "issues": [
            {"issue": one.issue, "pairs": [_pair(one.issue, pair) for pair in one.pairs]}
            for one in found.issues
        ],
        "receipt": receipt_object(
            case,
            found.receipt,
            SCHEMA,
            [one.code for one in case.parties],
            {"who_may_read": WHO_MAY_READ},
        ),
    }


def listed(channel: Channel | None, issue: str) -> str:
    """In which list of a channel an issue is: ``can raise``, ``cannot raise`` or ``uncoded``."""
    if channel is None:
        return "uncoded"
    if issue in channel.can_raise:
        return "can raise"
    return "cannot raise" if issue in channel.cannot_raise else "uncoded"


def _pair(issue: str, one: PairAnswer) -> dict[str, Json]:
    return {
        "pair": list(one.pair),
        "talk": one.talk.value,
        "listed": listed(one.channel, issue),
        "channel": None if one.channel is None else _channel(one.channel),
        "carriage": one.carriage.value,
        "chains": [_chain(chain) for chain in one.chains],
    }


def _channel(one: Channel) -> dict[str, Json]:
    return {
        "pair": list(one.pair),
        "state": one.state.value,
        "since": one.since,
        "contact": one.contact,
        "sources": list(one.sources),
        "confidence": one.confidence.value,
    }


def _chain(one: Chain) -> dict[str, Json]:
    return {
        "carriers": list(one.carriers),
        "shortest": one.shortest,
        "ways": [[_step(step) for step in way] for way in one.ways],
    }


def _step(one: Step) -> dict[str, Json]:
    return {
        "from": one.ends[0],
        "to": one.ends[1],
        "by": one.by,
        "why": "can discuss" if one.by is None else "named in the papers",
        "channel": _channel(one.channel),
    }
