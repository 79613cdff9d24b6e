"""Charters as JSON: one object for each command, its first key the name of its schema.

The schemas stand in ``docs/reference/json``. A key with null means that the charter does not say.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs

from dipoli.charter.framework import Framework, Frameworks
from dipoli.charter.words import PartyCode
from dipoli.report.frameworks_topics import Comparison
from dipoli.report.frameworks_words import NOTICE

LIST_SCHEMA = "dipoli.frameworks.list/1"
SHOW_SCHEMA = "dipoli.frameworks.show/1"
COMPARE_SCHEMA = "dipoli.frameworks.compare/1"

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_LISTED = ("id", "short_name", "name", "years", "kind", "form", "status", "tracks")
_COMPARED = (
    "id",
    "short_name",
    "name",
    "kind",
    "form",
    "region",
    "status",
    "years",
    "members",
    "observers",
    "tracks",
    "level",
    "decision_rule",
    "chair",
    "secretariat",
    "baskets",
    "achieved",
    "stalled",
    "confidence",
    "sources",
)


def list_json(frameworks: Frameworks) -> dict[str, Json]:
    """The frameworks of a folder."""
    return {
        "schema": LIST_SCHEMA,
        "notice": list(NOTICE),
        "frameworks": [
            {
                **_chosen(charter, _LISTED),
                "members_count": charter.members.count
                if charter.members.count is not None or not charter.members.complete
                else len(charter.members.codes),
                "members_complete": charter.members.complete,
            }
            for charter in frameworks.charters
        ],
    }


def charter_json(charter: Framework, frameworks: Frameworks) -> dict[str, Json]:
    """One charter, whole, with the names and the sources it uses."""
    others = [
        {"charter": str(other.id), "type": relation.type.value}
        for other in frameworks.charters
        for relation in other.relations
        if relation.target == charter.id
    ]
    return {
        "schema": SHOW_SCHEMA,
        "notice": list(NOTICE),
        "charter": plain(charter),
        "said_by_other_charters": plain(others),
        "names": {charter.id: _names([charter], frameworks)},
        "sources": _sources([charter], frameworks),
    }


def comparison_json(comparison: Comparison, frameworks: Frameworks) -> dict[str, Json]:
    """Several charters side by side, in the order in which they were asked for."""
    charters = comparison.charters
    return {
        "schema": COMPARE_SCHEMA,
        "notice": list(NOTICE),
        "frameworks": [_chosen(charter, _COMPARED) for charter in charters],
        "members_in_every_list": [str(code) for code in comparison.shared],
        "some_list_is_partial": comparison.partial,
        "names": {charter.id: _names([charter], frameworks) for charter in charters},
        "sources": _sources(charters, frameworks),
    }


def plain(value: object) -> Json:
    """A value as JSON has it; every key of its form is there, with null for what is not said."""
    if isinstance(value, enum.Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    form = type(value)
    if attrs.has(form):
        return {name: plain(getattr(value, name)) for name in attrs.fields_dict(form)}
    message = f"no JSON for {form.__name__}"
    raise TypeError(message)


def _chosen(charter: Framework, keys: Sequence[str]) -> dict[str, Json]:
    return {key: plain(getattr(charter, key)) for key in keys}


def _names(charters: Sequence[Framework], frameworks: Frameworks) -> Json:
    return {
        str(code): frameworks.name_of(code, charter)
        for charter in charters
        for code in dict.fromkeys(_codes(charter))
    }


def _codes(charter: Framework) -> list[PartyCode]:
    return [
        *charter.members.codes,
        *charter.members.founders,
        *charter.observers.codes,
        *(code for basket in charter.baskets for code in basket.leads),
        *(code for commitment in charter.commitments for code in commitment.by),
        *(gloss.by for term in charter.disputed_terms for gloss in term.positions),
    ]


def _sources(charters: Sequence[Framework], frameworks: Frameworks) -> Json:
    listed = dict.fromkeys(source for charter in charters for source in charter.sources)
    return {source: plain(frameworks.sources[source]) for source in listed}
