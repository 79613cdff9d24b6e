"""One integer model of a question, from which both engines work.

Theory of operation. A package picks one option for each issue. It is in the zone of a question
when it moves what must move, keeps requirements and exclusions, and is acceptable to every seat
and to every body whose consent one of its options needs. In a set of outcomes there is no state of
things, and nothing need move. Everything is brought to two shapes:

* a *bar*: a combination of atoms that may not all hold (a requirement bars its first atom together
  with the complement of its second; an exclusion and a red line bar their atoms);
* a *floor*: a party's gain over the state of things, synergies included, may not fall below a
  threshold (its reservation value less the value of the state of things).

A bar or floor of a body whose consent is conditional carries a *gate*: it binds only in packages
that hold an atom which calls on that body. Composite bodies are resolved to their members here;
procedural bodies are assumed to consent.

Gains are whole numbers of utility points. With ``Reading.CAUTIOUS`` or ``GENEROUS`` each gain of
an option is taken at the end of its range; synergies have no range.

Source: the rules of the case (``case.yaml``, ``rules``); zone of possible agreement after Raiffa
1982, win-sets and ratifiers after Putnam 1988 (bibliography: raiffa-1982, putnam-1988).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import (
    Assumption,
    AssumptionKind,
    Figure,
    Question,
    Reading,
    SoftLines,
)
from dipoli.analysis.case import (
    Agreement,
    Atom,
    Case,
    Consent,
    Exclusion,
    Firmness,
    IssuePosition,
    Position,
    RatifierKind,
    RedLine,
    Requirement,
)

Where = tuple[int, frozenset[int]]
"""An atom by number of the issue: (issue, options)."""


@frozen(kw_only=True)
class Bar:
    """A combination of atoms that may not all hold; ``key`` names the assumption behind it."""

    key: str
    atoms: tuple[Where, ...]
    gate: str | None


@frozen(kw_only=True)
class Floor:
    """A gain that may not fall below a threshold.

    Args:
        key: the assumption behind it.
        code: whose gain it is.
        worth: points of each option of each issue against option 0; shape (issues, options).
        synergies: atoms, and the points added when all hold.
        threshold: points.
        gate: code of the body whose consent must be called for, or None.
    """

    key: str
    code: str
    worth: tuple[tuple[int, ...], ...]
    synergies: tuple[tuple[tuple[Where, ...], int], ...]
    threshold: int
    gate: str | None

    def gain(self, options: Sequence[int]) -> int:
        """Points above the threshold, for an option of every issue."""
        points = sum(row[option] for row, option in zip(self.worth, options, strict=True))
        for atoms, added in self.synergies:
            if all(options[issue] in held for issue, held in atoms):
                points += added
        return points - self.threshold


@frozen(kw_only=True)
class Call:
    """Atoms that call on a body for its consent; ``key`` names the claim behind it."""

    key: str
    atom: Where
    body: str


@frozen(kw_only=True)
class Model:
    """A question in whole numbers.

    Args:
        issues: ids, in the order of the case.
        sizes: number of options of each issue.
        free: numbers of the issues that may move; the others stay at option 0.
        baskets: basket of each issue, by its position in the case.
        seats: codes whose gains the rules for packages weigh, in the order of the question.
        bars: what may not hold together.
        floors: what may not fall below; the first ones are those of the seats, in order.
        calls: what calls on whom for consent.
        hold: atoms that must hold.
        moves: groups of issues; in each, at least one must leave option 0. Empty in a set of
            outcomes.
        assumptions: by key, everything that could be assumed otherwise.
    """

    issues: tuple[str, ...]
    sizes: tuple[int, ...]
    free: tuple[int, ...]
    baskets: tuple[int, ...]
    seats: tuple[str, ...]
    bars: tuple[Bar, ...]
    floors: tuple[Floor, ...]
    calls: tuple[Call, ...]
    hold: tuple[Where, ...]
    moves: tuple[tuple[int, ...], ...]
    assumptions: Mapping[str, Assumption]

    def package(self, options: tuple[int, ...]) -> dict[str, int]:
        """Options by number of the issue as a package by id."""
        return dict(zip(self.issues, options, strict=True))

    def gains(self, options: Sequence[int]) -> tuple[int, ...]:
        """Points of each seat above its threshold, for an option of every issue."""
        return tuple(floor.gain(options) for floor in self.seat_floors())

    def seat_floors(self) -> tuple[Floor, ...]:
        """Floors of the seats, in the order of the question."""
        return self.floors[: len(self.seats)]

    def touched(self) -> Model:
        """The same question over the issues that its assumptions speak of, and little more.

        An issue of which nothing speaks may stay as it is, except that one of them is kept for
        each group of which something must move. So a small clash in a large case can be counted.
        """
        spoken = {issue for bar in self.bars for issue, _options in bar.atoms}
        spoken |= {call.atom[0] for call in self.calls} | {issue for issue, _options in self.hold}
        for floor in self.floors:
            spoken |= {issue for issue, worth in enumerate(floor.worth) if any(worth)}
            spoken |= {issue for atoms, _points in floor.synergies for issue, _options in atoms}
        for group in self.moves:
            spoken |= set([issue for issue in group if issue not in spoken][:1])
        return evolve(
            self,
            free=tuple(issue for issue in self.free if issue in spoken),
            moves=tuple(tuple(k for k in group if k in spoken) for group in self.moves),
        )

    def only(self, keys: frozenset[str]) -> Model:
        """The same question with no assumptions but these; gains are no longer reckoned."""
        return _kept(self, keys)


def build(case: Case, question: Question) -> Model:
    """Bring a question about a case to whole numbers.

    Args:
        case: a coherent case.
        question: what is asked of it.

    Returns:
        The model.

    Raises:
        ValueError: the question names what the case does not have, or asks in a set of outcomes
            that a basket stay or move.
    """
    number = {issue.id: k for k, issue in enumerate(case.issues)}
    basket = {one.id: b for b, one in enumerate(case.baskets)}
    _require(question.still, basket, "basket")
    _require(question.moves, basket, "basket")
    _require(question.seats, set(case.members), "seat")
    positions = case.positions_of(question.positions)
    calls = tuple(_calls(case, question, number))
    gated = tuple(dict.fromkeys(call.body for call in calls))
    bars = [*_links(case, number)]
    floors = []
    assumptions: dict[str, Assumption] = {}
    asked: list[tuple[str, str | None]] = [(code, None) for code in question.seats]
    for code, gate in [*asked, *((code, code) for code in gated)]:
        position = positions[code]
        floors.append(_floor(case, position, question.reading, number, gate))
        bars.extend(_lines(position, question.soft_lines, number, gate))
        assumptions.update(_told(position))
    assumptions.update(_told_links(case))
    still = {basket[one] for one in question.still}
    of_basket = tuple(basket[issue.basket] for issue in case.issues)
    free = tuple(k for k in range(len(case.issues)) if of_basket[k] not in still)
    moves = tuple(
        tuple(k for k in free if of_basket[k] == basket[one]) for one in question.moves
    ) or (free,)
    if not case.has_state_of_things(question.positions):
        if question.still or question.moves:
            message = "in a set of outcomes no basket stays as it is, and none moves"
            raise ValueError(message)
        moves = ()
    used = {bar.key for bar in bars} | {floor.key for floor in floors}
    used |= {call.key for call in calls}
    return Model(
        issues=tuple(number),
        sizes=tuple(len(issue.options) for issue in case.issues),
        free=free,
        baskets=of_basket,
        seats=question.seats,
        bars=tuple(bars),
        floors=tuple(floors),
        calls=calls,
        hold=tuple(_where(atom, number) for atom in question.hold),
        moves=moves,
        assumptions={key: told for key, told in assumptions.items() if key in used},
    )


def worth_of(row: IssuePosition, option: int) -> Figure:
    """What an option is worth to a party against the state of things, with its range.

    Args:
        row: the party's position on the issue.
        option: number of the option.

    Returns:
        Points: as coded, and the least and the most within the ranges of importance and value.
    """
    if option == 0:
        return Figure(value=0, low=0, high=0)
    least = row.low[option] - row.high[0]
    most = row.high[option] - row.low[0]
    ends = [weight * change for weight in row.importance_range for change in (least, most)]
    coded = row.importance * (row.value[option] - row.value[0])
    return Figure(value=coded, low=min(*ends, coded), high=max(*ends, coded))


def leaves(case: Case, code: str, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Whose own position decides whether a body consents.

    Args:
        case: the case.
        code: a member or a body, composite ones included.
        without: codes that are not asked.

    Returns:
        Codes of members and leaf bodies, each once, in the order of the papers; empty for a
        procedural body, which is assumed to consent.
    """
    if code in without:
        return ()
    body = next((one for one in case.ratifiers if one.code == code), None)
    if body is None or body.kind is RatifierKind.LEAF:
        return (code,)
    if body.kind is RatifierKind.PROCEDURAL:
        return ()
    inside = (leaf for one in body.all_of or () for leaf in leaves(case, one, without))
    return tuple(dict.fromkeys(inside))


def _require(named: tuple[str, ...], known: object, what: str) -> None:
    for one in named:
        if one not in known:  # type: ignore[operator]
            message = f"the case has no {what} {one}"
            raise ValueError(message)


def _kept(model: Model, keys: frozenset[str]) -> Model:
    """Only some assumptions. A body that nothing calls on any more binds nothing."""
    calls = tuple(one for one in model.calls if one.key in keys)
    gates = {None, *(call.body for call in calls)}
    return evolve(
        model,
        seats=(),
        bars=tuple(one for one in model.bars if one.key in keys and one.gate in gates),
        floors=tuple(one for one in model.floors if one.key in keys and one.gate in gates),
        calls=calls,
        assumptions={key: told for key, told in model.assumptions.items() if key in keys},
    )


def _where(atom: Atom, number: Mapping[str, int]) -> Where:
    return number[atom.issue], frozenset(atom.options)


def _calls(case: Case, question: Question, number: Mapping[str, int]) -> Iterator[Call]:
    for consent in case.consents:
        atom = number[consent.issue], frozenset(consent.options)
        for body in consent.bodies:
            for leaf in leaves(case, body, question.without):
                if leaf not in question.seats:
                    yield Call(key=_key(consent), atom=atom, body=leaf)


def _links(case: Case, number: Mapping[str, int]) -> Iterator[Bar]:
    for row in case.requirements:
        then, kept = _where(row.then, number)
        every = frozenset(range(len(case.issues[then].options)))
        atoms = (_where(row.if_, number), (then, every - kept))
        yield Bar(key=_key(row), atoms=_merged(atoms), gate=None)
    for exclusion in case.exclusions:
        every_atom = tuple(_where(atom, number) for atom in exclusion.atoms)
        yield Bar(key=_key(exclusion), atoms=_merged(every_atom), gate=None)


def _lines(
    position: Position, soft: SoftLines, number: Mapping[str, int], gate: str | None
) -> Iterator[Bar]:
    for line in position.red_lines:
        if line.firmness is Firmness.HARD or soft is SoftLines.HELD:
            atoms = tuple(_where(atom, number) for atom in line.when)
            yield Bar(key=line_key(position.party, line), atoms=_merged(atoms), gate=gate)


def _merged(atoms: tuple[Where, ...]) -> tuple[Where, ...]:
    """Atoms of the same issue become one: it holds when all of them do."""
    merged: dict[int, frozenset[int]] = {}
    for issue, options in atoms:
        merged[issue] = merged.get(issue, options) & options
    return tuple(merged.items())


def _floor(
    case: Case, position: Position, reading: Reading, number: Mapping[str, int], gate: str | None
) -> Floor:
    worth: list[tuple[int, ...]] = [(0,) * len(issue.options) for issue in case.issues]
    base = 0
    for row in position.issues:
        figures = [worth_of(row, option) for option in range(len(row.value))]
        worth[number[row.issue]] = tuple(_read(figure, reading) for figure in figures)
        base += row.importance * row.value[0]
    return Floor(
        key=floor_key(position.party),
        code=position.party,
        worth=tuple(worth),
        synergies=tuple(
            (_merged(tuple(_where(atom, number) for atom in one.when)), one.points)
            for one in case.synergies
            if one.party == position.party
        ),
        threshold=position.reservation.value - base,
        gate=gate,
    )


def _read(figure: Figure, reading: Reading) -> int:
    if reading is Reading.CAUTIOUS:
        return figure.low
    return figure.high if reading is Reading.GENEROUS else figure.value


def line_key(party: str, line: RedLine) -> str:
    """Name of the assumption that a red line is one."""
    return f"red-line/{party}/{line.id}"


def floor_key(party: str) -> str:
    """Name of the assumption that a party asks for its reservation value."""
    return f"reservation/{party}"


def _atoms(row: Consent | Requirement | Exclusion) -> tuple[Atom, ...]:
    if isinstance(row, Consent):
        return (Atom(issue=row.issue, options=row.options),)
    return (row.if_, row.then) if isinstance(row, Requirement) else row.atoms


def _key(row: Consent | Requirement | Exclusion) -> str:
    return f"{type(row).__name__.lower()}/{row.id}"


def _told(position: Position) -> Iterator[tuple[str, Assumption]]:
    for line in position.red_lines:
        key = line_key(position.party, line)
        yield (
            key,
            Assumption(
                key=key,
                kind=AssumptionKind.RED_LINE,
                holder=position.party,
                id=line.id,
                sentence=line.reason,
                atoms=line.when,
                sources=line.sources,
                confidence=line.confidence,
            ),
        )
    key = floor_key(position.party)
    yield (
        key,
        Assumption(
            key=key,
            kind=AssumptionKind.RESERVATION,
            holder=position.party,
            id="",
            sentence=(
                "Accepts nothing that is worth less to it than its stated reservation value."
                if position.agreement is Agreement.OUTCOMES
                else "Accepts nothing that is worth less to it than the state of things."
            ),
            atoms=(),
            sources=(),
            confidence=None,
        ),
    )


def _told_links(case: Case) -> Iterator[tuple[str, Assumption]]:
    kinds: Mapping[AssumptionKind, tuple[Consent | Requirement | Exclusion, ...]] = {
        AssumptionKind.REQUIREMENT: case.requirements,
        AssumptionKind.EXCLUSION: case.exclusions,
        AssumptionKind.CONSENT: case.consents,
    }
    for kind, rows in kinds.items():
        for row in rows:
            yield (
                _key(row),
                Assumption(
                    key=_key(row),
                    kind=kind,
                    holder=None,
                    id=row.id,
                    sentence=row.reason,
                    atoms=_atoms(row),
                    sources=(),
                    confidence=None,
                ),
            )
