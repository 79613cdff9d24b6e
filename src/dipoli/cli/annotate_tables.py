"""Agreement and scores as plain text, in tables that hang on no colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from dipoli.analysis.discourse.hands.adjudication import By
from dipoli.analysis.discourse.hands.agreement import Agreement
from dipoli.analysis.discourse.hands.alpha import Alpha
from dipoli.analysis.discourse.hands.resample import Interval
from dipoli.analysis.discourse.hands.scores import Score, Scores
from dipoli.cli.annotate_words import BY_WORDS, STANCE_WORDS, UNDEFINED_WORDS, WORDS

_WIDTH = 100
_GAP = "  "


def lines_of_agreement(found: Agreement) -> Iterator[str]:
    """How far coders agree."""
    yield from _title("agree_title")
    if found.coders:
        yield WORDS["coders"].format(coders=", ".join(found.coders))
    else:
        yield WORDS["no_coders"]
    yield WORDS["items"].format(items=found.items, coded=found.coded, shared=found.shared)
    if found.blank:
        yield WORDS["blank"].format(blank=found.blank)
    yield ""
    rows = [_agreement_row(one.issue, one.agreement, str(one.found)) for one in found.issues]
    rows.append(_agreement_row(WORDS["overall"], found.overall, ""))
    rows.append(_agreement_row(WORDS["stance"], found.stance, ""))
    yield from table([WORDS["agree_columns"], *rows])
    yield ""
    yield from wrapped("agree_what")
    yield from wrapped("agree_not")


def _agreement_row(name: str, one: Alpha, found: str) -> str:
    if one.why is not None:
        alpha, between = UNDEFINED_WORDS[one.why], ""
    else:
        alpha, between = decimal(one.value), _between(one.between)
    return WORDS["agree_row"].format(
        name=name, alpha=alpha, between=between, units=one.units, found=found
    )


def lines_of_scores(
    scores: Scores, half: str, by: Mapping[By, int], left: Sequence[int]
) -> Iterator[str]:
    """The lexicon against the hand.

    Args:
        scores: the scores.
        half: which half was scored.
        by: number of items by how they were decided.
        left: number of items left out: in dispute, and not coded.
    """
    yield from _title("score_title")
    head = {"items": scores.items, "documents": scores.documents, "half": half}
    yield WORDS["score_items"].format(**head)
    for how, count in by.items():
        yield f"  {WORDS['score_by'].format(count=count, how=BY_WORDS[how])}"
    if any(left):
        yield from wrapped("score_left", disputed=left[0], blank=left[1])
    if scores.missing:
        yield from wrapped("score_missing", missing=scores.missing, missed=scores.missed)
    if scores.at_random is None:
        yield from wrapped("score_unknown")
    yield ""
    rows = [_score_row(WORDS["score_overall"], scores.overall)]
    if scores.at_random is not None:
        rows.append(_score_row(WORDS["score_random"], scores.at_random))
    rows += [_score_row(of, one) for of, one in scores.languages.items()]
    told = {of: one for of, one in scores.issues.items() if one.tally.f1 is not None}
    rows += [_score_row(of, one) for of, one in told.items()]
    if len(scores.languages) > 1:
        rows += [
            _score_row(f"{issue}, {of}", one)
            for (issue, of), one in scores.cells.items()
            if one.tally.f1 is not None
        ]
    yield from table([WORDS["score_columns"], *rows])
    neither = [of for of in scores.issues if of not in told]
    if neither:
        yield from wrapped("score_neither", issues=", ".join(neither))
    yield ""
    stance = scores.stance
    yield from wrapped(
        "score_stance", right=stance.right, cases=stance.cases, unread=stance.unread,
        f1=decimal(stance.f1), between=_between(stance.between),
    )  # fmt: skip
    for of, one in stance.classes.items():
        hits = {"both": one.both, "lexicon": one.lexicon, "hand": one.hand}
        yield f"  {WORDS['score_class'].format(name=STANCE_WORDS[of], f1=decimal(one.f1), **hits)}"
    yield ""
    yield from wrapped("score_not")


def _score_row(name: str, one: Score) -> str:
    tally = one.tally
    return WORDS["score_row"].format(
        name=name, precision=decimal(tally.precision), recall=decimal(tally.recall),
        f1=decimal(tally.f1), between=_between(one.f1) if tally.f1 is not None else "",
        both=tally.both, lexicon=tally.lexicon, hand=tally.hand,
    )  # fmt: skip


def _title(key: str) -> Iterator[str]:
    yield WORDS[key]
    yield "-" * len(WORDS[key])


def decimal(value: Fraction | None) -> str:
    """A share in two decimals; in words where it is undefined."""
    return WORDS["undefined"] if value is None else f"{float(value):.2f}"


def _between(one: Interval | None) -> str:
    if one is None:
        return WORDS["no_interval"]
    return WORDS["to"].format(low=f"{one.low:.2f}", high=f"{one.high:.2f}")


def table(rows: Iterable[str]) -> Iterator[str]:
    """Rows whose cells stand between bars, in columns."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def wrapped(key: str, **fields: object) -> Iterator[str]:
    """A sentence of the table of words, in lines."""
    yield from textwrap.wrap(WORDS[key].format(**fields), _WIDTH)
