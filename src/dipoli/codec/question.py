"""Words of a command or a call to a question about a case, every name checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from attrs import evolve

from dipoli.analysis.agreement import Question, question_of
from dipoli.analysis.agreement.answers import Package
from dipoli.analysis.case import Agreement, Atom, Case
from dipoli.faults import CaseError, Finding

_ATOM = re.compile(r"([a-z0-9-]+)=([0-9]{1,3}(?:,[0-9]{1,3})*)")


def ask(
    case: Case,
    *,
    positions: str | None = None,
    away: Iterable[str] = (),
    unclaimed: Iterable[str] = (),
    hold: Iterable[str] = (),
    still: Iterable[str] = (),
) -> Question:
    """A question about a case, from words.

    Args:
        case: the case.
        positions: id of a set of positions; the first of the case when None.
        away: members that are not at the table; consents that name them are still asked.
        unclaimed: parties and bodies whose consent is not claimed.
        hold: atoms such as ``pr-treaty=3`` or ``pr-treaty=2,3`` that a package must hold.
        still: baskets that stay as they are.

    Returns:
        The question.

    Raises:
        CaseError: a word names what the case does not have; with every such word.
    """
    away, unclaimed, hold, still = map(_words, (away, unclaimed, hold, still))
    faults = []
    if positions is not None:
        faults += _unknown([positions], [one.id for one in case.position_sets], "set of positions")
    codes = [*case.members, *(one.code for one in case.ratifiers)]
    faults += _unknown(away, list(case.members), "member")
    faults += _unknown(unclaimed, codes, "member or body")
    faults += _unknown(still, [one.id for one in case.baskets], "basket")
    atoms, wrong = _atoms(case, hold)
    faults += wrong
    faults += _contradictions(case, atoms, still)
    faults += _still_outcomes(case, positions, still)
    if set(case.members) <= set(away):
        faults.append(_fault("at least one member at the table", "none", "leave fewer out"))
    if faults:
        raise CaseError(faults)
    plain = question_of(case, positions, away=away, unclaimed=unclaimed)
    return evolve(plain, hold=atoms, still=still)


def require(words: Iterable[str], known: Iterable[str], what: str) -> None:
    """See that every word names something.

    Args:
        words: as they were given.
        known: ids or codes that there are.
        what: what they name, such as ``issue``.

    Raises:
        CaseError: some name nothing; with every such word.
    """
    faults = _unknown(words, list(known), what)
    if faults:
        raise CaseError(faults)


def pair_of(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Two different codes from a word such as ``A,B``.

    Raises:
        CaseError: the word names no two different ones of those that there are.
    """
    codes = word.split(",")
    if len(codes) != 2 or codes[0] == codes[1]:  # noqa: PLR2004 - a pair
        raise CaseError([_fault("codes of two different parties such as A,B", word, "give two")])
    require(codes, known, "party")
    return codes[0], codes[1]


def package_of(case: Case, question: Question, words: Iterable[str]) -> Package:
    """A package from words.

    Args:
        case: the case.
        question: what is asked; the package may move no basket that should stay as it is.
        words: atoms such as ``pr-treaty=3``; every other issue stays as it is. In a set of
            outcomes every issue must be named.

    Returns:
        An option for every issue.

    Raises:
        CaseError: a word names what the case does not have, or contradicts another; with every
            such word.
    """
    given = _words(words)
    atoms, faults = _atoms(case, given)
    faults += _contradictions(case, atoms, question.still)
    package = case.status_quo()
    for atom in atoms:
        if len(atom.options) > 1 or sum(one.issue == atom.issue for one in atoms) > 1:
            told = f"{atom.issue}={','.join(map(str, atom.options))}"
            faults.append(_fault(f"one option of {atom.issue}", told, "give the issue once"))
        package[atom.issue] = atom.options[0]
    missing = [one.id for one in case.issues if one.id not in {atom.issue for atom in atoms}]
    if missing and not case.has_state_of_things(question.positions):
        told = f"nothing of {', '.join(missing[:5])}"
        faults.append(_fault("an option of every issue, as nothing stays", told, "add them"))
    if faults:
        raise CaseError(faults)
    return package


def need_state_of_things(case: Case, question: Question) -> None:
    """Refuse a set of outcomes where an answer sets something against the state of things.

    Raises:
        CaseError: the set of positions has none.
    """
    if not case.has_state_of_things(question.positions):
        raise CaseError(
            [
                _fault(
                    "a set of positions with a state of things, against which this is told",
                    f"{question.positions}, in which every choice is an outcome",
                    "ask dipoli agree, or code a state of things as option 0 of each issue",
                )
            ]
        )


def _unknown(words: Iterable[str], known: list[str], what: str) -> list[Finding]:
    return [
        _fault(f"the id or code of a {what}", word, _near(word, known))
        for word in words
        if word not in known
    ]


def _words(given: Iterable[str]) -> tuple[str, ...]:
    """Words as they were given; a single text is one word."""
    return (given,) if isinstance(given, str) else tuple(given)


def _contradictions(case: Case, atoms: tuple[Atom, ...], still: tuple[str, ...]) -> list[Finding]:
    """What must hold in a basket that should stay as it is."""
    basket = {issue.id: issue.basket for issue in case.issues}
    return [
        _fault(
            f"basket {basket[atom.issue]} to stay as it is",
            f"{atom.issue} asked to leave option 0",
            "ask for one of the two",
        )
        for atom in atoms
        if basket[atom.issue] in still and 0 not in atom.options
    ]


def _still_outcomes(case: Case, positions: str | None, still: tuple[str, ...]) -> list[Finding]:
    """Baskets that should stay as they are, in a set that has no state of things."""
    known = {one.id: one for one in case.position_sets}
    chosen = known.get(positions) if positions is not None else case.position_sets[0]
    if chosen is None or chosen.agreement is not Agreement.OUTCOMES:
        return []
    return [
        _fault(
            f"no basket to stay as it is: in the set {chosen.id} every choice is an outcome",
            basket,
            "say which options must hold, such as some-issue=0",
        )
        for basket in still
    ]


def _near(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=3)
    return f"did you mean {', '.join(near)}?" if near else f"choose from {', '.join(known)}"


def _atoms(case: Case, words: tuple[str, ...]) -> tuple[tuple[Atom, ...], list[Finding]]:
    sizes = {issue.id: len(issue.options) for issue in case.issues}
    atoms, faults = [], []
    for word in words:
        match = _ATOM.fullmatch(word)
        if match is None:
            faults.append(
                _fault("an issue and options such as some-issue=2,3", word, "write it so")
            )
            continue
        issue, options = match[1], tuple(dict.fromkeys(map(int, match[2].split(","))))
        if issue not in sizes:
            faults += _unknown([issue], list(sizes), "issue")
        elif max(options) >= sizes[issue]:
            faults.append(
                _fault(
                    f"options of {issue} from 0 to {sizes[issue] - 1}", word, "choose one of them"
                )
            )
        else:
            atoms.append(Atom(issue=issue, options=options))
    return tuple(atoms), faults


def _fault(expected: str, found: str, mend: str) -> Finding:
    return Finding(file="the question", expected=expected, found=found, mend=mend)
