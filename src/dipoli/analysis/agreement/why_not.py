"""Why not: assumptions that cannot all hold, and the fewest that would have to change.

Theory of operation. Between sets of assumptions that clash and sets whose change removes every
clash stands a duality: each of the first meets each of the second. So smallest clashes are found by
asking for a smallest set that meets all corrections known so far. If that set clashes by itself, it
is a smallest clash; if not, a package keeps all of it, and the assumptions that must be dropped so
that a package can keep the set are a new correction. Every clash found is proven again: solved with
it (no package) and without each of its members in turn (a package, accepted by the checker).

What is asked (which baskets move, which stay) and that an issue has exactly one option are not
assumptions and are never dropped.

Sources: Liffiton and Sakallah 2008 (duality); Ignatiev, Previti, Liffiton and Marques-Silva 2015
(smallest clash by hitting sets) (bibliography). What this does not show: whose position is right,
who should move, or what would happen if anybody did.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from dipoli.analysis.agreement.answers import (
    Assumption,
    ClashAnswer,
    Question,
    Verdict,
)
from dipoli.analysis.agreement.enumeration import enumerate_zone
from dipoli.analysis.agreement.formulation import Formulation, formulate
from dipoli.analysis.agreement.model import Model, build
from dipoli.analysis.agreement.program import Program, Status
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.case import Case

Keys = frozenset[str]
MAX_SETS = 25
"""At most this many sets of one size are listed; whether there are more is told."""


@frozen(kw_only=True)
class _Sets:
    """Sets of one size, whether that size is proven smallest, and whether all are there."""

    sets: tuple[Keys, ...]
    proven: bool
    complete: bool


def clash(case: Case, question: Question, about: str, means: Means) -> ClashAnswer:
    """What stands in the way of common ground.

    Args:
        case: the case.
        question: a question to which the answer is none.
        about: ``zone``, or the id of a basket.
        means: limits.

    Returns:
        Smallest clashes and fewest changes. Unknown when nothing was proven in time.
    """
    start = means.now()
    model = build(case, question)
    corrections = _fewest(model, means)
    clashes = _smallest(model, means)
    known = bool(clashes.sets)
    return ClashAnswer(
        about=about,
        soft_lines=question.soft_lines,
        smallest=_told(model, clashes),
        size=len(clashes.sets[0]) if known else None,
        smallest_proven=clashes.proven,
        smallest_complete=clashes.complete,
        fewest=_told(model, corrections),
        fewest_size=len(corrections.sets[0]) if corrections.sets else None,
        fewest_proven=corrections.proven,
        fewest_complete=corrections.complete,
        verdict=Verdict.NONE if known else Verdict.UNKNOWN,
        seconds=means.since(start),
    )


def clashes(model: Model, keys: Keys, means: Means) -> bool:
    """Whether no package keeps all of a set of assumptions, whatever becomes of the others.

    Raises:
        TimeoutError: not decided within the limit.
    """
    kept = model.only(keys).touched()
    if means.counts(kept):
        return not len(enumerate_zone(kept))
    outcome = formulate(kept).program.solve({}, means.limit)
    if outcome.columns is not None:
        return False
    if outcome.status is not Status.INFEASIBLE:
        raise TimeoutError
    return True


def _told(model: Model, found: _Sets) -> tuple[tuple[Assumption, ...], ...]:
    order = {key: place for place, key in enumerate(model.assumptions)}
    listed = sorted(sorted(map(order.__getitem__, keys)) for keys in found.sets)
    every = tuple(model.assumptions.values())
    return tuple(tuple(every[place] for place in places) for places in listed)


# ---------------------------------------------------------------- fewest changes


@define
class _Corrections:
    """Smallest sets of assumptions whose change opens the zone, one after another."""

    made: Formulation
    means: Means
    kept: Keys = field(factory=frozenset)

    def next(self) -> Keys | None:
        """A smallest correction not yet excluded, or None when there is none."""
        program = self.made.program
        outcome = program.solve(dict.fromkeys(self.made.selectors.values(), -1.0), self.means.limit)
        if outcome.status is Status.LIMIT:
            raise TimeoutError
        if outcome.columns is None:
            return None
        columns = outcome.columns
        return frozenset(
            key
            for key, column in self.made.selectors.items()
            if columns[column] > 0.5  # noqa: PLR2004 - a binary, rounded
        )

    def exclude(self, keys: Keys) -> None:
        """No correction that contains these again."""
        row = {self.made.selectors[key]: 1.0 for key in keys}
        self.made.program.row(row, upper=len(keys) - 1)


def _fewest(model: Model, means: Means) -> _Sets:
    search = _Corrections(made=formulate(model, selectors=True), means=means)
    found: list[Keys] = []
    try:
        while len(found) < MAX_SETS:
            keys = search.next()
            if keys is None or (found and len(keys) > len(found[0])):
                return _Sets(sets=tuple(found), proven=bool(found), complete=True)
            if clashes(model, frozenset(model.assumptions) - keys, means):
                message = "the solver returned a correction that corrects nothing"
                raise RuntimeError(message)
            found.append(keys)
            search.exclude(keys)
    except TimeoutError:
        pass
    return _Sets(sets=tuple(found), proven=bool(found), complete=False)


# ---------------------------------------------------------------- smallest clashes


def _smallest(model: Model, means: Means) -> _Sets:
    hitting = Program()
    columns = {key: hitting.column() for key in model.assumptions}
    found: list[Keys] = []
    try:
        for candidate in _candidates(hitting, columns, means):
            if found and len(candidate) > len(found[0]):
                return _Sets(sets=tuple(found), proven=True, complete=True)
            if clashes(model, candidate, means):
                _verify(model, candidate, means)
                found.append(candidate)
                hitting.row({columns[key]: 1.0 for key in candidate}, upper=len(candidate) - 1)
                if len(found) == MAX_SETS:
                    return _Sets(sets=tuple(found), proven=True, complete=False)
            else:
                missed = _correction_beside(model, candidate, means)
                hitting.row({columns[key]: 1.0 for key in missed}, lower=1)
    except TimeoutError:
        if found:
            return _Sets(sets=tuple(found), proven=True, complete=False)
        return _Sets(sets=_any(model, means), proven=False, complete=False)
    return _Sets(sets=tuple(found), proven=bool(found), complete=True)


def _candidates(hitting: Program, columns: dict[str, int], means: Means) -> Iterator[Keys]:
    """Smallest sets that meet every correction known so far."""
    while True:
        outcome = hitting.solve(dict.fromkeys(columns.values(), -1.0), means.limit)
        if outcome.status is Status.LIMIT:
            raise TimeoutError
        if outcome.columns is None:
            return
        chosen = outcome.columns
        yield frozenset(key for key, column in columns.items() if chosen[column] > 0.5)  # noqa: PLR2004 - a binary, rounded


def _correction_beside(model: Model, kept: Keys, means: Means) -> Keys:
    """A smallest set of other assumptions to drop so that a package keeps these."""
    made = formulate(model, selectors=True)
    for key in kept:
        made.program.row({made.selectors[key]: 1.0}, upper=0)
    dropped = _Corrections(made=made, means=means).next()
    if dropped is None:
        message = "a set that does not clash cannot be kept"
        raise RuntimeError(message)
    return dropped


def _verify(model: Model, keys: Keys, means: Means) -> None:
    """Solve again without each member: what is left must not clash.

    Raises:
        RuntimeError: a member could be left out, so the set was not smallest.
    """
    for key in keys:
        if clashes(model, keys - {key}, means):
            message = f"{key} can be left out of a clash that was called smallest"
            raise RuntimeError(message)


def _any(model: Model, means: Means) -> tuple[Keys, ...]:
    """One clash from which nothing can be left out, found by leaving out what can be."""
    keys = dict.fromkeys(model.assumptions)
    try:
        if not clashes(model, frozenset(keys), means):
            return ()
        for key in tuple(keys):
            rest = frozenset(keys) - {key}
            if clashes(model, rest, means):
                del keys[key]
    except TimeoutError:
        return ()
    return (frozenset(keys),)
