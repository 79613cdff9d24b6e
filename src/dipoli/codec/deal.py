"""Words of a command, or a paper, to a deal: a package and those who made it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dipoli.analysis.agreement.answers import Package, Question
from dipoli.analysis.case import Case
from dipoli.codec.question import ask
from dipoli.faults import CaseError, Finding


def deal_of(case: Case, words: Iterable[str], paper: str | None = None) -> Package | None:
    """A package from words, from a paper, or from both; words go before the paper.

    Args:
        case: the case.
        words: such as ``pr-treaty=3``.
        paper: JSON: an object from issue to option, or an object with such an object as its
            ``package``; issues that it leaves out stay at option 0.

    Returns:
        An option for every issue; None when neither was given.

    Raises:
        CaseError: a word or the paper names what the case does not have, or nothing moves.
    """
    words = tuple(words)
    if not words and paper is None:
        return None
    package = case.status_quo()
    for word in (*_words(paper), *words):
        (atom,) = ask(case, hold=(word,)).hold
        if len(atom.options) > 1:
            raise CaseError(
                [_fault("one option of each issue, such as some-issue=2", word, "name one")]
            )
        package[atom.issue] = atom.options[0]
    if not any(package.values()):
        raise CaseError(
            [_fault("a deal that moves an issue", "none that moves", "name an option above 0")]
        )
    return package


def parties_of(case: Case, question: Question, word: str | None) -> tuple[str, ...]:
    """Those who made a deal, from codes with commas between them.

    Args:
        case: the case.
        question: with the seats at the table.
        word: such as ``XAL,XBE``; None when the package is put to all.

    Returns:
        Codes in the order of the case.

    Raises:
        CaseError: a code is not that of a member at the table.
    """
    if word is None:
        return ()
    codes = word.split(",")
    return tuple(code for code in case.members if code in [seat(question, one) for one in codes])


def seat(question: Question, code: str) -> str:
    """The code of a member at the table.

    Raises:
        CaseError: nobody with this code is at the table.
    """
    if code not in question.seats:
        raise CaseError(
            [_fault("a member at the table", code, f"choose from {', '.join(question.seats)}")]
        )
    return code


def seat_among(question: Question, code: str) -> str:
    """The code of a member at the table, where others sit as well.

    Raises:
        CaseError: nobody with this code is at the table, or nobody else is.
    """
    found = seat(question, code)
    if question.seats == (code,):
        raise CaseError([_fault("others at the table", f"{code} alone", "leave fewer out")])
    return found


def check_viewer(case: Case, code: str | None) -> None:
    """See that the party as which names are shown is one of the case.

    Raises:
        CaseError: it is not.
    """
    codes = [party.code for party in case.parties]
    if code is not None and code not in codes:
        raise CaseError([_fault("the code of a party", code, f"choose from {', '.join(codes)}")])


def _words(paper: str | None) -> tuple[str, ...]:
    if paper is None:
        return ()
    try:
        read = json.loads(paper)
    except json.JSONDecodeError as error:
        raise CaseError(
            [_fault("a JSON object of options by issue", str(error), "mend it")]
        ) from error
    if isinstance(read, dict) and isinstance(read.get("package"), dict):
        read = read["package"]
    if not isinstance(read, dict) or not all(type(n) is int and n >= 0 for n in read.values()):
        raise CaseError(
            [_fault("a JSON object of options by issue", str(type(read).__name__), "mend it")]
        )
    return tuple(f"{issue}={n}" for issue, n in read.items())


def _fault(expected: str, found: str, mend: str) -> Finding:
    return Finding(file="the deal", expected=expected, found=found, mend=mend)
