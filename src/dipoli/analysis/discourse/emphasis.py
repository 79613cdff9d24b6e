"""Emphasis: which points of a joint text each side takes up afterwards, in words of its own.

The *points* of a joint text are the issues that it carries. *Afterwards* is a number of months from
its date; what counts is each signatory's own passages in documents of the genres that were named,
each genre and language apart. A point that a side does not raise in that time is told as *silence*:
it is no rejection, nor proof that the point was forgotten.

Documents of the very day of the joint text are not counted, as their dates do not say whether they
came before or after.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.bootstrap import DRAWS
from dipoli.analysis.discourse.comparison import Difference, compared, corrected
from dipoli.analysis.discourse.counts import Cell, Found, Reading, cells
from dipoli.analysis.discourse.discoveries import Rule
from dipoli.analysis.discourse.figures import Figure, receipt
from dipoli.analysis.discourse.salience import figures_of, joint_texts
from dipoli.analysis.discourse.texts import Document
from dipoli.analysis.discourse.times import after, first_day, last_day
from dipoli.analysis.receipt import Receipt

SILENCE = "not raised in this time: silence, which is not rejection"
_DOES_NOT_SHOW = (
    "Why a side is silent on a point, nor whether it keeps the point.",
    "What a side said in other genres than those named, or in documents that were not collected.",
)


@frozen(kw_only=True)
class TakenUp:
    """One point of a joint text, and one signatory's own words on it afterwards.

    Args:
        point: id of the issue.
        figure: how often the side raises it in the time after, with its passages.
        word: `SILENCE` where it raises it nowhere, else empty.
    """

    point: str
    figure: Figure
    word: str


@frozen(kw_only=True)
class Emphasis:
    """What each signatory of a joint text takes up of it.

    Args:
        file: name of the joint text.
        makers: who made it.
        until: last day that counts.
        points: its issues with the passages, in the order of the codebook.
        taken_up: by genre, signatory, language and point; never sorted by value.
        differences: between each two signatories in one genre and language; corrected together.
        unread: signatories without any document in the time and genres: unknown, not silence.
        undated: documents whose dates do not say whether they are of the time.
        receipt: how this was obtained.
    """

    file: str
    makers: tuple[str, ...]
    until: str
    points: tuple[tuple[str, tuple[Found, ...]], ...]
    taken_up: tuple[TakenUp, ...]
    differences: tuple[Difference, ...]
    unread: tuple[str, ...]
    undated: tuple[str, ...]
    receipt: Receipt = field(repr=False)


def emphasis(  # noqa: PLR0913 - the question in full
    reading: Reading,
    file: str,
    months: int,
    genres: Sequence[str],
    *,
    rule: Rule = Rule.ANY_DEPENDENCE,
    seed: int = 0,
    draws: int = DRAWS,
) -> Emphasis:
    """Say which points of a joint text each signatory takes up afterwards.

    Args:
        reading: what was read.
        file: name of the joint text.
        months: after its date, at least 1.
        genres: that count, each apart.
        rule: of correction for many comparisons.
        seed: of the draws.
        draws: of documents.

    Raises:
        ValueError: no such joint text, or one of unknown date; no month, no genre, or a genre that
            the corpus has not.
    """
    joint = next((one for one in joint_texts(reading) if one.file == file), None)
    if joint is None or months < 1 or not genres or not reading.corpus.documents[file].date:
        message = (
            "a joint text of a known date, a month at least and a genre, "
            f"not {file!r}, {months}, {genres}"
        )
        raise ValueError(message)
    date = reading.corpus.documents[file].date
    until = after(date, months)
    points = tuple(issue for issue, _found in joint.raised)
    taken: list[TakenUp] = []
    found: list[Difference] = []
    undated: list[str] = []
    read: set[str] = set()
    for genre in dict.fromkeys(genres):
        kept: list[Cell] = []
        for cell in (one for one in cells(reading, genre) if one.actor in joint.makers):
            inside = [_afterwards(one, date, until) for one in cell.documents]
            undated += [
                one.file for one, sure in zip(cell.documents, inside, strict=True) if sure is None
            ]
            part = cell.kept(one is True for one in inside)
            if part.documents:
                kept.append(part)
        read |= {cell.actor for cell in kept}
        taken += [one for cell in kept for one in _taken_up(cell, points, seed, draws)]
        for one, other in itertools.combinations(kept, 2):
            if one.language == other.language:
                found += [
                    row for row in compared(one, other, seed, draws) if row.first.issue in points
                ]
    return Emphasis(
        file=file,
        makers=joint.makers,
        until=until,
        points=joint.raised,
        taken_up=tuple(taken),
        differences=corrected(found, rule),
        unread=tuple(one for one in joint.makers if one not in read),
        undated=tuple(dict.fromkeys(undated)),
        receipt=receipt(
            reading,
            "Issues of the joint text were counted in each signatory's own passages after it, "
            "within one genre and language.",
            parameters={
                "joint text": file,
                "after": date,
                "until": until,
                "genres": ", ".join(genres),
                "comparisons": str(sum(one.raw is not None for one in found)),
                "correction": rule.value,
                "draws of documents": str(draws),
            },
            seed=seed,
            assumptions=("The points of the joint text are the issues that it carries.",),
            does_not_show=_DOES_NOT_SHOW,
        ),
    )


def _afterwards(document: Document, date: str, until: str) -> bool | None:
    """Whether a document came after a date, and by another; None when its date does not say."""
    if not document.date:
        return None
    begins, ends = first_day(document.date), last_day(document.date)
    if ends < first_day(date) or begins > until:
        return False
    return True if begins > last_day(date) and ends <= until else None


def _taken_up(cell: Cell, points: tuple[str, ...], seed: int, draws: int) -> tuple[TakenUp, ...]:
    return tuple(
        TakenUp(
            point=one.issue,
            figure=one,
            word="" if one.share.value is None or one.evidence else SILENCE,
        )
        for one in figures_of(cell, seed, draws)
        if one.issue in points
    )
