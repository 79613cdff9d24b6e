"""All answers about uncertain positions: all baskets together, each alone, and given packages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version

from attrs import evolve, frozen

from dipoli.analysis.agreement.answers import Package, Question, Reading, Rule, Verdict
from dipoli.analysis.agreement.checker import check_package
from dipoli.analysis.agreement.finder import DOES_NOT_SHOW, alone
from dipoli.analysis.agreement.packages import answer
from dipoli.analysis.agreement.search import Means
from dipoli.analysis.agreement.uncertain.answers import (
    Budget,
    Judged,
    Largest,
    Robust,
    Ruled,
    Sample,
)
from dipoli.analysis.agreement.uncertain.budget import (
    Errors,
    endures,
    errors_of,
    largest_budget,
)
from dipoli.analysis.agreement.uncertain.checker import refusing
from dipoli.analysis.agreement.uncertain.ends import narrowest
from dipoli.analysis.agreement.uncertain.judgements import Judgements, draw_profiles, judgements
from dipoli.analysis.agreement.uncertain.judging import judge
from dipoli.analysis.agreement.uncertain.largest import search
from dipoli.analysis.agreement.uncertain.shares import accepted, lines_of
from dipoli.analysis.agreement.uncertain.solving import Many, in_zone, one_by_one
from dipoli.analysis.case import Case
from dipoli.analysis.receipt import Receipt
from dipoli.analysis.spread import Spread
from dipoli.told import tell

Progress = Callable[[str], None]

CHECKED = 2
"""So many profiles are held against the slow obvious way for every package that is told."""

SPREADS = {
    Spread.TRIANGULAR: tell(
        "Each judgement is most likely at its coded value and less and less likely towards either "
        "end of its range (triangular). The case gives the ranges; the shape is assumed."
    ),
    Spread.UNIFORM: tell(
        "Each judgement is equally likely anywhere in its range (uniform). The case gives the "
        "ranges; the shape is assumed."
    ),
}
ASSUMPTIONS = (
    tell("Nothing lies outside its range. Marks of confidence are not used besides: the ranges "
         "follow from them."),
    tell("Each judgement is wrong by itself: no error of one party, issue or option goes with "
         "another. Errors that go together would spread results further."),
    tell("Drawn importances are rescaled to the points that a position shares out, without "
         "rounding."),
    tell("What no agreement is worth to a party is valued by the same draws as everything else "
         "where it is the state of things; otherwise it is drawn from its own range."),
    tell("Red lines, requirements, exclusions, consents and points that hang on several issues "
         "are as coded in every profile."),
)  # fmt: skip
NOT_SHOWN = (
    tell("How likely an agreement is. A share counts sampled readings of the case; it is no "
         "probability that anybody accepts."),
    tell("Whether the ranges are wide enough. They are the analyst's."),
)  # fmt: skip


@frozen(kw_only=True)
class Asked:
    """A question with all on which its answers hang."""

    case: Case
    question: Question
    judgements: Judgements
    errors: Errors


@frozen(kw_only=True)
class Run:
    """How everything is answered: which profiles, with what means, by whom, and who is told."""

    sample: Sample
    means: Means
    many: Many = one_by_one
    progress: Progress = lambda _words: None


def robust(
    case: Case,
    question: Question,
    run: Run,
    *,
    budget: int | None = None,
    given: Package | None = None,
) -> Robust:
    """Everything that can be said about a question when judgements are uncertain.

    Args:
        case: the case.
        question: what is asked; its reading is not used.
        run: which profiles, with what means; the answers do not hang on who does the work.
        budget: judgements of each party that may be off at once; the largest that any package
            bears when None.
        given: a package to be judged as well.

    Returns:
        The answers, with their receipt.

    Raises:
        RuntimeError: the slow obvious way contradicts an answer.
    """
    start = run.means.now()
    asked = ask(case, question, run.sample)
    run.progress("all baskets together")
    zone = largest(asked, "zone", run)
    baskets = []
    for one in case.baskets if case.has_state_of_things(question.positions) else ():
        run.progress(f"basket: {one.title}")
        inside = ask(case, alone(case, question, one.id), run.sample)
        baskets.append(largest(inside, one.id, run))
    rules = [rule_package(asked, rule, run) for rule in Rule]
    bears, worst = bearing(asked, budget, run)
    packages = [one for one in (*(package for _told, package in rules), worst, given) if one]
    run.progress("packages in sampled profiles")
    told = dict(zip(map(_options, packages), judged(asked, packages, run), strict=True))
    return Robust(
        question=question,
        sample=run.sample,
        zone=zone,
        baskets=tuple(baskets),
        rules=tuple(
            evolve(one, judged=None if package is None else told[_options(package)])
            for one, package in rules
        ),
        budget=evolve(bears, judged=None if worst is None else told[_options(worst)]),
        given=None if given is None else told[_options(given)],
        receipt=_receipt(asked, run, (zone, *baskets), budget, run.means.since(start)),
    )


def ask(case: Case, question: Question, sample: Sample) -> Asked:
    """A question with all on which its answers hang.

    Args:
        case: a coherent case.
        question: what is asked of it.
        sample: seed and spread of the judgements.

    Returns:
        Both, with the ranges of the judgements.
    """
    return Asked(
        case=case,
        question=question,
        judgements=judgements(case, question, sample.seed, sample.spread),
        errors=errors_of(case, question),
    )


def largest(asked: Asked, about: str, run: Run) -> Largest:
    """The package acceptable to all in most profiles, as far as found, and what bounds it.

    Args:
        asked: the question.
        about: what it is about: ``zone``, or the id of a basket.
        run: which profiles, with what means.

    Returns:
        The answer.
    """
    found = search(asked.judgements, run.sample, run.means, run.many, run.progress)
    package = None if found.options is None else asked.judgements.model.package(found.options)
    verdict = Verdict.COMMON_GROUND
    if package is None:
        verdict = Verdict.NONE if found.bound == 0 else Verdict.UNKNOWN
    return Largest(
        about=about,
        verdict=verdict,
        common=found.common,
        accepted=found.accepted,
        bound=found.bound,
        of=found.of,
        judged=None if package is None else judged(asked, [package], run)[0],
    )


def judged(asked: Asked, packages: Sequence[Package], run: Run) -> tuple[Judged, ...]:
    """Packages by profiles that had no part in finding them.

    Args:
        asked: the question.
        packages: each an option for every issue.
        run: which profiles, with what means.

    Returns:
        For each how often it is acceptable, what it bears and which uncertainty matters.

    Raises:
        RuntimeError: the slow obvious way contradicts the fast one.
    """
    _check(asked, packages, run.sample)
    made, narrow = asked.judgements, narrowest(asked.judgements)
    options = [_options(package) for package in packages]
    counted = judge(asked.case, made, options, run.sample, run.many)
    told = []
    for package, (shares, matter) in zip(packages, counted, strict=True):
        borne = endures(asked.case, asked.question, package)
        told.append(
            Judged(
                package=package,
                shares=shares,
                always=in_zone(narrow, _options(package)),
                endures=None if borne is None else min(borne, asked.errors.most),
                matter=matter,
            )
        )
    return tuple(told)


def rule_package(asked: Asked, rule: Rule, run: Run) -> tuple[Ruled, Package | None]:
    """The package that a rule singles out as coded, not yet judged.

    Args:
        asked: the question.
        rule: the rule.
        run: with what means.

    Returns:
        The answer and the package; None where the rule singles out none.
    """
    run.progress(f"package: {rule.value}")
    coded = evolve(asked.question, reading=Reading.CODED)
    told = answer(asked.case, coded, rule, run.means)
    return Ruled(rule=rule, verdict=told.verdict, judged=None, note=told.note), told.package


def bearing(asked: Asked, budget: int | None, run: Run) -> tuple[Budget, Package | None]:
    """A package that bears errors of every party, all against it; not yet judged.

    Args:
        asked: the question.
        budget: judgements of each party that are off at once; the largest possible when None.
        run: with what means.

    Returns:
        The answer, with the largest budget that any package bears, and that package.
    """
    errors = asked.errors
    most, bound, package = largest_budget(errors, run.means, run.progress)
    wanted = most if budget is None else min(budget, errors.most)
    if wanted is not None and most is not None and wanted <= most:
        verdict = Verdict.COMMON_GROUND
    elif bound is None or (wanted is not None and wanted > bound):
        verdict = Verdict.NONE
    else:
        verdict = Verdict.UNKNOWN
    coded = evolve(asked.question, reading=Reading.CODED)
    told = Budget(
        errors=wanted,
        verdict=verdict,
        most=most,
        bound=bound,
        every=errors.most,
        check=None if package is None else check_package(asked.case, coded, package),
        judged=None,
    )
    return told, package


def _options(package: Package) -> tuple[int, ...]:
    return tuple(package.values())


def _check(asked: Asked, packages: Sequence[Package], sample: Sample) -> None:
    """Hold the fast way against the slow obvious one, for some of the profiles that judge."""
    made, numbers = asked.judgements, sample.judged()[:CHECKED]
    profiles = draw_profiles(made, numbers)
    for package in packages:
        keeps = lines_of(made.model, _options(package)).keeps
        each = accepted(profiles, _options(package))
        for place, number in enumerate(numbers):
            fine = zip(made.holders, each[:, place], strict=True)
            refuse = {holder.floor.code for holder, accepts in fine if not accepts}
            at = (made.seed, number, made.spread)
            if (keeps, refuse) != refusing(asked.case, asked.question, package, at):
                message = f"the slow obvious way contradicts what is told of profile {number}"
                raise RuntimeError(message)


def _receipt(
    asked: Asked,
    run: Run,
    found: tuple[Largest, ...],
    budget: int | None,
    seconds: float | None,
) -> Receipt:
    sample, case = run.sample, asked.case
    question = asked.question
    return Receipt(
        method=tell(
            "Judgements drawn within their ranges, {profiles} times to look for packages and as "
            "many times again to judge them. Packages are judged in whole numbers, exactly; "
            "intervals are Wilson's, at 95 per cent. That a profile has no package rests on the "
            "solver's floating-point proof.",
            profiles=f"{sample.profiles:,}",
        ),
        exact=all(one.proven and not one.common.unknown for one in found),
        parameters={
            "positions": question.positions,
            "seats": " ".join(question.seats),
            "without": " ".join(question.without),
            "soft lines": question.soft_lines.value,
            "held": " ".join(
                f"{atom.issue}={'|'.join(map(str, atom.options))}" for atom in question.hold
            ),
            "baskets that stay": " ".join(question.still),
            "profiles": str(sample.profiles),
            "profiles searched": str(len(sample.searched())),
            "spread": sample.spread.value,
            "budget": "largest" if budget is None else str(budget),
            "seconds for one solve": f"{run.means.limit:g}",
            "counted one by one up to": str(run.means.counted),
        },
        seed=sample.seed,
        inputs=case.digest,
        versions={name: version(name) for name in ("dipoli", "numpy", "scipy")},
        seconds=seconds,
        assumptions=(
            SPREADS[sample.spread],
            *ASSUMPTIONS,
            *(f"{name}: {text}" for name, text in case.rules.items()),
            *case.limits,
        ),
        does_not_show=(*NOT_SHOWN, *DOES_NOT_SHOW),
    )
