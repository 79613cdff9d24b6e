"""Codings of several coders put together, and the part of one coder taken out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from dipoli.analysis.discourse.hands.codings import Coding, Codings, Item
from dipoli.faults import RefusedError


def for_coder(codings: Codings, coder: str) -> Codings:
    """What one coder is given: the items to code and the coder's own codes, and nothing of others.

    Why an item was drawn is withheld, too: it would tell what the lexicon found.

    Raises:
        RefusedError: nobody of this name is to code anything.
    """
    items = tuple(
        evolve(item, coders=(coder,), drawn=None) for item in codings.items if coder in item.coders
    )
    if not items:
        named = ", ".join((*codings.coders, *filter(None, (codings.adjudicator,))))
        message = f"There is nothing here for the coder {coder!r}: the coders are {named}."
        raise RefusedError(message)
    own = {key: one for key, one in codings.codings.items() if key[1] == coder}
    adjudicator = codings.adjudicator if coder == codings.adjudicator else ""
    return evolve(codings, items=items, codings=own, adjudicator=adjudicator)


def join(parts: Sequence[Codings]) -> Codings:
    """Put codings together that were made apart.

    Args:
        parts: at least one, of queues drawn with one list of issues. Items are told apart by their
            names, so that several queues may be joined.

    Returns:
        One value. Digests are those of the first part; where parts differ in them, spans still
        hold each its own words.

    Raises:
        RefusedError: the lists of issues differ, two parts hold different codings of one item by
            one coder, or name two adjudicators.
    """
    first = parts[0]
    items: dict[str, Item] = {}
    found: dict[tuple[str, str], Coding] = {}
    for part in parts:
        if part.issues != first.issues:
            message = (
                "These files cannot be put together: their lists of issues differ. Give files that "
                "were drawn with one codebook."
            )
            raise RefusedError(message)
        for item in part.items:
            items[item.id] = _both(items[item.id], item) if item.id in items else item
        for key, coding in part.codings.items():
            if found.setdefault(key, coding) != coding:
                message = (
                    f"The item {key[0]} is coded by {key[1]} in two ways in these files. Give the "
                    "file that holds, and leave out the other."
                )
                raise RefusedError(message)
    adjudicators = {part.adjudicator for part in parts} - {""}
    if len(adjudicators) > 1:
        message = f"These files name two adjudicators: {', '.join(sorted(adjudicators))}."
        raise RefusedError(message)
    adjudicator = next(iter(adjudicators), "")
    return evolve(first, items=tuple(items.values()), codings=found, adjudicator=adjudicator)


def _both(one: Item, other: Item) -> Item:
    """One item as two files have it: the coders of both, and what either knows."""
    coders = tuple(dict.fromkeys((*one.coders, *other.coders)))
    drawn = one.drawn if one.drawn is not None else other.drawn
    return evolve(one, coders=coders, drawn=drawn, readings=one.readings or other.readings)
