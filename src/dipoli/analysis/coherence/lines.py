"""The state of things keeps every rule, for leaving it must be a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dipoli.analysis.case import Agreement, Atom, Case
from dipoli.analysis.coherence.incoherence import (
    Incoherence,
    Place,
    holders,
    incoherence,
    paper_of,
)


def _all_hold_now(atoms: Iterable[Atom]) -> bool:
    return all(0 in atom.options for atom in atoms)


def red_lines_spare_the_state_of_things(case: Case) -> Iterator[Incoherence]:
    """In an open set no red line is broken by option 0 of every issue."""
    for one in case.position_sets:
        if one.agreement is not Agreement.OPEN:
            continue
        for party, set_id in holders(case, one).items():
            for n, line in enumerate(case.positions[set_id][party].red_lines):
                if line.when and _all_hold_now(line.when):
                    yield incoherence(
                        paper_of(case, set_id, party),
                        ("red_lines", n, "when"),
                        "a red line that the state of things does not break",
                        f"{line.id}, which holds when every issue is at option 0",
                        "take option 0 out of one atom, or make the set single-package",
                    )


def links_spare_the_state_of_things(case: Case) -> Iterator[Incoherence]:
    """The state of things, if a set has one, keeps requirements and exclusions without synergy."""
    if all(one.agreement is Agreement.OUTCOMES for one in case.position_sets):
        return
    paper = "links.yaml"
    for n, rule in enumerate(case.requirements):
        if 0 in rule.if_.options and 0 not in rule.then.options:
            yield _broken_now(("requirements", n, "then"), f"the requirement {rule.id}")
    for n, exclusion in enumerate(case.exclusions):
        if exclusion.atoms and _all_hold_now(exclusion.atoms):
            yield _broken_now(("exclusions", n, "atoms"), f"the exclusion {exclusion.id}")
    for n, synergy in enumerate(case.synergies):
        if synergy.when and _all_hold_now(synergy.when):
            yield incoherence(
                paper,
                ("synergies", n, "when"),
                "a synergy that needs a change, as the reservation value counts none",
                f"{synergy.id}, which holds when every issue is at option 0",
                "take option 0 out of one atom",
            )


def _broken_now(place: Place, what: str) -> Incoherence:
    return incoherence(
        "links.yaml",
        place,
        "a link that the state of things keeps",
        f"{what}, which option 0 of every issue breaks",
        "correct the options of the link",
    )


def atoms_speak_of_different_issues(case: Case) -> Iterator[Incoherence]:
    """The atoms of one link or red line are about different issues."""
    for paper, place, atoms in _conjunctions(case):
        seen: set[str] = set()
        for n, atom in enumerate(atoms):
            if atom.issue in seen:
                yield incoherence(
                    paper,
                    (*place, n),
                    "each issue once, as all atoms must hold together",
                    f"{atom.issue} again",
                    "merge the two atoms into one list of options",
                )
            seen.add(atom.issue)


def _conjunctions(case: Case) -> Iterator[tuple[str, Place, tuple[Atom, ...]]]:
    for set_id, positions in case.positions.items():
        for party, position in positions.items():
            for n, line in enumerate(position.red_lines):
                yield paper_of(case, set_id, party), ("red_lines", n, "when"), line.when
    for n, rule in enumerate(case.requirements):
        yield "links.yaml", ("requirements", n), (rule.if_, rule.then)
    for n, exclusion in enumerate(case.exclusions):
        yield "links.yaml", ("exclusions", n, "atoms"), exclusion.atoms
    for n, synergy in enumerate(case.synergies):
        yield "links.yaml", ("synergies", n, "when"), synergy.when
