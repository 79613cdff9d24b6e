"""Where words meet, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dipoli.analysis.discourse.bridges import Affirmed, AffirmedByAll, Bridges
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.common import CommonWords, Pair
from dipoli.analysis.discourse.converge import Convergence
from dipoli.analysis.discourse.figures import Estimate
from dipoli.analysis.discourse.meeting import NEARNESS
from dipoli.cli.discourse_text import Page, figures_text
from dipoli.cli.discourse_words import say
from dipoli.codec.discourse_forms import Meetings


def meetings_text(page: Page, told: Meetings, *, asked: bool) -> Iterator[str]:
    """Figures apart, passages side by side, bridges.

    Args:
        page: with what lines are made.
        told: the answer.
        asked: whether a case was asked about.
    """
    words = told.words
    receipt = told.figures[0].receipt if told.figures else words.receipt
    yield from page.head(receipt)
    yield from page.wrap(told.note)
    yield ""
    one, other = words.actors
    issue = page.label(words.issue)
    yield from page.wrap(say("meet_head", one=one, other=other, issue=issue, genre=words.genre))
    if asked:
        key = "in_case" if told.in_case else "in_case_none"
        yield from page.wrap(say(key, issues=", ".join(told.in_case)), 2, 4)
    if not told.figures:
        yield from page.wrap(say("no_language"), 2, 4)
    for each in told.figures:
        yield from _figures(page, each)
    yield from words_text(page, words)
    yield from _bridges(page, told.bridges)
    yield from page.foot(receipt)


def _figures(page: Page, one: Convergence) -> Iterator[str]:
    yield ""
    yield from page.wrap(say("within", genre=one.genre, language=one.language))
    yield from figures_text(page, one.sides)
    yield from page.wrap(say("co_salience", told=_estimate(one.co_salience)), 2, 4)
    yield from page.wrap(say("frame", told=_estimate(one.frame_similarity)), 2, 4)
    shares = dict(one.shares)
    stances = "; ".join(
        say("way", way=way.value, count=f"{count:,}", share=_percent(shares[way]))
        for way, count in one.stances
    )
    yield from page.wrap(say("stances", told=stances), 2, 4)
    whys = dict.fromkeys(share.why for share in shares.values() if share.why)
    for why in whys:
        yield from page.wrap(say("ways_why", why=why), 4, 4)
    yield from page.wrap(say("apart"), 2, 4)


def _percent(one: Estimate) -> str:
    if one.value is None:
        return say("unknown")
    if one.interval is None:
        return say("percent", share=f"{100 * one.value:.0f}")
    low, high = f"{100 * one.interval.low:.0f}", f"{100 * one.interval.high:.0f}"
    key = "percent_bound" if one.interval.bound else "percent_interval"
    return say(key, share=f"{100 * one.value:.0f}", low=low, high=high)


def _estimate(one: Estimate) -> str:
    if one.value is None:
        return say("estimate_unknown", why=one.why)
    value = f"{one.value:.2f}"
    if one.interval is None:
        return say("estimate", value=value) + (f" ({one.why})" if one.why else "")
    low, high = f"{one.interval.low:.2f}", f"{one.interval.high:.2f}"
    return say("estimate_interval", value=value, low=low, high=high)


def words_text(page: Page, words: CommonWords) -> Iterator[str]:
    """Passages of two actors side by side, compatible ones and those on a condition apart."""
    for key, pairs in (("compatible", words.compatible), ("conditional", words.conditional)):
        yield ""
        yield say(key)
        if not pairs:
            yield from page.wrap(say("pairs_none"), 2)
        for n, pair in enumerate(pairs, start=1):
            yield from _pair(page, n, pair)
            if words.encoded:
                rank = pair.encoder_rank
                told = "encoder_rank_none" if rank is None else "encoder_rank"
                yield from page.wrap(say(told, rank=rank), 4, 6)
    if words.encoded:
        yield from page.wrap(NEARNESS)
    yield from page.wrap(say("not_offered"))


def _pair(page: Page, number: int, pair: Pair) -> Iterator[str]:
    yield f"  {number}."
    for side in (pair.one, pair.other):
        yield from page.passage(side.passage, 4, f"{side.passage.actor} ")
        yield from page.wrap(page.code(side.code), 8, 10)


def _bridges(page: Page, told: Bridges) -> Iterator[str]:
    yield ""
    yield say("bridges")
    if not told.found:
        yield from page.wrap(say("none"), 2)
    for one in told.found:
        line = say(
            "bridge",
            issue=page.label(one.issue),
            one=len(one.one),
            first=told.actors[0],
            other=len(one.other),
            second=told.actors[1],
            condition=say("bridge_condition") if one.conditional else "",
            removed=one.removed,
        )
        yield from page.wrap(line, 2, 4)
        for found in (*one.one[:1], *one.other[:1]):
            yield from page.passage(found.passage, 6, f"{found.passage.actor} ")
    for one in told.unread:
        yield from page.wrap(say("bridge_unread", issue=page.label(one.issue)), 2, 4)


def affirmed_text(page: Page, told: AffirmedByAll) -> Iterator[str]:
    """What each of several actors affirms."""
    yield from page.head(told.receipt)
    yield from page.wrap(told.note)
    yield ""
    yield from page.wrap(say("affirmed_head", actors=", ".join(told.actors), genre=told.genre))
    if not told.found:
        yield from page.wrap(say("affirmed_none"), 2)
    for one in told.found:
        yield ""
        yield from _affirmed(page, one, told.actors)
    yield from page.foot(told.receipt)


def _affirmed(page: Page, one: Affirmed, actors: Sequence[str]) -> Iterator[str]:
    key = "affirmed_supports" if one.side is Stance.SUPPORTS else "affirmed_opposes"
    issues = () if page.codebook is None else page.codebook.issues
    toward = next((each.toward for each in issues if each.id == one.issue), None)
    proposition = "" if toward is None else toward.proposition.get("en", "")
    yield from page.wrap(say(key, issue=page.label(one.issue), proposition=proposition), 2, 4)
    for actor, passages, otherwise in zip(actors, one.passages, one.otherwise, strict=True):
        counts = say(
            "affirmed_counts", actor=actor, passages=len(passages), otherwise=len(otherwise)
        )
        yield from page.wrap(counts, 4, 6)
        for found in passages[:1]:
            yield from page.passage(found.passage, 6)
