"""Parts of the page on texts: how often, by period, and after a joint text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.discourse.absent import Expectation
from dipoli.analysis.discourse.change import Change, PeriodFigures
from dipoli.analysis.discourse.comparison import Difference
from dipoli.analysis.discourse.emphasis import Emphasis
from dipoli.analysis.discourse.figures import Figure
from dipoli.analysis.discourse.salience import Salience
from dipoli.report.discourse_evidence import Shown
from dipoli.report.discourse_panel import (
    NOTHING,
    Column,
    Panel,
    View,
    genre_words,
    note_of,
    panel,
    points,
    title_of,
)
from dipoli.report.discourse_words import word

_SMALL = 0.001


@frozen(kw_only=True)
class AfterText:
    """What came after one joint text.

    Args:
        title: of the text.
        date: of it.
        until: in words, what was counted.
        points: label of each point and its passages in the text.
        panels: by genre and language.
        differences: rows of point, sides, and difference in words.
        unread: in words; empty when everybody has a document.
        undated: in words; empty when every date is known closely enough.
    """

    title: str
    date: str
    until: Markup
    points: tuple[tuple[str, tuple[Shown, ...]], ...]
    panels: tuple[Panel, ...]
    differences: tuple[tuple[str, Markup, Markup], ...]
    unread: Markup
    undated: Markup


@frozen(kw_only=True)
class NotRaised:
    """What one text, or several, of one actor do not raise though most others do.

    Args:
        who: the actor.
        titles: of the texts, with their dates.
        where: genre and language, in words.
        held: against how many others, and what is unknown, in words.
        rows: in words, and the passages of the others.
        unread: issues that are not known here; empty when there are none.
        unknown: whether it is not known at all what is absent; told after the others.
    """

    who: Markup
    titles: str
    where: Markup
    held: Markup
    rows: tuple[tuple[Markup, tuple[Shown, ...]], ...]
    unread: Markup
    unknown: bool


def often(view: View, found: Sequence[Salience]) -> tuple[Panel, ...]:
    """How often each issue is raised: a panel for each genre and language."""
    return tuple(
        panel(view, title_of(told.genre, language), _columns(view, held))
        for told in found
        for language, held in _by_language(told.figures)
    )


def _by_language(figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
    held: dict[str, list[Figure]] = {}
    for one in figures:
        held.setdefault(one.language, []).append(one)
    yield from sorted(held.items())


def _columns(
    view: View,
    figures: Iterable[Figure],
    silence: Markup = NOTHING,
) -> list[Column]:
    held: dict[str, dict[str, Figure]] = {}
    for one in figures:
        held.setdefault(one.actor, {})[one.issue] = one
    return [
        Column(
            who=view.names.mark(actor),
            note=note_of(held[actor].values()),
            figures=held[actor],
            silence=silence,
        )
        for actor in sorted(held, key=view.order.index)
    ]


def by_period(view: View, found: Sequence[Change]) -> tuple[tuple[Markup, Panel], ...]:
    """For each genre, actor and language with periods, their figures side by side."""
    told = []
    for change in found:
        held: dict[tuple[str, str], list[PeriodFigures]] = {}
        for one in change.periods:
            held.setdefault((one.period.actor, one.language), []).append(one)
        for (actor, language), rows in held.items():
            if not any(row.figures for row in rows):
                continue
            columns = [
                Column(
                    who=word(
                        "period",
                        label=row.period.label,
                        since=row.period.since,
                        until=row.period.until or word("open_end"),
                    ),
                    note=note_of(row.figures),
                    figures={one.issue: one for one in row.figures},
                )
                for row in rows
            ]
            mine = [
                one
                for one in change.differences
                if (one.first.actor, one.first.language) == (actor, language)
            ]
            told.append(
                (
                    view.names.mark(actor),
                    panel(
                        view,
                        title_of(change.genre, language),
                        columns,
                        last=_changes(mine),
                        more=word("change"),
                    ),
                )
            )
    return tuple(told)


def _changes(found: Iterable[Difference]) -> Mapping[str, Markup]:
    held: dict[str, list[Markup]] = {}
    for one in found:
        held.setdefault(one.first.issue, []).append(difference_words(one))
    return {issue: Markup("<br>").join(told) for issue, told in held.items()}


def difference_words(one: Difference) -> Markup:
    """A difference in percentage points with its interval and its corrected p."""
    if one.value is None:
        return word("change_none")
    interval: Markup = word("no_interval")
    if one.interval is not None:
        low, high = points(one.interval.low), points(one.interval.high)
        interval = word("points", low=low, high=high)
    told = word("change_value", value=points(one.value), interval=interval)
    if one.adjusted is None:
        return told
    return Markup("{}; {}").format(told, word("change_p", p=chance_words(one.adjusted)))


def chance_words(p: float) -> str:
    """A p as it is told.

    >>> chance_words(0.0432), chance_words(0.00001)
    ('0.043', 'below 0.001')
    """
    return f"{p:.3f}" if p >= _SMALL else f"below {_SMALL}"


def after(view: View, found: Sequence[Emphasis]) -> tuple[AfterText, ...]:
    """What each of those who made a joint text raised afterwards."""
    return tuple(_after(view, one) for one in found)


def _after(view: View, one: Emphasis) -> AfterText:
    document = view.reading.corpus.documents[one.file]
    held: dict[tuple[str, str], list[Figure]] = {}
    for taken in one.taken_up:
        held.setdefault((taken.figure.genre, taken.figure.language), []).append(taken.figure)
    points_of = [issue for issue, _found in one.points]
    genres = one.receipt.parameters["genres"]
    return AfterText(
        title=document.title,
        date=document.date,
        until=word("after_until", genres=genre_words(genres), date=document.date, until=one.until),
        points=tuple((view.label(issue), view.shown(rows)) for issue, rows in one.points),
        panels=tuple(
            panel(
                view,
                title_of(genre, language),
                _columns(view, figures, word("silent")),
                issues=points_of,
            )
            for (genre, language), figures in held.items()
        ),
        differences=tuple(
            (
                view.label(row.first.issue),
                word(
                    "after_first",
                    one=view.names.mark(row.first.actor),
                    other=view.names.mark(row.second.actor),
                ),
                difference_words(row),
            )
            for row in one.differences
            if row.raw is not None
        ),
        unread=word("after_unread", actors=Markup(", ").join(map(view.names.mark, one.unread)))
        if one.unread
        else Markup(),
        undated=word("undated", files=", ".join(one.undated)) if one.undated else Markup(),
    )


def absent(view: View, found: Sequence[Expectation]) -> tuple[NotRaised, ...]:
    """What was expected and is absent, text by text; actors in the order of the page."""
    ordered = sorted(found, key=lambda one: view.order.index(one.actor))
    return tuple(_not_raised(view, one) for one in ordered)


def _not_raised(view: View, one: Expectation) -> NotRaised:
    documents = view.reading.corpus.documents
    held = "absent_unknown" if one.why else ("absent_held" if one.absent else "absent_none")
    return NotRaised(
        who=view.names.mark(one.actor),
        titles="; ".join(
            f"{documents[file].title}, {documents[file].date or word('unnoted')}"
            for file in one.documents
        ),
        where=title_of(one.genre, one.language),
        held=word(held, others=one.others, why=one.why),
        rows=tuple(
            (
                word("absent", issue=view.label(row.issue), carried=row.carried, of=one.others),
                view.shown(row.evidence),
            )
            for row in one.absent
        ),
        unread=word("absent_unread", issues=", ".join(map(view.label, one.unread)))
        if one.unread
        else Markup(),
        unknown=bool(one.why),
    )
