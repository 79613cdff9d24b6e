"""What a page on texts is asked to hold, and everything that is counted for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from attrs import frozen

from dipoli.analysis.discourse.absent import Expectation, absent, absent_from_last
from dipoli.analysis.discourse.bootstrap import DRAWS
from dipoli.analysis.discourse.bridges import AffirmedByAll, Bridges, affirmed_by_all, bridges
from dipoli.analysis.discourse.change import Change, Period, Trends, by_period, by_year
from dipoli.analysis.discourse.common import CommonWords, common_words
from dipoli.analysis.discourse.converge import Convergence, converge
from dipoli.analysis.discourse.counts import Reading, cells
from dipoli.analysis.discourse.emphasis import Emphasis, emphasis
from dipoli.analysis.discourse.salience import Salience, salience

MONTHS = 12
"""After a joint text, unless asked otherwise."""
SIDE_BY_SIDE = 3
"""Pairs of passages of each sort that are put side by side."""


@frozen(kw_only=True)
class Asked:
    """What the page is to hold.

    Args:
        genres: each counted apart; every genre of the corpus with an actor's own words when empty.
        issues: for time lines and for meeting words; those without a parent when empty.
        pairs: of actors whose words are held together.
        joint: names of joint texts after which emphasis is counted.
        months: after each.
        absent: names of documents, of which is told what they do not raise though most others do;
            the last of each actor when empty.
        periods: of government, as they were given.
        seed: of the draws.
        draws: of documents.
    """

    genres: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    joint: tuple[str, ...] = ()
    months: int = MONTHS
    absent: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    seed: int = 0
    draws: int = DRAWS


@frozen(kw_only=True)
class Met:
    """A pair and an issue in one genre.

    Args:
        figures: three figures for each language that both have.
        words: passages side by side.
        bridges: issues that both raise beside it.
    """

    figures: tuple[Convergence, ...]
    words: CommonWords
    bridges: Bridges


@frozen(kw_only=True)
class Counted:
    """Everything that the page shows.

    Args:
        asked: what it was asked to hold, with genres and issues filled in.
        salience: by genre.
        trends: by genre.
        changes: by genre; empty without periods.
        emphasis: by joint text.
        absent: by genre, or by document in the order asked for.
        met: by pair, issue and genre, in the order asked for.
        affirmed: by genre; empty without pairs.
    """

    asked: Asked
    salience: tuple[Salience, ...]
    trends: tuple[Trends, ...]
    changes: tuple[Change, ...]
    emphasis: tuple[Emphasis, ...]
    absent: tuple[Expectation, ...]
    met: tuple[Met, ...]
    affirmed: tuple[AffirmedByAll, ...]


def counted(
    reading: Reading, asked: Asked, told: Callable[[str], None] = lambda _what: None
) -> Counted:
    """Count everything that a page shows.

    Args:
        reading: what was read.
        asked: what the page is to hold.
        told: is told what is counted next.

    Raises:
        ValueError: a genre, an actor, an issue, a joint text or a period that cannot be used.
    """
    asked = _filled(reading, asked)
    seed, draws = asked.seed, asked.draws
    told("counting passages")
    often = tuple(salience(reading, genre, seed=seed, draws=draws) for genre in asked.genres)
    told("counting year by year")
    trends = tuple(by_year(reading, genre, seed=seed, draws=draws) for genre in asked.genres)
    told("counting what came after joint texts")
    later = tuple(
        emphasis(reading, file, asked.months, asked.genres, seed=seed, draws=draws)
        for file in asked.joint
    )
    met = []
    for pair, issue, genre in itertools.product(asked.pairs, asked.issues, asked.genres):
        if _both(reading, pair, genre):
            told(f"holding words of {pair[0]} and {pair[1]} together: {issue}")
            met.append(
                Met(
                    figures=converge(reading, pair, issue, genre, seed=seed, draws=draws),
                    words=common_words(reading, pair, issue, genre, most=SIDE_BY_SIDE),
                    bridges=bridges(reading, pair, issue, genre),
                )
            )
    return Counted(
        asked=asked,
        salience=often,
        trends=trends,
        changes=tuple(
            by_period(reading, genre, asked.periods, seed=seed, draws=draws)
            for genre in asked.genres
        )
        if asked.periods
        else (),
        emphasis=later,
        absent=tuple(_absent(reading, asked)),
        met=tuple(met),
        affirmed=tuple(_affirmed(reading, asked)),
    )


def genres_of(reading: Reading) -> tuple[str, ...]:
    """Genres in which an actor has words of its own, in the order of the corpus."""
    documents = reading.corpus.documents
    own = (
        documents[one.passage.file].genre
        for one in reading.coded
        if one.passage.actor is not None and not one.passage.joint
    )
    return tuple(genre for genre in dict.fromkeys(own) if genre)


def _filled(reading: Reading, asked: Asked) -> Asked:
    top = tuple(one.id for one in reading.codebook.issues if one.parent is None)
    return Asked(
        genres=asked.genres or genres_of(reading),
        issues=asked.issues or top,
        pairs=asked.pairs,
        joint=asked.joint,
        months=asked.months,
        absent=asked.absent,
        periods=asked.periods,
        seed=asked.seed,
        draws=asked.draws,
    )


def _absent(reading: Reading, asked: Asked) -> Iterator[Expectation]:
    for genre in () if asked.absent else asked.genres:
        yield from absent_from_last(reading, genre)
    documents = reading.corpus.documents
    for here in (documents[file] for file in asked.absent):
        yield from absent(reading, here.genre, here.__eq__)


def _both(reading: Reading, pair: tuple[str, str], genre: str) -> bool:
    return set(pair) <= {one.actor for one in cells(reading, genre)}


def _affirmed(reading: Reading, asked: Asked) -> list[AffirmedByAll]:
    if not asked.pairs:
        return []
    found = []
    for genre in asked.genres:
        actors = tuple(dict.fromkeys(one.actor for one in cells(reading, genre)))
        if len(actors) > 1:
            found.append(affirmed_by_all(reading, actors, genre))
    return found
