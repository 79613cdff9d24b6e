"""Concordances, emphasis, change and keyness in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dipoli.analysis.discourse.change import Change, Trend, Trends
from dipoli.analysis.discourse.comparison import Difference
from dipoli.analysis.discourse.concordance import Line
from dipoli.analysis.discourse.emphasis import Emphasis
from dipoli.analysis.discourse.figures import Figure
from dipoli.analysis.discourse.keyness import Key, Keyness
from dipoli.cli.discourse_text import Page, figures_text
from dipoli.cli.discourse_words import say
from dipoli.codec.discourse_forms import ChangeAnswer, Concordance
from dipoli.report.frameworks_layout import columns, pad

_PLACE = 24


# ---------------------------------------------------------------- concordance


def concordance_text(page: Page, told: Concordance) -> Iterator[str]:
    """One line for each place, the word in the middle."""
    yield from page.head(told.receipt)
    count = len(told.lines)
    key = "lines_one" if count == 1 else "lines"
    yield say(key, count=f"{count:,}", order=told.sorted_by.value)
    if told.unknown:
        yield from page.wrap(say("kwic_unknown", languages=", ".join(told.unknown)))
    yield ""
    side = max(10, (page.width - _PLACE - 16) // 2)
    for one in told.lines:
        yield from _line(one, side)
    yield from page.foot(told.receipt)


def _line(one: Line, side: int) -> Iterator[str]:
    who = one.passage.actor or "+".join(one.passage.joint) or "-"
    left = _last(" ".join(one.left.split()), side)
    right = _first(" ".join(one.right.split()), side)
    lead = " " * max(side - columns(left), 0)
    when = one.date or say("unknown")
    yield f"{pad(f'{who} {when}', _PLACE)}{lead}{left} [{one.word}] {right}"
    yield f"{' ' * 4}{say('place', file=one.passage.file, start=one.start, end=one.end)}"


def _first(text: str, width: int) -> str:
    while columns(text) > width:
        text = text[:-1]
    return text


def _last(text: str, width: int) -> str:
    while columns(text) > width:
        text = text[1:]
    return text


# ---------------------------------------------------------------- emphasis


def emphasis_text(page: Page, told: Emphasis) -> Iterator[str]:
    """Points of a joint text, then what each signatory says of them afterwards."""
    yield from page.head(told.receipt)
    yield ""
    yield from page.wrap(say("points_head", file=told.file, makers=", ".join(told.makers)))
    if not told.points:
        yield from page.wrap(say("points_none"), 2)
    for issue, found in told.points:
        yield from page.wrap(f"{page.label(issue)}: {len(found):,}", 2, 4)
    cells = dict.fromkeys((one.figure.genre, one.figure.language) for one in told.taken_up)
    for genre, language in cells:
        here = [
            one
            for one in told.taken_up
            if (one.figure.genre, one.figure.language) == (genre, language)
        ]
        yield ""
        yield from page.wrap(say("taken_head", until=told.until, genre=genre, language=language))
        yield from figures_text(page, [one.figure for one in here])
        silent = [f"{one.figure.actor} {one.point}" for one in here if one.word]
        if silent:
            word = next(one.word for one in here if one.word)
            yield from page.wrap(f"{', '.join(silent)}: {word}", 2, 4)
    if told.unread:
        yield from page.wrap(say("unread", actors=", ".join(told.unread)))
    if told.undated:
        yield from page.wrap(say("undated", files=", ".join(told.undated)))
    yield from _differences(page, told.differences, "differences")
    yield from page.foot(told.receipt)


def _differences(page: Page, rows: Sequence[Difference], head: str) -> Iterator[str]:
    if rows:
        yield ""
        yield say(head)
    for one in rows:
        yield from page.wrap(_difference(one), 2, 4)


def _difference(one: Difference) -> str:
    names = {"issue": one.first.issue, "first": _side(one.first), "second": _side(one.second)}
    if one.value is None or one.interval is None or one.raw is None or one.adjusted is None:
        return say("difference_unknown", why=one.why, **names)
    return say(
        "difference",
        value=_points(one.value),
        low=_points(one.interval.low),
        high=_points(one.interval.high),
        raw=f"{one.raw:.3f}",
        adjusted=f"{one.adjusted:.3f}",
        **names,
    )


def _side(one: Figure) -> str:
    return f"{one.actor} ({one.genre}, {one.language}, {len(one.documents):,} documents)"


def _points(share: float) -> str:
    return f"{100 * share:+.2f}"


# ---------------------------------------------------------------- change


def change_text(page: Page, told: ChangeAnswer) -> Iterator[str]:
    """By year or by period."""
    yield from page.head(told.receipt)
    if told.periods is not None:
        yield from _periods(page, told.periods)
    if told.years is not None:
        yield from _years(page, told.years)
    yield from page.foot(told.receipt)


def _periods(page: Page, told: Change) -> Iterator[str]:
    for one in told.periods:
        yield ""
        yield from page.wrap(
            say(
                "period_head",
                actor=one.period.actor,
                label=one.period.label,
                since=one.period.since,
                until=one.period.until or say("any_date"),
                genre=told.genre,
                language=one.language,
            )
        )
        if not one.figures:
            yield from page.wrap(say("period_none"), 2)
        yield from figures_text(page, one.figures)
        if one.undated:
            yield from page.wrap(say("undated", files=", ".join(one.undated)), 2, 4)
    yield from _differences(page, told.differences, "periods_differ")


def _years(page: Page, told: Trends) -> Iterator[str]:
    last: tuple[str, str] | None = None
    for one in told.trends:
        if one.years:
            figure = one.years[0][1]
            cell = (figure.actor, figure.language)
            if cell != last:
                yield ""
                yield from page.wrap(
                    say("years_head", actor=cell[0], genre=told.genre, language=cell[1])
                )
                last = cell
        yield from _trend(page, one)


def _trend(page: Page, one: Trend) -> Iterator[str]:
    points = []
    for year, figure in one.years:
        share = figure.share.value
        points.append(f"{year}: {say('unknown') if share is None else f'{100 * share:.1f}'}")
    yield from page.wrap(page.label(one.issue), 2, 4)
    yield from page.wrap("; ".join(points), 4, 6)
    yield from page.wrap(_slope(one), 4, 6)


def _slope(one: Trend) -> str:
    if one.slope.value is None or one.raw is None or one.adjusted is None:
        return say("slope_unknown", why=one.slope.why)
    told = {
        "value": _points(one.slope.value),
        "raw": f"{one.raw:.3f}",
        "adjusted": f"{one.adjusted:.3f}",
    }
    if one.slope.interval is None:
        return say("slope_bare", **told)
    low, high = _points(one.slope.interval.low), _points(one.slope.interval.high)
    return say("slope", low=low, high=high, **told)


# ---------------------------------------------------------------- keyness


def keyness_text(page: Page, told: Keyness) -> Iterator[str]:
    """Words of each of two actors."""
    yield from page.head(told.receipt)
    for n, keys in enumerate((told.first, told.second)):
        yield ""
        yield from page.wrap(
            say(
                "keys_head",
                actor=told.actors[n],
                first=f"{told.sizes[0]:,}",
                second=f"{told.sizes[1]:,}",
            )
        )
        yield from _keys(page, keys)
    yield from page.foot(told.receipt)


def _keys(page: Page, keys: Sequence[Key]) -> Iterator[str]:
    if not keys:
        yield from page.wrap(say("none"), 2)
    for one in keys:
        told = say("key", word=one.word, first=one.first, second=one.second, z=f"{one.z:+.1f}")
        yield from page.wrap(told, 2, 4)
