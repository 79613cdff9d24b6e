"""Panels: issues in rows, actors or times in columns; a dot and a line, figures, and passages.

One panel is of one genre and one language, on one scale. Its rows stand in the order of the
codebook, its columns in an order that was there before any figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from markupsafe import Markup

from dipoli.analysis.discourse.codebook import Issue
from dipoli.analysis.discourse.counts import Found, Reading
from dipoli.analysis.discourse.figures import NO_SEEDS, Estimate, Figure
from dipoli.report.discourse_evidence import Shown, shown, spread
from dipoli.report.discourse_marks import dot_and_line, scale_of
from dipoli.report.discourse_words import word
from dipoli.report.names import LANGUAGES, Names

NOTHING = Markup()
"""Where nothing is said."""


@frozen(kw_only=True)
class View:
    """What every part of the page is drawn from.

    Args:
        reading: the corpus, its codes and the codebook.
        names: of actors.
        order: codes of actors, in the order in which they stand everywhere.
        most: passages shown behind one figure at most.
        listing: the command that lists every passage with its codes.
    """

    reading: Reading
    names: Names
    order: tuple[str, ...]
    most: int
    listing: str

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues of the codebook, in its order."""
        return self.reading.codebook.issues

    def label(self, issue: str) -> str:
        """An issue's label in English."""
        return next(one.label["en"] for one in self.issues if one.id == issue)

    def shown(self, found: Sequence[Found], most: int = 0) -> tuple[Shown, ...]:
        """Passages as the page shows them, so many at most."""
        return tuple(shown(self.reading.corpus, one) for one in spread(found, most or self.most))


@frozen(kw_only=True)
class Box:
    """One figure of a panel.

    Args:
        who: whose it is; told on narrow screens, where columns have no heads.
        drawing: the dot and the line.
        share: the share in words.
        rest: in words, its interval, of how many passages, and a remark such as silence.
    """

    who: Markup
    drawing: Markup
    share: Markup
    rest: tuple[Markup, ...] = ()


@frozen(kw_only=True)
class Behind:
    """The passages behind one figure.

    Args:
        who: whose figure it is.
        told: every count of it in words.
        shown: passages.
        some: that there are more, and how to list them; empty when all are shown.
    """

    who: Markup
    told: Markup
    shown: tuple[Shown, ...]
    some: Markup


@frozen(kw_only=True)
class Row:
    """One issue of a panel, on a scale of its own, which stands with it."""

    issue: Issue
    scale: Markup
    boxes: tuple[Box, ...]
    behind: tuple[Behind, ...]
    last: Markup = NOTHING


@frozen(kw_only=True)
class Column:
    """The head of a column, and its figures by issue."""

    who: Markup
    note: Markup
    figures: Mapping[str, Figure]
    silence: Markup = NOTHING


@frozen(kw_only=True)
class Panel:
    """One genre and language.

    Args:
        title: genre and language in words.
        columns: heads.
        rows: issues.
        more: head of a last column of words; empty without one.
    """

    title: Markup
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: Markup = NOTHING


def panel(
    view: View,
    title: Markup,
    columns: Sequence[Column],
    *,
    issues: Iterable[str] | None = None,
    last: Mapping[str, Markup] | None = None,
    more: Markup = NOTHING,
) -> Panel:
    """Put columns of figures side by side, each row on one scale.

    Args:
        view: what the page is drawn from.
        title: of the panel.
        columns: in an order that no figure has made.
        issues: only these; every issue when None. Always in the order of the codebook.
        last: words for a last column, by issue.
        more: its head.
    """
    kept = None if issues is None else set(issues)
    return Panel(
        title=title,
        columns=tuple(columns),
        rows=tuple(
            _row(view, issue, columns, (last or {}).get(issue.id, NOTHING))
            for issue in view.issues
            if kept is None or issue.id in kept
        ),
        more=more,
    )


def _row(view: View, issue: Issue, columns: Sequence[Column], last: Markup) -> Row:
    figures = [one for column in columns if (one := column.figures.get(issue.id)) is not None]
    most = scale_of(one.share for one in figures)
    return Row(
        issue=issue,
        scale=word("scale", most=percent(most, digits=0)),
        boxes=tuple(
            box(column.figures.get(issue.id), column.who, most, column.silence)
            for column in columns
        ),
        behind=tuple(
            behind(view, column.who, figure)
            for column in columns
            if (figure := column.figures.get(issue.id)) is not None and figure.evidence
        ),
        last=last,
    )


def box(
    figure: Figure | None,
    who: Markup,
    most: float,
    silence: Markup = NOTHING,
) -> Box:
    """A figure as a dot and a line, and in words; no document behind it is told as such."""
    one = Estimate(value=None) if figure is None else figure.share
    drawing = dot_and_line(one, most)
    if figure is None:
        return Box(who=who, drawing=drawing, share=word("no_documents"))
    if one.value is None:
        why = word("unknown_why" if one.why == NO_SEEDS else "unread_why")
        return Box(who=who, drawing=drawing, share=word("unknown"), rest=(why,))
    count = word("of", hits=len(figure.evidence), passages=f"{figure.passages:,}")
    silent = (silence,) if silence and not figure.evidence else ()
    return Box(
        who=who,
        drawing=drawing,
        share=word("share", share=percent(one.value)),
        rest=(interval_words(one), count, *silent),
    )


def interval_words(one: Estimate) -> Markup:
    """An interval in per cent, a bound as what it is, or that there is none."""
    if one.interval is None or one.value is None:
        return word("no_interval")
    if one.interval.bound:
        if one.value == 0:
            return word("at_most", high=percent(one.interval.high))
        return word("at_least", low=percent(one.interval.low))
    return word("interval", low=percent(one.interval.low), high=percent(one.interval.high))


def behind(view: View, who: Markup, figure: Figure, most: int = 0) -> Behind:
    """The passages behind a figure, with every count of it."""
    documents = view.reading.corpus.documents
    held = view.shown(figure.evidence, most)
    first, last = (
        documents[found.passage.file].date or word("unnoted")
        for found in (figure.evidence[0], figure.evidence[-1])
    )
    return Behind(
        who=who,
        told=word(
            "told",
            hits=f"{len(figure.evidence):,}",
            passages=f"{figure.passages:,}",
            raising=len({found.passage.file for found in figure.evidence}),
            documents=len(figure.documents),
            presence=_presence(figure.presence),
            rate="?" if figure.rate.value is None else f"{figure.rate.value:.1f}",
            unit=figure.unit,
            first=first,
            last=last,
        ),
        shown=held,
        some=word("some", shown=len(held)) if len(held) < len(figure.evidence) else Markup(),
    )


def _presence(one: Estimate) -> Markup:
    if one.value is None or one.interval is None:
        return Markup()
    low, high = percent(one.interval.low), percent(one.interval.high)
    return word("presence", share=percent(one.value, digits=0), low=low, high=high)


_LEAST = 0.1
"""Per cent; what is less and not nought is told as that."""


def percent(share: float, digits: int = 1) -> str:
    """A share in per cent.

    >>> percent(0.1234), percent(0.5, digits=0), percent(1.0), percent(0.0001)
    ('12.3', '50', '100', 'under 0.1')
    """
    if 0 < 100 * share < _LEAST:
        return f"under {_LEAST}"
    told = f"{100 * share:.{digits}f}"
    return told.removesuffix(".0") if told in ("0.0", "100.0") else told


def points(share: float, digits: int = 1) -> str:
    """A difference of shares in percentage points, with its sign.

    >>> points(0.012), points(-0.5), points(-0.0001)
    ('+1.2', '\u221250.0', '0.0')
    """
    told = f"{100 * share:+.{digits}f}"
    return told[1:] if not float(told) else told.replace("-", "\N{MINUS SIGN}")


def genre_words(genre: str) -> str:
    """A genre as a reader says it.

    >>> genre_words("joint_statement")
    'joint statement'
    """
    return genre.replace("_", " ")


def language_words(language: str) -> str:
    """A language as it calls itself."""
    return LANGUAGES.get(language, language)


def title_of(genre: str, language: str) -> Markup:
    """The title of a panel."""
    return word("panel", genre=genre_words(genre).capitalize(), language=language_words(language))


def note_of(figures: Iterable[Figure]) -> Markup:
    """How many documents and passages stand behind the figures of one column."""
    one = next(iter(figures), None)
    if one is None:
        return word("no_documents")
    key = "column_one" if len(one.documents) == 1 else "column"
    return word(key, documents=len(one.documents), passages=f"{one.passages:,}")
