"""The meaning of a text for a case, on the assumptions of whoever tied it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version

from attrs import evolve

from dipoli.analysis.agreement.answers import Figure, Package, Question, Verdict
from dipoli.analysis.agreement.checker import check_package
from dipoli.analysis.agreement.model import worth_of
from dipoli.analysis.agreement.search import Means, find
from dipoli.analysis.case import Atom, Case
from dipoli.analysis.meaning.answers import Meaning, WayWorth, Within
from dipoli.analysis.meaning.draft import Draft, Tie
from dipoli.analysis.meaning.faults import faulty
from dipoli.analysis.meaning.resolving import Outcomes, Reads, outcomes
from dipoli.analysis.receipt import Receipt

MOST_PACKAGES = 4_096
"""Packages that are put before the checker one by one; beyond it the finder is asked."""
TRIED = 16
"""Packages of a text that are each asked for with other issues free, where one question is not
enough."""
_NOTHING = Figure(value=0, low=0, high=0)
_UNKNOWN = Within(verdict=Verdict.UNKNOWN)
_STOPPED = Within(verdict=Verdict.UNKNOWN, stopped=True)
METHOD = (
    "Every way to settle the places of the text is read as options of the case, as the ties say; "
    "what the text can become is put before the checker in exact integers, package by package, or "
    "where there are too many, or other issues are free, before the finder. What the finder alone "
    "says rests on a solver's floating-point proof."
)
DOES_NOT_SHOW = (
    "What the words of a text mean to any party: a tie is the reading of whoever made it.",
    "What words that nobody tied are worth: they are read as saying nothing.",
    "That a party would accept or refuse a text. Nothing here is a forecast or advice.",
)


def read(  # noqa: PLR0913 - what may be spent on it has names
    case: Case,
    question: Question,
    draft: Draft,
    ties: Iterable[Tie],
    means: Means,
    *,
    most: int = MOST_PACKAGES,
    tried: int = TRIED,
    progress: Callable[[str], None] = lambda _words: None,
    known: Callable[[Meaning], None] = lambda _found: None,
) -> Meaning:
    """What a text means for a case, on the assumptions of whoever tied it.

    Args:
        case: the case.
        question: who is at the table, which positions, soft lines and reading; what it would hold
            or keep still is asked beside what the text says.
        draft: the text as it stands.
        ties: readings of its words.
        means: engines, limits and clock.
        most: packages that are tried one by one.
        tried: packages of the text that are each asked for with other issues free.
        progress: is told what is being worked on.
        known: is given the answers so far, whenever more is known; what was not come to yet says
            that it was stopped.

    Returns:
        The worth of every way, the package to which the text amounts, whether common ground lies
        within it, and the ties that were not used.

    Raises:
        ValueError: the positions are a set of outcomes, in which no issue can stay as it is.
    """
    if not case.has_state_of_things(question.positions):
        message = (
            f"{question.positions} is a set of outcomes: no issue of which a text is silent could "
            "stay as it is. Ask with positions that have a state of things."
        )
        raise ValueError(message)
    start = means.now()
    progress("What the text can become")
    ties = tuple(ties)
    bad = faulty(case, draft, ties)
    unused = {id(one.tie) for one in bad}
    reads = _reads(tie for tie in ties if id(tie) not in unused)
    became = outcomes(draft, reads, most)
    asked = tuple(dict.fromkeys(issue for options in reads.values() for issue in options))
    can = _options(case, draft, reads, became)
    receipt = _receipt(case, question, draft, ties, means, start, most, exact=False)
    found = Meaning(
        question=question,
        draft=draft.id,
        version=draft.version,
        ways=_ways(case, question, draft, reads),
        settled={one: said for one, (said, *more) in can.items() if said is not None and not more},
        open={one: options for one, options in can.items() if not _is_settled(options)},
        silent=tuple(issue.id for issue in case.issues if issue.id not in asked),
        packages=len(became.said) if became.whole else None,
        contradictory=became.contradictory,
        amounts_to=_only(case, became),
        by_itself=_STOPPED,
        with_others=_STOPPED,
        faulty=bad,
        receipt=receipt,
    )
    known(found)
    itself = _by_itself(case, question, became, can, means, progress)
    found = evolve(found, by_itself=itself, receipt=_now(receipt, means, start))
    known(found)
    others = _with_others(case, question, became, can, means, tried, progress)
    exact = became.whole and others.verdict is not Verdict.UNKNOWN
    return evolve(
        found, with_others=others, receipt=evolve(_now(receipt, means, start), exact=exact)
    )


def _now(receipt: Receipt, means: Means, start: float) -> Receipt:
    return evolve(receipt, seconds=means.since(start))


def _reads(ties: Iterable[Tie]) -> Reads:
    reads = dict[tuple[str, str, str], dict[str, int]]()
    for tie in ties:
        reads.setdefault((tie.clause, tie.place, tie.way), {})[tie.issue] = tie.option
    return reads


def _ways(case: Case, question: Question, draft: Draft, reads: Reads) -> tuple[WayWorth, ...]:
    return tuple(
        WayWorth(
            clause=place.clause,
            place=place.key,
            way=way.key,
            words=way.words,
            reads=(said := reads.get((place.clause, place.key, way.key), {})),
            worth=_worth(case, question, said) if said else {},
        )
        for place in draft.places
        for way in place.ways
    )


def _worth(case: Case, question: Question, said: Mapping[str, int]) -> dict[str, Figure]:
    """Points of each seat for options, summed with their ends: ranges of issues are apart."""
    positions = case.positions_of(question.positions)
    worth = {}
    for code in question.seats:
        rows = {row.issue: row for row in positions[code].issues}
        parts = [
            worth_of(rows[issue], option) if issue in rows else _NOTHING
            for issue, option in said.items()
        ]
        worth[code] = Figure(
            value=sum(one.value for one in parts),
            low=sum(one.low for one in parts),
            high=sum(one.high for one in parts),
        )
    return worth


def _options(
    case: Case, draft: Draft, reads: Reads, became: Outcomes
) -> dict[str, tuple[int | None, ...]]:
    """For every issue that is tied: options that a way to settle the text leads to."""
    can = dict[str, set[int | None]]()
    if became.whole:
        tied = {issue for options in reads.values() for issue in options}
        for issue in tied:
            can[issue] = {said.get(issue) for said in became.said}
    else:
        for place in draft.places:
            for way in place.ways:
                for issue, option in reads.get((place.clause, place.key, way.key), {}).items():
                    can.setdefault(issue, {None}).add(option)
    order = [issue.id for issue in case.issues if can.get(issue.id)]
    return {one: tuple(sorted(can[one], key=_number)) for one in order}


def _number(option: int | None) -> int:
    return -1 if option is None else option


def _is_settled(options: tuple[int | None, ...]) -> bool:
    return len(options) == 1 and options[0] is not None


def _package(case: Case, said: Mapping[str, int]) -> Package:
    return {issue.id: said.get(issue.id, 0) for issue in case.issues}


def _only(case: Case, became: Outcomes) -> Package | None:
    if became.whole and len(became.said) == 1 and not became.contradictory:
        return _package(case, became.said[0])
    return None


def _by_itself(
    case: Case,
    question: Question,
    became: Outcomes,
    can: Mapping[str, tuple[int | None, ...]],
    means: Means,
    progress: Callable[[str], None],
) -> Within:
    if became.whole:
        packages = [one for said in became.said if any((one := _package(case, said)).values())]
        if became.said and not packages:  # it moves nothing that was tied: that says nothing
            return _UNKNOWN
        good = []
        for number, one in enumerate(packages, start=1):
            progress(f"By itself: package {number:,} of {len(packages):,}")
            if check_package(case, question, one).accepted:
                good.append(one)
        return Within(
            verdict=Verdict.COMMON_GROUND if good else Verdict.NONE,
            witness=good[0] if good else None,
            acceptable=len(good),
        )
    if not any(option for options in can.values() for option in options):
        return _UNKNOWN
    progress("By itself: all that it can become at once")
    stay = tuple(Atom(issue=one.id, options=(0,)) for one in case.issues if one.id not in can)
    held = evolve(question, hold=(*question.hold, *_atoms(can), *stay))
    found = find(case, held, means)
    # What is asked is wider than the text, whose clauses hang together: only "none" carries over.
    verdict = Verdict.NONE if found.verdict is Verdict.NONE else Verdict.UNKNOWN
    return Within(verdict=verdict)


def _with_others(  # noqa: PLR0913, PLR0917 - what is asked, and what may be spent on it
    case: Case,
    question: Question,
    became: Outcomes,
    can: Mapping[str, tuple[int | None, ...]],
    means: Means,
    tried: int,
    progress: Callable[[str], None],
) -> Within:
    progress("With other issues free")
    free = {one: options for one, options in can.items() if None not in options}
    wide = find(case, evolve(question, hold=(*question.hold, *_atoms(free))), means)
    if wide.verdict is Verdict.NONE or (became.whole and not became.said):
        return Within(verdict=Verdict.NONE)
    if not became.whole:
        return _UNKNOWN
    if wide.witness is not None and any(_holds(wide.witness, said) for said in became.said):
        return Within(verdict=Verdict.COMMON_GROUND, witness=wide.witness)
    verdict = Verdict.NONE if len(became.said) <= tried else Verdict.UNKNOWN
    first = became.said[:tried]
    for number, said in enumerate(first, start=1):
        progress(f"With other issues free: package {number} of {len(first)}")
        atoms = tuple(Atom(issue=issue, options=(option,)) for issue, option in said.items())
        found = find(case, evolve(question, hold=(*question.hold, *atoms)), means)
        if found.verdict is Verdict.COMMON_GROUND:
            return Within(verdict=Verdict.COMMON_GROUND, witness=found.witness)
        if found.verdict is Verdict.UNKNOWN:
            verdict = Verdict.UNKNOWN
    return Within(verdict=verdict)


def _holds(package: Package, said: Mapping[str, int]) -> bool:
    return all(package[issue] == option for issue, option in said.items())


def _atoms(can: Mapping[str, tuple[int | None, ...]]) -> tuple[Atom, ...]:
    return tuple(
        Atom(issue=issue, options=tuple(sorted({option or 0 for option in options})))
        for issue, options in can.items()
    )


def _receipt(  # noqa: PLR0913, PLR0917 - everything on which the answer rests
    case: Case,
    question: Question,
    draft: Draft,
    ties: tuple[Tie, ...],
    means: Means,
    start: float,
    most: int,
    *,
    exact: bool,
) -> Receipt:
    ink = hashlib.sha256()
    for part in (case.digest, draft, ties):
        ink.update(repr(part).encode())
    return Receipt(
        method=METHOD,
        exact=exact,
        parameters={
            "positions": question.positions,
            "seats": " ".join(question.seats),
            "without": " ".join(question.without),
            "soft lines": question.soft_lines.value,
            "held": " ".join(
                f"{atom.issue}={'|'.join(map(str, atom.options))}" for atom in question.hold
            ),
            "baskets that stay": " ".join(question.still),
            "text": f"{draft.id}, version {draft.version}",
            "ties": str(len(ties)),
            "packages tried one by one": str(most),
            "seconds for one solve": f"{means.limit:g}",
            "counted one by one up to": str(means.counted),
        },
        seed=None,
        inputs=ink.hexdigest(),
        versions={name: version(name) for name in ("dipoli", "numpy", "scipy")},
        seconds=means.since(start),
        assumptions=(
            *(f"{name}: {rule}" for name, rule in case.rules.items()),
            *case.limits,
            "The words of the text mean what the ties say.",
            "Issues of which it is silent stay as they are, unless they are said to be free.",
        ),
        does_not_show=DOES_NOT_SHOW,
    )
