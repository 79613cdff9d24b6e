"""Answers of the agreement finder in words. "Unknown" is told as unknown and never as "none"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from dipoli.analysis.agreement.answers import BasketAnswer, Check, Engine, Found, Verdict
from dipoli.report.words import plain
from dipoli.told import joined, tell

MOST_SETS = 4
"""More sets of baskets than this are counted and not listed."""


@frozen(kw_only=True)
class Mark:
    """A verdict as a shape and a word; the shape alone tells nothing that the word does not."""

    shape: str
    word: str


@frozen(kw_only=True)
class Told:
    """An answer as a mark, a sentence and a line on how sure it is."""

    mark: Mark
    sentence: str
    proof: str


MARKS: Mapping[str, str] = {"common_ground": "●", "with_others": "◐", "none": "○", "unknown": "?"}

KEYS: Mapping[Verdict, str] = {
    Verdict.COMMON_GROUND: "common_ground",
    Verdict.NONE: "none",
    Verdict.UNKNOWN: "unknown",
}


def mark(key: str) -> Mark:
    """The mark of a key of `MARKS`."""
    return Mark(shape=MARKS[key], word=plain(key))


def mark_of(found: Found) -> Mark:
    """The mark of one answer."""
    return mark(KEYS[found.verdict])


def tell_zone(found: Found) -> Told:
    """An answer about all baskets together."""
    sentences = {"common_ground": "zone_common", "none": "zone_none", "unknown": "zone_unknown"}
    key = KEYS[found.verdict]
    return Told(mark=mark(key), sentence=plain(sentences[key]), proof=proof_of(found))


def tell_basket(answer: BasketAnswer, titles: Mapping[str, str]) -> Told:
    """The answer about one basket: alone, with others, none, or unknown.

    Args:
        answer: the answer.
        titles: titles of baskets by id.
    """
    key, sentence = BASKETS[answer.alone.negotiable.verdict, answer.together_verdict]
    text = plain(sentence, sets=_sets(answer.together, titles))
    if answer.together and not answer.together_complete:
        text = joined(" ", (text, plain("sets_incomplete")))
    return Told(mark=mark(key), sentence=text, proof=proof_of(answer.alone.negotiable))


BASKETS: Mapping[tuple[Verdict, Verdict], tuple[str, str]] = {
    (Verdict.COMMON_GROUND, Verdict.COMMON_GROUND): ("common_ground", "basket_alone"),
    (Verdict.COMMON_GROUND, Verdict.NONE): ("common_ground", "basket_alone"),
    (Verdict.COMMON_GROUND, Verdict.UNKNOWN): ("common_ground", "basket_alone"),
    (Verdict.NONE, Verdict.COMMON_GROUND): ("with_others", "basket_with"),
    (Verdict.NONE, Verdict.NONE): ("none", "basket_none"),
    (Verdict.NONE, Verdict.UNKNOWN): ("unknown", "basket_none_unknown"),
    (Verdict.UNKNOWN, Verdict.COMMON_GROUND): ("with_others", "basket_with_unknown"),
    (Verdict.UNKNOWN, Verdict.NONE): ("unknown", "basket_unknown_none"),
    (Verdict.UNKNOWN, Verdict.UNKNOWN): ("unknown", "basket_unknown"),
}
"""Verdict alone and verdict with other baskets, to mark and sentence."""


def _sets(sets: Sequence[Sequence[str]], titles: Mapping[str, str]) -> str:
    listed = [
        joined(" and ", (tell("“{title}”", title=titles.get(one, one)) for one in group))
        for group in sets[:MOST_SETS]
    ]
    text = joined("; or with ", listed)
    more = len(sets) - len(listed)
    return text if not more else joined("; ", (text, plain("sets_more", count=more)))


def proof_of(found: Found) -> str:
    """What found an answer, in what time, the checker's word, and how many packages there are."""
    parts = [_engine(found), check_of(found.check)]
    if found.count:
        key = "count_one" if found.count == 1 else "count_many"
        parts.append(plain(key, count=f"{found.count:,}"))
    return joined("; ", parts)


ENGINES: Mapping[Engine, str] = {
    Engine.ENUMERATION: "engine_enumeration",
    Engine.NEAR_BOUND: "engine_near",
    Engine.MIP: "engine_mip",
}


def _engine(found: Found) -> str:
    engine, seconds = plain(ENGINES[found.engine]), found.seconds
    if seconds is None:
        return engine
    key = "proof_time" if seconds >= 0.1 else "proof_short_time"  # noqa: PLR2004 - tenths of a second
    return plain(key, engine=engine, seconds=f"{seconds:.1f}")


def check_of(check: Check | None) -> str:
    """The checker's verdict."""
    if check is None:
        return plain("check_none")
    return (
        plain("check_ok")
        if check.accepted
        else plain("check_bad", reasons="; ".join(check.reasons))
    )
