"""Whose consent is needed can be told, and every one whose consent is needed has a position."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.analysis.case import Atom, Case, RatifierKind
from dipoli.analysis.coherence.incoherence import (
    Incoherence,
    Place,
    correction,
    holders,
    incoherence,
    listing,
    paper_of,
)
from dipoli.analysis.coherence.references import placed_positions
from dipoli.told import tell


def _leaves(case: Case) -> list[str]:
    return [body.code for body in case.ratifiers if body.kind is RatifierKind.LEAF]


def everyone_has_a_position(case: Case) -> Iterator[Incoherence]:
    """Every member and every leaf body has a position in every set, its own or inherited."""
    for n, one in enumerate(case.position_sets):
        present = holders(case, one)
        missing = [code for code in [*case.members, *_leaves(case)] if code not in present]
        if missing:
            yield incoherence(
                "case.yaml",
                ("position_sets", n, "folder"),
                tell("a position of every member and leaf body in the set {set}", set=one.id),
                tell("none for {names}", names=listing(missing)),
                tell(
                    "add the papers to the folder {folder}, or inherit a set that has them",
                    folder=one.folder,
                ),
            )


def positions_are_of_members_or_leaves(case: Case) -> Iterator[Incoherence]:
    """Only members and leaf bodies have positions."""
    known = [*case.members, *_leaves(case)]
    for paper, position in placed_positions(case):
        if position.party not in known:
            yield incoherence(
                paper,
                ("party",),
                "a member, or a body of the kind leaf",
                position.party,
                correction(position.party, known),
            )


def positions_match_their_set(case: Case) -> Iterator[Incoherence]:
    """A position bears the id, the day and the sort of agreement of its set."""
    for one in case.position_sets:
        for party, position in case.positions.get(one.id, {}).items():
            for key, given, needed in (
                ("set", position.set, one.id),
                ("as_of", position.as_of, one.as_of),
                ("agreement", position.agreement.value, one.agreement.value),
            ):
                if given != needed:
                    yield incoherence(
                        paper_of(case, one.id, party),
                        (key,),
                        f"{needed}, as case.yaml says of the set {one.id}",
                        given,
                        "correct the paper, or move it to the folder where it belongs",
                    )


def composites_are_composed(case: Case) -> Iterator[Incoherence]:
    """A composite body, and no other, says in all_of of whom it is made up."""
    for n, body in enumerate(case.ratifiers):
        place: Place = ("ratifiers", n, "all_of")
        if body.kind is RatifierKind.COMPOSITE and not body.all_of:
            yield incoherence(
                "parties.yaml",
                place,
                f"all_of for {body.code}, which is composite",
                "none",
                "list the members and bodies that must all consent",
            )
        if body.kind is not RatifierKind.COMPOSITE and body.all_of is not None:
            yield incoherence(
                "parties.yaml",
                place,
                "all_of only where kind is composite",
                f"all_of for {body.code}, which is {body.kind.value}",
                "delete all_of, or make the body composite",
            )


Bound = frozenset[tuple[str, tuple[int, ...]]]


def binds_say_what_consents_say(case: Case) -> Iterator[Incoherence]:
    """What a body or member binds by parties.yaml is what the consents in links.yaml say."""
    asked: dict[str, set[tuple[str, tuple[int, ...]]]] = {}
    for consent in case.consents:
        for code in consent.bodies:
            options = tuple(sorted(consent.options))
            asked.setdefault(code, set()).add((consent.issue, options))
    for n, body in enumerate(case.ratifiers):
        needed = frozenset(asked.get(body.code, ()))
        yield from _compare(("ratifiers", n, "binds"), body.code, _bound(body.binds), needed)
    for n, member in enumerate(case.members_as_consenters):
        needed = frozenset(asked.get(member.code, ()))
        place: Place = ("members_as_consenters", n, "binds")
        yield from _compare(place, member.code, _bound(member.binds), needed)
    listed = {member.code for member in case.members_as_consenters}
    for code in case.members:
        if code in asked and code not in listed:
            yield from _compare(
                ("members_as_consenters",), code, frozenset(), frozenset(asked[code])
            )


def _bound(atoms: tuple[Atom, ...]) -> Bound:
    return frozenset((atom.issue, tuple(sorted(atom.options))) for atom in atoms)


def _compare(place: Place, code: str, given: Bound, needed: Bound) -> Iterator[Incoherence]:
    if given != needed:
        more = listing(f"{issue} {list(options)}" for issue, options in sorted(given - needed))
        fewer = listing(f"{issue} {list(options)}" for issue, options in sorted(needed - given))
        yield incoherence(
            "parties.yaml",
            place,
            f"for {code} the same atoms as the consents in links.yaml, which rule",
            f"here and not there: {more}; there and not here: {fewer}",
            "correct whichever of the two is wrong",
        )
