"""Every name that one paper uses must be the name of something in another.

The references of a case are laid out as one stream, so that a rule says only what counts as
known. A place that ends in a number is an entry of a list, and a list names each thing once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from dipoli.analysis.case import Atom, Case, Position
from dipoli.analysis.coherence.incoherence import (
    Incoherence,
    Place,
    correction,
    incoherence,
    paper_of,
)
from dipoli.told import tell


@frozen
class Reference:
    """One use of a name: of what kind, which name, in which paper and where."""

    kind: str
    name: str
    paper: str
    place: Place


@frozen
class PlacedAtom:
    """One atom, with the paper and place where it stands."""

    atom: Atom
    paper: str
    place: Place


def _listed(kind: str, names: Iterable[str], paper: str, place: Place) -> Iterator[Reference]:
    for n, name in enumerate(names):
        yield Reference(kind, name, paper, (*place, n))


def placed_positions(case: Case) -> Iterator[tuple[str, Position]]:
    """Every position with the name of its paper."""
    for set_id, positions in case.positions.items():
        for position in positions.values():
            yield paper_of(case, set_id, position.party), position


def placed_atoms(case: Case) -> Iterator[PlacedAtom]:
    """Every atom of the case: in red lines, links, and what bodies bind."""
    for paper, position in placed_positions(case):
        for n, line in enumerate(position.red_lines):
            yield from _atoms(line.when, paper, ("red_lines", n, "when"))
    for n, rule in enumerate(case.requirements):
        yield PlacedAtom(rule.if_, "links.yaml", ("requirements", n, "if"))
        yield PlacedAtom(rule.then, "links.yaml", ("requirements", n, "then"))
    for n, exclusion in enumerate(case.exclusions):
        yield from _atoms(exclusion.atoms, "links.yaml", ("exclusions", n, "atoms"))
    for n, synergy in enumerate(case.synergies):
        yield from _atoms(synergy.when, "links.yaml", ("synergies", n, "when"))
    for n, body in enumerate(case.ratifiers):
        yield from _atoms(body.binds, "parties.yaml", ("ratifiers", n, "binds"))
    for n, member in enumerate(case.members_as_consenters):
        yield from _atoms(member.binds, "parties.yaml", ("members_as_consenters", n, "binds"))


def _atoms(atoms: Iterable[Atom], paper: str, place: Place) -> Iterator[PlacedAtom]:
    for n, atom in enumerate(atoms):
        yield PlacedAtom(atom, paper, (*place, n))


def references(case: Case) -> Iterator[Reference]:
    """Every reference of the case, paper by paper."""
    for source in (_case, _parties, _issues, _positions, _links, _steps, _words):
        yield from source(case)
    for one in placed_atoms(case):
        yield Reference("issue", one.atom.issue, one.paper, (*one.place, "issue"))


def _case(case: Case) -> Iterator[Reference]:
    for n, one in enumerate(case.position_sets):
        if one.inherits is not None:
            place = ("position_sets", n, "inherits")
            yield Reference("set of positions", one.inherits, "case.yaml", place)


def _parties(case: Case) -> Iterator[Reference]:
    paper = "parties.yaml"
    for n, party in enumerate(case.parties):
        for m, name in enumerate(party.called_by):
            yield Reference("party", name.party, paper, ("parties", n, "called_by", m, "party"))
    for n, body in enumerate(case.ratifiers):
        if body.of is not None:
            yield Reference("party or body", body.of, paper, ("ratifiers", n, "of"))
        place = ("ratifiers", n, "all_of")
        yield from _listed("member or body", body.all_of or (), paper, place)
    for n, member in enumerate(case.members_as_consenters):
        yield Reference("member", member.code, paper, ("members_as_consenters", n, "code"))
    for n, need in enumerate(case.necessary):
        yield from _listed("party or body", need.parties, paper, ("necessary", n, "parties"))
    for n, guest in enumerate(case.broadening):
        yield Reference("party", guest.code, paper, ("broadening", n, "code"))


def _issues(case: Case) -> Iterator[Reference]:
    paper = "issues.yaml"
    for n, group in enumerate(case.groups):
        yield Reference("basket", group.basket, paper, ("groups", n, "basket"))
    for n, issue in enumerate(case.issues):
        yield Reference("basket", issue.basket, paper, ("issues", n, "basket"))
        yield Reference("group", issue.group, paper, ("issues", n, "group"))
        yield from _listed("source", issue.raised_by, paper, ("issues", n, "raised_by"))


def _positions(case: Case) -> Iterator[Reference]:
    for paper, position in placed_positions(case):
        for basket in position.basket_importance or {}:
            yield Reference("basket", basket, paper, ("basket_importance", basket))
        for n, row in enumerate(position.issues):
            yield Reference("issue", row.issue, paper, ("issues", n, "issue"))
            yield from _listed("source", row.sources, paper, ("issues", n, "sources"))
        for n, line in enumerate(position.red_lines):
            yield from _listed("source", line.sources, paper, ("red_lines", n, "sources"))


def _links(case: Case) -> Iterator[Reference]:
    paper = "links.yaml"
    for n, synergy in enumerate(case.synergies):
        yield Reference("member", synergy.party, paper, ("synergies", n, "party"))
    for n, consent in enumerate(case.consents):
        yield Reference("issue", consent.issue, paper, ("consents", n, "issue"))
        yield from _listed("member or body", consent.bodies, paper, ("consents", n, "bodies"))
    for n, subject in enumerate(case.subjects):
        place: Place = ("subjects", n)
        yield from _listed("issue", subject.issues, paper, (*place, "issues"))
        for code, stakes in subject.stakes.items():
            yield Reference("member", code, paper, (*place, "stakes", code))
            yield from _listed("issue", stakes, paper, (*place, "stakes", code))
        for code, reached in subject.compensation.items():
            inside = (*place, "compensation", code)
            yield Reference("member", code, paper, inside)
            for m, one in enumerate(reached):
                yield Reference("issue", one.issue, paper, (*inside, m, "issue"))


def _steps(case: Case) -> Iterator[Reference]:
    paper = "steps.yaml"
    for n, limit in enumerate(case.exposure_limits):
        yield Reference("member", limit.party, paper, ("exposure_limits", n, "party"))
        yield Reference("member", limit.towards, paper, ("exposure_limits", n, "towards"))
    for n, bundle in enumerate(case.bundles):
        yield from _listed("step", bundle.steps, paper, ("bundles", n, "steps"))
    for n, step in enumerate(case.steps):
        place: Place = ("steps", n)
        yield Reference("basket", step.basket, paper, (*place, "basket"))
        yield from _listed("member", step.actors, paper, (*place, "actors"))
        yield from _listed("step", step.after, paper, (*place, "after"))
        yield from _listed("member or body", step.consents, paper, (*place, "consents"))
        if step.verifier is not None:
            yield Reference("party or body", step.verifier, paper, (*place, "verifier"))
        for m, move in enumerate(step.advances):
            yield Reference("issue", move.issue, paper, (*place, "advances", m, "issue"))
        for m, cost in enumerate(step.cost):
            yield Reference("member", cost.party, paper, (*place, "cost", m, "party"))
            yield Reference("member", cost.towards, paper, (*place, "cost", m, "towards"))
        for key, points in (("benefits", step.benefits), ("trust", step.trust)):
            for code in points:
                yield Reference("member", code, paper, (*place, key, code))
    yield from _acts(case)


def _acts(case: Case) -> Iterator[Reference]:
    paper = "steps.yaml"
    for n, act in enumerate(case.acts):
        place: Place = ("acts", n)
        yield Reference("member or body", act.body, paper, (*place, "body"))
        yield from _listed("step", act.steps, paper, (*place, "steps"))
        for m, cost in enumerate(act.cost):
            yield Reference("member", cost.party, paper, (*place, "cost", m, "party"))
            yield Reference("member", cost.towards, paper, (*place, "cost", m, "towards"))
    for n, calendar in enumerate(case.calendars):
        yield Reference("member or body", calendar.body, paper, ("calendars", n, "body"))


def _words(case: Case) -> Iterator[Reference]:
    for n, term in enumerate(case.terms):
        paper, place = "terms.yaml", ("terms", n)
        yield from _listed("issue", term.issues, paper, (*place, "issues"))
        yield from _listed("source", term.sources, paper, (*place, "sources"))
        for m, reading in enumerate(term.meanings):
            inside = (*place, "meanings", m)
            yield Reference("member", reading.party, paper, (*inside, "party"))
            yield Reference("source", reading.source, paper, (*inside, "source"))
    for n, channel in enumerate(case.channels):
        paper, place = "channels.yaml", ("channels", n)
        yield from _listed("party or body", channel.pair, paper, (*place, "pair"))
        yield from _listed("issue", channel.can_raise, paper, (*place, "can_raise"))
        yield from _listed("issue", channel.cannot_raise, paper, (*place, "cannot_raise"))
        yield from _listed("source", channel.sources, paper, (*place, "sources"))
        for m, carrier in enumerate(channel.intermediaries):
            inside = (*place, "intermediaries", m)
            yield Reference("party or body", carrier.code, paper, (*inside, "code"))
            yield from _listed("issue", carrier.issues, paper, (*inside, "issues"))


def known_names(case: Case) -> dict[str, frozenset[str]]:
    """For each kind of reference, the names that resolve."""
    parties = frozenset(party.code for party in case.parties)
    bodies = frozenset(body.code for body in case.ratifiers)
    members = frozenset(case.members)
    return {
        "set of positions": frozenset(one.id for one in case.position_sets),
        "basket": frozenset(basket.id for basket in case.baskets),
        "group": frozenset(group.id for group in case.groups),
        "issue": frozenset(issue.id for issue in case.issues),
        "step": frozenset(step.id for step in case.steps),
        "source": frozenset(source.id for source in case.sources),
        "party": parties,
        "member": members,
        "member or body": members | bodies,
        "party or body": parties | bodies,
    }


_HOMES = {
    "set of positions": "case.yaml",
    "basket": "issues.yaml",
    "group": "issues.yaml",
    "issue": "issues.yaml",
    "step": "steps.yaml",
    "source": "sources.yaml",
}


_KINDS = {
    "set of positions": tell("set of positions"),
    "basket": tell("basket"),
    "group": tell("group"),
    "issue": tell("issue"),
    "step": tell("step"),
    "source": tell("source"),
    "party": tell("party"),
    "member": tell("member"),
    "member or body": tell("member or body"),
    "party or body": tell("party or body"),
}
"""Each sort of name in words."""


def references_resolve(case: Case) -> Iterator[Incoherence]:
    """Every reference names something that is in the case."""
    known = known_names(case)
    for one in references(case):
        if one.name not in known[one.kind]:
            yield incoherence(
                one.paper,
                one.place,
                tell(
                    "the name of a known {kind}, as in {paper}",
                    kind=_KINDS[one.kind],
                    paper=_HOMES.get(one.kind, "parties.yaml"),
                ),
                tell("{name}, which is not there", name=one.name),
                correction(one.name, known[one.kind]),
            )


def lists_name_each_once(case: Case) -> Iterator[Incoherence]:
    """A list of references names each thing once."""
    seen: set[tuple[str, Place, str]] = set()
    for one in references(case):
        if isinstance(one.place[-1], int):
            entry = (one.paper, one.place[:-1], one.name)
            if entry in seen:
                yield incoherence(
                    one.paper,
                    one.place,
                    tell("each name once"),
                    tell("{name} again", name=one.name),
                    tell("delete one"),
                )
            seen.add(entry)


def options_exist(case: Case) -> Iterator[Incoherence]:
    """Every option number that is named is the number of an option of that issue."""
    last = {issue.id: len(issue.options) - 1 for issue in case.issues}
    for paper, place, issue, option in _options(case):
        if issue in last and not 0 <= option <= last[issue]:
            yield incoherence(
                paper,
                place,
                tell("an option of {issue}, which has 0 to {last}", issue=issue, last=last[issue]),
                tell("option {option}", option=option),
                tell("correct the number, or add the option to issues.yaml"),
            )


def _options(case: Case) -> Iterator[tuple[str, Place, str, int]]:
    for one in placed_atoms(case):
        for n, option in enumerate(one.atom.options):
            yield one.paper, (*one.place, "options", n), one.atom.issue, option
    paper = "links.yaml"
    for n, consent in enumerate(case.consents):
        for m, option in enumerate(consent.options):
            yield paper, ("consents", n, "options", m), consent.issue, option
    for n, subject in enumerate(case.subjects):
        for code, reached in subject.compensation.items():
            for m, one_reached in enumerate(reached):
                place = ("subjects", n, "compensation", code, m, "at_least")
                yield paper, place, one_reached.issue, one_reached.at_least
    for n, step in enumerate(case.steps):
        for m, move in enumerate(step.advances):
            yield "steps.yaml", ("steps", n, "advances", m, "option"), move.issue, move.option
