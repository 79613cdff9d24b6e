"""Links, steps and sources of a case from what a group proposed, behind those of the frame.

What was proposed stands in an order that rests on its words alone; codes stand in the order of the
case, or in the one that the proposal's value keeps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from dipoli.analysis.case import (
    Advance,
    Atom,
    Case,
    Compensation,
    Consent,
    Cost,
    Exclusion,
    MemberAsConsenter,
    Requirement,
    Source,
    Step,
    Subject,
    Synergy,
)
from dipoli.analysis.common_proposal import (
    Chosen,
    NewConsent,
    NewExclusion,
    NewRequirement,
    NewSource,
    NewStep,
    NewSubject,
    NewSynergy,
    Proposal,
)


def group_id(proposal: Proposal) -> str:
    """An id that follows from the words of a proposal."""
    return f"group-{hashlib.sha256(repr(proposal).encode()).hexdigest()[:12]}"


def atoms(chosen: Chosen, options: Mapping[str, tuple[str, ...]]) -> tuple[Atom, ...]:
    """Choices by the numbers that the options have now."""
    return tuple(
        Atom(issue=issue, options=tuple(sorted(map(options[issue].index, texts))))
        for issue, texts in chosen
    )


def linked(
    case: Case, proposals: Iterable[Proposal], options: Mapping[str, tuple[str, ...]]
) -> Case:
    """A case with the links, steps and sources that were proposed, all of which stand.

    Args:
        case: without them.
        proposals: settled, in their order; those of other sorts are passed over.
        options: wordings of the options of each issue, by number.
    """
    linker = _Linker(case=case, options=options)
    rows: dict[str, list[Any]] = {}
    for one in proposals:
        for kind, (name, make) in _MADE.items():
            if isinstance(one, kind):
                rows.setdefault(name, []).append(make(linker, one))
    longer: dict[str, Any] = {name: (*getattr(case, name), *new) for name, new in rows.items()}
    whole = evolve(case, **longer)
    return _bound(whole, [one for one in proposals if isinstance(one, NewConsent)], options)


@frozen(kw_only=True)
class _Linker:
    case: Case
    options: Mapping[str, tuple[str, ...]]

    def _seated(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes in the order of the case."""
        held = set(codes)
        places = (*self.case.members, *(one.code for one in self.case.ratifiers))
        return tuple(code for code in places if code in held)

    def requirement(self, one: NewRequirement) -> Requirement:
        (if_,), (then,) = atoms(one.if_, self.options), atoms(one.then, self.options)
        return Requirement(id=group_id(one), if_=if_, then=then, basis=one.basis, reason=one.reason)

    def exclusion(self, one: NewExclusion) -> Exclusion:
        return Exclusion(id=group_id(one), atoms=atoms(one.when, self.options), reason=one.reason)

    def synergy(self, one: NewSynergy) -> Synergy:
        return Synergy(
            id=group_id(one), party=one.party, when=atoms(one.when, self.options),
            points=one.points, reason=one.reason,
        )  # fmt: skip

    def consent(self, one: NewConsent) -> Consent:
        (atom,) = atoms(((one.issue, one.options),), self.options)
        return Consent(
            id=group_id(one), issue=atom.issue, options=atom.options,
            bodies=self._seated(one.bodies), kind=one.kind, reason=one.reason,
        )  # fmt: skip

    def subject(self, one: NewSubject) -> Subject:
        stakes = dict(one.stakes)
        covered: dict[str, tuple[Compensation, ...]] = {}
        for party, issue, text in one.compensation:
            reached = Compensation(issue=issue, at_least=self.options[issue].index(text))
            covered[party] = (*covered.get(party, ()), reached)
        return Subject(
            id=group_id(one), issues=one.issues,
            stakes={code: stakes[code] for code in self._seated(stakes)},
            compensation={code: covered[code] for code in self._seated(covered)},
            reason=one.reason,
        )  # fmt: skip

    def step(self, one: NewStep) -> Step:
        moves = atoms(one.advances, self.options)
        benefits, trust = dict(one.benefits), dict(one.trust)
        return Step(
            id=one.id, basket=one.basket, title=one.title, actors=self._seated(one.actors),
            advances=tuple(Advance(issue=it.issue, option=it.options[0]) for it in moves),
            months=one.months, verification_months=one.verification_months, verifier=one.verifier,
            cost=tuple(
                Cost(party=party, towards=other, points=points) for party, other, points in one.cost
            ),
            recoverable=one.recoverable,
            benefits={code: benefits[code] for code in self._seated(benefits)},
            secured=one.secured,
            trust={code: trust[code] for code in self._seated(trust)},
            after=one.after, consents=self._seated(one.consents),
            reversible=one.reversible, condition=one.condition,
        )  # fmt: skip

    def source(self, one: NewSource) -> Source:
        return Source(
            id=one.id, kind=one.kind, title=one.title, date=one.date, symbol=one.symbol,
            seen=one.seen, note=one.note,
        )  # fmt: skip


_MADE: Mapping[type, tuple[str, Any]] = {
    NewRequirement: ("requirements", _Linker.requirement),
    NewExclusion: ("exclusions", _Linker.exclusion),
    NewSynergy: ("synergies", _Linker.synergy),
    NewConsent: ("consents", _Linker.consent),
    NewSubject: ("subjects", _Linker.subject),
    NewStep: ("steps", _Linker.step),
    NewSource: ("sources", _Linker.source),
}


def _bound(
    case: Case, consents: Iterable[NewConsent], options: Mapping[str, tuple[str, ...]]
) -> Case:
    """The case with what its parties repeat of its consents: each body names what it binds."""
    more: dict[str, list[Atom]] = {}
    for one in consents:
        for code in one.bodies:
            more.setdefault(code, []).extend(atoms(((one.issue, one.options),), options))
    if not more:
        return case
    listed = {one.code for one in case.members_as_consenters}
    new = tuple(
        MemberAsConsenter(code=code, binds=())
        for code in case.members
        if code in more and code not in listed
    )
    return evolve(
        case,
        ratifiers=tuple(_binds(one, more) for one in case.ratifiers),
        members_as_consenters=tuple(
            _binds(one, more) for one in (*case.members_as_consenters, *new)
        ),
    )


def _binds(one: Any, more: Mapping[str, list[Atom]]) -> Any:  # noqa: ANN401 - of two sorts
    held = [*one.binds]
    held += [atom for atom in more.get(one.code, ()) if atom not in held]
    return evolve(one, binds=tuple(held))
