"""Salience: how often each actor raises each issue, within one genre and one language.

Three figures stand side by side, none of which is importance: the share of the actor's passages,
the share of its documents, and passages per 1,000 words (characters in Chinese, Japanese and
Korean, and the figure says so). Each has an interval by drawing documents again
(`dipoli.analysis.discourse.bootstrap`), and each names the passages on which it rests. Beside them
stand the first and last mention. What was expected and is absent is told by
`dipoli.analysis.discourse.absent`.

A text that several made together belongs to all of them: it has a table of its own, and counts in
nobody's share.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from dipoli.analysis.discourse.bootstrap import (
    DRAWS,
    FEWEST,
    Counts,
    Interval,
    bound,
    of_rates,
    of_shares,
    weights,
)
from dipoli.analysis.discourse.coding import Coded
from dipoli.analysis.discourse.counts import Cell, Found, Reading, cells
from dipoli.analysis.discourse.figures import (
    NO_SEEDS,
    TOO_FEW,
    UNREAD,
    Estimate,
    Figure,
    receipt,
)
from dipoli.analysis.discourse.times import within
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.share import share

BOUND = (
    "no passage carries it, or every one does: a bound over documents, at 95 per cent, which also "
    "holds for passages where documents that raise it are not longer than others"
)


@frozen(kw_only=True)
class Salience:
    """How often each actor raises each issue in one genre.

    Args:
        genre: of all documents.
        figures: by actor and language in the order of the corpus, by issue in that of the
            codebook; never sorted by value.
        undated: documents that were left out, since their dates do not say whether they are of
            the time that was asked for.
        receipt: how the figures were obtained.
    """

    genre: str
    figures: tuple[Figure, ...]
    undated: tuple[str, ...] = ()
    receipt: Receipt = field(repr=False)


@frozen(kw_only=True)
class JointText:
    """What a text of several makers raises; its own table, in nobody's share.

    Args:
        file: the document's name.
        makers: codes of all who made it.
        passages: number of its passages.
        raised: by issue, the passages with it; issues that it does not raise are left out.
        unread: issues for which the codebook has no seeds in its language.
    """

    file: str
    makers: tuple[str, ...]
    passages: int
    raised: tuple[tuple[str, tuple[Found, ...]], ...]
    unread: tuple[str, ...]


def salience(
    reading: Reading,
    genre: str,
    *,
    language: str = "",
    between: tuple[str, str] = ("", ""),
    seed: int = 0,
    draws: int = DRAWS,
) -> Salience:
    """How often each actor raises each issue in one genre.

    Args:
        reading: what was read.
        genre: one genre.
        language: this language only; each language apart when empty.
        between: first and last date that count, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; open
            where empty.
        seed: of the draws of documents.
        draws: of documents, from 100 to 100,000.

    Returns:
        The figures, with their evidence.

    Raises:
        ValueError: the corpus has no document of the genre, or the draws are out of range.
    """
    whole = cells(reading, genre, language)
    found: list[Figure] = []
    undated: list[str] = []
    for cell in whole:
        undated += [one.file for one in cell.documents if within(one, *between) is None]
        kept = cell.kept(within(one, *between) is True for one in cell.documents)
        if kept.documents:
            found += figures_of(kept, seed, draws)
    return Salience(
        genre=genre,
        figures=tuple(found),
        undated=tuple(dict.fromkeys(undated)),
        receipt=receipt(
            reading,
            "Passages that carry an issue were counted, within one genre and language; intervals "
            "are by drawing documents again, in Wilson's form at the effective size.",
            parameters={
                "genre": genre,
                "language": language or "each apart",
                "between": " and ".join(one or "any date" for one in between),
                "draws of documents": str(draws),
                "fewest documents for an interval": str(FEWEST),
            },
            seed=seed,
        ),
    )


def figures_of(cell: Cell, seed: int, draws: int = DRAWS) -> tuple[Figure, ...]:
    """The figures of one cell, one for each issue in the order of the codebook."""
    shares: Sequence[Interval | None] = [None] * len(cell.issues)
    rates = shares
    if len(cell.documents) >= FEWEST:
        drawn = weights(seed, cell.name, len(cell.documents), draws)
        shares = of_shares(cell.hits, cell.of, drawn)
        rates = of_rates(cell.hits, cell.of, cell.length, drawn)
    held = _by_issue(cell)
    return tuple(
        _figure(cell, n, held.get(issue, ()), shares[n], rates[n])
        for n, issue in enumerate(cell.issues)
    )


def _figure(
    cell: Cell,
    column: int,
    evidence: tuple[Found, ...],
    of_passages: Interval | None,
    of_words: Interval | None,
) -> Figure:
    issue, passages, length = cell.issues[column], int(cell.of.sum()), int(cell.length.sum())
    carried = cell.hits[:, column]
    told: tuple[Estimate, Estimate, Estimate]
    if issue in cell.unread:
        unknown = Estimate(value=None, why=NO_SEEDS if _never_read(cell, issue) else UNREAD)
        evidence, told = (), (unknown, unknown, unknown)
    else:
        raising, hits = int((carried > 0).sum()), int(carried.sum())
        told = (
            _estimate(hits / passages, of_passages),
            _estimate(raising / len(carried), presence(carried)),
            _estimate(1000 * hits / length, _thousand(of_words)),
        )
    return Figure(
        actor=cell.actor,
        genre=cell.genre,
        language=cell.language,
        issue=issue,
        documents=tuple(one.file for one in cell.documents),
        passages=passages,
        length=length,
        unit=cell.unit,
        evidence=evidence,
        undated=tuple(one.file for one in cell.documents if not one.date),
        share=told[0],
        presence=told[1],
        rate=told[2],
    )


def _by_issue(cell: Cell) -> dict[str, tuple[Found, ...]]:
    found: dict[str, list[Found]] = {}
    for row in cell.coded:
        for one in row:
            for code in one.codes:
                found.setdefault(code.issue, []).append(Found(passage=one.passage, code=code))
    return {issue: tuple(held) for issue, held in found.items()}


def _never_read(cell: Cell, issue: str) -> bool:
    return all(issue in one.missing for row in cell.coded for one in row)


def _estimate(value: float, interval: Interval | None) -> Estimate:
    if interval is None:
        return Estimate(value=value, why=TOO_FEW)
    return Estimate(value=value, interval=interval, why=BOUND if interval.bound else "")


def _thousand(interval: Interval | None) -> Interval | None:
    if interval is None:
        return None
    return Interval(low=1000 * interval.low, high=1000 * interval.high, bound=interval.bound)


def presence(carried: Counts) -> Interval | None:
    """The interval for the share of documents that raise an issue, by Wilson's method.

    Args:
        carried: passages with the issue; shape (documents,).

    Returns:
        None with fewer documents than `FEWEST`.
    """
    documents, raising = len(carried), int((carried > 0).sum())
    if documents < FEWEST:
        return None
    if raising in (0, documents):
        edge = bound(documents)
        low, high = (0.0, edge) if raising == 0 else (1.0 - edge, 1.0)
        return Interval(low=low, high=high, bound=True)
    found = share(raising, documents)
    return Interval(low=found.low, high=found.high)


def joint_texts(reading: Reading) -> tuple[JointText, ...]:
    """What each text of several makers raises, by date and name of the document."""
    rows: dict[str, list[Coded]] = {}
    for one in reading.coded:
        if one.passage.joint:
            rows.setdefault(one.passage.file, []).append(one)
    documents = reading.corpus.documents
    return tuple(
        _joint(reading.issues, file, rows[file])
        for file in sorted(
            rows, key=lambda name: (not documents[name].date, documents[name].date, name)
        )
    )


def _joint(issues: tuple[str, ...], file: str, coded: list[Coded]) -> JointText:
    raised: dict[str, list[Found]] = {issue: [] for issue in issues}
    for one in coded:
        for code in one.codes:
            raised[code.issue].append(Found(passage=one.passage, code=code))
    unread = {issue for one in coded for issue in one.missing}
    return JointText(
        file=file,
        makers=coded[0].passage.joint,
        passages=len(coded),
        raised=tuple((issue, tuple(held)) for issue, held in raised.items() if held),
        unread=tuple(issue for issue in issues if issue in unread),
    )
