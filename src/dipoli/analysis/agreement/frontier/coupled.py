"""A question laid out for sums issue by issue: an order of issues, and marks for what is open.

What hangs on several issues at once is carried along as *marks*, bits of which 1 is never worse:

* a bar, or a term that takes points, has the mark "some atom has failed" while it is open;
* a term that adds points has the mark "every atom so far holds" while it is open;
* a body whose consent is conditional has "not called on" and "nothing of its own is broken";
* a group of issues of which one must move has "one has moved".

What a body gains is one more number beside the gains of the seats. As soon as it is sure to be
enough, or sure not to be, it is set to one and the same figure, so that vectors become comparable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from dipoli.analysis.agreement.frontier.answers import Ints, Outgrown
from dipoli.analysis.agreement.frontier.filter import BITS
from dipoli.analysis.agreement.model import Model, Where
from dipoli.analysis.agreement.near.grid import Atoms, Grid, grid


@frozen(kw_only=True)
class Tie:
    """Something that happens when all of some atoms hold.

    Args:
        atoms: over free issues; one or more.
        floor: whose gain changes; -1 for none.
        points: by how much.
        gate: number of the body that it breaks; -1 for none.
    """

    atoms: Atoms
    floor: int = -1
    points: int = 0
    gate: int = -1

    @property
    def wanted(self) -> bool:
        """Whether it is better that all atoms hold."""
        return self.points > 0


@frozen(kw_only=True)
class Gate:
    """A body whose consent is conditional.

    Args:
        floors: numbers of its floors.
        calls: by issue, the options that call on it.
        called: mark that nothing has called on it.
        broken: mark that nothing of its own is broken.
    """

    floors: tuple[int, ...]
    calls: dict[int, frozenset[int]]
    called: int
    broken: int


@frozen(kw_only=True)
class Group:
    """Issues of which one must leave option 0, and the mark that one has."""

    issues: frozenset[int]
    moved: int


@frozen(kw_only=True)
class Hung:
    """A tie as one of its issues meets it.

    Args:
        tie: the tie.
        options: of the issue, those of which the tie has an atom.
        first: whether no issue of the tie came before.
        last: whether none follows.
        bit: the mark of the tie while it is open; 0 when it never is.
    """

    tie: Tie
    options: frozenset[int]
    first: bool
    last: bool
    bit: int


@frozen(kw_only=True)
class Step:
    """One issue, in the order in which they are added.

    Args:
        issue: its number among the free ones.
        options: those that can be chosen.
        ties: those of which it has an atom.
        most: by floor, what can still be added at most by the issues that follow.
        least: by floor, what is added at least.
    """

    issue: int
    options: tuple[int, ...]
    ties: tuple[Hung, ...]
    most: Ints
    least: Ints


@frozen(kw_only=True, eq=False)
class Layout:
    """A question laid out for sums.

    Args:
        grid: the question as arrays.
        possible: False when it was seen at once that there is no package.
        steps: issues in the order in which they are added.
        gates: bodies that are called on by some packages and not by others.
        groups: of which something must move.
        bound: floors that bind in every package.
        numbers: floors whose points are carried, those of the seats first.
        marks: marks at the beginning.
        last: by issue, the number of the step at which it is added.
    """

    grid: Grid
    possible: bool
    steps: tuple[Step, ...]
    gates: tuple[Gate, ...]
    groups: tuple[Group, ...]
    bound: tuple[int, ...]
    numbers: tuple[int, ...]
    marks: int
    last: tuple[int, ...]


def lay_out(model: Model) -> Layout:
    """Lay a question out.

    Raises:
        Outgrown: more than `filter.BITS` marks are open at once.
        ValueError: sums could leave the range of int64.
    """
    found = grid(model)
    number = {issue: k for k, issue in enumerate(model.free)}
    calls = _calls(model, number)
    gates: list[Gate] = []
    names: dict[str, int] = {}
    used = 0
    for body, by_issue in calls.items():
        if by_issue:
            floors = tuple(f for f, floor in enumerate(model.floors) if floor.gate == body)
            names[body] = len(gates)
            gates.append(Gate(floors=floors, calls=by_issue, called=used, broken=used + 1))
            used += 2
    groups = []
    for group in model.moves:
        inside = frozenset(number[issue] for issue in group if issue in number)
        groups.append(Group(issues=inside, moved=used))
        used += 1
    always = {body for body, by_issue in calls.items() if by_issue is None}
    bound = tuple(
        f for f, floor in enumerate(model.floors) if floor.gate is None or floor.gate in always
    )
    seats = range(len(model.seats))
    gated = (f for gate in gates for f in gate.floors)
    ties, possible = _ties(model, found, names, always)
    if not all(group.issues for group in groups):
        possible = False
    order = _order(found, ties)
    steps = _steps(found, ties, order, used)
    last = np.zeros(len(order), np.int64)
    last[order] = np.arange(len(order))
    return Layout(
        grid=found, possible=possible, steps=steps, gates=tuple(gates), groups=tuple(groups),
        bound=bound, numbers=(*seats, *(f for f in bound if f not in seats), *gated),
        marks=sum(1 << gate.called | 1 << gate.broken for gate in gates),
        last=tuple(last.tolist()),
    )  # fmt: skip


def _calls(model: Model, number: dict[int, int]) -> dict[str, dict[int, frozenset[int]] | None]:
    """By body, what calls on it; None when it is always called on."""
    found: dict[str, dict[int, frozenset[int]] | None] = {}
    for call in model.calls:
        issue, options = call.atom
        mine = found.setdefault(call.body, {})
        if issue not in number:
            if 0 in options:
                found[call.body] = None
        elif mine is not None:
            k = number[issue]
            mine[k] = mine.get(k, frozenset()) | options
            if mine[k] >= set(range(model.sizes[issue])):
                found[call.body] = None
    return found


def _ties(
    model: Model, found: Grid, names: dict[str, int], always: set[str]
) -> tuple[list[Tie], bool]:
    """What hangs on several issues, and whether anything is possible at all."""
    ties = [Tie(atoms=term.atoms, floor=term.floor, points=term.points) for term in found.terms]
    ties += [Tie(atoms=atoms) for atoms in found.bars]
    for bar in model.bars:
        if bar.gate is None or not (bar.gate in names or bar.gate in always):
            continue
        atoms = tuple(_open(model, bar.atoms))
        if any(not options for _issue, options in atoms):
            continue
        if not atoms and bar.gate in always:
            return ties, False
        ties.append(Tie(atoms=atoms or _any(found), gate=names.get(bar.gate, -1)))
    return ties, bool(found.sizes) and not found.closed.all(axis=1).any()


def _open(model: Model, atoms: Sequence[Where]) -> Iterator[tuple[int, frozenset[int]]]:
    """Atoms over free issues; one with no options for one that fails at rest."""
    for issue, options in atoms:
        if issue in model.free:
            yield model.free.index(issue), options
        elif 0 not in options:
            yield 0, frozenset()


def _any(found: Grid) -> Atoms:
    """An atom that always holds."""
    return ((0, frozenset(range(found.closed.shape[1]))),)


def _order(found: Grid, ties: Sequence[Tie]) -> list[int]:
    """Issues one after another, so that few ties are open at a time; then those of most options."""
    scopes = [frozenset(issue for issue, _options in tie.atoms) for tie in ties]
    choices = (~found.closed).sum(axis=1)
    left = set(range(len(found.sizes)))
    order: list[int] = []
    while left:
        taken = set(order)

        def open_after(issue: int, taken: set[int] = taken) -> int:
            after = taken | {issue}
            return sum(1 for scope in scopes if scope & after and not scope <= after)

        best = min(left, key=lambda issue: (open_after(issue), -int(choices[issue]), issue))
        order.append(best)
        left.remove(best)
    return order


def _steps(found: Grid, ties: Sequence[Tie], order: Sequence[int], used: int) -> tuple[Step, ...]:
    """Steps with the marks of their ties."""
    place = {issue: p for p, issue in enumerate(order)}
    spans = [sorted(place[issue] for issue, _options in tie.atoms) for tie in ties]
    free = [1 << mark for mark in reversed(range(used, BITS))]
    bits: dict[int, int] = {}
    steps: list[Step] = []
    most, least = _rest(found, ties, spans, order)
    for p, issue in enumerate(order):
        here = {
            t: dict(tie.atoms)[issue]
            for t, tie in enumerate(ties)
            if issue in dict(tie.atoms)
        }  # fmt: skip
        for t in here:
            if spans[t][0] == p < spans[t][-1]:
                if not free:
                    raise Outgrown
                bits[t] = free.pop()
        hung = tuple(
            Hung(
                tie=ties[t], options=held, first=spans[t][0] == p, last=spans[t][-1] == p,
                bit=bits.get(t, 0),
            )
            for t, held in here.items()
        )  # fmt: skip
        free.extend(bits.pop(t) for t in here if t in bits and spans[t][-1] == p)
        options = tuple(np.flatnonzero(~found.closed[issue]).tolist())
        steps.append(
            Step(issue=issue, options=options, ties=hung, most=most[p + 1], least=least[p + 1])
        )
    return tuple(steps)


def _rest(
    found: Grid, ties: Sequence[Tie], spans: Sequence[Sequence[int]], order: Sequence[int]
) -> tuple[Ints, Ints]:
    """By step and floor, what that step and the later ones add at most, and at least."""
    shape = (len(order) + 1, len(found.base))
    most, least = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for p in reversed(range(len(order))):
        issue = order[p]
        worth = found.worth[:, issue, ~found.closed[issue]]
        worth = worth if worth.shape[1] else np.zeros((len(found.base), 1), np.int64)
        most[p] = most[p + 1] + worth.max(axis=1)
        least[p] = least[p + 1] + worth.min(axis=1)
        for tie, span in zip(ties, spans, strict=True):
            if tie.floor >= 0 and span[-1] == p:
                most[p, tie.floor] += max(0, tie.points)
                least[p, tie.floor] += min(0, tie.points)
    return most, least
