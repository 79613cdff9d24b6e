"""What a text can become: for every way to settle its places, which options its words then say.

Clauses are settled one by one and what they come to is merged as it grows, so that ways that say
the same are counted once. That keeps thirty brackets in clauses that nobody tied at one outcome.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.meaning.draft import Draft, Place

Reads = Mapping[tuple[str, str, str], Mapping[str, int]]
"""Option by issue, for a clause, a place and a way."""
Said = frozenset[tuple[str, int]]
"""Issues and the options that words say of them."""


@frozen(kw_only=True)
class Outcomes:
    """What a text can become.

    Args:
        said: each thing that it can come to say, without contradiction, once; in a fixed order.
        contradictory: so many of the things that it can come to say name two options of one issue.
        whole: whether these are all; False when there were more than asked for.
    """

    said: tuple[Mapping[str, int], ...]
    contradictory: int
    whole: bool


def outcomes(draft: Draft, reads: Reads, most: int) -> Outcomes:
    """Every package that a text can become.

    Args:
        draft: the text.
        reads: how its ways are read.
        most: things said, contradictory ones among them, at which counting ends.

    Returns:
        What it can come to say; incomplete when there is more than ``most``.
    """
    merged: set[Said] | None = {frozenset()}
    for clause in draft.clauses:
        places = tuple(place for place in draft.places if place.clause == clause)
        outer = [place for place in places if place.within is None]
        merged = _both(merged, _settled(outer, places, reads, most), most)
    if merged is None:
        return Outcomes(said=(), contradictory=0, whole=False)
    sound = sorted((one for one in merged if _is_sound(one)), key=sorted)
    return Outcomes(
        said=tuple(dict(sorted(one)) for one in sound),
        contradictory=len(merged) - len(sound),
        whole=True,
    )


def _settled(
    here: list[Place], places: tuple[Place, ...], reads: Reads, most: int
) -> set[Said] | None:
    """What places that stand side by side can come to say, with those that lie within them.

    Returns:
        Each once; None where there is more than ``most``.
    """
    merged: set[Said] | None = {frozenset()}
    for place in here:
        ways = set[Said]()
        for way in place.ways:
            said = frozenset(reads.get((place.clause, place.key, way.key), {}).items())
            inner = [one for one in places if one.within == (place.key, way.key)]
            inside = _both({said}, _settled(inner, places, reads, most), most)
            if inside is None:
                return None
            ways |= inside
        merged = _both(merged, ways, most)
    return merged


def _both(some: set[Said] | None, others: set[Said] | None, most: int) -> set[Said] | None:
    """What can be said where one thing of each is; None where there is more than ``most``."""
    if some is None or others is None:
        return None
    merged = set[Said]()
    for one in some:
        merged |= {one | other for other in others}
        if len(merged) > most:
            return None
    return merged


def _is_sound(said: Said) -> bool:
    return len({issue for issue, _ in said}) == len(said)
