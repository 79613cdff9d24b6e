"""What `import dipoli` offers: read a case, check it, ask where common ground is.

>>> import dipoli
>>> case = dipoli.read_case("cases/lake")
>>> found = dipoli.agree(case)
>>> found.zone.standing.negotiable.verdict.value
'common ground'
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from dipoli.analysis import agreement
from dipoli.analysis.carry import MOST_CARRIERS, Carrying, carriers, codes_of
from dipoli.analysis.case import Case
from dipoli.analysis.roadmap.effort import WORK, Effort, find_within
from dipoli.analysis.roadmap.figures import OBJECTIVES
from dipoli.analysis.roadmap.finder import TRIES, Roadmap
from dipoli.charter.framework import Frameworks
from dipoli.codec import case_folder, framework_folder
from dipoli.codec.question import ask, require
from dipoli.codec.roadmap_question import BY_WORD, ask_steps
from dipoli.codec.shipped import shipped


def read_case(folder: str | Path) -> Case:
    """Read a case folder.

    Args:
        folder: the folder with ``case.yaml`` in it.

    Returns:
        The case.

    Raises:
        MalformedError: a paper cannot be read; with every fault of form.
        CaseError: the papers do not fit together; with every fault.
    """
    return case_folder.read_case(Path(folder))


def read_frameworks(folder: str | Path | None = None) -> Frameworks:
    """Read charters of frameworks.

    Args:
        folder: where they lie; those that come with Dipoli when None.

    Returns:
        The charters and the catalogue of their sources.

    Raises:
        MalformedError: a paper cannot be read.
        CharterError: a charter is not coherent.
    """
    return framework_folder.read_frameworks(
        shipped("frameworks") if folder is None else Path(folder)
    )


def agree(  # noqa: PLR0913 - the words of the command, by name
    case: Case,
    *,
    positions: str | None = None,
    away: Iterable[str] = (),
    unclaimed: Iterable[str] = (),
    hold: Iterable[str] = (),
    still: Iterable[str] = (),
    clash: bool = False,
    limit: float = 60.0,
) -> agreement.Agreement:
    """Say where common ground is, and where none.

    Args:
        case: the case.
        positions: id of a set of positions; the first of the case when None.
        away: members that are not at the table; consents that name them are still asked.
        unclaimed: parties and bodies whose consent is not claimed.
        hold: atoms that a package must hold, such as ``"water=2"`` or ``"water=1,2"``.
        still: baskets that stay as they are.
        clash: whether to say what clashes where there is no common ground.
        limit: seconds for one solve.

    Returns:
        Zone, baskets, packages, what clashes if asked for, and the receipt. It computes
        consequences of the case's assumptions; it forecasts nothing and advises nobody.

    Raises:
        CaseError: a word names what the case does not have.
        ValueError: the limit is not above 0.
    """
    asked = ask(case, positions=positions, away=away, unclaimed=unclaimed, hold=hold, still=still)
    if limit <= 0:
        message = f"a limit is a number of seconds above 0, not {limit}"
        raise ValueError(message)
    means = agreement.Means(limit=limit, clock=time.monotonic)
    return agreement.agree(case, asked, means, clashes=clash)


def roadmap(  # noqa: PLR0913 - the words of the command, by name
    case: Case,
    *,
    positions: str | None = None,
    wanted: Iterable[str] = (),
    only: bool = False,
    refused: Iterable[str] = (),
    away: Iterable[str] = (),
    still: Iterable[str] = (),
    more_verification: int = 0,
    accounting: str = "pair",
    horizon: int = 240,
    by: int | None = None,
    objective: Iterable[str] = (),
    tries: int = TRIES,
    work: float = WORK,
    seed: int = 0,
    limit: float = 60.0,
) -> Roadmap:
    """Order the steps of a case so that nobody is exposed beyond its limit at any moment.

    Args:
        case: the case.
        positions: id of a set of positions; the first of the case when None.
        wanted: steps that the roadmap is for; all of them when empty.
        only: take no step that is not wanted, except those that wanted ones come after.
        refused: members and bodies that give no consent.
        away: members who take no part.
        still: baskets in which nothing of the exchange starts.
        more_verification: months by which every verification takes longer.
        accounting: accounts by ``pair``, ``party`` (looser) or ``basket`` (stricter).
        horizon: month by which everything is verified.
        by: for the objective of value, the month by which steps are verified.
        objective: what is better, the first first: ``shortest``, ``least-peak``, ``balanced``,
            ``value``; the first three when empty.
        tries: walks that are compared.
        work: of the solver that follows them; 0 leaves it out.
        seed: of the random numbers.
        limit: seconds after which the best so far is given.

    Returns:
        The roadmap, which the checker accepts: what starts when, what is left out and why, and
        the receipt. In a notebook it is read as `dipoli.tables.steps` and its neighbours. It
        computes consequences of the case's assumptions; it forecasts nothing.

    Raises:
        CaseError: a word names what the case does not have, or it has no steps.
        ValueError: a limit, a number of walks or an objective makes no sense.
    """
    asked = ask_steps(
        case,
        positions=positions,
        wanted=wanted,
        only=only,
        refused=refused,
        away=away,
        still=still,
        more_verification=more_verification,
        accounting=accounting,
        horizon=horizon,
        by=by,
        seed=seed,
    )
    words = (objective,) if isinstance(objective, str) else tuple(objective)
    wrong = [word for word in words if word not in BY_WORD]
    if wrong:
        message = f"objectives are {', '.join(BY_WORD)}, not {wrong[0]}"
        raise ValueError(message)
    effort = Effort(tries=tries, work=work, limit=limit, clock=time.monotonic)
    objectives = tuple(dict.fromkeys(BY_WORD[word] for word in words)) or OBJECTIVES
    return find_within(case, asked, effort, objectives=objectives)


def carry(
    case: Case,
    *,
    issue: Iterable[str] = (),
    between: tuple[str, str] | None = None,
    most: int = MOST_CARRIERS,
) -> Carrying:
    """Say who can raise what with whom, and who could carry it; for one's own eyes.

    Args:
        case: the case.
        issue: ids of issues; every issue when empty.
        between: codes of two parties; every pair of members when None.
        most: carriers of a chain at most.

    Returns:
        For each issue and pair, what the channels of the case say. A carrier that is named in
        public is no carrier.

    Raises:
        CaseError: a word names what the case does not have.
        ValueError: two parties are one, or the number of carriers is wrong.
    """
    issues = (issue,) if isinstance(issue, str) else tuple(issue)
    require(issues, [one.id for one in case.issues], "issue")
    require(between or (), codes_of(case), "party")
    return carriers(case, issues, between, most)
