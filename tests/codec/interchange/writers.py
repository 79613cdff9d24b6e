"""Made-up scenarios, and each format written in the plainest way, for the readers to read back.

A scenario of these is additive, with weights and values of a few decimals.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from attrs import frozen

Outcome = tuple[int, ...]


@frozen(kw_only=True)
class Made:
    """A made-up additive scenario: utilities are sums of weight times value."""

    options: tuple[tuple[str, ...], ...]
    weights: tuple[tuple[Fraction, ...], ...]
    values: tuple[tuple[tuple[Fraction, ...], ...], ...]
    reservations: tuple[Fraction, ...]

    def utility(self, party: int, outcome: Outcome) -> Fraction:
        """The utility of an outcome, from the definition."""
        rows = zip(self.weights[party], self.values[party], outcome, strict=True)
        return sum((weight * row[option] for weight, row, option in rows), Fraction(0))

    @property
    def issues(self) -> list[str]:
        """Names of the issues."""
        return [f"Issue {n} & <more>" for n in range(len(self.options))]


def made(seed: int, *, places: int = 2) -> Made:
    """A scenario of a seed: 2 to 4 parties, 1 to 4 issues, up to 12 options; weights sum to 1."""
    dice = random.Random(seed)
    unit = 10**places
    options = tuple(
        tuple(f"value {n}" for n in range(dice.randint(2, 12))) for _ in range(dice.randint(1, 4))
    )
    parties = range(dice.randint(2, 4))

    def shares() -> tuple[Fraction, ...]:
        cuts = sorted(dice.randint(0, unit) for _ in options[1:])
        ends = zip([0, *cuts], [*cuts, unit], strict=True)
        return tuple(Fraction(high - low, unit) for low, high in ends)

    return Made(
        options=options,
        weights=tuple(shares() for _ in parties),
        values=tuple(
            tuple(tuple(Fraction(dice.randint(0, unit), unit) for _ in one) for one in options)
            for _ in parties
        ),
        reservations=tuple(Fraction(dice.randint(0, unit), unit) for _ in parties),
    )


def write_genius(one: Made, folder: Path) -> None:
    def issue(k: int, values: tuple[Fraction, ...] | None) -> str:
        items = "".join(
            f"<item index='{n}' value={quoteattr(text)}"
            + (f" evaluation='{float(values[n - 1])!r}'" if values else "")
            + "/>"
            for n, text in enumerate(one.options[k - 1], start=1)
        )
        name = quoteattr(one.issues[k - 1])
        return f"<issue index='{k}' name={name} type='discrete' vtype='discrete'>{items}</issue>"

    count = len(one.options)
    inside = "".join(issue(k, None) for k in range(1, count + 1))
    (folder / "domain.xml").write_text(
        "<negotiation_template><utility_space number_of_issues='0'><objective index='0'>"
        f"{inside}</objective></utility_space></negotiation_template>",
        encoding="utf-8",
    )
    for p, (weights, values) in enumerate(zip(one.weights, one.values, strict=True)):
        inside = "".join(issue(k, values[k - 1]) for k in range(1, count + 1)) + "".join(
            f"<weight index='{k}' value='{float(weight)!r}'/>"
            for k, weight in enumerate(weights, start=1)
        )
        (folder / f"p{p}.xml").write_text(
            f"<utility_space><objective index='0' name='all'>{inside}</objective>"
            f"<discount_factor value='1.0'/><reservation value='{float(one.reservations[p])!r}'/>"
            "</utility_space>",
            encoding="utf-8",
        )


def write_geniusweb(one: Made, folder: Path) -> None:
    for p, (weights, values) in enumerate(zip(one.weights, one.values, strict=True)):
        space: dict[str, Any] = {
            "issueUtilities": {
                name: {
                    "DiscreteValueSetUtilities": {
                        "valueUtilities": dict(zip(texts, map(float, row), strict=True))
                    }
                }
                for name, texts, row in zip(one.issues, one.options, values, strict=True)
            },
            "issueWeights": dict(zip(one.issues, map(float, weights), strict=True)),
            "domain": {
                "name": "made",
                "issuesValues": {
                    name: {"values": list(texts)}
                    for name, texts in zip(one.issues, one.options, strict=True)
                },
            },
            "name": f"p{p}",
            "reservationBid": {
                "issuevalues": {
                    name: texts[0] for name, texts in zip(one.issues, one.options, strict=True)
                }
            },
        }
        text = json.dumps({"LinearAdditiveUtilitySpace": space})
        (folder / f"p{p}.json").write_text(text, encoding="utf-8")


def negmas_files(one: Made) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {
        "space": {
            "type": "DiscreteCartesianOutcomeSpace",
            "name": "made",
            "issues": [
                {"type": "CategoricalIssue", "name": name, "values": list(texts)}
                for name, texts in zip(one.issues, one.options, strict=True)
            ],
        }
    }
    for p, (weights, values) in enumerate(zip(one.weights, one.values, strict=True)):
        files[f"p{p}"] = {
            "type": "negmas.preferences.LinearAdditiveUtilityFunction",
            "name": f"p{p}",
            "reserved_value": float(one.reservations[p]),
            "weights": [float(weight) for weight in weights],
            "values": [
                {"type": "TableFun", "mapping": dict(zip(texts, map(float, row), strict=True))}
                for texts, row in zip(one.options, values, strict=True)
            ],
        }
    return files


def write_negmas_yaml(one: Made, folder: Path) -> None:
    for name, value in negmas_files(one).items():
        # what is written as JSON is YAML too
        (folder / f"{name}.yml").write_text(json.dumps(value, indent=1), encoding="utf-8")
    (folder / "_stats.yaml").write_text("anything: [", encoding="utf-8")


def write_negmas_json(one: Made, folder: Path) -> None:
    for name, value in negmas_files(one).items():
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")


WRITERS: Mapping[str, tuple[str, Callable[[Made, Path], None]]] = {
    "genius": ("genius", write_genius),
    "geniusweb": ("geniusweb", write_geniusweb),
    "negmas in YAML": ("negmas", write_negmas_yaml),
    "negmas in JSON": ("negmas", write_negmas_json),
    "negmas in XML": ("negmas", write_genius),
}
"""Formats: name of the reader, and what writes it."""
