"""What the commands of coding by hand answer, as JSON objects.

The schema is ``docs/reference/json/annotate.schema.json``. A share is told exactly, as a fraction,
and as a decimal beside; what is undefined is null, never nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from dipoli.analysis.discourse.hands.agreement import Agreement
from dipoli.analysis.discourse.hands.alpha import Alpha
from dipoli.analysis.discourse.hands.codings import Codings
from dipoli.analysis.discourse.hands.drawing import Drawn
from dipoli.analysis.discourse.hands.resample import Interval
from dipoli.analysis.discourse.hands.scores import Score, Scores, Tally
from dipoli.codec.codings.cells import standing_of
from dipoli.codec.receipt_json import Json

SCHEMA = "dipoli.annotate/1"
AGREEMENT_SAYS = (
    "Agreement is no measure of truth: coders can share a mistake. Intervals are approximate."
)
SCORE_SAYS = (
    "Only passages drawn at random show what the lexicon misses. Figures hold for texts like these."
)


def drawn_object(drawn: Drawn, files: Mapping[Path, int]) -> dict[str, Json]:
    """A queue that was drawn, with the files in which it stands."""
    return {
        **_head(drawn.codings, "draw"),
        "items": len(drawn.codings.items),
        "too_long": drawn.too_long,
        "nobody": drawn.nobody,
        "documents": [
            {"language": language, "half": half.value, "documents": count}
            for (language, half), count in drawn.documents.items()
        ],
        "files": [{"path": str(path), "items": count} for path, count in files.items()],
    }


def written_object(codings: Codings, path: Path | None, kind: str) -> dict[str, Json]:
    """A file of codings that was written; path is null where nothing was."""
    return {
        **_head(codings, kind),
        "items": len(codings.items),
        "codings": sum(one.marks is not None for one in codings.codings.values()),
        "path": None if path is None else str(path),
    }


def next_object(codings: Codings, coder: str) -> dict[str, Json]:
    """How far a coder is, and the first item that is not coded."""
    items = [one for one in codings.items if coder in one.coders]
    blank = [one for one in items if codings.of(one.id, coder).marks is None]
    return {
        **_head(codings, "next"),
        "coder": coder,
        "items": len(items),
        "coded": len(items) - len(blank),
        "next": (
            {"item": blank[0].id, "language": blank[0].language, "text": blank[0].text}
            if blank
            else None
        ),
    }


def agreement_object(codings: Codings, found: Agreement, seed: int) -> dict[str, Json]:
    """How far coders agree."""
    return {
        **_head(codings, "agree"),
        "seed": seed,
        "coders": list(found.coders),
        "items": found.items,
        "coded": found.coded,
        "shared": found.shared,
        "blank": found.blank,
        "overall": _alpha(found.overall),
        "stance": _alpha(found.stance),
        "issues": [
            {"issue": one.issue, "found": one.found, **_alpha(one.agreement)}
            for one in found.issues
        ],
        "does_not_show": AGREEMENT_SAYS,
    }


def scores_object(codings: Codings, scores: Scores, told: Mapping[str, Json]) -> dict[str, Json]:
    """The lexicon against the hand.

    Args:
        codings: the items.
        scores: the scores.
        told: what the command says beside, such as the half.

    Returns:
        One object.
    """
    stance = scores.stance
    return {
        **_head(codings, "score"),
        **told,
        "items": scores.items,
        "documents": scores.documents,
        "missing": {"cases": scores.missing, "hand": scores.missed},
        "overall": _score(scores.overall),
        "at_random": None if scores.at_random is None else _score(scores.at_random),
        "languages": [{"language": of, **_score(one)} for of, one in scores.languages.items()],
        "issues": [{"issue": of, **_score(one)} for of, one in scores.issues.items()],
        "cells": [
            {"issue": issue, "language": language, **_score(one)}
            for (issue, language), one in scores.cells.items()
        ],
        "stance": {
            "cases": stance.cases,
            "unread": stance.unread,
            "right": stance.right,
            "f1": _share(stance.f1),
            "between": _between(stance.between),
            "classes": [{"stance": of.value, **_tally(one)} for of, one in stance.classes.items()],
        },
        "does_not_show": SCORE_SAYS,
    }


def _head(codings: Codings, kind: str) -> dict[str, Json]:
    return {
        "schema": SCHEMA,
        "kind": kind,
        "mark": standing_of(codings),
        "corpus": codings.corpus,
        "codebook": {"name": codings.name, "digest": codings.codebook},
    }


def _alpha(found: Alpha) -> dict[str, Json]:
    return {
        "alpha": _share(found.value),
        "undefined": None if found.why is None else found.why.value,
        "units": found.units,
        "values": found.values,
        "observed": _share(found.observed),
        "expected": _share(found.expected),
        "between": _between(found.between),
    }


def _score(one: Score) -> dict[str, Json]:
    return {
        **_tally(one.tally),
        "precision_between": _between(one.precision),
        "recall_between": _between(one.recall),
        "f1_between": _between(one.f1),
    }


def _tally(one: Tally) -> dict[str, Json]:
    return {
        "both": one.both,
        "lexicon": one.lexicon,
        "hand": one.hand,
        "precision": _share(one.precision),
        "recall": _share(one.recall),
        "f1": _share(one.f1),
    }


def _share(value: Fraction | None) -> Json:
    if value is None:
        return None
    return {"exact": f"{value.numerator}/{value.denominator}", "decimal": float(value)}


def _between(one: Interval | None) -> Json:
    if one is None:
        return None
    return {
        "low": one.low,
        "high": one.high,
        "replicates": one.replicates,
        "undefined": one.undefined,
    }
