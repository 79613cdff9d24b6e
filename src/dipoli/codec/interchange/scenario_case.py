"""A scenario of another program to a case with one set of outcomes.

Names of the source stay as they are: they become questions, texts of options and names of parties.
Ids and codes are made from the order of the source and say nothing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from dipoli.analysis.agreement.finder import question_of
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.model import build
from dipoli.analysis.case import (
    Agreement,
    Atom,
    Basket,
    Case,
    ChannelState,
    ExposureLimit,
    Group,
    Issue,
    IssueKind,
    IssuePosition,
    Option,
    Party,
    Position,
    PositionSet,
    Reservation,
    Role,
    Scale,
    Seen,
    Source,
    SourceKind,
    SourceUnits,
    Synergy,
)
from dipoli.analysis.coherence.identities import EXERCISE_TITLE
from dipoli.codec.interchange.scenario import Scenario, SourceParty, check, refusal, shown
from dipoli.codec.interchange.whole_numbers import Counted, Whole, count, decimal
from dipoli.terms import Confidence

SET = "outcomes"
BASKET = "all"
RULES = {
    "utility": "sum over issues of importance times value of the chosen option, plus the synergies "
    "in links.yaml whose conditions all hold",
    "acceptable": "an outcome is acceptable to a party when its utility is not below the stated "
    "reservation value",
    "zone": "every choice of options is an outcome; those that are acceptable to all members",
    "units": "the points of each party are the figures of the source times a factor, plus a shift; "
    "each position says both, and how far rounding may be off, under source_units",
}
_CAP_SECONDS = 60.0


@frozen(kw_only=True)
class Named:
    """What the reader of a case is told and the source does not say.

    Args:
        id: id of the case.
        title: its title; for an exercise the words that mark it are put before it.
        exercise: whether the states of the scenario are invented.
        as_of: the day of the case.
    """

    id: str
    title: str
    exercise: bool
    as_of: str


def case_of(scenario: Scenario, named: Named, factor: int | None = None) -> Case:
    """A scenario as a case.

    Args:
        scenario: the scenario.
        named: what the source does not say.
        factor: points in one unit of the source; chosen when None.

    Returns:
        A case with one basket and one set of outcomes.

    Raises:
        MalformedError: the scenario is beyond the limits, or its source caps a utility that the
            case cannot cap.
    """
    counted = count(check(scenario), factor)
    ids = issue_ids([issue.name for issue in scenario.issues])
    codes = party_codes(len(scenario.parties))
    title = named.title
    if named.exercise and not title.startswith(EXERCISE_TITLE):
        title = f"{EXERCISE_TITLE} {title}"
    members = list(zip(codes, scenario.parties, counted.parties, strict=True))
    case = Case(
        id=named.id,
        title=title,
        exercise=named.exercise,
        as_of=named.as_of,
        moment="As the source has it; nothing of its time is known.",
        purpose="To work on a scenario that was imported from files of another program.",
        scale=_scale(counted),
        languages=("en",),
        position_sets=(
            PositionSet(
                id=SET,
                folder=SET,
                as_of=named.as_of,
                agreement=Agreement.OUTCOMES,
                inherits=None,
                note="Every choice of options is an outcome, the first ones included.",
            ),
        ),
        rules=RULES,
        how_to_read=("Each file in outcomes says under source_units what its points were.",),
        limits=tuple(_limits(scenario)),
        parties=tuple(_party(code, party.name) for code, party, _whole in members),
        ratifiers=(),
        members_as_consenters=(),
        necessary=(),
        broadening=(),
        baskets=(Basket(id=BASKET, title="All issues", definition="Every issue of the source."),),
        groups=(Group(id=BASKET, basket=BASKET, title="All issues"),),
        issues=tuple(
            issue_row(issue_id, issue.name, issue.options)
            for issue_id, issue in zip(ids, scenario.issues, strict=True)
        ),
        positions={
            SET: {
                code: _position(code, party, whole, ids, counted, scenario.unit, named.as_of)
                for code, party, whole in members
            }
        },
        requirements=(),
        exclusions=(),
        synergies=tuple(
            synergy for code, _party, whole in members for synergy in _synergies(code, whole, ids)
        ),
        consents=(),
        subjects=(),
        accounting={},
        exposure_limits=no_exposure(codes),
        bundles=(),
        steps=(),
        terms=(),
        channel_states={one.value: "not used" for one in ChannelState},
        channels=(),
        seen_values={one.value: "of a document" for one in Seen},
        sources=_sources(scenario),
    )
    _hold_caps(case, scenario, counted)
    return case


def issue_ids(names: Sequence[str]) -> list[str]:
    """An id for each name: what of it can stand in an id, and a number where that is not enough.

    >>> issue_ids(["Fish quota", "fish-quota", "漁"])
    ['fish-quota', 'fish-quota-2', 'issue-3']
    """
    made: list[str] = []
    for n, name in enumerate(names, start=1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or f"issue-{n}"
        found = stem if stem not in made else f"{stem}-{n}"
        while found in made:
            found += "-x"
        made.append(found)
    return made


def party_codes(number: int) -> list[str]:
    """Codes that begin with X, because no state's code does: XA, XB, ... XZ, XAA and so on."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names = itertools.chain.from_iterable(
        itertools.product(letters, repeat=length) for length in itertools.count(1)
    )
    return ["X" + "".join(name) for name in itertools.islice(names, number)]


def issue_row(issue_id: str, question: str, options: Sequence[str], basket: str = BASKET) -> Issue:
    """An issue of an imported scenario."""
    return Issue(
        id=issue_id,
        basket=basket,
        group=basket,
        kind=IssueKind.GOAL,
        question=question,
        definition="As in the source.",
        options=tuple(Option(n=n, text=text) for n, text in enumerate(options)),
        raised_by=("source-1",),
    )


def no_exposure(codes: Sequence[str]) -> tuple[ExposureLimit, ...]:
    """Limits of exposure of a case without steps: 0 points for each ordered pair."""
    return tuple(
        ExposureLimit(party=one, towards=other, points=0)
        for one, other in itertools.permutations(codes, 2)
    )


def _scale(counted: Counted) -> Scale:
    total = sum(counted.parties[0].importance)
    most = max(1, *(value for one in counted.parties for row in one.values for value in row))
    return Scale(
        value_min=0,
        value_max=most,
        importance_sum=total,
        utility_max=total * most,
        step_points="none: the scenario has no steps",
    )


def _limits(scenario: Scenario) -> Iterator[str]:
    yield f"Imported from {len(scenario.files)} file(s); {scenario.unit}."
    yield from scenario.notes
    yield (
        "The source has no ranges of judgement, red lines, consents, steps, terms or channels, and "
        "so the case has none."
    )


def _party(code: str, name: str) -> Party:
    return Party(
        code=code,
        role=Role.MEMBER,
        seat_language="en",
        names={"en": name},
        called_by=(),
        note="Named as in the source.",
    )


def _position(  # noqa: PLR0913, PLR0917 - what one paper holds
    code: str,
    party: SourceParty,
    whole: Whole,
    ids: Sequence[str],
    counted: Counted,
    unit: str,
    as_of: str,
) -> Position:
    stated = whole.reservation
    return Position(
        party=code,
        set=SET,
        as_of=as_of,
        agreement=Agreement.OUTCOMES,
        reservation=Reservation(
            rule="stated", value=stated, low=stated, high=stated, note=_of_reservation(party)
        ),
        basket_importance={BASKET: sum(whole.importance)},
        issues=tuple(
            IssuePosition(
                issue=issue,
                importance=importance,
                importance_range=(importance, importance),
                value=values,
                low=values,
                high=values,
                confidence=Confidence.HIGH,
                interest=f"Weight {shown(weight)} in the source.",
            )
            for issue, importance, values, weight in zip(
                ids, whole.importance, whole.values, party.weights, strict=True
            )
        ),
        red_lines=(),
        source_units=SourceUnits(
            unit=unit,
            factor=counted.factor,
            importance_factor=counted.importance_factor,
            shift=whole.shift,
            error=decimal(whole.error),
            note=party.note,
        ),
    )


def _of_reservation(party: SourceParty) -> str:
    if party.reservation is None:
        return "The source states none: no outcome is worth less than no agreement."
    return f"Stated by the source: {shown(party.reservation)}."


def _synergies(code: str, whole: Whole, ids: Sequence[str]) -> Iterator[Synergy]:
    for n, (term, points) in enumerate(whole.terms, start=1):
        yield Synergy(
            id=f"{code.lower()}-{n}",
            party=code,
            when=tuple(
                Atom(issue=ids[issue], options=tuple(sorted(options)))
                for issue, options in sorted(term.when.items())
            ),
            points=points,
            reason=f"{shown(term.points)} in the source, for these options together.",
        )


def _sources(scenario: Scenario) -> tuple[Source, ...]:
    return tuple(
        Source(
            id=f"source-{n}",
            kind=SourceKind.SECONDARY,
            title=f"File {file.name} of the scenario {scenario.name}",
            date="",
            symbol=f"SHA-256 {file.digest}",
            seen=Seen.READ,
            note="",
        )
        for n, file in enumerate(scenario.files, start=1)
    )


# ---------------------------------------------------------------- utilities that a source caps


def _hold_caps(case: Case, scenario: Scenario, counted: Counted) -> None:
    """Where a source counts no utility above a cap, no outcome may reach beyond it.

    Raises:
        MalformedError: one does, or that none does could not be proven.
    """
    for place, (party, whole) in enumerate(zip(scenario.parties, counted.parties, strict=True)):
        if party.cap is None or _sum_of_most(party) <= party.cap:
            continue
        model = build(case, question_of(case))
        floor = model.seat_floors()[place]
        made = formulate(model.only(frozenset()))
        outcome = made.program.solve(made.points(floor), _CAP_SECONDS)
        base = sum(w * row[0] for w, row in zip(whole.importance, whole.values, strict=True))
        most = None if outcome.bound is None else outcome.bound + base - whole.shift
        allowed = (party.cap + whole.error) * counted.factor
        if most is None or most > float(allowed) + 0.5:
            raise refusal(
                party.name,
                f"no utility above {shown(party.cap)}, where the source cuts it off",
                "an outcome worth more, or none proven within a minute",
                "give the party figures whose sum is the most that is counted",
                "utility",
            )


def _sum_of_most(party: SourceParty) -> Fraction:
    rows = zip(party.weights, party.values, strict=True)
    most = party.constant + sum((max(weight * v for v in row) for weight, row in rows), Fraction(0))
    return most + sum((max(term.points, Fraction(0)) for term in party.terms), Fraction(0))
