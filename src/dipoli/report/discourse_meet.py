"""Two actors and an issue: three figures apart, passages side by side, and what stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.discourse.bridges import Affirmed, AffirmedByAll, Bridge
from dipoli.analysis.discourse.common import Pair
from dipoli.analysis.discourse.converge import Convergence
from dipoli.analysis.discourse.figures import Estimate
from dipoli.report.discourse_asked import Met
from dipoli.report.discourse_evidence import Shown, shown
from dipoli.report.discourse_panel import (
    Behind,
    View,
    behind,
    genre_words,
    interval_words,
    language_words,
    percent,
)
from dipoli.report.discourse_words import MEETINGS, STANCES, word

_FEW = 2
"""Passages of each side shown beside those that meet; all figures have more above."""


@frozen(kw_only=True)
class Figures:
    """Three figures of one language, in words, never added up."""

    title: Markup
    often: Markup
    frame: Markup
    stances: Markup
    behind: tuple[Behind, ...]


@frozen(kw_only=True)
class SideBySide:
    """A passage of each side."""

    one: Shown
    other: Shown


@frozen(kw_only=True)
class BridgeTold:
    """An issue that both raise beside, with passages of each."""

    told: Markup
    one: tuple[Shown, ...]
    other: tuple[Shown, ...]


@frozen(kw_only=True)
class Meets:
    """A pair and an issue in one genre."""

    issue: str
    proposition: str
    genre: str
    figures: tuple[Figures, ...]
    compatible: tuple[SideBySide, ...]
    conditional: tuple[SideBySide, ...]
    bridges: tuple[BridgeTold, ...]


@frozen(kw_only=True)
class PairTold:
    """All that was asked about one pair."""

    title: Markup
    one: Markup
    other: Markup
    meets: tuple[Meets, ...]


@frozen(kw_only=True)
class AffirmedRow:
    """One proposition, how many passages say otherwise, and passages of each actor."""

    told: Markup
    otherwise: Markup
    sides: tuple[tuple[Markup, tuple[Shown, ...]], ...]


@frozen(kw_only=True)
class AffirmedTold:
    """What each of all actors affirms in one genre."""

    title: Markup
    rows: tuple[AffirmedRow, ...]
    none: Markup


def pairs(view: View, found: Sequence[Met]) -> tuple[PairTold, ...]:
    """Every pair that was asked for, with its issues in the order asked for."""
    held: dict[tuple[str, str], list[Met]] = {}
    for met in found:
        held.setdefault(met.words.actors, []).append(met)
    told = []
    for actors, rows in held.items():
        one, other = map(view.names.mark, actors)
        told.append(
            PairTold(
                title=word("meet_pair", one=one, other=other),
                one=one,
                other=other,
                meets=tuple(_meets(view, row) for row in rows),
            )
        )
    return tuple(told)


def _meets(view: View, met: Met) -> Meets:
    return Meets(
        issue=view.label(met.words.issue),
        proposition=_proposition(view, met.words.issue),
        genre=genre_words(met.words.genre),
        figures=tuple(_figures(view, one) for one in met.figures),
        compatible=tuple(_side_by_side(view, one) for one in met.words.compatible),
        conditional=tuple(_side_by_side(view, one) for one in met.words.conditional),
        bridges=tuple(_bridge(view, one) for one in met.bridges.found),
    )


def _figures(view: View, one: Convergence) -> Figures:
    count = sum(number for _way, number in one.stances)
    shares = dict(one.shares)
    told = Markup("; ").join(
        word(
            "meet_way",
            count=f"{number:,}",
            way=MEETINGS[way],
            share=word("share", share=percent(shares[way].value or 0.0)),
            interval=interval_words(shares[way]),
        )
        for way, number in one.stances
        if number
    )
    return Figures(
        title=word(
            "meet_language",
            genre=genre_words(one.genre).capitalize(),
            language=language_words(one.language),
        ),
        often=_ratio(one.co_salience),
        frame=_ratio(one.frame_similarity),
        stances=Markup("{}: {}").format(word("meet_stances", count=f"{count:,}"), told)
        if count
        else word("meet_stances_none"),
        behind=tuple(
            behind(view, view.names.mark(side.actor), side, _FEW)
            for side in one.sides
            if side.evidence
        ),
    )


def _ratio(one: Estimate) -> Markup:
    """A figure from 0 to 1; not known with its reason."""
    if one.value is None:
        return Markup("{}: {}").format(word("unknown"), one.why)
    interval: Markup = word("no_interval")
    if one.interval is not None:
        low, high = f"{one.interval.low:.2f}", f"{one.interval.high:.2f}"
        interval = word("interval", low=low, high=high)
    return Markup("{:.2f} {}").format(one.value, interval)


def _side_by_side(view: View, one: Pair) -> SideBySide:
    corpus = view.reading.corpus
    return SideBySide(one=shown(corpus, one.one), other=shown(corpus, one.other))


def _bridge(view: View, one: Bridge) -> BridgeTold:
    return BridgeTold(
        told=word(
            "meet_bridge",
            issue=view.label(one.issue),
            one=len(one.one),
            other=len(one.other),
            conditional=word("meet_bridge_if") if one.conditional else "",
            removed=one.removed,
        ),
        one=view.shown(one.one, _FEW),
        other=view.shown(one.other, _FEW),
    )


def affirmed(view: View, found: Sequence[AffirmedByAll]) -> tuple[AffirmedTold, ...]:
    """What each of all actors affirms, genre by genre."""
    told = []
    for one in found:
        order = sorted(range(len(one.actors)), key=lambda n: view.order.index(one.actors[n]))
        actors = Markup(", ").join(view.names.mark(one.actors[n]) for n in order)
        told.append(
            AffirmedTold(
                title=word("meet_affirmed", actors=actors, genre=genre_words(one.genre)),
                rows=tuple(_affirmed(view, one.actors, order, row) for row in one.found),
                none=Markup() if one.found else word("meet_affirmed_none"),
            )
        )
    return tuple(told)


def _affirmed(
    view: View, actors: Sequence[str], order: Sequence[int], row: Affirmed
) -> AffirmedRow:
    otherwise = sum(map(len, row.otherwise))
    return AffirmedRow(
        told=word(
            "meet_affirms",
            issue=view.label(row.issue),
            side=STANCES[row.side],
            proposition=_proposition(view, row.issue),
        ),
        otherwise=word("meet_otherwise", count=otherwise) if otherwise else Markup(),
        sides=tuple((view.names.mark(actors[n]), view.shown(row.passages[n], _FEW)) for n in order),
    )


def _proposition(view: View, issue: str) -> str:
    """What the stance of an issue is about: its own, or that of the issue of which it is a part."""
    held = {one.id: one for one in view.issues}
    own = held[issue].toward
    parent = held[issue].parent
    if own is None and parent is not None:
        own = held[parent].toward
    return own.proposition["en"] if own is not None else ""
