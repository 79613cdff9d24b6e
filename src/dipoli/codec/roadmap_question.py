"""Words of a command or a call to a question about the steps of a case, every name checked."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.asked import misfits, question_of
from dipoli.analysis.roadmap.question import LONGEST, Accounting, Objective, Question
from dipoli.analysis.roadmap.whatif import dropping, freezing, ordered, refusing, slower
from dipoli.codec.question import require
from dipoli.faults import CaseError, Finding

BY_WORD = {
    "shortest": Objective.SHORTEST,
    "least-peak": Objective.LEAST_PEAK,
    "balanced": Objective.BALANCED,
    "value": Objective.VALUE,
}
"""Objectives by the word that one types."""


def ask_steps(  # noqa: PLR0913 - the words of the command, by name
    case: Case,
    *,
    positions: str | None = None,
    wanted: Iterable[str] = (),
    only: bool = False,
    refused: Iterable[str] = (),
    away: Iterable[str] = (),
    still: Iterable[str] = (),
    more_verification: int = 0,
    accounting: str = Accounting.PAIR.value,
    horizon: int = 240,
    by: int | None = None,
    seed: int = 0,
) -> Question:
    """A question about the steps of a case, from words.

    Args:
        case: the case.
        positions: id of a set of positions; the first of the case when None.
        wanted: steps that the roadmap is for; all of them when empty.
        only: take no step that is not wanted, except what wanted ones come after.
        refused: members and bodies that give no consent.
        away: members who take no part.
        still: baskets in which no step of the exchange starts.
        more_verification: months by which every verification takes longer.
        accounting: ``pair``, ``party`` or ``basket``.
        horizon: everything is verified by the end of this month.
        by: for the objective of value, the month by which steps are verified.
        seed: of random numbers.

    Returns:
        The question.

    Raises:
        CaseError: the case has no steps, or a word names what it does not have; with every such
            word.
    """
    wanted, refused, away, still = map(_words, (wanted, refused, away, still))
    bodies = [*case.members, *(body.code for body in case.ratifiers)]
    asked = (
        (() if positions is None else (positions,), _ids(case.position_sets), "set of positions"),
        (wanted, _ids(case.steps), "step"),
        (refused, bodies, "member or body"),
        (away, list(case.members), "member"),
        (still, _ids(case.baskets), "basket"),
    )
    faults: list[Finding] = []
    for words, known, what in asked:
        try:
            require(words, known, what)
        except CaseError as error:
            faults += error.findings
    faults += _figures(case, more_verification, horizon, by)
    if faults:
        raise CaseError(faults)
    return evolve(
        question_of(case, positions=positions),
        wanted=wanted or None,
        others=not only,
        refused=refused,
        away=away,
        frozen=still,
        more_verification=more_verification,
        accounting=Accounting(accounting),
        horizon=horizon,
        by=by,
        seed=seed,
    )


def change_steps(  # noqa: PLR0913 - the words of the command, by name
    case: Case,
    question: Question,
    *,
    refuses: Iterable[str] = (),
    freezes: Iterable[str] = (),
    first: Iterable[str] = (),
    then: Iterable[str] = (),
    drops: Iterable[str] = (),
    longer: int = 0,
) -> Question:
    """A question about the steps of a case, changed by words: what if?

    Args:
        case: the case.
        question: the question as it stands.
        refuses: members and bodies that refuse their consent.
        freezes: baskets in which nothing of the exchange starts.
        first: steps or baskets that are verified before those of ``then`` start.
        then: steps or baskets that wait for those of ``first``.
        drops: steps that are not taken at all.
        longer: months by which every verification takes longer.

    Returns:
        The changed question; the same one where nothing is changed.

    Raises:
        CaseError: a word names what the case does not have, one of ``first`` and ``then`` stands
            without the other, a step is both left out and put in order, or verification would take
            too long.
    """
    refuses, freezes, first, then, drops = map(_words, (refuses, freezes, first, then, drops))
    bodies = [*case.members, *(body.code for body in case.ratifiers)]
    places = [*_ids(case.baskets), *_ids(case.steps)]
    require(refuses, bodies, "member or body")
    require(freezes, _ids(case.baskets), "basket")
    require((*first, *then), places, "step or basket")
    require(drops, _ids(case.steps), "step")
    more = question.more_verification
    faults = []
    if bool(first) != bool(then):
        mend = "say both what comes first and what waits for it"
        faults.append(_fault("first and then", "one without the other", mend))
    both = [name for name in drops if name in {*first, *then}]
    if both:
        mend = "leave it out, or say what comes first"
        faults.append(_fault("steps that are taken, in an order", ", ".join(both), mend))
    if not 0 <= longer <= LONGEST - more:
        expected = f"at most {LONGEST} months of verification more than in the case"
        mend = "give fewer months to longer or to more-verification"
        faults.append(_fault(expected, f"{more} and {longer} more", mend))
    if faults:
        raise CaseError(faults)
    changed = slower(freezing(refusing(question, refuses), freezes), longer)
    changed = dropping(changed, drops)
    return ordered(case, changed, first, then) if first else changed


def fit(case: Case, question: Question, file: str, made_for: str = "") -> None:
    """See that a question that was read from a file names only what the case has.

    Args:
        case: the case.
        question: the question.
        file: where it was read, for findings.
        made_for: id of the case that the file names; empty if it names none.

    Raises:
        CaseError: it names something else; with every such name.
    """
    lost = misfits(case, question)
    if made_for and made_for != case.id:
        lost = (f"the case {made_for}", *lost)
    if lost:
        raise CaseError(
            [
                Finding(
                    file=file,
                    where="question",
                    expected=f"names of the case {case.id}",
                    found=one,
                    mend="give the case for which the schedule was made",
                )
                for one in lost
            ]
        )


def _ids(rows: Iterable[object]) -> list[str]:
    return [row.id for row in rows]  # type: ignore[attr-defined]


def _words(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((given,) if isinstance(given, str) else given))


def _figures(case: Case, more: int, horizon: int, by: int | None) -> list[Finding]:
    faults = []
    if not case.steps:
        faults.append(_fault("a case with steps", "none", "code them in steps.yaml"))
    for what, months in (("of verification", more), ("of the horizon", horizon), ("asked", by)):
        if months is not None and not 0 <= months <= LONGEST:
            expected = f"months {what} from 0 to {LONGEST}"
            faults.append(_fault(expected, str(months), "give another number"))
    return faults


def _fault(expected: str, found: str, mend: str) -> Finding:
    return Finding(file="the question", expected=expected, found=found, mend=mend)
