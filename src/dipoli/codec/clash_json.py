"""Assumptions that clash as plain values for JSON: each set with its proof, changes, packages.

Assumptions that are named by key stand whole under ``assumptions``, in the order of the papers,
with their weights beside; what the weights mean stands in the receipt. Shortfalls are told as
shares of parties' own ranges: in points they would be totals of parties.
"""

from __future__ import annotations

from collections.abc import Iterable

from dipoli.analysis.agreement.answers import Assumption, Package
from dipoli.analysis.agreement.certificate import Certificate
from dipoli.analysis.agreement.why_not import Clash, Explanation, Nearest, Relaxations
from dipoli.codec.receipt_json import Json


def explanation_object(one: Explanation) -> dict[str, Json]:
    """What clashes in one question, as plain values for JSON."""
    named = _named(one)
    return {
        "about": one.about,
        "soft_lines": one.soft_lines.value,
        "verdict": one.verdict.value,
        "smallest": [[_assumption(each) for each in clash.assumptions] for clash in one.smallest],
        "size": one.size,
        "smallest_proven": one.smallest_proven,
        "smallest_complete": one.smallest_complete,
        "clashes": [_clash(each) for each in one.clashes],
        "fewest": [_keys(group) for group in one.counted.sets],
        "fewest_size": one.counted.weight,
        "fewest_proven": one.counted.proven,
        "fewest_complete": one.counted.complete,
        "fewest_bound": one.counted.bound,
        "fewest_packages": [dict(package) for package in one.counted.packages],
        "weighted": _weighted(one.weighted),
        "nearest": _nearest(one.nearest),
        "assumptions": [_assumption(each) for each in named],
        "weights": {each.key: one.weighted.weights[each.key] for each in named},
        "seconds": one.seconds,
    }


def _named(one: Explanation) -> list[Assumption]:
    """Every assumption that the object names, in the order of the papers."""
    groups: list[tuple[Assumption, ...]] = [each.assumptions for each in one.clashes]
    groups += [*one.weighted.sets, *one.counted.sets]
    groups += [each.broken for each in one.nearest.packages]
    found = {each.key: each for group in groups for each in group}
    return [found[key] for key in one.weighted.weights if key in found]


def _clash(one: Clash) -> dict[str, Json]:
    return {
        "assumptions": _keys(one.assumptions),
        "proof": one.proof.value,
        "certificate": None if one.certificate is None else _certificate(one.certificate),
        "without": [
            {"assumption": key, "package": dict(package)} for key, package in one.without.items()
        ],
    }


def _certificate(one: Certificate) -> dict[str, Json]:
    return {
        "weights": dict(one.weights),
        "assumptions": list(one.keys),
        "loose": list(one.loose),
        "order": list(one.order),
        "most": one.most,
    }


def _weighted(found: Relaxations) -> dict[str, Json]:
    sets: list[Json] = [
        {"assumptions": _keys(group), "package": _package(package)}
        for group, package in zip(found.sets, found.packages, strict=True)
    ]
    return {
        "weight": found.weight,
        "bound": found.bound,
        "proven": found.proven,
        "complete": found.complete,
        "sets": sets,
    }


def _nearest(found: Nearest) -> dict[str, Json]:
    return {
        "proven": found.proven,
        "packages": [
            {
                "package": dict(one.package),
                "broken": _keys(one.broken),
                "weight": one.weight,
                "shortfalls": {
                    code: round(points / whole, 6)
                    for code, (points, whole) in one.shortfalls.items()
                },
            }
            for one in found.packages
        ],
    }


def _package(package: Package) -> dict[str, Json]:
    return dict(package)


def _keys(group: Iterable[Assumption]) -> list[Json]:
    return [one.key for one in group]


def _assumption(one: Assumption) -> dict[str, Json]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "holder": one.holder,
        "id": one.id,
        "sentence": one.sentence,
        "atoms": [{"issue": atom.issue, "options": list(atom.options)} for atom in one.atoms],
        "sources": list(one.sources),
        "confidence": None if one.confidence is None else one.confidence.value,
    }
