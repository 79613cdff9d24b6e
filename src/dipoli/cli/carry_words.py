"""Every sentence about carriers, on the terminal and on the private page, in one table.

Sentences are plain text with fields in braces. They stand in the room of the command and not in the
room of the report, which may not read of carriers.
"""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.carry import WHO_MAY_READ

PRIVATE = "Private page of one analyst or mediator: not for the forum, and not to be passed on."
"""Stands at the head, at the foot and on every sheet of the page."""

WORDS_THAT_CONVERGE = (
    "Channels alone are read here. Sub-issues on which the words of two parties meet are told by "
    "`dipoli discourse carry`, from texts; that an issue is missing from a list says nothing about "
    "what the parties declare."
)
"""How far the answers go; the page of the story about a carrier says the same."""

CARRY_WORDS: Mapping[str, str] = {
    # ------------------------------------------------------------ pairs and chains
    "order": (
        "Pairs and carriers stand in the order of the case. At most {carriers} in a chain. What no "
        "channel of the case says is unknown, and is not impossible."
    ),
    "one_carrier": "1 carrier",
    "many_carriers": "{count} carriers",
    "can": "Can discuss it",
    "nothing_coded": (
        "Unknown whether they can discuss it, and nothing is coded that would carry it"
    ),
    "talk_cannot": "cannot raise it",
    "talk_no_contact": "have no contact in which to raise it",
    "talk_unknown": "unknown whether they can discuss it",
    "resumed": "{said}, and could if contact were resumed",
    "carriage_none": "The papers rule out every chain of that length.",
    "carriage_unknown": "No chain is coded; uncoded pairs might make one.",
    "shortest": "It could pass through",
    "longer": "By more hands, through",
    "then": ", then ",
    "or": "or ",
    "step_talk": "{pair} can discuss it ({state})",
    "step_named": "the papers name {by} between {pair} ({rests})",
    "pair": "{one} and {other}",
    "state": "contact {state} since {since}",
    "rests": "{confidence} confidence",
    # ------------------------------------------------------------ the page
    "title": "Private page on carriers",
    "private": PRIVATE,
    "who": WHO_MAY_READ,
    "skip": "Skip to the answers",
    "as_of": "As of {date}",
    "what_title": "What this page is",
    "what": (
        "From the channels of the case it says, issue by issue, which pairs can discuss it, which "
        "cannot, and through whom it could pass where they cannot: with every chain, and the paper "
        "on which each step rests."
    ),
    "nothing_scored": "Nothing is weighed: of two chains the one with fewer hands is told first.",
    "not_title": "What it does not show",
    "read_title": "Who can read this",
    "read": (
        "The file was made so that only the account that made it may open it. Whoever administers "
        "that machine can read it all the same, and so can anybody who gets a copy, a backup or a "
        "print. It loads nothing from a network and reports to nobody."
    ),
    "converge_title": "How far it goes",
    "converge": WORDS_THAT_CONVERGE,
    "names_note": "Names are those that parties give themselves.",
    "where_not": "Where two cannot discuss it, or it is unknown",
    "col_pair": "Pair",
    "col_talk": "What the papers say of them",
    "col_carry": "Through whom it could pass, and why",
    "uncoded": "No channel of the two is coded.",
    "grounds": "Who made it, and from what",
    "made": (
        "Made by dipoli carry, version {version}, from the case {title} ({id}) as of {date}. The "
        "assessments are those of whoever compiled the case."
    ),
    "sources": "Papers on which the channels above rest",
    "source": "Paper",
    "source_date": "Date",
    "source_id": "Short name",
}
"""Key to sentence; after ``talk_`` and ``carriage_`` stands the name of a `Talk` or `Carriage`."""


def many_carriers(count: int) -> str:
    """A number of carriers in words.

    >>> many_carriers(1), many_carriers(2)
    ('1 carrier', '2 carriers')
    """
    return CARRY_WORDS["one_carrier" if count == 1 else "many_carriers"].format(count=count)
