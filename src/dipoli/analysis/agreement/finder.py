"""Where is common ground? All answers about a case, basket by basket, then together."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from attrs import evolve

from dipoli.analysis.agreement.answers import (
    BasketAnswer,
    Package,
    PackageAnswer,
    Question,
    Rule,
    SoftLines,
    StatusQuo,
    Verdict,
    ZoneAnswer,
)
from dipoli.analysis.agreement.anytime import Seeking, Sofar
from dipoli.analysis.agreement.everything import Agreement
from dipoli.analysis.agreement.formulation import formulate
from dipoli.analysis.agreement.model import build, line_key
from dipoli.analysis.agreement.packages import answer
from dipoli.analysis.agreement.program import Status
from dipoli.analysis.agreement.search import Means, solve, standing
from dipoli.analysis.agreement.why_not import Explanation, explain
from dipoli.analysis.agreement.why_not.firmness import weights_told
from dipoli.analysis.case import Agreement as Form
from dipoli.analysis.case import Case, Firmness, Necessary
from dipoli.analysis.receipt import Receipt
from dipoli.told import tell

Progress = Callable[[str], None]
"""Told, in a few words, what is being worked on."""

MAX_COMPANIES = 25
"""At most this many sets of other baskets are listed for a basket."""

DOES_NOT_SHOW = (
    "What any government will do, or would say to these packages.",
    "Which package is right. A rule singles one out; choosing a rule is a choice of values.",
    "Comparisons between parties: each party's points are on its own scale.",
    "The cost of waiting: the state of things is valued as it stands on the day of the case.",
)

DOES_NOT_SHOW_OUTCOMES = (
    *DOES_NOT_SHOW[:-1],
    "What happens without an agreement: its value to each party is taken as the source states it.",
)
"""The same for a set of outcomes, which has no state of things."""


def question_of(
    case: Case,
    positions: str | None = None,
    *,
    away: tuple[str, ...] = (),
    unclaimed: tuple[str, ...] = (),
) -> Question:
    """The plain question about a case: every member at the table, every consent claimed.

    Args:
        case: the case.
        positions: id of a set of positions; the first of the case when None.
        away: members that are not at the table; a consent that names them is still asked.
        unclaimed: parties and bodies whose consent is not claimed.

    Returns:
        The question.
    """
    return Question(
        positions=case.position_sets[0].id if positions is None else positions,
        seats=tuple(code for code in case.members if code not in away),
        without=unclaimed,
    )


def agree(
    case: Case,
    question: Question,
    means: Means,
    *,
    clashes: bool = False,
    progress: Progress = lambda _words: None,
    sofar: Sofar | None = None,
) -> Agreement:
    """Everything that the finder can say about a question.

    Args:
        case: the case.
        question: what is asked; its soft lines and reading are varied where an answer says so.
        means: engines, limits and clock.
        clashes: whether to look for what clashes where there is no common ground.
        progress: told what is being worked on.
        sofar: is filled in while the work goes on, for whoever stops it.

    Returns:
        Zone, baskets, packages, what clashes if asked for, and the receipt.
    """
    start = means.now()
    known = Sofar() if sofar is None else sofar
    known.status_quo = status_quo(case, question)
    progress("all baskets together")
    stands = standing(case, question, means, known.standing.__setitem__)
    zone = ZoneAnswer(standing=stands, status_quo=known.status_quo)
    for basket in case.baskets if case.has_state_of_things(question.positions) else ():
        progress(f"basket: {basket.title}")
        known.baskets.append(basket_answer(case, question, basket.id, means))
    baskets = tuple(known.baskets)
    packages = _packages(case, question, means, progress, known)
    found = None
    if clashes:
        found = _clashes(case, question, zone, baskets, means, progress, known)
    return Agreement(
        question=question,
        zone=zone,
        baskets=baskets,
        packages=packages,
        clash=found,
        receipt=receipt_of(case, question, means, packages, means.since(start), clashes=clashes),
    )


def alone(case: Case, question: Question, basket: str) -> Question:
    """The question whether one basket can be settled while every other stays as it is.

    What the package must hold in other baskets is left out; a basket that is asked to stay as it
    is stays so, and then the answer is none.
    """
    others = tuple(one.id for one in case.baskets if one.id != basket)
    still = (*others, basket) if basket in question.still else others
    inside = {issue.id for issue in case.issues_of(basket)}
    held = tuple(atom for atom in question.hold if atom.issue in inside)
    return evolve(question, still=still, moves=(basket,), hold=held)


def basket_answer(case: Case, question: Question, basket: str, means: Means) -> BasketAnswer:
    """What one basket can do alone, and with which others."""
    by_itself = standing(case, alone(case, question, basket), means)
    verdict = by_itself.negotiable.verdict
    together: tuple[tuple[str, ...], ...] = ()
    complete, witness = True, by_itself.negotiable.witness
    if verdict is not Verdict.COMMON_GROUND and basket not in question.still:
        verdict, together, complete, witness = companies(case, question, basket, means)
    return BasketAnswer(
        basket=basket,
        alone=by_itself,
        together=together,
        together_verdict=verdict,
        together_complete=complete,
        together_witness=witness,
    )


def stalemate(
    case: Case, question: Question, basket: str, means: Means
) -> tuple[BasketAnswer, ...]:
    """What the other baskets can do while one stays as it is (story 5).

    Args:
        case: the case.
        question: what is asked.
        basket: id of the basket that does not move.
        means: engines and limits.

    Returns:
        An answer for each other basket, in the order of the case.
    """
    stalled = evolve(question, still=(*question.still, basket))
    return tuple(
        basket_answer(case, stalled, one.id, means) for one in case.baskets if one.id != basket
    )


def companies(
    case: Case, question: Question, basket: str, means: Means
) -> tuple[Verdict, tuple[tuple[str, ...], ...], bool, Package | None]:
    """Every set of other baskets with which a basket can be settled and of which no part would do.

    Each set is found smallest first, and whatever contains it is then ruled out.

    Args:
        case: the case.
        question: what is asked, its soft lines and reading as it has them.
        basket: id.
        means: engines and limits.

    Returns:
        Common ground when there is such a set, or when the basket can be settled alone; the sets,
        smallest first; whether they are all; a package for one of them.
    """
    asked = evolve(question, moves=(basket,))
    made = formulate(build(case, asked))
    others = [b for b, one in enumerate(case.baskets) if one.id not in {basket, *question.still}]
    moved = {b: made.program.column() for b in others}
    for (issue, option), column in made.choices.items():
        if option and made.model.baskets[issue] in moved:
            made.program.row({column: 1.0, moved[made.model.baskets[issue]]: -1.0}, upper=0)
    found: list[tuple[str, ...]] = []
    witness: Package | None = None
    while len(found) < MAX_COMPANIES:
        objective = dict.fromkeys(moved.values(), -1.0)
        outcome, package = solve(case, asked, made, objective, means)
        if outcome.status is Status.LIMIT:
            verdict = Verdict.COMMON_GROUND if found else Verdict.UNKNOWN
            return verdict, tuple(found), False, witness
        if package is None:
            break
        moving = {issue.basket for issue in case.issues if package[issue.id]}
        company = tuple(case.baskets[b].id for b in others if case.baskets[b].id in moving)
        if not company:
            return Verdict.COMMON_GROUND, (), True, package
        found.append(company)
        witness = witness or package
        made.program.row(
            {moved[b]: 1.0 for b in others if case.baskets[b].id in company},
            upper=len(company) - 1,
        )
    verdict = Verdict.COMMON_GROUND if found else Verdict.NONE
    order = [one.id for one in case.baskets]
    found.sort(key=lambda company: (len(company), [order.index(one) for one in company]))
    return verdict, tuple(found), len(found) < MAX_COMPANIES, witness


def _packages(
    case: Case, question: Question, means: Means, progress: Progress, known: Sofar
) -> tuple[PackageAnswer, ...]:
    for soft in SoftLines:
        for rule in Rule:
            words = f"package: {rule.value}, soft lines {soft.value}"
            progress(words)
            asked = evolve(question, soft_lines=soft)
            telling = _in_detail(words, progress)
            known.seeking = Seeking(case=case, question=asked, rule=rule, telling=telling)
            found = answer(case, asked, rule, evolve(means, way=known.seeking))
            known.packages.append(found)
            known.seeking = None
    return tuple(known.packages)


def _clashes(  # noqa: PLR0913, PLR0917 - what clashes hang on
    case: Case,
    question: Question,
    zone: ZoneAnswer,
    baskets: tuple[BasketAnswer, ...],
    means: Means,
    progress: Progress,
    known: Sofar,
) -> tuple[Explanation, ...]:
    asked = [("zone", question, zone.standing)]
    if case.position_set(question.positions).agreement is Form.OPEN:
        asked += [
            (one.basket, alone(case, question, one.basket), one.alone)
            for one in baskets
            if one.basket not in question.still
        ]
    for about, one, stands in asked:
        for soft, answered in (
            (SoftLines.NEGOTIABLE, stands.negotiable),
            (SoftLines.HELD, stands.held),
        ):
            if answered.verdict is Verdict.NONE:
                words = f"what clashes: {about}, soft lines {soft.value}"
                telling = _in_detail(words, progress)
                asking = evolve(one, soft_lines=soft)
                known.clash.append(explain(case, asking, about, means, progress=telling))
    return tuple(known.clash)


def _in_detail(words: str, progress: Progress) -> Progress:
    return lambda more: progress(f"{words}: {more}")


def claims_missed(case: Case, question: Question) -> tuple[tuple[Necessary, tuple[str, ...]], ...]:
    """Subjects that, so the case claims, cannot be settled without someone who is left out.

    Args:
        case: the case.
        question: who is at the table, and whose consent is claimed.

    Returns:
        Each claim, with the codes of the members that are away and of those whose consent is not
        claimed, in the order of the claim.
    """
    away = {code for code in case.members if code not in question.seats}
    left_out = away | set(question.without)
    missed = (
        (one, tuple(code for code in one.parties if code in left_out)) for one in case.necessary
    )
    return tuple((one, absent) for one, absent in missed if absent)


def status_quo(case: Case, question: Question) -> StatusQuo | None:
    """The state of things, which is not a package: what it breaks, if anything.

    Returns:
        None in a set of outcomes, which has no state of things.
    """
    if not case.has_state_of_things(question.positions):
        return None
    package = case.status_quo()
    positions = case.positions_of(question.positions)
    lines = tuple(
        line_key(code, line)
        for code in question.seats
        for line in positions[code].red_lines
        if line.firmness is Firmness.HARD and all(atom.holds(package) for atom in line.when)
    )
    links = tuple(
        row.id
        for row in case.requirements
        if row.if_.holds(package) and not row.then.holds(package)
    ) + tuple(row.id for row in case.exclusions if all(atom.holds(package) for atom in row.atoms))
    return StatusQuo(red_lines=lines, links=links, acceptable=not lines and not links)


def receipt_of(
    case: Case,
    question: Question,
    means: Means,
    packages: tuple[PackageAnswer, ...],
    seconds: float | None,
    *,
    clashes: bool,
) -> Receipt:
    """How answers were obtained, what they rest on, and what they do not show."""
    chosen = case.position_set(question.positions)
    return Receipt(
        method=tell(
            "One integer model of the case; questions of at most {counted} packages counted one by "
            "one, larger ones solved as mixed-integer programs; every package checked again in "
            "exact integers by a checker that shares no code. That a large question has no "
            "package, and that a package is the best, rests on the solver's floating-point proof; "
            "questions counted one by one are exact.",
            counted=f"{means.counted:,}",
        ),
        exact=all(one.proven for one in packages if one.verdict is Verdict.COMMON_GROUND),
        parameters={
            "positions": question.positions,
            "agreement": chosen.agreement.value,
            "seats": " ".join(question.seats),
            "without": " ".join(question.without),
            "held": " ".join(
                f"{atom.issue}={'|'.join(map(str, atom.options))}" for atom in question.hold
            ),
            "baskets that stay": " ".join(question.still),
            "seconds for one solve": f"{means.limit:g}",
            "counted one by one up to": str(means.counted),
        },
        seed=None,
        inputs=case.digest,
        versions={
            "dipoli": version("dipoli"),
            "numpy": version("numpy"),
            "scipy": version("scipy"),
        },
        seconds=seconds,
        assumptions=(
            *(f"{name}: {text}" for name, text in case.rules.items()),
            *case.limits,
            *((weights_told(),) if clashes else ()),
        ),
        does_not_show=DOES_NOT_SHOW
        if case.has_state_of_things(question.positions)
        else DOES_NOT_SHOW_OUTCOMES,
    )
