"""What a case holds, counted; and how much of it rests on memory alone.

Counts say how much was coded, not how well. Nothing here is counted by party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from dipoli.analysis.case import Case, Firmness, Seen


@frozen(kw_only=True)
class SetInventory:
    """One set of positions.

    Args:
        id: id of the set.
        own: positions filed in the set's own folder.
        inherited: positions read from the set that it inherits.
        hard: red lines that are hard, inherited ones included.
        soft: red lines that are soft, inherited ones included.
    """

    id: str
    own: int
    inherited: int
    hard: int
    soft: int


@frozen(kw_only=True)
class Inventory:
    """How many of each thing a case holds.

    ``statements`` are those that name sources: issues raised, red lines, readings of terms,
    channels; a red line of several sets is counted once. ``on_memory`` are those of them whose
    sources were all not consulted, so that they rest on the compiler's memory alone.
    """

    members: int
    other_parties: int
    bodies: int
    baskets: int
    groups: int
    issues: int
    options: int
    sets: tuple[SetInventory, ...]
    requirements: int
    exclusions: int
    synergies: int
    consents: int
    subjects: int
    steps: int
    bundles: int
    terms: int
    channels: int
    sources: int
    events: int
    statements: int
    on_memory: int


def take_inventory(case: Case) -> Inventory:
    """Count what a coherent case holds."""
    seen = {source.id: source.seen for source in case.sources}
    rests = [all(seen[one] is Seen.GENERAL for one in sources) for sources in _statements(case)]
    return Inventory(
        members=len(case.members),
        other_parties=len(case.parties) - len(case.members),
        bodies=len(case.ratifiers),
        baskets=len(case.baskets),
        groups=len(case.groups),
        issues=len(case.issues),
        options=sum(len(issue.options) for issue in case.issues),
        sets=tuple(_set(case, one.id) for one in case.position_sets),
        requirements=len(case.requirements),
        exclusions=len(case.exclusions),
        synergies=len(case.synergies),
        consents=len(case.consents),
        subjects=len(case.subjects),
        steps=len(case.steps),
        bundles=len(case.bundles),
        terms=len(case.terms),
        channels=len(case.channels),
        sources=len(case.sources),
        events=len(case.timeline),
        statements=len(rests),
        on_memory=sum(rests),
    )


def _set(case: Case, set_id: str) -> SetInventory:
    own: Mapping[str, object] = case.positions.get(set_id, {})
    positions = case.positions_of(set_id)
    firmness = [line.firmness for one in positions.values() for line in one.red_lines]
    return SetInventory(
        id=set_id,
        own=len(own),
        inherited=len(positions) - len(own),
        hard=firmness.count(Firmness.HARD),
        soft=firmness.count(Firmness.SOFT),
    )


def _statements(case: Case) -> Iterator[tuple[str, ...]]:
    for issue in case.issues:
        yield issue.raised_by
    for positions in case.positions.values():
        for position in positions.values():
            for line in position.red_lines:
                yield line.sources
    for term in case.terms:
        for reading in term.meanings:
            yield (reading.source,)
    for channel in case.channels:
        yield channel.sources
